//! What conditions and wording go through one by one, and the figures that each item lends.

use super::Judge;
use crate::figures::{At, FigureId, Figures};
use crate::input::RowInput;
use crate::key::{Epoch, Key, Row};
use crate::language::Wording;
use crate::model::{
    Group, ITEM_WORD, ItemSource, List, ListEntry, NamedRow, ROW_WORDS, Section, repeated_key,
};

/// Where a name is looked for: in the item, then in the section, then everywhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// Nothing: outside of every section.
    pub section: Option<&'a Section>,
    /// The item that is gone through.
    pub item: Option<Item<'a>>,
}

/// One item of a list, a table or repeated columns.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// An entry of a section's list.
    Entry(&'a Section, &'a ListEntry),
    /// A row of a table, its totals or its single figures.
    Row(RowItem<'a>),
    /// A row of a set.
    Member(&'a NamedRow),
}

/// A row of a table, its totals or its single figures.
#[derive(Clone, Copy, Debug)]
pub struct RowItem<'a> {
    /// The table, or the set of single figures, that it stands in.
    pub group: &'a Group,
    at: At,
    /// Nothing: the totals, or the single figures.
    pub row: Option<&'a RowInput>,
    /// For which item of the repeated columns: 2019.
    pub each: Option<&'a str>,
    /// Whether the same row of another table can be named: `targets.built_continued`.
    sees_other_tables: bool,
}

impl<'a> Scope<'a> {
    /// In a section, and in no item.
    pub fn of(section: &'a Section) -> Self {
        Self {
            section: Some(section),
            item: None,
        }
    }

    /// The same for one item.
    #[must_use]
    pub fn with(self, item: Item<'a>) -> Self {
        Self {
            item: Some(item),
            ..self
        }
    }
}

impl<'a> Item<'a> {
    /// The name of the row, for items that are rows.
    pub fn row_name(&self) -> Option<&'a str> {
        match self {
            Self::Row(row) => row.row.map(|row| &*row.key),
            Self::Member(row) => Some(&row.key),
            Self::Entry(..) => None,
        }
    }

    /// What an entry of a list says under a name.
    pub fn word(&self, name: &str) -> Option<&'a Wording> {
        let Self::Entry(_, entry) = self else {
            return None;
        };
        let mut words = entry.words.iter();
        let (_, word) = words.find(|(key, _)| key == name)?;
        Some(&word.value)
    }

    /// Whether the item has words, and no figure, under this name.
    pub(super) fn has_words(&self, name: &str, figures: &Figures) -> bool {
        match self {
            Self::Entry(..) => self.word(name).is_some() && self.figure(name, figures).is_none(),
            Self::Member(_) => ROW_WORDS.contains(&name),
            Self::Row(row) => {
                let is_text = row.row.is_some_and(|input| input.words(name).is_some());
                row.row.is_some() && ROW_WORDS.contains(&name)
                    || row.each.is_some() && name == ITEM_WORD
                    || is_text
            }
        }
    }

    /// Whether a name means words of the item, though there may be none.
    pub(super) fn is_words(&self, name: &str, figures: &Figures) -> bool {
        let own = Epoch::split(name).map_or(name, |(_, own)| own);
        let is_column = match self {
            Self::Row(row) => row.group.word_column(own).is_some(),
            Self::Entry(..) | Self::Member(_) => false,
        };
        is_column || self.has_words(name, figures)
    }

    /// The words that the item lends under this name.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self {
            Self::Entry(..) => self.word(name)?.plain(),
            Self::Member(row) => match name {
                "name" => Some(row.key.clone()),
                "label" => Some(row.label.clone()),
                _ => None,
            },
            Self::Row(item) => match (item.row, name) {
                (Some(row), "name") => Some(row.key.to_string()),
                (Some(row), "label") => Some(row.label.clone()),
                (Some(row), _) => row.words(name).cloned(),
                (None, _) => None,
            },
        }
    }

    /// The figure that the item lends under this name.
    pub(super) fn figure(&self, name: &str, figures: &Figures) -> Option<FigureId> {
        match self {
            Self::Entry(..) => match Epoch::split(name) {
                Some((epoch, name)) => {
                    let key = Key::parse(self.word(name)?.only_name()?)?;
                    figures.id(&key.of_epoch(epoch))
                }
                None => figures.named(self.word(name)?.only_name()?),
            },
            Self::Row(row) => row.figure(name, figures),
            Self::Member(_) => None,
        }
    }
}

