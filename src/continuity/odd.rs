//! Figures that can be, and seldom are, next to last year's.

use super::{Ledger, is_after_sample};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Figure, FigureId};
use crate::model::{Model, Rows};
use crate::number::Exact;

/// So many times last year's figure is more often a slip of the decimal point
/// or of the unit than a year's work.
const ODD_GROWTH: i64 = 10;

/// Typed figures that are at least ten times what last year's notice gave for
/// the same thing. Records have no lasting names, and are not compared; and a
/// made-up year does not show what is usual.
pub(super) fn tenfold(model: &Model, last: Ledger, this: Ledger) -> Vec<Diagnostic> {
    if is_after_sample(last, this) {
        return Vec::new();
    }
    let figures = this.figures.iter();
    figures
        .filter(|(_, figure)| has_lasting_name(model, figure))
        .filter_map(|(id, figure)| one(id, figure, last, this))
        .collect()
}

fn has_lasting_name(model: &Model, figure: &Figure) -> bool {
    model
        .group(&figure.key.group)
        .is_some_and(|group| group.rows != Rows::Records)
}

fn one(id: FigureId, figure: &Figure, last: Ledger, this: Ledger) -> Option<Diagnostic> {
    let now = &figure.typed()?.value;
    let before = last.figures.get(last.figures.id(&figure.key)?);
    let base = before
        .value
        .as_ref()
        .filter(|value| **value > Exact::zero())?;
    if *now < base * &Exact::integer(ODD_GROWTH) {
        return None;
    }
    let message = format!(
        "{} {}，是{} {} 的十倍以上，很不寻常",
        figure.label,
        figure.printed(),
        this.inputs.period.cycle().last_name(),
        before.printed()
    );
    let finding =
        Diagnostic::warning(Code::OddGrowth, message).subject(&figure.key, figure.printed());
    Some(
        finding
            .at_all(this.figures.typed_places(&[id]))
            .hint("请核对小数点、位数和单位"),
    )
}
