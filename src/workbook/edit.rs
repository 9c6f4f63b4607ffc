//! Figures and texts that somebody edits one by one, put into the text of an input: comments, order
//! and all else stay. What is typed is read as a cell of a workbook is.

use std::ops::Range;

use toml_edit::DocumentMut;

use super::apply::{item_at, literal, path, put, table, value_of, written};
use super::fill::{Value, is_same, read_typed};
use super::{Slot, Spot, Target, Wanted, slot};
use crate::diagnostic::Diagnostic;
use crate::input::{Inputs, TO_FILL};
use crate::key::{Key, Row};
use crate::model::{Content, Model};

/// A figure or a text that is to be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The cell.
    pub spot: Spot,
    /// What the input had there when it was shown, as the input writes it; empty: nothing.
    pub before: String,
    /// What was typed into the cell.
    pub typed: String,
}

/// Why an edit was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The input has no such cell any more.
    Gone,
    /// Somebody else changed it meanwhile; what it is now, as the input writes it.
    Changed(String),
    /// Nothing like that may stand there.
    Unusable(Box<Diagnostic>),
}

/// What was edited in an input, and what could not be.
#[derive(Debug, Default)]
pub struct Edited {
    /// The new text.
    pub text: String,
    /// What was changed: each figure or text, as the input wrote it and writes it now.
    pub changes: Vec<Changed>,
    /// What was not, by the place of the edit in the order in which they were given.
    pub refused: Vec<(usize, Refusal)>,
}

impl Edited {
    /// A text of which nothing was changed.
    pub fn unchanged(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}

/// A figure or a text that was changed. It can be changed back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What it is.
    pub target: Target,
    /// What a reader calls it.
    pub label: String,
    /// As it was written; empty: it was not.
    pub before: String,
    /// As it is written now; empty: it is not.
    pub after: String,
}

/// The input in which something is edited.
#[derive(Clone, Copy)]
pub struct Edits<'a> {
    /// What the templates say.
    pub model: &'a Model,
    /// What the input holds.
    pub inputs: &'a Inputs,
    /// Its text.
    pub text: &'a str,
}

impl Edits<'_> {
    /// Makes the edits that can be made.
    pub fn make(&self, edits: &[Edit]) -> Edited {
        let mut edited = Edited {
            text: self.text.to_owned(),
            ..Edited::default()
        };
        let Ok(mut document) = self.text.parse::<DocumentMut>() else {
            let gone = (0..edits.len()).map(|at| (at, Refusal::Gone));
            edited.refused = gone.collect();
            return edited;
        };
        for (at, edit) in edits.iter().enumerate() {
            match self.one(&mut document, edit) {
                Ok(changes) => edited.changes.extend(changes),
                Err(refusal) => edited.refused.push((at, refusal)),
            }
        }
        edited.text = document.to_string();
        edited
    }

    fn one(&self, document: &mut DocumentMut, edit: &Edit) -> Result<Vec<Changed>, Refusal> {
        let found = slot(&edit.spot, self.model, self.inputs).ok_or(Refusal::Gone)?;
        let found = Some(found).filter(is_within).ok_or(Refusal::Gone)?;
        let value = read_typed(&edit.typed, &found, self.inputs.period.year())
            .map_err(|finding| Refusal::Unusable(Box::new(finding)))?;
        let target = self.own(&found.target);
        let way = path(&target, self.model);
        let before = item_at(document.as_item(), &way)
            .map(written)
            .unwrap_or_default();
        let after = after(value.as_ref(), &before, &found);
        let is_done = before == after || same(value.as_ref(), &before);
        if before != edit.before && !is_done {
            return Err(Refusal::Changed(before));
        }
        // 51.220 for 51.22 is a change: the digits are printed as they are typed.
        if before == after || (is_done && value_of(&before) == value_of(&after)) {
            return Ok(Vec::new());
        }
        let mut changes = Vec::new();
        if let Target::Figure(key) | Target::Word(key) = &target {
            changes.extend(self.rest_of_record(document, key, &found));
        }
        write(document, &way, &after, &found.label).ok_or(Refusal::Gone)?;
        changes.push(Changed {
            label: found.label.clone(),
            target: target.clone(),
            before,
            after,
        });
        Ok(changes)
    }

    /// A record that is still to come gets the number behind the last one.
    fn own(&self, target: &Target) -> Target {
        let own = |key: &Key| {
            let mut key = key.clone();
            let group = self.model.group(&key.group);
            if let (Row::Of(row), Some(group)) = (&key.row, group)
                && let Some(number) = row
                    .strip_prefix('+')
                    .and_then(|of| of.parse::<usize>().ok())
            {
                let last = self.inputs.of(group).rows.len();
                key.row = Row::Of((last + number).to_string().into());
            }
            key
        };
        match target {
            Target::Figure(key) => Target::Figure(own(key)),
            Target::Word(key) => Target::Word(own(key)),
            other => other.clone(),
        }
    }

    /// Of a record that begins here, all else is still to be filled in.
    fn rest_of_record(&self, document: &mut DocumentMut, key: &Key, found: &Slot) -> Vec<Changed> {
        let group = self.model.group(&key.group);
        let Some(group) = group.filter(|_| is_to_come(&found.target)) else {
            return Vec::new();
        };
        let columns = self.inputs.of(group).columns.iter();
        let others = columns.filter(|column| *column.key != *key.column);
        let mut changes = Vec::new();
        for column in others {
            let own = Key {
                column: column.key.as_str().into(),
                ..key.clone()
            };
            let target = match &column.content {
                Content::Given(_) => Target::Figure(own),
                Content::Text {
                    optional: false, ..
                } => Target::Word(own),
                _ => continue,
            };
            let way = path(&target, self.model);
            if item_at(document.as_item(), &way).is_some() {
                continue;
            }
            let after = format!("\"{TO_FILL}\"");
            if write(document, &way, &after, &column.label).is_some() {
                changes.push(Changed {
                    target,
                    label: column.label.clone(),
                    before: String::new(),
                    after,
                });
            }
        }
        changes
    }
}

