//! What ties figures together, in the form in which bounds travel along it.

use crate::figures::{At, Derivation, FigureId, Figures, Grid, Terms};
use crate::input::Inputs;
use crate::language::{Comparison, Condition, Operand};
use crate::model::{Group, Kind, Model};

#[derive(Debug)]
pub(super) enum Relation {
    Sum {
        total: FigureId,
        terms: Terms,
    },
    /// A stated rate of one figure of another.
    Rate {
        rate: FigureId,
        part: FigureId,
        base: FigureId,
    },
    /// A rule of a table: the one can't be more than the other.
    AtMost {
        less: FigureId,
        more: FigureId,
    },
}

pub(super) fn relations(model: &Model, inputs: &Inputs, figures: &Figures) -> Vec<Relation> {
    let by_formula = figures.iter().filter_map(|(id, figure)| {
        let is_stated = figure.typed().is_some();
        match figure.derivation()? {
            Derivation::Mean(_) | Derivation::Weighted { .. } | Derivation::Rank { .. } => None,
            Derivation::Sum(terms) => Some(Relation::Sum {
                total: id,
                terms: terms.clone(),
            }),
            Derivation::Ratio { part, base, .. } => match (part.as_slice(), base.as_slice()) {
                ([(_, part)], [(_, base)]) if is_stated => Some(Relation::Rate {
                    rate: id,
                    part: *part,
                    base: *base,
                }),
                _ => None,
            },
        }
    });
    let by_rows = figures.footings().iter().map(|(id, rows)| Relation::Sum {
        total: *id,
        terms: rows.clone(),
    });
    let mut all: Vec<Relation> = by_formula.chain(by_rows).collect();
    for group in &model.groups {
        let Some(grid) = figures.grid(&group.key) else {
            continue;
        };
        let rows = inputs
            .of(group)
            .figure_rows()
            .filter_map(|row| grid.row(&row.key));
        let last = if group.has_total() {
            At::Total
        } else {
            At::None
        };
        for at in rows.chain([last]) {
            all.extend(rules(group, figures, grid, at));
        }
    }
    all
}

/// The rules of a table that simply compare two figures.
fn rules(group: &Group, figures: &Figures, grid: &Grid, at: At) -> Vec<Relation> {
    let one = |condition: &Condition| {
        let Condition::Compare {
            left: Operand::Figure(left),
            comparison,
            right: Operand::Figure(right),
        } = condition
        else {
            return None;
        };
        let (left, right) = (grid.id(at, left)?, grid.id(at, right)?);
        // No date is no bound, as no number is none.
        if figures.get(left).measure.kind == Kind::Date {
            return None;
        }
        match comparison {
            Comparison::LessOrEqual => Some(Relation::AtMost {
                less: left,
                more: right,
            }),
            Comparison::GreaterOrEqual => Some(Relation::AtMost {
                less: right,
                more: left,
            }),
            _ => None,
        }
    };
    let musts = group.musts.iter();
    musts.filter_map(|must| one(&must.that.value)).collect()
}
