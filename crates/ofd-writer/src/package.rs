//! The container (clause 6): a zip file whose entries stand in one order and bear one time.

use std::io::{self, Cursor, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::error::Error;

/// A file of the package.
pub(crate) struct Entry {
    name: String,
    bytes: Vec<u8>,
    method: CompressionMethod,
}

impl Entry {
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            bytes,
            method: CompressionMethod::Deflated,
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
    fn packed(self) -> io::Result<Vec<u8>> {
        let options = SimpleFileOptions::default()
            .compression_method(self.method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(self.name, options)?;
        zip.write_all(&self.bytes)?;
        Ok(zip.finish()?.into_inner())
    }
}

/// The entries as one file. Each is compressed by itself, so that they need not wait for each other.
pub(crate) fn pack(entries: Vec<Entry>) -> Result<Vec<u8>, Error> {
    let packed = entries.into_par_iter().map(Entry::packed);
    let packed: Vec<Vec<u8>> = packed.collect::<io::Result<_>>()?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in packed {
        let entry = ZipArchive::new(Cursor::new(entry)).map_err(io::Error::from)?;
        zip.merge_archive(entry).map_err(io::Error::from)?;
    }
    Ok(zip.finish().map_err(io::Error::from)?.into_inner())
}
