//! Conditions over figures: yes, no or open, and what was looked at.

mod count;
mod earlier;
mod grade;
mod items;
mod judge;

pub use earlier::earlier_words;
pub use grade::{Fate, fates, grade};
pub use items::{Item, RowItem, Scope};
pub use judge::Judge;

use std::borrow::Cow;
use std::ops::Not;

use crate::figures::Figure;
use crate::language::{Condition, Operand};
use crate::model::Phrase;
use crate::number::Exact;

/// What a condition comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Yes,
    /// It does not hold, whatever is still to be filled in.
    No,
    /// It hangs on a figure that is still to be filled in.
    Open,
}

/// A condition's outcome, and all that was looked at to come to it.
#[derive(Debug)]
pub struct Verdict<'a> {
    /// What the condition as a whole comes to.
    pub outcome: Outcome,
    /// In the order of the condition: up to what decided it, or all of them from [`Judge::survey`].
    pub looks: Vec<Look<'a>>,
}

/// One comparison or test of a condition, as it came out.
#[derive(Debug)]
pub struct Look<'a> {
    /// The comparison or test itself.
    pub condition: &'a Condition,
    /// What it came to by itself, before a `not` around it.
    pub outcome: Outcome,
    /// The figures or items that it looked at.
    pub sight: Sight<'a>,
}

/// What a comparison or test looked at.
#[derive(Debug)]
pub enum Sight<'a> {
    /// Both sides of a comparison.
    Compared(Side<'a>, Side<'a>),
    /// Words of which it was asked whether they say something: what they are, and what they say.
    Said(&'a str, Option<String>),
    /// Two words that were held against each other, each by its name and with what it says.
    SaidBoth([(&'a str, Option<String>); 2]),
    /// A figure of which it was asked whether it is blank.
    Blank(Side<'a>),
    /// A table, or an earlier period, of which it was asked whether there is something of it.
    Present(&'a str),
    /// The items that were tested.
    Items(Vec<ItemLook<'a>>),
    /// The items that were counted.
    Counted {
        /// What the template calls that which is counted.
        name: &'a str,
        /// All the items that were gone through, counted or not.
        items: Vec<ItemLook<'a>>,
    },
}

/// One side of a comparison.
#[derive(Debug)]
pub enum Side<'a> {
    /// A number that the template writes out.
    Number(&'a Operand),
    /// A day that the template names, as the number of the day.
    Day(Exact),
    /// A figure, and its value; no figure where no such name is known in this row.
    Figure {
        /// Nothing: the name is not known in this row.
        figure: Option<&'a Figure>,
        /// What is compared, in the unit of the figure, a rate in per cent; nothing: blank, unknown or
        /// no figure.
        value: Option<Cow<'a, Exact>>,
    },
    /// How many items there are: at least, and at most when what is open comes true.
    Count {
        /// Those that count by the figures as they stand.
        least: usize,
        /// These, and those whose condition is still open.
        most: usize,
    },
}

/// An item that was tested or counted.
#[derive(Debug)]
pub struct ItemLook<'a> {
    /// The item, or the rule, that was looked at.
    pub item: Counted<'a>,
    /// Whether it passes, or is counted.
    pub outcome: Outcome,
    /// What was asked of it, with the outcome of each.
    pub looks: Vec<Look<'a>>,
}

impl<'a> ItemLook<'a> {
    fn of(item: Item<'a>, verdict: Verdict<'a>) -> Self {
        Self {
            item: Counted::Item(item),
            outcome: verdict.outcome,
            looks: verdict.looks,
        }
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub enum Counted<'a> {
    /// An item of a list, a table or repeated columns.
    Item(Item<'a>),
    /// The same of one of several phrases that are put together by county.
    Merged(Item<'a>, &'a Phrase),
    /// A rule of a phrase, from 0.
    Part(usize),
}

impl Outcome {
    /// An outcome that nothing leaves open.
    pub fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// Whether it is yes; what is open is not.
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }

    /// Both: no if one is no, whatever the other may come to.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Open,
        }
    }

    /// One of the two: yes if one is yes, whatever the other may come to.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        !((!self).and(!other))
    }
}

impl Not for Outcome {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Open => Self::Open,
        }
    }
}

impl<'a> Side<'a> {
    /// The figure, where it is one.
    pub fn figure(&self) -> Option<&'a Figure> {
        match self {
            Self::Figure { figure, .. } => *figure,
            Self::Number(_) | Self::Day(_) | Self::Count { .. } => None,
        }
    }

    /// Its value; nothing of a blank or unknown figure, or of a number of items that is open.
    pub fn value(&self) -> Option<Cow<'_, Exact>> {
        match self {
            Self::Number(Operand::Number { value, .. }) | Self::Day(value) => {
                Some(Cow::Borrowed(value))
            }
            Self::Figure { value, .. } => value.as_deref().map(Cow::Borrowed),
            Self::Count { least, most } if least == most => whole(*least).map(Cow::Owned),
            Self::Number(_) | Self::Count { .. } => None,
        }
    }

    /// Whether both are one figure in two periods: such are compared by what they print.
    pub fn is_other_time_of(&self, other: &Self) -> bool {
        let both = self.figure().zip(other.figure());
        both.is_some_and(|(one, other)| one.key.is_other_time_of(&other.key))
    }

    /// Whether it is a figure that is still to be filled in.
    fn is_open(&self) -> bool {
        self.figure().is_some_and(|figure| figure.open)
    }
}

fn whole(count: usize) -> Option<Exact> {
    i64::try_from(count).ok().map(Exact::integer)
}
