//! Changes of an input's text: comments, order and all else stay.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_edit::{DocumentMut, Item, Value};

use crate::model::Model;
use crate::workbook::Target;
use crate::workbook::apply::{set, set_words, words_at};

/// A change of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// Another value in place of one, as TOML writes it.
    Value {
        /// Which one.
        target: Target,
        /// As it is written.
        literal: String,
    },
    /// Other words in place of some of a text's.
    Part {
        /// The text.
        target: Target,
        /// Which bytes of it.
        range: Range<usize>,
        /// What stands there then.
        words: String,
    },
    /// All of a text.
    Words {
        /// Which one.
        target: Target,
        /// What it says.
        words: String,
    },
    /// The items of a list at the head of the input.
    List {
        /// Its key.
        key: String,
        /// All of them, in order; nothing: the item stays as it is.
        items: Vec<Option<String>>,
    },
}

impl Put {
    /// What is changed, so that two changes of one thing are known for such.
    pub fn target(&self) -> Target {
        match self {
            Self::Value { target, .. } | Self::Part { target, .. } | Self::Words { target, .. } => {
                target.clone()
            }
            Self::List { key, .. } => Target::Head(key.clone()),
        }
    }

    /// Whether both can't be so at once.
    pub fn contradicts(&self, other: &Self) -> bool {
        if self.target() != other.target() || self == other {
            return false;
        }
        match (self, other) {
            (Self::Part { range: one, .. }, Self::Part { range: two, .. }) => {
                one.start < two.end && two.start < one.end || one == two
            }
            (Self::List { items: one, .. }, Self::List { items: two, .. }) => {
                let mut pairs = one.iter().zip(two);
                one.len() != two.len()
                    || pairs.any(|(one, two)| one.is_some() && two.is_some() && one != two)
            }
            _ => true,
        }
    }
}

/// An input's text with changes; nothing where one has no place in it.
pub fn put(text: &str, model: &Model, puts: &[&Put]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let mut parts: BTreeMap<Target, Vec<(&Range<usize>, &str)>> = BTreeMap::new();
    for put in puts {
        match put {
            Put::Value { target, literal } => set(&mut document, model, target, literal)?,
            Put::Words { target, words } => set_words(&mut document, model, target, words)?,
            Put::Part {
                target,
                range,
                words,
            } => {
                let all = parts.entry(target.clone()).or_default();
                if !all.contains(&(range, words.as_str())) {
                    all.push((range, words));
                }
            }
            Put::List { key, items } => list(&mut document, key, items)?,
        }
    }
    for (target, mut edits) in parts {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut words = words_at(&document, model, &target)?;
        for (range, part) in edits.into_iter().rev() {
            words.get(range.clone())?;
            words.replace_range(range.clone(), part);
        }
        set_words(&mut document, model, &target, &words)?;
    }
    Some(document.to_string())
}

fn list(document: &mut DocumentMut, key: &str, items: &[Option<String>]) -> Option<()> {
    let array = document.get_mut(key).and_then(Item::as_array_mut)?;
    while array.len() > items.len() {
        array.remove(array.len() - 1);
    }
    for (at, item) in items.iter().enumerate() {
        let Some(item) = item else { continue };
        match array.get_mut(at) {
            Some(old) => {
                let decor = old.decor().clone();
                *old = Value::from(item.as_str());
                *old.decor_mut() = decor;
            }
            None => array.push(item.as_str()),
        }
    }
    Some(())
}
