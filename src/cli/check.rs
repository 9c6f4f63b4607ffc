use std::path::Path;

use hongtou::check::{unguarded, unguarded_in_short};
use hongtou::diagnostic::{Severity, json, short};
use hongtou::office::Run;
use hongtou::office::folder::shown;
use serde_json::Value;

use super::arguments::{CheckArguments, CheckFormat};
use super::desk::Desk;
use super::many::{self, Inputs};
use super::report::Report;

pub fn run(arguments: &CheckArguments) -> Report {
    let mut report = Report::default();
    match report.ok(many::inputs(&arguments.inputs)) {
        Some(Inputs::Many(paths)) => many::each(&arguments.fonts, &paths, |desk, path| {
            let report = one(desk, path, arguments);
            as_one_of_many(report, path, arguments.format)
        }),
        Some(Inputs::One(input)) => {
            match Desk::open(&input.kind, Some(&arguments.fonts), &mut report) {
                Some(desk) => one(&desk, &input.path, arguments),
                None => answered(report, None, arguments),
            }
        }
        None => answered(report, None, arguments),
    }
}

/// Checks one input. What `build` would refuse is refused here, in the same words.
fn one(desk: &Desk, path: &Path, arguments: &CheckArguments) -> Report {
    let mut report = Report::default();
    let run = report.ok(desk.read(path, false));
    let run = run.map(|mut run| {
        let is_made = run.year().is_some() && report.ok(desk.fonts()).is_some();
        let is_sound = is_made && run.proof();
        (run, is_sound)
    });
    answered(report, run, arguments)
}

/// The answer of a run, and whether it found nothing wrong.
fn answered(mut report: Report, run: Option<(Run, bool)>, arguments: &CheckArguments) -> Report {
    report.hides_notes = !arguments.notes;
    let mut names = None;
    if let Some((run, is_sound)) = run {
        if let Some(year) = run.year().filter(|_| is_sound) {
            if arguments.format == CheckFormat::Json {
                let figures = unguarded(&year.figures).into_iter();
                names = Some(figures.map(|figure| figure.key.to_string()).collect());
            }
            report.done.push("检查完毕，没有错误。".to_owned());
            let notes = run.findings().iter();
            let notes =
                notes.filter(|f| f.severity == Severity::Note && !f.code.tells_what_was_left_out());
            let hidden = notes.count();
            if report.hides_notes && hidden > 0 {
                let line = format!("另有 {hidden} 条说明，用 hongtou check --notes 看。");
                report.done.push(line);
            }
            let line = unguarded_in_short(run.office().model(), &year.figures);
            report.done.extend(line);
        }
        report.take(run);
    }
    report.answer = match arguments.format {
        CheckFormat::Text => None,
        CheckFormat::Json => Some(format!("{:#}\n", all(&report, names))),
        CheckFormat::Short => Some(short(&report.findings, &report.sources)),
    };
    report
}

/// The findings for other programs, and beside them `unguarded`: the names of the typed figures
/// that no stated total or rate guards; null where an error keeps them from being told.
fn all(report: &Report, unguarded: Option<Vec<String>>) -> Value {
    let mut all = json(&report.findings, &report.sources);
    all["unguarded"] = unguarded.into();
    all
}

/// Of many, each answers for other programs in one line that says which `input` it is.
fn as_one_of_many(mut report: Report, path: &Path, format: CheckFormat) -> Report {
    let answer = report.answer.take_if(|_| format == CheckFormat::Json);
    let all = answer.and_then(|answer| serde_json::from_str::<Value>(&answer).ok());
    if let Some(mut all) = all {
        all["input"] = shown(path).into();
        report.answer = Some(format!("{all}\n"));
    }
    report
}
