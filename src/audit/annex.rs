//! 7.3.7: an annex's number and title.

use super::Rule;
use super::head::centred_line;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet, joined, squeezed};
use super::standard::{PITCH, THIRD, TOLERANCE, ascent, type_area};
use crate::pages::{Area, Length, Page, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let labels = sheet.parts(PartKind::AnnexLabel);
    let titles = sheet.parts(PartKind::AnnexTitle);
    for (label, title) in labels.iter().zip(&titles) {
        head(sheet, &label[0], title, ledger);
        new_page(sheet, &label[0], ledger);
    }
    naming(sheet, &labels, &titles, ledger);
    text(sheet, ledger);
}

/// An annex's text: one blank line below the title, its lines a pitch apart, each page full that it
/// goes on from.
fn text(sheet: &Sheet, ledger: &mut Ledger) {
    for page in &sheet.pages.pages {
        let lines: Vec<&Line> = of_page(sheet, page.number);
        let Some(first) = lines.first() else { continue };
        let rule = Rule::AnnexText;
        let title = sheet.of(PartKind::AnnexTitle);
        let title = title.filter(|line| line.page.number == page.number).last();
        let tables = drawn(sheet).into_iter();
        let tables: Vec<Area> = tables
            .filter(|(on, _)| on.number == page.number)
            .map(|(_, area)| area)
            .collect();
        let is_between =
            |table: &Area, from: Length, to: Length| from < table.top && table.top < to;
        let parted = |from: Length, to: Length| tables.iter().any(|t| is_between(t, from, to));
        let top = first.baseline - ascent(THIRD);
        match title {
            Some(title) if !parted(title.baseline, top) => {
                let empty = sheet.empty_lines(page, title.baseline, top);
                ledger.count(rule, page.number, "空行", 1, empty);
            }
            None if !parted(type_area(page).top - TOLERANCE, top) => {
                ledger.length(rule, page.number, type_area(page).top, top, TOLERANCE);
            }
            _ => {}
        }
        for pair in lines.windows(2) {
            if !parted(pair[0].baseline, pair[1].baseline) {
                let step = pair[1].baseline - pair[0].baseline;
                ledger.length(rule, page.number, PITCH, step, TOLERANCE);
            }
        }
        if let Some(last) = lines.last()
            && tables.iter().all(|table| table.bottom < last.baseline)
        {
            filled(sheet, last, ledger);
        }
    }
}

/// What tables and charts draw.
fn drawn<'a>(sheet: &Sheet<'a>) -> Vec<(&'a Page, Area)> {
    let kinds = [PartKind::Table, PartKind::ChartBar, PartKind::ChartRule];
    kinds
        .into_iter()
        .flat_map(|kind| sheet.shape(kind))
        .collect()
}

/// The lines of an annex's text on a page, from the top down.
fn of_page<'s, 'a>(sheet: &'s Sheet<'a>, page: usize) -> Vec<&'s Line<'a>> {
    let lines = sheet.lines.iter();
    let mut lines: Vec<&Line> = lines
        .filter(|line| line.page.number == page && line.is_annex_text())
        .collect();
    lines.sort_by_key(|line| line.baseline);
    lines
}

/// Where the text goes on overleaf, the page has no room for the next line, but for headings, which
/// do not stand at its foot.
fn filled(sheet: &Sheet, last: &Line, ledger: &mut Ledger) {
    let next = of_page(sheet, last.page.number + 1);
    let labels = sheet.of(PartKind::AnnexLabel);
    let begins = |line: &Line| line.page.number == last.page.number + 1;
    let Some(first) = next.first().filter(|_| !labels.into_iter().any(begins)) else {
        return;
    };
    // Below a table it is not this text that goes on.
    let tables = drawn(sheet).into_iter();
    let mut tables = tables.filter(|(page, _)| page.number == first.page.number);
    if tables.any(|(_, table)| table.top < first.baseline) {
        return;
    }
    let headings = next
        .iter()
        .take_while(|line| line.part.kind == PartKind::AnnexHeading)
        .count();
    let kept = PITCH * (1 + i64::try_from(headings).unwrap_or_default());
    let foot = last.baseline + THIRD * 12 / 100;
    let left = type_area(last.page).bottom - foot;
    ledger.at_most(Rule::AnnexText, last.page.number, kept, left, TOLERANCE);
    let is_heading = last.part.kind == PartKind::AnnexHeading;
    let found = if is_heading { "标题" } else { "不是标题" };
    ledger.judge(
        Rule::AnnexText,
        last.page.number,
        "末行不是标题",
        found,
        !is_heading,
    );
}

/// The number on the first line, flush left; the title centred from the third.
fn head(sheet: &Sheet, label: &Line, title: &[Line], ledger: &mut Ledger) {
    let page = label.page;
    let top = label.baseline - ascent(THIRD);
    let (rule, area) = (Rule::AnnexHead, type_area(page));
    ledger.length(rule, page.number, area.top, top, TOLERANCE);
    ledger.length(rule, page.number, Length::ZERO, label.left(), TOLERANCE);
    let empty = sheet.empty_lines(page, label.baseline, title[0].area().top);
    ledger.count(rule, page.number, "空行", 1, empty);
    for line in title {
        centred_line(rule, line, ledger);
    }
}

fn new_page(sheet: &Sheet, label: &Line, ledger: &mut Ledger) {
    let page = label.page.number;
    let is_first = sheet
        .lines
        .iter()
        .filter(|line| line.page.number == page && line.part.kind != PartKind::Folio)
        .all(|line| line.baseline >= label.baseline);
    let found = if is_first {
        "另面"
    } else {
        "与前文同面"
    };
    ledger.judge(Rule::AnnexHead, page, "另面", found, is_first);
}

/// Number and title are those of the list below the text.
fn naming(sheet: &Sheet, labels: &[&[Line]], titles: &[&[Line]], ledger: &mut Ledger) {
    let items = sheet.parts(PartKind::AnnexList);
    let last = sheet.pages.pages.len();
    let count = |found: usize| i64::try_from(found).unwrap_or_default();
    let annexes = &sheet.notice.annexes;
    ledger.count(
        Rule::AnnexNaming,
        last,
        "个附件",
        count(annexes.len()),
        count(labels.len()),
    );
    for ((item, annex), (label, title)) in items.iter().zip(annexes).zip(labels.iter().zip(titles))
    {
        let page = label[0].page.number;
        let name = joined(item);
        let name = name.strip_prefix("附件：").unwrap_or(&name);
        let number = annex
            .number
            .map(|number| format!("{number}."))
            .unwrap_or_default();
        let wanted = format!("{number}{}", joined(title));
        ledger.same(Rule::AnnexNaming, page, &wanted, name);
        ledger.same(
            Rule::AnnexNaming,
            page,
            &squeezed(&annex.label()),
            &joined(label),
        );
    }
}
