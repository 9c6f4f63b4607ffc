//! What a document bears beside its number, its day and its text: 份号, 密级和保密期限, 紧急程度,
//! 签发人, 附注, 出席、请假、列席 (GB/T 9704 7.2.1 to 7.2.3, 7.2.6, 7.3.6, 10.3).

use toml::Spanned;
use toml::de::DeValue;

use super::cell::type_name;
use super::lists::names;
use super::read::missing;
use super::table::{Reading, Table};
use super::{GAP, TO_FILL, TextKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Attendance, HeadPart, Office};

/// As they are printed, a gap where one is still to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// 份号: six figures.
    pub copy_number: Option<String>,
    /// 密级和保密期限: 机密★1年.
    pub secrecy: Option<String>,
    /// 紧急程度: 特急 or 加急.
    pub urgency: Option<String>,
    /// 签发人, in the order of the organs; none but of what goes to an organ above.
    pub signers: Vec<String>,
    /// 附注 without its brackets; empty where the document does without the one of the templates.
    pub note: Option<String>,
    /// Who took part, in the order of print; what nobody is named of is left out.
    pub attendance: Vec<(Attendance, String)>,
}

const DEGREES: [&str; 3] = ["绝密", "机密", "秘密"];
const URGENCIES: [&str; 2] = ["特急", "加急"];
/// Between 密级 and 保密期限 (7.2.2).
const STAR: char = '★';

pub(super) fn elements(reading: &mut Reading, table: &mut Table, office: &Office) -> Elements {
    let copy_number = Field::of(HeadPart::CopyNumber).read(reading, table, office);
    let degree = table.optional("secrecy").map(Spanned::span);
    let secrecy = Field::of(HeadPart::Secrecy).read(reading, table, office);
    if let Some(span) = degree.filter(|_| secrecy.is_some())
        && table.peek("copy_number").is_none()
    {
        let finding = Diagnostic::error(Code::MissingKey, "标了密级，没有份号")
            .at(reading.place(span))
            .hint("涉密公文应当标注份号，请加一行：copy_number = \"000001\"");
        reading.find(finding);
    }
    Elements {
        copy_number,
        secrecy,
        urgency: Field::of(HeadPart::Urgency).read(reading, table, office),
        signers: signers(reading, table, office),
        note: note(reading, table),
        attendance: attendance(reading, table, office),
    }
}

/// One of the parts at the head.
struct Field {
    part: HeadPart,
    key: &'static str,
    label: &'static str,
    example: &'static str,
    /// What is wrong with a text that stands for it.
    fault: fn(&str) -> Option<String>,
}

impl Field {
    fn of(part: HeadPart) -> Self {
        match part {
            HeadPart::CopyNumber => Self {
                part,
                key: "copy_number",
                label: "份号",
                example: "copy_number = \"000001\"",
                fault: copy_number_fault,
            },
            HeadPart::Secrecy => Self {
                part,
                key: "secrecy",
                label: "密级和保密期限",
                example: "secrecy = \"机密★1年\"",
                fault: secrecy_fault,
            },
            HeadPart::Urgency => Self {
                part,
                key: "urgency",
                label: "紧急程度",
                example: "urgency = \"特急\"",
                fault: urgency_fault,
            },
        }
    }

    fn read(&self, reading: &mut Reading, table: &mut Table, office: &Office) -> Option<String> {
        let value = table.optional(self.key)?;
        if !office.allows.contains(&self.part) {
            let message = format!("模板规定这种公文不标{}（{}）", self.label, self.key);
            let hint = format!(
                "请删掉这一行；确要标注，请在模板 notice.toml 的 allows 里加上 \"{}\"",
                self.key
            );
            reading.refuse(value, Code::UnknownKey, message, hint);
            return None;
        }
        let text = text(reading, value, self.label, self.example)?;
        if text == GAP {
            return Some(text);
        }
        if let Some(fault) = (self.fault)(&text) {
            let hint = format!("请写成：{}", self.example);
            reading.refuse(value, Code::BadText, fault, hint);
            return None;
        }
        Some(text)
    }
}

/// The text of a value; a gap where it is still to be filled in.
fn text(
    reading: &mut Reading,
    value: &Spanned<DeValue>,
    label: &str,
    example: &str,
) -> Option<String> {
    let DeValue::String(text) = value.get_ref() else {
        let message = format!(
            "{label}应为引号里的文字，这里是{}",
            type_name(value.get_ref())
        );
        reading.refuse(value, Code::BadType, message, format!("请写成：{example}"));
        return None;
    };
    if text.trim() == TO_FILL {
        let place = reading.place(value.span());
        reading.leave_open(label, place);
        return Some(GAP.to_owned());
    }
    reading.one_line(text, label, value)
}

