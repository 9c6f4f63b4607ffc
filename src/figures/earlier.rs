//! The figures of earlier periods that the templates name, as those periods published them.

use std::sync::Arc;

use super::{Figure, Figures};
use crate::input::{Entry, GroupInput, Inputs, OtherRows, Typed};
use crate::key::{Epoch, Key, Name, Row};
use crate::model::{Group, Measure};

/// A period without its notice: what was typed, and the figures.
#[derive(Clone, Copy)]
pub struct Ledger<'a> {
    /// What was typed.
    pub inputs: &'a Inputs,
    /// What follows from it.
    pub figures: &'a Figures,
}

impl<'a> Ledger<'a> {
    /// The rows of a group in this period, to be found by those of another.
    pub fn rows_of(&self, group: &'a Group) -> OtherRows<'a> {
        OtherRows::of(group, self.inputs.of(group))
    }

    /// The figure of this period that a key of another period's inputs means: `rows` are those of
    /// its group, from [`Self::rows_of`].
    pub fn same_figure(
        &self,
        key: &Key,
        rows: &OtherRows,
        other: &GroupInput,
    ) -> Option<&'a Figure> {
        let row = match &key.row {
            Row::Of(name) => Row::Of(Name::clone(&rows.same_as(other.rows.get(name)?)?.key)),
            row => row.clone(),
        };
        let key = Key { row, ..key.clone() };
        Some(self.figures.get(self.figures.id(&key)?))
    }
}

/// The earlier periods in which figures are looked up; each may not be at hand.
#[derive(Clone, Copy, Default)]
pub struct Earlier<'a> {
    /// The period before.
    pub last: Option<Ledger<'a>>,
    /// The same period of the year before.
    pub same: Option<Ledger<'a>>,
}

impl<'a> Earlier<'a> {
    /// The period that an epoch means, where it is at hand.
    pub fn of(&self, epoch: Epoch) -> Option<Ledger<'a>> {
        match epoch {
            Epoch::Last => self.last,
            Epoch::Same => self.same,
        }
    }
}

/// A group in an earlier period, next to what this input has of it.
pub(super) struct EarlierGroup<'a> {
    pub epoch: Epoch,
    pub group: &'a Group,
    /// What stands before the labels: 上季度.
    pub called: &'a str,
    pub inputs: &'a Inputs,
    pub ledger: Option<Ledger<'a>>,
}

impl EarlierGroup<'_> {
    /// What the period published: its printed form is all that a reader has of it. `key` and
    /// `label` are those of this period's figure.
    pub fn figure(
        &self,
        key: Key,
        label: &str,
        measure: &Measure,
        rows: Option<&OtherRows>,
    ) -> Figure {
        let published = rows.and_then(|rows| self.published(&key, rows));
        let key = key.of_epoch(self.epoch);
        let is_there = !self.inputs.without.contains(&self.epoch);
        let stated = self.inputs.earlier.get(&key).cloned().or(published);
        let is_missing = stated.is_none() && self.ledger.is_none() && is_there;
        Figure {
            label: format!("{}{label}", self.called),
            // As it was published, whatever the rules compare it with today.
            measure: Arc::new(Measure {
                places: None,
                thresholds: Vec::new(),
                ..measure.clone()
            }),
            open: is_missing,
            unknown: is_missing,
            stated: stated.filter(|_| is_there),
            ..Figure::unmade(key, self.inputs.period.year())
        }
    }

    /// The figure as its own period printed it, with the place of what it was made from.
    fn published(&self, key: &Key, rows: &OtherRows) -> Option<Entry> {
        let then = self.ledger?;
        let figure = then.same_figure(key, rows, self.inputs.of(self.group))?;
        let place = then.figures.typed_places(&[figure.id]).into_iter().next()?;
        let typed = match figure.printed_value() {
            Some(decimal) => Typed::Number(decimal),
            None if figure.unknown => Typed::Unknown,
            None => Typed::Blank,
        };
        Some(Entry { typed, place })
    }
}
