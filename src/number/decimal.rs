use std::borrow::Cow;

use ecow::EcoString;

use super::{Exact, Interval};

/// A decimal as it was typed: its digits, its places and its exact value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits as typed, without grouping underscores or a plus sign: "545.9", "51.220".
    pub text: EcoString,
    /// Digits behind the point.
    pub places: u32,
    /// The number itself.
    pub value: Exact,
}

/// Why a text is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// Not a plain decimal: an exponent, another base, `inf`, `nan`, a word.
    NotPlain,
    /// More digits than any figure of a notice has; surely a slip of the keyboard.
    TooLong,
}

/// No figure of a notice comes near this; it bounds what a slip can cost.
const MOST_DIGITS: usize = 24;

impl Decimal {
    /// Reads a plain decimal.
    ///
    /// # Errors
    /// What is no plain decimal, or has more digits than any figure.
    pub fn parse(literal: &str) -> Result<Self, DecimalError> {
        let cleaned = if literal.contains('_') {
            Cow::Owned(literal.replace('_', ""))
        } else {
            Cow::Borrowed(literal)
        };
        let text = cleaned.strip_prefix('+').unwrap_or(&cleaned);
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let ends_in_point = digits.ends_with('.');
        if whole.is_empty() || ends_in_point {
            return Err(DecimalError::NotPlain);
        }
        let mut number: i128 = 0;
        let mut count = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            if !digit.is_ascii_digit() {
                return Err(DecimalError::NotPlain);
            }
            count += 1;
            // What is too long is told once all of it is known to be digits.
            if count <= MOST_DIGITS {
                number = 10 * number + i128::from(digit - b'0');
            }
        }
        if count > MOST_DIGITS {
            return Err(DecimalError::TooLong);
        }
        let places = u32::try_from(fraction.len()).map_err(|_| DecimalError::TooLong)?;
        let number = if text.starts_with('-') {
            -number
        } else {
            number
        };
        Ok(Self {
            text: text.into(),
            places,
            value: Exact::scaled(number, places),
        })
    }

    /// What a rounded figure may stand for: ± half a unit of its last place,
    /// closed (XBRL Calculations 1.1). `rounded_to` is how many places it has
    /// at the least, though zeros at its end were not typed.
    pub fn interval(&self, rounded_to: Option<u32>) -> Interval {
        let half = Exact::half_unit(self.places.max(rounded_to.unwrap_or(0)));
        Interval::new(&self.value - &half, self.value.clone() + &half)
    }
}
