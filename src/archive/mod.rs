//! What a notice was made from, as one small file beside it: the input, the
//! templates, the program's version, and the digests of all of them and of the
//! results. The same bytes every time. Bytes in, bytes out: nothing of it is
//! ever unpacked into a folder.

mod pack;
mod unpack;

pub use pack::{PackedTemplates, pack, pack_with};
pub use unpack::{Fault, unpack};

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::calendar::Period;
use crate::key::Epoch;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where things stand in an archive.
const MANIFEST: &str = "manifest.json";
const INPUT: &str = "inputs/";
const TEMPLATES: &str = "templates/";
const EARLIER: &str = "earlier/";

/// Counted up when an older program could not read a newer archive: 2 with earlier periods in it.
const FORMAT: u32 = 2;
const FORMAT_ALONE: u32 = 1;

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The version of the program that made it.
    pub program: String,
    /// The kind of notice among those of the office; empty where it has one kind alone.
    pub kind: String,
    /// What the notice reports on.
    pub period: Period,
    /// It was made with gaps.
    pub draft: bool,
    /// The input's own name, without a folder, and its text.
    pub input: (String, String),
    /// The inputs of the earlier periods in which figures were looked up.
    pub earlier: EarlierTexts,
    /// By their paths in the folder of templates.
    pub templates: BTreeMap<String, String>,
    /// The digests of what was written beside it, by name.
    pub results: BTreeMap<String, String>,
}

/// Inputs of earlier periods by the epochs that mean them, each with its file's own name.
pub type EarlierTexts = BTreeMap<Epoch, (String, String)>;

/// What the archive says of itself: every file in it is named here with its digest.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    program: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    kind: String,
    year: i32,
    /// Nothing: the whole year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    draft: bool,
    files: BTreeMap<String, String>,
    results: BTreeMap<String, String>,
}

impl Archive {
    /// The templates that are not the same in `others`, by name: changed, new or gone.
    pub fn templates_unlike(&self, others: &BTreeMap<String, String>) -> Vec<String> {
        let all = self.templates.keys().chain(others.keys());
        let unlike = all.filter(|name| self.templates.get(*name) != others.get(*name));
        let unlike: std::collections::BTreeSet<&String> = unlike.collect();
        unlike.into_iter().cloned().collect()
    }
}

/// Whether a file's first bytes are those of an archive, whole or not: its first file is the manifest.
pub fn begins_as_one(bytes: &[u8]) -> bool {
    /// How long the head of a file in a zip is before its name.
    const HEAD: usize = 30;
    let name = bytes.get(HEAD..HEAD + MANIFEST.len());
    bytes.starts_with(b"PK\x03\x04") && name == Some(MANIFEST.as_bytes())
}

/// SHA-256 in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing into a string can't fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
