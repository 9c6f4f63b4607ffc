//! The one edge of the office: templates, fonts and inputs read from folders.

use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use super::{
    EarlierFile, EarlierFiles, Input, Refusal, Templates, TextFile, archive_name, fault, kind_said,
    period_said,
};
use crate::calendar::{Cycle, Period};
use crate::diagnostic::Diagnostic;
use crate::typeset::FontSet;

/// Where the templates of one kind of notice are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KindFolder {
    /// Its name, by which inputs and the clerk call the kind; empty where the templates have no
    /// folder for each kind.
    pub name: String,
    /// What is the kind's own: `notice.toml`, `figures/`, `sections/`.
    pub own: PathBuf,
    /// What all kinds share, the layout.
    pub shared: Option<PathBuf>,
}

/// What makes a folder the templates of a kind.
const KIND: &str = "notice.toml";
/// What makes a folder the one that kinds share.
const LAYOUT: &str = "gongwen.typ";

/// The kinds of notices in a folder of templates, in the order of their names: a folder for each,
/// or the folder itself.
pub fn kinds(folder: &Path) -> Vec<KindFolder> {
    let name = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.unwrap_or_default().to_owned()
    };
    if folder.join(KIND).is_file() {
        // One of several may be named as well: templates/quarterly.
        let above = folder.parent().filter(|above| above.join(LAYOUT).is_file());
        let shared = above.filter(|_| !folder.join(LAYOUT).is_file());
        return vec![KindFolder {
            name: shared.map_or_else(String::new, |_| name(folder)),
            own: folder.to_owned(),
            shared: shared.map(Path::to_owned),
        }];
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.map(|entry| folder.join(entry.file_name()));
    let folders = folders.filter(|path| path.join(KIND).is_file());
    let mut kinds: Vec<KindFolder> = folders
        .map(|own| KindFolder {
            name: name(&own),
            own,
            shared: Some(folder.to_owned()),
        })
        .collect();
    kinds.sort();
    kinds
}

/// The one kind of notice in a folder of templates.
///
/// # Errors
/// That there is none, or that there are several.
pub fn only_kind(folder: &Path) -> Result<KindFolder, Diagnostic> {
    let mut kinds = kinds(folder);
    match kinds.len() {
        // What is missing is told when the templates are read.
        0 => Ok(KindFolder {
            name: String::new(),
            own: folder.to_owned(),
            shared: None,
        }),
        1 => Ok(kinds.remove(0)),
        _ => Err(fault(
            format!("{} 里有几种通报：{}", shown(folder), names(&kinds)),
            format!("请写明其中一种的文件夹，例如 {}", shown(&kinds[0].own)),
        )),
    }
}

/// The names of kinds, for a reader.
pub fn names(kinds: &[KindFolder]) -> String {
    let names = kinds.iter().map(|kind| kind.name.as_str());
    names.collect::<Vec<_>>().join("、")
}

/// The files of the one kind in a template folder.
///
/// # Errors
/// Files that can't be read; that there are several kinds.
pub fn templates(folder: &Path) -> Result<Templates, Refusal> {
    templates_of(&only_kind(folder)?)
}

