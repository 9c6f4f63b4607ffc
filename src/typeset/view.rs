//! What the layout reads as `/notice.json`, and nothing else: its contract. `docs/notice.schema.json`
//! is made from these types. Lengths and widths are whole billionths of a point or of an em.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::lines::TextLine;
use crate::model::DocumentForm;
use crate::wording::Mark;

/// A notice, or a redline of two, ready to be set.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NoticeView {
    /// Which parts it has, and where they stand.
    pub form: DocumentForm,
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
    pub redline: Option<Periods>,
    /// 版头, from the organ's mark to the number (GB/T 9704-2012, 7.2).
    pub head: HeadView,
    /// What the document is called: its title, or the mark of a form without one.
    pub heading: String,
    /// 标题 (7.3.1); nothing of a form without one.
    pub title: Option<TitleView>,
    /// 主送机关, without its colon; nothing when there is none.
    pub addressee: Option<Line>,
    /// 正文: its headings and paragraphs in their order (7.3.3).
    pub body: Vec<BlockView>,
    /// 附件说明 (7.3.4).
    pub list: ListView,
    /// The organ and the date below the text (7.3.5).
    pub signature: SignatureView,
    /// 出席、请假、列席 (10.3); empty in other forms than minutes.
    pub attendance: Vec<AttendanceView>,
    /// The tables and charts that stand in the text, in their order.
    pub tables: Vec<TextTableView>,
    /// The annexes in their order (7.3.7); empty when there is none.
    pub annexes: Vec<AnnexView>,
    /// 版记 (7.4); nothing when there is nothing to stand in it.
    pub imprint: Option<ImprintView>,
    /// The lines of the signature's page and of the one before it, as a first layout came to
    /// them, where their spacing is to be adjusted.
    pub lines: Vec<TextLine>,
}

/// The years of the two notices of a redline.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Periods {
    /// What the older notice reports on, as it is shown: 2022 年度.
    pub old: String,
    /// What the newer notice reports on.
    pub new: String,
}

/// Texts one after the other.
pub type Line = Vec<Run>;

/// A text, and in a redline what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Run {
    /// A text that no redline marks.
    Plain(String),
    /// A text that a redline marks.
    Changed {
        /// Its characters.
        text: String,
        /// What became of it.
        change: Change,
    },
}

/// How a redline marks a text: with lines and colours of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Words of the older notice that were edited: struck through.
    Old,
    /// Words of the newer notice that were edited: underlined.
    New,
    /// A figure that moved, as it was: struck through twice.
    OldFigure,
    /// A figure that moved, as it is now: underlined twice.
    NewFigure,
    /// A year or heading number that only rolled on, as it was: struck through with a hairline.
    OldYear,
    /// A year or heading number that only rolled on, as it is now: underlined with a hairline.
    NewYear,
    /// A text that stood elsewhere, where it is now: underlined with dots.
    Moved,
    /// A text that stands elsewhere now, where it was: struck through with dots.
    Left,
}

/// 版头.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HeadView {
    /// 份号 (7.2.1).
    pub copy_number: Option<Line>,
    /// 密级和保密期限 (7.2.2).
    pub secrecy: Option<Line>,
    /// 紧急程度 (7.2.3).
    pub urgency: Option<Line>,
    /// 发文机关标志; empty in a form without one.
    pub organ: Line,
    /// The marks below it, of a joint issue; 文件 then stands beside all of them.
    pub joint: Vec<Line>,
    /// What stands beside the marks of a joint issue: 文件 or 令.
    pub joint_word: &'static str,
    /// How wide it is, in em.
    pub organ_width: i64,
    /// 发文字号; nothing when there is none.
    pub number: Option<Line>,
    /// 签发人 (7.2.6); empty where nobody is named.
    pub signers: Vec<Line>,
}

/// A title in its lines.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TitleView {
    /// As one text, without what a redline strikes through.
    pub text: String,
    /// The lines from top to bottom, already broken.
    pub lines: Vec<Line>,
}

/// A heading or a paragraph of the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockView {
    /// `level` 1 to 4: 一、 （一） 1. （1）.
    Heading {
        /// 1 to 4, which decides the face.
        level: u8,
        /// Its text with its number, in order.
        pieces: Vec<Piece>,
    },
    /// A paragraph of the text.
    Paragraph {
        /// The heading that it begins with; nothing when it has none.
        lead: Option<LeadView>,
        /// The rest of its text, in order.
        pieces: Vec<Piece>,
    },
}

