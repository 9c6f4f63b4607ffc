//! The lists of an input that name rows.

use toml_edit::{Array, DocumentMut, Item, Value};

use super::Listed;

/// The lists of a set: one, or one a group.
fn lists<'d>(document: &'d mut DocumentMut, set: &str) -> Vec<&'d mut Array> {
    match document.get_mut(set) {
        Some(Item::Value(Value::Array(array))) => vec![array],
        Some(item) => {
            let groups = item.as_table_like_mut().into_iter();
            let items = groups.flat_map(|table| table.iter_mut().map(|(_, item)| item));
            items.filter_map(Item::as_array_mut).collect()
        }
        None => Vec::new(),
    }
}

pub(super) fn list<'d>(document: &'d mut DocumentMut, listed: &Listed) -> Option<&'d mut Array> {
    let item = document.get_mut(&listed.set)?;
    match &listed.part {
        Some(part) => item.get_mut(part.as_str())?.as_array_mut(),
        None => item.as_array_mut(),
    }
}

pub(super) fn place_in(array: &Array, row: &str) -> Option<usize> {
    array.iter().position(|item| item.as_str() == Some(row))
}

/// Written as its neighbours are: on the same line, or on one of its own.
pub(super) fn insert(array: &mut Array, at: usize, row: &str) {
    let neighbour = array.get(
        at.min(array.len().saturating_sub(1))
            .max(usize::from(array.len() > 1)),
    );
    let prefix = neighbour.and_then(|item| item.decor().prefix()?.as_str());
    let prefix = prefix.unwrap_or(" ");
    let space = if prefix.contains('#') {
        "\n    "
    } else {
        prefix
    };
    let mut value = Value::from(row);
    value
        .decor_mut()
        .set_prefix(if at == 0 && !space.contains('\n') {
            ""
        } else if space.is_empty() {
            " "
        } else {
            space
        });
    if at == 0
        && !space.contains('\n')
        && let Some(first) = array.get_mut(0)
    {
        first.decor_mut().set_prefix(" ");
    }
    array.insert_formatted(at, value);
}

pub(super) fn unlist(document: &mut DocumentMut, set: &str, row: &str) {
    let mut emptied = false;
    for array in lists(document, set) {
        let Some(at) = place_in(array, row) else {
            continue;
        };
        let gone = array.remove(at);
        if let Some(first) = array.get_mut(0).filter(|_| at == 0) {
            let prefix = gone
                .decor()
                .prefix()
                .and_then(|of| of.as_str())
                .unwrap_or_default();
            first.decor_mut().set_prefix(prefix);
        }
        emptied = array.is_empty();
    }
    // A group of which nothing is left is none.
    if let Some(groups) = document
        .get_mut(set)
        .and_then(Item::as_table_like_mut)
        .filter(|_| emptied)
    {
        let empty: Vec<String> = groups
            .iter()
            .filter(|(_, item)| item.as_array().is_some_and(Array::is_empty))
            .map(|(key, _)| key.to_owned())
            .collect();
        for key in empty {
            groups.remove(&key);
        }
    }
}
