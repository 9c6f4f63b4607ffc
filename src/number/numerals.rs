//! Whole numbers in Chinese numerals.

use super::Exact;

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const UNITS: [(u64, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
const WAN: u64 = 10_000;
const YI: u64 = 100_000_000;

impl Exact {
    /// 二, 十二, 一百零五, 二万零三十, 负三; nothing of what is no whole number, or too large to be
    /// written so.
    pub fn to_chinese(&self) -> Option<String> {
        let number: u64 = self
            .abs()
            .is_integer()
            .then(|| self.abs().to_fixed(0))?
            .parse()
            .ok()?;
        let sign = if self.is_negative() { "负" } else { "" };
        Some(format!("{sign}{}", chinese(number)))
    }
}

fn chinese(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let parts = [
        (number / YI, "亿"),
        (number % YI / WAN, "万"),
        (number % WAN, ""),
    ];
    let mut text = String::new();
    let mut is_gap = false;
    for (part, word) in parts {
        if part == 0 {
            is_gap = true;
            continue;
        }
        if !text.is_empty() && (is_gap || part < WAN / 10) {
            text.push_str(DIGITS[0]);
        }
        text += &if part < WAN {
            section(part)
        } else {
            chinese(part)
        };
        text.push_str(word);
        is_gap = false;
    }
    // 十二, but 一百一十二.
    text.strip_prefix("一十")
        .map_or(text.clone(), |rest| format!("十{rest}"))
}

/// One to 9999.
fn section(number: u64) -> String {
    let mut text = String::new();
    let mut is_gap = false;
    for (unit, word) in UNITS {
        let digit = usize::try_from(number / unit % 10).unwrap_or(0);
        if digit == 0 {
            is_gap = true;
            continue;
        }
        if is_gap && !text.is_empty() {
            text.push_str(DIGITS[0]);
        }
        text.push_str(DIGITS[digit]);
        text.push_str(word);
        is_gap = false;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_in_chinese_numerals() {
        for (number, expected) in [
            (0, "零"),
            (2, "二"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (112, "一百一十二"),
            (1050, "一千零五十"),
            (2694, "二千六百九十四"),
            (10_000, "一万"),
            (20_030, "二万零三十"),
            (100_500, "十万零五百"),
            (12_003_000, "一千二百万三千"),
            (100_000_001, "一亿零一"),
            (130_000_000, "一亿三千万"),
            (-3, "负三"),
        ] {
            assert_eq!(
                Exact::integer(number).to_chinese().as_deref(),
                Some(expected)
            );
        }
        assert_eq!(Exact::unit(1).to_chinese(), None);
    }
}
