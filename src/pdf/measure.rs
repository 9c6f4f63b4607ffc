//! From the reader's numbers to whole micrometres: the one place where they change.

use hayro_interpret::TransformExt;
use hayro_syntax::page::Page;
use kurbo::{Affine, Point, Rect, Vec2};

use crate::pages::{Area, Length};

/// How many micrometres a point has.
const POINT: Affine = Affine::scale(352.777_777_777_777_8);

/// The size of a page, its area, and the way from its own coordinates to micrometres from its upper
/// left corner, as it is read.
pub(super) fn paper(page: &Page) -> ((Length, Length), Rect, Affine) {
    let (width, height) = page.render_dimensions();
    let corner = POINT * Point::new(width.into(), height.into());
    let place = POINT * page.initial_transform(true).to_kurbo();
    let paper = Rect::from_points(Point::ORIGIN, corner);
    (at(corner), paper, place)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a place beyond all paper comes to its end"
)]
pub(super) fn at(point: Point) -> (Length, Length) {
    let (x, y) = (point.x.round() as i64, point.y.round() as i64);
    (bounded(x), bounded(y))
}

/// Far beyond any paper, and far from where numbers end.
fn bounded(micrometres: i64) -> Length {
    const MOST: i64 = 1_000_000_000_000;
    Length::micrometres(micrometres.clamp(-MOST, MOST))
}

/// How long a stretch is, whichever way it goes.
pub(super) fn long(stretch: Vec2) -> Length {
    at(Point::new(stretch.hypot(), 0.0)).0
}

pub(super) fn area(rect: Rect) -> Area {
    let (left, top) = at(rect.origin());
    let (right, bottom) = at(Point::new(rect.max_x(), rect.max_y()));
    Area {
        left,
        top,
        right,
        bottom,
    }
}
