//! A notice as it lies on its pages: what stands where, in which face and
//! size. Plain data; it knows neither what made it nor any rule.

mod length;

pub use length::Length;

use ecow::EcoString;
use serde::Serialize;
use strum::{EnumString, IntoStaticStr};

/// The pages of a notice in their order, and the parts that their texts and
/// shapes belong to.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// In reading order: page 1 first.
    pub pages: Vec<Page>,
    /// Every part, an outer one before those within it; a `PartId` is an index into it.
    pub parts: Vec<Part>,
}

/// Lengths are counted from the upper left corner as the page is read: a
/// sheet set across is wider than high.
#[derive(Clone, Debug)]
pub struct Page {
    /// From 1.
    pub number: usize,
    /// Of the whole sheet, margins and all.
    pub width: Length,
    /// Of the whole sheet, margins and all.
    pub height: Length,
    /// In the order in which the layout set them.
    pub texts: Vec<Text>,
    /// Rules, frames and fills, in the order in which the layout drew them.
    pub shapes: Vec<Shape>,
}

/// Where in `Pages::parts`.
pub type PartId = usize;

/// A part of the notice, as the layout marks it: each paragraph, heading and
/// cell is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is: a title, a paragraph, a cell.
    pub kind: PartKind,
    /// The level of a heading, the index of an annex, the column of a cell.
    pub number: usize,
    /// The part it stands in.
    pub within: Option<PartId>,
}

/// What a part of a notice is; the layout names it as here, in small letters: `head-cell`. Clauses
/// are those of GB/T 9704-2012.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum PartKind {
    /// 份号, in the upper left corner (7.2.1).
    CopyNumber,
    /// 密级和保密期限, below it (7.2.2).
    Secrecy,
    /// 紧急程度, below both (7.2.3).
    Urgency,
    /// 发文机关标志, the red name of the organ at the head (7.2.4).
    Mark,
    /// 文件 beside the marks of a joint issue (7.2.4).
    MarkWord,
    /// 发文字号 (7.2.5).
    Number,
    /// 签发人 with the names (7.2.6).
    Signers,
    /// The red rule below the number (7.2.7).
    RedRule,
    /// 标题, the title of the notice (7.3.1).
    Title,
    /// 主送机关 (7.3.2).
    Addressee,
    /// A heading of the text, on lines of its own; its level is `Part::number` (7.3.3).
    Heading,
    /// A paragraph of the text (7.3.3).
    Paragraph,
    /// The raised mark of a note: ①.
    FootnoteMark,
    /// A note at the foot of a page, with its mark.
    Footnote,
    /// The rule above the notes of a page.
    FootnoteRule,
    /// One entry of 附件说明, the list of annexes below the text (7.3.4).
    AnnexList,
    /// 发文机关署名 (7.3.5).
    SignatureOrgan,
    /// 签发人职务, beside the stamp of a signature (7.3.5.3).
    Post,
    /// 成文日期 (7.3.5).
    SignatureDate,
    /// 出席, 请假 or 列席, and who (10.3).
    Attendance,
    /// 附注 (7.3.6).
    Note,
    /// 附件1, above the title of an annex (7.3.7).
    AnnexLabel,
    /// The title of an annex (7.3.7).
    AnnexTitle,
    /// The lines above a table that stands in the text.
    TableCaption,
    /// The lines below a chart that stands in the text.
    ChartCaption,
    /// The lines below a chart of an annex.
    AnnexChartCaption,
    /// A chart; its number is that of a table.
    Chart,
    /// What stands along the axis of a chart; the place along it, from 0.
    ChartName,
    /// A figure of a chart in print; the place times the count of columns, and the column.
    ChartValue,
    /// A number of a chart's axis.
    ChartTick,
    /// What a chart's axis measures (0), or what a column is, from 1.
    ChartLegend,
    /// A bar, numbered as the figures are.
    ChartBar,
    /// A point on a line, numbered as the figures are.
    ChartPoint,
    /// A line of a chart that is neither.
    ChartRule,
    /// A heading of an annex's text; its level is `Part::number`.
    AnnexHeading,
    /// A paragraph of an annex's text.
    AnnexParagraph,
    /// The line of the unit above a table.
    TableUnit,
    /// The table of an annex, or the rows of it that stand on one sheet (clause 8).
    Table,
    /// A cell of a table's head.
    HeadCell,
    /// A cell of a table's body.
    Cell,
    /// The notes below a table.
    Notes,
    /// A rule of 版记 (7.4.1).
    ImprintRule,
    /// 抄送 (7.4.2).
    ImprintCopies,
    /// 印发机关.
    ImprintOrgan,
    /// 印发日期.
    ImprintDate,
    /// 页码 with its dashes (7.5).
    Folio,
    /// 送审稿, 样例数据: words across the sheet that are no part of the notice.
    SheetMark,
}

