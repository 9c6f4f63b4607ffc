//! How numbers are shown in a form, and what may be typed.

use super::{Cell, Content, Rule};
use crate::calendar::Day;
use crate::language::{Grouping, Scale, Share, Sign};
use crate::model::{Kind, Measure};
use crate::number::{Decimal, Exact};

/// The number format of a figure with so many places; `None`: as many as it has.
pub(super) fn digits(measure: &Measure, places: Option<u32>) -> String {
    if measure.kind == Kind::Date {
        return DATE.to_owned();
    }
    let word = match (measure.kind, measure.form.scale) {
        (Kind::Rate(own), scale) => {
            let share = match scale {
                Some(Scale::Share(share)) => share,
                _ => own,
            };
            // A cell holds the number that is typed; another form of it would be another number.
            if measure.form.bare || share != own {
                ""
            } else {
                share.sign()
            }
        }
        _ => "",
    };
    let whole = match measure.form.grouping {
        Some(Grouping::Comma) => "#,##0",
        _ => "0",
    };
    let number = match (places, measure.kind) {
        (Some(0), _) | (None, Kind::Count) => whole.to_owned(),
        (Some(places), _) => {
            let zeros = "0".repeat(usize::try_from(places).unwrap_or(0));
            format!("{whole}.{zeros}")
        }
        (None, _) => "General".to_owned(),
    };
    let word = if word.is_empty() {
        String::new()
    } else {
        format!("\"{word}\"")
    };
    match measure.form.sign {
        Some(Sign::Always) => format!("+{number}{word};-{number}{word};{number}{word}"),
        _ => number + &word,
    }
}

/// How days are shown.
const DATE: &str = "yyyy\"年\"m\"月\"d\"日\"";
/// The number of 1899-12-30, from which spreadsheets count days.
const BEFORE: i64 = 693_594;

/// The day that a cell holds as a number; nothing of a cell that holds no day.
pub(super) fn day(cell: &Cell) -> Option<Day> {
    let text = match &cell.content {
        Content::Number(text) | Content::Formula(_, text) if cell.digits == DATE => text,
        _ => return None,
    };
    Day::of_number(text.parse::<i64>().ok()?.checked_add(BEFORE)?)
}

/// The number that a cell holds for a typed or printed figure: of a date how many days after
/// 1899-12-30 it is.
pub(super) fn number(measure: &Measure, decimal: &Decimal) -> String {
    if measure.kind == Kind::Date {
        return (&decimal.value - &Exact::integer(BEFORE)).to_plain();
    }
    decimal.text.to_string()
}

/// In what its cells are: 套, %, 亿元.
pub(super) fn unit(measure: &Measure) -> &str {
    match measure.kind {
        Kind::Rate(Share::Quotient) | Kind::Count | Kind::Amount => &measure.unit,
        Kind::Date => "日期",
        _ => measure.sign_or_unit(),
    }
}

/// What may be typed for a figure.
pub(super) fn rule(measure: &Measure) -> Rule {
    if measure.kind == Kind::Date {
        return Rule::Date;
    }
    Rule::Number {
        is_whole: measure.kind == Kind::Count,
        may_be_negative: measure.signed,
    }
}
