//! A text to be read through: its holes as single characters, so that what stands beside a hole
//! is seen, and its clauses.

use crate::calendar::Time;
use crate::language::{Piece, Wording};

/// `{year}`: the notice's own.
pub(super) const THIS_YEAR: char = '\u{e000}';
/// `{year-1}`: another.
pub(super) const OTHER_YEAR: char = '\u{e001}';
/// `{funds.provincial}`.
pub(super) const FIGURE: char = '\u{e002}';

pub(super) fn is_hole(c: char) -> bool {
    [THIS_YEAR, OTHER_YEAR, FIGURE].contains(&c)
}

pub(super) fn is_hanzi(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

pub(super) fn flat(wording: &Wording) -> String {
    let pieces = wording.pieces.iter();
    let pieces = pieces.map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Time(time) if *time == Time::year(0) => THIS_YEAR.to_string(),
        Piece::Time(_) => OTHER_YEAR.to_string(),
        Piece::Name { .. } | Piece::Call { .. } => FIGURE.to_string(),
    });
    pieces.collect()
}

/// What a clerk sees of a piece of it: holes as `{…}`.
pub(super) fn shown(text: &str) -> String {
    let whole = text.replace(THIS_YEAR, "{year}");
    whole.replace([OTHER_YEAR, FIGURE], "{…}")
}

/// Something odd in a text.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where in the flat text.
    pub at: usize,
    /// What is odd, as it stands there.
    pub token: String,
    pub message: String,
    pub hint: String,
    pub code: crate::diagnostic::Code,
    /// Only worth knowing.
    pub is_note: bool,
}

/// The text before `at` in its sentence, and after it.
pub(super) fn sentence(text: &str, at: usize) -> (&str, &str) {
    between(text, at, &['。', '；', '\n', '！', '？'])
}

/// The text before `at` in its clause, and after it.
pub(super) fn clause(text: &str, at: usize) -> (&str, &str) {
    between(text, at, &['。', '；', '\n', '！', '？', '，', '：', '、'])
}

/// No sentence goes on for so many bytes: what has no mark in them is none.
const LONGEST: usize = 1500;

fn between<'t>(text: &'t str, at: usize, marks: &[char]) -> (&'t str, &'t str) {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let to = text.floor_char_boundary(at.saturating_add(LONGEST).min(text.len()));
    let (before, after) = (&text[from..at], &text[at..to]);
    let before = before.rsplit(marks).next().unwrap_or_default();
    let after = after.split(marks).next().unwrap_or_default();
    (before, after)
}
