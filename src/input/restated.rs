//! Figures of last year that were changed after they were published, with the reason.

use toml::Spanned;
use toml::de::DeValue;

use super::Restated;
use super::read::missing;
use super::said::keep_reasons;
use super::table::{Reading, Table};
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn read(reading: &mut Reading, value: &Spanned<DeValue>) -> Vec<Restated> {
    let DeValue::Array(array) = value.get_ref() else {
        not_records(reading, value);
        return Vec::new();
    };
    keep_reasons(reading, "restated", value);
    array.iter().filter_map(|item| one(reading, item)).collect()
}

fn one(reading: &mut Reading, item: &Spanned<DeValue>) -> Option<Restated> {
    let DeValue::Table(inner) = item.get_ref() else {
        not_records(reading, item);
        return None;
    };
    let mut table = Table::new(inner, "restated", item.span());
    let figure = text(
        reading,
        &mut table,
        "figure",
        "调整的数据",
        "funds.城区.carried",
    );
    let reason = text(
        reading,
        &mut table,
        "reason",
        "调整的原因",
        "决算审定后调整",
    );
    table.finish(reading, |key| {
        Diagnostic::error(Code::UnknownKey, format!("调整说明里不认识的项“{key}”"))
    });
    Some(Restated {
        figure: figure?,
        reason: reason?,
        place: reading.place(item.span()),
    })
}

fn not_records(reading: &mut Reading, value: &Spanned<DeValue>) {
    let finding = Diagnostic::error(Code::BadType, "调整说明应为一条一条的记录")
        .at(reading.place(value.span()))
        .hint("请写成 [[restated]]，下面写 figure 和 reason");
    reading.find(finding);
}

fn text(
    reading: &mut Reading,
    table: &mut Table,
    key: &str,
    label: &str,
    example: &str,
) -> Option<String> {
    let value = table.required(key, || {
        missing(key, label, &format!("{key} = \"{example}\""))
    })?;
    match value.get_ref() {
        DeValue::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => {
            let finding = Diagnostic::error(Code::BadText, format!("{label}（{key}）不能是空白"))
                .at(reading.place(value.span()))
                .hint(format!("例如：{key} = \"{example}\""));
            reading.find(finding);
            None
        }
    }
}
