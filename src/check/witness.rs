//! What stated totals and rates would come to were a few typed figures others. Each is a sum of
//! typed figures, or a ratio of two: a changed figure changes it by its share, so that a trial takes
//! the same time however many rows there are.

use std::cell::OnceCell;
use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::likely;
use crate::figures::{Computed, Constraint, Derivation, FigureId, Figures, Terms, weighted_mean};
use crate::number::{Decimal, Exact};

/// A figure taken to be another than the typed one; nothing: a blank.
#[derive(Debug)]
pub(super) struct Trial {
    pub id: FigureId,
    pub decimal: Option<Decimal>,
}

/// All that is stated, with what each typed figure has a part in.
pub(super) struct Witnesses<'a> {
    pub figures: &'a Figures,
    all: &'a [Constraint],
    about: OnceCell<FxHashMap<FigureId, Vec<usize>>>,
    sums: Vec<OnceCell<Sides>>,
}

/// A constraint in typed figures, and the squares of the units to which a sum's parts were rounded.
struct Sides {
    whole: Quotient,
    squares: Exact,
}

/// A sum of typed figures, the ratio of two, or a weighted mean.
#[derive(Default)]
struct Quotient {
    /// Numbers with their weights, of a mean; else none. A weight may be tried as a number is.
    weighted: Vec<(Quotient, Quotient)>,
    part: Sum,
    /// What it is divided by, and what the whole is then: 100 per cent.
    base: Option<(Sum, Exact)>,
}

/// A sum of typed figures, each with its share.
#[derive(Default)]
struct Sum {
    shares: HashMap<FigureId, Exact>,
    total: Option<Computed>,
    /// How many of the figures are no blanks.
    filled: usize,
    /// Rates that the sum is made from, each with its share.
    rates: Vec<(Exact, Quotient)>,
}

