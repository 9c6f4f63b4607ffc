use std::path::PathBuf;

use hongtou::compare::json::json;
use hongtou::compare::page::page;
use hongtou::compare::redline::redline;
use hongtou::compare::terminal::terminal;
use hongtou::compare::{Comparison, Grounds, Side, compare};
use hongtou::pipeline::{Order, Year, finish_after};

use super::arguments::{DiffArguments, DiffFormat};
use super::check::Made;
use super::grounds::Basis;
use super::layout::{Kind, fonts, tell, typeset};
use super::places;
use super::report::Report;
use super::write::write;
use super::{grounds, guard};

pub fn run(arguments: &DiffArguments) -> Report {
    let mut report = Report::default();
    diff(arguments, &mut report);
    report
}

fn diff(arguments: &DiffArguments, report: &mut Report) -> Option<()> {
    let (old_basis, new_basis) = grounds::of(arguments, report)?;
    if !may_write(arguments, &old_basis, &new_basis, report) {
        return None;
    }
    let (old, new) = (year(&old_basis, report), year(&new_basis, report));
    let (old, new) = (old?, new?);
    let before = Side {
        model: &old_basis.model,
        year: &old,
    };
    let after = Side {
        model: &new_basis.model,
        year: &new,
    };
    let mut comparison = compare(before, after, &report.sources);
    comparison.grounds = Grounds {
        old: old_basis.ground,
        new: new_basis.ground,
    };
    report.has_failed = !comparison.is_same();
    let bytes = match arguments.format {
        DiffFormat::Text => text(&comparison, arguments),
        DiffFormat::Json => json(&comparison).into_bytes(),
        DiffFormat::Html => page(&comparison).into_bytes(),
        DiffFormat::Pdf => {
            let notice = redline(&comparison, &old.notice, &new.notice);
            let made = Made {
                model: new_basis.model,
                templates: new_basis.templates,
                input: new_basis.input,
                work: Year { notice, ..new },
            };
            pdf(&made, arguments, report)?
        }
    };
    output(arguments, bytes, &comparison, report);
    Some(())
}

/// Looked at before anything is made, so that nobody waits for a refusal.
fn may_write(arguments: &DiffArguments, old: &Basis, new: &Basis, report: &mut Report) -> bool {
    let Some(path) = &arguments.out else {
        return true;
    };
    let mut read: Vec<PathBuf> = old.read.iter().chain(&new.read).cloned().collect();
    for (told, name) in [
        (&arguments.templates, "templates"),
        (&arguments.old_templates, "templates"),
        (&arguments.fonts.fonts, "fonts"),
    ] {
        read.extend(told.clone().or_else(|| places::beside(name)));
    }
    guard::allows(path, &read, arguments.force, report)
}

/// With colours for the terminal alone.
fn text(comparison: &Comparison, arguments: &DiffArguments) -> Vec<u8> {
    let told = terminal(comparison, arguments.all);
    if arguments.out.is_none() {
        return told.into_bytes();
    }
    anstream::adapter::strip_str(&told).to_string().into_bytes()
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

fn output(arguments: &DiffArguments, bytes: Vec<u8>, comparison: &Comparison, report: &mut Report) {
    let Some(path) = &arguments.out else {
        let text = String::from_utf8(bytes).unwrap_or_default();
        report.done.push(text.trim_end().to_owned());
        return;
    };
    match write(&[(path.clone(), bytes)]) {
        Ok(()) => {
            report.done.push(format!("比较　{}", path.display()));
            let remarks = comparison.grounds.remarks();
            let remarks = remarks.map(|remark| format!("说明　{remark}。"));
            report.done.extend(remarks);
        }
        Err((path, error)) => report.fault(
            format!("写不了 {}：{}", path.display(), places::explain(&error)),
            "请核对文件夹和权限，或换一个文件名",
        ),
    }
}

/// A year's notice. What is only odd is for `check` to tell.
fn year(basis: &Basis, report: &mut Report) -> Option<Year> {
    let order = Order {
        last: None,
        draft: true,
    };
    let (year, findings) = finish_after(&basis.model, basis.input, &report.sources, order);
    if year.is_none() {
        report.findings.extend(findings);
    }
    year
}
