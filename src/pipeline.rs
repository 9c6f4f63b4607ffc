//! The stages in their order, from a read file to the finished notice.

use crate::check::{Extent, accept, check};
use crate::diagnostic::{Code, Diagnostic, has_errors, sort};
use crate::figures::{Figures, derive};
use crate::input::{Inputs, read};
use crate::model::Model;
use crate::notice::{Notice, compose};
use crate::source::{SourceId, Sources};

/// A finished year: the notice and what it was made from.
#[derive(Debug)]
pub struct Year {
    pub inputs: Inputs,
    pub figures: Figures,
    pub notice: Notice,
}

/// Makes the notice of one input. The findings come along with it, or
/// instead of it when one of them is an error; they are sorted by place.
pub fn finish(
    model: &Model,
    input: SourceId,
    sources: &Sources,
) -> (Option<Notice>, Vec<Diagnostic>) {
    let (year, findings) = finish_year(model, input, sources);
    (year.map(|year| year.notice), findings)
}

/// The same, and what the notice was made from beside it.
pub fn finish_year(
    model: &Model,
    input: SourceId,
    sources: &Sources,
) -> (Option<Year>, Vec<Diagnostic>) {
    let (year, mut findings) = stages(model, input, sources);
    sort(&mut findings);
    (year.filter(|_| !has_errors(&findings)), findings)
}

fn stages(model: &Model, input: SourceId, sources: &Sources) -> (Option<Year>, Vec<Diagnostic>) {
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
    let is_whole = !has_errors(&findings);
    let extent = if is_whole {
        Extent::Whole
    } else {
        Extent::Faulty
    };
    findings.extend(check(model, &inputs, &figures, sources, extent));
    if !is_whole {
        // Nothing can be said with figures that could not be read.
        accept(&mut findings, &inputs.accepted);
        return (None, findings);
    }
    let is_sound = !has_errors(&findings);
    let (notice, said) = compose(model, &inputs, &figures);
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
