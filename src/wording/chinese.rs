//! Numbers and names in Chinese wording.

use crate::model::RowSet;

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The number of a heading: 一, 十, 十一, 二十. From 100 on in figures.
pub fn numeral(number: usize) -> String {
    match number {
        1..=9 => DIGITS[number].to_owned(),
        10..=19 => format!("十{}", DIGITS[number - 10]),
        20..=99 => format!("{}十{}", DIGITS[number / 10], DIGITS[number % 10]),
        _ => number.to_string(),
    }
}

/// How many, before a measure word: 一, 两, 三 … 十, then 11, 12.
pub fn counted(number: usize) -> String {
    match number {
        2 => "两".to_owned(),
        1..=10 => numeral(number),
        _ => number.to_string(),
    }
}

/// A row's name as it stands in a list before 三个县（区）: without the ending that its set drops,
/// where two characters are left: 泽州, 高平, but 城区.
pub(super) fn short_name<'n>(name: &'n str, set: &RowSet) -> &'n str {
    if set.whole.iter().any(|ending| name.ends_with(ending)) {
        return name;
    }
    let mut endings = set.short.iter();
    endings
        .find_map(|ending| name.strip_suffix(ending.as_str()))
        .filter(|short| short.chars().count() >= 2)
        .unwrap_or(name)
}

/// What the rows named are: 县, 区, 县（区）, 县（市、区）. Where a name does not tell, what rows of
/// the set usually are; of a set without such words, what one of it is called.
pub(super) fn kinds<'n>(names: impl Iterator<Item = &'n str>, set: &RowSet) -> String {
    if set.words.is_empty() {
        return set.label.clone();
    }
    let of = |name: &str| set.words.iter().find(|word| name.ends_with(word.as_str()));
    let found: Vec<Option<&String>> = names.map(of).collect();
    let is_known = found.iter().all(Option::is_some);
    let is_there =
        |word: &&String| found.contains(&Some(*word)) || !is_known && set.usual.contains(*word);
    let mut kinds = set.words.iter().filter(is_there);
    let first = kinds.next().cloned().unwrap_or_default();
    let others: Vec<&str> = kinds.map(String::as_str).collect();
    if others.is_empty() {
        first
    } else {
        format!("{first}（{}）", others.join("、"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counties() -> RowSet {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        RowSet {
            key: "counties".to_owned(),
            label: "县（市、区）".to_owned(),
            rows: Vec::new(),
            is_grouped: false,
            subtotal: None,
            words: words(&["县", "市", "区", "旗"]),
            usual: words(&["县", "市", "区"]),
            short: words(&["县", "市", "区"]),
            whole: words(&["自治县", "开发区", "矿区", "新区"]),
            vague: Vec::new(),
        }
    }

    #[test]
    fn short_names_keep_two_characters() {
        let names = [
            "泽州县",
            "城区",
            "高平市",
            "市本级",
            "双江自治县",
            "经济开发区",
            "大同矿区",
            "城市新区",
            "土默特左旗",
            "绛县",
            "神农架",
            "市市",
        ]
        .map(|name| short_name(name, &counties()));
        assert_eq!(
            names,
            [
                "泽州",
                "城区",
                "高平",
                "市本级",
                "双江自治县",
                "经济开发区",
                "大同矿区",
                "城市新区",
                "土默特左旗",
                "绛县",
                "神农架",
                "市市",
            ]
        );
    }

    #[test]
    fn kinds_are_named_as_they_are() {
        let kinds = |names: &[&'static str]| kinds(names.iter().copied(), &counties());
        assert_eq!(kinds(&["城区", "泽州县", "阳城县"]), "县（区）");
        assert_eq!(kinds(&["泽州县", "阳城县"]), "县");
        assert_eq!(kinds(&["高平市", "城区"]), "市（区）");
        assert_eq!(kinds(&["高平市", "城区", "沁水县"]), "县（市、区）");
        assert_eq!(kinds(&["土默特左旗", "土默特右旗"]), "旗");
        assert_eq!(kinds(&["回民区", "土默特左旗"]), "区（旗）");
        assert_eq!(kinds(&["神农架", "泽州县"]), "县（市、区）");
    }
}
