//! Words that the input gives: of one line, a day, paragraphs with holes.

use std::collections::HashSet;

use toml::Spanned;
use toml::de::DeValue;

use super::GroupReader;
use crate::calendar::{Day, Period};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::read::missing;
use crate::input::table::{Table, meant};
use crate::input::{GAP, TO_FILL, TextKind, cell};
use crate::language::{Piece, Wording};
use crate::model::{Kind, Placed, Rows, TextField, span_in_string};
use crate::source::Place;

impl GroupReader<'_, '_, '_> {
    /// Words of one line.
    pub(super) fn line(&mut self, value: &Spanned<DeValue>, what: &str) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => self.reading.one_line(text, what, value),
            _ => self.words(value, what),
        }
    }

    /// Plain words.
    fn words(&mut self, value: &Spanned<DeValue>, what: &str) -> Option<String> {
        let other = match value.get_ref() {
            DeValue::String(text) => return self.reading.printable(text, what, value),
            other => cell::type_name(other),
        };
        let message = format!("{what}应为文字，这里是{other}");
        let hint = "文字要放在英文双引号里";
        self.reading.refuse(value, Code::BadType, message, hint);
        None
    }

    pub(super) fn text(&mut self, table: &mut Table, field: &TextField) {
        let example = format!("{} = \"…\"", field.key);
        let is_idle = field
            .with
            .as_ref()
            .is_some_and(|with| self.absent.contains(&with.value.as_str()));
        let value = if field.optional || is_idle {
            table.optional(&field.key)
        } else {
            table.required(&field.key, || missing(&field.key, &field.label, &example))
        };
        let Some(value) = value else { return };
        if is_idle {
            let message = format!("这一期没有这项工作，“{}”不会印出", field.label);
            let finding = Diagnostic::warning(Code::BadText, message)
                .at(self.reading.place(value.span()))
                .hint("请删掉这一段，或补上这项工作的数据");
            return self.reading.find(finding);
        }
        let Some(mut text) = self.words(value, &field.label) else {
            return;
        };
        if text == TO_FILL {
            let place = self.reading.place(value.span());
            self.reading.leave_open(&self.group.label, place.clone());
            let pieces = vec![Piece::Text(GAP.to_owned())];
            let gap = Placed::new(Wording { pieces }, place);
            self.input.texts.insert(field.key.clone(), gap);
            return;
        }
        if text.is_empty() && !field.optional {
            let message = format!("“{}”不能是空白", field.label);
            let hint = "请写上这段文字";
            return self.reading.refuse(value, Code::BadText, message, hint);
        }
        if field.clause {
            text.truncate(text.trim_end_matches(['，', '。', '；', '、', '：']).len());
        }
        if !self.is_choice(&field.choices, &text, &field.label, value) {
            return;
        }
        if field.day {
            let Some(day) = self.day(field, value, &text) else {
                return;
            };
            text = day;
        }
        if let Some(wording) = self.wording(value, &text) {
            let place = self.reading.place(value.span());
            self.keep(field, &wording, &place);
            let placed = Placed::new(wording, place);
            self.input.texts.insert(field.key.clone(), placed);
        }
    }

    /// Whether a text is one of those that may be chosen; what is open is.
    pub(super) fn is_choice(
        &mut self,
        choices: &[String],
        text: &str,
        what: &str,
        value: &Spanned<DeValue>,
    ) -> bool {
        let is_one = choices.iter().any(|choice| choice == text);
        if choices.is_empty() || is_one || [TO_FILL, GAP, ""].contains(&text) {
            return true;
        }
        let finding = Diagnostic::error(Code::BadText, format!("{what}不能是“{text}”"))
            .at(self.reading.place(value.span()));
        let otherwise = format!("只能是 {}", choices.join("、"));
        let choices = choices.iter().map(String::as_str);
        self.reading.find(meant(finding, text, choices, otherwise));
        false
    }

    /// Keeps a text to be read through; a day has been read already.
    fn keep(&mut self, field: &TextField, wording: &Wording, place: &Place) {
        // One of given words stands within a sentence of the templates.
        let is_part = field.clause || !field.choices.is_empty();
        let kind = match (field.day, is_part) {
            (true, _) => return,
            (false, true) => TextKind::Clause,
            (false, false) => TextKind::Paragraph,
        };
        let name = format!("{}.{}", self.group.key, field.key);
        self.reading
            .keep_wording(name, kind, wording.clone(), place.clone());
    }

    /// A day that is not after the notice's own.
    fn day(&mut self, field: &TextField, value: &Spanned<DeValue>, text: &str) -> Option<String> {
        let year = self.period.map_or(2000, Period::year);
        let day = Day::parse(text, |month, day| Day::new(year, month, day));
        let (message, hint) = match day {
            None => (
                format!("{}“{text}”不是存在的日期", field.label),
                format!("请写月和日：{} = \"9月25日\"", field.key),
            ),
            Some(day) if self.issued.is_some_and(|issued| day > issued) => (
                format!("{}{day}在成文日期之后", field.label),
                "请核对年、月、日".to_owned(),
            ),
            Some(day) => return Some(self.day_words(day)),
        };
        self.reading.refuse(value, Code::BadDate, message, hint);
        None
    }

    /// A day of the notice's own year goes without the year.
    fn day_words(&self, day: Day) -> String {
        if self.period.map(Period::year) == Some(day.year) {
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
                    .hint("花括号里写数据的名称，如 {组.total.名称}；要印花括号本身就写两次 {{ }}");
                self.reading.find(finding);
                return None;
            }
        };
        let mut told = HashSet::new();
        let unknown: Vec<String> = wording
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Name { name, .. } => Some(vec![name.clone()]),
                Piece::Call { arguments, .. } => Some(arguments.clone()),
                _ => None,
            })
            .flatten()
            .filter(|name| !self.is_known(name) && told.insert(name.clone()))
            .collect();
        let is_fitting = self.forms_fit(value, text, &wording);
        for name in &unknown {
            let at = text.find(name.as_str()).unwrap_or(0);
            let finding = Diagnostic::error(Code::UnknownName, format!("没有叫“{name}”的数据"))
                .at(self.reading.place(span_of(at..at + name.len())));
            let all = self.model.figure_names();
            let otherwise = "名称写作 组.项、组.total.项 或 组.行名.项";
            let all = all.iter().map(String::as_str);
            self.reading.find(meant(finding, name, all, otherwise));
        }
        (unknown.is_empty() && is_fitting).then_some(wording)
    }

    /// No hole asks its figure for a form that it can't have.
    fn forms_fit(&mut self, value: &Spanned<DeValue>, text: &str, wording: &Wording) -> bool {
        let mut fits = true;
        for piece in &wording.pieces {
            let Piece::Name {
                name,
                form: Some(form),
            } = piece
            else {
                continue;
            };
            let kind = self.kind_of(name);
            if let Some(message) = kind.and_then(|kind| kind.misfit(form)) {
                let at = text.find(name.as_str()).unwrap_or(0);
                let span =
                    span_in_string(self.reading.text, value.span(), text, at..at + name.len());
                let message = format!("{{{name}:…}}：{message}");
                let finding = Diagnostic::error(Code::BadText, message);
                self.reading.find(finding.at(self.reading.place(span)));
                fits = false;
            }
        }
        fits
    }

    /// The kind of a figure that is named in full.
    fn kind_of(&self, name: &str) -> Option<Kind> {
        self.model.kind(name).or_else(|| {
            let (group, rest) = name.split_once('.')?;
            let (_, column) = rest.split_once('.')?;
            let mut columns = self.model.group(group)?.single_columns();
            let column = columns.find(|own| own.key == column)?;
            column.content.measure().map(|measure| measure.kind)
        })
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
            Rows::Set { set, extra, .. } => {
                extra.iter().any(|extra| extra.key == row)
                    || (self.sets.and_then(|sets| sets.get(set)))
                        .is_some_and(|all| all.iter().any(|one| one.key == row))
            }
            Rows::Records | Rows::None => false,
        };
        is_row
            && group
                .single_columns()
                .any(|c| c.key == column && c.content.measure().is_some())
    }
}
