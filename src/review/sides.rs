//! The texts laid side by side.

use std::ops::Range;

use super::align::{Letter, compare};
use super::expected::{Content, Expected, Part, Role};
use super::flow::{Change, END, Flow, New, Old, TABLE};
use super::letters::{bare, likeness, plain};
use super::merge::{Merged, Whose, merged};
use super::tables::Tables;
use crate::returned::{Item, Paragraph, Returned};

/// The words that `build` puts before the text of what is not issued.
const TOLD_FIRST: [&str; 2] = ["样例数据", "送审稿"];

/// What is laid side by side.
pub(super) struct Sides<'a> {
    pub now: &'a Expected,
    /// The notice as it was sent; nothing: it is not known otherwise than as it is now.
    pub sent: Option<&'a Expected>,
    pub returned: &'a Returned,
    pub tables: &'a Tables<'a>,
}

impl Sides<'_> {
    pub fn flow(&self) -> Flow {
        let first = self.sent.unwrap_or(self.now);
        let boxed = boxed(first, self.returned);
        let mut flow = Flow {
            boxes: boxed.iter().map(|(_, paragraph)| *paragraph).collect(),
            ..Flow::default()
        };
        // In each text the parts that stand in boxes come behind all others, in one order.
        let taken: Vec<usize> = boxed.iter().map(|(at, _)| *at).collect();
        let twin = |at: &usize| {
            self.sent
                .map_or(Some(*at), |sent| twin(sent, *at, self.now))
        };
        let now: Vec<Option<usize>> = taken.iter().map(twin).collect();
        let is_apart = |at: usize| now.contains(&Some(at));
        flow.old = letters(self.now, &is_apart, &|table| table);
        if let Some(sent) = self.sent {
            let is_apart = |at: usize| taken.contains(&at);
            flow.sent = letters(sent, &is_apart, &|table| self.tables.mark(table));
        }
        self.file(&mut flow);
        flow.compare([0; 3]);
        flow.boxed = flow.new.len();
        for ((part, paragraph), now) in boxed.into_iter().zip(now) {
            let from = [flow.sent.len(), flow.old.len(), flow.new.len()];
            if let Some((at, Content::Part(part))) =
                now.and_then(|at| Some((at, self.now.contents.get(at)?)))
            {
                add_part(&mut flow.old, at, part);
            }
            if let Some(Content::Part(own)) = self.sent.and_then(|sent| sent.contents.get(part)) {
                add_part(&mut flow.sent, part, own);
            }
            flow.paragraph(&self.returned.boxes[paragraph]);
            flow.compare(from);
        }
        flow
    }

    fn file(&self, flow: &mut Flow) {
        let mut table = 0;
        for item in &self.returned.items {
            match item {
                Item::Paragraph(paragraph) => flow.paragraph(paragraph),
                Item::Table(_) => {
                    let mark = self
                        .tables
                        .sent_of(table)
                        .map(|sent| self.tables.mark(sent));
                    table += 1;
                    flow.new.extend(mark.map(|table| New {
                        c: TABLE,
                        paragraph: usize::MAX,
                        at: 0,
                        by: None,
                        table,
                    }));
                }
            }
        }
    }
}

/// The part of another notice that is the same one: of the same name, the first or the second of it.
fn twin(one: &Expected, at: usize, other: &Expected) -> Option<usize> {
    let label = |content: &Content| match content {
        Content::Part(part) => Some(part.label.clone()),
        Content::Table(_) => None,
    };
    let own = label(one.contents.get(at)?);
    let count = one.contents[..at]
        .iter()
        .filter(|of| label(of) == own)
        .count();
    let mut all = other
        .contents
        .iter()
        .enumerate()
        .filter(|(_, of)| label(of) == own);
    all.nth(count).map(|(at, _)| at)
}

/// The letters of a notice, but for the parts that are taken apart.
fn letters(
    expected: &Expected,
    is_apart: &dyn Fn(usize) -> bool,
    mark: &dyn Fn(usize) -> usize,
) -> Vec<Old> {
    let mut letters = Vec::new();
    for (at, content) in expected.contents.iter().enumerate() {
        match content {
            Content::Part(part) if !is_apart(at) => add_part(&mut letters, at, part),
            Content::Part(_) => {}
            Content::Table(table) => letters.push(Old {
                c: TABLE,
                part: at,
                piece: 0,
                table: mark(*table),
            }),
        }
    }
    letters
}

