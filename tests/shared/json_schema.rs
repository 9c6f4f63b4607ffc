//! As much of JSON Schema (draft 7) as the schemas here use. A keyword that it does not know fails
//! the test, so that nothing is overlooked.

use serde_json::Value;

/// What of a value is not as its schema says, each with its path.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn is_valid(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut faults = Vec::new();
    check(root, schema, value, "", &mut faults);
    faults.is_empty()
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
    let Value::Object(keywords) = schema else {
        if schema == false {
            faults.push(format!("{path}: is not allowed"));
        }
        return;
    };
    for (keyword, wanted) in keywords {
        let holds = match keyword.as_str() {
            // The last three are looked at with the members.
            "$schema"
            | "title"
            | "description"
            | "definitions"
            | "default"
            | "format"
            | "additionalProperties"
            | "patternProperties"
            | "properties" => true,
            "$ref" => {
                let pointer = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                check(root, root.pointer(pointer).unwrap(), value, path, faults);
                true
            }
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|one| is_of(value, one)),
                one => is_of(value, one),
            },
            "enum" => wanted.as_array().unwrap().contains(value),
            "const" => wanted == value,
            "anyOf" | "oneOf" => {
                let mut all = wanted.as_array().unwrap().iter();
                all.any(|one| is_valid(root, one, value))
            }
            "allOf" => {
                let mut all = wanted.as_array().unwrap().iter();
                all.all(|one| is_valid(root, one, value))
            }
            "minimum" => value.as_f64().is_none_or(|n| n >= wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|n| n <= wanted.as_f64().unwrap()),
            "minItems" => {
                let items = value.as_array().map(Vec::len);
                items.is_none_or(|items| items >= size(wanted))
            }
            "minProperties" => {
                let items = value.as_object().map(serde_json::Map::len);
                items.is_none_or(|items| items >= size(wanted))
            }
            "uniqueItems" => value.as_array().is_none_or(|items| {
                let mut seen = items.iter().enumerate();
                seen.all(|(at, item)| !items[..at].contains(item))
            }),
            "required" => {
                let mut keys = wanted.as_array().unwrap().iter();
                let has = |key: &Value| value.get(key.as_str().unwrap()).is_some();
                !value.is_object() || keys.all(has)
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, wanted, item, &format!("{path}/{at}"), faults);
                }
                true
            }
            other => panic!("the keyword {other} is not known here"),
        };
        if !holds {
            faults.push(format!("{path}: {keyword} is not {wanted}"));
        }
    }
    members(root, schema, value, path, faults);
}

/// The members of an object: each by its name, by a pattern of names, or as any other.
fn members(root: &Value, schema: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
    for (key, member) in value.as_object().into_iter().flatten() {
        let named = schema.get("properties").and_then(|all| all.get(key));
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let mut patterns = patterns.into_iter().flatten();
        let by_pattern = patterns.find(|(pattern, _)| is_year_of(pattern, key));
        let by_pattern = by_pattern.map(|(_, schema)| schema);
        let other = schema.get("additionalProperties");
        if let Some(schema) = named.or(by_pattern).or(other) {
            check(root, schema, member, &format!("{path}/{key}"), faults);
        }
    }
}

/// `^found_[0-9]{4}$`, the only sort of pattern here.
fn is_year_of(pattern: &str, key: &str) -> bool {
    let stem = pattern
        .strip_prefix('^')
        .and_then(|rest| rest.strip_suffix("[0-9]{4}$"));
    let year = key.strip_prefix(stem.unwrap_or_else(|| panic!("the pattern {pattern}")));
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

fn is_of(value: &Value, sort: &Value) -> bool {
    match sort.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("the type {other} is not known here"),
    }
}

fn size(wanted: &Value) -> usize {
    usize::try_from(wanted.as_u64().unwrap()).unwrap()
}
