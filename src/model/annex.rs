//! What annexes consist of: tables of figures, tables to be filled in by hand, charts, texts.

use super::Placed;
use crate::language::Wording;
use crate::source::Place;

/// An annex: a table, a chart, a text, or a table and a chart with texts above and below them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnexPlan {
    /// The section that stands above the table; of an annex without table or chart, all that it is.
    pub before: Option<String>,
    /// The table.
    pub table: Option<AnnexTable>,
    /// The chart.
    pub chart: Option<AnnexChart>,
    /// The section that stands below the table.
    pub after: Option<String>,
}

/// A chart of an annex, by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnexChart {
    /// The name of its file without `.toml`.
    pub key: String,
    /// Whether it stands above the annex's table, not below it.
    pub first: bool,
}

/// A table of an annex, by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnexTable {
    /// The figures of a group.
    Group(String),
    /// One to be filled in by hand.
    ByHand(String),
}

/// A table to be filled in by hand: it has heads and names of rows, and the input nothing of it.
#[derive(Clone, Debug)]
pub struct HandTable {
    /// The name of its file without `.toml`.
    pub key: String,
    /// The annex's title.
    pub title: Placed<Wording>,
    /// The head of the column of row names.
    pub row_head: String,
    /// What its rows are.
    pub rows: HandRows,
    /// The heads of the columns whose cells are empty, each from the top row down.
    pub columns: Vec<Vec<Placed<Wording>>>,
    /// Lines below the table.
    pub notes: Vec<Placed<Wording>>,
    /// Where its rows are named.
    pub place: Place,
}

/// The rows of a table to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandRows {
    /// One for each of a set.
    Set(String),
    /// Those that the template names.
    Named(Vec<String>),
}

impl AnnexPlan {
    /// What it is known by from year to year: its table, or else its chart, or else its text.
    pub fn key(&self) -> &str {
        match (&self.table, &self.chart, &self.before) {
            (Some(AnnexTable::Group(key) | AnnexTable::ByHand(key)), ..)
            | (None, Some(AnnexChart { key, .. }), _)
            | (None, None, Some(key)) => key,
            (None, None, None) => "",
        }
    }

    /// The sections that stand in it.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        let sections = self.before.iter().chain(&self.after);
        sections.map(String::as_str)
    }
}

impl HandTable {
    /// All that it says in words that may name the period.
    pub fn wordings(&self) -> impl Iterator<Item = &Placed<Wording>> {
        let heads = self.columns.iter().flatten();
        std::iter::once(&self.title).chain(heads).chain(&self.notes)
    }
}
