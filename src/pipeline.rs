//! The stages in their order, from a read file to the finished notice.

use crate::check::{Extent, accept, against_notice, check};
use crate::compose::{compose, facts};
use crate::continuity::{self, Ledger};
use crate::diagnostic::{Code, Diagnostic, Severity, has_errors, sort};
use crate::figures::{Figures, derive};
use crate::input::{Inputs, read};
use crate::model::Model;
use crate::notice::Notice;
use crate::source::{SourceId, Sources};
use crate::unfilled::unfilled;

/// A finished year: the notice and what it was made from.
#[derive(Debug)]
pub struct Year {
    /// What was typed.
    pub inputs: Inputs,
    /// All figures, typed and derived.
    pub figures: Figures,
    /// What is printed.
    pub notice: Notice,
}

impl<'a> From<&'a Year> for Ledger<'a> {
    fn from(year: &'a Year) -> Self {
        Self {
            inputs: &year.inputs,
            figures: &year.figures,
        }
    }
}

/// How a year is to be made.
#[derive(Clone, Copy, Default)]
pub struct Setting<'a> {
    /// The year before, from which this one has to go on.
    pub last: Option<Ledger<'a>>,
    /// What is still to be filled in may stay open.
    pub draft: bool,
}

/// Makes the year of one input. The findings come along with it, or
/// instead of it when one of them is an error; they are sorted by place.
pub fn make_year(
    model: &Model,
    input: SourceId,
    sources: &Sources,
    setting: Setting,
) -> (Option<Year>, Vec<Diagnostic>) {
    let (year, mut findings) = stages(model, input, sources, setting);
    sort(&mut findings);
    (year.filter(|_| !has_errors(&findings)), findings)
}

/// A year's figures alone, when all of it can be read: enough to go on from.
pub fn figures_of(model: &Model, input: SourceId, sources: &Sources) -> Option<(Inputs, Figures)> {
    let (inputs, findings) = read(input, sources, model);
    let inputs = inputs.filter(|_| !has_errors(&findings))?;
    let figures = derive(model, &inputs).ok()?;
    Some((inputs, figures))
}

fn stages(
    model: &Model,
    input: SourceId,
    sources: &Sources,
    setting: Setting,
) -> (Option<Year>, Vec<Diagnostic>) {
    let (inputs, mut findings) = read(input, sources, model);
    let Some(inputs) = inputs else {
        return (None, findings);
    };
    let figures = match derive(model, &inputs) {
        Ok(figures) => figures,
        Err(faults) => {
            findings.extend(faults);
            return (None, findings);
        }
    };
    let is_readable = !has_errors(&findings);
    let open = unfilled(&inputs, sources, setting.draft);
    let is_whole = is_readable
        && open
            .as_ref()
            .is_none_or(|open| open.severity != Severity::Error);
    let extent = if is_readable && open.is_none() {
        Extent::Whole
    } else {
        Extent::Faulty
    };
    findings.extend(open);
    findings.extend(check(model, &inputs, &figures, sources, extent));
    findings.extend(setting.last.into_iter().flat_map(|last| {
        let this = Ledger {
            inputs: &inputs,
            figures: &figures,
        };
        continuity::check(model, last, this)
    }));
    if !is_whole {
        // Nothing can be said with figures that could not be read.
        accept(&mut findings, &inputs.accepted);
        return (None, findings);
    }
    let is_sound = !has_errors(&findings);
    let (notice, said) = compose(model, &inputs, &figures);
    if is_sound {
        let belied = against_notice(model, &inputs, &figures, &facts(model, &notice), sources);
        findings.extend(belied);
    }
    // What does not add up may unbalance the wording as well: one fault, not two.
    let counts = |finding: &Diagnostic| is_sound || finding.code == Code::BlankInWording;
    findings.extend(said.into_iter().filter(counts));
    accept(&mut findings, &inputs.accepted);
    let year = Year {
        inputs,
        figures,
        notice,
    };
    (Some(year), findings)
}
