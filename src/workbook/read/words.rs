//! Figures that were typed as words: with commas, spaces, units, full-width digits.

use crate::input::TO_FILL;
use crate::number::Decimal;

/// What a text in a figure's cell means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// No such task.
    Blank,
    /// There is one, but the office does not have it.
    Unknown,
    /// Nobody has filled it in.
    ToFill,
    /// A number, and the unit behind it.
    Number(String, String),
    /// Something else.
    Words,
}

/// How a clerk says that there is nothing to be told.
const NOTHING: [&str; 12] = [
    "",
    "无",
    "没有",
    "空",
    "空白",
    "-",
    "--",
    "—",
    "——",
    "/",
    "\\",
    "无此项",
];

/// Reads what was typed.
pub fn meant(text: &str) -> Meant {
    let narrow: String = text
        .chars()
        .map(narrow)
        .filter(|c| !is_unseen(*c))
        .collect();
    let narrow = narrow.trim();
    if NOTHING.contains(&narrow) {
        return Meant::Blank;
    }
    match narrow {
        "?" | "不详" | "未知" => return Meant::Unknown,
        _ if narrow == TO_FILL || narrow.chars().all(|c| c == '_') => return Meant::ToFill,
        _ => {}
    }
    let (is_negative, body) = match narrow
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        // As accounts write it.
        Some(inner) => (true, inner),
        None => match narrow.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, narrow.strip_prefix('+').unwrap_or(narrow)),
        },
    };
    let body = body.trim();
    let end = body
        .find(|c: char| !c.is_ascii_digit() && !",. '".contains(c))
        .unwrap_or(body.len());
    let (digits, unit) = body.split_at(end);
    let is_grouped = digits.trim().contains([',', ' ', '\'']);
    if is_grouped && !in_threes(digits.trim()) {
        return Meant::Words;
    }
    let digits: String = digits.chars().filter(|c| !", '".contains(*c)).collect();
    let digits = digits.strip_suffix('.').unwrap_or(&digits).to_owned();
    let digits = if digits.starts_with('.') {
        format!("0{digits}")
    } else {
        digits
    };
    let unit = unit.trim();
    if Decimal::parse(&digits).is_err() || unit.contains(|c: char| c.is_ascii_digit()) {
        return Meant::Words;
    }
    let digits = without_zeros(&digits);
    let sign = if is_negative { "-" } else { "" };
    Meant::Number(format!("{sign}{digits}"), unit.to_owned())
}

/// 1,629 and 12 345.6, and not a list: 1, 2.
fn in_threes(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split([',', ' ', '\'']);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

/// 007 is 7.
fn without_zeros(digits: &str) -> &str {
    let mut rest = digits;
    while rest.len() > 1 && rest.starts_with('0') && !rest.starts_with("0.") {
        rest = &rest[1..];
    }
    rest
}

/// A full-width sign as the keyboard has it.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\t' | '\n' => ' ',
        '−' | '–' | '‐' | '‑' => '-',
        '。' => '.',
        c => c,
    }
}

fn is_unseen(c: char) -> bool {
    crate::source::is_unprintable(c)
}

/// A name or a head without what does not tell it from another: spaces, widths, brackets' kinds,
/// numbers of order.
pub fn plain(text: &str) -> String {
    let narrow = text.chars().map(narrow).filter(|c| !is_unseen(*c));
    let plain = narrow.filter(|c| !c.is_whitespace() && !"|:*、,.;·".contains(*c));
    plain.collect::<String>().to_lowercase()
}

/// The same without what stands in brackets.
pub fn bare(text: &str) -> String {
    let plain = plain(text);
    let mut bare = String::new();
    let mut depth = 0_u32;
    for c in plain.chars() {
        match c {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_as_words_is_understood() {
        let number = |digits: &str, unit: &str| Meant::Number(digits.to_owned(), unit.to_owned());
        for (text, wanted) in [
            ("763", number("763", "")),
            (" 1，629 ", number("1629", "")),
            ("１６２９套", number("1629", "套")),
            ("12 345.60", number("12345.60", "")),
            ("51.220万元", number("51.220", "万元")),
            ("58.2％", number("58.2", "%")),
            ("-69.65", number("-69.65", "")),
            ("（69.65）", number("-69.65", "")),
            ("－20", number("-20", "")),
            (".5", number("0.5", "")),
            ("767.", number("767", "")),
            ("0763", number("763", "")),
            ("0.00", number("0.00", "")),
            ("无", Meant::Blank),
            ("／", Meant::Blank),
            ("  ", Meant::Blank),
            ("？", Meant::Unknown),
            ("待填", Meant::ToFill),
            ("____", Meant::ToFill),
            ("1, 2", Meant::Words),
            ("12,34", Meant::Words),
            ("约12套", Meant::Words),
            ("3套2户", Meant::Words),
            ("三套", Meant::Words),
            ("1.2.3", Meant::Words),
        ] {
            assert_eq!(meant(text), wanted, "{text}");
        }
    }

    #[test]
    fn names_are_the_same_however_they_are_spaced() {
        assert_eq!(plain("城 区"), plain("城区"));
        assert_eq!(plain("开工量（套）"), plain("开工量(套) "));
        assert_eq!(bare("年度开工建设情况（套）"), "年度开工建设情况");
    }
}
