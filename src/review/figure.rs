//! A printed figure that was changed: what the input would have to say.

use crate::calendar::Day;
use crate::figures::Figure;
use crate::language::Scale;
use crate::model::{Kind, Measure};
use crate::number::{Decimal, Exact};

/// Why a printed figure is not put into the input.
pub(super) const ROUNDED: &str = "印出的数是换算或四舍五入过的，数据文件里的位数更多，请填原数";

/// Why no figure of the input can be told from a printed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Untold {
    /// It is no number.
    Words,
    /// The input has more digits than were printed.
    Rounded,
}

/// A printed number: its digits, and what stands behind them.
struct Printed {
    number: Decimal,
    rest: String,
}

/// How many of one are meant by what stands behind a number.
fn size(rest: &str) -> Option<i64> {
    match rest {
        "" | "%" | "‰" | "个百分点" => Some(1),
        "万" => Some(10_000),
        "亿" => Some(100_000_000),
        _ => None,
    }
}

fn printed(text: &str) -> Option<Printed> {
    let marks = |c: &char| !matches!(c, ',' | '，' | '\u{2009}' | ' ' | '+');
    let text: String = text.chars().filter(marks).collect();
    let text = text.replace(['−', '－'], "-");
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let end = text.find(|c| !is_of_number(c)).unwrap_or(text.len());
    if let Ok(number) = Decimal::parse(&text[..end]) {
        let rest = text[end..].to_owned();
        return Some(Printed { number, rest });
    }
    let number = in_chinese(&text)?;
    Some(Printed {
        number: Decimal::parse(&number.to_string()).ok()?,
        rest: String::new(),
    })
}

/// A whole number in Chinese numerals.
fn in_chinese(text: &str) -> Option<i64> {
    const MOST: i64 = 2000;
    if text == "两" {
        return Some(2);
    }
    (0..=MOST).find(|number| Exact::integer(*number).to_chinese().as_deref() == Some(text))
}

/// Whether a text is a number, or a day, as a notice prints one.
pub(super) fn is_number(text: &str) -> bool {
    day(text, 2000).is_some() || printed(text).is_some_and(|printed| size(&printed.rest).is_some())
}

/// A day as a notice prints one; `year` is that of a day without one.
fn day(text: &str, year: i32) -> Option<String> {
    let day = Day::parse(text, |month, day| Day::new(year, month, day));
    day.filter(|_| text.contains('月')).map(Day::iso)
}

/// What the input would have to say for a figure to be printed so, of which it has nothing yet.
pub(super) fn typed(measure: &Measure, year: i32, text: &str) -> Result<String, Untold> {
    if measure.kind == Kind::Date {
        return day(text, year).ok_or(Untold::Words);
    }
    let new = printed(text).ok_or(Untold::Words)?;
    let size = size(&new.rest).ok_or(Untold::Words)?;
    // Nothing tells in which unit it would be typed but that it has one.
    let is_scaled = matches!(measure.form.scale, Some(Scale::Step(_)));
    if is_scaled && (size > 1 || measure.form.bare) {
        return Err(Untold::Rounded);
    }
    Ok(new.number.text.into())
}

/// What the input would have to say for a figure to be printed as `new`; `old` is how it is printed now.
pub(super) fn literal(figure: &Figure, old: &str, new: &str) -> Result<String, Untold> {
    if new.is_empty() || "—－-/".contains(new) {
        return Ok("\"\"".to_owned());
    }
    let known = figure.value.as_ref().zip(printed(old));
    let known = known.filter(|_| figure.measure.kind != Kind::Date);
    let Some((value, old)) = known else {
        return typed(&figure.measure, figure.year, new);
    };
    let new = printed(new).ok_or(Untold::Words)?;
    let new_size = size(&new.rest).ok_or(Untold::Words)?;
    let old_size = size(&old.rest).ok_or(Untold::Words)?;
    if value.is_zero() && old.number.value.is_zero() {
        return Ok(new.number.text.into());
    }
    let ratio = value
        .checked_div(&old.number.value)
        .ok_or(Untold::Rounded)?;
    let is_other_way = ratio.is_negative();
    for power in 0..=8_u32 {
        let whole = Exact::integer(10_i64.pow(power));
        if ratio.abs() == whole {
            let text = shifted(
                &new.number.text,
                i64::from(power) + zeros(new_size) - zeros(old_size),
            );
            return Ok(if is_other_way { negated(&text) } else { text });
        }
    }
    Err(Untold::Rounded)
}

/// How many zeros a power of ten has.
fn zeros(size: i64) -> i64 {
    match size {
        10_000 => 4,
        100_000_000 => 8,
        _ => 0,
    }
}

fn negated(text: &str) -> String {
    text.strip_prefix('-')
        .map_or_else(|| format!("-{text}"), str::to_owned)
}

/// A decimal times ten to a power, digit by digit.
fn shifted(text: &str, power: i64) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (mut whole, mut fraction) = (whole.to_owned(), fraction.to_owned());
    for _ in 0..power.unsigned_abs() {
        if power > 0 {
            let next = if fraction.is_empty() {
                '0'
            } else {
                fraction.remove(0)
            };
            whole.push(next);
        } else {
            let last = whole.pop().unwrap_or('0');
            fraction.insert(0, last);
        }
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_move_with_their_unit() {
        assert_eq!(shifted("123.5", 4), "1235000");
        assert_eq!(shifted("0.05", 1), "0.5");
        assert_eq!(shifted("120", -4), "0.0120");
        assert_eq!(shifted("-3.25", 2), "-325");
    }

    #[test]
    fn numbers_as_a_notice_prints_them() {
        for text in [
            "12",
            "−1.5",
            "+3.2个百分点",
            "83.3%",
            "1,234",
            "三",
            "两",
            "123.5万",
        ] {
            assert!(is_number(text), "{text}");
        }
        for text in ["约370", "", "12套", "若干"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
