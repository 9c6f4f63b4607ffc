//! Cells that say otherwise.

use super::pair::{At, Pair};
use super::{EditKind, Found, Matter, OfTables, Since, Site, site_of};
use crate::key::{Key, Row as KeyRow};
use crate::model::{Column, Content};
use crate::notice::{Annex, RowKind, TableColumn};
use crate::pipeline::Year;
use crate::returned::{Cell, Spot};
use crate::review::put::Put;
use crate::review::{Desk, Ground};
use crate::workbook::Target;

impl Desk<'_> {
    pub(super) fn cells(&self, pair: &Pair, told: &mut OfTables) {
        for (own, other) in &pair.pairs {
            self.of_other_length(pair, (*own, *other), told);
        }
        for at in pair.places() {
            self.of_cell(pair, &at, told);
        }
    }

    /// A row that has other cells than its table has columns.
    fn of_other_length(&self, pair: &Pair, (own, other): (usize, usize), told: &mut OfTables) {
        let (ours, theirs) = (&pair.own[own], &pair.theirs[other]);
        let is_head = own < pair.heads();
        let is_told = is_head && !pair.columns.is_whole();
        let is_known = ours.len() == theirs.texts.len() && (is_head || theirs.is_whole);
        if is_told || is_known || ours.concat() == theirs.texts.concat() {
            return;
        }
        let matter = Matter::new(EditKind::Table, pair.name(own))
            .advise("这一行的格数变了（合并或拆分了格），逐格没有比；请对照着改");
        let found = Found::of_table(
            format!("{}第{}行", pair.now.label(), other + 1),
            [ours.join(" "), theirs.texts.join(" ")],
            site_of(&pair.table.rows[other]),
        );
        told.edits.push(self.edit(found, matter));
    }

    fn of_cell(&self, pair: &Pair, at: &At, told: &mut OfTables) {
        let now = at
            .now
            .and_then(|(row, column)| pair.texts_now(row).get(column).cloned());
        let [old, new] = at.words;
        let is_moved = now.as_deref() != Some(old);
        let is_in_file = now.as_deref() == Some(new);
        let now = now.unwrap_or_else(|| "（没有这一格了）".to_owned());
        if old == new || is_in_file {
            if is_moved {
                told.since.push(Since {
                    place: at.place.clone(),
                    before: old.to_owned(),
                    now,
                    is_in_file: old != new,
                });
            }
            return;
        }
        let matter = match at.now {
            Some((row, cell)) if at.is_head => self.of_head_cell(pair, (row, cell)),
            Some((row, column)) => self.of_body_cell(pair, (row, column), (old, new), at.cell),
            None => Matter::new(EditKind::Table, "表格"),
        };
        let paragraph = at.cell.paragraphs.first();
        let found = Found {
            by: hands(at.cell),
            clash: is_moved.then_some(now),
            ..Found::of_table(
                at.place.clone(),
                [old.to_owned(), new.to_owned()],
                Site::Letters(Spot {
                    paragraph: paragraph.map_or(0, |of| of.id),
                    from: 0,
                    to: paragraph.map_or(0, |of| of.letters.len()),
                }),
            )
        };
        told.edits.push(self.edit(found, matter));
    }

    fn of_head_cell(&self, pair: &Pair, (row, at): (usize, usize)) -> Matter {
        let cells = pair.now.table.head.get(row).into_iter().flatten();
        let mut cells = cells.filter(|cell| !cell.text.to_string().is_empty());
        let column = cells.nth(at).map(|cell| cell.column);
        let column = column.and_then(|column| column_of(self.ground, pair.now, column));
        let place = column.and_then(|(_, column)| Some(column.head.get(row)?.place.clone()));
        Matter::new(EditKind::Fixed, format!("{}表头", pair.now.label()))
            .advise("表头由模板定；只改 Word 没有用，下次生成又是模板的话")
            .at(place)
    }

    fn of_body_cell(
        &self,
        pair: &Pair,
        (row, at): (usize, usize),
        (old, new): (&str, &str),
        cell: &Cell,
    ) -> Matter {
        let annex = pair.now;
        let row = row - pair.now_heads();
        let Some(own) = annex.table.rows.get(row) else {
            return Matter::new(EditKind::Table, "表格");
        };
        if let Some(key) = own.cells.get(at).and_then(|cell| cell.figure.as_ref()) {
            return self.figure(key, old, new);
        }
        let kind = annex.table.columns.get(at);
        if matches!(kind, Some(TableColumn::Serial)) {
            return Matter::new(EditKind::Format, "序号").advise("序号由程序按次序编，不必改");
        }
        let Some((group, column)) = column_of(self.ground, annex, at) else {
            return self.of_row_name(annex, row, (old, new), kind);
        };
        let label = format!("{} {}", annex.table.name_of(own), column.label);
        if let Content::Chosen(_) = column.content {
            return Matter::new(EditKind::Verdict, label)
                .advise("与数据矛盾：这一格的话由本行的数据定，数据有误的，请改数据")
                .at(Some(column.place.clone()));
        }
        let mut matter = Matter::new(EditKind::Words, label);
        let Some(key) = row_key(annex, row, self.ground.year, group) else {
            return matter.refuse("找不到数据文件里是哪一行");
        };
        let key = Key {
            group: group.into(),
            row: KeyRow::Of(key.as_str().into()),
            column: column.key.as_str().into(),
        };
        let words = cell.text().trim().to_owned();
        matter.name = key.to_string();
        let texts = &self.ground.year.inputs.texts;
        let text = texts.iter().find(|text| text.name == matter.name);
        matter.place = text.map(|text| text.place.clone());
        matter.input = Some([old.to_owned(), words.clone()]);
        matter.put = Some(Put::Words {
            target: Target::Word(key),
            words,
        });
        matter
    }
}

