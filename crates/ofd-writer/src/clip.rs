use crate::page::Placed;
use crate::path::{Segment, abbreviated, area};
use crate::unit::{Area, Matrix, Point};
use crate::xml::Xml;

/// A region outside of which nothing is drawn (clause 8.4).
#[derive(Clone, Debug)]
pub struct Clip {
    /// The outline of the region.
    pub segments: Vec<Segment>,
    /// From the outline's own coordinates to the page.
    pub place: Matrix,
}

impl Clip {
    /// The region in the coordinates of an object that is clipped by it.
    fn within(&self, place: &Matrix) -> Vec<Segment> {
        let moved = |point| {
            let on_page = self.place.apply(point);
            place.undo(on_page).unwrap_or(on_page)
        };
        self.segments
            .iter()
            .map(|segment| segment.mapped(moved))
            .collect()
    }

    /// Whether it takes nothing away from what lies in this area of the page: only an upright
    /// rectangle is known to do so.
    fn is_around(&self, on_page: &Area) -> bool {
        let is_upright = self.place.linear[1] == 0 && self.place.linear[2] == 0;
        let Some(own) = self.rectangle().filter(|_| is_upright) else {
            return false;
        };
        own.on_page(&self.place).holds(on_page)
    }

    /// The rectangle that it is, if it is one.
    fn rectangle(&self) -> Option<Area> {
        if self.segments.iter().any(Segment::is_curved) {
            return None;
        }
        let points: Vec<Point> = self.segments.iter().flat_map(Segment::points).collect();
        let area = area(&self.segments)?;
        let corners = [
            (area.least.x, area.least.y),
            (area.most.x, area.least.y),
            (area.most.x, area.most.y),
            (area.least.x, area.most.y),
        ];
        let has = |(x, y)| points.contains(&Point { x, y });
        let is_straight = |pair: &[Point]| pair[0].x == pair[1].x || pair[0].y == pair[1].y;
        let is_one =
            points.len() <= 5 && corners.into_iter().all(has) && points.windows(2).all(is_straight);
        is_one.then_some(area)
    }
}

/// Writes the element `Clips` of an object, if anything of it is clipped. All of them hold: each is
/// a `Clip` of its own.
pub(crate) fn write(clips: &[Clip], placed: &Placed, xml: &mut Xml) {
    let clips = clips.iter().filter(|clip| !clip.is_around(&placed.on_page));
    let mut is_open = false;
    for clip in clips {
        let segments = clip.within(&placed.written);
        let points = segments.iter().flat_map(Segment::points);
        // Some readers count the outline from the object's corner and not from its boundary's, so
        // that the two had better be one.
        let Some(bounds) = Area::around(points.chain([Point::default()])) else {
            continue;
        };
        if !is_open {
            xml.open("Clips");
            is_open = true;
        }
        let bounds = bounds.outwards();
        xml.open("Clip");
        xml.open("Area");
        xml.open("Path");
        xml.area("Boundary", &bounds);
        xml.attribute("Stroke", "false");
        xml.attribute("Fill", "true");
        xml.leaf("AbbreviatedData", &abbreviated(&segments, bounds.least));
        xml.close();
        xml.close();
        xml.close();
    }
    if is_open {
        xml.close();
    }
}
