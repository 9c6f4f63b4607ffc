//! Workbooks in the formats of others, by calamine and csv: .xlsx, .xls, .ods, .csv.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, Ods, OdsError, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use super::super::Address;
use super::book::{Book, Page, Shown};
use super::digits::shown;
use super::ods;
use crate::source::{Decoded, decode};

/// Why there is nothing to be read in a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// It is no workbook at all.
    NoWorkbook,
    /// It begins as one and can't be read on.
    Damaged,
    /// It opens with a password only.
    Locked,
    /// A cell lies so far from the others that the table between has millions.
    TooFar,
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Locked,
            _ => Self::Damaged,
        }
    }
}

impl From<XlsError> for Fault {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Password => Self::Locked,
            _ => Self::Damaged,
        }
    }
}

impl From<OdsError> for Fault {
    fn from(error: OdsError) -> Self {
        match error {
            OdsError::Password => Self::Locked,
            OdsError::CellLimitExceeded { .. } => Self::TooFar,
            _ => Self::Damaged,
        }
    }
}

/// What a file shows, without its name.
pub(super) fn book_of(bytes: &[u8]) -> Result<Book, Fault> {
    if bytes.starts_with(b"PK") {
        zipped(bytes)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        old(bytes)
    } else {
        separated(bytes)
    }
}

/// Whether a file of several streams holds a newer workbook that is locked: such is named so in it.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn zipped(bytes: &[u8]) -> Result<Book, Fault> {
    let xlsx = match Xlsx::new(Cursor::new(bytes)) {
        Ok(workbook) => return Ok(modern(workbook)?),
        Err(xlsx) => xlsx,
    };
    match Ods::new(Cursor::new(bytes)) {
        Ok(workbook) => Ok(open_document(workbook, bytes)),
        Err(ods @ (OdsError::Password | OdsError::CellLimitExceeded { .. })) => Err(ods.into()),
        Err(_) => Err(xlsx.into()),
    }
}

fn modern(mut workbook: Xlsx<Cursor<&[u8]>>) -> Result<Book, XlsxError> {
    let sheets = workbook.sheets_metadata().to_vec();
    let mut book = Book {
        tells_all: true,
        ..Book::default()
    };
    for sheet in sheets {
        let mut page = Page {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
            ..Page::default()
        };
        match modern_cells(&mut workbook, &sheet.name) {
            Ok(cells) => page.cells = cells,
            // A chart's sheet has no cells.
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(error),
        }
        page.formulas = modern_formulas(&mut workbook, &sheet.name)?;
        page.merged = merged(&workbook.merge_cells_by_sheet_name(&sheet.name)?);
        book.pages.push(page);
    }
    Ok(book)
}

fn modern_cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<BTreeMap<Address, Shown>, XlsxError> {
    let mut reader = workbook.worksheet_cells_reader(sheet)?;
    let styles = reader.styles().iter();
    let formats = styles.map(|style| {
        style
            .number_format
            .as_ref()
            .map(|of| of.format_code.clone())
    });
    let formats: Vec<String> = formats.map(Option::unwrap_or_default).collect();
    let mut cells = BTreeMap::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let format = formats.get(style).map_or("", String::as_str);
        let value = of_ref(cell.get_value(), format);
        cells.extend(value.map(|value| (Address::new(row, column), value)));
    }
    Ok(cells)
}

