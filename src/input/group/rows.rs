//! The rows of a table: those of a set, the total, records.

use std::fmt::Display;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{GroupReader, missing_figure};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::read::missing;
use crate::input::table::{Table, meant};
use crate::input::{Entry, RowInput, TextKind};
use crate::key::{Name, TOTAL};
use crate::model::{Column, Content, Measure, NamedRow, RowRole, Rows, Total};

impl GroupReader<'_, '_, '_> {
    /// The rows of a set, and those beside them.
    pub(super) fn set_rows(
        &mut self,
        table: &mut Table,
        set: &str,
        extra: &[NamedRow],
        sparse: bool,
    ) {
        if let Some(value) = table.optional(TOTAL) {
            self.total_row(value);
        }
        for row in extra {
            self.named_row(table, row, true);
        }
        let Some(rows) = self.sets.and_then(|sets| sets.get(set)) else {
            // Without the list any row may be one.
            for (key, _) in table.rest() {
                if let Some(value) = table.optional(key) {
                    self.row(value, &NamedRow::plain(key));
                }
            }
            return;
        };
        for row in rows {
            self.named_row(table, row, sparse);
        }
    }

    /// A row that the kind or the set names.
    fn named_row(&mut self, table: &mut Table, row: &NamedRow, sparse: bool) {
        let (group, key, label) = (self.group, &row.key, &row.label);
        match row.role {
            RowRole::Head => return self.add(RowInput::of(row)),
            // What of it does not follow from its rows has to be given, like any row.
            RowRole::Subtotal(_) if self.has_given_totals() => {}
            RowRole::Derived(_) | RowRole::Subtotal(_) => {
                return match table.optional(key) {
                    Some(value) => self.row(value, row),
                    None => self.add(RowInput::of(row)),
                };
            }
            RowRole::Typed => {}
        }
        let absent = || {
            let header = format!("[{}.\"{key}\"]", group.key);
            Diagnostic::error(
                Code::MissingKey,
                format!("“{}”缺少{label}的数据 {header}", group.label),
            )
            .hint(format!("请照别的行加上 {header} 和它的各项"))
        };
        let value = if sparse {
            table.optional(key)
        } else {
            table.required(key, absent)
        };
        match value {
            Some(value) => self.row(value, row),
            None if sparse => {}
            None => self.faulty_row(table.span(), row),
        }
    }

    fn has_given_totals(&self) -> bool {
        let mut columns = self.input.columns.iter();
        columns.any(|column| column.total == Total::Given)
    }

    /// A row that should be there: nothing follows from its figures, not even a total.
    fn faulty_row(&mut self, span: std::ops::Range<usize>, row: &NamedRow) {
        let typed = self.input.columns.iter();
        let typed = typed.filter(|column| matches!(column.content, Content::Given(_)));
        let cells = typed.map(|column| (column.key.clone(), self.faulty(span.clone())));
        let cells = cells.collect();
        self.add(RowInput {
            cells,
            ..RowInput::of(row)
        });
    }

    fn total_row(&mut self, value: &Spanned<DeValue>) {
        let columns = Arc::clone(&self.input.columns);
        // A row of which the head was lost is not in the sum.
        let is_lost = self.reading.lost.iter().any(|lost| lost.is_of(self.group));
        let DeValue::Table(inner) = value.get_ref() else {
            return self.not_a_table(value, "合计", &format!("[{}.total]", self.group.key));
        };
        let mut table = Table::new(inner, "total", value.span());
        for column in columns.iter().filter(|column| column.total.is_there()) {
            let Some(measure) = column.content.measure() else {
                continue;
            };
            if let Some(value) = table.optional(&column.key) {
                let what = format!("{}{}", self.model.office.total_label, column.label);
                let entry = if is_lost {
                    self.faulty(value.span())
                } else {
                    self.entry(value, measure, &what)
                };
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

    fn row(&mut self, value: &Spanned<DeValue>, row: &NamedRow) {
        let DeValue::Table(inner) = value.get_ref() else {
            let header = format!("[{}.\"{}\"]", self.group.key, row.key);
            return self.not_a_table(value, &row.label, &header);
        };
        self.row_of(inner, value.span(), row);
    }

    fn row_of(&mut self, inner: &DeTable, span: std::ops::Range<usize>, named: &NamedRow) {
        let (key, label) = (named.key.as_str(), named.label.as_str());
        let mut table = Table::new(inner, key, span);
        // TOML reads [fees.total], written below the records, as part of the last of them.
        let total = (self.group.rows == Rows::Records).then(|| table.optional(TOTAL));
        if let Some(value) = total.flatten() {
            if self.input.total.is_empty() {
                self.total_row(value);
            } else {
                let message = format!("“{}”的合计写了两次", self.group.label);
                let hint = "合计只写一次，写在最后一条的下面";
                self.reading
                    .refuse(value, Code::DuplicateKey, message, hint);
            }
        }
        let mut row = RowInput::of(named);
        let columns = Arc::clone(&self.input.columns);
        row.cells.reserve(columns.len());
        for column in columns.iter() {
            // Put together where something is said of it: few cells are at fault.
            let what = format_args!("{label}{}", column.label);
            if let Some(measure) = column.content.measure() {
                let entry = self.row_entry(&mut table, column, (measure, &row.role), label, &what);
                row.cells
                    .extend(entry.map(|entry| (column.key.clone(), entry)));
            } else if row.role.is_typed() {
                let text = self.row_text(&mut table, column, &what.to_string(), key);
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
        // A table may call its rows by another name than its own.
        if let Some(label) = row.texts.remove("label") {
            row.label = label;
        }
        self.add(row);
    }

    fn add(&mut self, row: RowInput) {
        self.input.rows.insert(Name::clone(&row.key), row);
    }

    fn row_entry(
        &mut self,
        table: &mut Table,
        column: &Column,
        (measure, role): (&Measure, &RowRole),
        label: &str,
        what: &dyn Display,
    ) -> Option<Entry> {
        // What a column has of its own in no total it has in no subtotal.
        let is_asked = match role {
            RowRole::Subtotal(_) => column.total == Total::Given,
            role => role.is_typed(),
        };
        if column.content.formula().is_some() || !is_asked {
            let value = table.optional(&column.key)?;
            return Some(self.entry(value, measure, what));
        }
        let missing = || missing_figure(&column.key, &column.label, label, measure);
        Some(match table.required(&column.key, missing) {
            Some(value) => self.entry(value, measure, what),
            None => self.faulty(table.span()),
        })
    }

    pub(super) fn row_text(
        &mut self,
        table: &mut Table,
        column: &Column,
        what: &str,
        row: &str,
    ) -> Option<String> {
        let Content::Text {
            optional,
            ref set,
            ref ending,
            ref choices,
        } = column.content
        else {
            return None;
        };
        let example = format!("{} = \"…\"", column.key);
        let value = if optional {
            table.optional(&column.key)
        } else {
            table.required(&column.key, || missing(&column.key, what, &example))
        }?;
        let mut text = self.line(value, what)?;
        if !ending.is_empty()
            && let Some(without) = text.strip_suffix(ending.as_str())
        {
            text = without.trim_end().to_owned();
        }
        if text.is_empty() {
            if !optional {
                let finding = Diagnostic::error(Code::BadText, format!("{what}不能是空白"))
                    .at(self.reading.place(value.span()));
                self.reading.find(finding);
            }
            return None;
        }
        if !self.is_choice(choices, &text, what, value) {
            return None;
        }
        let all = set
            .as_ref()
            .and_then(|set| Some((self.model.set(set)?, self.sets?.get(set)?)));
        if let Some((set, all)) = all
            && all.iter().all(|row| row.key != text)
        {
            let label = &set.label;
            let all: Vec<&str> = all.iter().map(|row| row.key.as_str()).collect();
            let finding =
                Diagnostic::error(Code::UnknownRow, format!("{what}“{text}”不在{label}名单里"))
                    .at(self.reading.place(value.span()));
            let otherwise = format!("名单里有{}", all.join("、"));
            self.reading
                .find(meant(finding, &text, all.iter().copied(), otherwise));
            return None;
        }
        let name = format!("{}.{row}.{}", self.group.key, column.key);
        let kind = TextKind::Words;
        self.reading
            .keep_words((name, kind), &text, Some(row), value);
        Some(text)
    }

    pub(super) fn records(&mut self, root: &mut Table) {
        let group = self.group;
        self.input.columns = group.columns_for(&[]).into();
        let Some(value) = root.optional(&group.key) else {
            return;
        };
        let DeValue::Array(array) = value.get_ref() else {
            // Their heads were lost, and only the total's is there.
            if self.reading.lost.iter().any(|lost| lost.is_of(group)) {
                return;
            }
            return self.not_a_table(value, &group.label, &format!("[[{}]]", group.key));
        };
        for (index, item) in array.iter().enumerate() {
            let number = (index + 1).to_string();
            match item.get_ref() {
                DeValue::Table(inner) => {
                    let row = NamedRow {
                        label: format!("第{number}项"),
                        ..NamedRow::plain(&number)
                    };
                    self.row_of(inner, item.span(), &row);
                }
                _ => self.not_a_table(item, &group.label, &format!("[[{}]]", group.key)),
            }
        }
    }
}
