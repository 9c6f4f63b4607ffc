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
    fn intervals_meet_at_their_very_ends_and_not_a_hair_apart() {
        let stated = interval("25.48");
        for (value, meets) in [
            ("25.475", true),
            ("25.485", true),
            ("25.474999999999999999", false),
            ("25.485000000000000001", false),
        ] {
            assert_eq!(stated.meets(&point(value)), meets, "{value}");
            assert_eq!(point(value).meets(&stated), meets, "{value}");
        }
        assert!(point("25.48").meets(&point("25.480")));
        assert!(!point("25.48").meets(&point("25.480000000000000001")));
    }

    #[test]
    fn half_a_unit_is_of_the_last_place_typed_or_of_the_column() {
        let typed = |text: &str, rounded_to| Decimal::parse(text).unwrap().interval(rounded_to);
        let between = |low: &str, high: &str| Interval::new(point(low).low, point(high).low);
        assert_eq!(typed("134", None), between("133.5", "134.5"));
        assert_eq!(typed("134", Some(2)), between("133.995", "134.005"));
        assert_eq!(typed("134.125", Some(2)), between("134.1245", "134.1255"));
        assert_eq!(typed("-0.1", None), between("-0.15", "-0.05"));
        assert_eq!(typed("134.0", None).width(), point("0.1").low);
    }

    #[test]
    fn the_nearest_number_is_within() {
        let stated = interval("99.9");
        for (value, nearest) in [
            ("100", "99.95"),
            ("99.95", "99.95"),
            ("99.9", "99.9"),
            ("0", "99.85"),
        ] {
            assert_eq!(stated.nearest(&point(value).low), point(nearest).low);
        }
    }

    #[test]
    fn sums_and_signs_carry_both_ends() {
        let sum = interval("1.0").plus(&interval("2.00"));
        assert_eq!(sum, Interval::new(point("2.945").low, point("3.055").low));
        let of_negative = |text: &str| point("1").checked_div(&interval(text));
        assert_eq!(of_negative("0.0"), None);
        assert_eq!(of_negative("0.5").map(|q| q.meets(&point("2"))), Some(true));
        assert!(of_negative("-1").is_some());
        let touching_zero = Interval::new(point("0").low, point("1").low);
        assert_eq!(point("1").checked_div(&touching_zero), None);
        let up_to_zero = Interval::new(point("-1").low, point("0").low);
        assert_eq!(point("1").checked_div(&up_to_zero), None);
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
