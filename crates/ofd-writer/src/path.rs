//! Path objects (clause 9).

use crate::clip::{self, Clip};
use crate::page::{ObjectId, Page, Placed};
use crate::paint::{Colour, FillRule, Stroke};
use crate::unit::{Area, Matrix, Point};
use crate::xml::push_length;

/// Lines and curves, stroked, filled or both.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    /// In the path's own coordinates.
    pub segments: &'a [Segment],
    /// What its inside is filled with, if with anything.
    pub fill: Option<(Colour, FillRule)>,
    /// How it is drawn itself, if at all.
    pub stroke: Option<&'a Stroke>,
    /// From the path's own coordinates to the page.
    pub place: Matrix,
    /// Regions outside of which nothing of it is seen.
    pub clips: &'a [Clip],
}

/// A piece of a path (clause 9.3, table 36).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Begins another part of the path here.
    Move(Point),
    /// A straight line to this place.
    Line(Point),
    /// A cubic Bézier curve: two points that it is drawn to, and its end.
    Cubic(Point, Point, Point),
    /// A straight line back to where this part began.
    Close,
}

impl Segment {
    /// The points that it is given by.
    pub(crate) fn points(&self) -> impl Iterator<Item = Point> + use<> {
        let points = match *self {
            Self::Move(point) | Self::Line(point) => [Some(point), None, None],
            Self::Cubic(one, two, three) => [Some(one), Some(two), Some(three)],
            Self::Close => [None; 3],
        };
        points.into_iter().flatten()
    }

    pub(crate) fn is_curved(&self) -> bool {
        matches!(self, Self::Cubic(..))
    }

    pub(crate) fn mapped(&self, map: impl Fn(Point) -> Point) -> Self {
        match *self {
            Self::Move(point) => Self::Move(map(point)),
            Self::Line(point) => Self::Line(map(point)),
            Self::Cubic(one, two, three) => Self::Cubic(map(one), map(two), map(three)),
            Self::Close => Self::Close,
        }
    }
}

/// An area that holds all of a path, but for its stroke; nothing without points.
pub(crate) fn area(segments: &[Segment]) -> Option<Area> {
    Area::around(segments.iter().flat_map(Segment::points))
}

/// A path as `AbbreviatedData`, counted from a point.
pub(crate) fn abbreviated(segments: &[Segment], from: Point) -> String {
    let mut text = String::new();
    for segment in segments {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push(match segment {
            Segment::Move(_) => 'M',
            Segment::Line(_) => 'L',
            Segment::Cubic(..) => 'B',
            Segment::Close => 'C',
        });
        for point in segment.points() {
            for length in [point.x - from.x, point.y - from.y] {
                text.push(' ');
                push_length(length, &mut text);
            }
        }
    }
    text
}

impl Page<'_, '_> {
    /// Draws a path; nothing when it has no points or is neither stroked nor filled.
    pub fn path(&mut self, path: &Path) -> Option<ObjectId> {
        if path.fill.is_none() && path.stroke.is_none() {
            return None;
        }
        let own = area(path.segments)?;
        let reach = path.stroke.map(Stroke::reach).unwrap_or_default();
        let placed = Placed::new(&path.place, own.wider(reach));
        let (id, xml) = self.begin("PathObject", &placed);
        match path.stroke {
            Some(stroke) => stroke.write_attributes(xml),
            None => xml.attribute("Stroke", "false"),
        }
        if let Some((_, rule)) = path.fill {
            xml.attribute("Fill", "true");
            if rule == FillRule::EvenOdd {
                xml.attribute("Rule", "Even-Odd");
            }
        }
        clip::write(path.clips, &placed, xml);
        if let Some(stroke) = path.stroke {
            stroke.colour.write("StrokeColor", xml);
        }
        if let Some((colour, _)) = path.fill {
            colour.write("FillColor", xml);
        }
        xml.leaf("AbbreviatedData", &abbreviated(path.segments, placed.from));
        xml.close();
        Some(id)
    }
}
