//! The sheets of a form, whose cells are known by the hidden names of their rows and columns,
//! wherever these were moved to.

use std::collections::BTreeMap;

use super::super::{Address, Slot, Spot, Wanted, slot};
use super::book::{Page, Shown};
use super::words::plain;
use super::{Found, Marker, Reader, units};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Group, Rows};

/// The marker stands in one of the first rows and columns, even where some were put in before it.
const NEAR: u32 = 8;

/// The marker of a sheet, and where it stands.
pub(super) fn marker(page: &Page) -> Option<(Address, Marker)> {
    let near = page
        .cells
        .iter()
        .filter(|(at, _)| at.row < NEAR && at.column < NEAR);
    let mut markers = near.filter_map(|(at, shown)| match shown {
        Shown::Text(text) => Some((*at, Marker::parse(text)?)),
        _ => None,
    });
    markers.next()
}

/// A sheet of a form while it is read.
struct Sheet<'a> {
    page: &'a Page,
    group: &'a str,
    /// The names of its columns.
    columns: BTreeMap<u32, String>,
    /// The column of the names of its rows, for a reader.
    names: Option<u32>,
    /// The names of its rows.
    rows: BTreeMap<u32, String>,
    /// The row that tells in what the columns are counted.
    units: Option<u32>,
}

/// The cells of a form's sheet that mean something.
pub(super) fn read(
    reader: &mut Reader,
    at: usize,
    (corner, marker): (Address, &Marker),
) -> Vec<Found> {
    let page = &reader.book.pages[at];
    let text = |at: Address| page.get(at).map(Shown::text).unwrap_or_default();
    let mut sheet = Sheet {
        page,
        group: &marker.group,
        columns: BTreeMap::new(),
        names: None,
        rows: BTreeMap::new(),
        units: None,
    };
    for here in page.cells.keys() {
        if here.row == corner.row && here.column != corner.column {
            match text(*here).as_str() {
                "names" => sheet.names = Some(here.column),
                name => drop(sheet.columns.insert(here.column, name.to_owned())),
            }
        }
        if here.column == corner.column && here.row > corner.row {
            match text(*here).as_str() {
                "unit" => sheet.units = Some(here.row),
                name => drop(sheet.rows.insert(here.row, name.to_owned())),
            }
        }
    }
    sheet.put_in(reader, at);
    sheet.repeated(reader, at);
    sheet.cells(reader, at)
}

