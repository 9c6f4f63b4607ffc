//! The year before an input: from which this one has to go on.

use super::input::{LastYear, period_said};
use crate::calendar::{Cycle, Period};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::Figures;
use crate::input::Inputs;
use crate::model::Model;
use crate::pipeline::read_year;
use crate::source::{SourceId, Sources};

/// Takes its text up; where two years can't be held against each other, says so.
pub(super) fn take_up(
    input: SourceId,
    last: LastYear,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<SourceId> {
    let period = period_said(&sources.get(input).text)?;
    match last {
        LastYear::Unasked => None,
        LastYear::Unreadable(finding) => {
            findings.push(finding);
            None
        }
        LastYear::Missing { name, newest } => {
            findings.push(no_file(&name, newest, period.cycle()));
            None
        }
        LastYear::File(file) => Some(file.take_up(sources, findings)),
    }
}

/// Reads what `last` says, and holds it to be of the year before `input`.
///
/// # Errors
/// Why the two years can't be held against each other.
pub(super) fn read(
    model: &Model,
    input: SourceId,
    last: SourceId,
    sources: &Sources,
) -> Result<(Inputs, Figures), Diagnostic> {
    let name = &sources.get(last).name;
    let Some(read) = read_year(model, last, sources).whole() else {
        let message = format!("{name} 有错误，没有核对两期是否衔接");
        let finding = Diagnostic::warning(Code::NotCarried, message);
        return Err(finding.hint(format!("请先运行 hongtou check {name}")));
    };
    let period = period_said(&sources.get(input).text);
    let is_other = |period: &Period| period.since(read.0.period) != Some(1);
    if let Some(period) = period.filter(is_other) {
        let message = format!(
            "{name} 里写的是 {}，没有核对 {period}与{}是否衔接",
            read.0.period,
            period.cycle().last_name()
        );
        let finding = Diagnostic::warning(Code::YearDiffers, message);
        return Err(finding.hint("请核对那个文件的年度、期别（year 等）或文件名"));
    }
    Ok(read)
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
