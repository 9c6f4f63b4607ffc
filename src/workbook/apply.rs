//! What was filled in, put into the text of an input: comments, order and all else stay.

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, RawString, Table, Value as Toml};

use super::Target;
use super::fill::{Filled, Filling, Value, is_same};
use super::origins::{Origin, Origins};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Inputs, TO_FILL};
use crate::key::{Key, Row, TOTAL};
use crate::model::{Content, Group, Model, Rows};
use crate::source::{Place, SourceId};
use crate::width::width;

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

/// Which record of the input each row of a workbook is.
#[derive(Default)]
struct Records {
    rows: BTreeMap<(String, String), String>,
}

impl Records {
    fn of(ledger: &Ledger, fillings: &[Filling]) -> Self {
        let mut records = Self::default();
        let groups = ledger.model.groups.iter();
        for group in groups.filter(|group| group.rows == Rows::Records) {
            records.group(ledger, group, fillings);
        }
        records
    }

    fn group(&mut self, ledger: &Ledger, group: &Group, fillings: &[Filling]) {
        let mut words: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for filling in fillings {
            let (Target::Figure(key) | Target::Word(key)) = &filling.target else {
                continue;
            };
            let Row::Of(row) = &key.row else { continue };
            if *key.group != *group.key {
                continue;
            }
            let own = words.entry(row.to_string()).or_default();
            if let Value::Words(text) = &filling.value {
                own.insert(
                    key.column.to_string(),
                    without_ending(group, &key.column, text),
                );
            }
        }
        let input = ledger.inputs.of(group);
        let mut taken: Vec<String> = words
            .keys()
            .filter(|row| !row.starts_with('+'))
            .cloned()
            .collect();
        let mut count = input.rows.len();
        for (row, words) in words {
            if !row.starts_with('+') {
                continue;
            }
            // A record with the same words is the same, however often it is imported.
            let is_same = |of: &&crate::input::RowInput| {
                !words.is_empty()
                    && !taken.contains(&of.key.to_string())
                    && words
                        .iter()
                        .all(|(column, text)| of.texts.get(column) == Some(text))
            };
            let same = input.rows.values().find(is_same);
            let own = same.map_or_else(
                || {
                    count += 1;
                    count.to_string()
                },
                |of| of.key.to_string(),
            );
            taken.push(own.clone());
            self.rows.insert((group.key.clone(), row), own);
        }
    }

    fn own(&self, target: &Target) -> Target {
        let own = |key: &Key| {
            let Row::Of(row) = &key.row else {
                return key.clone();
            };
            let found = self.rows.get(&(key.group.to_string(), row.to_string()));
            found.map_or_else(
                || key.clone(),
                |row| Key {
                    row: Row::Of(row.as_str().into()),
                    ..key.clone()
                },
            )
        };
        match target {
            Target::Figure(key) => Target::Figure(own(key)),
            Target::Word(key) => Target::Word(own(key)),
            other => other.clone(),
        }
    }
}

/// Words as the input's reader takes them: without what the wording puts behind them.
fn without_ending(group: &Group, column: &str, text: &str) -> String {
    let column = group.columns.iter().find(|of| of.key == column);
    let ending = match column.map(|of| &of.content) {
        Some(Content::Text { ending, .. }) => ending.as_str(),
        _ => "",
    };
    let bare = text.strip_suffix(ending).filter(|_| !ending.is_empty());
    bare.map_or(text, str::trim_end).to_owned()
}

/// Where a value stands in the document.
pub(super) struct Path<'t> {
    group: &'t str,
    /// A record is known by its number.
    record: Option<usize>,
    row: Option<String>,
    pub key: &'t str,
}

pub(super) fn path<'t>(target: &'t Target, model: &Model) -> Path<'t> {
    match target {
        Target::Head(key) => Path {
            group: "",
            record: None,
            row: None,
            key,
        },
        Target::Text(group, key) => Path {
            group,
            record: None,
            row: None,
            key,
        },
        Target::Figure(key) | Target::Word(key) => {
            let is_record = model
                .group(&key.group)
                .is_some_and(|of| of.rows == Rows::Records);
            let row = match &key.row {
                Row::None => None,
                Row::Total => Some(TOTAL.to_owned()),
                Row::Of(row) => Some(row.to_string()),
            };
            let record = row
                .as_deref()
                .filter(|_| is_record)
                .and_then(|row| row.parse().ok());
            Path {
                group: &key.group,
                record,
                row: row.filter(|_| record.is_none()),
                key: &key.column,
            }
        }
    }
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

