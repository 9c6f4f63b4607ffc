//! Faults of TOML itself, one a line, in the words of a clerk.

use std::collections::HashSet;
use std::ops::Range;

use super::plain;
use super::recover::{Broken, Fault};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source, SourceId};

/// Of signs in the wrong width no more are written out for the clerk to type.
const MOST_TO_TYPE: usize = 40;

/// The lines that could not be read, so that what they hold is not missed twice.
#[derive(Debug, Default)]
pub(super) struct BrokenLines {
    /// In the order of the text, none twice.
    lines: Vec<Range<usize>>,
    /// What they may name as heads, and each beginning of it that ends before a dot.
    heads: HashSet<String>,
}

impl BrokenLines {
    fn add(&mut self, text: &str, line: &Range<usize>) {
        let bare: String = text[line.clone()]
            .chars()
            .map(halfwidth)
            .filter(|c| !"[] \"'".contains(*c))
            .collect();
        let dots = bare.match_indices('.').map(|(at, _)| at);
        // A head has a group and a row, and no more parts.
        let ends = dots.chain([bare.len()]).take(2);
        let heads = ends.map(|end| bare[..end].to_owned());
        self.heads.extend(heads);
        self.lines.push(line.clone());
    }

    /// Whether a key that can't be found was written on a broken line of the
    /// table that begins at `table`.
    pub fn hold(&self, text: &str, table: usize, key: &str) -> bool {
        let end = text[table..]
            .match_indices("\n[")
            .map(|(at, _)| table + at)
            .find(|at| *at > table)
            .unwrap_or(text.len());
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let first = self.lines.partition_point(|line| line.start < table);
        let within = self.lines[first..].iter();
        let mut within = within.take_while(|line| line.start < end);
        within.any(|line| {
            let mut words = text[line.clone()].split(|c| !is_word(c));
            words.any(|word| word == key)
        })
    }

    /// Whether a table that can't be found has a head that is a broken line.
    pub fn hold_table(&self, path: &str, key: &str) -> bool {
        if path.is_empty() {
            return self.heads.contains(key);
        }
        self.heads.contains(&format!("{path}.{key}"))
    }

    /// Whether the bytes stand on a broken line.
    pub fn cover(&self, span: &Range<usize>) -> bool {
        let after = self.lines.partition_point(|line| line.start <= span.start);
        let line = after.checked_sub(1).and_then(|at| self.lines.get(at));
        line.is_some_and(|line| span.start <= line.end)
    }
}

/// A finding for each broken line.
pub(super) fn findings(
    source: SourceId,
    file: &Source,
    broken: &[Broken],
) -> (Vec<Diagnostic>, BrokenLines) {
    let mut findings = Vec::new();
    let mut lines = BrokenLines::default();
    for broken in broken {
        if lines.lines.last() != Some(&broken.line) {
            findings.push(finding(source, file, broken));
            lines.add(&file.text, &broken.line);
        }
    }
    (findings, lines)
}

fn finding(source: SourceId, file: &Source, broken: &Broken) -> Diagnostic {
    let (line, text) = (&broken.line, file.text.as_str());
    let message = match &broken.fault {
        Fault::OpenText => {
            return Diagnostic::error(Code::Syntax, "三个双引号没有收尾")
                .at(Place::new(source, broken.at.clone()))
                .hint("长段落的末尾另起一行，写三个英文双引号 \"\"\"");
        }
        Fault::Twice(first) => return twice(source, text, broken, first.as_ref()),
        Fault::Parser(message) => message,
    };
    if let Some(finding) = day(source, text, line).or_else(|| slip(source, text, line)) {
        return finding;
    }
    if let Some(wide) = first_fullwidth(&text[line.clone()]) {
        let span = line.start + wide.start..line.start + wide.end;
        let typed = &text[span.clone()];
        let narrow: String = typed.chars().map(halfwidth).collect();
        return Diagnostic::error(Code::BadDigits, format!("“{typed}”是全角字符"))
            .at(Place::new(source, span))
            .hint(if narrow.trim().is_empty() {
                "请改为半角空格".to_owned()
            } else if narrow.len() > MOST_TO_TYPE {
                "请切换到半角（英文）输入，再打一遍".to_owned()
            } else {
                format!("请切换到半角（英文）输入，改为 {narrow}")
            });
    }
    if let Some(finding) = half_quoted(source, file, line) {
        return finding;
    }
    let span = whole_word(text, line, broken.at.clone());
    let (code, message, hint) = explain(message, &text[span.clone()], &text[line.clone()]);
    Diagnostic::error(code, message)
        .at(Place::new(source, span))
        .hint(hint)
}

/// What is written for the second time, and where it was written first.
fn twice(
    source: SourceId,
    text: &str,
    broken: &Broken,
    first: Option<&Range<usize>>,
) -> Diagnostic {
    let written = text[broken.at.clone()].trim_matches(['"', '\'']);
    let finding = Diagnostic::error(Code::DuplicateKey, format!("“{written}”写了两次"))
        .at(Place::new(source, broken.at.clone()))
        .hint("同一项、同一组只能写一次，请删掉多余的一处");
    match first {
        Some(first) => finding.label(Place::new(source, first.clone()), "已写在这里"),
        None => finding,
    }
}

