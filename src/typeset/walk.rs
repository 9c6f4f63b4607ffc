//! The way through typst's frames: what is drawn, where, and which part of the notice it belongs to.

use typst::foundations::{Label, Packed, Smart, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, GroupItem, Size, Transform};
use typst::model::TableCell;
use typst::pdf::TableCellKind;
use typst::text::TextItem;
use typst::utils::PicoStr;
use typst::visualize::{Curve, Image, Shape};
use typst_layout::PagedDocument;

use crate::pages::{Part, PartId, PartKind};

/// The label of the marks that the layout puts around its parts.
const MARK: &str = "part";

/// Who looks at what is drawn, in the order in which it is drawn.
pub(super) trait Visitor<'d> {
    /// A page begins; pages are counted from 1.
    fn page(&mut self, number: usize, frame: &'d Frame);

    /// A run of glyphs.
    fn text(&mut self, text: &'d TextItem, at: &Spot);

    /// A line, rectangle or other outline.
    fn shape(&mut self, shape: &'d Shape, at: &Spot);

    /// An image of this size.
    fn image(&mut self, _image: &'d Image, _size: Size, _at: &Spot) {}
}

/// Where something is drawn.
pub(super) struct Spot<'a> {
    /// From its own coordinates to the page.
    pub(super) here: Transform,
    /// The innermost part that it belongs to.
    pub(super) part: Option<PartId>,
    /// What that part is.
    pub(super) kind: Option<PartKind>,
    /// Outlines that it is clipped by, each with the way from its own coordinates to the page.
    pub(super) clips: &'a [(Curve, Transform)],
}

/// Goes through all pages; gives the parts, an outer one before those within it.
pub(super) fn walk<'d>(document: &'d PagedDocument, visitor: &mut impl Visitor<'d>) -> Vec<Part> {
    let mut walk = Walk {
        label: Label::new(PicoStr::intern(MARK)),
        visitor,
        parts: Vec::new(),
        open: Vec::new(),
        cells: Vec::new(),
        clips: Vec::new(),
    };
    for (number, page) in (1..).zip(document.pages()) {
        walk.visitor.page(number, &page.frame);
        walk.frame(&page.frame, Transform::identity());
    }
    walk.parts
}

struct Walk<'v, V> {
    label: Option<Label>,
    visitor: &'v mut V,
    parts: Vec<Part>,
    open: Vec<PartId>,
    /// The table's cells among them.
    cells: Vec<Location>,
    clips: Vec<(Curve, Transform)>,
}

impl<'d, V: Visitor<'d>> Walk<'_, V> {
    fn frame(&mut self, frame: &'d Frame, outer: Transform) {
        for (at, item) in frame.items() {
            let here = outer.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => self.group(group, here.pre_concat(group.transform)),
                FrameItem::Text(text) => {
                    let spot = spot(&self.parts, &self.open, &self.clips, here);
                    self.visitor.text(text, &spot);
                }
                FrameItem::Shape(shape, _) => {
                    let spot = spot(&self.parts, &self.open, &self.clips, here);
                    self.visitor.shape(shape, &spot);
                }
                FrameItem::Image(image, size, _) => {
                    let spot = spot(&self.parts, &self.open, &self.clips, here);
                    self.visitor.image(image, *size, &spot);
                }
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Link(..) => {}
            }
        }
    }

    fn group(&mut self, group: &'d GroupItem, here: Transform) {
        let clip = group.clip.clone();
        let is_clipped = clip.is_some();
        self.clips.extend(clip.map(|curve| (curve, here)));
        self.frame(&group.frame, here);
        if is_clipped {
            self.clips.pop();
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(content, _) => {
                if content.label() == self.label
                    && let Some(mark) = content.to_packed::<MetadataElem>()
                {
                    self.mark(&mark.value);
                } else if let Some(cell) = content.to_packed::<TableCell>() {
                    self.cell(cell);
                }
            }
            Tag::End(location, ..) => {
                if self.cells.last() == Some(location) {
                    self.cells.pop();
                    self.open.pop();
                }
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
        self.open.push(self.parts.len());
        self.parts.push(Part {
            kind,
            number,
            within,
        });
    }
}

fn spot<'a>(
    parts: &[Part],
    open: &[PartId],
    clips: &'a [(Curve, Transform)],
    here: Transform,
) -> Spot<'a> {
    let part = open.last().copied();
    Spot {
        here,
        part,
        kind: part.and_then(|part| parts.get(part)).map(|part| part.kind),
        clips,
    }
}
