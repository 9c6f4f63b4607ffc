/// What made a stretch of text say what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A rule of a phrase.
    Rule(RuleId),
    /// A text of the input: `own.cooperation`.
    Own(String),
}

/// One rule of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId {
    /// The section and the phrase: `targets.verdict`.
    pub phrase: String,
    /// From 0.
    pub index: usize,
    /// The row of which it was said, if of one.
    pub row: Option<String>,
}

/// Which rules of a phrase that has a choice matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The section and the phrase: lasts from year to year.
    pub phrase: String,
    /// The row that it was said of, if of one.
    pub row: Option<String>,
    /// From 0. Several only where every matching rule says its part.
    pub rules: Vec<usize>,
    /// What it came to.
    pub text: String,
}
