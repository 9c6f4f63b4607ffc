//! Remarks of reviewers on sentences and cells of a notice, kept in a file beside its input. What a remark is
//! on is found again after other edits by what it is called and what it said.

mod file;
mod find;

pub use file::{Unkept, path_of, read, update};
pub use find::{Located, Stand, find, located};

use serde::{Deserialize, Serialize};

/// Counted up when an older program could not read a newer file.
const VERSION: u32 = 1;

/// The remarks on one input, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarks {
    version: u32,
    /// The number that the next one gets; numbers are never given twice.
    next: u64,
    /// In the order of their numbers.
    remarks: Vec<Remark>,
}

/// What a reviewer remarked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// By which it is called, from 1.
    pub number: u64,
    /// Who said it, and when.
    pub by: Stamp,
    /// What was said.
    pub text: String,
    /// What it is on.
    pub on: Anchor,
    /// Whether something is still to be done.
    pub state: State,
    /// What was answered, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

/// What is to become a remark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Who says it, and when.
    pub by: Stamp,
    /// What is said.
    pub text: String,
    /// What it is on.
    pub on: Anchor,
    /// What was answered already.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Whether it is settled already.
    #[serde(default)]
    pub is_done: bool,
}

/// Who, and when. The program has no clock and knows nobody: whoever calls it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The name; may be empty.
    pub who: String,
    /// The time: 2024-01-05 10:20; may be empty.
    pub when: String,
}

/// An answer to a remark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Who answered, and when.
    pub by: Stamp,
    /// What was answered.
    pub text: String,
}

/// What a remark is on: what that is called, which lasts, and what it said then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// A block of the text, `targets.main`; a cell, `annex:GROUP/ROW/HEAD`; a part around the text by its
    /// name, `标题`; empty: all of the notice.
    pub id: String,
    /// The sentence, or what the cell printed.
    pub text: String,
    /// The words within it that are meant; empty: all of it.
    #[serde(default)]
    pub words: String,
}

/// Whether something is still to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is.
    #[default]
    Open,
    /// It is settled.
    Done,
}

/// Why a file of remarks can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is none, or not as it was written.
    Broken,
    /// A later program wrote it.
    Newer,
}

impl Anchor {
    /// A cell of a table: its group or table, its row's key, what stands over its column.
    pub fn of_cell(table: &str, row: &str, head: &str, text: &str) -> Self {
        Self {
            id: format!("annex:{table}/{row}/{head}"),
            text: text.to_owned(),
            words: String::new(),
        }
    }
}

impl Remarks {
    /// Reads a file's text; an empty one has none.
    ///
    /// # Errors
    /// That it can't be read. It must not be written over then.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let value: serde_json::Value = serde_json::from_str(text).map_err(|_| Fault::Broken)?;
        let version = value["version"].as_u64().ok_or(Fault::Broken)?;
        if version > u64::from(VERSION) {
            return Err(Fault::Newer);
        }
        serde_json::from_value(value).map_err(|_| Fault::Broken)
    }

    /// The file's text; the same remarks give the same text.
    pub fn text(&self) -> String {
        let whole = Self {
            version: VERSION,
            ..self.clone()
        };
        serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Remark] {
        &self.remarks
    }

    /// Those of which something is still to be done.
    pub fn open(&self) -> impl Iterator<Item = &Remark> {
        self.remarks
            .iter()
            .filter(|remark| remark.state == State::Open)
    }

    /// The one of a number.
    pub fn get(&self, number: u64) -> Option<&Remark> {
        self.remarks.iter().find(|remark| remark.number == number)
    }

    /// Adds a remark; its number. One that is there already is not added again, however often a file is
    /// taken in: it has its number.
    pub fn add(&mut self, draft: Draft) -> u64 {
        let Draft {
            by,
            text,
            on,
            answers,
            is_done,
        } = draft;
        let is_same = |of: &&mut Remark| {
            of.by == by && of.text == text && of.on.id == on.id && of.on.words == on.words
        };
        if let Some(same) = self.remarks.iter_mut().find(is_same) {
            for answer in answers {
                if !same.answers.contains(&answer) {
                    same.answers.push(answer);
                }
            }
            return same.number;
        }
        let last = self.remarks.iter().map(|remark| remark.number).max();
        let number = self.next.max(1).max(last.map_or(1, |last| last + 1));
        self.next = number + 1;
        let state = if is_done { State::Done } else { State::Open };
        self.remarks.push(Remark {
            number,
            by,
            text,
            on,
            state,
            answers,
        });
        number
    }

    /// Answers a remark; whether there is such a one.
    pub fn answer(&mut self, number: u64, answer: Answer) -> bool {
        self.change(number, |remark| remark.answers.push(answer))
    }

    /// Settles a remark, or opens it again; whether there is such a one.
    pub fn set(&mut self, number: u64, state: State) -> bool {
        self.change(number, |remark| remark.state = state)
    }

    fn change(&mut self, number: u64, change: impl FnOnce(&mut Remark)) -> bool {
        let found = self
            .remarks
            .iter_mut()
            .find(|remark| remark.number == number);
        found.map(change).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        Draft {
            by: Stamp {
                who: "甲某".to_owned(),
                when: "2024-01-05 10:20".to_owned(),
            },
            text: text.to_owned(),
            ..Draft::default()
        }
    }

    #[test]
    fn numbers_are_never_given_twice_and_the_same_is_not_added_twice() {
        let mut remarks = Remarks::default();
        assert_eq!(
            (
                remarks.add(draft("一")),
                remarks.add(draft("二")),
                remarks.add(draft("一"))
            ),
            (1, 2, 1)
        );
        assert!(remarks.set(1, State::Done) && !remarks.set(9, State::Done));
        assert!(remarks.answer(2, Answer::default()));
        let again = Remarks::parse(&remarks.text()).unwrap();
        assert_eq!(
            again.open().map(|remark| remark.number).collect::<Vec<_>>(),
            [2]
        );
        assert_eq!(again.text(), remarks.text());
        assert_eq!(Remarks::parse("").unwrap(), Remarks::default());
        assert_eq!(Remarks::parse("{}"), Err(Fault::Broken));
        assert_eq!(Remarks::parse("{\"version\": 99}"), Err(Fault::Newer));
    }
}
