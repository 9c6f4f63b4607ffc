use crate::key::Key;

use super::Words;

/// A table ready to be set: a head of several rows, then rows of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What each column holds, from left to right.
    pub columns: Vec<TableColumn>,
    /// One list a head row. Every position of the head is covered once.
    pub head: Vec<Vec<HeadCell>>,
    /// From the top down, the totals among them where there are any.
    pub rows: Vec<TableRow>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableColumn {
    /// The numbers of the typed rows: 序号.
    Serial,
    /// The rows' names.
    Name,
    /// The rows' names, set in by their levels.
    Outline,
    /// Figures of the group.
    Figure,
    /// Words among given ones: 优秀, 合格.
    Word,
    /// Words that the input gives.
    Text,
}

/// A cell of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadCell {
    /// What is printed in it; empty where it is joined to the one above.
    pub text: Words,
    /// The first column that it stands over, from 0.
    pub column: usize,
    /// How many columns it stands over.
    pub colspan: usize,
    /// How many rows of the head it reaches down.
    pub rowspan: usize,
    /// An empty cell that belongs to the one above it, as below 建成量 beside 其中：续建工程.
    pub joined_above: bool,
}

/// A row below the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Whether it is the row of totals.
    pub kind: RowKind,
    /// What tells it from the other rows, in every period.
    pub key: String,
    /// How far its name is set in.
    pub level: usize,
    /// One a column of [`Table::columns`].
    pub cells: Vec<Cell>,
}

/// Which of the rows below the head a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The totals of the other rows.
    Total,
    /// A county, another named row or a record.
    Row,
    /// The head of the rows below it; it has no figures.
    Head,
    /// What some of the rows come to.
    Subtotal,
}

/// A cell below the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// As printed; empty where nothing is.
    pub text: String,
    /// The figure that it prints; nothing: it has words.
    pub figure: Option<Key>,
    /// In a redline: the older text and the newer one.
    pub redline: Option<[String; 2]>,
}

impl Table {
    /// The column of the rows' names, from 0; of records, which have none, the first.
    pub fn name_column(&self) -> usize {
        let is_name = |kind: &TableColumn| matches!(kind, TableColumn::Name | TableColumn::Outline);
        self.columns.iter().position(is_name).unwrap_or(0)
    }

    /// What a row is called.
    pub fn name_of<'r>(&self, row: &'r TableRow) -> &'r str {
        let cell = row.cells.get(self.name_column());
        cell.map_or("", |cell| &cell.text)
    }

    /// What stands over a column, from the top row down: 建成量／其中：续建工程.
    pub fn head_of(&self, column: usize) -> String {
        self.path(column).join("／")
    }

    /// The same, a text a head row.
    pub fn path(&self, column: usize) -> Vec<String> {
        let over = self.over(column);
        over.map(|cell| cell.text.to_string()).collect()
    }

    /// The cells of the head that stand over a column, from the top row down.
    pub fn over(&self, column: usize) -> impl Iterator<Item = &HeadCell> {
        self.head.iter().flatten().filter(move |cell| {
            (cell.column..cell.column + cell.colspan).contains(&column) && !cell.joined_above
        })
    }
}

impl TableRow {
    /// The white space before its name.
    pub fn indent(&self) -> String {
        "　".repeat(self.level)
    }
}

impl Cell {
    /// A cell that has words and no figure.
    pub fn words(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            figure: None,
            redline: None,
        }
    }
}

/// Lays out a head from each column's path, top row first: neighbours with the
/// same path so far share a cell, and a path that ends early reaches down.
pub fn head(paths: &[Vec<String>]) -> Vec<Vec<HeadCell>> {
    let depth = paths.iter().map(Vec::len).max().unwrap_or(0);
    (0..depth)
        .map(|level| head_row(paths, level, depth))
        .collect()
}

fn head_row(paths: &[Vec<String>], level: usize, depth: usize) -> Vec<HeadCell> {
    let mut cells = Vec::new();
    let mut column = 0;
    while column < paths.len() {
        let path = &paths[column];
        let Some(text) = path.get(level) else {
            if is_left_open(paths, column, level) {
                cells.push(HeadCell {
                    text: Words::parse(""),
                    column,
                    colspan: 1,
                    rowspan: depth - level,
                    joined_above: true,
                });
            }
            column += 1;
            continue;
        };
        let width = paths[column..]
            .iter()
            .take_while(|other| other.len() > level && other[..=level] == path[..=level])
            .count();
        let ends_here = paths[column..column + width]
            .iter()
            .all(|other| other.len() == level + 1);
        cells.push(HeadCell {
            text: Words::parse(text),
            column,
            colspan: width,
            rowspan: if ends_here { depth - level } else { 1 },
            joined_above: false,
        });
        column += width;
    }
    cells
}

/// Whether the column's path ended in the row just above, in a cell that it
/// shares with deeper columns, so that a place is left below it.
fn is_left_open(paths: &[Vec<String>], column: usize, level: usize) -> bool {
    let path = &paths[column];
    let shares = |other: Option<&Vec<String>>| {
        other.is_some_and(|other| other.len() > level && other[..path.len()] == path[..])
    };
    let beside = |columns: &mut dyn Iterator<Item = usize>| {
        columns
            .map_while(|at| paths.get(at).filter(|other| other.starts_with(path)))
            .any(|other| shares(Some(other)))
    };
    path.len() == level
        && (beside(&mut (column + 1..paths.len())) || beside(&mut (0..column).rev()))
}
