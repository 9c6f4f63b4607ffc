//! The schemas that editors read: the shipped files keep to them, and what the reader refuses as an
//! unknown key they refuse as well. `UPDATE=1 cargo test --release --test notice schemas` writes them
//! anew.

use std::fs;
use std::path::{Path, PathBuf};

use hongtou::diagnostic::Code;
use hongtou::input::schema;
use hongtou::model::schemas;
use hongtou::office::folder::{self, files_below};
use hongtou::office::{Input, Office, Templates};
use hongtou::source::Sources;
use serde_json::Value;

use crate::json_schema::faults;
use crate::shared::{model, root, templates};

/// A TOML text as editors hold it against a schema.
fn value(text: &str) -> Value {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(moment) => moment.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(items) => items
                .into_iter()
                .map(|(key, item)| (key, json(item)))
                .collect(),
        }
    }
    json(toml::Value::Table(toml::from_str(text).unwrap()))
}

pub fn wrong(schema: &Value, text: &str) -> Vec<String> {
    faults(schema, &value(text))
}

/// The file at a path, as it is to be.
fn is_written(path: &Path, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let written = fs::read_to_string(path).unwrap_or_default();
    assert!(written == text, "{} is not up to date", path.display());
}

#[test]
fn the_schemas_of_templates_are_those_of_the_types() {
    for (name, schema) in schemas() {
        let path = root().join(format!("docs/schemas/{name}.schema.json"));
        is_written(&path, &format!("{schema:#}\n"));
    }
}

#[test]
fn the_schema_beside_the_shipped_inputs_is_that_of_their_kind() {
    let mut found = 0;
    for kind in folder::kinds(&root().join("templates")) {
        let name = &kind.name;
        let own = root().join("inputs").join(name);
        // The first kind has its inputs in the folder of all.
        let inputs = match (own.is_dir(), name.as_str()) {
            (true, _) => own,
            (false, "housing") => root().join("inputs"),
            (false, _) => continue,
        };
        let templates = folder::templates_of(&kind).unwrap_or_else(|refusal| panic!("{refusal}"));
        let office = Office::without_fonts(templates, Sources::default());
        let office = office.unwrap_or_else(|refusal| panic!("{refusal}"));
        let text = format!("{:#}\n", schema(office.model()));
        is_written(&inputs.join(format!("{name}.schema.json")), &text);
        found += 1;
    }
    assert!(found > 1);
}

/// The schema that the first line of a file names.
fn named(path: &Path) -> PathBuf {
    let text = fs::read_to_string(path).unwrap();
    let first = text.lines().next().unwrap();
    let named = first.strip_prefix("#:schema ");
    let named =
        named.unwrap_or_else(|| panic!("{} names no schema in its first line", path.display()));
    path.parent().unwrap().join(named)
}

#[test]
fn every_shipped_file_keeps_to_the_schema_that_it_names() {
    let shared = root().join("templates/fonts.toml");
    let kinds = folder::kinds(&root().join("templates")).into_iter();
    // What is wrong with a kind that does not load, other tests tell.
    let kinds = kinds.filter(|kind| {
        let templates = folder::templates_of(kind).unwrap_or_else(|refusal| panic!("{refusal}"));
        Office::without_fonts(templates, Sources::default()).is_ok()
    });
    let own: Vec<PathBuf> = kinds.map(|kind| kind.own).collect();
    let inputs = root().join("inputs");
    let own = own
        .iter()
        .chain([&inputs])
        .flat_map(|folder| files_below(folder));
    let is_toml = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "toml");
    let files: Vec<PathBuf> = own.chain([shared]).filter(is_toml).collect();
    assert!(files.len() > 20);
    for file in files {
        let schema = fs::read_to_string(named(&file)).unwrap();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(wrong(&schema, &text), [""; 0], "{}", file.display());
    }
}

