//! One fault in a template is told once, where it is, with the way out: no other fault follows from it.
//! Every key of the kind of docs/templates.md is misspelt, taken out or given another sort of value.

use std::collections::BTreeMap;
use std::fs;

use hongtou::diagnostic::Diagnostic;
use hongtou::office::{Office, Templates};
use hongtou::source::Sources;

use crate::reference::examples;
use crate::shared::{root, templates};

/// The files of the kind of the reference, without its input.
fn files() -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("docs/templates.md")).unwrap();
    let mut files = BTreeMap::new();
    for (head, body) in examples(&text) {
        if let Some(path) = head.strip_prefix("toml ")
            && path != "input"
        {
            files.insert(path.to_owned(), body);
        }
    }
    assert!(files.len() >= 7, "{:?}", files.keys());
    files
}

fn faults(files: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let mut all = templates("typ");
    all.insert("fonts.toml".into(), templates("toml")["fonts.toml"].clone());
    all.extend(files.clone());
    let templates = Templates::of_texts("docs", &all);
    match Office::without_fonts(templates, Sources::default()) {
        Ok(_) => Vec::new(),
        Err(refusal) => refusal.findings,
    }
}

/// `key = value` within a line: where the key and where the value stand.
struct Entry {
    line: usize,
    key: std::ops::Range<usize>,
    value: std::ops::Range<usize>,
}

/// The entries of a file, those of inline tables among them.
fn entries(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let bare = line.split("   #").next().unwrap();
        let mut from = 0;
        while let Some(at) = bare[from..].find(" = ") {
            let at = from + at;
            from = at + 3;
            let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
            let before = bare[..at].trim_end_matches(is_word);
            let is_key = before.is_empty() || before.ends_with("{ ") || before.ends_with(", ");
            let rest = &bare[from..];
            let Some(first) = rest.chars().next().filter(|_| is_key && before.len() < at) else {
                continue;
            };
            let length = match first {
                '"' => rest[1..].find('"').map(|end| end + 2),
                't' | 'f' => rest.find(|c: char| !c.is_ascii_alphabetic()),
                '0'..='9' => rest.find(|c: char| !c.is_ascii_digit()),
                _ => continue,
            };
            let end = from + length.unwrap_or(rest.len());
            let (key, value) = (before.len()..at, from..end);
            entries.push(Entry {
                line: number,
                key,
                value,
            });
            from = end;
        }
    }
    entries
}

/// The same files with a part of one line written otherwise.
fn with(
    files: &BTreeMap<String, String>,
    (path, line): (&str, usize),
    (part, instead): (&std::ops::Range<usize>, &str),
) -> BTreeMap<String, String> {
    let mut lines: Vec<String> = files[path].lines().map(str::to_owned).collect();
    lines[line].replace_range(part.clone(), instead);
    let mut files = files.clone();
    files.insert(path.to_owned(), lines.join("\n") + "\n");
    files
}

fn told(faults: &[Diagnostic]) -> Vec<String> {
    let told = |fault: &Diagnostic| format!("{}（{}）", fault.message, fault.hints.join("；"));
    faults.iter().map(told).collect()
}

/// A file, an entry in it and the entry's key.
type Place = (String, Entry, String);

/// All places of the kind, each with what is there.
fn places() -> (BTreeMap<String, String>, Vec<Place>) {
    let files = files();
    let mut places = Vec::new();
    for (path, text) in &files {
        let lines: Vec<&str> = text.lines().collect();
        for entry in entries(text) {
            let key = lines[entry.line][entry.key.clone()].to_owned();
            places.push((path.clone(), entry, key));
        }
    }
    assert!(places.len() > 130, "{}", places.len());
    (files, places)
}

#[test]
fn a_misspelt_key_is_told_once_with_the_one_that_was_meant() {
    let (files, places) = places();
    for (path, entry, key) in &places {
        let misspelt = format!("{}x{}", &key[..1], &key[1..]);
        let other = with(&files, (path, entry.line), (&entry.key, &misspelt));
        let faults = faults(&other);
        let told = told(&faults);
        let place = format!("{path}:{} {key}: {told:?}", entry.line + 1);
        assert_eq!(faults.len(), 1, "{place}");
        // What is misspelt of a named condition is its own name: what asks for it is told, and a phrase
        // that has the name is told of as well.
        let meant = match key.as_str() {
            "slow" => format!("是否应为 {misspelt}？"),
            "overdue" => "在这里写作 ranking.overdue".to_owned(),
            key => format!("是否应为 {key}？"),
        };
        assert!(told[0].contains(&meant), "{place}");
    }
}

#[test]
fn a_value_of_another_sort_is_told_once_and_in_chinese() {
    let (files, places) = places();
    for (path, entry, key) in &places {
        let line = files[path].lines().nth(entry.line).unwrap();
        let is_text = line[entry.value.clone()].starts_with('"');
        let instead = if is_text { "5" } else { "\"五\"" };
        let other = with(&files, (path, entry.line), (&entry.value, instead));
        let faults = faults(&other);
        let told = told(&faults);
        let place = format!("{path}:{} {key}: {told:?}", entry.line + 1);
        assert_eq!(faults.len(), 1, "{place}");
        for word in ["expected", "invalid", "string", "integer", "别的东西"] {
            assert!(!told[0].contains(word), "{place}");
        }
    }
}

#[test]
fn a_key_that_is_taken_out_is_missed_once_or_not_at_all() {
    let (files, places) = places();
    for (path, entry, key) in &places {
        if entry.key.start > 0 {
            continue;
        }
        let mut lines: Vec<&str> = files[path].lines().collect();
        lines.remove(entry.line);
        let mut other = files.clone();
        other.insert(path.clone(), lines.join("\n") + "\n");
        let faults = faults(&other);
        let told = told(&faults);
        let is_missed = faults.iter().any(|fault| fault.message.contains("缺少"));
        assert!(
            !is_missed || faults.len() == 1,
            "{path}:{} {key}: {told:?}",
            entry.line + 1
        );
    }
}

/// A table that has lost its rows has lost nothing else.
#[test]
fn columns_without_rows_are_one_fault() {
    let mut files = files();
    let text = files["figures/matters.toml"].replace("rows = \"departments\"", "");
    files.insert("figures/matters.toml".into(), text);
    let faults = told(&faults(&files));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("没有写它的行 rows"), "{faults:?}");
    assert!(
        faults[0].contains("departments、counties、records"),
        "{faults:?}"
    );
}

#[test]
fn figures_that_are_called_as_a_set_of_rows_are_one_fault_that_says_so() {
    let mut files = files();
    let notice = files["notice.toml"].replace("counties_done", "counties");
    files.insert("notice.toml".into(), notice);
    let figures = files.remove("figures/counties_done.toml").unwrap();
    files.insert("figures/counties.toml".into(), figures);
    let faults = told(&faults(&files));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("[sets.counties]"), "{faults:?}");
}
