//! The finished notice as data: what stands in it, and which figure each
//! number is. It knows no renderer.

mod around;
mod compose;
mod levels;
mod origin;
mod table;
mod words;

pub use around::{AnnexAround, Around};
pub use compose::compose;
pub use origin::{Chosen, Origin, RuleId};
pub use table::{Cell, HeadCell, RowKind, Table, TableColumn, TableRow, head};
pub use words::Words;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::input::Day;
use crate::key::Key;

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
    /// Of a redline alone.
    #[serde(skip)]
    pub around: Option<Around>,
    /// The verdicts, in the order in which they were come to.
    #[serde(skip)]
    pub chosen: Vec<Chosen>,
    /// Every rule that chose wording, verdict or not.
    #[serde(skip)]
    pub used: BTreeSet<RuleId>,
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
    pub figure: Option<Key>,
    /// How far from the notice's own year, where the text is a year that follows from it.
    #[serde(skip)]
    pub year: Option<i32>,
    #[serde(skip)]
    pub origin: Option<Origin>,
    /// The level of the heading that a paragraph begins with: （一）强化责任。
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// In a redline: whether it was taken out, put in or moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Mark>,
}

/// How a redline marks a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Words that were edited.
    Old,
    New,
    /// A figure that moved.
    OldFigure,
    NewFigure,
    /// A year that only rolled on with the notice's own, or a heading's number.
    OldYear,
    NewYear,
    /// Here it is now.
    Moved,
    /// Here it was.
    Left,
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
            year: None,
            origin: None,
            level: None,
            change: None,
        }
    }

    pub fn figure(text: &str, key: &Key) -> Self {
        Self {
            figure: Some(key.clone()),
            ..Self::text(text)
        }
    }

    pub fn year(year: i32, offset: i32) -> Self {
        Self {
            year: Some(offset),
            ..Self::text(&(year + offset).to_string())
        }
    }

    /// The rule that chose the words.
    pub fn rule(&self) -> Option<&RuleId> {
        match &self.origin {
            Some(Origin::Rule(rule)) => Some(rule),
            _ => None,
        }
    }

    /// The span as said by `origin`, unless something within had said it.
    #[must_use]
    pub fn said_by(mut self, origin: &Origin) -> Self {
        self.origin.get_or_insert_with(|| origin.clone());
        self
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
