use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hongtou::diagnostic::Diagnostic;
use hongtou::office::{Input, Kind, Run, fault, folder, year_said};
use hongtou::typeset::Standard;

use super::arguments::{BuildArguments, OutputArguments};
use super::desk::{self, Desk};
use super::many::{self, Inputs};
use super::report::{Purpose, Report};
use super::write::Writer;
use super::{archive, places};

pub fn run(arguments: &BuildArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    match report.ok(many::inputs(&arguments.inputs)) {
        Some(Inputs::Many(paths)) => {
            let claims = Claims::of(&paths);
            let builder = Builder::new(&arguments.output, &read(arguments, &paths), claims);
            let folders = (&arguments.inputs, &arguments.fonts);
            many::each(folders, &paths, |desk, path| {
                builder.build(desk, path, folder::input(path))
            })
        }
        Some(Inputs::One(input)) => {
            let Some((desk, path)) = desk::of(&input, Some(&arguments.fonts), &mut report) else {
                return report;
            };
            let read: Vec<PathBuf> = desk.read.iter().chain([&path]).cloned().collect();
            let builder = Builder::new(&arguments.output, &read, Claims::default());
            builder.build(&desk, &path, folder::input(&path))
        }
        None => report,
    }
}

/// All that many inputs are made from.
fn read(arguments: &BuildArguments, inputs: &[PathBuf]) -> Vec<PathBuf> {
    let templates = places::folder(arguments.inputs.templates.as_deref(), "templates");
    let fonts = places::fonts(&arguments.fonts).into_iter().flatten();
    let inputs = inputs.iter().cloned();
    inputs.chain(templates).chain(fonts).collect()
}

/// Builds inputs, each for itself.
pub struct Builder<'a> {
    arguments: &'a OutputArguments,
    writer: Writer,
    claims: Claims,
}

impl<'a> Builder<'a> {
    /// A builder that writes over nothing of what was read.
    pub fn new(arguments: &'a OutputArguments, read: &[PathBuf], claims: Claims) -> Self {
        Self {
            arguments,
            writer: Writer::after(read),
            claims,
        }
    }

    /// Builds the input that was read at a path.
    pub fn build(&self, desk: &Desk, path: &Path, input: Result<Input, Diagnostic>) -> Report {
        let mut report = Report::of(Purpose::Build);
        let run = input.map(|input| desk.office.read(input, self.arguments.draft));
        if let Some(mut run) = report.ok(run) {
            if run.year().is_some() {
                let done = self.written(desk, &mut run, path);
                report.done = report.ok(done).unwrap_or_default();
            }
            report.take(run);
        }
        report
    }

    /// Prints and writes what was made; says what was written, or nothing where the run's own
    /// findings say why not.
    fn written(&self, desk: &Desk, run: &mut Run, path: &Path) -> Result<Vec<String>, Diagnostic> {
        let arguments = self.arguments;
        if let Some(year) = run.notice().map(|notice| notice.year) {
            self.claims.claim(year, path, &arguments.out)?;
        }
        desk.fonts()?;
        let kind = Kind {
            draft: arguments.draft,
            standard: if arguments.archive_1b {
                Standard::A1b
            } else {
                Standard::Accessible
            },
        };
        let Some(printed) = run.print(kind, arguments.force) else {
            return Ok(Vec::new());
        };
        let pages = printed.pdf.pages;
        let results = run.results(printed)?;
        let files = results.map(|(name, bytes)| (arguments.out.join(name), bytes));
        let [(pdf, _), (text, _), (archive, _)] = &files;
        if !arguments.force {
            archive::may_be_written(archive)?;
        }
        let hint = "如果正用阅读器打开着它，请先关闭；或用 --out 另选文件夹";
        self.writer.write(&files, hint)?;
        Ok(vec![
            format!("通报　　{}（{pages} 页）", pdf.display()),
            format!("审阅文本　{}", text.display()),
            format!("存档　　{}", archive.display()),
        ])
    }
}

/// Which inputs want to write the results of which year.
#[derive(Default)]
pub struct Claims(Mutex<BTreeMap<i32, Vec<PathBuf>>>);

impl Claims {
    /// By the years that the inputs say.
    fn of(paths: &[PathBuf]) -> Self {
        let claims = Self::default();
        for path in paths {
            let year = folder::read(path)
                .ok()
                .and_then(|file| year_said(file.text()));
            if let Some(year) = year {
                claims.others(year, path);
            }
        }
        claims
    }

    /// Claims a year; nobody gets one that another claims.
    fn claim(&self, year: i32, path: &Path, out: &Path) -> Result<(), Diagnostic> {
        let Some(other) = self.others(year, path) else {
            return Ok(());
        };
        let pdf = out.join(format!("{year}.pdf"));
        Err(fault(
            format!(
                "{} 和 {} 都是 {year} 年度的数据，都要写 {}，都没有写",
                folder::shown(path),
                folder::shown(&other),
                pdf.display()
            ),
            "请分开来生成，用 --out 写到不同的文件夹",
        ))
    }

    /// Another that claims the same year.
    fn others(&self, year: i32, path: &Path) -> Option<PathBuf> {
        let mut claims = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let claims = claims.entry(year).or_default();
        if !claims.iter().any(|claim| claim == path) {
            claims.push(path.to_owned());
        }
        claims.iter().find(|claim| *claim != path).cloned()
    }
}
