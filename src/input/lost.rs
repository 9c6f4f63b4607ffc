//! Heads that are not there: what stood below one is read as part of the table before it, where
//! every line is written twice or unknown. That is one fault.

use std::ops::Range;

use super::syntax::halfwidth;
use crate::diagnostic::{Code, Diagnostic};
use crate::key::TOTAL;
use crate::model::{Column, Group, Model, Rows, is_reserved_for_input};
use crate::source::{Place, SourceId};

/// A head that was lost, and what stood below it.
#[derive(Debug)]
pub(super) struct Lost {
    group: String,
    row: Option<String>,
    keys: Vec<String>,
    /// The first line below it.
    line: Range<usize>,
    pub block: Range<usize>,
}

impl Lost {
    pub fn is_of(&self, group: &Group) -> bool {
        self.group == group.key
    }

    /// Whether what can't be found stood below it: a table in the table `path`, or a key of that.
    pub fn hold(&self, path: &str, key: &str) -> bool {
        match &self.row {
            Some(row) => path == self.group && key == row,
            None if path.is_empty() => key == self.group,
            None => path == self.group && self.keys.iter().any(|own| own == key),
        }
    }

    pub fn finding(&self, source: SourceId, text: &str) -> Diagnostic {
        let number = text[..self.line.start].matches('\n').count() + 1;
        let head = match &self.row {
            Some(row) if row.is_empty() => format!("[[{}]]", self.group),
            Some(row) if row == TOTAL => format!("[{}.{TOTAL}]", self.group),
            Some(row) => format!("[{}.\"{row}\"]", self.group),
            None => format!("[{}]", self.group),
        };
        let message = format!("第 {number} 行上面好像少了一行 {head}");
        Diagnostic::error(Code::Syntax, message)
            .at(Place::new(source, self.line.clone()))
            .hint(format!(
                "从这一行起的 {} 项不属于上一组；请在它们上面补上 {head}",
                self.keys.len()
            ))
    }
}

/// One `[head]` with the lines of its keys.
struct Block<'t> {
    group: &'t str,
    row: Option<&'t str>,
    keys: Vec<Key<'t>>,
    end: usize,
}

struct Key<'t> {
    key: &'t str,
    line: Range<usize>,
    /// Whether a blank line parts it from the key before.
    is_apart: bool,
}

pub(super) fn heads(text: &str, model: &Model) -> Vec<Lost> {
    let blocks = blocks(text);
    let mut lost: Vec<Lost> = Vec::new();
    for block in &blocks {
        let Some(at) = first_stranger(block, model) else {
            continue;
        };
        let keys: Vec<&str> = block.keys[at..].iter().map(|key| key.key).collect();
        let missing = missing(&blocks, block.group, model, text);
        let found = missing
            .into_iter()
            // One stray key alone shows only a head that can't be missing.
            .filter(|(group, row)| keys.len() > 1 || is_needed(group, row.as_deref()))
            .find(|(group, row)| keys.iter().all(|key| takes(group, row.as_deref(), key)));
        if let (Some((group, row)), Some(first)) = (found, block.keys.get(at)) {
            lost.push(Lost {
                group: group.key.clone(),
                row,
                keys: keys.iter().map(|key| (*key).to_owned()).collect(),
                line: first.line.clone(),
                block: first.line.start..block.end,
            });
        }
    }
    lost
}

/// Where what does not belong begins: with the paragraph of the first key that is there for the
/// second time or unknown. Within the table's own paragraph one such key is a slip of its own.
fn first_stranger(block: &Block, model: &Model) -> Option<usize> {
    let group = model.group(block.group);
    let is_strange = |at: usize| {
        let key = block.keys[at].key;
        let belongs = match group {
            Some(group) => takes(group, block.row, key),
            None => !block.group.is_empty() || is_reserved_for_input(key),
        };
        !belongs || block.keys[..at].iter().any(|before| before.key == key)
    };
    let strange: Vec<usize> = (0..block.keys.len()).filter(|at| is_strange(*at)).collect();
    let first = *strange.first()?;
    let paragraph = (1..=first).rev().find(|at| block.keys[*at].is_apart);
    paragraph.or((strange.len() > 1).then_some(first))
}

