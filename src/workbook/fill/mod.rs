//! What workbooks fill in: each figure and text once, with the cell that it comes from.

mod values;

pub(super) use values::read_typed;

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Book, CellMap, Reader, base, read};
use super::{Address, Target};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Inputs;
use crate::key::{Key, Row};
use crate::model::{Model, Rows};
use crate::number::Decimal;
use crate::source::{Place, Sources};

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A plain decimal, as it is shown.
    Number(String),
    /// No such task.
    Blank,
    /// There is a figure, but the office does not have it.
    Unknown,
    /// Nobody has filled it in.
    ToFill,
    /// A day.
    Day(Day),
    /// Words.
    Words(String),
}

/// A figure or a text that a workbook fills in.
#[derive(Clone, Debug)]
pub struct Filling {
    /// What it is.
    pub target: Target,
    /// What a finding calls it.
    pub label: String,
    /// What it is to be.
    pub value: Value,
    /// What the form had there when it was written, as the input writes it.
    pub base: Option<String>,
    /// Where it comes from.
    pub cell: CellOf,
}

/// A cell of one of the workbooks.
#[derive(Clone, Debug)]
pub struct CellOf {
    /// The workbook, by its number.
    pub book: usize,
    /// The sheet's name.
    pub sheet: String,
    /// The cell.
    pub at: Address,
    /// The same for findings.
    pub place: Place,
}

/// A figure that follows from others and stands in a workbook as a typed number.
#[derive(Clone, Debug)]
pub struct TypedOver {
    /// The figure.
    pub key: Key,
    /// What a finding calls it.
    pub label: String,
    /// What was typed, in the figure's own unit.
    pub number: String,
    /// The cell.
    pub place: Place,
}

/// All that was read of some workbooks.
#[derive(Debug, Default)]
pub struct Filled {
    /// In the order of the workbooks, each target once.
    pub fillings: Vec<Filling>,
    /// What stands where a formula stood.
    pub typed_over: Vec<TypedOver>,
    /// What is wrong or worth knowing.
    pub findings: Vec<Diagnostic>,
    /// The rows of sets that reported something, by the set's key.
    pub reported: BTreeSet<(String, String)>,
}

/// The input into which workbooks go.
#[derive(Clone, Copy)]
pub struct Destination<'a> {
    /// The kind of notice; empty where there is one alone.
    pub kind: &'a str,
    /// What the templates say.
    pub model: &'a Model,
    /// The input.
    pub inputs: &'a Inputs,
}

/// Reads workbooks, each perhaps by a map of its own.
pub fn fill(to: Destination, books: &[(Book, Option<CellMap>)], sources: &mut Sources) -> Filled {
    let mut filled = Filled::default();
    let mut all: Vec<Filling> = Vec::new();
    for (number, (book, map)) in books.iter().enumerate() {
        let mut reader = Reader {
            book,
            model: to.model,
            inputs: to.inputs,
            kind: to.kind,
            sources: &mut *sources,
            findings: Vec::new(),
        };
        let found = read(&mut reader, map.as_ref());
        if found.is_empty() && reader.findings.is_empty() {
            let message = format!("{} 里没有认出一格要填的数", book.name);
            let hint =
                "请用 hongtou form 写出的填报表；自己的表，用 --map 写一份对照（哪一格是哪项数据）";
            reader
                .findings
                .push(Diagnostic::error(Code::UnknownKey, message).hint(hint));
        }
        let base = base(book);
        let (fillings, typed_over) = values::of_book(&mut reader, number, &base, found);
        filled.findings.append(&mut reader.findings);
        filled.typed_over.extend(typed_over);
        all.extend(fillings);
    }
    for filling in &all {
        filled.reported.extend(reported(to, filling));
    }
    filled.fillings = agreed(all, &mut filled.findings);
    filled
}

/// Which row of which set has reported something.
fn reported(to: Destination, filling: &Filling) -> Option<(String, String)> {
    let (Target::Figure(key) | Target::Word(key)) = &filling.target else {
        return None;
    };
    let group = to.model.group(&key.group)?;
    let (Rows::Set { set, .. }, Row::Of(row)) = (&group.rows, &key.row) else {
        return None;
    };
    let is_told = filling.value != Value::ToFill;
    is_told.then(|| (set.clone(), row.to_string()))
}

/// Where two workbooks tell of one thing, they must agree.
fn agreed(all: Vec<Filling>, findings: &mut Vec<Diagnostic>) -> Vec<Filling> {
    let mut kept: Vec<Filling> = Vec::new();
    let mut index: BTreeMap<Target, usize> = BTreeMap::new();
    for filling in all {
        let Some(at) = index.get(&filling.target).copied() else {
            index.insert(filling.target.clone(), kept.len());
            kept.push(filling);
            continue;
        };
        let before = &mut kept[at];
        if filling.value == Value::ToFill || is_same(&before.value, &filling.value) {
            if digits(&filling.value) > digits(&before.value) {
                *before = filling;
            }
        } else if before.value == Value::ToFill {
            *before = filling;
        } else {
            let message = format!("{}在两处不一样", filling.label);
            let finding = Diagnostic::error(Code::StatedDiffers, message)
                .at(before.cell.place.clone())
                .label(filling.cell.place.clone(), "另一处")
                .hint("请核对哪一处是对的，改正另一处");
            findings.push(finding);
        }
    }
    kept
}

fn digits(value: &Value) -> usize {
    match value {
        Value::Number(text) => text.len(),
        _ => 0,
    }
}

/// Whether two values say the same: 51.22 and 51.220.
pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => {
            let number = |text: &str| Decimal::parse(text).ok().map(|of| of.value);
            number(a) == number(b)
        }
        (Value::Words(a), Value::Words(b)) => a.trim() == b.trim(),
        // As the input may write it.
        (Value::Words(words), Value::Day(day)) | (Value::Day(day), Value::Words(words)) => {
            Day::parse(words, |_, _| None) == Some(*day)
        }
        _ => one == other,
    }
}
