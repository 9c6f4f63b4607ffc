//! One group of the model: its rows, single figures and words.

mod ground;
mod rows;
mod texts;

use std::fmt::Display;
use toml::Spanned;
use toml::de::DeValue;

use super::read::missing;
use super::table::{Reading, Table};
use super::{Entry, GroupInput, Sets, Typed, cell};
use crate::calendar::{Day, Period};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Each, Group, Kind, Measure, Model, Rows};

pub(super) fn read(
    reading: &mut Reading,
    root: &mut Table,
    group: &Group,
    (model, absent): (&Model, &[&str]),
    sets: Option<&Sets>,
    (period, issued): (Option<Period>, Option<Day>),
) -> GroupInput {
    let mut reader = GroupReader {
        reading,
        group,
        model,
        absent,
        sets,
        period,
        issued,
        input: GroupInput::default(),
    };
    if group.rows == Rows::Records {
        reader.records(root);
    } else {
        reader.table(root);
    }
    reader.input
}

/// A group that the input says the year does not have: it must not be there as well.
pub(super) fn not_there(
    reading: &mut Reading,
    root: &mut Table,
    group: &Group,
    model: &Model,
) -> GroupInput {
    if let Some(value) = root.optional(&group.key) {
        let message = format!("none 里写了没有“{}”，这里又有它的数据", group.label);
        let key = &group.key;
        let hint = format!("有这项工作，就从 none 里去掉 {key}；没有，就删掉这一组数据");
        reading.refuse(value, Code::CannotBe, message, hint);
    }
    ground::still_wanted(reading, root, group, model);
    GroupInput {
        columns: group.columns_for(&[]).into(),
        ..GroupInput::default()
    }
}

struct GroupReader<'r, 'a, 'm> {
    reading: &'r mut Reading<'a>,
    group: &'m Group,
    model: &'m Model,
    /// The groups of which the year has nothing.
    absent: &'m [&'m str],
    sets: Option<&'m Sets>,
    period: Option<Period>,
    issued: Option<Day>,
    input: GroupInput,
}

