//! Letters and where they stand.

/// A letter of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// As it is printed.
    pub c: char,
    /// Who put it in, where that is a tracked change: the place among the hands of the file.
    pub by: Option<usize>,
}

/// Letters of one paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The number of the paragraph.
    pub paragraph: usize,
    /// The first letter, from 0.
    pub from: usize,
    /// The letter behind the last one; the same as `from`: a place between letters.
    pub to: usize,
}
