//! How a figure follows from others.

use std::sync::Arc;

use super::{Computed, Field, FigureId};
use crate::language::Share;
use crate::number::Exact;

/// How a figure follows from others, and what comes of it.
#[derive(Debug)]
pub(super) struct Derived {
    pub how: Derivation,
    /// Nothing: blank or unknown, or not made yet.
    pub computed: Option<Computed>,
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
