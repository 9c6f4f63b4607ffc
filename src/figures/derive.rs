//! Carries out the formulas, each after those that it needs.

use rayon::prelude::*;

use super::plan::{Plan, Planner, plan};
use super::rounds::rounds;
use super::{Computed, Derivation, Earlier, Figure, Figures};
use crate::diagnostic::Diagnostic;
use crate::input::{Inputs, Typed};
use crate::model::Model;
use crate::number::Exact;

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
        self.with_earlier(model, inputs, earlier)?.carry_out(model)
    }
}

/// So many figures are made by one thread at least.
const LONG: usize = 500;

impl Plan {
    /// Carries the formulas out, round by round: those of one round need none of each other.
    /// Then sees to it that in print they stand to each other as they do.
    fn carry_out(mut self, model: &Model) -> Result<Figures, Vec<Diagnostic>> {
        let rounds = rounds(&self)?;
        let all = self.figures.all.par_iter_mut().with_min_len(LONG);
        let typed = all.filter(|figure| figure.derived.is_none());
        typed.for_each(|figure| figure.put(figure.made(None, false, || false)));
        for round in rounds {
            let figures = &self.figures;
            let made = round.into_par_iter().with_min_len(LONG).filter_map(|id| {
                let figure = figures.get(id);
                Some((id, figures.made(figure, figure.derivation()?)))
            });
            for (id, made) in made.collect::<Vec<_>>() {
                self.figures.all[id.0].put(made);
            }
        }
        self.figures.tell_parts_from_bases();
        self.figures.tell_compared_apart(model);
        self.figures.tell_placed_apart(&self.fields);
        Ok(self.figures)
    }
}

/// What is made of a figure.
struct Made {
    computed: Option<Computed>,
    value: Option<Exact>,
    unknown: bool,
    open: bool,
}

impl Figure {
    /// What it is, by what was typed and what it follows from: what that comes to, whether it needs
    /// an unknown figure, whether one that is still to be filled in.
    fn made(
        &self,
        computed: Option<Computed>,
        needs_unknown: bool,
        needs_open: impl Fn() -> bool,
    ) -> Made {
        let stated = self.typed();
        let typed = self.stated.as_ref().map(|entry| &entry.typed);
        let is_missing = self.open;
        let is_unknown =
            is_missing || matches!(typed, Some(Typed::Unknown | Typed::ToFill | Typed::Faulty));
        let is_open = is_missing || typed == Some(&Typed::ToFill);
        // A total that nobody has filled in yet is what its rows come to, once all are known.
        let is_unknown = is_unknown && !(is_open && computed.is_some());
        let unknown = stated.is_none() && (needs_unknown || is_unknown);
        let value = match (stated, &computed) {
            (None, computed) => computed.as_ref().map(|computed| computed.value.clone()),
            // The figures tell a rate more exactly than its printed form, as
            // far as that allows: so verdicts don't hang on rounding.
            (Some(decimal), Some(computed)) if self.measure.kind.is_rate() => {
                Some(decimal.interval(None).nearest(&computed.value))
            }
            (Some(decimal), _) => Some(decimal.value.clone()),
        };
        Made {
            computed,
            value,
            unknown,
            open: unknown && (is_open || needs_open()),
        }
    }

    fn put(&mut self, made: Made) {
        self.value = made.value;
        self.unknown = made.unknown;
        self.open = made.open;
        if let Some(derived) = &mut self.derived {
            derived.computed = made.computed;
        }
    }
}

impl Figures {
    /// Makes a derived figure, once all are made that it needs.
    fn made(&self, figure: &Figure, how: &Derivation) -> Made {
        let needs_open = || self.needs_open(how);
        figure.made(self.compute(how), self.needs_unknown(how), needs_open)
    }

    /// Whether a figure that can't be left out is unknown. The rate of a base of
    /// zero is blank, whatever the part.
    fn needs_unknown(&self, derivation: &Derivation) -> bool {
        match derivation {
            Derivation::Sum(terms) => self.has_unknown(terms) && !self.is_against_nothing(terms),
            Derivation::Mean(terms) => self.has_unknown(terms),
            Derivation::Weighted { of, by } => self.weighs_unknown(of, by),
            // A blank figure has no place, whatever the others.
            Derivation::Rank { own, field } => {
                let own = self.get(*own);
                own.unknown || own.value.is_some() && field.found(self).has_unknown
            }
            Derivation::Ratio { part, base, .. } => {
                let is_zero = || self.sum(base).is_some_and(|base| base.value.is_zero());
                let is_blank = || {
                    [part, base]
                        .iter()
                        .any(|terms| self.is_against_nothing(terms))
                };
                let is_unknown = self.has_unknown(base) || self.has_unknown(part) && !is_zero();
                is_unknown && !is_blank()
            }
        }
    }

    fn needs_open(&self, derivation: &Derivation) -> bool {
        match derivation {
            Derivation::Rank { field, .. } => field.found(self).has_open,
            of_terms => of_terms.terms().any(|(_, id)| self.get(*id).open),
        }
    }

    fn compute(&self, derivation: &Derivation) -> Option<Computed> {
        match derivation {
            Derivation::Sum(terms) => self.sum(terms),
            Derivation::Mean(terms) => self.mean(terms),
            Derivation::Weighted { of, by } => self.weighted(of, by),
            Derivation::Rank { own, field } => self.place(*own, field),
            Derivation::Ratio { share, part, base } => self.ratio(part, base, &share.whole()),
        }
    }
}
