//! The rows of a table in two periods: which one is which.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;

use super::{GroupInput, RowInput};
use crate::key::Name;
use crate::model::{Content, Group, Rows};

/// The rows of a table in another period, to be found by those of this one: by name, records by
/// their words.
pub struct OtherRows<'i> {
    group: &'i Group,
    rows: &'i IndexMap<Name, RowInput>,
    by_words: Option<HashMap<BTreeMap<&'i str, &'i str>, &'i RowInput>>,
}

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

/// What the input says of a row; words that follow from its figures may change.
fn words<'i>(group: &Group, row: &'i RowInput) -> BTreeMap<&'i str, &'i str> {
    let follows = |key: &str| {
        let mut columns = group.columns.iter();
        columns.any(|column| column.key == key && matches!(column.content, Content::Chosen(_)))
    };
    let texts = row.texts.iter().filter(|(key, _)| !follows(key));
    texts
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .collect()
}
