//! The rows of tables that a kind names: typed ones, heads over others, and those that follow from
//! others.

use super::{Carried, Model};
use crate::calendar::Period;
use crate::language::Term;

/// Rows that several tables share: counties, departments, companies. A kind fixes them, or the
/// input lists them under the set's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSet {
    /// What the input and rules call it: `counties`.
    pub key: String,
    /// What one of them is, for a reader: 县（市、区）, 部门.
    pub label: String,
    /// Those that the kind fixes; empty where the input lists them.
    pub rows: Vec<NamedRow>,
    /// Whether the input lists them in groups, each with a name.
    pub is_grouped: bool,
    /// What the row is called that sums a group up: 小计. Nothing: there is none.
    pub subtotal: Option<String>,
    /// The last words of names that tell what the row is, in the order of usage: 县, 市, 区, 旗.
    pub words: Vec<String>,
    /// What they may be where a name does not tell: 县, 市, 区.
    pub usual: Vec<String>,
    /// The endings that a list drops from a name that keeps two characters: 泽州, but 城区.
    pub short: Vec<String>,
    /// The endings of names that usage does not shorten: 自治县.
    pub whole: Vec<String>,
    /// What a text says when it speaks of some of the rows: 部分县.
    pub vague: Vec<String>,
}

/// A row with a name of its own: 市本级.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedRow {
    /// What the input calls the row: 市本级.
    pub key: String,
    /// What the table prints for it: 市本级（开发区）. The key, where the template gives no label.
    pub label: String,
    /// How far its name is set in, from 0.
    pub level: usize,
    /// Where its figures come from.
    pub role: RowRole,
    /// The row of the period before, of the same table, that its typed figures must equal.
    pub carried_from: Option<String>,
}

/// Where the figures of a row come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RowRole {
    /// The input types them.
    #[default]
    Typed,
    /// It has none: it is the head of the rows below it.
    Head,
    /// They follow from other rows, column by column; the input may state them as well.
    Derived(Vec<Term>),
    /// They sum these rows up as the table's totals sum up all: as each column's `total` says.
    Subtotal(Vec<String>),
}

impl RowRole {
    /// Whether the row has figures, typed or derived.
    pub fn has_figures(&self) -> bool {
        *self != Self::Head
    }

    /// Whether its figures are typed: only such rows are counted, ranked and gone through.
    pub fn is_typed(&self) -> bool {
        *self == Self::Typed
    }
}

impl NamedRow {
    /// A typed row that is called by its name.
    pub fn plain(name: &str) -> Self {
        Self {
            key: name.to_owned(),
            label: name.to_owned(),
            ..Self::default()
        }
    }
}

impl Model {
    /// Whether a period begins with what the one before left: figures, rows, or a list that stays until
    /// all of it is done.
    pub fn goes_on(&self, period: Period) -> bool {
        let is_first = period.part() == 1;
        let carried = |carried: &Option<Carried>| {
            let carried = carried.as_ref();
            carried.is_some_and(|carried| !(carried.within_year && is_first))
        };
        self.groups.iter().any(|group| {
            let mut rows = self.fixed_rows(group);
            rows.any(|row| row.carried_from.is_some())
                || group.ground.is_some()
                || group.columns.iter().any(|column| carried(&column.carried))
                || group.scalars.iter().any(|scalar| carried(&scalar.carried))
        })
    }
}
