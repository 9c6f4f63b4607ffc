//! The stages in their order, from a read file to the finished notice.

use crate::check::{Completeness, accept, against_notice, check};
use crate::compose::{compose, facts};
use crate::continuity;
use crate::diagnostic::{Code, Diagnostic, has_errors, sort};
use crate::figures::{Earlier, Figures, Ledger, Planner, plan};
use crate::input::{Inputs, read};
use crate::model::Model;
use crate::notice::Notice;
use crate::source::{SourceId, Sources};
use crate::unfilled::{missing_earlier, unfilled};
use crate::verdict::{earlier_words, grade};

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
    /// Where figures of earlier periods are looked up.
    pub earlier: Earlier<'a>,
    /// What is still to be filled in may stay open.
    pub draft: bool,
}

/// An input as it was read; what was found is told later.
pub struct ReadInput {
    inputs: Option<Inputs>,
    findings: Vec<Diagnostic>,
}

/// An input as it was read, and the figures that follow from it; what was found is told later.
pub struct ReadYear {
    inputs: Option<Inputs>,
    figures: Option<Figures>,
    findings: Vec<Diagnostic>,
}

impl ReadInput {
    /// Reads an input.
    pub fn of(model: &Model, input: SourceId, sources: &Sources) -> Self {
        let (inputs, findings) = read(input, sources, model);
        Self { inputs, findings }
    }

    /// Plans its figures: what can be done before earlier periods are at hand.
    pub fn planned<'a>(&'a self, model: &'a Model) -> Option<Planner<'a>> {
        let inputs = self.inputs.as_ref();
        inputs.map(|inputs| plan(model, inputs))
    }

    /// Derives its figures, and writes the words that follow from them into it.
    pub fn derived(self, model: &Model, earlier: Earlier) -> ReadYear {
        let figures = self.figures(self.planned(model), model, earlier);
        self.with(figures, model, earlier)
    }

    /// The figures, as far as there is an input.
    pub fn figures<'a>(
        &'a self,
        planned: Option<Planner<'a>>,
        model: &'a Model,
        earlier: Earlier<'a>,
    ) -> Option<Result<Figures, Vec<Diagnostic>>> {
        let (inputs, planned) = self.inputs.as_ref().zip(planned)?;
        Some(planned.derive(model, inputs, earlier))
    }

    /// The same with its figures, and the words that follow from them.
    pub fn with(
        self,
        figures: Option<Result<Figures, Vec<Diagnostic>>>,
        model: &Model,
        earlier: Earlier,
    ) -> ReadYear {
        let (mut inputs, mut findings) = (self.inputs, self.findings);
        let figures = match figures {
            Some(Ok(figures)) => Some(figures),
            Some(Err(faults)) => {
                findings.extend(faults);
                None
            }
            None => None,
        };
        if let (Some(inputs), Some(figures)) = (&mut inputs, &figures) {
            earlier_words(model, inputs, earlier);
            grade(model, inputs, figures);
        }
        ReadYear {
            inputs,
            figures,
            findings,
        }
    }
}

impl ReadYear {
    /// What was typed, as far as it could be read.
    pub fn inputs_mut(&mut self) -> Option<&mut Inputs> {
        self.inputs.as_mut()
    }

    /// The same; or, where it could not be, why not.
    ///
    /// # Errors
    /// What is wrong with the input.
    pub fn whole_or_findings(self) -> Result<(Inputs, Figures), Vec<Diagnostic>> {
        let findings = self.findings.clone();
        self.whole().ok_or(findings)
    }

    /// What was read, whatever is wrong with it; nothing where nothing could be made out.
    pub fn as_far_as_read(self) -> Option<(Inputs, Figures)> {
        self.inputs.zip(self.figures)
    }

    /// What was read, when all of it could be: enough to go on from.
    pub fn whole(self) -> Option<(Inputs, Figures)> {
        let is_whole = !has_errors(&self.findings);
        self.inputs.zip(self.figures).filter(|_| is_whole)
    }
}

/// Makes the year of one input. The findings come along with it, or
/// instead of it when one of them is an error; they are sorted by place.
pub fn make_year(
    model: &Model,
    input: SourceId,
    sources: &Sources,
    setting: Setting,
) -> (Option<Year>, Vec<Diagnostic>) {
    let read = ReadInput::of(model, input, sources);
    let read = read.derived(model, setting.earlier);
    finish_year(model, read, sources, setting)
}

/// The same of an input that was read.
pub fn finish_year(
    model: &Model,
    read: ReadYear,
    sources: &Sources,
    setting: Setting,
) -> (Option<Year>, Vec<Diagnostic>) {
    let (year, findings) = reach_year(model, read, sources, setting);
    (year.filter(|_| !has_errors(&findings)), findings)
}

/// The same as far as one gets: a year that could be worked out comes along also where its findings
/// contradict it. It may be looked at while somebody is typing, and must not be issued.
pub fn reach_year(
    model: &Model,
    read: ReadYear,
    sources: &Sources,
    setting: Setting,
) -> (Option<Year>, Vec<Diagnostic>) {
    let (year, mut findings) = stages(model, read, sources, setting);
    sort(&mut findings);
    (year, findings)
}

fn stages(
    model: &Model,
    read: ReadYear,
    sources: &Sources,
    setting: Setting,
) -> (Option<Year>, Vec<Diagnostic>) {
    let mut findings = read.findings;
    let Some((inputs, figures)) = read.inputs.zip(read.figures) else {
        return (None, findings);
    };
    let is_readable = !has_errors(&findings);
    let mut open: Vec<Diagnostic> = unfilled(&inputs, sources, setting.draft)
        .into_iter()
        .collect();
    open.extend(missing_earlier(model, &inputs, &figures, setting.draft));
    let is_whole = is_readable && !has_errors(&open);
    let completeness = if is_readable && open.is_empty() {
        Completeness::Complete
    } else {
        Completeness::Partial
    };
    findings.extend(open);
    let checked = || check(model, &inputs, &figures, sources, completeness);
    let continued = || {
        let this = Ledger {
            inputs: &inputs,
            figures: &figures,
        };
        let last = setting.last.into_iter();
        let breaks = last.flat_map(|last| continuity::check(model, last, this));
        let misstated = continuity::misstated(model, setting.earlier, this);
        breaks.chain(misstated).collect::<Vec<_>>()
    };
    // Nothing can be said with figures that could not be read.
    let composed = || is_whole.then(|| compose(model, &inputs, &figures));
    let (checked, (continued, composed)) =
        rayon::join(checked, || rayon::join(continued, composed));
    findings.extend(checked.into_iter().chain(continued));
    let is_sound = !has_errors(&findings);
    let Some((notice, said)) = composed else {
        accept(&mut findings, &inputs.accepted);
        // What an acceptance is of may hang on what could not be read.
        findings.retain(|finding| is_readable || finding.code != Code::UnusedAcceptance);
        return (None, findings);
    };
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
