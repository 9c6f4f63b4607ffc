use hongtou::diagnostic::{Code, Diagnostic};
use hongtou::impact::{Change, Found, Impact, Moved, impact, with_value, without};
use hongtou::pipeline::{Year, finish_year};
use hongtou::source::SourceId;

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
        report.done.extend(lines(&impact));
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
    // Both without last year's file: what it says is the same of either.
    let (after, findings) = if let Some(path) = &arguments.against {
        let against = places::read_text(path, report)?;
        finish_year(&made.model, against, &report.sources)
    } else {
        let changed = changed_text(arguments, &made, report)?;
        finish_without_totals(arguments, changed, &made, report)
    };
    let (_, before) = finish_year(&made.model, made.input, &report.sources);
    let Some(after) = after else {
        report.findings.extend(findings);
        return None;
    };
    let before = Found {
        year: &made.work,
        findings: &before,
    };
    let after = Found {
        year: &after,
        findings: &findings,
    };
    Some(impact(&before, &after, &made.model, &report.sources))
}

/// The input's text with the changes of the command line.
fn changed_text(arguments: &ImpactArguments, made: &Made, report: &mut Report) -> Option<SourceId> {
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

/// What was stated beside what follows from the change would now contradict it: it is worked
/// out anew instead, and the answer says so.
fn finish_without_totals(
    arguments: &ImpactArguments,
    mut input: SourceId,
    made: &Made,
    report: &mut Report,
) -> (Option<Year>, Vec<Diagnostic>) {
    let is_changed = |figure: &str| {
        let changes = arguments.changes.iter();
        changes
            .filter_map(|change| change.split_once('='))
            .any(|(key, _)| key.trim() == figure)
    };
    let mut anew: Vec<String> = Vec::new();
    // Each round sets at least one aside.
    let finished = loop {
        let (year, findings) = finish_year(&made.model, input, &report.sources);
        let stated = findings.iter().filter(|f| f.code == Code::StatedDiffers);
        let mut figures = stated.filter_map(|finding| Some(&finding.subject.as_ref()?.figure));
        let figure = figures.find(|figure| !is_changed(figure) && !anew.contains(figure));
        let source = report.sources.get(input);
        let rest = figure.and_then(|figure| Some((without(&source.text, figure)?, figure)));
        let Some((text, figure)) = rest else {
            break (year, findings);
        };
        anew.push(figure.clone());
        let name = source.name.clone();
        input = report.sources.add(name, text);
    };
    if !anew.is_empty() {
        let told = format!("填报的合计和比率随着重算：{}", anew.join("、"));
        report.done.push(told);
    }
    finished
}

fn lines(impact: &Impact) -> Vec<String> {
    if impact.is_empty() {
        return vec!["通报没有变化。".to_owned()];
    }
    let mut lines = Vec::new();
    listed(&mut lines, "数据", impact.figures.iter().map(line));
    listed(&mut lines, "结论", impact.verdicts.iter().map(moved));
    listed(&mut lines, "句子", impact.sentences.iter().map(line));
    listed(&mut lines, "附件的格", impact.cells.iter().map(line));
    listed(&mut lines, "其他要素", impact.elements.iter().map(line));
    let finding = |text: &String| format!("  {text}");
    listed(
        &mut lines,
        "会出现的问题",
        impact.findings_new.iter().map(finding),
    );
    listed(
        &mut lines,
        "会消失的问题",
        impact.findings_gone.iter().map(finding),
    );
    lines.pop();
    lines
}

fn listed(lines: &mut Vec<String>, title: &str, told: impl ExactSizeIterator<Item = String>) {
    if told.len() == 0 {
        return;
    }
    lines.push(format!("{title}：{} 处", told.len()));
    lines.extend(told);
    lines.push(String::new());
}

/// A verdict with its reasons.
fn moved(moved: &Moved) -> String {
    let reasons = moved.because.iter();
    let reasons: String = reasons
        .map(|reason| format!("\n      因为 {reason}"))
        .collect();
    let Change {
        what,
        before,
        after,
    } = &moved.change;
    let (before, after) = (shown(before), shown(after));
    format!("  {what}：\n    - {before}\n    + {after}{reasons}")
}

fn shown(text: &str) -> String {
    let text = if text.is_empty() {
        "（不写）"
    } else {
        text
    };
    text.to_owned()
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
