use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hongtou::calendar::Period;
use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::results_within;
use hongtou::office::{Edition, Input, Results, Run, fault, folder, period_said};
use hongtou::typeset::Standard;
use hongtou::versions::list_of;

use super::arguments::{BuildArguments, OutputArguments};
use super::choice::Chosen;
use super::desk::Desk;
use super::many::{self, Inputs};
use super::report::{Purpose, Report};
use super::write::Writer;
use super::{archive, places, versions};

pub fn run(arguments: &BuildArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    match report.ok(many::inputs(&arguments.inputs)) {
        Some(Inputs::Many(paths)) => {
            let claims = Claims::of(&paths, &arguments.output.out);
            let builder = Builder::new(&arguments.output, &read(arguments, &paths), claims);
            many::each(&arguments.fonts, &paths, |desk, path| {
                builder.build(desk, path, folder::input(path))
            })
        }
        Some(Inputs::One(Chosen { kind, path })) => {
            let Some(desk) = Desk::open(&kind, Some(&arguments.fonts), &mut report) else {
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
fn read(arguments: &BuildArguments, inputs: &[Chosen]) -> Vec<PathBuf> {
    let templates = places::folder(arguments.inputs.templates.as_deref(), "templates");
    let fonts = places::fonts(&arguments.fonts).into_iter().flatten();
    let inputs = inputs.iter().map(|input| input.path.clone());
    inputs.chain(templates).chain(fonts).collect()
}

/// Builds inputs, each for itself.
pub struct Builder<'a> {
    arguments: &'a OutputArguments,
    writer: Writer,
    claims: Claims,
    /// Whether what is built is kept as a version.
    keeps: bool,
}

impl<'a> Builder<'a> {
    /// A builder that writes over nothing of what was read.
    pub fn new(arguments: &'a OutputArguments, read: &[PathBuf], claims: Claims) -> Self {
        Self {
            arguments,
            writer: Writer::after(read),
            claims,
            keeps: true,
        }
    }

    /// The same, without keeping versions: it builds at every save.
    pub fn without_versions(mut self) -> Self {
        self.keeps = false;
        self
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
        let out = arguments.out.join(results_within(path, desk.office.kind()));
        if let Some(period) = run.notice().map(|notice| notice.period) {
            self.claims.claim(&out, period, path)?;
        }
        desk.fonts()?;
        let edition = Edition {
            draft: arguments.draft,
            standard: if arguments.archive_1b {
                Standard::A1b
            } else {
                Standard::Accessible
            },
            ofd: arguments.ofd,
            docx: arguments.docx,
        };
        let Some(printed) = run.print(edition, arguments.force) else {
            return Ok(Vec::new());
        };
        let pages = printed.pdf.pages;
        let Results { files, made_from } = run.results(printed)?;
        let files = files.into_iter();
        let files: Vec<(PathBuf, Vec<u8>)> =
            files.map(|(name, bytes)| (out.join(name), bytes)).collect();
        let [(pdf, _), (text, _), (archive, _), others @ ..] = files.as_slice() else {
            return Ok(Vec::new());
        };
        if !arguments.force {
            archive::may_be_written(archive, desk.office.kind())?;
        }
        let list = list_of(archive);
        if !arguments.correct {
            versions::may_be_built(&list, &made_from)?;
        }
        let hint = "如果正用阅读器打开着它，请先关闭；或用 --out 另选文件夹";
        self.writer.write(&files, hint)?;
        let mut said = vec![
            format!("通报　　{}（{pages} 页）", pdf.display()),
            format!("审阅文本　{}", text.display()),
            format!("存档　　{}", archive.display()),
        ];
        said.extend(self.keeps.then(|| versions::kept(&list, &made_from)));
        let others = others.iter();
        said.extend(others.map(|(path, _)| {
            let is_word = path
                .extension()
                .is_some_and(|extension| extension == "docx");
            let what = if is_word {
                "Word 文件"
            } else {
                "版式文件　"
            };
            format!("{what}{}{}", if is_word { " " } else { "" }, path.display())
        }));
        Ok(said)
    }
}

/// Which inputs want to write which results, by the path of the PDF.
#[derive(Default)]
pub struct Claims(Mutex<BTreeMap<PathBuf, Vec<PathBuf>>>);

impl Claims {
    /// By the periods that the inputs say.
    fn of(inputs: &[Chosen], out: &Path) -> Self {
        let claims = Self::default();
        for Chosen { kind, path } in inputs {
            let file = folder::read(path).ok();
            if let Some(period) = file.and_then(|file| period_said(file.text())) {
                let out = out.join(results_within(path, &kind.name));
                claims.others(pdf(&out, period), path);
            }
        }
        claims
    }

    /// Claims a period's results in a folder; nobody gets those that another claims.
    fn claim(&self, out: &Path, period: Period, path: &Path) -> Result<(), Diagnostic> {
        let pdf = pdf(out, period);
        let Some(other) = self.others(pdf.clone(), path) else {
            return Ok(());
        };
        Err(fault(
            format!(
                "{} 和 {} 都是 {period}的数据，都要写 {}，都没有写",
                folder::shown(path),
                folder::shown(&other),
                pdf.display()
            ),
            "请分开来生成，用 --out 写到不同的文件夹",
        ))
    }

    /// Another that claims the same result.
    fn others(&self, pdf: PathBuf, path: &Path) -> Option<PathBuf> {
        let mut claims = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let claims = claims.entry(pdf).or_default();
        if !claims.iter().any(|claim| claim == path) {
            claims.push(path.to_owned());
        }
        claims.iter().find(|claim| *claim != path).cloned()
    }
}

fn pdf(out: &Path, period: Period) -> PathBuf {
    out.join(format!("{}.pdf", period.stem()))
}
