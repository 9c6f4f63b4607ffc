//! Lays out the figures of a year, and finds for every formula the figures that it names.

mod earlier;
mod resolve;

use std::collections::HashMap;
use std::sync::Arc;

use super::{At, Derivation, Field, Figure, FigureId, Figures, Grid, Terms};
use crate::calendar::{Period, Time};
use crate::input::{Entry, GroupInput, Inputs};
use crate::key::{Key, Name, Row};
use crate::language::{Formula, Term};
use crate::model::{Column, Content, Group, Measure, Model, RowRole, Total, repeated_key};
use crate::number::Exact;
use crate::source::Place;

/// The figures before their formulas are carried out.
pub(super) struct Plan {
    pub figures: Figures,
    /// In which places are given.
    pub fields: Vec<Arc<Field>>,
    /// Where the template declares each figure.
    pub places: Vec<Place>,
}

/// What is to be computed of a figure, still with names in it.
struct Recipe<'m> {
    id: FigureId,
    formula: &'m Formula,
    grid: Name,
    at: At,
}

/// A column that bears figures.
struct FigureColumn<'m> {
    name: Name,
    label: String,
    column: &'m Column,
    measure: Arc<Measure>,
}

/// Plans every figure of the input. Those of earlier periods are planned when these are at hand.
pub fn plan<'m>(model: &'m Model, inputs: &'m Inputs) -> Planner<'m> {
    let mut planner = Planner {
        figures: Figures::default(),
        recipes: Vec::new(),
        totals: Vec::new(),
        places: Vec::new(),
        year: inputs.period.year(),
    };
    let sizes = model.groups.iter().map(|group| {
        let input = inputs.of(group);
        (input.rows.len() + 1) * input.columns.len() + group.scalars.len()
    });
    let size: usize = sizes.sum();
    planner.figures.all.reserve(size);
    planner.places.reserve(size);
    planner.recipes.reserve(size);
    for group in &model.groups {
        planner.group(model, group, inputs.of(group), inputs.period);
    }
    planner.figures.own = planner.figures.all.len();
    planner
}

/// The figures of an input, planned.
pub struct Planner<'m> {
    figures: Figures,
    recipes: Vec<Recipe<'m>>,
    /// Totals that follow from the rows.
    totals: Vec<(FigureId, Derivation)>,
    places: Vec<Place>,
    /// In which the notice's period lies.
    year: i32,
}

impl<'m> Planner<'m> {
    fn group(&mut self, model: &Model, group: &'m Group, input: &'m GroupInput, period: Period) {
        let group_name: Name = group.key.as_str().into();
        let columns: Vec<FigureColumn> =
            input.columns.iter().filter_map(|c| of(c, period)).collect();
        let rows = rows_of_grid(input);
        let names: Vec<Name> = columns.iter().map(|column| column.name.clone()).collect();
        let grid = Grid::new(self.figures.all.len(), &rows, &names);
        self.figures.grids.insert(group_name.clone(), grid);
        let mut all_rows = Vec::new();
        for (at, row) in input.figure_rows().enumerate() {
            let called = row.told(group);
            let ids = columns.iter().map(|column| {
                let key = Key {
                    group: group_name.clone(),
                    row: Row::Of(row.key.clone()),
                    column: column.name.clone(),
                };
                let stated = row.cells.get(&column.column.key);
                let label = format!("{called} {}", column.label);
                let id = self.add(key, label, &column.measure, stated, &column.column.place);
                // No subtotal has a place among the rows.
                let formula = column.column.content.formula();
                let formula = formula.filter(|of| row.role.is_typed() || !of.is_rank());
                self.recipe(id, formula, &group_name, At::Row(at));
                id
            });
            all_rows.push(ids.collect::<Vec<_>>());
        }
        self.derived_rows(input, &columns, &all_rows);
        let typed = input.figure_rows().zip(all_rows);
        let typed = typed.filter(|(row, _)| row.role.is_typed());
        let all_rows: Vec<Vec<FigureId>> = typed.map(|(_, ids)| ids).collect();
        if group.has_total() {
            self.totals(model, (group, &group_name), input, &columns, &all_rows);
        }
        self.singles(group, &group_name, input);
    }

