//! What is told of a file that came back.

use serde::Serialize;

use super::put::Put;
use crate::impact::Difference;
use crate::remarks::{Anchor, Answer, Draft, Stamp};
use crate::returned::{Hand, Spot};

/// What a file that came back says otherwise than the notice.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Review {
    /// In the order of the file.
    pub edits: Vec<Edit>,
    /// What says now otherwise than when the file was sent: nobody changed it in the file, or to the same.
    pub since: Vec<Since>,
    /// In the order of the file.
    pub comments: Vec<Comment>,
    /// How many tracked changes are of formatting alone.
    pub format_changes: usize,
    /// How much of the file and the notice that was sent is the same, in per mille of both.
    #[serde(skip)]
    pub alike: usize,
}

/// What was changed in the input or the templates since the file was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Since {
    /// Where in the file.
    pub place: String,
    /// What the notice said when it was sent.
    pub before: String,
    /// What it says now.
    pub now: String,
    /// The file says the same: what was asked for there is done already.
    pub is_in_file: bool,
}

/// A difference, and what to do about it.
#[derive(Clone, Debug, Serialize)]
pub struct Edit {
    /// What it is of.
    pub kind: EditKind,
    /// Where in the file: 正文第3段, 附件1第5行第3列（城区　开工量）.
    pub place: String,
    /// The words before it.
    pub before: String,
    /// What the notice said there when the file was sent; empty: it was put in.
    pub old: String,
    /// What the file says there; empty: it was taken out.
    pub new: String,
    /// The words behind it.
    pub after: String,
    /// Who made it, where it is a tracked change; else nobody knows.
    pub by: Vec<Stamp>,
    /// What was changed, for a reader: 城区 开工量.
    pub what: String,
    /// What the input calls it; empty: the input has nothing of it.
    pub name: String,
    /// Where it stands in the input or the templates.
    pub at: Option<At>,
    /// What the input has and what it would have, where the change is the input's own.
    pub input: Option<[String; 2]>,
    /// What to do about it, a sentence each.
    pub advice: Vec<String>,
    /// What came of it.
    pub outcome: Outcome,
    /// What would follow from it.
    pub follows: Vec<Difference>,
    /// Where it is in the file, for who holds two reviews of one file against each other.
    #[serde(skip)]
    pub site: Site,
    /// How it would be put into the input.
    #[serde(skip)]
    pub put: Option<Put>,
}

/// Where in a file a difference is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Site {
    /// Letters of a paragraph, or the place between two.
    Letters(Spot),
    /// A row of a table, by its first paragraph and how many it has.
    Row(usize, usize),
    /// Where something is missing, behind that paragraph: which row or column.
    Gone(usize, String),
}

/// What a difference is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// A figure that the input types.
    Figure,
    /// A figure that follows from others.
    Derived,
    /// Words of a row of a table.
    Words,
    /// A text of the input.
    Own,
    /// A key at the head of the input: number, date, copies.
    Element,
    /// The wording of a rule.
    Wording,
    /// Words that the figures choose, changed to others of the same choice.
    Verdict,
    /// A year or a period, which follows from the input's own.
    Period,
    /// What the templates fix: a title, heads of a table, an organ's name.
    Fixed,
    /// Rows or columns of a table, or all of it.
    Table,
    /// Words in a chart.
    Chart,
    /// Numbers of headings, marks of notes.
    Format,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct At {
    /// The file as the user knows it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// What came of a difference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Outcome {
    /// It is not the input's: what to do is said.
    #[default]
    Told,
    /// It can be put into the input, or was.
    Applies,
    /// It comes about by the others that are put into the input.
    Follows,
    /// It was changed on both sides since the file was sent: somebody has to decide.
    Clash {
        /// What the notice says there now.
        now: String,
    },
    /// It is the input's, and can't be put in, for these reasons.
    Refused {
        /// A sentence each.
        why: Vec<String>,
    },
}

/// A comment, and what it is on.
#[derive(Clone, Debug, Serialize)]
pub struct Comment {
    /// Who said it.
    pub by: Stamp,
    /// What was said.
    pub text: String,
    /// What others answered.
    pub answers: Vec<(Stamp, String)>,
    /// Whether it was marked as done.
    pub is_done: bool,
    /// Where in the file.
    pub place: String,
    /// The words that it is on.
    pub words: String,
    /// What part of the notice that is.
    pub on: Anchor,
}

impl From<&Hand> for Stamp {
    fn from(hand: &Hand) -> Self {
        Self {
            who: hand.who.clone(),
            when: hand.when.clone(),
        }
    }
}

impl Comment {
    /// The comment as a remark, to be kept beside the input.
    pub fn draft(&self) -> Draft {
        let answers = self.answers.iter().map(|(by, text)| Answer {
            by: by.clone(),
            text: text.clone(),
        });
        Draft {
            by: self.by.clone(),
            text: self.text.clone(),
            on: self.on.clone(),
            answers: answers.collect(),
            is_done: self.is_done,
        }
    }
}

impl Site {
    /// Whether two have something of the file in common, or are the same place.
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Letters(one), Self::Letters(two)) => {
                let end = |spot: &Spot| spot.to.max(spot.from + 1);
                one.paragraph == two.paragraph && one.from < end(two) && two.from < end(one)
            }
            (Self::Gone(..), _) | (_, Self::Gone(..)) => self == other,
            _ => {
                let ([one, count], [two, more]) = (self.paragraphs(), other.paragraphs());
                one < two + more && two < one + count
            }
        }
    }

    fn paragraphs(&self) -> [usize; 2] {
        match self {
            Self::Letters(spot) => [spot.paragraph, 1],
            Self::Row(first, count) => [*first, *count],
            Self::Gone(before, _) => [*before, 0],
        }
    }

    /// By which differences stand in the order of the file.
    pub(super) fn order(&self) -> (usize, usize) {
        let from = match self {
            Self::Letters(spot) => spot.from,
            Self::Row(..) => 0,
            Self::Gone(..) => usize::MAX,
        };
        (self.paragraphs()[0], from)
    }
}
