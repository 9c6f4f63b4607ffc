//! Every figure of the notice by key: the typed ones, and the derived ones
//! with what each was made from. Nothing is rounded here.

mod compared;
mod day;
mod derive;
mod earlier;
mod form;
mod grid;
mod plan;
mod print;
mod rounds;

pub use derive::derive;
pub use earlier::{Earlier, Ledger};
pub use grid::{At, Grid};
pub use plan::{Planner, plan};

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::input::Entry;
use crate::key::{Epoch, Key, Name};
use crate::language::{Ranking, Share};
use crate::model::{Kind, Measure};
use crate::number::{Decimal, Exact, Interval};
use crate::source::Place;

/// A figure among those of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(usize);

/// A figure, typed or derived.
#[derive(Debug)]
pub struct Figure {
    /// By what [`Figures`] of the same year give it.
    pub id: FigureId,
    /// Its name: `targets.城区.begun`.
    pub key: Key,
    /// What it is, for a reader: 城区开工量.
    pub label: String,
    /// Its kind, its unit and how it is rounded.
    pub measure: Arc<Measure>,
    /// What was typed, if anything.
    pub stated: Option<Entry>,
    /// How it follows from others, if it does: most are typed.
    derived: Option<Box<Derived>>,
    /// The figure itself. Nothing: blank, which is not zero, or unknown.
    pub value: Option<Exact>,
    /// There is a figure, but nobody typed it or what it follows from.
    pub unknown: bool,
    /// Unknown because it, or what it follows from, is still to be filled in.
    pub open: bool,
    /// Decimal places in print, where the table fixes them. At least the table's own: more where
    /// the rate that is made from it would else seem to be another.
    pub places: Option<u32>,
    /// The calendar year of the notice that prints it: a date of it may go without the year.
    pub year: i32,
}

/// How a figure follows from others, and what comes of it.
#[derive(Debug)]
struct Derived {
    how: Derivation,
    /// Nothing: blank or unknown, or not made yet.
    computed: Option<Computed>,
}

/// A computed value and the closed interval in which rounding leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// Unrounded, in the unit of the figure; a rate in what it is told in.
    pub value: Exact,
    /// Nothing: it may be anything, as a rate of a base that may be zero.
    pub interval: Option<Interval>,
}

/// Weighted figures.
pub type Terms = Vec<(Exact, FigureId)>;

/// How a figure follows from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// A weighted sum; blank figures drop out.
    Sum(Terms),
    /// A rate, blank where its base comes to zero.
    Ratio {
        /// What it is told in.
        share: Share,
        /// What is divided.
        part: Terms,
        /// What it is divided by.
        base: Terms,
    },
    /// The mean of those that are not blank.
    Mean(Terms),
    /// The mean of those that are not blank, each times its weight; what has no weight does not count.
    Weighted {
        /// Whose mean it is.
        of: Terms,
        /// The weight of each, in the same order.
        by: Terms,
    },
    /// The place of a figure among others.
    Rank {
        /// Whose place it is.
        own: FigureId,
        /// Among which, and how places are given.
        field: Arc<Field>,
    },
}

/// The figures that places are given to.
#[derive(Debug)]
pub struct Field {
    /// All of them, each with the weight 1.
    pub among: Terms,
    /// How places are given.
    pub order: Ranking,
    /// What they come to, once that is known.
    found: OnceLock<Found>,
}

/// What the figures of a field come to.
#[derive(Debug)]
struct Found {
    /// The values from the first place on.
    sorted: Vec<Exact>,
    has_unknown: bool,
    has_open: bool,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.among == other.among && self.order == other.order
    }
}

impl Eq for Field {}

impl Field {
    /// A field whose places are not given yet.
    pub fn new(among: Terms, order: Ranking) -> Self {
        Self {
            among,
            order,
            found: OnceLock::new(),
        }
    }

