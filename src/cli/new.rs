use std::path::{Path, PathBuf};

use hongtou::calendar::Period;
use hongtou::diagnostic::Diagnostic;
use hongtou::office::fault;

use super::arguments::NewArguments;
use super::choice::{Chosen, Shelf};
use super::desk::{Desk, alone};
use super::report::{Purpose, Report};
use super::schema;
use super::write::Writer;

pub fn run(arguments: &NewArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    new(arguments, &mut report);
    report
}

fn new(arguments: &NewArguments, report: &mut Report) -> Option<()> {
    let shelf = report.ok(Shelf::of(arguments.templates.as_deref()))?;
    let (period, from) = report.ok(wanted(&shelf, arguments))?;
    let last = report.ok(alone(&from.path))?;
    let desk = Desk::open(&from.kind, None, report)?;
    let run = desk.office.read(last, false);
    let renewal = match run.renewal(period) {
        Ok(renewal) => renewal,
        Err(findings) => {
            report.take(run);
            report.findings = findings;
            return None;
        }
    };
    report.findings.extend(renewal.warning);
    let path = arguments.out.clone();
    let path = path.unwrap_or_else(|| beside(&from.path, period));
    // It may be half filled in.
    let writer = Writer::after(desk.read.iter().chain([&from.path]));
    let hint = "请核对文件夹和权限，或用 --out 另写一个文件名";
    let schema = schema::name(&from.kind.name);
    let text = schema::named(&schema, renewal.text);
    report.ok(writer.write_new(&path, text.as_bytes(), hint))?;
    let schema = path.with_file_name(schema);
    report.ok(schema::write(
        &writer,
        &schema,
        &schema::text(desk.office.model()),
    ))?;
    report.done.push(format!("新的一期　{}", path.display()));
    report
        .done
        .push("待填的各项：hongtou check；先看样子：hongtou build --draft".to_owned());
    Some(())
}

/// The period that is asked for, and the input to begin with: the one that is told, else that of
/// the newest period before it.
fn wanted(shelf: &Shelf, arguments: &NewArguments) -> Result<(Period, Chosen), Diagnostic> {
    let period = arguments
        .period()
        .map_err(|message| fault(message, "详见 hongtou new --help"))?;
    let kind = &arguments.words[..arguments.words.len().saturating_sub(1)];
    if let Some(from) = &arguments.from {
        return Ok((period, shelf.chosen(from.clone())?));
    }
    let before = shelf.before(kind, period)?;
    Ok((period, before))
}

/// In the folder of the last period's input.
fn beside(from: &Path, period: Period) -> PathBuf {
    from.with_file_name(format!("{}.toml", period.stem()))
}
