//! Days as people write them who do not write them as a notice does: ２０２３年９月２５日,
//! 二〇二三年九月二十五日, 2023/9/25, 20230925.

use super::Day;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

impl Day {
    /// The day that somebody means; `meant` finds the day of a month and a day without a year.
    pub fn guess(text: &str, meant: impl Fn(u32, u32) -> Option<Self>) -> Option<Self> {
        let plain: String = text.trim().chars().map(narrow).collect();
        let parts: Vec<&str> = plain
            .trim_end_matches(['日', '号'])
            .split(['年', '月', '-', '/', '.', '—', '–'])
            .map(str::trim)
            .collect();
        let number = |part: &str| part.parse().ok().or_else(|| numeral(part));
        match parts.as_slice() {
            [whole] if whole.len() == 8 && whole.bytes().all(|b| b.is_ascii_digit()) => {
                let part = |from: usize, to: usize| whole.get(from..to)?.parse().ok();
                of(part(0, 4)?, part(4, 6)?, part(6, 8)?)
            }
            [month, day] => meant(number(month)?, number(day)?),
            [year, month, day] => of(number(year)?, number(month)?, number(day)?),
            _ => None,
        }
    }
}

fn of(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = i32::try_from(year).ok().filter(|year| *year >= 1000)?;
    Day::new(year, month, day)
}

/// A full-width digit or sign in half width.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '零' | '○' => '〇',
        c => c,
    }
}

/// 二〇二三 digit by digit, 九, 十, 二十五.
fn numeral(text: &str) -> Option<u32> {
    let digit = |c: char| {
        let at = DIGITS.iter().position(|digit| *digit == c)?;
        u32::try_from(at).ok()
    };
    if let Some((tens, ones)) = text.split_once('十') {
        let one = |text: &str, none: u32| match text.chars().collect::<Vec<_>>().as_slice() {
            [] => Some(none),
            [c] => digit(*c),
            _ => None,
        };
        return Some(one(tens, 1)? * 10 + one(ones, 0)?);
    }
    let digits = text.chars().map(digit);
    let digits: Vec<u32> = digits.collect::<Option<_>>()?;
    let is_short = !digits.is_empty() && digits.len() <= 4;
    is_short.then(|| digits.iter().fold(0, |number, digit| number * 10 + digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_the_same_day() {
        for text in [
            "２０２３年９月５日",
            "二〇二三年九月五日",
            "2023/9/5",
            "2023.09.05",
            "20230905",
            "2023年9月5号",
            "2023 年 9 月 5 日",
        ] {
            let day = Day::guess(text, |_, _| None).map(Day::iso);
            assert_eq!(day.as_deref(), Some("2023-09-05"), "{text}");
        }
        let of_year = |month, day| Day::new(2023, month, day);
        let guess = |text| Day::guess(text, of_year).map(Day::iso);
        assert_eq!(guess("十二月二十五日").as_deref(), Some("2023-12-25"));
        assert_eq!(guess("9/30").as_deref(), Some("2023-09-30"));
        for text in [
            "九月三十一日",
            "2023年2月30日",
            "2023年9月",
            "四五",
            "",
            "9",
            "明天",
        ] {
            assert_eq!(guess(text), None, "{text}");
        }
    }
}
