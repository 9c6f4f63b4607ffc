//! What a file is that is no package of parts.

use super::Fault;

/// A compound file: a document with a password, or one of Word 2003. Its streams are named in UTF-16.
pub(super) fn compound(bytes: &[u8]) -> Fault {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        Fault::Encrypted
    } else if names("WordDocument") {
        Fault::Old
    } else {
        Fault::NotOne(None)
    }
}

/// What else a file may be, by its first bytes.
pub(super) fn foreign(bytes: &[u8]) -> Fault {
    let known: [(&[u8], &str); 4] = [
        (b"%PDF", "PDF"),
        (b"\x89PNG", "图片"),
        (b"\xFF\xD8\xFF", "图片"),
        (b"Rar!", "压缩包"),
    ];
    let Some(start) = bytes.iter().position(|byte| !byte.is_ascii_whitespace()) else {
        return Fault::Empty;
    };
    let start = &bytes[start..];
    if start.starts_with(b"{\\rtf") {
        return Fault::Foreign("RTF 文件");
    }
    if start.starts_with(b"<") {
        return Fault::Foreign("网页，或另存为 XML 的文件");
    }
    let what = known.into_iter().find(|(head, _)| start.starts_with(head));
    match what {
        Some((_, what)) => Fault::NotOne(Some(what)),
        None if bytes.starts_with(b"PK") => Fault::Damaged("压缩目录".to_owned()),
        None => Fault::NotOne(None),
    }
}
