//! The year before, from the file beside the input that is named after it.

use std::path::{Path, PathBuf};

use hongtou::diagnostic::{Code, Diagnostic};
use hongtou::figures::Figures;
use hongtou::input::Inputs;
use hongtou::model::Model;
use hongtou::pipeline::figures_of;
use hongtou::source::SourceId;

use super::places;
use super::report::Report;

/// Reads it; where two years can't be held against each other, says so.
pub fn last_year(
    model: &Model,
    path: &Path,
    input: SourceId,
    report: &mut Report,
) -> Option<(Inputs, Figures)> {
    let year = year_of(&report.sources.get(input).text)?;
    let beside = path.with_file_name(format!("{}.toml", year - 1));
    if !beside.is_file() || beside == path {
        report.findings.push(no_file(path, &beside, year));
        return None;
    }
    let source = places::read_text(&beside, report)?;
    let Some(last) = figures_of(model, source, &report.sources) else {
        let message = format!("{} 有错误，没有核对两年是否衔接", beside.display());
        let finding = Diagnostic::warning(Code::NotCarried, message);
        let hint = format!("请先运行 hongtou check {}", beside.display());
        report.findings.push(finding.hint(hint));
        return None;
    };
    if last.0.year != year - 1 {
        let message = format!(
            "{} 里写的年度是 {}，没有核对 {year} 年度与上年是否衔接",
            beside.display(),
            last.0.year
        );
        let finding = Diagnostic::warning(Code::YearDiffers, message);
        report
            .findings
            .push(finding.hint("请核对那个文件的年度（year）或文件名"));
        return None;
    }
    Some(last)
}

/// The year that an input says, before it is read as a whole.
pub fn year_of(text: &str) -> Option<i32> {
    text.lines().find_map(|line| {
        let value = line.strip_prefix("year")?.trim_start().strip_prefix('=')?;
        value.split('#').next()?.trim().parse().ok()
    })
}

/// That the opening figures stand unchecked, and what would help.
fn no_file(path: &Path, beside: &Path, year: i32) -> Diagnostic {
    let name = beside.file_name().unwrap_or_default().display();
    let older = newest_before(path, year);
    let (gap, hint) = match older {
        Some(older) => (
            format!("（此前最近的是 {older} 年度，中间隔了年）"),
            format!("请补上 {name}，或逐项人工核对上年末的数"),
        ),
        None => (
            String::new(),
            format!("把上一年的数据文件以 {name} 为名放在同一个文件夹里，就会核对"),
        ),
    };
    let message = format!("没有 {name}{gap}，年初的数与上年末的数没有核对");
    Diagnostic::note(Code::NoLastYear, message).hint(hint)
}

/// The newest year before this one that has a file in the input's folder.
fn newest_before(path: &Path, year: i32) -> Option<i32> {
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    let folder = if folder.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        folder
    };
    let years = places::years_in(&folder).into_iter();
    years.filter(|other| *other < year).max()
}
