//! Heads that are not there: what stood below one is read as part of the table before it, where
//! every line is written twice or unknown. That is one fault.

use std::collections::HashSet;
use std::ops::Range;

use super::syntax::halfwidth;
use crate::diagnostic::{Code, Diagnostic};
use crate::key::TOTAL;
use crate::model::{Column, Group, Model, Rows};
use crate::source::{Place, Source, SourceId};

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

    pub fn finding(&self, source: SourceId, file: &Source) -> Diagnostic {
        let number = file.line(self.line.start);
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

impl Block<'_> {
    /// Whether another one of its group, a row as this one is or not, has the same keys.
    fn has_keys_of(&self, other: &Self) -> bool {
        let is_alike = self.group == other.group && self.row.is_some() == other.row.is_some();
        is_alike
            && (self.keys.iter().map(|own| own.key)).eq(other.keys.iter().map(|other| other.key))
    }
}

struct Key<'t> {
    key: &'t str,
    line: Range<usize>,
    /// Whether a blank line parts it from the key before.
    is_apart: bool,
}

pub(super) fn heads(text: &str, model: &Model) -> Vec<Lost> {
    let blocks = blocks(text);
    let mut strange: Vec<(&Block, &[Key])> = Vec::new();
    // The rows of a table mostly have the same keys: it is enough to look at one of them.
    let mut alike: Option<&Block> = None;
    for block in &blocks {
        if alike.is_some_and(|sound| sound.has_keys_of(block)) {
            continue;
        }
        let strangers = first_strangers(block, model);
        if strangers.is_empty() {
            alike = Some(block);
        }
        let begin = begin_of(block, &strangers);
        strange.extend(begin.map(|at| (block, &block.keys[at..])));
    }
    if strange.is_empty() {
        return Vec::new();
    }
    let missing = missing(&blocks, model, text);
    let lost = strange.into_iter().filter_map(|(block, strangers)| {
        // The group that is cut short comes first.
        let (own, others): (Vec<_>, Vec<_>) = missing
            .iter()
            .partition(|(group, _)| group.key == block.group);
        let candidates = own.into_iter().chain(others).filter(|(group, row)| {
            // One stray key alone shows only a head that can't be missing.
            strangers.len() > 1 || is_needed(group, row.as_deref())
        });
        let takes_all = |(group, row): &&(&Group, Option<String>)| {
            let mut keys = strangers.iter();
            keys.all(|key| takes(group, row.as_deref(), key.key))
        };
        let (group, row) = candidates.into_iter().find(takes_all)?;
        let line = strangers.first()?.line.clone();
        Some(Lost {
            group: group.key.clone(),
            row: row.clone(),
            keys: strangers.iter().map(|key| key.key.to_owned()).collect(),
            block: line.start..block.end,
            line,
        })
    });
    lost.collect()
}

/// The first two keys that are there for the second time or unknown.
fn first_strangers(block: &Block, model: &Model) -> Vec<usize> {
    let group = model.group(block.group);
    let mut before = HashSet::new();
    let strange = block.keys.iter().enumerate().filter(|(_, key)| {
        let belongs = match group {
            Some(group) => takes(group, block.row, key.key),
            None => !block.group.is_empty() || model.is_reserved_for_input(key.key),
        };
        !before.insert(key.key) || !belongs
    });
    strange.map(|(at, _)| at).take(2).collect()
}

/// Where what does not belong begins: with the paragraph of the first such key. Within the table's own
/// paragraph one such key is a slip of its own.
fn begin_of(block: &Block, strangers: &[usize]) -> Option<usize> {
    let first = *strangers.first()?;
    let paragraph = (1..=first).rev().find(|at| block.keys[*at].is_apart);
    paragraph.or((strangers.len() > 1).then_some(first))
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
        (Rows::Set { sparse, .. }, Some(row)) => !sparse && row != TOTAL,
        (Rows::Records | Rows::None, Some(_)) => false,
    }
}

/// The tables that the file should have, or may have, and has not. A record's row has no name, nor
/// has one of a table that any row of its set may be in or not.
fn missing<'m>(
    blocks: &[Block],
    model: &'m Model,
    text: &'m str,
) -> Vec<(&'m Group, Option<String>)> {
    let there: HashSet<(&str, Option<&str>)> = blocks
        .iter()
        .map(|block| (block.group, block.row))
        .collect();
    let is_there = |group: &'m str, row: Option<&'m str>| there.contains(&(group, row));
    let mut missing = Vec::new();
    for group in &model.groups {
        let key = group.key.as_str();
        if !is_there(key, None) && group.rows != Rows::Records {
            missing.push((group, None));
        }
        let mut row = |name: &str| missing.push((group, Some(name.to_owned())));
        match &group.rows {
            Rows::None => {}
            Rows::Records => row(""),
            Rows::Set { set, extra, sparse } => {
                let extra = extra.iter().filter(|row| row.role.is_typed());
                let extra = extra.map(|row| row.key.as_str());
                let rows = extra.chain(rows_of(model, set, text));
                let mut absent = rows.filter(|row| !there.contains(&(key, Some(row))));
                let has_total = is_there(key, Some(TOTAL));
                if *sparse {
                    if !has_total {
                        row(TOTAL);
                    }
                    if absent.next().is_some() {
                        row("名称");
                    }
                } else {
                    absent.for_each(&mut row);
                    if !has_total {
                        row(TOTAL);
                    }
                }
            }
        }
    }
    missing
}

/// The rows of a set: those that the kind fixes, or the names in `counties = ["城区", …]`, as far
/// as they can be made out.
fn rows_of<'m>(model: &'m Model, set: &str, text: &'m str) -> Vec<&'m str> {
    let fixed = model.set(set).map_or(&[][..], |set| &set.rows);
    if !fixed.is_empty() {
        let typed = fixed.iter().filter(|row| row.role.is_typed());
        return typed.map(|row| row.key.as_str()).collect();
    }
    let after = text.split(&format!("\n{set}")).nth(1).unwrap_or_default();
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
        is_in_text ^= line.contains('"') && line.matches("\"\"\"").count() % 2 == 1;
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
