//! What a workbook shows, and which of its cells are which figures.

mod book;
mod digits;
mod formats;
mod heads;
mod keyed;
mod map;
mod ods;
mod units;
mod words;

pub use book::{Book, Page, Shown};
pub use digits::Digits;
pub use map::{CellMap, map_pattern, proposal};
pub(super) use units::{converted, factor};
pub(super) use words::{Meant, meant, plain};

use std::collections::BTreeMap;
use std::fmt;

use super::{Address, Slot};
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Inputs;
use crate::model::Model;
use crate::source::{CellName, Place, Sources};

/// A cell that means something.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it means.
    pub slot: Slot,
    /// The sheet, by its number.
    pub page: usize,
    /// The cell.
    pub at: Address,
    /// In what it is counted, where that is not the figure's own unit.
    pub unit: Option<String>,
    /// The name of its row, by which the cells of a row are told to be one.
    pub row: String,
}

/// A workbook while it is read.
pub struct Reader<'a> {
    /// What it shows.
    pub book: &'a Book,
    /// What the templates say.
    pub model: &'a Model,
    /// The input into which it goes.
    pub inputs: &'a Inputs,
    /// The kind of that input.
    pub kind: &'a str,
    /// Where findings have their places.
    pub sources: &'a mut Sources,
    /// What was found so far.
    pub findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// The place of a cell.
    pub fn place(&mut self, page: usize, at: Address) -> Place {
        let Some(sheet) = self.book.pages.get(page) else {
            return place_in(self.sources, &self.book.name, "", at, "");
        };
        let text = sheet.text(at);
        place_in(self.sources, &self.book.name, &sheet.name, at, &text)
    }

    /// Adds a finding at a cell.
    pub fn find(&mut self, finding: Diagnostic, page: usize, at: Address) {
        let place = self.place(page, at);
        self.findings.push(finding.at(place));
    }
}

/// A cell as a place.
pub(super) fn place_in(
    sources: &mut Sources,
    book: &str,
    sheet: &str,
    at: Address,
    text: &str,
) -> Place {
    let cell = CellName {
        sheet: sheet.to_owned(),
        cell: at.to_string(),
    };
    sources.add_cell(book, cell, text)
}

/// All cells of a workbook that mean something: by a map, by the names that a form hides, by heads.
pub fn read(reader: &mut Reader, map: Option<&CellMap>) -> Vec<Found> {
    if let Some(map) = map {
        return map.read(reader);
    }
    let mut found = Vec::new();
    let (mut is_form, mut unknown) = (false, Vec::new());
    for at in 0..reader.book.pages.len() {
        let page = &reader.book.pages[at];
        if page.name == BASE || page.cells.is_empty() {
            continue;
        }
        match keyed::marker(page) {
            Some((corner, marker)) => {
                is_form = true;
                if !is_ours(reader, at, corner, &marker) {
                    // So are its other sheets.
                    break;
                }
                found.extend(keyed::read(reader, at, (corner, &marker)));
            }
            None if !page.is_hidden => unknown.push(at),
            None => {}
        }
    }
    // Beside a form's own sheets others may lie that are nobody's business.
    if !is_form {
        found.extend(heads::read(reader, &unknown));
    }
    found
}

/// Whether a form is of the kind and the period that is filled in.
fn is_ours(reader: &mut Reader, at: usize, corner: Address, marker: &Marker) -> bool {
    let period = reader.inputs.period;
    let page = &reader.book.pages[at];
    let message = if marker.period != period {
        format!(
            "“{}”是 {}的填报表，不是 {period}的",
            page.name, marker.period
        )
    } else if marker.kind != reader.kind && !reader.kind.is_empty() && !marker.kind.is_empty() {
        format!(
            "“{}”是 {} 的填报表，不是 {} 的",
            page.name, marker.kind, reader.kind
        )
    } else {
        return true;
    };
    let hint = "请换成这一期的填报表；要导入那一期，用 --to 写明期别";
    let finding = Diagnostic::error(Code::YearDiffers, message).hint(hint);
    reader.find(finding, at, corner);
    false
}

/// The sheet that keeps what a form was filled with when it was written.
pub const BASE: &str = "_原数";

/// What a form was filled with when it was written, by the names of figures and texts.
pub fn base(book: &Book) -> BTreeMap<String, String> {
    let page = book.pages.iter().find(|page| page.name == BASE);
    let cells = page.into_iter().flat_map(|page| {
        let names = page.cells.iter().filter(|(at, _)| at.column == 0);
        names.map(|(at, name)| (name.text(), page.text(Address::new(at.row, 1))))
    });
    cells.collect()
}

/// The marker of the first sheet of a form that has one.
pub fn marker_of(book: &Book) -> Option<Marker> {
    let mut markers = book.pages.iter().filter_map(keyed::marker);
    markers.next().map(|(_, marker)| marker)
}

/// What the first cell of a form's sheet says: whose sheet it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The kind of notice; empty where there is one alone.
    pub kind: String,
    /// The period that is asked for.
    pub period: Period,
    /// The group of figures; empty: the texts.
    pub group: String,
}

const MARK: &str = "hongtou/1";
/// What stands for an empty name.
const NOTHING: &str = "-";

impl Marker {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        if words.next()? != MARK {
            return None;
        }
        let mut name = || {
            let word = words.next()?;
            Some(if word == NOTHING {
                String::new()
            } else {
                word.to_owned()
            })
        };
        let (kind, period) = (name()?, name()?);
        Some(Self {
            kind,
            period: Period::parse(&period)?,
            group: name()?,
        })
    }
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_nothing = |name: &str| {
            if name.is_empty() {
                NOTHING.to_owned()
            } else {
                name.to_owned()
            }
        };
        let (kind, group) = (or_nothing(&self.kind), or_nothing(&self.group));
        write!(f, "{MARK} {kind} {} {group}", self.period.stem())
    }
}
