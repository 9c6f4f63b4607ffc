//! What an unknown figure must lie between, by all that is known around it: a stated rate bounds
//! its base, a stated total what is left for its parts, a rule of the table one figure by another.
//! Where nothing is left between the bounds, something typed is wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::relations::{Relation, relations};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Figure, FigureId, Figures, Terms};
use crate::input::Inputs;
use crate::model::{Kind, Model};
use crate::number::Exact;

/// A bound, and the figures that it follows from.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub at: Exact,
    pub from: BTreeSet<FigureId>,
}

/// Nothing: no bound on that side.
#[derive(Clone, Debug, Default)]
pub(super) struct Range {
    pub low: Option<Bound>,
    pub high: Option<Bound>,
}

type Ranges = BTreeMap<FigureId, Range>;

/// The first unknown figure that can't be, if there is one; the others would follow from it.
pub(super) fn check(model: &Model, inputs: &Inputs, figures: &Figures) -> Option<Diagnostic> {
    /// Bounds travel from table to total and back again; what is not settled by then won't be.
    const ROUNDS: usize = 6;
    let unknown = figures.iter().filter(|(_, f)| f.unknown && !f.open);
    let mut ranges: Ranges = unknown
        .map(|(id, figure)| (id, Range::of_unknown(figures, id, figure)))
        .collect();
    if ranges.is_empty() {
        return None;
    }
    let relations = relations(model, inputs, figures);
    for _ in 0..ROUNDS {
        for relation in &relations {
            for (id, found) in bounds(figures, &ranges, relation) {
                let figure = figures.get(id);
                if let Some(range) = ranges.get_mut(&id) {
                    range.narrow(found, figure.measure.kind == Kind::Count);
                    if range.is_empty() {
                        return Some(contradiction(figures, figure, range));
                    }
                }
            }
        }
    }
    None
}

impl Range {
    /// An amount is not negative, unless it may be.
    fn of_unknown(figures: &Figures, id: FigureId, figure: &Figure) -> Self {
        let is_faulty = figure.stated.is_none() && figure.derivation().is_none();
        let low = super::partial::adds(figures, id).then(|| Bound {
            at: Exact::zero(),
            from: BTreeSet::new(),
        });
        Self {
            low: low.filter(|_| !is_faulty),
            high: None,
        }
    }

    fn narrow(&mut self, other: Self, is_count: bool) {
        if let Some(mut low) = other.low {
            if is_count {
                low.at = low.at.ceil();
            }
            if self.low.as_ref().is_none_or(|own| own.at < low.at) {
                self.low = Some(low);
            }
        }
        if let Some(mut high) = other.high {
            if is_count {
                high.at = high.at.floor();
            }
            if self.high.as_ref().is_none_or(|own| own.at > high.at) {
                self.high = Some(high);
            }
        }
    }

    fn is_empty(&self) -> bool {
        matches!((&self.low, &self.high), (Some(low), Some(high)) if low.at > high.at)
    }

    fn times(self, weight: &Exact) -> Self {
        let scaled = |bound: Option<Bound>| {
            bound.map(|bound| Bound {
                at: &bound.at * weight,
                ..bound
            })
        };
        let (low, high) = (scaled(self.low), scaled(self.high));
        if weight.is_negative() {
            Self {
                low: high,
                high: low,
            }
        } else {
            Self { low, high }
        }
    }

    fn plus(self, other: Self) -> Self {
        let both = |a: Option<Bound>, b: Option<Bound>| {
            let (mut a, b) = (a?, b?);
            a.at = a.at + &b.at;
            a.from.extend(b.from);
            Some(a)
        };
        Self {
            low: both(self.low, other.low),
            high: both(self.high, other.high),
        }
    }
}

/// Where a figure lies as far as is known; a blank one is nothing.
fn range(figures: &Figures, ranges: &Ranges, id: FigureId) -> Range {
    if let Some(range) = ranges.get(&id) {
        return range.clone();
    }
    let figure = figures.get(id);
    let bound = |at: Exact| {
        Some(Bound {
            at,
            from: BTreeSet::from([id]),
        })
    };
    match figure.interval() {
        Some(interval) => Range {
            low: bound(interval.low),
            high: bound(interval.high),
        },
        None if figure.unknown => Range::default(),
        None => Range {
            low: bound(Exact::zero()),
            high: bound(Exact::zero()),
        },
    }
}

