//! Where versions are kept: `versions/` beside the archives, with a list a period, `2023.json`, and each text
//! of all of them in `texts/` under its digest. Nothing is ever written over but the lists.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Fault, Issued, Version, Versions};
use crate::archive::{Archive, digest};
use crate::calendar::Period;
use crate::key::Epoch;
use crate::locked;

const FOLDER: &str = "versions";
const TEXTS: &str = "texts";

/// Why versions could not be read or kept.
#[derive(Debug)]
pub enum Unkept {
    /// The file system refused.
    Io(io::Error),
    /// The list is none.
    Fault(Fault),
    /// There is no version of that number.
    Missing(u32),
    /// A text of a version is not there, or not as it was.
    Lost(String),
}

impl From<io::Error> for Unkept {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A build that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Which version it is.
    pub number: u32,
    /// Whether there was none of its content before.
    pub is_new: bool,
}

/// Where the list of versions is whose archive is here.
pub fn list_of(archive: &Path) -> PathBuf {
    let name = archive.with_extension("json");
    let name = name.file_name().map(PathBuf::from).unwrap_or_default();
    archive.with_file_name(FOLDER).join(name)
}

/// The versions of a list; none where there is no list.
///
/// # Errors
/// That it can't be read.
pub fn read(list: &Path) -> Result<Versions, Unkept> {
    Versions::parse(&locked::read(list)?).map_err(Unkept::Fault)
}

fn texts_of(list: &Path) -> PathBuf {
    list.with_file_name(TEXTS)
}

/// Keeps what a build was made from as a version, unless there is one of its content.
///
/// # Errors
/// That it can't be kept.
pub fn keep(list: &Path, archive: &Archive, day: &str) -> Result<Kept, Unkept> {
    let texts = texts_of(list);
    fs::create_dir_all(&texts)?;
    for folder in list.parent().into_iter().chain([texts.as_path()]) {
        locked::sweep(folder);
    }
    locked::update(list, |text| {
        let mut versions = Versions::parse(text).map_err(Unkept::Fault)?;
        let (number, is_new) = versions.take_up(archive, day);
        if !is_new {
            return Ok((text.to_owned(), Kept { number, is_new }));
        }
        let earlier = archive.earlier.values().map(|(_, text)| text);
        let all = archive.templates.values().chain(earlier);
        // The texts are there before the list names them.
        for text in all.chain([&archive.input.1]) {
            let path = texts.join(digest(text.as_bytes()));
            if !path.exists() {
                locked::write(&path, text.as_bytes())?;
            }
        }
        Ok((versions.text(), Kept { number, is_new }))
    })
}

/// Locks a version as the one that was issued, and keeps its PDF. One that is in force already stays so.
///
/// # Errors
/// That there is no such version, or that it can't be kept.
pub fn issue(list: &Path, number: u32, day: &str, pdf: &[u8]) -> Result<(), Unkept> {
    locked::update(list, |text| {
        let mut versions = Versions::parse(text).map_err(Unkept::Fault)?;
        if versions.get(number).is_none() {
            return Err(Unkept::Missing(number));
        }
        if versions
            .in_force()
            .is_some_and(|(issued, _)| issued.number == number)
        {
            return Ok((text.to_owned(), ()));
        }
        let stem = list.file_stem().and_then(|stem| stem.to_str());
        let name = format!("{}-{number}.pdf", stem.unwrap_or_default());
        let path = list.with_file_name(name);
        if !path.exists() {
            locked::write(&path, pdf)?;
        }
        versions.issued.push(Issued {
            number,
            day: day.to_owned(),
        });
        Ok((versions.text(), ()))
    })
}

