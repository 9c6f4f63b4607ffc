//! The office of a command, and its fonts, which are read while it thinks.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::spawn;

use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::KindFolder;
use hongtou::office::{Input, Office, Run, folder};
use hongtou::source::Sources;
use hongtou::typeset::make_library;

use super::arguments::{FontArguments, InputArguments};
use super::choice::{Chosen, Shelf};
use super::places;
use super::report::Report;

/// An office that was opened for a command.
pub struct Desk {
    pub office: Office,
    /// The folders that it was made from.
    pub read: Vec<PathBuf>,
    /// Whether the fonts could be found.
    fonts: Result<(), Diagnostic>,
}

/// The office for one input, and where the input is.
pub fn of(
    arguments: &InputArguments,
    fonts: Option<&FontArguments>,
    report: &mut Report,
) -> Option<(Desk, PathBuf)> {
    let shelf = report.ok(Shelf::of(arguments.templates.as_deref()));
    if shelf.is_none() && arguments.input.is_empty() {
        report.ok(places::folder(None, "inputs"));
    }
    let shelf = shelf?;
    let Chosen { kind, path } = report.ok(shelf.one(&arguments.input))?;
    Some((Desk::open(&kind, fonts, report)?, path))
}

impl Desk {
    /// Opens it. The fonts that its notices are set in are read further while it is at work.
    pub fn open(
        kind: &KindFolder,
        fonts: Option<&FontArguments>,
        report: &mut Report,
    ) -> Option<Self> {
        let arguments = fonts.cloned().unwrap_or_default();
        let folders = fonts.map(places::fonts);
        let mut read = vec![kind.own.clone()];
        read.extend(kind.shared.clone());
        read.extend(folders.iter().flatten().flatten().cloned());
        let coming = folders.map(|folders| {
            spawn(make_library);
            spawn(move || places::font_set(&arguments, &folders?))
        });
        let files = report.ok(folder::templates_of(kind))?;
        let office = report.ok(Office::without_fonts(files, Sources::default()))?;
        let fonts = coming.map(|coming| coming.join().unwrap_or_else(|panic| resume_unwind(panic)));
        let fonts = fonts.transpose().map(|fonts| {
            if let Some(fonts) = fonts {
                office.use_fonts(fonts);
                spawn(office.preparation());
            }
        });
        Some(Self {
            office,
            read,
            fonts,
        })
    }

    /// The desk of an office that has its fonts.
    pub fn of_office(office: Office) -> Self {
        Self {
            office,
            read: Vec::new(),
            fonts: Ok(()),
        }
    }

    /// Reads an input.
    pub fn read(&self, path: &Path, draft: bool) -> Result<Run<'_>, Diagnostic> {
        Ok(self.office.read(folder::input(path)?, draft))
    }

    /// The office can lay out.
    ///
    /// # Errors
    /// Why it has no fonts.
    pub fn fonts(&self) -> Result<(), Diagnostic> {
        self.fonts.clone()
    }
}

/// Reads the one input of a command into its finished year; nothing, and the reasons in the
/// report, where an error keeps it from being one.
pub fn read<'d>(desk: &'d Desk, path: &Path, draft: bool, report: &mut Report) -> Option<Run<'d>> {
    let run = report.ok(desk.read(path, draft))?;
    if run.year().is_some() {
        return Some(run);
    }
    report.take(run);
    None
}

/// An input with the earlier figures that it looks up, where it is no matter whether it goes on from
/// the period before.
pub fn alone(path: &Path) -> Result<Input, Diagnostic> {
    let mut input = folder::input(path)?;
    input.earlier.continues = false;
    Ok(input)
}
