//! Every figure of the notice by key: the typed ones, and the derived ones
//! with what each was made from. Nothing is rounded here.

mod compared;
mod computed;
mod day;
mod derivation;
mod derive;
mod earlier;
mod field;
mod figure;
mod form;
mod grid;
mod plan;
mod print;
mod rounds;

pub use computed::{Computed, weighted_mean};
use derivation::Derived;
pub use derivation::{Constraint, Derivation, Terms};
pub use derive::derive;
pub use earlier::{Earlier, Ledger};
pub use field::Field;
pub use figure::{Figure, FigureId};
pub use grid::{At, Grid};
pub use plan::{Planner, plan};

use rustc_hash::FxHashMap;

use crate::key::{Epoch, Key, Name};
use crate::model::Kind;
use crate::number::{Exact, Interval};
use crate::source::Place;

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
