//! Parsing a file that is broken in places, so that one broken line costs
//! nothing but itself. Each statement is parsed by itself, so that all its
//! faults are seen in one pass, however many there are.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::statements::{Statement, line_at, statements};
use super::syntax::halfwidth;

/// A line that could not be read.
#[derive(Debug)]
pub(super) struct Broken {
    pub line: Range<usize>,
    /// Where the parser stumbled.
    pub at: Range<usize>,
    pub fault: Fault,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The parser's words.
    Parser(String),
    /// What was written before, and where, if that can be told.
    Twice(Option<Range<usize>>),
    /// `"""` that nothing closes.
    OpenText,
}

/// What is left of a text when its broken lines are mended or blanked. Bytes keep their places.
#[derive(Debug, Default)]
pub(super) struct Recovered {
    pub text: String,
    /// In the order of the text.
    pub broken: Vec<Broken>,
    /// Nothing of it can be read: it is no input at all.
    pub is_hopeless: bool,
    /// How many bytes were given to the parser.
    #[cfg_attr(not(test), allow(dead_code, reason = "tests count it"))]
    parsed: usize,
}

/// What one pass finds written twice may have hidden more; behind the last one nothing is left that
/// a clerk could have written.
const ROUNDS_OF_DUPLICATES: usize = 4;

/// A key of more parts than this is none, and tables within one another so deep exhaust the stack.
const MOST_PARTS: usize = 1000;

/// A fault of TOML: the parser's words, and where.
type ParserFault = (String, Range<usize>);

/// A text as the parser reads it, when there is nothing to recover.
pub(super) fn sound(text: &str) -> Option<Spanned<DeTable<'_>>> {
    if too_deep(text).next().is_some() {
        return None;
    }
    let (root, faults) = DeTable::parse_recoverable(text);
    faults.is_empty().then_some(root)
}

/// Lines that the parser must not be given.
fn too_deep(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let lines = text.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line)
    });
    let is_deep = |line: &str| line.len() > MOST_PARTS && line.split('.').nth(MOST_PARTS).is_some();
    let deep = lines.filter(move |(_, line)| is_deep(line));
    deep.map(|(at, line)| at..at + line.len())
}

/// Mends or blanks what is broken in a text.
pub(super) fn recover(text: &str) -> Recovered {
    let mut recovered = Recovered {
        text: text.to_owned(),
        ..Recovered::default()
    };
    recovered.take_out_depths();
    let statements = statements(&recovered.text);
    let mut sound = 0;
    for block in statements.chunk_by(|_, next| !next.is_head) {
        sound += recovered.mend_block(block);
    }
    recovered.is_hopeless = sound == 0 && !statements.is_empty();
    recovered.take_out_duplicates(&statements);
    recovered.broken.sort_by_key(|broken| broken.line.start);
    recovered
}

impl Recovered {
    fn take_out_depths(&mut self) {
        let deep: Vec<Range<usize>> = too_deep(&self.text).collect();
        for line in deep {
            blank(&mut self.text, line.clone());
            self.tell(line.clone(), &(String::new(), line));
        }
    }

    /// Mends or blanks the statements of one head; how many are sound.
    fn mend_block(&mut self, block: &[Statement]) -> usize {
        let (Some(first), Some(last)) = (block.first(), block.last()) else {
            return 0;
        };
        let whole = first.range.start..last.range.end;
        if self.faults(whole.clone()).is_empty() {
            return block.len();
        }
        let sound: Vec<bool> = block.iter().map(|statement| self.mend(statement)).collect();
        // What stands below a lost head would land in the table before it.
        if first.is_head && sound.first() == Some(&false) {
            blank(&mut self.text, whole);
        }
        sound.into_iter().filter(|is_sound| *is_sound).count()
    }

    /// Whether something is left of the statement that can be read.
    fn mend(&mut self, statement: &Statement) -> bool {
        let range = statement.range.clone();
        if let Some(at) = statement.open_text {
            self.broken.push(Broken {
                at: at..at + 3,
                line: line_at(&self.text, at),
                fault: Fault::OpenText,
            });
            blank(&mut self.text, range);
            return false;
        }
        let faults = self.faults(range.clone());
        let Some(first) = faults.first() else {
            return true;
        };
        if statement.is_text {
            self.tell_each_line(&faults);
            blank(&mut self.text, range);
            return false;
        }
        let is_mended = self.narrow_all(&range, first);
        is_mended || self.blank_lines(&range, first)
    }

