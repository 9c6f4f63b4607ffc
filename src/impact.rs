//! What a change of figures would change, without building anything: a selection from the
//! comparison of the two notices, and the findings that come or go.

mod typed_value;

pub use typed_value::{with_value, without};

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::compare::{
    AnnexComparison, ColumnComparison, Comparison, LineComparison, PrintedFigure, Reason,
    SectionComparison, Side, Status, VerdictChange, Which, compare, text_of,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Model;
use crate::pipeline::Year;
use crate::source::Sources;

/// Everything that differs between two notices of the same templates.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Figures whose printed form changes.
    pub figures: Vec<Difference>,
    /// Headings and sentences of the body.
    pub sentences: Vec<Difference>,
    /// Phrases for which another rule is chosen, with what their figures say otherwise.
    pub verdicts: Vec<Difference>,
    /// Cells of the annexes.
    pub cells: Vec<Difference>,
    /// The number, title, date and copies, the annexes' titles and notes.
    pub elements: Vec<Difference>,
    /// What `check` would say that it does not say now.
    pub findings_new: Vec<String>,
    /// What it would no longer say.
    pub findings_gone: Vec<String>,
}

/// A thing that would be otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is, for a reader.
    pub what: String,
    /// Empty when it is new.
    pub before: String,
    /// Empty when it goes.
    pub after: String,
    /// Of a verdict: what moved it, a sentence each.
    pub because: Vec<String>,
}

impl Difference {
    fn new(what: String, before: String, after: String) -> Self {
        Self {
            what,
            before,
            after,
            because: Vec::new(),
        }
    }

    /// Nothing where the two are equal.
    fn between(what: String, before: String, after: String) -> Option<Self> {
        (before != after).then(|| Self::new(what, before, after))
    }
}

impl Impact {
    /// Whether neither the notice nor the findings would change.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A finished year, and what was found on the way.
pub struct Found<'a> {
    /// The notice and what it was made from.
    pub year: &'a Year,
    /// What `check` says of it.
    pub findings: &'a [Diagnostic],
}

/// What is otherwise in `after`; both years were made by `model`.
pub fn impact(before: &Found, after: &Found, model: &Model, sources: &Sources) -> Impact {
    let (old, new) = (before.year, after.year);
    let comparison = compare(
        Side { model, year: old },
        Side { model, year: new },
        sources,
    );
    let is_around = |section: &&SectionComparison| matches!(&*section.id, "head" | "tail");
    let around = comparison.sections.iter().filter(is_around);
    let body = comparison.sections.iter().filter(|s| !is_around(s));
    let annexes = &comparison.annexes;
    Impact {
        figures: figures(&comparison, model),
        sentences: body.flat_map(sentences).collect(),
        verdicts: comparison.verdicts.iter().flat_map(verdicts).collect(),
        cells: annexes.iter().flat_map(cells).collect(),
        elements: around
            .flat_map(|section| elements(section, new.notice.imprint.printed.is_some()))
            .chain(annexes.iter().flat_map(captions))
            .collect(),
        findings_new: only(after.findings, before.findings),
        findings_gone: only(before.findings, after.findings),
    }
}

/// What is found on one side and not on the other: another code, another
/// message, or of another thing.
fn only(these: &[Diagnostic], others: &[Diagnostic]) -> Vec<String> {
    fn what(finding: &Diagnostic) -> impl Eq + std::hash::Hash + '_ {
        (finding.code, &finding.message, &finding.subject)
    }
    let others: HashSet<_> = others.iter().map(what).collect();
    let mut told = HashSet::new();
    let found = these.iter().filter(|this| !others.contains(&what(this)));
    let texts = found.map(|finding| {
        let kind = match finding.severity {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Note => "说明",
        };
        format!("{kind}：{}", finding.message)
    });
    texts.filter(|text| told.insert(text.clone())).collect()
}

