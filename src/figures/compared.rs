//! Figures that the rules, or places, compare with each other: in print they stand to each other as
//! they do.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{At, Field, FigureId, Figures, Grid};
use crate::calendar::Day;
use crate::model::{Compared, Model};

/// So many more places are tried to tell two figures apart.
const MOST_MORE: usize = 6;

impl Figures {
    /// 74.96 % that is less than 75 % must not be printed as 75.0 %.
    pub(super) fn tell_compared_apart(&mut self, model: &Model) {
        for compared in &model.compared {
            for (left, right) in self.compared(compared) {
                self.tell_apart(left, right);
            }
        }
    }

    /// 24.93 % in the tenth place must not be printed as 24.9 % above 24.9 % in the eleventh.
    pub(super) fn tell_placed_apart(&mut self, fields: &[Arc<Field>]) {
        for field in fields {
            let placed = field.among.iter().map(|(_, id)| *id);
            let mut placed: Vec<FigureId> =
                placed.filter(|id| self.get(*id).value.is_some()).collect();
            placed.sort_by(|one, other| self.get(*one).value.cmp(&self.get(*other).value));
            // More places for one pair may bring the next one together.
            for _ in 0..=MOST_MORE {
                let before: Vec<Option<u32>> = self.places_of(&placed);
                for pair in placed.windows(2) {
                    if let [one, other] = *pair {
                        self.tell_apart(one, other);
                    }
                }
                self.print_ties_alike(&placed);
                if self.places_of(&placed) == before {
                    break;
                }
            }
        }
    }

    fn places_of(&self, figures: &[FigureId]) -> Vec<Option<u32>> {
        figures.iter().map(|id| self.get(*id).places).collect()
    }

    /// Those that share a place are printed to as many places; `placed` is in order.
    fn print_ties_alike(&mut self, placed: &[FigureId]) {
        let value = |id: &FigureId| self.get(*id).value.as_ref();
        let ties = placed.chunk_by(|one, other| value(one) == value(other));
        let ties = ties.map(|ties| (ties, ties.iter().map(|id| self.get(*id).places).max()));
        let ties: Vec<(&[FigureId], Option<Option<u32>>)> = ties.collect();
        for (ties, places) in ties {
            for id in ties {
                self.all[id.0].places = places.flatten();
            }
        }
    }

    /// The pairs of figures that a comparison means: in every row, or once.
    fn compared(&self, compared: &Compared) -> Vec<(FigureId, FigureId)> {
        let Compared { group, left, right } = compared;
        let Some(group) = group else {
            let pair = self.named(left).zip(self.named(right));
            return pair.into_iter().collect();
        };
        let rows = self.grid(group).into_iter().flat_map(Grid::typed_rows);
        let in_row = |at: At, name: &str| {
            let (grid, own) = self.table_of(group, name);
            grid.and_then(|grid| grid.id(at, own))
                .or_else(|| self.named(name))
        };
        let pairs = rows.filter_map(|at| in_row(at, left).zip(in_row(at, right)));
        pairs.collect()
    }

    fn tell_apart(&mut self, left: FigureId, right: FigureId) {
        // Two periods are compared by what they print.
        if self.get(left).key.is_other_time_of(&self.get(right).key) {
            return;
        }
        let values = (&self.get(left).value, &self.get(right).value);
        let (Some(one), Some(other)) = values else {
            return;
        };
        let wanted = one.cmp(other);
        if self.get(left).day().is_some() {
            return self.tell_days_apart(left, right);
        }
        let before = [left, right].map(|id| (id, self.get(id).places));
        for _ in 0..=MOST_MORE {
            if self
                .in_print(left, right)
                .is_none_or(|printed| printed == wanted)
            {
                return;
            }
            for id in [left, right] {
                let places = &mut self.all[id.0].places;
                *places = places.map(|places| places + 1);
            }
        }
        // A stated rate knows more than its digits: more places would not help.
        for (id, places) in before {
            self.all[id.0].places = places;
        }
    }

    /// Two days of one month are printed to the day where they are not the same.
    fn tell_days_apart(&mut self, left: FigureId, right: FigureId) {
        let [one, other] = [left, right].map(|id| self.get(id).day());
        let month = |day: Option<Day>| day.map(|day| (day.year, day.month));
        if one != other && month(one) == month(other) {
            for id in [left, right] {
                self.all[id.0].places = Some(0);
            }
        }
    }

    fn in_print(&self, left: FigureId, right: FigureId) -> Option<Ordering> {
        let [left, right] = [left, right].map(|id| self.get(id).printed_value());
        Some(left?.value.cmp(&right?.value))
    }
}
