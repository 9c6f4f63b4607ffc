//! Names that mean something else already: a group, a row or a figure that bore one could not be
//! told from it.

use crate::calendar::TimeForm;
use crate::key::{Epoch, TOTAL};
use crate::language::DAY_NAMES;

use super::{Group, ITEM_WORD, MERGED_WORD, Model, Rows};

/// What stands beside the groups at the top of an input.
const TOP: [&str; 22] = [
    "year",
    "half",
    "quarter",
    "month",
    "kind",
    "number",
    "date",
    "sample",
    "seal",
    "copy_number",
    "secrecy",
    "urgency",
    "signers",
    "note",
    "attended",
    "excused",
    "observing",
    "copies",
    "none",
    "background_years",
    "accept",
    "restated",
];

impl Model {
    /// What a group can't be called, since the input means something else by it.
    pub fn is_reserved_for_input(&self, key: &str) -> bool {
        TOP.contains(&key) || Epoch::named(key).is_some() || key == TOTAL || self.set(key).is_some()
    }
}

/// What a column, a single figure or a text can't be called: a hole of that name says something
/// else. (`label` is the one that a table may
/// give: it names the row.)
pub fn is_reserved_in_rows(key: &str) -> bool {
    let names = [TOTAL, "name", "short", ITEM_WORD, MERGED_WORD];
    names.contains(&key)
        || DAY_NAMES.contains(&key)
        || TimeForm::named(key).is_some()
        || Epoch::named(key).is_some()
}

impl Group {
    /// What else than rows of a set stands in the group's table of the input, and what it is there.
    pub fn beside_rows(&self) -> Vec<(&str, String)> {
        let single = self
            .scalars
            .iter()
            .map(|scalar| (scalar.key.as_str(), &scalar.label));
        let texts = self
            .texts
            .iter()
            .map(|text| (text.key.as_str(), &text.label));
        let each = self
            .each
            .iter()
            .map(|each| (each.key.as_str(), &each.label));
        let named = single.chain(texts).chain(each);
        let mut beside: Vec<_> = named
            .map(|(key, label)| (key, format!("“{}”里“{label}”一项的名称", self.label)))
            .collect();
        if let Rows::Set { extra, .. } = &self.rows {
            let rows = extra.iter().map(|row| row.key.as_str());
            beside.extend(rows.map(|key| (key, format!("“{}”里另有的一行", self.label))));
        }
        beside
    }
}