impl RowItem<'_> {
    /// Whether these are the totals.
    pub fn is_total(&self) -> bool {
        self.at == At::Total
    }

    fn figure(&self, name: &str, figures: &Figures) -> Option<FigureId> {
        let (epoch, name) = match Epoch::split(name) {
            Some((epoch, name)) => (Some(epoch), name),
            None => (None, name),
        };
        let then = |group: &str| match epoch {
            Some(epoch) => figures.grid(&epoch.group(group)),
            None => figures.grid(group),
        };
        if self.sees_other_tables
            && let Some((group, column)) = name.split_once('.')
        {
            let grid = then(group)?;
            let row = self.row.map_or(Row::Total, |row| Row::Of(row.key.clone()));
            return grid.id(grid.at(&row)?, column);
        }
        let grid = then(&self.group.key)?;
        let is_repeated = || {
            self.group
                .repeated_columns()
                .any(|column| column.key == name)
        };
        match self.each {
            Some(item) if is_repeated() => grid.id(self.at, &repeated_key(name, item)),
            _ => grid.id(self.at, name),
        }
    }
}

impl<'a> Judge<'a> {
    /// The items of a source, in the order of the input. Entries of a list drop out where their
    /// condition does not hold.
    pub fn items(&self, section: &'a Section, name: &str) -> Vec<Item<'a>> {
        match self.model.item_source(section, name) {
            Some(ItemSource::List(owner, list)) => {
                let entries = self.entries(owner, list).into_iter();
                let kept = entries.filter(|look| look.outcome.is_yes());
                kept.filter_map(|look| look.item.item()).collect()
            }
            Some(ItemSource::Rows(group)) => self.rows(group).map(Item::Row).collect(),
            Some(ItemSource::Repeated(group)) => {
                let items = self.inputs.of(group).items.iter();
                let totals = items.map(|item| RowItem {
                    each: Some(item),
                    ..single(group, At::Total)
                });
                totals.map(Item::Row).collect()
            }
            Some(ItemSource::Set(set)) => {
                let rows = self.inputs.set(&set.key).iter();
                let rows = rows.filter(|row| row.role.is_typed());
                rows.map(Item::Member).collect()
            }
            None => Vec::new(),
        }
    }

    /// The item of a phrase that goes through rows, by the row's name.
    pub fn item_of_row(&self, section: &'a Section, name: &str, row: &str) -> Option<Item<'a>> {
        if let Some(ItemSource::Rows(group)) = self.model.item_source(section, name) {
            let input = self.inputs.of(group).rows.get(row)?;
            return Some(Item::Row(self.row(group, input)));
        }
        let mut items = self.items(section, name).into_iter();
        items.find(|item| item.row_name() == Some(row))
    }

    fn rows(&self, group: &'a Group) -> impl Iterator<Item = RowItem<'a>> + use<'a> {
        let judge = *self;
        let rows = self.inputs.of(group).typed_rows();
        rows.map(move |row| judge.row(group, row))
    }

    /// A row as an item.
    pub fn row(&self, group: &'a Group, row: &'a RowInput) -> RowItem<'a> {
        let grid = self.figures.grid(&group.key);
        let at = grid.and_then(|grid| grid.row(&row.key));
        RowItem {
            row: Some(row),
            ..single(group, at.unwrap_or(At::None))
        }
    }

    /// The rows of a table and then its total; of single figures, one. A condition may name the same
    /// row of other tables.
    pub fn rows_and_total(&self, group: &'a Group) -> Vec<RowItem<'a>> {
        if !group.has_total() {
            return vec![single(group, At::None)];
        }
        let rows = self.rows(group).chain([single(group, At::Total)]);
        let rows = rows.map(|row| RowItem {
            sees_other_tables: true,
            ..row
        });
        rows.collect()
    }

    /// Where the rules of a table must hold: in every row and then in the total, for every item of
    /// repeated columns; of single figures, once. A rule may name the same row of other tables.
    pub fn places_of_musts(&self, group: &'a Group) -> Vec<RowItem<'a>> {
        let rows = self.rows_and_total(group);
        let items = &self.inputs.of(group).items;
        if items.is_empty() || !group.has_total() {
            return rows;
        }
        let of_items = rows.into_iter().flat_map(|row| {
            items.iter().map(move |item| RowItem {
                each: Some(item),
                ..row
            })
        });
        of_items.collect()
    }

    /// The entries of a list, each with whether it stays.
    pub(super) fn entries(&self, section: &'a Section, list: &'a List) -> Vec<super::ItemLook<'a>> {
        let entries = list.entries.iter().map(|entry| {
            let verdict = self.of_placed(entry.when.as_ref(), Scope::of(section));
            super::ItemLook::of(Item::Entry(section, entry), verdict)
        });
        entries.collect()
    }
}

fn single(group: &Group, at: At) -> RowItem<'_> {
    RowItem {
        group,
        at,
        row: None,
        each: None,
        sees_other_tables: false,
    }
}

impl<'a> super::Counted<'a> {
    /// The item, unless it is a part of a sentence.
    pub fn item(&self) -> Option<Item<'a>> {
        match self {
            Self::Item(item) | Self::Merged(item, _) => Some(*item),
            Self::Part(_) => None,
        }
    }
}
