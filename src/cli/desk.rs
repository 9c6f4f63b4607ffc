//! The office of a command, and its fonts, which are read while it thinks.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::{JoinHandle, spawn};

use hongtou::diagnostic::Diagnostic;
use hongtou::office::{Input, Office, Run, folder};
use hongtou::source::Sources;
use hongtou::typeset::FontSet;

use super::arguments::{FontArguments, InputArguments};
use super::places;
use super::report::Report;

type Fonts = Result<FontSet, Diagnostic>;

/// An office that was opened for a command.
pub struct Desk {
    pub office: Office,
    /// The folders that it was made from.
    pub read: Vec<PathBuf>,
    coming: Mutex<Option<JoinHandle<Fonts>>>,
    fonts: OnceLock<Option<Diagnostic>>,
}

/// The office for one input, and where the input is.
pub fn of(
    arguments: &InputArguments,
    fonts: Option<&FontArguments>,
    report: &mut Report,
) -> Option<(Desk, PathBuf)> {
    let templates = report.ok(places::folder(arguments.templates.as_deref(), "templates"));
    let path = report.ok(places::input(arguments.input.as_deref()));
    let (templates, path) = (templates?, path?);
    Some((Desk::open(&templates, fonts, report)?, path))
}

impl Desk {
    /// Opens it, and begins to read the fonts.
    pub fn open(
        templates: &Path,
        fonts: Option<&FontArguments>,
        report: &mut Report,
    ) -> Option<Self> {
        let folders = fonts.map(places::fonts);
        let mut read = vec![templates.to_owned()];
        read.extend(folders.iter().flatten().flatten().cloned());
        let coming = folders.map(|folders| spawn(|| folder::fonts(&folders?)));
        let files = report.ok(folder::templates(templates))?;
        let office = report.ok(Office::without_fonts(files, Sources::default()))?;
        Some(Self {
            office,
            read,
            coming: Mutex::new(coming),
            fonts: OnceLock::new(),
        })
    }

    /// The desk of an office that has its fonts.
    pub fn of_office(office: Office) -> Self {
        Self {
            office,
            read: Vec::new(),
            coming: Mutex::default(),
            fonts: OnceLock::new(),
        }
    }

    /// Reads an input.
    pub fn read(&self, path: &Path, draft: bool) -> Result<Run<'_>, Diagnostic> {
        Ok(self.office.read(folder::input(path)?, draft))
    }

    /// Waits for the fonts.
    pub fn fonts(&self) -> Result<(), Diagnostic> {
        let fault = self.fonts.get_or_init(|| {
            let coming = self.coming.lock();
            let coming = coming.unwrap_or_else(PoisonError::into_inner).take()?;
            match coming.join().ok()? {
                Ok(fonts) => {
                    self.office.use_fonts(fonts);
                    None
                }
                Err(fault) => Some(fault),
            }
        });
        fault.clone().map_or(Ok(()), Err)
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

/// The same of a plain input that stands for itself.
pub fn alone(path: &Path) -> Result<Input, Diagnostic> {
    Ok(folder::read(path)?.into())
}
