//! The statements of a file, told apart line by line: heads, and keys with their values, which may
//! go over several lines. Every byte is looked at once, however much of it is broken.

use std::ops::Range;

use super::syntax::halfwidth;

/// A head, a key with its value, or a line that is neither.
#[derive(Debug)]
pub(super) struct Statement {
    /// Its lines, without the last line break.
    pub range: Range<usize>,
    pub is_head: bool,
    /// Whether it holds a text between three quotes, which may be of any lines.
    pub is_text: bool,
    /// Where three quotes stand that nothing closes.
    pub open_text: Option<usize>,
}

/// The statements in their order; blank lines and sound comments are none.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let line = line_at(text, start);
        let first = first_sign(&text[line.clone()]);
        let has_control = |line: &str| line.chars().any(|c| c.is_control() && c != '\t');
        let is_none = first.is_none() || first == Some('#') && !has_control(&text[line.clone()]);
        if is_none {
            start = line.end + 1;
            continue;
        }
        let statement = if first == Some('[') || first == Some('#') {
            Statement {
                range: line,
                is_head: first == Some('['),
                is_text: false,
                open_text: None,
            }
        } else {
            key_and_value(text, line)
        };
        start = statement.range.end + 1;
        statements.push(statement);
    }
    statements
}

fn key_and_value(text: &str, first: Range<usize>) -> Statement {
    let mut statement = Statement {
        range: first.clone(),
        is_head: false,
        is_text: false,
        open_text: None,
    };
    let mut brackets = Brackets::default();
    let mut line = first;
    loop {
        if let Some((at, mark)) = brackets.go_through(&text[line.clone()]) {
            let opened = line.start + at;
            statement.is_text = true;
            let Some(closed) = close_of_text(text, opened, mark, line.end) else {
                statement.open_text = Some(opened);
                statement.range.end = end_of_open_text(text, opened);
                return statement;
            };
            // What follows the text on its last line is gone through as well.
            let end = if closed > line.end {
                line_at(text, closed).end
            } else {
                line.end
            };
            statement.range.end = end;
            line = closed..end;
            continue;
        }
        let next = line.end + 1;
        if brackets.depth == 0 || next >= text.len() {
            return statement;
        }
        line = line_at(text, next);
        if !may_go_on(&text[line.clone()], brackets.braces > 0) {
            return statement;
        }
        statement.range.end = line.end;
    }
}

/// How many brackets are open outside quotes and comments. Full-width ones count as what they are
/// meant for.
#[derive(Default)]
struct Brackets {
    depth: usize,
    braces: usize,
}

impl Brackets {
    /// Goes through a line, or up to three quotes that open a text: where, and which.
    fn go_through(&mut self, line: &str) -> Option<(usize, &'static str)> {
        let mut quote = None;
        let mut is_escaped = false;
        for (at, c) in line.char_indices() {
            if let Some(open) = quote {
                if c == open && !is_escaped {
                    quote = None;
                }
                is_escaped = open == '"' && c == '\\' && !is_escaped;
                continue;
            }
            match halfwidth(c) {
                '#' => return None,
                '"' | '\'' => {
                    let marks = ["\"\"\"", "'''"];
                    if let Some(mark) = marks.into_iter().find(|m| line[at..].starts_with(m)) {
                        return Some((at, mark));
                    }
                    quote = Some(if c == '“' {
                        '”'
                    } else if c == '‘' {
                        '’'
                    } else {
                        c
                    });
                }
                '[' => self.depth += 1,
                ']' => self.depth = self.depth.saturating_sub(1),
                '{' => {
                    self.depth += 1;
                    self.braces += 1;
                }
                '}' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.braces = self.braces.saturating_sub(1);
                }
                _ => {}
            }
        }
        None
    }
}

/// Behind the three quotes that close a text; none where another text is opened before. `end` is that of
/// the line on which it is opened: a long line is not gone through for each of its texts.
fn close_of_text(text: &str, opened: usize, mark: &str, end: usize) -> Option<usize> {
    let within = opened + mark.len();
    let at = within + text[within..].find(mark)?;
    let opens_another = at > end && opens_text(&text[line_at(text, at)]);
    // Two more quotes may stand before those that close.
    let quote = mark.chars().next()?;
    let quotes = text[at..].chars().take(5).take_while(|c| *c == quote);
    (!opens_another).then_some(at + quotes.count())
}

/// Up to the next line that is a head or a key: what stands below is not part of the text.
fn end_of_open_text(text: &str, opened: usize) -> usize {
    let mut line = line_at(text, opened);
    loop {
        let next = line.end + 1;
        if next >= text.len() {
            return line.end;
        }
        let below = line_at(text, next);
        if is_key(&text[below.clone()]) || is_head(&text[below.clone()]) {
            return line.end;
        }
        line = below;
    }
}

/// Whether a line may stand within brackets that an earlier one opened.
fn may_go_on(line: &str, in_braces: bool) -> bool {
    let Some(first) = first_sign(line) else {
        return true;
    };
    let is_value = "\"'[]{},#+-.".contains(first) || first.is_ascii_digit();
    let is_word = ["true", "false", "inf", "nan"]
        .iter()
        .any(|word| line.trim_start().starts_with(word));
    let is_inner_key = in_braces && line.starts_with([' ', '\t']) && is_key(line);
    is_inner_key || (is_value || is_word) && !is_key(line) && !is_head(line)
}

/// `name =`.
fn is_key(line: &str) -> bool {
    let key = line.split('=').next().unwrap_or_default().trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    key.len() < line.trim_end().len() && !key.is_empty() && key.chars().all(is_plain)
}

/// `name = """`.
fn opens_text(line: &str) -> bool {
    let value = line.split_once('=').map(|(_, value)| value.trim_start());
    is_key(line)
        && value.is_some_and(|value| value.starts_with("\"\"\"") || value.starts_with("'''"))
}

/// `[name`, and not a list in a list.
fn is_head(line: &str) -> bool {
    let name = line.trim_start_matches('[');
    name.len() < line.len()
        && name.starts_with(char::is_alphabetic)
        && !line.trim_end().ends_with(',')
}

/// The first sign that is not a space, in half width.
fn first_sign(line: &str) -> Option<char> {
    line.chars().map(halfwidth).find(|c| !c.is_whitespace())
}

/// The line of a byte, without its line break.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_apart(text: &str) -> Vec<&str> {
        let all = statements(text);
        all.iter().map(|s| &text[s.range.clone()]).collect()
    }

    #[test]
    fn values_go_over_lines_and_end() {
        let all = [
            "a = [\n \"x = 1\", # ]\n\n 2]",
            "[b.\"c\"]",
            "d = \"\"\"\n[e]\nf = 1 \"\" \"\"\"\"",
            "g = '''\n\"\"\"\n''' # '''",
            "h = { i = 1,\n  j = 2 }",
            "【k】",
            "l = 【\n“m”，\n】",
            "n",
        ];
        assert_eq!(told_apart(&(all.join("\n# \"\"\"\n\n") + "\n")), all);
    }

    #[test]
    fn what_nothing_closes_ends_with_the_next_statement() {
        let all = [
            "a = [1,",
            "b = [\n2,",
            "[c]",
            "d = \"\"\"\n文",
            "e = \"\"\"\n文\"\"\"",
            "f = \"\"\"",
        ];
        assert_eq!(told_apart(&all.join("\n")), all);
    }
}
