//! The comparison as the notice itself, to be set in its own layout: what is
//! gone and what is new stand side by side in the text and in the cells.

use super::{AnnexComparison, CellComparison, Change, Comparison, Line, Piece, Status};
use crate::notice::{Annex, Block, BlockKind, Cell, Mark, Notice, RowKind, Span, TableRow};

/// The newer notice with its changes marked in the text and the annexes'
/// cells. Around them (head, titles, heads of columns) it is the newer one.
pub fn redline(comparison: &Comparison, newer: &Notice) -> Notice {
    let mut notice = newer.clone();
    let is_body = |id: &str| id != "head" && id != "tail";
    let sections = comparison
        .sections
        .iter()
        .filter(|section| is_body(&section.id));
    notice.body = blocks(sections.flat_map(|section| &section.lines));
    for annex in &mut notice.annexes {
        if let Some(compared) = comparison.annexes.iter().find(|other| other.id == annex.id) {
            mark_rows(annex, compared);
        }
    }
    notice
}

fn blocks<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines {
        let goes_on = blocks.last().is_some_and(|last| last.id == line.id);
        if !goes_on || line.opens || line.heading {
            blocks.push(Block {
                id: line.id.clone(),
                kind: if line.heading {
                    // Its numeral is among the pieces, which may mark it.
                    let number = String::new();
                    BlockKind::Heading { level: 1, number }
                } else {
                    BlockKind::Paragraph
                },
                spans: Vec::new(),
            });
        }
        if let Some(last) = blocks.last_mut() {
            let moved = line.status == Status::Moved;
            last.spans
                .extend(line.pieces.iter().flat_map(|piece| spans(piece, moved)));
        }
    }
    blocks
}

fn spans(piece: &Piece, moved: bool) -> Vec<Span> {
    let span = |text: &str, change| Span {
        figure: piece.figure.clone(),
        change,
        ..Span::text(text)
    };
    if piece.change == Change::Same {
        return vec![span(&piece.new, moved.then_some(Mark::Moved))];
    }
    [(&piece.old, Mark::Old), (&piece.new, Mark::New)]
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, mark)| span(text, Some(mark)))
        .collect()
}

fn mark_rows(annex: &mut Annex, compared: &AnnexComparison) {
    let totals: Vec<String> = annex
        .table
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Total)
        .filter_map(|row| row.cells.first().map(|cell| cell.text.clone()))
        .collect();
    let columns = compared.columns.iter().map(|column| column.status);
    let is_kept: Vec<bool> = columns.map(|status| status != Status::Gone).collect();
    annex.table.rows = compared
        .rows
        .iter()
        .map(|row| TableRow {
            kind: if totals.contains(&row.name) {
                RowKind::Total
            } else {
                RowKind::Row
            },
            cells: row
                .cells
                .iter()
                .zip(&is_kept)
                .filter(|(_, kept)| **kept)
                .map(|(compared, _)| cell(compared))
                .collect(),
        })
        .collect();
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
