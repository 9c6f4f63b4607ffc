//! The remarks on an input: listed, answered, settled.

use hongtou::office::folder::shown;
use hongtou::office::{fault, remarks_fault};
use hongtou::remarks::{self, Answer, Located, Remarks, Stamp, State, located};
use serde_json::json;

use super::arguments::{RemarksArguments, ReviewFormat};
use super::report::{Purpose, Report};
use super::{clock, desk};

pub fn run(arguments: &RemarksArguments) -> Report {
    let mut report = Report::of(Purpose::Answer);
    list(arguments, &mut report);
    report
}

fn list(arguments: &RemarksArguments, report: &mut Report) -> Option<()> {
    let (desk, path) = desk::of(&arguments.input, None, report)?;
    let file = remarks::path_of(&path);
    let name = shown(&file);
    if !arguments.close.is_empty() {
        let closed = remarks::update(&file, |remarks| close(arguments, remarks));
        let missing = report.ok(closed.map_err(|fault| remarks_fault(&name, &fault)))?;
        if let Some(number) = missing {
            report.findings.push(fault(
                format!("{name} 里没有第 {number} 条"),
                "用 hongtou remarks --all 看有哪几条",
            ));
            return None;
        }
    }
    let all = report.ok(remarks::read(&file).map_err(|fault| remarks_fault(&name, &fault)))?;
    let run = desk::read(&desk, &path, true, report)?;
    let located = run
        .notice()
        .map(|notice| located(notice, &all))
        .unwrap_or_default();
    let wanted = |located: &&Located| arguments.all || located.remark.state == State::Open;
    let told: Vec<&Located> = located.iter().filter(wanted).collect();
    if arguments.format == ReviewFormat::Json {
        report.answer = Some(format!("{:#}\n", json!({ "version": 1, "remarks": told })));
        return Some(());
    }
    let open = all.open().count();
    let done = all.all().len() - open;
    report.done.push(format!(
        "{}　审稿意见：{open} 条待办，{done} 条已办",
        shown(&path)
    ));
    report.done.extend(told.into_iter().flat_map(lines));
    Some(())
}

/// Settles remarks; the first number that there is not.
fn close(arguments: &RemarksArguments, remarks: &mut Remarks) -> Option<u64> {
    let missing = arguments
        .close
        .iter()
        .find(|number| remarks.get(**number).is_none());
    if missing.is_some() {
        return missing.copied();
    }
    for number in &arguments.close {
        if let Some(text) = &arguments.answer {
            let by = Stamp {
                who: arguments.who.clone().unwrap_or_default(),
                when: clock::minute(),
            };
            remarks.answer(
                *number,
                Answer {
                    by,
                    text: text.clone(),
                },
            );
        }
        remarks.set(*number, State::Done);
    }
    None
}

/// A remark as it is told; `diff` tells the open ones so as well.
pub fn lines(located: &Located) -> Vec<String> {
    let Located { remark, stand } = located;
    let place = if stand.place.is_empty() {
        "（原处已经没有了）"
    } else {
        &stand.place
    };
    let state = if remark.state == State::Done {
        "　已办"
    } else {
        ""
    };
    let by = format!("{} {}", remark.by.who, remark.by.when);
    let mut lines = vec![format!("{}. {place}　{}{state}", remark.number, by.trim())];
    let words = if remark.on.words.is_empty() {
        &remark.on.text
    } else {
        &remark.on.words
    };
    if !words.is_empty() {
        lines.push(format!("   对“{words}”："));
    }
    lines.extend(remark.text.lines().map(|line| format!("   {line}")));
    if stand.is_changed {
        let now = if stand.now.is_empty() {
            String::new()
        } else {
            format!("，现在是“{}”", stand.now)
        };
        lines.push(format!("   所指文字已改{now}"));
    }
    let answers = remark.answers.iter();
    lines.extend(answers.map(|answer| format!("   答（{}）：{}", answer.by.who, answer.text)));
    lines
}