/// A run of characters in one face and size.
#[derive(Clone, Debug)]
pub struct Text {
    /// The innermost part that it belongs to; nothing for what stands outside of every part.
    pub part: Option<PartId>,
    /// The family of the font, as the font file names it.
    pub family: EcoString,
    /// The height of the type.
    pub size: Length,
    /// `#rrggbb`, with two digits more where it is translucent; `mixed` for a gradient or pattern.
    pub colour: EcoString,
    /// From the page's upper edge.
    pub baseline: Length,
    /// In the order in which they are read.
    pub characters: Vec<Character>,
    /// What the ink covers; only of the mark and the folio.
    pub ink: Option<Area>,
}

/// One glyph: usually one character.
#[derive(Clone, Debug)]
pub struct Character {
    /// What the glyph stands for; several characters for a ligature.
    pub text: EcoString,
    /// The em box, which reaches from 0.12 of the size below the baseline to
    /// 0.88 above it, as wide as the glyph by itself.
    pub area: Area,
    /// How wide the glyph is by itself.
    pub natural: Length,
    /// Where the glyph's own origin lies, across and down: on the baseline, at
    /// the edge of the box where it begins.
    pub origin: (Length, Length),
}

/// A line, rectangle or other outline drawn on a page.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The innermost part that it belongs to; nothing for what stands outside of every part.
    pub part: Option<PartId>,
    /// Without the stroke.
    pub area: Area,
    /// Its colour, written as that of a text; nothing when it is not filled.
    pub fill: Option<EcoString>,
    /// Its outline; nothing when it has none.
    pub stroke: Option<Stroke>,
}

/// The outline of a shape.
#[derive(Clone, Debug)]
pub struct Stroke {
    /// Half of it lies outside of the shape's area.
    pub thickness: Length,
    /// Written as that of a text: `#rrggbb` or `mixed`.
    pub colour: EcoString,
}

/// An upright rectangle on a page, from the page's upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Area {
    /// From the page's left edge to the area's left edge.
    pub left: Length,
    /// From the page's upper edge to the area's upper edge.
    pub top: Length,
    /// From the page's left edge to the area's right edge.
    pub right: Length,
    /// From the page's upper edge to the area's lower edge.
    pub bottom: Length,
}

impl Pages {
    /// The part of this id; nothing without an id, or when no part has it.
    pub fn part(&self, id: Option<PartId>) -> Option<&Part> {
        self.parts.get(id?)
    }

    /// The kind of the part of this id; nothing without an id, or when no part has it.
    pub fn kind(&self, id: Option<PartId>) -> Option<PartKind> {
        self.part(id).map(|part| part.kind)
    }
}

impl Page {
    /// Whether the sheet is wider than high (横排), as for a wide table.
    pub fn is_across(&self) -> bool {
        self.width > self.height
    }

    /// Whether the page number is odd: such a page is bound at its left edge (单页码).
    pub fn is_odd(&self) -> bool {
        self.number % 2 == 1
    }
}

impl Text {
    /// Its characters as one string.
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
    /// From its left to its right edge.
    pub fn width(&self) -> Length {
        self.right - self.left
    }

    /// From its upper to its lower edge.
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