fn add_part(letters: &mut Vec<Old>, at: usize, part: &Part) {
    let letter = |c, piece| Old {
        c,
        part: at,
        piece,
        table: 0,
    };
    for (piece, of) in part.pieces.iter().enumerate() {
        letters.extend(of.text.chars().filter_map(plain).map(|c| letter(c, piece)));
    }
    letters.push(letter(END, part.pieces.len().saturating_sub(1)));
}

/// Parts around the text that stand in boxes: which part, and which box.
fn boxed(expected: &Expected, returned: &Returned) -> Vec<(usize, usize)> {
    const LEAST: usize = 600;
    let paragraphs = returned.items.iter().filter_map(|item| match item {
        Item::Paragraph(paragraph) => Some(bare(&paragraph.text())),
        Item::Table(_) => None,
    });
    let there: Vec<String> = paragraphs.collect();
    let boxes: Vec<String> = returned.boxes.iter().map(|of| bare(&of.text())).collect();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (at, content) in expected.contents.iter().enumerate() {
        let Content::Part(part) = content else {
            continue;
        };
        let text = bare(&part.text());
        if part.role != Role::Around || there.contains(&text) {
            continue;
        }
        let free = (0..boxes.len()).filter(|of| !taken.iter().any(|(_, other)| other == of));
        let best = free
            .map(|of| (likeness(&text, &boxes[of]), of))
            .max_by_key(|(likeness, of)| (*likeness, usize::MAX - of));
        taken.extend(
            best.filter(|(likeness, _)| *likeness >= LEAST)
                .map(|(_, of)| (at, of)),
        );
    }
    taken
}

impl Flow {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = paragraph.text();
        let is_told = TOLD_FIRST.contains(&text.trim()) && self.new.len() < 16;
        let mut gone = paragraph.gone.iter().peekable();
        let start = self.new.len();
        for (at, letter) in paragraph.letters.iter().enumerate() {
            while let Some((_, of)) = gone.next_if(|(before, _)| *before <= at) {
                self.gone.push((self.new.len(), of.by));
            }
            let c = plain(letter.c).filter(|_| !is_told);
            self.new.extend(c.map(|c| New {
                c,
                paragraph: paragraph.id,
                at,
                by: letter.by,
                table: 0,
            }));
        }
        self.gone
            .extend(gone.map(|(_, of)| (self.new.len(), of.by)));
        if self.new.len() > start {
            self.new.push(New {
                c: END,
                paragraph: paragraph.id,
                at: paragraph.letters.len(),
                by: paragraph.parted_by,
                table: 0,
            });
        }
    }

    /// Compares what was added since the texts were so long.
    fn compare(&mut self, [sent, old, new]: [usize; 3]) {
        let of_notice = |letter: &Old| Letter {
            c: letter.c,
            table: letter.table,
            piece: (letter.part, letter.piece),
            is_tracked: false,
        };
        let of_file = |letter: &New| Letter {
            c: letter.c,
            table: letter.table,
            piece: (0, 0),
            is_tracked: letter.by.is_some(),
        };
        let now: Vec<Letter> = self.old[old..].iter().map(of_notice).collect();
        let file: Vec<Letter> = self.new[new..].iter().map(of_file).collect();
        let gone = self.gone.iter().filter_map(|(at, _)| at.checked_sub(new));
        let gone: Vec<usize> = gone.collect();
        let (ours, theirs) = if self.sent.is_empty() {
            (Vec::new(), compare(&now, &file, &gone))
        } else {
            let first: Vec<Letter> = self.sent[sent..].iter().map(of_notice).collect();
            (compare(&first, &now, &[]), compare(&first, &file, &gone))
        };
        let is_same = |one: &Range<usize>, other: &Range<usize>| {
            let (one, other) = (&now[one.clone()], &file[other.clone()]);
            let mut pairs = one.iter().zip(other);
            one.len() == other.len()
                && pairs.all(|(one, other)| (one.c, one.table) == (other.c, other.table))
        };
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        for Merged {
            sent: first,
            now,
            file,
            whose,
        } in merged(ours, theirs, is_same)
        {
            let change = Change {
                old: moved(now, old),
                new: moved(file, new),
                sent: moved(first, sent),
                whose,
            };
            match whose {
                Whose::Agreed => self.agreed.push(change),
                Whose::File | Whose::Ours | Whose::Both => self.changes.push(change),
            }
        }
    }
}
