//! What comes of a computation: a number, and where rounding leaves it.

use crate::model::Measure;
use crate::number::{Decimal, Exact, Interval};

/// A computed value and the closed interval in which rounding leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// Unrounded, in the unit of the figure; a rate in what it is told in.
    pub value: Exact,
    /// Nothing: it may be anything, as a rate of a base that may be zero.
    pub interval: Option<Interval>,
}

impl Computed {
    /// A typed figure of a kind, with the interval that its digits stand for.
    pub fn typed(measure: &Measure, decimal: &Decimal) -> Self {
        Self {
            value: decimal.value.clone(),
            interval: Some(measure.interval_of(decimal)),
        }
    }

    /// The sum of the two.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let both = self.interval.as_ref().zip(other.interval.as_ref());
        Self {
            value: self.value.clone() + &other.value,
            interval: both.map(|(a, b)| a.plus(b)),
        }
    }

    /// A sum from which a part is taken out again.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let both = self.interval.as_ref().zip(part.interval.as_ref());
        Self {
            value: &self.value - &part.value,
            interval: both.map(|(sum, part)| sum.without(part)),
        }
    }

    /// The value and its interval, each times a weight.
    #[must_use]
    pub fn times(&self, weight: &Exact) -> Self {
        if weight.is_one() {
            return self.clone();
        }
        Self {
            value: &self.value * weight,
            interval: self.interval.as_ref().map(|own| own.times(weight)),
        }
    }

    /// The product of the two.
    #[must_use]
    pub fn product(&self, other: &Self) -> Self {
        let both = self.interval.as_ref().zip(other.interval.as_ref());
        Self {
            value: &self.value * &other.value,
            interval: both.map(|(a, b)| a.product(b)),
        }
    }

    /// The rate, where the whole is `whole` (100 per cent); nothing when the base is zero. A base
    /// that may be anything next to zero tells nothing of the rate.
    pub fn share_of(&self, base: &Self, whole: &Exact) -> Option<Self> {
        let both = self.interval.as_ref().zip(base.interval.as_ref());
        // The product first: it is a whole number where the part is.
        let interval = both.and_then(|(part, base)| part.times(whole).checked_div(base));
        Some(Self {
            value: (&self.value * whole).checked_div(&base.value)?,
            interval,
        })
    }

    /// Whether it may be a number of an interval.
    pub fn meets(&self, interval: &Interval) -> bool {
        let own = self.interval.as_ref();
        own.is_none_or(|own| own.meets(interval))
    }
}

/// The mean of numbers, each with its weight; nothing where the weights come to nothing.
pub fn weighted_mean(pairs: impl Iterator<Item = (Computed, Computed)>) -> Option<Computed> {
    let mut sums: Option<(Computed, Computed)> = None;
    for (number, weight) in pairs {
        let product = number.product(&weight);
        sums = Some(match sums {
            Some((part, base)) => (part.plus(&product), base.plus(&weight)),
            None => (product, weight),
        });
    }
    let (part, base) = sums?;
    part.share_of(&base, &Exact::integer(1))
}
