use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::{Archive, EARLIER, FORMAT, FORMAT_ALONE, INPUT, MANIFEST, Manifest, TEMPLATES, digest};
use crate::calendar::Cycle;

/// The archive as a zip file: its manifest first, then the files in the order
/// of their names, of no time and no system.
///
/// # Errors
/// Where it could not be written, which for one in memory means that it is larger than a zip may be.
pub fn pack(archive: &Archive) -> std::io::Result<Vec<u8>> {
    let (name, text) = &archive.input;
    let mut files: BTreeMap<String, &str> = BTreeMap::new();
    files.insert(format!("{INPUT}{name}"), text);
    for (epoch, (name, text)) in &archive.earlier {
        files.insert(format!("{EARLIER}{}/{name}", epoch.name()), text);
    }
    for (path, text) in &archive.templates {
        files.insert(format!("{TEMPLATES}{path}"), text);
    }
    let digests = files
        .iter()
        .map(|(path, text)| (path.clone(), digest(text.as_bytes())));
    let manifest = Manifest {
        format: if archive.earlier.is_empty() {
            FORMAT_ALONE
        } else {
            FORMAT
        },
        program: archive.program.clone(),
        kind: archive.kind.clone(),
        year: archive.period.year(),
        period: (archive.period.cycle() != Cycle::Year).then(|| archive.period.stem()),
        draft: archive.draft,
        files: digests.collect(),
        results: archive.results.clone(),
    };
    let manifest = format!("{}\n", serde_json::to_string_pretty(&manifest)?);
    let first = (MANIFEST.to_owned(), manifest.as_str());
    Ok(zipped(std::iter::once(first).chain(files))?)
}

fn zipped<'a>(files: impl Iterator<Item = (String, &'a str)>) -> ZipResult<Vec<u8>> {
    // The system that it was made on, and its clock, would change the bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(path, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
