//! The words that an item lends to wording.

use std::collections::HashMap;

use super::{Phraser, Span, chinese};
use crate::input::Inputs;
use crate::key::Epoch;
use crate::model::{ITEM_WORD, Model};
use crate::verdict::{Item, Scope};

/// The short name of every row of every set; whole where two would share one.
pub(super) fn short_names<'a>(model: &'a Model, inputs: &'a Inputs) -> HashMap<&'a str, &'a str> {
    let mut all = HashMap::new();
    for set in &model.sets {
        let rows = inputs.set(&set.key).iter();
        let names = rows.map(|row| (row.label.as_str(), chinese::short_name(&row.label, set)));
        let names: Vec<(&str, &str)> = names.collect();
        let mut shared: HashMap<&str, usize> = HashMap::new();
        for (_, short) in &names {
            *shared.entry(short).or_default() += 1;
        }
        for (name, short) in names {
            let is_own = shared.get(short) == Some(&1);
            all.insert(name, if is_own { short } else { name });
        }
    }
    all
}

impl<'a> Phraser<'a> {
    /// The words of an item under a name; nothing where it has none, or a figure.
    pub(super) fn item_words(&mut self, name: &str, scope: Scope<'a>) -> Option<Vec<Span>> {
        let item = scope.item?;
        if let Some(word) = item.word(name) {
            let is_figure = word
                .only_name()
                .is_some_and(|name| self.judge.figures.named(name).is_some());
            let outside = Scope {
                item: None,
                ..scope
            };
            return (!is_figure).then(|| self.wording(word, outside, &[]));
        }
        let text = match (item, name) {
            (_, "name") => item.row_name(),
            (_, "short") => item.row_name().map(|name| self.short_name(name)),
            (Item::Row(row), "label") => row.row.map(|row| row.label.as_str()),
            (Item::Member(row), "label") => Some(row.label.as_str()),
            (Item::Row(row), ITEM_WORD) if row.each.is_some() => row.each,
            (Item::Row(row), _) => {
                let epoch = Epoch::split(name);
                let own = epoch.map_or(name, |(_, own)| own);
                let input = row.row.filter(|_| row.group.word_column(own).is_some());
                let text = input.map(|input| input.words(name).map_or("", String::as_str));
                if let Some(input) = input.filter(|_| epoch.is_some() && text == Some("")) {
                    self.find_blank_words(&input.label, name);
                }
                text
            }
            (Item::Member(_) | Item::Entry(..), _) => None,
        };
        text.map(|text| vec![Span::text(text)])
    }

    /// Of a row that is of no set, its name.
    fn short_name<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.short_names.get(name).copied().unwrap_or(name)
    }

    /// What an item is called: its row, a record's words, its word `name`, or its year.
    pub fn name_of(&mut self, item: Item<'a>) -> String {
        if let Item::Row(row) = item
            && let Some(input) = row.row
        {
            return input.listed(row.group);
        }
        if let Some(row) = item.row_name() {
            return row.to_owned();
        }
        let scope = Scope {
            section: match item {
                Item::Entry(section, _) => Some(section),
                Item::Row(_) | Item::Member(_) => None,
            },
            item: Some(item),
        };
        let words = self.item_words("name", scope);
        let words = words.or_else(|| self.item_words(ITEM_WORD, scope));
        words.map(|words| super::plain(&words)).unwrap_or_default()
    }
}
