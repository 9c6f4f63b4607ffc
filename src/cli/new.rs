use std::path::{Path, PathBuf};

use super::arguments::NewArguments;
use super::desk::{Desk, alone};
use super::places;
use super::report::{Purpose, Report};
use super::write::Writer;

pub fn run(arguments: &NewArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    new(arguments, &mut report);
    report
}

fn new(arguments: &NewArguments, report: &mut Report) -> Option<()> {
    let templates = report.ok(places::folder(arguments.templates.as_deref(), "templates"))?;
    let last = report.ok(alone(&arguments.from))?;
    let desk = Desk::open(&templates, None, report)?;
    let run = desk.office.read(last, false);
    let renewal = match run.renewal(arguments.year) {
        Ok(renewal) => renewal,
        Err(findings) => {
            report.take(run);
            report.findings = findings;
            return None;
        }
    };
    report.findings.extend(renewal.warning);
    let path = arguments.out.clone();
    let path = path.unwrap_or_else(|| beside(&arguments.from, arguments.year));
    // It may be half filled in.
    let writer = Writer::after(desk.read.iter().chain([&arguments.from]));
    let hint = "请核对文件夹和权限，或用 --out 另写一个文件名";
    report.ok(writer.write_new(&path, renewal.text.as_bytes(), hint))?;
    report.done.push(format!("新年度　{}", path.display()));
    report
        .done
        .push("待填的各项：hongtou check；先看样子：hongtou build --draft".to_owned());
    Some(())
}

/// In the folder of last year's input.
fn beside(from: &Path, year: i32) -> PathBuf {
    from.with_file_name(format!("{year}.toml"))
}
