//! Figures that can be, and seldom are.

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Derivation, FigureId, Figures};
use crate::number::Exact;
use crate::source::Place;

/// A share of more than so many wholes is more often a slip than a feat.
const ODD_WHOLES: i64 = 10;

pub(super) fn rate(figures: &Figures, id: FigureId) -> Option<Diagnostic> {
    let figure = figures.get(id);
    let value = figure.value.as_ref()?;
    let whole = figure.measure.kind.whole()?;
    if *value <= &whole * &Exact::integer(ODD_WHOLES) {
        return None;
    }
    let finding = Diagnostic::warning(
        Code::OddRate,
        format!("{}达 {}，很不寻常", figure.label, figure.printed()),
    )
    .subject(&figure.key, figure.printed());
    let (part, base) = match figure.derivation() {
        Some(Derivation::Ratio { part, base, .. }) => (part.as_slice(), base.as_slice()),
        _ => return Some(finding.at_all(figures.typed_places(&[id]))),
    };
    let names = labels(figures, part.iter().chain(base)).join("”“");
    let places = [part, base].into_iter();
    let mut places: Vec<Place> = places.flat_map(|terms| largest(figures, terms)).collect();
    places.sort_by_key(|place| place.span.start);
    Some(
        finding
            .at_all(places)
            .hint(format!("请核对“{names}”的小数点、位数和单位")),
    )
}

/// Where the largest figure of a sum was typed: of a total, that is where to look first.
fn largest(figures: &Figures, terms: &[(Exact, FigureId)]) -> Vec<Place> {
    let ids: Vec<FigureId> = terms.iter().map(|(_, id)| *id).collect();
    let sum = Derivation::Sum(terms.to_vec());
    let leaves = figures.typed_leaves(&sum);
    let largest = leaves
        .into_iter()
        .max_by_key(|id| figures.get(*id).value.clone());
    figures.typed_places(&largest.map_or(ids, |id| vec![id]))
}

/// What figures are called, without the row's name.
pub(super) fn labels<'t>(
    figures: &Figures,
    terms: impl Iterator<Item = &'t (Exact, FigureId)>,
) -> Vec<String> {
    let label = |id: FigureId| {
        let label = &figures.get(id).label;
        label
            .split_once(' ')
            .map_or(label.as_str(), |(_, label)| label)
            .to_owned()
    };
    terms.map(|(_, id)| label(*id)).collect()
}
