use std::cell::RefCell;

use super::{leave_behind, marked, marks, spans};
use crate::compare::body::{Part, parts};
use crate::compare::{Change, Comparison, LineComparison, Piece, Status, Which, text_of};
use crate::notice::{Block, BlockKind, Notice};
use crate::wording::{Mark, Span};

/// A stretch of the redline's text.
enum Item<'a> {
    Line(&'a LineComparison),
    /// Where it stands in the newer notice.
    Moved(&'a LineComparison),
    /// Where it stood in the older one.
    Left(&'a Part),
}

/// The text of both notices, of the sections wanted. What moved stands in both its places.
pub(super) fn marked_text(
    comparison: &Comparison,
    older: &Notice,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<Block> {
    let is_body = |id: &str| is_wanted(id.split('.').next().unwrap_or_default());
    let mut items: Vec<Item> = Vec::new();
    for section in &comparison.sections {
        for line in section.lines.iter().filter(|line| is_body(&line.id)) {
            let is_moved = line.status == Status::Moved || section.status == Status::Moved;
            items.push(if is_moved {
                Item::Moved(line)
            } else {
                Item::Line(line)
            });
        }
    }
    let parts: Vec<Part> = parts(older);
    let parts = parts.iter().filter(|part| is_body(&part.id));
    // A sentence may stand in a text twice.
    let seen: RefCell<Vec<*const LineComparison>> = RefCell::default();
    let is_it = |item: &Item, part: &&Part| match item {
        Item::Line(line) | Item::Moved(line) => {
            let is_new = !seen.borrow().contains(&std::ptr::from_ref(*line));
            is_new && line.id == part.id && text_of(&line.pieces, Which::Older) == part.text()
        }
        Item::Left(_) => false,
    };
    leave_behind(&mut items, parts, is_it, |item, part| {
        let (Item::Line(line) | Item::Moved(line)) = item else {
            return None;
        };
        seen.borrow_mut().push(std::ptr::from_ref(*line));
        matches!(item, Item::Moved(_)).then_some(Item::Left(part))
    });
    blocks(&items)
}

fn blocks(items: &[Item]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for item in items {
        let (id, level, opens) = match item {
            Item::Line(line) | Item::Moved(line) => (&line.id, line.level, line.opens),
            Item::Left(part) => (&part.id, part.level, part.opens),
        };
        let is_open = |last: &&Block| last.id == *id && last.kind == BlockKind::Paragraph;
        let last = blocks.last().filter(is_open);
        // What left the head of a paragraph stays before it.
        let is_left = |last: &Block| {
            let mut spans = last.spans.iter();
            spans.all(|span| span.change == Some(Mark::Left))
        };
        let goes_on = last.is_some_and(|last| level == 0 && (!opens || is_left(last)));
        if !goes_on {
            let kind = match level {
                0 => BlockKind::Paragraph,
                // Its numeral is among the pieces, which may mark it.
                level => BlockKind::Heading {
                    level,
                    number: String::new(),
                },
            };
            blocks.push(Block {
                id: id.clone(),
                kind,
                spans: Vec::new(),
            });
        }
        if let Some(last) = blocks.last_mut() {
            last.spans.extend(of_item(item));
        }
    }
    blocks
}

fn of_item(item: &Item) -> Vec<Span> {
    match item {
        Item::Line(line) => line.pieces.iter().flat_map(spans).collect(),
        Item::Moved(line) => line.pieces.iter().filter_map(moved).collect(),
        Item::Left(part) => vec![marked(&part.text(), Some(Mark::Left))],
    }
}

/// What the newer notice has of a piece that moved, with its words where they changed.
fn moved(piece: &Piece) -> Option<Span> {
    let mark = match piece.change {
        Change::Same => Mark::Moved,
        change => marks(change).1,
    };
    (!piece.new.is_empty()).then(|| Span {
        figure: piece.figure.clone(),
        ..marked(&piece.new, Some(mark))
    })
}
