//! The stretches of an input's text that a row or a record stands in.

use std::ops::Range;

use toml_edit::{ArrayOfTables, Item, Key, Table, TableLike};

use super::{BY_HAND, Diagnostic, Doing, Ledger, Patch, RowEdit, no_row, refused};
use crate::input::TO_FILL;
use crate::key::Epoch;
use crate::model::{Content, Group, Rows};

impl Ledger<'_> {
    /// The tables of a group: the period's own, and what the input states of earlier ones.
    pub(super) fn tables<'d>(&'d self, group: &str) -> Vec<&'d dyn TableLike> {
        let root = Some(self.document.as_item());
        let epochs = Epoch::ALL
            .into_iter()
            .map(|epoch| self.document.get(epoch.name()));
        let roots = std::iter::once(root).chain(epochs).flatten();
        roots
            .filter_map(|root| root.as_table_like()?.get(group)?.as_table_like())
            .collect()
    }

    /// What goes with a row of a set.
    pub(super) fn without_row(&self, set: &str, row: &str) -> Vec<Patch> {
        let groups = self.groups_of(set);
        let tables = groups.flat_map(|group| self.tables(&group.key));
        let entries = tables.filter_map(|table| table.get_key_value(row));
        let ranges = entries.flat_map(|(key, item)| self.lines_of(key, item, row));
        ranges.map(|range| (range, String::new())).collect()
    }

    /// The blocks of a new row, each behind that of the row that it follows.
    pub(super) fn with_row(&self, set: &str, row: &str, name: &str) -> Vec<Patch> {
        let mut patches = Vec::new();
        for group in self.groups_of(set) {
            if matches!(&group.rows, Rows::Set { sparse: true, .. }) {
                continue;
            }
            let table = self.document.get(&group.key).and_then(Item::as_table_like);
            let own = table.and_then(|table| table.get_key_value(row));
            let end = own.and_then(|(key, item)| self.lines_of(key, item, row).last().cloned());
            let at = end.map_or(self.text.len(), |range| self.without_blank(range).end);
            let block = self.block(group, name.trim());
            let gap = if self.text[..at].ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            };
            patches.push((at..at, format!("{gap}{block}")));
        }
        patches
    }

    /// A row of which all is still to be filled in.
    fn block(&self, group: &Group, name: &str) -> String {
        let mut block = format!("[{}.{}]\n", Key::new(group.key.as_str()), basic(name));
        for column in self.inputs.of(group).columns.iter() {
            let is_wanted = match &column.content {
                Content::Given(_) => true,
                Content::Text { optional, .. } => !optional,
                Content::Derived(..) | Content::Chosen(_) => false,
            };
            if is_wanted {
                let line = format!("{} = \"{TO_FILL}\"  # {}\n", column.key, column.label);
                block.push_str(&line);
            }
        }
        block
    }

    /// A record: removed, or put before or behind its neighbour.
    pub(super) fn record(&self, edit: &RowEdit) -> Result<Vec<Patch>, Diagnostic> {
        let RowEdit { list, row, doing } = edit;
        let label = self
            .model
            .group(list)
            .map_or(list.as_str(), |group| &group.label);
        let Some(records) = self.document.get(list).and_then(Item::as_array_of_tables) else {
            let message = format!("{label}不是一条一段写的，这里改不了");
            return Err(refused(message, BY_HAND));
        };
        let number: usize = row.parse().unwrap_or(0);
        let block = |number: usize| self.record_block(records, number);
        let own = block(number).ok_or_else(|| no_row(label, row))?;
        let other = match doing {
            Doing::Remove => {
                let mut patches = vec![(self.with_blank(own), String::new())];
                let is_own = |figure: &str| record_of(figure, list) == Some(number);
                patches.extend(self.without_marks(is_own));
                patches.extend(self.renumbered(list, |of| if of > number { of - 1 } else { of }));
                return Ok(patches);
            }
            Doing::Up => number - 1,
            Doing::Down => number + 1,
            Doing::Rename(_) | Doing::Add(_) => {
                return Err(refused(format!("{label}的各条没有名称"), "请直接改它的格"));
            }
        };
        let next = block(other)
            .ok_or_else(|| refused(format!("第{number}条已经在头上或末尾"), "不用再移"))?;
        let text = |range: &Range<usize>| self.text[range.clone()].to_owned();
        let mut patches = vec![(own.clone(), text(&next)), (next.clone(), text(&own))];
        patches.extend(self.renumbered(list, |of| match of {
            of if of == number => other,
            of if of == other => number,
            of => of,
        }));
        Ok(patches)
    }

    /// The lines of a record, from its head, and the comments right above it, to its last value. A total
    /// that is written below it is not its own.
    fn record_block(&self, records: &ArrayOfTables, number: usize) -> Option<Range<usize>> {
        let record = records.get(number.checked_sub(1)?)?;
        let head = record.span()?;
        let from = self.with_comments(self.line_start(head.start), |_| true);
        Some(from..self.line_end(last_of(record).max(head.end)))
    }

    /// What was accepted, or said to be restated, of figures.
    pub(super) fn without_marks(&self, is_gone: impl Fn(&str) -> bool) -> Vec<Patch> {
        let lists = ["accept", "restated"].into_iter();
        let lists = lists.filter_map(|key| self.document.get(key)?.as_array_of_tables());
        let tables = lists.flat_map(ArrayOfTables::iter);
        let gone = tables.filter(|table| {
            let figure = table.get("figure").and_then(Item::as_str);
            figure.is_some_and(&is_gone)
        });
        let ranges = gone.filter_map(|table| {
            let head = table.span()?;
            let end = self.line_end(last_of(table).max(head.end));
            Some(self.with_blank(self.line_start(head.start)..end))
        });
        ranges.map(|range| (range, String::new())).collect()
    }

    /// The lines in which a row's values stand, one stretch or several.
    fn lines_of(&self, key: &Key, item: &Item, row: &str) -> Vec<Range<usize>> {
        match item {
            Item::Table(table) if !table.is_dotted() && !table.is_implicit() => {
                let Some(head) = table.span() else {
                    return Vec::new();
                };
                let from =
                    self.with_comments(self.line_start(head.start), |line| line.contains(row));
                vec![self.with_blank(from..self.line_end(last_of(table).max(head.end)))]
            }
            Item::Table(table) => {
                let leaves = table.get_values().into_iter();
                let lines = leaves.filter_map(|(path, value)| {
                    let from = path.first()?.span()?.start;
                    Some(self.line_start(from)..self.line_end(value.span()?.end))
                });
                lines.collect()
            }
            other => {
                let from = key.span().map(|span| self.line_start(span.start));
                let end = other.span().map(|span| self.line_end(span.end));
                from.zip(end)
                    .map(|(from, end)| from..end)
                    .into_iter()
                    .collect()
            }
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Behind the line's end.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |more| at + more + 1)
    }

    /// Where the comments begin that stand right above a line, if all that is wanted of them holds.
    fn with_comments(&self, from: usize, is_own: impl Fn(&str) -> bool) -> usize {
        let mut at = from;
        while at > 0 {
            let start = self.line_start(at - 1);
            let line = &self.text[start..at];
            if !line.trim_start().starts_with('#') || !is_own(line) {
                break;
            }
            at = start;
        }
        at
    }

    /// The stretch with one empty line behind it, or else before it.
    fn with_blank(&self, range: Range<usize>) -> Range<usize> {
        let rest = &self.text[range.end..];
        if rest.starts_with('\n') {
            return range.start..range.end + 1;
        }
        let is_after_blank = self.text[..range.start].ends_with("\n\n");
        if is_after_blank && rest.is_empty() {
            return range.start - 1..range.end;
        }
        range
    }

    fn without_blank(&self, range: Range<usize>) -> Range<usize> {
        let own = self.text[range.clone()].trim_end_matches('\n').len();
        range.start..self.line_end(range.start + own)
    }
}

/// Which record of a list a figure is of.
pub(super) fn record_of(figure: &str, list: &str) -> Option<usize> {
    let rest = figure.strip_prefix(list)?.strip_prefix('.')?;
    rest.split('.').next()?.parse().ok()
}

/// Where the last of a table's own values ends.
fn last_of(table: &Table) -> usize {
    let values = table.iter().filter_map(|(_, item)| match item {
        Item::Value(value) => value.span(),
        Item::Table(table) if table.is_dotted() => {
            let leaves = table.get_values().into_iter();
            let ends = leaves.filter_map(|(_, value)| value.span());
            ends.max_by_key(|span| span.end)
        }
        _ => None,
    });
    values.map(|span| span.end).max().unwrap_or(0)
}

/// A name in quotes, as the input's tables have it.
pub(super) fn basic(name: &str) -> String {
    super::list::quoted(name)
}
