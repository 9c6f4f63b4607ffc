use super::{Side, leave_behind};
use crate::compare::{AnnexComparison, CellComparison, RowComparison, Status};
use crate::notice::{Annex, Cell, TableRow};

/// The rows of both tables, their cells in the places of `columns`. What moved is gone from its old
/// place and new in the other.
pub(super) fn rows(
    compared: &AnnexComparison,
    columns: &[(usize, Side)],
    old: Option<&Annex>,
) -> Vec<TableRow> {
    let mut places: Vec<(&RowComparison, Side)> = compared
        .rows
        .iter()
        .map(|row| match row.status {
            Status::Moved => (row, Side::Newer),
            _ => (row, Side::Both),
        })
        .collect();
    let older = old.iter().flat_map(|annex| &annex.table.rows);
    leave_behind(
        &mut places,
        older,
        |(row, side), older| {
            let is_older = row.status != Status::New && *side != Side::Older;
            is_older && row.key == older.key
        },
        |(row, side), _| (*side == Side::Newer).then_some((*row, Side::Older)),
    );
    let rows = places.into_iter().map(|(row, side)| TableRow {
        kind: row.kind,
        key: row.key.clone(),
        level: row.level,
        cells: columns
            .iter()
            .map(|(at, of_column)| cell(&row.cells[*at], [side, *of_column]))
            .collect(),
    });
    rows.collect()
}

/// What the older and the newer table have in a place that is of these sides.
fn cell(compared: &CellComparison, sides: [Side; 2]) -> Cell {
    let shown = |text: &Option<String>, hidden: Side| -> String {
        let text = text.clone().filter(|_| !sides.contains(&hidden));
        text.unwrap_or_default()
    };
    let (old, new) = (
        shown(&compared.old, Side::Newer),
        shown(&compared.new, Side::Older),
    );
    if old == new {
        return Cell {
            figure: compared.figure.clone(),
            ..Cell::words(&new)
        };
    }
    Cell {
        // Both have to find room.
        text: format!("{old} {new}").trim().to_owned(),
        figure: compared.figure.clone(),
        redline: Some([old, new]),
    }
}
