//! What a change of figures would change, without building anything.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::compare::{Reason, Side, compare_verdicts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Model;
use crate::notice::{Block, Notice};
use crate::pipeline::Year;
use crate::source::Sources;
use crate::text::sentences;

/// Everything that differs between two works on the same templates.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Figures whose printed form changes: label, name, before, after.
    pub figures: Vec<Change>,
    /// Sentences of the body, by block.
    pub sentences: Vec<Change>,
    /// Phrases for which another rule is chosen, with what their figures say otherwise.
    pub verdicts: Vec<Moved>,
    /// Cells of the annexes.
    pub cells: Vec<Change>,
    /// The number, title, date and copies, the annexes' titles and notes.
    pub elements: Vec<Change>,
    /// What `check` would say that it does not say now.
    pub findings_new: Vec<String>,
    /// What it would no longer say.
    pub findings_gone: Vec<String>,
}

/// A verdict that moves, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub change: Change,
    pub because: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub what: String,
    /// Empty when it is new.
    pub before: String,
    /// Empty when it goes.
    pub after: String,
}

impl Impact {
    pub fn is_empty(&self) -> bool {
        [&self.figures, &self.sentences, &self.cells, &self.elements]
            .iter()
            .all(|changes| changes.is_empty())
            && self.findings_new.is_empty()
            && self.findings_gone.is_empty()
    }
}

/// A finished year, and what was found on the way.
pub struct Found<'a> {
    pub year: &'a Year,
    pub findings: &'a [Diagnostic],
}

pub fn impact(before: &Found, after: &Found, model: &Model, sources: &Sources) -> Impact {
    let (old, new) = (before.year, after.year);
    Impact {
        figures: pairs(&figures(old, model), &figures(new, model)),
        sentences: pairs(&body(&old.notice, model), &body(&new.notice, model)),
        verdicts: verdicts(old, new, model, sources),
        cells: pairs(&cells(&old.notice), &cells(&new.notice)),
        elements: pairs(&elements(&old.notice), &elements(&new.notice)),
        findings_new: only(after.findings, before.findings),
        findings_gone: only(before.findings, after.findings),
    }
}

/// What is found on one side and not on the other: another code, another
/// message, or of another thing.
fn only(these: &[Diagnostic], others: &[Diagnostic]) -> Vec<String> {
    let is_same = |a: &Diagnostic, b: &Diagnostic| {
        a.code == b.code && a.message == b.message && a.subject == b.subject
    };
    let found = these
        .iter()
        .filter(|this| !others.iter().any(|other| is_same(this, other)));
    let mut told: Vec<String> = Vec::new();
    for finding in found {
        let kind = match finding.severity {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Note => "说明",
        };
        let text = format!("{kind}：{}", finding.message);
        if !told.contains(&text) {
            told.push(text);
        }
    }
    told
}

/// Things in order, each under a key that lasts from one notice to the other.
type Keyed = Vec<(String, String)>;

fn pairs(before: &Keyed, after: &Keyed) -> Vec<Change> {
    let old: BTreeMap<&str, &str> = before
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    let new: BTreeMap<&str, &str> = after
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    let gone = before
        .iter()
        .filter(|(key, _)| !new.contains_key(key.as_str()));
    after
        .iter()
        .map(|(key, _)| key)
        .chain(gone.map(|(key, _)| key))
        .filter_map(|key| {
            let value = |side: &BTreeMap<&str, &str>| {
                side.get(key.as_str()).copied().unwrap_or("").to_owned()
            };
            let (before, after) = (value(&old), value(&new));
            (before != after).then(|| Change {
                what: key.clone(),
                before,
                after,
            })
        })
        .collect()
}

fn figures(work: &Year, model: &Model) -> Keyed {
    work.figures
        .iter()
        .map(|(_, figure)| {
            let label = model.label_of(&figure.key, &figure.label);
            let key = format!("{label}　{}", figure.key);
            (key, figure.printed())
        })
        .collect()
}

/// The sentences of the body, numbered within their block.
fn body(notice: &Notice, model: &Model) -> Keyed {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keyed = Keyed::new();
    for block in &notice.body {
        let Block { id, .. } = block;
        let text = block.text();
        for sentence in sentences(&text) {
            let number = seen.entry(id.as_str()).or_default();
            *number += 1;
            let title = model.phrase_title(id);
            keyed.push((format!("{title} 第 {number} 句"), sentence.to_owned()));
        }
    }
    keyed
}

