//! Rows that the input itself lists: added, removed, renamed, moved, in the input's text. All that names a row
//! goes with it: its figures in every table, those that the input states of earlier periods, what was accepted
//! of it, and holes in texts. Comments and all else stay as they are.

mod blocks;
mod follow;
mod list;
mod names;

use std::ops::Range;

pub use follow::{Changed, follow};
use toml_edit::Document;

use crate::diagnostic::{Code, Diagnostic};
use crate::input::Inputs;
use crate::model::{Group, Model, Rows};

/// A change of a list of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEdit {
    /// The list: the key of a set that the input lists, or of a group of records.
    pub list: String,
    /// The row that it is about: its name, or the number of a record, from 1.
    pub row: String,
    /// What is done with it.
    pub doing: Doing,
}

/// What is done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// It goes, with all its figures.
    Remove,
    /// It gets another name.
    Rename(String),
    /// It changes places with the one above it.
    Up,
    /// It changes places with the one below it.
    Down,
    /// A new row of this name follows it, its figures still to be filled in.
    Add(String),
}

/// A list of rows that an input has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowList {
    /// By which a [`RowEdit`] names it.
    pub key: String,
    /// What one of its rows is called: 县（市、区）.
    pub label: String,
    /// Whether its rows are records, known by their numbers: they have no names to be changed.
    pub is_records: bool,
}

/// The list whose rows a group's table has; nothing where the kind fixes them.
pub fn list_of(group: &Group, model: &Model) -> Option<RowList> {
    match &group.rows {
        Rows::None => None,
        Rows::Set { set, .. } => {
            let set = model.set(set).filter(|set| set.rows.is_empty())?;
            Some(RowList {
                key: set.key.clone(),
                label: set.label.clone(),
                is_records: false,
            })
        }
        Rows::Records => Some(RowList {
            key: group.key.clone(),
            label: group.label.clone(),
            is_records: true,
        }),
    }
}

/// A stretch of the text, and what stands there afterwards.
type Patch = (Range<usize>, String);

/// The input in which a list is changed.
struct Ledger<'a> {
    model: &'a Model,
    inputs: &'a Inputs,
    text: &'a str,
    document: Document<&'a str>,
}

const BY_HAND: &str = "请在“原文”里改数据文件";

/// The input's text with the list changed.
///
/// # Errors
/// That there is no such row, or that it can't be changed so.
pub fn change(text: &str, years: (&Model, &Inputs), edit: &RowEdit) -> Result<String, Diagnostic> {
    let ledger = Ledger::of(text, years)?;
    let is_records = ledger
        .model
        .group(&edit.list)
        .is_some_and(|group| group.rows == Rows::Records);
    let patches = if is_records {
        ledger.record(edit)?
    } else {
        ledger.row(edit)?
    };
    Ok(patched(text, patches))
}

impl<'a> Ledger<'a> {
    fn of(text: &'a str, (model, inputs): (&'a Model, &'a Inputs)) -> Result<Self, Diagnostic> {
        let document = Document::parse(text).map_err(|_| {
            refused(
                "数据文件写坏了，改不了名单".to_owned(),
                "请在“原文”里先改正",
            )
        })?;
        Ok(Self {
            model,
            inputs,
            text,
            document,
        })
    }

    /// A row of a set.
    fn row(&self, edit: &RowEdit) -> Result<Vec<Patch>, Diagnostic> {
        let RowEdit { list, row, doing } = edit;
        let set = self.model.set(list).filter(|set| set.rows.is_empty());
        let set = set.ok_or_else(|| {
            let message = format!("没有叫“{list}”的名单，或它由模板定好");
            refused(message, "模板定好的名单，请找维护模板的人改")
        })?;
        if let Doing::Rename(name) | Doing::Add(name) = doing {
            self.may_be_called(name, set.key.as_str(), &set.label)?;
        }
        let mut patches = vec![self.listed(edit, &set.label)?];
        match doing {
            Doing::Remove => {
                patches.extend(self.without_row(list, row));
                patches.extend(self.without_marks(|figure| self.names_row(figure, list, row)));
            }
            Doing::Rename(name) => patches.extend(self.renamed(list, row, name)),
            Doing::Add(name) => patches.extend(self.with_row(list, row, name)),
            Doing::Up | Doing::Down => {}
        }
        Ok(patches)
    }

    /// Whether a row may have a name; what else may not be is found when the input is read.
    fn may_be_called(&self, name: &str, set: &str, label: &str) -> Result<(), Diagnostic> {
        let name = name.trim();
        if name.is_empty() || name.contains(['.', '\n', '\r']) {
            let message = format!("“{name}”不能作{label}名");
            return Err(refused(message, "请写一行名称，里面没有句点"));
        }
        if self.inputs.set(set).iter().any(|of| of.key == name) {
            let message = format!("{label}名单里已经有“{name}”");
            return Err(refused(message, "请换一个名称"));
        }
        Ok(())
    }

    /// The groups whose rows are those of a set.
    fn groups_of(&self, set: &str) -> impl Iterator<Item = &Group> {
        let groups = self.model.groups.iter();
        groups.filter(move |group| group.set().is_some_and(|own| own == set))
    }
}

fn refused(message: String, hint: &str) -> Diagnostic {
    Diagnostic::error(Code::UnknownName, message).hint(hint)
}

/// That the input has no such row.
fn no_row(label: &str, row: &str) -> Diagnostic {
    let message = format!("{label}名单里没有“{row}”");
    refused(message, "别处可能已经改了名单，请刷新页面")
}

/// The text with all patches; those that lie within another one go with it.
fn patched(text: &str, mut patches: Vec<Patch>) -> String {
    patches.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut done = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in patches {
        if range.start < at {
            continue;
        }
        done.push_str(&text[at..range.start]);
        done.push_str(&new);
        at = range.end;
    }
    done.push_str(&text[at..]);
    done
}
