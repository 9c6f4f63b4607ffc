//! Which rows, columns or tables are the same ones: by the most that they have in common, in their order.

use super::pair::Theirs;
use crate::notice::Table as Own;
use crate::review::letters::{bare, likeness};

/// Below this, in per mille, two tables, rows or columns are not the same one changed.
const LEAST: usize = 250;
/// More pairs of rows than this are not tried.
const MOST_PAIRS: usize = 6_000_000;

/// What a table says, row by row: its head's own cells, then all cells of each row.
pub(super) fn rows_of(table: &Own) -> Vec<Vec<String>> {
    let heads = table.head.iter().map(|row| {
        let texts = row.iter().map(|cell| bare(&cell.text.to_string()));
        texts.filter(|text| !text.is_empty()).collect()
    });
    let rows = table.rows.iter();
    let rows = rows.map(|row| row.cells.iter().map(|cell| bare(&cell.text)).collect());
    heads.chain(rows).collect()
}

/// Pairs in order, so that they have most in common.
pub(super) fn paired(
    one: usize,
    other: usize,
    score: &dyn Fn(usize, usize) -> usize,
) -> Vec<(usize, usize)> {
    if one.saturating_mul(other) > MOST_PAIRS {
        return (0..one.min(other)).map(|at| (at, at)).collect();
    }
    let mut scores = vec![vec![0_usize; other + 1]; one + 1];
    let mut alike = vec![vec![0_usize; other]; one];
    for (i, alike) in alike.iter_mut().enumerate().rev() {
        for j in (0..other).rev() {
            let found = score(i, j);
            alike[j] = if found < LEAST { 0 } else { found };
            let both = match alike[j] {
                0 => 0,
                score => score + scores[i + 1][j + 1],
            };
            scores[i][j] = both.max(scores[i + 1][j]).max(scores[i][j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < one && j < other {
        let best = scores[i][j];
        if alike[i][j] > 0 && best == alike[i][j] + scores[i + 1][j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best == scores[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// How much two rows have in common, in per mille; a row's name weighs more than a figure.
pub(super) fn alike(own: &[String], theirs: &Theirs, name: usize) -> usize {
    if own.len() != theirs.texts.len() || !theirs.is_whole {
        return likeness(&own.concat(), &theirs.texts.concat()) / 2;
    }
    let pairs = own.iter().zip(&theirs.texts);
    let same = pairs.filter(|(own, theirs)| own == theirs).count();
    let is_named = own
        .get(name)
        .is_some_and(|own| !own.is_empty() && Some(own) == theirs.texts.get(name));
    1000 * same / own.len().max(1) + 500 * usize::from(is_named)
}