    /// What they come to. Not asked before they are made.
    fn found(&self, figures: &Figures) -> &Found {
        self.found.get_or_init(|| {
            let all = || self.among.iter().map(|(_, id)| figures.get(*id));
            let mut sorted: Vec<Exact> = all().filter_map(|figure| figure.value.clone()).collect();
            sorted.sort();
            if !self.order.rising {
                sorted.reverse();
            }
            if self.order.dense {
                sorted.dedup();
            }
            Found {
                sorted,
                has_unknown: all().any(|figure| figure.unknown),
                has_open: all().any(|figure| figure.open),
            }
        })
    }

    /// The place of a value, from 1; those that are alike share one.
    fn place(&self, figures: &Figures, value: &Exact) -> usize {
        let is_before = |other: &Exact| {
            if self.order.rising {
                other < value
            } else {
                other > value
            }
        };
        self.found(figures).sorted.partition_point(is_before) + 1
    }
}

impl Derivation {
    /// All the figures that it names.
    pub fn terms(&self) -> impl Iterator<Item = &(Exact, FigureId)> {
        let (first, second): (&[_], &[_]) = match self {
            Self::Sum(terms) | Self::Mean(terms) => (terms, &[]),
            Self::Ratio { part, base, .. } => (part, base),
            Self::Weighted { of, by } => (of, by),
            Self::Rank { field, .. } => (&field.among, &[]),
        };
        first.iter().chain(second)
    }
}

/// A stated figure and one way in which it follows from others.
#[derive(Debug)]
pub struct Constraint {
    /// The figure that was typed.
    pub stated: FigureId,
    /// What it must agree with.
    pub derivation: Derivation,
    /// As the sum of its rows, beside its own formula.
    pub by_rows: bool,
    /// The typed figures that the derivation goes back to.
    pub leaves: Vec<FigureId>,
}

impl Computed {
    /// A typed figure of a kind, with the interval that its digits stand for.
    pub fn typed(measure: &Measure, decimal: &Decimal) -> Self {
        Self {
            value: decimal.value.clone(),
            interval: Some(measure.interval_of(decimal)),
        }
    }

    /// The sum of the two.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let both = self.interval.as_ref().zip(other.interval.as_ref());
        Self {
            value: self.value.clone() + &other.value,
            interval: both.map(|(a, b)| a.plus(b)),
        }
    }

    /// A sum from which a part is taken out again.
    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let both = self.interval.as_ref().zip(part.interval.as_ref());
        Self {
            value: &self.value - &part.value,
            interval: both.map(|(sum, part)| sum.without(part)),
        }
    }

    /// The value and its interval, each times a weight.
    #[must_use]
    pub fn times(&self, weight: &Exact) -> Self {
        if weight.is_one() {
            return self.clone();
        }
        Self {
            value: &self.value * weight,
            interval: self.interval.as_ref().map(|own| own.times(weight)),
        }
    }

    /// The product of the two.
    #[must_use]
    pub fn product(&self, other: &Self) -> Self {
        let both = self.interval.as_ref().zip(other.interval.as_ref());
        Self {
            value: &self.value * &other.value,
            interval: both.map(|(a, b)| a.product(b)),
        }
    }

    /// The rate, where the whole is `whole` (100 per cent); nothing when the base is zero. A base
    /// that may be anything next to zero tells nothing of the rate.
    pub fn share_of(&self, base: &Self, whole: &Exact) -> Option<Self> {
        let both = self.interval.as_ref().zip(base.interval.as_ref());
        // The product first: it is a whole number where the part is.
        let interval = both.and_then(|(part, base)| part.times(whole).checked_div(base));
        Some(Self {
            value: (&self.value * whole).checked_div(&base.value)?,
            interval,
        })
    }

    /// Whether it may be a number of an interval.
    pub fn meets(&self, interval: &Interval) -> bool {
        let own = self.interval.as_ref();
        own.is_none_or(|own| own.meets(interval))
    }
}

/// The mean of numbers, each with its weight; nothing where the weights come to nothing.
pub fn weighted_mean(pairs: impl Iterator<Item = (Computed, Computed)>) -> Option<Computed> {
    let mut sums: Option<(Computed, Computed)> = None;
    for (number, weight) in pairs {
        let product = number.product(&weight);
        sums = Some(match sums {
            Some((part, base)) => (part.plus(&product), base.plus(&weight)),
            None => (product, weight),
        });
    }
    let (part, base) = sums?;
    part.share_of(&base, &Exact::integer(1))
}

