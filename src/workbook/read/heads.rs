//! Sheets without hidden names, whose heads and names of rows tell what their cells are.

use std::collections::BTreeMap;

use super::super::form::head_path;
use super::super::{Address, Spot, Wanted, slot};
use super::book::{Page, Shown};
use super::words::{Meant, bare, meant, plain};
use super::{Found, Reader, keyed, units};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Column, Content, Group, Rows};

/// No table of a notice is larger; what lies beyond is something else.
const MOST_ROWS: u32 = 500;
const MOST_COLUMNS: u32 = 150;
/// Rows above the first name of a row that may be its head.
const HEAD_ROWS: u32 = 8;
/// From here on a head is taken for that of a column.
const ENOUGH: usize = 60;

const MAP_HINT: &str = "请把表头改成填报表里的，或用 --map 对照.toml 写明哪一格是哪项数据";

pub(super) fn read(reader: &mut Reader, pages: &[usize]) -> Vec<Found> {
    let mut found = Vec::new();
    for at in pages {
        found.extend(page(reader, *at));
    }
    found
}

fn page(reader: &mut Reader, at: usize) -> Vec<Found> {
    let sheet = &reader.book.pages[at];
    let groups = reader.model.groups.iter();
    let mut tables: Vec<Table> = groups
        .filter_map(|group| Table::of(reader, sheet, group))
        .collect();
    tables.sort_by_key(|table| std::cmp::Reverse(table.score));
    let down = down_the_side(reader, at);
    match tables.as_slice() {
        [best, second, ..] if best.score == second.score => {
            let message = format!(
                "分不清“{}”是“{}”还是“{}”",
                sheet.name, best.group.label, second.group.label
            );
            let corner = Address::new(best.head.0, best.names);
            reader.find(
                Diagnostic::error(Code::UnknownKey, message).hint(MAP_HINT),
                at,
                corner,
            );
            Vec::new()
        }
        [best, ..] if best.columns.len() >= down.len() => best.found(reader, at),
        _ if !down.is_empty() => down,
        _ => {
            let mut cells = sheet.cells.values();
            let has_numbers = cells.any(|of| matches!(meant(&of.text()), Meant::Number(..)));
            if has_numbers {
                let message = format!("没有认出“{}”是哪张表", sheet.name);
                let corner = sheet.cells.keys().next().copied();
                let corner = corner.unwrap_or(Address::new(0, 0));
                let finding = Diagnostic::warning(Code::UnknownKey, message);
                reader.find(finding.hint(MAP_HINT), at, corner);
            }
            Vec::new()
        }
    }
}

/// A sheet taken for the table of a group.
struct Table<'a> {
    group: &'a Group,
    /// How sure that is.
    score: usize,
    /// The column of the names of rows.
    names: u32,
    /// The rows of the head: the first, and the one behind the last.
    head: (u32, u32),
    /// Hidden names of rows, and where they stand.
    rows: Vec<(String, u32)>,
    columns: Vec<(&'a Column, u32)>,
    /// Columns to be filled in that no head is taken for.
    lacking: Vec<&'a Column>,
}

