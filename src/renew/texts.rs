use toml::de::{DeTable, DeValue};

use super::From;
use super::edits::Edits;
use crate::calendar::Period;
use crate::input::{GroupInput, TO_FILL};
use crate::key::Epoch;
use crate::model::Group;

/// The year, the number, the day, and what the comments say of the year.
pub(super) fn head(edits: &mut Edits, from: From) {
    let (last, period, before) = (from.last.inputs.period, from.period, from.name());
    let part = period.cycle().key().map_or("", |(key, _)| key);
    let text: String = edits.lines().collect::<Vec<_>>().join("\n");
    let (root, _) = DeTable::parse_recoverable(&text);
    for (key, value) in root.get_ref() {
        let span = value.span();
        let line = edits.line_of(span.start);
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("year", _) => {
                let (old, new) = (last.year().to_string(), period.year().to_string());
                let new = edits.line(line).replacen(&old, &new, 1);
                edits.replace_line(line, new);
            }
            (key, _) if key == part => {
                let (old, new) = (last.part().to_string(), period.part().to_string());
                let new = edits.line(line).replacen(&old, &new, 1);
                edits.replace_line(line, new);
            }
            // Next year's figures are real until somebody says that they are not.
            ("sample" | "background_years", _) => edits.comment_out(line..line + 1),
            ("number", DeValue::Integer(number)) => {
                edits.leave_open(&span, &format!("{before} {number}"));
            }
            ("date", DeValue::String(day)) => edits.leave_open(&span, &format!("{before} {day}")),
            // They are of one document: whether the next one bears them is asked.
            ("copy_number" | "secrecy" | "urgency" | "note", DeValue::String(was)) => {
                edits.leave_open(&span, &format!("{before} {was}，没有就删掉这一行"));
            }
            ("attended" | "excused" | "observing", DeValue::String(was)) => {
                edits.leave_open(&span, &format!("{before} {was}"));
            }
            ("signers", DeValue::Array(names)) => {
                let names = names.iter().filter_map(|name| name.get_ref().as_str());
                let names = names.collect::<Vec<_>>().join("、");
                edits.leave_open(&span, &format!("{before} {names}"));
            }
            ("date", DeValue::Datetime(_)) => edits.leave_open(&span, &format!("{before}见旧文件")),
            ("restated" | "accept", DeValue::Array(records)) => {
                for record in records {
                    let lines = edits.table_around(record.span().start);
                    edits.comment_out(lines);
                }
            }
            _ => {}
        }
    }
    let lines: Vec<String> = edits.lines().map(str::to_owned).collect();
    stated_earlier(edits, &lines);
    for (number, line) in lines.iter().enumerate() {
        let forms = spellings(last).into_iter().zip(spellings(period));
        let rolled = forms.fold(line.clone(), |line, (old, new)| line.replace(&old, &new));
        if line.starts_with('#') && rolled != *line {
            edits.replace_line(number, rolled);
        }
    }
}

/// What was stated of earlier periods was stated of others than those of the next one.
fn stated_earlier(edits: &mut Edits, lines: &[String]) {
    let is_of = |line: &str| {
        let mut names = Epoch::ALL.into_iter().map(Epoch::name);
        names.any(|name| {
            let rest = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_prefix(name));
            rest.is_some_and(|rest| rest.starts_with(['.', ']']))
        })
    };
    let mut at = 0;
    for line in lines {
        if is_of(line) {
            let table = edits.table_around(at);
            edits.remove(table);
        }
        at += line.len() + 1;
    }
}

/// How comments write a period: 2023 年度, 2023年度; 2023 年第三季度, 2023年第三季度.
fn spellings(period: Period) -> [String; 2] {
    let shown = period.to_string();
    [shown.replace(' ', ""), shown]
}

/// What last year did not have is asked after: the line stays, with what it says in words.
pub(super) fn none(edits: &mut Edits, from: From) {
    let (root, _) = DeTable::parse_recoverable(edits.text());
    let Some(value) = root.get_ref().get("none") else {
        return;
    };
    let DeValue::Array(keys) = value.get_ref() else {
        return;
    };
    let keys = keys.iter().filter_map(|key| key.get_ref().as_str());
    // The period that had none before it is now the one before.
    let all: Vec<&str> = keys.collect();
    let is_still = |key: &&str| Epoch::named(key) != Some(Epoch::Last) || !from.goes_on();
    let kept: Vec<&str> = all.iter().copied().filter(is_still).collect();
    let labels: Vec<&str> = kept
        .iter()
        .filter_map(|key| match Epoch::named(key) {
            Some(epoch) => Some(from.model.epoch_name(epoch)),
            None => Some(from.model.group(key)?.label.as_str()),
        })
        .collect();
    let span = value.span();
    if kept.len() < all.len() && !edits.text()[span.clone()].contains('\n') {
        if kept.is_empty() {
            let line = edits.line_of(span.start);
            edits.remove(line..line + 1);
        } else {
            let kept: Vec<String> = kept.iter().map(|key| format!("\"{key}\"")).collect();
            let note = format!("{}没有的", from.name());
            edits.value(&span, &format!("[{}]", kept.join(", ")), &note);
        }
        return;
    }
    if !edits.text()[span.clone()].contains('\n') && !labels.is_empty() {
        let this = from.period.cycle().this_name();
        let note = format!("{this}有了，就从这里去掉，并填上数据（样子在文件末尾）");
        edits.keep(
            &span,
            &format!("{}没有{}；{note}", from.name(), labels.join("、")),
        );
    }
}

/// Last year's own paragraphs stay to be read, as comments, above the new ones.
pub(super) fn own(edits: &mut Edits, group: &Group, input: &GroupInput, from: From) {
    for field in &group.texts {
        let Some(text) = input.texts.get(&field.key) else {
            continue;
        };
        let (first, last) = (
            edits.line_of(text.place.span.start),
            edits.line_of(text.place.span.end.saturating_sub(1)),
        );
        if field.day {
            let was = edits.line(first).split('"').nth(1).unwrap_or_default();
            edits.leave_open(&text.place.span, &format!("{} {was}", from.name()));
            continue;
        }
        edits.drop_older(&field.key, first);
        edits.comment_out(first..last + 1);
        let old = edits.line(last);
        edits.replace_line(
            last,
            format!(
                "# {old}\n{} = \"{TO_FILL}\"  # {}的写在上面，改写后放进引号里",
                field.key,
                from.name()
            ),
        );
    }
}
