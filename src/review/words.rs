//! Where in the file something is, and the words around it; comments; one figure in several places.

use std::ops::Range;

use super::expected::{Content, Role, Root};
use super::flow::{Change, END, TABLE, plain};
use super::table::Cells;
use super::{Comment, Desk, Edit, EditKind, Outcome};
use crate::remarks::{Anchor, Stamp};
use crate::returned::{Paragraph, Spot};

/// So many letters are shown on either side.
const BESIDE: usize = 12;
/// So many places are named, the others counted.
const MOST: usize = 4;

impl Desk<'_> {
    /// The words of a stretch of the file as they are typed: white space within Latin words and between
    /// names stays.
    pub(super) fn words_of(&self, new: &Range<usize>) -> String {
        let letters = &self.flow.new[new.clone()];
        let mut words = String::new();
        for (at, letter) in letters.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| letters[before]);
            if let Some(before) =
                before.filter(|before| before.paragraph == letter.paragraph && letter.c != END)
            {
                let paragraph = self.paragraphs.get(&letter.paragraph);
                let between = paragraph.and_then(|of| of.letters.get(before.at + 1..letter.at));
                let between = between.unwrap_or_default();
                let is_latin = before.c.is_ascii_alphanumeric() && letter.c.is_ascii_alphanumeric();
                let wide = between.iter().any(|letter| letter.c == '　');
                if is_latin && !between.is_empty() {
                    words.push(' ');
                } else if wide && before.c.is_alphanumeric() && letter.c.is_alphanumeric() {
                    words.push('　');
                }
            }
            if letter.c != TABLE {
                words.push(letter.c);
            }
        }
        words
    }

    /// Whether the file has a wide space between a letter and the one before it.
    pub(super) fn is_parted_before(&self, new: usize) -> bool {
        let Some([before, letter]) = new
            .checked_sub(1)
            .and_then(|before| self.flow.new.get(before..=new))
        else {
            return false;
        };
        let paragraph = self.paragraphs.get(&letter.paragraph);
        let paragraph = paragraph.filter(|_| before.paragraph == letter.paragraph);
        let between = paragraph.and_then(|of| of.letters.get(before.at + 1..letter.at));
        between.is_some_and(|between| between.iter().any(|letter| letter.c == '　'))
    }

    /// The words before and behind a stretch, within its paragraph.
    pub(super) fn around(&self, new: &Range<usize>) -> (String, String) {
        let flow = &self.flow;
        let is_letter = |c: char| c != END && c != TABLE;
        let before: Vec<char> = (0..new.start)
            .rev()
            .map(|at| flow.new[at].c)
            .take_while(|c| is_letter(*c))
            .take(BESIDE)
            .collect();
        let after = (new.end..flow.new.len()).map(|at| flow.new[at].c);
        let after = after.take_while(|c| is_letter(*c)).take(BESIDE).collect();
        (before.into_iter().rev().collect(), after)
    }

    /// The sentence in which a change is, as the notice has it and as the file has it.
    pub(super) fn sentences_of(&self, change: &Change) -> [String; 2] {
        let old: Vec<char> = self.flow.old.iter().map(|letter| letter.c).collect();
        let new: Vec<char> = self.flow.new.iter().map(|letter| letter.c).collect();
        [
            within(&old, change.old.start),
            within(&new, change.new.start),
        ]
    }

    /// Where a change is.
    pub(super) fn place_of(&self, change: &Change) -> String {
        let Some(part) = self.part_at(change) else {
            return "文件末尾".to_owned();
        };
        let Some(role) = Some(part.role).filter(|role| *role != Role::Around) else {
            return part.label.clone();
        };
        let is_of = |content: &Content| matches!(content, Content::Part(part) if part.role == role);
        let first = self.expected.contents.iter().position(is_of);
        let start =
            first.and_then(|first| self.flow.old.iter().position(|letter| letter.part == first));
        let start = self.flow.new_of(start.unwrap_or(0));
        let at = change.new.start.min(self.flow.new.len());
        let letters = self.flow.new.get(start..at).unwrap_or_default();
        let mut count = letters.iter().filter(|letter| letter.c == END).count() + 1;
        // What begins with the end of a paragraph stands in that one.
        let begins_with_end =
            self.flow.new.get(at).is_some_and(|letter| letter.c == END) && !change.new.is_empty();
        count += usize::from(begins_with_end && change.new.len() > 1);
        let whose = match role {
            Role::Annex(at) => self.ground.year.notice.annexes[at].label(),
            Role::Body | Role::Around => "正文".to_owned(),
        };
        format!("{whose}第{count}段")
    }

    /// Says of each figure, and of a date, where else it is printed, and whether it was changed there as well; what was
    /// changed in two ways can't be put in.
    pub(super) fn join_places(&self, edits: &mut [Edit]) {
        for at in 0..edits.len() {
            let (kind, name) = (edits[at].kind, edits[at].name.clone());
            if !matches!(kind, EditKind::Figure | EditKind::Element) || name.is_empty() {
                continue;
            }
            let changed = edits
                .iter()
                .filter(|edit| edit.name == name && edit.kind == kind);
            let changed: Vec<String> = changed.map(|edit| edit.place.clone()).collect();
            let all = self.places_of(&name);
            if all.len() > changed.len() {
                let others: Vec<String> = all
                    .iter()
                    .filter(|place| !changed.contains(place))
                    .cloned()
                    .collect();
                let told = others
                    .iter()
                    .take(MOST)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("、");
                let more = if others.len() > MOST {
                    format!("等 {} 处", others.len())
                } else {
                    String::new()
                };
                if !others.is_empty() {
                    edits[at].advice.push(format!(
                        "同一项还印在 {told}{more}，那里没有改；改数据，各处一起变"
                    ));
                }
            }
        }
        let clashes: Vec<bool> = (0..edits.len())
            .map(|at| {
                let own = edits[at].put.as_ref();
                let mut others = edits.iter().enumerate().filter(|(other, _)| *other != at);
                others.any(|(_, other)| {
                    own.zip(other.put.as_ref())
                        .is_some_and(|(own, other)| own.contradicts(other))
                })
            })
            .collect();
        for (edit, _) in edits
            .iter_mut()
            .zip(clashes)
            .filter(|(_, clashes)| *clashes)
        {
            edit.put = None;
            let why = "文件里几处改得不一样，请先定下改成什么".to_owned();
            edit.outcome = Outcome::Refused { why: vec![why] };
        }
    }

    /// Where the notice prints a figure, or what the input says at its head.
    fn places_of(&self, name: &str) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        let mut count = 0;
        for content in &self.expected.contents {
            match content {
                Content::Part(part) => {
                    count += usize::from(part.role == Role::Body);
                    let is_there = part.pieces.iter().any(|piece| {
                        let figure = piece.figure.as_ref();
                        let is_head = matches!(piece.from, Root::Head(key) if key == name);
                        is_head || figure.is_some_and(|key| key.to_string() == name)
                    });
                    let place = match part.role {
                        Role::Body => format!("正文第{count}段"),
                        Role::Annex(at) => self.ground.year.notice.annexes[at].label(),
                        Role::Around => part.label.clone(),
                    };
                    places.extend(is_there.then_some(place));
                }
                Content::Table(table) => places.extend(self.cell_of_figure(*table, name)),
            }
        }
        places.dedup();
        places
    }

    /// The comments, each with what it is on.
    pub(super) fn comments(&self, tables: &super::flow::Matched) -> Vec<Comment> {
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
        let is_here = |letter: &super::flow::New| {
            letter.paragraph == spot.paragraph && letter.at >= spot.from
        };
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

/// The sentence among letters that has one of them.
fn within(letters: &[char], at: usize) -> String {
    let is_end = |c: &char| *c == END || *c == TABLE;
    let at = at.min(letters.len());
    let start = letters[..at].iter().rposition(is_end);
    let start = start.map_or(0, |end| end + 1);
    let end = letters[at..].iter().position(is_end);
    let end = end.map_or(letters.len(), |end| at + end);
    let text: String = letters[start..end].iter().collect();
    sentence(&text, at - start)
}

/// The sentence of a text that has a letter, counted as letters are compared.
fn sentence(text: &str, letter: usize) -> String {
    let mut count = 0;
    let all = crate::text::sentences(text);
    for sentence in &all {
        count += sentence.chars().filter_map(plain).count();
        if letter < count {
            return (*sentence).to_owned();
        }
    }
    all.last()
        .map_or_else(String::new, |last| (*last).to_owned())
}
