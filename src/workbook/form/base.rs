//! What the input had when a form was written: who changed what since can be told by it.

use super::super::apply::literals;
use super::super::{Address, Target, read};
use super::plan::Ground;
use super::{Cell, Part, Sheet};
use crate::key::Row;

/// The hidden sheet that keeps it.
pub(super) fn sheet(ground: &Ground) -> Sheet {
    let mut sheet = Sheet {
        name: read::BASE.to_owned(),
        is_hidden: true,
        ..Sheet::default()
    };
    let all = literals(ground.written, ground.model, ground.inputs).into_iter();
    let own = all.filter(|(target, literal)| is_own(ground, target) && literal.len() <= MOST);
    for ((target, literal), row) in own.zip(0..) {
        sheet.put(
            Address::new(row, 0),
            Cell::text(Part::Key, target.to_string()),
        );
        sheet.put(Address::new(row, 1), Cell::text(Part::Key, literal));
    }
    sheet
}

/// No cell holds more.
const MOST: usize = 32_000;

/// Nobody is told of another's figures.
fn is_own(ground: &Ground, target: &Target) -> bool {
    let Some(by) = ground.by else {
        return true;
    };
    let (Target::Figure(key) | Target::Word(key)) = target else {
        return false;
    };
    let (Row::Of(row), Some(group)) = (&key.row, ground.model.group(&key.group)) else {
        return false;
    };
    let row = ground.inputs.of(group).rows.get(row);
    ground.has_sheet(group) && row.is_some_and(|row| row.member(group) == by.row)
}