    /// Rows that follow from other rows, column by column. A column's own formula goes first; the
    /// rows' sum must then meet it as well.
    fn derived_rows(
        &mut self,
        input: &GroupInput,
        columns: &[FigureColumn<'m>],
        ids: &[Vec<FigureId>],
    ) {
        // In most tables every row is typed.
        if input.figure_rows().all(|row| row.role.is_typed()) {
            return;
        }
        let rows: HashMap<&str, usize> = (input.figure_rows().enumerate())
            .map(|(at, row)| (&*row.key, at))
            .collect();
        for (row, own) in input.figure_rows().zip(ids) {
            let is_subtotal = matches!(row.role, RowRole::Subtotal(_));
            let terms: Vec<(Exact, usize)> = match &row.role {
                RowRole::Typed | RowRole::Head => continue,
                RowRole::Derived(terms) => {
                    let terms = terms.iter();
                    let found =
                        terms.map(|term| Some((term.weight.clone(), *rows.get(&*term.name)?)));
                    found.flatten().collect()
                }
                RowRole::Subtotal(members) => {
                    let members = members.iter();
                    let found = members.filter_map(|name| rows.get(&**name));
                    found.map(|at| (Exact::integer(1), *at)).collect()
                }
            };
            for (at, column) in columns.iter().enumerate() {
                let sum_of = |at: usize| -> Terms {
                    let terms = terms.iter();
                    terms
                        .map(|(weight, row)| (weight.clone(), ids[*row][at]))
                        .collect()
                };
                let sum = || sum_of(at);
                let how = if is_subtotal {
                    column.column.total
                } else {
                    Total::Natural
                };
                match (how, column.column.content.formula()) {
                    (Total::Mean, _) => self.totals.push((own[at], Derivation::Mean(sum()))),
                    (Total::Weighted, _) => {
                        let by = weights(columns, column).map(sum_of);
                        let derived = by.map(|by| Derivation::Weighted { of: sum(), by });
                        self.totals
                            .extend(derived.map(|derived| (own[at], derived)));
                    }
                    (Total::Natural, None) => self.totals.push((own[at], Derivation::Sum(sum()))),
                    (Total::Natural, Some(formula @ Formula::Sum(_))) if adds_up(formula) => {
                        self.figures.footings.push((own[at], sum()));
                    }
                    (Total::None | Total::Given | Total::Natural, _) => {}
                }
            }
        }
    }

    /// The totals: of a typed column the sum of its rows, of a derived one its formula over the totals.
    fn totals(
        &mut self,
        model: &Model,
        (group_of, group): (&Group, &Name),
        input: &GroupInput,
        columns: &[FigureColumn<'m>],
        rows: &[Vec<FigureId>],
    ) {
        let label = total_label(model, group_of);
        for (at, column) in columns
            .iter()
            .enumerate()
            .filter(|(_, c)| c.column.total.is_there())
        {
            let key = Key {
                group: group.clone(),
                row: Row::Total,
                column: column.name.clone(),
            };
            let stated = input.total.get(&column.column.key);
            let label = format!("{label} {}", column.label);
            let id = self.add(key, label, &column.measure, stated, &column.column.place);
            if let Some(grid) = self.figures.grids.get_mut(group) {
                grid.totals.insert(column.name.clone(), id);
            }
            let sum_of = |at: usize| -> Terms {
                rows.iter()
                    .map(|ids| (Exact::integer(1), ids[at]))
                    .collect()
            };
            let sum = || sum_of(at);
            match (column.column.total, column.column.content.formula()) {
                (Total::None | Total::Given, _) => {}
                (Total::Mean, _) => self.totals.push((id, Derivation::Mean(sum()))),
                (Total::Weighted, _) => {
                    let by = weights(columns, column).map(sum_of);
                    let derived = by.map(|by| Derivation::Weighted { of: sum(), by });
                    self.totals.extend(derived.map(|derived| (id, derived)));
                }
                (Total::Natural, Some(formula)) => {
                    self.recipe(id, Some(formula), group, At::Total);
                    if column.measure.kind.adds_up() && adds_up(formula) {
                        self.figures.footings.push((id, sum()));
                    }
                }
                (Total::Natural, None) => self.totals.push((id, Derivation::Sum(sum()))),
            }
        }
    }

    fn singles(&mut self, group: &'m Group, name: &Name, input: &GroupInput) {
        for scalar in &group.scalars {
            let Some(measure) = scalar.content.measure() else {
                continue;
            };
            let column: Name = scalar.key.as_str().into();
            let key = Key {
                group: name.clone(),
                row: Row::None,
                column: column.clone(),
            };
            let stated = input.scalars.get(&scalar.key);
            let measure = Arc::new(measure.clone());
            let id = self.add(key, scalar.label.clone(), &measure, stated, &scalar.place);
            if let Some(grid) = self.figures.grids.get_mut(name) {
                grid.singles.insert(column, id);
            }
            self.recipe(id, scalar.content.formula(), name, At::None);
        }
    }

    fn recipe(&mut self, id: FigureId, formula: Option<&'m Formula>, grid: &Name, at: At) {
        self.recipes.extend(formula.map(|formula| Recipe {
            id,
            formula,
            grid: grid.clone(),
            at,
        }));
    }

    fn add(
        &mut self,
        key: Key,
        label: String,
        measure: &Arc<Measure>,
        stated: Option<&Entry>,
        place: &Place,
    ) -> FigureId {
        let id = FigureId(self.figures.all.len());
        self.figures.all.push(Figure {
            id,
            label,
            places: measure.places,
            measure: Arc::clone(measure),
            stated: stated.cloned(),
            ..Figure::unmade(key, self.year)
        });
        self.places.push(place.clone());
        id
    }
}

/// The rows of a table that have figures, and whether these are typed.
fn rows_of_grid(input: &GroupInput) -> Vec<(Name, bool)> {
    let rows = input.figure_rows();
    rows.map(|row| (row.key.clone(), row.role.is_typed()))
        .collect()
}

/// Which of the columns has the weights of another.
fn weights(columns: &[FigureColumn], of: &FigureColumn) -> Option<usize> {
    let by = &of.column.weighted_by.as_ref()?.value;
    let own = columns.iter().position(|other| other.column.key == *by);
    // The weights of a repeated column may be repeated with it.
    let item = of.column.key.rsplit_once('_').map(|(_, item)| item);
    own.or_else(|| {
        let repeated = repeated_key(by, item?);
        columns
            .iter()
            .position(|other| other.column.key == repeated)
    })
}

/// Whether the rows' figures add up to that of the whole. With figures of an earlier period they need
/// not: a row that was not there then has no difference. Nor do they where each row is set against a
/// figure that is the same for all (`total.spent`, `plan.schedule`).
fn adds_up(formula: &Formula) -> bool {
    let Formula::Sum(terms) = formula else {
        return true;
    };
    let is_of_row = |term: &Term| !term.name.contains('.');
    terms.iter().all(is_of_row)
}

/// What the row of totals of a table is called.
fn total_label<'m>(model: &'m Model, group: &'m Group) -> &'m str {
    let own = group.total_label.as_ref();
    own.unwrap_or(&model.office.total_label)
}

fn of(column: &Column, period: Period) -> Option<FigureColumn<'_>> {
    let (Content::Given(measure) | Content::Derived(measure, _)) = &column.content else {
        return None;
    };
    Some(FigureColumn {
        name: column.key.as_str().into(),
        label: Time::fill(&column.label, period),
        column,
        measure: Arc::new(measure.clone()),
    })
}
