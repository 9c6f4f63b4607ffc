use std::collections::BTreeSet;

use super::{
    Column, Group, HandTable, Kind, List, Measure, Model, NamedRow, Phrase, RowSet, Rows, Scalar,
    Section,
};
use crate::calendar::Time;
use crate::key::{Epoch, Key, Row};
use crate::language::Piece;

/// What a name in a template or in a paragraph of the input means.
pub enum Meaning<'m> {
    /// The full name of a figure: `targets.total.begun`, `survey.houses`.
    Figure(String),
    /// Words that the input gives.
    Text(&'m Group, &'m str),
    /// A phrase, and the section that it belongs to.
    Phrase(&'m Section, &'m Phrase),
}

/// What a phrase goes through item by item.
pub enum ItemSource<'m> {
    /// A list, and the section that it belongs to.
    List(&'m Section, &'m List),
    /// The rows of a group's table, without the total.
    Rows(&'m Group),
    /// A group's repeated columns, in the total row.
    Repeated(&'m Group),
    /// The rows of a set.
    Set(&'m RowSet),
}

/// What a merge lends to its wording: what its phrase says of the county.
pub const MERGED_WORD: &str = "items";

/// How many items a list has in all, where only the first of them are said: 等五个县.
pub const COUNT_WORD: &str = "count";

/// The words that every row has beside its columns: its name, what the table calls it, and its name
/// as a list shortens it.
pub const ROW_WORDS: [&str; 3] = ["name", "label", "short"];

/// The word that every item of repeated columns has: 2019.
pub const ITEM_WORD: &str = "each";

impl Model {
    /// What `name` means in a section, or in the input when there is none.
    pub fn meaning(&self, section: Option<&Section>, name: &str) -> Option<Meaning<'_>> {
        if let Some(section) = section.and_then(|section| self.section(&section.key))
            && let Some(phrase) = section.phrase(name)
        {
            return Some(Meaning::Phrase(section, phrase));
        }
        if let Some((_, then)) = Epoch::split(name) {
            let figure = self.meaning(None, then);
            let figure = figure.filter(|meaning| matches!(meaning, Meaning::Figure(_)));
            return figure.map(|_| Meaning::Figure(name.to_owned()));
        }
        let (first, rest) = name.split_once('.')?;
        if let Some(group) = self.group(first) {
            if let Some(text) = group.texts.iter().find(|text| text.key == rest) {
                return Some(Meaning::Text(group, &text.key));
            }
            if group.has_figure(rest) || self.has_row_figure(group, rest) {
                return Some(Meaning::Figure(name.to_owned()));
            }
        }
        let section = self.section(first)?;
        Some(Meaning::Phrase(section, section.phrase(rest)?))
    }

    /// The rows of a group that the kind itself names.
    pub fn fixed_rows<'m>(&'m self, group: &'m Group) -> impl Iterator<Item = &'m NamedRow> {
        let (set, extra) = match &group.rows {
            Rows::Set { set, extra, .. } => (self.set(set), extra.as_slice()),
            Rows::Records | Rows::None => (None, &[][..]),
        };
        let fixed = set.into_iter().flat_map(|set| &set.rows);
        extra.iter().chain(fixed)
    }

    /// Whether `row.column` is a figure of a row that the kind itself names.
    fn has_row_figure(&self, group: &Group, name: &str) -> bool {
        let Some((row, column)) = name.rsplit_once('.') else {
            return false;
        };
        let is_row = |of: &NamedRow| of.key == row && of.role.has_figures();
        let mut columns = group.single_columns();
        columns.any(|of| of.key == column && of.content.measure().is_some())
            && self.fixed_rows(group).any(is_row)
    }

    /// The single figure that is the ground of a group's list, and its group.
    pub fn ground_of(&self, group: &Group) -> Option<(&Group, &Scalar)> {
        let name = &group.ground.as_ref()?.figure.value;
        let (first, rest) = name.split_once('.')?;
        let of = self.group(first)?;
        let scalar = of.scalars.iter().find(|scalar| scalar.key == rest)?;
        let is_year = scalar.year && scalar.content.formula().is_none();
        is_year.then_some((of, scalar))
    }

    /// What `name` goes through when a phrase or a rule of `section` uses it; `None` when nothing
    /// has that name. The section's own lists come first.
    pub fn item_source(&self, section: &Section, name: &str) -> Option<ItemSource<'_>> {
        let list_of = |section: &str, name: &str| {
            let section = self.section(section)?;
            Some(ItemSource::List(section, section.list(name)?))
        };
        if let Some(list) = list_of(&section.key, name) {
            return Some(list);
        }
        if let Some(set) = self.set(name) {
            return Some(ItemSource::Set(set));
        }
        if let Some((first, rest)) = name.split_once('.') {
            let repeats = |group: &&Group| group.each.as_ref().is_some_and(|each| each.key == rest);
            let group = self.group(first).filter(repeats);
            return group
                .map(ItemSource::Repeated)
                .or_else(|| list_of(first, rest));
        }
        let group = self.group(name)?;
        (group.rows != Rows::None).then_some(ItemSource::Rows(group))
    }

    /// The columns of the other tables that have rows of the same set, as a rule of this
    /// table names them: `targets.built_continued` is that of the same row.
    pub fn same_row_names(&self, group: &Group) -> Vec<(String, Option<Kind>)> {
        let Some(set) = group.set() else {
            return Vec::new();
        };
        let others = self.groups.iter().filter(|other| other.set() == Some(set));
        let others = others.filter(|other| other.key != group.key);
        others
            .flat_map(|other| {
                other.single_columns().filter_map(|column| {
                    let kind = column.content.measure()?.kind;
                    Some((format!("{}.{}", other.key, column.key), Some(kind)))
                })
            })
            .collect()
    }
}

