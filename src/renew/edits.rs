use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use crate::calendar::Cycle;
use crate::input::TO_FILL;
use crate::width::{left, width};

/// How the notes of the period before begin, behind its name: 上年累计.
const BEHIND_LAST: [&str; 7] = [" ", "未知", "空白", "没有", "未完", "累计", "见"];
/// How the other notes begin.
const NOTES: [&str; 2] = ["此前（", "顺延"];

/// Changes to a text, line by line; what is not changed stays as it is.
pub(super) struct Edits<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    lines: BTreeMap<usize, LineEdit>,
    /// Lines put in before the one of this number.
    inserted: BTreeMap<usize, Vec<String>>,
    /// Keys that roll on with their year, by line: the old one and the new one.
    renamed: BTreeMap<usize, (String, String)>,
}

/// What becomes of a line.
enum LineEdit {
    /// Written anew.
    Replaced(String),
    /// A value and its comment, which stood in this column.
    Value {
        head: String,
        comment: String,
        column: usize,
    },
    /// Put behind a # that takes it out.
    Out,
    /// Not there any more.
    Gone,
}

impl<'t> Edits<'t> {
    pub fn new(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
            lines: BTreeMap::new(),
            inserted: BTreeMap::new(),
            renamed: BTreeMap::new(),
        }
    }

    pub fn text(&self) -> &'t str {
        self.text
    }

    pub fn lines(&self) -> impl Iterator<Item = &'t str> {
        self.text.split('\n')
    }

    /// The number of the line, from 0, in which a byte stands.
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    pub fn line(&self, number: usize) -> &'t str {
        let Some(start) = self.starts.get(number) else {
            return "";
        };
        let end = self
            .starts
            .get(number + 1)
            .map_or(self.text.len(), |next| next - 1);
        &self.text[*start..end]
    }

    /// Puts another value in place of one, and a note behind its line's
    /// comment, which stays where it stood if it can.
    pub fn value(&mut self, span: &Range<usize>, value: &str, note: &str) {
        let number = self.line_of(span.start);
        let line = self.line(number);
        let start = span.start - self.starts[number];
        let end = (span.end - self.starts[number]).min(line.len());
        let (before, rest) = (&line[..start], line[end..].trim_start());
        let head = format!("{before}{value}");
        let column = line.len() - rest.len();
        let column = width(&line[..column]);
        let comment = match without_note(rest) {
            "" => format!("# {note}"),
            comment => format!("{comment}；{note}"),
        };
        let value = LineEdit::Value {
            head,
            comment,
            column,
        };
        self.lines.insert(number, value);
    }

    /// Leaves a value as it is, with a note.
    pub fn keep(&mut self, span: &Range<usize>, note: &str) {
        let value = &self.text[span.clone()];
        self.value(span, value, note);
    }

    /// Another key, and year in the comment, for the value at a byte: `found_2016` to `found_2017`.
    pub fn rename(&mut self, at: usize, old: &str, new: &str) {
        if old != new {
            let keys = (old.to_owned(), new.to_owned());
            self.renamed.insert(self.line_of(at), keys);
        }
    }

    /// Other items for a list of years: `years = [2016]` in a table.
    pub fn list(&mut self, table: &str, key: &str, items: &[String]) {
        let (root, _) = DeTable::parse_recoverable(self.text);
        let table = root.get_ref().get(table).map(toml::Spanned::get_ref);
        let list = table.and_then(|table| table.get(key));
        if let Some(span) = list.map(toml::Spanned::span) {
            let value = format!("[{}]", items.join(", "));
            self.value(&span, &value, "顺延一年，请核对");
        }
    }

    /// Marks a value as to be filled in.
    pub fn leave_open(&mut self, span: &Range<usize>, note: &str) {
        self.value(span, &format!("\"{TO_FILL}\""), note);
    }

    pub fn replace_line(&mut self, number: usize, line: String) {
        self.lines.insert(number, LineEdit::Replaced(line));
    }

    pub fn insert_before(&mut self, number: usize, lines: Vec<String>) {
        self.inserted.entry(number).or_default().extend(lines);
    }

    /// Takes lines out by making them comments.
    pub fn comment_out(&mut self, numbers: Range<usize>) {
        for number in numbers {
            if !self.line(number).trim().is_empty() {
                self.lines.insert(number, LineEdit::Out);
            }
        }
    }

    /// Takes lines out, and the blank one before them.
    pub fn remove(&mut self, numbers: Range<usize>) {
        let blank = numbers.start.checked_sub(1);
        let blank = blank.filter(|before| self.line(*before).trim().is_empty());
        for number in blank.into_iter().chain(numbers) {
            self.lines.insert(number, LineEdit::Gone);
        }
    }

    /// Takes out what was left in comments of the same key when the file was made: the lines
    /// above one that begin with `# key = `, to the line itself.
    pub fn drop_older(&mut self, key: &str, number: usize) {
        let head = format!("# {key} = ");
        let above = (0..number).rev();
        let mut comments = above.take_while(|at| self.line(*at).starts_with('#'));
        let first = comments.find(|at| self.line(*at).starts_with(&head));
        for at in first.into_iter().flat_map(|first| first..number) {
            self.lines.insert(at, LineEdit::Gone);
        }
    }

    /// The lines of a table, from its head to the last of its keys, that holds a byte.
    pub fn table_around(&self, at: usize) -> Range<usize> {
        let here = self.line_of(at);
        let is_head = |number: &usize| self.line(*number).starts_with('[');
        let first = (0..=here).rev().find(is_head).unwrap_or(here);
        let count = self.starts.len();
        let end = (first + 1..count).find(is_head).unwrap_or(count);
        let is_key = |number: &usize| {
            let line = self.line(*number);
            !line.trim().is_empty() && !line.starts_with('#')
        };
        let last = (first..end).rev().find(is_key).unwrap_or(here);
        first..last + 1
    }

    pub fn finish(self) -> String {
        let behind = self.inserted.range(self.starts.len()..);
        let behind = behind.flat_map(|(_, lines)| lines);
        let lines: Vec<String> = self
            .lines()
            .enumerate()
            .flat_map(|(number, line)| {
                let mut lines = self.inserted.get(&number).cloned().unwrap_or_default();
                let line = match self.lines.get(&number) {
                    Some(LineEdit::Gone) => return lines,
                    None => line.to_owned(),
                    Some(LineEdit::Replaced(line)) => line.clone(),
                    Some(LineEdit::Value { head, comment, .. }) => {
                        left(head, self.column_of(number)) + comment
                    }
                    Some(LineEdit::Out) => format!("# {line}"),
                };
                lines.push(self.rolled(number, line));
                lines
            })
            .chain(behind.cloned())
            .collect();
        lines.join("\n")
    }

    /// A line with its key and the year that the key ends in rolled on.
    fn rolled(&self, number: usize, line: String) -> String {
        let Some((old, new)) = self.renamed.get(&number) else {
            return line;
        };
        let year = |key: &str| key.rsplit('_').next().unwrap_or_default().to_owned();
        let (before, after) = (year(old), year(new));
        let line = line.replacen(old.as_str(), new, 1);
        let line = line.replacen(&format!("{before} 年"), &format!("{after} 年"), 1);
        line.replacen(&format!("{before}年"), &format!("{after}年"), 1)
    }

    /// The column where the comments of a run of values begin: where they
    /// began, or right of the longest value.
    fn column_of(&self, number: usize) -> usize {
        let need = |at: usize| match self.lines.get(&at) {
            Some(LineEdit::Value { head, column, .. }) => Some((*column).max(width(head) + 2)),
            _ => None,
        };
        let after = (number..).map_while(need);
        let before = (0..number).rev().map_while(need);
        after.chain(before).max().unwrap_or(0)
    }
}