/// All the figures of one year.
#[derive(Debug, Default)]
pub struct Figures {
    all: Vec<Figure>,
    /// How many of them are the notice's own; behind them come those of earlier periods.
    own: usize,
    grids: FxHashMap<Name, Grid>,
    /// For the total of a derived column: its rows, which must add up to it as well.
    footings: Vec<(FigureId, Terms)>,
}

impl Figures {
    /// The figure of this key; nothing when the year has none such.
    pub fn id(&self, key: &Key) -> Option<FigureId> {
        let grid = self.grid(&key.group)?;
        grid.id(grid.at(&key.row)?, &key.column)
    }

    /// The table in which a group's formula looks a name up: its own, or, behind an [`Epoch`], that
    /// of an earlier period; and the name within it.
    fn table_of<'n>(&self, group: &str, name: &'n str) -> (Option<&Grid>, &'n str) {
        match Epoch::split(name) {
            Some((epoch, name)) => (self.grid(&epoch.group(group)), name),
            None => (self.grid(group), name),
        }
    }

    /// The figure that a template or a reader names: `targets.total.begun`.
    pub fn named(&self, name: &str) -> Option<FigureId> {
        self.id(&Key::parse(name)?)
    }

    /// The mean of the figures that are not blank, with its interval; nothing when all are.
    pub fn mean(&self, terms: &Terms) -> Option<Computed> {
        let filled = terms.iter().filter(|(_, id)| self.get(*id).value.is_some());
        let count = i64::try_from(filled.count()).unwrap_or(i64::MAX);
        let share = Exact::integer(1).checked_div(&Exact::integer(count))?;
        Some(self.sum(terms)?.times(&share))
    }

    /// The weighted mean of the figures that are not blank, with its interval; nothing when all are,
    /// or one that counts is unknown.
    pub fn weighted(&self, of: &Terms, by: &Terms) -> Option<Computed> {
        if self.weighs_unknown(of, by) {
            return None;
        }
        let known = |(_, id): &(Exact, FigureId)| self.get(*id).as_known();
        let pairs = of.iter().zip(by);
        weighted_mean(pairs.filter_map(|(of, by)| Some((known(of)?, known(by)?))))
    }

    /// Whether a figure that has a weight is unknown, or the weight of one.
    pub fn weighs_unknown(&self, of: &Terms, by: &Terms) -> bool {
        let is_blank = |figure: &Figure| figure.value.is_none() && !figure.unknown;
        of.iter().zip(by).any(|((_, of), (_, by))| {
            let (of, by) = (self.get(*of), self.get(*by));
            (of.unknown || by.unknown) && !is_blank(of) && !is_blank(by)
        })
    }

    /// The place of a figure in a field; nothing when it is blank, or any of the others unknown.
    pub fn place(&self, own: FigureId, field: &Field) -> Option<Computed> {
        if field.found(self).has_unknown {
            return None;
        }
        let value = self.get(own).value.as_ref()?;
        let place = Exact::integer(i64::try_from(field.place(self, value)).ok()?);
        Some(Computed {
            interval: Some(Interval::point(place.clone())),
            value: place,
        })
    }

    /// The figures of a group.
    pub fn grid(&self, group: &str) -> Option<&Grid> {
        self.grids.get(group)
    }

    /// The figure of an id that these figures gave. An id of another year's names another figure, or
    /// panics.
    pub fn get(&self, id: FigureId) -> &Figure {
        &self.all[id.0]
    }

    /// All the figures, group by group as the templates have them.
    pub fn iter(&self) -> impl Iterator<Item = (FigureId, &Figure)> {
        self.all.iter().enumerate().map(|(at, f)| (FigureId(at), f))
    }

    /// The notice's own: typed for it, and derived.
    pub fn own(&self) -> impl Iterator<Item = (FigureId, &Figure)> {
        self.iter().take(self.own)
    }

    /// Those that earlier periods published, as far as they are looked up.
    pub fn earlier(&self) -> impl Iterator<Item = &Figure> {
        self.all.iter().skip(self.own)
    }

    /// Totals of derived columns with the rows that they are the sums of.
    pub fn footings(&self) -> &[(FigureId, Terms)] {
        &self.footings
    }

    /// Every stated figure with each way in which it follows from others: by formula, by rows.
    pub fn constraints(&self) -> Vec<Constraint> {
        let is_stated = |id: FigureId| self.get(id).typed().is_some();
        let stated = self.iter().filter(|(id, _)| is_stated(*id));
        let by_formula = stated.filter_map(|(id, figure)| {
            let derivation = figure.derivation()?.clone();
            Some((id, derivation, false))
        });
        let by_rows = self.footings.iter().filter(|(id, _)| is_stated(*id));
        let by_rows = by_rows.map(|(id, rows)| (*id, Derivation::Sum(rows.clone()), true));
        by_formula
            .chain(by_rows)
            // What follows from an unknown figure can't be told from anything.
            .filter(|(_, derivation, _)| !derivation.terms().any(|(_, id)| self.get(*id).unknown))
            .map(|(stated, derivation, by_rows)| Constraint {
                stated,
                by_rows,
                leaves: self.typed_leaves(&derivation),
                derivation,
            })
            .collect()
    }

    /// The typed figures that a derivation goes back to.
    pub fn typed_leaves(&self, derivation: &Derivation) -> Vec<FigureId> {
        let mut leaves = Vec::new();
        let mut open: Vec<FigureId> = derivation.terms().map(|(_, id)| *id).collect();
        while let Some(id) = open.pop() {
            let figure = self.get(id);
            if figure.typed().is_some() {
                leaves.push(id);
            } else if let Some(derivation) = figure.derivation() {
                open.extend(derivation.terms().map(|(_, id)| *id));
            }
        }
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }

    /// Where the typed figures stand that these are made from: enough of them
    /// to look at. Blank ones only when there are no others.
    pub fn typed_places(&self, ids: &[FigureId]) -> Vec<Place> {
        const MOST: usize = 16;
        let mut places: Vec<Place> = Vec::new();
        let mut blanks: Vec<Place> = Vec::new();
        let mut open = ids.to_vec();
        while let Some(id) = open.pop() {
            let figure = self.get(id);
            let typed = figure.stated.as_ref();
            match (typed, figure.derivation()) {
                (Some(entry), _) if entry.decimal().is_some() => {
                    places.push(entry.place.clone());
                }
                (Some(entry), None) => blanks.push(entry.place.clone()),
                (_, Some(derivation)) => open.extend(derivation.terms().map(|(_, id)| *id)),
                (_, None) => {}
            }
        }
        if places.is_empty() {
            places = blanks;
        }
        places.sort_by_key(|place| place.span.start);
        places.dedup();
        places.truncate(MOST);
        places
    }

    /// Whether one of the figures is unknown; a blank one is not.
    pub fn has_unknown(&self, terms: &Terms) -> bool {
        terms.iter().any(|(_, id)| self.get(*id).unknown)
    }

    /// The weighted sum without blank figures; nothing when all are blank or one is unknown.
    ///
    /// What has a figure of an earlier period in it is what a reader of both notices finds: made
    /// from what both print, and nothing where a figure set against its own past has nothing.
    pub fn sum(&self, terms: &Terms) -> Option<Computed> {
        self.sum_as(terms, self.looks_back(terms))
    }

    /// The ratio of two sums; nothing where the base comes to nothing. Where either has a figure of an
    /// earlier period, both are made from what is printed.
    pub fn ratio(&self, part: &Terms, base: &Terms, whole: &Exact) -> Option<Computed> {
        let looks_back = self.looks_back(part.iter().chain(base));
        let base = self.sum_as(base, looks_back)?;
        self.sum_as(part, looks_back)?.share_of(&base, whole)
    }

    /// Whether one of the figures is of an earlier period: then all are taken as they are printed.
    pub fn looks_back<'t>(&self, terms: impl IntoIterator<Item = &'t (Exact, FigureId)>) -> bool {
        let mut terms = terms.into_iter();
        terms.any(|(_, id)| self.is_earlier(*id))
    }

    /// Whether an earlier period published it.
    fn is_earlier(&self, id: FigureId) -> bool {
        id.0 >= self.own
    }

    fn sum_as(&self, terms: &Terms, looks_back: bool) -> Option<Computed> {
        if self.has_unknown(terms) {
            return None;
        }
        let mut sum: Option<Computed> = None;
        for term in terms {
            let (weight, id) = term;
            let is_compared = looks_back && self.is_compared(term, terms);
            let own = if looks_back {
                self.get(*id).as_printed()
            } else {
                self.get(*id).as_known()
            };
            let own = match own {
                Some(own) => own.times(weight),
                // Against an earlier period that has no figure nothing can be set off.
                None if is_compared || self.is_earlier(*id) => return None,
                // From no day to another there are no days.
                None if self.get(*id).measure.kind == Kind::Date => return None,
                None => continue,
            };
            sum = Some(match sum {
                Some(sum) => sum.plus(&own),
                None => own,
            });
        }
        sum
    }

    /// Whether a sum comes to nothing whatever else is in it: a figure that is set against another period
    /// is blank there or here, and not unknown.
    pub fn is_against_nothing(&self, terms: &Terms) -> bool {
        self.looks_back(terms)
            && terms.iter().any(|term| {
                let figure = self.get(term.1);
                let is_blank = figure.value.is_none() && !figure.unknown;
                is_blank && (self.is_earlier(term.1) || self.is_compared(term, terms))
            })
    }

    /// Whether a term is set against the same figure of another period: `rate - last.rate`.
    fn is_compared(&self, (weight, id): &(Exact, FigureId), terms: &Terms) -> bool {
        let key = &self.get(*id).key;
        terms.iter().any(|(other_weight, other)| {
            weight.is_negative() != other_weight.is_negative()
                && key.is_other_time_of(&self.get(*other).key)
        })
    }
}

