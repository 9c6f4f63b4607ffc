use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, Zero};

/// An exact rational number of any size. Sums, products and ratios never
/// round and never overflow; rounding happens in [`Exact::to_fixed`] alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

impl Exact {
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    pub fn integer(value: i64) -> Self {
        Self(BigRational::from_integer(BigInt::from(value)))
    }

    /// `digits` × 10⁻ᵖˡᵃᶜᵉˢ.
    pub(super) fn scaled(digits: BigInt, places: u32) -> Self {
        Self(BigRational::new(digits, power_of_ten(places)))
    }

    /// One unit of the last of `places` decimal places.
    pub fn unit(places: u32) -> Self {
        Self::scaled(BigInt::one(), places)
    }

    /// Half a unit of the last of `places` decimal places.
    pub(super) fn half_unit(places: u32) -> Self {
        Self(BigRational::new(
            BigInt::one(),
            power_of_ten(places) * BigInt::from(2),
        ))
    }

    pub fn is_one(&self) -> bool {
        self.0.is_one()
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// The next whole number that is not less.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self(self.0.ceil())
    }

    /// The next whole number that is not more.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// The quotient, or nothing when `divisor` is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// Rounds half up (away from zero) to `places` decimal places: 0.05 → "0.1".
    /// The one place in the program where a figure is rounded.
    pub fn to_fixed(&self, places: u32) -> String {
        // BigRational::round takes halves away from zero.
        let scaled = (&self.0 * BigRational::from_integer(power_of_ten(places)))
            .round()
            .to_integer();
        let digits = scaled.abs().to_string();
        let places = usize::try_from(places).unwrap_or(usize::MAX);
        let padded = format!("{digits:0>width$}", width = places.saturating_add(1));
        let (whole, fraction) = padded.split_at(padded.len() - places);
        let sign = if scaled.is_negative() { "-" } else { "" };
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }

    /// All the digits of a decimal fraction and no more: 46.430 → "46.43".
    /// A fraction without an end (a ratio) is cut at twelve places.
    pub fn to_plain(&self) -> String {
        const LIMIT: u32 = 12;
        let text = self.to_fixed(self.decimal_places().unwrap_or(LIMIT));
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text
        }
    }

    /// All the digits of a decimal of few places; of anything longer, so many.
    pub fn to_fixed_or_plain(&self, most: u32) -> String {
        match self.decimal_places() {
            Some(places) if places <= most => self.to_plain(),
            _ => self.to_fixed(most),
        }
    }

    /// How many decimal places the number needs, or nothing when it has no end.
    fn decimal_places(&self) -> Option<u32> {
        let (two, five) = (BigInt::from(2), BigInt::from(5));
        let mut rest = self.0.denom().clone();
        let mut places = [0_u32; 2];
        for (prime, count) in [two, five].iter().zip(&mut places) {
            while (&rest % prime).is_zero() {
                rest /= prime;
                *count += 1;
            }
        }
        rest.is_one().then(|| places[0].max(places[1]))
    }
}

fn power_of_ten(places: u32) -> BigInt {
    Pow::pow(BigInt::from(10), places)
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_plain())
    }
}

impl Add<&Exact> for Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        Exact(self.0 + &other.0)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Decimal;
    use super::*;

    fn exact(text: &str) -> Exact {
        Decimal::parse(text).unwrap().value
    }

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!(exact("0.05").to_fixed(1), "0.1");
        assert_eq!(exact("0.04999999999999999999").to_fixed(1), "0.0");
        assert_eq!(exact("-0.05").to_fixed(1), "-0.1");
        assert_eq!(exact("-0.04").to_fixed(1), "0.0");
        assert_eq!(exact("2.5").to_fixed(0), "3");
        assert_eq!(exact("999.995").to_fixed(2), "1000.00");
    }

    #[test]
    fn plain_digits_drop_only_trailing_zeros() {
        assert_eq!(exact("46.430").to_plain(), "46.43");
        assert_eq!(exact("100").to_plain(), "100");
        assert_eq!(exact("-69.650").to_plain(), "-69.65");
        assert_eq!(exact("0.000").to_plain(), "0");
        let third = exact("1").checked_div(&exact("3")).unwrap();
        assert_eq!(third.to_plain(), "0.333333333333");
    }

    proptest::proptest! {
        #[test]
        fn what_is_printed_is_within_half_a_unit(n in -1_000_000_i64..1_000_000, d in 1_i64..5_000, places in 0_u32..6) {
            let value = Exact::integer(n).checked_div(&Exact::integer(d)).unwrap();
            let printed = exact(&value.to_fixed(places));
            proptest::prop_assert!((&printed - &value).abs() <= Exact::half_unit(places));
        }
    }
}
