//! Clause 8 and custom: the tables of the annexes.

use super::Rule;
use super::head::centred_line;
use super::measurement::{Ledger, cut};
use super::sheet::{Line, Sheet, joined, squeezed};
use super::standard::{FIFTH, FINE, SMALL_FIFTH, TOLERANCE, type_area};
use super::title::words;
use crate::notice::{Annex, HeadCell, Table, TableColumn};
use crate::pages::{Area, Character, Length, Page, PartId, PartKind, Shape, Text};

/// How narrow a character may be set, in hundredths of its height.
const NARROWEST: i64 = 75;

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    for page in &sheet.pages.pages {
        inside(sheet, page, ledger);
        frame(sheet, page, ledger);
    }
    for line in sheet.of(PartKind::TableCaption) {
        centred_line(Rule::TableInside, line, ledger);
    }
    for kind in [PartKind::HeadCell, PartKind::Cell] {
        for line in sheet.of(kind) {
            size(line, ledger);
        }
    }
    for (id, part) in sheet.pages.parts.iter().enumerate() {
        let annex = sheet.notice.all_tables().nth(part.number);
        if let (PartKind::Table, Some(annex)) = (part.kind, annex) {
            table(sheet, id, annex, ledger);
        }
    }
}

/// Nothing of an annex leaves the 版心.
fn inside(sheet: &Sheet, page: &Page, ledger: &mut Ledger) {
    let is_annex = |id: Option<PartId>| {
        use PartKind::{
            AnnexLabel, AnnexTitle, Cell, HeadCell, Notes, Table, TableCaption, TableUnit,
        };
        let kind = sheet.pages.kind(id);
        matches!(
            kind,
            Some(
                Table
                    | TableCaption
                    | TableUnit
                    | HeadCell
                    | Cell
                    | Notes
                    | AnnexTitle
                    | AnnexLabel
            )
        )
    };
    let shapes = page
        .shapes
        .iter()
        .filter(|shape| is_annex(shape.part))
        .map(Shape::covered);
    let texts = page
        .texts
        .iter()
        .filter(|text| is_annex(text.part))
        .flat_map(|text| text.characters.iter().map(|character| character.area));
    // A mark at the end of a line of text is squeezed; that is none of a table's.
    let lines = sheet.lines.iter();
    let lines = lines.filter(|line| line.page.number == page.number && line.is_annex_text());
    let lines = lines.map(Line::area);
    let Some(found) = Area::around(shapes.chain(texts).chain(lines)) else {
        return;
    };
    let area = type_area(page);
    let over = [
        area.left - found.left,
        area.top - found.top,
        found.right - area.right,
        found.bottom - area.bottom,
    ];
    let over = over.into_iter().max().unwrap_or(Length::ZERO);
    ledger.at_most(
        Rule::TableInside,
        page.number,
        Length::ZERO,
        over.max(Length::ZERO),
        TOLERANCE,
    );
}

/// A table's frame spans the 版心; on a page of its own it begins at its upper edge.
fn frame(sheet: &Sheet, page: &Page, ledger: &mut Ledger) {
    for (in_text, frame) in frames(sheet, page) {
        let (area, number) = (type_area(page), page.number);
        for (wanted, found) in [(area.left, frame.left), (area.right, frame.right)] {
            ledger.length(Rule::TableInside, number, wanted, found, TOLERANCE);
        }
        if !in_text {
            above_annex(sheet, page, frame, ledger);
        }
    }
}

/// The frames of the tables on a page, and whether each stands in the text.
fn frames(sheet: &Sheet, page: &Page) -> Vec<(bool, Area)> {
    let mut parts: Vec<PartId> = (page.shapes.iter())
        .filter_map(|shape| shape.part)
        .filter(|id| sheet.pages.kind(Some(*id)) == Some(PartKind::Table))
        .collect();
    parts.sort_unstable();
    parts.dedup();
    let frames = parts.into_iter().filter_map(|id| {
        let shapes = page.shapes.iter().filter(|shape| shape.part == Some(id));
        let number = sheet.pages.part(Some(id))?.number;
        let in_text = sheet.notice.is_in_text(number);
        Some((in_text, Area::around(shapes.map(Shape::covered))?))
    });
    frames.collect()
}

/// On a page of its own a table begins at the upper edge of the 版心, below the line of its unit.
fn above_annex(sheet: &Sheet, page: &Page, frame: Area, ledger: &mut Ledger) {
    let (area, number) = (type_area(page), page.number);
    let units = sheet.of(PartKind::TableUnit);
    let units = units.filter(|line| line.page.number == number);
    let unit = Area::around(units.map(Line::area));
    let stands_above = |line: &Line| {
        let is_above = line.part.kind == PartKind::AnnexLabel || line.is_annex_text();
        is_above && line.page.number == number && line.baseline < frame.top
    };
    if !sheet.lines.iter().any(stands_above) {
        let top = unit.as_ref().map_or(frame.top, |unit| unit.top);
        ledger.length(Rule::TableInside, number, area.top, top, TOLERANCE);
    }
    // 单位：万元 ends where the table does, just above it.
    if let Some(unit) = unit {
        ledger.length(Rule::TableInside, number, area.right, unit.right, TOLERANCE);
        let gap = frame.top - unit.bottom;
        ledger.at_most(Rule::TableInside, number, FIFTH, gap, TOLERANCE);
        ledger.at_least(Rule::TableInside, number, Length::ZERO, gap, TOLERANCE);
    }
}

