//! Text in stretches that know what they are, and what said them.

use crate::calendar::{Period, Time};
use crate::key::Key;

/// A stretch of text that is one figure, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What is printed.
    pub text: String,
    /// The figure's name.
    pub figure: Option<Key>,
    /// Which one, where the text is a time that follows from the notice's period.
    pub time: Option<Time>,
    /// What said it; nothing: no rule and no text of the input is known to have.
    pub origin: Option<Origin>,
    /// The level of the heading that a paragraph begins with: （一）强化责任。
    pub level: Option<u8>,
    /// Where it is a part of a note to the text.
    pub note: Option<NotePart>,
    /// In a redline: whether it was taken out, put in or moved.
    pub change: Option<Mark>,
}

/// A part of a note to the text, which stands in brackets or becomes a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotePart {
    /// The bracket before it; with what says the note: `targets.source`.
    Opens(String),
    /// What it says.
    Within,
    /// The bracket behind it.
    Closes,
    /// The mark of a footnote in place of all of these; its number, from 0.
    Mark(usize),
}

/// How a redline marks a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Words that were edited.
    Old,
    /// Words of the newer notice, in place of others or new altogether.
    New,
    /// A figure that moved.
    OldFigure,
    /// The figure as the newer notice has it.
    NewFigure,
    /// A year that only rolled on with the notice's own, or a heading's number.
    OldYear,
    /// The year or the heading's number, as the newer notice has it.
    NewYear,
    /// Here it is now.
    Moved,
    /// Here it was.
    Left,
}

/// What made a stretch of text say what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A rule of a phrase.
    Rule(RuleId),
    /// A text of the input: `own.cooperation`.
    Own(String),
}

/// One rule of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId {
    /// The section and the phrase: `targets.verdict`.
    pub phrase: String,
    /// From 0.
    pub index: usize,
    /// The row of which it was said, if of one.
    pub row: Option<String>,
}

/// Which rules of a phrase that has a choice matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The section and the phrase: lasts from year to year.
    pub phrase: String,
    /// The row that it was said of, if of one.
    pub row: Option<String>,
    /// From 0. Several only where every matching rule says its part.
    pub rules: Vec<usize>,
    /// What it came to.
    pub text: String,
}

impl Chosen {
    /// The row that it was said of, if of one.
    pub fn row(&self) -> Option<&str> {
        self.row.as_deref()
    }
}

impl Span {
    /// Bare text: no figure, no time, no origin, no mark.
    pub fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            figure: None,
            time: None,
            origin: None,
            level: None,
            note: None,
            change: None,
        }
    }

    /// The printed form of the figure of this key.
    pub fn figure(text: &str, key: &Key) -> Self {
        Self {
            figure: Some(key.clone()),
            ..Self::text(text)
        }
    }

    /// A time that follows from `period`, the notice's own.
    pub fn time(period: Period, time: Time) -> Self {
        Self {
            time: Some(time),
            ..Self::text(&time.told(period))
        }
    }

    /// The rule that chose the words.
    pub fn rule(&self) -> Option<&RuleId> {
        match &self.origin {
            Some(Origin::Rule(rule)) => Some(rule),
            _ => None,
        }
    }

    /// The span as said by `origin`, unless something within had said it.
    #[must_use]
    pub fn said_by(mut self, origin: &Origin) -> Self {
        self.origin.get_or_insert_with(|| origin.clone());
        self
    }
}

/// The spans' text.
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Whether the spans have nothing but white space; so if there are none.
pub fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.text.trim().is_empty())
}