impl Measure {
    /// In what interval a figure of this kind, typed so, may lie.
    pub fn interval_of(&self, decimal: &Decimal) -> Interval {
        if self.exact || matches!(self.kind, Kind::Count | Kind::Date) {
            Interval::point(decimal.value.clone())
        } else {
            decimal.interval(self.rounded_to)
        }
    }
}

impl Figure {
    /// A figure of which only the name is known yet.
    fn unmade(key: Key, year: i32) -> Self {
        Self {
            id: FigureId(0),
            key,
            label: String::new(),
            measure: Arc::new(Measure::default()),
            stated: None,
            derived: None,
            value: None,
            unknown: false,
            open: false,
            places: None,
            year,
        }
    }

    /// How it follows from others, if it does.
    pub fn derivation(&self) -> Option<&Derivation> {
        self.derived.as_ref().map(|derived| &derived.how)
    }

    /// What follows from the others, whatever is stated beside it.
    pub fn computed(&self) -> Option<&Computed> {
        self.derived.as_ref()?.computed.as_ref()
    }

    /// The number that was typed, if one was.
    pub fn typed(&self) -> Option<&Decimal> {
        self.stated.as_ref()?.decimal()
    }

    /// In what interval the figure may lie: a typed amount within half a unit
    /// of its last place; a count, or a target that was decreed, is itself.
    pub fn interval(&self) -> Option<Interval> {
        if let Some(decimal) = self.typed() {
            return Some(self.measure.interval_of(decimal));
        }
        self.computed()?.interval.clone()
    }

    /// All that is known of it; nothing when it is blank.
    fn as_known(&self) -> Option<Computed> {
        Some(Computed {
            value: self.value.clone()?,
            interval: self.interval(),
        })
    }

    /// As a reader knows it, by what is printed; nothing when it is blank.
    fn as_printed(&self) -> Option<Computed> {
        let printed = self.printed_value()?;
        Some(Computed {
            interval: Some(self.measure.interval_of(&printed)),
            value: printed.value,
        })
    }
}
