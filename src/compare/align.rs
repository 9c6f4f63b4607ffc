//! Which item of one list is which of another.

use std::collections::{HashMap, VecDeque};

use super::Status;

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

    /// What became of the pair, whose two sides say the same or do not.
    pub(super) fn status(self, is_same: bool) -> Status {
        match (self.old, self.new) {
            (None, _) => Status::New,
            (_, None) => Status::Gone,
            _ if self.moved => Status::Moved,
            _ if is_same => Status::Same,
            _ => Status::Changed,
        }
    }
}

/// Pairs items by key; the order is that of the newer list, with what is gone where it was. Each
/// key is looked up by its hash, and of those that both lists have, as many as can be keep their order.
pub(super) fn by_key<K: Eq + std::hash::Hash>(old: &[K], new: &[K]) -> Vec<Pair> {
    let mut places: HashMap<&K, VecDeque<usize>> = HashMap::new();
    for (at, key) in old.iter().enumerate() {
        places.entry(key).or_default().push_back(at);
    }
    // A key that stands twice is paired with the one that stands as often before it.
    let of_new = new.iter().map(|key| places.get_mut(key)?.pop_front());
    let of_new: Vec<Option<usize>> = of_new.collect();
    // What no key of the newer list took is gone: it stands behind what kept its order before it.
    let mut gone: Vec<usize> = places.into_values().flatten().collect();
    gone.sort_unstable();
    let mut gone = gone.into_iter().peekable();
    let mut kept = longest_rise(&of_new).into_iter().peekable();
    let mut pairs = Vec::new();
    let mut leave = |pairs: &mut Vec<Pair>, next: Option<&usize>| {
        let end = next.and_then(|at| of_new[*at]).unwrap_or(old.len());
        while let Some(at) = gone.next_if(|at| *at < end) {
            pairs.push(Pair::of(Some(at), None));
        }
    };
    leave(&mut pairs, kept.peek());
    for (at, before) in of_new.iter().enumerate() {
        let is_kept = kept.next_if_eq(&at).is_some();
        pairs.push(Pair {
            old: *before,
            new: Some(at),
            moved: before.is_some() && !is_kept,
        });
        if is_kept {
            leave(&mut pairs, kept.peek());
        }
    }
    pairs
}

/// The places of a longest run of rising numbers, by patience sorting: n log n steps.
fn longest_rise(numbers: &[Option<usize>]) -> Vec<usize> {
    let number = |at: &usize| numbers[*at];
    // Where the run of each length ends that ends lowest; and what stands before each place in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for at in (0..numbers.len()).filter(|at| numbers[*at].is_some()) {
        let length = ends.partition_point(|end| number(end) < number(&at));
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run: Vec<usize> =
        std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    run.reverse();
    run
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
    use std::cell::Cell;
    use std::hash::{Hash, Hasher};

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

    /// Counts how often it is compared and hashed.
    struct Counted<'c>(usize, &'c Cell<usize>);

    impl PartialEq for Counted<'_> {
        fn eq(&self, other: &Self) -> bool {
            self.1.set(self.1.get() + 1);
            self.0 == other.0
        }
    }

    impl Eq for Counted<'_> {}

    impl Hash for Counted<'_> {
        fn hash<H: Hasher>(&self, state: &mut H) {
            self.1.set(self.1.get() + 1);
            self.0.hash(state);
        }
    }

    /// Rows that all went, all came, stand the other way round or are shuffled cost as much each.
    #[test]
    fn pairing_is_linear() {
        let orders: [fn(usize, usize) -> usize; 4] = [
            |at, _| at,
            |at, count| count + at,
            |at, count| count - 1 - at,
            |at, count| at * 7919 % count,
        ];
        for order in orders {
            let count = |rows: usize| {
                let counter = Cell::new(0);
                let old: Vec<_> = (0..rows).map(|at| Counted(at, &counter)).collect();
                let new: Vec<_> = (0..rows)
                    .map(|at| Counted(order(at, rows), &counter))
                    .collect();
                by_key(&old, &new);
                counter.get()
            };
            assert!(count(3000) <= 5 * 3000, "{}", count(3000));
        }
    }

    #[test]
    fn one_that_stands_twice_is_paired_once() {
        let (old, new) = (["a", "b", "a"], ["a", "a", "a"]);
        assert_eq!(show(&by_key(&old, &new)), ["00", "1-", "21", "-2"]);
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
