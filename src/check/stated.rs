//! Stated figures against what the others come to: the rule of XBRL
//! Calculations 1.1. The closed intervals must meet.

use std::cell::LazyCell;
use std::collections::HashSet;

use super::swap::{self, Grid};
use super::witness::Witnesses;
use super::{likely, slip};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::figures::{Computed, Constraint, Derivation, Figure, Figures};
use crate::number::Decimal;
use crate::source::Place;

pub(super) fn check(figures: &Figures) -> Vec<Diagnostic> {
    let constraints = figures.constraints();
    let witnesses = Witnesses::new(figures, &constraints);
    // Most years contradict nothing.
    let grid = LazyCell::new(|| Grid::new(figures));
    let mut findings: Vec<Diagnostic> = Vec::new();
    // By rows and by formula it may be the same contradiction.
    let mut told: HashSet<(String, String)> = HashSet::new();
    let mut messages: HashSet<String> = HashSet::new();
    for constraint in &constraints {
        let Some(mut finding) = one(&witnesses, constraint) else {
            continue;
        };
        let subject = finding.subject.as_ref();
        let is_new = subject.is_none_or(|of| told.insert((of.figure.clone(), of.value.clone())));
        if !messages.insert(finding.message.clone()) || !is_new {
            continue;
        }
        if finding.severity == Severity::Error {
            let swap = swap::hint(&witnesses, &grid, constraint);
            finding.hints.splice(0..0, swap);
        }
        findings.push(finding);
    }
    findings
}

fn one(witnesses: &Witnesses, constraint: &Constraint) -> Option<Diagnostic> {
    let figures = witnesses.figures;
    let figure = figures.get(constraint.stated);
    let entry = figure.stated.as_ref()?;
    let decimal = entry.decimal()?;
    let computed = match &constraint.derivation {
        Derivation::Sum(rows) if constraint.by_rows => figures.sum(rows),
        _ => figure.computed().cloned(),
    };
    let stated = Stated {
        witnesses,
        constraint,
        figure,
        place: &entry.place,
        decimal,
    };
    match computed {
        Some(computed) if computed.meets(&figure.measure.interval_of(decimal)) => {
            stated.agreement(&computed)
        }
        Some(computed) => Some(stated.contradiction(&computed)),
        None => stated.of_nothing(),
    }
}

/// A stated figure, and what it must agree with.
struct Stated<'a> {
    witnesses: &'a Witnesses<'a>,
    constraint: &'a Constraint,
    figure: &'a Figure,
    place: &'a Place,
    decimal: &'a Decimal,
}

impl Stated<'_> {
    /// They agree, but only by rounding: worth knowing; and worth asking, where rounding seldom does so much.
    fn agreement(&self, computed: &Computed) -> Option<Diagnostic> {
        let (figure, decimal) = (self.figure, self.decimal);
        // A rate agrees by rounding when it rounds to what is stated.
        let is_plain = decimal.value == computed.value
            || figure.measure.kind.is_rate()
                && computed.value.to_fixed(decimal.places)
                    == decimal.value.to_fixed(decimal.places);
        if is_plain {
            return None;
        }
        let derived = computed.value.to_fixed_or_plain(4);
        let residual = (&decimal.value - &computed.value).abs();
        let squares = likely::squares(self.witnesses.figures, self.constraint);
        let message = format!(
            "{}，按其他数据计算为 {derived}，差 {}",
            self.shown(),
            residual.to_fixed_or_plain(4),
        );
        if !likely::is_unlikely(figure, self.constraint, decimal, &computed.value, &squares) {
            let message = format!("{message} 在四舍五入的范围内");
            return Some(Diagnostic::note(Code::RoundedTotal, message).at(self.place.clone()));
        }
        let message = format!("{message}，只由四舍五入很少会差这么多");
        let mut finding = Diagnostic::warning(Code::RoundedTotal, message)
            .label(self.place.clone(), format!("填报 {}", decimal.text))
            .subject(&figure.key, format!("{}/{derived}", decimal.text));
        let suspects = slip::suspects(self.witnesses, self.constraint);
        finding
            .hints
            .extend(slip::hint(self.witnesses.figures, &suspects));
        finding.remedy = slip::remedy(self.witnesses.figures, &suspects);
        Some(finding.hint("请核对填报数和据以计算的各数的末位"))
    }

    fn contradiction(&self, computed: &Computed) -> Diagnostic {
        let (figures, figure, decimal) = (self.witnesses.figures, self.figure, self.decimal);
        let how = if self.constraint.by_rows {
            "按各行相加"
        } else {
            "按其他数据计算"
        };
        let (derived, residual) = self.amounts(computed);
        let message = format!(
            "{}，{how}为 {derived}{}，相差 {residual}",
            self.shown(),
            figure.measure.sign_or_unit()
        );
        let mut finding = Diagnostic::error(Code::StatedDiffers, message)
            .label(self.place.clone(), format!("填报 {}", decimal.text))
            .subject(&figure.key, format!("{}/{derived}", decimal.text))
            .at_all(self.places());
        let suspects = slip::suspects(self.witnesses, self.constraint);
        finding.hints.extend(slip::hint(figures, &suspects));
        finding.remedy = slip::remedy(figures, &suspects);
        for suspect in &suspects {
            let entry = figures.get(suspect.id).stated.as_ref();
            let place = entry.map(|entry| &entry.place);
            let mut labels = finding.labels.iter_mut().skip(1);
            let label = labels.find(|label| Some(&label.place) == place);
            if let (Some(label), [meant]) = (label, suspect.meant.as_slice()) {
                label.text = format!("{meant}？");
            }
        }
        finding.hint(
            "请核对填报数和据以计算的各数，改正其中的错误；不需要填报时删掉这一项，由程序计算",
        )
    }

    /// What it comes to, and by how much that differs.
    fn amounts(&self, computed: &Computed) -> (String, String) {
        let residual = (&self.decimal.value - &computed.value).abs();
        if self.figure.measure.kind.is_rate() {
            let places = self.figure.measure.places.unwrap_or(0);
            let places = places.max(self.decimal.places);
            (computed.value.to_fixed(places), residual.to_fixed(places))
        } else {
            (computed.value.to_plain(), residual.to_plain())
        }
    }

    /// A figure is stated, and all that it should follow from is blank.
    fn of_nothing(&self) -> Option<Diagnostic> {
        let mut terms = self.constraint.derivation.terms();
        let is_unknown = terms.any(|(_, id)| self.witnesses.figures.get(*id).unknown);
        if is_unknown || self.decimal.value.is_zero() {
            return None;
        }
        let message = format!("{}，而据以计算的数没有，或作分母的是 0", self.shown());
        let finding = Diagnostic::error(Code::StatedDiffers, message)
            .at(self.place.clone())
            .subject(&self.figure.key, &self.decimal.text)
            .at_all(self.places());
        Some(finding.hint("请填上据以计算的数，或删掉这一项填报"))
    }

    /// Where the figures stand that it follows from.
    fn places(&self) -> Vec<Place> {
        let terms = self.constraint.derivation.terms();
        let ids: Vec<_> = terms.map(|(_, id)| *id).collect();
        self.witnesses.figures.typed_places(&ids)
    }

    fn shown(&self) -> String {
        let sign = self.figure.measure.sign_or_unit();
        format!("{}填报为 {}{sign}", self.figure.label, self.decimal.text)
    }
}