impl<'a> Table<'a> {
    fn of(reader: &Reader<'a>, page: &Page, group: &'a Group) -> Option<Self> {
        let input = reader.inputs.of(group);
        if input.columns.is_empty() {
            return None;
        }
        let (names, rows) = rows(reader, page, group)?;
        let first = rows.iter().map(|(_, row)| *row).min()?;
        let head = (first.saturating_sub(HEAD_ROWS), first);
        let measures = input.columns.iter().filter_map(|of| of.content.measure());
        let own_units: Vec<String> = measures.map(|of| plain(of.sign_or_unit())).collect();
        let paths = paths(page, head, names, &own_units);
        let columns = assigned(reader, &input.columns, &paths);
        let is_wanted = |column: &Column| matches!(column.content, Content::Given(_));
        let wanted = input
            .columns
            .iter()
            .filter(|column| is_wanted(column))
            .count();
        let met = columns
            .iter()
            .filter(|(column, ..)| is_wanted(column))
            .count();
        if met == 0 || met * 2 < wanted {
            return None;
        }
        let score = columns.iter().map(|(.., score)| score).sum::<usize>() * rows.len().min(9);
        let known: Vec<&str> = columns.iter().map(|(of, ..)| of.key.as_str()).collect();
        let is_met = |column: &&Column| known.contains(&column.key.as_str());
        let lacking = input
            .columns
            .iter()
            .filter(|column| is_wanted(column) && !is_met(column));
        let mut columns: Vec<(&Column, u32)> = columns
            .into_iter()
            .map(|(column, at, _)| (column, at))
            .collect();
        columns.sort_by_key(|(column, _)| input.columns.iter().position(|of| of.key == column.key));
        Some(Self {
            group,
            score,
            names,
            head,
            lacking: lacking.collect(),
            columns,
            rows,
        })
    }

    fn found(&self, reader: &mut Reader, at: usize) -> Vec<Found> {
        if !self.lacking.is_empty() {
            let labels: Vec<String> = self
                .lacking
                .iter()
                .map(|of| format!("“{}”", of.label))
                .collect();
            let message = format!(
                "“{}”像是“{}”，没有认出{}",
                reader.book.pages[at].name,
                self.group.label,
                labels.join("、")
            );
            let corner = Address::new(self.head.1.saturating_sub(1), self.names);
            reader.find(
                Diagnostic::error(Code::MissingKey, message).hint(MAP_HINT),
                at,
                corner,
            );
        }
        let page = &reader.book.pages[at];
        let mut found = Vec::new();
        for (key, row) in &self.rows {
            let cells = self
                .columns
                .iter()
                .map(|(column, place)| (column, Address::new(*row, *place)));
            let cells: Vec<_> = cells.collect();
            // A row of another's, which this workbook leaves empty.
            if cells.iter().all(|(_, cell)| page.get(*cell).is_none()) {
                continue;
            }
            for (column, cell) in cells {
                let spot = Spot {
                    group: self.group.key.clone(),
                    row: key.clone(),
                    column: format!("cell:{}", column.key),
                };
                let Some(meant) = slot(&spot, reader.model, reader.inputs) else {
                    continue;
                };
                found.push(Found {
                    unit: self.unit(page, cell.column, &meant.wanted),
                    slot: meant,
                    page: at,
                    at: cell,
                    row: key.clone(),
                });
            }
        }
        found
    }

    /// The unit that the head of a column says, else that of the whole sheet.
    fn unit(&self, page: &Page, column: u32, wanted: &Wanted) -> Option<String> {
        let (Wanted::Number(measure) | Wanted::Stated(measure) | Wanted::Derived(measure)) = wanted
        else {
            return None;
        };
        let own = (self.head.0..self.head.1)
            .rev()
            .map(|row| page.text(Address::new(row, column)));
        let whole = page.cells.iter().filter(|(at, _)| at.row < self.head.1);
        let whole = whole
            .map(|(_, shown)| shown.text())
            .filter(|text| text.contains("单位"));
        let said = own.filter(|text| !text.contains("单位")).chain(whole);
        let mut said = said.filter_map(|text| units::said(&text));
        let said = said.find(|unit| units::factor(unit, measure).is_some())?;
        units::differs(&said, measure).then_some(said)
    }
}

