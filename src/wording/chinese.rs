//! Numbers and names in Chinese wording.

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

/// Names that usage does not shorten: 自治县, 开发区, 矿区, 新区, 特区, 林区.
const WHOLE: [&str; 10] = [
    "自治县",
    "开发区",
    "矿区",
    "新区",
    "特区",
    "林区",
    "园区",
    "示范区",
    "合作区",
    "管理区",
];

/// A county's name as it stands in a list before 三个县（区）: without its
/// last character where two are left: 泽州, 高平, but 城区. A 旗 stays whole.
pub(super) fn short_name(name: &str) -> &str {
    if WHOLE.iter().any(|ending| name.ends_with(ending)) {
        return name;
    }
    name.strip_suffix(['县', '市', '区'])
        .filter(|short| short.chars().count() >= 2)
        .unwrap_or(name)
}

/// What a county may be, in the order in which official usage names them.
const KINDS: [char; 4] = ['县', '市', '区', '旗'];

/// What the places named are: 县, 区, 县（区）, 县（市、区）. Where a name does not tell, what
/// counties in general are.
pub(super) fn kinds<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let lasts: Vec<char> = names.filter_map(|name| name.chars().last()).collect();
    let is_known = lasts.iter().all(|last| KINDS.contains(last));
    let found = KINDS
        .into_iter()
        .filter(|kind| lasts.contains(kind) || !is_known && *kind != '旗');
    let mut kinds = found.map(String::from);
    let first = kinds.next().unwrap_or_default();
    let others: Vec<_> = kinds.collect();
    if others.is_empty() {
        first
    } else {
        format!("{first}（{}）", others.join("、"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        .map(short_name);
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
        let kinds = |names: &[&'static str]| kinds(names.iter().copied());
        assert_eq!(kinds(&["城区", "泽州县", "阳城县"]), "县（区）");
        assert_eq!(kinds(&["泽州县", "阳城县"]), "县");
        assert_eq!(kinds(&["高平市", "城区"]), "市（区）");
        assert_eq!(kinds(&["高平市", "城区", "沁水县"]), "县（市、区）");
        assert_eq!(kinds(&["土默特左旗", "土默特右旗"]), "旗");
        assert_eq!(kinds(&["回民区", "土默特左旗"]), "区（旗）");
        assert_eq!(kinds(&["神农架", "泽州县"]), "县（市、区）");
    }
}
