//! Finding the two sides of a comparison: inputs, their archives, the templates.

use std::path::{Path, PathBuf};

use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{self, KindFolder, shown};
use hongtou::office::ground::Found as Input;
use hongtou::office::{Templates, fault, period_said, versions_fault};
use hongtou::versions::{archive_of as archive_of_version, list_of};

use super::arguments::DiffArguments;
use super::choice::Shelf;
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
    let shelf = Shelf::of(arguments.templates.as_deref());
    let (words, [old_version, new_version]) = versions(&arguments.sides);
    let [old_path, new_path] = report.ok(paths(&words, &shelf))?;
    let folder = Some(arguments.archives.as_path());
    let of_old = folder.filter(|_| arguments.old_templates.is_none() || old_version.is_some());
    let old = report.ok(find((&old_path, old_version), of_old, &shelf));
    let new = report.ok(find((&new_path, new_version), folder, &shelf));
    let ((old, old_kind), (new, new_kind)) = (old?, new?);
    report.ok(same_kind((&old, &old_kind), (&new, &new_kind)))?;
    let told = match &arguments.old_templates {
        Some(told) => Some(report.ok(like(told, &new_kind))?),
        None => None,
    };
    let is_archive = new.is_archive;
    let new = side(new, &new_path, new_kind, is_archive, report)?;
    let has_own = told.is_none();
    let old_kind = told.map_or(old_kind, Ok);
    let old = side(old, &old_path, old_kind, has_own, report)?;
    Some((old, new))
}

/// Words without the versions that they name, `2023@2`, and the versions of the last two.
fn versions(words: &[PathBuf]) -> (Vec<PathBuf>, [Option<u32>; 2]) {
    let parted = words.iter().map(|word| {
        let parts = word.to_str().and_then(|text| text.rsplit_once('@'));
        let number = parts.and_then(|(name, number)| Some((name, number.parse().ok()?)));
        match number {
            Some((name, number)) if !word.exists() => (PathBuf::from(name), Some(number)),
            _ => (word.clone(), None),
        }
    });
    let (words, mut numbers): (Vec<PathBuf>, Vec<Option<u32>>) = parted.unzip();
    let (new, old) = (numbers.pop().flatten(), numbers.pop().flatten());
    (words, [old, new])
}

/// The two inputs or archives that the words name.
fn paths(words: &[PathBuf], shelf: &Result<Shelf, Diagnostic>) -> Result<[PathBuf; 2], Diagnostic> {
    let paths = match shelf {
        Ok(shelf) => shelf.named(words)?.0,
        Err(_) => words.to_vec(),
    };
    <[PathBuf; 2]>::try_from(paths).map_err(|_| {
        fault(
            "比较要写两期",
            "例如 hongtou diff inputs/2022.toml inputs/2023.toml，或 hongtou diff 文种 2023-q2 2023-q3",
        )
    })
}

type KindOfToday = Result<KindFolder, Diagnostic>;

/// An input with the archive that lies in `archives`, if one is wanted; or an archive. And the
/// templates of its kind. A version that is named is found beside its archive.
fn find(
    (path, version): (&Path, Option<u32>),
    archives: Option<&Path>,
    shelf: &Result<Shelf, Diagnostic>,
) -> Result<(Input, KindOfToday), Diagnostic> {
    let kinds = shelf.as_ref().map(Shelf::kinds).map_err(Clone::clone);
    if archive::is_one(path) {
        let archive = archive::read(path)?;
        let kind = kinds.and_then(|kinds| of_archive(&archive.kind, kinds, path));
        return Ok((Input::of_archive(shown(path), archive), kind));
    }
    // Whether the one year goes on from the other is no matter of a comparison.
    let mut input = folder::input(path)?;
    input.earlier.continues = false;
    let kind = kinds.and_then(|kinds| folder::kind_of(path, input.file.text(), kinds));
    let name = kind.as_ref().map_or("", |kind| &kind.name);
    let period = period_said(input.file.text());
    let place = archives.and_then(|out| Some(folder::archive_of(out, path, name, period?)));
    if let (Some(number), Some(place)) = (version, &place) {
        let list = list_of(place);
        let archive = archive_of_version(&list, number);
        let archive = archive.map_err(|error| versions_fault(&shown(&list), &error))?;
        let name = format!("{}@{number}", archive.period.stem());
        return Ok((Input::of_archive(name, archive), kind));
    }
    let archive = place.as_ref().filter(|place| place.is_file());
    let found = Input {
        name: shown(path),
        input,
        is_archive: false,
        archive: archive.map(|place| archive::read(place)).transpose()?,
        place: place.as_deref().map(shown),
    };
    Ok((found, kind))
}

/// The templates of today for an archive. One that was made before there were several kinds says
/// none.
fn of_archive(said: &str, kinds: &[KindFolder], path: &Path) -> KindOfToday {
    let kind = match kinds {
        [only] if only.name.is_empty() || said.is_empty() => Some(only),
        kinds => kinds.iter().find(|kind| kind.name == said),
    };
    kind.cloned().ok_or_else(|| {
        fault(
            format!("存档 {} 的那种通报，现在没有模板", shown(path)),
            "用 --templates 指明那种通报的模板",
        )
    })
}

/// The templates of a told folder for the kind of the other side.
fn like(told: &Path, other: &KindOfToday) -> KindOfToday {
    let told = places::folder(Some(told), "templates")?;
    let kinds = folder::kinds(&told);
    let named = other.as_ref().ok().and_then(|other| {
        let mut kinds = kinds.iter();
        kinds.find(|kind| kind.name == other.name)
    });
    named.map_or_else(|| folder::only_kind(&told), |kind| Ok(kind.clone()))
}

/// Of two kinds of notices, nothing can be compared.
fn same_kind(old: (&Input, &KindOfToday), new: (&Input, &KindOfToday)) -> Result<(), Diagnostic> {
    let ((old, Ok(old_kind)), (new, Ok(new_kind))) = (old, new) else {
        return Ok(());
    };
    if old_kind.name == new_kind.name {
        return Ok(());
    }
    Err(fault(
        format!(
            "{} 是 {}，{} 是 {}，不是同一种通报，比不了",
            old.name, old_kind.name, new.name, new_kind.name
        ),
        "请写同一种通报的两期",
    ))
}

/// With the templates of today, which an archive need not have.
fn side(
    found: Input,
    path: &Path,
    kind: KindOfToday,
    has_own: bool,
    report: &mut Report,
) -> Option<Found> {
    let is_own = has_own && found.archive.is_some();
    let today = if is_own {
        kind.ok()
    } else {
        Some(report.ok(kind)?)
    };
    let templates = match &today {
        Some(kind) => Some(report.ok(folder::templates_of(kind))?),
        None => None,
    };
    let place = found.place.as_ref().map(PathBuf::from);
    let folders = today
        .into_iter()
        .flat_map(|kind| [Some(kind.own), kind.shared]);
    Some(Found {
        found,
        today: templates,
        has_own,
        read: [Some(path.to_owned()), place]
            .into_iter()
            .chain(folders)
            .flatten()
            .collect(),
    })
}
