//! The finished notice as data: what stands in it, and which figure each
//! number is. It knows no renderer.

mod around;
mod chart;
mod table;
mod unbreakable;

pub use around::{AnnexAround, Around};
pub use chart::{Chart, Point, Series};
pub use table::{Cell, HeadCell, RowKind, Table, TableColumn, TableRow, head};
pub use unbreakable::Words;

use std::collections::BTreeSet;

use crate::calendar::{Day, Period};
use crate::model::{Attendance, DocumentForm};
use crate::wording::{Chosen, NotePart, RuleId, Span, plain};

/// A notice with all its text and figures, before it is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is reported on.
    pub period: Period,
    /// Which parts it has, and where they stand.
    pub form: DocumentForm,
    /// Made-up figures: said on every page.
    pub sample: bool,
    /// 版头 (GB/T 9704 7.2).
    pub head: Head,
    /// 标题; nothing of a form without one.
    pub title: Option<Words>,
    /// 主送机关, without its colon; nothing when it is addressed to nobody.
    pub addressee: Option<String>,
    /// 正文.
    pub body: Vec<Block>,
    /// Who issues it and when, below the text (GB/T 9704 7.3.5).
    pub signature: Signature,
    /// 出席、请假、列席 and who (GB/T 9704 10.3), in the order of print, below the text.
    pub attendance: Vec<(Attendance, String)>,
    /// The tables and charts that stand in the text, in the order of print.
    pub tables: Vec<Annex>,
    /// 附件 (GB/T 9704 7.3.7) in the order of print; empty when there are none.
    pub annexes: Vec<Annex>,
    /// 版记 (GB/T 9704 7.4), at the foot of the last page; without copies and printer there is none.
    pub imprint: Imprint,
    /// Of a redline alone.
    pub around: Option<Around>,
    /// The verdicts, in the order in which they were come to.
    pub chosen: Vec<Chosen>,
    /// Every rule that chose wording, verdict or not.
    pub used: BTreeSet<RuleId>,
}

/// 版头.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// 份号 (GB/T 9704 7.2.1).
    pub copy_number: Option<String>,
    /// 密级和保密期限 (GB/T 9704 7.2.2).
    pub secrecy: Option<String>,
    /// 紧急程度 (GB/T 9704 7.2.3).
    pub urgency: Option<String>,
    /// 发文机关标志; of a joint issue that of the host, without 文件. Empty in a form without one.
    pub organ: String,
    /// The marks of the organs that issue it with the host, in order; empty of a single organ.
    pub joint: Vec<String>,
    /// 发文字号; nothing of a form without one.
    pub number: Option<String>,
    /// 签发人 (GB/T 9704 7.2.6), in the order of the organs; empty but of what goes to an organ
    /// above.
    pub signers: Vec<String>,
}

/// A heading, a paragraph or a footnote of 正文 (GB/T 9704 7.3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The section and the phrase it comes from: lasts from year to year.
    pub id: String,
    /// Whether it is a heading, and of which level.
    pub kind: BlockKind,
    /// The words, without a heading's number.
    pub spans: Vec<Span>,
}

/// What a block of the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// `level` 1 to 4: 一、 （一） 1. （1）.
    Heading {
        /// 1 is the highest.
        level: u8,
        /// As printed, with its marks: 一、 or （二）.
        number: String,
    },
    /// Running text; it may begin with a heading of its own, see [`Span::level`].
    Paragraph,
    /// A note to the paragraph before it, which stands at the foot of the page.
    Footnote {
        /// What stands before it, and in the paragraph: ①.
        mark: String,
    },
}

/// 发文机关署名, 成文日期.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// 发文机关署名, as printed; of a joint issue that of the host.
    pub organ: String,
    /// Of the organs that issue it with the host, in order; empty of a single organ.
    pub joint: Vec<String>,
    /// 签发人职务 of each organ, which stand beside the stamps of signatures in place of the organs'
    /// names (GB/T 9704 7.3.5.3); empty where the organs' names stand.
    pub posts: Vec<String>,
    /// 成文日期, as printed: 2024年1月31日. Month and day are gaps while they are open.
    pub date: String,
    /// Whether room is left for the seal (GB/T 9704 7.3.5).
    pub seal: bool,
    /// 附注 with its brackets, on the line below the date (GB/T 9704 7.3.6).
    pub note: Option<String>,
    /// The day of issue that the input gives, also where `date` has gaps.
    pub day: Day,
}