fn copy_number_fault(text: &str) -> Option<String> {
    let is_right = text.len() == 6 && text.chars().all(|c| c.is_ascii_digit());
    (!is_right).then(|| format!("份号应为六位半角数字，这里是“{text}”"))
}

fn secrecy_fault(text: &str) -> Option<String> {
    let degree = DEGREES.into_iter().find(|degree| text.starts_with(degree));
    let Some(degree) = degree else {
        return Some(format!("密级应为绝密、机密或秘密，这里是“{text}”"));
    };
    let term = &text[degree.len()..];
    if term.is_empty() {
        return None;
    }
    let Some(term) = term.strip_prefix(STAR) else {
        return Some(format!("密级和保密期限之间应为“{STAR}”，这里是“{text}”"));
    };
    let count = ["个月", "年"]
        .iter()
        .find_map(|unit| term.strip_suffix(unit));
    let is_counted = count.is_some_and(|count| {
        let is_number = count.chars().all(|c| c.is_ascii_digit());
        is_number && !count.is_empty() && !count.starts_with('0')
    });
    (!is_counted && term != "长期")
        .then(|| format!("保密期限应为几年、几个月或长期，数字用半角，这里是“{term}”"))
}

fn urgency_fault(text: &str) -> Option<String> {
    let is_right = URGENCIES.contains(&text);
    (!is_right).then(|| format!("紧急程度应为特急或加急，这里是“{text}”"))
}

/// 签发人: what goes to an organ above names them, of each organ one at least; nothing else does.
fn signers(reading: &mut Reading, table: &mut Table, office: &Office) -> Vec<String> {
    const EXAMPLE: &str = "signers = [\"姓名\"]";
    let value = if office.signers {
        table.required("signers", || missing("signers", "签发人", EXAMPLE))
    } else {
        table.optional("signers")
    };
    let Some(value) = value else {
        return Vec::new();
    };
    if !office.signers {
        let hint = "请删掉这一行；确是上行文，请在模板 notice.toml 里写 signers = true";
        let message = "签发人（signers）只标在上行文上";
        reading.refuse(value, Code::UnknownKey, message, hint);
        return Vec::new();
    }
    if matches!(value.get_ref(), DeValue::String(text) if text.trim() == TO_FILL) {
        let place = reading.place(value.span());
        reading.leave_open("签发人", place);
        return vec![GAP.to_owned()];
    }
    let Some(names) = names(reading, value, "签发人") else {
        return Vec::new();
    };
    let organs = office.organs.len();
    if names.len() < organs {
        let message = format!(
            "签发人应有 {organs} 名（每个发文机关一名），这里有 {} 名",
            names.len()
        );
        let hint = format!("请写成：{EXAMPLE}，按发文机关的次序");
        reading.refuse(value, Code::MissingKey, message, hint);
    }
    names.into_iter().map(|(name, _)| name).collect()
}

/// 附注 of this document, in place of the one of the templates.
fn note(reading: &mut Reading, table: &mut Table) -> Option<String> {
    const EXAMPLE: &str = "note = \"此件公开发布\"";
    let value = table.optional("note")?;
    let note = text(reading, value, "附注", EXAMPLE)?;
    if note.starts_with(['（', '(']) {
        let hint = "附注的圆括号由程序加上，请去掉外面的括号";
        reading.refuse(value, Code::BadText, "附注自带了括号", hint);
        return None;
    }
    if note != GAP {
        reading.keep_words(("note".to_owned(), TextKind::Words), &note, None, value);
    }
    Some(note)
}

/// 出席、请假、列席 of a meeting; minutes say at least who was there.
fn attendance(
    reading: &mut Reading,
    table: &mut Table,
    office: &Office,
) -> Vec<(Attendance, String)> {
    let mut read = Vec::new();
    for role in Attendance::all() {
        let (key, label) = (role.key(), role.label());
        let example = format!("{key} = \"市财政局　甲某，市水务局　乙某\"");
        let is_needed = office.form.has_attendance() && role == Attendance::Attended;
        let value = if is_needed {
            table.required(key, || missing(key, &format!("{label}人员名单"), &example))
        } else {
            table.optional(key)
        };
        let Some(value) = value else { continue };
        if !office.form.has_attendance() {
            let message = format!("{}没有{label}人员名单，不写 {key}", office.form.name());
            reading.refuse(value, Code::UnknownKey, message, "请删掉这一行");
            continue;
        }
        let Some(names) = text(reading, value, &format!("{label}人员名单"), &example) else {
            continue;
        };
        if names.starts_with(label) {
            let message = format!("{label}人员名单自带了“{label}”二字");
            let hint = format!("“{label}：”由程序加上，请去掉");
            reading.refuse(value, Code::BadText, message, hint);
            continue;
        }
        if names != GAP {
            reading.keep_words((key.to_owned(), TextKind::Words), &names, None, value);
        }
        if !names.is_empty() {
            read.push((role, names));
        }
    }
    read
}
