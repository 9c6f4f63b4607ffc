use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Pow, Signed, Zero};

/// An exact rational number of any size. Sums, products and ratios never
/// round and never overflow; rounding happens in [`Exact::to_fixed`] alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exact(Size);

/// A number that fits into machine words is always kept so: the same number has one form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Size {
    Small(Ratio<i64>),
    Big(Box<BigRational>),
}

impl Exact {
    /// 0.
    pub fn zero() -> Self {
        Self(Size::Small(Ratio::zero()))
    }

    /// A whole number.
    pub fn integer(value: i64) -> Self {
        if value == i64::MIN {
            return Self::from_big(BigRational::from_integer(value.into()));
        }
        Self(Size::Small(Ratio::from_integer(value)))
    }

    /// `digits` × 10⁻ᵖˡᵃᶜᵉˢ.
    pub(super) fn scaled(digits: i128, places: u32) -> Self {
        let small = i64::try_from(digits).ok().filter(|n| *n != i64::MIN);
        match small.zip(10_i64.checked_pow(places)) {
            Some((n, d)) => Self(Size::Small(Ratio::new(n, d))),
            None => Self::from_big(BigRational::new(digits.into(), power_of_ten(places))),
        }
    }

    /// One unit of the last of `places` decimal places.
    pub fn unit(places: u32) -> Self {
        Self::scaled(1, places)
    }

    /// Half a unit of the last of `places` decimal places.
    pub(super) fn half_unit(places: u32) -> Self {
        Self::scaled(5, places.saturating_add(1))
    }

