//! What was filled in, put into the text of an input: comments, order and all else stay.

mod literal;
mod place;
mod records;

use literal::{digits, is_day_of};
pub(super) use literal::{literal, value_of, written};
use place::place_of;
pub(super) use place::{Path, item_at, path, table};
pub use place::{literals, names, put, set, set_words, words_at};
use records::Records;

use toml_edit::DocumentMut;

use super::Target;
use super::fill::{Filled, Filling, Value, is_same};
use super::origins::{Origin, Origins};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Inputs, TO_FILL};
use crate::model::Model;
use crate::source::SourceId;

/// The input into which figures are put.
pub struct Ledger<'a> {
    /// What the templates say.
    pub model: &'a Model,
    /// What the input holds.
    pub inputs: &'a Inputs,
    /// Its text among the sources.
    pub source: SourceId,
    /// Its text.
    pub text: &'a str,
    /// Where its figures came from when they were imported before.
    pub origins: &'a Origins,
    /// Whether what was typed by hand since gives way.
    pub replaces: bool,
}

/// An input with what was filled in.
#[derive(Debug, Default)]
pub struct Applied {
    /// The new text.
    pub text: String,
    /// What was changed.
    pub changes: Vec<Change>,
    /// Where figures and texts came from that were put in, or stood there already.
    pub fresh: Vec<(Target, Origin)>,
    /// What could not be put in.
    pub findings: Vec<Diagnostic>,
}

/// A figure or a text that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name in the input.
    pub name: String,
    /// What a reader calls it.
    pub label: String,
    /// What the input had; empty: nothing.
    pub before: String,
    /// What it has now.
    pub after: String,
    /// The workbook, by its number.
    pub book: usize,
}

/// Puts everything in that may be put in.
pub fn apply(ledger: &Ledger, filled: &Filled, day: &str) -> Applied {
    let mut applied = Applied::default();
    let Ok(mut document) = ledger.text.parse::<DocumentMut>() else {
        ledger.text.clone_into(&mut applied.text);
        return applied;
    };
    let records = Records::of(ledger, &filled.fillings);
    for filling in &filled.fillings {
        let target = records.own(&filling.target);
        one(ledger, &mut document, filling, (&target, day), &mut applied);
    }
    applied.text = document.to_string();
    applied
}

fn one(
    ledger: &Ledger,
    document: &mut DocumentMut,
    filling: &Filling,
    (target, day): (&Target, &str),
    applied: &mut Applied,
) {
    if filling.value == Value::ToFill {
        return;
    }
    let path = path(target, ledger.model);
    let Some(table) = table(document, &path) else {
        let message = format!(
            "{}放不进数据文件：{} 写成了别的样子",
            filling.label, path.group
        );
        let finding = Diagnostic::error(Code::BadType, message).at(filling.cell.place.clone());
        applied
            .findings
            .push(finding.hint("请先运行 hongtou check，改正数据文件"));
        return;
    };
    let name = super::origins::name_of(ledger.model, ledger.inputs, target);
    let before = table.get(path.key).map(written).unwrap_or_default();
    let after = literal(&filling.value, &before);
    let year = ledger.inputs.period.year();
    let is_day = matches!(filling.value, Value::Day(_));
    let is_told = !before.is_empty()
        && (is_same(&value_of(&before), &filling.value)
            || is_day_of(year, &before, &filling.value));
    if is_told && (is_day || digits(&before) >= digits(&after)) {
        // The same already; where it came from is known now, if it was not.
        applied.note(target, &before, filling, day);
        return;
    }
    let is_open = before.is_empty() || value_of(&before) == Value::ToFill;
    let was_imported = ledger.origins.of(&name, &before).is_some();
    let is_untouched = filling.base.as_deref() == Some(before.as_str());
    if !is_told && !is_open && !was_imported && !is_untouched && !ledger.replaces {
        applied
            .findings
            .push(by_hand(ledger, filling, &path, &before));
        return;
    }
    put(table, path.key, &after, &filling.label);
    applied.note(target, &after, filling, day);
    applied.changes.push(Change {
        name: target.to_string(),
        label: filling.label.clone(),
        before,
        after,
        book: filling.cell.book,
    });
}

impl Applied {
    fn note(&mut self, target: &Target, value: &str, filling: &Filling, day: &str) {
        let origin = Origin {
            value: value.to_owned(),
            book: filling.cell.book,
            sheet: filling.cell.sheet.clone(),
            cell: filling.cell.at.to_string(),
            imported: day.to_owned(),
        };
        self.fresh.push((target.clone(), origin));
    }
}

/// That the input has another figure, which somebody typed there.
fn by_hand(ledger: &Ledger, filling: &Filling, path: &Path, before: &str) -> Diagnostic {
    let shown = match &filling.value {
        Value::Number(text) | Value::Words(text) => text.clone(),
        Value::Day(day) => day.to_string(),
        Value::Blank => "空白".to_owned(),
        Value::Unknown => "?".to_owned(),
        Value::ToFill => TO_FILL.to_owned(),
    };
    let message = format!(
        "{}：数据文件里已经填了 {before}，工作簿里是 {shown}",
        filling.label
    );
    let finding = Diagnostic::error(Code::StatedDiffers, message).at(filling.cell.place.clone());
    let line = place_of(ledger, path);
    let finding = match line {
        Some(line) => finding.label(line, "数据文件里的"),
        None => finding,
    };
    finding
        .hint("以数据文件为准，改正工作簿；以工作簿为准，加上 --replace（窗口里勾“以工作簿为准”）")
}
