//! Values as an input writes them.

use toml_edit::{Item, Value as Toml};

use crate::calendar::Day;
use crate::input::TO_FILL;
use crate::width::width;
use crate::workbook::fill::Value;

pub fn digits(literal: &str) -> usize {
    literal.chars().filter(char::is_ascii_digit).count()
}

/// A value without its comment.
pub fn plainly(value: &Toml) -> String {
    let mut plain = value.clone();
    plain.decor_mut().clear();
    plain.to_string().trim().to_owned()
}

/// A comment in the column where it stood, if it can.
pub fn moved(suffix: &str, before: &str, after: &str) -> String {
    let comment = suffix.trim_start_matches([' ', '\t']);
    if comment.is_empty() || after.contains('\n') || before.contains('\n') {
        return suffix.to_owned();
    }
    let gap = suffix.len() - comment.len() + width(before);
    format!(
        "{}{comment}",
        " ".repeat(gap.saturating_sub(width(after)).max(2))
    )
}

/// A value of the document as it is written.
pub fn written(item: &Item) -> String {
    item.as_value().map(plainly).unwrap_or_default()
}

/// What a literal of the input says.
pub fn value_of(literal: &str) -> Value {
    match literal.parse::<Toml>() {
        Ok(Toml::String(text)) => match text.value().trim() {
            "" => Value::Blank,
            "?" | "？" => Value::Unknown,
            TO_FILL => Value::ToFill,
            words => Value::Words(words.to_owned()),
        },
        Ok(Toml::Datetime(moment)) => {
            day_of(moment.value()).map_or_else(|| Value::Words(literal.to_owned()), Value::Day)
        }
        Ok(_) => Value::Number(literal.replace('_', "").trim_start_matches('+').to_owned()),
        Err(_) => Value::ToFill,
    }
}

pub fn day_of(moment: &toml_edit::Datetime) -> Option<Day> {
    let date = moment.date.filter(|_| moment.time.is_none())?;
    Day::new(date.year.into(), date.month.into(), date.day.into())
}

/// Whether a literal without a year is that day of the period's year.
pub fn is_day_of(year: i32, literal: &str, value: &Value) -> bool {
    let (Value::Words(words), Value::Day(day)) = (value_of(literal), value) else {
        return false;
    };
    Day::parse(&words, |month, day| Day::new(year, month, day)) == Some(*day)
}

/// A value as the input writes it; `before` is how it was written.
pub fn literal(value: &Value, before: &str) -> String {
    match value {
        Value::Number(text) => text.clone(),
        Value::Day(day) => day.iso(),
        Value::Blank => "\"\"".to_owned(),
        Value::Unknown => "\"?\"".to_owned(),
        Value::ToFill => format!("\"{TO_FILL}\""),
        Value::Words(text) => {
            let is_long = text.contains('\n') || before.starts_with("\"\"\"");
            if is_long && !text.contains("\"\"\"") && !text.contains('\\') {
                return format!("\"\"\"\n{}\n\"\"\"", text.trim_end());
            }
            let mut value = Toml::from(text.as_str());
            value.decor_mut().clear();
            value.to_string().trim().to_owned()
        }
    }
}
