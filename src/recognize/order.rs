//! Finds parts one after another, as they are read.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::letters::Letters;
use super::wanted::{Sheets, Step, Wanted};
use crate::pages::{PartId, PartKind};

/// How much farther on a part may begin that is not where it should be.
const FARTHEST: usize = 6_000;
/// What is shorter than that is found by chance.
const LEAST: usize = 6;
/// Letters over, within or before a part that is found although not all of it agrees.
const OVER: usize = 40;

/// No head of a table takes more tries to be put in order.
const MOST_TRIES: usize = 10_000;

/// Looks for parts among the letters that no part has, from where the last one ended.
pub(super) struct Search<'l> {
    letters: &'l mut Letters,
    /// The free letters, and which of them comes next.
    free: Vec<usize>,
    next: usize,
}

/// Which free letter each wanted one is; nothing for one that is not there.
type Found = Vec<Option<usize>>;

impl<'l> Search<'l> {
    pub(super) fn new(letters: &'l mut Letters) -> Self {
        let free = letters.free();
        Self {
            letters,
            free,
            next: 0,
        }
    }

    pub(super) fn step(&mut self, step: &Step) -> Option<PartId> {
        match step {
            Step::Part(part) => {
                self.parts(&[part], None);
                None
            }
            Step::Table(sheets) => {
                self.table(sheets);
                None
            }
            Step::Chart { number, words, .. } => {
                let words: Vec<&Wanted> = words.iter().collect();
                let found = self.find(&together(&words))?;
                let chart = self.letters.part(PartKind::Chart, *number, None);
                self.take(&words, &found, Some(chart));
                Some(chart)
            }
        }
    }

    /// Parts that stand one behind another; whether any of them was found.
    fn parts(&mut self, wanted: &[&Wanted], within: Option<PartId>) -> bool {
        let found = self.find(&together(wanted));
        if let Some(found) = &found {
            self.take(wanted, found, within);
        }
        found.is_some()
    }

    fn said(&self, at: usize) -> Option<char> {
        let place = self.free.get(at)?;
        Some(self.letters.all[*place].said)
    }

    fn is_said(&self, at: usize, wanted: &[char]) -> bool {
        let mut letters = (at..).zip(wanted);
        letters.all(|(at, wanted)| self.said(at) == Some(*wanted))
    }

    /// Where letters are: next, or nearly so next, or farther on.
    fn find(&self, wanted: &[char]) -> Option<Found> {
        if wanted.is_empty() {
            return None;
        }
        let exact = |from: usize| -> Found { (from..from + wanted.len()).map(Some).collect() };
        if self.is_said(self.next, wanted) {
            return Some(exact(self.next));
        }
        if let Some(found) = self.nearly(wanted) {
            return Some(found);
        }
        let is_long = wanted.len() >= LEAST;
        let mut farther = self.next..self.next + if is_long { FARTHEST } else { OVER };
        let at = farther.find(|at| self.is_said(*at, wanted));
        at.map(exact)
    }

    /// Letters that are next but for some that are others, over or missing.
    fn nearly(&self, wanted: &[char]) -> Option<Found> {
        if wanted.len() < LEAST {
            return None;
        }
        let window = self.next..(self.next + wanted.len() + OVER).min(self.free.len());
        let here: Vec<char> = window.filter_map(|at| self.said(at)).collect();
        let mut found: Found = vec![None; wanted.len()];
        let mut count = 0;
        for operation in capture_diff_slices(Algorithm::Myers, wanted, &here) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = operation
            {
                count += len;
                for at in 0..len {
                    found[old_index + at] = Some(self.next + new_index + at);
                }
            }
        }
        (count * 10 >= wanted.len() * 7).then_some(found)
    }

    /// Gives each part what is between its first and its last letter.
    fn take(&mut self, wanted: &[&Wanted], found: &Found, within: Option<PartId>) {
        let mut from = 0;
        for part in wanted {
            let own = &found[from..from + part.letters.len()];
            from += part.letters.len();
            let places: Vec<usize> = own.iter().copied().flatten().collect();
            let (Some(first), Some(last)) = (places.first(), places.last()) else {
                continue;
            };
            let id = self.letters.part(part.kind, part.number, within);
            for mark in part.marks.iter().filter_map(|mark| own[*mark]) {
                let note = self.letters.part(PartKind::FootnoteMark, 0, Some(id));
                self.letters.owners[self.free[mark]] = Some(note);
            }
            for at in *first..=*last {
                self.letters.owners[self.free[at]].get_or_insert(id);
            }
        }
        if let Some(last) = found.iter().copied().flatten().max() {
            self.next = last + 1;
        }
    }

    fn table(&mut self, sheets: &Sheets) {
        let mut table = None;
        for row in &sheets.rows {
            if let Some(sheet) = self.sheet(sheets) {
                table = Some(sheet);
            }
            let row: Vec<&Wanted> = row.iter().collect();
            let within = match table {
                Some(table) => table,
                None => *table.insert(self.letters.part(PartKind::Table, sheets.number, None)),
            };
            self.parts(&row, Some(within));
        }
        // A table that is to be filled in by hand may have a head alone.
        if sheets.rows.is_empty() {
            self.sheet(sheets);
        }
    }

    /// The line of the unit and the heads of a table, where they come next.
    fn sheet(&mut self, sheets: &Sheets) -> Option<PartId> {
        let before = self.next;
        let unit = sheets
            .unit
            .as_ref()
            .filter(|unit| self.is_said(self.next, &unit.letters));
        self.next += unit.map_or(0, |unit| unit.letters.len());
        let order = self.heads(&sheets.heads);
        let from = self.next;
        self.next = before;
        let order = order?;
        if let Some(unit) = unit {
            self.parts(&[unit], None);
        }
        let table = self.letters.part(PartKind::Table, sheets.number, None);
        debug_assert_eq!(self.next, from, "the heads are where they were found");
        self.parts(&order, Some(table));
        Some(table)
    }

    /// The heads in the order in which they come next: one that reaches down over several rows may be
    /// drawn after those beside it.
    fn heads<'w>(&self, heads: &'w [Wanted]) -> Option<Vec<&'w Wanted>> {
        let mut order = Vec::new();
        let mut tries = MOST_TRIES;
        let found = self.ordered(
            &heads.iter().collect::<Vec<_>>(),
            self.next,
            &mut order,
            &mut tries,
        );
        (found && !order.is_empty()).then_some(order)
    }

    /// Puts those that are left in an order in which the letters from here on say them. One head may
    /// begin as another does, so that only what follows tells which it was.
    fn ordered<'w>(
        &self,
        left: &[&'w Wanted],
        at: usize,
        order: &mut Vec<&'w Wanted>,
        tries: &mut usize,
    ) -> bool {
        if left.is_empty() {
            return true;
        }
        for (index, head) in left.iter().enumerate() {
            // Of several that say the same the first column's comes first.
            let is_again = left[..index].iter().any(|one| one.letters == head.letters);
            if is_again || *tries == 0 || !self.is_said(at, &head.letters) {
                continue;
            }
            *tries -= 1;
            let mut others = left.to_vec();
            others.remove(index);
            order.push(head);
            if self.ordered(&others, at + head.letters.len(), order, tries) {
                return true;
            }
            order.pop();
        }
        false
    }
}

fn together(wanted: &[&Wanted]) -> Vec<char> {
    let letters = wanted.iter().flat_map(|part| part.letters.iter().copied());
    letters.collect()
}
