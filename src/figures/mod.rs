//! Every figure of the notice by name: the typed ones, and the derived ones
//! with what each was made from. Nothing is rounded here.

mod derive;

pub use derive::derive;

use std::collections::HashMap;

use crate::input::{Entry, GAP};
use crate::model::{Kind, Measure};
use crate::number::{Exact, Interval};
use crate::source::Place;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(usize);

/// A figure: `targets.城区.begun`, `targets.total.begun_rate`, `survey.houses`.
#[derive(Debug)]
pub struct Figure {
    pub name: String,
    /// What it is, for a reader: 城区开工量.
    pub label: String,
    pub measure: Measure,
    /// What was typed, if anything.
    pub stated: Option<Entry>,
    /// How it follows from others, if it does.
    pub derivation: Option<Derivation>,
    /// What follows from the others, whatever is stated beside it.
    pub derived: Option<Computed>,
    /// The figure itself. Nothing: blank, which is not zero, or unknown.
    pub value: Option<Exact>,
    /// There is a figure, but nobody typed it or what it follows from.
    pub unknown: bool,
    /// Unknown because it, or what it follows from, is still to be filled in.
    pub open: bool,
}

/// A computed value and the closed interval in which rounding leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    pub value: Exact,
    pub interval: Interval,
}

/// Weighted figures.
pub type Terms = Vec<(Exact, FigureId)>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    Sum(Terms),
    Ratio { part: Terms, base: Terms },
}

#[derive(Debug, Default)]
pub struct Figures {
    all: Vec<Figure>,
    by_name: HashMap<String, FigureId>,
    /// For the total of a derived column: its rows, which must add up to it as well.
    footings: Vec<(FigureId, Terms)>,
}

impl Figures {
    pub fn id(&self, name: &str) -> Option<FigureId> {
        self.by_name.get(name).copied()
    }

    pub fn get(&self, id: FigureId) -> &Figure {
        &self.all[id.0]
    }

    pub fn iter(&self) -> impl Iterator<Item = (FigureId, &Figure)> {
        self.all.iter().enumerate().map(|(at, f)| (FigureId(at), f))
    }

    /// Totals of derived columns with the rows that they are the sums of.
    pub fn footings(&self) -> &[(FigureId, Terms)] {
        &self.footings
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
            match (typed, &figure.derivation) {
                (Some(entry), _) if entry.decimal().is_some() => {
                    places.push(entry.place.clone());
                }
                (Some(entry), None) => blanks.push(entry.place.clone()),
                (_, Some(Derivation::Sum(terms))) => open.extend(terms.iter().map(|(_, id)| *id)),
                (_, Some(Derivation::Ratio { part, base })) => {
                    open.extend(part.iter().chain(base).map(|(_, id)| *id));
                }
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

    pub fn has_unknown(&self, terms: &Terms) -> bool {
        terms.iter().any(|(_, id)| self.get(*id).unknown)
    }

    /// The weighted sum as the figures stand: blank ones drop out; nothing
    /// when all are blank or one is unknown.
    pub fn sum(&self, terms: &Terms) -> Option<Computed> {
        if self.has_unknown(terms) {
            return None;
        }
        terms
            .iter()
            .filter_map(|(weight, id)| {
                let figure = self.get(*id);
                let value = figure.value.as_ref()?;
                Some(Computed {
                    value: if weight.is_one() {
                        value.clone()
                    } else {
                        value * weight
                    },
                    interval: figure.interval()?.times(weight),
                })
            })
            .reduce(|a, b| Computed {
                value: a.value + &b.value,
                interval: a.interval.plus(&b.interval),
            })
    }
}

impl Figure {
    /// In what interval the figure may lie: a typed amount within half a unit
    /// of its last place; a count, or a target that was decreed, is itself.
    pub fn interval(&self) -> Option<Interval> {
        if let Some(decimal) = self.stated.as_ref().and_then(Entry::decimal) {
            let is_exact = self.measure.exact || self.measure.kind == Kind::Count;
            return Some(if is_exact {
                Interval::point(decimal.value.clone())
            } else {
                decimal.interval()
            });
        }
        self.derived
            .as_ref()
            .map(|computed| computed.interval.clone())
    }

    /// The figure as the notice prints it, with its per-cent sign; blank when it is.
    pub fn printed(&self) -> String {
        let Some(value) = &self.value else {
            return self.gap();
        };
        let typed = self.stated.as_ref().and_then(Entry::decimal);
        let digits = match (typed, self.measure.places) {
            (Some(decimal), Some(places)) => decimal.value.to_fixed(places),
            (Some(decimal), None) => decimal.text.clone(),
            (None, Some(places)) => value.to_fixed(places),
            (None, None) => value.to_plain(),
        };
        digits + self.sign()
    }

    /// The same with other places than the figure's own.
    pub fn printed_to(&self, places: u32) -> String {
        self.value
            .as_ref()
            .map_or_else(|| self.gap(), |value| value.to_fixed(places) + self.sign())
    }

    /// What stands in place of a figure that is none.
    fn gap(&self) -> String {
        let gap = if self.open { GAP } else { "" };
        gap.to_owned()
    }

    fn sign(&self) -> &'static str {
        if self.measure.kind == Kind::Rate {
            "%"
        } else {
            ""
        }
    }
}