    fn from_big(number: BigRational) -> Self {
        let parts = (i64::try_from(number.numer()), i64::try_from(number.denom()));
        Self(match parts {
            // The smallest of all has no opposite.
            (Ok(n), Ok(d)) if n != i64::MIN => Size::Small(Ratio::new_raw(n, d)),
            _ => Size::Big(Box::new(number)),
        })
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Size::Small(small) => {
                BigRational::new_raw(BigInt::from(*small.numer()), BigInt::from(*small.denom()))
            }
            Size::Big(big) => (**big).clone(),
        }
    }

    /// The sum or difference of two fractions of which one's denominator is a multiple of the other's, as
    /// it is of most decimals: 0.5 and 0.25.
    fn of_multiple(&self, other: &Self, of: impl Fn(i64, i64) -> Option<i64>) -> Option<Self> {
        let (Size::Small(a), Size::Small(b)) = (&self.0, &other.0) else {
            return None;
        };
        let (mut one, mut two) = (*a.numer(), *b.numer());
        let (of_one, of_two) = (*a.denom(), *b.denom());
        let denominator = of_one.max(of_two);
        if denominator % of_one.min(of_two) != 0 {
            return None;
        }
        if of_one < of_two {
            one = one.checked_mul(of_two / of_one)?;
        } else if of_two < of_one {
            two = two.checked_mul(of_one / of_two)?;
        }
        let numerator = of(one, two).filter(|n| *n != i64::MIN)?;
        Some(Self(Size::Small(if denominator == 1 {
            Ratio::from_integer(numerator)
        } else {
            Ratio::new(numerator, denominator)
        })))
    }

    /// In machine words where that does not overflow.
    fn operate(
        &self,
        other: &Self,
        small: impl Fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Size::Small(a), Size::Small(b)) = (&self.0, &other.0)
            && let Some(result) = small(a, b)
            && *result.numer() != i64::MIN
        {
            return Self(Size::Small(result));
        }
        Self::from_big(big(self.to_big(), other.to_big()))
    }

    /// Whether it is exactly 1.
    pub fn is_one(&self) -> bool {
        matches!(&self.0, Size::Small(small) if small.is_one())
    }

    /// Whether it is exactly 0.
    pub fn is_zero(&self) -> bool {
        matches!(&self.0, Size::Small(small) if small.is_zero())
    }

    /// Whether it is less than 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Size::Small(small) => small.is_negative(),
            Size::Big(big) => big.is_negative(),
        }
    }

    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Size::Small(small) => small.is_integer(),
            Size::Big(big) => big.is_integer(),
        }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(match &self.0 {
            Size::Small(small) => Size::Small(small.abs()),
            Size::Big(big) => Size::Big(Box::new(big.abs())),
        })
    }

    /// The next whole number that is not less.
    #[must_use]
    pub fn ceil(&self) -> Self {
        -(-self.clone()).floor()
    }

    /// The next whole number that is not more.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Size::Small(small) => {
                let whole = Integer::div_floor(small.numer(), small.denom());
                Self(Size::Small(Ratio::from_integer(whole)))
            }
            Size::Big(big) => Self::from_big(big.floor()),
        }
    }

    /// The quotient, or nothing when `divisor` is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_one() {
            return Some(self.clone());
        }
        let quotient = || self.operate(divisor, quotient, |a, b| a / b);
        (!divisor.is_zero()).then(quotient)
    }

    /// Rounds half up (away from zero) to `places` decimal places: 0.05 → "0.1".
    /// Here and in [`Exact::rounded`] alone a figure is rounded.
    pub fn to_fixed(&self, places: u32) -> String {
        let units = self.small_units(places);
        let mut text = match units {
            Some(units) => units.to_string(),
            None => self.big_units(places).to_string(),
        };
        let is_negative = self.is_negative() && text != "0";
        let places = usize::try_from(places).unwrap_or(usize::MAX);
        if text.len() <= places {
            text.insert_str(0, &"0".repeat(places + 1 - text.len()));
        }
        if places > 0 {
            text.insert(text.len() - places, '.');
        }
        if is_negative {
            text.insert(0, '-');
        }
        text
    }

    /// The same as a number.
    #[must_use]
    pub fn rounded(&self, places: u32) -> Self {
        if matches!(&self.0, Size::Small(small) if small.is_integer()) {
            return self.clone();
        }
        let size = match self.small_units(places) {
            Some(units) => Self::scaled(units, places),
            None => Self::from_big(BigRational::new(
                self.big_units(places),
                power_of_ten(places),
            )),
        };
        if self.is_negative() { -size } else { size }
    }

    /// The number, rounded and without its sign, in units of the last of `places` places, where machine
    /// words hold that.
    fn small_units(&self, places: u32) -> Option<i128> {
        let Size::Small(small) = &self.0 else {
            return None;
        };
        let (numerator, denominator) = (i128::from(*small.numer()), i128::from(*small.denom()));
        let scaled = numerator.abs().checked_mul(10_i128.checked_pow(places)?)?;
        if denominator == 1 {
            return Some(scaled);
        }
        Some(scaled.checked_mul(2)?.checked_add(denominator)? / (denominator * 2))
    }

    /// The same, of any size.
    fn big_units(&self, places: u32) -> BigInt {
        // BigRational::round takes halves away from zero.
        let scaled = self.to_big() * BigRational::from_integer(power_of_ten(places));
        scaled.round().to_integer().abs()
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
        match &self.0 {
            Size::Small(small) => places_of(*small.denom()),
            Size::Big(big) => places_of(big.denom().clone()),
        }
    }
}

/// Of whole numbers, as most figures are, without looking for common divisors.
fn product(a: &Ratio<i64>, b: &Ratio<i64>) -> Option<Ratio<i64>> {
    if a.is_integer() && b.is_integer() {
        return i64::checked_mul(*a.numer(), *b.numer()).map(Ratio::from_integer);
    }
    a.checked_mul(b)
}

/// Of whole numbers, with one look for their common divisor. `b` is not zero.
fn quotient(a: &Ratio<i64>, b: &Ratio<i64>) -> Option<Ratio<i64>> {
    if a.is_integer() && b.is_integer() {
        return Some(Ratio::new(*a.numer(), *b.numer()));
    }
    a.checked_div(b)
}

fn places_of<N: Integer + From<u8>>(denominator: N) -> Option<u32> {
    let mut rest = denominator;
    let mut places = [0_u32; 2];
    for (prime, count) in [2, 5].into_iter().zip(&mut places) {
        loop {
            let (quotient, remainder) = rest.div_rem(&N::from(prime));
            if !remainder.is_zero() {
                break;
            }
            rest = quotient;
            *count += 1;
        }
    }
    rest.is_one().then(|| places[0].max(places[1]))
}