impl<'a> Witnesses<'a> {
    pub fn new(figures: &'a Figures, all: &'a [Constraint]) -> Self {
        Self {
            figures,
            all,
            about: OnceCell::new(),
            sums: all.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The totals and rates in which a figure has a part, or which it is itself, by number.
    pub fn about(&self, id: FigureId) -> &[usize] {
        let about = self.about.get_or_init(|| {
            let mut about: FxHashMap<FigureId, Vec<usize>> = FxHashMap::default();
            for (at, constraint) in self.all.iter().enumerate() {
                for id in constraint.leaves.iter().chain([&constraint.stated]) {
                    let of = about.entry(*id).or_default();
                    if of.last() != Some(&at) {
                        of.push(at);
                    }
                }
            }
            about
        });
        about.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether a stated figure agrees with what it follows from, were some figures others.
    pub fn holds(&self, at: usize, trials: &[Trial]) -> bool {
        let constraint = &self.all[at];
        let figure = self.figures.get(constraint.stated);
        let trial = trials.iter().find(|trial| trial.id == constraint.stated);
        let stated = match trial {
            Some(trial) => trial.decimal.as_ref(),
            None => figure.typed(),
        };
        match (stated, self.computed(at, trials)) {
            (Some(stated), Some(computed)) => {
                let squares = &self.sides(at).squares;
                computed.meets(&figure.measure.interval_of(stated))
                    && !likely::is_unlikely(figure, constraint, stated, &computed.value, squares)
            }
            _ => true,
        }
    }

    /// What a constraint comes to were some figures others; nothing: a blank.
    pub fn computed(&self, at: usize, trials: &[Trial]) -> Option<Computed> {
        self.sides(at).whole.with(trials, self.figures)
    }

    fn sides(&self, at: usize) -> &Sides {
        self.sums[at].get_or_init(|| {
            let constraint = &self.all[at];
            Sides {
                whole: Quotient::of(self.figures, &constraint.derivation),
                squares: likely::squares(self.figures, constraint),
            }
        })
    }
}

impl Quotient {
    fn of(figures: &Figures, derivation: &Derivation) -> Self {
        let sum = |terms: &Terms| {
            let mut sum = Sum::default();
            sum.gather(figures, terms, &Exact::integer(1));
            sum
        };
        match derivation {
            Derivation::Sum(terms) => Self {
                part: sum(terms),
                ..Self::default()
            },
            Derivation::Weighted { of, by } => {
                let one = |(_, id): &(Exact, FigureId)| Self {
                    part: sum(&vec![(Exact::integer(1), *id)]),
                    ..Self::default()
                };
                let pairs = of.iter().zip(by);
                Self {
                    weighted: pairs.map(|(of, by)| (one(of), one(by))).collect(),
                    ..Self::default()
                }
            }
            Derivation::Mean(_) | Derivation::Rank { .. } => {
                let mut part = Sum::default();
                part.gather_other(figures, derivation, &Exact::integer(1));
                Self {
                    part,
                    ..Self::default()
                }
            }
            Derivation::Ratio { share, part, base } => Self {
                part: sum(part),
                base: Some((sum(base), share.whole())),
                ..Self::default()
            },
        }
    }

    fn with(&self, trials: &[Trial], figures: &Figures) -> Option<Computed> {
        if !self.weighted.is_empty() {
            let pairs = self.weighted.iter();
            let pairs = pairs.filter_map(|(of, by)| {
                Some((of.with(trials, figures)?, by.with(trials, figures)?))
            });
            return weighted_mean(pairs);
        }
        let part = self.part.with(trials, figures)?;
        match &self.base {
            Some((base, whole)) => part.share_of(&base.with(trials, figures)?, whole),
            None => Some(part),
        }
    }
}

impl Sum {
    fn gather(&mut self, figures: &Figures, terms: &Terms, share: &Exact) {
        for (weight, id) in terms {
            let share = share * weight;
            let figure = figures.get(*id);
            let typed = figure.typed();
            match (typed, figure.derivation()) {
                (Some(decimal), _) => {
                    self.add(&Computed::typed(&figure.measure, decimal).times(&share));
                    self.filled += 1;
                    let own = self.shares.entry(*id).or_insert_with(Exact::zero);
                    *own = own.clone() + &share;
                }
                (None, Some(Derivation::Sum(terms))) => self.gather(figures, terms, &share),
                (None, Some(other @ (Derivation::Mean(_) | Derivation::Rank { .. }))) => {
                    self.gather_other(figures, other, &share);
                }
                (None, Some(ratio @ (Derivation::Ratio { .. } | Derivation::Weighted { .. }))) => {
                    self.rates.push((share, Quotient::of(figures, ratio)));
                }
                (None, None) => {
                    self.shares.insert(*id, share);
                }
            }
        }
    }

    /// A mean is a sum in which each that is not blank has its share. A place is taken as it is: a
    /// trial of one digit seldom moves it by what would be needed.
    fn gather_other(&mut self, figures: &Figures, derivation: &Derivation, share: &Exact) {
        match derivation {
            Derivation::Mean(terms) => {
                let filled = terms
                    .iter()
                    .filter(|(_, id)| figures.get(*id).value.is_some());
                let count = i64::try_from(filled.count()).unwrap_or(i64::MAX);
                if let Some(part) = share.checked_div(&Exact::integer(count)) {
                    self.gather(figures, terms, &part);
                }
            }
            Derivation::Rank { own, field } => {
                if let Some(place) = figures.place(*own, field) {
                    self.add(&place.times(share));
                    self.filled += 1;
                }
            }
            Derivation::Sum(_) | Derivation::Ratio { .. } | Derivation::Weighted { .. } => {}
        }
    }

    fn add(&mut self, other: &Computed) {
        self.total = Some(match &self.total {
            Some(total) => total.plus(other),
            None => other.clone(),
        });
    }

    /// The sum were some figures others; nothing when all are blank.
    fn with(&self, trials: &[Trial], figures: &Figures) -> Option<Computed> {
        let (mut total, mut filled) = (self.total.clone(), self.filled);
        for trial in trials {
            let Some(share) = self.shares.get(&trial.id) else {
                continue;
            };
            let figure = figures.get(trial.id);
            let of = |decimal| Computed::typed(&figure.measure, decimal).times(share);
            let before = figure.typed().map(of);
            let after = trial.decimal.as_ref().map(of);
            filled = filled + usize::from(after.is_some()) - usize::from(before.is_some());
            if let Some(after) = after {
                total = Some(total.map_or(after.clone(), |total| total.plus(&after)));
            }
            if let Some(before) = before {
                total = total.map(|total| total.without(&before));
            }
        }
        let total = total.filter(|_| filled > 0);
        let rates = self.rates.iter();
        let rates =
            rates.filter_map(|(share, rate)| Some(rate.with(trials, figures)?.times(share)));
        total.into_iter().chain(rates).reduce(|a, b| a.plus(&b))
    }
}
