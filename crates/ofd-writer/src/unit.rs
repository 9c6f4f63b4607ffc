//! Lengths, points and transformations, all of them whole numbers.

use std::ops::{Add, Neg, Sub};

/// A length in whole nanometres, which may be negative. It is written in millimetres, rounded to a
/// micrometre (`ST_Pos`, `ST_Array`; clause 7.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

/// What one millimetre, and one micrometre, come to.
const MILLIMETRE: i64 = 1_000_000;
const MICROMETRE: i64 = 1_000;

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0);

    /// A length of so many nanometres.
    pub const fn nanometres(count: i64) -> Self {
        Self(count)
    }

    /// A length of so many micrometres.
    pub const fn micrometres(count: i64) -> Self {
        Self(count * MICROMETRE)
    }

    /// A length of so many millimetres.
    pub const fn millimetres(count: i64) -> Self {
        Self(count * MILLIMETRE)
    }

    /// How many nanometres it has.
    pub const fn in_nanometres(self) -> i64 {
        self.0
    }

    /// The nearest whole number of micrometres.
    pub(crate) const fn in_micrometres(self) -> i64 {
        (self.0 + MICROMETRE / 2).div_euclid(MICROMETRE)
    }

    pub(crate) const fn rounded(self) -> Self {
        Self(self.in_micrometres() * MICROMETRE)
    }

    pub(crate) const fn half(self) -> Self {
        Self(self.0 / 2)
    }

    pub(crate) const fn times(self, count: i64) -> Self {
        Self(self.0 * count)
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

/// A place: to the right, and down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// To the right.
    pub x: Length,
    /// Down.
    pub y: Length,
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            x: self.x + other.x,
            y: self.y + other.y,
        }
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            x: self.x - other.x,
            y: self.y - other.y,
        }
    }
}

/// From an object's own coordinates to those of its page: `x' = a x + c y + e`, `y' = b x + d y + f`
/// (`CTM`; clause 8.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// `a`, `b`, `c` and `d` in millionths.
    pub linear: [i64; 4],
    /// `e` and `f`: where the object's own origin lies.
    pub origin: Point,
}

const ONE: i64 = 1_000_000;
const UPRIGHT: [i64; 4] = [ONE, 0, 0, ONE];

impl Matrix {
    /// Moves, and neither turns nor stretches.
    pub const fn translation(origin: Point) -> Self {
        Self {
            linear: UPRIGHT,
            origin,
        }
    }

    /// Whether it neither turns nor stretches.
    pub fn is_translation(&self) -> bool {
        self.linear == UPRIGHT
    }

    /// Where a point of the object lies on the page.
    pub fn apply(&self, point: Point) -> Point {
        self.turned(point) + self.origin
    }

    /// The same without its movement.
    fn turned(&self, Point { x, y }: Point) -> Point {
        if self.is_translation() {
            return Point { x, y };
        }
        let [a, b, c, d] = self.linear;
        let sum = |of_x: i64, of_y: i64| {
            let sum = i128::from(of_x) * i128::from(x.0) + i128::from(of_y) * i128::from(y.0);
            Length(nearest(sum, i128::from(ONE)))
        };
        Point {
            x: sum(a, c),
            y: sum(b, d),
        }
    }

    /// Where a point of the page lies in the object's own coordinates; nothing when the object is
    /// flat.
    pub(crate) fn undo(&self, point: Point) -> Option<Point> {
        let from = point - self.origin;
        let [a, b, c, d] = self.linear.map(i128::from);
        let (across, down) = (i128::from(from.x.0), i128::from(from.y.0));
        let determinant = a * d - b * c;
        if determinant == 0 {
            return None;
        }
        let solved = |numerator: i128| Length(nearest(numerator * i128::from(ONE), determinant));
        Some(Point {
            x: solved(d * across - c * down),
            y: solved(a * down - b * across),
        })
    }
}

/// A quotient rounded to the nearest whole number, halves upwards.
fn nearest(numerator: i128, denominator: i128) -> i64 {
    let (numerator, denominator) = if denominator < 0 {
        (-numerator, -denominator)
    } else {
        (numerator, denominator)
    };
    let rounded = (numerator + denominator / 2).div_euclid(denominator);
    i64::try_from(rounded).unwrap_or_default()
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) least: Point,
    pub(crate) most: Point,
}

impl Area {
    /// The least that holds all the points; nothing without points.
    pub(crate) fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let at = |point| Self {
            least: point,
            most: point,
        };
        points.into_iter().map(at).reduce(|one, other| Self {
            least: Point {
                x: one.least.x.min(other.least.x),
                y: one.least.y.min(other.least.y),
            },
            most: Point {
                x: one.most.x.max(other.most.x),
                y: one.most.y.max(other.most.y),
            },
        })
    }

    /// Larger by a length on each side.
    pub(crate) fn wider(self, by: Length) -> Self {
        let by = Point { x: by, y: by };
        Self {
            least: self.least - by,
            most: self.most + by,
        }
    }

    /// The least area on the page that holds this one of the object.
    pub(crate) fn on_page(self, place: &Matrix) -> Self {
        let (least, most) = (self.least, self.most);
        let corner = |x, y| place.apply(Point { x, y });
        let corners = [
            corner(least.x, least.y),
            corner(least.x, most.y),
            corner(most.x, least.y),
            corner(most.x, most.y),
        ];
        Self::around(corners).unwrap_or(self)
    }

    /// Out to whole micrometres, so that nothing is lost by what is written.
    pub(crate) fn outwards(self) -> Self {
        let down = |length: Length| Length(length.0.div_euclid(MICROMETRE) * MICROMETRE);
        let up = |length: Length| -down(-length);
        Self {
            least: Point {
                x: down(self.least.x),
                y: down(self.least.y),
            },
            most: Point {
                x: up(self.most.x),
                y: up(self.most.y),
            },
        }
    }

    /// Whether the other lies within this one.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.least.x <= other.least.x
            && self.least.y <= other.least.y
            && self.most.x >= other.most.x
            && self.most.y >= other.most.y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i64, y: i64) -> Point {
        Point {
            x: Length::micrometres(x),
            y: Length::micrometres(y),
        }
    }

    #[test]
    fn a_quarter_turn_is_exact_and_can_be_undone() {
        let turned = Matrix {
            linear: [0, ONE, -ONE, 0],
            origin: at(100, 200),
        };
        assert_eq!(turned.apply(at(3, 4)), at(96, 203));
        assert_eq!(turned.undo(at(96, 203)), Some(at(3, 4)));
        let flat = Matrix {
            linear: [ONE, 0, ONE, 0],
            origin: Point::default(),
        };
        assert_eq!(flat.undo(at(1, 1)), None);
    }

    #[test]
    fn rounding_does_not_depend_on_the_sign() {
        assert_eq!(Length::nanometres(-1_499).in_micrometres(), -1);
        assert_eq!(Length::nanometres(-1_501).in_micrometres(), -2);
        assert_eq!(Length::nanometres(1_499).in_micrometres(), 1);
        let area = Area::around([
            Point {
                x: Length(-1),
                y: Length(1),
            },
            Point::default(),
        ])
        .unwrap();
        let out = area.outwards();
        assert_eq!(out.least, at(-1, 0));
        assert_eq!(out.most, at(0, 1));
    }
}
