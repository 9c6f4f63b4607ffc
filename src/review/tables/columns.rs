//! Columns of a table that were put into the file or taken out of it.

use super::pair::Pair;
use super::pairing::paired;
use super::{Edit, EditKind, Found, Matter, Site};
use crate::notice::Table as Own;
use crate::returned::Table;
use crate::review::Desk;
use crate::review::letters::bare;

/// Which columns of a table of the file are which of the one that was sent.
pub(super) struct Columns {
    /// Of the one that was sent, and of the file.
    pub pairs: Vec<(usize, usize)>,
    /// How many cells a row of the file has.
    pub count: usize,
    /// How many columns the table had that was sent.
    own: usize,
}

impl Columns {
    pub fn of(sent: &Own, table: &Table) -> Self {
        let own = sent.columns.len();
        let rows = table.rows.get(sent.head.len()..).unwrap_or_default();
        let lengths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
        let often = |length: &usize| lengths.iter().filter(|of| *of == length).count();
        let usual = lengths
            .iter()
            .copied()
            .max_by_key(|of| (often(of), *of == own));
        let count = usual.unwrap_or(own);
        let pairs = if count == own {
            (0..own).map(|at| (at, at)).collect()
        } else {
            let of_sent = |at: usize| -> Vec<String> {
                sent.rows
                    .iter()
                    .map(|row| bare(&row.cells[at].text))
                    .collect()
            };
            let whole = rows.iter().filter(|row| row.cells.len() == count);
            let whole: Vec<_> = whole.collect();
            let of_file = |at: usize| -> Vec<String> {
                whole
                    .iter()
                    .map(|row| bare(&row.cells[at].text()))
                    .collect()
            };
            let ours: Vec<Vec<String>> = (0..own).map(of_sent).collect();
            let theirs: Vec<Vec<String>> = (0..count).map(of_file).collect();
            paired(own, count, &|one, other| common(&ours[one], &theirs[other]))
        };
        Self { pairs, count, own }
    }

    pub fn is_whole(&self) -> bool {
        self.count == self.own && self.pairs.len() == self.own
    }
}

/// How many cells two columns have in common, in per mille of the longer one.
fn common(one: &[String], other: &[String]) -> usize {
    let mut left: Vec<&String> = other.iter().collect();
    let common = one.iter().filter(|text| {
        let found = left.iter().position(|of| of == text);
        found.map(|at| left.swap_remove(at)).is_some()
    });
    1000 * common.count() / one.len().max(other.len()).max(1)
}

impl Desk<'_> {
    /// Columns that only one of the two has: they are the templates'.
    pub(super) fn columns(&self, pair: &Pair, edits: &mut Vec<Edit>) {
        if pair.columns.is_whole() {
            return;
        }
        let first = pair.table.rows.first().and_then(|row| row.cells.first());
        let first = first
            .and_then(|cell| cell.paragraphs.first())
            .map_or(0, |of| of.id);
        let mut tell = |words: [String; 2], matter: Matter, name: String| {
            let found = Found::of_table(pair.now.label(), words, Site::Gone(first, name));
            edits.push(self.edit(found, matter));
        };
        let group = self.ground.model.group(&pair.now.id);
        let table = self.ground.model.table(&pair.now.id);
        let of_group = group.map(|group| group.place.clone());
        let file = of_group.or_else(|| table.map(|table| table.title.place.clone()));
        let named = file.as_ref().map(|place| self.ground.at(place).file);
        let advice = format!(
            "表的列由模板定{}；只改 Word 没有用，要增减列，请改那里",
            named.map_or_else(String::new, |file| format!("（{file}）"))
        );
        for at in (0..pair.sent.table.columns.len())
            .filter(|at| !pair.columns.pairs.iter().any(|(one, _)| one == at))
        {
            let head = pair.sent.table.head_of(at);
            let column = pair.column_now(at);
            let column = column.and_then(|at| super::cells::column_of(self.ground, pair.now, at));
            let place = column
                .map(|(_, column)| column.place.clone())
                .or_else(|| file.clone());
            let matter = Matter::new(EditKind::Table, format!("少了一列：{head}"));
            tell(
                [head.clone(), String::new()],
                matter.advise(&advice).at(place),
                head,
            );
        }
        for at in (0..pair.columns.count)
            .filter(|at| !pair.columns.pairs.iter().any(|(_, other)| other == at))
        {
            let cells = pair
                .table
                .rows
                .iter()
                .filter(|row| row.cells.len() == pair.columns.count);
            let words: Vec<String> = cells.map(|row| bare(&row.cells[at].text())).collect();
            let matter = Matter::new(EditKind::Table, "多了一列").advise(&advice);
            tell(
                [String::new(), words.join(" ")],
                matter.at(file.clone()),
                format!("+{at}"),
            );
        }
    }
}
