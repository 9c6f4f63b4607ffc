//! Totals of which not every part is known: they can't be less than those that are.

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Derivation, FigureId, Figures, Terms};

/// Stated totals that are less than the known ones of their parts.
pub(super) fn check(figures: &Figures) -> Vec<Diagnostic> {
    let by_formula = figures
        .iter()
        .filter_map(|(id, figure)| match figure.derivation()? {
            Derivation::Sum(terms) => Some((id, terms)),
            Derivation::Ratio { .. }
            | Derivation::Mean(_)
            | Derivation::Weighted { .. }
            | Derivation::Rank { .. } => None,
        });
    let by_rows = figures.footings().iter().map(|(id, rows)| (*id, rows));
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (id, terms) in by_formula.chain(by_rows) {
        let finding = one(figures, id, terms);
        findings.extend(finding.filter(|finding| !findings.contains(finding)));
    }
    findings
}

fn one(figures: &Figures, id: FigureId, terms: &Terms) -> Option<Diagnostic> {
    let total = figures.get(id);
    let decimal = total.typed()?;
    let is_unknown = |id: FigureId| figures.get(id).unknown;
    let is_open = terms.iter().any(|(_, id)| is_unknown(*id));
    let only_adds = terms
        .iter()
        .all(|(weight, id)| !weight.is_negative() && (!is_unknown(*id) || adds(figures, *id)));
    if !is_open || !only_adds {
        return None;
    }
    let known: Terms = terms
        .iter()
        .filter(|(_, id)| !is_unknown(*id))
        .cloned()
        .collect();
    let known_sum = figures.sum(&known)?;
    let most = total.measure.interval_of(decimal);
    if known_sum.interval.as_ref()?.low <= most.high {
        return None;
    }
    let parts: Vec<FigureId> = known.iter().map(|(_, id)| *id).collect();
    let sign = total.measure.sign_or_unit();
    let mut finding = Diagnostic::error(
        Code::StatedDiffers,
        format!(
            "{}填报为 {}{sign}，而已知的各部分相加已有 {}{sign}",
            total.label,
            decimal.text,
            known_sum.value.to_plain()
        ),
    )
    .subject(
        &total.key,
        format!("{}/{}", decimal.text, known_sum.value.to_plain()),
    );
    for place in figures.typed_places(&[id]) {
        finding = finding.label(place, format!("填报 {}", decimal.text));
    }
    finding = finding.at_all(figures.typed_places(&parts));
    Some(finding.hint("请核对填报数和各部分；写作未知（?）的数不会小于 0"))
}

/// Whether a figure, unknown as it is, can't be below zero.
pub(super) fn adds(figures: &Figures, id: FigureId) -> bool {
    let figure = figures.get(id);
    match figure.derivation() {
        None => !figure.measure.signed,
        Some(Derivation::Sum(terms)) => terms
            .iter()
            .all(|(weight, id)| !weight.is_negative() && adds(figures, *id)),
        Some(
            Derivation::Ratio { .. }
            | Derivation::Mean(_)
            | Derivation::Weighted { .. }
            | Derivation::Rank { .. },
        ) => false,
    }
}
