//! The text of the notice and that of the file side by side: where they differ, letter by letter, whatever
//! the runs, the white space and the breaks.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::expected::{Content, Expected, Part, Role, Root};
use crate::returned::{Item, Paragraph, Returned, Spot};
use crate::source::is_unprintable;

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
    table: usize,
}

/// A letter of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct New {
    pub c: char,
    /// The paragraph's number in the file, and the letter's place in it.
    pub paragraph: usize,
    pub at: usize,
    pub by: Option<usize>,
    table: usize,
}

/// A stretch in which the two differ; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// Both texts, and where they differ.
pub(super) struct Flow {
    pub old: Vec<Old>,
    pub new: Vec<New>,
    /// Where tracked changes took something out: before which letter of the file, and who.
    pub gone: Vec<(usize, usize)>,
    pub changes: Vec<Change>,
    /// Where the boxes that were read as parts begin, in `new`.
    pub boxed: usize,
    /// Which boxes these are.
    pub boxes: Vec<usize>,
}

/// A letter as it is compared: white space and what can't be seen are none, figures of full width are
/// those of half width.
pub(super) fn plain(c: char) -> Option<char> {
    if c.is_whitespace() || is_unprintable(c) {
        return None;
    }
    let code = u32::from(c);
    let is_wide = c.is_alphanumeric() && (0xff01..=0xff5e).contains(&code) || c == '％';
    if is_wide {
        return char::from_u32(code - 0xfee0);
    }
    Some(c)
}

pub(super) fn bare(text: &str) -> String {
    text.chars().filter_map(plain).collect()
}

/// The words that `build` puts before the text of what is not issued.
const TOLD_FIRST: [&str; 2] = ["样例数据", "送审稿"];

/// Which tables of the file are which of the notice: by their places in the file.
pub(super) type Matched = HashMap<usize, usize>;

pub(super) fn flow(expected: &Expected, returned: &Returned, tables: &Matched) -> Flow {
    let boxed = boxed(expected, returned);
    let mut flow = Flow {
        old: Vec::new(),
        new: Vec::new(),
        gone: Vec::new(),
        changes: Vec::new(),
        boxed: 0,
        boxes: boxed.iter().map(|(_, paragraph)| *paragraph).collect(),
    };
    for (at, content) in expected.contents.iter().enumerate() {
        match content {
            Content::Part(part) if !boxed.iter().any(|(of, _)| *of == at) => flow.part(at, part),
            Content::Part(_) => {}
            Content::Table(table) => flow.old.push(Old {
                c: TABLE,
                part: at,
                piece: 0,
                table: *table,
            }),
        }
    }
    let mut table = 0;
    for item in &returned.items {
        match item {
            Item::Paragraph(paragraph) => flow.paragraph(paragraph),
            Item::Table(_) => {
                let mean = tables.get(&table).copied();
                table += 1;
                flow.new.extend(mean.map(|table| New {
                    c: TABLE,
                    paragraph: usize::MAX,
                    at: 0,
                    by: None,
                    table,
                }));
            }
        }
    }
    let (old, new) = (flow.old.len(), flow.new.len());
    flow.compare(0..old, 0..new);
    flow.boxed = new;
    for (at, paragraph) in boxed {
        let (old, new) = (flow.old.len(), flow.new.len());
        if let Some(Content::Part(part)) = expected.contents.get(at) {
            flow.part(at, part);
        }
        flow.paragraph(&returned.boxes[paragraph]);
        flow.compare(old..flow.old.len(), new..flow.new.len());
    }
    flow
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

/// How many of their letters two texts have in common, in per mille of both.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in one.chars() {
        *counts.entry(c).or_default() += 1;
    }
    let common = other.chars().filter(|c| {
        counts.get_mut(c).is_some_and(|count| {
            let is_left = *count > 0;
            *count = count.saturating_sub(1);
            is_left
        })
    });
    let (common, all) = (common.count(), one.chars().count() + other.chars().count());
    2000 * common / all.max(1)
}