/// The column of names with the rows that it names.
fn rows(reader: &Reader, page: &Page, group: &Group) -> Option<(u32, Vec<(String, u32)>)> {
    if group.rows == Rows::Records {
        return None;
    }
    let mut by_column: BTreeMap<u32, Vec<(String, u32)>> = BTreeMap::new();
    for (at, shown) in &page.cells {
        let Shown::Text(text) = shown else { continue };
        if at.row > MOST_ROWS || at.column > MOST_COLUMNS {
            continue;
        }
        let named = keyed::named(reader, group, text).or_else(|| total(reader, group, text));
        if let Some(key) = named {
            let rows = by_column.entry(at.column).or_default();
            // Named twice in one column: the head of a block, or a remark below.
            if rows.iter().all(|(own, _)| *own != key) {
                rows.push((key, at.row));
            }
        }
    }
    let typed = |rows: &Vec<(String, u32)>| {
        rows.iter()
            .filter(|(key, _)| key.starts_with("row:"))
            .count()
    };
    by_column.retain(|_, rows| typed(rows) > 0);
    by_column
        .into_iter()
        .max_by_key(|(column, rows)| (typed(rows), u32::MAX - column))
}

/// A table of somebody's own has its total typed or worked out: to us it is a received one.
fn total(reader: &Reader, group: &Group, text: &str) -> Option<String> {
    let office = &reader.model.office;
    let label = group.total_label.as_ref().unwrap_or(&office.total_label);
    let wanted = plain(text);
    let words = office.total_words.iter().map(String::as_str);
    let mut words = words.chain([label.as_str(), "合计", "总计", "小计"]);
    words
        .any(|word| plain(word) == wanted)
        .then(|| "stated".to_owned())
}

/// What stands over each column, from the top down, without what stands over all of them.
fn paths(
    page: &Page,
    (from, to): (u32, u32),
    names: u32,
    own_units: &[String],
) -> BTreeMap<u32, Vec<String>> {
    let columns = page.cells.keys().filter(|at| at.row >= from);
    let last = columns
        .map(|at| at.column)
        .max()
        .unwrap_or(0)
        .min(MOST_COLUMNS);
    let is_title = |at: Address| {
        let first = page.first_of(at);
        let mut merged = page.merged.iter();
        merged
            .any(|(start, end)| *start == first && start.column <= names && end.column > names + 1)
    };
    let mut paths = BTreeMap::new();
    for column in 0..=last {
        let mut path: Vec<String> = Vec::new();
        for row in from..to {
            let at = Address::new(row, column);
            let text = page.text(at);
            let plain = plain(&text);
            // A row of units under the heads tells no columns apart.
            let is_unit = own_units.contains(&plain);
            if plain.is_empty()
                || is_unit
                || is_title(at)
                || text.contains("单位：")
                || text.contains("单位:")
            {
                continue;
            }
            if path.last() != Some(&plain) {
                path.push(plain);
            }
        }
        if column != names && !path.is_empty() {
            paths.insert(column, path);
        }
    }
    paths
}

/// Which head is which column's: the surest first, and none where two are as sure.
fn assigned<'c>(
    reader: &Reader,
    columns: &'c [Column],
    paths: &BTreeMap<u32, Vec<String>>,
) -> Vec<(&'c Column, u32, usize)> {
    let period = reader.inputs.period;
    let mut pairs: Vec<(usize, usize, u32)> = Vec::new();
    for (number, column) in columns.iter().enumerate() {
        let wanted: Vec<String> = head_path(column, period)
            .iter()
            .map(|text| plain(text))
            .collect();
        let label = plain(&column.label);
        for (at, path) in paths {
            let score = likeness(path, &wanted, &label);
            if score >= ENOUGH {
                pairs.push((score, number, *at));
            }
        }
    }
    pairs.sort_by_key(|(score, number, at)| (std::cmp::Reverse(*score), *number, *at));
    let (mut columns_left, mut places_left): (Vec<usize>, Vec<u32>) = (
        (0..columns.len()).collect(),
        paths.keys().copied().collect(),
    );
    let mut found = Vec::new();
    for (score, number, at) in &pairs {
        let is_free = columns_left.contains(number) && places_left.contains(at);
        let rivals = pairs.iter().filter(|(other, n, a)| {
            other == score
                && columns_left.contains(n)
                && places_left.contains(a)
                && ((n == number) != (a == at))
        });
        if is_free && rivals.count() == 0 {
            columns_left.retain(|of| of != number);
            places_left.retain(|of| of != at);
            found.push((&columns[*number], *at, *score));
        }
    }
    found
}

