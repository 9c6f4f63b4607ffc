//! A difference parted at the figures in it.

use std::ops::Range;

use super::flow::{Change, END, piece_of};
use super::merge::Whose;
use super::{Desk, figure};

/// A difference that is of one thing.
pub(super) struct One {
    pub change: Change,
    /// The piece, where it is a figure that is printed otherwise.
    pub figure: Option<(usize, usize)>,
}

impl Desk<'_> {
    /// A difference in its parts: figures each by itself, where numbers stand in their places.
    pub(super) fn parted(&self, change: &Change) -> Vec<One> {
        let figures = self.figures_in(change);
        let one = |figure| {
            vec![One {
                change: change.clone(),
                figure,
            }]
        };
        if figures.is_empty() || change.new.is_empty() {
            return one(None);
        }
        // One figure, or a part of it: what it says now must be a number.
        if let [only] = figures.as_slice() {
            let all = self.all_of(*only);
            let is_within = all.start <= change.old.start && change.old.end <= all.end;
            if is_within && figure::is_number(&self.patched(&all, change)) {
                return one(Some(*only));
            }
        }
        // What was changed on both sides is told as a whole.
        if change.whose == Whose::Both {
            return one(None);
        }
        self.by_numbers(change, &figures)
            .unwrap_or_else(|| one(None))
    }

    /// The figures of the notice in a difference, by their parts and pieces.
    fn figures_in(&self, change: &Change) -> Vec<(usize, usize)> {
        let letters = self.flow.old[change.old.clone()].iter();
        let mut figures: Vec<(usize, usize)> = Vec::new();
        for letter in letters.filter(|letter| letter.c != END) {
            let at = (letter.part, letter.piece);
            let piece = piece_of(&self.expected, letter);
            if piece.is_some_and(|piece| piece.figure.is_some()) && figures.last() != Some(&at) {
                figures.push(at);
            }
        }
        figures
    }

    /// A difference parted at its figures and, in the file, at as many numbers; nothing where there are not
    /// as many.
    fn by_numbers(&self, change: &Change, figures: &[(usize, usize)]) -> Option<Vec<One>> {
        let flow = &self.flow;
        let of = |at: (usize, usize)| self.letters_of(at, &change.old);
        let ends_in_sign = |at: &(usize, usize)| {
            let last = flow.old[of(*at)].last();
            last.is_some_and(|letter| !letter.c.is_ascii_digit())
        };
        let has_sign: Vec<bool> = figures.iter().map(ends_in_sign).collect();
        let numbers = numbers(&flow.new_text(change.new.clone()), &has_sign);
        if numbers.len() != figures.len() {
            return None;
        }
        let mut ones = Vec::new();
        let (mut old, mut new) = (change.old.start, change.new.start);
        let mut push = |old: Range<usize>, new: Range<usize>, figure| {
            if flow.old_text(old.clone()) != flow.new_text(new.clone()) {
                let change = Change {
                    old,
                    new,
                    ..change.clone()
                };
                ones.push(One { change, figure });
            }
        };
        for (at, number) in figures.iter().zip(numbers) {
            let figure = of(*at);
            let number = change.new.start + number.start..change.new.start + number.end;
            push(old..figure.start, new..number.start, None);
            (old, new) = (figure.end, number.end);
            push(figure, number, Some(*at));
        }
        push(old..change.old.end, new..change.new.end, None);
        Some(ones)
    }

    /// The letters of a piece within a stretch.
    fn letters_of(&self, (part, piece): (usize, usize), within: &Range<usize>) -> Range<usize> {
        let is_of = |at: &usize| {
            let letter = &self.flow.old[*at];
            (letter.part, letter.piece) == (part, piece) && letter.c != END
        };
        let mut all = within.clone().filter(is_of);
        let first = all.next().unwrap_or(within.start);
        first..all.next_back().map_or(first + 1, |last| last + 1)
    }

    /// All letters of a piece.
    pub(super) fn all_of(&self, at: (usize, usize)) -> Range<usize> {
        self.letters_of(at, &(0..self.flow.old.len()))
    }

    /// What a stretch of the notice says in the file, where a change is within it.
    pub(super) fn patched(&self, all: &Range<usize>, change: &Change) -> String {
        let flow = &self.flow;
        let before = flow.old_text(all.start..change.old.start.clamp(all.start, all.end));
        let after = flow.old_text(change.old.end.clamp(all.start, all.end)..all.end);
        before + &flow.new_text(change.new.clone()) + &after
    }
}

/// The numbers in a text, by their letters; those of a place that has a sign behind it take theirs along.
fn numbers(text: &str, has_sign: &[bool]) -> Vec<Range<usize>> {
    const SIGNS: [&str; 5] = ["个百分点", "%", "‰", "万", "亿"];
    let letters: Vec<char> = text.chars().collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let more = letters[at..]
            .iter()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            .count();
        let last = letters[at..at + more]
            .iter()
            .rposition(char::is_ascii_digit)
            .unwrap_or(0);
        let mut end = at + last + 1;
        if has_sign.get(found.len()) == Some(&true) {
            let rest: String = letters[end..].iter().take(4).collect();
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
            end += sign.map_or(0, |sign| sign.chars().count());
        }
        let is_signed = at > 0 && matches!(letters[at - 1], '-' | '−' | '+');
        found.push(at - usize::from(is_signed)..end);
        at = end;
    }
    found
}
