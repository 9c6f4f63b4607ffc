//! Which figures the names of formulas mean.

use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::{Plan, Planner, Recipe};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{At, Derivation, Derived, Field, Figures, Terms};
use crate::key::{Name, TOTAL};
use crate::language::{Formula, Ranking, Term};
use crate::number::Exact;

/// So many formulas are resolved by one thread at least.
const LONG: usize = 500;

impl Planner<'_> {
    /// Turns the names of formulas into figures.
    pub(super) fn resolve(mut self) -> Result<Plan, Vec<Diagnostic>> {
        let fields = fields(&self.figures, &self.recipes);
        let recipes = self.recipes.par_iter().with_min_len(LONG);
        let found = recipes.map(|recipe| {
            let derivation = derivation(&self.figures, recipe, &fields);
            derivation.map(|how| Box::new(Derived::by(how)))
        });
        let found: Vec<Result<Box<Derived>, &str>> = found.collect();
        let mut findings: Vec<Diagnostic> = Vec::new();
        for (id, derivation) in self.totals {
            self.figures.all[id.0].derived = Some(Box::new(Derived::by(derivation)));
        }
        for (recipe, found) in self.recipes.iter().zip(found) {
            match found {
                Ok(derived) => self.figures.all[recipe.id.0].derived = Some(derived),
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
            fields: fields.into_values().collect(),
            places: self.places,
        })
    }
}

impl Derived {
    /// What is to be made so, and is not made yet.
    fn by(how: Derivation) -> Self {
        Self {
            how,
            computed: None,
        }
    }
}

/// A formula's names are looked for in its own row first, then among all figures. The error is
/// the name that no figure bears.
fn derivation<'m>(
    figures: &Figures,
    recipe: &Recipe<'m>,
    fields: &Fields<'m>,
) -> Result<Derivation, &'m str> {
    let all = |terms: &'m [Term]| -> Result<Terms, &'m str> {
        let found = terms.iter().map(|term| {
            let (grid, name) = figures.table_of(&recipe.grid, &term.name);
            let own = grid.and_then(|grid| match total_of(name) {
                Some(column) => grid.id(At::Total, column),
                _ => grid.id(recipe.at, name),
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
            share: figures.get(recipe.id).measure.kind.share(),
            part: all(part)?,
            base: all(base)?,
        }),
        Formula::Rank { of, order } => rank(figures, recipe, &of.name, *order, fields),
    }
}

/// The fields of places, by their group, column and order: all rows of a table share one.
type Fields<'m> = IndexMap<(Name, &'m str, bool, bool), Arc<Field>>;

fn field_of<'m>(grid: &Name, column: &'m str, order: Ranking) -> (Name, &'m str, bool, bool) {
    (grid.clone(), column, order.rising, order.dense)
}

fn fields<'m>(figures: &Figures, recipes: &[Recipe<'m>]) -> Fields<'m> {
    let mut fields = Fields::new();
    for recipe in recipes {
        let Formula::Rank { of, order } = recipe.formula else {
            continue;
        };
        let (grid, name) = figures.table_of(&recipe.grid, &of.name);
        let field = fields.entry(field_of(&recipe.grid, &of.name, *order));
        field.or_insert_with(|| {
            let among = grid.into_iter().flat_map(|grid| grid.of_column(name));
            let among = among.map(|id| (Exact::integer(1), id));
            Arc::new(Field::new(among.collect(), *order))
        });
    }
    fields
}

/// The place of a row by a column of its own table.
fn rank<'m>(
    figures: &Figures,
    recipe: &Recipe<'m>,
    column: &'m str,
    order: Ranking,
    fields: &Fields<'m>,
) -> Result<Derivation, &'m str> {
    let (grid, name) = figures.table_of(&recipe.grid, column);
    let own = grid.and_then(|grid| grid.id(recipe.at, name));
    let field = fields.get(&field_of(&recipe.grid, column, order));
    Ok(Derivation::Rank {
        own: own.ok_or(column)?,
        field: Arc::clone(field.ok_or(column)?),
    })
}

/// Beside a single figure, and in a row, `total.spent` is the total of its own table.
fn total_of(name: &str) -> Option<&str> {
    name.split_once('.')
        .filter(|(row, _)| *row == TOTAL)
        .map(|(_, column)| column)
}
