//! docs/templates.md: its examples are one kind, which is built here; and every key that a
//! template file may have is named in it.

use std::fs;

use hongtou::office::{Input, Office, Templates};
use hongtou::source::Sources;

use crate::shared::{root, templates};

/// The examples of a document: what stands behind three backquotes, and the text.
pub fn examples(text: &str) -> Vec<(String, String)> {
    let mut parts = text.split("\n```");
    parts.next();
    let mut examples = Vec::new();
    while let (Some(example), _) = (parts.next(), parts.next()) {
        let (head, body) = example.split_once('\n').unwrap();
        examples.push((head.to_owned(), body.to_owned() + "\n"));
    }
    examples
}

#[test]
fn the_examples_are_a_kind_that_says_what_they_say() {
    let text = fs::read_to_string(root().join("docs/templates.md")).unwrap();
    let mut files = templates("typ");
    files.insert("fonts.toml".into(), templates("toml")["fonts.toml"].clone());
    let (mut input, mut expected) = (String::new(), String::new());
    for (head, body) in examples(&text) {
        match head.strip_prefix("toml ") {
            Some("input") => input = body,
            Some(path) => {
                files.insert(path.to_owned(), body);
            }
            None => expected = body,
        }
    }
    let templates = Templates::of_texts("docs", &files);
    let office = Office::without_fonts(templates, Sources::default());
    let office = office.unwrap_or_else(|refusal| panic!("{refusal}"));
    let run = office.read(Input::of_text("2023-09.toml", input), false);
    let text = run.text().unwrap_or_else(|| panic!("{:?}", run.findings()));
    let text = text.replace('\n', "");
    for line in expected.lines() {
        assert!(text.contains(line), "{line}\nis not in\n{text}");
    }
}

/// The keys of the shapes of the template files, read from where they are declared.
pub fn keys() -> Vec<String> {
    let file = fs::read_to_string(root().join("src/model/file.rs")).unwrap();
    let mut keys = Vec::new();
    let mut renamed = None;
    for line in file.lines() {
        let line = line.trim();
        if let Some((_, name)) = line.split_once("rename = \"") {
            renamed = name.split('"').next().map(str::to_owned);
        }
        if let Some(field) = line.strip_prefix("pub ")
            && let Some((name, _)) = field.split_once(": ")
        {
            keys.push(renamed.take().unwrap_or_else(|| name.to_owned()));
        }
    }
    keys.sort();
    keys.dedup();
    keys
}

#[test]
fn every_key_of_a_template_is_in_the_reference() {
    let text = fs::read_to_string(root().join("docs/templates.md")).unwrap();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect();
    let keys = keys();
    assert!(keys.len() > 60, "{keys:?}");
    let missing: Vec<&String> = keys
        .iter()
        .filter(|key| !words.contains(&key.as_str()))
        .collect();
    assert!(missing.is_empty(), "not in docs/templates.md: {missing:?}");
}
