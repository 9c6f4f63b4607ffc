//! A Word file that came back, as a reader finds it: the text with all tracked changes accepted, who
//! changed what, and the comments. Runs, styles and fields are looked through; nothing is known of
//! notices here.

mod comments;
mod foreign;
mod package;
mod place;
mod runs;
mod tables;
mod text;

pub use place::{Letter, Spot};

use self::package::Package;

/// A file as it came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// Paragraphs and tables in the order of the text; notes stand behind the paragraph that refers to
    /// them.
    pub items: Vec<Item>,
    /// What stands in text boxes, in frames of later programs and in charts.
    pub boxes: Vec<Paragraph>,
    /// Who made tracked changes; paragraphs name them by their places here.
    pub hands: Vec<Hand>,
    /// In the order of the file.
    pub comments: Vec<Comment>,
    /// How many tracked changes are of formatting alone.
    pub format_changes: usize,
    /// What its own properties say of what it was made from.
    pub origin: Option<Origin>,
}

/// What a file's properties say of the notice that it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The kind of notice.
    pub kind: String,
    /// The period: `2023-q3`.
    pub period: String,
    /// SHA-256 of the notice's review text.
    pub text: String,
}

/// Who changed or said something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hand {
    /// As the file names them; empty: it does not.
    pub who: String,
    /// 2024-01-05 10:20; empty where the file does not say.
    pub when: String,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Of the text, or a note to it.
    Paragraph(Paragraph),
    /// A table of the text.
    Table(Table),
}

/// The letters of a paragraph with all changes accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number among all paragraphs of the file, which comments go by.
    pub id: usize,
    /// In order.
    pub letters: Vec<Letter>,
    /// What was taken out of it, with the place of the letter before which it stood.
    pub gone: Vec<(usize, Gone)>,
    /// Whether the program numbers it: the number is not among the letters.
    pub is_numbered: bool,
    /// Who parted it from the next one, where that is a tracked change.
    pub parted_by: Option<usize>,
}

/// Letters that a tracked change took out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// What they were.
    pub text: String,
    /// Who took them out, by the place in [`Returned::hands`].
    pub by: usize,
}

/// A table as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// From the top down.
    pub rows: Vec<Row>,
    /// Rows that tracked changes took out: before which row they stood, their words, who it was.
    pub gone: Vec<(usize, Gone)>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From left to right.
    pub cells: Vec<Cell>,
    /// Who put it in, where that is a tracked change.
    pub by: Option<usize>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub paragraphs: Vec<Paragraph>,
    /// It only goes on from the cell above it.
    pub goes_on: bool,
}

/// A comment, with the answers to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Who said it and when.
    pub hand: Hand,
    /// What was said.
    pub text: String,
    /// What others answered, in order.
    pub answers: Vec<(Hand, String)>,
    /// Whether it was marked as done.
    pub is_done: bool,
    /// The letters that it is on, paragraph by paragraph.
    pub on: Vec<Spot>,
}

/// Why a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing in it.
    Empty,
    /// It is no text; what it is, where that shows.
    NotOne(Option<&'static str>),
    /// It is a text that is written otherwise: in this way.
    Foreign(&'static str),
    /// A file of Word 2003 or older.
    Old,
    /// It asks for a password.
    Encrypted,
    /// It unfolds to more than any notice has.
    TooLarge,
    /// A part of it is missing or broken.
    Damaged(String),
}

/// Reads a file.
///
/// # Errors
/// Why it can't be read.
pub fn read(bytes: &[u8]) -> Result<Returned, Fault> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    let parts = package.parts_of(&main)?;
    let notes = package.notes(&parts)?;
    let document = package.text(&main)?;
    let mut returned = text::read(&document, &main, &notes)?;
    let said = package.said(&parts)?;
    comments::put_in(&mut returned, &said)?;
    returned.origin = package.origin();
    Ok(returned)
}

/// What a file's own properties say of the notice that it was made from; nothing where they are gone, or the file
/// can't be read.
pub fn origin(bytes: &[u8]) -> Option<Origin> {
    Package::open(bytes).ok()?.origin()
}

impl Paragraph {
    /// Its letters as a text.
    pub fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.c).collect()
    }

    /// Whether nothing is to be seen in it.
    pub fn is_blank(&self) -> bool {
        self.letters.iter().all(|letter| letter.c.is_whitespace())
    }
}

impl Cell {
    /// Its paragraphs as a text.
    pub fn text(&self) -> String {
        self.paragraphs.iter().map(Paragraph::text).collect()
    }
}
