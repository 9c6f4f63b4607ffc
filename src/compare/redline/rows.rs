use crate::compare::{AnnexComparison, CellComparison, RowComparison, Status};
use crate::notice::{Annex, Cell, RowKind, TableRow};

/// The rows of both tables. One that moved is gone from its old place and new in the other.
pub(super) fn rows(compared: &AnnexComparison, old: Option<&Annex>, base: &Annex) -> Vec<TableRow> {
    let totals: Vec<&str> = base
        .table
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Total)
        .filter_map(name)
        .collect();
    let row = |compared: &RowComparison, cells: Vec<Cell>| TableRow {
        kind: if totals.contains(&compared.name.as_str()) {
            RowKind::Total
        } else {
            RowKind::Row
        },
        cells,
    };
    let mut rows: Vec<(&RowComparison, TableRow)> = Vec::new();
    for compared in &compared.rows {
        let cells = compared.cells.iter().map(|compared| match &compared.new {
            Some(new) => one_sided(["", new]),
            None => cell(compared),
        });
        let cells = match compared.status {
            Status::Moved => cells.collect(),
            _ => compared.cells.iter().map(cell).collect(),
        };
        rows.push((compared, row(compared, cells)));
    }
    let mut behind = 0;
    for older in old.iter().flat_map(|annex| &annex.table.rows) {
        let is_it = |(compared, _): &(&RowComparison, TableRow)| {
            compared.status != Status::New && Some(compared.name.as_str()) == name(older)
        };
        let Some(at) = rows.iter().position(is_it) else {
            continue;
        };
        let compared = rows[at].0;
        if compared.status == Status::Moved {
            let cells = compared.cells.iter().map(|compared| match &compared.old {
                Some(old) => one_sided([old, ""]),
                None => cell(compared),
            });
            rows.insert(behind, (compared, row(compared, cells.collect())));
            behind += 1;
        } else {
            behind = at + 1;
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn name(row: &TableRow) -> Option<&str> {
    row.cells.first().map(|cell| cell.text.as_str())
}

fn one_sided([old, new]: [&str; 2]) -> Cell {
    let is_blank = old.is_empty() && new.is_empty();
    Cell {
        redline: (!is_blank).then(|| [old.to_owned(), new.to_owned()]),
        ..Cell::words(&format!("{old}{new}"))
    }
}

fn cell(compared: &CellComparison) -> Cell {
    let (old, new) = (
        compared.old.clone().unwrap_or_default(),
        compared.new.clone().unwrap_or_default(),
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
