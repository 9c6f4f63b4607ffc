//! A table of the file beside the one that was sent and the one of now: rows are paired by what they say, so
//! that rows that were put in or taken out shift nothing.

use super::Columns;
use super::pairing::{alike, paired, rows_of};
use crate::notice::Annex;
use crate::returned::{Cell, Table};
use crate::review::letters::bare;

/// A table of the file beside those of the notice.
pub(super) struct Pair<'a> {
    pub sent: &'a Annex,
    pub now: &'a Annex,
    pub table: &'a Table,
    pub columns: Columns,
    /// What the table said that was sent, row by row.
    pub own: Vec<Vec<String>>,
    pub theirs: Vec<Theirs>,
    /// Rows of the one that was sent and of the file, heads among them.
    pub pairs: Vec<(usize, usize)>,
}

/// A row of the file, without cells of head rows that only go on.
pub(super) struct Theirs {
    pub texts: Vec<String>,
    /// Which of the cells of the file each of these is.
    pub cells: Vec<usize>,
    /// It has as many cells as its table has columns.
    pub is_whole: bool,
}

/// A cell of the file that is one of the table that was sent.
pub(super) struct At<'a> {
    pub place: String,
    pub cell: &'a Cell,
    /// The column of the table that was sent.
    pub column: usize,
    /// What was sent there, and what the file says.
    pub words: [&'a str; 2],
    /// Row, heads among them, and column in the table of now; of heads the cell's place among those that
    /// say something.
    pub now: Option<(usize, usize)>,
    /// It is one of the head.
    pub is_head: bool,
}

impl<'a> Pair<'a> {
    pub fn of(sent: &'a Annex, now: &'a Annex, table: &'a Table) -> Self {
        let columns = Columns::of(&sent.table, table);
        let heads = sent.table.head.len();
        let mut own = rows_of(&sent.table);
        for row in own.iter_mut().skip(heads) {
            *row = columns
                .pairs
                .iter()
                .map(|(at, _)| row[*at].clone())
                .collect();
        }
        let rows = table.rows.iter().enumerate();
        let theirs: Vec<Theirs> = rows
            .map(|(at, row)| theirs(&row.cells, at < heads, &columns))
            .collect();
        let name = sent.table.name_column();
        let name = columns.pairs.iter().position(|(at, _)| *at == name);
        let score = |one: usize, other: usize| {
            // A head is no row, and a row no head.
            if (one < heads) == (other < heads) {
                alike(&own[one], &theirs[other], name.unwrap_or(usize::MAX))
            } else {
                0
            }
        };
        let both = own.iter().zip(&theirs);
        let same = both
            .take_while(|(own, theirs)| **own == theirs.texts)
            .count();
        let rest = paired(own.len() - same, theirs.len() - same, &|one, other| {
            score(one + same, other + same)
        });
        let rest = rest
            .into_iter()
            .map(|(one, other)| (one + same, other + same));
        Self {
            pairs: (0..same).map(|at| (at, at)).chain(rest).collect(),
            sent,
            now,
            table,
            columns,
            own,
            theirs,
        }
    }

    pub fn heads(&self) -> usize {
        self.sent.table.head.len()
    }

    pub fn now_heads(&self) -> usize {
        self.now.table.head.len()
    }

    /// What a row of the table that was sent is called; of the head, so.
    pub fn name(&self, own: usize) -> String {
        let row = own.checked_sub(self.heads());
        match row.and_then(|at| self.sent.table.rows.get(at)) {
            Some(row) => self.sent.table.name_of(row).to_owned(),
            None => "表头".to_owned(),
        }
    }

    /// The row of now of one that was sent, heads among them.
    pub fn row_now(&self, own: usize) -> Option<usize> {
        let Some(at) = own.checked_sub(self.heads()) else {
            return (own < self.now_heads()).then_some(own);
        };
        let rows = &self.sent.table.rows;
        let row = rows.get(at)?;
        let is_it = |of: &crate::notice::TableRow| of.kind == row.kind && of.key == row.key;
        let count = rows[..at].iter().filter(|of| is_it(of)).count();
        let mut all = self
            .now
            .table
            .rows
            .iter()
            .enumerate()
            .filter(|(_, of)| is_it(of));
        all.nth(count).map(|(at, _)| at + self.now_heads())
    }

    /// The column of now of one that was sent.
    pub fn column_now(&self, own: usize) -> Option<usize> {
        let path = self.sent.table.path(own);
        let (sent, now) = (self.sent.table.columns.len(), self.now.table.columns.len());
        if sent == now && self.now.table.path(own) == path {
            return Some(own);
        }
        (0..now).find(|at| self.now.table.path(*at) == path)
    }

    /// What the table of now says in a row, heads among them.
    pub fn texts_now(&self, row: usize) -> Vec<String> {
        match row.checked_sub(self.now_heads()) {
            None => {
                let cells = self.now.table.head[row]
                    .iter()
                    .map(|cell| bare(&cell.text.to_string()));
                cells.filter(|text| !text.is_empty()).collect()
            }
            Some(at) => {
                let cells = self.now.table.rows[at].cells.iter();
                cells.map(|cell| bare(&cell.text)).collect()
            }
        }
    }

    /// All cells of the file that are ones of the table that was sent.
    pub fn places(&self) -> impl Iterator<Item = At<'_>> {
        let of_row = move |(own, other): &(usize, usize)| self.of_row(*own, *other);
        self.pairs.iter().flat_map(of_row)
    }

    fn of_row(&self, own: usize, other: usize) -> Vec<At<'_>> {
        let theirs = &self.theirs[other];
        let is_head = own < self.heads();
        let is_known = if is_head {
            self.columns.is_whole()
        } else {
            theirs.is_whole
        };
        if !is_known || theirs.texts.len() != self.own[own].len() {
            return Vec::new();
        }
        let row = self.row_now(own);
        let at = |at: usize| {
            let cell = self.table.rows[other].cells.get(theirs.cells[at])?;
            let column = if is_head {
                theirs.cells[at]
            } else {
                self.columns.pairs[at].0
            };
            let now = if is_head {
                Some(at)
            } else {
                self.column_now(column)
            };
            Some(At {
                place: self.place(own, other, (theirs.cells[at], column)),
                cell,
                column,
                words: [&self.own[own][at], &theirs.texts[at]],
                now: row.zip(now),
                is_head,
            })
        };
        (0..theirs.texts.len()).filter_map(at).collect()
    }

    fn place(&self, own: usize, other: usize, (cell, column): (usize, usize)) -> String {
        let head = if own < self.heads() {
            String::new()
        } else {
            self.sent.table.head_of(column)
        };
        let told = [self.name(own), head]
            .into_iter()
            .filter(|told| !told.is_empty());
        let told = told.collect::<Vec<_>>().join("　");
        format!(
            "{}第{}行第{}列（{told}）",
            self.now.label(),
            other + 1,
            cell + 1
        )
    }
}

fn theirs(cells: &[Cell], is_head: bool, columns: &Columns) -> Theirs {
    let is_whole = cells.len() == columns.count;
    let texts: Vec<String> = cells.iter().map(|cell| bare(&cell.text())).collect();
    let cells: Vec<usize> = if is_head {
        let counts = |at: &usize| !texts[*at].is_empty() && !cells[*at].goes_on;
        (0..cells.len()).filter(counts).collect()
    } else if is_whole {
        columns.pairs.iter().map(|(_, at)| *at).collect()
    } else {
        (0..cells.len()).collect()
    };
    Theirs {
        texts: cells.iter().map(|at| texts[*at].clone()).collect(),
        cells,
        is_whole,
    }
}
