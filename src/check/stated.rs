//! Stated figures against what the others come to: the rule of XBRL
//! Calculations 1.1. The closed intervals must meet.

use std::collections::HashSet;

use super::swap::{self, Grid};
use super::witness::Witnesses;
use super::{likely, slip};
use crate::diagnostic::{Code, Diagnostic, Severity, Subject};
use crate::figures::{Computed, Constraint, Derivation, Figure, Figures};
use crate::input::Entry;
use crate::model::Kind;
use crate::number::Decimal;

pub(super) fn check(figures: &Figures) -> Vec<Diagnostic> {
    let constraints = figures.constraints();
    let witnesses = Witnesses::new(figures, &constraints);
    let grid = Grid::new(figures);
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
        derivation if constraint.by_rows => match derivation {
            Derivation::Sum(rows) => figures.sum(rows),
            Derivation::Ratio { .. } => None,
        },
        _ => figure.derived.clone(),
    };
    match computed {
        Some(computed) if computed.meets(&figure.measure.interval_of(decimal)) => {
            agreement(witnesses, constraint, entry, decimal, &computed)
        }
        Some(computed) => Some(contradiction(
            witnesses, constraint, entry, decimal, &computed,
        )),
        None => of_nothing(figures, constraint, entry, decimal),
    }
}

/// They agree, but only by rounding: worth knowing; and worth asking, where rounding seldom does so much.
fn agreement(
    witnesses: &Witnesses,
    constraint: &Constraint,
    entry: &Entry,
    decimal: &Decimal,
    computed: &Computed,
) -> Option<Diagnostic> {
    let figures = witnesses.figures;
    let figure = figures.get(constraint.stated);
    // A rate agrees by rounding when it rounds to what is stated.
    let is_plain = decimal.value == computed.value
        || figure.measure.kind == Kind::Rate
            && computed.value.to_fixed(decimal.places) == decimal.value.to_fixed(decimal.places);
    if is_plain {
        return None;
    }
    let derived = computed.value.to_fixed_or_plain(4);
    let residual = (&decimal.value - &computed.value).abs();
    let squares = likely::squares(figures, constraint);
    let message = format!(
        "{}填报为 {}，按其他数据计算为 {derived}，差 {}",
        figure.label,
        shown(figure, decimal),
        residual.to_fixed_or_plain(4),
    );
    if !likely::is_unlikely(figure, constraint, decimal, &computed.value, &squares) {
        let message = format!("{message} 在四舍五入的范围内");
        return Some(Diagnostic::note(Code::RoundedTotal, message).at(entry.place.clone()));
    }
    let message = format!("{message}，只由四舍五入很少会差这么多");
    let mut finding = Diagnostic::warning(Code::RoundedTotal, message)
        .label(entry.place.clone(), format!("填报 {}", decimal.text))
        .subject(Subject {
            figure: figure.key.to_string(),
            value: format!("{}/{derived}", decimal.text),
        });
    let suspects = slip::suspects(witnesses, constraint);
    finding.hints.extend(slip::hint(figures, &suspects));
    Some(finding.hint("请核对填报数和据以计算的各数的末位"))
}

fn contradiction(
    witnesses: &Witnesses,
    constraint: &Constraint,
    entry: &Entry,
    decimal: &Decimal,
    computed: &Computed,
) -> Diagnostic {
    let figures = witnesses.figures;
    let figure = figures.get(constraint.stated);
    let how = if constraint.by_rows {
        "按各行相加"
    } else {
        "按其他数据计算"
    };
    let (derived, residual) = amounts(figure, decimal, computed);
    let mut finding = Diagnostic::error(
        Code::StatedDiffers,
        format!(
            "{}填报为 {}，{how}为 {derived}{}，相差 {residual}",
            figure.label,
            shown(figure, decimal),
            figure.measure.sign_or_unit()
        ),
    )
    .label(entry.place.clone(), format!("填报 {}", decimal.text))
    .subject(Subject {
        figure: figure.key.to_string(),
        value: format!("{}/{derived}", decimal.text),
    });
    let ids: Vec<_> = constraint.derivation.terms().map(|(_, id)| *id).collect();
    finding = finding.at_all(figures.typed_places(&ids));
    let suspects = slip::suspects(witnesses, constraint);
    finding.hints.extend(slip::hint(figures, &suspects));
    for suspect in &suspects {
        let place = figures
            .get(suspect.id)
            .stated
            .as_ref()
            .map(|entry| &entry.place);
        let label = finding
            .labels
            .iter_mut()
            .skip(1)
            .find(|label| Some(&label.place) == place);
        if let (Some(label), [meant]) = (label, suspect.meant.as_slice()) {
            label.text = format!("{meant}？");
        }
    }
    finding.hint("请核对填报数和据以计算的各数，改正其中的错误；不需要填报时删掉这一项，由程序计算")
}

fn amounts(figure: &Figure, decimal: &Decimal, computed: &Computed) -> (String, String) {
    let residual = (&decimal.value - &computed.value).abs();
    if figure.measure.kind == Kind::Rate {
        let places = figure.measure.places.unwrap_or(0).max(decimal.places);
        (computed.value.to_fixed(places), residual.to_fixed(places))
    } else {
        (computed.value.to_plain(), residual.to_plain())
    }
}

/// A figure is stated, and all that it should follow from is blank.
fn of_nothing(
    figures: &Figures,
    constraint: &Constraint,
    entry: &Entry,
    decimal: &Decimal,
) -> Option<Diagnostic> {
    let is_unknown = constraint
        .derivation
        .terms()
        .any(|(_, id)| figures.get(*id).unknown);
    if is_unknown || decimal.value.is_zero() {
        return None;
    }
    let figure = figures.get(constraint.stated);
    let mut finding = Diagnostic::error(
        Code::StatedDiffers,
        format!(
            "{}填报为 {}，而据以计算的数没有，或作分母的是 0",
            figure.label,
            shown(figure, decimal)
        ),
    )
    .at(entry.place.clone())
    .subject(Subject {
        figure: figure.key.to_string(),
        value: decimal.text.clone(),
    });
    let ids: Vec<_> = constraint.derivation.terms().map(|(_, id)| *id).collect();
    finding = finding.at_all(figures.typed_places(&ids));
    Some(finding.hint("请填上据以计算的数，或删掉这一项填报"))
}

fn shown(figure: &Figure, decimal: &Decimal) -> String {
    format!("{}{}", decimal.text, figure.measure.sign_or_unit())
}
