//! What lies where on the laid-out pages, taken from typst's frames.

use typst::foundations::{Label, Packed, Smart, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Abs, Em, Frame, FrameItem, Point, Ratio, Transform};
use typst::model::TableCell;
use typst::pdf::TableCellKind;
use typst::text::TextItem;
use typst::utils::PicoStr;
use typst::visualize::Paint;
use typst_layout::PagedDocument;

use crate::pages::{
    Area, Character, Length, Page, Pages, Part, PartId, PartKind, Shape, Stroke, Text,
};

/// The label of the marks that the layout puts around its parts.
const MARK: &str = "part";

pub(super) fn pages(document: &PagedDocument) -> Pages {
    let mut walk = Walk {
        label: Label::new(PicoStr::intern(MARK)),
        pages: Pages::default(),
        open: Vec::new(),
        cells: Vec::new(),
    };
    for (number, page) in (1..).zip(document.pages()) {
        let size = page.frame.size();
        walk.pages.pages.push(Page {
            number,
            width: length(size.x),
            height: length(size.y),
            texts: Vec::new(),
            shapes: Vec::new(),
        });
        walk.frame(&page.frame, Transform::identity());
    }
    walk.pages
}

struct Walk {
    label: Option<Label>,
    pages: Pages,
    open: Vec<PartId>,
    /// The table's cells among them.
    cells: Vec<Location>,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, outer: Transform) {
        for (at, item) in frame.items() {
            let here = outer.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, here.pre_concat(group.transform));
                }
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Shape(shape, _) => self.shape(shape, here),
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if content.label() == self.label
                        && let Some(mark) = content.to_packed::<MetadataElem>()
                    {
                        self.mark(&mark.value);
                    } else if let Some(cell) = content.to_packed::<TableCell>() {
                        self.cell(cell);
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    if self.cells.last() == Some(location) {
                        self.cells.pop();
                        self.open.pop();
                    }
                }
                FrameItem::Image(..) | FrameItem::Link(..) => {}
            }
        }
    }

    /// A mark with a name opens a part, one without closes the last.
    fn mark(&mut self, value: &Value) {
        let Value::Array(mark) = value else {
            self.open.pop();
            return;
        };
        let (name, number) = match mark.as_slice() {
            [Value::Str(name), Value::Int(number)] => (name.as_str(), *number),
            _ => return,
        };
        if let Ok(kind) = name.parse() {
            self.open(kind, usize::try_from(number).unwrap_or_default());
        }
    }

    /// Typst itself tells where a table's cell begins, and which one it is.
    fn cell(&mut self, cell: &Packed<TableCell>) {
        let styles = StyleChain::default();
        let kind = match cell.kind.get(styles) {
            Smart::Custom(TableCellKind::Header(..)) => PartKind::HeadCell,
            _ => PartKind::Cell,
        };
        let column = cell.x.get(styles).custom();
        if let Some(location) = cell.location() {
            self.cells.push(location);
            self.open(kind, column.unwrap_or_default());
        }
    }

    fn open(&mut self, kind: PartKind, number: usize) {
        let within = self.open.last().copied();
        self.open.push(self.pages.parts.len());
        self.pages.parts.push(Part {
            kind,
            number,
            within,
        });
    }

    fn text(&mut self, text: &TextItem, here: Transform) {
        let part = self.open.last().copied();
        let mut characters = Vec::with_capacity(text.glyphs.len());
        let mut left = Abs::zero();
        let (top, bottom) = (-Em::new(0.88).at(text.size), Em::new(0.12).at(text.size));
        for glyph in &text.glyphs {
            let right = left + glyph.x_advance.at(text.size);
            let own = text.font.x_advance(glyph.id).unwrap_or(glyph.x_advance);
            let natural = own.at(text.size);
            // Justification lengthens the advance; a mark that is squeezed shortens it.
            let seen = (right - left).min(natural);
            let origin = Point::new(left + glyph.x_offset.at(text.size), Abs::zero());
            let origin = origin.transform(here);
            characters.push(Character {
                text: text.text.get(glyph.range()).unwrap_or_default().to_owned(),
                area: area(Point::new(left, top), Point::new(left + seen, bottom), here),
                natural: extent(Point::with_x(natural), here),
                origin: (length(origin.x), length(origin.y)),
            });
            left = right;
        }
        let has_ink = matches!(
            self.pages.kind(part),
            Some(PartKind::Mark | PartKind::MarkWord | PartKind::Folio)
        );
        let ink = has_ink.then(|| {
            let ink = text.bbox();
            // Ink is counted upwards in a run, and comes with its edges swapped.
            area(ink.min, ink.max, here)
        });
        let Some(page) = self.pages.pages.last_mut() else {
            return;
        };
        page.texts.push(Text {
            part,
            family: text.font.info().family.clone(),
            size: extent(Point::with_y(text.size), here),
            colour: colour(&text.fill),
            baseline: length(Point::zero().transform(here).y),
            characters,
            ink,
        });
    }

    fn shape(&mut self, shape: &typst::visualize::Shape, here: Transform) {
        let part = self.open.last().copied();
        let bounds = shape.bbox(false);
        if let Some(page) = self.pages.pages.last_mut() {
            page.shapes.push(Shape {
                part,
                area: area(bounds.min, bounds.max, here),
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

fn colour(paint: &Paint) -> String {
    match paint {
        Paint::Solid(colour) => colour.to_hex().to_string(),
        Paint::Gradient(_) | Paint::Tiling(_) => "mixed".to_owned(),
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
