//! References to annexes that this year's notice does not have.

use super::NoticeFacts;
use super::numerals::{Number, arabic, chinese};
use super::text::Fault;
use crate::diagnostic::{Code, Diagnostic};
use crate::number::Exact;

const WORD: &str = "附件";

/// References of the year's own texts.
pub(super) fn faults(text: &str, count: usize) -> Vec<Fault> {
    let beyond = beyond(text, count).into_iter();
    beyond
        .map(|(at, reference)| Fault {
            at,
            message: format!("{reference}不在本通报里：{}", has(count)),
            token: reference,
            hint: "请改成现在的序号，或去掉这一处".to_owned(),
            code: Code::NoAnnex,
            is_note: false,
        })
        .collect()
}

/// The same of what the templates' rules say in this year.
pub(super) fn of_templates(notice: &NoticeFacts) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (text, place) in &notice.said {
        for (_, reference) in beyond(text, notice.annexes) {
            let has = has(notice.annexes);
            let message = format!("模板写到{reference}，这一期的通报没有：{has}");
            let finding = Diagnostic::warning(Code::NoAnnex, message)
                .at(place.clone())
                .hint("请给这句话加上 when 条件，没有这个附件时不写");
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    findings
}

fn has(count: usize) -> String {
    match count {
        0 => "这次没有附件".to_owned(),
        1 => "这次只有一个附件，不编号".to_owned(),
        count => format!("这次的附件是 1 到 {count}"),
    }
}

/// 附件6, 附件六, 附件1、6, 附件4—6: those beyond the last. Annexes of another document, which
/// stand behind its number or title, are not the notice's.
fn beyond(text: &str, count: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(WORD) {
        if text[..at].ends_with(['号', '》', '的', '）']) {
            continue;
        }
        let mut rest = text[at + WORD.len()..].trim_start();
        while let Some(number) = leading(rest) {
            if number
                .value
                .as_ref()
                .is_some_and(|value| !is_there(value, count))
            {
                found.push((at, format!("{WORD}{}", number.text)));
            }
            let behind = number
                .after
                .trim_start_matches(['、', '和', '及', '—', '至', '～', '-']);
            rest = if behind.len() < number.after.len() {
                behind
            } else {
                ""
            };
        }
    }
    found
}

fn leading(text: &str) -> Option<Number<'_>> {
    let numbers = arabic(text).into_iter().chain(chinese(text));
    let mut numbers = numbers.filter(|number| number.at == 0);
    // 附件1、2023年…: a year is no annex.
    numbers.find(|number| number.text.len() < 4 && !number.after.starts_with(['年', '个', '份']))
}

fn is_there(number: &Exact, count: usize) -> bool {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    *number >= Exact::integer(1) && *number <= Exact::integer(count)
}
