//! The finished notice as data: what stands in it, and which figure each
//! number is. It knows no renderer.

mod compose;
mod table;
mod words;

pub use compose::compose;
pub use table::{Cell, HeadCell, RowKind, Table, TableColumn, TableRow};
pub use words::Words;

use serde::Serialize;

use crate::input::Day;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
}

/// 版头.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// 发文机关标志.
    pub organ: String,
    /// 发文字号.
    pub number: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The section and the phrase it comes from: lasts from year to year.
    pub id: String,
    #[serde(flatten)]
    pub kind: BlockKind,
    pub spans: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockKind {
    /// `level` 1 to 4: 一、 （一） 1. （1）.
    Heading {
        level: u8,
        number: String,
    },
    Paragraph,
}

/// A stretch of text that is one figure, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    pub text: String,
    /// The figure's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
}

/// 发文机关署名, 成文日期.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    pub organ: String,
    pub date: String,
    pub seal: bool,
    #[serde(skip)]
    pub day: Day,
}

/// 附件.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Imprint {
    /// 抄送, with its full stop; nothing when nobody is.
    pub copies: Option<String>,
    pub organ: String,
    /// 印发日期.
    pub date: String,
}

impl Span {
    pub fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            figure: None,
        }
    }

    pub fn figure(text: &str, name: &str) -> Self {
        Self {
            text: text.to_owned(),
            figure: Some(name.to_owned()),
        }
    }
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

/// The spans' text.
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

pub fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|span| span.text.trim().is_empty())
}
