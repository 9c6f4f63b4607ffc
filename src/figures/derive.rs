use super::{Computed, Derivation, Figure, FigureId, Figures, Terms};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Entry, GroupInput, Inputs, Typed};
use crate::language::{Formula, Term};
use crate::model::{Column, Content, Group, Kind, Measure, Model, Rows};
use crate::number::Exact;
use crate::source::Place;

/// Makes every figure from the inputs. A formula that comes to need itself is
/// a fault of the model.
pub fn derive(model: &Model, inputs: &Inputs) -> Result<Figures, Vec<Diagnostic>> {
    let mut plan = Plan::default();
    for (group, input) in model.groups.iter().zip(&inputs.groups) {
        plan.group(model, group, input, inputs.year);
    }
    plan.resolve();
    Evaluation::run(plan)
}

/// The figures before their formulas are carried out.
#[derive(Default)]
struct Plan {
    figures: Figures,
    /// What each figure is made from, still by name.
    recipes: Vec<Option<Recipe>>,
    derivations: Vec<Option<Derivation>>,
    places: Vec<Place>,
}

struct Recipe {
    formula: Formula,
    /// Where a bare name is looked for first: `targets.城区.`.
    prefix: String,
}

impl Plan {
    fn group(&mut self, model: &Model, group: &Group, input: &GroupInput, year: i32) {
        for row in &input.rows {
            for column in &input.columns {
                self.cell(
                    group,
                    column,
                    &row.key,
                    &row.label,
                    row.cells.get(&column.key),
                    year,
                );
            }
        }
        if group.rows != Rows::None {
            let label = &model.office.total_label;
            for column in input.columns.iter().filter(|column| column.total) {
                self.total(group, column, label, input, year);
            }
        }
        for scalar in &group.scalars {
            let Some(measure) = scalar.content.measure() else {
                continue;
            };
            let recipe = scalar.content.formula().map(|formula| Recipe {
                formula: formula.clone(),
                prefix: format!("{}.", group.key),
            });
            let name = format!("{}.{}", group.key, scalar.key);
            let stated = input.scalars.get(&scalar.key);
            self.add(
                name,
                scalar.label.clone(),
                measure,
                stated,
                recipe,
                &scalar.place,
            );
        }
    }

    fn cell(
        &mut self,
        group: &Group,
        column: &Column,
        row: &str,
        label: &str,
        stated: Option<&Entry>,
        year: i32,
    ) {
        let Some(measure) = column.content.measure() else {
            return;
        };
        let prefix = format!("{}.{row}.", group.key);
        let recipe = column.content.formula().map(|formula| Recipe {
            formula: formula.clone(),
            prefix: prefix.clone(),
        });
        let label = format!("{label} {}", label_for(column, year));
        let name = prefix + &column.key;
        self.add(name, label, measure, stated, recipe, &column.place);
    }

    /// The total of a column: of a typed one the sum of its rows, of a
    /// derived one its formula over the totals.
    fn total(
        &mut self,
        group: &Group,
        column: &Column,
        label: &str,
        input: &GroupInput,
        year: i32,
    ) {
        let Some(measure) = column.content.measure() else {
            return;
        };
        let rows = || {
            let one = |key: &String| Term {
                weight: Exact::integer(1),
                name: format!("{}.{key}.{}", group.key, column.key),
            };
            input.rows.iter().map(|row| one(&row.key)).collect()
        };
        let formula = match &column.content {
            Content::Derived(_, formula) => formula.clone(),
            _ => Formula::Sum(rows()),
        };
        let prefix = format!("{}.total.", group.key);
        let name = prefix.clone() + &column.key;
        let id = self.add(
            name,
            format!("{label} {}", label_for(column, year)),
            measure,
            input.total.get(&column.key),
            Some(Recipe { formula, prefix }),
            &column.place,
        );
        if column
            .content
            .formula()
            .is_some_and(|formula| !formula.is_ratio())
        {
            let footing = rows()
                .iter()
                .filter_map(|term: &Term| Some((term.weight.clone(), self.figures.id(&term.name)?)))
                .collect();
            self.figures.footings.push((id, footing));
        }
    }

    fn add(
        &mut self,
        name: String,
        label: String,
        measure: &Measure,
        stated: Option<&Entry>,
        recipe: Option<Recipe>,
        place: &Place,
    ) -> FigureId {
        let id = FigureId(self.figures.all.len());
        self.figures.by_name.insert(name.clone(), id);
        self.figures.all.push(Figure {
            name,
            label,
            places: measure.places,
            measure: measure.clone(),
            stated: stated.cloned(),
            derivation: None,
            derived: None,
            value: None,
            unknown: false,
            open: false,
        });
        self.recipes.push(recipe);
        self.places.push(place.clone());
        id
    }