/// Whether a table of the group may have the key: of a row, the total, or the group's own.
fn takes(group: &Group, row: Option<&str>, key: &str) -> bool {
    let is_column = |column: &Column| {
        let item = key.strip_prefix(column.key.as_str());
        let item = item.and_then(|rest| rest.strip_prefix('_'));
        if column.repeated {
            item.is_some()
        } else {
            column.key == key
        }
    };
    if row.is_some() || group.rows == Rows::Records {
        return group.columns.iter().any(is_column);
    }
    group.scalars.iter().any(|scalar| scalar.key == key)
        || group.texts.iter().any(|text| text.key == key)
        || group.each.as_ref().is_some_and(|each| each.key == key)
}

/// Whether the file can't do without the table.
fn is_needed(group: &Group, row: Option<&str>) -> bool {
    match (&group.rows, row) {
        (_, None) => true,
        (Rows::Counties { sparse, .. }, Some(row)) => !sparse && row != TOTAL,
        (Rows::Records | Rows::None, Some(_)) => false,
    }
}

/// The tables that the file should have, or may have, and has not: those of the group that is cut
/// short first. A record's row has no name.
fn missing<'m>(
    blocks: &[Block],
    here: &str,
    model: &'m Model,
    text: &str,
) -> Vec<(&'m Group, Option<String>)> {
    let is_there = |group: &str, row: Option<&str>| {
        blocks
            .iter()
            .any(|block| block.group == group && block.row == row)
    };
    let counties = counties(text);
    let mut groups: Vec<&Group> = model.groups.iter().collect();
    groups.sort_by_key(|group| group.key != here);
    let mut missing = Vec::new();
    for group in groups {
        if !is_there(&group.key, None) && group.rows != Rows::Records {
            missing.push((group, None));
        }
        match &group.rows {
            Rows::None => {}
            Rows::Records => missing.push((group, Some(String::new()))),
            Rows::Counties { extra, sparse } => {
                let extra = extra.iter().map(|row| row.key.as_str());
                let rows = extra.chain(counties.iter().copied());
                let absent = rows.filter(|row| !is_there(&group.key, Some(row)));
                let absent = absent.map(|row| if *sparse { "县名" } else { row });
                let total = (!is_there(&group.key, Some(TOTAL))).then_some(TOTAL);
                let all: Vec<&str> = if *sparse {
                    total.into_iter().chain(absent).collect()
                } else {
                    absent.chain(total).collect()
                };
                missing.extend(all.into_iter().map(|row| (group, Some(row.to_owned()))));
            }
        }
    }
    missing
}

/// The names in `counties = ["城区", …]`, as far as they can be made out.
fn counties(text: &str) -> Vec<&str> {
    let after = text.split("\ncounties").nth(1).unwrap_or_default();
    let list = after.split(']').next().unwrap_or_default();
    list.split('"').skip(1).step_by(2).collect()
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    // Above the first head stand the keys of the whole file.
    let mut blocks = vec![block("", 0)];
    let (mut start, mut is_in_text, mut is_apart) = (0, false, false);
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        start += line.len();
        let was_in_text = is_in_text;
        is_in_text ^= line.matches("\"\"\"").count() % 2 == 1;
        if was_in_text || line.trim().is_empty() || line.starts_with('#') {
            is_apart |= !was_in_text && line.trim().is_empty();
            if let Some(last) = blocks.last_mut().filter(|_| was_in_text) {
                last.end = span.end;
            }
            continue;
        }
        match (key_of(line), blocks.last_mut()) {
            (Some(key), Some(block)) => {
                block.end = span.end;
                block.keys.push(Key {
                    key,
                    line: span,
                    is_apart,
                });
            }
            (Some(_), None) => {}
            // Within a list.
            (None, Some(top)) if top.group.is_empty() && !line.starts_with('[') => {
                top.end = span.end;
            }
            // Anything else may be meant as a head.
            (None, _) => blocks.push(block(line, span.end)),
        }
        is_apart = false;
    }
    blocks
}

fn block(line: &str, end: usize) -> Block<'_> {
    let is_mark = |c: char| c.is_whitespace() || "[]".contains(halfwidth(c));
    let name = line
        .split('#')
        .next()
        .unwrap_or_default()
        .trim_matches(is_mark);
    let (group, row) = match name.split_once(['.', '。', '．']) {
        Some((group, row)) => (group, Some(row)),
        None => (name, None),
    };
    let is_quote = |c: char| "\"'".contains(halfwidth(c));
    Block {
        group: group.trim(),
        row: row.map(|row| row.trim().trim_matches(is_quote)),
        keys: Vec::new(),
        end,
    }
}

fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (!key.is_empty() && key.chars().all(is_plain)).then_some(key)
}
