use serde::Serialize;

use crate::compare::{Cause, Change, Piece, Status};

/// Text as it may stand in the page, between tags or in an attribute's quotes.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// Fills `{{name}}` in one pass, so that nothing filled in is taken for a hole.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut page = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else {
            break;
        };
        let value = values.iter().find(|(key, _)| *key == name.trim());
        page.push_str(value.map_or("", |(_, value)| value));
        rest = behind;
    }
    page + rest
}

/// Data for the script. No text in it can end the element that holds it.
pub(super) fn island(data: &impl Serialize) -> String {
    let text = serde_json::to_string(data).unwrap_or_default();
    text.replace('<', "\\u003c")
}

pub(super) fn all(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl Side {
    pub fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// A number that tells where it comes from when it is chosen.
pub(super) fn number(text: &str, figure: &str, side: Side) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!(
        "<button type=\"button\" class=\"n\" data-f=\"{}\" data-y=\"{}\">{}</button>",
        escape(figure),
        side.name(),
        escape(text)
    )
}

/// What one side has of a compared text, its changes marked.
pub(super) fn pieces(pieces: &[Piece], side: Side) -> String {
    pieces.iter().map(|piece| one(piece, side)).collect()
}

fn one(piece: &Piece, side: Side) -> String {
    let text = match side {
        Side::Old => &piece.old,
        Side::New => &piece.new,
    };
    if text.is_empty() {
        return String::new();
    }
    let inner = match &piece.figure {
        Some(figure) => number(text, &figure.to_string(), side),
        None => escape(text),
    };
    match piece.change {
        Change::Same => inner,
        Change::Rolled => format!("<span class=\"rolled\">{inner}</span>"),
        Change::Figure => format!("<mark class=\"figure\">{inner}</mark>"),
        Change::Gone => format!(
            "<del class=\"{}\"><span class=\"sr\">删去：</span>{inner}</del>",
            kind_of(piece)
        ),
        Change::New => format!(
            "<ins class=\"{}\"><span class=\"sr\">新增：</span>{inner}</ins>",
            kind_of(piece)
        ),
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

pub(super) fn status_word(status: Status) -> String {
    let (class, word) = match status {
        Status::Same => return String::new(),
        Status::Changed => ("changed", "有变化"),
        Status::New => ("new", "新增"),
        Status::Gone => ("gone", "删去"),
        Status::Moved => ("moved", "移动"),
    };
    format!(" <span class=\"status {class}\">{word}</span>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_filled_in_is_read_again() {
        let page = fill("<b>{{a}}</b>{{ b }}{{c}}", &[("a", "{{b}}"), ("b", "2")]);
        assert_eq!(page, "<b>{{b}}</b>2");
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(
            escape("<a href='x'>\"&"),
            "&lt;a href=&#39;x&#39;&gt;&quot;&amp;"
        );
        assert_eq!(island(&"</script>"), "\"\\u003c/script>\"");
    }
}
