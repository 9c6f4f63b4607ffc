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
    /// 命令（令）格式 (GB/T 9704 10.2): its mark, its number, the text, who signs it.
    Order,
    /// 纪要格式 (GB/T 9704 10.3): a red head with organ and date, the text, who took part.
    Minutes,
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
    /// 标题.
    Title,
    /// 签发人职务, beside whose name the stamp of a signature stands.
    Post,
    /// 印章.
    Seal,
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
            Self::Order => "命令格式",
            Self::Minutes => "纪要格式",
        }
    }

    /// What it says of a key.
    pub fn demands(self, key: FormKey) -> Demand {
        use Demand::{Allowed, Needed, Refused};
        match (self, key) {
            (Self::Report, FormKey::Seal)
            | (Self::Order, FormKey::Organs)
            | (Self::Minutes, FormKey::Title | FormKey::Allows) => Allowed,
            (Self::Document | Self::Letter | Self::Report, FormKey::Title)
            | (Self::Order, FormKey::Post) => Needed,
            // The mark of an order is all the title that it has.
            (Self::Report, _) => Refused,
            (_, FormKey::Mark | FormKey::Number) => Needed,
            // What goes to an organ above is no letter.
            (Self::Order | Self::Minutes, _) | (Self::Letter, FormKey::Signers | FormKey::Post) => {
                Refused
            }
            (Self::Document | Self::Letter, _) => Allowed,
        }
    }

    /// Whether a document has 版记 with who printed it and when (GB/T 9704 7.4.3).
    pub fn says_who_printed(self) -> bool {
        matches!(self, Self::Document | Self::Order | Self::Minutes)
    }

    /// What its mark must not end with: the layout sets it beside the marks of a joint issue, or the
    /// form does without (GB/T 9704 7.2.4, 10.1).
    pub fn mark_is_without(self, is_joint: bool) -> Option<&'static str> {
        if self == Self::Letter {
            return Some("文件");
        }
        is_joint.then(|| self.joint_word())
    }

    /// What the mark of a single organ must end with (GB/T 9704 10.2, 10.3): 命令 ends with 令 as well.
    pub fn mark_ends_with(self) -> Option<&'static str> {
        match self {
            Self::Order => Some("令"),
            Self::Minutes => Some("纪要"),
            Self::Document | Self::Letter | Self::Report => None,
        }
    }

    /// Whether every organ of a joint issue has a mark of its own at the head; else the host's alone
    /// stands there (GB/T 9704 10.1).
    pub fn has_joint_marks(self) -> bool {
        matches!(self, Self::Document | Self::Order)
    }

    /// What stands beside the marks of a joint issue (GB/T 9704 7.2.4, 10.2).
    pub fn joint_word(self) -> &'static str {
        if self == Self::Order { "令" } else { "文件" }
    }

    /// Whether organ and date stand at the head, above the red rule, and not below the text.
    pub fn is_dated_at_head(self) -> bool {
        self == Self::Minutes
    }

    /// Whether it says who took part (出席、请假、列席, GB/T 9704 10.3).
    pub fn has_attendance(self) -> bool {
        self == Self::Minutes
    }

    /// What its parts of the same meaning are called: an order has 令号.
    pub fn number_label(self) -> &'static str {
        if self == Self::Order {
            "令号"
        } else {
            "发文字号"
        }
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
            Self::Title => "title",
            Self::Post => "post",
            Self::Seal => "seal",
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
            Self::Title => "标题",
            Self::Post => "签发人职务",
            Self::Seal => "印章",
        }
    }
}
