//! The sheets of a workbook as they show themselves: .xlsx, .xls, .ods, .csv.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Ods, Reader, SheetVisible, Xls, Xlsx, XlsxError};

use super::super::Address;
use super::digits::{Digits, shown};
use super::ods;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Decoded, decode};

/// A workbook that was read.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The file's name as its reader knows it.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// Its sheets, those that are hidden as well.
    pub pages: Vec<Page>,
    /// Whether it is known of every cell how many places it shows, and whether it is worked out; of
    /// an .xls neither is.
    pub tells_all: bool,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// The cells that have something.
    pub cells: BTreeMap<Address, Shown>,
    /// Those of them that are worked out.
    pub formulas: BTreeSet<Address>,
    /// Cells that are one: the first and the last.
    pub merged: Vec<(Address, Address)>,
    /// Whether it is hidden.
    pub is_hidden: bool,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A number.
    Number(Digits),
    /// Words.
    Text(String),
    /// Neither: a day, an error, true or false; what it is, and what is shown.
    Other(&'static str, String),
}

impl Shown {
    /// As a reader sees it.
    pub fn text(&self) -> String {
        match self {
            Self::Number(digits) => format!("{}{}", digits.shown, digits.unit),
            Self::Text(text) | Self::Other(_, text) => text.clone(),
        }
    }
}

impl Page {
    /// The cell at an address; of merged ones the first has it.
    pub fn get(&self, at: Address) -> Option<&Shown> {
        self.cells.get(&self.first_of(at))
    }

    /// What a cell shows, as words; of merged ones all show the same.
    pub fn text(&self, at: Address) -> String {
        self.get(at).map(Shown::text).unwrap_or_default()
    }

    /// The first of the cells that are one with this.
    pub fn first_of(&self, at: Address) -> Address {
        let is_in = |(first, last): &&(Address, Address)| {
            (first.row..=last.row).contains(&at.row)
                && (first.column..=last.column).contains(&at.column)
        };
        let merged = self.merged.iter().find(is_in);
        merged.map_or(at, |(first, _)| *first)
    }
}

impl Book {
    /// Reads a workbook's bytes.
    ///
    /// # Errors
    /// That it is none, or is locked with a password.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let mut book = if bytes.starts_with(b"PK") {
            zipped(bytes)
        } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            old(bytes)
        } else {
            separated(name, bytes)
        }
        .map_err(|reason| unreadable(name, &reason))?;
        name.clone_into(&mut book.name);
        book.digest = crate::archive::digest(bytes);
        Ok(book)
    }
}

fn unreadable(name: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::File, format!("读不了 {name}：{reason}"))
        .hint("请用表格软件打开它，另存为 .xlsx，再导入")
}

fn zipped(bytes: &[u8]) -> Result<Book, String> {
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(workbook) => modern(workbook).map_err(|error| error.to_string()),
        Err(xlsx) => match Ods::new(Cursor::new(bytes)) {
            Ok(workbook) => Ok(open_document(workbook, bytes)),
            Err(_) => Err(xlsx.to_string()),
        },
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
        let formulas = workbook.worksheet_formula(&sheet.name)?;
        page.formulas = places_of(&formulas);
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
fn old(bytes: &[u8]) -> Result<Book, String> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut book = Book::default();
    for sheet in workbook.sheets_metadata().to_vec() {
        let range = workbook
            .worksheet_range(&sheet.name)
            .map_err(|error| error.to_string())?;
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
fn separated(name: &str, bytes: &[u8]) -> Result<Book, String> {
    let text = match decode(bytes) {
        Decoded::Utf8(text) | Decoded::Other { text, .. } => text,
        Decoded::Binary => return Err("不是表格文件".to_owned()),
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
        let record = record.map_err(|_| format!("{name} 不是表格文件"))?;
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
