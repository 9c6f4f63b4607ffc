//! Numbers in a text, in Arabic and in Chinese numerals: 2694, 12.3万, 二千六百九十四, 百分之八十.

use crate::language::Share;
use crate::number::{Decimal, Exact};

/// A number, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Number<'t> {
    /// As it stands, without 万 and 亿 that belong to its unit.
    pub text: &'t str,
    pub at: usize,
    pub before: &'t str,
    pub after: &'t str,
    /// Nothing: digits that are no number, such as 2.3.1.
    pub value: Option<Exact>,
    /// Said as 百分之…, 千分之….
    pub share: Option<Share>,
}

const DIGITS: &str = "零一二三四五六七八九";
const UNITS: [(char, i64); 3] = [('十', 10), ('百', 100), ('千', 1000)];
const GROUPS: [(char, i64); 2] = [('万', 10_000), ('亿', 100_000_000)];
const SHARES: [(&str, Share); 2] = [("百分之", Share::PerCent), ("千分之", Share::PerMille)];

/// What may part the thousands of a number (GB/T 15835).
const PARTING: [char; 4] = [',', '\u{a0}', '\u{2009}', '\u{202f}'];

/// The numbers in Arabic numerals, their thousands parted or not.
pub(super) fn arabic(text: &str) -> Vec<Number<'_>> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut from = 0;
    let runs = runs(
        text,
        |c| c.is_ascii_digit(),
        |c| c.is_ascii_digit() || c == '.',
    );
    for (start, end) in runs {
        if start < from {
            continue;
        }
        let number = arabic_at(text, start, end);
        from = start + number.text.len();
        numbers.push(number);
    }
    numbers
}

/// The one that a text begins with.
pub(super) fn leading(text: &str) -> Option<Number<'_>> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    is_number.then(|| arabic_at(text, 0, end))
}

fn arabic_at(text: &str, start: usize, end: usize) -> Number<'_> {
    let end = with_thousands(text, start, end);
    let end = start + text[start..end].trim_end_matches('.').len();
    let digits = text[start..end].replace(PARTING, "");
    let value = Decimal::parse(&digits).ok().map(|decimal| decimal.value);
    number(text, start, end, value)
}

/// Where a number ends whose thousands are parted: 12,345.6.
fn with_thousands(text: &str, start: usize, end: usize) -> usize {
    const GROUP: usize = 3;
    if end - start > GROUP || text[start..end].contains('.') {
        return end;
    }
    let mut end = end;
    loop {
        let rest = &text[end..];
        let Some(mark) = rest.chars().next().filter(|c| PARTING.contains(c)) else {
            return end;
        };
        let group = &rest[mark.len_utf8()..];
        let length = group.find(|c: char| !c.is_ascii_digit());
        if length.unwrap_or(group.len()) != GROUP {
            return end;
        }
        end += mark.len_utf8() + GROUP;
        let fraction = text[end..].strip_prefix('.').unwrap_or_default();
        let length = fraction.find(|c: char| !c.is_ascii_digit());
        let length = length.unwrap_or(fraction.len());
        if length > 0 {
            return end + 1 + length;
        }
    }
}

/// The numbers in Chinese numerals.
pub(super) fn chinese(text: &str) -> Vec<Number<'_>> {
    let is_first = |c: char| digit(c).is_some() || c == '十';
    let is_part = |c: char| {
        is_first(c) || c == '点' || UNITS.iter().chain(&GROUPS).any(|(unit, _)| *unit == c)
    };
    let runs = runs(text, is_first, is_part).into_iter();
    runs.map(|(start, end)| {
        // 二千万元: 万 belongs to the unit, as in 2000万元, and the value is the same.
        let run = text[start..end].trim_end_matches('点');
        number(text, start, start + run.len(), value_of(run))
    })
    .collect()
}

