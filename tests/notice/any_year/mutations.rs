//! A defect put into the templates is noticed: each condition loosened, tightened or taken out,
//! each rule and each shortcoming removed, makes a made-up year break what it must hold.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hongtou::model::{Model, load};
use hongtou::source::Sources;

use super::made::{Made, made};
use super::{notice_of, oracle, years};

/// A change of one line of one template.
#[derive(Debug)]
pub struct Mutation {
    pub file: String,
    pub line: usize,
    pub what: String,
    /// The whole file with that line changed.
    pub text: String,
}

/// Every mutation of the figures' named conditions and of the sections.
pub fn mutations(files: &BTreeMap<String, String>) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (file, text) in files {
        let mut table = "";
        for (at, line) in text.lines().enumerate() {
            if line.starts_with('[') {
                table = line;
            }
            let is_condition = line.contains("when = \"")
                || line.starts_with("where = ")
                || table == "[tests]" && !line.starts_with('#') && !line.is_empty();
            let mut push = |what: String, changed: Option<String>| {
                let lines = text.lines().enumerate().filter_map(|(other, line)| {
                    if other == at {
                        changed.clone()
                    } else {
                        Some(line.to_owned())
                    }
                });
                let text = lines.fold(String::new(), |text, line| text + &line + "\n");
                all.push(Mutation {
                    file: file.clone(),
                    line: at + 1,
                    what,
                    text,
                });
            };
            let is_rule = file.starts_with("sections/")
                && (line.starts_with("    { when = ") || line.starts_with("    { of = "))
                || line.starts_with("where = ");
            if is_rule {
                push("taken out".to_owned(), None);
            }
            if is_condition {
                for (what, changed) in of_condition(line) {
                    push(what, Some(changed));
                }
            }
        }
    }
    all
}

/// The condition of a line with each of its parts changed; what the line says stays.
fn of_condition(line: &str) -> Vec<(String, String)> {
    let (condition, rest) = line.split_once(", say = ").unwrap_or((line, ""));
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!(", say = {rest}")
    };
    let mut all = Vec::new();
    let swaps = [
        (" >= ", " > "),
        (" < ", " <= "),
        (" > ", " >= "),
        (" <= ", " < "),
        (" = 1", " = 2"),
        ("not ", ""),
        (" and ", " or "),
        (" or ", " and "),
    ];
    // The first ` = ` of a line is TOML's own.
    let start = condition.find("= ").map_or(0, |at| at + 1);
    for (from, to) in swaps {
        for (at, _) in condition.match_indices(from).filter(|(at, _)| *at >= start) {
            let changed = format!("{}{to}{}", &condition[..at], &condition[at + from.len()..]);
            all.push((format!("“{from}” as “{to}”"), changed + &rest));
        }
    }
    for (at, _) in condition.match_indices('%') {
        let digits = condition[..at]
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .count();
        let value: i64 = condition[at - digits..at].parse().unwrap();
        for changed in [value - 5, value + 5] {
            let text = format!("{}{changed}{}", &condition[..at - digits], &condition[at..]);
            all.push((format!("{value}% as {changed}%"), text + &rest));
        }
    }
    all
}

fn model_of(files: &BTreeMap<String, String>) -> Option<Model> {
    let mut sources = Sources::default();
    let ids = files
        .iter()
        .map(|(name, text)| {
            (
                name.clone(),
                sources.add(format!("templates/housing/{name}"), text.clone()),
            )
        })
        .collect();
    load(&ids, &sources).ok()
}

/// Whether some year shows it. A template that does not load is seen at once.
fn is_caught(files: &BTreeMap<String, String>, mutation: &Mutation, all: &[Made]) -> bool {
    let mut changed = files.clone();
    changed.insert(mutation.file.clone(), mutation.text.clone());
    let Some(model) = model_of(&changed) else {
        return true;
    };
    all.iter().any(|made| match notice_of(made, &model) {
        Ok((notice, said)) => !oracle::violations(made, &notice, &said).is_empty(),
        Err(_) => true,
    })
}

#[test]
fn a_defect_in_a_template_is_noticed() {
    let files = crate::shared::templates("toml");
    let all: Vec<Made> = (0..years(400)).map(made).collect();
    let mutations = mutations(&files);
    let halves = mutations.split_at(mutations.len() / 2);
    let run = |half: &[Mutation]| -> Vec<String> {
        let missed = half
            .iter()
            .filter(|mutation| !is_caught(&files, mutation, &all));
        let told = missed.map(|m| format!("{}:{} {}", m.file, m.line, m.what));
        told.collect()
    };
    let missed = std::thread::scope(|scope| {
        let first = scope.spawn(|| run(halves.0));
        let second = run(halves.1);
        [first.join().unwrap(), second].concat()
    });
    let caught = mutations.len() - missed.len();
    let mut table = format!(
        "{caught} of {} mutations of the templates caught\n",
        mutations.len()
    );
    for line in &missed {
        writeln!(table, "  missed: {line}").unwrap();
    }
    println!("{table}");
    assert!(caught * 100 >= 95 * mutations.len(), "{table}");
}
