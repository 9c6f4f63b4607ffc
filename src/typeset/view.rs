//! What the layout reads as `/notice.json`, and nothing else: its contract. `docs/notice.schema.json`
//! is made from these types. Lengths and widths are whole billionths of a point or of an em.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::lines::TextLine;
use crate::wording::Mark;

/// A notice, or a redline of two, ready to be set.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NoticeView {
    /// The families of each role that there are fonts of.
    pub fonts: BTreeMap<String, Vec<String>>,
    /// Year, month and day of the document.
    pub date: (i32, u32, u32),
    /// Made-up figures: said on every page.
    pub sample: bool,
    /// A draft: said on every page.
    pub draft: bool,
    /// Whether the headings are listed for the reader's outline.
    pub bookmarks: bool,
    /// The two years of a redline.
    pub redline: Option<Years>,
    pub head: HeadView,
    pub title: TitleView,
    /// 主送机关, without its colon.
    pub addressee: Line,
    pub body: Vec<BlockView>,
    pub list: ListView,
    pub signature: SignatureView,
    pub annexes: Vec<AnnexView>,
    pub imprint: ImprintView,
    /// The lines of the signature's page and of the one before it, as a first layout came to
    /// them, where their spacing is to be adjusted.
    pub lines: Vec<TextLine>,
}

/// The years of the two notices of a redline.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Years {
    pub old: i32,
    pub new: i32,
}

/// Texts one after the other.
pub type Line = Vec<Run>;

/// A text, and in a redline what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Run {
    Plain(String),
    Changed { text: String, change: Change },
}

/// How a redline marks a text: with lines and colours of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    Old,
    New,
    OldFigure,
    NewFigure,
    OldYear,
    NewYear,
    Moved,
    Left,
}

/// 版头.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HeadView {
    /// 发文机关标志.
    pub organ: Line,
    /// How wide it is, in em.
    pub organ_width: i64,
    /// 发文字号.
    pub number: Line,
}

/// A title in its lines.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TitleView {
    /// As one text, without what a redline strikes through.
    pub text: String,
    pub lines: Vec<Line>,
}

/// A heading or a paragraph of the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockView {
    /// `level` 1 to 4: 一、 （一） 1. （1）.
    Heading { level: u8, pieces: Vec<Piece> },
    Paragraph {
        lead: Option<LeadView>,
        pieces: Vec<Piece>,
    },
}

/// The heading that a paragraph begins with: （一）强化责任。
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeadView {
    pub level: u8,
    pub pieces: Vec<Piece>,
}

/// A stretch of the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Piece {
    Plain(String),
    /// One that a line must not cut, or that a redline marks.
    Of {
        text: String,
        whole: bool,
        change: Option<Change>,
    },
    /// What must share the last line of a paragraph.
    Tail {
        tail: Vec<Piece>,
    },
}

/// 附件说明, the list of annexes below the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListView {
    pub entries: Vec<EntryView>,
    /// The room of the widest number, in em.
    pub number_width: i64,
    /// How many lines it takes up, if that is sure.
    pub lines: Option<usize>,
}

/// An annex in the list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryView {
    /// Its number; empty of the only one.
    pub ordinal: Line,
    pub name: Vec<Piece>,
}

/// 发文机关署名, 成文日期.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SignatureView {
    /// The organ as one text.
    pub organ: String,
    pub lines: Vec<Line>,
    pub date: Line,
    pub seal: bool,
}

/// 附件.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AnnexView {
    /// Its label and title, as the reader's outline lists them.
    pub heading: String,
    /// 附件1, or 附件 of the only one.
    pub label: Line,
    /// Its title, in lines.
    pub title: Vec<Line>,
    pub table: TableView,
    /// Lines below the table.
    pub notes: Vec<Line>,
}

/// A table, planned.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TableView {
    /// Whether its sheets are set across.
    pub across: bool,
    pub size: i64,
    /// To which share of its width type is narrowed.
    pub squeeze: i64,
    pub columns: Vec<ColumnView>,
    /// White beside a head's text.
    pub head_side: i64,
    pub head_heights: Vec<i64>,
    pub head: Vec<HeadCellView>,
    /// The rows, sheet by sheet.
    pub sheets: Vec<SheetView>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ColumnView {
    pub kind: ColumnKind,
    pub width: i64,
    /// White on either side of its cells.
    pub side: i64,
}

#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    Name,
    Figure,
    Text,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HeadCellView {
    pub row: usize,
    /// The first column that it stands over, from 0.
    pub column: usize,
    pub colspan: usize,
    pub rowspan: usize,
    pub lines: Vec<Line>,
    /// No rule above it: an empty cell that belongs to the one above, as below 建成量 beside 其中：续建工程.
    pub joined_above: bool,
    /// No rule below it.
    pub joined_below: bool,
}

/// The rows of a table that stand on one sheet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SheetView {
    pub heights: Vec<i64>,
    pub rows: Vec<Vec<CellView>>,
}

/// A cell of a table's body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum CellView {
    /// A text of one line, or nothing.
    Text(Option<String>),
    Lines {
        lines: Vec<Line>,
    },
    /// A figure that lacks so many em behind its point beside the longest of its column.
    Short {
        text: String,
        lack: i64,
    },
    /// A name of two characters, set as wide as three.
    Spread {
        spread: String,
    },
    /// In a redline: what a cell was and is, and whether it is a figure that moved.
    Redline {
        old: String,
        new: String,
        moved: bool,
    },
}

/// 版记.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ImprintView {
    /// 抄送, with its full stop; nothing when nobody is.
    pub copies: Option<Line>,
    pub organ: Line,
    /// 印发日期.
    pub date: Line,
}

impl Run {
    pub(super) fn plain(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Changed { text, .. } => text,
        }
    }

    /// Another text that became the same.
    pub(super) fn with(&self, text: &str) -> Self {
        let text = text.to_owned();
        match self {
            Self::Plain(_) => Self::Plain(text),
            Self::Changed { change, .. } => Self::Changed {
                text,
                change: *change,
            },
        }
    }
}

impl Piece {
    pub(super) fn new(run: &Run, whole: bool) -> Self {
        match run {
            Run::Plain(text) if !whole => Self::Plain(text.clone()),
            Run::Plain(text) => Self::Of {
                text: text.clone(),
                whole,
                change: None,
            },
            Run::Changed { text, change } => Self::Of {
                text: text.clone(),
                whole,
                change: Some(*change),
            },
        }
    }
}

impl Change {
    /// Whether the newer notice does without it.
    pub(super) fn is_gone(self) -> bool {
        matches!(
            self,
            Self::Old | Self::OldFigure | Self::OldYear | Self::Left
        )
    }
}

impl From<Mark> for Change {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Old => Self::Old,
            Mark::New => Self::New,
            Mark::OldFigure => Self::OldFigure,
            Mark::NewFigure => Self::NewFigure,
            Mark::OldYear => Self::OldYear,
            Mark::NewYear => Self::NewYear,
            Mark::Moved => Self::Moved,
            Mark::Left => Self::Left,
        }
    }
}
