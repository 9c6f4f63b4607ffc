//! One column of a table, and how its figures are made.

use super::{Measure, Placed};
use crate::language::{Condition, Formula, Wording};
use crate::source::Place;

/// One column of a group's table, or a word that every row has.
#[derive(Clone, Debug)]
pub struct Column {
    /// What formulas, rules and the input call it: `begun`.
    pub key: String,
    /// What findings call it, in Chinese: 开工率. The head on one line, where the template gives no
    /// label.
    pub label: String,
    /// The head, from the top row down. A column without one is not printed.
    pub head: Vec<Placed<Wording>>,
    /// Whether it is typed, worked out or words, and how it is measured.
    pub content: Content,
    /// Whether it is repeated for every item of [`Group::each`].
    pub repeated: bool,
    /// What the total row has of it.
    pub total: Total,
    /// The column whose figures are the weights of a weighted total.
    pub weighted_by: Option<Placed<String>>,
    /// What stands in a cell that has nothing: —. Empty: nothing.
    pub blank: String,
    /// How it goes on from last year's figures.
    pub carried: Option<Carried>,
    /// Its formula in the template, or its key when it has none.
    pub place: Place,
}

/// What the total row has of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Nothing.
    None,
    /// Of a typed column the sum of its rows, of a derived one its formula over the totals.
    Natural,
    /// The mean of its rows; blank ones do not count.
    Mean,
    /// The mean of its rows, each with the weight that [`Column::weighted_by`] gives it.
    Weighted,
    /// What the input states: it does not follow from the rows.
    Given,
}

impl Total {
    /// Whether the total row has a figure.
    pub fn is_there(self) -> bool {
        self != Self::None
    }
}

/// What a typed figure has to do with last year's of the same row: what it
/// begins with, and what must hold between the two years.
#[derive(Clone, Debug)]
pub struct Carried {
    /// Of last year's figures.
    pub from: Placed<Formula>,
    /// What of this year's is that: the figure itself, or it less what the year added.
    pub opening: Placed<Formula>,
    /// How the opening must stand to last year's figure.
    pub relation: Relation,
    /// Whether it counts from January on: with a new year it begins with nothing.
    pub within_year: bool,
    /// What it grows by, for the clerk: 本年发放的; nothing: what is new in the period.
    pub plus: Option<String>,
}

/// How a figure's opening must stand to what last year's notice published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Last year's published figure, unchanged.
    Equal,
    /// It may have grown: more of them were found.
    AtLeast,
}

/// What a cell holds, and where it comes from.
#[derive(Clone, Debug)]
pub enum Content {
    /// Typed into the input.
    Given(Measure),
    /// Follows from others; the input may state it as well.
    Derived(Measure, Formula),
    /// Words; or, where `set` is given, the name of a row of that set.
    /// `ending` is a word that the wording puts behind it, and that is dropped where it was typed.
    Text {
        /// Whether the input may leave it out.
        optional: bool,
        /// The set of which only the names are allowed.
        set: Option<String>,
        /// The word to drop from the end of what was typed; empty: nothing is dropped.
        ending: String,
        /// All that may be typed; empty: anything.
        choices: Vec<String>,
    },
    /// Words that follow from the figures of the row: the first that matches, the last without a
    /// condition.
    Chosen(Vec<Grade>),
}

/// One of the words that a column may have, and when.
#[derive(Clone, Debug)]
pub struct Grade {
    /// When it matches; `None`: always.
    pub when: Option<Placed<Condition>>,
    /// What the cell says; it may name other words of the row: 由{last.grade}升为{grade}.
    pub say: Placed<Wording>,
}

impl Content {
    /// How the figure is measured; `None` for words.
    pub fn measure(&self) -> Option<&Measure> {
        match self {
            Self::Given(measure) | Self::Derived(measure, _) => Some(measure),
            Self::Text { .. } | Self::Chosen(_) => None,
        }
    }

    /// All that words may say, where that is given; empty: anything.
    pub fn choices(&self) -> Vec<&str> {
        match self {
            Self::Text { choices, .. } => choices.iter().map(String::as_str).collect(),
            Self::Chosen(grades) => {
                let words = grades.iter().map(|grade| grade.say.value.words());
                words.collect::<Option<_>>().unwrap_or_default()
            }
            Self::Given(_) | Self::Derived(..) => Vec::new(),
        }
    }

    /// What the figure is worked out from; `None` for a typed figure and for words.
    pub fn formula(&self) -> Option<&Formula> {
        match self {
            Self::Derived(_, formula) => Some(formula),
            _ => None,
        }
    }
}
