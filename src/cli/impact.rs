use hongtou::impact::{Change, Impact, impact, with_value};
use hongtou::pipeline::finish_year;

use super::arguments::{ImpactArguments, InputArguments};
use super::check::{Made, make};
use super::places;
use super::report::{Purpose, Report};

pub fn run(arguments: &ImpactArguments) -> Report {
    let mut report = Report {
        purpose: Purpose::Answer,
        ..Report::default()
    };
    if let Some(impact) = compare(arguments, &mut report) {
        report.done = lines(&impact);
    }
    report
}

fn compare(arguments: &ImpactArguments, report: &mut Report) -> Option<Impact> {
    let input = InputArguments {
        input: Some(arguments.input.clone()),
        templates: arguments.templates.clone(),
    };
    if arguments.against.is_some() && !arguments.changes.is_empty() {
        report.fault(
            "--against 和逐项改动只能写一种".to_owned(),
            "请去掉其中一种",
        );
        return None;
    }
    let made = make(&input, report)?;
    let changed = match &arguments.against {
        Some(path) => places::read_text(path, report)?,
        None => changed_text(arguments, &made, report)?,
    };
    let (after, findings) = finish_year(&made.model, changed, &report.sources);
    report.findings.extend(findings);
    Some(impact(&made.work, &after?))
}

/// The input's text with the changes of the command line.
fn changed_text(
    arguments: &ImpactArguments,
    made: &Made,
    report: &mut Report,
) -> Option<hongtou::source::SourceId> {
    if arguments.changes.is_empty() {
        report.fault(
            "没有写要改什么".to_owned(),
            "请写 名称=数，如 targets.城区.begun=764；或用 --against 另一份数据",
        );
        return None;
    }
    let mut text = report.sources.get(made.input).text.clone();
    for change in &arguments.changes {
        let changed = change
            .split_once('=')
            .and_then(|(key, value)| with_value(&text, key.trim(), value.trim()));
        match changed {
            Some(changed) => text = changed,
            None => report.fault(
                format!("数据里没有“{change}”这一项"),
                "请写 组.县名.名称=数，如 targets.城区.begun=764；只能改数据文件里写了的",
            ),
        }
    }
    let name = format!("{}（改动后）", report.sources.get(made.input).name);
    (!report.has_errors()).then(|| report.sources.add(name, text))
}

fn lines(impact: &Impact) -> Vec<String> {
    if impact.is_empty() {
        return vec!["通报没有变化。".to_owned()];
    }
    let mut lines = Vec::new();
    for (title, changes) in [
        ("数据", &impact.figures),
        ("结论（换了规则）", &impact.verdicts),
        ("句子", &impact.sentences),
        ("附件的格", &impact.cells),
        ("其他要素", &impact.elements),
    ] {
        if !changes.is_empty() {
            lines.push(format!("{title}：{} 处", changes.len()));
            lines.extend(changes.iter().map(line));
            lines.push(String::new());
        }
    }
    lines.pop();
    lines
}

fn line(change: &Change) -> String {
    let shown = |text: &str| {
        if text.is_empty() {
            "（无）".to_owned()
        } else {
            text.to_owned()
        }
    };
    let (before, after) = (shown(&change.before), shown(&change.after));
    let (before, after) = differing(&before, &after);
    let is_short = before.chars().count() + after.chars().count() < 24;
    if is_short {
        format!("  {}：{before} → {after}", change.what)
    } else {
        format!("  {}：\n    - {before}\n    + {after}", change.what)
    }
}

/// Two texts without what they have in common at their ends, but for a few
/// characters to find the place by.
fn differing(before: &str, after: &str) -> (String, String) {
    const BESIDE: usize = 10;
    let (a, b): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - head;
    let pairs = a.iter().rev().zip(b.iter().rev()).take(most);
    let tail = pairs.take_while(|(a, b)| a == b).count();
    let cut = |text: &[char]| {
        let start = head.saturating_sub(BESIDE);
        let end = (text.len() - tail + BESIDE).min(text.len());
        let middle: String = text[start..end].iter().collect();
        let before = if start > 0 { "…" } else { "" };
        let after = if end < text.len() { "…" } else { "" };
        format!("{before}{middle}{after}")
    };
    (cut(&a), cut(&b))
}