    /// Full-width signs of a Chinese keyboard in half width, if that mends the statement.
    fn narrow_all(&mut self, range: &Range<usize>, fault: &ParserFault) -> bool {
        let narrow: String = self.text[range.clone()]
            .split_inclusive('\n')
            .map(half_width)
            .collect();
        if narrow == self.text[range.clone()] || narrow.len() != range.len() {
            return false;
        }
        if !self.is_sound(&narrow) {
            return false;
        }
        for line in lines_of(&self.text, range) {
            let within = line.start - range.start..line.end - range.start;
            if self.text[line.clone()] != narrow[within] {
                self.tell(line, fault);
            }
        }
        self.text.replace_range(range.clone(), &narrow);
        true
    }

    /// Blanks the lines of a list that are broken by themselves, or all of it.
    fn blank_lines(&mut self, range: &Range<usize>, fault: &ParserFault) -> bool {
        let lines = lines_of(&self.text, range);
        let count = lines.len();
        let mut is_left = count > 1;
        let mut is_told = false;
        for (index, line) in lines.into_iter().enumerate() {
            let opening = if index == 0 { "" } else { "v = [\n" };
            let closing = if index + 1 == count { "" } else { "\n]" };
            let around = |text: &str| format!("{opening}{text}{closing}");
            let written = self.text[line.clone()].to_owned();
            if count == 1 || self.is_sound(&around(&written)) {
                continue;
            }
            let narrow = half_width(&written);
            if narrow != written && narrow.len() == written.len() && self.is_sound(&around(&narrow))
            {
                self.text.replace_range(line.clone(), &narrow);
            } else if !opening.is_empty() && !closing.is_empty() {
                blank(&mut self.text, line.clone());
            } else {
                is_left = false;
                // The last line of a list that nothing closes is not to blame for it.
                if !opening.is_empty() && self.is_sound(&format!("{opening}{written}\n]")) {
                    continue;
                }
            }
            self.tell(line, fault);
            is_told = true;
        }
        let left = if is_left {
            self.faults(range.clone())
        } else {
            Vec::new()
        };
        if is_left && left.is_empty() {
            return true;
        }
        if !is_told {
            // An opened list that nothing closes is told where it was opened.
            let told = if is_left { left } else { vec![fault.clone()] };
            let is_open = !is_left && count > 1;
            if is_open {
                let line = line_at(&self.text, range.start);
                self.tell(line, fault);
            } else {
                self.tell_each_line(&told);
            }
        }
        blank(&mut self.text, range.clone());
        false
    }

    fn tell_each_line(&mut self, faults: &[ParserFault]) {
        for fault in faults {
            let line = line_around(&self.text, fault.1.start);
            if self.broken.last().is_none_or(|last| last.line != line) {
                self.tell(line, fault);
            }
        }
    }

    fn tell(&mut self, line: Range<usize>, (message, at): &ParserFault) {
        let is_here = (line.start..=line.end).contains(&at.start);
        self.broken.push(Broken {
            at: if is_here {
                clamp(at, &line)
            } else {
                line.clone()
            },
            line,
            fault: Fault::Parser(message.clone()),
        });
    }

    /// What is left is sound statement by statement: only what is written twice is wrong with it.
    fn take_out_duplicates(&mut self, statements: &[Statement]) {
        let mut written = None;
        for _ in 0..ROUNDS_OF_DUPLICATES {
            let faults = self.faults(0..self.text.len());
            if faults.is_empty() {
                return;
            }
            let written = written.get_or_insert_with(|| Written::of(&self.text, statements));
            let mut blanked = 0;
            for (_, at) in faults {
                let index = statements.partition_point(|s| s.range.start <= at.start);
                let Some(index) = index.checked_sub(1).filter(|_| at.start >= blanked) else {
                    continue;
                };
                let statement = &statements[index];
                let line = line_at(&self.text, statement.range.start);
                self.broken.push(Broken {
                    at: clamp(&at, &line),
                    fault: Fault::Twice(written.before(index, statements)),
                    line,
                });
                blanked = if statement.is_head {
                    let next = statements[index + 1..].iter().find(|s| s.is_head);
                    next.map_or(self.text.len(), |next| next.range.start)
                } else {
                    statement.range.end
                };
                blank(&mut self.text, statement.range.start..blanked);
            }
        }
    }

    /// The faults of a part of the text, in its order.
    fn faults(&mut self, range: Range<usize>) -> Vec<ParserFault> {
        self.parsed += range.len();
        let (_, errors) = DeTable::parse_recoverable(&self.text[range.clone()]);
        let mut faults: Vec<ParserFault> = errors
            .iter()
            .map(|error| {
                let at = error.span().unwrap_or(0..0);
                let at = range.start + at.start..range.start + at.end;
                (error.message().to_owned(), at)
            })
            .collect();
        faults.sort_by_key(|(_, at)| at.start);
        faults
    }

    fn is_sound(&mut self, text: &str) -> bool {
        self.parsed += text.len();
        DeTable::parse(text).is_ok()
    }
}

