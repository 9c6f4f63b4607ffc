//! A Word file that came back, held against the notice that the input makes: for each difference what it
//! is of, where that stands in the input or the templates, and what would have to be put into the input.

mod choice;
mod element;
mod expected;
mod figure;
mod flow;
mod own;
mod put;
mod table;
mod text;
mod words;

pub use put::{Put, put};

use std::collections::HashMap;

use serde::Serialize;

use self::expected::{Content, Expected, expected};
use self::flow::{Flow, bare, flow, likeness};
use crate::impact::Difference;
use crate::model::Model;
use crate::pipeline::Year;
use crate::remarks::{Anchor, Answer, Draft, Stamp};
use crate::returned::{Hand, Item, Paragraph, Returned, Spot};
use crate::source::{Place, Sources};

/// What a file that came back says otherwise than the notice.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Review {
    /// In the order of the file.
    pub edits: Vec<Edit>,
    /// In the order of the file.
    pub comments: Vec<Comment>,
    /// How many tracked changes are of formatting alone.
    pub format_changes: usize,
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
    /// What the notice says there; empty: it was put in.
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
    pub spot: Spot,
    /// How it would be put into the input.
    #[serde(skip)]
    pub put: Option<Put>,
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

/// A finished notice, and what it was made of.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The templates.
    pub model: &'a Model,
    /// The notice.
    pub year: &'a Year,
    /// In which places are.
    pub sources: &'a Sources,
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

impl Ground<'_> {
    fn at(&self, place: &Place) -> At {
        At {
            file: self.sources.get(place.source).name.clone(),
            line: self.sources.line_column(place).line,
        }
    }
}

/// All that is looked at while differences are told.
struct Desk<'a> {
    ground: Ground<'a>,
    returned: &'a Returned,
    expected: Expected,
    flow: Flow,
    paragraphs: HashMap<usize, &'a Paragraph>,
}

/// Below this, in per mille of their letters, a file is of another notice: so many letters any two
/// notices of one office share, and so many in the same order.
const LEAST_ALIKE: usize = 400;
const LEAST_IN_ORDER: usize = 500;

/// How much of a file and a notice is the same, in per mille of both; nothing where the file can't be
/// one of the notice.
pub fn likeness_of(ground: Ground, returned: &Returned) -> Option<usize> {
    let expected = expected(ground.model, &ground.year.inputs, &ground.year.notice);
    let own = expected.contents.iter().map(|content| match content {
        Content::Part(part) => part.text(),
        Content::Table(_) => String::new(),
    });
    let theirs = returned.items.iter().map(|item| match item {
        Item::Paragraph(paragraph) => paragraph.text(),
        Item::Table(_) => String::new(),
    });
    let boxes = returned.boxes.iter().map(Paragraph::text);
    let theirs: String = theirs.chain(boxes).collect();
    // What has nothing in common would take long to be compared letter by letter.
    if likeness(&bare(&own.collect::<String>()), &bare(&theirs)) < LEAST_ALIKE {
        return None;
    }
    let tables = table::matched(&ground.year.notice, returned);
    let flow = flow(&expected, returned, &tables);
    let changed: usize = flow
        .changes
        .iter()
        .map(|change| change.old.len() + change.new.len())
        .sum();
    let all = flow.old.len() + flow.new.len();
    let alike = 1000 * all.saturating_sub(changed) / all.max(1);
    (alike >= LEAST_IN_ORDER).then_some(alike)
}

/// What the file says otherwise than the notice; nothing is tried yet.
pub fn review(ground: Ground, returned: &Returned) -> Review {
    let expected = expected(ground.model, &ground.year.inputs, &ground.year.notice);
    let tables = table::matched(&ground.year.notice, returned);
    let flow = flow(&expected, returned, &tables);
    let mut paragraphs = HashMap::new();
    for item in &returned.items {
        match item {
            Item::Paragraph(paragraph) => {
                paragraphs.insert(paragraph.id, paragraph);
            }
            Item::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let all = cells.flat_map(|cell| &cell.paragraphs);
                paragraphs.extend(all.map(|of| (of.id, of)));
            }
        }
    }
    paragraphs.extend(returned.boxes.iter().map(|of| (of.id, of)));
    let desk = Desk {
        ground,
        returned,
        expected,
        flow,
        paragraphs,
    };
    let mut edits = desk.text();
    edits.extend(desk.tables(&tables));
    edits.extend(desk.drawn());
    edits.sort_by_key(|edit| (edit.spot.paragraph, edit.spot.from));
    desk.join_places(&mut edits);
    Review {
        comments: desk.comments(&tables),
        edits,
        format_changes: returned.format_changes,
    }
}
