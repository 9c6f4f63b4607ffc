//! The archive beside a result: made by `build`, found and read by `diff`.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use hongtou::archive::{Archive, begins_as_one, unpack};
use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{has_kind, reason, shown};
use hongtou::office::{archive_fault, fault};

/// Larger than that is no archive of a notice.
const MOST_BYTES: u64 = 16 << 20;

/// Whether a file is named as an archive is.
pub fn is_one(path: &Path) -> bool {
    has_kind(path, &["zip"])
}

/// Refuses to write an archive over a file that `build` did not make, or made of another kind of
/// notice.
pub fn may_be_written(path: &Path, kind: &str) -> Result<(), Diagnostic> {
    let mut head = Vec::new();
    let opened = fs::File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    if opened.is_err() {
        return Ok(());
    }
    if begins_as_one(&head) {
        // One that is damaged is as good as none.
        return match self::read(path) {
            Ok(archive) if !archive.kind.is_empty() && archive.kind != kind => Err(fault(
                format!(
                    "{} 是另一种通报（{}）的，没有盖掉它",
                    path.display(),
                    archive.kind
                ),
                "两种通报请用 --out 写到不同的文件夹，或把数据放进同名的文件夹；确实要盖掉，加上 --force",
            )),
            _ => Ok(()),
        };
    }
    Err(fault(
        format!("{} 不是 hongtou build 写的存档，没有盖掉它", path.display()),
        "请把它移到别处，或用 --out 另选文件夹；确实要盖掉，加上 --force",
    ))
}

/// Reads an archive; one that is not as it was made is refused.
pub fn read(path: &Path) -> Result<Archive, Diagnostic> {
    let bytes = bounded(path).map_err(|error| {
        fault(
            format!("读不了 {}：{}", path.display(), reason(&error)),
            "请核对文件名和所在的文件夹",
        )
    })?;
    unpack(&bytes).map_err(|fault| archive_fault(&shown(path), &fault))
}

fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to be refused.
    fs::File::open(path)?
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Ok(Vec::new());
    }
    Ok(bytes)
}
