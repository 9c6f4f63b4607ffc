//! The schema of a kind's inputs, made from its model, for editors that complete and check while one
//! types. What hangs on several lines at once (sums, dates, names of rows) the reader checks.

use serde_json::{Map, Value, json};

use super::TO_FILL;
use crate::calendar::Cycle;
use crate::key::{Epoch, TOTAL};
use crate::model::{
    Column, Content, Group, HeadPart, Kind, Measure, Model, NamedRow, RowSet, Rows, TextField,
};

/// The schema of every input of a kind.
pub fn schema(model: &Model) -> Value {
    let mut properties = Map::new();
    let mut required = vec!["year", "date"];
    let (office, mut add) = (&model.office, |key: &str, schema: Value| {
        properties.insert(key.to_owned(), schema);
    });
    add(
        "kind",
        described(json!({"type": "string"}), "文种：templates 里的文件夹名"),
    );
    add(
        "year",
        described(
            json!({"type": "integer", "minimum": 1949, "maximum": 2999}),
            "年度",
        ),
    );
    if let Some((key, label)) = office.cycle.key() {
        let most = Cycle::per_year(office.cycle);
        add(
            key,
            described(
                json!({"type": "integer", "minimum": 1, "maximum": most}),
                label,
            ),
        );
        required.push(key);
    }
    if office.number.is_some() {
        let number = json!({"type": "integer", "minimum": 1, "maximum": 99_999});
        add(
            "number",
            described(json!({"anyOf": [number, {"const": TO_FILL}]}), "发文顺序号"),
        );
        required.push("number");
    }
    add(
        "date",
        described(json!({"type": "string"}), "成文日期：\"1月31日\""),
    );
    for key in ["sample", "seal"] {
        add(key, json!({"type": "boolean"}));
    }
    for (part, key, label) in [
        (HeadPart::CopyNumber, "copy_number", "份号"),
        (HeadPart::Secrecy, "secrecy", "密级和保密期限"),
        (HeadPart::Urgency, "urgency", "紧急程度"),
    ] {
        if office.allows.contains(&part) {
            add(key, described(json!({"type": "string"}), label));
        }
    }
    if office.signers {
        add(
            "signers",
            described(json!({"anyOf": [names(), {"const": TO_FILL}]}), "签发人"),
        );
        required.push("signers");
    }
    add("note", described(json!({"type": "string"}), "附注"));
    for set in model.sets.iter().filter(|set| set.rows.is_empty()) {
        add(&set.key, set_schema(set));
        required.push(&set.key);
    }
    if office.form.has_copies() {
        add("copies", described(names(), "抄送：一级一条"));
    }
    add("none", none(model));
    for group in &model.groups {
        add(&group.key, group_schema(group, model));
    }
    for epoch in Epoch::ALL
        .into_iter()
        .filter(|epoch| model.looks_back(*epoch))
    {
        add(epoch.name(), json!({"type": "object"}));
    }
    add(
        "background_years",
        json!({"type": "array", "items": {"type": "integer"}}),
    );
    add("accept", records(&["code", "figure", "value", "reason"]));
    add("restated", records(&["figure", "reason"]));
    let mut schema = object(properties, &required);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = format!("{}的数据", office.name).into();
    schema
}

fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn described(mut schema: Value, text: &str) -> Value {
    if !text.is_empty() {
        schema["description"] = text.into();
    }
    schema
}

fn names() -> Value {
    json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true})
}

/// Records of words, all of them needed.
fn records(keys: &[&str]) -> Value {
    let words = keys
        .iter()
        .map(|key| ((*key).to_owned(), json!({"type": "string"})));
    json!({"type": "array", "items": object(words.collect(), keys)})
}

fn none(model: &Model) -> Value {
    let groups = model.groups.iter().filter(|group| group.can_be_absent());
    let epochs = Epoch::ALL
        .into_iter()
        .filter(|epoch| model.looks_back(*epoch));
    let known = groups.map(|group| group.key.as_str());
    let known: Vec<&str> = known
        .chain(epochs.map(|epoch| -> &str { epoch.name() }))
        .collect();
    let schema = json!({"type": "array", "items": {"enum": known}, "uniqueItems": true});
    described(schema, "本期没有的事项")
}

fn set_schema(set: &RowSet) -> Value {
    let mut list = names();
    list["minItems"] = 1.into();
    let label = format!("{}名单", set.label);
    if set.is_grouped {
        let groups = json!({"type": "object", "additionalProperties": list, "minProperties": 1});
        return described(groups, &label);
    }
    described(list, &label)
}

fn group_schema(group: &Group, model: &Model) -> Value {
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
    let sort = match measure.kind {
        Kind::Count => "integer",
        Kind::Amount | Kind::Rate(_) | Kind::Points => "number",
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
        return json!({"type": "string"});
    }
    let others = ["", TO_FILL];
    let all = choices.iter().map(String::as_str).chain(others);
    json!({"enum": all.collect::<Vec<_>>()})
}