impl Sheet<'_> {
    fn group_of<'m>(&self, reader: &Reader<'m>) -> Option<&'m Group> {
        reader.model.group(self.group)
    }

    /// The cells of a row that could be figures.
    fn filled(&self, row: u32) -> Vec<Address> {
        let columns = self.columns.iter();
        let columns = columns.filter(|(_, name)| name.starts_with("cell:"));
        let cells = columns.map(|(column, _)| Address::new(row, *column));
        cells.filter(|at| self.page.get(*at).is_some()).collect()
    }

    fn name(&self, row: u32) -> String {
        self.names.map_or_else(String::new, |column| {
            self.page.text(Address::new(row, column))
        })
    }

    /// Rows that were put in between those of the form.
    fn put_in(&mut self, reader: &mut Reader, at: usize) {
        let Some(group) = self.group_of(reader) else {
            return;
        };
        let first = self.rows.keys().next().copied().unwrap_or(u32::MAX);
        let last = self.page.cells.keys().map(|at| at.row).max().unwrap_or(0);
        let units = self.units.map_or(first, |units| units + 1).min(first);
        for row in units..=last {
            let filled = self.filled(row);
            if self.rows.contains_key(&row) || self.units == Some(row) || filled.is_empty() {
                continue;
            }
            if group.rows == Rows::Records {
                self.rows.insert(row, format!("new:r{}", row + 1));
                continue;
            }
            let name = self.name(row);
            let own = named(reader, group, &name);
            let is_taken = |own: &String| self.rows.values().any(|key| key == own);
            if let Some(own) = own.filter(|own| !is_taken(own)) {
                self.rows.insert(row, own);
                continue;
            }
            let called = if name.is_empty() {
                String::new()
            } else {
                format!("“{name}”")
            };
            let message = format!("第 {} 行{called}不是表里原有的行，读不了它的数", row + 1);
            let hint = "请把数填到原有的行里，删掉这一行；确是新的一行，先把它写进数据文件的名单，再写填报表";
            let finding = Diagnostic::error(Code::UnknownRow, message).hint(hint);
            reader.find(finding, at, filled[0]);
        }
    }

    /// Rows that were copied with their hidden names.
    fn repeated(&mut self, reader: &mut Reader, at: usize) {
        let mut first: BTreeMap<String, u32> = BTreeMap::new();
        let mut again = Vec::new();
        for (row, key) in &self.rows {
            if let Some(before) = first.get(key) {
                again.push((*row, *before, key.clone()));
            } else if key.contains(':') {
                first.insert(key.clone(), *row);
            }
        }
        for (row, before, key) in again {
            self.rows.remove(&row);
            let filled = self.filled(row);
            if key.starts_with("new:")
                || self
                    .group_of(reader)
                    .is_some_and(|of| of.rows == Rows::Records)
            {
                self.rows.insert(row, format!("new:r{}", row + 1));
            } else if let Some(cell) = filled.first() {
                let message = format!(
                    "第 {} 行和第 {} 行是同一行“{}”（复制来的）",
                    row + 1,
                    before + 1,
                    self.name(before)
                );
                let finding = Diagnostic::error(Code::DuplicateKey, message);
                let finding = finding.hint("请只留一行，删掉另一行");
                reader.find(finding, at, *cell);
            }
        }
    }

    fn cells(&self, reader: &mut Reader, at: usize) -> Vec<Found> {
        let mut found = Vec::new();
        for (row, key) in &self.rows {
            if key == "head" || key == "difference" || !self.is_own_name(reader, at, *row, key) {
                continue;
            }
            let mut is_known = false;
            let mut cells = Vec::new();
            for (column, name) in &self.columns {
                let spot = Spot {
                    group: self.group.to_owned(),
                    row: key.clone(),
                    column: name.clone(),
                };
                let cell = Address::new(*row, *column);
                if let Some(slot) = slot(&spot, reader.model, reader.inputs) {
                    is_known = true;
                    let unit = self.unit(*column, &slot);
                    cells.push(Found {
                        slot,
                        page: at,
                        at: cell,
                        unit,
                        row: key.clone(),
                    });
                }
            }
            if !is_known && let Some(cell) = self.filled(*row).first() {
                let name = self.name(*row);
                let message = format!("数据文件里没有“{name}”这一行");
                let hint = "请核对数据文件的名单；名单改过的，请重新写填报表";
                reader.find(
                    Diagnostic::error(Code::UnknownRow, message).hint(hint),
                    at,
                    *cell,
                );
            }
            found.extend(cells);
        }
        found
    }

    /// In what a column is counted, as its sheet says.
    fn unit(&self, column: u32, slot: &Slot) -> Option<String> {
        let measure = match &slot.wanted {
            Wanted::Number(measure) | Wanted::Stated(measure) | Wanted::Derived(measure) => measure,
            Wanted::Words { .. } => return None,
        };
        let said = self.page.text(Address::new(self.units?, column));
        (!said.trim().is_empty() && units::differs(&said, measure)).then_some(said)
    }

    /// Whether a row still bears the name that its hidden name means: if cells alone were moved, the
    /// two part.
    fn is_own_name(&self, reader: &mut Reader, at: usize, row: u32, key: &str) -> bool {
        let Some(group) = self.group_of(reader).filter(|of| of.rows != Rows::Records) else {
            return true;
        };
        let said = self.name(row);
        let meant = named(reader, group, &said);
        let Some(meant) = meant.filter(|meant| meant != key && key.starts_with("row:")) else {
            return true;
        };
        let Some(cell) = self.filled(row).first().copied() else {
            return true;
        };
        let own = key.trim_start_matches("row:");
        let message = format!(
            "第 {} 行写的是“{said}”，原来是“{own}”的行，分不清是谁的数",
            row + 1
        );
        let hint = format!(
            "请把“{said}”的数填回它自己的行（{}）",
            meant.trim_start_matches("row:")
        );
        reader.find(
            Diagnostic::error(Code::UnknownRow, message).hint(hint),
            at,
            cell,
        );
        false
    }
}

/// The hidden name of the row that is called so.
pub(super) fn named(reader: &Reader, group: &Group, name: &str) -> Option<String> {
    let Rows::Set { set, extra, .. } = &group.rows else {
        return None;
    };
    let wanted = plain(name);
    let rows = extra.iter().chain(reader.inputs.set(set));
    let mut rows = rows.filter(|row| row.role.is_typed());
    let row = rows.find(|row| plain(&row.key) == wanted || plain(&row.label) == wanted)?;
    Some(format!("row:{}", row.key))
}