/// One by one: as a table, a formula in the last corner of a sheet would take more memory than there is.
fn modern_formulas(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<BTreeSet<Address>, XlsxError> {
    let mut reader = workbook.worksheet_cells_reader(sheet)?;
    let mut formulas = BTreeSet::new();
    while let Some(cell) = reader.next_formula()? {
        if !cell.get_value().is_empty() {
            let (row, column) = cell.get_position();
            formulas.insert(Address::new(row, column));
        }
    }
    Ok(formulas)
}

fn of_ref(value: &DataRef, format: &str) -> Option<Shown> {
    let number = |text: String| Some(Shown::Number(shown(&text, format)));
    match value {
        DataRef::Int(number_) => number(number_.to_string()),
        DataRef::Float(number_) => number(number_.to_string()),
        DataRef::String(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Empty => None,
        other => of_data(&Data::from(other.clone())),
    }
}

fn of_data(value: &Data) -> Option<Shown> {
    let number = |text: String| Some(Shown::Number(shown(&text, "")));
    match value {
        Data::Int(of) => number(of.to_string()),
        Data::Float(of) => number(of.to_string()),
        Data::String(text) => words(text),
        Data::Bool(of) => Some(Shown::Other("TRUE 或 FALSE", of.to_string().to_uppercase())),
        Data::DateTime(of) => Some(Shown::Other("日期", day(*of))),
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Some(Shown::Other("日期", text.clone()))
        }
        Data::Error(error) => Some(Shown::Other("错误", error.to_string())),
        Data::Empty => None,
    }
}

fn words(text: &str) -> Option<Shown> {
    (!text.trim().is_empty()).then(|| Shown::Text(text.to_owned()))
}

fn day(of: calamine::ExcelDateTime) -> String {
    let (year, month, day, ..) = of.to_ymd_hms_milli();
    format!("{year}年{month}月{day}日")
}

fn merged(all: &[Dimensions]) -> Vec<(Address, Address)> {
    let address = |(row, column): (u32, u32)| Address::new(row, column);
    all.iter()
        .map(|of| (address(of.start), address(of.end)))
        .collect()
}

fn places_of(formulas: &calamine::Range<String>) -> BTreeSet<Address> {
    let (row, column) = formulas.start().unwrap_or_default();
    let cells = formulas
        .used_cells()
        .filter(|(_, _, text)| !text.is_empty());
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    cells
        .map(|(r, c, _)| Address::new(row + small(r), column + small(c)))
        .collect()
}

fn cells_of(range: &calamine::Range<Data>) -> BTreeMap<Address, Shown> {
    let (row, column) = range.start().unwrap_or_default();
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let cells = range.used_cells().filter_map(|(r, c, value)| {
        Some((
            Address::new(row + small(r), column + small(c)),
            of_data(value)?,
        ))
    });
    cells.collect()
}

/// .xls, which says nothing of the places that its cells show.
fn old(bytes: &[u8]) -> Result<Book, Fault> {
    if is_locked(bytes) {
        return Err(Fault::Locked);
    }
    let mut workbook = Xls::new(Cursor::new(bytes))?;
    let mut book = Book::default();
    for sheet in workbook.sheets_metadata().to_vec() {
        let range = workbook.worksheet_range(&sheet.name)?;
        let formulas = workbook.worksheet_formula(&sheet.name);
        let merges = workbook.merge_cells_by_sheet_name(&sheet.name);
        book.pages.push(Page {
            cells: cells_of(&range),
            formulas: formulas
                .map(|formulas| places_of(&formulas))
                .unwrap_or_default(),
            merged: merged(&merges.unwrap_or_default()),
            is_hidden: sheet.visible != SheetVisible::Visible,
            name: sheet.name,
        });
    }
    Ok(book)
}

/// .ods, whose cells say what they show.
fn open_document(mut workbook: Ods<Cursor<&[u8]>>, bytes: &[u8]) -> Book {
    let seen = ods::pages(bytes);
    let mut book = Book {
        tells_all: seen.is_some(),
        ..Book::default()
    };
    let mut seen = seen.unwrap_or_default().into_iter();
    for sheet in workbook.sheets_metadata().to_vec() {
        let range = workbook.worksheet_range(&sheet.name).unwrap_or_default();
        let formulas = workbook.worksheet_formula(&sheet.name);
        let mut page = Page {
            cells: cells_of(&range),
            formulas: formulas
                .map(|formulas| places_of(&formulas))
                .unwrap_or_default(),
            is_hidden: sheet.visible != SheetVisible::Visible,
            name: sheet.name,
            merged: Vec::new(),
        };
        if let Some(seen) = seen.next() {
            page.merged = seen.merged;
            for (at, text) in seen.shown {
                if let Some(Shown::Number(digits)) = page.cells.get_mut(&at) {
                    ods::show(digits, &text);
                }
            }
        }
        book.pages.push(page);
    }
    book
}

/// .csv, of which every cell is words.
fn separated(bytes: &[u8]) -> Result<Book, Fault> {
    let text = match decode(bytes) {
        Decoded::Utf8(text) | Decoded::Other { text, .. } => text,
        Decoded::Binary => return Err(Fault::NoWorkbook),
    };
    let lines = text.lines().take(20);
    let count = |mark: char| {
        lines
            .clone()
            .map(|line| line.matches(mark).count())
            .sum::<usize>()
    };
    let mark = if count('\t') > count(',') {
        b'\t'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(mark);
    let mut page = Page {
        name: "CSV".to_owned(),
        ..Page::default()
    };
    for (record, row) in reader.from_reader(text.as_bytes()).records().zip(0..) {
        let record = record.map_err(|_| Fault::NoWorkbook)?;
        for (field, column) in record.iter().zip(0..) {
            let value = words(field);
            page.cells
                .extend(value.map(|value| (Address::new(row, column), value)));
        }
    }
    Ok(Book {
        pages: vec![page],
        tells_all: true,
        ..Book::default()
    })
}