fn power_of_ten(places: u32) -> BigInt {
    Pow::pow(BigInt::from(10), places)
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let (Size::Small(a), Size::Small(b)) = (&self.0, &other.0) else {
            return self.to_big().cmp(&other.to_big());
        };
        if a.denom() == b.denom() {
            return a.numer().cmp(b.numer());
        }
        let product = |a: &i64, b: &i64| i128::from(*a) * i128::from(*b);
        product(a.numer(), b.denom()).cmp(&product(b.numer(), a.denom()))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_plain())
    }
}

impl Add<&Exact> for Exact {
    type Output = Exact;

    fn add(self, other: &Exact) -> Exact {
        self.of_multiple(other, i64::checked_add)
            .unwrap_or_else(|| self.operate(other, CheckedAdd::checked_add, |a, b| a + b))
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: &Exact) -> Exact {
        self.of_multiple(other, i64::checked_sub)
            .unwrap_or_else(|| self.operate(other, CheckedSub::checked_sub, |a, b| a - b))
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: &Exact) -> Exact {
        if other.is_one() {
            return self.clone();
        }
        if self.is_one() {
            return other.clone();
        }
        self.operate(other, product, |a, b| a * b)
    }
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact(match self.0 {
            Size::Small(small) => Size::Small(-small),
            Size::Big(big) => Size::Big(Box::new(-*big)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Decimal;
    use super::*;

    fn exact(text: &str) -> Exact {
        Decimal::parse(text).unwrap().value
    }

    /// Small and large numbers give the same answers: those of arithmetic on whole numbers of any size.
    #[test]
    fn numbers_beyond_machine_words() {
        let huge = exact("999999999999999999999999");
        let (mut product, mut by_big) = (huge.clone(), huge.to_big());
        for _ in 0..3 {
            product = &product * &huge;
            by_big *= huge.to_big();
        }
        assert_eq!(product.to_big(), by_big);
        assert!(product > huge && -product.clone() < huge);
        let back = product
            .checked_div(&huge)
            .unwrap()
            .checked_div(&huge)
            .unwrap();
        assert_eq!(back.checked_div(&huge), Some(huge.clone()));
        assert_eq!(product.to_fixed(0), by_big.to_integer().to_string());
        let hair = exact("0.00000000000000000000001");
        assert_eq!((&(product.clone() + &hair) - &product), hair);
        assert_eq!((product.clone() + &hair).floor(), product);
        assert_eq!((&product - &hair).ceil(), product);
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            rng_seed: proptest::test_runner::RngSeed::Fixed(9704),
            failure_persistence: None,
            ..Default::default()
        })]

        #[test]
        fn machine_words_and_numbers_of_any_size_agree(
            a in proptest::num::i64::ANY, b in proptest::num::i64::ANY,
            c in 1..i64::MAX, d in 1..i64::MAX, places in 0_u32..25,
        ) {
            let of = |n, d| Exact::integer(n).checked_div(&Exact::integer(d)).unwrap();
            let (x, y) = (of(a, c), of(b, d));
            let (big_x, big_y) = (x.to_big(), y.to_big());
            proptest::prop_assert_eq!((x.clone() + &y).to_big(), &big_x + &big_y);
            proptest::prop_assert_eq!((&x - &y).to_big(), &big_x - &big_y);
            proptest::prop_assert_eq!((&x * &y).to_big(), &big_x * &big_y);
            proptest::prop_assert_eq!(x.cmp(&y), big_x.cmp(&big_y));
            proptest::prop_assert_eq!(x.floor().to_big(), big_x.floor());
            proptest::prop_assert_eq!(x.ceil().to_big(), big_x.ceil());
            let scaled = (&big_x * BigRational::from_integer(power_of_ten(places))).round().to_integer();
            let digits = x.to_fixed(places).replace('.', "");
            proptest::prop_assert_eq!(digits.parse::<BigInt>().unwrap(), scaled.clone());
            let unit = BigRational::new(BigInt::from(1), power_of_ten(places));
            proptest::prop_assert_eq!(x.rounded(places).to_big(), unit * scaled);
        }

        #[test]
        fn what_is_printed_is_within_half_a_unit(n in -1_000_000_i64..1_000_000, d in 1_i64..5_000, places in 0_u32..6) {
            let value = Exact::integer(n).checked_div(&Exact::integer(d)).unwrap();
            let printed = exact(&value.to_fixed(places));
            proptest::prop_assert!((&printed - &value).abs() <= Exact::half_unit(places));
        }
    }
}