fn number(text: &str, start: usize, end: usize, value: Option<Exact>) -> Number<'_> {
    let before = &text[..start];
    let share = SHARES.iter().find(|(word, _)| before.ends_with(word));
    Number {
        text: &text[start..end],
        at: start,
        before: share.map_or(before, |(word, _)| &before[..before.len() - word.len()]),
        after: &text[end..],
        value,
        share: share.map(|(_, share)| *share),
    }
}

fn runs(
    text: &str,
    is_first: impl Fn(char) -> bool,
    is_part: impl Fn(char) -> bool,
) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(&is_first) {
        let start = at + offset;
        // 百分之 is no end of 三百分之二.
        let rest = &text[start..];
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        runs.push((start, start + length));
        at = start + length;
    }
    runs
}

fn digit(c: char) -> Option<i64> {
    let c = match c {
        '〇' => '零',
        '两' => '二',
        other => other,
    };
    let at = DIGITS.chars().position(|digit| digit == c)?;
    i64::try_from(at).ok()
}

/// 二千六百九十四, 三万二千, 一点八, 二〇二三.
fn value_of(run: &str) -> Option<Exact> {
    let (whole, fraction) = match run.split_once('点') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (run, None),
    };
    let mut value = whole_of(whole)?;
    if let Some(fraction) = fraction {
        // 一点二万: the group behind the decimals is of the whole.
        let group = GROUPS.iter().find(|(unit, _)| fraction.ends_with(*unit));
        let digits = fraction.trim_end_matches(|c| GROUPS.iter().any(|(unit, _)| *unit == c));
        let digits: Option<String> = digits
            .chars()
            .map(|c| digit(c).map(|digit| digit.to_string()))
            .collect();
        let part = Decimal::parse(&format!("0.{}", digits?)).ok()?.value;
        value = value + &part;
        if let Some((_, times)) = group {
            value = &value * &Exact::integer(*times);
        }
    }
    Some(value)
}

fn whole_of(text: &str) -> Option<Exact> {
    let is_positional = text.chars().all(|c| digit(c).is_some());
    if is_positional {
        let digits: Vec<String> = text
            .chars()
            .filter_map(digit)
            .map(|d| d.to_string())
            .collect();
        return Decimal::parse(&digits.concat())
            .ok()
            .map(|decimal| decimal.value);
    }
    let (mut total, mut section, mut last): (i64, i64, Option<i64>) = (0, 0, None);
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            last = Some(digit);
        } else if let Some((_, unit)) = UNITS.iter().find(|(unit, _)| *unit == c) {
            section = section.checked_add(unit.checked_mul(last.unwrap_or(1))?)?;
            last = None;
        } else {
            let (_, unit) = GROUPS.iter().find(|(unit, _)| *unit == c)?;
            let here = section.checked_add(last.unwrap_or(0))?;
            // 一亿三千万, 三万亿: 亿 takes all before it, 万 its own.
            total = if c == '亿' {
                total.checked_add(here)?.checked_mul(*unit)?
            } else {
                total.checked_add(here.checked_mul(*unit)?)?
            };
            (section, last) = (0, None);
        }
    }
    let all = total.checked_add(section)?.checked_add(last.unwrap_or(0))?;
    Some(Exact::integer(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_whose_thousands_are_parted() {
        let text = "投入12,345.6万元，1,234,567元，1\u{a0}234户，5,120、30套，2023,11";
        let values: Vec<String> = arabic(text)
            .iter()
            .map(|number| number.value.as_ref().unwrap().to_plain())
            .collect();
        assert_eq!(
            values,
            ["12345.6", "1234567", "1234", "5120", "30", "2023", "11"]
        );
    }

    #[test]
    fn reads_chinese_numerals() {
        let values: Vec<String> = chinese("二千六百九十四套，两千套，十二个，三万二千户，一点八亿元，二〇二三年，一百零五，一亿三千万")
            .iter()
            .map(|number| number.value.as_ref().unwrap().to_plain())
            .collect();
        assert_eq!(
            values,
            [
                "2694",
                "2000",
                "12",
                "32000",
                "180000000",
                "2023",
                "105",
                "130000000"
            ]
        );
    }
}