/// The names of all figures and texts that may be filled in.
pub fn names(model: &Model, inputs: &Inputs) -> Vec<String> {
    let all = targets(model, inputs).into_iter();
    all.map(|target| target.to_string()).collect()
}

fn targets(model: &Model, inputs: &Inputs) -> Vec<Target> {
    let mut all: Vec<Target> = ["number", "date"]
        .map(|key| Target::Head(key.to_owned()))
        .into();
    for group in &model.groups {
        let input = inputs.of(group);
        let key = |row: Row, column: &str| Key {
            group: group.key.as_str().into(),
            row,
            column: column.into(),
        };
        for row in input.rows.values() {
            let own = |column: &str| key(Row::Of(row.key.clone()), column);
            all.extend(input.columns.iter().map(|column| match &column.content {
                Content::Text { .. } | Content::Chosen(_) => Target::Word(own(&column.key)),
                _ => Target::Figure(own(&column.key)),
            }));
        }
        let totals = input
            .columns
            .iter()
            .map(|column| Target::Figure(key(Row::Total, &column.key)));
        let singles = group
            .scalars
            .iter()
            .map(|of| Target::Figure(key(Row::None, &of.key)));
        let texts = group
            .texts
            .iter()
            .map(|of| Target::Text(group.key.clone(), of.key.clone()));
        all.extend(totals.chain(singles).chain(texts));
    }
    all
}

/// Puts a value into a document, as TOML writes it; nothing where there is no place for it.
pub fn set(
    document: &mut DocumentMut,
    model: &Model,
    target: &Target,
    literal: &str,
) -> Option<()> {
    literal.parse::<Toml>().ok()?;
    let path = path(target, model);
    let table = table(document, &path)?;
    put(table, path.key, literal, path.key);
    Some(())
}

/// Puts words into a document, written as the words were that stood there.
pub fn set_words(
    document: &mut DocumentMut,
    model: &Model,
    target: &Target,
    words: &str,
) -> Option<()> {
    let value = Value::Words(words.to_owned());
    let before = item_at(document.as_item(), &path(target, model))
        .map(written)
        .unwrap_or_default();
    set(document, model, target, &literal(&value, &before))
}

/// The words of a text of a document.
pub fn words_at(document: &DocumentMut, model: &Model, target: &Target) -> Option<String> {
    let item = item_at(document.as_item(), &path(target, model))?;
    item.as_str().map(str::to_owned)
}

/// What a document has of all figures and texts that a form may fill in.
pub fn literals(document: &DocumentMut, model: &Model, inputs: &Inputs) -> Vec<(Target, String)> {
    let with_literal = targets(model, inputs).into_iter().filter_map(|target| {
        let item = item_at(document.as_item(), &path(&target, model))?;
        let literal = written(item);
        (!literal.is_empty()).then_some((target, literal))
    });
    with_literal.collect()
}

/// The item at a path.
pub(super) fn item_at<'d>(root: &'d Item, path: &Path) -> Option<&'d Item> {
    let mut item = root;
    if !path.group.is_empty() {
        item = item.get(path.group)?;
    }
    if let Some(record) = path.record {
        item = item.get(record.checked_sub(1)?)?;
    }
    if let Some(row) = &path.row {
        if let Some(records) = item.as_array_of_tables() {
            // TOML reads the total, written below the records, as part of the last of them.
            return records.iter().last()?.get(row)?.get(path.key);
        }
        item = item.get(row.as_str())?;
    }
    item.get(path.key)
}

fn digits(literal: &str) -> usize {
    literal.chars().filter(char::is_ascii_digit).count()
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

/// Where a value stands in the input's text.
fn place_of(ledger: &Ledger, path: &Path) -> Option<Place> {
    let parsed = toml_edit::Document::parse(ledger.text).ok()?;
    let span = item_at(parsed.as_item(), path)?.span()?;
    Some(Place::new(ledger.source, span))
}

/// The table in which a value stands; a row that was left out is added.
pub(super) fn table<'d>(
    document: &'d mut DocumentMut,
    path: &Path,
) -> Option<&'d mut dyn toml_edit::TableLike> {
    if path.group.is_empty() {
        return Some(document.as_table_mut());
    }
    if let Some(record) = path.record {
        return record_table(document, path.group, record);
    }
    let is_records = document
        .get(path.group)
        .is_some_and(Item::is_array_of_tables);
    if is_records {
        // TOML reads the total, written below the records, as part of the last of them.
        let last = document.get(path.group)?.as_array_of_tables()?.len();
        let last = record_table(document, path.group, last)?;
        let row = path.row.as_deref()?;
        let total = last.entry(row).or_insert(Item::Table(Table::new()));
        return total.as_table_like_mut();
    }
    let group = document.entry(path.group).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let group = group.as_table_like_mut()?;
    match &path.row {
        None => Some(group),
        Some(row) => group
            .entry(row)
            .or_insert(Item::Table(Table::new()))
            .as_table_like_mut(),
    }
}

