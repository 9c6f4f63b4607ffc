use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use serde::{Serialize, Serializer};

/// A length on paper in whole micrometres: finer than any printer, and exact
/// to compare. Lengths are measured, never figures of a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0);

    /// A length of so many micrometres, which may be negative.
    pub const fn micrometres(count: i64) -> Self {
        Self(count)
    }

    /// A length of so many millimetres.
    pub const fn millimetres(count: i64) -> Self {
        Self(count * 1000)
    }

    /// Quarters of a point (1/288 inch), in which all Chinese sizes of type are whole.
    pub const fn quarter_points(count: i64) -> Self {
        Self((count * 25_400 + 144) / 288)
    }

    /// How many micrometres it has.
    pub const fn in_micrometres(self) -> i64 {
        self.0
    }

    /// The length without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// How often `unit` goes into it, rounded to the nearest whole number.
    pub const fn nearest_multiple(self, unit: Self) -> i64 {
        (self.0 + unit.0 / 2).div_euclid(unit.0)
    }
}

impl Add for Length {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;

    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl Div<i64> for Length {
    type Output = Self;

    fn div(self, by: i64) -> Self {
        Self(self.0 / by)
    }
}

/// In millimetres to the hundredth: `72.00`, `-0.35`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.0.abs() + 5) / 10;
        let sign = if self.0 < 0 && hundredths > 0 {
            "-"
        } else {
            ""
        };
        write!(f, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// As a number of millimetres.
impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / 1000, self.0.abs() % 1000);
        let number: serde_json::Number = format!("{sign}{whole}.{rest:03}")
            .parse()
            .map_err(serde::ser::Error::custom)?;
        number.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_type_are_exact() {
        let third = Length::quarter_points(63);
        assert_eq!(third.in_micrometres(), 5556);
        assert_eq!((third * 28).to_string(), "155.57");
    }

    #[test]
    fn prints_millimetres() {
        let printed = |count| Length::micrometres(count).to_string();
        assert_eq!(printed(72_004), "72.00");
        assert_eq!(printed(-355), "-0.36");
        assert_eq!(printed(-4), "0.00");
        assert_eq!(
            serde_json::to_string(&Length::micrometres(-1_050)).unwrap_or_default(),
            "-1.05"
        );
    }

    #[test]
    fn multiples_are_the_nearest() {
        let pitch = Length::micrometres(10_450);
        assert_eq!(Length::micrometres(20_500).nearest_multiple(pitch), 2);
        assert_eq!(Length::micrometres(-300).nearest_multiple(pitch), 0);
    }
}
