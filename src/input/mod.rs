//! Reading a year's input: TOML into typed figures, each with its place. Nothing is computed here.

mod cell;
mod date;
mod earlier;
mod elements;
mod group;
mod lists;
mod lost;
mod other_rows;
mod plain;
mod read;
mod records;
mod recover;
mod said;
mod schema;
mod statements;
mod syntax;
mod table;

pub use elements::Elements;
pub use other_rows::{OtherRows, same_records};
pub use read::read;
pub use said::{InputText, TextKind};
pub use schema::schema;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::calendar::{Day, Period};
use crate::key::{Epoch, Key, Name};
use crate::language::Wording;
use crate::model::{Column, Content, Group, Model, NamedRow, Placed, RowRole, Rows};
use crate::number::Decimal;
use crate::source::Place;

/// Values by keys that the templates choose: nobody can make them collide on purpose.
pub type Keyed<T> = HashMap<String, T, FxBuildHasher>;

/// A year's input, read against the model.
#[derive(Debug)]
pub struct Inputs {
    /// What the notice reports on.
    pub period: Period,
    /// The number within the year of issue; nothing of a kind that bears none.
    pub number: Option<u32>,
    /// 成文日期.
    pub issued: Day,
    /// Made-up figures: the notice says so on every page.
    pub sample: bool,
    /// Whether room is left for a seal; none where the templates say.
    pub seal: Option<bool>,
    /// What this document bears beside its number, its day and its text.
    pub elements: Elements,
    /// The rows of every set of the model, in the order in which every list names them.
    pub sets: IndexMap<String, Vec<NamedRow>>,
    /// 抄送: one text a rank.
    pub copies: Vec<String>,
    /// Years that the year's own paragraphs may name as background.
    pub background_years: Vec<i32>,
    /// Findings that the office has looked into.
    pub accepted: Vec<Accepted>,
    /// By the names of the groups, in the order of the model.
    pub groups: IndexMap<Name, GroupInput>,
    /// What is marked as still to be filled in, in the order of the model.
    pub open: Vec<Open>,
    /// Whether the number of issue is.
    pub open_number: bool,
    /// Whether 成文日期 is; the day itself is then not meant.
    pub open_date: bool,
    /// What is stated of earlier periods, by the figures' full names: `last.targets.城区.begun`.
    pub earlier: HashMap<Key, Entry>,
    /// Words that are stated of earlier periods: `last.targets.城区.grade`.
    pub earlier_words: HashMap<Key, Placed<String>>,
    /// The earlier periods that there are not.
    pub without: Vec<Epoch>,
    /// Figures that differ from last year's for a reason.
    pub restated: Vec<Restated>,
    /// Every text, in the order in which it was read.
    pub texts: Vec<InputText>,
    /// What is told of where a figure came from, by the places of those that were imported.
    pub origins: HashMap<Place, String>,
}

impl Inputs {
    /// What the input gives for a group; of a group that it was not read by, nothing.
    pub fn of(&self, group: &Group) -> &GroupInput {
        static NOTHING: LazyLock<GroupInput> = LazyLock::new(GroupInput::default);
        self.groups.get(group.key.as_str()).unwrap_or(&NOTHING)
    }

    /// The period that an epoch means, seen from this one.
    pub fn period_of(&self, epoch: Epoch) -> Period {
        epoch.of(self.period)
    }

    /// The rows of a set; none of a set that the model has not.
    pub fn set(&self, key: &str) -> &[NamedRow] {
        self.sets.get(key).map_or(&[], Vec::as_slice)
    }

    /// The names of all rows of all sets.
    pub fn row_names(&self) -> impl Iterator<Item = &str> {
        let rows = self.sets.values().flatten();
        rows.filter(|row| row.role.is_typed())
            .map(|row| row.label.as_str())
    }

    /// The years that are figures of the input: in which a list was made.
    pub fn years_given(&self, model: &Model) -> Vec<i32> {
        let years = model.groups.iter().flat_map(|group| {
            let input = self.of(group);
            let years = group.scalars.iter().filter(|scalar| scalar.year);
            years.filter_map(|scalar| input.scalars.get(&scalar.key)?.decimal())
        });
        years.filter_map(|year| year.text.parse().ok()).collect()
    }
}

/// The rows of every set, by the set's key.
pub(crate) type Sets = IndexMap<String, Vec<NamedRow>>;

/// A place that is still to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// What the group is called, or the single item.
    pub within: String,
    /// Where the mark stands.
    pub place: Place,
}

/// A figure of last year that was changed after it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restated {
    /// This year's figure: `funds.城区.carried`.
    pub figure: String,
    /// Why it was changed.
    pub reason: String,
    /// Where the record stands.
    pub place: Place,
}

/// A finding that is accepted, with the values it had then.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The finding's code.
    pub code: String,
    /// The figure or text that it is about.
    pub figure: String,
    /// The values that it had.
    pub value: String,
    /// Why it is right all the same.
    pub reason: String,
    /// Where the record stands.
    pub place: Place,
}

/// An acceptance as the input writes it, its words quoted as TOML wants them.
pub fn acceptance(code: &str, figure: &str, value: &str, reason: &str) -> String {
    let lines = [
        ("code", code),
        ("figure", figure),
        ("value", value),
        ("reason", reason),
    ];
    let line = |(key, text): (&str, &str)| format!("{key} = {}", toml_edit::Value::from(text));
    format!("[[accept]]\n{}", lines.map(line).join("\n"))
}

