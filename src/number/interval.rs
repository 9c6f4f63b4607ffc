use super::Exact;

/// A closed interval of exact numbers: what a rounded figure may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least number in it.
    pub low: Exact,
    /// The greatest number in it.
    pub high: Exact,
}

impl Interval {
    pub(super) fn new(low: Exact, high: Exact) -> Self {
        Self { low, high }
    }

    /// One number alone.
    pub fn point(value: Exact) -> Self {
        Self {
            low: value.clone(),
            high: value,
        }
    }

    fn is_point(&self) -> bool {
        self.low == self.high
    }

    /// From the least number to the greatest.
    pub fn width(&self) -> Exact {
        &self.high - &self.low
    }

    /// All sums of a number of each.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            low: self.low.clone() + &other.low,
            high: self.high.clone() + &other.high,
        }
    }

    /// A sum's interval without that of one of its parts.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        Self {
            low: &self.low - &part.low,
            high: &self.high - &part.high,
        }
    }

    /// All its numbers, each times `weight`.
    #[must_use]
    pub fn times(&self, weight: &Exact) -> Self {
        if weight.is_one() {
            return self.clone();
        }
        let (a, b) = (&self.low * weight, &self.high * weight);
        if weight.is_negative() {
            Self { low: b, high: a }
        } else {
            Self { low: a, high: b }
        }
    }

    /// All products of a number of each.
    #[must_use]
    pub fn product(&self, other: &Self) -> Self {
        let (one, two) = (self.times(&other.low), self.times(&other.high));
        Self {
            low: one.low.min(two.low),
            high: one.high.max(two.high),
        }
    }

    /// The quotient, or nothing when the divisor may be zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if !divisor.low.is_negative() && divisor.low.is_zero()
            || divisor.low.is_negative() && !divisor.high.is_negative()
        {
            return None;
        }
        // Most are whole counts: one number by one number.
        if self.is_point() && divisor.is_point() {
            return self.low.checked_div(&divisor.low).map(Self::point);
        }
        let quotients = [&self.low, &self.high]
            .into_iter()
            .flat_map(|n| [n.checked_div(&divisor.low), n.checked_div(&divisor.high)])
            .collect::<Option<Vec<_>>>()?;
        Some(Self {
            low: quotients.iter().min()?.clone(),
            high: quotients.iter().max()?.clone(),
        })
    }

    /// Whether the two have a number in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The number of this interval that is nearest to `value`.
    pub fn nearest(&self, value: &Exact) -> Exact {
        value.max(&self.low).min(&self.high).clone()
    }
}
