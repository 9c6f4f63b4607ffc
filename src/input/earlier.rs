//! What is stated of earlier periods: `[last.targets."城区"]`, `[same.survey]`.

use std::collections::HashMap;

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::cell::{self, type_name};
use super::table::{Reading, Table, meant};
use super::{Entry, GAP, GroupInput, TO_FILL, Typed};
use crate::calendar::Period;
use crate::diagnostic::{Code, Diagnostic};
use crate::key::{Epoch, Key, Name, Row, TOTAL};
use crate::model::{Column, Group, Measure, Model, Placed, Spot};

impl Epoch {
    /// The period that it means, seen from a notice's own.
    pub fn of(self, period: Period) -> Period {
        match self {
            Self::Last => period.plus(-1),
            Self::Same => period.in_year(-1),
        }
    }
}

/// What is stated of earlier periods, by full names.
#[derive(Default)]
pub(super) struct Stated {
    pub figures: HashMap<Key, Entry>,
    pub words: HashMap<Key, Placed<String>>,
}

/// All that is stated of them.
pub(super) fn read(
    reading: &mut Reading,
    root: &mut Table,
    model: &Model,
    groups: &IndexMap<Name, GroupInput>,
    period: Option<Period>,
) -> Stated {
    let mut stated = Stated::default();
    for epoch in Epoch::ALL {
        let Some(value) = root.optional(epoch.name()) else {
            continue;
        };
        if !model.looks_back(epoch) {
            let message = format!("这种通报用不到{}的数", model.epoch_name(epoch));
            let hint = format!("请删掉 [{}.…] 这一段", epoch.name());
            reading.refuse(value, Code::UnknownKey, message, hint);
            continue;
        }
        let mut reader = EarlierReader {
            reading,
            model,
            epoch,
            groups,
            year: period.map(|period| epoch.of(period).year()),
            stated: &mut stated,
        };
        reader.groups(value);
    }
    stated
}

struct EarlierReader<'r, 'a, 'm> {
    reading: &'r mut Reading<'a>,
    model: &'m Model,
    epoch: Epoch,
    groups: &'m IndexMap<Name, GroupInput>,
    /// In which the earlier period lies.
    year: Option<i32>,
    stated: &'r mut Stated,
}

