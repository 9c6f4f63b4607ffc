//! Tables of the file beside those of the notice, as it was sent and as it is now: which is which, and what
//! they say otherwise.

mod anchors;
mod cells;
mod changed;
mod columns;
mod pair;
mod pairing;
mod rows;
mod sources;

use std::collections::HashMap;

pub(in crate::review) use self::anchors::Cells;
use self::columns::Columns;
use self::pair::Pair;
use self::pairing::{paired, rows_of};
use super::Desk;
use super::letters::{bare, likeness};
use super::matter::{Found, Matter};
use super::told::{Edit, EditKind, Since, Site};
use crate::notice::{Annex, Notice};
use crate::returned::{Cell, Item, Returned, Row, Table};

/// Which table of the file is which of the notice.
pub(super) struct Tables<'a> {
    now: Vec<&'a Annex>,
    sent: Vec<&'a Annex>,
    /// The one of now of each that was sent.
    twins: Vec<Option<usize>>,
    /// The one that was sent of tables of the file.
    of_file: HashMap<usize, usize>,
}

/// The tables of a file.
fn tables(returned: &Returned) -> impl Iterator<Item = &Table> {
    returned.items.iter().filter_map(|item| match item {
        Item::Table(table) => Some(table),
        Item::Paragraph(_) => None,
    })
}

impl<'a> Tables<'a> {
    pub fn of(now: &'a Notice, sent: Option<&'a Notice>, returned: &Returned) -> Self {
        let now: Vec<&Annex> = now.all_tables().collect();
        let sent: Vec<&Annex> =
            sent.map_or_else(|| now.clone(), |sent| sent.all_tables().collect());
        let twin = |own: &&Annex| {
            let is_it = |of: &&Annex| of.id == own.id && of.has_table() && own.has_table();
            now.iter().position(is_it)
        };
        let own = sent
            .iter()
            .enumerate()
            .filter(|(_, annex)| annex.has_table());
        let own = own.map(|(at, annex)| (at, rows_of(&annex.table).concat().concat()));
        let own: Vec<(usize, String)> = own.collect();
        let words = |table: &Table| {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.map(|cell| bare(&cell.text())).collect::<String>()
        };
        let theirs: Vec<String> = tables(returned).map(words).collect();
        let score = |one: usize, other: usize| likeness(&own[one].1, &theirs[other]);
        let pairs = paired(own.len(), theirs.len(), &score).into_iter();
        Self {
            twins: sent.iter().map(twin).collect(),
            of_file: pairs.map(|(one, other)| (other, own[one].0)).collect(),
            now,
            sent,
        }
    }

    /// The table that was sent of one of the file, by its place in the file.
    pub fn sent_of(&self, file: usize) -> Option<usize> {
        self.of_file.get(&file).copied()
    }

    /// By what the same table is known in all texts.
    pub fn mark(&self, sent: usize) -> usize {
        self.twins[sent].unwrap_or(self.now.len() + sent)
    }

    fn pairs<'r>(&self, returned: &'r Returned) -> Vec<Pair<'r>>
    where
        'a: 'r,
    {
        let mut pairs = Vec::new();
        for (at, table) in tables(returned).enumerate() {
            let Some(sent) = self.sent_of(at) else {
                continue;
            };
            if let Some(now) = self.twins[sent] {
                pairs.push(Pair::of(self.sent[sent], self.now[now], table));
            }
        }
        pairs
    }
}

/// What is told of tables.
#[derive(Default)]
pub(super) struct OfTables {
    pub edits: Vec<Edit>,
    pub since: Vec<Since>,
}

impl Desk<'_> {
    /// Everything that tables say otherwise.
    pub(super) fn tables(&self, tables: &Tables) -> OfTables {
        let mut told = OfTables::default();
        for pair in tables.pairs(self.returned) {
            self.columns(&pair, &mut told.edits);
            self.cells(&pair, &mut told);
            self.lone_rows(&pair, &mut told);
        }
        for (at, table) in self::tables(self.returned).enumerate() {
            let cells = || table.rows.iter().flat_map(|row| &row.cells);
            let is_blank = cells().all(|cell| bare(&cell.text()).is_empty());
            let Some(row) = table.rows.first() else {
                continue;
            };
            if tables.sent_of(at).is_none() && !is_blank {
                let matter = Matter::new(EditKind::Table, "多出一张表")
                    .advise("通报里没有这张表；要印的，请在模板里加一张附件");
                let words = row
                    .cells
                    .iter()
                    .map(Cell::text)
                    .collect::<Vec<_>>()
                    .join(" ");
                told.edits.push(self.edit(
                    Found::of_table("文件里".to_owned(), [String::new(), words], site_of(row)),
                    matter,
                ));
            }
        }
        told
    }

    /// Where a table prints a figure.
    pub(super) fn cell_of_figure(&self, table: usize, name: &str) -> Option<String> {
        let annex = self.ground.year.notice.all_tables().nth(table)?;
        let heads = annex.table.head.len();
        annex.table.rows.iter().enumerate().find_map(|(at, row)| {
            let is_it = |cell: &crate::notice::Cell| {
                cell.figure
                    .as_ref()
                    .is_some_and(|key| key.to_string() == name)
            };
            let column = row.cells.iter().position(is_it)?;
            Some(format!(
                "{}第{}行第{}列（{}　{}）",
                annex.label(),
                at + heads + 1,
                column + 1,
                annex.table.name_of(row),
                annex.table.head_of(column)
            ))
        })
    }
}

/// All paragraphs of a row.
fn site_of(row: &Row) -> Site {
    let mut paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs);
    let first = paragraphs.next().map_or(0, |of| of.id);
    Site::Row(first, 1 + paragraphs.count())
}