/// What a relation tells of each unknown figure in it.
fn bounds(figures: &Figures, ranges: &Ranges, relation: &Relation) -> Vec<(FigureId, Range)> {
    let of = |id: FigureId| range(figures, ranges, id);
    match relation {
        Relation::Sum { total, terms } => of_sum(figures, ranges, *total, terms),
        Relation::AtMost { less, more } => vec![
            (
                *more,
                Range {
                    low: of(*less).low,
                    high: None,
                },
            ),
            (
                *less,
                Range {
                    low: None,
                    high: of(*more).high,
                },
            ),
        ],
        Relation::Rate { rate, part, base } => of_rate(figures, ranges, *rate, (*part, *base)),
    }
}

fn of_sum(
    figures: &Figures,
    ranges: &Ranges,
    total: FigureId,
    terms: &Terms,
) -> Vec<(FigureId, Range)> {
    let of = |id: FigureId| range(figures, ranges, id);
    let sum = |terms: &mut dyn Iterator<Item = &(Exact, FigureId)>| {
        terms
            .map(|(weight, id)| of(*id).times(weight))
            .reduce(Range::plus)
    };
    let mut found: Vec<_> = sum(&mut terms.iter())
        .map(|all| (total, all))
        .into_iter()
        .collect();
    for (weight, id) in terms.iter().filter(|(_, id)| ranges.contains_key(id)) {
        let Some(share) = Exact::integer(1).checked_div(weight) else {
            continue;
        };
        let others = sum(&mut terms.iter().filter(|(_, other)| other != id));
        let minus = others.map(|others| others.times(&Exact::integer(-1)));
        let rest = match minus {
            Some(minus) => of(total).plus(minus),
            None => of(total),
        };
        found.push((*id, rest.times(&share)));
    }
    found
}

/// 58.2 % are 1376 of at least 2363 and at most 2366.
fn of_rate(
    figures: &Figures,
    ranges: &Ranges,
    rate: FigureId,
    (part, base): (FigureId, FigureId),
) -> Vec<(FigureId, Range)> {
    let whole = figures.get(rate).measure.kind.share().whole();
    let Some(of_whole) = Exact::integer(1).checked_div(&whole) else {
        return Vec::new();
    };
    let stated = range(figures, ranges, rate).times(&of_whole);
    let joined = |a: &Bound, b: &Bound, at: Exact| Bound {
        at,
        from: a.from.union(&b.from).copied().collect(),
    };
    let product = |a: &Option<Bound>, b: &Option<Bound>| {
        let (a, b) = (a.as_ref()?, b.as_ref()?);
        Some(joined(a, b, &a.at * &b.at))
    };
    let quotient = |a: &Option<Bound>, b: &Option<Bound>| {
        let (a, b) = (a.as_ref()?, b.as_ref()?);
        let is_above_zero = b.at > Exact::zero();
        is_above_zero.then(|| Some(joined(a, b, a.at.checked_div(&b.at)?)))?
    };
    let (of_part, of_base) = (range(figures, ranges, part), range(figures, ranges, base));
    vec![
        (
            base,
            Range {
                low: quotient(&of_part.low, &stated.high),
                high: quotient(&of_part.high, &stated.low),
            },
        ),
        (
            part,
            Range {
                low: product(&of_base.low, &stated.low),
                high: product(&of_base.high, &stated.high),
            },
        ),
    ]
}

fn contradiction(figures: &Figures, figure: &Figure, range: &Range) -> Diagnostic {
    let shown = |bound: &Option<Bound>| {
        bound
            .as_ref()
            .map(|bound| bound.at.to_fixed_or_plain(2))
            .unwrap_or_default()
    };
    let (low, high) = (shown(&range.low), shown(&range.high));
    let unit = figure.measure.sign_or_unit();
    let message = format!(
        "{}写作未知（?），按填报的合计、比率推算，应不小于 {low}{unit}，又应不大于 {high}{unit}，两者矛盾",
        figure.label
    );
    let from: BTreeSet<FigureId> = [&range.low, &range.high]
        .into_iter()
        .flatten()
        .flat_map(|bound| bound.from.iter().copied())
        .collect();
    let from: Vec<FigureId> = from.into_iter().collect();
    Diagnostic::error(Code::StatedDiffers, message)
        .subject(&figure.key, format!("{low}/{high}"))
        .at_all(figures.typed_places(&from))
        .hint("请核对标出的几个数，其中有填错的")
}
