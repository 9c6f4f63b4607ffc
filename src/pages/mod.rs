//! A notice as it lies on its pages: what stands where, in which face and
//! size. Plain data; it knows neither what made it nor any rule.

mod length;

pub use length::Length;

use serde::Serialize;

/// The pages of a notice in their order, and the parts that their texts and
/// shapes belong to.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub pages: Vec<Page>,
    pub parts: Vec<Part>,
}

/// Lengths are counted from the upper left corner as the page is read: a
/// sheet set across is wider than high.
#[derive(Clone, Debug)]
pub struct Page {
    /// From 1.
    pub number: usize,
    pub width: Length,
    pub height: Length,
    pub texts: Vec<Text>,
    pub shapes: Vec<Shape>,
}

/// Where in `Pages::parts`.
pub type PartId = usize;

/// A part of the notice, as the layout marks it: each paragraph, heading and
/// cell is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    /// The level of a heading, the index of an annex, the column of a cell.
    pub number: usize,
    /// The part it stands in.
    pub within: Option<PartId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    Mark,
    Number,
    RedRule,
    Title,
    Addressee,
    Heading,
    Paragraph,
    AnnexList,
    SignatureOrgan,
    SignatureDate,
    AnnexLabel,
    AnnexTitle,
    Table,
    HeadCell,
    Cell,
    Notes,
    ImprintRule,
    ImprintCopies,
    ImprintOrgan,
    ImprintDate,
    Folio,
    /// 送审稿, 样例数据: words across the sheet that are no part of the notice.
    SheetMark,
}

impl PartKind {
    /// The part that the layout calls by this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "mark" => Self::Mark,
            "number" => Self::Number,
            "red-rule" => Self::RedRule,
            "title" => Self::Title,
            "addressee" => Self::Addressee,
            "heading" => Self::Heading,
            "paragraph" => Self::Paragraph,
            "annex-list" => Self::AnnexList,
            "signature-organ" => Self::SignatureOrgan,
            "signature-date" => Self::SignatureDate,
            "annex-label" => Self::AnnexLabel,
            "annex-title" => Self::AnnexTitle,
            "table" => Self::Table,
            "head-cell" => Self::HeadCell,
            "cell" => Self::Cell,
            "notes" => Self::Notes,
            "imprint-rule" => Self::ImprintRule,
            "imprint-copies" => Self::ImprintCopies,
            "imprint-organ" => Self::ImprintOrgan,
            "imprint-date" => Self::ImprintDate,
            "folio" => Self::Folio,
            "sheet-mark" => Self::SheetMark,
            _ => return None,
        })
    }
}

/// A run of characters in one face and size.
#[derive(Clone, Debug)]
pub struct Text {
    pub part: Option<PartId>,
    pub family: String,
    /// The height of the type.
    pub size: Length,
    pub colour: String,
    pub baseline: Length,
    pub characters: Vec<Character>,
    /// What the ink covers; only of the mark and the folio.
    pub ink: Option<Area>,
}

/// One glyph: usually one character.
#[derive(Clone, Debug)]
pub struct Character {
    pub text: String,
    /// The em box, which reaches from 0.12 of the size below the baseline to
    /// 0.88 above it, as wide as the glyph by itself, or less where a mark is
    /// squeezed. What justification adds lies between the boxes.
    pub area: Area,
    /// How wide the glyph is by itself.
    pub natural: Length,
    /// Where the glyph's own origin lies, across and down: on the baseline, at
    /// the box's left edge but for an opening mark that is squeezed.
    pub origin: (Length, Length),
}

#[derive(Clone, Debug)]
pub struct Shape {
    pub part: Option<PartId>,
    /// Without the stroke.
    pub area: Area,
    pub fill: Option<String>,
    pub stroke: Option<Stroke>,
}

#[derive(Clone, Debug)]
pub struct Stroke {
    pub thickness: Length,
    pub colour: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Area {
    pub left: Length,
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
}

impl Pages {
    pub fn part(&self, id: Option<PartId>) -> Option<&Part> {
        self.parts.get(id?)
    }

    pub fn kind(&self, id: Option<PartId>) -> Option<PartKind> {
        self.part(id).map(|part| part.kind)
    }
}

impl Page {
    pub fn is_across(&self) -> bool {
        self.width > self.height
    }

    pub fn is_odd(&self) -> bool {
        self.number % 2 == 1
    }
}

impl Text {
    pub fn text(&self) -> String {
        self.characters.iter().map(|c| c.text.as_str()).collect()
    }
}

impl Shape {
    /// What it covers, stroke and all.
    pub fn covered(&self) -> Area {
        let half = self
            .stroke
            .as_ref()
            .map_or(Length::ZERO, |stroke| stroke.thickness / 2);
        Area {
            left: self.area.left - half,
            top: self.area.top - half,
            right: self.area.right + half,
            bottom: self.area.bottom + half,
        }
    }
}

impl Area {
    pub fn width(&self) -> Length {
        self.right - self.left
    }

    pub fn height(&self) -> Length {
        self.bottom - self.top
    }

    /// The least area that holds both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The least area that holds all of them.
    pub fn around(areas: impl IntoIterator<Item = Self>) -> Option<Self> {
        areas.into_iter().reduce(Self::with)
    }
}
