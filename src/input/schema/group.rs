//! The schema of one group of an input: its single figures, its texts, its rows.

use serde_json::{Map, Value, json};

use super::{described, object, string};
use crate::input::TO_FILL;
use crate::key::TOTAL;
use crate::model::{Column, Content, Group, Kind, Measure, Model, NamedRow, Rows, TextField};

pub(super) fn schema(group: &Group, model: &Model) -> Value {
    let total = total_schema(group);
    if group.rows == Rows::Records {
        let mut row = row_schema(group, true);
        row["properties"][TOTAL] = total;
        return described(json!({"type": "array", "items": row}), &group.label);
    }
    let mut properties = Map::new();
    if let Some(each) = &group.each {
        let years = json!({"type": "array", "items": {"type": "integer"}, "minItems": 1});
        properties.insert(each.key.clone(), described(years, &each.label));
    }
    for scalar in &group.scalars {
        if let Some(measure) = scalar.content.measure() {
            properties.insert(scalar.key.clone(), figure(measure, &scalar.label));
        }
    }
    for text in &group.texts {
        properties.insert(text.key.clone(), text_schema(text));
    }
    let Rows::Set { set, extra, sparse } = &group.rows else {
        return described(object(properties, &[]), &group.label);
    };
    properties.insert(TOTAL.to_owned(), total);
    let set = model.set(set);
    let fixed = set.iter().flat_map(|set| &set.rows);
    let mut required: Vec<&str> = Vec::new();
    for row in extra
        .iter()
        .chain(fixed.clone())
        .filter(|row| row.role.has_figures())
    {
        let schema = row_schema(group, row.role.is_typed());
        properties.insert(row.key.clone(), described(schema, &row.label));
    }
    if !*sparse {
        let typed = fixed.clone().filter(|row| row.role.is_typed());
        required.extend(typed.map(|row: &NamedRow| row.key.as_str()));
    }
    let mut schema = object(properties, &required);
    // The rows that the input lists itself.
    if let Some(set) = set.filter(|set| set.rows.is_empty()) {
        schema["additionalProperties"] = row_schema(group, !set.is_grouped);
    }
    described(schema, &group.label)
}

/// A row of a table; `is_typed`: its figures do not follow from other rows.
fn row_schema(group: &Group, is_typed: bool) -> Value {
    let mut required: Vec<&str> = Vec::new();
    let mut row = columns_schema(&group.columns, |column| {
        let optional = match &column.content {
            Content::Given(_) => false,
            Content::Text { optional, .. } => *optional,
            Content::Derived(..) | Content::Chosen(_) => true,
        };
        if is_typed && !optional && !column.repeated {
            required.push(&column.key);
        }
        true
    });
    row["required"] = required.into();
    row
}

fn total_schema(group: &Group) -> Value {
    let is_there = |column: &Column| column.total.is_there() && column.content.measure().is_some();
    described(columns_schema(&group.columns, is_there), "合计")
}

/// The cells of the columns that are kept; a repeated column stands once for each year.
fn columns_schema<'c>(columns: &'c [Column], mut keep: impl FnMut(&'c Column) -> bool) -> Value {
    let (mut properties, mut patterns) = (Map::new(), Map::new());
    for column in columns {
        let (is_kept, Some(cell)) = (keep(column), cell(column)) else {
            continue;
        };
        if !is_kept {
            continue;
        }
        if column.repeated {
            patterns.insert(format!("^{}_[0-9]{{4}}$", column.key), cell);
        } else {
            properties.insert(column.key.clone(), cell);
        }
    }
    let mut schema = object(properties, &[]);
    if !patterns.is_empty() {
        schema["patternProperties"] = patterns.into();
    }
    schema
}

/// What an input may write in a column; nothing of words that follow from figures.
fn cell(column: &Column) -> Option<Value> {
    match &column.content {
        Content::Given(measure) | Content::Derived(measure, _) => {
            Some(figure(measure, &column.label))
        }
        Content::Text { choices, .. } => Some(described(words(choices), &column.label)),
        Content::Chosen(_) => None,
    }
}

/// A number, or why there is none.
fn figure(measure: &Measure, label: &str) -> Value {
    if measure.kind == Kind::Date {
        let schema = described(
            string(),
            &format!("{label}：2023-09-25 或 \"2023年9月25日\""),
        );
        return schema;
    }
    let sort = match measure.kind {
        Kind::Count => "integer",
        Kind::Amount | Kind::Rate(_) | Kind::Points | Kind::Date => "number",
    };
    let mut number = json!({"type": sort});
    if !measure.signed {
        number["minimum"] = 0.into();
    }
    let schema = json!({"anyOf": [number, {"enum": ["", "?", "？", TO_FILL]}]});
    described(schema, &format!("{label}{}", measure.bracketed_unit()))
}

fn text_schema(text: &TextField) -> Value {
    described(words(&text.choices), &text.label)
}

fn words(choices: &[String]) -> Value {
    if choices.is_empty() {
        return string();
    }
    let others = ["", TO_FILL];
    let all = choices.iter().map(String::as_str).chain(others);
    json!({"enum": all.collect::<Vec<_>>()})
}
