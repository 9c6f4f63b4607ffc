//! Finding the two sides of a comparison: inputs, their archives, the templates.

use std::path::{Path, PathBuf};

use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{self, shown};
use hongtou::office::ground::Found as Input;
use hongtou::office::{Templates, archive_name, year_said};

use super::arguments::DiffArguments;
use super::report::Report;
use super::{archive, places};

/// One side: an input, the templates of today, and whether it may have its archive's.
pub struct Found {
    pub found: Input,
    pub today: Option<Templates>,
    /// It may be composed with the templates of its archive.
    pub has_own: bool,
    /// What was read for it, and so may not be written over.
    pub read: Vec<PathBuf>,
}

/// Both sides. The newer one is still being worked on, so it is made with the
/// templates of today; the older one with its own, unless others are told.
pub fn of(arguments: &DiffArguments, report: &mut Report) -> Option<(Found, Found)> {
    let folder = Some(arguments.archives.as_path());
    let of_old = folder.filter(|_| arguments.old_templates.is_none());
    let old = report.ok(find(&arguments.old, of_old));
    let new = report.ok(find(&arguments.new, folder));
    let (old, new) = (old?, new?);
    let today = arguments.templates.as_deref();
    let told = arguments.old_templates.as_deref();
    let is_archive = new.is_archive;
    let new = side(new, &arguments.new, today, is_archive, report)?;
    let old = side(old, &arguments.old, told.or(today), told.is_none(), report)?;
    Some((old, new))
}

/// An input with the archive that lies in `archives`, if one is wanted; or an archive.
fn find(path: &Path, archives: Option<&Path>) -> Result<Input, Diagnostic> {
    if archive::is_one(path) {
        return Ok(Input::of_archive(shown(path), archive::read(path)?));
    }
    let input = folder::read(path)?;
    let year = year_said(input.text());
    let place = archives.and_then(|folder| Some(folder.join(archive_name(year?))));
    let archive = place.as_ref().filter(|place| place.is_file());
    Ok(Input {
        name: shown(path),
        input,
        is_archive: false,
        archive: archive.map(|place| archive::read(place)).transpose()?,
        place: place.as_deref().map(shown),
    })
}

/// With the templates of today, which an archive need not have.
fn side(
    found: Input,
    path: &Path,
    told: Option<&Path>,
    has_own: bool,
    report: &mut Report,
) -> Option<Found> {
    let is_own = has_own && found.archive.is_some();
    let today = match told.or_else(|| is_own.then_some(Path::new("templates"))) {
        Some(folder) if is_own && !folder.is_dir() => None,
        folder => Some(report.ok(places::folder(folder, "templates"))?),
    };
    let templates = match &today {
        Some(folder) => Some(report.ok(folder::templates(folder))?),
        None => None,
    };
    let place = found.place.as_ref().map(PathBuf::from);
    Some(Found {
        found,
        today: templates,
        has_own,
        read: [Some(path.to_owned()), place, today]
            .into_iter()
            .flatten()
            .collect(),
    })
}