/// Where each head, and each key below its head, is written first.
struct Written {
    /// By the number of the head, or none for a head itself, and the words as they stand.
    first: HashMap<(Option<usize>, String), usize>,
    words: Vec<(Option<usize>, String)>,
}

impl Written {
    fn of(text: &str, statements: &[Statement]) -> Self {
        let mut head = 0;
        let words = statements.iter().enumerate().map(|(index, statement)| {
            let line = &text[statement.range.clone()];
            if statement.is_head {
                head = index;
                return (
                    None,
                    line.split('#').next().unwrap_or_default().trim().to_owned(),
                );
            }
            let key = line.split('=').next().unwrap_or_default();
            (Some(head), key.trim().to_owned())
        });
        let words: Vec<_> = words.collect();
        let mut first = HashMap::new();
        for (index, word) in words.iter().enumerate() {
            first.entry(word.clone()).or_insert(index);
        }
        Self { first, words }
    }

    fn before(&self, index: usize, statements: &[Statement]) -> Option<Range<usize>> {
        let word = self.words.get(index)?;
        let first = *self.first.get(word)?;
        let start = statements.get(first).filter(|_| first < index)?.range.start;
        Some(start..start + word.1.len())
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

/// The line in half-width signs, filled up to the same length; texts and comments stay.
fn half_width(line: &str) -> String {
    let mut narrow = String::with_capacity(line.len());
    let mut quote = None;
    let (body, end) = line
        .strip_suffix('\n')
        .map_or((line, ""), |body| (body, "\n"));
    for (at, c) in body.char_indices() {
        if quote.is_none() && c == '#' {
            narrow.push_str(&body[at..]);
            break;
        }
        let half = if quote.is_none() { halfwidth(c) } else { c };
        match quote {
            None if "\"'".contains(half) => quote = Some(half),
            Some(open) if open == halfwidth(c) && halfwidth(c) != c || Some(c) == quote => {
                narrow.push(open);
                quote = None;
                continue;
            }
            _ => {}
        }
        narrow.push(half);
    }
    narrow.push_str(&" ".repeat(body.len().saturating_sub(narrow.len())));
    narrow + end
}

/// The lines of a range that are not blank.
fn lines_of(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    let lines = text[range.clone()].split('\n').map(|line| {
        let whole = start..start + line.len();
        start = whole.end + 1;
        whole
    });
    lines
        .filter(|line| !text[line.clone()].trim().is_empty())
        .collect()
}

/// The line of a byte; at the very end of a file, its last line with text.
fn line_around(text: &str, at: usize) -> Range<usize> {
    line_at(
        text,
        text.floor_char_boundary(at.min(text.trim_end().len())),
    )
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

    /// Ways in which a line of a table is broken.
    const KINDS: [&str; 12] = [
        "a b",
        "a = ",
        "a = 1,629",
        "a = 十二",
        "a ＝ １",
        "a = \"x",
        "a = x\"",
        "a = [1,",
        "= 1",
        "a = 1 2",
        "a = \"\\d\"",
        "a\u{1b} = 1",
    ];

    #[test]
    fn however_many_lines_are_broken_each_is_told_once_and_no_other_is_lost() {
        for count in [1, 10, 100, 1000] {
            let mut text = String::new();
            let mut told = Vec::new();
            for (number, kind) in KINDS.iter().cycle().take(count).enumerate() {
                text.extend([format!("[t{number}]\nsound = 1\n")]);
                told.push(text.len());
                text.extend([format!("{kind}\nlist = [\n  1,\n")]);
                if number % 3 == 0 {
                    told.push(text.len());
                    text += "  １２、\n";
                }
                text += "  2,\n]\nlast = \"\"\"\n[文]\n\"\"\"\n";
            }
            let recovered = recover(&text);
            let found: Vec<usize> = recovered.broken.iter().map(|b| b.line.start).collect();
            assert_eq!(found, told);
            let table = DeTable::parse(&recovered.text).unwrap();
            assert_eq!(table.get_ref().len(), count);
            for (name, table) in table.get_ref() {
                let keys = ["sound", "list", "last"];
                let table = table.get_ref().as_table().unwrap();
                assert!(keys.iter().all(|key| table.contains_key(*key)), "{name}");
            }
            assert!(recovered.parsed < 10 * text.len(), "{}", recovered.parsed);
        }
    }

    #[test]
    fn what_is_written_twice_is_told_each_time() {
        let text = "[a]\nb = 1\n".to_owned() + &"b = 2\n".repeat(500) + &"[a]\nb = 3\n".repeat(500);
        let recovered = recover(&text);
        assert_eq!(recovered.broken.len(), 1000);
        assert!(
            recovered
                .broken
                .iter()
                .all(|b| matches!(b.fault, Fault::Twice(Some(_))))
        );
        assert!(recovered.parsed < 5 * text.len(), "{}", recovered.parsed);
    }
}
