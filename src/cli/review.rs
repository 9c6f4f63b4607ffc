//! A Word file that came back, told change by change; with `--apply` put into the input.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use hongtou::diagnostic::Diagnostic;
use hongtou::impact::Difference;
use hongtou::office::folder::{self, reason, shown};
use hongtou::office::{Reviewed, fault, remarks_fault};
use hongtou::remarks::{self, Stamp};
use hongtou::returned;
use hongtou::review::{Comment, Edit, EditKind, Outcome};
use serde_json::json;

use super::arguments::{InputArguments, ReviewArguments, ReviewFormat};
use super::desk;
use super::report::{Purpose, Report};
use super::write::Writer;

/// No Word file of a notice is larger.
const MOST_BYTES: u64 = 64 << 20;
/// So many consequences of a figure are told, the others counted.
const MOST: usize = 6;

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
    let reviewed = report.ok(desk.office.review(&input, &name, &bytes))?;
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
    let origin = returned::read(bytes).ok().and_then(|file| file.origin);
    let Some(origin) = origin else {
        return Vec::new();
    };
    let kind = Some(origin.kind).filter(|kind| !kind.is_empty());
    let words: Vec<PathBuf> = kind
        .into_iter()
        .chain([origin.period])
        .map(PathBuf::from)
        .collect();
    let shelf = super::choice::Shelf::of(arguments.input.templates.as_deref());
    let is_there = shelf.is_ok_and(|shelf| shelf.one(&words).is_ok());
    if is_there { words } else { Vec::new() }
}

fn told_to_programs(reviewed: &Reviewed, path: &Path, is_written: bool) -> String {
    let told = json!({
        "version": 1,
        "input": shown(path),
        "written": is_written,
        "remarks": reviewed.remarks,
        "edits": reviewed.review.edits,
        "comments": reviewed.review.comments,
        "format_changes": reviewed.review.format_changes,
    });
    format!("{told:#}\n")
}

pub struct Told<'a> {
    pub path: &'a Path,
    pub is_written: bool,
}

impl Told<'_> {
    pub fn lines(&self, name: &str, reviewed: &Reviewed) -> Vec<String> {
        let review = &reviewed.review;
        let mut lines = vec![format!(
            "{name}　与 {} 比较：{} 处不同，{} 条批注",
            shown(self.path),
            review.edits.len(),
            review.comments.len()
        )];
        if review.format_changes > 0 {
            lines.push(format!(
                "只改格式的 {} 处，不影响内容",
                review.format_changes
            ));
        }
        lines.extend(
            reviewed
                .remarks
                .iter()
                .map(|remark| format!("注意：{remark}。")),
        );
        for (number, edit) in (1..).zip(&review.edits) {
            lines.push(String::new());
            lines.extend(self.of_edit(number, edit));
        }
        for (number, comment) in (1..).zip(&review.comments) {
            lines.push(String::new());
            lines.extend(of_comment(number, comment));
        }
        let count = |outcome: &dyn Fn(&Outcome) -> bool| {
            review
                .edits
                .iter()
                .filter(|edit| outcome(&edit.outcome))
                .count()
        };
        let applies = count(&|outcome| *outcome == Outcome::Applies);
        let refused = count(&|outcome| matches!(outcome, Outcome::Refused { .. }));
        if !review.edits.is_empty() {
            lines.push(String::new());
        }
        match (applies, self.is_written) {
            (0, _) => {}
            (_, true) => lines.push(format!("写回 {} 处　{}", applies, shown(self.path))),
            (_, false) => lines.push(format!("可以写回 {applies} 处：再运行一次，加上 --apply")),
        }
        if refused > 0 {
            lines.push(format!("没有写回、要经办人定的 {refused} 处，原因见上"));
        }
        if self.is_written {
            lines.push("接着：hongtou check".to_owned());
        }
        lines
    }

    fn of_edit(&self, number: usize, edit: &Edit) -> Vec<String> {
        let by = if edit.by.is_empty() {
            "直接改的，没有留修订记录".to_owned()
        } else {
            edit.by.iter().map(person).collect::<Vec<_>>().join("、")
        };
        let mut lines = vec![
            format!("{number}. {}　{by}", edit.place),
            format!("   {}", change(edit)),
        ];
        let name = if edit.name.is_empty() {
            String::new()
        } else {
            format!("　{}", edit.name)
        };
        let at = edit
            .at
            .as_ref()
            .map(|at| format!("　{}:{}", at.file, at.line));
        lines.push(format!(
            "   {}：{}{name}{}",
            kind(edit.kind),
            edit.what,
            at.unwrap_or_default()
        ));
        if let Some([before, after]) = edit.input.as_ref().filter(|_| edit.kind != EditKind::Own) {
            lines.push(format!(
                "   数据文件里：{} → {}",
                or_nothing(before),
                or_nothing(after)
            ));
        }
        lines.push(format!("   {}", self.outcome(&edit.outcome)));
        if edit.outcome != Outcome::Follows {
            lines.extend(edit.advice.iter().map(|advice| format!("   {advice}")));
        }
        lines.extend(follows(&edit.follows));
        lines
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Applies if self.is_written => "→ 已写回数据文件".to_owned(),
            Outcome::Applies => "→ 可以写回数据文件".to_owned(),
            Outcome::Follows => "→ 随写回的其他改动而变，不必另改".to_owned(),
            Outcome::Told => "→ 不在数据文件里，没有写回".to_owned(),
            Outcome::Refused { why } if why.is_empty() => "→ 没有写回".to_owned(),
            Outcome::Refused { why } => format!("→ 没有写回：{}", why.join("；")),
        }
    }
}

