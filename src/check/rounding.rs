//! Where printed parts don't add up to a printed total, though the figures do.

use rustc_hash::FxHashMap;

use crate::figures::{At, Computed, Derivation, FigureId, Figures, Terms};
use crate::input::GroupInput;
use crate::model::{Column, Group, TotalRow};
use crate::number::Exact;

/// The printed totals of an annex that rounding parts from the sum of their printed parts.
pub fn rounded_totals(group: &Group, input: &GroupInput, figures: &Figures) -> Vec<FigureId> {
    let printed: Vec<&Column> = input
        .columns
        .iter()
        .filter(|column| !column.head.is_empty())
        .filter(|column| column.content.measure().is_some_and(|m| m.kind.adds_up()))
        .collect();
    let Some(cells) = figures.grid(&group.key) else {
        return Vec::new();
    };
    let rows = input.figure_rows().filter_map(|row| cells.row(&row.key));
    let rows = rows.chain([At::Total]);
    let of_row = |at: At| -> Vec<Option<FigureId>> {
        let columns = printed.iter();
        columns.map(|column| cells.id(at, &column.key)).collect()
    };
    let grid: Vec<Vec<Option<FigureId>>> = rows.map(of_row).collect();
    let in_print: FxHashMap<FigureId, Option<Exact>> = grid
        .iter()
        .flatten()
        .flatten()
        .map(|id| (*id, as_printed(figures, *id)))
        .collect();
    let sheet = Sheet { figures, in_print };
    let Some((total, rows)) = grid.split_last() else {
        return Vec::new();
    };
    let is_printed = group.total_row != TotalRow::None;
    let mut rounded = Vec::new();
    for (at, id) in total
        .iter()
        .enumerate()
        .filter_map(|(at, id)| Some((at, id.filter(|_| is_printed)?)))
    {
        let down: Terms = (input.figure_rows().zip(rows))
            .filter(|(row, _)| row.role.is_typed())
            .map(|(_, row)| row)
            .filter_map(|row| Some((Exact::integer(1), row[at]?)))
            .collect();
        if sheet.differs(id, &down) {
            rounded.push(id);
        }
    }
    rounded.extend(
        grid.iter()
            .flatten()
            .flatten()
            .filter(|id| sheet.differs_across(**id)),
    );
    rounded
}

struct Sheet<'a> {
    figures: &'a Figures,
    /// The printed figures of the table, as they are printed.
    in_print: FxHashMap<FigureId, Option<Exact>>,
}

impl Sheet<'_> {
    fn differs_across(&self, id: FigureId) -> bool {
        match &self.figures.get(id).derivation {
            Some(Derivation::Sum(terms)) => self.differs(id, terms),
            _ => false,
        }
    }

    /// Whether all the parts are printed and their sum is not what is printed.
    fn differs(&self, id: FigureId, terms: &Terms) -> bool {
        let mut sum: Option<Exact> = None;
        for (weight, part) in terms {
            match self.in_print.get(part) {
                None => return false,
                Some(None) => {}
                Some(Some(value)) => {
                    let part = value * weight;
                    sum = Some(sum.map_or(part.clone(), |sum| sum + &part));
                }
            }
        }
        // What does not agree at all is a contradiction, accepted or not, and no rounding.
        let agrees = |computed: &Computed| {
            let interval = self.figures.get(id).interval();
            interval.is_some_and(|interval| computed.meets(&interval))
        };
        sum.is_some()
            && self
                .in_print
                .get(&id)
                .is_some_and(|printed| *printed != sum)
            && self.figures.sum(terms).as_ref().is_some_and(agrees)
    }
}

fn as_printed(figures: &Figures, id: FigureId) -> Option<Exact> {
    Some(figures.get(id).printed_value()?.value)
}
