//! The file beside an input.

use std::io;
use std::path::{Path, PathBuf};

use super::{Fault, Remarks};
use crate::locked;

/// Why remarks could not be read or kept.
#[derive(Debug)]
pub enum Unkept {
    /// The file system refused.
    Io(io::Error),
    /// What is there is no file of remarks.
    Fault(Fault),
}

impl From<io::Error> for Unkept {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Where the remarks on an input are: `2023.remarks.json` beside `2023.toml`.
pub fn path_of(input: &Path) -> PathBuf {
    input.with_extension("remarks.json")
}

/// The remarks of a file; none where there is no file.
///
/// # Errors
/// That it can't be read.
pub fn read(path: &Path) -> Result<Remarks, Unkept> {
    Remarks::parse(&locked::read(path)?).map_err(Unkept::Fault)
}

/// Changes the remarks of a file: `change` gets what is there now, and what it leaves is kept. Others wait
/// meanwhile.
///
/// # Errors
/// That it can't be read or written; it is as it was then.
pub fn update<T>(path: &Path, change: impl FnOnce(&mut Remarks) -> T) -> Result<T, Unkept> {
    locked::update(path, |text| {
        let before = Remarks::parse(text).map_err(Unkept::Fault)?;
        let mut after = before.clone();
        let answer = change(&mut after);
        let text = if after == before {
            text.to_owned()
        } else {
            after.text()
        };
        Ok((text, answer))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::remarks::Draft;

    #[test]
    fn of_many_who_write_at_once_none_loses_anything() {
        let folder = tempfile::tempdir().unwrap();
        let path = path_of(&folder.path().join("2023.toml"));
        let draft = |writer: u32, number: u32| Draft {
            text: format!("{writer}-{number}"),
            ..Draft::default()
        };
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    for number in 0..20 {
                        update(path, |remarks| remarks.add(draft(writer, number))).unwrap();
                    }
                });
            }
        });
        let remarks = read(&path).unwrap();
        assert_eq!(remarks.all().len(), 160);
        let numbers: Vec<u64> = remarks.all().iter().map(|remark| remark.number).collect();
        assert_eq!(numbers, (1..=160).collect::<Vec<u64>>());
        // What is no file of remarks is not written over.
        fs::write(&path, "某人写的别的东西").unwrap();
        assert!(update(&path, |remarks| remarks.add(draft(9, 9))).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "某人写的别的东西");
    }
}
