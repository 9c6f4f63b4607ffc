use std::path::PathBuf;

use hongtou::compare::json::json;
use hongtou::compare::page::page;
use hongtou::compare::redline::redline;
use hongtou::compare::terminal::terminal;
use hongtou::compare::{Comparison, Grounds, Side, compare};
use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::shown;
use hongtou::office::{Office, fault, remarks_fault};
use hongtou::remarks::{self, State, located};
use hongtou::source::Sources;

use super::arguments::{DiffArguments, DiffFormat};
use super::grounds::Found;
use super::report::Report;
use super::write::Writer;
use super::{grounds, guard, places};

pub fn run(arguments: &DiffArguments) -> Report {
    let mut report = Report::default();
    diff(arguments, &mut report);
    report
}

fn diff(arguments: &DiffArguments, report: &mut Report) -> Option<()> {
    let (old, new) = grounds::of(arguments, report)?;
    let remarked = new.read.first().filter(|_| !new.found.is_archive).cloned();
    // Looked at before anything is made, so that nobody waits for a refusal.
    let writer = report.ok(writer(arguments, [&old, &new]))?;
    // The older year's texts are taken up on top of the newer one's, so that both have places.
    let lack = old.found.lack();
    let opened = (new.found).open(new.today, new.has_own, Sources::default());
    let (office, ground) = report.ok(opened)?;
    let run = office.read(new.found.input, true);
    let input = run.input();
    let (new, findings, sources) = run.into_parts();
    let opened = (old.found).open(old.today, old.has_own, sources);
    let (old_office, mut old_ground) = report.ok(opened)?;
    old_ground.remarks.extend(lack);
    let old_run = old_office.read(old.found.input, true);
    let (old, old_findings, sources) = old_run.into_parts();
    let (Some(old), Some(new)) = (&old, &new) else {
        // Of a year that is made, what is only odd is for `check` to tell.
        let found = [(old.is_none(), old_findings), (new.is_none(), findings)];
        let told = found.into_iter().filter(|(is_told, _)| *is_told);
        report
            .findings
            .extend(told.flat_map(|(_, findings)| findings));
        report.sources = sources;
        return None;
    };
    let before = Side {
        model: old_office.model(),
        year: old,
    };
    let after = Side {
        model: office.model(),
        year: new,
    };
    let mut comparison = compare(before, after, &sources);
    comparison.grounds = Grounds {
        old: old_ground,
        new: ground,
    };
    if let Some(path) = remarked.map(|path| remarks::path_of(&path)) {
        let all = remarks::read(&path).map_err(|fault| remarks_fault(&shown(&path), &fault));
        let open = located(&new.notice, &report.ok(all)?).into_iter();
        comparison.remarks = open.filter(|of| of.remark.state == State::Open).collect();
    }
    report.has_failed = !comparison.is_same();
    let bytes = match arguments.format {
        DiffFormat::Text => text(&comparison, arguments),
        DiffFormat::Json => json(&comparison).into_bytes(),
        DiffFormat::Html => page(&comparison).into_bytes(),
        DiffFormat::Pdf => {
            let notice = redline(&comparison, &old.notice, &new.notice);
            report.ok(use_fonts(&office, arguments))?;
            let printed = office.print(&notice, input, &sources);
            report.sources = sources;
            report.ok(printed)?.bytes
        }
    };
    output(arguments, bytes, &comparison, &writer, report)
}

/// What the comparison may be written over, if it is written.
fn writer(arguments: &DiffArguments, sides: [&Found; 2]) -> Result<Writer, Diagnostic> {
    let told = [
        (&arguments.templates, "templates"),
        (&arguments.old_templates, "templates"),
        (&arguments.fonts.fonts, "fonts"),
    ];
    let told = told.map(|(told, name)| told.clone().or_else(|| places::beside(name)));
    let told: Vec<PathBuf> = told.into_iter().flatten().collect();
    let read = sides.iter().flat_map(|side| &side.read);
    let writer = Writer::after(read.chain(&told).chain(&arguments.fonts.own_fonts));
    if let Some(path) = &arguments.out {
        writer.allows(path)?;
        guard::allows(path, arguments.force)?;
    } else if arguments.format == DiffFormat::Pdf {
        return Err(fault(
            "PDF 不能写到屏幕上",
            "请用 --out 写明文件，例如 --out out/比较.pdf",
        ));
    }
    Ok(writer)
}

/// With colours for the terminal alone.
fn text(comparison: &Comparison, arguments: &DiffArguments) -> Vec<u8> {
    let told = terminal(comparison, arguments.all);
    if arguments.out.is_none() {
        return told.into_bytes();
    }
    anstream::adapter::strip_str(&told).to_string().into_bytes()
}

fn use_fonts(office: &Office, arguments: &DiffArguments) -> Result<(), Diagnostic> {
    let folders = places::fonts(&arguments.fonts)?;
    office.use_fonts(places::font_set(&arguments.fonts, &folders)?);
    Ok(())
}

fn output(
    arguments: &DiffArguments,
    bytes: Vec<u8>,
    comparison: &Comparison,
    writer: &Writer,
    report: &mut Report,
) -> Option<()> {
    let Some(path) = &arguments.out else {
        let text = String::from_utf8(bytes).unwrap_or_default();
        report.done.push(text.trim_end().to_owned());
        return Some(());
    };
    let hint = "请核对文件夹和权限，或换一个文件名";
    report.ok(writer.write(&[(path.clone(), bytes)], hint))?;
    report.done.push(format!("比较　{}", path.display()));
    let remarks = comparison.grounds.remarks();
    let remarks = remarks.map(|remark| format!("说明　{remark}。"));
    report.done.extend(remarks);
    Some(())
}
