use std::path::PathBuf;

use hongtou::compare::json::json;
use hongtou::compare::page::page;
use hongtou::compare::terminal::terminal;
use hongtou::compare::{Side, compare};
use hongtou::model::{Model, load};
use hongtou::pipeline::{Order, Year, finish_after};

use super::arguments::{DiffArguments, DiffFormat};
use super::places;
use super::report::Report;

pub fn run(arguments: &DiffArguments) -> Report {
    let mut report = Report::default();
    diff(arguments, &mut report);
    report
}

fn diff(arguments: &DiffArguments, report: &mut Report) -> Option<()> {
    let new_model = model(arguments.templates.as_ref(), report)?;
    let old_model = match &arguments.old_templates {
        Some(folder) => Some(model(Some(folder), report)?),
        None => None,
    };
    let old_model = old_model.as_ref().unwrap_or(&new_model);
    let old = year(&arguments.old, old_model, report);
    let new = year(&arguments.new, &new_model, report);
    let (old, new) = (old?, new?);
    let (before, after) = (
        Side {
            model: old_model,
            year: &old,
        },
        Side {
            model: &new_model,
            year: &new,
        },
    );
    let comparison = compare(before, after, &report.sources);
    report.has_failed = !comparison.is_same();
    let text = match arguments.format {
        DiffFormat::Text => terminal(&comparison),
        DiffFormat::Json => json(&comparison),
        DiffFormat::Html => page(&comparison),
    };
    match &arguments.out {
        None => report.done.push(text.trim_end().to_owned()),
        Some(path) => match std::fs::write(path, text) {
            Ok(()) => report.done.push(format!("比较　{}", path.display())),
            Err(error) => report.fault(
                format!("写不了 {}：{}", path.display(), places::explain(&error)),
                "请核对文件夹和权限，或换一个文件名",
            ),
        },
    }
    Some(())
}

fn model(told: Option<&PathBuf>, report: &mut Report) -> Option<Model> {
    let folder = places::folder(told.map(PathBuf::as_path), "templates", report)?;
    let templates = places::templates(&folder, report);
    match load(&templates.model, &report.sources) {
        Ok(model) => Some(model),
        Err(findings) => {
            report.findings.extend(findings);
            None
        }
    }
}

/// A year's notice. What is only odd is for `check` to tell.
fn year(path: &std::path::Path, model: &Model, report: &mut Report) -> Option<Year> {
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
    year
}
