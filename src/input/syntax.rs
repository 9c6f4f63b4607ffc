//! Faults of TOML itself, one a line, in the words of a clerk.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, SourceId, floor_boundary};

/// The lines that could not be read, so that what they hold is not missed twice.
#[derive(Debug, Default)]
pub(super) struct BrokenLines {
    lines: Vec<Range<usize>>,
    /// A table's own line is broken: what follows may have been put elsewhere.
    pub broken_header: bool,
}

impl BrokenLines {
    /// Whether the table that begins at `table` has a broken line for `key`.
    pub fn hold(&self, text: &str, table: usize, key: &str) -> bool {
        let end = text[table..]
            .match_indices("\n[")
            .map(|(at, _)| table + at)
            .find(|at| *at > table)
            .unwrap_or(text.len());
        self.lines.iter().any(|line| {
            line.start >= table
                && line.start < end
                && text[line.clone()]
                    .split(['=', '＝'])
                    .next()
                    .is_some_and(|before| before.trim().trim_matches(['"', '\'']) == key)
        })
    }

    /// Whether a table that can't be found was written all the same, and got
    /// lost behind a broken line.
    pub fn lost(&self, text: &str, path: &str, key: &str) -> bool {
        let within = if path.is_empty() {
            String::new()
        } else {
            format!("{path}.")
        };
        !self.lines.is_empty()
            && text.lines().any(|line| {
                let name = line.trim_start().trim_start_matches('[');
                let bare = name.replace('"', "");
                name.len() < line.trim_start().len()
                    && bare.strip_prefix(&within).is_some_and(|rest| {
                        rest.strip_prefix(key)
                            .is_some_and(|end| end.starts_with(['.', ']']))
                    })
            })
    }

    /// Whether the bytes stand on a broken line.
    pub fn cover(&self, span: &Range<usize>) -> bool {
        self.lines
            .iter()
            .any(|line| line.start <= span.start && span.start <= line.end)
    }
}

pub(super) fn findings(
    source: SourceId,
    text: &str,
    errors: &[toml::de::Error],
) -> (Vec<Diagnostic>, BrokenLines) {
    let mut broken = BrokenLines::default();
    let mut by_line: BTreeMap<usize, (Range<usize>, &toml::de::Error)> = BTreeMap::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let line = line_around(text, span.start);
        by_line.entry(line.start).or_insert((line, error));
    }
    let mut findings = Vec::new();
    let mut twice: Option<Range<usize>> = None;
    for (line, error) in by_line.into_values() {
        let is_header = text[line.clone()].trim_start().starts_with('[');
        let is_duplicate = error.message().starts_with("duplicate key");
        // What stands in a table written twice is there twice as well.
        let is_echo = is_duplicate
            && !is_header
            && twice
                .as_ref()
                .is_some_and(|t| !text[t.end..line.start].contains("\n["));
        if !is_echo {
            findings.push(finding(source, text, &line, error));
        }
        if is_header && is_duplicate {
            twice = Some(line.clone());
        }
        broken.broken_header |= is_header && !is_duplicate;
        broken.lines.push(line);
    }
    (findings, broken)
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    // A fault at the very end of the file belongs to its last line with text.
    let at = floor_boundary(text, at.min(text.trim_end().len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    start..end
}

fn finding(
    source: SourceId,
    text: &str,
    line: &Range<usize>,
    error: &toml::de::Error,
) -> Diagnostic {
    if let Some(wide) = first_fullwidth(&text[line.clone()]) {
        let span = line.start + wide.start..line.start + wide.end;
        let typed = &text[span.clone()];
        let narrow: String = typed.chars().map(halfwidth).collect();
        return Diagnostic::error(Code::BadDigits, format!("“{typed}”是全角字符"))
            .at(Place::new(source, span))
            .hint(format!("请切换到半角（英文）输入，改为 {narrow}"));
    }
    let span = whole_word(text, line, error.span().unwrap_or(line.clone()));
    let (code, message, hint) = explain(error.message(), &text[span.clone()]);
    Diagnostic::error(code, message)
        .at(Place::new(source, span))
        .hint(hint)
}

/// The span within its line, reaching to the end of the word that it begins in.
fn whole_word(text: &str, line: &Range<usize>, span: Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, span.start.clamp(line.start, line.end));
    let end = floor_boundary(text, span.end.clamp(start, line.end));
    let ends = |c: char| c.is_whitespace() || "#,]=".contains(c);
    let more = text[end..line.end].find(ends).unwrap_or(line.end - end);
    let is_inside = text[start..end].chars().any(|c| !ends(c));
    start..if is_inside { end + more } else { end }
}

