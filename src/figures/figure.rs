//! One figure, typed or derived.

use std::sync::Arc;

use super::{Computed, Derivation, Derived};
use crate::input::Entry;
use crate::key::Key;
use crate::model::{Kind, Measure};
use crate::number::{Decimal, Exact, Interval};

/// A figure among those of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub(super) usize);

/// A figure, typed or derived.
#[derive(Debug)]
pub struct Figure {
    /// By what [`Figures`] of the same year give it.
    pub id: FigureId,
    /// Its name: `targets.城区.begun`.
    pub key: Key,
    /// What it is, for a reader: 城区开工量.
    pub label: String,
    /// Its kind, its unit and how it is rounded.
    pub measure: Arc<Measure>,
    /// What was typed, if anything.
    pub stated: Option<Entry>,
    /// How it follows from others, if it does: most are typed.
    pub(super) derived: Option<Box<Derived>>,
    /// The figure itself. Nothing: blank, which is not zero, or unknown.
    pub value: Option<Exact>,
    /// There is a figure, but nobody typed it or what it follows from.
    pub unknown: bool,
    /// Unknown because it, or what it follows from, is still to be filled in.
    pub open: bool,
    /// Decimal places in print, where the table fixes them. At least the table's own: more where
    /// the rate that is made from it would else seem to be another.
    pub places: Option<u32>,
    /// The calendar year of the notice that prints it: a date of it may go without the year.
    pub year: i32,
}

impl Measure {
    /// In what interval a figure of this kind, typed so, may lie.
    pub fn interval_of(&self, decimal: &Decimal) -> Interval {
        if self.exact || matches!(self.kind, Kind::Count | Kind::Date) {
            Interval::point(decimal.value.clone())
        } else {
            decimal.interval(self.rounded_to)
        }
    }
}

impl Figure {
    /// A figure of which only the name is known yet.
    pub(super) fn unmade(key: Key, year: i32) -> Self {
        Self {
            id: FigureId(0),
            key,
            label: String::new(),
            measure: Arc::new(Measure::default()),
            stated: None,
            derived: None,
            value: None,
            unknown: false,
            open: false,
            places: None,
            year,
        }
    }

    /// How it follows from others, if it does.
    pub fn derivation(&self) -> Option<&Derivation> {
        self.derived.as_ref().map(|derived| &derived.how)
    }

    /// What follows from the others, whatever is stated beside it.
    pub fn computed(&self) -> Option<&Computed> {
        self.derived.as_ref()?.computed.as_ref()
    }

    /// The number that was typed, if one was.
    pub fn typed(&self) -> Option<&Decimal> {
        self.stated.as_ref()?.decimal()
    }

    /// In what interval the figure may lie: a typed amount within half a unit
    /// of its last place; a count, or a target that was decreed, is itself.
    pub fn interval(&self) -> Option<Interval> {
        if let Some(decimal) = self.typed() {
            return Some(self.measure.interval_of(decimal));
        }
        self.computed()?.interval.clone()
    }

    /// All that is known of it; nothing when it is blank.
    pub(super) fn as_known(&self) -> Option<Computed> {
        Some(Computed {
            value: self.value.clone()?,
            interval: self.interval(),
        })
    }

    /// As a reader knows it, by what is printed; nothing when it is blank.
    pub(super) fn as_printed(&self) -> Option<Computed> {
        let printed = self.printed_value()?;
        Some(Computed {
            interval: Some(self.measure.interval_of(&printed)),
            value: printed.value,
        })
    }
}
