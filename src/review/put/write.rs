//! Changes written into an input's text.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_edit::{DocumentMut, Item, Value};

use super::Put;
use super::rows::{NewRow, rename, take_out};
use crate::model::Model;
use crate::workbook::Target;
use crate::workbook::apply::{set, set_words, words_at};

/// An input's text with changes; nothing where one has no place in it.
pub fn put(text: &str, model: &Model, puts: &[&Put]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    values(&mut document, model, puts)?;
    rows(&mut document, model, puts)?;
    Some(document.to_string())
}

fn values(document: &mut DocumentMut, model: &Model, puts: &[&Put]) -> Option<()> {
    let mut parts: BTreeMap<Target, Vec<(&Range<usize>, &str)>> = BTreeMap::new();
    for put in puts {
        match put {
            Put::Value { target, literal } => set(document, model, target, literal)?,
            Put::Words { target, words } => set_words(document, model, target, words)?,
            Put::Part {
                target,
                range,
                words,
            } => {
                let all = parts.entry(target.clone()).or_default();
                if !all.contains(&(range, words.as_str())) {
                    all.push((range, words));
                }
            }
            Put::List { key, items } => list(document, key, items)?,
            Put::RowIn { .. } | Put::RowOut { .. } | Put::Renamed { .. } => {}
        }
    }
    for (target, mut edits) in parts {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut words = words_at(document, model, &target)?;
        for (range, part) in edits.into_iter().rev() {
            words.get(range.clone())?;
            words.replace_range(range.clone(), part);
        }
        set_words(document, model, &target, &words)?;
    }
    Some(())
}

/// Rows come and go once the figures of all others are in their places. Records are known by their numbers, so
/// that the last goes first.
fn rows(document: &mut DocumentMut, model: &Model, puts: &[&Put]) -> Option<()> {
    let mut changes: Vec<(usize, bool, usize)> = Vec::new();
    let mut renamed: Vec<&Put> = Vec::new();
    for (at, put) in puts.iter().enumerate() {
        match put {
            Put::RowOut { row, .. } => changes.push((row.parse().unwrap_or(0), false, at)),
            Put::RowIn { .. } => {
                let place = new_row(put).map_or(0, |row| row.record_before());
                changes.push((place, true, at));
            }
            Put::Renamed { set, old, new } if !renamed.contains(put) => {
                renamed.push(put);
                rename(document, model, set, [old, new])?;
            }
            _ => {}
        }
    }
    // Of one place, what comes in behind a record goes before that one goes out; of several that come in at one
    // place, the last goes first.
    changes.sort_by(|one, other| other.cmp(one));
    let (records, named): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|(_, _, at)| is_of_record(puts[*at], document));
    let mut named = named;
    named.sort_by_key(|(_, _, at)| *at);
    for (_, _, at) in records.into_iter().chain(named) {
        match puts[at] {
            Put::RowOut {
                group,
                also,
                row,
                set,
            } => {
                take_out(document, (group, also), row, set.as_deref())?;
            }
            put => new_row(put)?.put(document)?,
        }
    }
    Some(())
}

fn is_of_record(put: &Put, document: &DocumentMut) -> bool {
    match put {
        Put::RowIn { row, .. } => row.is_none(),
        Put::RowOut { group, .. } => document.get(group).is_some_and(Item::is_array_of_tables),
        _ => false,
    }
}

fn new_row(put: &Put) -> Option<NewRow<'_>> {
    let Put::RowIn {
        group,
        row,
        beside,
        listed,
        cells,
    } = put
    else {
        return None;
    };
    Some(NewRow {
        group,
        row: row.as_deref(),
        beside: beside.as_ref(),
        listed: listed.as_ref(),
        cells,
    })
}

fn list(document: &mut DocumentMut, key: &str, items: &[Option<String>]) -> Option<()> {
    let array = document.get_mut(key).and_then(Item::as_array_mut)?;
    while array.len() > items.len() {
        array.remove(array.len() - 1);
    }
    for (at, item) in items.iter().enumerate() {
        let Some(item) = item else { continue };
        match array.get_mut(at) {
            Some(old) => {
                let decor = old.decor().clone();
                *old = Value::from(item.as_str());
                *old.decor_mut() = decor;
            }
            None => array.push(item.as_str()),
        }
    }
    Some(())
}
