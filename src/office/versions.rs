//! Versions of a period: what changed from one to the next, and what is told where they can't be kept.

use super::Refusal;
use super::folder::reason;
use super::ground::Found;
use crate::archive::Archive;
use crate::compare::terminal::summary;
use crate::compare::{Comparison, Side, compare};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::versions::{Fault, Unkept};

/// What a version says otherwise than the one before it, each composed with its own templates: in a line.
///
/// # Errors
/// That one of them can't be composed by this program.
pub fn change_between(old: &Archive, new: &Archive) -> Result<String, Refusal> {
    let comparison = compared(old, new)?;
    if comparison.is_same() {
        return Ok("印出的内容没有变".to_owned());
    }
    let verdict = comparison.verdicts.first().map(|verdict| {
        let text = |text: &str| {
            if text.is_empty() {
                "（不写）".to_owned()
            } else {
                text.to_owned()
            }
        };
        format!(
            "；{}：{} → {}",
            verdict.title(),
            text(&verdict.old.text),
            text(&verdict.new.text)
        )
    });
    let counts = summary(&comparison);
    Ok(counts.trim_end_matches('。').to_owned() + &verdict.unwrap_or_default())
}

fn compared(old: &Archive, new: &Archive) -> Result<Comparison, Refusal> {
    let found = |archive: &Archive| Found::of_archive(archive.period.stem(), archive.clone());
    let (old, new) = (found(old), found(new));
    let (office, _) = new.open(None, true, Sources::default())?;
    let (new_year, findings, sources) = office.read(new.input, true).into_parts();
    let Some(new_year) = new_year else {
        return Err(Refusal { findings, sources });
    };
    let (old_office, _) = old.open(None, true, sources)?;
    let (old_year, findings, sources) = old_office.read(old.input.clone(), true).into_parts();
    let Some(old_year) = old_year else {
        return Err(Refusal { findings, sources });
    };
    let before = Side {
        model: old_office.model(),
        year: &old_year,
    };
    let after = Side {
        model: office.model(),
        year: &new_year,
    };
    Ok(compare(before, after, &sources))
}

/// Why versions could not be read or kept.
pub fn versions_fault(list: &str, fault: &Unkept) -> Diagnostic {
    let restore = "请从备份里恢复 versions 文件夹";
    let (message, hint) = match fault {
        Unkept::Io(error) => (
            format!("{list} 读不了或写不了：{}", reason(error)),
            "请核对文件夹和权限",
        ),
        Unkept::Fault(Fault::Broken) => (format!("{list} 不是各稿的清单，或已损坏"), restore),
        Unkept::Fault(Fault::Newer) => (
            format!("{list} 是更新的程序写的，这个程序读不了"),
            "请换用新的程序",
        ),
        Unkept::Missing(number) => (
            format!("{list} 里没有送审稿 {number}"),
            "用 hongtou versions 看有哪几稿",
        ),
        Unkept::Lost(name) => (
            format!("{list} 记着的“{name}”缺失，或和校验值不符"),
            restore,
        ),
    };
    super::fault(message, hint)
}
