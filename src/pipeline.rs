//! The stages in their order, from a read file to the finished notice.

use crate::check::{Extent, accept, check};
use crate::diagnostic::{Code, Diagnostic, has_errors, sort};
use crate::figures::{Figures, derive};
use crate::input::{Inputs, read};
use crate::model::Model;
use crate::notice::{Notice, compose};
use crate::source::{SourceId, Sources};

/// A year's notice with all that it was made from.
#[derive(Debug)]
pub struct Work {
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
) -> (Option<Work>, Vec<Diagnostic>) {
    let (work, mut findings) = stages(model, input, sources);
    sort(&mut findings);
    (work.filter(|_| !has_errors(&findings)), findings)
}

fn stages(model: &Model, input: SourceId, sources: &Sources) -> (Option<Work>, Vec<Diagnostic>) {
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
    let work = Work {
        inputs,
        figures,
        notice,
    };
    (Some(work), findings)
}