impl EarlierReader<'_, '_, '_> {
    fn groups(&mut self, value: &Spanned<DeValue>) {
        let name = self.epoch.name();
        let Some(inner) = self.table(value, name, &format!("[{name}.组.\"行名\"]")) else {
            return;
        };
        let looked = self.model.earlier.iter();
        let looked = looked.filter(|figure| figure.epoch == self.epoch);
        let known: Vec<&str> = looked.map(|figure| figure.group.as_str()).collect();
        for (key, value) in inner {
            let key = key.get_ref().as_ref();
            let group = self.model.group(key).filter(|_| known.contains(&key));
            match group {
                Some(group) => self.group(group, value),
                None => self.unknown(value, key, &known),
            }
        }
    }

    fn group(&mut self, group: &Group, value: &Spanned<DeValue>) {
        let path = format!("{}.{}", self.epoch.name(), group.key);
        let Some(inner) = self.table(value, &path, &format!("[{path}]")) else {
            return;
        };
        let rows = self.groups.get(group.key.as_str()).map(|input| &input.rows);
        let scalars: Vec<&str> = group.scalars.iter().map(|s| s.key.as_str()).collect();
        for (key, value) in inner {
            let name = key.get_ref().as_ref();
            let row = match (name, rows.and_then(|rows| rows.get_key_value(name))) {
                (TOTAL, _) if group.has_total() => Row::Total,
                (_, Some((name, _))) => Row::Of(Name::clone(name)),
                _ if scalars.contains(&name) => Row::None,
                _ => {
                    let rows = rows.into_iter().flat_map(|rows| rows.keys());
                    let known: Vec<&str> = rows.map(|row| &**row).chain(scalars.clone()).collect();
                    self.unknown(value, name, &known);
                    continue;
                }
            };
            if row == Row::None {
                self.figure(group, row, (name, value));
            } else {
                self.row(group, &row, (name, value));
            }
        }
    }

    fn row(&mut self, group: &Group, row: &Row, (name, value): (&str, &Spanned<DeValue>)) {
        let path = format!("{}.{}.\"{name}\"", self.epoch.name(), group.key);
        let Some(inner) = self.table(value, &path, &format!("[{path}]")) else {
            return;
        };
        for (key, value) in inner {
            self.figure(group, row.clone(), (key.get_ref(), value));
        }
    }

    fn figure(&mut self, group: &Group, row: Row, (column, value): (&str, &Spanned<DeValue>)) {
        let key = Key {
            group: group.key.as_str().into(),
            row,
            column: column.into(),
        };
        if let Some(column) = self.words_looked_up(group, &key) {
            return self.words(column, key, value);
        }
        let Some((measure, label)) = self.looked_up(group, &key) else {
            let looked = self.model.earlier.iter();
            let looked = looked.filter(|f| f.epoch == self.epoch && f.group == group.key);
            let known: Vec<&str> = looked.map(|figure| figure.column.as_str()).collect();
            return self.unknown(value, column, &known);
        };
        let what = format!("{}{label}", self.model.epoch_name(self.epoch));
        let place = self.reading.place(value.span());
        let entry = match cell::read(value, &measure, (&what, self.year), place) {
            Ok(entry) => entry,
            Err(finding) => {
                let place = self.reading.place(value.span());
                self.reading.find(finding);
                Entry {
                    typed: Typed::Faulty,
                    place,
                }
            }
        };
        if entry.typed == Typed::ToFill {
            let within = self.model.epoch_name(self.epoch);
            self.reading.leave_open(within, entry.place.clone());
        }
        self.stated.figures.insert(key.of_epoch(self.epoch), entry);
    }

    /// A column of words that the templates look up in rows.
    fn words_looked_up<'g>(&self, group: &'g Group, key: &Key) -> Option<&'g Column> {
        let mut looked = self.model.earlier_words();
        let row = key.row_name()?;
        looked.find(|(of, own)| {
            let is_it = of.epoch == self.epoch && own.key == group.key;
            is_it && of.column == *key.column && of.is_asked_of(row)
        })?;
        group.word_column(&key.column)
    }

    /// Words as an earlier period published them.
    fn words(&mut self, column: &Column, key: Key, value: &Spanned<DeValue>) {
        let row = key.row_name().unwrap_or_default();
        let what = format!("{}{row}{}", self.model.epoch_name(self.epoch), column.label);
        let DeValue::String(text) = value.get_ref() else {
            let message = format!("{what}应为文字，这里是{}", type_name(value.get_ref()));
            let hint = "文字要放在英文双引号里";
            return self.reading.refuse(value, Code::BadType, message, hint);
        };
        let Some(text) = self.reading.one_line(text, &what, value) else {
            return;
        };
        let place = self.reading.place(value.span());
        let choices = column.content.choices();
        let is_open = text == TO_FILL;
        if !is_open && !text.is_empty() && !choices.is_empty() && !choices.contains(&text.as_str())
        {
            let finding = Diagnostic::error(Code::BadText, format!("{what}不能是“{text}”"));
            let otherwise = format!("只能是 {}", choices.join("、"));
            let finding = meant(finding.at(place), &text, choices.into_iter(), otherwise);
            return self.reading.find(finding);
        }
        if is_open {
            let within = self.model.epoch_name(self.epoch);
            self.reading.leave_open(within, place.clone());
        }
        let text = if is_open { GAP.to_owned() } else { text };
        let words = Placed::new(text, place);
        self.stated.words.insert(key.of_epoch(self.epoch), words);
    }

    /// How a figure that the templates look up is measured, and what it is called.
    fn looked_up(&self, group: &Group, key: &Key) -> Option<(Measure, String)> {
        let looked = self.model.earlier.iter();
        let mut looked = looked.filter(|f| f.epoch == self.epoch && f.group == group.key);
        if key.row == Row::None {
            looked.find(|f| f.spot == Spot::Single && f.column == *key.column)?;
            let scalar = group.scalars.iter().find(|s| s.key == *key.column)?;
            return Some((scalar.content.measure()?.clone(), scalar.label.clone()));
        }
        let input = self.groups.get(group.key.as_str())?;
        let column = input.columns.iter().find(|c| c.key == *key.column)?;
        let spot = match key.row {
            Row::Total => Spot::Total,
            _ => Spot::Rows,
        };
        let is_looked_up = looked
            .filter(|figure| figure.spot == spot)
            .filter(|figure| key.row_name().is_none_or(|row| figure.is_asked_of(row)))
            .any(|figure| figure.column == column.key || column.is_item_of(&figure.column));
        let measure = column.content.measure().filter(|_| is_looked_up)?;
        Some((measure.clone(), column.label.clone()))
    }

    fn table<'v>(
        &mut self,
        value: &'v Spanned<DeValue>,
        what: &str,
        header: &str,
    ) -> Option<&'v DeTable<'v>> {
        if let DeValue::Table(inner) = value.get_ref() {
            return Some(inner);
        }
        let message = format!("{what} 应为一组数据");
        let hint = format!("请另起一行写 {header}，各项写在它下面");
        self.reading.refuse(value, Code::BadType, message, hint);
        None
    }

    fn unknown(&mut self, value: &Spanned<DeValue>, name: &str, known: &[&str]) {
        let called = self.model.epoch_name(self.epoch);
        let message = format!("{called}的数里用不到“{name}”");
        let finding = Diagnostic::error(Code::UnknownKey, message);
        let finding = finding.at(self.reading.place(value.span()));
        let mut all = known.to_vec();
        all.dedup();
        let otherwise = format!("可以写的有 {}", all.join("、"));
        let finding = meant(finding, name, known.iter().copied(), otherwise);
        self.reading.find(finding);
    }
}
