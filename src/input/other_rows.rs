//! The rows of a table in two periods: which one is which.

use std::collections::{BTreeMap, HashMap, VecDeque};

use indexmap::IndexMap;

use super::{GroupInput, RowInput};
use crate::key::Name;
use crate::model::{Column, Content, Group, Rows};

/// The rows of a table in another period, to be found by those of this one: by name, records by
/// their words.
pub struct OtherRows<'i> {
    group: &'i Group,
    rows: &'i IndexMap<Name, RowInput>,
    by_words: Option<HashMap<Words<'i>, &'i RowInput>>,
}

/// What tells a record from the others, by the keys of the columns.
type Words<'i> = BTreeMap<&'i str, &'i str>;

impl<'i> OtherRows<'i> {
    /// Those of a group, as another period gives them.
    pub fn of(group: &'i Group, input: &'i GroupInput) -> Self {
        let by_words = (group.rows == Rows::Records).then(|| {
            // Of records with the same words the first is meant.
            let rows = input.rows.values().rev();
            rows.map(|row| (words(group, row), row)).collect()
        });
        Self {
            group,
            rows: &input.rows,
            by_words,
        }
    }

    /// The row that is the same as this one.
    pub fn same_as(&self, row: &RowInput) -> Option<&'i RowInput> {
        match &self.by_words {
            Some(by_words) => by_words.get(&words(self.group, row)).copied(),
            None => self.rows.get(&row.key),
        }
    }
}

/// Which record of an older period is which of a newer one, each once: of records with the same words
/// the first is the first.
pub fn same_records<'i>(
    group: &'i Group,
    old: &'i GroupInput,
    new: &'i GroupInput,
) -> Vec<(&'i Name, &'i Name)> {
    let mut by_words: HashMap<Words, VecDeque<&Name>> = HashMap::new();
    for row in new.rows.values() {
        let same = by_words.entry(words(group, row)).or_default();
        same.push_back(&row.key);
    }
    let pairs = old.rows.values().filter_map(|row| {
        let same = by_words.get_mut(&words(group, row))?.pop_front()?;
        Some((&row.key, same))
    });
    pairs.collect()
}

/// What a record is called by its words, one behind the other: 城区钟家庄B地块; nothing where it has none.
pub(super) fn name_by_words(group: &Group, row: &RowInput) -> Option<String> {
    const MOST: usize = 20;
    let columns = group.columns.iter().filter(|column| names(group, column));
    let words = columns.filter_map(|column| row.texts.get(&column.key));
    let name: String = words.map(String::as_str).collect();
    let more = if name.chars().count() > MOST {
        "…"
    } else {
        ""
    };
    let name: String = name.chars().take(MOST).collect();
    (!name.is_empty()).then_some(name + more)
}

/// What the input says of a row by which it is known.
fn words<'i>(group: &'i Group, row: &'i RowInput) -> Words<'i> {
    let columns = group.columns.iter().filter(|column| names(group, column));
    let texts = columns.filter_map(|column| {
        let text = row.texts.get(&column.key)?;
        Some((column.key.as_str(), text.as_str()))
    });
    texts.collect()
}

/// Whether a column's words say which record it is. Words that follow from its figures may change, and
/// so may a state that is chosen among given ones (在建, 完工), where other words tell which it is.
fn names(group: &Group, column: &Column) -> bool {
    let is_free = |column: &Column| {
        let is_typed = matches!(column.content, Content::Text { .. });
        is_typed && column.content.choices().is_empty()
    };
    let is_named_freely = group.columns.iter().any(is_free);
    match column.content {
        Content::Text { .. } => is_free(column) || !is_named_freely,
        Content::Given(_) | Content::Derived(..) | Content::Chosen(_) => false,
    }
}
