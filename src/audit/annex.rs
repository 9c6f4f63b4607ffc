//! 7.3.7: an annex's number and title.

use super::Rule;
use super::head::centred;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet, joined, squeezed};
use super::standard::{THIRD, TOLERANCE, ascent, type_area};
use crate::pages::{Length, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let labels = sheet.parts(PartKind::AnnexLabel);
    let titles = sheet.parts(PartKind::AnnexTitle);
    for (label, title) in labels.iter().zip(&titles) {
        head(sheet, &label[0], title, ledger);
        new_page(sheet, &label[0], ledger);
    }
    naming(sheet, &labels, &titles, ledger);
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
        centred(rule, page, line.area(), ledger);
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
