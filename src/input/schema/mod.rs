//! The schema of a kind's inputs, made from its model, for editors that complete and check while one
//! types. What hangs on several lines at once (sums, dates, names of rows) the reader checks.

mod group;

use serde_json::{Map, Value, json};

use super::TO_FILL;
use crate::key::Epoch;
use crate::model::{Attendance, HeadPart, Model, RowSet};

/// The schema of every input of a kind.
pub fn schema(model: &Model) -> Value {
    let mut keys = Keys::default();
    keys.period(model);
    keys.elements(model);
    keys.lists(model);
    for group in &model.groups {
        keys.optional(&group.key, group::schema(group, model));
    }
    let epochs = Epoch::ALL.into_iter();
    for epoch in epochs.filter(|epoch| model.looks_back(*epoch)) {
        keys.optional(epoch.name(), json!({"type": "object"}));
    }
    keys.optional("accept", records(&["code", "figure", "value", "reason"]));
    keys.optional("restated", records(&["figure", "reason"]));
    let mut schema = object(keys.properties, &keys.required);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = format!("{}的数据", model.office.name).into();
    schema
}

/// The keys at the head of an input.
#[derive(Default)]
struct Keys<'m> {
    properties: Map<String, Value>,
    required: Vec<&'m str>,
}

impl<'m> Keys<'m> {
    fn optional(&mut self, key: &str, schema: Value) {
        self.properties.insert(key.to_owned(), schema);
    }

    fn required(&mut self, key: &'m str, schema: Value) {
        self.optional(key, schema);
        self.required.push(key);
    }

    /// What it reports on, and when it is issued.
    fn period(&mut self, model: &Model) {
        let whole =
            |least: i32, most: i32| json!({"type": "integer", "minimum": least, "maximum": most});
        self.optional("kind", described(string(), "文种：templates 里的文件夹名"));
        self.required("year", described(whole(1949, 2999), "年度"));
        let cycle = model.office.cycle;
        if let Some((key, label)) = cycle.key() {
            self.required(key, described(whole(1, cycle.per_year()), label));
        }
        if model.office.number.is_some() {
            let number = json!({"anyOf": [whole(1, 99_999), {"const": TO_FILL}]});
            self.required("number", described(number, "发文顺序号"));
        }
        self.required("date", described(string(), "成文日期：\"1月31日\""));
    }

    /// What one document bears.
    fn elements(&mut self, model: &Model) {
        let office = &model.office;
        self.optional("sample", json!({"type": "boolean"}));
        if office.may_be_sealed() {
            self.optional("seal", json!({"type": "boolean"}));
        }
        for (part, key, label) in [
            (HeadPart::CopyNumber, "copy_number", "份号"),
            (HeadPart::Secrecy, "secrecy", "密级和保密期限"),
            (HeadPart::Urgency, "urgency", "紧急程度"),
        ] {
            if office.allows.contains(&part) {
                self.optional(key, described(string(), label));
            }
        }
        if office.signers {
            let signers = json!({"anyOf": [names(), {"const": TO_FILL}]});
            self.required("signers", described(signers, "签发人"));
        }
        self.optional("note", described(string(), "附注"));
        for role in Attendance::all().filter(|_| office.form.has_attendance()) {
            let names = described(string(), &format!("{}人员名单", role.label()));
            if role == Attendance::Attended {
                self.required(role.key(), names);
            } else {
                self.optional(role.key(), names);
            }
        }
        if office.form.has_copies() {
            self.optional("copies", described(names(), "抄送：一级一条"));
        }
    }

    /// Sets of rows, what the period does not have, years.
    fn lists(&mut self, model: &'m Model) {
        for set in model.sets.iter().filter(|set| set.rows.is_empty()) {
            self.required(&set.key, set_schema(set));
        }
        self.optional("none", none(model));
        let years = json!({"type": "array", "items": {"type": "integer"}});
        self.optional("background_years", described(years, "段落里可以提到的年份"));
    }
}

fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    let mut schema = json!({
        "type": "object",
        "required": required,
        "additionalProperties": false,
    });
    schema["properties"] = Value::Object(properties);
    schema
}

fn string() -> Value {
    json!({"type": "string"})
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
