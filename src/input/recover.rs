//! Parsing a file that is broken in places, so that one broken line costs
//! nothing but itself.

use std::ops::Range;

use toml::de::DeTable;

use super::syntax::halfwidth;

/// A line that could not be read.
#[derive(Debug)]
pub(super) struct Broken {
    pub line: Range<usize>,
    /// Where the parser stumbled; nothing for a line found by its company.
    pub at: Range<usize>,
    pub fault: Fault,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The parser's words.
    Parser(String),
    /// `"""` that nothing closes.
    OpenText,
}

/// What is left of a text when its broken lines are mended or blanked. Bytes
/// keep their places.
#[derive(Debug)]
pub(super) struct Recovered {
    pub text: String,
    pub broken: Vec<Broken>,
    /// Broken in so many places that the rest says nothing.
    pub is_hopeless: bool,
}

/// More broken places than this, and the file is no input at all.
const MOST_ROUNDS: usize = 60;

pub(super) fn recover(text: &str) -> Recovered {
    let mut recovered = Recovered {
        text: text.to_owned(),
        broken: Vec::new(),
        is_hopeless: false,
    };
    recovered.close_texts();
    for _ in 0..MOST_ROUNDS {
        let (_, errors) = DeTable::parse_recoverable(&recovered.text);
        let Some(error) = errors
            .into_iter()
            .min_by_key(|e| e.span().map_or(0, |s| s.start))
        else {
            return recovered;
        };
        recovered.mend(error.message(), error.span().unwrap_or(0..0));
    }
    recovered.is_hopeless = true;
    recovered
}

impl Recovered {
    /// A `"""` without its end swallows the rest of the file.
    fn close_texts(&mut self) {
        let marks: Vec<usize> = self
            .text
            .match_indices("\"\"\"")
            .map(|(at, _)| at)
            .collect();
        if marks.len() % 2 == 1
            && let Some(last) = marks.last()
        {
            let line = line_around(&self.text, *last);
            self.broken.push(Broken {
                at: *last..last + 3,
                line: line.clone(),
                fault: Fault::OpenText,
            });
            self.blank(line.start..self.text.len());
        }
    }

    fn mend(&mut self, message: &str, at: Range<usize>) {
        let line = line_around(&self.text, at.start);
        let is_duplicate = message.starts_with("duplicate key");
        // A line that is sound by itself suffers from one before it.
        let culprit = if is_duplicate || !is_sound(&self.text[line.clone()]) {
            line.clone()
        } else {
            self.unsound_before(line.start).unwrap_or(line.clone())
        };
        let at = if culprit == line {
            clamp(&at, &line)
        } else {
            culprit.clone()
        };
        let is_header = self.text[culprit.clone()]
            .trim_start()
            .starts_with(['[', '【', '［']);
        let mended = half_width(&self.text[culprit.clone()]);
        match mended.filter(|_| !is_duplicate) {
            Some(mended) => self.text.replace_range(culprit.clone(), &mended),
            // What stands below a lost head would land in the table before it.
            None if is_header => self.blank(culprit.start..self.block_end(culprit.end)),
            None => self.blank(culprit.clone()),
        }
        self.broken.push(Broken {
            line: culprit,
            at,
            fault: Fault::Parser(message.to_owned()),
        });
    }

    fn unsound_before(&self, start: usize) -> Option<Range<usize>> {
        let mut end = start;
        while end > 0 {
            let line = line_around(&self.text, end - 1);
            if !is_sound(&self.text[line.clone()]) {
                return Some(line);
            }
            end = line.start;
        }
        None
    }

    fn block_end(&self, from: usize) -> usize {
        self.text[from..]
            .find("\n[")
            .map_or(self.text.len(), |length| from + length)
    }

    fn blank(&mut self, range: Range<usize>) {
        blank(&mut self.text, range);
    }
}

/// Blanks what stands there; lines stay lines.
pub(super) fn blank(text: &mut String, range: Range<usize>) {
    let blank: String = text[range.clone()]
        .bytes()
        .map(|b| if b == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &blank);
}

fn clamp(span: &Range<usize>, line: &Range<usize>) -> Range<usize> {
    let start = span.start.clamp(line.start, line.end);
    start..span.end.clamp(start, line.end)
}

/// Whether the line is TOML by itself.
fn is_sound(line: &str) -> bool {
    DeTable::parse(line).is_ok()
}

/// The line in half-width signs and of the same length, if that mends it.
fn half_width(line: &str) -> Option<String> {
    let mut mended = String::with_capacity(line.len());
    let mut quote = None;
    for (at, c) in line.char_indices() {
        if quote.is_none() && c == '#' {
            mended.push_str(&line[at..]);
            break;
        }
        let half = if quote.is_none() { halfwidth(c) } else { c };
        match quote {
            None if "\"'".contains(half) => quote = Some(half),
            Some(open) if open == halfwidth(c) && halfwidth(c) != c || Some(c) == quote => {
                mended.push(open);
                quote = None;
                continue;
            }
            _ => {}
        }
        mended.push(half);
    }
    let is_other = mended != line;
    mended.push_str(&" ".repeat(line.len().saturating_sub(mended.len())));
    (is_other && mended.len() == line.len() && is_sound(&mended)).then_some(mended)
}

/// The line of a byte; at the very end of a file, its last line with text.
pub(super) fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at.min(text.trim_end().len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines found broken, and how many keys are left.
    fn broken(text: &str) -> (Vec<&str>, usize) {
        let recovered = recover(text);
        assert_eq!(recovered.text.len(), text.len());
        let lines = recovered.broken.iter().map(|b| &text[b.line.clone()]);
        let (table, _) = DeTable::parse_recoverable(&recovered.text);
        (lines.collect(), table.get_ref().len())
    }

    #[test]
    fn a_broken_line_costs_itself_alone() {
        assert_eq!(broken("a = 1\nb 2\nc = 3\n"), (vec!["b 2"], 2));
        assert_eq!(broken("a = 1\nhello\n[c]\nd = 3\n"), (vec!["hello"], 2));
        assert_eq!(broken("a = [1,\n[c]\nd = 3\n[e]\n"), (vec!["a = [1,"], 2));
    }

    #[test]
    fn full_width_signs_are_mended() {
        assert_eq!(broken("a ＝ １\nb = 2\n"), (vec!["a ＝ １"], 2));
        assert_eq!(broken("【a】\nb = 2\n[c]\n"), (vec!["【a】"], 2));
        assert_eq!(broken("a = “城区”\nb = 2\n"), (vec!["a = “城区”"], 2));
    }

    #[test]
    fn a_table_written_twice_is_one_fault() {
        assert_eq!(broken("[a]\nb = 1\n[a]\nb = 2\n[c]\n"), (vec!["[a]"], 2));
    }

    #[test]
    fn a_text_without_end_is_found_where_it_begins() {
        assert_eq!(broken("a = 1\nb = \"\"\"\n文，\n"), (vec!["b = \"\"\""], 1));
    }
}
