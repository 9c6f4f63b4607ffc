use std::collections::BTreeMap;
use std::io::{Cursor, Result, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::{Archive, EARLIER, FORMAT, FORMAT_ALONE, INPUT, MANIFEST, Manifest, TEMPLATES, digest};
use crate::calendar::Cycle;

/// Templates as they stand in every archive of their office: digested and compressed once.
pub struct PackedTemplates {
    digests: BTreeMap<String, String>,
    zip: Vec<u8>,
}

impl PackedTemplates {
    /// By their paths in the folder of templates.
    ///
    /// # Errors
    /// That they are larger than a zip may be.
    pub fn of(templates: &BTreeMap<String, String>) -> Result<Self> {
        let files = templates.iter();
        let files = files.map(|(path, text)| (format!("{TEMPLATES}{path}"), text.as_str()));
        Ok(Self {
            digests: digests(files.clone()).collect(),
            zip: zip_of(files)?.finish()?.into_inner(),
        })
    }
}

/// The archive as a zip file: its manifest first, then the files in the order
/// of their names, of no time and no system.
///
/// # Errors
/// Where it could not be written, which for one in memory means that it is larger than a zip may be.
pub fn pack(archive: &Archive) -> Result<Vec<u8>> {
    pack_with(archive, &PackedTemplates::of(&archive.templates)?)
}

/// The same, where the archive's templates were packed before.
///
/// # Errors
/// As `pack`.
pub fn pack_with(archive: &Archive, templates: &PackedTemplates) -> Result<Vec<u8>> {
    let (name, text) = &archive.input;
    let earlier = archive.earlier.iter();
    let earlier = earlier.map(|(epoch, (name, text))| {
        let path = format!("{EARLIER}{}/{name}", epoch.name());
        (path, text.as_str())
    });
    let input = (format!("{INPUT}{name}"), text.as_str());
    let files: BTreeMap<String, &str> = earlier.chain([input]).collect();
    let mut all = templates.digests.clone();
    all.extend(digests(files.clone().into_iter()));
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
        files: all,
        results: archive.results.clone(),
    };
    let manifest = format!("{}\n", serde_json::to_string_pretty(&manifest)?);
    let first = std::iter::once((MANIFEST.to_owned(), manifest.as_str()));
    let mut zip = zip_of(first.chain(files))?;
    // The templates' names come last.
    zip.merge_archive(ZipArchive::new(Cursor::new(&templates.zip))?)?;
    Ok(zip.finish()?.into_inner())
}

fn digests<'a>(
    files: impl Iterator<Item = (String, &'a str)>,
) -> impl Iterator<Item = (String, String)> {
    files.map(|(path, text)| (path, digest(text.as_bytes())))
}

fn zip_of<'a>(
    files: impl Iterator<Item = (String, &'a str)>,
) -> ZipResult<ZipWriter<Cursor<Vec<u8>>>> {
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
    Ok(zip)
}
