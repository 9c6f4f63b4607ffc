//! What the layout reads as `/notice.json` is what its types say, and so does the schema in `docs/`.
//! `UPDATE=1 cargo test --release --test layout schema` writes it anew.

use std::fs;

use hongtou::calendar::Period;
use hongtou::model::Attendance;
use hongtou::notice::{AnnexAround, Around, Notice};
use hongtou::typeset::view::NoticeView;
use hongtou::typeset::{Layout, LayoutFiles, Standard, view};
use hongtou::wording::{Mark, Span};
use serde_json::{Value, json};

use crate::support::{office, root};

fn schema() -> Value {
    json!(schemars::schema_for!(NoticeView))
}

#[test]
fn the_schema_in_docs_is_that_of_the_types() {
    let path = root().join("docs/notice.schema.json");
    let text = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let written = fs::read_to_string(path).unwrap();
    assert!(written == text, "docs/notice.schema.json is not up to date");
}

#[test]
fn the_notice_has_the_fields_of_the_schema_and_no_others() {
    let notice = &office().notice;
    for (notice, draft, redline) in [
        (notice, false, false),
        (notice, true, false),
        (&redline(notice), false, true),
    ] {
        let data = data(notice, draft);
        assert_eq!(wrong(&schema(), &schema(), &data), None);
        assert_eq!(data["draft"], json!(draft));
        assert_eq!(!data["redline"].is_null(), redline);
    }
}

#[test]
fn a_field_too_few_or_too_many_is_seen() {
    let whole = data(&office().notice, false);
    let broken = |edit: &dyn Fn(&mut Value)| {
        let mut data = whole.clone();
        edit(&mut data);
        wrong(&schema(), &schema(), &data)
    };
    let few = broken(&|data| {
        data["head"].as_object_mut().unwrap().remove("organ");
    });
    assert_eq!(few.as_deref(), Some("head/organ is missing"));
    let many = broken(&|data| data["head"]["year"] = json!(2023));
    assert_eq!(many.as_deref(), Some("head/year is not in the schema"));
    let other = broken(&|data| data["list"]["number_width"] = json!("9pt"));
    assert_eq!(
        other.as_deref(),
        Some("list/number_width: \"9pt\" is no integer")
    );
}

fn data(notice: &Notice, draft: bool) -> Value {
    let layout = Layout {
        files: &LayoutFiles::new(&office().layout),
        roles: &office().roles,
        draft,
        standard: Standard::default(),
        ahead: false,
    };
    json!(view(notice, &layout, &office().fonts))
}

/// The notice as a redline in which everything has changed.
fn redline(notice: &Notice) -> Notice {
    let changed = |text: &str| {
        let span = |change| Span {
            change: Some(change),
            ..Span::text(text)
        };
        vec![span(Mark::Old), span(Mark::New)]
    };
    let mut notice = notice.clone();
    for block in &mut notice.body {
        block.spans = block
            .spans
            .iter()
            .flat_map(|span| changed(&span.text))
            .collect();
    }
    for row in notice
        .annexes
        .iter_mut()
        .flat_map(|annex| &mut annex.table.rows)
    {
        for cell in &mut row.cells {
            cell.redline = Some(["1".to_owned(), cell.text.clone()]);
        }
    }
    let annexes = notice.annexes.iter().map(|annex| AnnexAround {
        unit_line: changed("单位：万元"),
        label: changed(&annex.label()),
        ordinal: changed("1."),
        title: changed(&annex.title.to_string()),
        heads: vec![vec![Some(changed("任务量"))]],
        notes: vec![changed("注")],
    });
    notice.around = Some(Around {
        periods: (Period::year_of(2022), Period::year_of(2023)),
        tables: Vec::new(),
        annexes: annexes.collect(),
        mark: changed(&notice.head.organ),
        number: changed(notice.head.number.as_deref().unwrap_or_default()),
        title: changed(&notice.heading()),
        addressee: changed(notice.addressee.as_deref().unwrap_or_default()),
        organ: changed(&notice.signature.organ),
        date: changed(&notice.signature.date),
        copies: changed("抄送"),
        copy_number: changed("000001"),
        secrecy: changed("机密"),
        urgency: changed("特急"),
        joint_marks: vec![changed("某某局")],
        signers: vec![changed("甲乙丙")],
        joint_organs: vec![changed("某某局")],
        posts: vec![changed("某某局局长")],
        attendance: vec![(Attendance::Attended, changed("甲某"))],
        note: changed("（此件公开发布）"),
    });
    notice
}

/// The first thing in which data are not as a schema says, with its path.
fn wrong(root: &Value, schema: &Value, data: &Value) -> Option<String> {
    if let Some(path) = schema["$ref"].as_str() {
        return wrong(root, root.pointer(&path[1..]).unwrap(), data);
    }
    for kind in ["anyOf", "oneOf"] {
        if let Some(choices) = schema[kind].as_array() {
            let faults: Vec<_> = choices
                .iter()
                .map(|choice| wrong(root, choice, data))
                .collect();
            if !faults.contains(&None) {
                return faults.into_iter().flatten().next_back();
            }
            return None;
        }
    }
    let names: Vec<&str> = match &schema["type"] {
        Value::Array(names) => names.iter().map(|name| name.as_str().unwrap()).collect(),
        name => name.as_str().into_iter().collect(),
    };
    let is_type = |name: &&str| match *name {
        "null" => data.is_null(),
        "boolean" => data.is_boolean(),
        "integer" => data.is_i64() || data.is_u64(),
        "number" => data.is_number(),
        "string" => data.is_string(),
        "array" => data.is_array(),
        _ => data.is_object(),
    };
    if !names.is_empty() && !names.iter().any(is_type) {
        return Some(format!(": {data} is no {}", names.join(" or ")));
    }
    let is_other = |allowed: &Value| !allowed.is_null() && allowed != data;
    let values = schema["enum"].as_array();
    if is_other(&schema["const"]) || values.is_some_and(|values| !values.contains(data)) {
        return Some(format!(": {data} is another value"));
    }
    let within = |name: &str, schema: &Value, data: &Value| {
        let fault = wrong(root, schema, data)?;
        let slash = if fault.starts_with(':') { "" } else { "/" };
        Some(format!("{name}{slash}{fault}"))
    };
    match data {
        Value::Array(items) => items.iter().enumerate().find_map(|(at, item)| {
            let of_place = schema["prefixItems"].get(at);
            within(&at.to_string(), of_place.unwrap_or(&schema["items"]), item)
        }),
        Value::Object(fields) => {
            let required = schema["required"].as_array().into_iter().flatten();
            let mut missing = required.map(|name| name.as_str().unwrap());
            if let Some(name) = missing.find(|name| !fields.contains_key(*name)) {
                return Some(format!("{name} is missing"));
            }
            fields.iter().find_map(|(name, value)| {
                let known = schema["properties"].get(name);
                let any = Some(&schema["additionalProperties"]).filter(|any| any.is_object());
                match known.or(any) {
                    Some(schema) => within(name, schema, value),
                    None => Some(format!("{name} is not in the schema")),
                }
            })
        }
        _ => None,
    }
}
