//! Changes of an input's text: comments, order and all else stay.

mod lists;
mod rows;
mod write;

use std::ops::Range;

pub use self::write::put;
use crate::workbook::Target;

/// A change of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// Another value in place of one, as TOML writes it.
    Value {
        /// Which one.
        target: Target,
        /// As it is written.
        literal: String,
    },
    /// Other words in place of some of a text's.
    Part {
        /// The text.
        target: Target,
        /// Which bytes of it.
        range: Range<usize>,
        /// What stands there then.
        words: String,
    },
    /// All of a text.
    Words {
        /// Which one.
        target: Target,
        /// What it says.
        words: String,
    },
    /// The items of a list at the head of the input.
    List {
        /// Its key.
        key: String,
        /// All of them, in order; nothing: the item stays as it is.
        items: Vec<Option<String>>,
    },
    /// Another row of a table.
    RowIn {
        /// Its group.
        group: String,
        /// What the input calls it; nothing: it is a record.
        row: Option<String>,
        /// Where it stands; nothing: alone.
        beside: Option<Beside>,
        /// The list that names it; nothing: none does.
        listed: Option<Listed>,
        /// Its figures and words.
        cells: Vec<NewCell>,
    },
    /// A row of a table less.
    RowOut {
        /// Its group.
        group: String,
        /// Other groups that lose it too, since no table of theirs is printed.
        also: Vec<String>,
        /// What the input calls it.
        row: String,
        /// The set in whose list it is named; nothing: in none.
        set: Option<String>,
    },
    /// Another name of a row that the input lists.
    Renamed {
        /// The set.
        set: String,
        /// What it was called.
        old: String,
        /// What it is to be called.
        new: String,
    },
}

/// Where a new row stands, by what the input calls its neighbour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Behind that one.
    Behind(String),
    /// Before that one.
    Before(String),
}

/// A list of rows in an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The set.
    pub set: String,
    /// Of a set in groups, which group.
    pub part: Option<String>,
}

/// A figure or words of a new row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCell {
    /// The column.
    pub key: String,
    /// What a reader calls it.
    pub label: String,
    /// As TOML writes it.
    pub literal: String,
}

impl Put {
    /// The group of figures that it is of; nothing where it is of none.
    pub fn group(&self) -> Option<&str> {
        match self {
            Self::Value { target, .. } | Self::Words { target, .. } => match target {
                Target::Figure(key) | Target::Word(key) => Some(&key.group),
                Target::Text(..) | Target::Head(_) => None,
            },
            Self::RowIn { group, .. } | Self::RowOut { group, .. } => Some(group),
            Self::Renamed { set, .. } => Some(set),
            Self::Part { .. } | Self::List { .. } => None,
        }
    }

    /// Whether both can't be so at once.
    pub fn contradicts(&self, other: &Self) -> bool {
        if self == other {
            return false;
        }
        match (self, other) {
            (
                Self::Part { target, range, .. },
                Self::Part {
                    target: of,
                    range: two,
                    ..
                },
            ) => target == of && (range.start < two.end && two.start < range.end || range == two),
            (
                Self::List { key, items },
                Self::List {
                    key: of,
                    items: two,
                },
            ) => {
                let mut pairs = items.iter().zip(two);
                let is_other = |(one, two): (&Option<String>, &Option<String>)| {
                    one.is_some() && two.is_some() && one != two
                };
                key == of && (items.len() != two.len() || pairs.any(is_other))
            }
            (
                Self::Value { target, .. } | Self::Words { target, .. },
                Self::Value { target: of, .. } | Self::Words { target: of, .. },
            ) => target == of,
            (
                Self::Renamed { set, old, .. },
                Self::Renamed {
                    set: of, old: two, ..
                },
            ) => set == of && old == two,
            (
                Self::RowIn { group, row, .. },
                Self::RowIn {
                    group: of,
                    row: two,
                    ..
                },
            ) => row.is_some() && (group, row) == (of, two),
            _ => false,
        }
    }
}
