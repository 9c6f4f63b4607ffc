//! `hongtou try`: a condition or a wording, tried on an input's figures.

use std::path::PathBuf;

use hongtou::trial::{Answer, Tried};
use hongtou::verdict::Outcome;
use hongtou::width::{WINDOW, left, width, wrapped};

use super::arguments::{InputArguments, TryArguments};
use super::desk;
use super::report::{Purpose, Report};

pub fn run(arguments: &TryArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    try_out(arguments, &mut report);
    report
}

fn try_out(arguments: &TryArguments, report: &mut Report) -> Option<()> {
    // A figure has = in it, and no input has.
    let words = arguments.words.iter().cloned();
    let (changes, named): (Vec<String>, Vec<String>) = words.partition(|word| word.contains('='));
    let input = InputArguments {
        input: named.iter().map(PathBuf::from).collect(),
        templates: arguments.templates.clone(),
    };
    let (desk, path) = desk::of(&input, None, report)?;
    // What is still to be filled in is told as such.
    let mut run = desk::read(&desk, &path, true, report)?;
    let tried = run.try_out(&arguments.what, &changes, arguments.of.as_deref());
    report.take(run);
    let tried = tried?;
    let several = tried.len() > 1;
    let parts: Vec<String> = tried
        .iter()
        .map(|tried| shown(tried, &arguments.what))
        .collect();
    report.done.push(parts.join("\n"));
    if several {
        report.done.push(format!(
            "\n这些名称在 {} 处都有，各试了一遍；只看一处写 --of 表或节的名称。",
            tried.len()
        ));
    }
    Some(())
}

/// What it comes to in one table or section.
fn shown(tried: &Tried, what: &str) -> String {
    let head = match tried.of.as_str() {
        "" => what.trim().to_owned(),
        of => format!("{of}：{}", what.trim()),
    };
    let mut lines = vec![wrapped(&head, "")];
    let reading = tried.reading.as_ref().filter(|reading| *reading != what);
    lines.extend(reading.map(|reading| wrapped(&format!("即 {reading}"), "　")));
    let names = tried.answers.iter().map(|answer| width(&answer.name)).max();
    let names = names.unwrap_or(0);
    lines.extend(tried.answers.iter().map(|answer| line(answer, names)));
    lines.extend(summary(tried));
    lines.join("\n")
}

fn line(answer: &Answer, names: usize) -> String {
    let outcome = answer.outcome.map(|outcome| match outcome {
        Outcome::Yes => "成立",
        Outcome::No => "不成立",
        Outcome::Open => "待填后定",
    });
    let outcome = outcome.map(|word| left(word, 8) + "  ").unwrap_or_default();
    let name = if names == 0 {
        String::new()
    } else {
        left(&answer.name, names) + "  "
    };
    let told = match answer.told.as_slice() {
        [] => String::new(),
        [said] if said.is_empty() => "（不写）".to_owned(),
        [said, but] if said.is_empty() => format!("（不写）{but}"),
        told => told.join("，"),
    };
    let before = format!("  {outcome}{name}");
    let margin = " ".repeat(width(&before).min(WINDOW / 2));
    wrapped(&(before + &told), &margin)
}

/// How many rows it holds for.
fn summary(tried: &Tried) -> Option<String> {
    let rows: Vec<&Answer> = tried
        .answers
        .iter()
        .filter(|answer| !answer.is_total)
        .collect();
    let holds = |answer: &&&Answer| answer.outcome == Some(Outcome::Yes);
    if rows.len() < 2 || rows.iter().any(|answer| answer.outcome.is_none()) {
        return None;
    }
    let count = rows.iter().filter(holds).count();
    Some(format!("{} 项里 {count} 项成立。", rows.len()))
}