/// The heading that a paragraph begins with: （一）强化责任。
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeadView {
    /// 1 to 4, as of a heading: it decides the face.
    pub level: u8,
    /// Its text, in order.
    pub pieces: Vec<Piece>,
}

/// A stretch of the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Piece {
    /// A stretch that a line may break by the usual rules, and that no redline marks.
    Plain(String),
    /// One that a line must not cut, or that a redline marks.
    Of {
        /// Its characters.
        text: String,
        /// Whether a line must not cut it, as a figure with its unit.
        whole: bool,
        /// What a redline says of it; nothing when it is unmarked.
        change: Option<Change>,
    },
    /// A character, or a figure, that a line must not part from the marks of notes behind it.
    Noted {
        /// Its characters.
        text: String,
        /// The notes, in order.
        notes: Vec<NoteView>,
        /// The characters behind the marks that stay with them: ；.
        after: String,
    },
    /// What must share the last line of a paragraph.
    Tail {
        /// The stretches that stay together, in order.
        tail: Vec<Piece>,
    },
}

/// A note at the foot of a page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NoteView {
    /// What stands before it, and raised in the text: ①.
    pub mark: String,
    /// What it says, in order; empty where an earlier mark has it.
    pub text: Vec<Piece>,
}

/// 附件说明, the list of annexes below the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListView {
    /// One for each annex, in their order; empty when there is none.
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
    /// The title of the annex, in order.
    pub name: Vec<Piece>,
}

/// 发文机关署名, 成文日期.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SignatureView {
    /// The organ as one text.
    pub organ: String,
    /// The organ's name from top to bottom, already broken.
    pub lines: Vec<Line>,
    /// The names of the other organs of a joint issue, each in its lines.
    pub joint: Vec<Vec<Line>>,
    /// 签发人职务 of each organ in its lines, beside the stamps of their signatures (7.3.5.3); empty
    /// where the organs' names stand.
    pub posts: Vec<Vec<Line>>,
    /// 成文日期, as it is printed.
    pub date: Line,
    /// Whether the notice is sealed (加盖印章): a seal moves the organ and the date (7.3.5).
    pub seal: bool,
    /// 附注 with its brackets (7.3.6), in order; nothing when there is none.
    pub note: Option<Vec<Piece>>,
}

/// Who took part in a meeting, in one capacity.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AttendanceView {
    /// 出席, 请假 or 列席.
    pub label: &'static str,
    /// Who, in order.
    pub names: Vec<Piece>,
}

/// A table or a chart that stands in the text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TextTableView {
    /// The block of the body, from 0, below which it stands.
    pub below: usize,
    /// The lines above the table, already broken; empty when it has none.
    pub caption: Vec<Line>,
    /// 单位：万元, above it at its right end; nothing when it has none.
    pub unit_line: Option<Line>,
    /// The table itself, never across; nothing where a chart stands.
    pub table: Option<TableView>,
    /// The chart; nothing where a table stands.
    pub chart: Option<ChartView>,
    /// How many lines of the grid each of its sheets takes up, notes and all.
    pub lines: Vec<i64>,
    /// Lines below it.
    pub notes: Vec<Line>,
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
    /// The text above the table, or all there is.
    pub before: Vec<BlockView>,
    /// The line above the table at its right, on every sheet; nothing when there is none.
    pub unit_line: Option<Line>,
    /// The table; nothing of an annex of text.
    pub table: Option<TableView>,
    /// Lines below the table.
    pub notes: Vec<Line>,
    /// A chart above or below the table, or alone.
    pub chart: Option<ChartView>,
    /// Whether it stands above the table.
    pub chart_first: bool,
    /// The text below them.
    pub after: Vec<BlockView>,
}

/// A chart, drawn: every mark with its place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChartView {
    /// In words, for who does not see it.
    pub alt: String,
    /// In billionths of a point; it is as wide as the type area.
    pub height: i64,
    /// How many lines of the grid it takes up, without its caption.
    pub lines: i64,
    /// The size of its type, in billionths of a point.
    pub size: i64,
    /// From one line of its words to the next, in billionths of a point.
    pub step: i64,
    /// The lines below it, already broken; empty where there are none.
    pub caption: Vec<Line>,
    /// In the order in which they are drawn.
    pub marks: Vec<ChartMarkView>,
}

