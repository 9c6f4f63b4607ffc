//! Carries out the formulas, each after those that it needs.

use super::plan::{Plan, Planner, plan};
use super::{Computed, Derivation, Earlier, FigureId, Figures};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Entry, Inputs, Typed};
use crate::model::Model;
use crate::source::Place;

/// Makes every figure from the inputs and what earlier periods published. A formula that comes to need
/// itself, or that names a figure which there is not, is a fault of the model.
///
/// # Errors
/// Those faults.
pub fn derive(
    model: &Model,
    inputs: &Inputs,
    earlier: Earlier,
) -> Result<Figures, Vec<Diagnostic>> {
    plan(model, inputs).derive(model, inputs, earlier)
}

impl<'m> Planner<'m> {
    /// Makes the figures that were planned.
    ///
    /// # Errors
    /// As [`derive`].
    pub fn derive(
        self,
        model: &'m Model,
        inputs: &'m Inputs,
        earlier: Earlier<'m>,
    ) -> Result<Figures, Vec<Diagnostic>> {
        let mut figures = Evaluation::run(self.with_earlier(model, inputs, earlier)?)?;
        figures.tell_compared_apart(model);
        figures.tell_placed_apart();
        Ok(figures)
    }
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
            for (_, needed) in derivation.terms() {
                self.evaluate(*needed);
            }
        }
        let derived = derivation.as_ref().and_then(|d| self.computed(d));
        let needs_unknown = derivation.as_ref().is_some_and(|d| self.needs_unknown(d));
        let needs_open = derivation.as_ref().is_some_and(|d| self.needs_open(d));
        let figure = &mut self.figures.all[id.0];
        let stated = figure.stated.as_ref().and_then(Entry::decimal);
        let typed = figure.stated.as_ref().map(|entry| &entry.typed);
        let is_missing = figure.open;
        let is_unknown =
            is_missing || matches!(typed, Some(Typed::Unknown | Typed::ToFill | Typed::Faulty));
        let is_open = is_missing || typed == Some(&Typed::ToFill);
        // A total that nobody has filled in yet is what its rows come to, once all are known.
        let is_unknown = is_unknown && !(is_open && derived.is_some());
        figure.unknown = stated.is_none() && (needs_unknown || is_unknown);
        figure.open = figure.unknown && (is_open || needs_open);
        figure.value = match (stated, &derived) {
            (None, derived) => derived.as_ref().map(|computed| computed.value.clone()),
            // The figures tell a rate more exactly than its printed form, as
            // far as that allows: so verdicts don't hang on rounding.
            (Some(decimal), Some(computed)) if figure.measure.kind.is_rate() => {
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
            Derivation::Sum(terms) => {
                self.figures.has_unknown(terms) && !self.figures.is_against_nothing(terms)
            }
            Derivation::Mean(terms) => self.figures.has_unknown(terms),
            Derivation::Weighted { of, by } => self.figures.weighs_unknown(of, by),
            // A blank figure has no place, whatever the others.
            Derivation::Rank { own, field } => {
                let own = self.figures.get(*own);
                own.unknown || own.value.is_some() && self.figures.has_unknown(&field.among)
            }
            Derivation::Ratio { part, base, .. } => {
                let is_zero = self
                    .figures
                    .sum(base)
                    .is_some_and(|base| base.value.is_zero());
                let is_blank = [part, base]
                    .into_iter()
                    .any(|terms| self.figures.is_against_nothing(terms));
                !is_blank
                    && (self.figures.has_unknown(base)
                        || self.figures.has_unknown(part) && !is_zero)
            }
        }
    }

    fn needs_open(&self, derivation: &Derivation) -> bool {
        let mut terms = derivation.terms();
        terms.any(|(_, id)| self.figures.get(*id).open)
    }

    fn computed(&self, derivation: &Derivation) -> Option<Computed> {
        match derivation {
            Derivation::Sum(terms) => self.figures.sum(terms),
            Derivation::Mean(terms) => self.figures.mean(terms),
            Derivation::Weighted { of, by } => self.figures.weighted(of, by),
            Derivation::Rank { own, field } => self.figures.place(*own, field),
            Derivation::Ratio { share, part, base } => {
                self.figures.ratio(part, base, &share.whole())
            }
        }
    }
}
