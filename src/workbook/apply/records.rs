//! Records of a workbook and those that the input has.

use std::collections::BTreeMap;

use super::Ledger;
use crate::key::{Key, Row};
use crate::model::{Content, Group, Rows};
use crate::workbook::Target;
use crate::workbook::fill::{Filling, Value};

/// Which record of the input each row of a workbook is.
#[derive(Default)]
pub struct Records {
    rows: BTreeMap<(String, String), String>,
}

impl Records {
    pub fn of(ledger: &Ledger, fillings: &[Filling]) -> Self {
        let mut records = Self::default();
        let groups = ledger.model.groups.iter();
        for group in groups.filter(|group| group.rows == Rows::Records) {
            records.group(ledger, group, fillings);
        }
        records
    }

    fn group(&mut self, ledger: &Ledger, group: &Group, fillings: &[Filling]) {
        let mut words: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for filling in fillings {
            let (Target::Figure(key) | Target::Word(key)) = &filling.target else {
                continue;
            };
            let Row::Of(row) = &key.row else { continue };
            if *key.group != *group.key {
                continue;
            }
            let own = words.entry(row.to_string()).or_default();
            if let Value::Words(text) = &filling.value {
                own.insert(
                    key.column.to_string(),
                    without_ending(group, &key.column, text),
                );
            }
        }
        let input = ledger.inputs.of(group);
        let mut taken: Vec<String> = words
            .keys()
            .filter(|row| !row.starts_with('+'))
            .cloned()
            .collect();
        let mut count = input.rows.len();
        for (row, words) in words {
            if !row.starts_with('+') {
                continue;
            }
            // A record with the same words is the same, however often it is imported.
            let is_same = |of: &&crate::input::RowInput| {
                !words.is_empty()
                    && !taken.contains(&of.key.to_string())
                    && words
                        .iter()
                        .all(|(column, text)| of.texts.get(column) == Some(text))
            };
            let same = input.rows.values().find(is_same);
            let own = same.map_or_else(
                || {
                    count += 1;
                    count.to_string()
                },
                |of| of.key.to_string(),
            );
            taken.push(own.clone());
            self.rows.insert((group.key.clone(), row), own);
        }
    }

    pub fn own(&self, target: &Target) -> Target {
        let own = |key: &Key| {
            let Row::Of(row) = &key.row else {
                return key.clone();
            };
            let found = self.rows.get(&(key.group.to_string(), row.to_string()));
            found.map_or_else(
                || key.clone(),
                |row| Key {
                    row: Row::Of(row.as_str().into()),
                    ..key.clone()
                },
            )
        };
        match target {
            Target::Figure(key) => Target::Figure(own(key)),
            Target::Word(key) => Target::Word(own(key)),
            other => other.clone(),
        }
    }
}

/// Words as the input's reader takes them: without what the wording puts behind them.
fn without_ending(group: &Group, column: &str, text: &str) -> String {
    let column = group.columns.iter().find(|of| of.key == column);
    let ending = match column.map(|of| &of.content) {
        Some(Content::Text { ending, .. }) => ending.as_str(),
        _ => "",
    };
    let bare = text.strip_suffix(ending).filter(|_| !ending.is_empty());
    bare.map_or(text, str::trim_end).to_owned()
}
