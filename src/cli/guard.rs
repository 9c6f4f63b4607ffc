//! What a comparison may be written over: nothing that somebody typed, and no
//! file that it did not make itself, unless it is told to.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::report::Report;

/// Whether `path` may be written; `read` is what the run was made from.
pub fn allows(path: &Path, read: &[PathBuf], force: bool, report: &mut Report) -> bool {
    let Ok(target) = path.canonicalize() else {
        return true;
    };
    let is_read = read
        .iter()
        .filter_map(|read| read.canonicalize().ok())
        .any(|read| target.starts_with(read));
    if is_read || is_source(&target) {
        report.fault(
            format!("{} 是数据、模板、字体或存档，不会盖掉它", path.display()),
            "请用 --out 另写一个文件名",
        );
        return false;
    }
    if target.is_file() && !force && !is_comparison(&target) {
        report.fault(
            format!(
                "{} 已经有了，而且不是 diff 写的，没有盖掉它",
                path.display()
            ),
            "请用 --out 另写一个文件名；确实要盖掉，加上 --force",
        );
        return false;
    }
    true
}

/// Files that are typed, or that a notice is made of.
fn is_source(path: &Path) -> bool {
    const KINDS: [&str; 6] = ["toml", "typ", "zip", "ttf", "otf", "ttc"];
    let kind = path.extension().and_then(|kind| kind.to_str());
    kind.is_some_and(|kind| KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known)))
}

/// Whether a comparison was written here before, by what stands in it.
fn is_comparison(path: &Path) -> bool {
    const MOST_BYTES: u64 = 64 << 20;
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes));
    if read.is_err() {
        return false;
    }
    let has = |mark: &str| {
        bytes
            .windows(mark.len())
            .any(|window| window == mark.as_bytes())
    };
    match bytes.first() {
        // An interrupted run may have left nothing.
        None => true,
        Some(b'%') => has("修订对照稿") && has("hongtou"),
        Some(b'<') => has("name=\"generator\" content=\"hongtou diff\""),
        Some(b'{') => has("\"old_year\":") && has("\"verdicts\":"),
        Some(_) => {
            let text = String::from_utf8_lossy(&bytes);
            text.lines()
                .next()
                .is_some_and(|line| line.contains(" 年度 → "))
        }
    }
}
