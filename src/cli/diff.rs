use std::path::PathBuf;

use hongtou::compare::json::json;
use hongtou::compare::page::page;
use hongtou::compare::redline::redline;
use hongtou::compare::terminal::terminal;
use hongtou::compare::{Side, compare};
use hongtou::model::{Model, load};
use hongtou::pipeline::{Order, Year, finish_after};
use hongtou::source::SourceId;

use super::arguments::{DiffArguments, DiffFormat};
use super::check::Made;
use super::layout::{Kind, fonts, tell, typeset};
use super::places::{self, Templates};
use super::report::Report;

pub fn run(arguments: &DiffArguments) -> Report {
    let mut report = Report::default();
    diff(arguments, &mut report);
    report
}

fn diff(arguments: &DiffArguments, report: &mut Report) -> Option<()> {
    let (new_model, templates) = model(arguments.templates.as_ref(), report)?;
    let old_model = match &arguments.old_templates {
        Some(folder) => Some(model(Some(folder), report)?.0),
        None => None,
    };
    let old = year(
        &arguments.old,
        old_model.as_ref().unwrap_or(&new_model),
        report,
    );
    let new = year(&arguments.new, &new_model, report);
    let ((old, _), (new, input)) = (old?, new?);
    let before = Side {
        model: old_model.as_ref().unwrap_or(&new_model),
        year: &old,
    };
    let after = Side {
        model: &new_model,
        year: &new,
    };
    let comparison = compare(before, after, &report.sources);
    report.has_failed = !comparison.is_same();
    let bytes = match arguments.format {
        DiffFormat::Text => terminal(&comparison, arguments.all).into_bytes(),
        DiffFormat::Json => json(&comparison).into_bytes(),
        DiffFormat::Html => page(&comparison).into_bytes(),
        DiffFormat::Pdf => {
            let notice = redline(&comparison, &old.notice, &new.notice);
            let made = Made {
                model: new_model,
                templates,
                input,
                work: Year { notice, ..new },
            };
            pdf(&made, arguments, report)?
        }
    };
    write(arguments, bytes, report);
    Some(())
}

fn pdf(made: &Made, arguments: &DiffArguments, report: &mut Report) -> Option<Vec<u8>> {
    if arguments.out.is_none() {
        report.fault(
            "PDF 不能写到屏幕上".to_owned(),
            "请用 --out 写明文件，例如 --out out/比较.pdf",
        );
        return None;
    }
    let fonts = fonts(&arguments.fonts, report)?;
    let laid_out = typeset(made, &fonts, Kind::default(), report)?;
    match laid_out.pdf() {
        Ok(pdf) => Some(pdf.bytes),
        Err(faults) => {
            tell(faults, made, report);
            None
        }
    }
}

fn write(arguments: &DiffArguments, bytes: Vec<u8>, report: &mut Report) {
    let Some(path) = &arguments.out else {
        let text = String::from_utf8(bytes).unwrap_or_default();
        report.done.push(text.trim_end().to_owned());
        return;
    };
    match std::fs::write(path, bytes) {
        Ok(()) => report.done.push(format!("比较　{}", path.display())),
        Err(error) => report.fault(
            format!("写不了 {}：{}", path.display(), places::explain(&error)),
            "请核对文件夹和权限，或换一个文件名",
        ),
    }
}

fn model(told: Option<&PathBuf>, report: &mut Report) -> Option<(Model, Templates)> {
    let folder = places::folder(told.map(PathBuf::as_path), "templates", report)?;
    let templates = places::templates(&folder, report);
    match load(&templates.model, &report.sources) {
        Ok(model) => Some((model, templates)),
        Err(findings) => {
            report.findings.extend(findings);
            None
        }
    }
}

/// A year's notice. What is only odd is for `check` to tell.
fn year(path: &std::path::Path, model: &Model, report: &mut Report) -> Option<(Year, SourceId)> {
    let input = places::read_text(path, report)?;
    let (year, findings) = finish_after(
        model,
        input,
        &report.sources,
        Order {
            last: None,
            draft: true,
        },
    );
    if year.is_none() {
        report.findings.extend(findings);
    }
    Some((year?, input))
}
