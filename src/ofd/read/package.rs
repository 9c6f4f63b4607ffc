//! The container: files by their names.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Fault;

/// Larger than that is no file of a notice.
const MOST_BYTES: u64 = 64 << 20;

pub(super) struct Package<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        archive.map(Self).map_err(|_| Fault::NotOne)
    }

    pub(super) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, Fault> {
        let fault = || Fault::Entry(name.to_owned());
        let file = self.0.by_name(name).map_err(|_| fault())?;
        let mut bytes = Vec::new();
        let read = file.take(MOST_BYTES + 1).read_to_end(&mut bytes);
        let is_whole = read.is_ok_and(|count| u64::try_from(count).is_ok_and(|c| c <= MOST_BYTES));
        if is_whole { Ok(bytes) } else { Err(fault()) }
    }

    pub(super) fn text(&mut self, name: &str) -> Result<String, Fault> {
        let bytes = self.bytes(name)?;
        String::from_utf8(bytes).map_err(|_| Fault::Entry(name.to_owned()))
    }
}

/// The folder of a file.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path as it is meant within a folder; one that begins with a slash is meant within the package.
pub(super) fn within(folder: &str, path: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let from = if path.starts_with('/') { "" } else { folder };
    for name in from.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_meant_within_its_folder() {
        assert_eq!(within("Doc_0", "Pages/../Res/a.ttf"), "Doc_0/Res/a.ttf");
        assert_eq!(within("Doc_0/Res", "/Doc_1/b"), "Doc_1/b");
        assert_eq!(within("", "./c"), "c");
        assert_eq!(folder("Doc_0/Document.xml"), "Doc_0");
    }
}