/// The files of a kind and those that it shares with others; its own go before them. A link that
/// leads back up is left out.
///
/// # Errors
/// Files that can't be read.
pub fn templates_of(kind: &KindFolder) -> Result<Templates, Refusal> {
    let mut templates = Templates {
        kind: kind.name.clone(),
        ..Templates::default()
    };
    let mut faults = Vec::new();
    let others: Vec<PathBuf> = (kind.shared.iter())
        .flat_map(|shared| kinds(shared).into_iter().map(|kind| kind.own))
        .collect();
    let own = files_below(&kind.own).map(|path| (path, &kind.own));
    let shared = kind.shared.iter().flat_map(|shared| {
        let files = files_below(shared).map(move |path| (path, shared));
        files.filter(|(path, _)| !others.iter().any(|other| path.starts_with(other)))
    });
    for (path, folder) in own.chain(shared) {
        let inside = shown(path.strip_prefix(folder).unwrap_or(&path));
        if !has_kind(&path, &["toml", "typ"]) || templates.files.contains_key(&inside) {
            continue;
        }
        match read(&path) {
            Ok(file) => {
                templates.files.insert(inside, file);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        return Ok(templates);
    }
    Err(faults.into())
}

/// The kind of notice that an input is of: the one that it says, else the one in whose folder it
/// stands, else the only one.
///
/// # Errors
/// That it says none and there are several, or one that there is not.
pub fn kind_of(path: &Path, text: &str, kinds: &[KindFolder]) -> Result<KindFolder, Diagnostic> {
    let named = |name: &str| kinds.iter().find(|kind| kind.name == name);
    if let [only] = kinds
        && only.name.is_empty()
    {
        return Ok(only.clone());
    }
    let file = shown(path);
    if let Some(said) = kind_said(text) {
        return named(said).cloned().ok_or_else(|| {
            fault(
                format!("{file} 里写的是“{said}”，没有这种通报的模板"),
                format!(
                    "可用的有 {}；请核对 kind 一行，或用 --templates 指明模板",
                    names(kinds)
                ),
            )
        });
    }
    let within = path.parent().and_then(Path::file_name);
    let within = within.and_then(|name| name.to_str()).and_then(named);
    match (within, kinds) {
        (Some(kind), _) | (None, [kind]) => Ok(kind.clone()),
        _ => Err(fault(
            format!("{file} 没有写是哪一种通报"),
            format!(
                "请在文件开头加一行 kind = \"…\"，可用的有 {}；或放进同名的文件夹",
                names(kinds)
            ),
        )),
    }
}

/// Where the results of an input belong below the folder of results: those of an input in its
/// kind's folder in a folder of that name, so that two kinds never write the same file.
pub fn results_within(path: &Path, kind: &str) -> PathBuf {
    let within = path.parent().and_then(Path::file_name);
    match within.and_then(|name| name.to_str()) {
        Some(name) if name == kind && !kind.is_empty() => PathBuf::from(name),
        _ => PathBuf::new(),
    }
}

/// Where the archive of a period's results is, below the folder of results.
pub fn archive_of(out: &Path, path: &Path, kind: &str, period: Period) -> PathBuf {
    out.join(results_within(path, kind))
        .join(archive_name(period))
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

/// An input, and the files of earlier periods that lie beside it.
///
/// # Errors
/// That the input can't be read.
pub fn input(path: &Path) -> Result<Input, Diagnostic> {
    let file = read(path)?;
    let earlier = match period_said(file.text()) {
        Some(period) => EarlierFiles {
            last: earlier(path, period, period.plus(-1)),
            // Of a year that is the same file.
            same: match period.cycle() {
                Cycle::Year => EarlierFile::Unasked,
                _ => earlier(path, period, period.in_year(-1)),
            },
            continues: true,
        },
        None => EarlierFiles::default(),
    };
    let origins = fs::read_to_string(origins_of(path)).unwrap_or_default();
    Ok(Input::from(file).after(earlier).from_workbooks(origins))
}

/// Where it is kept, beside an input, where its figures came from: `2023.origins.json`.
pub fn origins_of(path: &Path) -> PathBuf {
    path.with_extension("origins.json")
}

/// An earlier period, from the file beside the input that is named after it.
fn earlier(path: &Path, period: Period, wanted: Period) -> EarlierFile {
    let name = format!("{}.toml", wanted.stem());
    let beside = path.with_file_name(&name);
    if beside.is_file() && beside != path {
        return match read(&beside) {
            Ok(file) => EarlierFile::File(file),
            Err(fault) => EarlierFile::Unreadable(fault),
        };
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let older = periods_in(folder).into_iter();
    let older = older.filter(|other| period.since(*other).is_some_and(|since| since > 0));
    EarlierFile::Missing {
        name,
        newest: older.max(),
    }
}

/// The periods after which input files in a folder are named.
pub fn periods_in(folder: &Path) -> Vec<Period> {
    let period = |path: PathBuf| {
        let stem = path.file_stem()?.to_str()?;
        Period::parse(stem).filter(|_| has_kind(&path, &["toml"]))
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| period(entry.path())).collect()
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
