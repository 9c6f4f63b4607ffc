//! What the figures themselves show to be wrong or odd. Nothing stops at the first.

mod accept;
mod blank;
mod bounds;
mod dates;
mod guard;
mod likely;
mod must;
mod odd;
mod partial;
mod relations;
mod rounding;
mod slip;
mod stated;
mod swap;
mod witness;
mod words;

pub use accept::apply as accept;
pub use guard::{unguarded, unguarded_in_short};
pub use rounding::is_rounded;
pub use swap::ask as ask_of_swap;
pub use words::{NoticeFacts, against_notice, belied};

use crate::diagnostic::Diagnostic;
use crate::figures::{Figure, FigureId, Figures, Terms};
use crate::input::Inputs;
use crate::key::Row;
use crate::language::Form;
use crate::model::{Model, TotalRow};
use crate::source::Sources;
use crate::verdict::Judge;

/// Finds what contradicts itself, breaks a rule or is odd, in figures and in the year's own texts.
pub fn check(
    model: &Model,
    inputs: &Inputs,
    figures: &Figures,
    sources: &Sources,
    completeness: Completeness,
) -> Vec<Diagnostic> {
    let mut findings = stated::check(figures);
    let partial = partial::check(figures);
    if partial.is_empty() && completeness == Completeness::Complete {
        findings.extend(bounds::check(model, inputs, figures));
    }
    findings.extend(partial);
    // What an earlier period published was looked at then.
    for (id, figure) in figures.own() {
        let nothing = blank::rate_of_nothing(figures, id);
        // The city's rate of nothing is its counties': one fault, not two.
        let nothing = nothing.filter(|finding| !stands_at_one_of(finding, &findings));
        findings.extend(nothing);
        if completeness == Completeness::Complete && !is_unprinted_total(model, figure) {
            findings.extend(blank::follows_from_unknown(figures, figure));
        }
        findings.extend(odd::rate(figures, id));
        findings.extend(figures.note_of_more_places(id, Form::default()));
    }
    let judge = Judge::new(model, inputs, figures);
    for group in &model.groups {
        findings.extend(must::broken(group, judge));
    }
    findings.extend(dates::stale(model, inputs, figures));
    findings.extend(words::check(model, inputs, figures, sources));
    findings
}

/// Whether it is a total of a table that prints none: nobody asks for it. What names it tells of itself
/// that it can't be made.
fn is_unprinted_total(model: &Model, figure: &Figure) -> bool {
    let group = model.group(&figure.key.group);
    figure.key.row == Row::Total && group.is_some_and(|of| of.total_row == TotalRow::None)
}

/// Whether every figure of the input is there to be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// No figure is faulty or still to be filled in: every check is made.
    Complete,
    /// Some are: what follows from them is not reported again.
    Partial,
}

fn stands_at_one_of(finding: &Diagnostic, others: &[Diagnostic]) -> bool {
    let place = |finding: &Diagnostic| finding.labels.first().map(|label| label.place.clone());
    others
        .iter()
        .any(|other| other.code == finding.code && place(other) == place(finding))
}

fn ids(terms: &Terms) -> Vec<FigureId> {
    terms.iter().map(|(_, id)| *id).collect()
}