impl Model {
    /// All that words of this name may say, where they are chosen among given ones: a column's key,
    /// or a text's name with its group in front.
    pub fn choices(&self, name: &str) -> Vec<&str> {
        let columns = self.groups.iter().flat_map(|group| &group.columns);
        let columns = columns.filter(|column| column.key == name);
        let of_columns = columns.flat_map(|column| column.content.choices());
        let of_texts = self.groups.iter().flat_map(|group| {
            let key = name.strip_prefix(group.key.as_str());
            let key = key.and_then(|rest| rest.strip_prefix('.'));
            let texts = group.texts.iter();
            let texts = texts.filter(move |text| Some(text.key.as_str()) == key);
            texts.flat_map(|text| text.choices.iter().map(String::as_str))
        });
        of_columns.chain(of_texts).collect()
    }
}

impl Group {
    /// The key of the set that its rows are of, if they are.
    pub fn set(&self) -> Option<&str> {
        match &self.rows {
            Rows::Set { set, .. } => Some(set),
            Rows::Records | Rows::None => None,
        }
    }

    /// Whether the model itself names this figure of the group: a single
    /// figure, or a column's total. Rows are known to the input alone.
    fn has_figure(&self, rest: &str) -> bool {
        match rest.strip_prefix("total.") {
            Some(key) => {
                self.has_total()
                    && self
                        .single_columns()
                        .any(|c| c.total.is_there() && c.key == key)
            }
            None => self.scalars.iter().any(|scalar| scalar.key == rest),
        }
    }

    /// Whether a figure of the group is a year.
    pub fn is_year(&self, key: &Key) -> bool {
        let mut scalars = self.scalars.iter().filter(|_| key.row == Row::None);
        scalars.any(|scalar| scalar.year && scalar.key == *key.column)
    }

    /// Whether a year may have nothing of it: it has figures, not only texts.
    pub fn can_be_absent(&self) -> bool {
        !self.columns.is_empty() || !self.scalars.is_empty()
    }

    /// Whether its table has a total row: every table has, a group of single figures has not.
    pub fn has_total(&self) -> bool {
        self.rows != Rows::None
    }

    /// How a column or a single figure of this key is measured.
    pub fn measure_of(&self, key: &str) -> Option<&Measure> {
        let columns = self.columns.iter().map(|c| (&c.key, &c.content));
        let scalars = self.scalars.iter().map(|s| (&s.key, &s.content));
        let (_, content) = columns.chain(scalars).find(|(own, _)| *own == key)?;
        content.measure()
    }

    /// The columns that are not repeated.
    pub fn single_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| !column.repeated)
    }

    /// The columns that stand once for every item of [`Group::each`].
    pub fn repeated_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.repeated)
    }
}

