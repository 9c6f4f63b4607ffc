//! From typst's values to those of the package: the one place where its floats are rounded.

use ofd_writer::{Cap, Colour, Join, Length, Matrix, Point, Segment, Stroke, Variation};
use typst::layout::{Abs, Point as TypstPoint, Transform};
use typst::text::FontVariations;
use typst::visualize::{Curve, CurveItem, FixedStroke, Geometry, LineCap, LineJoin, Paint, Shape};

use super::OfdFault;

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "the one way from typst's lengths to whole nanometres; pages are far below the limits"
)]
pub(super) fn length(abs: Abs) -> Length {
    Length::nanometres((abs.to_mm() * 1_000_000.0).round() as i64)
}

pub(super) fn point(point: TypstPoint) -> Point {
    Point {
        x: length(point.x),
        y: length(point.y),
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "the one way from typst's factors to whole millionths"
)]
pub(super) fn matrix(transform: Transform) -> Matrix {
    let Transform {
        sx,
        ky,
        kx,
        sy,
        tx,
        ty,
    } = transform;
    let millionths = [sx, ky, kx, sy].map(|factor| (factor.get() * 1_000_000.0).round() as i64);
    Matrix {
        linear: millionths,
        origin: point(TypstPoint::new(tx, ty)),
    }
}

/// # Errors
/// A colour that changes from place to place.
pub(super) fn colour(paint: &Paint) -> Result<Colour, OfdFault> {
    let Paint::Solid(colour) = paint else {
        return Err(OfdFault::Paint);
    };
    let [red, green, blue, alpha] = colour.to_rgb().into_format::<u8, u8>().into();
    Ok(Colour {
        rgb: [red, green, blue],
        alpha,
    })
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_arithmetic,
    reason = "the one way from typst's ratio to whole thousandths"
)]
pub(super) fn stroke(stroke: &FixedStroke) -> Result<Stroke, OfdFault> {
    let dashes = stroke.dash.as_ref();
    Ok(Stroke {
        colour: colour(&stroke.paint)?,
        width: length(stroke.thickness),
        cap: match stroke.cap {
            LineCap::Butt => Cap::Butt,
            LineCap::Round => Cap::Round,
            LineCap::Square => Cap::Square,
        },
        join: match stroke.join {
            LineJoin::Miter => Join::Miter((stroke.miter_limit.get() * 1_000.0).round() as u32),
            LineJoin::Round => Join::Round,
            LineJoin::Bevel => Join::Bevel,
        },
        dashes: dashes
            .map(|dash| dash.array.iter().map(|dash| length(*dash)).collect())
            .unwrap_or_default(),
        dash_offset: dashes.map(|dash| length(dash.phase)).unwrap_or_default(),
    })
}

pub(super) fn segments(shape: &Shape) -> Vec<Segment> {
    let zero = TypstPoint::zero();
    match &shape.geometry {
        Geometry::Line(to) => vec![Segment::Move(point(zero)), Segment::Line(point(*to))],
        Geometry::Rect(size) => curve(&Curve::rect(*size)),
        Geometry::Curve(drawn) => curve(drawn),
    }
}

pub(super) fn curve(curve: &Curve) -> Vec<Segment> {
    let segment = |item: &CurveItem| match *item {
        CurveItem::Move(to) => Segment::Move(point(to)),
        CurveItem::Line(to) => Segment::Line(point(to)),
        CurveItem::Cubic(one, two, to) => Segment::Cubic(point(one), point(two), point(to)),
        CurveItem::Close => Segment::Close,
    };
    curve.0.iter().map(segment).collect()
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "the one way from the axes of a font to whole 65,536ths"
)]
pub(super) fn variations(variations: &FontVariations) -> Vec<Variation> {
    let variations = variations.0.iter();
    variations
        .map(|(tag, value)| Variation {
            axis: tag.to_bytes(),
            value: (value.0 * 65_536.0).round() as i32,
        })
        .collect()
}