/// Whether a comment, or a part of one, was noted of the period before.
fn is_note(text: &str) -> bool {
    let cycles = [Cycle::Year, Cycle::Half, Cycle::Quarter, Cycle::Month];
    let mut lasts = cycles.into_iter().map(Cycle::last_name);
    NOTES.iter().any(|note| text.starts_with(note))
        || lasts.any(|last| {
            let behind = |before: &str| text.strip_prefix(before)?.strip_prefix(last);
            let is_plain = behind("")
                .is_some_and(|rest| BEHIND_LAST.iter().any(|note| rest.starts_with(note)));
            is_plain
                || behind("由").is_some_and(|rest| rest.starts_with("结转"))
                || behind("照").is_some_and(|rest| rest.starts_with('的'))
        })
}

/// A comment without what was noted of the period before when the file was made.
fn without_note(comment: &str) -> &str {
    if is_note(comment.trim_start_matches(['#', ' '])) {
        return "";
    }
    let mut marks = comment.match_indices('；');
    let note = marks.find(|(at, mark)| is_note(&comment[at + mark.len()..]));
    let end = note.map_or(comment.len(), |(at, _)| at);
    comment[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_takes_the_place_of_an_older_one() {
        for (comment, kept) in [
            (
                "# 开工量（套）；上年未完 859，加上本年新增的",
                "# 开工量（套）",
            ),
            (
                "# 名单的年度；没有重新排查，就照上年写；照上年的；重新排查了才改",
                "# 名单的年度；没有重新排查，就照上年写",
            ),
            ("# 上年末结余（万元）；上年空白", "# 上年末结余（万元）"),
            ("# 上年 5", ""),
            ("", ""),
        ] {
            assert_eq!(without_note(comment), kept, "{comment}");
        }
    }

    #[test]
    fn comments_keep_their_column_where_they_can() {
        let text = "a = 4429  # 开工\nb = 1\nc = 12345678  # 套\n";
        let mut edits = Edits::new(text);
        let span = |value: &str| {
            let at = text.find(value).unwrap();
            at..at + value.len()
        };
        edits.leave_open(&span("4429"), "上年 4429");
        edits.leave_open(&span("1\n"), "上年 1");
        edits.value(&span("12345678"), "0", "结转");
        assert_eq!(
            edits.finish(),
            "a = \"待填\"    # 开工；上年 4429\nb = \"待填\"    # 上年 1\nc = 0         # 套；结转\n"
        );
    }
}
