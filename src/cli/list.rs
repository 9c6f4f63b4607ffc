//! The kinds of notices of an office, their inputs, and how each of these stands.

use std::path::Path;

use hongtou::archive::Archive;
use hongtou::calendar::Period;
use hongtou::office::folder::{self, KindFolder, shown};
use hongtou::office::{Run, Templates};
use hongtou::width::left;

use super::arguments::ListArguments;
use super::choice::Shelf;
use super::desk::Desk;
use super::report::{Purpose, Report};
use super::{archive, versions};

pub fn run(arguments: &ListArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    list(arguments, &mut report);
    report
}

fn list(arguments: &ListArguments, report: &mut Report) -> Option<()> {
    let shelf = report.ok(Shelf::of(arguments.templates.as_deref()))?;
    for kind in shelf.kinds() {
        let desk = Desk::open(kind, None, report)?;
        let templates = report.ok(folder::templates_of(kind))?;
        let office = &desk.office.model().office;
        let name = if kind.name.is_empty() {
            office.name.clone()
        } else {
            format!("{}　{}", kind.name, office.name)
        };
        report
            .done
            .push(format!("{name}（{}）", office.cycle.every()));
        let inputs = report.ok(shelf.inputs(Some(kind)))?;
        if inputs.is_empty() {
            report.done.push("  还没有数据文件".to_owned());
        }
        for (period, path) in inputs {
            let state = state(&desk, (kind, &templates), (period, &path), &arguments.out);
            let path = left(&shown(&path), 34);
            report
                .done
                .push(format!("  {}{path}{state}", left(&period.to_string(), 20)));
        }
    }
    Some(())
}

/// What is still to be done for an input.
pub fn state(
    desk: &Desk,
    (kind, templates): (&KindFolder, &Templates),
    (period, path): (Period, &Path),
    out: &Path,
) -> String {
    let run = match desk.read(path, false) {
        Ok(run) => run,
        Err(finding) => return format!("✗ {}", finding.message),
    };
    if run.year().is_none() {
        let open = run.findings().iter();
        let open = open.filter(|finding| finding.code == hongtou::diagnostic::Code::ToFill);
        return match open.count() {
            0 => "✗ 有错误，用 hongtou check 看".to_owned(),
            _ => "还有待填的".to_owned(),
        };
    }
    let place = folder::archive_of(out, path, &kind.name, period);
    if !place.is_file() {
        return "数据齐了，还没有生成".to_owned();
    }
    match archive::read(&place) {
        Ok(archive) if is_of(&archive, &run, templates) => {
            let pdf = place.with_extension("pdf");
            format!("✓ {}{}", shown(&pdf), versions::state(&place, &archive))
        }
        Ok(_) => "生成以后改过，要重新生成".to_owned(),
        Err(finding) => format!("✗ {}", finding.message),
    }
}

/// Whether an archive was made from just this.
fn is_of(archive: &Archive, run: &Run, templates: &Templates) -> bool {
    let input = &run.sources().get(run.input()).text;
    let is_same = archive.input.1 == *input && !archive.draft;
    is_same
        && archive.earlier == run.earlier_texts()
        && archive.templates_unlike(&templates.texts()).is_empty()
}
