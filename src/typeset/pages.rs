//! What lies where on the laid-out pages, taken from typst's frames.

use ecow::EcoString;
use typst::layout::{Abs, Em, Frame, Point, Ratio, Transform};
use typst::text::TextItem;
use typst::visualize::{self, Paint};
use typst_layout::PagedDocument;

use super::walk::{Spot, Visitor, walk};
use crate::pages::{Area, Character, Length, Page, Pages, PartKind, Shape, Stroke, Text};

pub(super) fn pages(document: &PagedDocument) -> Pages {
    let mut found = Found::default();
    let parts = walk(document, &mut found);
    Pages {
        pages: found.0,
        parts,
    }
}

#[derive(Default)]
struct Found(Vec<Page>);

impl<'d> Visitor<'d> for Found {
    fn page(&mut self, number: usize, frame: &'d Frame) {
        let size = frame.size();
        self.0.push(Page {
            number,
            width: length(size.x),
            height: length(size.y),
            texts: Vec::new(),
            shapes: Vec::new(),
        });
    }

    fn text(&mut self, text: &'d TextItem, at: &Spot) {
        let here = at.here;
        let mut characters = Vec::with_capacity(text.glyphs.len());
        let mut left = Abs::zero();
        let (top, bottom) = (-Em::new(0.88).at(text.size), Em::new(0.12).at(text.size));
        for glyph in &text.glyphs {
            let right = left + glyph.x_advance.at(text.size);
            let own = text.font.x_advance(glyph.id).unwrap_or(glyph.x_advance);
            let natural = own.at(text.size);
            let start = left + glyph.x_offset.at(text.size);
            let origin = Point::with_x(start).transform(here);
            characters.push(Character {
                text: text.text.get(glyph.range()).unwrap_or_default().into(),
                area: area(
                    Point::new(start, top),
                    Point::new(start + natural, bottom),
                    here,
                ),
                natural: extent(Point::with_x(natural), here),
                origin: (length(origin.x), length(origin.y)),
            });
            left = right;
        }
        let has_ink = matches!(
            at.kind,
            Some(PartKind::Mark | PartKind::MarkWord | PartKind::Folio)
        );
        let ink = has_ink.then(|| {
            let ink = text.bbox();
            // Ink is counted upwards in a run, and comes with its edges swapped.
            area(ink.min, ink.max, here)
        });
        let Some(page) = self.0.last_mut() else {
            return;
        };
        page.texts.push(Text {
            part: at.part,
            family: text.font.info().family.as_str().into(),
            size: extent(Point::with_y(text.size), here),
            colour: colour(&text.fill),
            baseline: length(Point::zero().transform(here).y),
            characters,
            ink,
        });
    }

    fn shape(&mut self, shape: &'d visualize::Shape, at: &Spot) {
        let bounds = shape.bbox(false);
        if let Some(page) = self.0.last_mut() {
            page.shapes.push(Shape {
                part: at.part,
                area: area(bounds.min, bounds.max, at.here),
                fill: shape.fill.as_ref().map(colour),
                stroke: shape.stroke.as_ref().map(|stroke| Stroke {
                    thickness: length(stroke.thickness),
                    colour: colour(&stroke.paint),
                }),
            });
        }
    }
}

fn area(one: Point, other: Point, here: Transform) -> Area {
    let (one, other) = (one.transform(here), other.transform(here));
    let (min, max) = (one.min(other), one.max(other));
    Area {
        left: length(min.x),
        top: length(min.y),
        right: length(max.x),
        bottom: length(max.y),
    }
}

/// How long a straight stretch comes out, turned by quarters or not at all.
fn extent(stretch: Point, here: Transform) -> Length {
    let still = Transform {
        tx: Abs::zero(),
        ty: Abs::zero(),
        ..here
    };
    let Point { x, y } = stretch.transform(still);
    length(x.abs() + y.abs())
}

fn colour(paint: &Paint) -> EcoString {
    match paint {
        Paint::Solid(colour) => colour.to_hex(),
        Paint::Gradient(_) | Paint::Tiling(_) => "mixed".into(),
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "the one way from typst's lengths to whole micrometres; pages are far below the limits"
)]
fn length(abs: Abs) -> Length {
    const MICROMETRES: Ratio = Ratio::new(1000.0);
    Length::micrometres(MICROMETRES.of(abs).to_mm().round() as i64)
}
