use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Archive, EARLIER, EarlierTexts, FORMAT, INPUT, MANIFEST, Manifest, TEMPLATES, digest};
use crate::calendar::Period;
use crate::key::Epoch;

/// More than any notice needs, and little enough to be read without harm.
const MOST_FILES: usize = 500;
const MOST_BYTES: u64 = 4 << 20;
const MOST_BYTES_IN_ALL: u64 = 32 << 20;

/// Why an archive is not to be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No archive of this program at all.
    NotOne,
    /// Made by a later program.
    Newer,
    /// Larger than any archive of a notice, or unfolds to more.
    TooLarge,
    /// A name that leads out of it, stands in it twice, or belongs to nothing.
    Name(String),
    /// A file that the manifest names and that is not there.
    Missing(String),
    /// A file that is there and that the manifest does not name.
    Unnamed(String),
    /// A file that is not what it was when the archive was made.
    Digest(String),
}

/// Reads an archive, and holds every file in it against its digest.
///
/// # Errors
/// Where it is no archive, or not as it was made.
pub fn unpack(bytes: &[u8]) -> Result<Archive, Fault> {
    let mut files = read(bytes)?;
    let manifest = files.remove(MANIFEST).ok_or(Fault::NotOne)?;
    let format: serde_json::Value = serde_json::from_str(&manifest).map_err(|_| Fault::NotOne)?;
    if format["format"]
        .as_u64()
        .is_some_and(|format| format > u64::from(FORMAT))
    {
        return Err(Fault::Newer);
    }
    let manifest: Manifest = serde_json::from_value(format).map_err(|_| Fault::NotOne)?;
    for (path, wanted) in &manifest.files {
        let text = files
            .get(path)
            .ok_or_else(|| Fault::Missing(path.clone()))?;
        if digest(text.as_bytes()) != *wanted {
            return Err(Fault::Digest(path.clone()));
        }
    }
    let unnamed = files
        .keys()
        .find(|path| !manifest.files.contains_key(*path));
    if let Some(path) = unnamed {
        return Err(Fault::Unnamed(path.clone()));
    }
    sorted(files, manifest)
}

fn sorted(files: BTreeMap<String, String>, manifest: Manifest) -> Result<Archive, Fault> {
    let mut input = None;
    let mut templates = BTreeMap::new();
    let mut earlier = EarlierTexts::new();
    for (path, text) in files {
        if let Some(name) = path.strip_prefix(TEMPLATES) {
            templates.insert(name.to_owned(), text);
        } else if let Some((epoch, name)) = of_epoch(&path)
            && !earlier.contains_key(&epoch)
        {
            earlier.insert(epoch, (name.to_owned(), text));
        } else if let Some(name) = path.strip_prefix(INPUT).filter(|_| input.is_none()) {
            input = Some((name.to_owned(), text));
        } else {
            return Err(Fault::Name(path));
        }
    }
    let period = match &manifest.period {
        Some(stem) => Period::parse(stem),
        None => Some(Period::year_of(manifest.year)),
    };
    Ok(Archive {
        program: manifest.program,
        kind: manifest.kind,
        period: period.ok_or(Fault::NotOne)?,
        draft: manifest.draft,
        input: input.ok_or_else(|| Fault::Missing(INPUT.to_owned()))?,
        earlier,
        templates,
        results: manifest.results,
    })
}

/// `earlier/last/2023-q2.toml`.
fn of_epoch(path: &str) -> Option<(Epoch, &str)> {
    let (epoch, name) = path.strip_prefix(EARLIER)?.split_once('/')?;
    Some((Epoch::named(epoch)?, name))
}

/// Every file of a zip by its name. Sizes are counted while they unfold: what
/// the zip says of them need not be true.
fn read(bytes: &[u8]) -> Result<BTreeMap<String, String>, Fault> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::NotOne)?;
    if zip.len() > MOST_FILES {
        return Err(Fault::TooLarge);
    }
    let mut files = BTreeMap::new();
    let mut left = MOST_BYTES_IN_ALL;
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(|_| Fault::NotOne)?;
        let name = file.name().map_err(|_| Fault::NotOne)?.into_owned();
        if !is_inside(&name) {
            return Err(Fault::Name(name));
        }
        let mut text = Vec::new();
        let most = left.min(MOST_BYTES);
        let damaged = |_| Fault::Digest(name.clone());
        let length = file.take(most + 1).read_to_end(&mut text);
        let length = u64::try_from(length.map_err(damaged)?).unwrap_or(u64::MAX);
        if length > most {
            return Err(Fault::TooLarge);
        }
        left -= length;
        let text = String::from_utf8(text).map_err(|_| Fault::Digest(name.clone()))?;
        if files.insert(name.clone(), text).is_some() {
            return Err(Fault::Name(name));
        }
    }
    // Of two files of one name the zip itself gives only one.
    if zip.has_duplicate_names() {
        return Err(Fault::NotOne);
    }
    Ok(files)
}

/// A relative path of plain names: no drive, no way up, no folder.
fn is_inside(path: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let is_odd = |c: char| c == '\\' || c == ':' || c.is_control();
    path.split('/').all(is_plain) && !path.contains(is_odd)
}
