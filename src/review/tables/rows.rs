//! Rows that only one of the two has.

use super::pair::Pair;
use super::{EditKind, Found, Matter, OfTables, Since, Site, site_of};
use crate::review::Desk;

impl Desk<'_> {
    /// Rows that only one of the two has.
    pub(super) fn lone_rows(&self, pair: &Pair, told: &mut OfTables) {
        for own in (0..pair.own.len()).filter(|own| !pair.pairs.iter().any(|(at, _)| at == own)) {
            if own >= pair.heads() || pair.columns.is_whole() {
                self.missing_row(pair, own, told);
            }
        }
        let known: Vec<usize> = (0..pair.own.len())
            .filter_map(|own| pair.row_now(own))
            .collect();
        let mut new: Vec<usize> = (pair.now_heads()..pair.now_heads() + pair.now.table.rows.len())
            .filter(|row| !known.contains(row))
            .collect();
        for other in 0..pair.theirs.len() {
            let texts = &pair.theirs[other].texts;
            let is_blank = texts.iter().all(String::is_empty);
            // A head that a program repeats on every sheet.
            let is_head = other < pair.heads() || pair.own[..pair.heads()].contains(texts);
            if !is_blank && !is_head && !pair.pairs.iter().any(|(_, at)| *at == other) {
                self.added_row(pair, other, &mut new, told);
            }
        }
        told.since.extend(new.into_iter().map(|row| Since {
            place: pair.now.label(),
            before: String::new(),
            now: pair.texts_now(row).join(" "),
            is_in_file: false,
        }));
    }

    fn missing_row(&self, pair: &Pair, own: usize, told: &mut OfTables) {
        let before = pair.pairs.iter().rev().find(|(at, _)| *at < own);
        let before = before.map(|(_, other)| *other);
        let at = before.map_or(0, |at| at + 1);
        let place = format!("{}第{at}行之后", pair.now.label());
        let old = pair.own[own].join(" ");
        let Some(row) = pair.row_now(own) else {
            told.since.push(Since {
                place,
                before: old,
                now: String::new(),
                is_in_file: true,
            });
            return;
        };
        let texts = pair.texts_now(row);
        let is_moved = pair.columns.is_whole() && texts != pair.own[own];
        let gone = pair.table.gone.iter().filter(|(of, _)| *of == at);
        let row_before = before
            .and_then(|at| pair.table.rows.get(at))
            .or(pair.table.rows.first());
        let paragraph = match row_before.map(site_of) {
            Some(Site::Row(first, _)) => first,
            _ => 0,
        };
        let name = pair.name(own);
        let matter = match row.checked_sub(pair.now_heads()) {
            Some(row) => self.removal(pair.now, row, &name),
            None => Matter::new(EditKind::Fixed, "少了一行表头").advise("表头由模板定"),
        };
        let found = Found {
            by: gone.map(|(_, gone)| gone.by).collect(),
            clash: is_moved.then(|| texts.join(" ")),
            ..Found::of_table(
                place,
                [old, String::new()],
                Site::Gone(paragraph, format!("{} {own}", pair.now.id)),
            )
        };
        told.edits.push(self.edit(found, matter));
    }

    fn added_row(&self, pair: &Pair, other: usize, new: &mut Vec<usize>, told: &mut OfTables) {
        let row = &pair.table.rows[other];
        let theirs = &pair.theirs[other];
        let column = pair.now.table.name_column();
        let name = pair.columns.pairs.iter().position(|(at, _)| *at == column);
        let name = name
            .and_then(|at| theirs.texts.get(at))
            .cloned()
            .unwrap_or_default();
        let place = format!("{}第{}行", pair.now.label(), other + 1);
        let words = theirs.texts.join(" ");
        let is_it =
            |row: &usize| !name.is_empty() && pair.texts_now(*row).get(column) == Some(&name);
        let found = new.iter().position(is_it).map(|at| new.remove(at));
        let now = found.map(|row| pair.texts_now(row).join(" "));
        if now.as_ref() == Some(&words) {
            told.since.push(Since {
                place,
                before: String::new(),
                now: words,
                is_in_file: true,
            });
            return;
        }
        let matter = self.addition(pair, other, &name);
        let found = Found {
            by: row.by.into_iter().collect(),
            clash: now,
            ..Found::of_table(place, [String::new(), words], site_of(row))
        };
        told.edits.push(self.edit(found, matter));
    }
}
