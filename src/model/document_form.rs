//! The forms of documents, and which keys of a kind each of them knows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a document looks: which parts it has, and where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentForm {
    /// 文件格式: with a red head (GB/T 9704 7.2).
    #[default]
    Document,
    /// 信函格式 (GB/T 9704 10.1).
    Letter,
    /// A plain report, as those that law wants published: a title, the text, organ and date. The
    /// standard has nothing of it but the paper, the type and the folio.
    Report,
}

/// A key of `notice.toml` that not every form knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKey {
    /// 发文机关标志.
    Mark,
    /// 发文字号.
    Number,
    /// 主送机关.
    Addressee,
    /// Joint issue.
    Organs,
    /// 份号, 密级和保密期限, 紧急程度.
    Allows,
    /// 签发人.
    Signers,
}

/// What a form says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Without it there is no such document.
    Needed,
    /// It may be there.
    Allowed,
    /// The form has no place for it.
    Refused,
}

impl DocumentForm {
    /// What an office calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "文件格式",
            Self::Letter => "信函格式",
            Self::Report => "普通报告",
        }
    }

    /// What it says of a key.
    pub fn demands(self, key: FormKey) -> Demand {
        use Demand::{Allowed, Needed, Refused};
        match (self, key) {
            (Self::Document | Self::Letter, FormKey::Mark | FormKey::Number) => Needed,
            // What goes to an organ above is no letter.
            (Self::Report, _) | (Self::Letter, FormKey::Signers) => Refused,
            (Self::Document | Self::Letter, _) => Allowed,
        }
    }

    /// Whether a document has 版记 with who printed it and when (GB/T 9704 7.4.3).
    pub fn says_who_printed(self) -> bool {
        self == Self::Document
    }

    /// What its mark must not end with: the layout sets it beside the marks of a joint issue, or the
    /// form does without (GB/T 9704 7.2.4, 10.1).
    pub fn mark_is_without(self, is_joint: bool) -> Option<&'static str> {
        (self == Self::Letter || is_joint).then_some("文件")
    }

    /// Whether every organ of a joint issue has a mark of its own at the head; else the host's alone
    /// stands there (GB/T 9704 10.1).
    pub fn has_joint_marks(self) -> bool {
        self == Self::Document
    }

    /// Whether it may tell who gets a copy (抄送, GB/T 9704 7.4.2).
    pub fn has_copies(self) -> bool {
        self != Self::Report
    }
}

impl FormKey {
    /// As `notice.toml` writes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Number => "number",
            Self::Addressee => "addressee",
            Self::Organs => "organs",
            Self::Allows => "allows",
            Self::Signers => "signers",
        }
    }

    /// What an office calls the part that it gives.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mark => "发文机关标志",
            Self::Number => "发文字号",
            Self::Addressee => "主送机关",
            Self::Organs => "联合行文",
            Self::Allows => "份号、密级和紧急程度",
            Self::Signers => "签发人",
        }
    }
}
