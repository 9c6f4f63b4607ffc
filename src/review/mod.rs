//! A Word file that came back, held against the notice that the input makes: for each difference what it
//! is of, where that stands in the input or the templates, and what would have to be put into the input.

mod align;
mod choice;
mod comments;
mod drawn;
mod element;
mod expected;
mod figure;
mod flow;
mod inked;
mod letters;
mod matter;
mod merge;
mod own;
mod parted;
mod places;
mod printed;
mod put;
mod rule;
mod sides;
mod tables;
mod text;
mod told;
mod words;

pub use put::{Beside, Listed, NewCell, Put, put};
pub use told::{At, Comment, Edit, EditKind, Outcome, Review, Since, Site};

use std::collections::HashMap;

use self::expected::{Content, Expected, expected};
use self::flow::Flow;
use self::letters::{bare, likeness};
use self::sides::Sides;
use self::tables::Tables;
use crate::model::Model;
use crate::pipeline::Year;
use crate::returned::{Item, Paragraph, Returned};
use crate::source::{Place, Sources};

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
    /// The words in the charts of the notice that was sent.
    drawn: Vec<String>,
    paragraphs: HashMap<usize, &'a Paragraph>,
}

/// Below this, in per mille of their letters, a file is of another notice: so many letters any two
/// notices of one office share, and so many in the same order.
const LEAST_ALIKE: usize = 400;
const LEAST_IN_ORDER: usize = 500;

/// What the file says otherwise than the notice; nothing is tried yet. `sent` is the notice as it was when the file
/// left; without it the file is held against the notice of now. Nothing where the file can't be one of the notice.
pub fn review(now: Ground, sent: Option<Ground>, returned: &Returned) -> Option<Review> {
    let expected = |of: Ground| expected(of.model, &of.year.inputs, &of.year.notice);
    let (own, first) = (expected(now), sent.map(expected));
    // What has nothing in common would take long to be compared letter by letter.
    if likeness(
        &own_letters(first.as_ref().unwrap_or(&own)),
        &letters_of(returned),
    ) < LEAST_ALIKE
    {
        return None;
    }
    let tables = Tables::of(
        &now.year.notice,
        sent.map(|sent| &sent.year.notice),
        returned,
    );
    let sides = Sides {
        now: &own,
        sent: first.as_ref(),
        returned,
        tables: &tables,
    };
    let flow = sides.flow();
    let alike = flow.alike();
    if alike < LEAST_IN_ORDER {
        return None;
    }
    let desk = Desk {
        ground: now,
        returned,
        paragraphs: paragraphs(returned),
        drawn: first.as_ref().unwrap_or(&own).drawn.clone(),
        expected: own,
        flow,
    };
    let told = desk.tables(&tables);
    let mut edits = desk.text();
    edits.extend(told.edits);
    edits.extend(desk.drawn());
    edits.sort_by_key(|edit| edit.site.order());
    desk.join_places(&mut edits);
    Desk::join_moves(&mut edits);
    Desk::join_rows(&mut edits);
    Some(Review {
        comments: desk.comments(&tables),
        since: desk.since().into_iter().chain(told.since).collect(),
        edits,
        format_changes: returned.format_changes,
        alike,
    })
}

fn own_letters(expected: &Expected) -> String {
    let parts = expected.contents.iter().map(|content| match content {
        Content::Part(part) => bare(&part.text()),
        Content::Table(_) => String::new(),
    });
    parts.collect()
}

fn letters_of(returned: &Returned) -> String {
    let items = returned.items.iter().filter_map(|item| match item {
        Item::Paragraph(paragraph) => Some(paragraph),
        Item::Table(_) => None,
    });
    items
        .chain(&returned.boxes)
        .map(|paragraph| bare(&paragraph.text()))
        .collect()
}

/// All paragraphs of a file by their numbers.
fn paragraphs(returned: &Returned) -> HashMap<usize, &Paragraph> {
    fn of_item(item: &Item) -> Vec<&Paragraph> {
        match item {
            Item::Paragraph(paragraph) => vec![paragraph],
            Item::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.paragraphs).collect()
            }
        }
    }
    let items = returned.items.iter().flat_map(of_item);
    items.chain(&returned.boxes).map(|of| (of.id, of)).collect()
}
