use serde::Serialize;

use super::align::{Pair, by_key};
use super::pieces::{self, Change, Piece, Which, text_of};
use super::tokens::{of_head, of_text};
use super::{Side, Status};
use crate::key::Key;
use crate::notice::{Annex, Cell, Chart, RowKind, Table};

/// An annex of the two notices, whole.
#[derive(Debug, Serialize)]
pub struct AnnexComparison {
    /// The group whose figures it prints: `targets`.
    pub id: String,
    /// What became of the annex as a whole.
    pub status: Status,
    /// 附件1.
    pub label: String,
    /// The title, without the label.
    pub title: Vec<Piece>,
    /// The line above the table at its right.
    pub unit_line: Vec<Piece>,
    /// Those of either table, in the order of the newer.
    pub columns: Vec<ColumnComparison>,
    /// Those of either table, in the order of the newer; that of the totals too.
    pub rows: Vec<RowComparison>,
    /// Lines below the table.
    pub notes: Vec<Piece>,
}

/// A column of an annex.
#[derive(Debug, Serialize)]
pub struct ColumnComparison {
    /// The column's key: `begun_rate`.
    pub id: String,
    /// What became of the column.
    pub status: Status,
    /// The head from the top row down, its parts divided by ／.
    pub head: Vec<Piece>,
}

/// A row of an annex.
#[derive(Debug, Serialize)]
pub struct RowComparison {
    /// As the table prints it: 城区.
    pub name: String,
    /// What tells it from the other rows.
    #[serde(skip)]
    pub key: String,
    /// Whether it is the row of totals.
    #[serde(skip)]
    pub kind: RowKind,
    /// How far its name is set in.
    #[serde(skip)]
    pub level: usize,
    /// What became of the row.
    pub status: Status,
    /// One a column of [`AnnexComparison::columns`].
    pub cells: Vec<CellComparison>,
}

/// A cell of an annex, as printed in either notice.
#[derive(Debug, Serialize)]
pub struct CellComparison {
    /// Nothing: the older table has no such cell.
    pub old: Option<String>,
    /// Nothing: the newer table has no such cell.
    pub new: Option<String>,
    /// The figure that it prints; nothing: it has words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Key>,
}

impl ColumnComparison {
    /// What stands over the column, as text.
    pub fn title(&self) -> String {
        text_of(&self.head, Which::of(self.status))
    }
}

impl CellComparison {
    /// Whether the two notices print it differently.
    pub fn is_changed(&self) -> bool {
        self.old != self.new
    }
}

impl AnnexComparison {
    /// Whether nothing differs but years that rolled on.
    pub fn is_same(&self) -> bool {
        self.status == Status::Same
    }

    /// What is said around the figures: title, heads, notes.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let heads = self.columns.iter().flat_map(|column| &column.head);
        let lines = self.title.iter().chain(&self.unit_line);
        lines.chain(heads).chain(&self.notes)
    }

    /// How many cells of rows that both years have differ.
    pub fn changed_cells(&self) -> usize {
        let rows = self.rows.iter().filter(|row| row.status == Status::Changed);
        rows.flat_map(|row| &row.cells)
            .filter(|cell| cell.is_changed())
            .count()
    }
}

pub(super) fn compare(old: Side, new: Side) -> Vec<AnnexComparison> {
    let (left, right) = (all(old), all(new));
    let ids = |annexes: &[(String, Annex)]| -> Vec<String> {
        annexes.iter().map(|(_, annex)| annex.id.clone()).collect()
    };
    by_key(&ids(&left), &ids(&right))
        .into_iter()
        .filter_map(|pair| {
            let (before, after) = (pair.old.map(|at| &left[at]), pair.new.map(|at| &right[at]));
            let label = after.or(before).map(|(label, _)| label.clone())?;
            let annexes = (
                before.map(|(_, annex)| annex),
                after.map(|(_, annex)| annex),
            );
            annex(annexes, label, pair, (old, new))
        })
        .collect()
}

/// The tables of a notice, its charts among them as the tables of what they show.
fn all(side: Side) -> Vec<(String, Annex)> {
    let mut all = Vec::new();
    for annex in side.year.notice.all_tables() {
        let chart = annex.chart.as_ref();
        let table = chart.map(Chart::as_table).unwrap_or_default();
        if annex.has_table() || chart.is_none() {
            all.push((annex.label(), annex.clone()));
        } else {
            let drawn = Annex {
                table,
                ..annex.clone()
            };
            all.push((annex.label(), drawn));
            continue;
        }
        // A chart beside a table is one more.
        all.extend(chart.map(|chart| {
            let drawn = Annex {
                id: chart.id.clone(),
                title: chart.title.clone(),
                unit_line: None,
                table: table.clone(),
                notes: Vec::new(),
                ..annex.clone()
            };
            (format!("{} 图", annex.label()), drawn)
        }));
    }
    all
}

