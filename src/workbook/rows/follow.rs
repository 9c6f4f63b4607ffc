//! What names rows elsewhere in an input, once they went or have other numbers.

use std::collections::BTreeMap;

use super::blocks::record_of;
use super::names::without_epoch;
use super::{Ledger, patched};
use crate::input::Inputs;
use crate::model::Model;

/// What became of rows in an input that has them no more, or elsewhere.
#[derive(Debug, Default)]
pub struct Changed {
    /// Rows that went: their group, and what the input called them.
    pub gone: Vec<(String, String)>,
    /// Of groups of records, the number that each has now, by the one that it had; nothing: it went.
    pub records: BTreeMap<String, Vec<Option<usize>>>,
}

impl Changed {
    fn is_nothing(&self) -> bool {
        self.gone.is_empty() && self.records.is_empty()
    }

    /// What number a record has now; nothing where it went.
    fn number(&self, list: &str, was: usize) -> Option<usize> {
        let numbers = self.records.get(list);
        let now = numbers.and_then(|numbers| numbers.get(was.checked_sub(1)?));
        now.copied().unwrap_or(Some(was))
    }

    fn is_gone(&self, figure: &str) -> bool {
        let figure = without_epoch(figure);
        let mut rows = self.gone.iter();
        let mut lists = self.records.keys();
        rows.any(|(group, row)| figure.starts_with(&format!("{group}.{row}.")))
            || lists.any(|list| {
                let record = record_of(figure, list);
                record.is_some_and(|was| self.number(list, was).is_none())
            })
    }
}

/// The input's text in which what was accepted of such rows, or restated, is gone with them, and figures of
/// records are named by their new numbers. Nothing where it can't be read.
pub fn follow(text: &str, years: (&Model, &Inputs), changed: &Changed) -> Option<String> {
    if changed.is_nothing() {
        return Some(text.to_owned());
    }
    let ledger = Ledger::of(text, years).ok()?;
    let mut patches = ledger.without_marks(|figure| changed.is_gone(figure));
    for list in changed.records.keys() {
        let number = |was: usize| changed.number(list, was).unwrap_or(was);
        patches.extend(ledger.renumbered(list, number));
    }
    Some(patched(text, patches))
}
