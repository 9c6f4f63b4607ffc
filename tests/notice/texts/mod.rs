//! The year's own texts, read through.

mod annexes;
mod claims;
mod figures;
mod holes;
mod marks;
mod untouched;

use crate::support::{Input, in_short_with_notes};

/// 2023 with a text of its own in place of the cooperation paragraph.
fn with_paragraph(text: &str) -> Input {
    with_paragraph_in(&Input::of_2023(), text)
}

fn with_paragraph_in(input: &Input, text: &str) -> Input {
    let whole = input.text().to_owned();
    let (head, rest) = whole.split_once("cooperation = \"\"\"\n").unwrap();
    let (_, tail) = rest.split_once("\"\"\"").unwrap();
    Input::of_text(&format!("{head}cooperation = \"\"\"\n{text}\n\"\"\"{tail}"))
}

/// What is found of texts: the code and the message a line.
fn found(input: &Input) -> Vec<String> {
    let codes = [
        "claim]",
        "no-annex]",
        "typed-figure]",
        "usage]",
        "stale-year]",
        "unchanged]",
        "bad-text]",
        "unknown-name]",
    ];
    let all = in_short_with_notes(input);
    let lines = all
        .lines()
        .filter(|line| codes.iter().any(|code| line.contains(code)));
    lines
        .map(|line| line.split(": ").skip(1).collect::<Vec<_>>().join(": "))
        .collect()
}

fn says(text: &str) -> String {
    found(&with_paragraph(text)).join("\n")
}
