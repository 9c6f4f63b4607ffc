//! What the office accepts: background years, and findings with a reason.

use toml::Spanned;
use toml::de::DeValue;

use super::Accepted;
use super::cell::type_name;
use super::read::missing;
use super::said::keep_reasons;
use super::table::{Reading, Table};
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn background_years(reading: &mut Reading, table: &mut Table) -> Vec<i32> {
    let Some(value) = table.optional("background_years") else {
        return Vec::new();
    };
    let years = match value.get_ref() {
        DeValue::Array(array) => array
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::Integer(year) => year.to_string().parse().ok(),
                _ => None,
            })
            .collect::<Option<Vec<i32>>>(),
        _ => None,
    };
    if years.is_none() {
        let finding = Diagnostic::error(Code::BadType, "background_years 应为几个年份")
            .at(reading.place(value.span()))
            .hint("请写成 background_years = [2015, 2018]");
        reading.find(finding);
    }
    years.unwrap_or_default()
}

pub(super) fn accepted(reading: &mut Reading, table: &mut Table) -> Vec<Accepted> {
    let Some(value) = table.optional("accept") else {
        return Vec::new();
    };
    let DeValue::Array(array) = value.get_ref() else {
        not_records(reading, value);
        return Vec::new();
    };
    keep_reasons(reading, "accept", value);
    array.iter().filter_map(|item| one(reading, item)).collect()
}

fn not_records(reading: &mut Reading, value: &Spanned<DeValue>) {
    let finding = Diagnostic::error(Code::BadType, "认可应写成 [[accept]]")
        .at(reading.place(value.span()))
        .hint("每条认可另起一行写 [[accept]]，下面写 code、figure、value、reason");
    reading.find(finding);
}

fn one(reading: &mut Reading, item: &Spanned<DeValue>) -> Option<Accepted> {
    let DeValue::Table(inner) = item.get_ref() else {
        not_records(reading, item);
        return None;
    };
    let mut table = Table::new(inner, "accept", item.span());
    let mut word = |key: &str, label: &str| {
        let example = format!("{key} = \"…\"");
        let value = table.required(key, || missing(key, label, &example))?;
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            DeValue::String(_) => {
                let finding = Diagnostic::error(Code::BadText, format!("认可的{label}不能是空白"))
                    .at(reading.place(value.span()))
                    .hint("请写上它");
                reading.find(finding);
                None
            }
            other => {
                let finding = Diagnostic::error(
                    Code::BadType,
                    format!("认可的{label}应为文字，这里是{}", type_name(other)),
                )
                .at(reading.place(value.span()))
                .hint("请照提示抄写，理由不能是空白");
                reading.find(finding);
                None
            }
        }
    };
    let code = word("code", "问题代号");
    let figure = word("figure", "数据名称");
    let value = word("value", "当时的数");
    let reason = word("reason", "理由");
    table.finish(reading, |key| {
        Diagnostic::error(Code::UnknownKey, format!("认可里不认识的项“{key}”"))
    });
    Some(Accepted {
        code: code?,
        figure: figure?,
        value: value?,
        reason: reason?,
        place: reading.place(item.span()),
    })
}