impl ItemSource<'_> {
    /// What an item lends to conditions and wording, by name; with its kind when it is a figure.
    pub fn names(&self, model: &Model) -> Vec<(&str, Option<Kind>)> {
        match self {
            // A word that stands for a figure alone can be compared like one.
            Self::List(_, list) => list.entries.first().map_or_else(Vec::new, |entry| {
                let kind = |name: &str| {
                    let kinds: Option<Vec<Kind>> = list
                        .entries
                        .iter()
                        .map(|entry| {
                            let (_, word) = entry.words.iter().find(|(key, _)| key == name)?;
                            model.kind(word.value.only_name()?)
                        })
                        .collect();
                    kinds?.into_iter().next()
                };
                let words = entry.words.iter();
                words.map(|(name, _)| (name.as_str(), kind(name))).collect()
            }),
            Self::Rows(group) => ROW_WORDS
                .into_iter()
                .map(|word| (word, None))
                .chain(columns(group.single_columns()))
                .collect(),
            Self::Set(_) => ROW_WORDS.into_iter().map(|word| (word, None)).collect(),
            Self::Repeated(group) => std::iter::once((ITEM_WORD, None))
                .chain(columns(group.repeated_columns()))
                .collect(),
        }
    }
}

fn columns<'c>(
    columns: impl Iterator<Item = &'c Column>,
) -> impl Iterator<Item = (&'c str, Option<Kind>)> {
    columns.map(|column| {
        let kind = column.content.measure().map(|measure| measure.kind);
        (column.key.as_str(), kind)
    })
}

impl Model {
    /// The kind of a figure that the model itself names.
    pub fn kind(&self, name: &str) -> Option<Kind> {
        self.measure(name).map(|measure| measure.kind)
    }

    /// How a figure that the model itself names is measured.
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        let key = Key::parse(name)?;
        let group = self.group(key.model_group())?;
        let mut columns = group.single_columns().map(|c| (&c.key, &c.content));
        let mut scalars = group.scalars.iter().map(|s| (&s.key, &s.content));
        let (_, content) = match key.row {
            Row::Total => columns.find(|(own, _)| **own == *key.column),
            Row::None => scalars.find(|(own, _)| **own == *key.column),
            Row::Of(_) => columns.find(|(own, _)| **own == *key.column),
        }?;
        content.measure()
    }

    /// Every figure that the model itself names, in order.
    pub fn figure_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for group in &self.groups {
            let scalars = group
                .scalars
                .iter()
                .map(|s| format!("{}.{}", group.key, s.key));
            names.extend(scalars);
            if group.has_total() {
                let totals = group
                    .single_columns()
                    .filter(|column| column.total.is_there());
                names.extend(totals.map(|column| format!("{}.total.{}", group.key, column.key)));
            }
        }
        names
    }

    /// The times that its wording names, as far as they follow from the notice's period.
    pub fn times(&self) -> BTreeSet<Time> {
        let office = self.office.wordings();
        let groups = self.groups.iter().flat_map(|group| {
            let heads = group.columns.iter().flat_map(|column| &column.head);
            let lines = group.title.iter().chain(&group.unit_line);
            lines.chain(&group.notes).chain(heads)
        });
        let sections = self.sections.iter().flat_map(|section| {
            let rules = section.phrases.iter().flat_map(|phrase| &phrase.rules);
            let lists = section.phrases.iter().flat_map(Phrase::list_words);
            let entries = section.lists.iter().flat_map(|list| &list.entries);
            let words = entries.flat_map(|entry| entry.words.iter().map(|(_, word)| word));
            let title = section.title.iter();
            rules
                .map(|rule| &rule.say)
                .chain(words)
                .chain(lists)
                .chain(title)
        });
        let tables = self.tables.iter().flat_map(HandTable::wordings);
        let charts = self.charts.iter().filter_map(|chart| chart.title.as_ref());
        office
            .chain(tables)
            .chain(charts)
            .chain(groups)
            .chain(sections)
            .flat_map(|wording| &wording.value.pieces)
            .filter_map(|piece| match piece {
                Piece::Time(time) => Some(*time),
                _ => None,
            })
            .collect()
    }
}
