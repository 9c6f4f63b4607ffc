//! What every notice of an office shares.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Demand, DocumentForm, FormKey, Placed};
use crate::calendar::Cycle;
use crate::language::Wording;

/// What every notice of this office shares.
#[derive(Debug)]
pub struct Office {
    /// What the office calls this kind of notice: 季度通报; its title without holes, where the
    /// template gives no name.
    pub name: String,
    /// How often it is made.
    pub cycle: Cycle,
    /// How it looks.
    pub form: DocumentForm,
    /// 发文机关, the host first; of a joint issue (联合行文) two to six of them, else one.
    pub organs: Vec<Organ>,
    /// 发文字号; may name `issue_year` and `number`. Nothing of a form without one.
    pub number: Option<Placed<Wording>>,
    /// 标题; bars part the words that a line must not cut. Nothing of a form without one.
    pub title: Option<Placed<Wording>>,
    /// 主送机关; nothing where what is issued is addressed to nobody.
    pub addressee: Option<String>,
    /// What an input may put at the head of a document.
    pub allows: Vec<HeadPart>,
    /// Whether it goes to an organ above and so names who signed it (上行文, GB/T 9704 7.2.6).
    pub signers: bool,
    /// 附注 of every document that has no other, without its brackets (GB/T 9704 7.3.6).
    pub note: Option<String>,
    /// The name of the total row of every table.
    pub total_label: String,
    /// What a text says when it speaks of the whole: 全市, 我市.
    pub total_words: Vec<String>,
    /// What is printed below a table whose parts don't add up in print.
    pub rounding_note: Placed<Wording>,
    /// Whether a seal is stamped over the signature.
    pub seal: bool,
    /// Font families by role, the preferred one first.
    pub fonts: Vec<(String, Vec<String>)>,
}

impl Office {
    /// Whether a seal may be stamped: not on a form without one, nor beside stamps of signatures (GB/T
    /// 9704 7.3.5.3).
    pub fn may_be_sealed(&self) -> bool {
        let has_post = self.organs.iter().any(|organ| organ.post.is_some());
        !has_post && self.form.demands(FormKey::Seal) != Demand::Refused
    }

    /// What it says outside of the text and the annexes.
    pub fn wordings(&self) -> impl Iterator<Item = &Placed<Wording>> {
        self.number.iter().chain(&self.title)
    }
}

/// An organ that issues the notice, alone or jointly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organ {
    /// 发文机关署名: its name below the text.
    pub name: String,
    /// 发文机关标志: what stands in red. Of a joint issue without 文件, which stands beside all;
    /// empty in a form without a mark.
    pub mark: String,
    /// 签发人职务: whose signature is stamped in place of the organ's name and seal (GB/T 9704
    /// 7.3.5.3).
    pub post: Option<String>,
}

/// What may stand in the upper left corner of the first page, where the input gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeadPart {
    /// 份号 (GB/T 9704 7.2.1).
    CopyNumber,
    /// 密级和保密期限 (GB/T 9704 7.2.2).
    Secrecy,
    /// 紧急程度 (GB/T 9704 7.2.3).
    Urgency,
}
