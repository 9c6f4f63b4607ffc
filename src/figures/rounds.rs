//! In what order figures can be made: those of a round need only figures of the rounds before it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::{Derivation, Field, FigureId};
use crate::diagnostic::{Code, Diagnostic};

/// The rounds in which the derived figures of a plan can be made, once the others are.
///
/// # Errors
/// Formulas that come to need themselves.
pub(super) fn rounds(plan: &Plan) -> Result<Vec<Vec<FigureId>>, Vec<Diagnostic>> {
    let count = plan.figures.all.len();
    let mut order = Order {
        plan,
        figures: vec![State::Waiting; count],
        fields: FxHashMap::default(),
        circles: Vec::new(),
    };
    let mut rounds: Vec<Vec<FigureId>> = Vec::new();
    for (id, figure) in plan.figures.iter() {
        if figure.derivation().is_none() {
            continue;
        }
        let round = order.of_figure(id);
        if rounds.len() <= round {
            rounds.resize_with(round + 1, Vec::new);
        }
        rounds[round].push(id);
    }
    if order.circles.is_empty() {
        Ok(rounds)
    } else {
        Err(order.circles)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waiting,
    /// What it needs is gone through.
    Busy,
    /// It can be made in this round, from 0.
    Round(usize),
}

struct Order<'p> {
    plan: &'p Plan,
    figures: Vec<State>,
    /// All places of a field need the same figures: they are gone through once.
    fields: FxHashMap<*const Field, State>,
    circles: Vec<Diagnostic>,
}

impl Order<'_> {
    fn of_figure(&mut self, id: FigureId) -> usize {
        match self.figures[id.0] {
            State::Round(round) => return round,
            State::Busy => {
                self.tell_circle(id);
                return 0;
            }
            State::Waiting => self.figures[id.0] = State::Busy,
        }
        let plan = self.plan;
        let round = match plan.figures.get(id).derivation() {
            None => 0,
            Some(Derivation::Rank { field, .. }) => self.of_field(id, field) + 1,
            Some(derivation) => self.after(derivation.terms().map(|(_, id)| *id)),
        };
        self.figures[id.0] = State::Round(round);
        round
    }

    /// The first round after all figures of a field, in which `id` has its place.
    fn of_field(&mut self, id: FigureId, field: &Arc<Field>) -> usize {
        match self.fields.get(&Arc::as_ptr(field)) {
            Some(State::Round(round)) => return *round,
            // One circle through a field is one of all its rows.
            Some(State::Busy) => {
                if self.circles.is_empty() {
                    self.tell_circle(id);
                }
                return 0;
            }
            Some(State::Waiting) | None => {}
        }
        self.fields.insert(Arc::as_ptr(field), State::Busy);
        let round = self.after(field.among.iter().map(|(_, id)| *id));
        self.fields.insert(Arc::as_ptr(field), State::Round(round));
        round
    }

    /// The round after those of figures.
    fn after(&mut self, needed: impl Iterator<Item = FigureId>) -> usize {
        needed.map(|id| self.of_figure(id) + 1).max().unwrap_or(0)
    }

    /// The formula of a column is one fault, in however many rows.
    fn tell_circle(&mut self, id: FigureId) {
        let place = &self.plan.places[id.0];
        let is_told = |circle: &Diagnostic| circle.labels.iter().any(|of| of.place == *place);
        if self.circles.iter().any(is_told) {
            return;
        }
        let label = &self.plan.figures.get(id).label;
        let message = format!("“{label}”的公式绕回了自己");
        let circle = Diagnostic::error(Code::BadTemplate, message).at(place.clone());
        self.circles.push(circle);
    }
}
