//! Expressions within the files, and where they stand.

use super::Loader;
use crate::language::{Condition, LanguageError, Wording};
use crate::model::Placed;
use crate::model::spanned::Spanned;
use crate::source::{Place, SourceId};

impl Loader<'_> {
    pub(super) fn condition(
        &mut self,
        text: &Spanned<String>,
        source: SourceId,
    ) -> Option<Placed<Condition>> {
        self.parsed(text, source, Condition::parse)
    }

    pub(super) fn wordings(
        &mut self,
        texts: &[Spanned<String>],
        source: SourceId,
    ) -> Vec<Placed<Wording>> {
        texts
            .iter()
            .map(|text| self.wording(text, source))
            .collect()
    }

    pub(super) fn wording(&mut self, text: &Spanned<String>, source: SourceId) -> Placed<Wording> {
        let parsed = self.parsed(text, source, Wording::parse);
        parsed.unwrap_or_else(|| Placed::new(Wording::default(), Place::new(source, text.span())))
    }

    pub(super) fn parsed<T>(
        &mut self,
        text: &Spanned<String>,
        source: SourceId,
        parse: impl Fn(&str) -> Result<T, LanguageError>,
    ) -> Option<Placed<T>> {
        match parse(text.get_ref()) {
            Ok(value) => Some(Placed::new(value, Place::new(source, text.span()))),
            Err(error) => {
                let raw = &self.sources.get(source).text;
                let span = span_in_string(raw, text.span(), text.get_ref(), error.span);
                self.fault(Place::new(source, span), error.message);
                None
            }
        }
    }
}

pub(super) fn placed_text(text: Spanned<String>, source: SourceId) -> Placed<String> {
    let place = Place::new(source, text.span());
    Placed::new(text.into_inner(), place)
}

/// Where a part of a TOML string's value stands in the file. Exact unless the
/// string has escapes or joined lines before it; then the line's own text is
/// looked for, and at worst the whole string is meant.
pub(crate) fn span_in_string(
    file: &str,
    string: std::ops::Range<usize>,
    value: &str,
    part: std::ops::Range<usize>,
) -> std::ops::Range<usize> {
    let raw = &file[string.clone()];
    let wanted = value.get(part.clone()).unwrap_or("");
    if let Some(offset) = raw.find(value) {
        return string.start + offset + part.start..string.start + offset + part.end;
    }
    // The text just before and the part itself, as far as they stand on one line.
    let lead: String = value[..part.start].chars().rev().take(6).collect();
    let lead: String = lead.chars().rev().collect();
    for context in [lead.as_str(), ""] {
        if let Some(offset) = raw
            .find(&format!("{context}{wanted}"))
            .filter(|_| !wanted.is_empty())
        {
            let start = string.start + offset + context.len();
            return start..start + wanted.len();
        }
    }
    string
}
