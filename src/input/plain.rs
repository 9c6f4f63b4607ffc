//! The commonest slips in a number, each with the number that was meant.

use crate::number::Decimal;

/// What is wrong with a number as it was typed, and what to do, if the number can be told.
pub(super) struct Slip {
    pub wrong: String,
    pub way_out: String,
}

pub(super) fn slip(typed: &str) -> Option<Slip> {
    let typed = typed.trim();
    let is_number = |text: &str| Decimal::parse(text).is_ok();
    let of = |wrong: String, way_out: String| Some(Slip { wrong, way_out });
    let joined = typed.replace([',', '，', ' '], "");
    if joined != typed && is_number(&joined) && groups_of_three(typed) {
        let mark = if typed.contains([',', '，']) {
            "逗号"
        } else {
            "空格"
        };
        return of(
            format!("“{typed}”里有{mark}"),
            format!("去掉{mark}，写 {joined}"),
        );
    }
    if let Some(whole) = typed.strip_suffix('.').filter(|whole| is_number(whole)) {
        return of(
            format!("“{typed}”末尾多了小数点"),
            format!("去掉小数点，写 {whole}"),
        );
    }
    let with_zero = typed.replacen('.', "0.", 1);
    if typed.trim_start_matches('-').starts_with('.') && is_number(&with_zero) {
        return of(
            format!("“{typed}”的小数点前面没有数字"),
            format!("小数点前面补上 0，写 {with_zero}"),
        );
    }
    without_zeros(typed).or_else(|| without_unit(typed))
}

/// 1,629 and 12 345.6, and not a list: 1, 2.
fn groups_of_three(typed: &str) -> bool {
    let whole = typed.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches('-').split([',', '，', ' ']);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

/// 007.
fn without_zeros(typed: &str) -> Option<Slip> {
    let (sign, digits) = match typed.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", typed),
    };
    let bare = digits.trim_start_matches('0');
    let bare = if bare.is_empty() || bare.starts_with('.') {
        format!("0{bare}")
    } else {
        bare.to_owned()
    };
    (bare != digits && Decimal::parse(typed).is_ok()).then(|| Slip {
        wrong: format!("“{typed}”前面多了 0"),
        way_out: format!("去掉前面的 0，写 {sign}{bare}"),
    })
}

/// 12套, 3.5亿元, 58.2%.
fn without_unit(typed: &str) -> Option<Slip> {
    let at = typed.find(|c: char| !c.is_ascii_digit() && !".-".contains(c))?;
    let (number, unit) = (typed[..at].trim(), typed[at..].trim());
    let is_unit = |c: char| "%％‰㎡²m".contains(c) || ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_told = Decimal::parse(number).is_ok() && !unit.is_empty() && unit.chars().all(is_unit);
    is_told.then(|| Slip {
        wrong: format!("“{typed}”里写了单位"),
        way_out: format!("去掉“{unit}”，写 {number}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way_out(typed: &str) -> String {
        slip(typed).map(|slip| slip.way_out).unwrap_or_default()
    }

    #[test]
    fn the_number_that_was_meant() {
        for (typed, expected) in [
            ("1,629", "去掉逗号，写 1629"),
            ("-1，234.5", "去掉逗号，写 -1234.5"),
            ("12 345", "去掉空格，写 12345"),
            ("767.", "去掉小数点，写 767"),
            (".5", "小数点前面补上 0，写 0.5"),
            ("-.5", "小数点前面补上 0，写 -0.5"),
            ("0763", "去掉前面的 0，写 763"),
            ("00.5", "去掉前面的 0，写 0.5"),
            ("58.2%", "去掉“%”，写 58.2"),
            ("763套", "去掉“套”，写 763"),
            ("6409m²", "去掉“m²”，写 6409"),
        ] {
            assert_eq!(way_out(typed), expected);
        }
    }

    #[test]
    fn what_could_be_several_numbers_is_none() {
        for typed in ["1, 2", "12,34", "1.2.3", "三", "", "0", "0.5", "763"] {
            assert_eq!(way_out(typed), "", "{typed}");
        }
    }
}
