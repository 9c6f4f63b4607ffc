//! What the notice says, in the order in which a Word file has it: parts, each in pieces that know
//! where they come from.

mod head;
mod tail;
mod text;

use crate::input::Inputs;
use crate::key::Key;
use crate::model::Model;
use crate::notice::Notice;
use crate::source::Place;
use crate::wording::RuleId;

/// A stretch of a part that comes from one place.
#[derive(Clone, Debug)]
pub(in crate::review) struct Piece {
    pub text: String,
    /// The figure that it prints.
    pub figure: Option<Key>,
    /// It follows from the notice's own period.
    pub is_time: bool,
    pub from: Root,
}

/// Where the words of a piece come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::review) enum Root {
    /// A rule of a phrase.
    Rule(RuleId),
    /// A text of the input.
    Own(String),
    /// A key at the head of the input.
    Head(&'static str),
    /// The templates or the program; the place in the templates, where it is known.
    Fixed(Option<Place>),
    /// The number of a heading or of an annex, the mark of a note: it follows from what is there.
    Counted,
}

/// Where in the notice a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::review) enum Role {
    /// 版头, 标题, 主送机关, what stands below the text.
    Around,
    /// A block of 正文.
    Body,
    /// A block of an annex's text, by the annex.
    Annex(usize),
}

/// A paragraph, as far as the notice knows of paragraphs.
#[derive(Clone, Debug)]
pub(in crate::review) struct Part {
    pub role: Role,
    /// What a reader calls it: 标题.
    pub label: String,
    /// The block's name, where it is one.
    pub id: String,
    pub pieces: Vec<Piece>,
}

/// A part, or a table by its place in [`Notice::all_tables`].
pub(in crate::review) enum Content {
    Part(Part),
    Table(usize),
}

/// Everything that stands in the file, but for what is drawn.
pub(in crate::review) struct Expected {
    pub contents: Vec<Content>,
    /// The words in charts.
    pub drawn: Vec<String>,
}

impl Part {
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }
}

/// What a file of the notice has.
pub(in crate::review) fn expected(model: &Model, inputs: &Inputs, notice: &Notice) -> Expected {
    let mut writer = Writer {
        model,
        inputs,
        notice,
        contents: Vec::new(),
    };
    writer.head();
    writer.body();
    writer.tail();
    for (at, annex) in notice.annexes.iter().enumerate() {
        writer.annex(at, annex);
    }
    writer.imprint();
    let drawn = notice
        .charts()
        .filter_map(|chart| crate::drawing::draw(chart).ok());
    let marks = drawn.flat_map(|drawing| drawing.marks);
    let drawn = marks.filter_map(|mark| match mark.ink {
        crate::drawing::Ink::Words { lines, .. } => Some(lines.concat()),
        _ => None,
    });
    Expected {
        drawn: drawn.collect(),
        contents: writer.contents,
    }
}

struct Writer<'a> {
    model: &'a Model,
    inputs: &'a Inputs,
    notice: &'a Notice,
    contents: Vec<Content>,
}

fn piece(text: &str, from: Root) -> Piece {
    Piece {
        text: text.to_owned(),
        figure: None,
        is_time: false,
        from,
    }
}

impl Writer<'_> {
    fn push(&mut self, label: &str, pieces: Vec<Piece>) {
        if pieces.iter().all(|piece| piece.text.trim().is_empty()) {
            return;
        }
        self.contents.push(Content::Part(Part {
            role: Role::Around,
            label: label.to_owned(),
            id: String::new(),
            pieces,
        }));
    }

    /// A part that comes from one place.
    fn one(&mut self, label: &str, text: &str, from: Root) {
        self.push(label, vec![piece(text, from)]);
    }
}
