use super::Exact;

/// A closed interval of exact numbers: what a rounded figure may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Exact,
    pub high: Exact,
}

impl Interval {
    pub(super) fn new(low: Exact, high: Exact) -> Self {
        Self { low, high }
    }

    pub fn point(value: Exact) -> Self {
        Self {
            low: value.clone(),
            high: value,
        }
    }

    pub fn width(&self) -> Exact {
        &self.high - &self.low
    }

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

    /// The quotient, or nothing when the divisor may be zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if !divisor.low.is_negative() && divisor.low.is_zero()
            || divisor.low.is_negative() && !divisor.high.is_negative()
        {
            return None;
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

#[cfg(test)]
mod tests {
    use super::super::Decimal;
    use super::*;

    fn interval(text: &str) -> Interval {
        Decimal::parse(text).unwrap().interval(None)
    }

    fn point(text: &str) -> Interval {
        Interval::point(Decimal::parse(text).unwrap().value)
    }

    #[test]
    fn closed_ends_meet() {
        assert!(interval("149.5").meets(&interval("149.6")));
        assert!(!interval("149.5").meets(&interval("149.7")));
        assert!(interval("0.05").meets(&point("0.055")));
    }

    #[test]
    fn a_quotient_covers_every_quotient() {
        let rate = interval("1.50").checked_div(&point("1")).unwrap();
        assert_eq!(rate, Interval::new(point("1.495").low, point("1.505").low));
        assert_eq!(interval("1").checked_div(&interval("0")), None);
        assert_eq!(point("1").checked_div(&point("0")), None);
    }

    #[test]
    fn a_negative_weight_turns_the_ends_round() {
        let turned = interval("2.0").times(&Exact::integer(-1));
        assert_eq!(
            (turned.low, turned.high),
            (point("-2.05").low, point("-1.95").low)
        );
    }
}