/// Who changed something in a cell.
fn hands(cell: &Cell) -> Vec<usize> {
    let of = |paragraph: &crate::returned::Paragraph| {
        let gone = paragraph.gone.iter().map(|(_, gone)| gone.by);
        let put_in = paragraph.letters.iter().filter_map(|letter| letter.by);
        put_in.chain(gone).collect::<Vec<usize>>()
    };
    let mut hands: Vec<usize> = cell.paragraphs.iter().flat_map(of).collect();
    hands.sort_unstable();
    hands.dedup();
    hands
}

/// The column of a group that a column of its table is, and the group.
pub(super) fn column_of<'a>(
    ground: Ground<'a>,
    annex: &Annex,
    at: usize,
) -> Option<(&'a str, &'a Column)> {
    let group = ground.model.group(&annex.id)?;
    let is_before = |kind: &&TableColumn| {
        matches!(
            kind,
            TableColumn::Serial | TableColumn::Name | TableColumn::Outline
        )
    };
    let before = annex.table.columns.iter().take_while(is_before).count();
    let columns = ground.year.inputs.of(group).columns.iter();
    let mut printed = columns.filter(|column| !column.head.is_empty());
    Some((group.key.as_str(), printed.nth(at.checked_sub(before)?)?))
}

/// What the input calls a row of a table.
pub(super) fn row_key(annex: &Annex, row: usize, year: &Year, group: &str) -> Option<String> {
    let of = annex.table.rows.get(row)?;
    let mut figures = of.cells.iter().filter_map(|cell| cell.figure.as_ref());
    if let Some(name) = figures.find_map(|key| key.row_name().map(str::to_owned)) {
        return Some(name);
    }
    let input = year.inputs.groups.get(group)?;
    if input.rows.contains_key(of.key.as_str()) {
        return Some(of.key.clone());
    }
    let rows = annex.table.rows[..=row].iter();
    let typed = rows.filter(|row| row.kind == RowKind::Row).count();
    input
        .rows
        .keys()
        .nth(typed.checked_sub(1)?)
        .map(ToString::to_string)
}
