//! What an input states of earlier periods, next to what these published.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Earlier, Figure, Ledger};
use crate::input::{Entry, GAP, OtherRows, Typed};
use crate::key::{Epoch, Key};
use crate::model::Model;

/// Stated figures of earlier periods that are not what the period published, as far as it is at
/// hand and no `[[restated]]` says why; and a period that is denied though it is at hand.
pub fn misstated(model: &Model, earlier: Earlier, this: Ledger) -> Vec<Diagnostic> {
    let restated = this.inputs.restated.iter();
    let reasons: HashSet<&str> = restated.map(|of| of.figure.as_str()).collect();
    let mut findings = Vec::new();
    for epoch in Epoch::ALL {
        let Some(then) = earlier.of(epoch) else {
            continue;
        };
        let called = model.epoch_name(epoch);
        if this.inputs.without.contains(&epoch) && model.looks_back(epoch) {
            let message = format!(
                "none 里写了没有{called}，可是{called}（{}）的数据文件就在旁边",
                then.inputs.period
            );
            let hint = format!("请从 none 里去掉 {}", epoch.name());
            findings.push(Diagnostic::warning(Code::CannotBe, message).hint(hint));
        }
        let mut rows: HashMap<&str, OtherRows> = HashMap::new();
        for (key, entry) in stated(this, epoch) {
            let Some(group) = model.group(key.model_group()) else {
                continue;
            };
            let rows = rows
                .entry(&group.key)
                .or_insert_with(|| then.rows_of(group));
            let own = Key {
                group: group.key.as_str().into(),
                ..key.clone()
            };
            let published = then.same_figure(&own, rows, this.inputs.of(group));
            let Some(published) = published.filter(|of| !is_same(entry, of)) else {
                continue;
            };
            if !reasons.contains(key.to_string().as_str()) {
                findings.push(one(called, this, key, entry, published));
            }
        }
        let words = words(model, (epoch, then), this).into_iter();
        let words = words.filter(|(key, _)| !reasons.contains(key.as_str()));
        findings.extend(words.map(|(_, finding)| finding));
    }
    findings
}

/// Stated words of an earlier period that are not what the period published, by their names.
fn words(model: &Model, (epoch, then): (Epoch, Ledger), this: Ledger) -> Vec<(String, Diagnostic)> {
    let all = this.inputs.earlier_words.iter();
    let mut stated: Vec<_> = all.filter(|(key, _)| key.epoch() == Some(epoch)).collect();
    stated.sort_by_key(|(_, words)| words.place.span.start);
    let found = stated.into_iter().filter_map(|(key, stated)| {
        let group = model.group(key.model_group())?;
        let row = this.inputs.of(group).rows.get(key.row_name()?)?;
        let rows = then.rows_of(group);
        let published = rows
            .same_as(row)
            .and_then(|row| row.texts.get(&*key.column));
        let published = published.map_or("", String::as_str);
        if stated.value == published || stated.value == GAP {
            return None;
        }
        let called = model.epoch_name(epoch);
        let label = group
            .word_column(&key.column)
            .map_or("", |column| &column.label);
        let told = |text: &str| match text {
            "" => "空白".to_owned(),
            text => format!("“{text}”"),
        };
        let message = format!(
            "{} {label} 填的是{}，{called}公布的是{}",
            row.label,
            told(&stated.value),
            told(published)
        );
        let finding = Diagnostic::error(Code::NotCarried, message).at(stated.place.clone());
        Some((key.to_string(), finding.hint(way_out(called, key, "说法"))))
    });
    found.collect()
}

/// What to do where something is stated otherwise than it was published.
fn way_out(called: &str, key: &Key, what: &str) -> String {
    format!(
        "{called}的数据就在旁边，删掉这一行就会照用；那个{what}后来确实调整过，在文件末尾写明：\n[[restated]]\nfigure = \"{key}\"\nreason = \"调整的原因\""
    )
}

/// In the order in which they stand in the input.
fn stated(this: Ledger<'_>, epoch: Epoch) -> Vec<(&Key, &Entry)> {
    let all = this.inputs.earlier.iter();
    let mut stated: Vec<_> = all.filter(|(key, _)| key.epoch() == Some(epoch)).collect();
    stated.sort_by_key(|(_, entry)| entry.place.span.start);
    stated
}

fn is_same(entry: &Entry, published: &Figure) -> bool {
    match (&entry.typed, published.printed_value()) {
        (Typed::Number(stated), Some(printed)) => stated.value == printed.value,
        (Typed::Blank, None) => !published.unknown,
        (Typed::Unknown, None) => published.unknown,
        (Typed::ToFill | Typed::Faulty, _) => true,
        _ => false,
    }
}

fn one(called: &str, this: Ledger, key: &Key, entry: &Entry, published: &Figure) -> Diagnostic {
    let told = match this.figures.id(key) {
        Some(id) => this.figures.get(id).told(),
        None => "空白".to_owned(),
    };
    let message = format!(
        "{} 填的是 {told}，{called}公布的是 {}",
        published.label,
        published.told()
    );
    Diagnostic::error(Code::NotCarried, message)
        .at(entry.place.clone())
        .hint(way_out(called, key, "数"))
}
