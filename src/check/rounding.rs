//! Where printed parts don't add up to a printed total, though the figures do.

use crate::figures::{Derivation, Figure, FigureId, Figures, Terms};
use crate::input::GroupInput;
use crate::model::{Column, Group, Kind};
use crate::number::{Decimal, Exact};

/// The printed totals of an annex that are not the sum of their printed
/// parts, down a column or across a row, since parts and total were rounded.
pub fn rounded_totals(group: &Group, input: &GroupInput, figures: &Figures) -> Vec<FigureId> {
    let printed: Vec<&Column> = input
        .columns
        .iter()
        .filter(|c| !c.head.is_empty())
        .collect();
    let rows = input.rows.iter().map(|row| row.key.as_str());
    let rows: Vec<&str> = rows.chain(["total"]).collect();
    let cell =
        |row: &str, column: &Column| figures.id(&format!("{}.{row}.{}", group.key, column.key));
    let mut rounded = Vec::new();
    for column in &printed {
        for row in &rows {
            let Some(id) = cell(row, column) else {
                continue;
            };
            let figure = figures.get(id);
            if figure.measure.kind == Kind::Rate {
                continue;
            }
            let down: Terms = input
                .rows
                .iter()
                .filter(|_| *row == "total")
                .filter_map(|row| Some((Exact::integer(1), cell(&row.key, column)?)))
                .collect();
            let across = match &figure.derivation {
                Some(Derivation::Sum(terms)) if column.content.formula().is_some() => terms.clone(),
                _ => Terms::new(),
            };
            let in_print = |terms: &Terms| {
                terms.iter().all(|(_, id)| {
                    printed
                        .iter()
                        .any(|column| rows.iter().any(|row| cell(row, column) == Some(*id)))
                })
            };
            let differs = |terms: &Terms| {
                in_print(terms)
                    && sum_in_print(figures, terms)
                        .is_some_and(|sum| Some(sum) != as_printed(figure))
            };
            if differs(&down) || differs(&across) {
                rounded.push(id);
            }
        }
    }
    rounded
}

fn sum_in_print(figures: &Figures, terms: &Terms) -> Option<Exact> {
    terms
        .iter()
        .filter_map(|(weight, id)| Some(&as_printed(figures.get(*id))? * weight))
        .reduce(|a, b| a + &b)
}

fn as_printed(figure: &Figure) -> Option<Exact> {
    Decimal::parse(&figure.printed())
        .ok()
        .map(|decimal| decimal.value)
}
