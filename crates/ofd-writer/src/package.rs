//! The container (clause 6): a zip file whose entries stand in one order and bear one time.

use std::io::{self, Cursor, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::error::Error;

/// How hard the deflating tries, of 9: a file is to be written in half the time of a PDF.
const LEVEL: i64 = 1;

/// A file of the package.
pub(crate) struct Entry<'e> {
    name: String,
    content: Content<'e>,
    method: CompressionMethod,
}

/// What a file holds.
enum Content<'e> {
    Bytes(Vec<u8>),
    /// What takes a while to be made, so that it is made beside the others.
    Later(Box<dyn FnOnce() -> Result<Vec<u8>, Error> + Send + 'e>),
}

impl<'e> Entry<'e> {
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            content: Content::Bytes(bytes),
            method: CompressionMethod::Deflated,
        }
    }

    /// A file that is still to be made; `is_dense`: deflating it would gain next to nothing.
    pub(crate) fn later(
        name: &str,
        is_dense: bool,
        make: impl FnOnce() -> Result<Vec<u8>, Error> + Send + 'e,
    ) -> Self {
        let entry = if is_dense {
            Self::stored(name, Vec::new())
        } else {
            Self::new(name, Vec::new())
        };
        Self {
            content: Content::Later(Box::new(make)),
            ..entry
        }
    }

    pub(crate) fn text(name: &str, text: String) -> Self {
        Self::new(name, text.into_bytes())
    }

    /// A file that is compressed already.
    pub(crate) fn stored(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            method: CompressionMethod::Stored,
            ..Self::new(name, bytes)
        }
    }

    /// A package of this entry alone.
    fn packed(self) -> Result<Vec<u8>, Error> {
        let is_deflated = self.method == CompressionMethod::Deflated;
        let options = SimpleFileOptions::default()
            .compression_method(self.method)
            .compression_level(is_deflated.then_some(LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let bytes = match self.content {
            Content::Bytes(bytes) => bytes,
            Content::Later(make) => make()?,
        };
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() / 2)));
        zip.start_file(self.name, options)
            .map_err(io::Error::from)?;
        zip.write_all(&bytes)?;
        Ok(zip.finish().map_err(io::Error::from)?.into_inner())
    }
}

/// The entries as one file. Each is compressed by itself, so that they need not wait for each other.
pub(crate) fn pack(entries: Vec<Entry>) -> Result<Vec<u8>, Error> {
    let packed = entries.into_par_iter().map(Entry::packed);
    let packed: Vec<Vec<u8>> = packed.collect::<Result<_, Error>>()?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in packed {
        let entry = ZipArchive::new(Cursor::new(entry)).map_err(io::Error::from)?;
        zip.merge_archive(entry).map_err(io::Error::from)?;
    }
    Ok(zip.finish().map_err(io::Error::from)?.into_inner())
}
