//! Lays out the figures of a year, and finds for every formula the figures that it names.

use std::collections::HashMap;
use std::sync::Arc;

use super::{At, Derivation, Field, Figure, FigureId, Figures, Grid, Terms};
use crate::calendar::{Period, Time};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Entry, GroupInput, Inputs};
use crate::key::{Key, Name, Row, TOTAL};
use crate::language::{Formula, Ranking, Term};
use crate::model::{Column, Content, Group, Measure, Model, Total};
use crate::number::Exact;
use crate::source::Place;

/// The figures before their formulas are carried out.
pub(super) struct Plan {
    pub figures: Figures,
    pub derivations: Vec<Option<Derivation>>,
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

/// Plans every figure of the input. A name in a formula that no figure bears is a fault of the model.
pub(super) fn plan(model: &Model, inputs: &Inputs) -> Result<Plan, Vec<Diagnostic>> {
    let mut planner = Planner {
        figures: Figures::default(),
        recipes: Vec::new(),
        totals: Vec::new(),
        places: Vec::new(),
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
    planner.resolve()
}

struct Planner<'m> {
    figures: Figures,
    recipes: Vec<Recipe<'m>>,
    /// Totals that follow from the rows.
    totals: Vec<(FigureId, Derivation)>,
    places: Vec<Place>,
}

impl<'m> Planner<'m> {
    fn group(&mut self, model: &Model, group: &'m Group, input: &'m GroupInput, period: Period) {
        let group_name: Name = group.key.as_str().into();
        let columns: Vec<FigureColumn> =
            input.columns.iter().filter_map(|c| of(c, period)).collect();
        let rows: Vec<Name> = input.rows.keys().cloned().collect();
        let names: Vec<Name> = columns.iter().map(|column| column.name.clone()).collect();
        let grid = Grid::new(self.figures.all.len(), &rows, &names);
        self.figures.grids.insert(group_name.clone(), grid);
        let mut all_rows = Vec::new();
        for (at, (name, row)) in input.rows.iter().enumerate() {
            let ids = columns.iter().map(|column| {
                let key = Key {
                    group: group_name.clone(),
                    row: Row::Of(name.clone()),
                    column: column.name.clone(),
                };
                let stated = row.cells.get(&column.column.key);
                let label = format!("{} {}", row.label, column.label);
                let id = self.add(key, label, &column.measure, stated, &column.column.place);
                self.recipe(
                    id,
                    column.column.content.formula(),
                    &group_name,
                    At::Row(at),
                );
                id
            });
            all_rows.push(ids.collect::<Vec<_>>());
        }
        if group.has_total() {
            self.totals(model, (group, &group_name), input, &columns, &all_rows);
        }
        self.singles(group, &group_name, input);
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
        let label = group_of
            .total_label
            .as_ref()
            .unwrap_or(&model.office.total_label);
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
            let sum = || {
                rows.iter()
                    .map(|ids| (Exact::integer(1), ids[at]))
                    .collect()
            };
            match (column.column.total, column.column.content.formula()) {
                (Total::None | Total::Given, _) => {}
                (Total::Mean, _) => self.totals.push((id, Derivation::Mean(sum()))),
                (Total::Natural, Some(formula)) => {
                    self.recipe(id, Some(formula), group, At::Total);
                    if !formula.is_ratio() {
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
            key,
            label,
            places: measure.places,
            measure: Arc::clone(measure),
            stated: stated.cloned(),
            derivation: None,
            derived: None,
            value: None,
            unknown: false,
            open: false,
        });
        self.places.push(place.clone());
        id
    }

    /// Turns the names of formulas into figures.
    fn resolve(self) -> Result<Plan, Vec<Diagnostic>> {
        let mut derivations: Vec<Option<Derivation>> = vec![None; self.figures.all.len()];
        for (id, derivation) in self.totals {
            derivations[id.0] = Some(derivation);
        }
        let mut findings: Vec<Diagnostic> = Vec::new();
        let mut fields = Fields::new();
        for recipe in &self.recipes {
            match derivation(&self.figures, recipe, &mut fields) {
                Ok(derivation) => derivations[recipe.id.0] = Some(derivation),
                Err(name) => {
                    let label = &self.figures.get(recipe.id).label;
                    let message = format!("“{label}”的公式里写了 {name}，没有这一项数据");
                    let finding = Diagnostic::error(Code::BadTemplate, message)
                        .at(self.places[recipe.id.0].clone())
                        .hint("请核对公式里的名称；合计行的公式要用有合计的列");
                    if !findings.contains(&finding) {
                        findings.push(finding);
                    }
                }
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        Ok(Plan {
            figures: self.figures,
            derivations,
            places: self.places,
        })
    }
}

/// A formula's names are looked for in its own row first, then among all figures. The error is
/// the name that no figure bears.
fn derivation<'m>(
    figures: &Figures,
    recipe: &Recipe<'m>,
    fields: &mut Fields<'m>,
) -> Result<Derivation, &'m str> {
    let grid = figures.grid(&recipe.grid);
    let all = |terms: &'m [Term]| -> Result<Terms, &'m str> {
        let found = terms.iter().map(|term| {
            let own = grid.and_then(|grid| match total_of(&term.name) {
                Some(column) if recipe.at == At::None => grid.id(At::Total, column),
                _ => grid.id(recipe.at, &term.name),
            });
            let id = own.or_else(|| figures.named(&term.name));
            let id = id.ok_or(term.name.as_str())?;
            Ok((term.weight.clone(), id))
        });
        found.collect()
    };
    match recipe.formula {
        Formula::Sum(terms) => Ok(Derivation::Sum(all(terms)?)),
        Formula::Ratio { part, base } => Ok(Derivation::Ratio {
            part: all(part)?,
            base: all(base)?,
        }),
        Formula::Rank { of, order } => rank(figures, recipe, &of.name, *order, fields),
    }
}

/// The fields of places, by their group, column and order: all rows of a table share one.
type Fields<'m> = HashMap<(Name, &'m str, bool, bool), Arc<Field>>;

/// The place of a row by a column of its own table.
fn rank<'m>(
    figures: &Figures,
    recipe: &Recipe<'m>,
    column: &'m str,
    order: Ranking,
    fields: &mut Fields<'m>,
) -> Result<Derivation, &'m str> {
    let grid = figures.grid(&recipe.grid).ok_or(column)?;
    let own = grid.id(recipe.at, column).ok_or(column)?;
    let field = fields
        .entry((recipe.grid.clone(), column, order.rising, order.dense))
        .or_insert_with(|| {
            let among = grid.of_column(column).map(|id| (Exact::integer(1), id));
            Arc::new(Field::new(among.collect(), order))
        });
    Ok(Derivation::Rank {
        own,
        field: Arc::clone(field),
    })
}

/// Beside a single figure `total.spent` is the total of its own table.
fn total_of(name: &str) -> Option<&str> {
    name.split_once('.')
        .filter(|(row, _)| *row == TOTAL)
        .map(|(_, column)| column)
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
