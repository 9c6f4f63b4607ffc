//! 7.2: the mark, the number and the red rule.

use super::Rule;
use super::measurement::Ledger;
use super::profile::Profile;
use super::sheet::{Line, Sheet};
use super::standard::{AREA, RED_RULE, RED_RULE_GAP, THIRD, TOLERANCE, type_area};
use crate::model::DocumentForm;
use crate::pages::{Area, Length, Page, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    mark(sheet, ledger);
    if sheet.notice.form == DocumentForm::Letter {
        return;
    }
    let number = sheet.of(PartKind::Number).next();
    if let (Some(mark), Some(number)) = (ink_of_marks(sheet), number) {
        let (page, area) = (number.page.number, number.area());
        if let Some(signer) = sheet.of(PartKind::Signers).last() {
            beside(number, signer, ledger);
        } else {
            let empty = sheet.empty_lines(number.page, mark.bottom, area.top);
            ledger.count(Rule::NumberPlace, page, "空行", 2, empty);
            centred_line(Rule::NumberPlace, number, ledger);
        }
    }
    let date = sheet.of(PartKind::SignatureDate).next();
    let date = date.filter(|_| sheet.notice.form.is_dated_at_head());
    if let (Some(above), Some((page, rule))) =
        (date.or(number), sheet.shape(PartKind::RedRule).first())
    {
        red_rule(above, page, *rule, ledger);
    }
    if let (Some(number), Some(date)) = (number, date) {
        dated(sheet, number, date, ledger);
    }
}

/// What the ink of the mark covers; of a joint issue, of all its marks and 文件.
pub(super) fn ink_of_marks(sheet: &Sheet) -> Option<Area> {
    let page = sheet.of(PartKind::Mark).next()?.page;
    let is_mark = |kind| matches!(kind, Some(PartKind::Mark | PartKind::MarkWord));
    let texts = page.texts.iter();
    let texts = texts.filter(|text| is_mark(sheet.pages.kind(text.part)));
    Area::around(texts.filter_map(|text| text.ink))
}

fn mark(sheet: &Sheet, ledger: &mut Ledger) {
    let parts = sheet.parts(PartKind::Mark);
    let Some(page) = parts.first().map(|lines| lines[0].page) else {
        return;
    };
    let Some(ink) = ink_of_marks(sheet) else {
        return;
    };
    let Some(top) = Profile::of(sheet.notice).mark_top else {
        return;
    };
    ledger.length(Rule::MarkTop, page.number, top, ink.top, TOLERANCE);
    for lines in &parts {
        let count = i64::try_from(lines.len()).unwrap_or_default();
        ledger.count(Rule::MarkLine, page.number, "行", 1, count);
    }
    ledger.at_most(Rule::MarkLine, page.number, AREA.0, ink.width(), TOLERANCE);
    // By its characters: ink may stand to one side of the first or the last.
    let lines = sheet.of(PartKind::Mark).chain(sheet.of(PartKind::MarkWord));
    if let Some(area) = Area::around(lines.map(Line::area)) {
        centred(Rule::MarkLine, page, area, ledger);
    }
}

/// 7.2.5: beside 签发人, one character in from the left, on the line of the last of them.
fn beside(number: &Line, signer: &Line, ledger: &mut Ledger) {
    let (rule, page) = (Rule::NumberPlace, number.page.number);
    ledger.length(rule, page, THIRD, number.left(), TOLERANCE);
    ledger.length(rule, page, signer.baseline, number.baseline, TOLERANCE);
}

/// 10.3: organ and date of minutes on the line below the number, one character in from either edge.
/// The standard leaves it to the office; this is where offices have them.
fn dated(sheet: &Sheet, number: &Line, date: &Line, ledger: &mut Ledger) {
    let organ: Vec<&Line> = sheet.of(PartKind::SignatureOrgan).collect();
    let (Some(first), Some(last)) = (organ.first(), organ.last()) else {
        return;
    };
    let (rule, page) = (Rule::SignaturePlace, date.page.number);
    let below = sheet.slot(first) - sheet.slot(number);
    ledger.count(rule, page, "行之下", 1, below);
    ledger.length(rule, page, last.baseline, date.baseline, TOLERANCE);
    ledger.length(rule, page, THIRD, date.right(), TOLERANCE);
    for line in organ {
        ledger.length(rule, page, THIRD, line.left(), TOLERANCE);
    }
}

fn red_rule(above: &Line, page: &Page, rule: Area, ledger: &mut Ledger) {
    let (edge, page) = (type_area(page), page.number);
    let foot = above.baseline + THIRD * 12 / 100;
    ledger.length(
        Rule::RedRulePlace,
        page,
        RED_RULE_GAP,
        rule.top - foot,
        TOLERANCE,
    );
    ledger.length(Rule::RedRulePlace, page, edge.left, rule.left, TOLERANCE);
    ledger.length(Rule::RedRuleSize, page, AREA.0, rule.width(), TOLERANCE);
    let (thin, thick) = RED_RULE;
    let thickness = rule.height();
    ledger.at_least(Rule::RedRuleSize, page, thin, thickness, Length::ZERO);
    ledger.at_most(Rule::RedRuleSize, page, thick, thickness, Length::ZERO);
}

/// The middle of what should be centred in the 版心.
pub(super) fn centred(rule: Rule, page: &Page, area: Area, ledger: &mut Ledger) {
    let edge = type_area(page);
    let middle = (edge.left + edge.right) / 2;
    ledger.length(
        rule,
        page.number,
        middle,
        (area.left + area.right) / 2,
        TOLERANCE,
    );
}

/// A line in the middle of the 版心. Whether the white half of a mark at either end counts is a way of
/// typesetting: both ways are.
pub(super) fn centred_line(rule: Rule, line: &Line, ledger: &mut Ledger) {
    let (own, edge) = (line.area(), type_area(line.page));
    let ends = line.glyphs.first().zip(line.glyphs.last());
    let natural = ends.map_or(own, |((_, first), (_, last))| Area {
        left: first.origin.0,
        right: last.origin.0 + last.natural,
        ..own
    });
    let wanted = (edge.left + edge.right) / 2;
    let off = |area: &Area| ((area.left + area.right) / 2 - wanted).abs();
    let mixed = [
        Area {
            left: natural.left,
            ..own
        },
        Area {
            right: natural.right,
            ..own
        },
        natural,
    ];
    let nearest = mixed.into_iter().fold(
        own,
        |best, area| if off(&area) < off(&best) { area } else { best },
    );
    centred(rule, line.page, nearest, ledger);
}
