//! What is wrong with the shape of a template file, in Chinese: a key that is not known, one that
//! is missing, a value of another sort.

use crate::diagnostic::closest;

/// What is wrong, and what may be done.
pub(super) struct Fault {
    pub message: String,
    pub hint: Option<String>,
}

/// What serde and toml call the sorts of values, and what the clerk does.
const SORTS: [(&str, &str); 14] = [
    ("a boolean", "true 或 false"),
    ("boolean", "true 或 false"),
    ("a string", "文字（放在英文双引号里）"),
    ("string", "文字"),
    ("a sequence", "一份清单（放在方括号里）"),
    ("sequence", "清单"),
    ("a map", "一组项（表）"),
    ("map", "一组项（表）"),
    ("floating point", "小数"),
    ("integer", "整数"),
    ("u32", "不小于 0 的整数"),
    ("datetime", "日期"),
    ("struct", "一组项（表）"),
    ("enum", "一个取值"),
];

/// Reads the parser's message.
pub(super) fn told(message: &str) -> Fault {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (first, others) = quoted
        .split_first()
        .map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let plain = |message: String| Fault {
        message,
        hint: None,
    };
    if message.starts_with("unknown field") {
        return choice(format!("模板里有不认识的项“{first}”"), first, others);
    }
    if message.starts_with("unknown variant") {
        return choice(format!("“{first}”不是可用的取值"), first, others);
    }
    if message.starts_with("missing field") {
        return plain(format!("模板里缺少“{first}”这一项"));
    }
    if message.starts_with("duplicate key") {
        return plain("同一项写了两次".to_owned());
    }
    if let Some(rest) = message.strip_prefix("invalid type: ")
        && let Some((is, wanted)) = rest.split_once(", expected ")
    {
        return plain(format!("这里应为{}，写的是{}", sort(wanted), sort(is)));
    }
    if let Some(rest) = message.strip_prefix("invalid value: ")
        && let Some((is, wanted)) = rest.split_once(", expected ")
    {
        return plain(format!("这里应为{}，写的是{}", sort(wanted), sort(is)));
    }
    if message.contains("did not match any variant") {
        return plain("这里的取值不对".to_owned());
    }
    Fault {
        message: "模板的写法不对：括号、引号、等号或逗号有误".to_owned(),
        hint: Some(
            "各项写作 名称 = 值；文字放在英文双引号里，清单放在方括号里，各项之间用英文逗号"
                .to_owned(),
        ),
    }
}

/// A word that is none of those allowed, with the one that was meant.
fn choice(message: String, word: &str, allowed: &[&str]) -> Fault {
    let all = allowed.join("、");
    let meant = closest(word, allowed.iter().copied());
    let hint = match meant {
        Some(meant) => format!("是否应为 {meant}？可用的有 {all}"),
        None => format!("可用的有 {all}"),
    };
    Fault {
        message,
        hint: (!allowed.is_empty()).then_some(hint),
    }
}

fn sort(told: &str) -> String {
    let mut sorts = SORTS.iter();
    let known = sorts.find(|(name, _)| told.starts_with(name));
    let value = told.split('`').nth(1).or_else(|| told.split('"').nth(1));
    match (known, value) {
        (Some((_, sort)), Some(value)) => format!("{sort} {value}"),
        (Some((_, sort)), None) => (*sort).to_owned(),
        (None, _) => "别的东西".to_owned(),
    }
}
