//! What comments in cells are on.

use std::collections::HashMap;

use super::Tables;
use crate::remarks::Anchor;
use crate::review::Desk;

/// The cells of the file by their paragraphs, for comments.
pub(in crate::review) struct Cells(HashMap<usize, (String, Anchor)>);

impl Cells {
    pub fn of(desk: &Desk, tables: &Tables) -> Self {
        let mut cells = HashMap::new();
        for pair in tables.pairs(desk.returned) {
            for at in pair.places() {
                let row = at.now.and_then(|(row, column)| {
                    let row = pair
                        .now
                        .table
                        .rows
                        .get(row.checked_sub(pair.now_heads())?)?;
                    Some((row.key.as_str(), row.cells.get(column)?.text.as_str()))
                });
                let (key, text) = row.unwrap_or_default();
                let head = pair.sent.table.head_of(at.column);
                let subject = Anchor::of_cell(&pair.now.id, key, &head, text);
                let of_cell = at.cell.paragraphs.iter();
                cells.extend(of_cell.map(|of| (of.id, (at.place.clone(), subject.clone()))));
            }
        }
        Self(cells)
    }

    pub fn subject(&self, paragraph: usize) -> Option<(String, Anchor)> {
        self.0.get(&paragraph).cloned()
    }
}
