//! The versions of a period's notice: every build of other content is 送审稿 1, 2, …, with what it was made
//! from. They lie in a folder beside the archives; each text stands there once, by its digest.

mod store;

pub use store::{Kept, Unkept, archive_of, issue, keep, list_of, read};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::archive::{Archive, digest};

/// Counted up when an older program could not read a newer list.
const FORMAT: u32 = 1;

/// All versions of a period, in the order in which they were built, and which of them were issued.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    format: u32,
    /// In the order of their numbers.
    versions: Vec<Version>,
    /// In the order in which they were issued: more than one where the first was corrected.
    #[serde(default)]
    issued: Vec<Issued>,
}

/// One version. Texts are named by their digests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1: 送审稿 1.
    pub number: u32,
    /// The day on which it was first built: 2024-01-05.
    pub day: String,
    /// The version of the program.
    pub program: String,
    /// The kind of notice; empty where an office has one alone.
    #[serde(default)]
    pub kind: String,
    /// The period: 2023-q3.
    pub period: String,
    /// It was made with gaps.
    pub draft: bool,
    /// The input's name and its digest.
    pub input: (String, String),
    /// The inputs of earlier periods, by the epoch that means them.
    #[serde(default)]
    pub earlier: BTreeMap<String, (String, String)>,
    /// The digests of the templates, by their paths.
    pub templates: BTreeMap<String, String>,
    /// The digests of what was written, by name.
    pub results: BTreeMap<String, String>,
    /// The digest of all that it was made from.
    pub made_from: String,
}

/// That a version was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Which one.
    pub number: u32,
    /// The day: 2024-01-31.
    pub day: String,
}

/// Why a list can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is none, or not as it was written.
    Broken,
    /// A later program wrote it.
    Newer,
}

impl Version {
    /// What is to be kept of a build; its number and its day are still to come.
    fn of(archive: &Archive) -> Self {
        let named = |(name, text): &(String, String)| (name.clone(), digest(text.as_bytes()));
        let earlier = archive.earlier.iter();
        let earlier = earlier.map(|(epoch, file)| (epoch.name().to_owned(), named(file)));
        let templates = archive.templates.iter();
        let templates = templates.map(|(path, text)| (path.clone(), digest(text.as_bytes())));
        let mut version = Self {
            number: 0,
            day: String::new(),
            program: archive.program.clone(),
            kind: archive.kind.clone(),
            period: archive.period.stem(),
            draft: archive.draft,
            input: named(&archive.input),
            earlier: earlier.collect(),
            templates: templates.collect(),
            results: archive.results.clone(),
            made_from: String::new(),
        };
        let from = (
            &version.program,
            version.draft,
            &version.input.1,
            &version.earlier,
            &version.templates,
        );
        let from = serde_json::to_string(&from).unwrap_or_default();
        version.made_from = digest(from.as_bytes());
        version
    }

    /// The digest of the PDF.
    fn pdf(&self) -> Option<&String> {
        self.results.get(&format!("{}.pdf", self.period))
    }

    /// Whether two are the same: made from the same, or the same to the byte on paper.
    fn is_same(&self, other: &Self) -> bool {
        self.made_from == other.made_from || self.pdf().is_some() && self.pdf() == other.pdf()
    }
}

impl Versions {
    /// Reads a list's text; an empty one has none.
    ///
    /// # Errors
    /// That it can't be read. It must not be written over then.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let value: serde_json::Value = serde_json::from_str(text).map_err(|_| Fault::Broken)?;
        let format = value["format"].as_u64().ok_or(Fault::Broken)?;
        if format > u64::from(FORMAT) {
            return Err(Fault::Newer);
        }
        serde_json::from_value(value).map_err(|_| Fault::Broken)
    }

    fn text(&self) -> String {
        let whole = Self {
            format: FORMAT,
            ..self.clone()
        };
        serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Version] {
        &self.versions
    }

    /// The one of a number.
    pub fn get(&self, number: u32) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.number == number)
    }

    /// Those that were issued, in order; the last one is in force.
    pub fn issued(&self) -> &[Issued] {
        &self.issued
    }

    /// The version that is in force: the last that was issued.
    pub fn in_force(&self) -> Option<(&Issued, &Version)> {
        let issued = self.issued.last()?;
        Some((issued, self.get(issued.number)?))
    }

    /// The version that has the same content as a build, where there is one.
    pub fn same_as(&self, archive: &Archive) -> Option<&Version> {
        let own = Version::of(archive);
        self.versions.iter().find(|version| version.is_same(&own))
    }

    /// The last version whose review text has a digest.
    pub fn with_text(&self, digest: &str) -> Option<&Version> {
        let text = |version: &&Version| {
            let name = format!("{}.txt", version.period);
            version
                .results
                .get(&name)
                .is_some_and(|text| text == digest)
        };
        self.versions.iter().rfind(text)
    }

    /// The version that was issued, where a build would be another one: it must not take its place but as
    /// a correction.
    pub fn locked_against(&self, archive: &Archive) -> Option<(&Issued, &Version)> {
        let (issued, version) = self.in_force()?;
        (!version.is_same(&Version::of(archive))).then_some((issued, version))
    }

    /// Takes a build up; its number, and whether it is new.
    fn take_up(&mut self, archive: &Archive, day: &str) -> (u32, bool) {
        let own = Version::of(archive);
        if let Some(same) = self.versions.iter().find(|version| version.is_same(&own)) {
            return (same.number, false);
        }
        let number = self.versions.last().map_or(1, |last| last.number + 1);
        self.versions.push(Version {
            number,
            day: day.to_owned(),
            ..own
        });
        (number, true)
    }
}
