//! Differences of the input's own texts.

use std::ops::Range;

use super::Desk;
use super::expected::{Piece, Root};
use super::flow::{Change, END, piece_of, root_of};
use super::inked::{Inked, places, typed};
use super::matter::Matter;
use super::put::Put;
use super::told::EditKind;
use crate::source::Place;
use crate::workbook::Target;

impl Desk<'_> {
    /// A text of the input.
    pub(super) fn of_own(&self, change: &Change, name: &str) -> Matter {
        let (label, place) = self.own_text(name);
        let mut matter = Matter::new(EditKind::Own, label);
        name.clone_into(&mut matter.name);
        let Some(place) = place else { return matter };
        let raw = self.own_raw(&place);
        matter.place = Some(place.clone());
        let Some((target, raw)) = name.split_once('.').zip(raw) else {
            return matter;
        };
        let Some((range, words)) = self.in_own(change, name, &raw) else {
            let why = "印出的文字和数据文件里写的不是逐字对应，请经办人照着改";
            matter.refused.push(why.to_owned());
            return matter;
        };
        let lines = raw[..range.start].matches('\n').count();
        let source = &self.ground.sources.get(place.source).text;
        let is_long = source[place.span.clone()].starts_with("\"\"\"\n");
        let mut at = place.span.start;
        for _ in 0..lines + usize::from(is_long) {
            at = source[at..].find('\n').map_or(at, |next| at + next + 1);
        }
        matter.place = Some(Place::new(place.source, at..place.span.end.max(at)));
        matter.input = Some([raw[range.clone()].to_owned(), words.clone()]);
        matter.put = Some(Put::Part {
            target: Target::Text(target.0.to_owned(), target.1.to_owned()),
            range,
            words,
        });
        matter
    }

    /// What a text of the input is called, and where it stands.
    fn own_text(&self, name: &str) -> (String, Option<Place>) {
        let (model, inputs) = (self.ground.model, &self.ground.year.inputs);
        let found = name.split_once('.').and_then(|(group, key)| {
            let group = model.group(group)?;
            let field = group.texts.iter().find(|text| text.key == key)?;
            let text = inputs.of(group).texts.get(key);
            Some((field.label.clone(), text.map(|text| text.place.clone())))
        });
        found.unwrap_or_else(|| ("本期自己的文字".to_owned(), None))
    }

    /// The text as it was typed.
    fn own_raw(&self, place: &Place) -> Option<String> {
        let source = &self.ground.sources.get(place.source).text;
        let value: toml_edit::Value = source.get(place.span.clone())?.parse().ok()?;
        value.as_str().map(str::to_owned)
    }

    /// Which bytes of a text of the input a change is of, and what would stand there.
    fn in_own(&self, change: &Change, name: &str, raw: &str) -> Option<(Range<usize>, String)> {
        let flow = &self.flow;
        let is_own = |at: &usize| {
            let letter = &flow.old[*at];
            let root = root_of(&self.expected, letter);
            letter.c != END && matches!(root, Some(Root::Own(own)) if own == name)
        };
        let letters: Vec<usize> = (0..flow.old.len()).filter(is_own).collect();
        let inked: Vec<Inked> = letters
            .iter()
            .map(|at| {
                let letter = &flow.old[*at];
                let is_hole = piece_of(&self.expected, letter)
                    .is_some_and(|piece: &Piece| piece.figure.is_some() || piece.is_time);
                Inked {
                    c: letter.c,
                    hole: is_hole.then_some(letter.part * 1000 + letter.piece),
                }
            })
            .collect();
        let places = places(raw, &inked)?;
        let words = typed(&self.words_of(&change.new));
        let covered: Vec<usize> = (0..letters.len())
            .filter(|at| change.old.contains(&letters[*at]))
            .collect();
        let (Some(first), Some(last)) = (covered.first(), covered.last()) else {
            return self.between(change, &letters, &places, words);
        };
        // A hole gives way as a whole.
        let hole_of = |at: usize| inked[at].hole;
        let is_same =
            |one: usize, other: usize| hole_of(one).is_some() && hole_of(one) == hole_of(other);
        let (mut from, mut to) = (*first, *last);
        while from > 0 && is_same(from - 1, from) {
            from -= 1;
        }
        while to + 1 < letters.len() && is_same(to + 1, to) {
            to += 1;
        }
        let kept = |range: Range<usize>| -> String { range.map(|at| inked[at].c).collect() };
        let words = kept(from..*first) + &words + &kept(last + 1..to + 1);
        (places[from].start < places[to].end).then(|| (places[from].start..places[to].end, words))
    }

    /// What was put in between two letters, or parts or joins paragraphs.
    fn between(
        &self,
        change: &Change,
        letters: &[usize],
        places: &[Range<usize>],
        words: String,
    ) -> Option<(Range<usize>, String)> {
        let before = letters.partition_point(|at| *at < change.old.start);
        let left = before
            .checked_sub(1)
            .map(|at| (letters[at], places[at].end));
        let right = letters
            .get(before)
            .zip(places.get(before))
            .map(|(at, place)| (*at, place.start));
        let is_join = !change.old.is_empty();
        if is_join {
            // The end of a paragraph within the text: its breaks go.
            let ((_, from), (_, to)) = left.zip(right)?;
            return (from <= to).then_some((from..to, words));
        }
        let part = |at: usize| self.flow.old[at].part;
        let [near_left, near_right] = self.beside(change);
        let is_left = left.is_some_and(|(at, _)| Some(at) == near_left);
        let is_right = right.is_some_and(|(at, _)| Some(at) == near_right);
        // The new paragraph comes before the break that the old one ended with, or behind it.
        let is_behind_end = is_left
            && change
                .old
                .start
                .checked_sub(1)
                .is_some_and(|at| self.flow.old[at].c == END)
            && near_left
                .zip(near_right)
                .is_none_or(|(left, right)| part(left) != part(right));
        match (left, right) {
            (Some((_, end)), _) if is_left => {
                let words = match words.strip_suffix(END) {
                    Some(words) if is_behind_end => format!("\n{words}"),
                    _ => words,
                };
                Some((end..end, words))
            }
            (_, Some((_, start))) if is_right => {
                let words = match words.strip_prefix(END) {
                    Some(words) => format!("{words}\n"),
                    None => words,
                };
                Some((start..start, words))
            }
            _ => None,
        }
    }
}
