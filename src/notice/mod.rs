//! The finished notice as data: what stands in it, and which figure each
//! number is. It knows no renderer.

mod around;
mod table;
mod words;

pub use around::{AnnexAround, Around};
pub use table::{Cell, HeadCell, RowKind, Table, TableColumn, TableRow, head};
pub use words::Words;

use std::collections::BTreeSet;

use crate::input::Day;
use crate::wording::{Chosen, RuleId, Span, plain};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The year reported on.
    pub year: i32,
    /// Made-up figures: said on every page.
    pub sample: bool,
    pub head: Head,
    /// 标题.
    pub title: Words,
    /// 主送机关, without its colon.
    pub addressee: String,
    /// 正文.
    pub body: Vec<Block>,
    pub signature: Signature,
    pub annexes: Vec<Annex>,
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
    /// 发文机关标志.
    pub organ: String,
    /// 发文字号.
    pub number: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The section and the phrase it comes from: lasts from year to year.
    pub id: String,
    pub kind: BlockKind,
    pub spans: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// `level` 1 to 4: 一、 （一） 1. （1）.
    Heading {
        level: u8,
        number: String,
    },
    Paragraph,
}

/// 发文机关署名, 成文日期.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub organ: String,
    pub date: String,
    pub seal: bool,
    pub day: Day,
}

/// 附件.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    pub id: String,
    /// Nothing when it is the only one.
    pub number: Option<usize>,
    pub title: Words,
    pub table: Table,
    /// Lines below the table.
    pub notes: Vec<String>,
}

/// 版记.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// 抄送, with its full stop; nothing when nobody is.
    pub copies: Option<String>,
    pub organ: String,
    /// 印发日期.
    pub date: String,
}

impl Block {
    /// The heading's number and words, or the paragraph's.
    pub fn text(&self) -> String {
        match &self.kind {
            BlockKind::Heading { number, .. } => number.clone() + &plain(&self.spans),
            BlockKind::Paragraph => plain(&self.spans),
        }
    }
}

impl Annex {
    /// 附件1, or 附件 when it is the only one.
    pub fn label(&self) -> String {
        let number = self.number.map(|number| number.to_string());
        format!("附件{}", number.unwrap_or_default())
    }
}
