//! The comparison as the notice itself, to be set in its own layout: what is
//! gone and what is new stand side by side. Without what is gone it is the
//! newer notice, without what is new the older one.

mod annexes;
mod body;
mod rows;

use super::body::{annex_of, attendance_id};
use super::{Change, Comparison, LineComparison, Piece};
use crate::model::Attendance;
use crate::notice::{Around, Notice};
use crate::wording::{Mark, Span};

/// The newer notice with its changes from the older one marked.
pub fn redline(comparison: &Comparison, older: &Notice, newer: &Notice) -> Notice {
    let mut notice = newer.clone();
    notice.sample |= older.sample;
    let in_body = |section: &str| {
        let in_annex = |notice| annex_of(notice, section).is_some();
        !matches!(section, "head" | "tail") && !in_annex(older) && !in_annex(newer)
    };
    notice.body = body::marked_text(comparison, older, &in_body);
    let (annexes, around) = annexes::marked_annexes(comparison, older, newer);
    let marked = annexes.into_iter().zip(around);
    let (tables, annexes): (Vec<_>, Vec<_>) = marked.partition(|(table, _)| table.below.is_some());
    let (annexes, annexes_around) = annexes.into_iter().unzip();
    notice.annexes = annexes;
    let tables = tables.into_iter().map(|(mut table, around)| {
        // What stood below a block that is gone stands below the last one.
        if notice.block_above(&table).is_none() {
            table.below = notice.body.last().map(|block| block.id.clone());
        }
        (table, around)
    });
    let (tables, tables_around) = tables.collect::<Vec<_>>().into_iter().unzip();
    notice.tables = tables;
    let copies = (&older.imprint.copies, &newer.imprint.copies);
    notice.imprint.copies = copies.1.clone().or_else(|| copies.0.clone());
    let around = |id: &str| element(comparison, id);
    let several = |id: &str| elements(comparison, id);
    let attendance = Attendance::all().map(|role| (role, around(&attendance_id(role))));
    let attendance = attendance.filter(|(_, spans)| !spans.is_empty()).collect();
    notice.around = Some(Around {
        periods: (comparison.old_period, comparison.new_period),
        copy_number: around("head.copy_number"),
        secrecy: around("head.secrecy"),
        urgency: around("head.urgency"),
        mark: around("head.organ"),
        joint_marks: several("head.organ"),
        signers: several("head.signer"),
        joint_organs: several("tail.organ"),
        posts: several("tail.post"),
        attendance,
        note: around("tail.note"),
        number: around("head.number"),
        title: around("head.title"),
        addressee: around("head.addressee"),
        organ: around("tail.organ"),
        date: around("tail.date"),
        copies: around("tail.copies"),
        tables: tables_around,
        annexes: annexes_around,
    });
    notice
}

/// What stands around the text under a name, with its changes.
fn element(comparison: &Comparison, id: &str) -> Vec<Span> {
    let lines = comparison.sections.iter().flat_map(|s| &s.lines);
    let pieces = lines
        .filter(|line| line.id == id)
        .flat_map(|line| &line.pieces);
    pieces.flat_map(spans).collect()
}

/// All the marks but the first, all the signers: as many as either notice has.
fn elements(comparison: &Comparison, id: &str) -> Vec<Vec<Span>> {
    let lines = comparison.sections.iter().flat_map(|s| &s.lines);
    let is_one = |line: &&LineComparison| {
        let rest = line.id.strip_prefix(id);
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    let lines = lines.filter(is_one);
    lines
        .map(|line| line.pieces.iter().flat_map(spans).collect())
        .collect()
}

fn spans(piece: &Piece) -> Vec<Span> {
    let spans = marked_both(&piece.old, &piece.new, marks(piece.change)).into_iter();
    let spans = spans.map(|span| Span {
        figure: piece.figure.clone(),
        ..span
    });
    spans.collect()
}

/// By what a reader tells edited words, figures that moved and years that rolled on apart.
fn marks(change: Change) -> (Mark, Mark) {
    match change {
        Change::Same | Change::Gone | Change::New => (Mark::Old, Mark::New),
        Change::Figure => (Mark::OldFigure, Mark::NewFigure),
        Change::Rolled => (Mark::OldYear, Mark::NewYear),
    }
}

/// What was and what is, as words.
fn both(old: &str, new: &str) -> Vec<Span> {
    marked_both(old, new, (Mark::Old, Mark::New))
}

/// What was and what is, as far as there is anything; plain where they are equal.
fn marked_both(old: &str, new: &str, marks: (Mark, Mark)) -> Vec<Span> {
    if old == new {
        return vec![Span::text(new)];
    }
    [(old, marks.0), (new, marks.1)]
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

/// In which of the two notices a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Both,
    Older,
    Newer,
}

/// Puts what moved into its old place, too: behind what it stood behind. `left` gives what is left
/// there of an item that moved.
fn leave_behind<T, O>(
    items: &mut Vec<T>,
    older: impl Iterator<Item = O>,
    is_it: impl Fn(&T, &O) -> bool,
    left: impl Fn(&T, &O) -> Option<T>,
) {
    let mut behind = 0;
    for part in older {
        let Some(at) = items.iter().position(|item| is_it(item, &part)) else {
            continue;
        };
        if let Some(left) = left(&items[at], &part) {
            items.insert(behind, left);
            behind += 1;
        } else {
            behind = at + 1;
        }
    }
}
