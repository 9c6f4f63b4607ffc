//! One typed date.

use std::fmt::Display;

use toml::Spanned;
use toml::de::DeValue;

use super::cell::{none, type_name};
use super::{Entry, Typed};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{YEARS_OF_DATES, day_value};
use crate::number::Decimal;
use crate::source::Place;

/// How a date is written.
const EXAMPLE: &str = "2023-09-25 或 \"2023年9月25日\"";

/// Reads a day, or says what is wrong with it; one without a year is of `year`.
pub(super) fn read(
    value: &Spanned<DeValue>,
    (what, year): (&dyn Display, Option<i32>),
    place: Place,
) -> Result<Entry, Diagnostic> {
    let of_year = |month, day| Day::new(year.unwrap_or(2000), month, day);
    let day = match value.get_ref() {
        DeValue::Datetime(moment) => {
            let Some(date) = moment.date.filter(|_| moment.time.is_none()) else {
                let message = format!("{what}应为日期，这里还写了时间“{moment}”");
                let finding = Diagnostic::error(Code::BadDate, message).at(place);
                return Err(finding.hint(format!("请只写年、月、日，不写钟点和时区：{EXAMPLE}")));
            };
            Day::new(date.year.into(), date.month.into(), date.day.into())
        }
        DeValue::String(text) => {
            if let Some(typed) = none(text) {
                return Ok(Entry { typed, place });
            }
            match Day::parse(text, of_year) {
                Some(day) => Some(day),
                None => return Err(not_a_day(text, what, place, Day::guess(text, of_year))),
            }
        }
        other => {
            let message = format!("{what}应为日期，这里是{}", type_name(other));
            let finding = Diagnostic::error(Code::BadType, message).at(place);
            return Err(finding.hint(format!(
                "请写成 {EXAMPLE}；没有就写 \"\"，还没有填就写 \"待填\""
            )));
        }
    };
    let Some(day) = day.filter(|day| YEARS_OF_DATES.contains(&day.year)) else {
        let message = format!(
            "{what}的年份应在 {} 到 {} 之间",
            YEARS_OF_DATES.start(),
            YEARS_OF_DATES.end()
        );
        let finding = Diagnostic::error(Code::BadDate, message).at(place);
        return Err(finding.hint(format!("请写真实的日期：{EXAMPLE}")));
    };
    let decimal = Decimal {
        text: day.to_string().into(),
        places: 0,
        value: day_value(day),
    };
    Ok(Entry {
        typed: Typed::Number(decimal),
        place,
    })
}

/// A text that is no day, or is one that is written otherwise.
fn not_a_day(text: &str, what: &dyn Display, place: Place, meant: Option<Day>) -> Diagnostic {
    let text = text.trim();
    if let Some(day) = meant {
        let message = format!("{what}“{text}”不是规范的日期");
        let finding = Diagnostic::error(Code::BadDate, message).at(place);
        return finding.hint(format!("请写成 {} 或 \"{day}\"", day.iso()));
    }
    let is_like_a_day = text.contains(['年', '月', '日', '号', '-', '/', '.']);
    let message = if is_like_a_day {
        format!("{what}“{text}”不是存在的日期")
    } else {
        format!("{what}应为日期，这里是“{text}”")
    };
    let finding = Diagnostic::error(Code::BadDate, message).at(place);
    finding.hint(format!("请写真实的年、月、日：{EXAMPLE}；没有就写 \"\""))
}
