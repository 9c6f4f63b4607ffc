//! A notice as its reader has it: headings and paragraphs by section, tables by rows, the numbers of
//! a text one by one.

use hongtou::notice::{BlockKind, Notice, RowKind};

use super::numbers::Wanted;
use crate::any_year::oracle::chinese::unsound;

/// A notice being read, and what was found wrong with it.
pub struct Reading<'n> {
    notice: &'n Notice,
    pub found: Vec<String>,
}

/// A printed row: what it is, what it is called, its other cells from left to right.
pub struct Row<'n> {
    pub kind: RowKind,
    pub name: &'n str,
    pub cells: Vec<&'n str>,
}

impl<'n> Reading<'n> {
    pub fn of(notice: &'n Notice) -> Self {
        Self {
            notice,
            found: Vec::new(),
        }
    }

    pub fn must(&mut self, holds: bool, what: impl Into<String>) {
        if !holds {
            self.found.push(what.into());
        }
    }

    /// The text says it if, and only if, it is so.
    pub fn says(&mut self, text: &str, words: &str, is_so: bool) {
        let says = text.contains(words);
        self.must(
            says == is_so,
            format!("“{words}”: said {says}, is {is_so}: {text}"),
        );
    }

    pub fn title(&self) -> String {
        let title = self.notice.title.as_ref();
        title.map(ToString::to_string).unwrap_or_default()
    }

    /// The headings of the text, with their numbers.
    pub fn headings(&self) -> Vec<String> {
        let blocks = self.notice.body.iter();
        let headings = blocks.filter(|block| !matches!(block.kind, BlockKind::Paragraph));
        headings.map(hongtou::notice::Block::text).collect()
    }

    /// The paragraphs of a section.
    pub fn paragraphs(&self, section: &str) -> Vec<String> {
        let blocks = self.notice.body.iter();
        let of_section = blocks.filter(|block| {
            block.section() == section && matches!(block.kind, BlockKind::Paragraph)
        });
        of_section.map(hongtou::notice::Block::text).collect()
    }

    /// The paragraphs of a section as one text.
    pub fn section(&self, section: &str) -> String {
        self.paragraphs(section).concat()
    }

    /// The titles of the annexes.
    pub fn annexes(&self) -> Vec<String> {
        let annexes = self.notice.annexes.iter();
        annexes.map(|annex| annex.title.to_string()).collect()
    }

    /// The rows of a table; nothing where it is not printed.
    pub fn table(&self, id: &str) -> Option<Vec<Row<'n>>> {
        let mut tables = self.notice.all_tables();
        let table = &tables.find(|annex| annex.id == id)?.table;
        let name_column = table.name_column();
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().enumerate();
            let others = cells.filter(|(at, _)| *at != name_column);
            Row {
                kind: row.kind,
                name: table.name_of(row),
                cells: others.map(|(_, cell)| cell.text.as_str()).collect(),
            }
        });
        Some(rows.collect())
    }

    /// Whether every heading and paragraph reads as one, and no figure of nothing is told.
    pub fn sound(&mut self) {
        for block in self.notice.blocks() {
            let text = block.text();
            let is_form = self.notice.annexes.iter().any(|annex| {
                let mut blocks = annex.blocks();
                blocks.any(|other| std::ptr::eq(other, block))
            });
            let is_paragraph = matches!(block.kind, BlockKind::Paragraph) && !is_form;
            self.found.extend(unsound(&text, is_paragraph));
            if is_form {
                continue;
            }
            for (number, behind) in numbers(&text) {
                let is_zero = number.chars().all(|c| c == '0' || c == '.');
                let is_told = "件个项套户亿万元天名处县区".contains(behind);
                self.must(
                    !(is_zero && is_told),
                    format!("{number}{behind} is told: {text}"),
                );
            }
        }
    }

    /// The numbers of a text are these, one by one, and no others.
    pub fn numbers(&mut self, text: &str, wanted: &[Wanted]) {
        let told = numbers(text);
        let is_each = told
            .iter()
            .zip(wanted)
            .all(|((number, _), wanted)| wanted.is(number));
        self.must(
            told.len() == wanted.len() && is_each,
            format!(
                "numbers {:?}, not {wanted:?}: {text}",
                told.iter().map(|(number, _)| number).collect::<Vec<_>>()
            ),
        );
    }

    /// A cell prints the number, with this sign before and this behind it; nothing for none.
    pub fn cell(&mut self, place: &str, text: &str, wanted: Option<(&str, &Wanted, &str)>) {
        let holds = match wanted {
            None => text.is_empty(),
            Some((before, number, behind)) => {
                let digits = text.strip_prefix(before);
                let digits = digits.and_then(|text| text.strip_suffix(behind));
                digits.is_some_and(|digits| number.is(digits))
            }
        };
        self.must(holds, format!("{place} prints “{text}”, not {wanted:?}"));
    }
}

/// The numbers of a text, each with the character behind it.
fn numbers(text: &str) -> Vec<(String, char)> {
    let mut all = Vec::new();
    let mut number = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() || c == '.' && !number.is_empty() {
            number.push(c);
        } else if !number.is_empty() {
            all.push((std::mem::take(&mut number), c));
        }
    }
    all
}
