//! Forms to be filled in with a spreadsheet.

use std::path::{Path, PathBuf};

use hongtou::calendar::Period;
use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{self, results_within};
use hongtou::office::{EarlierFile, EarlierFiles, Filed, Input, TextFile, period_said};

use super::arguments::FormArguments;
use super::choice::{Chosen, Shelf};
use super::desk::{Desk, alone};
use super::report::{Purpose, Report};
use super::schema;
use super::write::Writer;

pub fn run(arguments: &FormArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    form(arguments, &mut report);
    report
}

fn form(arguments: &FormArguments, report: &mut Report) -> Option<()> {
    let shelf = report.ok(Shelf::of(arguments.templates.as_deref()))?;
    let (desk, path, input) = of_period(&shelf, &arguments.input, report)?;
    let period = period_said(input.file.text());
    let stem = period.map_or_else(|| "form".to_owned(), Period::stem);
    let forms = report.ok(desk.office.forms(input, arguments.by.as_deref()))?;
    let out = arguments
        .out
        .join(results_within(&path, desk.office.kind()));
    let files: Vec<(PathBuf, Vec<u8>)> = forms
        .into_iter()
        .map(|Filed { of, bytes }| (out.join(file_name(&stem, &of)), bytes))
        .collect();
    let writer = Writer::after(desk.read.iter().chain([&path]));
    let hint = "如果正开着它，请先关闭；或用 --out 另选文件夹";
    if arguments.force {
        report.ok(writer.write(&files, hint))?;
    } else {
        // A form may be half filled in: all of them, or none.
        for (path, _) in &files {
            report.ok(is_new(path))?;
        }
        for (path, bytes) in &files {
            report.ok(writer.write_new(path, bytes, hint))?;
        }
    }
    for (path, _) in &files {
        report.done.push(format!("填报表　{}", path.display()));
    }
    let next = "填好后：hongtou import 填好的文件…";
    report.done.push(next.to_owned());
    Some(())
}

fn is_new(path: &Path) -> Result<(), Diagnostic> {
    if !path.exists() {
        return Ok(());
    }
    Err(hongtou::office::fault(
        format!(
            "{} 已经有了，里面可能有填好的数，没有盖掉它",
            path.display()
        ),
        "请用 --out 另选文件夹；确实要盖掉，加上 --force",
    ))
}

/// 2023.xlsx, or 2023-NAME.xlsx of one row.
fn file_name(stem: &str, of: &str) -> String {
    let plain = |c: char| {
        if "/\\:*?\"<>|".contains(c) || c.is_control() {
            '_'
        } else {
            c
        }
    };
    let of: String = of.chars().map(plain).collect();
    if of.is_empty() {
        format!("{stem}.xlsx")
    } else {
        format!("{stem}-{of}.xlsx")
    }
}

/// The input that words name. A period that has none yet has the one that `new` would write.
pub fn of_period(
    shelf: &Shelf,
    words: &[PathBuf],
    report: &mut Report,
) -> Option<(Desk, PathBuf, Input)> {
    let missing = match shelf.named(words) {
        Ok(_) => None,
        Err(_) => words.last().and_then(|word| Period::parse(word.to_str()?)),
    };
    let Some(period) = missing else {
        let Chosen { kind, path } = report.ok(shelf.one(words))?;
        let input = report.ok(folder::input(&path))?;
        return Some((Desk::open(&kind, None, report)?, path, input));
    };
    let before = shelf.before(&words[..words.len() - 1], period);
    let Chosen { kind, path: last } = report.ok(before)?;
    let desk = Desk::open(&kind, None, report)?;
    let last_input = report.ok(alone(&last))?;
    let file = last_input.file.clone();
    let run = desk.office.read(last_input, false);
    let renewal = match run.renewal(period) {
        Ok(renewal) => renewal,
        Err(findings) => {
            report.take(run);
            report.findings = findings;
            return None;
        }
    };
    drop(run);
    report.findings.extend(renewal.warning);
    let path = last.with_file_name(format!("{}.toml", period.stem()));
    let text = schema::named(&schema::name(desk.office.kind()), renewal.text);
    let text = TextFile::of_text(folder::shown(&path), text);
    let input = Input::from(text).after(EarlierFiles {
        last: EarlierFile::File(file),
        continues: true,
        ..EarlierFiles::default()
    });
    Some((desk, path, input))
}
