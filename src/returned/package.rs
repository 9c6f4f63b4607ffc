//! The container of a Word file: its parts by what they are to each other, bounded before they are
//! unfolded.

use std::io::{Cursor, Read};

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use super::foreign::{compound, foreign};
use super::{Fault, Origin};

/// No part of a notice is as large, nor are all of them together: what unfolds to more is no notice.
const MOST_BYTES: u64 = 32 << 20;
const MOST_ENTRIES: usize = 4000;
/// Elements of a part.
const MOST_NODES: u32 = 2_000_000;

pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

/// A part that another refers to.
pub(super) struct Part {
    /// The last word of the relation: `comments`, `footnotes`.
    kind: String,
    path: String,
}

/// The texts that comments are written in.
#[derive(Default)]
pub(super) struct Said {
    pub comments: Option<String>,
    /// Which comment answers which, and which are done.
    pub extended: Option<String>,
}

/// Footnotes and endnotes.
#[derive(Default)]
pub(super) struct Notes {
    pub feet: Option<String>,
    pub ends: Option<String>,
}

/// A part as a tree. Definitions within it, by which small parts unfold to large ones, are refused.
pub(super) fn parsed<'t>(text: &'t str, name: &str) -> Result<Document<'t>, Fault> {
    let options = ParsingOptions {
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Fault::TooLarge,
        _ => Fault::Damaged(name.to_owned()),
    })
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(compound(bytes));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| foreign(bytes))?;
        if zip.len() > MOST_ENTRIES {
            return Err(Fault::TooLarge);
        }
        Ok(Self {
            zip,
            left: 2 * MOST_BYTES,
        })
    }

    /// The text of a part.
    pub fn text(&mut self, name: &str) -> Result<String, Fault> {
        let damaged = || Fault::Damaged(name.to_owned());
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(Fault::Encrypted);
            }
            Err(_) => return Err(damaged()),
        };
        let most = MOST_BYTES.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        let count = read.map_err(|_| damaged())?;
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        if count > most {
            return Err(Fault::TooLarge);
        }
        self.left -= count;
        decoded(bytes).ok_or_else(damaged)
    }

    fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Where the text is.
    pub fn main(&mut self) -> Result<String, Fault> {
        const USUAL: &str = "word/document.xml";
        let related = match self.text("_rels/.rels") {
            Ok(text) => relations(&text, "")?,
            Err(Fault::Damaged(_)) => Vec::new(),
            Err(fault) => return Err(fault),
        };
        let main = related
            .into_iter()
            .find(|part| part.kind == "officeDocument");
        let main = main.map_or_else(|| USUAL.to_owned(), |part| part.path);
        for (head, what) in [("xl/", "Excel 工作簿"), ("ppt/", "演示文稿")] {
            if main.starts_with(head) {
                return Err(Fault::NotOne(Some(what)));
            }
        }
        if self.has(&main) {
            return Ok(main);
        }
        if self.has("content.xml") {
            return Err(Fault::Foreign("OpenDocument 文件"));
        }
        if self.has("[Content_Types].xml") {
            return Err(Fault::Damaged(main));
        }
        let known = [
            ("OFD.xml", "OFD 版式文件"),
            ("manifest.json", "压缩包（通报的存档也是压缩包）"),
        ];
        let what = known.into_iter().find(|(name, _)| self.has(name));
        Err(Fault::NotOne(Some(what.map_or("压缩包", |(_, what)| what))))
    }

    /// What the text refers to.
    pub fn parts_of(&mut self, main: &str) -> Result<Vec<Part>, Fault> {
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
        let path = format!("{folder}/_rels/{name}.rels");
        let path = path.trim_start_matches('/').to_owned();
        if !self.has(&path) {
            return Ok(Vec::new());
        }
        relations(&self.text(&path)?, folder)
    }

    fn part(&mut self, parts: &[Part], kind: &str) -> Result<Option<String>, Fault> {
        let part = parts
            .iter()
            .find(|part| part.kind == kind && self.has(&part.path));
        part.map(|part| self.text(&part.path)).transpose()
    }

    pub fn notes(&mut self, parts: &[Part]) -> Result<Notes, Fault> {
        Ok(Notes {
            feet: self.part(parts, "footnotes")?,
            ends: self.part(parts, "endnotes")?,
        })
    }

    pub fn said(&mut self, parts: &[Part]) -> Result<Said, Fault> {
        Ok(Said {
            comments: self.part(parts, "comments")?,
            extended: self.part(parts, "commentsExtended")?,
        })
    }

    /// What the file's own properties say of the notice; they may be gone.
    pub fn origin(&mut self) -> Option<Origin> {
        let text = self.text("docProps/custom.xml").ok()?;
        let document = parsed(&text, "docProps/custom.xml").ok()?;
        let property = |name: &str| {
            let mut all = document.descendants();
            let found = all.find(|node| node.attribute("name") == Some(name))?;
            let value = found.descendants().find_map(|node| node.text())?;
            Some(value.trim().to_owned())
        };
        Some(Origin {
            kind: property("hongtou-kind").unwrap_or_default(),
            period: property("hongtou-period")?,
            text: property("hongtou-text").unwrap_or_default(),
        })
    }
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        return Some(encoding.decode(&bytes).0.into_owned());
    }
    String::from_utf8(bytes).ok()
}

fn relations(text: &str, folder: &str) -> Result<Vec<Part>, Fault> {
    let document = parsed(text, "_rels")?;
    let relation = |node: Node<'_, '_>| {
        let kind = node.attribute("Type")?.rsplit('/').next()?.to_owned();
        let target = node.attribute("Target")?;
        let is_outside = node.attribute("TargetMode") == Some("External");
        (!is_outside).then(|| Part {
            kind,
            path: within(folder, target),
        })
    };
    let nodes = document.descendants();
    Ok(nodes
        .filter(|node| node.tag_name().name() == "Relationship")
        .filter_map(relation)
        .collect())
}

/// A path as it is meant within a folder; one that begins with a slash is meant within the package.
fn within(folder: &str, path: &str) -> String {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
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
