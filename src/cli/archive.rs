//! The archive beside a result: made by `build`, found and read by `diff`.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use hongtou::archive::{Archive, Fault, begins_as_one, digest, unpack};

use super::check::Made;
use super::places::{self, Templates};
use super::report::Report;

/// Larger than that is no archive of a notice.
const MOST_BYTES: u64 = 16 << 20;

/// What a notice was made from, and the digests of its `results`.
pub fn of(made: &Made, draft: bool, results: &[(PathBuf, Vec<u8>)], report: &Report) -> Archive {
    let input = report.sources.get(made.input);
    let name = input.name.rsplit('/').next().unwrap_or(&input.name);
    Archive {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        year: made.work.notice.year,
        draft,
        input: (name.to_owned(), input.text.clone()),
        templates: texts(&made.templates, report),
        results: results
            .iter()
            .filter_map(|(path, bytes)| Some((file_name(path)?, digest(bytes))))
            .collect(),
    }
}

fn file_name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_str()?.to_owned())
}

/// All files of the templates, by their paths in the folder.
pub fn texts(templates: &Templates, report: &Report) -> BTreeMap<String, String> {
    let files = templates.model.iter().chain(&templates.layout);
    files
        .map(|(path, source)| (path.clone(), report.sources.get(*source).text.clone()))
        .collect()
}

/// Where `build` puts the archive of a year.
pub fn place(folder: &Path, year: i32) -> PathBuf {
    folder.join(format!("{year}.zip"))
}

pub fn is_one(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// Whether `build` may write its archive here: over none that it did not make.
pub fn may_be_written(path: &Path, force: bool, report: &mut Report) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    if force || read.is_err() || begins_as_one(&head) {
        return true;
    }
    report.fault(
        format!("{} 不是 hongtou build 写的存档，没有盖掉它", path.display()),
        "请把它移到别处，或用 --out 另选文件夹；确实要盖掉，加上 --force",
    );
    false
}

/// Reads an archive; one that is not as it was made is refused.
pub fn read(path: &Path, report: &mut Report) -> Option<Archive> {
    let bytes = match bounded(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            report.fault(
                format!("读不了 {}：{}", path.display(), places::explain(&error)),
                "请核对文件名和所在的文件夹",
            );
            return None;
        }
    };
    match unpack(&bytes) {
        Ok(archive) => Some(archive),
        Err(fault) => {
            let (message, hint) = told(&fault);
            report.fault(format!("存档 {} {message}", path.display()), hint);
            None
        }
    }
}

fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to be refused.
    fs::File::open(path)?
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Ok(Vec::new());
    }
    Ok(bytes)
}

fn told(fault: &Fault) -> (String, &'static str) {
    const AGAIN: &str = "请从备份里恢复它，或用当时的数据和模板重新 hongtou build；\
        也可以移走它，用现在的模板比较";
    match fault {
        Fault::NotOne => ("不是 hongtou build 写的存档，或已损坏".to_owned(), AGAIN),
        Fault::Newer => (
            "是更新的程序写的，这个程序读不了".to_owned(),
            "请换用新的程序",
        ),
        Fault::TooLarge => ("太大了，不像是通报的存档".to_owned(), AGAIN),
        Fault::Name(name) => (format!("里不该有“{name}”"), AGAIN),
        Fault::Missing(name) => (format!("里缺少“{name}”"), AGAIN),
        Fault::Unnamed(name) => (format!("里多出“{name}”，清单上没有"), AGAIN),
        Fault::Digest(name) => (
            format!("里的“{name}”和清单上的校验值不符：生成以后被改过或损坏了"),
            AGAIN,
        ),
    }
}

/// Takes an archive's files up as sources, named so that a reader finds them.
pub fn sources(archive: &Archive, path: &Path, report: &mut Report) -> Templates {
    let mut templates = Templates {
        model: BTreeMap::new(),
        layout: BTreeMap::new(),
    };
    for (name, text) in &archive.templates {
        let shown = format!("{}/templates/{name}", path.display()).replace('\\', "/");
        let source = report.sources.add(shown, text.clone());
        let is_layout = Path::new(name).extension().is_some_and(|e| e == "typ");
        let files = if is_layout {
            &mut templates.layout
        } else {
            &mut templates.model
        };
        files.insert(name.clone(), source);
    }
    templates
}
