//! Records have no lasting names: in each period they are numbered anew. Before two periods are compared,
//! those of the older one are called as the same records are called in the newer.

use std::collections::HashMap;

use super::Side;
use crate::input::same_records;
use crate::key::{Key, Name, Row};
use crate::model::{ItemSource, Rows};

/// What the records of the older period are called in the newer, by group and key.
pub(super) struct Records {
    newer: HashMap<(Name, Name), Name>,
}

impl Records {
    /// Those of all tables of records that both periods have.
    pub fn of(old: Side, new: Side) -> Self {
        let groups = new.model.groups.iter();
        let groups = groups.filter(|group| group.rows == Rows::Records);
        let mut newer = HashMap::new();
        for group in groups {
            let name = Name::from(group.key.as_str());
            let before = old.year.inputs.groups.get(group.key.as_str());
            let Some((before, now)) = before.zip(new.year.inputs.groups.get(group.key.as_str()))
            else {
                continue;
            };
            let gone = before.rows.keys().map(|row| (row, gone(row)));
            newer.extend(gone.map(|(row, gone)| ((name.clone(), row.clone()), gone)));
            let same = same_records(group, before, now).into_iter();
            newer.extend(same.map(|(was, is)| ((name.clone(), was.clone()), is.clone())));
        }
        Self { newer }
    }

    /// A row of the older period, as the newer calls it.
    pub fn row<'r>(&'r self, group: &str, row: &'r str) -> &'r str {
        let newer = self.newer.get(&(group.into(), row.into()));
        newer.map_or(row, |name| name)
    }

    /// The name of an older figure, as the newer period has it.
    pub fn key(&self, key: &Key) -> Key {
        let row = match &key.row {
            Row::Of(row) => Row::Of(self.row(&key.group, row).into()),
            row => row.clone(),
        };
        Key { row, ..key.clone() }
    }

    /// The row that a phrase of the older period was said of, as the newer calls it.
    pub fn row_of_phrase<'r>(&'r self, side: Side, phrase: &str, row: &'r str) -> &'r str {
        let found = side.model.phrase_of(phrase);
        let source = found.and_then(|(section, phrase)| {
            let each = phrase.each()?;
            side.model.item_source(section, &each.of.value)
        });
        match source {
            Some(ItemSource::Rows(group)) => self.row(&group.key, row),
            _ => row,
        }
    }
}

/// What no row of the newer period is called.
fn gone(row: &Name) -> Name {
    format!("-{row}").as_str().into()
}
