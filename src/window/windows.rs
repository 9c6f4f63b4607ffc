//! Of a long table a browser shows so many rows at a time.

use std::collections::BTreeMap;

use hongtou::office::{Row, Sheet};

/// So many rows are shown at a time.
pub const SHOWN: usize = 100;
/// A table of no more rows is shown as a whole.
const WHOLE: usize = 150;

/// The first row that is shown of each sheet, by the sheet's number; of others from the first on.
#[derive(Clone, Debug, Default)]
pub struct Windows(pub BTreeMap<usize, usize>);

/// A long table's part that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first row, from 0.
    pub first: usize,
    /// The row behind the last one.
    pub end: usize,
    /// How many rows there are.
    pub all: usize,
}

/// The rows of a sheet below its head, each with its number from 0; totals have none, and are always
/// shown.
pub fn own_rows(sheet: &Sheet) -> impl Iterator<Item = (Option<usize>, &Row)> {
    let mut next = 0;
    sheet.rows.iter().skip(sheet.head).map(move |row| {
        let number = (!is_sum(row)).then_some(next);
        next += usize::from(number.is_some());
        (number, row)
    })
}

/// Whether a row is a total or stands beside one.
fn is_sum(row: &Row) -> bool {
    ["total", "stated", "difference"].contains(&&*row.name)
}

impl Windows {
    /// Reads `0:100,2:300`; what is no number counts as nothing.
    pub fn parse(text: &str) -> Self {
        let pairs = text.split(',').filter_map(|pair| {
            let (sheet, first) = pair.split_once(':')?;
            Some((sheet.parse().ok()?, first.parse().ok()?))
        });
        Self(pairs.collect())
    }

    /// What is shown of a sheet; nothing where all of it is.
    pub fn part(&self, number: usize, sheet: &Sheet) -> Option<Part> {
        let all = own_rows(sheet).filter_map(|(number, _)| number).count();
        if all <= WHOLE {
            return None;
        }
        let wanted = self.0.get(&number).copied().unwrap_or(0);
        let first = wanted.min(all - 1);
        Some(Part {
            first,
            end: (first + SHOWN).min(all),
            all,
        })
    }

    /// The rows below the head that are shown.
    pub fn rows<'s>(&self, number: usize, sheet: &'s Sheet) -> Vec<&'s Row> {
        let part = self.part(number, sheet);
        let is_shown = |at: Option<usize>| {
            let within = part.zip(at);
            within.is_none_or(|(part, at)| (part.first..part.end).contains(&at))
        };
        let rows = own_rows(sheet).filter(|(at, _)| is_shown(*at));
        rows.map(|(_, row)| row).collect()
    }
}

/// The next row behind `from` whose name has the word, or else the first one.
pub fn find(sheet: &Sheet, word: &str, from: usize) -> Option<usize> {
    let has = |row: &Row| row.label.contains(word) || has_word(row, word);
    let found = own_rows(sheet).filter(|(_, row)| has(row));
    let found: Vec<usize> = found.filter_map(|(at, _)| at).collect();
    let behind = found.iter().find(|at| **at >= from);
    behind.or(found.first()).copied()
}

/// A record is found by its words.
fn has_word(row: &Row, word: &str) -> bool {
    let cells = row.into_iter().filter_map(|cell| {
        let field = cell.field.as_ref()?;
        (!field.is_number).then_some(&cell.text)
    });
    let mut cells = cells.filter(|text| !text.is_empty());
    cells.any(|text| text.contains(word))
}