fn annex(
    (old, new): (Option<&Annex>, Option<&Annex>),
    label: String,
    pair: Pair,
    sides: (Side, Side),
) -> Option<AnnexComparison> {
    let newer = new.or(old)?;
    let empty = Table::default();
    let tables = (
        old.map_or(&empty, |annex| &annex.table),
        new.map_or(&empty, |annex| &annex.table),
    );
    let text = |annex: Option<&Annex>, of: &dyn Fn(&Annex) -> String| annex.map(of);
    let title = |annex: &Annex| annex.title.to_string();
    let unit = |annex: &Annex| annex.unit_line.clone().unwrap_or_default();
    let notes = |annex: &Annex| annex.notes.join("\n");
    let columns = columns(&newer.id, tables, sides);
    let rows = rows(tables, &columns);
    let title = texts(text(old, &title), text(new, &title), sides);
    let unit_line = texts(text(old, &unit), text(new, &unit), sides);
    let notes = texts(text(old, &notes), text(new, &notes), sides);
    let columns: Vec<_> = columns.into_iter().map(|(_, column)| column).collect();
    let is_same = rows.iter().all(|row| row.status == Status::Same)
        && columns.iter().all(|column| column.status == Status::Same)
        && title.iter().chain(&unit_line).chain(&notes).all(is_quiet);
    Some(AnnexComparison {
        id: newer.id.clone(),
        status: pair.status(is_same),
        label,
        title,
        unit_line,
        columns,
        rows,
        notes,
    })
}

fn is_quiet(piece: &Piece) -> bool {
    matches!(piece.change, Change::Same | Change::Rolled)
}

fn texts(old: Option<String>, new: Option<String>, sides: (Side, Side)) -> Vec<Piece> {
    let years = (
        sides.0.year.notice.period.year(),
        sides.1.year.notice.period.year(),
    );
    let old = of_text(&old.unwrap_or_default(), years.0);
    let new = of_text(&new.unwrap_or_default(), years.1);
    pieces::compare(&old, &new, sides)
}

fn columns(
    group: &str,
    (old, new): (&Table, &Table),
    sides: (Side, Side),
) -> Vec<(Pair, ColumnComparison)> {
    let keys = |table: &Table| -> Vec<String> {
        (0..table.columns.len())
            .map(|at| column_key(table, at))
            .collect()
    };
    let (a, b) = (keys(old), keys(new));
    let heads = |table: &Table, at: Option<usize>, side: Side| {
        let head = at.map(|at| table.head_of(at)).unwrap_or_default();
        of_head(&head, side.year.notice.period.year(), items(side, group))
    };
    by_key(&a, &b)
        .into_iter()
        .map(|pair| {
            let head = pieces::compare(
                &heads(old, pair.old, sides.0),
                &heads(new, pair.new, sides.1),
                sides,
            );
            let id = pair
                .new
                .map_or_else(|| &a[pair.old.unwrap_or(0)], |at| &b[at]);
            let column = ColumnComparison {
                id: id.clone(),
                status: pair.status(head.iter().all(is_quiet)),
                head,
            };
            (pair, column)
        })
        .collect()
}

/// The years over which the group's columns are repeated: they don't roll on.
fn items<'a>(side: Side<'a>, group: &str) -> &'a [String] {
    let input = side.year.inputs.groups.get(group);
    input.map_or(&[], |input| &input.items)
}

/// The key of a column of figures; a column of words is known by its head.
pub(super) fn column_key(table: &Table, column: usize) -> String {
    let mut cells = table.rows.iter();
    let figure = cells.find_map(|row| row.cells.get(column)?.figure.as_ref());
    figure.map_or_else(|| table.head_of(column), |key| key.column.to_string())
}

fn rows((old, new): (&Table, &Table), columns: &[(Pair, ColumnComparison)]) -> Vec<RowComparison> {
    let keys = |table: &Table| -> Vec<(bool, String)> {
        let rows = table.rows.iter();
        rows.map(|row| (row.kind == RowKind::Total, row.key.clone()))
            .collect()
    };
    let (a, b) = (keys(old), keys(new));
    by_key(&a, &b)
        .into_iter()
        .map(|pair| {
            let cells: Vec<CellComparison> = columns
                .iter()
                .map(|(column, _)| {
                    let before = cell(old, pair.old, column.old);
                    let after = cell(new, pair.new, column.new);
                    CellComparison {
                        old: before.map(|cell| cell.text.clone()),
                        new: after.map(|cell| cell.text.clone()),
                        figure: after.or(before).and_then(|cell| cell.figure.clone()),
                    }
                })
                .collect();
            let is_same = cells.iter().all(|cell| !cell.is_changed());
            let (table, at) = match pair.new {
                Some(at) => (new, at),
                None => (old, pair.old.unwrap_or(0)),
            };
            let row = &table.rows[at];
            RowComparison {
                name: table.name_of(row).to_owned(),
                key: row.key.clone(),
                kind: row.kind,
                level: row.level,
                status: pair.status(is_same),
                cells,
            }
        })
        .collect()
}

fn cell(table: &Table, row: Option<usize>, column: Option<usize>) -> Option<&Cell> {
    table.rows.get(row?)?.cells.get(column?)
}