/// Every verdict that moves, with its wording before and after.
fn verdicts(old: &Year, new: &Year, model: &Model, sources: &Sources) -> Vec<Moved> {
    let side = |year| Side { model, year };
    let changes = compare_verdicts(side(old), side(new), sources);
    let moved = changes.into_iter().flat_map(|change| {
        let reasons = |reasons: &[Reason]| reasons.iter().map(|r| r.text.clone()).collect();
        let what = change.title();
        if change.parts.is_empty() {
            return vec![Moved {
                change: Change {
                    what,
                    before: change.old.text.clone(),
                    after: change.new.text.clone(),
                },
                because: reasons(&change.reasons),
            }];
        }
        let parts = change.parts.iter().map(|part| {
            let (before, after) = if part.is_new {
                (String::new(), part.text.clone())
            } else {
                (part.text.clone(), String::new())
            };
            Moved {
                change: Change {
                    what: what.clone(),
                    before,
                    after,
                },
                because: reasons(&part.reasons),
            }
        });
        parts.collect()
    });
    moved.collect()
}

fn cells(notice: &Notice) -> Keyed {
    let mut keyed = Keyed::new();
    for annex in &notice.annexes {
        for row in &annex.table.rows {
            let name = row.cells.first().map_or("", |cell| &cell.text);
            for (column, cell) in row.cells.iter().enumerate().skip(1) {
                let path = annex.table.head_of(column);
                keyed.push((
                    format!("{} {name} {path}", annex.label()),
                    cell.text.clone(),
                ));
            }
        }
    }
    keyed
}

fn elements(notice: &Notice) -> Keyed {
    let imprint = &notice.imprint;
    let mut keyed = vec![
        ("发文字号", notice.head.number.clone()),
        ("标题", notice.title.to_string()),
        ("成文日期", notice.signature.date.clone()),
        ("抄送", imprint.copies.clone().unwrap_or_default()),
        ("印发日期", imprint.date.clone()),
    ]
    .into_iter()
    .map(|(element, text)| (element.to_owned(), text))
    .collect::<Keyed>();
    for annex in &notice.annexes {
        let label = annex.label();
        keyed.push((format!("{label} 标题"), annex.title.to_string()));
        keyed.push((format!("{label} 表注"), annex.notes.join("；")));
    }
    keyed
}

/// The text of an input with one typed value changed: `targets.城区.begun`.
/// Nothing when it has no such key.
pub fn with_value(text: &str, key: &str, value: &str) -> Option<String> {
    let mut changed = text.to_owned();
    changed.replace_range(value_of(text, key)?, value);
    Some(changed)
}

/// The text of an input without the line of one typed value. Nothing when it has no such key.
pub fn without(text: &str, key: &str) -> Option<String> {
    let span = value_of(text, key)?;
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map(|at| span.end + at + 1);
    let mut changed = text.to_owned();
    changed.replace_range(start..end.unwrap_or(text.len()), "");
    Some(changed)
}

/// Where a typed value stands.
fn value_of(text: &str, key: &str) -> Option<Range<usize>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut table = root.get_ref();
    let parts: Vec<&str> = key.split('.').collect();
    let (last, path) = parts.split_last()?;
    let mut path = path.iter().peekable();
    while let Some(part) = path.next() {
        let (_, inner) = table.iter().find(|(name, _)| name.get_ref() == part)?;
        table = match inner.get_ref() {
            DeValue::Table(inner) => inner,
            DeValue::Array(array) => match array.get(record(&mut path))?.get_ref() {
                DeValue::Table(inner) => inner,
                _ => return None,
            },
            _ => return None,
        };
    }
    let (_, old) = table.iter().find(|(name, _)| name.get_ref() == last)?;
    if matches!(old.get_ref(), DeValue::Table(_)) {
        return None;
    }
    Some(old.span())
}

/// Which record is meant, from 0: `fees.2.paid`; without a number the first.
fn record<'p>(path: &mut std::iter::Peekable<impl Iterator<Item = &'p &'p str>>) -> usize {
    let number = path.peek().and_then(|part| part.parse::<usize>().ok());
    if number.is_some() {
        path.next();
    }
    number.map_or(0, |number| number.saturating_sub(1))
}
