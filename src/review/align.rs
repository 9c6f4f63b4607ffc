//! Two texts side by side: where they differ, in whole numbers and words, whatever the runs, the white space
//! and the breaks.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::flow::{END, TABLE};

/// A letter that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub c: char,
    /// Of [`TABLE`]: which one.
    pub table: usize,
    /// What it is a piece of.
    pub piece: (usize, usize),
    /// Whether a tracked change put it in.
    pub is_tracked: bool,
}

/// A stretch in which two texts differ; either side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub one: Range<usize>,
    pub other: Range<usize>,
}

/// Where two texts differ, in order; `gone` are the letters of the other one before which tracked changes
/// took something out.
pub(super) fn compare(one: &[Letter], other: &[Letter], gone: &[usize]) -> Vec<Hunk> {
    let same = one
        .iter()
        .zip(other)
        .all(|(one, other)| is_same(one, other));
    if same && one.len() == other.len() {
        return Vec::new();
    }
    let (left, right) = (tokens(one), tokens(other));
    let key = |tokens: &[(Token, Range<usize>)]| -> Vec<Token> {
        tokens.iter().map(|(token, _)| token.clone()).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &key(&left), &key(&right));
    let span = |tokens: &[(Token, Range<usize>)], of: Range<usize>, all: usize| {
        let start = tokens.get(of.start).map_or(all, |(_, span)| span.start);
        let end = of.end.checked_sub(1).filter(|last| *last >= of.start);
        let end = end.and_then(|last| tokens.get(last));
        start..end.map_or(start, |(_, span)| span.end)
    };
    let sides = Sides { one, other, gone };
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let hunk = Hunk {
            one: span(&left, op.old_range(), one.len()),
            other: span(&right, op.new_range(), other.len()),
        };
        match hunks.last_mut() {
            Some(last) if sides.belongs(last, &hunk) => {
                last.one.end = hunk.one.end;
                last.other.end = hunk.other.end;
            }
            _ => hunks.push(hunk),
        }
    }
    for at in 0..hunks.len() {
        let from = at
            .checked_sub(1)
            .map_or((0, 0), |at| (hunks[at].one.end, hunks[at].other.end));
        let next = hunks.get(at + 1);
        let to = next.map_or((one.len(), other.len()), |next| {
            (next.one.start, next.other.start)
        });
        sides.slide(&mut hunks[at], (from, to));
    }
    hunks
}

fn is_same(one: &Letter, other: &Letter) -> bool {
    (one.c, one.table) == (other.c, other.table)
}

/// What is compared: a number, a word in Latin letters, a letter, the end of a paragraph, a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Token {
    Text(String),
    End,
    Table(usize),
}

/// Letters as tokens, each with its letters.
fn tokens(letters: &[Letter]) -> Vec<(Token, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let end = at + length(&letters[at..]);
        let token = match letter.c {
            END => Token::End,
            TABLE => Token::Table(letter.table),
            _ => Token::Text(letters[at..end].iter().map(|letter| letter.c).collect()),
        };
        tokens.push((token, at..end));
        at = end;
    }
    tokens
}

fn length(letters: &[Letter]) -> usize {
    let run = |test: &dyn Fn(char) -> bool| letters.iter().take_while(|of| test(of.c)).count();
    let first = letters.first().map_or(END, |letter| letter.c);
    if first.is_ascii_digit() {
        let most = run(&|c| c.is_ascii_digit() || c == '.' || c == ',');
        let ends = letters[..most].iter().rposition(|of| of.c.is_ascii_digit());
        return ends.map_or(1, |at| at + 1);
    }
    if first.is_ascii_alphabetic() {
        return run(&|c| c.is_ascii_alphabetic());
    }
    1
}

struct Sides<'a> {
    one: &'a [Letter],
    other: &'a [Letter],
    gone: &'a [usize],
}

impl Sides<'_> {
    /// A letter between two hunks is chance, and would make both unreadable. Hunks that touch are one.
    fn belongs(&self, one: &Hunk, other: &Hunk) -> bool {
        let between = &self.one[one.one.end..other.one.start];
        if between.is_empty() {
            return true;
        }
        let is_word = |c: char| c != END && c != TABLE && !c.is_ascii_digit();
        let sides = |of: &Hunk| [&self.one[of.one.clone()], &self.other[of.other.clone()]];
        let has_words = |of: &Hunk| {
            sides(of)
                .iter()
                .all(|side| side.iter().all(|of| is_word(of.c)))
        };
        // Something was taken out, and something put in.
        let replaces = [0, 1]
            .iter()
            .all(|side| !sides(one)[*side].is_empty() || !sides(other)[*side].is_empty());
        between.len() == 1
            && is_word(between[0].c)
            && between[0].c.is_alphanumeric()
            && has_words(one)
            && has_words(other)
            && replaces
    }

    /// What was put in or taken out may be so at several places, as the second 的 of 的的: it is where
    /// the tracked change is, where a text of the input is, where a sentence begins.
    fn slide(&self, hunk: &mut Hunk, (from, to): ((usize, usize), (usize, usize))) {
        const FARTHEST: usize = 400;
        let is_put_in = hunk.one.is_empty();
        if is_put_in == hunk.other.is_empty() {
            return;
        }
        let letters = if is_put_in { self.other } else { self.one };
        let long = |hunk: &Hunk| {
            if is_put_in {
                hunk.other.clone()
            } else {
                hunk.one.clone()
            }
        };
        let left = (hunk.one.start - from.0).min(hunk.other.start - from.1);
        let right = (to.0 - hunk.one.end).min(to.1 - hunk.other.end);
        let mut best = (self.score(hunk), hunk.clone());
        for (is_forth, most) in [(false, left), (true, right)] {
            let mut at = hunk.clone();
            for _ in 0..most.min(FARTHEST) {
                let here = long(&at);
                // The letter that is left behind on the one side comes in on the other.
                let [behind, ahead] = if is_forth {
                    [here.start, here.end]
                } else {
                    [here.end - 1, here.start - 1]
                };
                if !is_same(&letters[behind], &letters[ahead]) {
                    break;
                }
                for range in [&mut at.one, &mut at.other] {
                    *range = if is_forth {
                        range.start + 1..range.end + 1
                    } else {
                        range.start - 1..range.end - 1
                    };
                }
                let score = self.score(&at);
                if score > best.0 {
                    best = (score, at.clone());
                }
            }
        }
        *hunk = best.1;
    }

    fn score(&self, hunk: &Hunk) -> usize {
        let begins = |before: Option<&Letter>| before.is_none_or(|of| "。！？；\n".contains(of.c));
        let before = |letters: &[Letter], at: usize| begins(letters[..at].last());
        if hunk.one.is_empty() {
            let letters = &self.other[hunk.other.clone()];
            let is_tracked = letters.iter().all(|letter| letter.is_tracked);
            let begins = before(self.other, hunk.other.start);
            return 4 * usize::from(is_tracked) + usize::from(begins);
        }
        let letters = &self.one[hunk.one.clone()];
        let stands_alone = letters
            .windows(2)
            .all(|pair| pair[0].piece == pair[1].piece);
        let was_taken_out = self.gone.contains(&hunk.other.start);
        4 * usize::from(was_taken_out)
            + 2 * usize::from(stands_alone)
            + usize::from(before(self.one, hunk.one.start))
    }
}
