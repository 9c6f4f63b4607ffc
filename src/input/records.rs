//! What the office has looked into: findings that it accepts, and figures of last year that were
//! changed after they were published. Each is a record of words, among them the reason.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::DeValue;

use super::cell::type_name;
use super::read::missing;
use super::said::keep_reasons;
use super::table::{Reading, Table};
use super::{Accepted, Restated};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;

/// The records of one name.
struct Form<const N: usize> {
    key: &'static str,
    /// What they are called.
    called: &'static str,
    words: [Word; N],
}

struct Word {
    key: &'static str,
    label: &'static str,
    /// The label where nothing around it says of what.
    called: &'static str,
    example: &'static str,
}

const fn word(
    key: &'static str,
    label: &'static str,
    called: &'static str,
    example: &'static str,
) -> Word {
    Word {
        key,
        label,
        called,
        example,
    }
}

const ACCEPTED: Form<4> = Form {
    key: "accept",
    called: "认可",
    words: [
        word("code", "问题代号", "认可的问题代号", "odd-rate"),
        word("figure", "数据名称", "认可的数据名称", "组.total.名称"),
        word("value", "当时的数", "认可的当时的数", "…"),
        word("reason", "理由", "认可的理由", "已核对原始材料"),
    ],
};

const RESTATED: Form<2> = Form {
    key: "restated",
    called: "调整说明",
    words: [
        word(
            "figure",
            "调整的数据",
            "调整的数据（figure）",
            "组.行名.名称",
        ),
        word(
            "reason",
            "调整的原因",
            "调整的原因（reason）",
            "决算审定后调整",
        ),
    ],
};

/// `[[accept]]`.
pub(super) fn accepted(reading: &mut Reading, root: &mut Table) -> Vec<Accepted> {
    let records = ACCEPTED.read(reading, root).into_iter();
    let accepted = records.map(|([code, figure, value, reason], place)| Accepted {
        code,
        figure,
        value,
        reason,
        place,
    });
    accepted.collect()
}

/// `[[restated]]`.
pub(super) fn restated(reading: &mut Reading, root: &mut Table) -> Vec<Restated> {
    let records = RESTATED.read(reading, root).into_iter();
    let restated = records.map(|([figure, reason], place)| Restated {
        figure,
        reason,
        place,
    });
    restated.collect()
}

impl<const N: usize> Form<N> {
    fn read(&self, reading: &mut Reading, root: &mut Table) -> Vec<([String; N], Place)> {
        let Some(value) = root.optional(self.key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            self.not_records(reading, value);
            return Vec::new();
        };
        keep_reasons(reading, self.key, value);
        let mut known: HashMap<Vec<String>, Place> = HashMap::new();
        let mut records = Vec::new();
        for item in array {
            let Some((words, place)) = self.one(reading, item) else {
                continue;
            };
            // All but the reason say of what it is.
            let subject = words[..N - 1].to_vec();
            if let Some(first) = known.get(&subject) {
                let message = format!("{}写了两次：{}", self.called, subject.join(" "));
                let finding = Diagnostic::error(Code::DuplicateKey, message).at(place);
                let finding = finding.label(first.clone(), "已写在这里");
                reading.find(finding.hint("请删掉多余的一处"));
                continue;
            }
            known.insert(subject, place.clone());
            records.push((words, place));
        }
        records
    }

    fn one(&self, reading: &mut Reading, item: &Spanned<DeValue>) -> Option<([String; N], Place)> {
        let DeValue::Table(inner) = item.get_ref() else {
            self.not_records(reading, item);
            return None;
        };
        let mut table = Table::new(inner, self.key, item.span());
        let words = self.words.each_ref();
        let words = words.map(|word| word.read(reading, &mut table));
        table.finish(reading, |key| {
            let message = format!("{}里不认识的项“{key}”", self.called);
            Diagnostic::error(Code::UnknownKey, message)
        });
        let words: Vec<String> = words.into_iter().collect::<Option<_>>()?;
        Some((words.try_into().ok()?, reading.place(item.span())))
    }

    fn not_records(&self, reading: &mut Reading, value: &Spanned<DeValue>) {
        let keys: Vec<&str> = self.words.iter().map(|word| word.key).collect();
        let message = format!("{}应为一条一条的记录", self.called);
        let keys = keys.join("、");
        let hint = format!("请写成 [[{}]]，每条另起一行，下面写 {keys}", self.key);
        reading.refuse(value, Code::BadType, message, hint);
    }
}

impl Word {
    fn read(&self, reading: &mut Reading, table: &mut Table) -> Option<String> {
        let example = format!("{} = \"{}\"", self.key, self.example);
        let value = table.required(self.key, || missing(self.key, self.label, &example))?;
        let (code, message) = match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                (Code::BadText, format!("{}不能是空白", self.called))
            }
            DeValue::String(text) => return reading.one_line(text, self.called, value),
            other => {
                let is = type_name(other);
                let message = format!("{}应为文字，这里是{is}", self.called);
                (Code::BadType, message)
            }
        };
        reading.refuse(value, code, message, format!("例如：{example}"));
        None
    }
}
