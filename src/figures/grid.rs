//! Where the figures of a group lie: a dense grid of rows and columns, behind it the totals, behind
//! them the single figures.

use rustc_hash::FxHashMap;

use super::FigureId;
use crate::key::{Name, Row};

/// The figures of one group. Every lookup takes the same time, however many rows there are.
#[derive(Debug)]
pub struct Grid {
    first: usize,
    rows: FxHashMap<Name, usize>,
    /// The rows whose figures are typed, from the top down.
    typed: Vec<usize>,
    columns: FxHashMap<Name, usize>,
    /// The columns that have a total, each with the figure.
    pub(super) totals: FxHashMap<Name, FigureId>,
    pub(super) singles: FxHashMap<Name, FigureId>,
}

/// A row of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// A single figure's place: in no row.
    None,
    /// The totals.
    Total,
    /// The row with this number, from 0.
    Row(usize),
}

impl Grid {
    /// An empty grid whose cells are the figures from `first` on, row by row; of each row is said
    /// whether its figures are typed.
    pub(super) fn new(first: usize, rows: &[(Name, bool)], columns: &[Name]) -> Self {
        let typed = rows
            .iter()
            .enumerate()
            .filter(|(_, (_, is_typed))| *is_typed);
        Self {
            first,
            typed: typed.map(|(at, _)| at).collect(),
            rows: rows.iter().map(|(name, _)| name.clone()).zip(0..).collect(),
            columns: columns.iter().cloned().zip(0..).collect(),
            totals: FxHashMap::default(),
            singles: FxHashMap::default(),
        }
    }

    /// The row with this name.
    pub fn row(&self, name: &str) -> Option<At> {
        self.rows.get(name).copied().map(At::Row)
    }

    /// The figure of a column in a row, or the single figure of this name.
    pub fn id(&self, at: At, column: &str) -> Option<FigureId> {
        match at {
            At::None => self.singles.get(column).copied(),
            At::Total => self.totals.get(column).copied(),
            At::Row(row) => {
                let column = self.columns.get(column)?;
                Some(FigureId(self.first + row * self.columns.len() + column))
            }
        }
    }

    /// The rows whose figures are typed, from the top down.
    pub fn typed_rows(&self) -> impl Iterator<Item = At> + use<'_> {
        self.typed.iter().copied().map(At::Row)
    }

    /// The figures of a column in all typed rows, from the top down.
    pub fn of_column(&self, column: &str) -> impl Iterator<Item = FigureId> + use<'_> {
        let column = self.columns.get(column).copied();
        let rows = self.typed.iter();
        rows.filter_map(move |row| Some(FigureId(self.first + row * self.columns.len() + column?)))
    }

    /// Where a row lies.
    pub fn at(&self, row: &Row) -> Option<At> {
        match row {
            Row::None => Some(At::None),
            Row::Total => Some(At::Total),
            Row::Of(name) => self.row(name),
        }
    }
}
