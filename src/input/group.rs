//! One group of the model: its rows, single figures and words.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::missing;
use super::table::{Reading, Table, closest};
use super::{Day, Entry, GAP, GroupInput, RowInput, TO_FILL, Typed, cell};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Piece, Wording};
use crate::model::{
    Column, Content, Each, Group, Measure, Model, Placed, Rows, TextField, span_in_string,
};

pub(super) fn read(
    reading: &mut Reading,
    root: &mut Table,
    group: &Group,
    model: &Model,
    counties: Option<&[String]>,
    (year, issued): (Option<i32>, Option<Day>),
) -> GroupInput {
    let mut reader = GroupReader {
        reading,
        group,
        model,
        counties,
        year,
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

struct GroupReader<'r, 'a, 'm> {
    reading: &'r mut Reading<'a>,
    group: &'m Group,
    model: &'m Model,
    counties: Option<&'m [String]>,
    year: Option<i32>,
    issued: Option<Day>,
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
            match self.items(&mut table, each) {
                Some(items) => self.input.items = items,
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

    /// The years over which columns are repeated: rising, none twice, none to come.
    fn items(&mut self, table: &mut Table, each: &Each) -> Option<Vec<String>> {
        let last = self.year.unwrap_or(2999);
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
            let finding = Diagnostic::error(
                Code::BadNumber,
                format!("{}应是从早到晚、不重复、不晚于年度的几个年份", each.label),
            )
            .at(self.reading.place(value.span()))
            .hint(format!("请写成 {example}"));
            self.reading.find(finding);
        }
        years.map(|years| years.iter().map(i32::to_string).collect())
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
            let Some(measure) = scalar.content.measure() else {
                continue;
            };
            let entry = if scalar.content.formula().is_some() {
                table
                    .optional(key)
                    .map(|value| self.entry(value, measure, label))
            } else {
                let value = table.required(key, || missing_figure(key, label, "", measure));
                Some(match value {
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
        let entry = self.entry(value, measure, what);
        if entry.typed != Typed::Unknown {
            return entry;
        }
        let finding = Diagnostic::error(Code::BadNumber, format!("{what}不能写作未知（?）"))
            .at(entry.place.clone())
            .hint("请写数字；没有此项任务写 \"\"");
        self.reading.find(finding);
        self.faulty(value.span())
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
            // Without the list of counties any row may be one.
            for (key, _) in table.rest() {
                if let Some(value) = table.optional(key) {
                    self.row(value, key, key);
                }
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
            if let Some(value) = table.optional(&column.key) {
                let entry = self.entry(value, measure, &what);
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
            if let Some(measure) = column.content.measure() {
                let entry = self.row_entry(&mut table, column, measure, label, &what);
                row.cells
                    .extend(entry.map(|entry| (column.key.clone(), entry)));
            } else {
                let text = self.row_text(&mut table, column, &what);
                row.texts
                    .extend(text.map(|text| (column.key.clone(), text)));
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

    fn row_entry(
        &mut self,
        table: &mut Table,
        column: &Column,
        measure: &Measure,
        label: &str,
        what: &str,
    ) -> Option<Entry> {
        if column.content.formula().is_some() {
            let value = table.optional(&column.key)?;
            return Some(self.entry(value, measure, what));
        }
        let missing = || missing_figure(&column.key, &column.label, label, measure);
        Some(match table.required(&column.key, missing) {
            Some(value) => self.entry(value, measure, what),
            None => self.faulty(table.span()),
        })
    }

    fn row_text(&mut self, table: &mut Table, column: &Column, what: &str) -> Option<String> {
        let Content::Text { optional, county } = column.content else {
            return None;
        };
        let example = format!("{} = \"…\"", column.key);
        let value = if optional {
            table.optional(&column.key)
        } else {
            table.required(&column.key, || missing(&column.key, what, &example))
        }?;
        let text = self.line(value, what)?;
        if text.is_empty() {
            if !optional {
                let finding = Diagnostic::error(Code::BadText, format!("{what}不能是空白"))
                    .at(self.reading.place(value.span()));
                self.reading.find(finding);
            }
            return None;
        }
        if county && !self.counties.is_none_or(|all| all.contains(&text)) {
            let all = self.counties.unwrap_or_default();
            let finding = Diagnostic::error(
                Code::UnknownRow,
                format!("{what}“{text}”不在县（市、区）名单里"),
            )
            .at(self.reading.place(value.span()));
            let meant = closest(&text, all.iter().map(String::as_str));
            self.reading.find(match meant {
                Some(meant) => finding.hint(format!("是否应为 {meant}？")),
                None => finding.hint(format!("名单里有{}", all.join("、"))),
            });
            return None;
        }
        Some(text)
    }

    /// Words of one line.
    fn line(&mut self, value: &Spanned<DeValue>, what: &str) -> Option<String> {
        let text = self.words(value, what)?;
        if !text.contains('\n') {
            return Some(text);
        }
        let finding = Diagnostic::error(Code::BadText, format!("{what}应写在一行里"))
            .at(self.reading.place(value.span()));
        self.reading.find(finding);
        None
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

    /// A typed figure. One that can't be used is reported, and stays as faulty.
    fn entry(&mut self, value: &Spanned<DeValue>, measure: &Measure, what: &str) -> Entry {
        match cell::read(value, measure, what, self.reading.source) {
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

    /// Plain words.
    fn words(&mut self, value: &Spanned<DeValue>, what: &str) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) if text.chars().any(is_unprintable) => {
                let finding =
                    Diagnostic::error(Code::BadText, format!("{what}里有看不见的控制字符"))
                        .at(self.reading.place(value.span()))
                        .hint("请把这段文字重新打一遍，不要从网页或别的软件里粘贴");
                self.reading.find(finding);
                None
            }
            DeValue::String(text) => Some(text.trim().to_owned()),
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
        if text == TO_FILL {
            let place = self.reading.place(value.span());
            self.reading.leave_open(&self.group.label, place.clone());
            let pieces = vec![Piece::Text(GAP.to_owned())];
            let value = Wording { pieces };
            let gap = Placed { value, place };
            self.input.texts.insert(field.key.clone(), gap);
            return;
        }
        if text.is_empty() && !field.optional {
            let finding = Diagnostic::error(Code::BadText, format!("“{}”不能是空白", field.label))
                .at(self.reading.place(value.span()))
                .hint("请写上这段文字");
            return self.reading.find(finding);
        }
        if field.clause {
            text.truncate(text.trim_end_matches(['，', '。', '；', '、', '：']).len());
        }
        if field.day {
            let Some(day) = Day::parse(&text, self.year.unwrap_or(2000)) else {
                let message = format!("{}“{text}”不是存在的日期", field.label);
                let finding = Diagnostic::error(Code::BadDate, message)
                    .at(self.reading.place(value.span()))
                    .hint(format!("请写月和日：{} = \"9月25日\"", field.key));
                return self.reading.find(finding);
            };
            if self.issued.is_some_and(|issued| day > issued) {
                let message = format!("{}{day}在成文日期之后", field.label);
                let finding = Diagnostic::error(Code::BadDate, message)
                    .at(self.reading.place(value.span()))
                    .hint("请核对年、月、日");
                return self.reading.find(finding);
            }
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

/// Characters that print nothing and may turn a line round: controls other
/// than line breaks, zero-width and bidirectional marks.
fn is_unprintable(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn missing_figure(key: &str, label: &str, row: &str, measure: &Measure) -> Diagnostic {
    Diagnostic::error(Code::MissingKey, format!("{row}缺少“{label}”（{key}）")).hint(format!(
        "请加一行：{key} = 数字（{}）；没有此项任务写 {key} = \"\"",
        measure.unit
    ))
}