/// Whether it is of a record that the input has not yet.
fn is_to_come(target: &Target) -> bool {
    record_to_come(target).is_some()
}

/// Which of the records it is that are to come: `+1`.
fn record_to_come(target: &Target) -> Option<&str> {
    match target {
        Target::Figure(of) | Target::Word(of) => match &of.row {
            Row::Of(row) => row.strip_prefix('+'),
            _ => None,
        },
        _ => None,
    }
}

/// Nobody adds more records than a form has room for at once.
fn is_within(slot: &Slot) -> bool {
    const MOST: usize = 100;
    let number = record_to_come(&slot.target).map(str::parse::<usize>);
    number.is_none_or(|number| number.is_ok_and(|number| (1..=MOST).contains(&number)))
}

/// What the input is to have; empty: nothing.
fn after(value: Option<&Value>, before: &str, found: &Slot) -> String {
    match (value, &found.wanted) {
        // A received figure that is not there is not written.
        (None | Some(Value::Blank | Value::ToFill), Wanted::Stated(_)) => String::new(),
        (None, _) => format!("\"{TO_FILL}\""),
        (Some(value), _) => literal(value, before),
    }
}

fn same(value: Option<&Value>, before: &str) -> bool {
    !before.is_empty() && value.is_some_and(|value| is_same(&value_of(before), value))
}

/// Writes a value, or takes it out.
fn write(
    document: &mut DocumentMut,
    way: &super::apply::Path<'_>,
    after: &str,
    label: &str,
) -> Option<()> {
    let table = table(document, way)?;
    if after.is_empty() {
        table.remove(way.key);
    } else {
        put(table, way.key, after, label);
    }
    Some(())
}

/// Takes changes back, the last first, or makes them again; nothing where one of them was changed
/// since.
///
/// # Errors
/// The first that was changed since, and what it is now.
pub fn turn_back(
    text: &str,
    model: &Model,
    changes: &[Changed],
) -> Result<String, (String, String)> {
    let broken = |change: &Changed, now: &str| (change.label.clone(), now.to_owned());
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        return Err(changes
            .first()
            .map_or_else(Default::default, |change| broken(change, "")));
    };
    for change in changes.iter().rev() {
        let way = path(&change.target, model);
        let now = item_at(document.as_item(), &way)
            .map(written)
            .unwrap_or_default();
        if now != change.after {
            return Err(broken(change, &now));
        }
        write(&mut document, &way, &change.before, &change.label)
            .ok_or_else(|| broken(change, &now))?;
    }
    Ok(document.to_string())
}

impl Changed {
    /// The change the other way round.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
            ..self.clone()
        }
    }
}

/// What an input's text has of a target, as it is written, and where; nothing where it has none.
pub struct Reading<'t> {
    text: &'t str,
    document: Option<toml_edit::Document<&'t str>>,
}

impl<'t> Reading<'t> {
    /// Reads a text.
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            document: toml_edit::Document::parse(text).ok(),
        }
    }

    /// The value as it is written, and the bytes that it stands in.
    pub fn get(&self, target: &Target, model: &Model) -> Option<(&'t str, Range<usize>)> {
        if is_to_come(target) {
            return None;
        }
        let document = self.document.as_ref()?;
        let item = item_at(document.as_item(), &path(target, model))?;
        let span = item.as_value()?.span()?;
        Some((self.text.get(span.clone())?, span))
    }
}
