//! All that names a row or a record elsewhere in the input.

use toml_edit::{Item, Key, TableLike, Value};

use super::blocks::{basic, record_of};
use super::list::quoted;
use super::{Ledger, Patch};
use crate::key::Epoch;
use crate::model::Content;

impl Ledger<'_> {
    /// Whether a figure's name is of a row of a set.
    pub(super) fn names_row(&self, figure: &str, set: &str, row: &str) -> bool {
        let figure = without_epoch(figure);
        self.groups_of(set)
            .any(|group| figure.starts_with(&format!("{}.{row}.", group.key)))
    }

    /// A row's new name, wherever the old one stands.
    pub(super) fn renamed(&self, set: &str, row: &str, name: &str) -> Vec<Patch> {
        let name = name.trim();
        let mut patches = Vec::new();
        for group in self.groups_of(set) {
            for table in self.tables(&group.key) {
                let Some((key, item)) = table.get_key_value(row) else {
                    continue;
                };
                patches.extend(self.renamed_key(key, item, name));
            }
        }
        patches.extend(self.renamed_words(set, row, name));
        let ways: Vec<(String, String)> = self
            .groups_of(set)
            .map(|group| {
                let way = |row: &str| format!("{}.{row}.", group.key);
                (way(row), way(name))
            })
            .collect();
        patches.extend(self.in_texts(&mut |text| {
            let mut new = text.to_owned();
            for (old, way) in &ways {
                new = replaced(&new, old, way);
            }
            new
        }));
        patches
    }

    fn renamed_key(&self, key: &Key, item: &Item, name: &str) -> Vec<Patch> {
        let new = basic(name);
        let dotted = item.as_table().filter(|table| table.is_dotted());
        let Some(table) = dotted else {
            return key.span().map(|span| (span, new)).into_iter().collect();
        };
        // Each of its lines writes the name once more.
        let written = key.display_repr().into_owned();
        let leaves = table.get_values().into_iter();
        let patches = leaves.filter_map(|(path, _)| {
            let leaf = path.first()?.span()?.start;
            let line = self.text[..leaf].rfind('\n').map_or(0, |at| at + 1);
            let at = line + self.text[line..leaf].rfind(&written)?;
            Some((at..at + written.len(), new.clone()))
        });
        patches.collect()
    }

    /// Words of other tables that are a name of the set.
    fn renamed_words(&self, set: &str, row: &str, name: &str) -> Vec<Patch> {
        let mut patches = Vec::new();
        for group in &self.model.groups {
            let columns = group.columns.iter().filter(|column| {
                matches!(&column.content, Content::Text { set: Some(own), .. } if own == set)
            });
            let columns: Vec<&str> = columns.map(|column| column.key.as_str()).collect();
            let Some(item) = self.document.get(&group.key) else {
                continue;
            };
            for table in rows_of(item) {
                let values = columns.iter().filter_map(|key| table.get(key)?.as_value());
                let own = values.filter(|value| value.as_str() == Some(row));
                patches.extend(own.filter_map(|value| Some((value.span()?, quoted(name)))));
            }
        }
        patches
    }

    /// The numbers of records in figures' names.
    pub(super) fn renumbered(&self, list: &str, new: impl Fn(usize) -> usize) -> Vec<Patch> {
        self.in_texts(&mut |raw| {
            let bare = without_epoch(raw.trim_matches(['"', '\'']));
            let Some(number) = record_of(bare, list) else {
                return raw.to_owned();
            };
            let way = |number: usize| format!("{list}.{number}.");
            replaced(raw, &way(number), &way(new(number)))
        })
    }

    /// Texts of the input that `change` says otherwise; it is asked of their words, and of these as they
    /// are written.
    fn in_texts(&self, change: &mut dyn FnMut(&str) -> String) -> Vec<Patch> {
        let mut patches = Vec::new();
        walk(self.document.as_item(), &mut |value| {
            let Some((text, span)) = value.as_str().zip(value.span()) else {
                return;
            };
            let new = change(text);
            if new == text {
                return;
            }
            // As it is written, as long as that says the same: signs of a name may have to be written
            // otherwise.
            let raw = change(&self.text[span.clone()]);
            let is_sound = raw
                .parse::<Value>()
                .is_ok_and(|value| value.as_str() == Some(&*new));
            patches.push((span, if is_sound { raw } else { quoted(&new) }));
        });
        patches
    }
}

fn walk(item: &Item, see: &mut dyn FnMut(&Value)) {
    match item {
        Item::Value(Value::Array(array)) => array.iter().for_each(see),
        Item::Value(Value::InlineTable(table)) => table.iter().for_each(|(_, value)| see(value)),
        Item::Value(value) => see(value),
        Item::Table(table) => table.iter().for_each(|(_, item)| walk(item, see)),
        Item::ArrayOfTables(tables) => {
            for table in tables {
                table.iter().for_each(|(_, item)| walk(item, see));
            }
        }
        Item::None => {}
    }
}

/// The rows of a group, however they are written.
fn rows_of(item: &Item) -> Vec<&dyn TableLike> {
    if let Some(records) = item.as_array_of_tables() {
        return records
            .iter()
            .map(|table| -> &dyn TableLike { table })
            .collect();
    }
    let table = item.as_table_like();
    let rows = table.into_iter().flat_map(TableLike::iter);
    rows.filter_map(|(_, item)| item.as_table_like()).collect()
}

pub(super) fn without_epoch(figure: &str) -> &str {
    let epochs = Epoch::ALL.into_iter();
    let mut bare = epochs.filter_map(|epoch| figure.strip_prefix(epoch.name())?.strip_prefix('.'));
    bare.next().unwrap_or(figure)
}

/// A figure's name in a text, where it is not the end of another one.
fn replaced(text: &str, old: &str, new: &str) -> String {
    let mut done = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(old) {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let is_within = rest[..at].chars().next_back().is_some_and(is_name);
        done.push_str(&rest[..at]);
        done.push_str(if is_within { old } else { new });
        rest = &rest[at + old.len()..];
    }
    done.push_str(rest);
    done
}