/// What is compared: a number, a word in Latin letters, a letter, the end of a paragraph, a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Token {
    Text(String),
    End,
    Table(usize),
}

/// Letters as tokens, each with its letters.
fn tokens(letters: impl Iterator<Item = (char, usize)>, from: usize) -> Vec<(Token, Range<usize>)> {
    let letters: Vec<(char, usize)> = letters.collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some((c, table)) = letters.get(at).copied() {
        let end = at + length(&letters[at..]);
        let token = match c {
            END => Token::End,
            TABLE => Token::Table(table),
            _ => Token::Text(letters[at..end].iter().map(|(c, _)| *c).collect()),
        };
        tokens.push((token, from + at..from + end));
        at = end;
    }
    tokens
}

fn length(letters: &[(char, usize)]) -> usize {
    let run = |test: &dyn Fn(char) -> bool| letters.iter().take_while(|(c, _)| test(*c)).count();
    let first = letters.first().map_or(END, |(c, _)| *c);
    if first.is_ascii_digit() {
        let most = run(&|c| c.is_ascii_digit() || c == '.' || c == ',');
        let ends = letters[..most]
            .iter()
            .rposition(|(c, _)| c.is_ascii_digit());
        return ends.map_or(1, |at| at + 1);
    }
    if first.is_ascii_alphabetic() {
        return run(&|c| c.is_ascii_alphabetic());
    }
    1
}

impl Flow {
    fn part(&mut self, at: usize, part: &Part) {
        for (number, piece) in part.pieces.iter().enumerate() {
            let letters = piece.text.chars().filter_map(plain);
            self.old.extend(letters.map(|c| Old {
                c,
                part: at,
                piece: number,
                table: 0,
            }));
        }
        self.old.push(Old {
            c: END,
            part: at,
            piece: part.pieces.len().saturating_sub(1),
            table: 0,
        });
    }

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

