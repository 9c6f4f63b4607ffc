//! A small file that several may change at once. Who changes it holds a lock, reads what is there, and puts
//! the new one in its place: of two who write neither loses anything, and a killed one leaves the old file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// What this program's temporary files are called, and no others.
const PREFIX: &str = ".hongtou-";
const SUFFIX: &str = ".tmp";

/// The file whose lock writers hold. It stays: who removed it would have others lock one that is gone.
fn lock_of(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    path.with_file_name(format!(".{name}.lock"))
}

/// The text of a file; empty where there is none.
///
/// # Errors
/// That it can't be read.
pub fn read(path: &Path) -> io::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read,
    }
}

/// Holds others back who want to change the file as well, in this process and in others, until what is
/// returned is dropped.
///
/// # Errors
/// That there can be no lock beside it.
pub fn hold(path: &Path) -> io::Result<File> {
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(lock_of(path))?;
    lock.lock()?;
    Ok(lock)
}

/// Changes a file: `change` gets the text that is there now, and what it gives is kept. Others wait
/// meanwhile.
///
/// # Errors
/// That it can't be read or written, or what `change` says; the file is as it was then.
pub fn update<T, E: From<io::Error>>(
    path: &Path,
    change: impl FnOnce(&str) -> Result<(String, T), E>,
) -> Result<T, E> {
    let lock = hold(path)?;
    let before = read(path)?;
    let (after, answer) = change(&before)?;
    if after != before {
        write(path, after.as_bytes())?;
    }
    drop(lock);
    Ok(answer)
}

/// Writes a file beside its place and moves it there.
///
/// # Errors
/// That it can't be written.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let file = beside(folder.unwrap_or_else(|| Path::new(".")), bytes)?;
    share(&file, path);
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file into a folder, to be moved to its place. Who writes it holds a lock on it, by which a later
/// run knows it from one that a killed run has left.
///
/// # Errors
/// That it can't be written.
pub fn beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    let builder = builder.prefix(PREFIX).suffix(SUFFIX);
    loop {
        let mut file = builder.tempfile_in(folder)?;
        // A file system without locks has nothing swept either.
        let _ = file.as_file().lock();
        // A run that swept at that very moment may have taken it for one that was left.
        if file.path().exists() {
            file.write_all(bytes)?;
            return Ok(file);
        }
    }
}

/// Removes what killed runs have left in a folder: files of which nobody holds the lock any more.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_str().unwrap_or_default();
        let is_ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let Ok(file) = File::open(entry.path()) else {
            continue;
        };
        if file.try_lock().is_ok() {
            // Who can't remove it can still write beside it.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A temporary file is its owner's alone; a notice, and what is kept of it, is to be read by others too.
#[cfg(unix)]
pub fn share(file: &NamedTempFile, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
    // Without this the file is still written, only not for everyone.
    let _ = fs::set_permissions(file.path(), fs::Permissions::from_mode(mode));
}

/// There are no such rights.
#[cfg(not(unix))]
pub fn share(_: &NamedTempFile, _: &Path) {}
