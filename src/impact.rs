//! What a change of figures would change, without building anything.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::notice::{Block, Notice, RuleId};
use crate::pipeline::Year;
use crate::text::sentences;

/// Everything that differs between two works on the same templates.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Figures whose printed form changes: label, name, before, after.
    pub figures: Vec<Change>,
    /// Sentences of the body, by block.
    pub sentences: Vec<Change>,
    /// Phrases for which another rule is chosen.
    pub verdicts: Vec<Change>,
    /// Cells of the annexes.
    pub cells: Vec<Change>,
    /// The number, title, date and copies, the annexes' titles and notes.
    pub elements: Vec<Change>,
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
    }
}

pub fn impact(before: &Year, after: &Year) -> Impact {
    Impact {
        figures: pairs(&figures(before), &figures(after)),
        sentences: pairs(&body(&before.notice), &body(&after.notice)),
        verdicts: pairs(&verdicts(&before.notice), &verdicts(&after.notice)),
        cells: pairs(&cells(&before.notice), &cells(&after.notice)),
        elements: pairs(&elements(&before.notice), &elements(&after.notice)),
    }
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

fn figures(work: &Year) -> Keyed {
    work.figures
        .iter()
        .map(|(_, figure)| {
            let key = format!("{}　{}", figure.label, figure.name);
            (key, figure.printed())
        })
        .collect()
}

/// The sentences of the body, numbered within their block.
fn body(notice: &Notice) -> Keyed {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keyed = Keyed::new();
    for block in &notice.body {
        let Block { id, .. } = block;
        let text = block.text();
        for sentence in sentences(&text) {
            let number = seen.entry(id.as_str()).or_default();
            *number += 1;
            keyed.push((format!("{id} 第 {number} 句"), sentence.to_owned()));
        }
    }
    keyed
}

fn verdicts(notice: &Notice) -> Keyed {
    let mut chosen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for RuleId { phrase, index, row } in &notice.used {
        let of = row
            .as_ref()
            .map_or_else(String::new, |row| format!("（{row}）"));
        let rules = chosen.entry(format!("{phrase}{of}")).or_default();
        rules.push(format!("第 {} 条", index + 1));
    }
    chosen
        .into_iter()
        .map(|(key, rules)| (key, rules.join("、")))
        .collect()
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
    let mut changed = text.to_owned();
    changed.replace_range(old.span(), value);
    Some(changed)
}

/// Which record is meant, from 0: `fees.2.paid`; without a number the first.
fn record<'p>(path: &mut std::iter::Peekable<impl Iterator<Item = &'p &'p str>>) -> usize {
    let number = path.peek().and_then(|part| part.parse::<usize>().ok());
    if number.is_some() {
        path.next();
    }
    number.map_or(0, |number| number.saturating_sub(1))
}
