//! The comparison as the notice itself, to be set in its own layout: what is
//! gone and what is new stand side by side. Without what is gone it is the
//! newer notice, without what is new the older one.

mod annexes;

use super::{Change, Comparison, Line, Piece, Status};
use crate::notice::{Around, Block, BlockKind, Mark, Notice, Span};

/// The newer notice with its changes from the older one marked.
pub fn redline(comparison: &Comparison, older: &Notice, newer: &Notice) -> Notice {
    let mut notice = newer.clone();
    notice.sample |= older.sample;
    let is_body = |id: &str| id != "head" && id != "tail";
    let sections = comparison
        .sections
        .iter()
        .filter(|section| is_body(&section.id));
    notice.body = blocks(sections.flat_map(|section| &section.lines));
    let (annexes, annexes_around) = annexes::marked_annexes(comparison, older, newer);
    notice.annexes = annexes;
    let copies = (&older.imprint.copies, &newer.imprint.copies);
    notice.imprint.copies = copies.1.clone().or_else(|| copies.0.clone());
    let around = |id: &str| -> Vec<Span> {
        let lines = comparison.sections.iter().flat_map(|s| &s.lines);
        let pieces = lines
            .filter(|line| line.id == id)
            .flat_map(|line| &line.pieces);
        pieces.flat_map(|piece| spans(piece, false)).collect()
    };
    notice.around = Some(Around {
        mark: around("head.organ"),
        number: around("head.number"),
        title: around("head.title"),
        addressee: around("head.addressee"),
        organ: around("tail.organ"),
        date: around("tail.date"),
        copies: around("tail.copies"),
        annexes: annexes_around,
    });
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
                    BlockKind::Heading {
                        level: line.level,
                        number,
                    }
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
    if piece.change == Change::Same {
        let figure = piece.figure.clone();
        let change = moved.then_some(Mark::Moved);
        return vec![Span {
            figure,
            ..marked(&piece.new, change)
        }];
    }
    both(&piece.old, &piece.new)
        .into_iter()
        .map(|span| Span {
            figure: piece.figure.clone(),
            ..span
        })
        .collect()
}

/// What was and what is, as far as there is anything; plain where they are equal.
fn both(old: &str, new: &str) -> Vec<Span> {
    if old == new {
        return vec![Span::text(new)];
    }
    [(old, Mark::Old), (new, Mark::New)]
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, mark)| marked(text, Some(mark)))
        .collect()
}

fn marked(text: &str, change: Option<Mark>) -> Span {
    Span {
        change,
        ..Span::text(text)
    }
}