/// Something drawn in a chart; lengths are billionths of a point.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChartMarkView {
    /// What it is: `chart-bar`, as the audit knows it.
    pub role: String,
    /// Which of its kind.
    pub index: usize,
    /// From the chart's left edge.
    pub x: i64,
    /// From the chart's upper edge.
    pub y: i64,
    /// What is drawn there.
    #[serde(flatten)]
    pub ink: ChartInkView,
}

/// What is drawn in a chart; lengths are billionths of a point.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "ink", rename_all = "lowercase")]
pub enum ChartInkView {
    /// Lines of words.
    Words {
        /// The room that they are aligned in.
        width: i64,
        /// `left`, `center` or `right`.
        align: &'static str,
        /// From the top down.
        lines: Vec<String>,
    },
    /// A rectangle with a thin outline.
    Box {
        /// From its left edge.
        width: i64,
        /// From its upper edge.
        height: i64,
        /// `dark`, `empty` or `light`.
        tone: &'static str,
    },
    /// Straight lines from point to point, counted from the chart's corner.
    Path {
        /// Across and down.
        points: Vec<(i64, i64)>,
        /// How thick.
        weight: i64,
        /// `solid`, `dashed` or `dotted`.
        dash: &'static str,
    },
    /// A point of a line; its middle is the mark's place.
    Dot {
        /// The column, from 0: its shape.
        of: usize,
    },
}

/// A table, planned.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TableView {
    /// Whether its sheets are set across.
    pub across: bool,
    /// The size of its type, in billionths of a point.
    pub size: i64,
    /// To which share of its width type is narrowed.
    pub squeeze: i64,
    /// From left to right.
    pub columns: Vec<ColumnView>,
    /// White beside a head's text.
    pub head_side: i64,
    /// The height of each row of the head from the top, in billionths of a point.
    pub head_heights: Vec<i64>,
    /// The cells of the head, row by row from the top; every sheet repeats them.
    pub head: Vec<HeadCellView>,
    /// The rows, sheet by sheet.
    pub sheets: Vec<SheetView>,
}

/// A column of a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ColumnView {
    /// What its cells hold: it decides how they are aligned.
    pub kind: ColumnKind,
    /// With the white on either side, in billionths of a point.
    pub width: i64,
    /// White on either side of its cells.
    pub side: i64,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// The names of the rows, centred.
    Name,
    /// Figures, flush right at their decimal points and centred as a block.
    Figure,
    /// Running text, flush left.
    Text,
}

/// A cell of a table's head.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HeadCellView {
    /// The first row of the head that it stands in, from 0.
    pub row: usize,
    /// The first column that it stands over, from 0.
    pub column: usize,
    /// How many columns it stands over, at least 1.
    pub colspan: usize,
    /// How many rows of the head it takes up, at least 1.
    pub rowspan: usize,
    /// Its text from top to bottom, already broken.
    pub lines: Vec<Line>,
    /// No rule above it: an empty cell that belongs to the one above, as below 建成量 beside 其中：续建工程.
    pub joined_above: bool,
    /// No rule below it.
    pub joined_below: bool,
}

/// The rows of a table that stand on one sheet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SheetView {
    /// The height of each row, in billionths of a point.
    pub heights: Vec<i64>,
    /// The cells of each row from left to right, one a column.
    pub rows: Vec<Vec<CellView>>,
}

/// A cell of a table's body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum CellView {
    /// A text of one line, or nothing.
    Text(Option<String>),
    /// A text of several lines, already broken.
    Lines {
        /// From top to bottom.
        lines: Vec<Line>,
    },
    /// A figure that lacks so many em behind its point beside the longest of its column.
    Short {
        /// The figure as it is printed.
        text: String,
        /// The white that is set behind it, in billionths of an em.
        lack: i64,
    },
    /// A name of two characters, set as wide as three.
    Spread {
        /// The two characters, without white between them.
        spread: String,
    },
    /// In a redline: what a cell was and is, and whether it is a figure that moved.
    Redline {
        /// What the older notice has; empty when the cell is new.
        old: String,
        /// What the newer notice has; empty when the cell is gone.
        new: String,
        /// Whether both are figures of one cell: they are marked as figures then.
        moved: bool,
    },
}

/// 版记.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ImprintView {
    /// 抄送, with its full stop; nothing when nobody is.
    pub copies: Option<Line>,
    /// Who printed it and when; nothing of a form that does not say so.
    pub printed: Option<PrintedView>,
}

/// 印发机关 and 印发日期.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PrintedView {
    /// 印发机关.
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
