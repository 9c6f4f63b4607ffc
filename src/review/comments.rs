//! Comments, and what they are on.

use super::Desk;
use super::flow::{Change, New};
use super::merge::Whose;
use super::tables::{Cells, Tables};
use super::told::Comment;
use super::words::sentence;
use crate::remarks::{Anchor, Stamp};
use crate::returned::{Paragraph, Spot};

impl Desk<'_> {
    /// The comments, each with what it is on.
    pub(super) fn comments(&self, tables: &Tables) -> Vec<Comment> {
        let cells = Cells::of(self, tables);
        let comments = self.returned.comments.iter().map(|comment| {
            let (place, on) = self.subject(comment.on.first(), &cells);
            let words = comment.on.iter().map(|spot| self.words_at(spot));
            let words: String = words.collect();
            let on = Anchor {
                words: words.trim().to_owned(),
                ..on
            };
            Comment {
                by: Stamp::from(&comment.hand),
                text: comment.text.clone(),
                answers: comment
                    .answers
                    .iter()
                    .map(|(hand, text)| (hand.into(), text.clone()))
                    .collect(),
                is_done: comment.is_done,
                place,
                words,
                on,
            }
        });
        comments.collect()
    }

    fn words_at(&self, spot: &Spot) -> String {
        let paragraph = self.paragraphs.get(&spot.paragraph);
        let letters = paragraph.and_then(|of: &&Paragraph| of.letters.get(spot.from..spot.to));
        letters
            .unwrap_or_default()
            .iter()
            .map(|letter| letter.c)
            .collect()
    }

    /// What a place of the file is, and what it is called.
    fn subject(&self, spot: Option<&Spot>, cells: &Cells) -> (String, Anchor) {
        let Some(spot) = spot else {
            return ("全文".to_owned(), Anchor::default());
        };
        if let Some(found) = cells.subject(spot.paragraph) {
            return found;
        }
        let is_here = |letter: &New| letter.paragraph == spot.paragraph && letter.at >= spot.from;
        let new = self.flow.new.iter().position(is_here);
        let Some(new) = new else {
            return ("全文".to_owned(), Anchor::default());
        };
        let old = self
            .flow
            .old_of(new)
            .min(self.flow.old.len().saturating_sub(1));
        let change = Change {
            old: old..(old + 1).min(self.flow.old.len()),
            new: new..new,
            whose: Whose::File,
            sent: 0..0,
        };
        let place = self.place_of(&change);
        let Some(part) = self.part_at(&change) else {
            return (place, Anchor::default());
        };
        let start = self
            .flow
            .old
            .iter()
            .position(|letter| letter.part == self.flow.old[old].part);
        let id = if part.id.is_empty() {
            part.label.clone()
        } else {
            part.id.clone()
        };
        let text = sentence(&part.text(), old - start.unwrap_or(old));
        (
            place,
            Anchor {
                id,
                text,
                ..Anchor::default()
            },
        )
    }
}
