//! Differences of tables, cell by cell; rows are paired by what they say, so that rows that were put in or
//! taken out shift nothing.

use std::collections::HashMap;

use super::flow::{Matched, bare, likeness};
use super::put::Put;
use super::text::Matter;
use super::{Desk, Edit, EditKind, Outcome};
use crate::key::{Key, Row as KeyRow};
use crate::model::{Column, Content, Model};
use crate::notice::{Annex, Notice, RowKind, Table as Own, TableColumn};
use crate::pipeline::Year;
use crate::remarks::{Anchor, Stamp};
use crate::returned::{Cell, Item, Returned, Row, Spot, Table};
use crate::workbook::Target;

/// Below this, in per mille, two tables or rows are not the same one changed.
const LEAST: usize = 250;
/// More pairs of rows than this are not tried.
const MOST_PAIRS: usize = 6_000_000;

/// The tables of a file.
fn tables(returned: &Returned) -> impl Iterator<Item = &Table> {
    returned.items.iter().filter_map(|item| match item {
        Item::Table(table) => Some(table),
        Item::Paragraph(_) => None,
    })
}

/// Which tables of the file are which of the notice, in their order.
pub(super) fn matched(notice: &Notice, returned: &Returned) -> Matched {
    let own: Vec<(usize, String)> = notice
        .all_tables()
        .enumerate()
        .filter(|(_, annex)| annex.has_table())
        .map(|(at, annex)| (at, rows_of(&annex.table).concat().concat()))
        .collect();
    let theirs: Vec<String> = tables(returned)
        .map(|table| {
            table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .map(|cell| bare(&cell.text()))
                .collect()
        })
        .collect();
    let score = |one: usize, other: usize| likeness(&own[one].1, &theirs[other]);
    let pairs = paired(own.len(), theirs.len(), &score);
    pairs
        .into_iter()
        .map(|(one, other)| (other, own[one].0))
        .collect()
}

/// What a table says, row by row: its head's own cells, then all cells of each row.
fn rows_of(table: &Own) -> Vec<Vec<String>> {
    let heads = table.head.iter().map(|row| {
        row.iter()
            .map(|cell| bare(&cell.text.to_string()))
            .filter(|text| !text.is_empty())
            .collect()
    });
    let rows = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| bare(&cell.text)).collect());
    heads.chain(rows).collect()
}

