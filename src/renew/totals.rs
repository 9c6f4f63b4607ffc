//! The totals that the office receives, to check the rows by: asked for column by column.

use super::From;
use super::edits::Edits;
use super::figures::{is_list_done, is_row_done, items, total};
use crate::input::{Entry, GroupInput, TO_FILL};
use crate::model::{Column, Content, Group, Measure, Rows, Total, TotalRow};
use crate::width::{left, width};

const UNLESS_RECEIVED: &str = "没有收到就删掉这一行";

/// Empties the totals that were stated, and asks for those of every other typed column.
pub(super) fn totals(edits: &mut Edits, group: &Group, input: &GroupInput, from: From) {
    let columns = group.columns_for(&items(group, input, from));
    let mut rows = input.rows.values();
    let is_over =
        is_list_done(group, input, from) || rows.all(|row| is_row_done(group, input, row, from));
    if is_over && group.rows == Rows::Records {
        // A total of no records would itself be read as a record.
        if let Some(entry) = input.total.values().next() {
            let lines = edits.table_around(entry.place.span.start);
            edits.comment_out(lines);
        }
        return;
    }
    for (old, new) in input.columns.iter().zip(&columns) {
        if let Some(entry) = input.total.get(&old.key) {
            edits.rename(entry.place.span.start, &old.key, &new.key);
            total(edits, group, input, (new, entry), from);
        }
    }
    let pairs = input.columns.iter().zip(&columns);
    let missing: Vec<&Column> = pairs
        .filter(|(old, new)| is_typed(new) && !input.total.contains_key(&old.key))
        .map(|(_, new)| new)
        .collect();
    let whole = &from.model.office.total_label;
    // A table without a row of totals is none of which anybody receives them.
    let has_totals = group.total_row != TotalRow::None;
    if has_totals && !is_over && !missing.is_empty() {
        ask(edits, group, input, &lines_for(&missing, whole));
    }
}

/// A figure that only checks others is asked for again; it may not have been received.
pub(super) fn ask_again(edits: &mut Edits, entry: &Entry, from: From) {
    let note = format!("{}；{UNLESS_RECEIVED}", from.typed(Some(entry)));
    edits.leave_open(&entry.place.span, &note);
}

fn is_typed(column: &Column) -> bool {
    match column.total {
        Total::None => false,
        Total::Natural => matches!(column.content, Content::Given(_)),
        Total::Mean | Total::Weighted | Total::Given => true,
    }
}

/// One line a column, their comments below each other.
fn lines_for(columns: &[&Column], whole: &str) -> Vec<String> {
    let head = |column: &Column| format!("{} = \"{TO_FILL}\"", column.key);
    let widest = columns.iter().map(|column| width(&head(column))).max();
    let line = |column: &&Column| {
        let head = left(&head(column), widest.unwrap_or(0) + 2);
        let label = column
            .label
            .replace("{year}年", "本年")
            .replace("{year}", "本年")
            .replace("{period}", "本期");
        let unit = column.content.measure().map(Measure::bracketed_unit);
        let unit = unit.unwrap_or_default();
        format!("{head}# 填报：{whole}{label}{unit}，核对用；{UNLESS_RECEIVED}")
    };
    columns.iter().map(line).collect()
}

/// Puts the lines below the totals that are there, or else in a table of their own: before the
/// rows, of records behind them.
fn ask(edits: &mut Edits, group: &Group, input: &GroupInput, lines: &[String]) {
    if let Some(entry) = input.total.values().next() {
        let end = edits.table_around(entry.place.span.start).end;
        return edits.insert_before(end, lines.to_vec());
    }
    let tables: Vec<_> = input
        .rows
        .values()
        .filter_map(|row| row.cells.values().next())
        .map(|entry| edits.table_around(entry.place.span.start))
        .collect();
    let mut block = vec![format!("[{}.total]  # 填报：收到的合计，核对用", group.key)];
    block.extend_from_slice(lines);
    if group.rows == Rows::Records {
        if let Some(end) = tables.iter().map(|table| table.end).max() {
            block.insert(0, String::new());
            edits.insert_before(end, block);
        }
    } else if let Some(start) = tables.iter().map(|table| table.start).min() {
        block.push(String::new());
        edits.insert_before(start, block);
    }
}
