//! Where printed parts don't add up to a printed total, though the figures do.

use rustc_hash::FxHashMap;

use crate::figures::{At, Computed, Derivation, FigureId, Figures, Terms};
use crate::input::GroupInput;
use crate::model::{Column, Group, TotalRow};
use crate::number::Exact;

/// Whether rounding parts a printed total of a table from the sum of its printed parts.
pub fn is_rounded(group: &Group, input: &GroupInput, figures: &Figures) -> bool {
    let printed: Vec<&Column> = input
        .columns
        .iter()
        .filter(|column| !column.head.is_empty())
        .filter(|column| column.content.measure().is_some_and(|m| m.kind.adds_up()))
        .collect();
    let Some(cells) = figures.grid(&group.key) else {
        return false;
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
        return false;
    };
    let is_printed = group.total_row != TotalRow::None;
    let totals = total.iter().enumerate().filter(|_| is_printed);
    let mut totals = totals.filter_map(|(at, id)| Some((at, (*id)?)));
    let differs_down = |(at, id): (usize, FigureId)| {
        let typed = (input.figure_rows().zip(rows)).filter(|(row, _)| row.role.is_typed());
        let down = typed.filter_map(|(_, row)| Some((Exact::integer(1), row[at]?)));
        sheet.differs(id, &down.collect())
    };
    totals.any(differs_down)
        || (grid.iter().flatten().flatten()).any(|id| sheet.differs_across(*id))
}

struct Sheet<'a> {
    figures: &'a Figures,
    /// The printed figures of the table, as they are printed.
    in_print: FxHashMap<FigureId, Option<Exact>>,
}

impl Sheet<'_> {
    fn differs_across(&self, id: FigureId) -> bool {
        match self.figures.get(id).derivation() {
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
