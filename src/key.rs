//! The name of a figure as a value. It is made of text, and turned into text, at the edges only:
//! where a template, an input or a reader names a figure.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A name that many figures share: of a group, a row or a column. It is stored once and shared.
pub type Name = Arc<str>;

/// A figure: `targets.城区.begun`, `targets.total.begun_rate`, `survey.houses`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The table, or the set of single figures.
    pub group: Name,
    /// Where in the group it stands.
    pub row: Row,
    /// The column, or the single figure.
    pub column: Name,
}

/// Where in its group a figure stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// In no row: it is a single figure.
    None,
    /// In the row of totals.
    Total,
    /// In the row of this name: 城区, or 1, 2, 3 of records.
    Of(Name),
}

/// A period that figures are looked up in, seen from the notice's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Epoch {
    /// The period before: `last.rate`.
    Last,
    /// The same period of the year before: `same.rate`.
    Same,
}

impl Epoch {
    /// Both, the nearer one first.
    pub const ALL: [Self; 2] = [Self::Last, Self::Same];

    /// What stands before the names of its figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Last => "last",
            Self::Same => "same",
        }
    }

    /// The epoch of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|epoch| epoch.name() == name)
    }

    /// The epoch that a figure's name begins with, and the name in that period: `last.rate`.
    pub fn split(name: &str) -> Option<(Self, &str)> {
        let (first, rest) = name.split_once('.')?;
        Some((Self::named(first)?, rest))
    }

    /// What a group's figures of that period are kept under: `last.targets`.
    pub fn group(self, group: &str) -> Name {
        format!("{}.{group}", self.name()).into()
    }
}

/// How the row of totals is called in a figure's name.
pub const TOTAL: &str = "total";

impl Key {
    /// Reads `group.column`, `group.total.column` or `group.row.column`, each perhaps behind an
    /// [`Epoch`]. A row's name may have dots in it; the names of groups and columns have none.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((epoch, rest)) = Epoch::split(text) {
            return Some(Self::parse(rest)?.of_epoch(epoch));
        }
        let (group, rest) = text.split_once('.')?;
        let (row, column) = match rest.rsplit_once('.') {
            None => (Row::None, rest),
            Some((TOTAL, column)) => (Row::Total, column),
            Some((row, column)) => (Row::Of(row.into()), column),
        };
        Some(Self {
            group: group.into(),
            row,
            column: column.into(),
        })
    }

    /// The same figure of an earlier period.
    #[must_use]
    pub fn of_epoch(self, epoch: Epoch) -> Self {
        Self {
            group: epoch.group(&self.group),
            ..self
        }
    }

    /// The earlier period that it is of; `None`: the notice's own.
    pub fn epoch(&self) -> Option<Epoch> {
        Epoch::split(&self.group).map(|(epoch, _)| epoch)
    }

    /// The key of its group in the model, whatever the period.
    pub fn model_group(&self) -> &str {
        Epoch::split(&self.group).map_or(&self.group, |(_, group)| group)
    }

    /// Whether it is the same figure of another period: `rate` and `last.rate`.
    pub fn is_other_time_of(&self, other: &Self) -> bool {
        self.epoch() != other.epoch()
            && self.model_group() == other.model_group()
            && (&self.row, &self.column) == (&other.row, &other.column)
    }

    /// The name of its row, where it stands in one that is not the total's.
    pub fn row_name(&self) -> Option<&str> {
        match &self.row {
            Row::Of(name) => Some(name),
            Row::None | Row::Total => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { group, row, column } = self;
        match row {
            Row::None => write!(f, "{group}.{column}"),
            Row::Total => write!(f, "{group}.{TOTAL}.{column}"),
            Row::Of(row) => write!(f, "{group}.{row}.{column}"),
        }
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
