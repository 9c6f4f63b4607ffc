//! The words that an item lends to wording.

use std::collections::{HashMap, HashSet};

use super::{Phraser, Span, chinese};
use crate::model::ITEM_WORD;
use crate::verdict::{Item, Scope};

/// The counties whose shortened name another would share.
pub(super) fn whole_names(counties: &[String]) -> HashSet<&str> {
    let mut shared: HashMap<&str, usize> = HashMap::new();
    for county in counties {
        *shared.entry(chinese::short_name(county)).or_default() += 1;
    }
    let names = counties.iter().map(String::as_str);
    let is_shared = |name: &&str| shared.get(chinese::short_name(name)) > Some(&1);
    names.filter(is_shared).collect()
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
            (Item::County(name), "label") => Some(name),
            (Item::Row(row), ITEM_WORD) if row.each.is_some() => row.each,
            (Item::Row(row), _) => {
                let mut columns = row.group.single_columns();
                let is_text = columns.any(|c| c.key == name && c.content.measure().is_none());
                let input = row.row.filter(|_| is_text);
                input.map(|input| input.texts.get(name).map_or("", String::as_str))
            }
            (Item::County(_) | Item::Entry(..), _) => None,
        };
        text.map(|text| vec![Span::text(text)])
    }

    /// Whole where another county's would be the same.
    fn short_name<'n>(&self, name: &'n str) -> &'n str {
        if self.whole_names.contains(name) {
            name
        } else {
            chinese::short_name(name)
        }
    }

    /// What an item is called: its row, its word `name`, or its year.
    pub(super) fn name_of(&mut self, item: Item<'a>) -> String {
        if let Some(row) = item.row_name() {
            return row.to_owned();
        }
        let scope = Scope {
            section: match item {
                Item::Entry(section, _) => Some(section),
                Item::Row(_) | Item::County(_) => None,
            },
            item: Some(item),
        };
        let words = self.item_words("name", scope);
        let words = words.or_else(|| self.item_words(ITEM_WORD, scope));
        words.map(|words| super::plain(&words)).unwrap_or_default()
    }
}
