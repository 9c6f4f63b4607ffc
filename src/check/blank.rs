//! Figures that follow from nothing, or from what nobody knows.

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Derivation, Figure, FigureId, Figures, Terms};

use super::ids;
use super::odd::labels;

/// Work was set and nothing, not even 0, is given for what was done.
pub(super) fn rate_of_nothing(figures: &Figures, id: FigureId) -> Option<Diagnostic> {
    let figure = figures.get(id);
    let Derivation::Ratio { part, base, .. } = figure.derivation()? else {
        return None;
    };
    if figures.sum(part).is_some() || figures.has_unknown(part) {
        return None;
    }
    let names = |terms: &Terms| labels(figures, terms.iter()).join("、");
    let (of_part, of_base) = (names(part), names(base));
    let base = figures.sum(base).filter(|base| !base.value.is_zero())?;
    let place = figures.typed_places(&ids(part)).first()?.clone();
    Some(
        Diagnostic::error(
            Code::RateOfNothing,
            format!(
                "{}无从计算：作分母的是 {}，作分子的却是空白",
                figure.label,
                base.value.to_plain()
            ),
        )
        .at(place)
        .hint(format!(
            "有{of_base}而没有{of_part}，请写 0；没有这件事，请把{of_base}也写成 \"\""
        )),
    )
}

/// What would follow from an unknown figure must be stated.
pub(super) fn follows_from_unknown(figures: &Figures, figure: &Figure) -> Option<Diagnostic> {
    let derivation = figure.derivation().filter(|_| figure.unknown)?;
    let terms = derivation.terms().map(|(_, id)| *id);
    let unknown: Vec<FigureId> = terms.filter(|id| figures.get(*id).unknown).collect();
    let finding = Diagnostic::error(
        Code::FollowsFromUnknown,
        format!("{}无从计算：据以计算的数写作未知（?）", figure.label),
    );
    let key = &figure.key.column;
    Some(
        finding
            .at_all(figures.typed_places(&unknown))
            .hint(format!("请填上这个数，或直接填报结果：{key} = 数字")),
    )
}
