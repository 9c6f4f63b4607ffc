//! Which version of a notice a Word file came from that was returned.

use std::path::Path;

use super::ground::Found;
use super::{Input, Office};
use crate::archive::Archive;
use crate::returned;
use crate::source::Sources;
use crate::versions::{self, Unkept};

/// The version that a file came from.
#[derive(Debug, Default)]
pub enum Sent {
    /// One that is kept: its number, and what it was made from.
    Kept(u32, Box<Archive>),
    /// The file does not say: another program dropped its properties.
    #[default]
    Unmarked,
    /// It says one that is not kept, or not any more.
    Gone,
    /// It is kept, but can't be read, for this reason.
    Unread(String),
}

/// The version that a Word file came from, among those of a list; the file's properties name the digest of its
/// review text.
pub fn sent(list: &Path, bytes: &[u8]) -> Sent {
    let Some(origin) = returned::origin(bytes).filter(|origin| !origin.text.is_empty()) else {
        return Sent::Unmarked;
    };
    let found = versions::read(list).and_then(|versions| {
        let version = versions
            .with_text(&origin.text)
            .map(|version| version.number);
        let archive = version.map(|number| Ok((number, versions::archive_of(list, number)?)));
        archive.transpose()
    });
    match found {
        Ok(Some((number, archive))) => Sent::Kept(number, Box::new(archive)),
        Ok(None) => Sent::Gone,
        Err(Unkept::Lost(name)) => Sent::Unread(format!("记着的“{name}”缺失或被改过")),
        Err(_) => Sent::Unread("各稿的清单读不了".to_owned()),
    }
}

impl Sent {
    /// The office that composes the version, and its input.
    pub(super) fn opened(&self) -> Option<(Office, Input)> {
        let Self::Kept(number, archive) = self else {
            return None;
        };
        let name = format!("{}@{number}", archive.period.stem());
        let found = Found::of_archive(name, archive.as_ref().clone());
        let (office, _) = found.open(None, true, Sources::default()).ok()?;
        Some((office, found.input))
    }

    /// What a clerk has to know of it before reading what the file says.
    pub(super) fn remark(&self, is_known: bool) -> String {
        const NOW: &str = "只能和现在的通报比：下面有的不同，可能是这边改的，不是审稿人改的";
        match self {
            Self::Kept(number, _) if is_known => format!(
                "这份文件是送审稿 {number} 改的，下面只列审稿人改的；送审以后这边改的另列在后面"
            ),
            Self::Kept(number, _) => {
                format!("这份文件是送审稿 {number} 改的，但这个程序排不出那一稿，{NOW}")
            }
            Self::Unmarked => "这份文件没有记着是哪一稿（另存时丢了），和现在的通报比".to_owned(),
            Self::Gone => format!("这份文件所记的那一稿没有留存，{NOW}"),
            Self::Unread(why) => format!("这份文件所记的那一稿读不出来（{why}），{NOW}"),
        }
    }
}
