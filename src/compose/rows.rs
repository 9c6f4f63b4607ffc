//! The rows of a table, each with its cells.

use rayon::prelude::*;

use super::has_names;
use crate::figures::{At, Figures};
use crate::input::RowInput;
use crate::model::{Column, Group, RowRole};
use crate::notice::{Cell, RowKind, TableRow};

/// From so many rows on a table is put together by several threads.
const LONG: usize = 200;

/// The rows in their order; typed ones are numbered.
pub(super) fn table_rows(
    figures: &Figures,
    group: &Group,
    rows: &[&RowInput],
    columns: &[&Column],
) -> Vec<TableRow> {
    let mut serial = 0;
    let rows = rows.iter().map(|row| {
        serial += usize::from(row.role.is_typed());
        (*row, row.role.is_typed().then_some(serial))
    });
    let rows: Vec<(&RowInput, Option<usize>)> = rows.collect();
    let rows = rows.into_par_iter().with_min_len(LONG);
    rows.map(|(row, number)| table_row(figures, group, row, number, columns))
        .collect()
}

fn table_row(
    figures: &Figures,
    group: &Group,
    row: &RowInput,
    number: Option<usize>,
    columns: &[&Column],
) -> TableRow {
    let number = number.map_or_else(String::new, |number| number.to_string());
    let serial = group.serial.as_ref().map(|_| Cell::words(&number));
    let name = has_names(group).then(|| Cell::words(&row.label));
    let grid = figures.grid(&group.key);
    let at = grid.and_then(|grid| grid.row(&row.key));
    let of_columns = columns.iter().map(|column| {
        let text = row.texts.get(&column.key).map_or("", String::as_str);
        at.and_then(|at| cell(figures, group, at, column))
            .unwrap_or_else(|| Cell::words(text))
    });
    let cells: Vec<Cell> = name.into_iter().chain(of_columns).collect();
    let key = if has_names(group) {
        row.key.to_string()
    } else {
        // A record is known by its first words.
        cells
            .first()
            .map_or_else(String::new, |cell| cell.text.clone())
    };
    TableRow {
        kind: match row.role {
            RowRole::Typed | RowRole::Derived(_) => RowKind::Row,
            RowRole::Head => RowKind::Head,
            RowRole::Subtotal(_) => RowKind::Subtotal,
        },
        key,
        level: row.level,
        cells: serial.into_iter().chain(cells).collect(),
    }
}

/// The figure of a row in a column; nothing when the column has words.
pub(super) fn cell(figures: &Figures, group: &Group, at: At, column: &Column) -> Option<Cell> {
    let grid = figures.grid(&group.key)?;
    let figure = figures.get(grid.id(at, &column.key)?);
    Some(Cell {
        text: figure.in_cell(),
        figure: Some(figure.key.clone()),
        redline: None,
    })
}
