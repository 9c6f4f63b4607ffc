use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::cell::{self, type_name};
use super::group;
use super::table::{Reading, Table};
use super::{Day, Inputs, syntax};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::model::{Kind, Measure, Model};
use crate::source::{SourceId, Sources};

/// Reads a year's input. Every fault is found, not only the first; with any
/// of them there are no inputs.
pub fn read(source: SourceId, sources: &Sources, model: &Model) -> Result<Inputs, Vec<Diagnostic>> {
    let text = &sources.get(source).text;
    let (root, errors) = DeTable::parse_recoverable(text);
    let (findings, broken) = syntax::findings(source, text, &errors);
    let mut reading = Reading {
        source,
        text,
        broken,
        findings,
    };
    let inputs = root_table(&mut reading, &root, model);
    match inputs {
        Some(inputs) if !has_errors(&reading.findings) => Ok(inputs),
        _ => Err(reading.findings),
    }
}

fn root_table(reading: &mut Reading, root: &Spanned<DeTable>, model: &Model) -> Option<Inputs> {
    let mut table = Table::new(root.get_ref(), "", 0..0);
    let year = whole(
        reading,
        &mut table,
        "year",
        "年度",
        "year = 2023",
        1949..=2999,
    );
    let number = whole(
        reading,
        &mut table,
        "number",
        "发文顺序号",
        "number = 1",
        1..=99_999,
    );
    let issued = issued(reading, &mut table, year);
    let sample = flag(reading, &mut table, "sample");
    let seal = flag(reading, &mut table, "seal");
    let counties = table
        .required("counties", || {
            missing(
                "counties",
                "县（市、区）名单",
                "counties = [\"城区\", \"泽州县\"]",
            )
        })
        .and_then(|value| names(reading, value, "县（市、区）名单"));
    if let Some((counties, value)) = &counties {
        check_counties(reading, counties, value);
    }
    let copies = table
        .optional("copies")
        .and_then(|value| names(reading, value, "抄送"))
        .map(|(copies, _)| copies);
    let counties = counties.map(|(counties, _)| counties);
    let groups = model
        .groups
        .iter()
        .map(|group| group::read(reading, &mut table, group, model, counties.as_deref(), year))
        .collect();
    table.finish(reading, |key| {
        Diagnostic::error(Code::UnknownKey, format!("不认识的项“{key}”"))
    });
    Some(Inputs {
        year: year?,
        number: u32::try_from(number?).ok()?,
        issued: issued?,
        sample: sample.unwrap_or(false),
        seal,
        counties: counties?,
        copies: copies.unwrap_or_default(),
        groups,
    })
}

pub(super) fn missing(key: &str, label: &str, example: &str) -> Diagnostic {
    Diagnostic::error(Code::MissingKey, format!("缺少“{label}”（{key}）"))
        .hint(format!("请加一行：{example}"))
}

/// A whole number within a range.
fn whole(
    reading: &mut Reading,
    table: &mut Table,
    key: &str,
    label: &str,
    example: &str,
    range: std::ops::RangeInclusive<i32>,
) -> Option<i32> {
    let value = table.required(key, || missing(key, label, example))?;
    let count = Measure {
        unit: String::new(),
        kind: Kind::Count,
        places: None,
        signed: false,
        exact: true,
    };
    match cell::read(value, &count, label, reading.source) {
        Ok(entry) => {
            let number = entry.decimal().and_then(|d| d.text.parse().ok());
            if number.is_none_or(|number| !range.contains(&number)) {
                reading.find(
                    Diagnostic::error(
                        Code::BadNumber,
                        format!("{label}应在 {} 到 {} 之间", range.start(), range.end()),
                    )
                    .at(entry.place)
                    .hint(format!("例如：{example}")),
                );
                return None;
            }
            number
        }
        Err(finding) => {
            reading.find(finding);
            None
        }
    }
}

/// 成文日期: a day of the year after the notice's, or a full date.
fn issued(reading: &mut Reading, table: &mut Table, year: Option<i32>) -> Option<Day> {
    const EXAMPLE: &str = "date = \"1月31日\"";
    let value = table.required("date", || missing("date", "成文日期", EXAMPLE))?;
    let next_year = year.unwrap_or(2000) + 1;
    let day = match value.get_ref() {
        DeValue::Datetime(moment) => moment
            .date
            .and_then(|date| Day::new(date.year.into(), date.month.into(), date.day.into())),
        DeValue::String(text) => Day::parse(text, next_year),
        _ => None,
    };
    let place = reading.place(value.span());
    let Some(day) = day else {
        reading.find(
            Diagnostic::error(Code::BadDate, "成文日期不是存在的日期")
                .at(place)
                .hint(format!("请写月和日：{EXAMPLE}（年份是年度的次年）")),
        );
        return None;
    };
    if let Some(year) = year
        && !(year..=year + 1).contains(&day.year)
    {
        reading.find(
            Diagnostic::error(
                Code::BadDate,
                format!("成文日期是 {} 年，与年度 {year} 不相称", day.year),
            )
            .at(place)
            .hint(format!(
                "{year} 年度的通报应在 {} 年成文；{EXAMPLE} 会自动用次年",
                year + 1
            )),
        );
        return None;
    }
    Some(day)
}

fn flag(reading: &mut Reading, table: &mut Table, key: &str) -> Option<bool> {
    let value = table.optional(key)?;
    match value.get_ref() {
        DeValue::Boolean(flag) => Some(*flag),
        other => {
            reading.find(wrong_type(
                reading,
                value,
                &format!("{key} 应为 true 或 false，这里是{}", type_name(other)),
            ));
            None
        }
    }
}

fn wrong_type(reading: &Reading, value: &Spanned<DeValue>, message: &str) -> Diagnostic {
    Diagnostic::error(Code::BadType, message).at(reading.place(value.span()))
}

/// A list of texts, and where it stands.
pub(super) fn names<'v>(
    reading: &mut Reading,
    value: &'v Spanned<DeValue<'v>>,
    label: &str,
) -> Option<(Vec<String>, &'v Spanned<DeValue<'v>>)> {
    let items = match value.get_ref() {
        DeValue::Array(array) => array
            .iter()
            .map(|item| match item.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
                DeValue::Integer(number) => Some(number.to_string()),
                _ => None,
            })
            .collect::<Option<Vec<_>>>(),
        _ => None,
    };
    if items.is_none() {
        reading.find(
            wrong_type(reading, value, &format!("{label}应为一份清单"))
                .hint("请写成 [\"第一项\", \"第二项\"]"),
        );
    }
    Some((items?, value))
}

fn check_counties(reading: &mut Reading, counties: &[String], value: &Spanned<DeValue>) {
    for (index, county) in counties.iter().enumerate() {
        let is_twice = counties[..index].contains(county);
        if is_twice || county == "total" {
            let message = if is_twice {
                format!("县（市、区）名单里“{county}”写了两次")
            } else {
                "total 留给全市合计，不能作县（市、区）名".to_owned()
            };
            let finding =
                Diagnostic::error(Code::DuplicateKey, message).at(reading.place(value.span()));
            reading.find(finding);
        }
    }
    if counties.is_empty() {
        let finding = wrong_type(reading, value, "县（市、区）名单是空的");
        reading.find(finding);
    }
}
