//! The periods before an input: the one from which it has to go on, and those in which figures are
//! looked up.

use super::input::{EarlierFile, EarlierFiles, period_said};
use crate::calendar::{Cycle, Period};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Earlier, Figures, Ledger};
use crate::input::Inputs;
use crate::key::Epoch;
use crate::model::Model;
use crate::pipeline::ReadInput;
use crate::source::{SourceId, Sources};

/// The earlier periods of a run, as far as they are at hand and needed.
#[derive(Default)]
pub(super) struct EarlierYears {
    last: Option<EarlierYear>,
    same: Option<EarlierYear>,
    /// The same period of the year before is the period before.
    is_same_last: bool,
    /// Whether the notice has to go on from the period before.
    pub continues: bool,
}

/// A period that was read and not made a notice.
pub(super) struct EarlierYear {
    pub source: SourceId,
    inputs: Inputs,
    figures: Figures,
}

/// The texts of the earlier periods, taken up.
pub(super) struct EarlierSources {
    last: Option<SourceId>,
    same: Option<SourceId>,
    continues: bool,
}

impl EarlierYear {
    fn ledger(&self) -> Ledger<'_> {
        Ledger {
            inputs: &self.inputs,
            figures: &self.figures,
        }
    }
}

impl EarlierYears {
    /// Where figures are looked up.
    pub fn earlier(&self) -> Earlier<'_> {
        Earlier {
            last: self.of(Epoch::Last).map(EarlierYear::ledger),
            same: self.of(Epoch::Same).map(EarlierYear::ledger),
        }
    }

    /// The period from which the notice has to go on.
    pub fn last(&self) -> Option<Ledger<'_>> {
        let last = self.last.as_ref().filter(|_| self.continues);
        last.map(EarlierYear::ledger)
    }

    /// The period that an epoch means.
    pub fn of(&self, epoch: Epoch) -> Option<&EarlierYear> {
        match epoch {
            Epoch::Same if !self.is_same_last => self.same.as_ref(),
            _ => self.last.as_ref(),
        }
    }
}

/// Takes the texts up that are needed; where two periods can't be held against each other, says so.
pub(super) fn take_up(
    model: &Model,
    input: SourceId,
    files: EarlierFiles,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> EarlierSources {
    let mut found = EarlierSources {
        last: None,
        same: None,
        continues: files.continues,
    };
    let Some(period) = period_said(&sources.get(input).text) else {
        return found;
    };
    let is_year = period.cycle() == Cycle::Year;
    let looks_back = |epoch| model.looks_back(epoch) || is_year && model.looks_back(Epoch::Same);
    if files.continues || looks_back(Epoch::Last) {
        if let EarlierFile::Missing { name, newest } = &files.last
            && !looks_back(Epoch::Last)
            && model.goes_on(period)
        {
            findings.push(no_file(name, *newest, period.cycle()));
        }
        found.last = text(files.last, sources, findings);
    }
    if model.looks_back(Epoch::Same) && !is_year {
        found.same = text(files.same, sources, findings);
    }
    found
}

fn text(
    file: EarlierFile,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<SourceId> {
    match file {
        EarlierFile::Unasked | EarlierFile::Missing { .. } => None,
        EarlierFile::Unreadable(finding) => {
            findings.push(finding);
            None
        }
        EarlierFile::File(file) => Some(file.take_up(sources, findings)),
    }
}

/// The earlier periods as they were read, without their figures.
pub(super) struct ReadEarlier {
    last: Option<(SourceId, ReadInput)>,
    same: Option<(SourceId, ReadInput)>,
    continues: bool,
}

/// Reads them, side by side.
pub(super) fn read(model: &Model, texts: &EarlierSources, sources: &Sources) -> ReadEarlier {
    let one = |source: Option<SourceId>| {
        let source = source?;
        Some((source, ReadInput::of(model, source, sources)))
    };
    let (last, same) = rayon::join(|| one(texts.last), || one(texts.same));
    ReadEarlier {
        last,
        same,
        continues: texts.continues,
    }
}

/// Their figures; with why one of them can't be used.
pub(super) fn derived(
    model: &Model,
    input: SourceId,
    read: ReadEarlier,
    sources: &Sources,
) -> (EarlierYears, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let period = period_said(&sources.get(input).text);
    let mut one = |epoch: Epoch, read: Option<(SourceId, ReadInput)>| {
        let year = year(model, (epoch, period?), read?, sources);
        year.map_err(|finding| findings.push(finding)).ok()
    };
    let years = EarlierYears {
        last: one(Epoch::Last, read.last),
        same: one(Epoch::Same, read.same),
        is_same_last: period.is_some_and(|period| period.cycle() == Cycle::Year),
        continues: read.continues,
    };
    (years, findings)
}

/// The figures of one, which has to be of the period that is meant.
///
/// # Errors
/// Why the two periods can't be held against each other.
fn year(
    model: &Model,
    (epoch, period): (Epoch, Period),
    (source, read): (SourceId, ReadInput),
    sources: &Sources,
) -> Result<EarlierYear, Diagnostic> {
    let name = &sources.get(source).name;
    let called = model.epoch_name(epoch);
    let read = read.derived(model, Earlier::default());
    let Some((inputs, figures)) = read.whole() else {
        let message = match epoch {
            Epoch::Last => format!("{name} 有错误，没有核对两期是否衔接"),
            Epoch::Same => format!("{name} 有错误，{called}的数用不了"),
        };
        let finding = Diagnostic::warning(Code::NotCarried, message);
        return Err(finding.hint(format!("请先运行 hongtou check {name}")));
    };
    if inputs.period != epoch.of(period) {
        let said = inputs.period;
        let message = match epoch {
            Epoch::Last => {
                format!("{name} 里写的是 {said}，没有核对 {period}与{called}是否衔接")
            }
            Epoch::Same => format!("{name} 里写的是 {said}，不是 {period}的{called}"),
        };
        let finding = Diagnostic::warning(Code::YearDiffers, message);
        return Err(finding.hint("请核对那个文件的年度、期别（year 等）或文件名"));
    }
    Ok(EarlierYear {
        source,
        inputs,
        figures,
    })
}

/// That the opening figures stand unchecked, and what would help.
fn no_file(name: &str, newest: Option<Period>, cycle: Cycle) -> Diagnostic {
    let last = cycle.last_name();
    let (gap, hint) = match newest {
        Some(older) => (
            format!("（此前最近的是 {older}，中间有缺）"),
            format!("请补上 {name}，或逐项人工核对{last}末的数"),
        ),
        None => (
            String::new(),
            format!("把{last}的数据文件以 {name} 为名放在同一个文件夹里，就会核对"),
        ),
    };
    let message = format!("没有 {name}{gap}，期初的数与{last}末的数没有核对");
    Diagnostic::note(Code::NoLastYear, message).hint(hint)
}