fn record_table<'d>(
    document: &'d mut DocumentMut,
    group: &str,
    record: usize,
) -> Option<&'d mut dyn toml_edit::TableLike> {
    let records = document
        .entry(group)
        .or_insert_with(|| Item::ArrayOfTables(toml_edit::ArrayOfTables::new()));
    let records = records.as_array_of_tables_mut()?;
    while records.len() < record {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        records.push(table);
    }
    Some(records.get_mut(record.checked_sub(1)?)?)
}

/// Puts a value in, its comment where it was.
pub fn put(table: &mut dyn toml_edit::TableLike, key: &str, literal: &str, label: &str) {
    let Ok(mut value) = literal.parse::<Toml>() else {
        return;
    };
    let Some(old) = table.get_mut(key).and_then(Item::as_value_mut) else {
        *value.decor_mut() = toml_edit::Decor::new(" ", format!("  # {label}"));
        table.insert(key, Item::Value(value));
        return;
    };
    let decor = old.decor();
    let part = |part: Option<&RawString>| part.and_then(RawString::as_str).map(str::to_owned);
    let prefix = part(decor.prefix()).unwrap_or_else(|| " ".to_owned());
    let suffix = part(decor.suffix()).unwrap_or_default();
    let suffix = moved(&suffix, &plainly(old), literal);
    *value.decor_mut() = toml_edit::Decor::new(prefix, suffix);
    *old = value;
}

/// A value without its comment.
fn plainly(value: &Toml) -> String {
    let mut plain = value.clone();
    plain.decor_mut().clear();
    plain.to_string().trim().to_owned()
}

/// A comment in the column where it stood, if it can.
fn moved(suffix: &str, before: &str, after: &str) -> String {
    let comment = suffix.trim_start_matches([' ', '\t']);
    if comment.is_empty() || after.contains('\n') || before.contains('\n') {
        return suffix.to_owned();
    }
    let gap = suffix.len() - comment.len() + width(before);
    format!(
        "{}{comment}",
        " ".repeat(gap.saturating_sub(width(after)).max(2))
    )
}

/// A value of the document as it is written.
pub(super) fn written(item: &Item) -> String {
    item.as_value().map(plainly).unwrap_or_default()
}

/// What a literal of the input says.
pub(super) fn value_of(literal: &str) -> Value {
    match literal.parse::<Toml>() {
        Ok(Toml::String(text)) => match text.value().trim() {
            "" => Value::Blank,
            "?" | "？" => Value::Unknown,
            TO_FILL => Value::ToFill,
            words => Value::Words(words.to_owned()),
        },
        Ok(Toml::Datetime(moment)) => {
            day_of(moment.value()).map_or_else(|| Value::Words(literal.to_owned()), Value::Day)
        }
        Ok(_) => Value::Number(literal.replace('_', "").trim_start_matches('+').to_owned()),
        Err(_) => Value::ToFill,
    }
}

fn day_of(moment: &toml_edit::Datetime) -> Option<Day> {
    let date = moment.date.filter(|_| moment.time.is_none())?;
    Day::new(date.year.into(), date.month.into(), date.day.into())
}

/// Whether a literal without a year is that day of the period's year.
fn is_day_of(year: i32, literal: &str, value: &Value) -> bool {
    let (Value::Words(words), Value::Day(day)) = (value_of(literal), value) else {
        return false;
    };
    Day::parse(&words, |month, day| Day::new(year, month, day)) == Some(*day)
}

/// A value as the input writes it; `before` is how it was written.
pub(super) fn literal(value: &Value, before: &str) -> String {
    match value {
        Value::Number(text) => text.clone(),
        Value::Day(day) => day.iso(),
        Value::Blank => "\"\"".to_owned(),
        Value::Unknown => "\"?\"".to_owned(),
        Value::ToFill => format!("\"{TO_FILL}\""),
        Value::Words(text) => {
            let is_long = text.contains('\n') || before.starts_with("\"\"\"");
            if is_long && !text.contains("\"\"\"") && !text.contains('\\') {
                return format!("\"\"\"\n{}\n\"\"\"", text.trim_end());
            }
            let mut value = Toml::from(text.as_str());
            value.decor_mut().clear();
            value.to_string().trim().to_owned()
        }
    }
}
