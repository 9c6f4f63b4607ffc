//! Changes written into an input's text.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Value};

use super::Put;
use super::rows::{NewRow, take_out};
use crate::input::Inputs;
use crate::model::Model;
use crate::workbook::Target;
use crate::workbook::apply::{set, set_words, words_at};
use crate::workbook::rows::{Changed, Doing, RowEdit, change, follow};

/// An input's text with changes; nothing where one has no place in it. Rows have their old names while
/// values are put in, and their new ones while rows come and go.
pub fn put(text: &str, years: (&Model, &Inputs), puts: &[&Put]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    values(&mut document, years.0, puts)?;
    let text = renamed(document.to_string(), years, puts)?;
    let mut document: DocumentMut = text.parse().ok()?;
    let changed = rows(&mut document, puts)?;
    follow(&document.to_string(), years, &changed)
}

fn renamed(mut text: String, years: (&Model, &Inputs), puts: &[&Put]) -> Option<String> {
    let mut done: Vec<&Put> = Vec::new();
    for put in puts {
        if let Put::Renamed { set, old, new } = put
            && !done.contains(put)
        {
            done.push(put);
            let edit = RowEdit {
                list: set.clone(),
                row: old.clone(),
                doing: Doing::Rename(new.clone()),
            };
            text = change(&text, years, &edit).ok()?;
        }
    }
    Some(text)
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
fn rows(document: &mut DocumentMut, puts: &[&Put]) -> Option<Changed> {
    let mut moves: Vec<(usize, bool, usize)> = Vec::new();
    for (at, put) in puts.iter().enumerate() {
        match put {
            Put::RowOut { row, .. } => moves.push((row.parse().unwrap_or(0), false, at)),
            Put::RowIn { .. } => {
                let place = new_row(put).map_or(0, |row| row.record_before());
                moves.push((place, true, at));
            }
            _ => {}
        }
    }
    // Of one place, what comes in behind a record goes before that one goes out; of several that come in at one
    // place, the last goes first.
    moves.sort_by(|one, other| other.cmp(one));
    let (records, named): (Vec<_>, Vec<_>) = moves
        .into_iter()
        .partition(|(_, _, at)| is_of_record(puts[*at], document));
    let mut named = named;
    named.sort_by_key(|(_, _, at)| *at);
    let mut orders: BTreeMap<&str, Order> = BTreeMap::new();
    let mut changed = Changed::default();
    for (place, is_new, at) in records {
        let group = puts[at].group()?;
        let list = document.get(group).and_then(Item::as_array_of_tables);
        let count = list.map_or(0, ArrayOfTables::len);
        let order = orders.entry(group).or_insert_with(|| Order::of(count));
        if is_new {
            order.put_in(place);
        } else {
            order.take_out(place)?;
        }
        one(document, puts[at])?;
    }
    let numbers = orders.into_iter();
    let numbers = numbers.map(|(group, order)| (group.to_owned(), order.numbers()));
    changed.records.extend(numbers);
    for (_, _, at) in named {
        if let Put::RowOut {
            group, also, row, ..
        } = puts[at]
        {
            let groups = also.iter().chain([group]);
            changed
                .gone
                .extend(groups.map(|group| (group.clone(), row.clone())));
        }
        one(document, puts[at])?;
    }
    Some(changed)
}

/// The records of a group, each by the number that it had.
struct Order {
    /// How many there were.
    count: usize,
    /// As they stand now; nothing: a new one.
    now: Vec<Option<usize>>,
}

impl Order {
    fn of(count: usize) -> Self {
        Self {
            count,
            now: (1..=count).map(Some).collect(),
        }
    }

    /// Puts a new one behind so many.
    fn put_in(&mut self, behind: usize) {
        self.now.insert(behind.min(self.now.len()), None);
    }

    fn take_out(&mut self, number: usize) -> Option<()> {
        let at = number.checked_sub(1).filter(|at| *at < self.now.len())?;
        self.now.remove(at);
        Some(())
    }

    /// The number that each has now, by the one that it had; nothing: it went.
    fn numbers(&self) -> Vec<Option<usize>> {
        let mut numbers = vec![None; self.count];
        for (at, was) in self.now.iter().enumerate() {
            if let Some(number) = was.and_then(|was| numbers.get_mut(was - 1)) {
                *number = Some(at + 1);
            }
        }
        numbers
    }
}

fn one(document: &mut DocumentMut, put: &Put) -> Option<()> {
    match put {
        Put::RowOut {
            group,
            also,
            row,
            set,
        } => take_out(document, (group, also), row, set.as_deref()),
        put => new_row(put)?.put(document),
    }
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
