use super::Span;

/// What stands around the text of a redline, with its changes marked: takes
/// the place of the notice's own where it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The years of the two notices.
    pub years: (i32, i32),
    /// 发文机关标志.
    pub mark: Vec<Span>,
    pub number: Vec<Span>,
    pub title: Vec<Span>,
    pub addressee: Vec<Span>,
    /// 发文机关署名, 印发机关.
    pub organ: Vec<Span>,
    /// 成文日期, 印发日期.
    pub date: Vec<Span>,
    pub copies: Vec<Span>,
    /// One for each annex of the notice.
    pub annexes: Vec<AnnexAround>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnexAround {
    /// 附件1.
    pub label: Vec<Span>,
    /// The number in the list below the text: 1.
    pub ordinal: Vec<Span>,
    pub title: Vec<Span>,
    /// By the rows of the head and their cells; nothing where a cell did not change.
    pub heads: Vec<Vec<Option<Vec<Span>>>>,
    pub notes: Vec<Vec<Span>>,
}
