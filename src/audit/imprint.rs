//! 7.4: the imprint.

use super::Rule;
use super::measurement::Ledger;
use super::profile::Profile;
use super::sheet::{Line, Sheet};
use super::standard::{
    AREA, FINE, FOURTH, HEAVY_RULE, LIGHT_RULE, PITCH, THIRD, TOLERANCE, type_area,
};
use super::text::face;
use crate::pages::{Area, Length, Page, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let imprint = &sheet.notice.imprint;
    if imprint.copies.is_none() && imprint.printed.is_none() {
        return;
    }
    // Those that the form does not have are found by `content`.
    let mut rules = sheet.shape(PartKind::ImprintRule);
    rules.truncate(Profile::of(sheet.notice).imprint_rules);
    lines(&rules, ledger);
    let Some((page, around)) = around(sheet, &rules) else {
        return;
    };
    let foot = type_area(page).bottom;
    ledger.length(
        Rule::ImprintPlace,
        page.number,
        foot,
        around.bottom,
        TOLERANCE,
    );
    copies(sheet, ledger);
    issued(sheet, ledger);
    for kind in [
        PartKind::ImprintCopies,
        PartKind::ImprintOrgan,
        PartKind::ImprintDate,
    ] {
        for line in sheet.of(kind) {
            face(sheet, line, Rule::ImprintText, "fangsong", FOURTH, ledger);
        }
    }
    sheet_of_imprint(sheet, page, around.height(), ledger);
}

/// The page of the imprint and what it covers: from its first rule to its last, of one without
/// rules its lines.
fn around<'a>(sheet: &Sheet<'a>, rules: &[(&'a Page, Area)]) -> Option<(&'a Page, Area)> {
    let lines: Vec<(&Page, Area)> = match rules {
        [] => sheet
            .of(PartKind::ImprintCopies)
            .map(|line| (line.page, line.area()))
            .collect(),
        rules => rules.to_vec(),
    };
    let (page, _) = *lines.last()?;
    let around = Area::around(lines.into_iter().map(|(_, area)| area))?;
    Some((page, around))
}

fn lines(rules: &[(&Page, Area)], ledger: &mut Ledger) {
    for (index, (page, rule)) in rules.iter().enumerate() {
        let is_outer = index == 0 || index + 1 == rules.len();
        let thickness = if is_outer { HEAVY_RULE } else { LIGHT_RULE };
        ledger.length(
            Rule::ImprintRules,
            page.number,
            thickness,
            rule.height(),
            FINE,
        );
        ledger.length(
            Rule::ImprintRules,
            page.number,
            AREA.0,
            rule.width(),
            TOLERANCE,
        );
        let left = type_area(page).left;
        ledger.length(Rule::ImprintRules, page.number, left, rule.left, TOLERANCE);
    }
}

/// One character in from both edges, turnovers below what follows 抄送：.
fn copies(sheet: &Sheet, ledger: &mut Ledger) {
    let lines: Vec<&Line> = sheet.of(PartKind::ImprintCopies).collect();
    for (index, line) in lines.iter().enumerate() {
        let page = line.page.number;
        let left = if index == 0 { FOURTH } else { FOURTH * 4 };
        ledger.length(Rule::ImprintText, page, left, line.left(), TOLERANCE);
        ledger.at_least(Rule::ImprintText, page, FOURTH, line.right(), TOLERANCE);
    }
    if let Some(last) = lines.last() {
        let is_ended = last.last() == '。';
        ledger.judge(
            Rule::ImprintText,
            last.page.number,
            "抄送以句号结束",
            last.last(),
            is_ended,
        );
    }
}

/// 印发机关 and 印发日期 on one line, one character in from either edge.
fn issued(sheet: &Sheet, ledger: &mut Ledger) {
    let organ: Vec<&Line> = sheet.of(PartKind::ImprintOrgan).collect();
    let date = sheet.of(PartKind::ImprintDate).next();
    for line in &organ {
        ledger.length(
            Rule::ImprintText,
            line.page.number,
            FOURTH,
            line.left(),
            TOLERANCE,
        );
    }
    if let (Some(organ), Some(date)) = (organ.last(), date) {
        let page = date.page.number;
        ledger.length(Rule::ImprintText, page, FOURTH, date.right(), TOLERANCE);
        ledger.length(
            Rule::ImprintText,
            page,
            organ.baseline,
            date.baseline,
            TOLERANCE,
        );
    }
}

/// On the last page, an even one; on the last page of content if there is
/// room, else at most one blank page further on.
fn sheet_of_imprint(sheet: &Sheet, page: &Page, height: Length, ledger: &mut Ledger) {
    let (rule, number, last) = (Rule::ImprintPage, page.number, sheet.pages.pages.len());
    let in_sheets = Profile::of(sheet.notice).is_bound_in_sheets;
    let is_wrong = page.is_across() || in_sheets && page.is_odd();
    let is_last = number == last && !is_wrong;
    ledger.judge(
        rule,
        number,
        if in_sheets {
            "最后一面，偶数"
        } else {
            "最后一面"
        },
        format!("第 {number} 面，共 {last} 面"),
        is_last,
    );
    let content = content_end(sheet);
    let Some(end) = sheet.page(content) else {
        return;
    };
    let has_room = !end.is_across() && room(sheet, end) >= height + PITCH - THIRD;
    let wanted = match (in_sheets && end.is_odd(), has_room) {
        (true, _) => content + 1,
        (false, true) => content,
        (false, false) => content + if in_sheets { 2 } else { 1 },
    };
    ledger.judge(
        rule,
        number,
        format!("第 {wanted} 面"),
        format!("第 {number} 面"),
        number == wanted,
    );
}

/// The last page that bears anything but the imprint and the folio.
pub(super) fn content_end(sheet: &Sheet) -> usize {
    let content = sheet.lines.iter().filter(|line| is_content(line));
    content.map(|line| line.page.number).max().unwrap_or(0)
}

fn is_content(line: &Line) -> bool {
    use PartKind::{Folio, ImprintCopies, ImprintDate, ImprintOrgan, SheetMark};
    !matches!(
        line.part.kind,
        Folio | ImprintCopies | ImprintDate | ImprintOrgan | SheetMark
    )
}

/// What is left below the content of a page.
fn room(sheet: &Sheet, page: &Page) -> Length {
    let texts = sheet
        .lines
        .iter()
        .filter(|line| line.page.number == page.number && is_content(line))
        .map(|line| line.area().bottom);
    let shapes = page
        .shapes
        .iter()
        .filter(|shape| sheet.pages.kind(shape.part) == Some(PartKind::Table))
        .map(|shape| shape.covered().bottom);
    let bottom = type_area(page).bottom;
    bottom - texts.chain(shapes).max().unwrap_or(bottom)
}