/// What stands for a figure or a text that is still to be filled in.
pub const TO_FILL: &str = "待填";

/// What a draft prints in its place.
pub const GAP: &str = "____";

/// What the input gives for one group of the model.
#[derive(Debug, Default)]
pub struct GroupInput {
    /// The model's columns, the repeated ones written out.
    pub columns: Arc<[Column]>,
    /// The items over which columns were repeated: 2016, 2017, 2019.
    pub items: Vec<String>,
    /// By their names, in the order of the input.
    pub rows: IndexMap<Name, RowInput>,
    /// What is stated of the total row.
    pub total: Keyed<Entry>,
    /// The single figures by their keys.
    pub scalars: Keyed<Entry>,
    /// The texts by their keys.
    pub texts: Keyed<Placed<Wording>>,
}

impl GroupInput {
    /// The rows whose figures are typed: those that are counted, ranked and gone through.
    pub fn typed_rows(&self) -> impl Iterator<Item = &RowInput> {
        self.rows.values().filter(|row| row.role.is_typed())
    }

    /// The rows that have figures, typed or derived.
    pub fn figure_rows(&self) -> impl Iterator<Item = &RowInput> {
        self.rows.values().filter(|row| row.role.has_figures())
    }

    /// Whether the year has something of the group: a figure of a row, or a single
    /// one where the group has no table, that is neither blank nor 0.
    pub fn is_there(&self) -> bool {
        let cells = self.rows.values().flat_map(|row| row.cells.values());
        let totals = self.total.values();
        let mut rows = cells.chain(totals);
        if self.columns.is_empty() {
            return self.scalars.values().any(Entry::is_something);
        }
        rows.any(Entry::is_something)
    }
}

/// What the input gives for one row of a table.
#[derive(Debug)]
pub struct RowInput {
    /// The name in figures' names: 城区, or 1, 2, 3 for records.
    pub key: Name,
    /// The name in print.
    pub label: String,
    /// How far the name is set in.
    pub level: usize,
    /// Where the figures come from.
    pub role: RowRole,
    /// The figures by the keys of their columns.
    pub cells: Keyed<Entry>,
    /// The words by the keys of their columns.
    pub texts: Keyed<String>,
    /// What earlier periods said in the same row, by `last.grade`: nothing where they said nothing, a
    /// gap where that is not known. Written once those periods are.
    pub earlier: Keyed<String>,
}

impl RowInput {
    /// A row of which nothing is given yet.
    pub(crate) fn of(row: &NamedRow) -> Self {
        Self {
            key: row.key.as_str().into(),
            label: row.label.clone(),
            level: row.level,
            role: row.role.clone(),
            cells: Keyed::default(),
            texts: Keyed::default(),
            earlier: Keyed::default(),
        }
    }

    /// What it says in a column of words, or said in one of an earlier period.
    pub fn words(&self, name: &str) -> Option<&String> {
        self.texts.get(name).or_else(|| self.earlier.get(name))
    }

    /// What a finding calls it: of several subtotals, 小计 would not tell which.
    pub fn called(&self) -> &str {
        match self.role {
            RowRole::Subtotal(_) => &self.key,
            _ => &self.label,
        }
    }

    /// What a figure's label calls it: of a record, its words behind its number.
    pub fn told(&self, group: &Group) -> String {
        let is_record = group.rows == Rows::Records;
        let words = is_record.then(|| other_rows::name_by_words(group, self));
        match words.flatten() {
            Some(words) => format!("{}（{words}）", self.label),
            None => self.called().to_owned(),
        }
    }

    /// What a list of rows calls it: of a record, its words.
    pub fn listed(&self, group: &Group) -> String {
        match &group.rows {
            Rows::Records => {
                let words = other_rows::name_by_words(group, self);
                words.unwrap_or_else(|| self.label.clone())
            }
            Rows::Set { .. } | Rows::None => self.key.to_string(),
        }
    }

    /// The row of a set that it is of: itself, or what a record says.
    pub fn member(&self, group: &Group) -> &str {
        let is_named = |content: &Content| matches!(content, Content::Text { set: Some(_), .. });
        let mut columns = group.columns.iter();
        let column = columns.find(|column| is_named(&column.content));
        let named = column.and_then(|column| self.texts.get(&column.key));
        match (&group.rows, named) {
            (Rows::Records, Some(member)) => member,
            _ => &self.key,
        }
    }
}

/// What was typed for a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A figure.
    Number(Decimal),
    /// `""`: no such task. A blank is not zero.
    Blank,
    /// `"?"`: there is a figure, but the office does not have it. What would
    /// follow from it can only be stated.
    Unknown,
    /// `"待填"`: nobody has filled it in yet.
    ToFill,
    /// What was typed can't be used, and was reported; or nothing was typed.
    Faulty,
}

/// A figure as it was typed, and where.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was typed.
    pub typed: Typed,
    /// Where it stands.
    pub place: Place,
}

impl Entry {
    /// Whether there is, or may be, more than nothing.
    fn is_something(&self) -> bool {
        match &self.typed {
            Typed::Number(decimal) => !decimal.value.is_zero(),
            Typed::Blank => false,
            Typed::Unknown | Typed::ToFill | Typed::Faulty => true,
        }
    }

    /// The figure, if it is one.
    pub fn decimal(&self) -> Option<&Decimal> {
        match &self.typed {
            Typed::Number(decimal) => Some(decimal),
            Typed::Blank | Typed::Unknown | Typed::ToFill | Typed::Faulty => None,
        }
    }
}