/// Pairs in order, so that they have most in common.
fn paired(one: usize, other: usize, score: &dyn Fn(usize, usize) -> usize) -> Vec<(usize, usize)> {
    if one.saturating_mul(other) > MOST_PAIRS {
        return (0..one.min(other)).map(|at| (at, at)).collect();
    }
    let mut scores = vec![vec![0_usize; other + 1]; one + 1];
    let mut alike = vec![vec![0_usize; other]; one];
    for (i, alike) in alike.iter_mut().enumerate().rev() {
        for j in (0..other).rev() {
            alike[j] = Some(score(i, j))
                .filter(|score| *score >= LEAST)
                .unwrap_or(0);
            let both = match alike[j] {
                0 => 0,
                score => score + scores[i + 1][j + 1],
            };
            scores[i][j] = both.max(scores[i + 1][j]).max(scores[i][j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < one && j < other {
        let best = scores[i][j];
        if alike[i][j] > 0 && best == alike[i][j] + scores[i + 1][j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best == scores[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// How much two rows have in common, in per mille; a row's name weighs more than a figure.
fn alike(own: &[String], theirs: &[String], name: usize) -> usize {
    if own.len() != theirs.len() {
        return likeness(&own.concat(), &theirs.concat()) / 2;
    }
    let same = own
        .iter()
        .zip(theirs)
        .filter(|(own, theirs)| own == theirs)
        .count();
    let is_named = own
        .get(name)
        .is_some_and(|own| !own.is_empty() && Some(own) == theirs.get(name));
    1000 * same / own.len().max(1) + 500 * usize::from(is_named)
}

/// A table of the file beside that of the notice.
struct Pair<'a> {
    annex: &'a Annex,
    table: &'a Table,
    own: Vec<Vec<String>>,
    /// Cells of head rows that only go on are left out.
    theirs: Vec<Vec<String>>,
    /// Which of the cells of the file each of these is.
    cells: Vec<Vec<usize>>,
    pairs: Vec<(usize, usize)>,
}

impl<'a> Pair<'a> {
    fn of(annex: &'a Annex, table: &'a Table) -> Self {
        let own = rows_of(&annex.table);
        let heads = annex.table.head.len();
        let (mut theirs, mut cells): (Vec<Vec<String>>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        for (at, row) in table.rows.iter().enumerate() {
            let texts: Vec<(usize, String)> = row
                .cells
                .iter()
                .map(|cell| bare(&cell.text()))
                .enumerate()
                .collect();
            let is_head = at < heads;
            let counts = |(at, text): &(usize, String)| {
                !is_head || !text.is_empty() && !row.cells.get(*at).is_some_and(|cell| cell.goes_on)
            };
            let kept: Vec<(usize, String)> = texts.into_iter().filter(counts).collect();
            cells.push(kept.iter().map(|(at, _)| *at).collect());
            theirs.push(kept.into_iter().map(|(_, text)| text).collect());
        }
        let name = annex.table.name_column();
        let score = |one: usize, other: usize| {
            // A head is no row, and a row no head.
            if (one < heads) == (other < heads) {
                alike(&own[one], &theirs[other], name)
            } else {
                0
            }
        };
        let same = own
            .iter()
            .zip(&theirs)
            .take_while(|(own, theirs)| own == theirs)
            .count();
        let rest = paired(own.len() - same, theirs.len() - same, &|one, other| {
            score(one + same, other + same)
        });
        let rest = rest
            .into_iter()
            .map(|(one, other)| (one + same, other + same));
        let pairs = (0..same).map(|at| (at, at)).chain(rest).collect();
        Self {
            annex,
            table,
            own,
            theirs,
            cells,
            pairs,
        }
    }

    fn heads(&self) -> usize {
        self.annex.table.head.len()
    }

    /// What a row is called; of the head, so.
    fn name(&self, own: usize) -> String {
        match own
            .checked_sub(self.heads())
            .and_then(|at| self.annex.table.rows.get(at))
        {
            Some(row) => self.annex.table.name_of(row).to_owned(),
            None => "表头".to_owned(),
        }
    }

    fn place(&self, own: usize, other: usize, column: usize) -> String {
        let label = self.annex.label();
        let head = if own < self.heads() {
            String::new()
        } else {
            self.annex.table.head_of(column)
        };
        let told = [self.name(own), head]
            .into_iter()
            .filter(|told| !told.is_empty());
        let told = told.collect::<Vec<_>>().join("　");
        format!("{label}第{}行第{}列（{told}）", other + 1, column + 1)
    }
}

impl Desk<'_> {
    fn pairs(&self, tables: &Matched) -> Vec<Pair<'_>> {
        let notice = &self.ground.year.notice;
        let annexes: Vec<&Annex> = notice.all_tables().collect();
        let mut pairs = Vec::new();
        for (at, table) in self::tables(self.returned).enumerate() {
            if let Some(number) = tables.get(&at) {
                pairs.push(Pair::of(annexes[*number], table));
            }
        }
        pairs
    }

    /// Everything that tables say otherwise.
    pub(super) fn tables(&self, tables: &Matched) -> Vec<Edit> {
        let mut edits = Vec::new();
        for pair in self.pairs(tables) {
            self.of_pair(&pair, &mut edits);
        }
        for (at, table) in self::tables(self.returned).enumerate() {
            let is_blank = table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .all(|cell| bare(&cell.text()).is_empty());
            if !tables.contains_key(&at) && !is_blank {
                let matter = Matter::new(EditKind::Table, "多出一张表")
                    .advise("通报里没有这张表；要印的，请在模板里加一张附件");
                let row = table.rows.first();
                let words = row.map(|row| {
                    row.cells
                        .iter()
                        .map(Cell::text)
                        .collect::<Vec<_>>()
                        .join(" ")
                });
                let spot = row.map(spot_of).unwrap_or_default();
                edits.push(self.row_edit(
                    "文件里".to_owned(),
                    [String::new(), words.unwrap_or_default()],
                    matter,
                    (spot, &[]),
                ));
            }
        }
        edits
    }

    fn of_pair(&self, pair: &Pair, edits: &mut Vec<Edit>) {
        let is_other =
            |(own, other): &&(usize, usize)| pair.own[*own].len() != pair.theirs[*other].len();
        let others = pair.pairs.iter().filter(is_other).count();
        if others * 2 > pair.pairs.len() {
            let matter = Matter::new(EditKind::Table, "列")
                .advise("表的列数变了，逐格没有比；列由模板定（figures 里的 columns）");
            let spot = pair.table.rows.first().map(spot_of).unwrap_or_default();
            edits.push(self.row_edit(
                pair.annex.label(),
                [String::new(), String::new()],
                matter,
                (spot, &[]),
            ));
            return;
        }
        for (own, other) in &pair.pairs {
            self.of_row(pair, (*own, *other), edits);
        }
        self.lone_rows(pair, edits);
    }

    /// Rows that only one of the two has.
    fn lone_rows(&self, pair: &Pair, edits: &mut Vec<Edit>) {
        const ADVICE: &str = "表的行由数据文件的名单或记录定；增减行，请改那里";
        let first = pair.table.rows.first().map(spot_of).unwrap_or_default();
        for own in 0..pair.own.len() {
            if pair.pairs.iter().any(|(at, _)| *at == own) {
                continue;
            }
            let matter = Matter::new(EditKind::Table, format!("少了一行：{}", pair.name(own)))
                .advise(ADVICE);
            let before = pair
                .pairs
                .iter()
                .rev()
                .find(|(at, _)| *at < own)
                .map(|(_, other)| *other);
            let row = before.and_then(|at| pair.table.rows.get(at));
            let spot = Spot {
                from: own + 1,
                to: own + 1,
                ..row.map_or(first, spot_of)
            };
            let place = format!(
                "{}第{}行之后",
                pair.annex.label(),
                before.map_or(0, |at| at + 1)
            );
            let at = before.map_or(0, |at| at + 1);
            let by: Vec<usize> = pair
                .table
                .gone
                .iter()
                .filter(|(of, _)| *of == at)
                .map(|(_, gone)| gone.by)
                .collect();
            let old = pair.own[own].join(" ");
            edits.push(self.row_edit(place, [old, String::new()], matter, (spot, &by)));
        }
        for other in 0..pair.theirs.len() {
            let is_blank = pair.theirs[other].iter().all(String::is_empty);
            // A head that a program repeats on every sheet.
            let is_head = pair.own[..pair.heads()].contains(&pair.theirs[other]);
            if is_blank || is_head || pair.pairs.iter().any(|(_, at)| *at == other) {
                continue;
            }
            let row = &pair.table.rows[other];
            let matter = Matter::new(EditKind::Table, "多了一行").advise(ADVICE);
            let place = format!("{}第{}行", pair.annex.label(), other + 1);
            let by: Vec<usize> = row.by.into_iter().collect();
            let new = pair.theirs[other].join(" ");
            edits.push(self.row_edit(place, [String::new(), new], matter, (spot_of(row), &by)));
        }
    }

    fn of_row(&self, pair: &Pair, (own, other): (usize, usize), edits: &mut Vec<Edit>) {
        let (ours, theirs) = (&pair.own[own], &pair.theirs[other]);
        let row = &pair.table.rows[other];
        if ours.len() != theirs.len() {
            if ours.concat() == theirs.concat() {
                return;
            }
            let matter =
                Matter::new(EditKind::Table, pair.name(own)).advise("这一行的格数变了，逐格没有比");
            let place = format!("{}第{}行", pair.annex.label(), other + 1);
            let words = [ours.join(" "), theirs.join(" ")];
            edits.push(self.row_edit(place, words, matter, (spot_of(row), &[])));
            return;
        }
        for (at, (old, new)) in ours.iter().zip(theirs).enumerate() {
            if old == new {
                continue;
            }
            let Some(cell) = pair.cells[other].get(at).and_then(|at| row.cells.get(*at)) else {
                continue;
            };
            let matter = match own.checked_sub(pair.heads()) {
                Some(row) => self.of_cell(pair, (row, at), (old, new), cell),
                None => self.of_head_cell(pair, (own, at)),
            };
            let mut hands: Vec<usize> = cell
                .paragraphs
                .iter()
                .flat_map(|paragraph| {
                    let gone = paragraph.gone.iter().map(|(_, gone)| gone.by);
                    paragraph
                        .letters
                        .iter()
                        .filter_map(|letter| letter.by)
                        .chain(gone)
                })
                .collect();
            hands.sort_unstable();
            hands.dedup();
            let column = if own < pair.heads() {
                pair.cells[other][at]
            } else {
                at
            };
            let place = pair.place(own, other, column);
            let paragraph = cell.paragraphs.first();
            let spot = Spot {
                paragraph: paragraph.map_or(0, |of| of.id),
                from: 0,
                to: paragraph.map_or(0, |of| of.letters.len()),
            };
            let words = [old.clone(), new.clone()];
            edits.push(self.row_edit(place, words, matter, (spot, &hands)));
        }
    }

    fn of_head_cell(&self, pair: &Pair, (own, at): (usize, usize)) -> Matter {
        let mut matter = Matter::new(EditKind::Fixed, format!("{}表头", pair.annex.label()))
            .advise("表头由模板定；只改 Word 没有用，下次生成又是模板的话");
        let cells = pair.annex.table.head.get(own).into_iter().flatten();
        let mut cells = cells.filter(|cell| !cell.text.to_string().is_empty());
        let column = cells.nth(at).map(|cell| cell.column);
        let found = column
            .and_then(|column| column_of(self.ground.model, self.ground.year, pair.annex, column));
        matter.place = found.and_then(|(_, column)| Some(column.head.get(own)?.place.clone()));
        matter
    }

    fn of_cell(
        &self,
        pair: &Pair,
        (row, at): (usize, usize),
        (old, new): (&str, &str),
        cell: &Cell,
    ) -> Matter {
        let annex = pair.annex;
        let Some(own) = annex.table.rows.get(row).and_then(|row| row.cells.get(at)) else {
            return Matter::new(EditKind::Table, pair.name(row));
        };
        if let Some(key) = &own.figure {
            return self.figure(key, old, new);
        }
        let kind = annex.table.columns.get(at);
        if matches!(kind, Some(TableColumn::Serial)) {
            return Matter::new(EditKind::Format, "序号").advise("序号由程序按次序编，不必改");
        }
        let found = column_of(self.ground.model, self.ground.year, annex, at);
        let Some((group, column)) = found else {
            let what = if matches!(kind, Some(TableColumn::Text)) {
                "要填的空格"
            } else {
                "行名"
            };
            return Matter::new(EditKind::Fixed, what)
                .advise("行名来自数据文件的名单或模板；只改 Word 没有用");
        };
        if let Content::Chosen(_) = column.content {
            let mut matter = Matter::new(
                EditKind::Verdict,
                format!("{} {}", pair.name(row + pair.heads()), column.label),
            )
            .advise("与数据矛盾：这一格的话由本行的数据定，数据有误的，请改数据");
            matter.place = Some(column.place.clone());
            return matter;
        }
        let label = format!("{} {}", pair.name(row + pair.heads()), column.label);
        let mut matter = Matter::new(EditKind::Words, label);
        let Some(key) = row_key(annex, row, self.ground.year, group) else {
            matter.refused.push("找不到数据文件里是哪一行".to_owned());
            return matter;
        };
        let key = Key {
            group: group.into(),
            row: KeyRow::Of(key.into()),
            column: column.key.as_str().into(),
        };
        let words = cell.text().trim().to_owned();
        matter.name = key.to_string();
        let texts = self.ground.year.inputs.texts.iter();
        matter.place = texts
            .filter(|text| text.name == matter.name)
            .map(|text| text.place.clone())
            .next();
        matter.input = Some([old.to_owned(), words.clone()]);
        matter.put = Some(Put::Words {
            target: Target::Word(key),
            words,
        });
        matter
    }

    fn row_edit(
        &self,
        place: String,
        [old, new]: [String; 2],
        matter: Matter,
        (spot, by): (Spot, &[usize]),
    ) -> Edit {
        let by = by
            .iter()
            .filter_map(|hand| self.returned.hands.get(*hand))
            .map(Stamp::from);
        Edit {
            kind: matter.kind,
            place,
            before: String::new(),
            old,
            new,
            after: String::new(),
            by: by.collect(),
            what: matter.what,
            name: matter.name,
            at: matter.place.as_ref().map(|place| self.ground.at(place)),
            input: matter.input,
            advice: matter.advice,
            outcome: if matter.refused.is_empty() {
                Outcome::Told
            } else {
                Outcome::Refused {
                    why: matter.refused,
                }
            },
            follows: Vec::new(),
            spot,
            put: matter.put,
        }
    }

    /// Where a table prints a figure.
    pub(super) fn cell_of_figure(&self, table: usize, name: &str) -> Option<String> {
        let annex = self.ground.year.notice.all_tables().nth(table)?;
        let heads = annex.table.head.len();
        for (at, row) in annex.table.rows.iter().enumerate() {
            let is_it = |cell: &crate::notice::Cell| {
                cell.figure
                    .as_ref()
                    .is_some_and(|key| key.to_string() == name)
            };
            if let Some(column) = row.cells.iter().position(is_it) {
                let told = format!(
                    "{}　{}",
                    annex.table.name_of(row),
                    annex.table.head_of(column)
                );
                return Some(format!(
                    "{}第{}行第{}列（{told}）",
                    annex.label(),
                    at + heads + 1,
                    column + 1
                ));
            }
        }
        None
    }

    /// Words in charts that are not those that are drawn.
    pub(super) fn drawn(&self) -> Vec<Edit> {
        const ADVICE: &str = "图是按数据画的，下次生成照数据重画；数据有误的，请改数据";
        let mut left: Vec<String> = self
            .expected
            .drawn
            .iter()
            .map(|words| bare(words))
            .collect();
        let all = left.len();
        let boxes = self.returned.boxes.iter().enumerate();
        let mut others = Vec::new();
        for (at, paragraph) in boxes.filter(|(at, _)| !self.flow.boxes.contains(at)) {
            let text = bare(&paragraph.text());
            match left.iter().position(|words| *words == text) {
                Some(found) => {
                    left.swap_remove(found);
                }
                None if !text.is_empty() => others.push(at),
                None => {}
            }
        }
        // A picture in place of shapes, or lines cut otherwise: nothing to be told.
        if left.len() * 2 > all || all == 0 {
            return Vec::new();
        }
        let edit = |at: usize| {
            let paragraph = &self.returned.boxes[at];
            let text = bare(&paragraph.text());
            let best = left.iter().max_by_key(|words| likeness(words, &text));
            let spot = Spot {
                paragraph: paragraph.id,
                from: 0,
                to: paragraph.letters.len(),
            };
            let matter = Matter::new(EditKind::Chart, "图里的字").advise(ADVICE);
            let hands: Vec<usize> = paragraph
                .letters
                .iter()
                .filter_map(|letter| letter.by)
                .take(1)
                .collect();
            self.row_edit(
                "图".to_owned(),
                [best.cloned().unwrap_or_default(), text],
                matter,
                (spot, &hands),
            )
        };
        if left.is_empty() {
            return Vec::new();
        }
        others.into_iter().map(edit).collect()
    }
}

fn spot_of(row: &Row) -> Spot {
    let paragraph = row.cells.iter().find_map(|cell| cell.paragraphs.first());
    Spot {
        paragraph: paragraph.map_or(0, |of| of.id),
        from: 0,
        to: 0,
    }
}

/// The column of a group that a column of its table is, and the group.
fn column_of<'a>(
    model: &'a Model,
    year: &'a Year,
    annex: &'a Annex,
    at: usize,
) -> Option<(&'a str, &'a Column)> {
    let group = model.group(&annex.id)?;
    let before = annex.table.columns.iter().take_while(|kind| {
        matches!(
            kind,
            TableColumn::Serial | TableColumn::Name | TableColumn::Outline
        )
    });
    let at = at.checked_sub(before.count())?;
    let mut printed = year
        .inputs
        .of(group)
        .columns
        .iter()
        .filter(|column| !column.head.is_empty());
    Some((group.key.as_str(), printed.nth(at)?))
}

/// What the input calls a row of a table.
fn row_key(annex: &Annex, row: usize, year: &Year, group: &str) -> Option<String> {
    let of = annex.table.rows.get(row)?;
    let figure = of
        .cells
        .iter()
        .find_map(|cell| cell.figure.as_ref()?.row_name().map(str::to_owned));
    if figure.is_some() {
        return figure;
    }
    let input = year.inputs.groups.get(group)?;
    if input.rows.contains_key(of.key.as_str()) {
        return Some(of.key.clone());
    }
    let typed = annex.table.rows[..=row]
        .iter()
        .filter(|row| row.kind == RowKind::Row)
        .count();
    input
        .rows
        .keys()
        .nth(typed.checked_sub(1)?)
        .map(ToString::to_string)
}

/// The cells of the file by their paragraphs, for comments.
pub(super) struct Cells(HashMap<usize, (String, Anchor)>);

impl Cells {
    pub(super) fn of(desk: &Desk, tables: &Matched) -> Self {
        let mut cells = HashMap::new();
        for pair in desk.pairs(tables) {
            for (own, other) in &pair.pairs {
                for (at, cell) in pair.table.rows[*other].cells.iter().enumerate() {
                    let place = pair.place(*own, *other, at);
                    let row = own
                        .checked_sub(pair.heads())
                        .and_then(|row| pair.annex.table.rows.get(row));
                    let text = row
                        .and_then(|row| row.cells.get(at))
                        .map(|cell| cell.text.clone());
                    let head = pair.annex.table.head_of(at);
                    let key = row.map_or("", |row| row.key.as_str());
                    let subject =
                        Anchor::of_cell(&pair.annex.id, key, &head, &text.unwrap_or_default());
                    let of_cell = cell.paragraphs.iter();
                    cells.extend(
                        of_cell.map(|paragraph| (paragraph.id, (place.clone(), subject.clone()))),
                    );
                }
            }
        }
        Self(cells)
    }

    pub(super) fn subject(&self, paragraph: usize) -> Option<(String, Anchor)> {
        self.0.get(&paragraph).cloned()
    }
}
