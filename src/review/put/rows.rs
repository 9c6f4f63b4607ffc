//! Rows of an input: put in, taken out. Lists, comments and order stay.

use toml_edit::{DocumentMut, Item, Table, TableLike};

use super::lists::{insert, list, place_in, unlist};
use super::{Beside, Listed, NewCell};
use crate::key::TOTAL;
use crate::workbook::apply::put as put_value;

/// A row that is put in.
pub(super) struct NewRow<'a> {
    pub group: &'a str,
    /// Nothing: it is a record.
    pub row: Option<&'a str>,
    pub beside: Option<&'a Beside>,
    pub listed: Option<&'a Listed>,
    pub cells: &'a [NewCell],
}

fn record(row: &str) -> Option<usize> {
    row.parse::<usize>().ok()?.checked_sub(1)
}

impl NewRow<'_> {
    /// The record of the input behind which it comes, from 1; 0: it is the first.
    pub fn record_before(&self) -> usize {
        match self.beside {
            Some(Beside::Behind(row)) => record(row).map_or(0, |at| at + 1),
            Some(Beside::Before(row)) => record(row).unwrap_or(0),
            None => 0,
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        for cell in self.cells {
            put_value(&mut table, &cell.key, &cell.literal, &cell.label);
        }
        table
    }

    pub fn put(&self, document: &mut DocumentMut) -> Option<()> {
        let Some(row) = self.row else {
            return self.put_record(document);
        };
        if let Some(listed) = self.listed {
            let array = list(document, listed)?;
            if place_in(array, row).is_none() {
                let at = match self.beside {
                    Some(Beside::Behind(other)) => place_in(array, other).map(|at| at + 1),
                    Some(Beside::Before(other)) => place_in(array, other),
                    None => None,
                };
                insert(array, at.unwrap_or(array.len()), row);
            }
        }
        let group = document.entry(self.group).or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        let group = group.as_table_like_mut()?;
        if group.contains_key(row) {
            return None;
        }
        let mut table = self.table();
        // It is written behind the row that it follows, whatever stands behind that.
        if let Some(Beside::Behind(other)) = self.beside {
            let before = group.get(other).and_then(Item::as_table);
            table.set_position(before.and_then(Table::position));
        }
        group.insert(row, Item::Table(table));
        Some(())
    }

    fn put_record(&self, document: &mut DocumentMut) -> Option<()> {
        let records = document.entry(self.group);
        let records =
            records.or_insert_with(|| Item::ArrayOfTables(toml_edit::ArrayOfTables::new()));
        let records = records.as_array_of_tables_mut()?;
        let at = self.record_before().min(records.len());
        let mut table = self.table();
        let next = records.get(at).and_then(Table::position);
        let before = at
            .checked_sub(1)
            .and_then(|at| records.get(at))
            .and_then(Table::position);
        table.set_position(before.or(next));
        if at == records.len() {
            // TOML reads the total, written below the records, as part of the last of them.
            let last = at.checked_sub(1).and_then(|at| records.get_mut(at));
            if let Some(total) = last.and_then(|last| last.remove(TOTAL)) {
                table.insert(TOTAL, total);
            }
        }
        records.insert(at, table);
        Some(())
    }
}

/// Takes a row out of its list and its groups.
pub(super) fn take_out(
    document: &mut DocumentMut,
    (group, also): (&str, &[String]),
    row: &str,
    set: Option<&str>,
) -> Option<()> {
    if document.get(group).is_some_and(Item::is_array_of_tables) {
        return take_record_out(document, group, record(row)?);
    }
    if let Some(set) = set {
        unlist(document, set, row);
    }
    let table = document.get_mut(group)?.as_table_like_mut()?;
    remove(table, row)?;
    for other in also {
        let table = document.get_mut(other).and_then(Item::as_table_like_mut);
        table.and_then(|table| remove(table, row));
    }
    Some(())
}

/// Comments above the first row are of the whole table, and stay above the next one.
fn remove(table: &mut dyn TableLike, row: &str) -> Option<()> {
    let position = |item: &Item| item.as_table().and_then(Table::position);
    let own = position(table.get(row)?);
    let first = table.iter().filter_map(|(_, item)| position(item)).min();
    let is_first = own.is_some() && own == first;
    let gone = table.remove(row)?;
    let prefix = gone.as_table().and_then(|of| of.decor().prefix()?.as_str());
    let rows = table.iter_mut().filter_map(|(_, item)| match item {
        Item::Table(of) => Some(of),
        _ => None,
    });
    if let (Some(prefix), Some(next)) = (
        prefix.filter(|prefix| is_first && prefix.contains('#')),
        rows.min_by_key(|of| of.position()),
    ) {
        keep_above(next, prefix);
    }
    Some(())
}

fn keep_above(table: &mut Table, prefix: &str) {
    let own = table
        .decor()
        .prefix()
        .and_then(|own| own.as_str())
        .unwrap_or_default()
        .trim_start_matches('\n');
    let prefix = format!("{prefix}{own}");
    table.decor_mut().set_prefix(prefix);
}

fn take_record_out(document: &mut DocumentMut, group: &str, at: usize) -> Option<()> {
    let records = document.get_mut(group)?.as_array_of_tables_mut()?;
    if at >= records.len() {
        return None;
    }
    let mut gone = records.remove(at);
    if at == records.len()
        && let (Some(total), Some(last)) = (gone.remove(TOTAL), at.checked_sub(1))
    {
        records.get_mut(last)?.insert(TOTAL, total);
    }
    let prefix = gone
        .decor()
        .prefix()
        .and_then(|of| of.as_str())
        .unwrap_or_default()
        .to_owned();
    if let Some(next) = records
        .get_mut(0)
        .filter(|_| at == 0 && prefix.contains('#'))
    {
        keep_above(next, &prefix);
    }
    if records.is_empty() {
        document.remove(group);
    }
    Some(())
}
