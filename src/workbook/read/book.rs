//! The sheets of a workbook as they show themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Address;
use super::digits::Digits;
use super::formats::{Fault, book_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::panics::caught;

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
    /// Reads a workbook's bytes: .xlsx, .xls, .ods, .csv.
    ///
    /// # Errors
    /// That it is none, is damaged, or is locked with a password.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let book = caught(|| book_of(bytes)).unwrap_or(Err(Fault::Damaged));
        let mut book = book.map_err(|fault| unreadable(name, fault))?;
        name.clone_into(&mut book.name);
        book.digest = crate::archive::digest(bytes);
        Ok(book)
    }
}

fn unreadable(name: &str, fault: Fault) -> Diagnostic {
    let (reason, remedy) = match fault {
        Fault::NoWorkbook => ("不是表格文件", "请用表格软件打开它，另存为 .xlsx，再导入"),
        Fault::Damaged => (
            "文件残缺或损坏",
            "请用表格软件打开它，另存为 .xlsx，再导入；打不开的，请对方重发",
        ),
        Fault::Locked => (
            "它有打开密码",
            "请用表格软件打开它，去掉密码另存为 .xlsx，再导入",
        ),
        Fault::TooFar => (
            "有一格离其余的太远，表格大得装不下",
            "请用表格软件打开它，删掉右边、下边多余的行列，另存为 .xlsx，再导入",
        ),
    };
    Diagnostic::error(Code::File, format!("读不了 {name}：{reason}")).hint(remedy)
}
