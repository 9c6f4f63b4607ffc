//! Workbooks that are none, are locked, damaged, or far too wide.

use hongtou::workbook::read::Book;
use rust_xlsxwriter::{Format, Workbook};

use crate::any_year::years;
use crate::archive::{files, zipped};
use crate::dice::Dice;

/// Some bytes changed, lost, doubled; numbers that no sheet has; the end cut off.
fn broken_of(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    const NUMBERS: [&[u8]; 5] = [
        b"0",
        b"-1",
        b"99999999999999999999",
        b"1e400",
        b"4294967296",
    ];
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.index(4) {
        let at = dice.index(bytes.len());
        let end = bytes.len().min(at + 1 + dice.index(40));
        match dice.index(6) {
            0 => bytes[at] = b'9',
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes.truncate(end),
            _ => {
                let digits = |byte: &u8| byte.is_ascii_digit();
                let Some(first) = bytes[at..].iter().position(digits) else {
                    continue;
                };
                let first = at + first;
                let length = bytes[first..].iter().take_while(|b| digits(b)).count();
                let number = NUMBERS[dice.index(NUMBERS.len())].iter().copied();
                bytes.splice(first..first + length, number);
            }
        }
    }
    bytes
}

#[test]
fn a_workbook_that_is_none_is_said_to_be_none() {
    let mut locked = b"\xd0\xcf\x11\xe0 a container of streams".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    for (bytes, reason) in [
        (&b"PK\x03\x04 no zip"[..], "文件残缺或损坏"),
        (b"\xd0\xcf\x11\xe0 no workbook", "文件残缺或损坏"),
        (b"\x00\x01\x02", "不是表格文件"),
        (&locked, "它有打开密码"),
    ] {
        let finding = Book::read("坏.xlsx", bytes).unwrap_err();
        assert_eq!(finding.message, format!("读不了 坏.xlsx：{reason}"));
        assert_eq!(finding.hints.len(), 1);
    }
}

/// A formula that somebody left in the last corner of a sheet: as a table the cells before it would take
/// more memory than there is.
#[test]
fn a_formula_far_away_is_one_cell_more() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "东镇").unwrap();
    sheet.write_formula(1_048_575, 16_383, "=1+1").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let book = Book::read("远.xlsx", &bytes).unwrap();
    assert_eq!(book.pages[0].cells.len(), 2);
    assert_eq!(book.pages[0].formulas.len(), 1);
}

/// Parts of a workbook broken at random: it is read as far as it goes, or refused in words.
#[test]
fn a_broken_workbook_ends_no_program() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .merge_range(0, 0, 0, 3, "办理情况", &Format::new())
        .unwrap();
    for row in 1..6 {
        sheet.write(row, 0, format!("东镇{row}")).unwrap();
        sheet.write(row, 1, row * 7).unwrap();
        sheet.write_formula(row, 2, "=SUM(B2:B6)").unwrap();
    }
    let parts = files(&workbook.save_to_buffer().unwrap());
    let mut read = 0;
    for seed in 0..years(400) {
        let mut dice = Dice::mixed(seed);
        let victim = dice.index(parts.len());
        let parts = parts.iter().enumerate().map(|(at, (name, bytes))| {
            let bytes = if at == victim {
                broken_of(bytes, &mut dice)
            } else {
                bytes.clone()
            };
            (name.clone(), bytes)
        });
        let parts: Vec<(String, Vec<u8>)> = parts.collect();
        match Book::read("坏.xlsx", &zipped(&parts)) {
            Ok(_) => read += 1,
            Err(finding) => assert!(finding.message.starts_with("读不了"), "{finding:?}"),
        }
    }
    assert!(read > 0);
}
