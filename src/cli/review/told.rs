//! What came of a returned file, line by line.

use std::path::Path;

use hongtou::impact::Difference;
use hongtou::office::Reviewed;
use hongtou::office::folder::shown;
use hongtou::remarks::Stamp;
use hongtou::review::{Comment, Edit, EditKind, Outcome, Since};

/// So many consequences of a figure are told, the others counted.
const MOST: usize = 6;

/// How it is told.
pub struct Told<'a> {
    pub path: &'a Path,
    pub is_written: bool,
    pub to: Reader,
}

/// Who reads it: what is to be done next is done where one is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Terminal,
    Window,
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
        lines.extend(since(&review.since));
        let count = |outcome: &dyn Fn(&Outcome) -> bool| {
            review
                .edits
                .iter()
                .filter(|edit| outcome(&edit.outcome))
                .count()
        };
        let applies = count(&|outcome| *outcome == Outcome::Applies);
        let refused =
            count(&|outcome| matches!(outcome, Outcome::Refused { .. } | Outcome::Clash { .. }));
        if !review.edits.is_empty() {
            lines.push(String::new());
        }
        match (applies, self.is_written) {
            (0, _) => {}
            (_, true) => lines.push(format!("写回 {} 处　{}", applies, shown(self.path))),
            (_, false) => {
                let way = match self.to {
                    Reader::Terminal => "再运行一次，加上 --apply",
                    Reader::Window => "点“写回数据里自己的，记下批注”",
                };
                lines.push(format!("可以写回 {applies} 处：{way}"));
            }
        }
        if refused > 0 {
            lines.push(format!("没有写回、要经办人定的 {refused} 处，原因见上"));
        }
        if self.is_written && self.to == Reader::Terminal {
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
            Outcome::Clash { now } => format!(
                "→ 没有写回：送审以后这边也改了这里，现在是“{}”，请定下用哪一个",
                or_nothing(now)
            ),
            Outcome::Refused { why } if why.is_empty() => "→ 没有写回".to_owned(),
            Outcome::Refused { why } => format!("→ 没有写回：{}", why.join("；")),
        }
    }
}

/// What changed since the file was sent, and what of that the file asks for as well.
fn since(all: &[Since]) -> Vec<String> {
    let told = |is_in_file: bool, what: &str| -> Vec<String> {
        let of = all.iter().filter(|of| of.is_in_file == is_in_file);
        let of: Vec<&Since> = of.collect();
        if of.is_empty() {
            return Vec::new();
        }
        let first = [String::new(), format!("{what} {} 处：", of.len())];
        let lines = of.iter().take(MOST).map(|of| {
            let (before, now) = (or_nothing(&of.before), or_nothing(&of.now));
            format!("   {}　{before} → {now}", of.place)
        });
        let more = of.len().saturating_sub(MOST);
        let more = (more > 0).then(|| format!("   另有 {more} 处，见 hongtou diff"));
        first.into_iter().chain(lines).chain(more).collect()
    };
    let asked = told(true, "审稿人要改、这边已经这样改了的");
    let ours = told(false, "送审以后这边改了、审稿人没有改的（不必处理）");
    asked.into_iter().chain(ours).collect()
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