fn figures(comparison: &Comparison, model: &Model) -> Vec<Difference> {
    let changed = comparison.changed_figures().map(|figure| {
        let label = model.label_of(&figure.name, &figure.label);
        let text = |side: &Option<PrintedFigure>| {
            let text = side.as_ref().map(|printed| printed.text.clone());
            text.unwrap_or_default()
        };
        let what = format!("{label}　{}", figure.name);
        Difference::new(what, text(&figure.old), text(&figure.new))
    });
    changed.collect()
}

/// The sentences of a section that differ, by their number in their paragraphs: in the newer
/// notice, or in the older one where it is gone.
fn sentences(section: &SectionComparison) -> Vec<Difference> {
    let mut numbers: HashMap<(&str, Which), usize> = HashMap::new();
    let mut count = |id, which| {
        let number = numbers.entry((id, which)).or_default();
        *number += 1;
        *number
    };
    let mut differences = Vec::new();
    for line in &section.lines {
        let (old, new) = (line.status != Status::New, line.status != Status::Gone);
        let old = old.then(|| count(&*line.id, Which::Older));
        let new = new.then(|| count(&*line.id, Which::Newer));
        let what = format!("{} 第 {} 句", line.name, new.or(old).unwrap_or_default());
        let text = |which| text_of(&line.pieces, which);
        differences.extend(Difference::between(
            what,
            text(Which::Older),
            text(Which::Newer),
        ));
    }
    differences
}

/// What differs in the head and the tail. An imprint that says when it was printed has the date as
/// well.
fn elements(section: &SectionComparison, says_when_printed: bool) -> Vec<Difference> {
    let of_line = |line: &LineComparison, name: &str| {
        let text = |which| text_of(&line.pieces, which);
        Difference::between(name.to_owned(), text(Which::Older), text(Which::Newer))
    };
    let lines = section.lines.iter().map(|line| (line, &*line.name));
    let is_date = |line: &&LineComparison| says_when_printed && line.id == "tail.date";
    let dates = section.lines.iter().filter(is_date);
    let all = lines.chain(dates.map(|line| (line, "印发日期")));
    all.filter_map(|(line, name)| of_line(line, name)).collect()
}

/// What differs around an annex's table.
fn captions(annex: &AnnexComparison) -> impl Iterator<Item = Difference> {
    let parts = [
        ("标题", &annex.title),
        ("单位", &annex.unit_line),
        ("表注", &annex.notes),
    ];
    parts.into_iter().filter_map(|(part, pieces)| {
        let text = |which| text_of(pieces, which).replace('\n', "；");
        let what = format!("{} {part}", annex.label);
        Difference::between(what, text(Which::Older), text(Which::Newer))
    })
}

/// The cells of an annex that differ; the first of a row is its name.
fn cells(annex: &AnnexComparison) -> Vec<Difference> {
    let heads: Vec<String> = annex.columns.iter().map(ColumnComparison::title).collect();
    let differences = annex.rows.iter().flat_map(|row| {
        let cells = row.cells.iter().zip(&heads).skip(1);
        cells
            .filter(|(cell, _)| cell.is_changed())
            .filter_map(|(cell, head)| {
                let text = |side: &Option<String>| side.clone().unwrap_or_default();
                let what = format!("{} {} {head}", annex.label, row.name);
                Difference::between(what, text(&cell.old), text(&cell.new))
            })
    });
    differences.collect()
}

/// A verdict that moves; of one in parts, each part that comes or goes.
fn verdicts(change: &VerdictChange) -> Vec<Difference> {
    let told = |before: &str, after: &str, reasons: &[Reason]| Difference {
        what: change.title(),
        before: before.to_owned(),
        after: after.to_owned(),
        because: reasons.iter().map(|reason| reason.text.clone()).collect(),
    };
    if change.parts.is_empty() {
        return vec![told(&change.old.text, &change.new.text, &change.reasons)];
    }
    let parts = change.parts.iter().map(|part| {
        let (before, after) = if part.is_new {
            ("", &*part.text)
        } else {
            (&*part.text, "")
        };
        told(before, after, &part.reasons)
    });
    parts.collect()
}
