use std::io;
use std::path::{Path, PathBuf};

use hongtou::diagnostic::{Code, Diagnostic};
use hongtou::model::load;
use hongtou::pipeline::finish_year;
use hongtou::renew::renew;

use super::arguments::NewArguments;
use super::places;
use super::report::{Purpose, Report};
use super::write::write_new;

pub fn run(arguments: &NewArguments) -> Report {
    let mut report = Report {
        purpose: Purpose::Build,
        ..Report::default()
    };
    new(arguments, &mut report);
    report
}

fn new(arguments: &NewArguments, report: &mut Report) -> Option<()> {
    let folder = places::folder(arguments.templates.as_deref(), "templates", report)?;
    let templates = places::templates(&folder, report);
    let source = places::read_text(&arguments.from, report)?;
    let model = match load(&templates.model, &report.sources) {
        Ok(model) => model,
        Err(findings) => {
            report.findings.extend(findings);
            return None;
        }
    };
    let (last, findings) = finish_year(&model, source, &report.sources);
    let Some(last) = last.filter(|_| !report.has_errors()) else {
        report.findings.extend(findings);
        return None;
    };
    if arguments.year <= last.notice.year {
        report.fault(
            format!("{} 不是 {} 以后的年度", arguments.year, last.notice.year),
            "新的年度要晚于上一年的数据",
        );
        return None;
    }
    let text = renew(
        &model,
        &last,
        &report.sources.get(source).text,
        arguments.year,
    );
    report
        .findings
        .extend(skipped(last.notice.year, arguments.year));
    let path = arguments
        .out
        .clone()
        .unwrap_or_else(|| beside(&arguments.from, arguments.year));
    // It may be half filled in.
    match write_new(&path, text.as_bytes()) {
        Ok(()) => {
            report.done.push(format!("新年度　{}", path.display()));
            report
                .done
                .push("待填的各项：hongtou check；先看样子：hongtou build --draft".to_owned());
            Some(())
        }
        Err(error) => {
            let hint = if error.kind() == io::ErrorKind::AlreadyExists {
                "已有的文件不会被盖掉；请先移走它，或用 --out 另写一个文件名"
            } else {
                "请核对文件夹和权限，或用 --out 另写一个文件名"
            };
            report.fault(
                format!("写不了 {}：{}", path.display(), places::explain(&error)),
                hint,
            );
            None
        }
    }
}

/// Where years lie between the two, the end of the one is not the beginning of the other.
fn skipped(last: i32, year: i32) -> Option<Diagnostic> {
    let between: Vec<String> = (last + 1..year).map(|year| year.to_string()).collect();
    let between = between.join("、");
    let message =
        format!("{year} 与 {last} 之间隔了 {between} 年，没有上年末的数可以结转，各项都待填");
    let hint =
        format!("有 {between} 年度的数据，就从最近一年的文件起：hongtou new {year} --from …");
    (!between.is_empty()).then(|| Diagnostic::warning(Code::NoLastYear, message).hint(hint))
}

/// In the folder of last year's input.
fn beside(from: &Path, year: i32) -> PathBuf {
    from.with_file_name(format!("{year}.toml"))
}
