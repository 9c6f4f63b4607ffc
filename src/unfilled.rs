//! What is still to be filled in: one finding, however many places.

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Figure, Figures};
use crate::input::{GAP, Inputs};
use crate::key::{Epoch, Key, Row, TOTAL};
use crate::model::Model;
use crate::source::Sources;

/// Tells what is still marked as to be filled in. A draft may be made all the same.
pub fn unfilled(inputs: &Inputs, sources: &Sources, draft: bool) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    if inputs.open.is_empty() {
        return None;
    }
    let message = format!("还有 {} 项待填", inputs.open.len());
    let mut finding = if draft {
        Diagnostic::warning(Code::ToFill, message)
    } else {
        Diagnostic::error(Code::ToFill, message)
    };
    for open in inputs.open.iter().take(SHOWN) {
        finding = finding.at(open.place.clone());
    }
    for group in inputs.open.chunk_by(|a, b| a.within == b.within) {
        let lines = group
            .iter()
            .map(|open| sources.line_column(&open.place).line);
        let lines = ranges(lines.collect());
        let within = group.first().map_or("", |open| open.within.as_str());
        finding = finding.hint(format!("{within} {} 项：第 {lines}", group.len()));
    }
    Some(finding.hint(if draft {
        "送审稿里这些地方印作 ____"
    } else {
        "请把“待填”换成数字；要先看样子，用 hongtou build --draft，待填处印作 ____"
    }))
}

/// Tells which earlier periods are not at hand, though the templates look figures up in them. A
/// draft may be made all the same.
pub fn missing_earlier(
    model: &Model,
    inputs: &Inputs,
    figures: &Figures,
    draft: bool,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for epoch in Epoch::ALL {
        let missing = figures.earlier().filter(|figure| {
            figure.key.epoch() == Some(epoch) && figure.open && figure.stated.is_none()
        });
        let missing = missing.map(|figure: &Figure| (figure.key.clone(), figure.label.clone()));
        let missing: Vec<(Key, String)> =
            missing.chain(missing_words(model, inputs, epoch)).collect();
        let Some((first, label)) = missing.first() else {
            continue;
        };
        let (period, called) = (inputs.period_of(epoch), model.epoch_name(epoch));
        let file = format!("{}.toml", period.stem());
        let message = format!(
            "没有{called}（{period}）的数据，要用到 {} 项，如{}",
            missing.len(),
            label
        );
        let (name, column) = (first, &first.column);
        let head = match first.row_name() {
            Some(row) => format!("{}.\"{row}\"", name.group),
            None if name.row == Row::Total => format!("{}.{TOTAL}", name.group),
            None => name.group.to_string(),
        };
        let finding = if draft {
            Diagnostic::warning(Code::NoLastYear, message)
        } else {
            Diagnostic::error(Code::NoLastYear, message)
        };
        findings.push(
            finding
                .hint(format!("请把 {file} 放在同一个文件夹里"))
                .hint(format!(
                    "没有那个文件，就在文件末尾填上当时公布的数：\n[{head}]\n{column} = …"
                ))
                .hint(format!(
                    "本来就没有{called}的，在文件开头写 none = [\"{}\"]",
                    epoch.name()
                )),
        );
    }
    findings
}

/// Words of an earlier period that nobody knows.
fn missing_words(model: &Model, inputs: &Inputs, epoch: Epoch) -> Vec<(Key, String)> {
    let looked = model.earlier_words().filter(|(of, _)| of.epoch == epoch);
    let found = looked.flat_map(|(of, group)| {
        let name = format!("{}.{}", epoch.name(), of.column);
        let label = model.words_label(&name);
        let rows = inputs.of(group).typed_rows();
        let open = rows.filter(move |row| row.earlier.get(&name).is_some_and(|text| text == GAP));
        open.map(move |row| {
            let key = Key {
                group: group.key.as_str().into(),
                row: Row::Of(row.key.clone()),
                column: of.column.as_str().into(),
            };
            (key.of_epoch(epoch), format!("{}的{label}", row.label))
        })
    });
    found
        .filter(|(key, _)| !inputs.earlier_words.contains_key(key))
        .collect()
}

/// 3, 4, 5, 9: 3—5、9 行; of many, the first and the last.
fn ranges(mut lines: Vec<usize>) -> String {
    const MOST: usize = 8;
    lines.sort_unstable();
    lines.dedup();
    let runs = lines.chunk_by(|a, b| a + 1 == *b);
    let runs: Vec<String> = runs
        .filter_map(|run| match run {
            [] => None,
            [one] => Some(one.to_string()),
            [first, .., last] => Some(format!("{first}—{last}")),
        })
        .collect();
    match (runs.len() > MOST, lines.first(), lines.last()) {
        (true, Some(first), Some(last)) => format!("{first}—{last} 行之间"),
        _ => runs.join("、") + " 行",
    }
}
