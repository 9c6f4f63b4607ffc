use std::path::Path;

use hongtou::check::{unguarded, unguarded_in_short};
use hongtou::continuity::Ledger;
use hongtou::diagnostic::{Code, Diagnostic, Severity, json, short};
use hongtou::model::{Model, load};
use hongtou::pipeline::{Order, Year, finish_after};
use hongtou::source::SourceId;

use serde_json::Value;

use super::arguments::{CheckArguments, CheckFormat, InputArguments};
use super::last_year::last_year;
use super::layout::{Kind, fonts, print};
use super::places::{self, Templates};
use super::report::Report;

/// What was read and made before any layout.
pub struct Made {
    pub model: Model,
    pub templates: Templates,
    pub input: SourceId,
    pub work: Year,
}

pub fn run(arguments: &CheckArguments) -> Report {
    let mut report = Report {
        hides_notes: !arguments.notes,
        ..Report::default()
    };
    let made = make(&arguments.input, &mut report);
    // What build would refuse is refused here, in the same words.
    let made = made.filter(|made| {
        let fonts = fonts(&arguments.fonts, &mut report);
        let printed = fonts.and_then(|f| print(made, &f, Kind::default(), false, &mut report));
        printed.is_some()
    });
    if let Some(made) = &made {
        report.done.push("检查完毕，没有错误。".to_owned());
        report.done.extend(hidden(&report));
        let line = unguarded_in_short(&made.model, &made.work.figures);
        report.done.extend(line);
    }
    report.answer = match arguments.format {
        CheckFormat::Text => None,
        CheckFormat::Json => Some(format!("{:#}\n", all(&report, made.as_ref()))),
        CheckFormat::Short => Some(short(&report.findings, &report.sources)),
    };
    report
}

/// How many notes there are that are not shown.
fn hidden(report: &Report) -> Option<String> {
    let notes = report.findings.iter();
    let count = notes
        .filter(|f| f.severity == Severity::Note && f.code != Code::NoLastYear)
        .count();
    let is_told = report.hides_notes && count > 0;
    is_told.then(|| format!("另有 {count} 条说明，用 hongtou check --notes 看。"))
}

/// The findings for other programs, and beside them `unguarded`: the names of the typed figures
/// that no stated total or rate guards; null where an error keeps them from being told.
fn all(report: &Report, made: Option<&Made>) -> Value {
    let mut all = json(&report.findings, &report.sources);
    let names = made.map(|made| {
        let figures = unguarded(&made.work.figures);
        figures
            .into_iter()
            .map(|figure| figure.key.to_string())
            .collect::<Vec<_>>()
    });
    all["unguarded"] = names.into();
    all
}

/// Reads the templates and the input and makes the notice; with an error
/// there is none.
pub fn make(arguments: &InputArguments, report: &mut Report) -> Option<Made> {
    make_as(arguments, false, report)
}

/// The same; a draft may have gaps.
pub fn make_as(arguments: &InputArguments, draft: bool, report: &mut Report) -> Option<Made> {
    let folder = places::folder(arguments.templates.as_deref(), "templates", report);
    let path = places::input(arguments.input.as_deref(), report);
    let (folder, path) = (folder?, path?);
    let templates = places::templates(&folder, report);
    let input = places::read_text(&path, report)?;
    let model = match load(&templates.model, &report.sources) {
        Ok(model) => model,
        Err(findings) => {
            report.findings.extend(findings);
            return None;
        }
    };
    let last = last_year(&model, &path, input, report);
    let last = last.as_ref();
    let order = Order {
        last: last.map(|(inputs, figures)| Ledger { inputs, figures }),
        draft,
    };
    let (work, findings) = finish_after(&model, input, &report.sources, order);
    report.findings.extend(findings);
    if let Some(work) = &work {
        warn_of_other_year(&path, input, work.notice.year, report);
    }
    Some(Made {
        work: work.filter(|_| !report.has_errors())?,
        model,
        templates,
        input,
    })
}

/// A file named after one year that holds another is a copy that was not gone through.
fn warn_of_other_year(path: &Path, input: SourceId, year: i32, report: &mut Report) {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let named: Option<i32> = stem.and_then(|stem| stem.parse().ok());
    if named.is_none_or(|named| named == year) {
        return;
    }
    let stem = stem.unwrap_or_default();
    let finding = Diagnostic::warning(
        Code::YearDiffers,
        format!("文件名是 {stem}，里面写的年度是 {year}"),
    )
    .hint("请核对年度；如果是从上一年复制来的，别忘了改 year");
    let place = report.find(input, &format!("year = {year}"));
    report.findings.push(match place {
        Some(place) => finding.at(place),
        None => finding,
    });
}