/// Below each head of a file, and at its top, a key that nobody knows.
fn with_strangers(text: &str) -> Vec<String> {
    const STRANGER: &str = "stranger = 1";
    let heads = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with('['));
    let below = heads.map(|(at, _)| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.insert(at + 1, STRANGER);
        lines.join("\n")
    });
    let top = format!("{STRANGER}\n{text}");
    std::iter::once(top).chain(below).collect()
}

/// Tables whose keys are names that the office gives.
fn takes_any_name(head: &str) -> bool {
    let open = ["tests]", "lists", "phrases]", "sets]", "fonts]"];
    let head = head.trim_start_matches('[');
    open.iter().any(|open| head.starts_with(open))
}

#[test]
fn an_unknown_key_of_a_template_is_refused_by_schema_and_reader_alike() {
    let files = templates("toml");
    for (name, text) in &files {
        let of = match name.split('/').next().unwrap() {
            "figures" => 1,
            "sections" => 2,
            "notice.toml" => 0,
            _ => continue,
        };
        let (_, schema) = &schemas()[of];
        for strange in with_strangers(text) {
            let before = strange
                .lines()
                .take_while(|line| !line.starts_with("stranger"));
            if before.last().is_some_and(takes_any_name) {
                continue;
            }
            let mut others = files.clone();
            others.extend(templates("typ"));
            others.insert(name.clone(), strange.clone());
            let office =
                Office::without_fonts(Templates::of_texts("t", &others), Sources::default());
            let is_refused = office.err().is_some_and(|refusal| {
                let mut findings = refusal.findings.iter();
                findings.any(|finding| finding.message.contains("不认识的项“stranger”"))
            });
            let wrong = wrong(schema, &strange);
            assert_eq!(
                is_refused,
                !wrong.is_empty(),
                "{name}: {wrong:?}\n{strange}"
            );
        }
    }
}

#[test]
fn an_unknown_key_of_an_input_is_refused_by_schema_and_reader_alike() {
    let mut files = templates("typ");
    files.extend(templates("toml"));
    let office = Office::without_fonts(Templates::of_texts("housing", &files), Sources::default());
    let office = office.unwrap_or_else(|refusal| panic!("{refusal}"));
    let schema = schema(office.model());
    for year in [2022, 2023] {
        let text = fs::read_to_string(root().join(format!("inputs/{year}.toml"))).unwrap();
        for strange in with_strangers(&text) {
            let run = office.read(Input::of_text("2023.toml", strange.clone()), false);
            let codes = run.findings().iter().map(|finding| finding.code);
            let refused = codes
                .filter(|c| matches!(c, Code::UnknownKey | Code::UnknownRow))
                .count();
            let is_valid = wrong(&schema, &strange).is_empty();
            assert_eq!(refused > 0, !is_valid, "{strange}");
        }
    }
}

#[test]
fn what_an_input_may_not_say_its_schema_refuses() {
    let model = model(&mut Sources::default());
    let schema = schema(&model);
    let text = fs::read_to_string(root().join("inputs/2023.toml")).unwrap();
    for (from, to) in [
        ("year = 2023", "year = \"2023\""),
        ("number = 1 ", "number = 0 "),
        ("date = \"1月31日\"", ""),
        ("counties = [", "county = ["),
        ("begun = 2037", "begun = \"2037\""),
        ("begun = 2037", "begun = 2037.5"),
        ("begun = 2037", "begun = -2037"),
    ] {
        let edited = text.replacen(from, to, 1);
        assert_ne!(edited, text, "{from}");
        assert_ne!(wrong(&schema, &edited), [""; 0], "{to}");
    }
    // A blank, an unknown figure and one that is still to be filled in are no faults.
    for open in ["\"\"", "\"?\"", "\"待填\""] {
        let edited = text.replacen("begun = 2037", &format!("begun = {open}"), 1);
        assert_eq!(wrong(&schema, &edited), [""; 0], "{open}");
    }
}
