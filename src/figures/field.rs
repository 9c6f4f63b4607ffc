//! The figures that places are given to.

use std::sync::OnceLock;

use super::{Figures, Terms};
use crate::language::Ranking;
use crate::number::Exact;

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
pub(super) struct Found {
    /// The values from the first place on.
    pub sorted: Vec<Exact>,
    pub has_unknown: bool,
    pub has_open: bool,
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
    pub(super) fn found(&self, figures: &Figures) -> &Found {
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
    pub(super) fn place(&self, figures: &Figures, value: &Exact) -> usize {
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