impl GroupReader<'_, '_, '_> {
    fn table(&mut self, root: &mut Table) {
        let group = self.group;
        let has_rows = match group.rows {
            Rows::Set { sparse, .. } => !sparse,
            Rows::Records | Rows::None => false,
        };
        let asks_scalars = self.asks_scalars(root);
        let is_needed = has_rows
            || asks_scalars && group.scalars.iter().any(|s| s.content.formula().is_none())
            || group.texts.iter().any(|text| !text.optional);
        let header = format!("[{}]", group.key);
        let absent = || {
            Diagnostic::error(
                Code::MissingKey,
                format!("缺少“{}”整组数据 {header}", group.label),
            )
            .hint(format!(
                "请从上一期的文件里复制这一组，再改数字；这一期没有这项工作，在文件开头写一行 none = [\"{}\"]",
                group.key
            ))
        };
        let value = if is_needed {
            root.required(&group.key, absent)
        } else {
            root.optional(&group.key)
        };
        let Some(value) = value else {
            self.input.columns = group.columns_for(&[]).into();
            return;
        };
        let DeValue::Table(inner) = value.get_ref() else {
            self.not_a_table(value, &group.label, &header);
            return;
        };
        let mut table = Table::new(inner, &group.key, value.span());
        if let Some(each) = &group.each {
            match self.items(&mut table, each) {
                Some(items) => self.input.items = items,
                // Without the items no column is known: more would be noise.
                None => return self.forget(table),
            }
        }
        self.input.columns = group.columns_for(&self.input.items).into();
        self.scalars(&mut table, asks_scalars);
        for text in &group.texts {
            self.text(&mut table, text);
        }
        if let Rows::Set { set, extra, sparse } = &group.rows {
            self.set_rows(&mut table, set, extra, *sparse);
        }
        table.finish(self.reading, |key| {
            let set = group.set().and_then(|set| self.model.set(set));
            let (code, kind) = match set {
                None => (Code::UnknownKey, "项".to_owned()),
                Some(set) => (Code::UnknownRow, format!("行（不在{}名单里）", set.label)),
            };
            Diagnostic::error(code, format!("“{}”里不认识的{kind}“{key}”", group.label))
        });
    }

    /// The years over which columns are repeated: rising, none twice, none to come.
    fn items(&mut self, table: &mut Table, each: &Each) -> Option<Vec<String>> {
        let last = self.period.map_or(2999, Period::year);
        let example = format!("{} = [{}, {last}]", each.key, last - 2);
        let value = table.required(&each.key, || missing(&each.key, &each.label, &example))?;
        let years = match value.get_ref() {
            DeValue::Array(array) => array
                .iter()
                .map(|item| match item.get_ref() {
                    DeValue::Integer(number) => number.to_string().parse::<i32>().ok(),
                    _ => None,
                })
                .collect::<Option<Vec<_>>>(),
            _ => None,
        };
        let years = years.filter(|years| {
            !years.is_empty()
                && years.iter().all(|year| (1949..=last).contains(year))
                && years.windows(2).all(|pair| pair[0] < pair[1])
        });
        if years.is_none() {
            let message = format!("{}应是从早到晚、不重复、不晚于年度的几个年份", each.label);
            let hint = format!("请写成 {example}");
            self.reading.refuse(value, Code::BadNumber, message, hint);
        }
        years.map(|years| years.iter().map(i32::to_string).collect())
    }

    fn forget(&mut self, mut table: Table) {
        for (key, _) in table.rest() {
            table.optional(key);
        }
        table.finish(self.reading, |key| {
            Diagnostic::error(Code::UnknownKey, format!("不认识的项“{key}”"))
        });
    }

    fn not_a_table(&mut self, value: &Spanned<DeValue>, label: &str, header: &str) {
        let message = format!("“{label}”应为一组数据");
        let hint = format!("请另起一行写 {header}，各项写在它下面");
        self.reading.refuse(value, Code::BadType, message, hint);
    }

    fn scalars(&mut self, table: &mut Table, are_asked: bool) {
        for scalar in &self.group.scalars {
            let (key, label) = (&scalar.key, &scalar.label);
            let Some(measure) = scalar.content.measure() else {
                continue;
            };
            let entry = if scalar.content.formula().is_some() {
                table
                    .optional(key)
                    .map(|value| self.entry(value, measure, label))
            } else if !are_asked && table.peek(key).is_none() {
                None
            } else {
                let missing = || {
                    if scalar.year {
                        ground::missing_year(key, label)
                    } else {
                        missing_figure(key, label, "", measure)
                    }
                };
                Some(match table.required(key, missing) {
                    Some(value) if scalar.year => self.year_entry(value, measure, label),
                    Some(value) => self.known_entry(value, measure, label),
                    None => self.faulty(table.span()),
                })
            };
            if let Some(entry) = entry {
                self.input.scalars.insert(key.clone(), entry);
            }
        }
    }

    /// A single figure must be known: there is nothing to state instead of it.
    fn known_entry(&mut self, value: &Spanned<DeValue>, measure: &Measure, what: &str) -> Entry {
        let entry = self.entry(value, measure, &what);
        if entry.typed != Typed::Unknown {
            return entry;
        }
        let message = format!("{what}不能写作未知（?）");
        let hint = if measure.kind == Kind::Date {
            "请写日期；没有就写 \"\""
        } else {
            "请写数字；没有此项任务写 \"\""
        };
        self.reading.refuse(value, Code::BadNumber, message, hint);
        self.faulty(value.span())
    }

    /// A typed figure. One that can't be used is reported, and stays as faulty.
    fn entry(&mut self, value: &Spanned<DeValue>, measure: &Measure, what: &dyn Display) -> Entry {
        let place = self.reading.place(value.span());
        let year = self.period.map(Period::year);
        match cell::read(value, measure, (what, year), place) {
            Ok(entry) => {
                if entry.typed == Typed::ToFill {
                    let within = &self.group.label;
                    self.reading.leave_open(within, entry.place.clone());
                }
                entry
            }
            Err(finding) => {
                self.reading.find(finding);
                self.faulty(value.span())
            }
        }
    }

    fn faulty(&self, span: std::ops::Range<usize>) -> Entry {
        Entry {
            typed: Typed::Faulty,
            place: self.reading.place(span),
        }
    }
}

fn missing_figure(key: &str, label: &str, row: &str, measure: &Measure) -> Diagnostic {
    if measure.kind == Kind::Date {
        let message = format!("{row}缺少“{label}”（{key}）");
        return Diagnostic::error(Code::MissingKey, message).hint(format!(
            "请加一行：{key} = 2023-09-25（日期）；没有就写 {key} = \"\""
        ));
    }
    Diagnostic::error(Code::MissingKey, format!("{row}缺少“{label}”（{key}）")).hint(format!(
        "请加一行：{key} = 数字{}；没有此项任务写 {key} = \"\"",
        measure.bracketed_unit()
    ))
}