/// What a version was made from, as an archive.
///
/// # Errors
/// That there is no such version, or that a text of it is lost.
pub fn archive_of(list: &Path, number: u32) -> Result<Archive, Unkept> {
    let versions = read(list)?;
    let version = versions.get(number).ok_or(Unkept::Missing(number))?;
    let texts = texts_of(list);
    let text = |name: &str, wanted: &str| -> Result<String, Unkept> {
        let gone = || Unkept::Lost(name.to_owned());
        // A digest is no path: nothing but its own letters.
        if wanted.is_empty() || !wanted.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(gone());
        }
        let text = fs::read_to_string(texts.join(wanted)).map_err(|_| gone())?;
        if digest(text.as_bytes()) == wanted {
            Ok(text)
        } else {
            Err(gone())
        }
    };
    made(version, text)
}

fn made(
    version: &Version,
    text: impl Fn(&str, &str) -> Result<String, Unkept>,
) -> Result<Archive, Unkept> {
    let (name, wanted) = &version.input;
    let mut archive = Archive {
        program: version.program.clone(),
        kind: version.kind.clone(),
        period: Period::parse(&version.period).ok_or(Unkept::Fault(Fault::Broken))?,
        draft: version.draft,
        input: (name.clone(), text(name, wanted)?),
        earlier: BTreeMap::new(),
        templates: BTreeMap::new(),
        results: version.results.clone(),
    };
    for (epoch, (name, wanted)) in &version.earlier {
        if let Some(epoch) = Epoch::named(epoch) {
            archive
                .earlier
                .insert(epoch, (name.clone(), text(name, wanted)?));
        }
    }
    for (path, wanted) in &version.templates {
        archive.templates.insert(path.clone(), text(path, wanted)?);
    }
    Ok(archive)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(input: &str) -> Archive {
        Archive {
            program: "0.1.0".to_owned(),
            kind: "monthly".to_owned(),
            period: Period::year_of(2023),
            draft: false,
            input: ("2023.toml".to_owned(), input.to_owned()),
            earlier: [(
                crate::key::Epoch::Last,
                ("2022.toml".to_owned(), "年".to_owned()),
            )]
            .into(),
            templates: [("notice.toml".to_owned(), "模板".to_owned())].into(),
            results: [("2023.pdf".to_owned(), digest(input.trim().as_bytes()))].into(),
        }
    }

    #[test]
    fn each_content_is_kept_once_and_comes_back_whole() {
        let folder = tempfile::tempdir().unwrap();
        let list = list_of(&folder.path().join("2023.zip"));
        let kept = |input: &str| {
            let Kept { number, is_new } = keep(&list, &archive(input), "2024-01-05").unwrap();
            (number, is_new)
        };
        assert_eq!(
            [kept("一"), kept("二"), kept("一")],
            [(1, true), (2, true), (1, false)]
        );
        // Another input of the same pages is no other version.
        assert_eq!(kept(" 二"), (2, false));
        assert_eq!(archive_of(&list, 1).unwrap(), archive("一"));
        // Two inputs, the earlier one, the template.
        assert_eq!(fs::read_dir(texts_of(&list)).unwrap().count(), 4);
        assert!(matches!(archive_of(&list, 3), Err(Unkept::Missing(3))));
        issue(&list, 2, "2024-01-31", b"%PDF").unwrap();
        issue(&list, 2, "2024-02-01", b"%PDF").unwrap();
        let versions = read(&list).unwrap();
        assert_eq!(versions.issued().len(), 1);
        assert!(versions.locked_against(&archive("二")).is_none());
        assert_eq!(versions.locked_against(&archive("三")).unwrap().1.number, 2);
        // A text that was changed since is told, not used.
        fs::write(texts_of(&list).join(digest("一".as_bytes())), "改").unwrap();
        assert!(matches!(archive_of(&list, 1), Err(Unkept::Lost(_))));
    }

    #[test]
    fn two_builds_at_once_get_two_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let list = list_of(&folder.path().join("2023.zip"));
        std::thread::scope(|scope| {
            for writer in 0..12 {
                let list = &list;
                scope.spawn(move || keep(list, &archive(&format!("{writer}")), "").unwrap());
            }
        });
        let versions = read(&list).unwrap();
        let numbers: Vec<u32> = versions
            .all()
            .iter()
            .map(|version| version.number)
            .collect();
        assert_eq!(numbers, (1..=12).collect::<Vec<u32>>());
    }
}
