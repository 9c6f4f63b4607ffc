//! One typed figure.

use std::fmt::Display;

use toml::Spanned;
use toml::de::DeValue;

use super::date;
use super::plain;
use super::syntax::halfwidth;
use super::{Entry, TO_FILL, Typed};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Kind, Measure};
use crate::number::{Decimal, DecimalError};
use crate::source::Place;

/// Reads a figure, or says what is wrong with it. `what` names it for the clerk; a day without a
/// year is of `year`.
pub(super) fn read(
    value: &Spanned<DeValue>,
    measure: &Measure,
    (what, year): (&dyn Display, Option<i32>),
    place: Place,
) -> Result<Entry, Diagnostic> {
    if measure.kind == Kind::Date {
        return date::read(value, (what, year), place);
    }
    let literal = match value.get_ref() {
        DeValue::String(text) => {
            return match none(text) {
                Some(typed) => Ok(Entry { typed, place }),
                None => Err(not_a_number(text, what, place)),
            };
        }
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
        DeValue::Float(float) => float.as_str(),
        DeValue::Integer(_) => "0x",
        other => {
            return Err(Diagnostic::error(
                Code::BadType,
                format!("{what}应为数字，这里是{}", type_name(other)),
            )
            .at(place)
            .hint("请写一个数字；没有此项任务写 \"\""));
        }
    };
    let decimal = Decimal::parse(literal).map_err(|error| {
        Diagnostic::error(Code::BadNumber, format!("{what}不是规范的数字"))
            .at(place.clone())
            .hint(match error {
                DecimalError::NotPlain => "请写普通的数字，例如 1629 或 25.48，不用科学记数法",
                DecimalError::TooLong => "位数太多，请核对是否多打了数字",
            })
    })?;
    accept(decimal, measure, what, place)
}

/// What a text says that stands for a figure that is none.
pub(super) fn none(text: &str) -> Option<Typed> {
    match text.trim() {
        "" => Some(Typed::Blank),
        "?" | "？" => Some(Typed::Unknown),
        TO_FILL => Some(Typed::ToFill),
        _ => None,
    }
}

fn accept(
    decimal: Decimal,
    measure: &Measure,
    what: &dyn Display,
    place: Place,
) -> Result<Entry, Diagnostic> {
    if decimal.value.is_negative() && !measure.signed {
        return Err(
            Diagnostic::error(Code::BadNumber, format!("{what}不能是负数"))
                .at(place)
                .hint("请核对；没有此项任务写 \"\"，没有完成写 0"),
        );
    }
    if measure.kind == Kind::Count && decimal.places > 0 {
        let message = format!("{what}应为整数{}", measure.bracketed_unit());
        return Err(Diagnostic::error(Code::BadNumber, message)
            .at(place)
            .hint("请核对小数点，或是否填错了位置"));
    }
    Ok(Entry {
        typed: Typed::Number(decimal),
        place,
    })
}

fn not_a_number(text: &str, what: &dyn Display, place: Place) -> Diagnostic {
    let narrow: String = text.trim().chars().map(halfwidth).collect();
    let plain = narrow.replace([',', ' '], "");
    if Decimal::parse(&plain).is_ok() {
        let (code, message) = if narrow == text.trim() {
            (Code::BadType, format!("{what}写成了文字"))
        } else {
            (Code::BadDigits, format!("{what}“{text}”是全角字符"))
        };
        return Diagnostic::error(code, message)
            .at(place)
            .hint(format!("请去掉引号，用半角数字：{plain}"));
    }
    if let Some(slip) = plain::slip(&narrow) {
        return Diagnostic::error(Code::BadType, format!("{what}写成了文字，{}", slip.wrong))
            .at(place)
            .hint(format!("请去掉引号；{}", slip.way_out));
    }
    Diagnostic::error(Code::BadNumber, format!("{what}应为数字，这里是“{text}”"))
        .at(place)
        .hint("请写一个数字；没有此项任务写 \"\"")
}

pub(super) fn type_name(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) | DeValue::Float(_) => "数字",
        DeValue::Boolean(_) => "true 或 false",
        DeValue::Datetime(_) => "日期",
        DeValue::Array(_) => "清单",
        DeValue::Table(_) => "一组数据",
    }
}