/// The first run of full-width signs outside quotes and comments.
fn first_fullwidth(line: &str) -> Option<Range<usize>> {
    let mut quote = None;
    let mut start = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') => return start.map(|start| start..at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        let is_wide = quote.is_none() && halfwidth(c) != c;
        match (start, is_wide) {
            (None, true) => start = Some(at),
            (Some(start), false) => return Some(start..at),
            _ => {}
        }
    }
    start.map(|start| start..line.len())
}

/// The half-width twin of a full-width sign of a Chinese keyboard.
pub(super) fn halfwidth(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '。' => '.',
        '、' => ',',
        '【' => '[',
        '】' => ']',
        '—' => '-',
        _ => c,
    }
}

/// A fault by words of the parser's message: the code, what is wrong ({} is
/// what stands there) and what to do.
type Explanation = (&'static [&'static str], Code, &'static str, &'static str);

/// In this order: the first whose words occur explains the fault.
const EXPLANATIONS: [Explanation; 7] = [
    (
        &["duplicate key"],
        Code::DuplicateKey,
        "“{}”写了两次",
        "同一项只能写一次，请删掉多余的一处",
    ),
    (
        &["string values must be quoted"],
        Code::BadNumber,
        "“{}”不是数字",
        "请写数字；没有此项任务写 \"\"；文字要放在英文双引号里",
    ),
    (
        &[
            "key with no value",
            "missing value",
            "extra `=`",
            "must be quoted",
        ],
        Code::Syntax,
        "等号后面没有内容",
        "请在等号后面填上数字；没有此项任务写 \"\"",
    ),
    (
        &["date", "time", "value out of range"],
        Code::BadDate,
        "“{}”不是存在的日期",
        "请写真实的日期，例如 2024-01-31",
    ),
    (
        &[
            "leading zero",
            "digits",
            "number",
            "integer",
            "float",
            "sign",
        ],
        Code::BadNumber,
        "“{}”不是规范的数字",
        "请写普通的数字：前面不加 0，不加逗号和空格，例如 1629 或 25.48",
    ),
    (
        &["unclosed table", "unclosed array table"],
        Code::Syntax,
        "表头的方括号没有写完",
        "请写成 [表名] 或 [表名.\"城区\"]",
    ),
    (
        &["string", "quote", "escape"],
        Code::Syntax,
        "引号不成对，或引号里有不该有的字符",
        "文字的两头都要有英文双引号；反斜杠 \\ 要写成 \\\\",
    ),
];

fn explain(message: &str, at: &str) -> (Code, String, &'static str) {
    let is_about = |words: &[&str]| words.iter().any(|word| message.contains(word));
    let known = EXPLANATIONS
        .iter()
        .filter(|(words, ..)| !at.is_empty() || words[0] != "string values must be quoted")
        .find(|(words, ..)| is_about(words));
    let at = at.trim_matches(['"', '\'']);
    known.map_or(
        (
            Code::Syntax,
            "这一行不合 TOML 的写法".to_owned(),
            "一行写一项：名称 = 数字，或 名称 = \"文字\"；清单各项用英文逗号隔开；说明写在 # 之后",
        ),
        |(_, code, message, hint)| (*code, message.replace("{}", at), *hint),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fullwidth_signs_are_found_outside_quotes_and_comments() {
        assert_eq!(first_fullwidth("a = １２３ # 套"), Some(4..13));
        assert_eq!(first_fullwidth("a ＝ 1"), Some(2..5));
        assert_eq!(first_fullwidth("a = “城区”"), Some(4..7));
        assert_eq!(first_fullwidth("a = \"１２\" # １"), None);
    }
}
