//! Joint issue (联合行文): the marks at the head (7.2.4) and the names below the text (7.3.5).

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet, joined, squeezed};
use super::standard::{SEAL, SEALS_PER_ROW, TOLERANCE, type_area};
use crate::pages::{Area, Length, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    if !sheet.notice.head.joint.is_empty() {
        marks(sheet, ledger);
    }
    if !sheet.notice.signature.joint.is_empty() {
        signature(sheet, ledger);
    }
}

/// What the ink of a part covers.
fn ink(sheet: &Sheet, lines: &[Line]) -> Option<Area> {
    let (page, id) = (lines.first()?.page, lines.first()?.id);
    let texts = page.texts.iter().filter(|text| text.part == Some(id));
    let is_of = |kind| matches!(kind, Some(PartKind::Mark | PartKind::MarkWord));
    let texts = texts.filter(|text| is_of(sheet.pages.kind(text.part)));
    Area::around(texts.filter_map(|text| text.ink))
}

fn marks(sheet: &Sheet, ledger: &mut Ledger) {
    let rule = Rule::JointMark;
    let marks = sheet.parts(PartKind::Mark);
    let words = sheet.parts(PartKind::MarkWord);
    let (Some(host), Some(word)) = (marks.first(), words.first()) else {
        return;
    };
    let page = host[0].page.number;
    let head = &sheet.notice.head;
    let names = std::iter::once(&head.organ).chain(&head.joint);
    for (lines, name) in marks.iter().zip(names) {
        ledger.same(rule, page, &squeezed(name), &joined(lines));
        let (own, first) = (lines[0].area(), host[0].area());
        ledger.length(rule, page, first.left, own.left, TOLERANCE);
        ledger.length(rule, page, first.right, own.right, TOLERANCE);
    }
    let inks: Vec<Area> = marks.iter().filter_map(|lines| ink(sheet, lines)).collect();
    for pair in inks.windows(2) {
        ledger.at_least(rule, page, pair[0].bottom, pair[1].top, Length::ZERO);
    }
    if let (Some(all), Some(word)) = (Area::around(inks), ink(sheet, word)) {
        let middle = |area: Area| (area.top + area.bottom) / 2;
        ledger.length(rule, page, middle(all), middle(word), TOLERANCE);
        ledger.at_least(rule, page, all.right, word.left, Length::ZERO);
    }
}

fn signature(sheet: &Sheet, ledger: &mut Ledger) {
    let (rule, signature) = (Rule::JointSignature, &sheet.notice.signature);
    let names = sheet.parts(PartKind::SignatureOrgan);
    let Some(page) = names.first().map(|lines| lines[0].page) else {
        return;
    };
    let organs = std::iter::once(&signature.organ).chain(&signature.joint);
    let ordered = in_reading_order(&names);
    for (lines, organ) in ordered.iter().zip(organs) {
        ledger.same(rule, page.number, &squeezed(organ), &joined(lines));
    }
    if signature.seal {
        sealed(sheet, &ordered, ledger);
    } else {
        below_each_other(sheet, &ordered, ledger);
    }
}

/// Names whose last lines stand on one height are a row, from left to right.
fn in_reading_order<'a, 'l>(names: &[&'a [Line<'l>]]) -> Vec<&'a [Line<'l>]> {
    let foot = |lines: &[Line]| lines.last().map_or(Length::ZERO, |line| line.baseline);
    let mut ordered = names.to_vec();
    ordered.sort_by_key(|lines| foot(lines));
    let same = |one: &&[Line], other: &&[Line]| (foot(one) - foot(other)).abs() <= TOLERANCE;
    let mut rows: Vec<Vec<&[Line]>> = ordered.chunk_by(same).map(<[_]>::to_vec).collect();
    for row in &mut rows {
        row.sort_by_key(|lines| lines[0].area().left);
    }
    rows.concat()
}

/// Each seal stands on its name, the last one on its name and the date.
fn sealed(sheet: &Sheet, names: &[&[Line]], ledger: &mut Ledger) {
    let rule = Rule::JointSignature;
    let Some(page) = names.first().map(|lines| lines[0].page) else {
        return;
    };
    let mut seals: Vec<Area> = names.iter().filter_map(|lines| around(lines)).collect();
    if let (Some(last), Some(date)) = (
        seals.last_mut(),
        sheet.of(PartKind::SignatureDate).next().map(Line::area),
    ) {
        *last = last.with(date);
    }
    let middle = |area: &Area| ((area.left + area.right) / 2, (area.top + area.bottom) / 2);
    for (at, one) in seals.iter().enumerate() {
        let (x, y) = middle(one);
        let edge = type_area(page);
        ledger.at_least(rule, page.number, edge.left, x - SEAL / 2, Length::ZERO);
        ledger.at_most(rule, page.number, edge.right, x + SEAL / 2, Length::ZERO);
        for other in &seals[at + 1..] {
            let (other_x, other_y) = middle(other);
            let far = distance(x - other_x, y - other_y);
            ledger.at_least(rule, page.number, SEAL, far, Length::ZERO);
        }
    }
    let foot = |lines: &&[Line]| lines.last().map_or(Length::ZERO, |line| line.baseline);
    for row in names.chunk_by(|one, other| (foot(one) - foot(other)).abs() <= TOLERANCE) {
        let count = i64::try_from(row.len()).unwrap_or_default();
        let found = format!("{count} 个");
        let is_right = count <= SEALS_PER_ROW;
        ledger.judge(rule, page.number, "每排至多 3 个", found, is_right);
    }
}

fn around(lines: &[Line]) -> Option<Area> {
    Area::around(lines.iter().map(Line::area))
}

fn distance(x: Length, y: Length) -> Length {
    let (x, y) = (x.in_micrometres(), y.in_micrometres());
    Length::micrometres((x * x + y * y).isqrt())
}

/// Without seals the host's name stands first, the others on the lines below it, flush with it.
fn below_each_other(sheet: &Sheet, names: &[&[Line]], ledger: &mut Ledger) {
    let rule = Rule::JointSignature;
    for pair in names.windows(2) {
        let (Some(above), Some(below)) = (pair[0].last(), pair[1].first()) else {
            continue;
        };
        let page = below.page.number;
        let lines = sheet.slot(below) - sheet.slot(above);
        ledger.count(rule, page, "行之下", 1, lines);
    }
    let areas: Vec<Area> = names.iter().filter_map(|lines| around(lines)).collect();
    if let Some(first) = areas.first() {
        let page = names[0][0].page.number;
        for area in &areas {
            ledger.length(rule, page, first.left, area.left, TOLERANCE);
        }
    }
}
