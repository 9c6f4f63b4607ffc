//! 10.1: the head of a letter: two red double rules, and the number below the first one.

use super::Rule;
use super::head::ink_of_marks;
use super::measurement::Ledger;
use super::sheet::Sheet;
use super::standard::{
    BELOW_LETTER_RULE, LETTER_RULE, LETTER_RULE_FOOT, LETTER_RULE_GAP, PAPER, THIRD, TOLERANCE,
    ascent,
};
use crate::model::DocumentForm;
use crate::pages::{Area, Length, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    if sheet.notice.form != DocumentForm::Letter {
        return;
    }
    let rules = rules(sheet);
    for rule in &rules {
        size(*rule, ledger);
    }
    if let [first, second, third, fourth] = rules[..] {
        let is_right = first.height() > second.height() && third.height() < fourth.height();
        let found = format!(
            "{}、{}，{}、{} mm",
            first.height(),
            second.height(),
            third.height(),
            fourth.height()
        );
        let wanted = "上粗下细，上细下粗";
        ledger.judge(Rule::LetterRules, 1, wanted, found, is_right);
        if let Some(ink) = ink_of_marks(sheet) {
            let gap = first.top - ink.bottom;
            ledger.length(Rule::LetterRules, 1, LETTER_RULE_GAP, gap, TOLERANCE);
        }
        let foot = PAPER.1 - fourth.bottom;
        ledger.length(Rule::LetterRules, 1, LETTER_RULE_FOOT, foot, TOLERANCE);
        for (one, other) in [(first, second), (third, fourth)] {
            ledger.at_most(
                Rule::LetterRules,
                1,
                NEAR,
                other.top - one.bottom,
                Length::ZERO,
            );
            ledger.at_least(
                Rule::LetterRules,
                1,
                Length::ZERO,
                other.top - one.bottom,
                Length::ZERO,
            );
        }
    }
    number(sheet, ledger);
}

/// How far the two of a double rule may stand apart to be seen as one.
const NEAR: Length = Length::millimetres(1);

/// The rules of page 1, from the top down.
fn rules(sheet: &Sheet) -> Vec<Area> {
    let rules = sheet.shape(PartKind::RedRule).into_iter();
    let mut rules: Vec<Area> = rules
        .filter(|(page, _)| page.number == 1)
        .map(|(_, area)| area)
        .collect();
    rules.sort_by_key(|area| area.top);
    rules
}

/// 170 mm long, in the middle of the paper.
fn size(rule: Area, ledger: &mut Ledger) {
    let middle = (rule.left + rule.right) / 2;
    ledger.length(Rule::LetterRules, 1, LETTER_RULE, rule.width(), TOLERANCE);
    ledger.length(Rule::LetterRules, 1, PAPER.0 / 2, middle, TOLERANCE);
}

/// Where the first line below a letter's double rule begins; nothing of another form.
pub(super) fn below_rule(sheet: &Sheet) -> Option<Length> {
    if sheet.notice.form != DocumentForm::Letter {
        return None;
    }
    let second = rules(sheet).get(1).copied()?;
    Some(second.bottom + BELOW_LETTER_RULE)
}

/// Flush right, on the first line below the rule.
fn number(sheet: &Sheet, ledger: &mut Ledger) {
    let (Some(line), Some(top)) = (sheet.of(PartKind::Number).next(), below_rule(sheet)) else {
        return;
    };
    let (rule, page) = (Rule::NumberPlace, line.page.number);
    ledger.length(rule, page, top, line.baseline - ascent(THIRD), TOLERANCE);
    ledger.length(rule, page, Length::ZERO, line.right(), TOLERANCE);
}
