//! The one edge of the office: templates, fonts and inputs read from folders.

use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use super::{Input, LastYear, Refusal, Templates, TextFile, fault, year_said};
use crate::diagnostic::Diagnostic;
use crate::typeset::FontSet;

/// The files of a template folder and those below it. A link that leads back up is left out.
///
/// # Errors
/// Files that can't be read.
pub fn templates(folder: &Path) -> Result<Templates, Refusal> {
    let mut templates = Templates::default();
    let mut faults = Vec::new();
    for path in files_below(folder) {
        if !has_kind(&path, &["toml", "typ"]) {
            continue;
        }
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        match read(&path) {
            Ok(file) => {
                templates.files.insert(shown(inside), file);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        return Ok(templates);
    }
    Err(faults.into())
}

/// The fonts of folders; those of the first go first.
///
/// # Errors
/// That they can't be read, or that there are none.
pub fn fonts(folders: &[impl AsRef<Path>]) -> Result<FontSet, Diagnostic> {
    let folders: Vec<PathBuf> = folders.iter().map(|f| f.as_ref().to_owned()).collect();
    let names = folders.iter().map(|folder| folder.display().to_string());
    let names = names.collect::<Vec<_>>().join("、");
    match FontSet::of_folders(&folders) {
        Ok(fonts) if !fonts.is_empty() => Ok(fonts),
        Ok(_) => Err(fault(
            format!("{names} 里没有字体"),
            "请从发布的程序包里恢复 fonts 文件夹",
        )),
        Err(error) => Err(fault(
            format!("读不了字体 {names}：{}", reason(&error)),
            "请核对文件夹和权限",
        )),
    }
}

/// An input, and the file of the year before that lies beside it.
///
/// # Errors
/// That the input can't be read.
pub fn input(path: &Path) -> Result<Input, Diagnostic> {
    let file = read(path)?;
    let last = year_said(file.text()).map_or(LastYear::Unasked, |year| last_year(path, year));
    Ok(Input::from(file).after(last))
}

/// The year before, from the file beside the input that is named after it.
fn last_year(path: &Path, year: i32) -> LastYear {
    let name = format!("{}.toml", year - 1);
    let beside = path.with_file_name(&name);
    if beside.is_file() && beside != path {
        return match read(&beside) {
            Ok(file) => LastYear::File(file),
            Err(fault) => LastYear::Unreadable(fault),
        };
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let older = years_in(folder).into_iter().filter(|other| *other < year);
    LastYear::Missing {
        name,
        newest: older.max(),
    }
}

/// The years after which input files in a folder are named.
pub fn years_in(folder: &Path) -> Vec<i32> {
    let year = |path: PathBuf| {
        let stem = path.file_stem()?.to_str()?;
        let year: u16 = stem.parse().ok().filter(|_| has_kind(&path, &["toml"]))?;
        Some(i32::from(year)).filter(|year| year.to_string() == stem)
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| year(entry.path())).collect()
}

/// A text file.
///
/// # Errors
/// That it can't be read, or is no text.
pub fn read(path: &Path) -> Result<TextFile, Diagnostic> {
    let bytes = fs::read(path).map_err(|error| {
        fault(
            format!("读不了 {}：{}", path.display(), reason(&error)),
            "请核对文件名和所在的文件夹",
        )
    })?;
    TextFile::of_bytes(shown(path), &bytes)
}

/// All files below a folder in the order of their names, which a folder's own order is not. Links
/// are followed, but not in circles.
pub fn files_below(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let files = walk.into_iter().flatten();
    files
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
}

/// Whether a file's name ends so.
pub fn has_kind(path: &Path, kinds: &[&str]) -> bool {
    let kind = path.extension().and_then(|kind| kind.to_str());
    kind.is_some_and(|kind| kinds.iter().any(|known| kind.eq_ignore_ascii_case(known)))
}

/// A path as it is shown on every system.
pub fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// The system's reason in Chinese, where it is a common one.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，或文件正被别的程序打开".to_owned(),
        io::ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "有同名的文件挡在那里".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => "那里不许写文件".to_owned(),
        io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
        _ => error.to_string(),
    }
}
