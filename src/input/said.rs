//! Every text of the input with its name and place, to be read through: paragraphs, words of
//! rows, copies, names, reasons.

use std::collections::HashSet;

use toml::Spanned;
use toml::de::DeValue;

use super::TO_FILL;
use super::table::Reading;
use crate::diagnostic::closest;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Piece, Wording};
use crate::source::Place;

/// A text of the input.
#[derive(Clone, Debug)]
pub struct InputText {
    /// `own.cooperation`, `overdue.泽州县.remark`, `copies.1`.
    pub name: String,
    /// What kind of text it is.
    pub kind: TextKind,
    /// Only paragraphs have holes.
    pub wording: Wording,
    /// The member whose row it stands in.
    pub member: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// One or more whole paragraphs.
    Paragraph,
    /// The beginning, or a part, of a sentence that the templates end.
    Clause,
    /// Words within a sentence or a cell: a label, a remark, a project.
    Words,
    /// A line of the imprint.
    Copy,
    /// Why something is accepted: it is not printed.
    Reason,
}

impl Reading<'_> {
    /// Keeps a paragraph or the beginning of one.
    pub(super) fn keep_wording(
        &mut self,
        name: String,
        kind: TextKind,
        wording: Wording,
        place: Place,
    ) {
        self.texts.push(InputText {
            name,
            kind,
            wording,
            member: None,
            place,
        });
    }

    /// Keeps plain words. Holes in them would be printed as they stand.
    pub(super) fn keep_words(
        &mut self,
        (name, kind): (String, TextKind),
        text: &str,
        member: Option<&str>,
        value: &Spanned<DeValue>,
    ) {
        if text == TO_FILL || text.is_empty() {
            return;
        }
        self.holes(kind, text, value);
        self.texts.push(InputText {
            name,
            kind,
            wording: Wording {
                pieces: vec![Piece::Text(text.to_owned())],
            },
            member: member.map(str::to_owned),
            place: self.place(value.span()),
        });
    }

    fn holes(&mut self, kind: TextKind, text: &str, value: &Spanned<DeValue>) {
        let span = value.span();
        let raw = self.text.get(span.clone()).unwrap_or_default();
        for hole in holes_of(text) {
            let at = raw.find(hole).map(|at| span.start + at);
            let span = at.map_or(span.clone(), |at| at..at + hole.len());
            let name = hole.trim_matches(['{', '}']);
            let finding = self.hole(kind, name).at(self.place(span));
            self.find(finding);
        }
    }

    fn hole(&self, kind: TextKind, name: &str) -> Diagnostic {
        let is_year = name == "year" || name.starts_with("year-") || name.starts_with("year+");
        // Rows are the input's own: a name of three parts is as good as known.
        let mut parts = name.split('.');
        let group = parts.next().and_then(|key| self.model.group(key));
        let is_of_row = group.is_some() && parts.count() == 2;
        let is_known = is_year || is_of_row || self.model.meaning(None, name).is_some();
        let (code, message) = if is_known {
            let message = format!("这里不能写 {{{name}}}：它会照样印出来，不会换成数据");
            (Code::BadText, message)
        } else {
            (Code::UnknownName, format!("没有叫“{name}”的数据"))
        };
        let finding = if kind == TextKind::Reason {
            Diagnostic::warning(code, message.replace("照样印出来，", ""))
        } else {
            Diagnostic::error(code, message)
        };
        let all = self.model.figure_names();
        match closest(name, all.iter().map(String::as_str)).filter(|_| !is_known) {
            Some(meant) => finding.hint(format!(
                "只有段落里的 {{{meant}}} 才会换成数据；这里请直接写出"
            )),
            None => finding.hint("只有段落里的花括号才会换成数据；这里请直接写出"),
        }
    }
}

/// `{name}`, each once, as they stand.
fn holes_of(text: &str) -> Vec<&str> {
    let starts = text.match_indices('{').map(|(at, _)| at);
    let holes = starts.filter_map(|at| {
        let end = text[at + 1..].find(['{', '}', '\n'])? + at + 1;
        let is_hole = text[end..].starts_with('}') && end > at + 1;
        is_hole.then(|| &text[at..=end])
    });
    let mut told = HashSet::new();
    holes.filter(|hole| told.insert(*hole)).collect()
}

/// The parts of the input that hold plain words by the list.
pub(super) fn keep_list(
    reading: &mut Reading,
    key: &str,
    kind: TextKind,
    value: &Spanned<DeValue>,
) {
    let DeValue::Array(items) = value.get_ref() else {
        return;
    };
    for (at, item) in items.iter().enumerate() {
        if let DeValue::String(text) = item.get_ref() {
            reading.keep_words((format!("{key}.{}", at + 1), kind), text.trim(), None, item);
        }
    }
}

/// The reasons of acceptances and restatements.
pub(super) fn keep_reasons(reading: &mut Reading, key: &str, value: &Spanned<DeValue>) {
    let DeValue::Array(records) = value.get_ref() else {
        return;
    };
    for (at, record) in records.iter().enumerate() {
        let DeValue::Table(record) = record.get_ref() else {
            continue;
        };
        for (word, value) in record {
            if let ("reason", DeValue::String(text)) = (word.get_ref().as_ref(), value.get_ref()) {
                let name = format!("{key}.{}.reason", at + 1);
                reading.keep_words((name, TextKind::Reason), text.trim(), None, value);
            }
        }
    }
}
