//! Where a figure or a text stands in an input.

use toml_edit::{DocumentMut, Item, RawString, Table, Value as Toml};

use super::Ledger;
use super::literal::{literal, moved, plainly, written};
use crate::input::Inputs;
use crate::key::{Key, Row, TOTAL};
use crate::model::{Content, Model, Rows};
use crate::source::Place;
use crate::workbook::Target;
use crate::workbook::fill::Value;

/// Where a value stands in the document.
pub struct Path<'t> {
    pub group: &'t str,
    /// A record is known by its number.
    pub record: Option<usize>,
    pub row: Option<String>,
    pub key: &'t str,
}

pub fn path<'t>(target: &'t Target, model: &Model) -> Path<'t> {
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
pub fn item_at<'d>(root: &'d Item, path: &Path) -> Option<&'d Item> {
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

/// Where a value stands in the input's text.
pub fn place_of(ledger: &Ledger, path: &Path) -> Option<Place> {
    let parsed = toml_edit::Document::parse(ledger.text).ok()?;
    let span = item_at(parsed.as_item(), path)?.span()?;
    Some(Place::new(ledger.source, span))
}

/// The table in which a value stands; a row that was left out is added.
pub fn table<'d>(
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
