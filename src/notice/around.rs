use super::Span;
use crate::calendar::Period;
use crate::model::Attendance;

/// What stands around the text of a redline, marked, in place of the notice's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// What the two notices report on.
    pub periods: (Period, Period),
    /// 份号 (GB/T 9704 7.2.1); like all that a notice may do without, empty when neither has it.
    pub copy_number: Vec<Span>,
    /// 密级和保密期限 (GB/T 9704 7.2.2).
    pub secrecy: Vec<Span>,
    /// 紧急程度 (GB/T 9704 7.2.3).
    pub urgency: Vec<Span>,
    /// 发文机关标志.
    pub mark: Vec<Span>,
    /// The marks below it, of a joint issue.
    pub joint_marks: Vec<Vec<Span>>,
    /// 发文字号 (GB/T 9704 7.2.5).
    pub number: Vec<Span>,
    /// 签发人 (GB/T 9704 7.2.6), each by itself.
    pub signers: Vec<Vec<Span>>,
    /// 标题 (GB/T 9704 7.3.1).
    pub title: Vec<Span>,
    /// 主送机关 (GB/T 9704 7.3.2).
    pub addressee: Vec<Span>,
    /// 发文机关署名, 印发机关.
    pub organ: Vec<Span>,
    /// The other organs of a joint issue.
    pub joint_organs: Vec<Vec<Span>>,
    /// 签发人职务, each by itself (GB/T 9704 7.3.5.3).
    pub posts: Vec<Vec<Span>>,
    /// 出席、请假、列席 that either notice has (GB/T 9704 10.3).
    pub attendance: Vec<(Attendance, Vec<Span>)>,
    /// 成文日期, 印发日期.
    pub date: Vec<Span>,
    /// 附注 (GB/T 9704 7.3.6).
    pub note: Vec<Span>,
    /// 抄送 (GB/T 9704 7.4.2); empty when neither notice has it.
    pub copies: Vec<Span>,
    /// One for each table of the text.
    pub tables: Vec<AnnexAround>,
    /// One for each annex of the notice.
    pub annexes: Vec<AnnexAround>,
}

/// What stands around an annex's table in a redline, with its changes marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnexAround {
    /// 附件1.
    pub label: Vec<Span>,
    /// The number in the list below the text: 1.
    pub ordinal: Vec<Span>,
    /// 附件标题, without the label.
    pub title: Vec<Span>,
    /// The line above the table at its right; empty when neither notice has one.
    pub unit_line: Vec<Span>,
    /// By the rows of the head and their cells; nothing where a cell did not change.
    pub heads: Vec<Vec<Option<Vec<Span>>>>,
    /// Lines below the table, each as its spans.
    pub notes: Vec<Vec<Span>>,
}
