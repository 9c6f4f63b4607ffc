//! A small file that several may change at once. Who changes it holds a lock, reads what is there, and puts
//! the new one in its place: of two who write neither loses anything, and a killed one leaves the old file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

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

/// Changes a file: `change` gets the text that is there now, and what it gives is kept. Others wait
/// meanwhile.
///
/// # Errors
/// That it can't be read or written, or what `change` says; the file is as it was then.
pub fn update<T, E: From<io::Error>>(
    path: &Path,
    change: impl FnOnce(&str) -> Result<(String, T), E>,
) -> Result<T, E> {
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(lock_of(path))?;
    lock.lock()?;
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
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let mut file = Builder::new()
        .prefix(".hongtou-")
        .suffix(".tmp")
        .tempfile_in(folder)?;
    // By the lock another run knows the file for one that is being written.
    let _ = file.as_file().lock();
    file.write_all(bytes)?;
    share(file.as_file(), path);
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is its owner's alone; what is kept is to be read by others too.
#[cfg(unix)]
fn share(file: &File, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
    let _ = file.set_permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn share(_: &File, _: &Path) {}
