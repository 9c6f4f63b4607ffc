//! What two texts have in common and where they differ, token by token.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::{Token, TokenKey};
use super::{Side, Status};
use crate::key::Key;
use crate::model::Model;
use crate::wording::{Origin, RuleId};

/// A stretch of a compared text: what the older notice has there, and what the
/// newer one. Put together, the one or the other, they give back each text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// How the two differ.
    pub change: Change,
    /// What the older notice has there.
    pub old: String,
    /// What the newer notice has there.
    pub new: String,
    /// The figure's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Key>,
    /// Why the words changed, where they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
}

/// One of the two notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// That of the year compared with.
    Older,
    /// That of the year compared.
    Newer,
}

impl Which {
    /// The notice in which a thing of this status is to be read: the newer one, unless it is gone.
    pub fn of(status: Status) -> Self {
        if status == Status::Gone {
            Self::Older
        } else {
            Self::Newer
        }
    }
}

impl Piece {
    /// What one of the notices has there; empty where it has nothing.
    pub fn text(&self, which: Which) -> &str {
        match which {
            Which::Older => &self.old,
            Which::Newer => &self.new,
        }
    }
}

/// The text that one of the notices has of all the pieces.
pub fn text_of(pieces: &[Piece], which: Which) -> String {
    pieces.iter().map(|piece| piece.text(which)).collect()
}

/// How the two notices differ in a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Not at all.
    Same,
    /// A year that follows from the notice's own.
    Rolled,
    /// The same figure, another value.
    Figure,
    /// Words of the older notice alone.
    Gone,
    /// Words of the newer notice alone.
    New,
}

/// Why words changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The figures chose another rule, or other items of a list.
    Verdict,
    /// The templates say it in other words.
    Template,
    /// The input's own words: its paragraphs, its number and date.
    Own,
}

/// The words between two changes are not left standing alone when they are fewer.
const LEAST_BETWEEN: usize = 3;

/// Compares two texts token by token.
pub(super) fn compare(old: &[Token], new: &[Token], sides: (Side, Side)) -> Vec<Piece> {
    let keys =
        |tokens: &[Token]| -> Vec<TokenKey> { tokens.iter().map(|t| t.key.clone()).collect() };
    let ops = capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new));
    let mut pieces = Pieces::default();
    let mut open: (Vec<&Token>, Vec<&Token>) = (Vec::new(), Vec::new());
    for (at, op) in ops.iter().enumerate() {
        let (left, right) = (&old[op.old_range()], &new[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) && !is_sliver(left, right, at, ops.len()) {
            pieces.replace(&open.0, &open.1, sides);
            open = (Vec::new(), Vec::new());
            for (a, b) in left.iter().zip(right) {
                pieces.push(equal(a, b));
            }
        } else {
            open.0.extend(left);
            open.1.extend(right);
        }
    }
    pieces.replace(&open.0, &open.1, sides);
    pieces.0
}

/// A character or two between two changes is chance, and would make both unreadable.
fn is_sliver(old: &[Token], new: &[Token], at: usize, count: usize) -> bool {
    let is_plain = |token: &Token| matches!(token.key, TokenKey::Text(_));
    let length: usize = old.iter().map(|token| token.text.chars().count()).sum();
    let between = at > 0 && at + 1 < count;
    between && length < LEAST_BETWEEN && old.iter().chain(new).all(is_plain)
}

fn equal(old: &Token, new: &Token) -> Piece {
    let change = match &new.key {
        _ if old.text == new.text => Change::Same,
        TokenKey::Time(_) => Change::Rolled,
        TokenKey::Figure(_) | TokenKey::Text(_) => Change::Figure,
    };
    Piece {
        change,
        old: old.text.clone(),
        new: new.text.clone(),
        figure: new.figure.clone(),
        cause: None,
    }
}

/// All of a text, as new or as gone.
pub(super) fn whole(tokens: &[Token], change: Change, sides: (Side, Side)) -> Vec<Piece> {
    let tokens: Vec<&Token> = tokens.iter().collect();
    let mut pieces = Pieces::default();
    match change {
        Change::Gone => pieces.replace(&tokens, &[], sides),
        _ => pieces.replace(&[], &tokens, sides),
    }
    pieces.0
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn replace(&mut self, old: &[&Token], new: &[&Token], sides: (Side, Side)) {
        // A year that was written out and stayed: the words are the same after all.
        if !old.is_empty() && old.iter().map(|t| &t.text).eq(new.iter().map(|t| &t.text)) {
            for (a, b) in old.iter().zip(new) {
                self.push(equal(a, b));
            }
            return;
        }
        for token in old {
            self.push(Piece {
                change: Change::Gone,
                old: token.text.clone(),
                new: String::new(),
                figure: token.figure.clone(),
                cause: Some(cause(token, sides)),
            });
        }
        for token in new {
            self.push(Piece {
                change: Change::New,
                old: String::new(),
                new: token.text.clone(),
                figure: token.figure.clone(),
                cause: Some(cause(token, sides)),
            });
        }
    }

    /// Joins a piece to the one before it where the two are of one kind.
    fn push(&mut self, piece: Piece) {
        if let Some(last) = self.0.last_mut()
            && last.figure.is_none()
            && piece.figure.is_none()
            && (last.change, last.cause) == (piece.change, piece.cause)
            && piece.change != Change::Rolled
        {
            last.old.push_str(&piece.old);
            last.new.push_str(&piece.new);
        } else {
            self.0.push(piece);
        }
    }
}

fn cause(token: &Token, (old, new): (Side, Side)) -> Cause {
    match &token.origin {
        Some(Origin::Own(_)) => Cause::Own,
        Some(Origin::Rule(RuleId { phrase, index, .. })) => {
            if says(old.model, phrase, *index) == says(new.model, phrase, *index) {
                Cause::Verdict
            } else {
                Cause::Template
            }
        }
        None if std::ptr::eq(old.model, new.model) => Cause::Verdict,
        None => Cause::Template,
    }
}

/// What a rule says, and when.
fn says<'m>(model: &'m Model, phrase: &str, index: usize) -> Option<impl PartialEq + 'm> {
    let (section, phrase) = phrase.split_once('.')?;
    let rule = model.section(section)?.phrase(phrase)?.rules.get(index)?;
    Some((&rule.say.value, rule.when.as_ref().map(|when| &when.value)))
}
