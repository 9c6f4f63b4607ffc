//! How far rounding alone is likely to part a stated sum from its parts.

use crate::figures::{Constraint, Derivation, Figure, FigureId, Figures, Terms};
use crate::number::{Decimal, Exact};

/// Whether a stated sum agrees with its parts only if most of them were rounded the same way.
/// The error of a rounded number is spread evenly over its unit u, with the variance u²/12; the
/// errors of a sum add up by their squares. Beyond twice the spread (one honest sum in twenty) a
/// slip of the keyboard is the better guess.
pub(super) fn is_unlikely(
    figure: &Figure,
    constraint: &Constraint,
    stated: &Decimal,
    computed: &Exact,
    squares: &Exact,
) -> bool {
    if !matches!(constraint.derivation, Derivation::Sum(_)) {
        return false;
    }
    let width = figure.measure.interval_of(stated).width();
    let squares = squares.clone() + &(&width * &width);
    let residual = &stated.value - computed;
    &(&residual * &residual) * &Exact::integer(3) > squares
}

/// The squares of the units to which the parts of a stated sum were rounded.
pub(super) fn squares(figures: &Figures, constraint: &Constraint) -> Exact {
    match &constraint.derivation {
        Derivation::Sum(terms) => of_terms(figures, terms),
        Derivation::Ratio { .. }
        | Derivation::Mean(_)
        | Derivation::Weighted { .. }
        | Derivation::Rank { .. } => Exact::zero(),
    }
}

fn of_terms(figures: &Figures, terms: &Terms) -> Exact {
    terms.iter().fold(Exact::zero(), |sum, (weight, id)| {
        let square = weight * weight;
        sum + &(&square * &of_figure(figures, *id))
    })
}

fn of_figure(figures: &Figures, id: FigureId) -> Exact {
    let figure = figures.get(id);
    if let Some(decimal) = figure.typed() {
        let width = figure.measure.interval_of(decimal).width();
        return &width * &width;
    }
    match figure.derivation() {
        Some(Derivation::Sum(terms)) => of_terms(figures, terms),
        Some(_) | None => Exact::zero(),
    }
}
