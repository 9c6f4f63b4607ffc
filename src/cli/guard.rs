//! What a comparison may be written over: nothing that somebody typed, and no
//! file that it did not make itself, unless it is told to.

use std::fs;
use std::io::Read;
use std::path::Path;

use hongtou::diagnostic::Diagnostic;
use hongtou::office::fault;
use hongtou::office::folder::has_kind;

/// Refuses what is or would be taken for a source, and files that `diff` did not write.
pub fn allows(path: &Path, is_forced: bool) -> Result<(), Diagnostic> {
    /// Files that are typed, or that a notice is made of.
    const SOURCES: [&str; 6] = ["toml", "typ", "zip", "ttf", "otf", "ttc"];
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if has_kind(&target, &SOURCES) {
        return Err(fault(
            format!("{} 是数据、模板、字体或存档，不会盖掉它", path.display()),
            "请用 --out 另写一个文件名",
        ));
    }
    if target.is_file() && !is_forced && !is_comparison(&target) {
        return Err(fault(
            format!(
                "{} 已经有了，而且不是 diff 写的，没有盖掉它",
                path.display()
            ),
            "请用 --out 另写一个文件名；确实要盖掉，加上 --force",
        ));
    }
    Ok(())
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
        Some(b'{') => has("\"old_period\":") && has("\"verdicts\":"),
        Some(_) => {
            let text = String::from_utf8_lossy(&bytes);
            text.lines().next().is_some_and(|line| line.contains(" → "))
        }
    }
}
