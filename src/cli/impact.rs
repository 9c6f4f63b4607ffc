use std::path::PathBuf;

use hongtou::calendar::Period;
use hongtou::impact::{Difference, Impact};
use hongtou::office::{self, folder};

use super::arguments::{ImpactArguments, InputArguments};
use super::desk;
use super::report::{Purpose, Report};

pub fn run(arguments: &ImpactArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    compare(arguments, &mut report);
    report
}

fn compare(arguments: &ImpactArguments, report: &mut Report) -> Option<()> {
    // Behind a kind its period may stand; all else is a change.
    let is_period = |word: &String| Period::parse(word).is_some();
    let input = 1 + usize::from(arguments.words.get(1).is_some_and(is_period));
    let (named, edits) = arguments.words.split_at(input.min(arguments.words.len()));
    let input = InputArguments {
        input: named.iter().map(PathBuf::from).collect(),
        templates: arguments.templates.clone(),
    };
    if arguments.against.is_some() && !edits.is_empty() {
        report.fault("--against 和逐项改动只能写一种", "请去掉其中一种");
        return None;
    }
    let (desk, path) = desk::of(&input, None, report)?;
    let mut run = desk::read(&desk, &path, false, report)?;
    let change = match &arguments.against {
        Some(path) => office::Change::Input(report.ok(folder::read(path))?),
        None if edits.is_empty() => {
            report.fault(
                "没有写要改什么",
                "请写 组.行名.名称=数（名称见 hongtou explain）；或用 --against 另一份数据",
            );
            return None;
        }
        None => office::Change::Figures(edits),
    };
    let made = run.change(change);
    report.take(run);
    let made = made?;
    if !made.anew.is_empty() {
        let told = format!("填报的合计和比率随着重算：{}", made.anew.join("、"));
        report.done.push(told);
    }
    report.done.extend(lines(&made.impact));
    Some(())
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
fn moved(moved: &Difference) -> String {
    let reasons = moved.because.iter();
    let reasons: String = reasons
        .map(|reason| format!("\n      因为 {reason}"))
        .collect();
    let (before, after) = (shown(&moved.before), shown(&moved.after));
    let what = &moved.what;
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

fn line(change: &Difference) -> String {
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
