//! The marks of a change: what is gone, what is new, what a figure's number is.

use maud::{Markup, html};

use crate::compare::{Cause, Change, Piece, Status, Which};
use crate::key::Key;

impl Which {
    /// As the script calls the side.
    fn in_script(self) -> &'static str {
        match self {
            Self::Older => "old",
            Self::Newer => "new",
        }
    }
}

/// A number that tells where it comes from when it is chosen; a text without a figure as it is.
/// A line may break behind the ／ of a head.
pub(super) fn number(text: &str, figure: Option<&Key>, which: Which) -> Markup {
    let text_of = html! {
        @for (at, part) in text.split('／').enumerate() { @if at > 0 { "／" wbr; } (part) }
    };
    html! {
        @match figure {
            Some(figure) if !text.is_empty() => {
                button.n type="button" data-f=(figure) data-y=(which.in_script()) { (text_of) }
            }
            _ => (text_of),
        }
    }
}

/// What one side has of a compared text, its changes marked.
pub(super) fn pieces(pieces: &[Piece], which: Which) -> Markup {
    html! { @for piece in pieces { (one(piece, which)) } }
}

fn one(piece: &Piece, which: Which) -> Markup {
    let text = piece.text(which);
    if text.is_empty() {
        return Markup::default();
    }
    let inner = number(text, piece.figure.as_ref(), which);
    html! {
        @match piece.change {
            Change::Same => (inner),
            Change::Rolled => span.rolled { (inner) },
            Change::Figure => mark.figure { (inner) },
            Change::Gone => del class=(kind_of(piece)) { span.sr { "删去：" } (inner) },
            Change::New => ins class=(kind_of(piece)) { span.sr { "新增：" } (inner) },
        }
    }
}

/// By what filter a piece's change is shown.
pub(super) fn kind_of(piece: &Piece) -> &'static str {
    match (piece.change, piece.cause) {
        (Change::Figure, _) => "figure",
        (_, Some(Cause::Verdict)) => "verdict",
        (Change::Same | Change::Rolled, _) => "",
        _ => "wording",
    }
}

/// What became of a section, an annex, a row or a column; nothing where it is the same.
pub(super) fn status(status: Status) -> Markup {
    let word = match status {
        Status::Same => return Markup::default(),
        Status::Changed => "有变化",
        Status::New => "新增",
        Status::Gone => "删去",
        Status::Moved => "移动",
    };
    html! { " " span class={ "status " (status.class()) } { (word) } }
}

impl Status {
    /// As the style calls it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Moved => "moved",
        }
    }
}