/// What stands behind the equals sign of a line, and where it begins.
fn value_of<'t>(text: &'t str, line: &Range<usize>) -> Option<(&'t str, usize)> {
    let (head, value) = text[line.clone()].split_once('=')?;
    let value = value.split('#').next().unwrap_or_default();
    let start = line.start + head.len() + 1 + value.len() - value.trim_start().len();
    Some((value.trim(), start))
}

/// A date that is written neither as TOML writes it nor in quotes.
fn day(source: SourceId, text: &str, line: &Range<usize>) -> Option<Diagnostic> {
    let (value, start) = value_of(text, line)?;
    let is_written = value.contains(['年', '月', '-', '/', '.']) && !value.contains(['"', '\'']);
    let day = Day::guess(value, |_, _| None).filter(|_| is_written)?;
    let finding = Diagnostic::error(Code::BadDate, format!("“{value}”不是规范的日期"));
    let finding = finding.at(Place::new(source, start..start + value.len()));
    Some(finding.hint(format!("请写成 {} 或 \"{day}\"", day.iso())))
}

/// A number with a slip that everybody makes.
fn slip(source: SourceId, text: &str, line: &Range<usize>) -> Option<Diagnostic> {
    let (value, start) = value_of(text, line)?;
    let slip = plain::slip(value)?;
    let place = Place::new(source, start..start + value.len());
    Some(
        Diagnostic::error(Code::BadNumber, slip.wrong)
            .at(place)
            .hint(slip.way_out),
    )
}

/// A text with only one of its quotes.
fn half_quoted(source: SourceId, file: &Source, line: &Range<usize>) -> Option<Diagnostic> {
    let written = &file.text[line.clone()];
    let side = missing_quote(written)?;
    let number = file.line(line.start);
    let start = line.end - written.trim_start().len();
    let place = Place::new(source, start..start + written.trim().len());
    Some(
        Diagnostic::error(Code::Syntax, format!("第 {number} 行缺{side}引号"))
            .at(place)
            .hint("文字的两头都要有英文双引号 \""),
    )
}

/// On which side a text of the line has no quote, if that can be told.
fn missing_quote(line: &str) -> Option<&'static str> {
    let mut quotes = 0;
    let mut is_escaped = false;
    for c in line.chars() {
        match c {
            '"' if !is_escaped => quotes += 1,
            // A comment begins outside of a text.
            '#' if quotes % 2 == 0 => break,
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    if quotes % 2 == 0 || line.contains("\"\"\"") {
        return None;
    }
    let first = line.find('"')?;
    let before = line[..first].trim_end();
    let opens = before.is_empty() || before.ends_with(['=', '[', ',', '.']);
    Some(if opens { "右" } else { "左" })
}

/// The span within its line, reaching to the ends of the word that it stands in.
fn whole_word(text: &str, line: &Range<usize>, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.clamp(line.start, line.end));
    let end = text.floor_char_boundary(span.end.clamp(start, line.end));
    let ends = |c: char| c.is_whitespace() || "#,]=".contains(c);
    let more = text[end..line.end].find(ends).unwrap_or(line.end - end);
    let before = text[line.start..start].rfind(ends).map_or(0, |at| {
        at + text[line.start + at..]
            .chars()
            .next()
            .map_or(1, char::len_utf8)
    });
    let is_word = text[start..end + more].chars().any(|c| !ends(c));
    let before = line.start + before;
    if is_word {
        before..end + more
    } else {
        start..end
    }
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
const EXPLANATIONS: [Explanation; 5] = [
    (
        &["string values must be quoted"],
        Code::BadNumber,
        "“{}”不是数字",
        "请只写数字，不写单位和逗号；没有此项任务写 \"\"；文字要放在英文双引号里",
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
        "请只写数字：前面不加 0，不写逗号、单位和百分号，例如 1629 或 25.48",
    ),
    (
        &["unclosed table", "unclosed array table"],
        Code::Syntax,
        "表头的方括号没有写完",
        "请写成 [表名] 或 [表名.\"行名\"]",
    ),
    (
        &["string", "quote", "escape"],
        Code::Syntax,
        "引号不成对，或引号里有不该有的字符",
        "文字的两头都要有英文双引号；反斜杠 \\ 要写成 \\\\",
    ),
];

fn explain(message: &str, at: &str, line: &str) -> (Code, String, &'static str) {
    let is_header = line.trim_start().starts_with('[');
    if is_header && !line.is_ascii() && !line.contains('"') {
        return (
            Code::Syntax,
            "方括号里的名称没有加引号".to_owned(),
            "请写成 [表名.\"行名\"]，用英文双引号",
        );
    }
    let value = line.split_once('=').map(|(_, value)| value);
    let value = value.map(|value| value.split('#').next().unwrap_or_default().trim());
    if value == Some("") {
        return (
            Code::Syntax,
            "等号后面没有内容".to_owned(),
            "请在等号后面填上数字；没有此项任务写 \"\"",
        );
    }
    let is_about = |words: &[&str]| words.iter().any(|word| message.contains(word));
    let known = EXPLANATIONS.iter().find(|(words, ..)| is_about(words));
    let at = at.trim_matches(['"', '\'']);
    known.filter(|_| !at.is_empty()).map_or(
        (
            Code::Syntax,
            "这一行不合 TOML 的写法".to_owned(),
            "一行写一项：名称 = 数字，或 名称 = \"文字\"；清单写在一对方括号里；说明写在 # 之后",
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
