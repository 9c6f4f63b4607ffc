//! What the cells of an .ods file show, and which of them are one.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::Address;
use super::digits::Digits;
use super::words::{Meant, meant};

/// One sheet.
#[derive(Default)]
pub(super) struct Seen {
    pub shown: BTreeMap<Address, String>,
    pub merged: Vec<(Address, Address)>,
}

const MOST_BYTES: u64 = 64 << 20;
/// No sheet of a form has more; what goes beyond is padding.
const MOST_REPEATS: u32 = 1000;

/// The sheets of a file, in order; nothing where it can't be read.
pub(super) fn pages(bytes: &[u8]) -> Option<Vec<Seen>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = String::new();
    let file = archive.by_name("content.xml").ok()?;
    file.take(MOST_BYTES).read_to_string(&mut content).ok()?;
    let mut reader = Reader::from_str(&content);
    let mut walk = Walk::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => walk.open(&tag, false),
            Event::Empty(tag) => walk.open(&tag, true),
            Event::End(tag) => walk.close(tag.name().as_ref()),
            Event::Text(text) => walk.say(text.as_ref()),
            Event::Eof => return Some(walk.pages),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Walk {
    pages: Vec<Seen>,
    row: u32,
    rows: u32,
    column: u32,
    /// How often the cell stands there, how far it reaches down and right.
    cell: Option<(u32, u32, u32)>,
    text: String,
    /// Within a remark on a cell, which the cell does not show.
    is_remark: bool,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart, is_empty: bool) {
        match tag.name().as_ref() {
            "table:table" => {
                self.pages.push(Seen::default());
                (self.row, self.column) = (0, 0);
            }
            "table:table-row" => {
                self.rows = number(tag, "table:number-rows-repeated");
                self.column = 0;
                if is_empty {
                    self.row += self.rows;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let times = number(tag, "table:number-columns-repeated");
                let down = number(tag, "table:number-rows-spanned");
                let right = number(tag, "table:number-columns-spanned");
                self.cell = Some((times, down, right));
                self.text.clear();
                if is_empty {
                    self.end_cell();
                }
            }
            "office:annotation" => self.is_remark = !is_empty,
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.cell.is_some() && !self.is_remark {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "table:table-row" => self.row = self.row.saturating_add(self.rows),
            "office:annotation" => self.is_remark = false,
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some((times, down, right)) = self.cell.take() else {
            return;
        };
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        let first = Address::new(self.row, self.column);
        if down > 1 || right > 1 {
            let last = Address::new(first.row + down - 1, first.column + right - 1);
            page.merged.push((first, last));
        }
        if !self.text.is_empty() {
            for row in 0..self.rows.min(MOST_REPEATS) {
                for column in 0..times.min(MOST_REPEATS) {
                    let at = Address::new(self.row + row, self.column + column);
                    page.shown.insert(at, self.text.clone());
                }
            }
        }
        self.column = self.column.saturating_add(times);
    }
}

/// An attribute that counts; 1 where it is not there.
fn number(tag: &BytesStart, name: &str) -> u32 {
    let attribute = tag.try_get_attribute(name).ok().flatten();
    let value = attribute.and_then(|of| of.value.parse().ok());
    value.unwrap_or(1).max(1)
}

/// Puts what a cell shows in place of all its digits, where it is the same number.
pub(super) fn show(digits: &mut Digits, text: &str) {
    let Meant::Number(shown, unit) = meant(text) else {
        return;
    };
    if unit.contains('%') && digits.unit.is_empty() {
        *digits = super::digits::shown(&digits.held, "0%");
        "%".clone_into(&mut digits.unit);
    } else {
        digits.unit = unit;
    }
    digits.shown = shown;
}
