//! A Word file that came back, told change by change; with `--apply` put into the input.

mod told;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use hongtou::diagnostic::Diagnostic;
use hongtou::office::folder::{self, reason, shown};
use hongtou::office::{Reviewed, Sent, fault, period_said, remarks_fault, sent};
use hongtou::remarks;
use hongtou::returned;
use hongtou::versions;
use serde_json::json;

pub use self::told::{Reader, Told};
use super::arguments::{InputArguments, ReviewArguments, ReviewFormat};
use super::choice::known;
use super::desk;
use super::report::{Purpose, Report};
use super::write::Writer;

/// No Word file of a notice is larger.
const MOST_BYTES: u64 = 64 << 20;

pub fn run(arguments: &ReviewArguments) -> Report {
    let mut report = Report::of(Purpose::Build);
    review(arguments, &mut report);
    report
}

fn review(arguments: &ReviewArguments, report: &mut Report) -> Option<()> {
    let bytes = report.ok(bytes(&arguments.file))?;
    let words = InputArguments {
        input: words(arguments, &bytes),
        templates: arguments.input.templates.clone(),
    };
    let (desk, path) = desk::of(&words, Some(&arguments.fonts), report)?;
    let input = report.ok(folder::input(&path))?;
    let name = shown(&arguments.file);
    let list = list_of(&path, desk.office.kind(), input.file.text(), &arguments.out);
    let sent = list.map_or_else(Sent::default, |list| sent(&list, &bytes));
    let reviewed = report.ok(desk.office.review(&input, &sent, &name, &bytes))?;
    let is_written = arguments.apply && reviewed.text.is_some();
    if let Some(text) = reviewed.text.as_ref().filter(|_| arguments.apply) {
        let writer = Writer::after(desk.read.iter().chain([&arguments.file]));
        let files = [(path.clone(), text.clone().into_bytes())];
        report.ok(unchanged(&path, &reviewed))?;
        report.ok(writer.write(&files, "请核对文件夹和权限"))?;
    }
    if arguments.keep_remarks {
        report.ok(keep(&path, &reviewed))?;
    }
    if arguments.format == ReviewFormat::Json {
        report.answer = Some(told_to_programs(&reviewed, &path, is_written));
        return Some(());
    }
    let told = Told {
        path: &path,
        is_written,
        to: Reader::Terminal,
    };
    report.done.extend(told.lines(&name, &reviewed));
    if arguments.keep_remarks && !reviewed.review.comments.is_empty() {
        let kept = shown(&remarks::path_of(&path));
        report
            .done
            .push(format!("批注记在　{kept}，用 hongtou remarks 看"));
    }
    Some(())
}

/// Where the versions of an input are listed.
pub fn list_of(path: &Path, kind: &str, text: &str, out: &Path) -> Option<PathBuf> {
    let archive = folder::archive_of(out, path, kind, period_said(text)?);
    Some(versions::list_of(&archive))
}

/// Takes the comments into the remarks beside the input; those that are there already are not taken twice.
pub fn keep(path: &Path, reviewed: &Reviewed) -> Result<(), Diagnostic> {
    let file = remarks::path_of(path);
    let kept = remarks::update(&file, |remarks| {
        for comment in &reviewed.review.comments {
            remarks.add(comment.draft());
        }
    });
    kept.map_err(|fault| remarks_fault(&shown(&file), &fault))
}

/// Nobody has saved the input meanwhile.
fn unchanged(path: &Path, reviewed: &Reviewed) -> Result<(), Diagnostic> {
    if folder::read(path)?.text() == reviewed.before {
        return Ok(());
    }
    Err(fault(
        format!("{} 刚才又被保存过，没有写", shown(path)),
        "请再运行一次",
    ))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unread = |error| {
        fault(
            format!("读不了 {}：{}", path.display(), reason(&error)),
            "请核对文件名；正开着它的，请先保存、关闭",
        )
    };
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unread)?;
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= MOST_BYTES) {
        return Ok(bytes);
    }
    Err(fault(
        format!("{} 太大了，不像是通报", path.display()),
        "请核对文件；里面插了大图片的，请删去图片另存一份",
    ))
}

/// The words that name the input: as told, else as the file's own properties say.
fn words(arguments: &ReviewArguments, bytes: &[u8]) -> Vec<PathBuf> {
    if !arguments.input.input.is_empty() {
        return arguments.input.input.clone();
    }
    let Some(origin) = returned::origin(bytes) else {
        return Vec::new();
    };
    let kind = Some(origin.kind).filter(|kind| !kind.is_empty());
    let words = kind.into_iter().chain([origin.period]).map(PathBuf::from);
    known(arguments.input.templates.as_deref(), [words.collect()])
}

fn told_to_programs(reviewed: &Reviewed, path: &Path, is_written: bool) -> String {
    let told = json!({
        "version": 1,
        "input": shown(path),
        "written": is_written,
        "remarks": reviewed.remarks,
        "edits": reviewed.review.edits,
        "since": reviewed.review.since,
        "comments": reviewed.review.comments,
        "format_changes": reviewed.review.format_changes,
    });
    format!("{told:#}\n")
}
