//! The tables in which figures and texts are filled in.

use std::collections::BTreeSet;

use hongtou::office::{Cell, Field, Row, Sheet};
use hongtou::workbook::form::Part;
use hongtou::workbook::rows::RowList;
use maud::{Markup, html};

use crate::window::windows::{Part as WindowPart, SHOWN, Windows};

/// What is drawn of the sheets, and how.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// Which rows of long tables are shown.
    pub windows: &'a Windows,
    pub is_read_only: bool,
    /// The sheet that is open.
    pub open: usize,
}

impl Drawing<'_> {
    /// All sheets of an input.
    pub fn sheets(&self, sheets: &[Sheet]) -> Markup {
        html! {
            nav.sheets aria-label="各表" {
                @for (number, sheet) in sheets.iter().enumerate() {
                    button type="button" data-sheet=(number) aria-pressed=[(number == self.open).then_some("true")] {
                        (sheet.name) span.count {}
                    }
                }
            }
            @for (number, sheet) in sheets.iter().enumerate() {
                section.sheet id={ "sheet-" (number) } hidden[number != self.open] aria-label=(sheet.name) {
                    (self.sheet(number, sheet))
                }
            }
        }
    }

    /// One of them.
    pub fn sheet(&self, number: usize, sheet: &Sheet) -> Markup {
        html! {
            @if let Some(part) = self.windows.part(number, sheet) { (parts(part)) }
            div.wide tabindex="0" role="region" aria-label={ (sheet.name) "的表" } {
                (self.table(number, sheet))
            }
        }
    }

    fn table(&self, number: usize, sheet: &Sheet) -> Markup {
        let columns = columns(sheet);
        let mut covered = BTreeSet::new();
        let mut row = |row: &Row, is_head: bool| {
            let places = placed(&row.cells, &columns, &mut covered);
            html! {
                tr {
                    @for place in &places {
                        @match place {
                            Some(cell) => (self.one(number, cell, is_head, (row, sheet))),
                            None => td {},
                        }
                    }
                }
            }
        };
        let head = sheet.rows.iter().take(sheet.head);
        let head: Vec<Markup> = head.map(|own| row(own, true)).collect();
        let body = self.windows.rows(number, sheet).into_iter();
        let body: Vec<Markup> = body.map(|own| row(own, false)).collect();
        html! {
            table.fill.texts[sheet.group.is_empty()] {
                thead { @for row in &head { (row) } }
                tbody { @for row in &body { (row) } }
            }
        }
    }

    fn one(
        &self,
        number: usize,
        cell: &Cell,
        is_head: bool,
        (row, sheet): (&Row, &Sheet),
    ) -> Markup {
        let across = (cell.across > 1).then_some(cell.across);
        let down = (cell.down > 1).then_some(cell.down);
        let id = format!("c{number}-{}-{}", cell.at.row, cell.at.column);
        if is_head && cell.text.is_empty() {
            // It belongs to the cell above it.
            return html! { td.head colspan=[across] rowspan=[down] {} };
        }
        if is_head || cell.part == Part::Head {
            return html! { th colspan=[across] rowspan=[down] { (cell.text) } };
        }
        if let Part::Name(level) = cell.part {
            let listed = row.listed.as_ref().zip(sheet.list.as_ref());
            let listed = listed.filter(|_| !self.is_read_only);
            return html! {
                th.name scope="row" data-level=(level) {
                    (cell.text)
                    @if let Some((own, list)) = listed { (listing(own, list)) }
                }
            };
        }
        html! {
            td class=(class(cell.part)) colspan=[across] rowspan=[down] {
                @match &cell.field {
                    Some(field) => (filled(field, &cell.text, self.is_read_only)),
                    None => output id=(id) data-name=[cell.figure.as_ref()] { (cell.text) },
                }
            }
        }
    }
}

