//! What earlier periods said in columns of words: 合格, before it is 良好.

use crate::figures::Earlier;
use crate::input::{GAP, Inputs, RowInput};
use crate::key::{Key, Name, Row};
use crate::model::{EarlierFigure, Group, Model};

/// A text of an earlier period, and the row of the input that it goes into.
struct Found<'m> {
    group: &'m str,
    row: Name,
    name: String,
    text: String,
}

/// Writes into every row what the templates look up of its words in earlier periods: as it is stated,
/// else as the period published it.
pub fn earlier_words(model: &Model, inputs: &mut Inputs, earlier: Earlier) {
    let mut found: Vec<Found> = Vec::new();
    for (figure, group) in model.earlier_words() {
        let then = earlier.of(figure.epoch);
        let others = then.map(|then| then.rows_of(group));
        let published = |row: &RowInput| {
            let others = others.as_ref()?;
            let text = others
                .same_as(row)
                .and_then(|row| row.texts.get(&figure.column));
            Some(text.cloned().unwrap_or_default())
        };
        for row in inputs.of(group).typed_rows() {
            let is_there = !inputs.without.contains(&figure.epoch);
            let stated = inputs.earlier_words.get(&key(figure, group, row));
            let text = match stated {
                _ if !is_there => String::new(),
                Some(stated) => stated.value.clone(),
                None => published(row).unwrap_or_else(|| unknown(figure, row)),
            };
            found.push(Found {
                group: &group.key,
                row: Name::clone(&row.key),
                name: format!("{}.{}", figure.epoch.name(), figure.column),
                text,
            });
        }
    }
    for Found {
        group,
        row,
        name,
        text,
    } in found
    {
        let rows = inputs.groups.get_mut(group).map(|input| &mut input.rows);
        if let Some(row) = rows.and_then(|rows| rows.get_mut(&row)) {
            row.earlier.insert(name, text);
        }
    }
}

/// What nobody knows is open, where anything asks for it.
fn unknown(figure: &EarlierFigure, row: &RowInput) -> String {
    if figure.is_asked_of(&row.key) {
        GAP.to_owned()
    } else {
        String::new()
    }
}

fn key(figure: &EarlierFigure, group: &Group, row: &RowInput) -> Key {
    let key = Key {
        group: group.key.as_str().into(),
        row: Row::Of(Name::clone(&row.key)),
        column: figure.column.as_str().into(),
    };
    key.of_epoch(figure.epoch)
}
