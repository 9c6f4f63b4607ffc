//! Changes that are tried together, since one alone would contradict another.

use std::collections::BTreeMap;

use super::trial::MOST_TRIED;
use crate::model::{Group, Model};
use crate::review::Put;

/// One by one.
pub(super) fn alone(_: &Model, open: &[(usize, &Put)]) -> Vec<Vec<usize>> {
    open.iter().map(|(at, _)| vec![*at]).collect()
}

/// All that is of one table, or of tables with the same rows, as a new row and the totals of its columns;
/// then all but one.
pub(super) fn of_one_table(model: &Model, open: &[(usize, &Put)]) -> Vec<Vec<usize>> {
    let mut units: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, put) in open {
        let group = put.group().map(|group| {
            let set = model.group(group).and_then(Group::set);
            set.unwrap_or(group).to_owned()
        });
        units
            .entry(group.unwrap_or_default())
            .or_default()
            .push(*at);
    }
    let units = units
        .into_values()
        .filter(|unit| unit.len() > 2 && unit.len() <= MOST_TRIED);
    let but_one = |unit: Vec<usize>| -> Vec<Vec<usize>> {
        let less = unit
            .iter()
            .map(|one| unit.iter().copied().filter(|at| at != one).collect());
        std::iter::once(unit.clone())
            .chain(less.collect::<Vec<Vec<usize>>>())
            .collect()
    };
    units.flat_map(but_one).collect()
}

/// Two that only go together.
pub(super) fn in_pairs(_: &Model, open: &[(usize, &Put)]) -> Vec<Vec<usize>> {
    if open.len() > MOST_TRIED {
        return Vec::new();
    }
    let pair = |(at, (one, _)): (usize, &(usize, &Put))| -> Vec<Vec<usize>> {
        open[at + 1..]
            .iter()
            .map(|(other, _)| vec![*one, *other])
            .collect()
    };
    open.iter().enumerate().flat_map(pair).collect()
}
