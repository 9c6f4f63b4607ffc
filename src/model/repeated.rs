//! Columns that are written out once for each item of a list: for each audit year.

use super::{Carried, Column, Content, Group, Placed};
use crate::key::Epoch;
use crate::language::{Formula, Piece, Term, Wording};

use super::names::ITEM_WORD;

impl Group {
    /// The columns, every block of repeated ones written out once for each item, in order.
    pub fn columns_for(&self, items: &[String]) -> Vec<Column> {
        let mut columns = Vec::new();
        let mut rest = self.columns.as_slice();
        while let Some(first) = rest.first() {
            let length = rest
                .iter()
                .position(|column| column.repeated != first.repeated)
                .unwrap_or(rest.len());
            let (block, after) = rest.split_at(length);
            if first.repeated {
                for item in items {
                    columns.extend(block.iter().map(|column| self.for_item(column, item)));
                }
            } else {
                columns.extend(block.iter().map(|column| self.gathered(column, items)));
            }
            rest = after;
        }
        columns
    }

    fn for_item(&self, column: &Column, item: &str) -> Column {
        let own_name = |name: &str| {
            let (before, name) = match Epoch::split(name) {
                Some((epoch, name)) => (format!("{}.", epoch.name()), name),
                None => (String::new(), name),
            };
            let own = if self.repeated_columns().any(|other| other.key == name) {
                repeated_key(name, item)
            } else {
                name.to_owned()
            };
            before + &own
        };
        Column {
            key: repeated_key(&column.key, item),
            label: column.label.replace("{each}", item),
            head: column
                .head
                .iter()
                .map(|head| Placed::new(filled(&head.value, item), head.place.clone()))
                .collect(),
            content: match &column.content {
                Content::Derived(measure, formula) => {
                    Content::Derived(measure.clone(), formula.map_names(&own_name))
                }
                other => other.clone(),
            },
            carried: column.carried.as_ref().map(|carried| Carried {
                from: carried.from.map_names(&own_name),
                opening: carried.opening.map_names(&own_name),
                relation: carried.relation,
                within_year: carried.within_year,
                plus: carried.plus.clone(),
            }),
            ..column.clone()
        }
    }

    /// A column whose formula may gather repeated ones: `found_*`.
    fn gathered(&self, column: &Column, items: &[String]) -> Column {
        let Content::Derived(measure, formula) = &column.content else {
            return column.clone();
        };
        let keys: Vec<String> = self
            .repeated_columns()
            .flat_map(|column| items.iter().map(|item| repeated_key(&column.key, item)))
            .collect();
        let all = |terms: &[Term]| {
            terms
                .iter()
                .flat_map(|term| written_out(term, &keys))
                .collect()
        };
        let formula = match formula {
            Formula::Sum(terms) => Formula::Sum(all(terms)),
            Formula::Ratio { part, base } => Formula::Ratio {
                part: all(part),
                base: all(base),
            },
            rank @ Formula::Rank { .. } => rank.clone(),
        };
        Column {
            content: Content::Derived(measure.clone(), formula),
            ..column.clone()
        }
    }
}

impl Column {
    /// Whether it is a repeated column of this key, written out for one item.
    pub fn is_item_of(&self, key: &str) -> bool {
        let rest = self.key.strip_prefix(key);
        self.repeated && rest.is_some_and(|rest| rest.starts_with('_'))
    }
}

impl Placed<Formula> {
    fn map_names(&self, change: impl FnMut(&str) -> String) -> Self {
        Self::new(self.value.map_names(change), self.place.clone())
    }
}

/// The key of a repeated column for one item: `found_2019`.
pub fn repeated_key(key: &str, item: &str) -> String {
    format!("{key}_{item}")
}

fn written_out(term: &Term, keys: &[String]) -> Vec<Term> {
    let Some(prefix) = term.name.strip_suffix('*') else {
        return vec![term.clone()];
    };
    keys.iter()
        .filter(|key| key.starts_with(prefix))
        .map(|key| Term {
            weight: term.weight.clone(),
            name: key.clone(),
        })
        .collect()
}

fn filled(wording: &Wording, item: &str) -> Wording {
    Wording {
        pieces: wording
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Name { name, .. } if name == ITEM_WORD => Piece::Text(item.to_owned()),
                other => other.clone(),
            })
            .collect(),
    }
}
