//! The one writer. Every file is first written beside its place, then moved there, so that a
//! failed or killed run leaves the last good one as it was. Nothing that was read is written over.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hongtou::diagnostic::Diagnostic;
use hongtou::locked::{beside, hold, share, sweep};
use hongtou::office::folder::{self, reason, shown};
use hongtou::office::home::Surroundings;
use hongtou::office::{TextFile, fault};
use tempfile::NamedTempFile;

use super::places::parent;

/// Writes what a command makes, and knows what it was made from.
pub struct Writer {
    /// Files and folders that were read.
    read: Vec<PathBuf>,
    /// Folders in which no killed run's files are left.
    swept: Mutex<HashSet<PathBuf>>,
}

impl Writer {
    /// A writer that writes over none of the files read, and over nothing in the folders read.
    pub fn after<'p>(read: impl IntoIterator<Item = &'p PathBuf>) -> Self {
        let read = read.into_iter();
        Self {
            read: read.filter_map(|path| path.canonicalize().ok()).collect(),
            swept: Mutex::default(),
        }
    }

    /// Refuses a path at which something stands that was read.
    pub fn allows(&self, path: &Path) -> Result<(), Diagnostic> {
        is_own(path)?;
        let is_read = |target: PathBuf| self.read.iter().any(|read| target.starts_with(read));
        if path.canonicalize().is_ok_and(is_read) {
            return Err(fault(
                format!("{} 是数据、模板、字体或存档，不会盖掉它", path.display()),
                "请用 --out 另写一个文件名",
            ));
        }
        Ok(())
    }

    /// Writes the files, or none of them; `hint` says what to do when that can't be.
    pub fn write(&self, files: &[(PathBuf, Vec<u8>)], hint: &str) -> Result<(), Diagnostic> {
        let told = |(path, error): (PathBuf, io::Error)| unwritten(&path, &error, hint);
        for (path, _) in files {
            self.allows(path)?;
        }
        if let Some((path, _)) = files.iter().find(|(path, _)| path.is_dir()) {
            return Err(told((path.clone(), io::ErrorKind::IsADirectory.into())));
        }
        let mut written = Vec::new();
        for (path, bytes) in files {
            written.push((self.beside(path, bytes).map_err(told)?, path));
        }
        for (file, path) in written {
            share(&file, path);
            let moved = file.persist(path);
            moved.map_err(|error| told((path.clone(), error.error)))?;
        }
        Ok(())
    }

    /// The same, unless somebody has saved `path` since it had the text `before`; `None`: it was not there.
    pub fn write_after(
        &self,
        path: &Path,
        before: Option<&str>,
        files: &[(PathBuf, Vec<u8>)],
        hint: &str,
    ) -> Result<(), Diagnostic> {
        self.allows(path)?;
        let in_folder = |error| unwritten(path, &error, hint);
        fs::create_dir_all(parent(path)).map_err(in_folder)?;
        // Between looking and writing nobody else writes.
        let _held = hold(path).map_err(in_folder)?;
        let now = path.exists().then(|| folder::read(path)).transpose()?;
        if now.as_ref().map(TextFile::text) != before {
            let message = format!("{} 刚刚在别处改过，没有盖掉它", shown(path));
            return Err(fault(message, "请再做一次"));
        }
        self.write(files, hint)
    }

    /// Writes a file beside its place; the error names the folder.
    fn beside(&self, path: &Path, bytes: &[u8]) -> Result<NamedTempFile, (PathBuf, io::Error)> {
        let folder = parent(path);
        let in_folder = |error| (folder.to_owned(), error);
        fs::create_dir_all(folder).map_err(in_folder)?;
        let swept = self.swept.lock();
        let mut swept = swept.unwrap_or_else(PoisonError::into_inner);
        if swept.insert(folder.to_owned()) {
            sweep(folder);
        }
        drop(swept);
        beside(folder, bytes).map_err(in_folder)
    }

    /// The same of one file, never over one that is there.
    pub fn write_new(&self, path: &Path, bytes: &[u8], hint: &str) -> Result<(), Diagnostic> {
        const THERE: &str = "已有的文件不会被盖掉；请先移走它，或用 --out 另写一个文件名";
        is_own(path)?;
        // The reason is plainer than the one for the file beside it.
        if path.exists() {
            return Err(unwritten(path, &io::ErrorKind::AlreadyExists.into(), THERE));
        }
        let file = self
            .beside(path, bytes)
            .map_err(|(_, error)| unwritten(path, &error, hint))?;
        share(&file, path);
        let moved = file.persist_noclobber(path);
        moved.map_err(|error| {
            let is_there = error.error.kind() == io::ErrorKind::AlreadyExists;
            unwritten(path, &error.error, if is_there { THERE } else { hint })
        })?;
        Ok(())
    }
}

/// Refuses what a package installed: its next version would take back what was written there.
fn is_own(path: &Path) -> Result<(), Diagnostic> {
    const WAY_OUT: &str =
        "请先把样例数据和模板复制到自己的文件夹：hongtou samples --templates，再在那个文件夹里运行";
    if Surroundings::of_process().is_installed(parent(path)) {
        let what = format!("{} 在程序安装的文件夹里，不会写进去", path.display());
        return Err(fault(what, WAY_OUT));
    }
    Ok(())
}

fn unwritten(path: &Path, error: &io::Error, hint: &str) -> Diagnostic {
    fault(
        format!("写不了 {}：{}", path.display(), reason(error)),
        hint,
    )
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn what_somebody_saved_meanwhile_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2023.toml");
        let beside = folder.path().join("2023.edits.json");
        let written = |before: Option<&str>, text: &str| {
            let files = [
                (path.clone(), text.as_bytes().to_vec()),
                (beside.clone(), b"{}".to_vec()),
            ];
            Writer::after([]).write_after(&path, before, &files, "")
        };
        assert!(written(Some("year = 2023"), "a").is_err() && !path.exists() && !beside.exists());
        written(None, "year = 2023").unwrap();
        assert!(written(None, "year = 2024").is_err());
        fs::write(&path, "year = 2025").unwrap();
        assert!(written(Some("year = 2023"), "year = 2024").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "year = 2025");
        // Of many who read the same text and write at once, one does, and the others are told.
        let done = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for number in 0..8 {
                let (written, done) = (&written, &done);
                scope.spawn(move || {
                    if written(Some("year = 2025"), &format!("# {number}")).is_ok() {
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!(done.into_inner(), 1);
    }
}
