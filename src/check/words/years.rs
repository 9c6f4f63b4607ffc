//! Years and ranges: those left over from another year's text, and those that official usage
//! writes otherwise.

use std::collections::BTreeSet;

use super::numerals::{Number, arabic, leading};
use super::text::{Fault, THIS_YEAR};
use crate::diagnostic::Code;
use crate::input::Inputs;
use crate::model::Model;

/// The years that this year's notice contains: those that the templates reckon from the year, the
/// audits', the day of issue, and the background that the clerk named.
pub(in crate::check) fn of(model: &Model, inputs: &Inputs) -> BTreeSet<i32> {
    let period = inputs.period;
    let mut years: BTreeSet<i32> = model
        .times()
        .into_iter()
        .map(|time| period.year() + time.years_off(period))
        .collect();
    years.extend([period.year(), inputs.issued.year]);
    years.extend(&inputs.background_years);
    years.extend(inputs.years_given(model));
    let items = inputs.groups.values().flat_map(|group| &group.items);
    years.extend(items.filter_map(|item| item.parse::<i32>().ok()));
    years
}

pub(super) fn faults(text: &str, years: &BTreeSet<i32>) -> Vec<Fault> {
    let numbers = arabic(text);
    let stale = numbers.iter().filter_map(|number| stale(number, years));
    let ranges = numbers.iter().filter_map(odd_range);
    stale.chain(ranges).chain(rolling_numbers(text)).collect()
}

fn stale(number: &Number, years: &BTreeSet<i32>) -> Option<Fault> {
    let year: i32 = number.text.parse().ok()?;
    let after = number.after.trim_start();
    let is_year = number.text.len() == 4
        && (1949..3000).contains(&year)
        && (after.starts_with(['年', '〕', '—', '-', '–', '～', '~', '至'])
            || number.before.ends_with(['〔', '—']));
    (is_year && !years.contains(&year)).then(|| Fault {
        at: number.at,
        token: number.text.to_owned(),
        message: format!("{year} 年不是这一期会写到的年份"),
        hint: format!(
            "请改成这一期的说法，如 {{year}}；确是背景的年份，写进 background_years = [{year}]"
        ),
        code: Code::StaleYear,
        is_note: false,
    })
}

/// 2021-2023年, 2021年-2023年, 2021至2023年, 13~15%: not the marks of official usage.
fn odd_range(number: &Number) -> Option<Fault> {
    let unit = number
        .after
        .chars()
        .next()
        .filter(|c| "年月日%".contains(*c));
    let behind = &number.after[unit.map_or(0, char::len_utf8)..];
    let mark = behind.chars().next()?;
    let rest = &behind[mark.len_utf8()..];
    let other = leading(rest)?;
    let is_span = other.after.starts_with(['年', '%', '月', '日']);
    let is_years = number.text.len() == 4 && other.text.len() == 4 && other.after.starts_with('年');
    // 2021年至2023年 is a sentence's own words, and right.
    let is_odd =
        "-–−－~".contains(mark) || is_years && (mark == '～' || mark == '至' && unit.is_none());
    let unit = unit.map(String::from).unwrap_or_default();
    let range = format!("{}{unit}{mark}{}", number.text, other.text);
    (is_span && is_odd).then(|| Fault {
        at: number.at,
        message: format!("“{range}”的起止号用得不一致"),
        hint: "年份的起止用一字线：2021—2023年；数值的起止用 ～".to_owned(),
        token: range,
        code: Code::Usage,
        is_note: false,
    })
}

/// 〔{year}〕11号: the document of this year's number is another one next year.
fn rolling_numbers(text: &str) -> Vec<Fault> {
    let mark = format!("〔{THIS_YEAR}〕");
    let found = text.match_indices(&mark);
    let found = found.filter_map(|(at, _)| {
        let number = document_number(&text[at + mark.len()..])?;
        Some(Fault {
            at,
            token: format!("〔{{year}}〕{number}"),
            message: format!("文号〔{{year}}〕{number}的年份明年会变，文件却还是那一份"),
            hint: "文号里的年份直接写出，如〔2023〕".to_owned(),
            code: Code::StaleYear,
            is_note: true,
        })
    });
    found.collect()
}

/// 11号.
pub(super) fn document_number(rest: &str) -> Option<String> {
    let number = leading(rest)?;
    number
        .after
        .starts_with('号')
        .then(|| format!("{}号", number.text))
}
