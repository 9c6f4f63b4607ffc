//! Lists of rows that go back to a year: the same list as last year's, or a new one.

use super::{Break, called, value};
use crate::figures::{At, Figure, Figures, Ledger};
use crate::input::{GroupInput, OtherRows};
use crate::key::{Key, Name, Row};
use crate::language::Formula;
use crate::model::{Group, Model};
use crate::number::Exact;

/// How this year's list of rows stands to last year's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lists {
    /// The rows go back to no year.
    Groundless,
    /// The same list: its rows stay, and what was done of them adds up.
    Same,
    /// A newer list: what was left of the old one is on it.
    New,
    /// A list that was made before last year's.
    Older,
    /// The year in which it was made is still to be filled in.
    Open,
}

pub(super) fn lists(
    model: &Model,
    group: &Group,
    now: &GroupInput,
    (last, this): (Ledger, Ledger),
) -> Lists {
    if group.ground.is_none() {
        return Lists::Groundless;
    }
    let year = |figures| Some(made_in(model, group, figures)?.value.clone());
    match (year(last.figures), year(this.figures)) {
        (Some(Some(before)), Some(Some(year))) if before == year => Lists::Same,
        (Some(Some(before)), Some(Some(year))) if before > year => Lists::Older,
        // Without a row there is no new list either.
        (_, None) if now.rows.is_empty() => Lists::Same,
        (_, Some(None)) => Lists::Open,
        _ => Lists::New,
    }
}

/// The year in which the list was made; without a value while it is open.
fn made_in<'f>(model: &Model, group: &Group, figures: &'f Figures) -> Option<&'f Figure> {
    let (of, scalar) = model.ground_of(group)?;
    let figure = figures.get(figures.grid(&of.key)?.id(At::None, &scalar.key)?);
    figure.stated.as_ref().map(|_| figure)
}

/// Whether nothing is left to be done of a list.
pub fn is_all_done(group: &Group, input: &GroupInput, figures: &Figures) -> bool {
    let Some(ground) = &group.ground else {
        return false;
    };
    let is_done = |formula| {
        let left = value(figures, group, &Row::Total, formula);
        left.is_some_and(|left| left.is_zero())
    };
    input.rows.is_empty() || ground.left.iter().all(|formula| is_done(&formula.value))
}

/// Rows that one of two lists has that should be the same. When all of it is
/// done, the whole list may go.
pub(super) fn rows(
    group: &Group,
    (before, now): (&GroupInput, &GroupInput),
    last: Ledger,
) -> Vec<Break> {
    if now.rows.is_empty() && is_all_done(group, before, last.figures) {
        return Vec::new();
    }
    let (earlier, this_year) = (OtherRows::of(group, before), OtherRows::of(group, now));
    let gone = before
        .rows
        .values()
        .filter(|row| this_year.same_as(row).is_none())
        .map(|row| (row, "这一期没有这一行，而名单没有换，也没有全部完成"));
    let added = now
        .rows
        .values()
        .filter(|row| earlier.same_as(row).is_none())
        .map(|row| (row, "上一期没有这一行，而名单还是那一年排查的"));
    gone.chain(added)
        .map(|(row, why)| Break {
            name: format!("{}.{}", group.key, row.key),
            message: format!("“{}”里的{}：{why}", group.label, called(group, row)),
            id: None,
        })
        .collect()
}

/// What was left of the old list and is not on the new one, row by row and in all.
pub(super) fn left_out(
    group: &Group,
    (before, now): (&GroupInput, &GroupInput),
    ledgers: (Ledger, Ledger),
) -> Vec<Break> {
    let mut breaks = Vec::new();
    let this_year = OtherRows::of(group, now);
    let of = |key: &Name| Row::Of(Name::clone(key));
    for left in group.ground.iter().flat_map(|ground| &ground.left) {
        let of_rows: Vec<Break> = before
            .rows
            .values()
            .filter_map(|row| {
                let key = this_year.same_as(row).map(|row| of(&row.key));
                let what = called(group, row);
                one_left_out(group, &left.value, (of(&row.key), &what, key), ledgers)
            })
            .collect();
        // Where a row is short its sum is as well: one fault, not two.
        if of_rows.is_empty() {
            let total = (Row::Total, "", Some(Row::Total));
            breaks.extend(one_left_out(group, &left.value, total, ledgers));
        }
        breaks.extend(of_rows);
    }
    breaks
}

/// The same of one row: last year's, what it is called, this year's if it is on the new list.
fn one_left_out(
    group: &Group,
    left: &Formula,
    (old_row, what, row): (Row, &str, Option<Row>),
    (last, this): (Ledger, Ledger),
) -> Option<Break> {
    // What is left is what was on the list, less what was done of it.
    let listed = &left.terms().next()?.name;
    let column = group.columns.iter().find(|column| column.key == *listed)?;
    let left = value(last.figures, group, &old_row, left)?;
    let (opens, on_it) = match &row {
        // Unknown, or still to be filled in, it may be enough.
        Some(row) => {
            let opens = value(this.figures, group, row, &Formula::of_one(listed))?.number();
            let on_it = format!("新名单上只有 {}", opens.to_plain());
            (opens, on_it)
        }
        None => (Exact::zero(), "新名单上没有".to_owned()),
    };
    if opens >= left.number() {
        return None;
    }
    let key = Key {
        group: group.key.as_str().into(),
        row: row.unwrap_or(old_row),
        column: listed.as_str().into(),
    };
    Some(Break {
        message: format!(
            "“{}”重新排查了，{what}上一期还剩{} {}，{on_it}",
            group.label,
            column.label,
            left.printed()
        ),
        id: this.figures.id(&key),
        name: key.to_string(),
    })
}

/// A list can't be older than last year's.
pub(super) fn older(model: &Model, group: &Group, (last, this): (Ledger, Ledger)) -> Option<Break> {
    // Told once, of the group whose figure the year is.
    let (of, _) = model
        .ground_of(group)
        .filter(|(of, _)| of.key == group.key)?;
    let before = made_in(model, of, last.figures)?;
    let now = made_in(model, of, this.figures)?;
    Some(Break {
        message: format!(
            "“{}”的{} {}，早于上一期的 {}",
            group.label,
            now.label,
            now.printed(),
            before.printed()
        ),
        id: Some(now.id),
        name: now.key.to_string(),
    })
}
