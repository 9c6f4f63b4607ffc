//! One typed value of an input, changed in its text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::key::TOTAL;

/// The text of an input with one typed value changed: `targets.城区.begun`.
/// Nothing when it has no such key.
pub fn with_value(text: &str, key: &str, value: &str) -> Option<String> {
    let mut changed = text.to_owned();
    changed.replace_range(value_of(text, key)?, value);
    Some(changed)
}

/// The text of an input without the line of one typed value. Nothing when it has no such key.
pub fn without(text: &str, key: &str) -> Option<String> {
    let span = value_of(text, key)?;
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map(|at| span.end + at + 1);
    let mut changed = text.to_owned();
    changed.replace_range(start..end.unwrap_or(text.len()), "");
    Some(changed)
}

/// Where a typed value stands.
fn value_of(text: &str, key: &str) -> Option<Range<usize>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut table = root.get_ref();
    let parts: Vec<&str> = key.split('.').collect();
    let (last, path) = parts.split_last()?;
    let mut path = path.iter().peekable();
    while let Some(part) = path.next() {
        let (_, inner) = table.iter().find(|(name, _)| name.get_ref() == part)?;
        table = match inner.get_ref() {
            DeValue::Table(inner) => inner,
            DeValue::Array(array) => match record(array, &mut path)?.get_ref() {
                DeValue::Table(inner) => inner,
                _ => return None,
            },
            _ => return None,
        };
    }
    let (_, old) = table.iter().find(|(name, _)| name.get_ref() == last)?;
    if matches!(old.get_ref(), DeValue::Table(_)) {
        return None;
    }
    Some(old.span())
}

/// Which record is meant: `fees.2.paid`, from 1; without a number the first. Their total stands
/// below the record that it follows: `fees.total.paid`.
fn record<'a, 'p>(
    records: &'a DeArray<'a>,
    path: &mut std::iter::Peekable<impl Iterator<Item = &'p &'p str>>,
) -> Option<&'a Spanned<DeValue<'a>>> {
    let wanted = path.peek().copied().copied();
    if wanted == Some(TOTAL) {
        let has_total = |record: &&Spanned<DeValue>| match record.get_ref() {
            DeValue::Table(inner) => inner.contains_key(TOTAL),
            _ => false,
        };
        return records.iter().find(has_total);
    }
    let number = wanted.and_then(|part| part.parse::<usize>().ok());
    if number.is_some() {
        path.next();
    }
    records.get(number.map_or(0, |number| number.saturating_sub(1)))
}
