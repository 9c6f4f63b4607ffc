//! The text of the notice, as it was sent and as it is now, and that of the file letter by letter, and where
//! they differ.

use std::ops::Range;

use super::expected::{Content, Expected, Piece, Root};
use super::merge::Whose;
use crate::returned::Spot;

/// The end of a paragraph among letters.
pub(super) const END: char = '\n';
/// A table among letters.
pub(super) const TABLE: char = '\u{fffc}';

/// A letter of the notice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Old {
    pub c: char,
    /// The part, by its place in [`Expected::contents`].
    pub part: usize,
    /// The piece of the part.
    pub piece: usize,
    /// Of [`TABLE`]: which one.
    pub table: usize,
}

/// A letter of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct New {
    pub c: char,
    /// The paragraph's number in the file, and the letter's place in it.
    pub paragraph: usize,
    pub at: usize,
    pub by: Option<usize>,
    pub table: usize,
}

/// A stretch in which the notice of now and the file differ; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub old: Range<usize>,
    pub new: Range<usize>,
    pub whose: Whose,
    /// What the notice said there when the file was sent.
    pub sent: Range<usize>,
}

/// The texts, and where they differ.
#[derive(Default)]
pub(super) struct Flow {
    /// The notice as it was sent.
    pub sent: Vec<Old>,
    /// The notice as it is now.
    pub old: Vec<Old>,
    pub new: Vec<New>,
    /// Where tracked changes took something out: before which letter of the file, and who.
    pub gone: Vec<(usize, usize)>,
    /// Where the notice of now and the file differ.
    pub changes: Vec<Change>,
    /// What was changed on both sides to the same.
    pub agreed: Vec<Change>,
    /// Where the boxes that were read as parts begin, in `new`.
    pub boxed: usize,
    /// Which boxes these are.
    pub boxes: Vec<usize>,
}

impl Flow {
    /// How much of the file and the notice that was sent is the same, in per mille of both.
    pub fn alike(&self) -> usize {
        let theirs = self
            .changes
            .iter()
            .filter(|change| change.whose != Whose::Ours);
        let changed: usize = theirs
            .map(|change| change.sent.len() + change.new.len())
            .sum();
        let sent = if self.sent.is_empty() {
            &self.old
        } else {
            &self.sent
        };
        let all = sent.len() + self.new.len();
        1000 * all.saturating_sub(changed) / all.max(1)
    }

    /// What the notice said when the file was sent, where a change is.
    pub fn sent_text(&self, change: &Change) -> String {
        if self.sent.is_empty() {
            return self.old_text(change.old.clone());
        }
        self.sent[change.sent.clone()]
            .iter()
            .map(|letter| letter.c)
            .collect()
    }

    /// Where a letter of the notice stands in the file; the next one that does, where it was changed.
    pub fn new_of(&self, old: usize) -> usize {
        let before = self
            .changes
            .iter()
            .rev()
            .find(|change| change.old.start <= old && change.new.start <= self.boxed);
        match before {
            Some(change) if old < change.old.end => change.new.start,
            Some(change) => change.new.end + (old - change.old.end),
            None => old,
        }
    }

    /// Which letter of the notice stands at a letter of the file; the next one, where it was put in.
    pub fn old_of(&self, new: usize) -> usize {
        let before = self
            .changes
            .iter()
            .rev()
            .find(|change| change.new.start <= new);
        match before {
            Some(change) if new < change.new.end => change.old.start,
            Some(change) => change.old.end + (new - change.new.end),
            None => new,
        }
    }

    /// Who made a change, as far as it is tracked. A program may take out and put in again more than was
    /// changed: all that it put in around a place belongs to it.
    pub fn hands(&self, change: &Change) -> Vec<usize> {
        let is_put_in = |at: usize| self.new.get(at).is_some_and(|letter| letter.by.is_some());
        let (mut start, mut end) = (change.new.start, change.new.end);
        while start > 0 && is_put_in(start - 1) {
            start -= 1;
        }
        while is_put_in(end) {
            end += 1;
        }
        let put_in = self.new[change.new.clone()]
            .iter()
            .filter_map(|letter| letter.by);
        let reach = start..=end;
        let gone = self
            .gone
            .iter()
            .filter(|(at, _)| reach.contains(at) && !change.old.is_empty());
        let mut hands: Vec<usize> = put_in.chain(gone.map(|(_, by)| *by)).collect();
        hands.sort_unstable();
        hands.dedup();
        hands
    }

    pub fn old_text(&self, range: Range<usize>) -> String {
        self.old[range].iter().map(|letter| letter.c).collect()
    }

    pub fn new_text(&self, range: Range<usize>) -> String {
        self.new[range].iter().map(|letter| letter.c).collect()
    }

    /// The letters of the file that a change is on, or the place between two of them.
    pub fn spot(&self, new: &Range<usize>) -> Spot {
        if let (Some(first), Some(last)) = (
            self.new.get(new.start),
            new.end.checked_sub(1).and_then(|at| self.new.get(at)),
        ) && new.start < new.end
        {
            return Spot {
                paragraph: first.paragraph,
                from: first.at,
                to: if last.paragraph == first.paragraph {
                    last.at + 1
                } else {
                    first.at + 1
                },
            };
        }
        let here = self.new.get(new.start).or(self.new.last());
        here.map_or_else(Spot::default, |letter| Spot {
            paragraph: letter.paragraph,
            from: letter.at,
            to: letter.at,
        })
    }

    /// Whether a change is only of where paragraphs end.
    pub fn is_of_ends(&self, change: &Change) -> bool {
        let old = self.old[change.old.clone()].iter().all(|of| of.c == END);
        old && self.new[change.new.clone()].iter().all(|of| of.c == END)
    }
}

/// The piece that a letter of the notice is of.
pub(super) fn piece_of<'e>(expected: &'e Expected, letter: &Old) -> Option<&'e Piece> {
    match expected.contents.get(letter.part)? {
        Content::Part(part) => part.pieces.get(letter.piece),
        Content::Table(_) => None,
    }
}

pub(super) fn root_of<'e>(expected: &'e Expected, letter: &Old) -> Option<&'e Root> {
    piece_of(expected, letter).map(|piece| &piece.from)
}
