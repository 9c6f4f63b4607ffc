//! One table of the input: what was taken from it, and what nobody knows.

use std::ops::Range;

use rustc_hash::FxHashSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::lost::Lost;
use super::syntax::BrokenLines;
use super::{InputText, Open};
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::model::Model;
use crate::source::{Place, SourceId, is_unprintable};

/// What all the tables of one file share.
pub(super) struct Reading<'a> {
    pub source: SourceId,
    pub text: &'a str,
    pub broken: BrokenLines,
    pub lost: Vec<Lost>,
    pub findings: Vec<Diagnostic>,
    pub open: Vec<Open>,
    pub texts: Vec<InputText>,
    pub model: &'a Model,
}

impl Reading<'_> {
    /// The place of what the parser read. On a line that was mended it may have read within a
    /// character.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.ceil_char_boundary(span.end);
        Place::new(self.source, start..end)
    }

    /// Keeps a place as still to be filled in.
    pub fn leave_open(&mut self, within: &str, place: Place) {
        self.open.push(Open {
            within: within.to_owned(),
            place,
        });
    }

    /// The words of one line, without the spaces around them.
    pub fn one_line(&mut self, text: &str, what: &str, value: &Spanned<DeValue>) -> Option<String> {
        let text = self.printable(text, what, value)?;
        if !text.contains(['\n', '\t']) {
            return Some(text);
        }
        let sign = if text.contains('\n') {
            ""
        } else {
            "，中间没有制表符"
        };
        let message = format!("{what}应写在一行里{sign}");
        let hint = "请把这段文字写在一行里，或重新打一遍";
        self.refuse(value, Code::BadText, message, hint);
        None
    }

    /// Words of which every sign can be seen, without the spaces around them.
    pub fn printable(
        &mut self,
        text: &str,
        what: &str,
        value: &Spanned<DeValue>,
    ) -> Option<String> {
        let Some(hidden) = text.chars().find(|c| is_unprintable(*c)) else {
            return Some(text.trim().to_owned());
        };
        let message = format!("{what}里有看不见的控制字符（U+{:04X}）", u32::from(hidden));
        let hint = "请把这段文字重新打一遍，不要从网页或别的软件里粘贴";
        self.refuse(value, Code::BadText, message, hint);
        None
    }

    /// Finds a value that can't be used, and says what to do about it.
    pub fn refuse(
        &mut self,
        value: &Spanned<DeValue>,
        code: Code,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let finding = Diagnostic::error(code, message).at(self.place(value.span()));
        self.find(finding.hint(hint));
    }

    /// Adds a finding, unless it stands on a line that can't be read anyway.
    pub fn find(&mut self, finding: Diagnostic) {
        let covered = finding
            .labels
            .first()
            .is_some_and(|label| self.broken.cover(&label.place.span));
        if !covered {
            self.findings.push(finding);
        }
    }
}

pub(super) struct Table<'t> {
    table: &'t DeTable<'t>,
    /// The name in front of its own tables' names: "", "targets".
    path: String,
    span: Range<usize>,
    known: FxHashSet<String>,
    missing: Vec<(String, Diagnostic)>,
}

impl<'t> Table<'t> {
    pub fn new(table: &'t DeTable<'t>, path: &str, span: Range<usize>) -> Self {
        Self {
            table,
            path: path.to_owned(),
            span,
            known: FxHashSet::default(),
            missing: Vec::new(),
        }
    }

    /// Where the table's head stands.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The value of a key that may be left out.
    pub fn optional(&mut self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.insert(key.to_owned());
        self.table.get(key)
    }

    /// What stands under a key, without asking for it.
    pub fn peek(&self, key: &str) -> Option<&'t DeValue<'t>> {
        self.table.get(key).map(Spanned::get_ref)
    }

    /// The value of a key that must be there; `missing` is the finding if it is not.
    pub fn required(
        &mut self,
        key: &str,
        missing: impl FnOnce() -> Diagnostic,
    ) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.optional(key);
        if value.is_none() {
            self.missing.push((key.to_owned(), missing()));
        }
        value
    }

    /// The keys that the table has and nobody asked for so far, with their places.
    pub fn rest(&self) -> Vec<(&'t str, Range<usize>)> {
        self.table
            .keys()
            .filter(|key| !self.known.contains(key.get_ref().as_ref()))
            .map(|key| (key.get_ref().as_ref(), key.span()))
            .collect()
    }

    /// Reports what is missing and what is unknown. A misspelt key is one
    /// fault, not two: it is reported as unknown, with the right spelling.
    pub fn finish(mut self, reading: &mut Reading, unknown: impl Fn(&str) -> Diagnostic) {
        for (key, span) in self.rest() {
            let mut finding = unknown(key).at(reading.place(span));
            let absent = self.missing.iter().map(|(key, _)| key.as_str());
            let meant = closest(key, absent).map(str::to_owned);
            if let Some(meant) = meant {
                finding = finding.hint(format!("是否应为 {meant}？"));
                self.missing.retain(|(key, _)| *key != meant);
            } else if let Some(meant) = closest(key, self.known.iter().map(String::as_str)) {
                finding = finding.hint(format!("是否与 {meant} 写重了？"));
            } else {
                finding = finding.hint("请删掉这一项，或核对它的名称和位置");
            }
            reading.find(finding);
        }
        for (key, finding) in self.missing {
            let is_broken = reading.broken.hold(reading.text, self.span.start, &key)
                || reading.broken.hold_table(&self.path, &key);
            let is_lost = reading.lost.iter().any(|lost| lost.hold(&self.path, &key));
            if !is_broken && !is_lost {
                let place = reading.place(self.span.clone());
                reading.find(finding.at(place));
            }
        }
    }
}

/// The finding with the name that was likely meant; where none is near, with another hint.
pub(super) fn meant<'c>(
    finding: Diagnostic,
    word: &str,
    candidates: impl Iterator<Item = &'c str>,
    otherwise: impl Into<String>,
) -> Diagnostic {
    match closest(word, candidates) {
        Some(meant) => finding.hint(format!("是否应为 {meant}？")),
        None => finding.hint(otherwise),
    }
}