/// Type no smaller than 小五, nor much narrower than it is high.
fn size(line: &Line, ledger: &mut Ledger) {
    let page = line.page.number;
    ledger.at_least(Rule::TableType, page, SMALL_FIFTH, line.size(), FINE);
    let is_wide = |(_, c): &&(&Text, &Character)| c.text.chars().all(is_han);
    if let Some((text, character)) = line.glyphs.iter().find(is_wide) {
        let least = text.size * NARROWEST / 100;
        ledger.at_least(Rule::TableType, page, least, character.natural, FINE);
    }
}

fn is_han(character: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&character)
}

/// A table, or as much of one as stands on a page.
fn table(sheet: &Sheet, id: PartId, annex: &Annex, ledger: &mut Ledger) {
    let cells_of = |kind| -> Vec<&[Line]> {
        let mut cells = sheet.parts(kind);
        cells.retain(|lines| lines[0].part.within == Some(id));
        cells
    };
    let (heads, cells) = (cells_of(PartKind::HeadCell), cells_of(PartKind::Cell));
    let Some(page) = heads
        .iter()
        .chain(&cells)
        .map(|lines| lines[0].page.number)
        .next()
    else {
        return;
    };
    head(page, &heads, annex, ledger);
    columns(&cells, &annex.table, ledger);
    names(&cells, &annex.table, ledger);
}

/// Every head of the table stands over it, and none is cut inside a word.
fn head(page: usize, heads: &[&[Line]], annex: &Annex, ledger: &mut Ledger) {
    let wanted = annex
        .table
        .head
        .iter()
        .flatten()
        .filter(|cell| !cell.joined_above);
    let wanted: Vec<(&HeadCell, String)> = wanted
        .map(|cell| (cell, squeezed(&cell.text.to_string())))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let mut left: Vec<&str> = wanted.iter().map(|(_, text)| text.as_str()).collect();
    for lines in heads {
        let text = joined(lines);
        let is_it = |(cell, wanted): &&(&HeadCell, String)| {
            cell.column == lines[0].part.number && *wanted == text
        };
        if let Some(at) = left.iter().position(|wanted| *wanted == text) {
            left.swap_remove(at);
        }
        if let Some((cell, _)) = wanted.iter().find(is_it) {
            words(
                &cell.text.cell_parts().concat(),
                lines,
                Rule::HeadWords,
                ledger,
            );
        }
    }
    let is_wanted = |text: &String| wanted.iter().any(|(_, wanted)| wanted == text);
    let mut strange = heads.iter().map(|lines| joined(lines));
    let found = match (left.first(), strange.find(|text| !is_wanted(text))) {
        (Some(text), _) => format!("缺“{}”", cut(text, 0)),
        (None, Some(text)) => format!("多“{}”", cut(&text, 0)),
        (None, None) => "齐全".to_owned(),
    };
    let is_whole = found == "齐全";
    ledger.judge(Rule::TableHead, page, "表头齐全", found, is_whole);
}

/// The figures of a column stand with their points, or their ends, under each other.
fn columns(cells: &[&[Line]], table: &Table, ledger: &mut Ledger) {
    for (column, kind) in table.columns.iter().enumerate() {
        if *kind != TableColumn::Figure {
            continue;
        }
        let lines = cells
            .iter()
            .filter(|lines| lines[0].part.number == column)
            .map(|lines| &lines[0])
            .filter(|line| line.text().contains(|c: char| c.is_ascii_digit()));
        let ends: Vec<(usize, Length)> =
            lines.map(|line| (line.page.number, point(line))).collect();
        let least = ends.iter().map(|(_, end)| *end).min();
        let most = ends.iter().max_by_key(|(_, end)| *end);
        if let (Some(least), Some((page, most))) = (least, most) {
            ledger.length(
                Rule::FigureColumns,
                *page,
                Length::ZERO,
                *most - least,
                TOLERANCE,
            );
        }
    }
}

/// Where a figure's whole part ends.
fn point(line: &Line) -> Length {
    let is_end = |text: &str| matches!(text, "." | "%" | "‰" | "万" | "亿");
    let whole = line
        .glyphs
        .iter()
        .take_while(|(_, character)| !is_end(&character.text));
    let end = whole.last().map(|(_, character)| character.area.right);
    end.unwrap_or(line.area().left)
}

/// 城　区: names of two characters take up three.
fn names(cells: &[&[Line]], table: &Table, ledger: &mut Ledger) {
    for lines in cells {
        let line = &lines[0];
        let is_name = table.columns.get(line.part.number) == Some(&TableColumn::Name);
        if is_name && joined(lines).chars().count() == 2 {
            let page = line.page.number;
            // As wide as its characters are set.
            let one = line.glyphs[0].1.natural;
            ledger.length(
                Rule::SpreadNames,
                page,
                one * 3,
                line.area().width(),
                TOLERANCE,
            );
        }
    }
}