/// 附件, or a table or chart that stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// What its table, or else its chart, or else its text is called in the templates: `targets`.
    pub id: String,
    /// The block of the text below which it stands, where it stands in the text and is no annex.
    pub below: Option<String>,
    /// Nothing when it is the only one.
    pub number: Option<usize>,
    /// 附件标题, without the label.
    pub title: Words,
    /// The text above the table, or all there is.
    pub before: Vec<Block>,
    /// The line above the table at its right: 单位：万元.
    pub unit_line: Option<String>,
    /// The figures, with their head; without columns where there is no table.
    pub table: Table,
    /// Lines below the table.
    pub notes: Vec<String>,
    /// A chart above or below the table, or all there is beside texts.
    pub chart: Option<Chart>,
    /// Whether the chart stands above the table.
    pub chart_first: bool,
    /// The text below them.
    pub after: Vec<Block>,
}

/// 版记.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// 抄送, with its full stop; nothing when nobody is.
    pub copies: Option<String>,
    /// Who printed it and when; nothing of a form that does not say so.
    pub printed: Option<Printed>,
}

/// 印发机关 and 印发日期 (GB/T 9704 7.4.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// 印发机关.
    pub organ: String,
    /// 印发日期.
    pub date: String,
}

impl Notice {
    /// The blocks of 正文, then those of the annexes' texts.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let annexes = self.annexes.iter().flat_map(Annex::blocks);
        self.body.iter().chain(annexes)
    }

    /// What tells it from others: its number, or the title of one without.
    pub fn name(&self) -> String {
        let number = self.head.number.clone();
        number.unwrap_or_else(|| self.heading())
    }

    /// What it is called: its title, or the mark of a form without one.
    pub fn heading(&self) -> String {
        let title = self.title.as_ref().map(Words::to_string);
        title.unwrap_or_else(|| {
            self.head.organ.clone() + &self.head.joint.concat() + self.mark_word()
        })
    }

    /// What stands beside the marks of a joint issue; nothing of a single organ, whose mark has it.
    pub fn mark_word(&self) -> &'static str {
        if self.head.joint.is_empty() {
            ""
        } else {
            self.form.joint_word()
        }
    }

    /// Whether the organs' names stand with the date, below the text or at the head.
    pub fn names_organs(&self) -> bool {
        self.signature.posts.is_empty()
    }
}

impl Head {
    /// 签发人：张三李四, as it is read; empty where nobody is named.
    pub fn signed(&self) -> String {
        if self.signers.is_empty() {
            return String::new();
        }
        format!("签发人：{}", self.signers.join("　"))
    }
}

impl Block {
    /// The section that it comes from.
    pub fn section(&self) -> &str {
        self.id.split('.').next().unwrap_or_default()
    }

    /// As [`Self::text`], without the marks of notes, which stand raised.
    pub fn text_without_marks(&self) -> String {
        let is_text = |span: &&Span| !matches!(span.note, Some(NotePart::Mark(_)));
        let spans = self.spans.iter().filter(is_text).cloned().collect();
        let kind = self.kind.clone();
        let id = String::new();
        Self { id, kind, spans }.text()
    }

    /// Whether it is a note at the foot of a page.
    pub fn is_footnote(&self) -> bool {
        matches!(self.kind, BlockKind::Footnote { .. })
    }

    /// The heading's number and words, or the paragraph's, or a note's mark and words.
    pub fn text(&self) -> String {
        match &self.kind {
            BlockKind::Heading { number, .. } | BlockKind::Footnote { mark: number } => {
                number.clone() + &plain(&self.spans)
            }
            BlockKind::Paragraph => plain(&self.spans),
        }
    }
}

impl Notice {
    /// The place in the body, from 0, of the block below which a table of the text stands.
    pub fn block_above(&self, table: &Annex) -> Option<usize> {
        let below = table.below.as_ref()?;
        self.body.iter().rposition(|block| block.id == *below)
    }

    /// Whether the table of this number, from 0 in [`Self::all_tables`], stands in the text.
    pub fn is_in_text(&self, table: usize) -> bool {
        table < self.tables.len()
    }

    /// Every chart: those in the text, then those of the annexes, as they stand on the pages.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.all_tables().filter_map(|annex| annex.chart.as_ref())
    }

    /// Every table and chart: those in the text, then those of the annexes, as they stand on the pages.
    pub fn all_tables(&self) -> impl Iterator<Item = &Annex> {
        self.tables.iter().chain(&self.annexes)
    }
}

impl Annex {
    /// Its texts, those above the table first.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.before.iter().chain(&self.after)
    }

    /// Whether it has a table.
    pub fn has_table(&self) -> bool {
        !self.table.columns.is_empty()
    }

    /// 附件1, or 附件 when it is the only one; of what stands in the text 正文表, or 图1.
    pub fn label(&self) -> String {
        if self.below.is_some() {
            let chart = self.chart.as_ref();
            return chart.map_or_else(|| "正文表".to_owned(), Chart::label);
        }
        let number = self.number.map(|number| number.to_string());
        format!("附件{}", number.unwrap_or_default())
    }
}