    fn compare(&mut self, old: Range<usize>, new: Range<usize>) {
        let left = self.old[old.clone()]
            .iter()
            .map(|letter| (letter.c, letter.table));
        let left = tokens(left, old.start);
        let right = self.new[new.clone()]
            .iter()
            .map(|letter| (letter.c, letter.table));
        let right = tokens(right, new.start);
        let key = |tokens: &[(Token, Range<usize>)]| -> Vec<Token> {
            tokens.iter().map(|(token, _)| token.clone()).collect()
        };
        let ops = capture_diff_slices(Algorithm::Myers, &key(&left), &key(&right));
        let span = |tokens: &[(Token, Range<usize>)], of: Range<usize>, all: &Range<usize>| {
            let start = tokens.get(of.start).map_or(all.end, |(_, span)| span.start);
            let end = of.end.checked_sub(1).filter(|last| *last >= of.start);
            let end = end
                .and_then(|last| tokens.get(last))
                .map_or(start, |(_, span)| span.end);
            start..end
        };
        let mut changes: Vec<Change> = Vec::new();
        for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
            let change = Change {
                old: span(&left, op.old_range(), &old),
                new: span(&right, op.new_range(), &new),
            };
            match changes.last_mut() {
                Some(last) if self.belongs(last, &change) => {
                    last.old.end = change.old.end;
                    last.new.end = change.new.end;
                }
                _ => changes.push(change),
            }
        }
        for change in &mut changes {
            self.slide(change, (&old, &new));
        }
        self.changes.extend(changes);
    }

    /// A letter between two changes is chance, and would make both unreadable. Changes that touch are
    /// one.
    fn belongs(&self, one: &Change, other: &Change) -> bool {
        let between = &self.old[one.old.end..other.old.start];
        if between.is_empty() {
            return true;
        }
        let is_word = |c: char| c != END && c != TABLE && !c.is_ascii_digit();
        let old = |range: &Range<usize>| self.old[range.clone()].iter().all(|of| is_word(of.c));
        let new = |range: &Range<usize>| self.new[range.clone()].iter().all(|of| is_word(of.c));
        let whole =
            |of: &Change| old(&of.old) && new(&of.new) && !of.old.is_empty() && !of.new.is_empty();
        between.len() == 1
            && is_word(between[0].c)
            && between[0].c.is_alphanumeric()
            && whole(one)
            && whole(other)
    }

    /// What was put in or taken out may be so at several places, as the second 的 of 的的: it is where
    /// the tracked change is, where a text of the input is, where a sentence begins.
    fn slide(&self, change: &mut Change, (old, new): (&Range<usize>, &Range<usize>)) {
        const FARTHEST: usize = 400;
        let is_put_in = change.old.is_empty();
        if is_put_in == change.new.is_empty() {
            return;
        }
        let moved = |of: &Change, by: isize| -> Option<Change> {
            let shift = |range: &Range<usize>, all: &Range<usize>| {
                let start = range.start.checked_add_signed(by)?;
                let end = range.end.checked_add_signed(by)?;
                (start >= all.start && end <= all.end).then_some(start..end)
            };
            Some(Change {
                old: shift(&of.old, old)?,
                new: shift(&of.new, new)?,
            })
        };
        let mut best = (self.score(change), change.clone());
        for by in [-1, 1] {
            let mut at = change.clone();
            for _ in 0..FARTHEST {
                let Some(next) = moved(&at, by) else { break };
                // The letter that is left behind on the one side comes in on the other.
                let (long, letters): (_, &dyn Fn(usize) -> char) = if is_put_in {
                    (
                        if by > 0 {
                            at.new.clone()
                        } else {
                            next.new.clone()
                        },
                        &|at| self.new[at].c,
                    )
                } else {
                    (
                        if by > 0 {
                            at.old.clone()
                        } else {
                            next.old.clone()
                        },
                        &|at| self.old[at].c,
                    )
                };
                if letters(long.start) != letters(long.end) {
                    break;
                }
                at = next;
                let score = self.score(&at);
                if score > best.0 {
                    best = (score, at.clone());
                }
            }
        }
        *change = best.1;
    }

    fn score(&self, change: &Change) -> usize {
        let begins = |c: Option<char>| c.is_none_or(|c| "。！？；\n".contains(c));
        if change.old.is_empty() {
            let letters = &self.new[change.new.clone()];
            let is_tracked = letters.iter().all(|letter| letter.by.is_some());
            let before = change.new.start.checked_sub(1).map(|at| self.new[at].c);
            return 4 * usize::from(is_tracked) + usize::from(begins(before));
        }
        let letters = &self.old[change.old.clone()];
        let stands_alone = letters
            .windows(2)
            .all(|pair| (pair[0].part, pair[0].piece) == (pair[1].part, pair[1].piece));
        let was_taken_out = self.gone.iter().any(|(at, _)| *at == change.new.start);
        let before = change.old.start.checked_sub(1).map(|at| self.old[at].c);
        4 * usize::from(was_taken_out) + 2 * usize::from(stands_alone) + usize::from(begins(before))
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

    /// Whether a change takes out nothing but what the program counts, or changes only where paragraphs
    /// end.
    pub fn is_of_ends(&self, change: &Change) -> bool {
        let old = self.old[change.old.clone()].iter().all(|of| of.c == END);
        old && self.new[change.new.clone()].iter().all(|of| of.c == END)
    }
}

/// The piece that a letter of the notice is of.
pub(super) fn piece_of<'e>(
    expected: &'e Expected,
    letter: &Old,
) -> Option<&'e super::expected::Piece> {
    match expected.contents.get(letter.part)? {
        Content::Part(part) => part.pieces.get(letter.piece),
        Content::Table(_) => None,
    }
}

pub(super) fn root_of<'e>(expected: &'e Expected, letter: &Old) -> Option<&'e Root> {
    piece_of(expected, letter).map(|piece| &piece.from)
}
