//! The stages in their order, from a read file to the finished notice.

use crate::check::check;
use crate::diagnostic::{Diagnostic, has_errors, sort};
use crate::figures::derive;
use crate::input::read;
use crate::model::Model;
use crate::notice::{Notice, compose};
use crate::source::{SourceId, Sources};

/// Makes the notice of one input. The findings come along with it, or
/// instead of it when one of them is an error; they are sorted by place.
pub fn finish(
    model: &Model,
    input: SourceId,
    sources: &Sources,
) -> (Option<Notice>, Vec<Diagnostic>) {
    let (notice, mut findings) = stages(model, input, sources).unwrap_or_else(|f| (None, f));
    sort(&mut findings);
    (notice.filter(|_| !has_errors(&findings)), findings)
}

fn stages(
    model: &Model,
    input: SourceId,
    sources: &Sources,
) -> Result<(Option<Notice>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let inputs = read(input, sources, model)?;
    let figures = derive(model, &inputs)?;
    let mut findings = check(model, &inputs, &figures);
    let (notice, verdicts) = compose(model, &inputs, &figures);
    findings.extend(verdicts);
    Ok((Some(notice), findings))
}
