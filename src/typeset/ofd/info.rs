//! What the package says of its document.

use ofd_writer::{Date, Info};
use sha2::{Digest, Sha256};

use super::Attached;
use crate::calendar::Day;
use crate::notice::Notice;

/// `identity` is what the document is called among others of its office.
pub(super) fn info(notice: &Notice, identity: &str, attached: &[Attached]) -> Info {
    let title = notice.title.as_ref().map(ToString::to_string);
    let day = notice.signature.day;
    let number = notice.head.number.clone();
    let mut custom = Vec::new();
    let mut say = |name: &str, value: &Option<String>| {
        if let Some(value) = value {
            custom.push((name.to_owned(), value.clone()));
        }
    };
    say("发文字号", &number);
    say("主送机关", &notice.addressee);
    say("成文日期", &Some(notice.signature.date.clone()));
    say("份号", &notice.head.copy_number);
    say("密级和保密期限", &notice.head.secrecy);
    say("紧急程度", &notice.head.urgency);
    let printed = notice.imprint.printed.as_ref();
    say("印发机关", &printed.map(|printed| printed.organ.clone()));
    say("印发日期", &printed.map(|printed| printed.date.clone()));
    Info {
        id: id(identity, attached),
        title: title.unwrap_or_default(),
        author: authors(notice),
        subject: number.unwrap_or_default(),
        summary: String::new(),
        created: date(day),
        keywords: Vec::new(),
        creator: "hongtou".to_owned(),
        creator_version: env!("CARGO_PKG_VERSION").to_owned(),
        custom,
    }
}

/// A day, unless it lies in a year that the format has no room for.
fn date(day: Day) -> Option<Date> {
    Some(Date {
        year: u16::try_from(day.year).ok()?,
        month: u8::try_from(day.month).ok()?,
        day: u8::try_from(day.day).ok()?,
    })
}

/// The organs that issue it.
fn authors(notice: &Notice) -> String {
    let signature = &notice.signature;
    let organs = std::iter::once(&signature.organ).chain(&signature.joint);
    let organs: Vec<&str> = organs.map(String::as_str).collect();
    organs.join("、")
}

/// Follows from what the document is and holds, so that the same document has the same id and
/// another has another; in the form of RFC 9562, version 8.
fn id(identity: &str, attached: &[Attached]) -> [u8; 16] {
    let mut digest = Sha256::new();
    digest.update(identity.as_bytes());
    for file in attached {
        digest.update(file.name.as_bytes());
        digest.update(&file.data);
    }
    let mut id = [0; 16];
    for (byte, digested) in id.iter_mut().zip(digest.finalize()) {
        *byte = digested;
    }
    id[6] = id[6] & 0x0f | 0x80;
    id[8] = id[8] & 0x3f | 0x80;
    id
}
