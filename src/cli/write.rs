//! Writing: every file first beside its place, then moved there, so that a
//! failed or killed run leaves the last good one as it was.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use tempfile::NamedTempFile;

/// Writes the files, or none of them; the error names the path it is about.
pub fn write(files: &[(PathBuf, Vec<u8>)]) -> Result<(), (PathBuf, io::Error)> {
    if let Some((path, _)) = files.iter().find(|(path, _)| path.is_dir()) {
        return Err((path.clone(), io::ErrorKind::IsADirectory.into()));
    }
    let mut written = Vec::new();
    for (path, bytes) in files {
        written.push((beside(path, bytes)?, path));
    }
    for (file, path) in written {
        share(&file, path);
        file.persist(path)
            .map_err(|error| (path.clone(), error.error))?;
    }
    Ok(())
}

/// The same of one file, never over one that is there.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // The reason is plainer than the one for the file beside it.
    if path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let file = beside(path, bytes).map_err(|(_, error)| error)?;
    share(&file, path);
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

fn beside(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, (PathBuf, io::Error)> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let in_folder = |error| (folder.to_owned(), error);
    fs::create_dir_all(folder).map_err(in_folder)?;
    let mut file = NamedTempFile::new_in(folder).map_err(in_folder)?;
    file.write_all(bytes).map_err(in_folder)?;
    Ok(file)
}

/// A temporary file is its owner's alone; a notice is to be read by others too.
#[cfg(unix)]
fn share(file: &NamedTempFile, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
    // Without this the file is still written, only not for everyone.
    let _ = fs::set_permissions(file.path(), fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn share(_: &NamedTempFile, _: &Path) {}
