//! How a figure is measured, and with what it is compared.

use super::DateTraits;
use crate::language::{Comparison, Form, Share};
use crate::number::Exact;

/// How a figure is measured and printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// As printed: 套, 万元. Empty when the template names none.
    pub unit: String,
    /// What sort of number it is; this decides how it is rounded and compared.
    pub kind: Kind,
    /// Decimal places in print; nothing: as typed, or all the digits of a sum.
    pub places: Option<u32>,
    /// How it is printed beside that; what it is of, of a rate or of points, is its kind's.
    pub form: Form,
    /// To how many places the office rounds it: 134 in a column of 万元 that
    /// is rounded to two places is 134.00. Nothing: as many as were typed.
    pub rounded_to: Option<u32>,
    /// Whether it may be negative.
    pub signed: bool,
    /// Whether an amount stands for itself and not for ± half a unit: a target that was decreed.
    pub exact: bool,
    /// With what the rules compare it: its printed form must not stand on another side of them.
    pub thresholds: Vec<Threshold>,
    /// Of a date: which days are looked for, and what becomes of it in the next period.
    pub date: DateTraits,
}

/// What sort of number a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A whole number of things; exact.
    #[default]
    Count,
    /// A measured quantity, rounded to the places it was typed with.
    Amount,
    /// A quotient, told in per cent, per mille or by itself.
    Rate(Share),
    /// A difference of rates in per cent, in percentage points.
    Points,
    /// A day, kept as its number.
    Date,
}

/// Two figures that some rule compares with each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Compared {
    /// The group in whose rows the names are looked for first; nothing: the names are whole.
    pub group: Option<String>,
    /// As the rule names the one.
    pub left: String,
    /// As the rule names the other.
    pub right: String,
}

/// A comparison of a figure with a number, in some rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold {
    /// The constant, in the figure's own unit; of a rate, in what it is told in.
    pub at: Exact,
    /// How the figure must stand to the constant: figure on the left, constant on the right.
    pub comparison: Comparison,
}

impl Threshold {
    /// Whether `value`, in the same unit, is on the side that the comparison asks for.
    pub fn is_met_by(&self, value: &Exact) -> bool {
        self.comparison.holds(value.cmp(&self.at))
    }
}