/// What leads to a row's own changes: it is moved, renamed, removed, another is put behind it.
fn listing(row: &str, list: &RowList) -> Markup {
    let called = if list.is_records {
        format!("第{row}条")
    } else {
        row.to_owned()
    };
    let what = if list.is_records {
        "移动、删去"
    } else {
        "改名、移动、删去、在下面加"
    };
    html! {
        button.listing type="button" data-list=(list.key) data-row=(row) data-called=(called) data-of=(list.label)
            data-records[list.is_records] aria-label={ (called) "：" (what) } title=(what) { "⋯" }
    }
}

/// Of a long table: which rows are shown, the way to others, and to one by its name.
fn parts(part: WindowPart) -> Markup {
    let before = part.first.saturating_sub(SHOWN);
    html! {
        div.part role="group" aria-label="看哪些行" data-first=(part.first) {
            button type="button" data-from=(before) disabled[part.first == 0] { "上一页" }
            span { "第 " (part.first + 1) "—" (part.end) " 行，共 " (part.all) " 行" }
            button type="button" data-from=(part.end) disabled[part.end == part.all] { "下一页" }
            form.find role="search" {
                input name="word" aria-label="按名称找一行" placeholder="按名称找一行" required maxlength="60" autocomplete="off";
                button type="submit" { "找" }
            }
        }
    }
}

/// The columns that any cell begins in.
fn columns(sheet: &Sheet) -> BTreeSet<u32> {
    let cells = sheet.rows.iter().flatten();
    cells.map(|cell| cell.at.column).collect()
}

/// The cells of a row in their columns; nothing where a column has none. What a cell reaches over is
/// left out.
fn placed<'c>(
    cells: &'c [Cell],
    columns: &BTreeSet<u32>,
    covered: &mut BTreeSet<(u32, u32)>,
) -> Vec<Option<&'c Cell>> {
    let Some(row) = cells.first().map(|cell| cell.at.row) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for column in columns {
        let cell = cells.iter().find(|cell| cell.at.column == *column);
        if let Some(cell) = cell {
            for down in 0..cell.down.max(1) {
                for across in 0..cell.across.max(1) {
                    covered.insert((row + down, column + across));
                }
            }
            places.push(Some(cell));
        } else if !covered.contains(&(row, *column)) {
            places.push(None);
        }
    }
    places
}

fn class(part: Part) -> &'static str {
    match part {
        Part::Fill => "fill",
        Part::Optional => "optional",
        Part::Words => "words",
        Part::Derived => "derived",
        Part::Earlier => "earlier",
        Part::Difference => "difference",
        _ => "plain",
    }
}

/// A field to be filled in.
fn filled(field: &Field, text: &str, is_read_only: bool) -> Markup {
    let spot = field.spot.to_string();
    let note = (!field.note.is_empty()).then_some(&field.note);
    let is_long = !field.is_number && field.choices.is_empty() && field.spot.group.is_empty();
    let rows = text.chars().count() / 34 + text.lines().count();
    html! {
        @if !field.choices.is_empty() {
            select data-spot=(spot) data-name=(field.name) data-literal=(field.literal)
                aria-label=(field.label) title=[note] disabled[is_read_only] {
                @if !field.choices.iter().any(|choice| choice == text) {
                    option value=(text) selected { (text) }
                }
                @for choice in &field.choices {
                    option value=(choice) selected[choice == text] { (choice) }
                }
            }
        } @else if is_long {
            textarea data-spot=(spot) data-name=(field.name) data-literal=(field.literal)
                aria-label=(field.label) title=[note] rows=(rows.clamp(1, 16)) readonly[is_read_only] spellcheck="false" {
                // A browser leaves out the first line break.
                "\n" (text)
            }
        } @else {
            input data-spot=(spot) data-name=(field.name) data-literal=(field.literal)
                aria-label=(field.label) title=[note] value=(text) readonly[is_read_only]
                inputmode=[field.is_number.then_some("decimal")] autocomplete="off" spellcheck="false";
        }
    }
}
