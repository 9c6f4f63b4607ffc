use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two lists side by side: which item of the one is which of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: Option<usize>,
    pub new: Option<usize>,
    /// In both lists, but not in the same order.
    pub moved: bool,
}

impl Pair {
    pub(super) fn of(old: Option<usize>, new: Option<usize>) -> Self {
        Self {
            old,
            new,
            moved: false,
        }
    }
}

/// Pairs items by key; the order is that of the newer list, with what is gone
/// where it was.
pub(super) fn by_key<K: Ord + std::hash::Hash>(old: &[K], new: &[K]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            pairs.extend((0..len).map(|at| Pair::of(Some(old_index + at), Some(new_index + at))));
            continue;
        }
        pairs.extend(op.old_range().map(|at| Pair::of(Some(at), None)));
        pairs.extend(op.new_range().map(|at| Pair::of(None, Some(at))));
    }
    join_moved(&mut pairs, |a, b| old[a] == new[b]);
    pairs
}

/// Pairs items by likeness in per mille: neighbours in both lists, as many and
/// as like as can be; then what is alike and only elsewhere.
pub(super) fn by_likeness(
    counts: (usize, usize),
    likeness: impl Fn(usize, usize) -> usize,
    least: usize,
    least_moved: usize,
) -> Vec<Pair> {
    let (old, new) = counts;
    // best[i][j]: the greatest sum of likeness from old i and new j on.
    let mut best = vec![vec![0; new + 1]; old + 1];
    let alike = |i: usize, j: usize| Some(likeness(i, j)).filter(|score| *score >= least);
    for i in (0..old).rev() {
        for j in (0..new).rev() {
            let paired = alike(i, j).map_or(0, |score| score + best[i + 1][j + 1]);
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old || j < new {
        let paired = (i < old && j < new)
            .then(|| alike(i, j))
            .flatten()
            .is_some_and(|score| score + best[i + 1][j + 1] == best[i][j]);
        if paired {
            pairs.push(Pair::of(Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if i < old && (j == new || best[i + 1][j] == best[i][j]) {
            pairs.push(Pair::of(Some(i), None));
            i += 1;
        } else {
            pairs.push(Pair::of(None, Some(j)));
            j += 1;
        }
    }
    join_moved(&mut pairs, |a, b| likeness(a, b) >= least_moved);
    pairs
}

/// What is gone here and new there is neither: it moved. It stands where the
/// newer list has it.
fn join_moved(pairs: &mut Vec<Pair>, same: impl Fn(usize, usize) -> bool) {
    let gone: Vec<usize> = pairs
        .iter()
        .filter(|pair| pair.new.is_none())
        .filter_map(|pair| pair.old)
        .collect();
    for a in gone {
        let found = pairs
            .iter_mut()
            .find(|pair| pair.old.is_none() && pair.new.is_some_and(|b| same(a, b)));
        let Some(found) = found else { continue };
        found.old = Some(a);
        found.moved = true;
        pairs.retain(|pair| pair.moved || pair.new.is_some() || pair.old != Some(a));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(pairs: &[Pair]) -> Vec<String> {
        let index = |at: Option<usize>| at.map_or("-".to_owned(), |at| at.to_string());
        pairs
            .iter()
            .map(|pair| {
                let mark = if pair.moved { "*" } else { "" };
                format!("{}{}{mark}", index(pair.old), index(pair.new))
            })
            .collect()
    }

    #[test]
    fn new_gone_and_moved() {
        let (old, new) = (["a", "b", "c", "d"], ["a", "c", "e", "b"]);
        assert_eq!(show(&by_key(&old, &new)), ["00", "21*", "-2", "13", "3-"]);
    }

    #[test]
    fn the_likest_are_paired_in_order() {
        let scores = [[900, 100], [500, 800], [0, 400]];
        let likeness = |i: usize, j: usize| scores[i][j];
        assert_eq!(
            show(&by_likeness((3, 2), likeness, 300, 700)),
            ["00", "11", "2-"]
        );
    }
}
