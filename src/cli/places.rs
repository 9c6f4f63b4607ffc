//! Where things are, and reading them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use hongtou::diagnostic::{Code, Diagnostic};
use hongtou::model::TemplateFiles;
use hongtou::source::{Decoded, EncodingFault, Place, SourceId, decode};

use super::report::Report;

/// A folder of the program: as told, else in the working directory, else
/// beside the program itself.
pub fn folder(told: Option<&Path>, name: &str, report: &mut Report) -> Option<PathBuf> {
    if let Some(told) = told {
        if told.is_dir() {
            return Some(told.to_owned());
        }
        report.fault(
            format!("没有 {} 这个文件夹", told.display()),
            "请核对命令里的文件夹名称",
        );
        return None;
    }
    let found = beside(name);
    if found.is_none() {
        let way_out = if name == "inputs" {
            "写上数据文件的名称".to_owned()
        } else {
            format!("用 --{name} 指明它在哪里")
        };
        report.fault(
            format!("当前文件夹和程序旁边都没有 {name}"),
            format!("请在程序所在的文件夹里运行，或{way_out}"),
        );
    }
    found
}

/// A folder in the working directory, else beside the program itself.
pub fn beside(name: &str) -> Option<PathBuf> {
    let beside = env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(|dir| dir.join(name)));
    [Some(PathBuf::from(name)), beside]
        .into_iter()
        .flatten()
        .find(|path| path.is_dir())
}

/// The folders in which Windows, macOS and Linux keep fonts, with those below them.
pub fn system_fonts() -> Vec<PathBuf> {
    let below = |variable: &str, rest: &str| Some(PathBuf::from(env::var_os(variable)?).join(rest));
    let roots = [
        below("WINDIR", "Fonts"),
        below("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
        Some(PathBuf::from("/System/Library/Fonts")),
        Some(PathBuf::from("/Library/Fonts")),
        below("HOME", "Library/Fonts"),
        Some(PathBuf::from("/usr/share/fonts")),
        Some(PathBuf::from("/usr/local/share/fonts")),
        below("HOME", ".local/share/fonts"),
        below("HOME", ".fonts"),
    ];
    let mut open: Vec<PathBuf> = roots.into_iter().flatten().rev().collect();
    let mut folders = Vec::new();
    while let Some(folder) = open.pop() {
        let Ok(inside) = files_in(&folder) else {
            continue;
        };
        open.extend(inside.into_iter().rev().filter(|path| path.is_dir()));
        folders.push(folder);
    }
    folders
}

/// The input that was named, or that of the newest year.
pub fn input(told: Option<&Path>, report: &mut Report) -> Option<PathBuf> {
    if let Some(told) = told {
        return Some(told.to_owned());
    }
    let folder = folder(None, "inputs", report)?;
    let years = years_in(&folder).into_iter();
    let newest = years.max().map(|year| folder.join(format!("{year}.toml")));
    if newest.is_none() {
        report.fault(
            format!("{} 里没有数据文件", folder.display()),
            "数据文件以年份命名，例如 inputs/2023.toml",
        );
    }
    newest
}

/// The years after which input files in a folder are named.
pub fn years_in(folder: &Path) -> Vec<i32> {
    let year = |path: &PathBuf| {
        let stem = path.file_stem()?.to_str()?;
        let is_input = path.extension().is_some_and(|e| e == "toml");
        let year: u16 = stem.parse().ok().filter(|_| is_input)?;
        Some(i32::from(year)).filter(|year| year.to_string() == stem)
    };
    let files = files_in(folder).unwrap_or_default();
    files.iter().filter_map(year).collect()
}

/// Reads a text file; another encoding than UTF-8 is a finding.
pub fn read_text(path: &Path, report: &mut Report) -> Option<SourceId> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            report.fault(
                format!("读不了 {}：{}", path.display(), explain(&error)),
                "请核对文件名和所在的文件夹",
            );
            return None;
        }
    };
    let name = path.display().to_string().replace('\\', "/");
    match decode(&bytes) {
        Decoded::Utf8(text) => Some(report.sources.add(name, text)),
        Decoded::Other { text, fault, first } => {
            let length = text[first..].chars().next().map_or(0, char::len_utf8);
            let source = report.sources.add(name, text);
            let (message, label, hint) = match fault {
                EncodingFault::Encoding(encoding) => (
                    format!("文件不是 UTF-8 编码，看来是 {encoding}"),
                    "从这里起",
                    "请在编辑器里“另存为”，编码选 UTF-8",
                ),
                EncodingFault::Bytes => (
                    "文件里有损坏的字节，不是 UTF-8 文字".to_owned(),
                    "第一处",
                    "请把这里的字删掉重打，再保存",
                ),
            };
            report.findings.push(
                Diagnostic::error(Code::BadEncoding, message)
                    .label(Place::new(source, first..first + length), label)
                    .hint(hint),
            );
            Some(source)
        }
        Decoded::Binary => {
            report.fault(
                format!("{name} 不是文本文件"),
                "数据文件是 UTF-8 编码的 .toml 文本，用记事本一类的编辑器打开和保存",
            );
            None
        }
    }
}

/// The files of a template folder: what the model reads, and the layout.
pub struct Templates {
    pub model: TemplateFiles,
    pub layout: BTreeMap<String, SourceId>,
}

pub fn templates(folder: &Path, report: &mut Report) -> Templates {
    let mut templates = Templates {
        model: BTreeMap::new(),
        layout: BTreeMap::new(),
    };
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        for path in files_in(&here).unwrap_or_default() {
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let Some(kind) = path.extension().and_then(|e| e.to_str()) else {
                continue;
            };
            let files = match kind {
                "toml" => &mut templates.model,
                "typ" => &mut templates.layout,
                _ => continue,
            };
            let inside = path.strip_prefix(folder).unwrap_or(&path);
            let key = inside.display().to_string().replace('\\', "/");
            if let Some(source) = read_text(&path, report) {
                files.insert(key, source);
            }
        }
    }
    templates
}

/// In the order of their names: a folder's own order differs from machine to machine.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// The system's reason in Chinese, where it is a common one.
pub fn explain(error: &io::Error) -> String {
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
