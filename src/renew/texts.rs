use toml::de::{DeTable, DeValue};

use super::From;
use super::edits::Edits;
use crate::calendar::Period;
use crate::input::{GroupInput, TO_FILL};
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
    for (number, line) in lines.iter().enumerate() {
        let forms = spellings(last).into_iter().zip(spellings(period));
        let rolled = forms.fold(line.clone(), |line, (old, new)| line.replace(&old, &new));
        if line.starts_with('#') && rolled != *line {
            edits.replace_line(number, rolled);
        }
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
    let labels: Vec<&str> = keys
        .filter_map(|key| Some(from.model.group(key)?.label.as_str()))
        .collect();
    let span = value.span();
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
