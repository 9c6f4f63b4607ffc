//! The model checked as a whole, when the templates load and not in January of a bad year.

mod asked;
mod chart;
mod circles;
mod date;
mod earlier;
mod empty;
mod form;
mod group;
mod names;
mod reserved;
mod section;
mod sums;

pub use asked::Asked;

use std::collections::HashSet;

use super::{Kind, Model};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Sources};

pub(super) fn check(model: &Model, sources: &Sources) -> Vec<Diagnostic> {
    let mut checker = Checker {
        model,
        sources,
        used: HashSet::new(),
        findings: Vec::new(),
    };
    checker.office();
    for group in &model.groups {
        checker.group(group);
        checker.reserved(group);
    }
    for section in &model.sections {
        checker.section(section);
        checker.reserved_in_section(section);
    }
    for chart in &model.charts {
        checker.chart(chart);
    }
    for claim in &model.claims {
        checker.claim(claim);
    }
    checker.unused_phrases();
    checker.earlier();
    checker.circles();
    // A name that nothing bears may have been the guard: those faults first.
    if checker.findings.is_empty() {
        checker.lists_that_may_be_empty();
    }
    checker.findings
}

/// The names of the item that is being said: each with its kind if it is a figure.
type Locals<'a> = Vec<(&'a str, Option<Kind>)>;

struct Checker<'m> {
    model: &'m Model,
    sources: &'m Sources,
    /// Phrases that something says: section and key.
    used: HashSet<(String, String)>,
    findings: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn fault(&mut self, place: &Place, message: impl Into<String>) -> &mut Diagnostic {
        self.fault_of(Code::BadTemplate, place, message)
    }

    fn fault_of(
        &mut self,
        code: Code,
        place: &Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let finding = Diagnostic::error(code, message).at(place.clone());
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Whether a name is written here, and not in a condition that is named here: its
    /// fault is found where it is written.
    fn is_written(&self, place: &Place, name: &str) -> bool {
        let text = &self.sources.get(place.source).text;
        place.span.is_empty() || text[place.span.clone()].contains(name)
    }

    fn unknown(&mut self, place: &Place, name: &str) {
        if !self.is_written(place, name) {
            return;
        }
        let text = &self.sources.get(place.source).text;
        let within = text[place.span.clone()].find(name);
        let span = within.map_or(place.span.clone(), |at| {
            place.span.start + at..place.span.start + at + name.len()
        });
        let place = Place::new(place.source, span);
        let meant = self.model.meant_by(name);
        let finding = self.fault_of(
            Code::UnknownName,
            &place,
            format!("没有叫“{name}”的数据或措辞"),
        );
        finding.hints.extend(meant);
    }
}
