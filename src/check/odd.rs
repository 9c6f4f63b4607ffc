//! Figures that can be, and seldom are.

use crate::diagnostic::{Code, Diagnostic, Subject};
use crate::figures::{FigureId, Figures};
use crate::model::Kind;
use crate::number::Exact;

/// A rate above this, in per cent, is more often a slip than a feat.
const ODD_RATE: i64 = 1000;

pub(super) fn rate(figures: &Figures, id: FigureId) -> Option<Diagnostic> {
    let figure = figures.get(id);
    let value = figure.value.as_ref()?;
    if figure.measure.kind != Kind::Rate || *value <= Exact::integer(ODD_RATE) {
        return None;
    }
    let finding = Diagnostic::warning(
        Code::OddRate,
        format!("{}达 {}，很不寻常", figure.label, figure.printed()),
    )
    .subject(Subject {
        figure: figure.name.clone(),
        value: figure.printed(),
    });
    Some(
        finding
            .at_all(figures.typed_places(&[id]))
            .hint("请核对任务数和完成数的小数点、位数和单位"),
    )
}