fn kind(kind: EditKind) -> &'static str {
    match kind {
        EditKind::Figure => "填报的数",
        EditKind::Derived => "算出的数",
        EditKind::Words => "表里的字",
        EditKind::Own => "本期自己的文字",
        EditKind::Element => "要素",
        EditKind::Wording => "模板的措辞",
        EditKind::Verdict => "按数据定的话",
        EditKind::Period => "期别",
        EditKind::Fixed => "模板里固定的",
        EditKind::Table => "表的行列",
        EditKind::Chart => "图",
        EditKind::Format => "编号",
    }
}

fn person(person: &Stamp) -> String {
    let who = if person.who.is_empty() {
        "（没有署名）"
    } else {
        &person.who
    };
    format!("{who} {}", person.when).trim().to_owned()
}

/// …全市开工【763→764】套，…
fn change(edit: &Edit) -> String {
    let told = match (edit.old.is_empty(), edit.new.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("【增：{}】", edit.new),
        (false, true) => format!("【删：{}】", edit.old),
        (false, false) => format!("【{} → {}】", edit.old, edit.new),
    };
    format!("{}{told}{}", edit.before, edit.after)
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "（无）" } else { text }
}

fn follows(all: &[Difference]) -> Vec<String> {
    let told = all.iter().take(MOST).map(|of| {
        format!(
            "   会随着变：{}　{} → {}",
            of.what,
            or_nothing(&of.before),
            or_nothing(&of.after)
        )
    });
    let more = all.len().saturating_sub(MOST);
    let more = (more > 0).then(|| format!("   另有 {more} 处随着变，见 hongtou impact"));
    told.chain(more).collect()
}

fn of_comment(number: usize, comment: &Comment) -> Vec<String> {
    let done = if comment.is_done {
        "（已标为解决）"
    } else {
        ""
    };
    let mut lines = vec![format!(
        "批注 {number}. {}　{}{done}",
        comment.place,
        person(&comment.by)
    )];
    if !comment.words.trim().is_empty() {
        lines.push(format!("   对“{}”：", comment.words.trim()));
    }
    lines.extend(comment.text.lines().map(|line| format!("   {line}")));
    let answers = comment.answers.iter();
    lines.extend(answers.map(|(by, text)| format!("   答（{}）：{text}", person(by))));
    lines
}