    /// Turns names into figures. The model was checked: every name is borne.
    fn resolve(&mut self) {
        let find = |prefix: &str, term: &Term| {
            let id = self
                .figures
                .id(&format!("{prefix}{}", term.name))
                .or_else(|| self.figures.id(&term.name))?;
            Some((term.weight.clone(), id))
        };
        let all = |prefix: &str, terms: &[Term]| -> Terms {
            terms.iter().filter_map(|term| find(prefix, term)).collect()
        };
        let derivations = self
            .recipes
            .iter()
            .map(|recipe| {
                let Recipe { formula, prefix } = recipe.as_ref()?;
                Some(match formula {
                    Formula::Sum(terms) => Derivation::Sum(all(prefix, terms)),
                    Formula::Ratio { part, base } => Derivation::Ratio {
                        part: all(prefix, part),
                        base: all(prefix, base),
                    },
                })
            })
            .collect();
        self.derivations = derivations;
    }
}

fn label_for(column: &Column, year: i32) -> String {
    column.label.replace("{year}", &year.to_string())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Busy,
    Done,
}

struct Evaluation {
    figures: Figures,
    derivations: Vec<Option<Derivation>>,
    places: Vec<Place>,
    states: Vec<State>,
    findings: Vec<Diagnostic>,
}

impl Evaluation {
    fn run(plan: Plan) -> Result<Figures, Vec<Diagnostic>> {
        let count = plan.figures.all.len();
        let mut evaluation = Self {
            figures: plan.figures,
            derivations: plan.derivations,
            places: plan.places,
            states: vec![State::Waiting; count],
            findings: Vec::new(),
        };
        for at in 0..count {
            evaluation.evaluate(FigureId(at));
        }
        if evaluation.findings.is_empty() {
            evaluation.figures.tell_parts_from_bases();
            Ok(evaluation.figures)
        } else {
            Err(evaluation.findings)
        }
    }

    fn evaluate(&mut self, id: FigureId) {
        match self.states[id.0] {
            State::Done => return,
            State::Busy => {
                let label = self.figures.get(id).label.clone();
                self.findings.push(
                    Diagnostic::error(Code::BadTemplate, format!("“{label}”的公式绕回了自己"))
                        .at(self.places[id.0].clone()),
                );
                return;
            }
            State::Waiting => self.states[id.0] = State::Busy,
        }
        let derivation = self.derivations[id.0].take();
        if let Some(derivation) = &derivation {
            let (part, base): (&Terms, &[(Exact, FigureId)]) = match derivation {
                Derivation::Sum(terms) => (terms, &[]),
                Derivation::Ratio { part, base } => (part, base),
            };
            for (_, needed) in part.iter().chain(base) {
                self.evaluate(*needed);
            }
        }
        let derived = derivation.as_ref().and_then(|d| self.computed(d));
        let needs_unknown = derivation.as_ref().is_some_and(|d| self.needs_unknown(d));
        let needs_open = derivation.as_ref().is_some_and(|d| self.needs_open(d));
        let figure = &mut self.figures.all[id.0];
        let stated = figure.stated.as_ref().and_then(Entry::decimal);
        let is_unknown = figure
            .stated
            .as_ref()
            .is_some_and(|e| matches!(e.typed, Typed::Unknown | Typed::ToFill | Typed::Faulty));
        let is_open = figure
            .stated
            .as_ref()
            .is_some_and(|e| e.typed == Typed::ToFill);
        // A total that nobody has filled in yet is what its rows come to, once all are known.
        let is_unknown = is_unknown && !(is_open && derived.is_some());
        figure.unknown = stated.is_none() && (needs_unknown || is_unknown);
        figure.open = figure.unknown && (is_open || needs_open);
        figure.value = match (stated, &derived) {
            (None, derived) => derived.as_ref().map(|computed| computed.value.clone()),
            // The figures tell a rate more exactly than its printed form, as
            // far as that allows: so verdicts don't hang on rounding.
            (Some(decimal), Some(computed)) if figure.measure.kind == Kind::Rate => {
                Some(decimal.interval(None).nearest(&computed.value))
            }
            (Some(decimal), _) => Some(decimal.value.clone()),
        };
        figure.derivation = derivation;
        figure.derived = derived;
        self.states[id.0] = State::Done;
    }

    /// Whether a figure that can't be left out is unknown. The rate of a base of
    /// zero is blank, whatever the part.
    fn needs_unknown(&self, derivation: &Derivation) -> bool {
        match derivation {
            Derivation::Sum(terms) => self.figures.has_unknown(terms),
            Derivation::Ratio { part, base } => {
                let is_zero = self
                    .figures
                    .sum(base)
                    .is_some_and(|base| base.value.is_zero());
                self.figures.has_unknown(base) || self.figures.has_unknown(part) && !is_zero
            }
        }
    }

    fn needs_open(&self, derivation: &Derivation) -> bool {
        let open = |terms: &Terms| terms.iter().any(|(_, id)| self.figures.get(*id).open);
        match derivation {
            Derivation::Sum(terms) => open(terms),
            Derivation::Ratio { part, base } => open(part) || open(base),
        }
    }

    fn computed(&self, derivation: &Derivation) -> Option<Computed> {
        match derivation {
            Derivation::Sum(terms) => self.figures.sum(terms),
            Derivation::Ratio { part, base } => self
                .figures
                .sum(part)?
                .per_cent_of(&self.figures.sum(base)?),
        }
    }
}
