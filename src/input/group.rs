//! One group of the model: its rows, single figures and words.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::{missing, names};
use super::table::{Reading, Table, closest};
use super::{Day, Entry, GroupInput, RowInput, cell};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Piece, Wording};
use crate::model::{
    Column, Content, Group, Measure, Model, Placed, Rows, TextField, span_in_string,
};

pub(super) fn read(
    reading: &mut Reading,
    root: &mut Table,
    group: &Group,
    model: &Model,
    counties: Option<&[String]>,
    year: Option<i32>,
) -> GroupInput {
    let mut reader = GroupReader {
        reading,
        group,
        model,
        counties,
        year,
        input: GroupInput::default(),
    };
    if group.rows == Rows::Records {
        reader.records(root);
    } else {
        reader.table(root);
    }
    reader.input
}

struct GroupReader<'r, 'a, 'm> {
    reading: &'r mut Reading<'a>,
    group: &'m Group,
    model: &'m Model,
    counties: Option<&'m [String]>,
    year: Option<i32>,
    input: GroupInput,
}

impl GroupReader<'_, '_, '_> {
    fn table(&mut self, root: &mut Table) {
        let group = self.group;
        let has_rows = match group.rows {
            Rows::Counties { sparse, .. } => !sparse,
            Rows::Records | Rows::None => false,
        };
        let is_needed = has_rows
            || group.scalars.iter().any(|s| s.content.formula().is_none())
            || group.texts.iter().any(|text| !text.optional);
        let header = format!("[{}]", group.key);
        let absent = || {
            Diagnostic::error(
                Code::MissingKey,
                format!("缺少“{}”整组数据 {header}", group.label),
            )
            .hint("请从上一年的文件里复制这一组，再改数字")
        };
        let value = if is_needed {
            root.required(&group.key, absent)
        } else {
            root.optional(&group.key)
        };
        let Some(value) = value else {
            self.input.columns = group.columns_for(&[]);
            return;
        };
        let DeValue::Table(inner) = value.get_ref() else {
            self.not_a_table(value, &group.label, &header);
            return;
        };
        let mut table = Table::new(inner, &group.key, value.span());
        if let Some(each) = &group.each {
            let example = format!("{} = [2019, 2021]", each.key);
            let items = table
                .required(&each.key, || missing(&each.key, &each.label, &example))
                .and_then(|value| names(self.reading, value, &each.label));
            match items {
                Some((items, _)) => self.input.items = items,
                // Without the items no column is known: more would be noise.
                None => return self.forget(table),
            }
        }
        self.input.columns = group.columns_for(&self.input.items);
        self.scalars(&mut table);
        for text in &group.texts {
            self.text(&mut table, text);
        }
        if let Rows::Counties { extra, sparse } = &group.rows {
            let extra: Vec<_> = extra.iter().map(|row| (&row.key, &row.label)).collect();
            self.county_rows(&mut table, &extra, *sparse);
        }
        table.finish(self.reading, |key| {
            let (code, kind) = if group.rows == Rows::None {
                (Code::UnknownKey, "项")
            } else {
                (Code::UnknownRow, "行（不在县（市、区）名单里）")
            };
            Diagnostic::error(code, format!("“{}”里不认识的{kind}“{key}”", group.label))
        });
    }

    fn forget(&mut self, table: Table) {
        let known: Vec<String> = table
            .rest()
            .iter()
            .map(|(key, _)| (*key).to_owned())
            .collect();
        let mut table = table;
        for key in &known {
            table.optional(key);
        }
        table.finish(self.reading, |key| {
            Diagnostic::error(Code::UnknownKey, format!("不认识的项“{key}”"))
        });
    }

    fn not_a_table(&mut self, value: &Spanned<DeValue>, label: &str, header: &str) {
        let finding = Diagnostic::error(Code::BadType, format!("“{label}”应为一组数据"))
            .at(self.reading.place(value.span()))
            .hint(format!("请另起一行写 {header}，各项写在它下面"));
        self.reading.find(finding);
    }

    fn scalars(&mut self, table: &mut Table) {
        for scalar in &self.group.scalars {
            let (key, label) = (&scalar.key, &scalar.label);
            let entry = match &scalar.content {
                Content::Given(measure) => {
                    let value = table.required(key, || missing_figure(key, label, "", measure));
                    value.and_then(|value| self.entry(value, measure, label))
                }
                Content::Derived(measure, _) => table
                    .optional(key)
                    .and_then(|value| self.entry(value, measure, label)),
                Content::Text { .. } => None,
            };
            if let Some(entry) = entry {
                self.input.scalars.insert(key.clone(), entry);
            }
        }
    }

    fn county_rows(&mut self, table: &mut Table, extra: &[(&String, &String)], sparse: bool) {
        let group = self.group;
        if let Some(value) = table.optional("total") {
            self.total_row(value);
        }
        for (key, label) in extra {
            if let Some(value) = table.optional(key) {
                self.row(value, key, label);
            }
        }
        let Some(counties) = self.counties else {
            // Without the list of counties every row would be a stranger.
            for (key, _) in table.rest() {
                table.optional(key);
            }
            return;
        };
        for county in counties {
            let header = format!("[{}.\"{county}\"]", group.key);
            let absent = || {
                Diagnostic::error(
                    Code::MissingKey,
                    format!("“{}”缺少{county}的数据 {header}", group.label),
                )
                .hint(format!("请照别的县加上 {header} 和它的各项"))
            };
            let value = if sparse {
                table.optional(county)
            } else {
                table.required(county, absent)
            };
            if let Some(value) = value {
                self.row(value, county, county);
            }
        }
    }

    fn total_row(&mut self, value: &Spanned<DeValue>) {
        let columns: Vec<Column> = self
            .input
            .columns
            .iter()
            .filter(|c| c.total)
            .cloned()
            .collect();
        let DeValue::Table(inner) = value.get_ref() else {
            return self.not_a_table(value, "合计", &format!("[{}.total]", self.group.key));
        };
        let mut table = Table::new(inner, "total", value.span());
        for column in &columns {
            let Some(measure) = column.content.measure() else {
                continue;
            };
            let what = format!("{}{}", self.model.office.total_label, column.label);
            if let Some(entry) = table
                .optional(&column.key)
                .and_then(|value| self.entry(value, measure, &what))
            {
                self.input.total.insert(column.key.clone(), entry);
            }
        }
        let label = &self.group.label;
        table.finish(self.reading, |key| {
            Diagnostic::error(
                Code::UnknownKey,
                format!("“{label}”的合计里不认识的项“{key}”"),
            )
        });
    }

    fn row(&mut self, value: &Spanned<DeValue>, key: &str, label: &str) {
        let DeValue::Table(inner) = value.get_ref() else {
            let header = format!("[{}.\"{key}\"]", self.group.key);
            return self.not_a_table(value, label, &header);
        };
        self.row_of(inner, value.span(), key, label);
    }

    fn row_of(&mut self, inner: &DeTable, span: std::ops::Range<usize>, key: &str, label: &str) {
        let mut table = Table::new(inner, key, span);
        let mut row = RowInput {
            key: key.to_owned(),
            label: label.to_owned(),
            cells: HashMap::new(),
            texts: HashMap::new(),
        };
        let columns = self.input.columns.clone();
        for column in &columns {
            let what = format!("{label}{}", column.label);
            match &column.content {
                Content::Given(measure) => {
                    let value = table.required(&column.key, || {
                        missing_figure(&column.key, &column.label, label, measure)
                    });
                    if let Some(entry) = value.and_then(|v| self.entry(v, measure, &what)) {
                        row.cells.insert(column.key.clone(), entry);
                    }
                }
                Content::Derived(measure, _) => {
                    let value = table.optional(&column.key);
                    if let Some(entry) = value.and_then(|v| self.entry(v, measure, &what)) {
                        row.cells.insert(column.key.clone(), entry);
                    }
                }
                Content::Text { optional } => {
                    let example = format!("{} = \"…\"", column.key);
                    let value = if *optional {
                        table.optional(&column.key)
                    } else {
                        table.required(&column.key, || missing(&column.key, &what, &example))
                    };
                    if let Some(text) = value.and_then(|v| self.words(v, &what)) {
                        row.texts.insert(column.key.clone(), text);
                    }
                }
            }
        }
        let group_label = &self.group.label;
        table.finish(self.reading, |key| {
            Diagnostic::error(
                Code::UnknownKey,
                format!("“{group_label}”的{label}里不认识的项“{key}”"),
            )
        });
        // A table may call its rows by another name than the county's own.
        if let Some(label) = row.texts.remove("label") {
            row.label = label;
        }
        self.input.rows.push(row);
    }

    fn records(&mut self, root: &mut Table) {
        let group = self.group;
        self.input.columns = group.columns_for(&[]);
        let Some(value) = root.optional(&group.key) else {
            return;
        };
        let DeValue::Array(array) = value.get_ref() else {
            return self.not_a_table(value, &group.label, &format!("[[{}]]", group.key));
        };
        for (index, item) in array.iter().enumerate() {
            let number = (index + 1).to_string();
            match item.get_ref() {
                DeValue::Table(inner) => {
                    let label = format!("第{number}项");
                    self.row_of(inner, item.span(), &number, &label);
                }
                _ => self.not_a_table(item, &group.label, &format!("[[{}]]", group.key)),
            }
        }
    }

    fn entry(&mut self, value: &Spanned<DeValue>, measure: &Measure, what: &str) -> Option<Entry> {
        match cell::read(value, measure, what, self.reading.source) {
            Ok(entry) => Some(entry),
            Err(finding) => {
                self.reading.find(finding);
                None
            }
        }
    }

    /// Plain words of one line.
    fn words(&mut self, value: &Spanned<DeValue>, what: &str) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.trim().to_owned()),
            DeValue::Integer(number) => Some(number.to_string()),
            other => {
                let finding = Diagnostic::error(
                    Code::BadType,
                    format!("{what}应为文字，这里是{}", cell::type_name(other)),
                )
                .at(self.reading.place(value.span()))
                .hint("文字要放在英文双引号里");
                self.reading.find(finding);
                None
            }
        }
    }

    fn text(&mut self, table: &mut Table, field: &TextField) {
        let example = format!("{} = \"…\"", field.key);
        let value = if field.optional {
            table.optional(&field.key)
        } else {
            table.required(&field.key, || missing(&field.key, &field.label, &example))
        };
        let Some(value) = value else { return };
        let Some(mut text) = self.words(value, &field.label) else {
            return;
        };
        if field.day {
            let Some(day) = Day::parse(&text, self.year.unwrap_or(2000)) else {
                let message = format!("{}“{text}”不是存在的日期", field.label);
                let finding = Diagnostic::error(Code::BadDate, message)
                    .at(self.reading.place(value.span()))
                    .hint(format!("请写月和日：{} = \"9月25日\"", field.key));
                return self.reading.find(finding);
            };
            text = self.day_words(day);
        }
        if let Some(wording) = self.wording(value, &text) {
            let place = self.reading.place(value.span());
            let placed = Placed {
                value: wording,
                place,
            };
            self.input.texts.insert(field.key.clone(), placed);
        }
    }

    /// A day of the notice's own year goes without the year.
    fn day_words(&self, day: Day) -> String {
        if self.year == Some(day.year) {
            day.without_year()
        } else {
            day.to_string()
        }
    }

    /// A text with holes; every name in it must mean something.
    fn wording(&mut self, value: &Spanned<DeValue>, text: &str) -> Option<Wording> {
        let span_of = |part| span_in_string(self.reading.text, value.span(), text, part);
        let wording = match Wording::parse(text) {
            Ok(wording) => wording,
            Err(error) => {
                let finding = Diagnostic::error(Code::BadText, error.message)
                    .at(self.reading.place(span_of(error.span)))
                    .hint("花括号里写数据的名称，如 {funds.total.received}；要印花括号本身就写两次 {{ }}");
                self.reading.find(finding);
                return None;
            }
        };
        let unknown: Vec<String> = wording
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Name { name, .. } => Some(vec![name.clone()]),
                Piece::Call { arguments, .. } => Some(arguments.clone()),
                _ => None,
            })
            .flatten()
            .filter(|name| !self.is_known(name))
            .collect();
        for name in &unknown {
            let at = text.find(name.as_str()).unwrap_or(0);
            let finding = Diagnostic::error(Code::UnknownName, format!("没有叫“{name}”的数据"))
                .at(self.reading.place(span_of(at..at + name.len())));
            let all = self.model.figure_names();
            let finding = match closest(name, all.iter().map(String::as_str)) {
                Some(meant) => finding.hint(format!("是否应为 {meant}？")),
                None => {
                    finding.hint("名称写作 组.项（如 funds.provincial）或 组.total.项、组.县名.项")
                }
            };
            self.reading.find(finding);
        }
        unknown.is_empty().then_some(wording)
    }

    fn is_known(&self, name: &str) -> bool {
        if self.model.meaning(None, name).is_some() {
            return true;
        }
        let mut parts = name.splitn(3, '.');
        let (Some(group), Some(row), Some(column)) = (parts.next(), parts.next(), parts.next())
        else {
            return false;
        };
        let Some(group) = self.model.group(group) else {
            return false;
        };
        let is_row = match &group.rows {
            Rows::Counties { extra, .. } => {
                extra.iter().any(|extra| extra.key == row)
                    || self
                        .counties
                        .is_some_and(|all| all.iter().any(|c| c == row))
            }
            Rows::Records | Rows::None => false,
        };
        is_row
            && group
                .single_columns()
                .any(|c| c.key == column && c.content.measure().is_some())
    }
}

fn missing_figure(key: &str, label: &str, row: &str, measure: &Measure) -> Diagnostic {
    Diagnostic::error(Code::MissingKey, format!("{row}缺少“{label}”（{key}）")).hint(format!(
        "请加一行：{key} = 数字（{}）；没有此项任务写 {key} = \"\"",
        measure.unit
    ))
}
