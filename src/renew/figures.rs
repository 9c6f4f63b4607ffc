use super::edits::Edits;
use super::totals::ask_again;
use crate::continuity::{Sum, value};
use crate::input::{Entry, GroupInput, Typed};
use crate::language::Formula;
use crate::model::{Column, Group, Rows};
use crate::pipeline::Year;

/// Empties a group's figures, or carries them over.
pub(super) fn group(edits: &mut Edits, group: &Group, input: &GroupInput, last: &Year) {
    for row in &input.rows {
        for column in &input.columns {
            let Some(entry) = row.cells.get(&column.key) else {
                continue;
            };
            let carried = carried(group, column, &row.key, last);
            cell(edits, column, entry, carried.as_ref());
        }
        if is_done(group, input, &row.key, last)
            && let Some(entry) = row.cells.values().next()
        {
            // Nothing is left of it: it would only be in the way.
            let lines = edits.table_around(entry.place.span.start);
            edits.comment_out(lines);
        }
    }
    for scalar in &group.scalars {
        let Some(entry) = input.scalars.get(&scalar.key) else {
            continue;
        };
        if scalar.content.formula().is_some_and(Formula::is_ratio) {
            state_no_more(edits, entry);
        } else if scalar.content.formula().is_some() {
            ask_again(edits, entry);
        } else {
            edits.leave_open(&entry.place.span, &last_year(entry));
        }
    }
}

pub(super) fn carried<'f>(
    group: &Group,
    column: &Column,
    row: &str,
    last: &'f Year,
) -> Option<Sum<'f>> {
    let carried = column.carried.as_ref()?;
    value(&last.figures, group, row, &carried.from.value)
}

pub(super) fn cell(edits: &mut Edits, column: &Column, entry: &Entry, carried: Option<&Sum>) {
    let span = &entry.place.span;
    if column.content.formula().is_some() {
        state_no_more(edits, entry);
    } else if let Some(carried) = carried {
        let value = match carried.printed() {
            blank if blank.is_empty() => "\"\"".to_owned(),
            number => number,
        };
        edits.value(span, &value, &format!("由上年结转，{}", last_year(entry)));
    } else {
        edits.leave_open(span, &last_year(entry));
    }
}

/// A stated figure goes behind a #: it is not needed, and would contradict.
pub(super) fn state_no_more(edits: &mut Edits, entry: &Entry) {
    let line = edits.line_of(entry.place.span.start);
    edits.comment_out(line..line + 1);
}

/// Whether a row that stands only for what is not done yet has nothing left to do.
pub(super) fn is_done(group: &Group, input: &GroupInput, row: &str, last: &Year) -> bool {
    let is_list = match &group.rows {
        Rows::Records => true,
        Rows::Counties { sparse, .. } => *sparse,
        Rows::None => false,
    };
    let sums: Vec<Sum> = input
        .columns
        .iter()
        .filter_map(|column| carried(group, column, row, last))
        .collect();
    let columns = input.columns.iter().filter(|c| c.carried.is_some());
    is_list && !sums.is_empty() && sums.len() == columns.count() && sums.iter().all(Sum::is_zero)
}

pub(super) fn last_year(entry: &Entry) -> String {
    match &entry.typed {
        Typed::Number(decimal) => format!("上年 {}", decimal.text),
        Typed::Unknown => "上年未知".to_owned(),
        Typed::Blank | Typed::ToFill | Typed::Faulty => "上年空白".to_owned(),
    }
}
