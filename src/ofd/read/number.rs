//! The numbers of a package, as whole ones: millionths, which are nanometres of a length.

use crate::pages::Length;

/// What one comes to.
pub(super) const ONE: i64 = 1_000_000;
const PLACES: usize = 6;

/// A decimal number in millionths; places beyond them are cut off.
pub(super) fn millionths(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && rest.is_empty() {
        return None;
    }
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(rest) {
        return None;
    }
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let rest: String = rest.chars().chain("000000".chars()).take(PLACES).collect();
    let sum = whole.checked_mul(ONE)?.checked_add(rest.parse().ok()?)?;
    Some(sign * sum)
}

/// Numbers with space between them; nothing if one of them is none.
pub(super) fn all(text: &str) -> Option<Vec<i64>> {
    text.split_whitespace().map(millionths).collect()
}

/// `DeltaX` and `DeltaY`: `g 3 1.5` stands for 1.5 three times.
pub(super) fn steps(text: &str) -> Option<Vec<i64>> {
    const MOST: usize = 100_000;
    let mut steps = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count: usize = words.next()?.parse().ok().filter(|count| *count < MOST)?;
            let step = millionths(words.next()?)?;
            steps.extend(std::iter::repeat_n(step, count));
        } else {
            steps.push(millionths(word)?);
        }
    }
    Some(steps)
}

/// Nanometres as a length.
pub(super) fn micrometres(nanometres: i64) -> Length {
    Length::micrometres((nanometres + 500).div_euclid(1_000))
}

/// A product of two numbers in millionths.
pub(super) fn product(one: i64, other: i64) -> i64 {
    let product = i128::from(one) * i128::from(other);
    let one = i128::from(ONE);
    i64::try_from((product + one / 2).div_euclid(one)).unwrap_or_default()
}

/// `ST_Box`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Box {
    pub(super) left: i64,
    pub(super) top: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Box {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let [left, top, width, height] = all(text)?.try_into().ok()?;
        Some(Self {
            left,
            top,
            width,
            height,
        })
    }
}

/// From an object's coordinates to the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix {
    /// `a`, `b`, `c`, `d`, `e`, `f` of `CTM`.
    values: [i64; 6],
    /// Where its boundary begins on the page.
    corner: (i64, i64),
}

impl Matrix {
    pub(super) fn new(ctm: Option<&str>, corner: (i64, i64)) -> Self {
        let values = ctm.and_then(all).and_then(|values| values.try_into().ok());
        Self {
            values: values.unwrap_or([ONE, 0, 0, ONE, 0, 0]),
            corner,
        }
    }

    pub(super) fn apply(&self, (x, y): (i64, i64)) -> (i64, i64) {
        let [_, _, _, _, e, f] = self.values;
        let (x, y) = self.turned((x, y));
        (x + e + self.corner.0, y + f + self.corner.1)
    }

    /// How long a straight stretch comes out, turned by quarters or not at all.
    pub(super) fn extent(&self, stretch: (i64, i64)) -> i64 {
        let (x, y) = self.turned(stretch);
        x.abs() + y.abs()
    }

    fn turned(&self, (across, down): (i64, i64)) -> (i64, i64) {
        let [a, b, c, d, ..] = self.values;
        (
            product(a, across) + product(c, down),
            product(b, across) + product(d, down),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_to_the_millionth() {
        assert_eq!(millionths("5.644444"), Some(5_644_444));
        assert_eq!(millionths("-0.0505"), Some(-50_500));
        assert_eq!(millionths(".5"), Some(500_000));
        assert_eq!(millionths("210"), Some(210_000_000));
        for none in ["", ".", "-", "1e3", "1.2.3", "甲"] {
            assert_eq!(millionths(none), None, "{none}");
        }
        assert_eq!(steps("1 g 2 0.5"), Some(vec![ONE, ONE / 2, ONE / 2]));
        assert_eq!(steps("g 99999999999 1"), None);
    }

    #[test]
    fn a_quarter_turn_is_exact() {
        let matrix = Matrix::new(Some("0 1 -1 0 2 3"), (10 * ONE, 20 * ONE));
        assert_eq!(matrix.apply((ONE, 0)), (12 * ONE, 24 * ONE));
        assert_eq!(matrix.extent((0, 4 * ONE)), 4 * ONE);
    }
}
