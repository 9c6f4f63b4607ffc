//! The tables in which figures and texts are filled in.

use std::collections::BTreeSet;

use hongtou::office::{Cell, Field, Sheet};
use hongtou::workbook::form::Part;
use maud::{Markup, html};

/// All sheets of an input, the first of them open.
pub fn sheets(sheets: &[Sheet], is_read_only: bool) -> Markup {
    html! {
        nav.sheets aria-label="各表" {
            @for (number, sheet) in sheets.iter().enumerate() {
                button type="button" data-sheet=(number) aria-pressed=[(number == 0).then_some("true")] {
                    (sheet.name) span.count {}
                }
            }
        }
        @for (number, sheet) in sheets.iter().enumerate() {
            section.sheet id={ "sheet-" (number) } hidden[number != 0] aria-label=(sheet.name) {
                div.wide tabindex="0" role="region" aria-label={ (sheet.name) "的表" } {
                    (table(number, sheet, is_read_only))
                }
            }
        }
    }
}

fn table(number: usize, sheet: &Sheet, is_read_only: bool) -> Markup {
    let (head, body) = sheet.rows.split_at(sheet.head.min(sheet.rows.len()));
    let columns = columns(sheet);
    let mut covered = BTreeSet::new();
    let row = |cells: &[Cell], is_head: bool, covered: &mut BTreeSet<(u32, u32)>| {
        let places = placed(cells, &columns, covered);
        html! {
            tr {
                @for place in &places {
                    @match place {
                        Some(cell) => (one(number, cell, is_head, is_read_only)),
                        None => td {},
                    }
                }
            }
        }
    };
    let head: Vec<Markup> = head
        .iter()
        .map(|cells| row(cells, true, &mut covered))
        .collect();
    let body: Vec<Markup> = body
        .iter()
        .map(|cells| row(cells, false, &mut covered))
        .collect();
    html! {
        table.fill.texts[sheet.group.is_empty()] {
            thead { @for row in &head { (row) } }
            tbody { @for row in &body { (row) } }
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

fn one(number: usize, cell: &Cell, is_head: bool, is_read_only: bool) -> Markup {
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
        return html! { th.name scope="row" data-level=(level) { (cell.text) } };
    }
    html! {
        td class=(class(cell.part)) colspan=[across] rowspan=[down] {
            @match &cell.field {
                Some(field) => (filled(field, &cell.text, is_read_only)),
                None => output id=(id) data-name=[cell.figure.as_ref()] { (cell.text) },
            }
        }
    }
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