/// How much a head is like that of a column, up to 100.
fn likeness(path: &[String], wanted: &[String], label: &str) -> usize {
    let (own, full) = (path.concat(), wanted.concat());
    let (own_last, last) = (path.last(), wanted.last());
    if own == full {
        return 100;
    }
    if bare(&own) == bare(&full) {
        return 97;
    }
    let is_label = |text: &str| bare(text) == bare(label);
    if is_label(&own) || own_last.is_some_and(|text| is_label(text)) {
        return 94;
    }
    let near = nearness(&bare(&own), &bare(&full)).max(nearness(&bare(&own), &bare(label)));
    let is_same_last = own_last
        .zip(last)
        .is_some_and(|(own, last)| bare(own) == bare(last));
    if is_same_last {
        60 + near * 30 / 100
    } else {
        near * 85 / 100
    }
}

/// How near two texts are, in per cent.
fn nearness(one: &str, other: &str) -> usize {
    let longest = one.chars().count().max(other.chars().count()).max(1);
    let distance = strsim::damerau_levenshtein(one, other).min(longest);
    100 - distance * 100 / longest
}

/// Labels down the side, each with its figure to the right: single figures, and those of the row
/// after which the file is named.
fn down_the_side(reader: &Reader, at: usize) -> Vec<Found> {
    let page = &reader.book.pages[at];
    let labels = labels(reader);
    let mut found: Vec<Found> = Vec::new();
    for (here, shown) in &page.cells {
        let Shown::Text(text) = shown else { continue };
        let mut meant_by = labels.iter().filter(|(label, _)| *label == bare(text));
        let (Some((_, spot)), None) = (meant_by.next(), meant_by.next()) else {
            continue;
        };
        let right = (here.column + 1..here.column + 4).map(|column| Address::new(here.row, column));
        let mut right = right.filter(|at| {
            let shown = page.get(*at).map(Shown::text);
            shown.is_some_and(|text| !matches!(meant(&text), Meant::Words))
        });
        let meant = slot(spot, reader.model, reader.inputs);
        if let (Some(cell), Some(slot)) = (right.next(), meant) {
            let (Wanted::Number(measure) | Wanted::Stated(measure)) = &slot.wanted else {
                continue;
            };
            let unit = units::said(text).filter(|unit| units::differs(unit, measure));
            let row = spot.row.clone();
            found.push(Found {
                slot,
                page: at,
                at: cell,
                unit,
                row,
            });
        }
    }
    found
}

/// The labels of single figures, and of the columns of the row after which the file is named.
fn labels(reader: &Reader) -> Vec<(String, Spot)> {
    let mut labels = Vec::new();
    let file = reader
        .book
        .name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default();
    for group in &reader.model.groups {
        for scalar in group
            .scalars
            .iter()
            .filter(|of| of.content.formula().is_none())
        {
            let spot = Spot {
                group: group.key.clone(),
                row: format!("single:{}", scalar.key),
                column: "value".to_owned(),
            };
            labels.push((bare(&scalar.label), spot));
        }
        let Rows::Set { set, .. } = &group.rows else {
            continue;
        };
        let rows = reader.inputs.set(set).iter();
        let Some(row) = rows
            .filter(|row| row.role.is_typed())
            .find(|row| file.contains(&row.key))
        else {
            continue;
        };
        for column in reader.inputs.of(group).columns.iter() {
            let spot = Spot {
                group: group.key.clone(),
                row: format!("row:{}", row.key),
                column: format!("cell:{}", column.key),
            };
            labels.push((bare(&column.label), spot));
        }
    }
    labels
}
