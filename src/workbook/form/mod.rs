//! A form: a period's sheets to be filled in. What is typed is marked, what follows from it is a
//! live formula, and the figures of the period before stand beside.

mod base;
mod cells;
mod formula;
mod grade;
mod guide;
mod plan;
mod singles;
mod style;
mod table;
mod texts;
mod write;

pub use plan::{By, Ground, form, set_called};
pub(super) use table::path as head_path;
pub use write::write;

use std::collections::BTreeMap;

use super::Address;
use crate::calendar::Day;

/// A workbook as it is to be written.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// What it is called on its first page.
    pub title: String,
    /// Its sheets, the one that tells how first.
    pub sheets: Vec<Sheet>,
}

/// One of its sheets.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name, which no other has.
    pub name: String,
    /// The cells that have something.
    pub cells: BTreeMap<Address, Cell>,
    /// Cells that are one: the first and the last of each.
    pub merged: Vec<(Address, Address)>,
    /// How wide each column is, in characters; the others as they come.
    pub widths: BTreeMap<u32, u32>,
    /// Whether the first row and the first column hold the names by which cells are known.
    pub has_keys: bool,
    /// The first cell that moves when one scrolls.
    pub frozen: Option<Address>,
    /// Whether it is not shown.
    pub is_hidden: bool,
    /// How high rows are, in lines; the others as they come.
    pub heights: BTreeMap<u32, u32>,
    /// Rows that are printed on every page.
    pub head_rows: Option<(u32, u32)>,
}

/// A cell of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub content: Content,
    /// What it is for.
    pub part: Part,
    /// How numbers in it are shown; empty: as they are.
    pub digits: String,
    /// What may be typed; nothing: anything.
    pub rule: Option<Rule>,
    /// What is told of it while it is chosen.
    pub note: String,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A plain decimal.
    Number(String),
    /// A formula without its equals sign, and what it comes to: not every program works formulas
    /// out when it opens a file.
    Formula(String, String),
}

/// What a cell is for; this decides how it looks and whether it is locked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Hidden names of rows and columns.
    Key,
    /// The sheet's title.
    Title,
    /// Plain words.
    #[default]
    Plain,
    /// A head, or a name of a row.
    Head,
    /// The name of a row, set in so far.
    Name(u8),
    /// To be filled in.
    Fill,
    /// May be filled in: a received total.
    Optional,
    /// Words to be filled in.
    Words,
    /// Follows from others.
    Derived,
    /// A figure of an earlier period.
    Earlier,
    /// By how much a received total differs.
    Difference,
}

/// What may be typed into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A number, or one of the marks for none.
    Number {
        /// Without a decimal point.
        is_whole: bool,
        /// Less than nothing as well.
        may_be_negative: bool,
    },
    /// A day, or one of the marks for none.
    Date,
    /// One of these.
    Choice(Vec<String>),
}

/// The group whose sheet it is; empty: the texts.
pub fn group_of(sheet: &Sheet) -> String {
    let corner = sheet.cells.get(&Address::new(0, 0));
    let marker = corner.and_then(|cell| match &cell.content {
        Content::Text(text) => super::read::Marker::parse(text),
        _ => None,
    });
    marker.map_or_else(String::new, |marker| marker.group)
}

impl Cell {
    /// The day that it holds, which a spreadsheet has as a number.
    pub fn day(&self) -> Option<Day> {
        style::day(self)
    }

    /// Words for a purpose.
    pub fn text(part: Part, text: impl Into<String>) -> Self {
        let text = text.into();
        let content = if text.is_empty() {
            Content::Empty
        } else {
            Content::Text(text)
        };
        Self {
            content,
            part,
            ..Self::default()
        }
    }
}

impl Sheet {
    /// Puts a cell.
    pub fn put(&mut self, at: Address, cell: Cell) {
        self.cells.insert(at, cell);
    }

    /// Puts words over several cells.
    pub fn put_over(&mut self, first: Address, last: Address, cell: Cell) {
        self.put(first, cell);
        if first != last {
            self.merged.push((first, last));
        }
    }

    /// A name in a formula of another sheet.
    pub fn quoted(&self) -> String {
        format!("'{}'!", self.name.replace('\'', "''"))
    }
}
