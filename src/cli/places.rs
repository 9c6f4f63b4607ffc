//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use hongtou::diagnostic::Diagnostic;
use hongtou::office::fault;
use hongtou::office::folder::{self as read, files_below, has_kind};
use hongtou::office::home::Surroundings;
use hongtou::typeset::FontSet;

use super::arguments::FontArguments;

/// Where the inputs are.
const INPUTS: &str = "inputs";
/// Where an office keeps the fonts that it holds licences for.
const OWN: &str = "fonts-own";

/// A folder of the program: as told, else as [`beside`] finds it.
pub fn folder(told: Option<&Path>, name: &str) -> Result<PathBuf, Diagnostic> {
    if let Some(told) = told {
        if told.is_dir() {
            return Ok(told.to_owned());
        }
        return Err(fault(
            format!("没有 {} 这个文件夹", told.display()),
            "请核对命令里的文件夹名称",
        ));
    }
    beside(name).ok_or_else(|| {
        let way_out = match name {
            INPUTS if Surroundings::of_process().installed().is_some() => {
                "写上数据文件的名称；要从样例数据开始，先运行 hongtou samples".to_owned()
            }
            INPUTS => "写上数据文件的名称".to_owned(),
            name => format!("用 --{name} 指明它在哪里"),
        };
        fault(
            format!("当前文件夹和程序旁边都没有 {name}"),
            format!("请在程序所在的文件夹里运行，或{way_out}"),
        )
    })
}

/// The folders of fonts in the order in which they serve: the office's own, the
/// program's, and the system's if asked for.
pub fn fonts(arguments: &FontArguments) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut folders = Vec::new();
    for told in &arguments.own_fonts {
        folders.push(folder(Some(told), OWN)?);
    }
    folders.extend(beside(OWN));
    folders.push(folder(arguments.fonts.as_deref(), "fonts")?);
    if arguments.system_fonts {
        folders.extend(system_fonts());
    }
    Ok(folders)
}

/// The fonts of those folders.
pub fn font_set(arguments: &FontArguments, folders: &[PathBuf]) -> Result<FontSet, Diagnostic> {
    let fonts = read::fonts(folders)?;
    Ok(if arguments.embed_any_font {
        fonts.licensed()
    } else {
        fonts
    })
}

/// A folder in the working directory, else the user's own, beside the program, or installed with it.
pub fn beside(name: &str) -> Option<PathBuf> {
    let around = Surroundings::of_process();
    if name == INPUTS {
        around.inputs()
    } else {
        around.folder(name)
    }
}

/// The folders in which Windows, macOS and Linux keep fonts, with those below them.
fn system_fonts() -> Vec<PathBuf> {
    let below = |variable: &str, rest: &str| Some(PathBuf::from(env::var_os(variable)?).join(rest));
    // A user's own go before those of the system.
    let roots = [
        below("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
        below("HOME", "Library/Fonts"),
        below("HOME", ".local/share/fonts"),
        below("HOME", ".fonts"),
        below("WINDIR", "Fonts"),
        Some(PathBuf::from("/System/Library/Fonts")),
        Some(PathBuf::from("/Library/Fonts")),
        Some(PathBuf::from("/usr/share/fonts")),
        Some(PathBuf::from("/usr/local/share/fonts")),
    ];
    let files = roots.iter().flatten().flat_map(|root| files_below(root));
    let folders = files.filter_map(|file| file.parent().map(Path::to_owned));
    let mut folders: Vec<PathBuf> = folders.collect();
    let mut seen = std::collections::HashSet::new();
    folders.retain(|folder| seen.insert(folder.clone()));
    folders
}

/// The inputs that were named: files, folders of them, and names with * and ?, which a shell may
/// not have written out.
pub fn inputs(told: &[PathBuf]) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let mut inputs = Vec::new();
    let mut faults = Vec::new();
    for told in told {
        let pattern = told.file_name().and_then(|name| name.to_str());
        let pattern = pattern.filter(|name| name.contains(['*', '?']) && !told.exists());
        let found: Vec<PathBuf> = match (told.is_dir(), pattern) {
            (true, _) => files_in(told, "*.toml"),
            (false, Some(pattern)) => files_in(parent(told), pattern),
            (false, None) => vec![told.clone()],
        };
        if found.is_empty() {
            faults.push(fault(
                format!("{} 里没有数据文件", told.display()),
                "数据文件是 .toml 文件，例如 inputs/2023.toml",
            ));
        }
        inputs.extend(found);
    }
    let mut seen = std::collections::HashSet::new();
    inputs.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    if faults.is_empty() {
        return Ok(inputs);
    }
    Err(faults)
}

/// The folder that a file is in.
pub fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The .toml files right in a folder whose names match, in the order of their names.
fn files_in(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let matches = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.unwrap_or_default();
        has_kind(path, &["toml"]) && !name.starts_with('.') && like(name, pattern)
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| folder.join(entry.file_name()));
    let mut paths: Vec<PathBuf> = paths.filter(|p| p.is_file()).filter(matches).collect();
    paths.sort();
    // As one would write it.
    if folder == Path::new(".") && !pattern.starts_with("./") {
        let bare = |path: &PathBuf| path.strip_prefix(".").unwrap_or(path).to_owned();
        paths = paths.iter().map(bare).collect();
    }
    paths
}

/// Whether a name is like a pattern, in which * is any text and ? any character.
pub fn like(name: &str, pattern: &str) -> bool {
    let wanted: Vec<char> = pattern.chars().collect();
    // Which beginnings of the pattern the name's beginning may be.
    let mut is_like = vec![true];
    for c in &wanted {
        is_like.push(*c == '*' && is_like.last() == Some(&true));
    }
    for c in name.chars() {
        let mut next = vec![false];
        for (at, want) in wanted.iter().enumerate() {
            next.push(match want {
                '*' => next[at] || is_like[at + 1],
                '?' => is_like[at],
                _ => is_like[at] && *want == c,
            });
        }
        is_like = next;
    }
    is_like.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_like_patterns() {
        for (pattern, is_like) in [
            ("*.toml", true),
            ("20*", true),
            ("202?.toml", true),
            ("*2*3*", true),
            ("2023.toml", true),
            ("**", true),
            ("202?toml", false),
            ("?.toml", false),
            ("*.tom", false),
            ("", false),
        ] {
            assert_eq!(like("2023.toml", pattern), is_like, "{pattern}");
        }
        assert!(like("", "*") && !like("", "?"));
    }
}
