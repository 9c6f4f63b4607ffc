use toml::de::{DeTable, DeValue};

use super::edits::Edits;
use crate::input::{GroupInput, TO_FILL};
use crate::model::Group;

/// The year, the number, the day, and what the comments say of the year.
pub(super) fn head(edits: &mut Edits, last: i32, year: i32) {
    let text: String = edits.lines().collect::<Vec<_>>().join("\n");
    let (root, _) = DeTable::parse_recoverable(&text);
    for (key, value) in root.get_ref() {
        let span = value.span();
        let line = edits.line_of(span.start);
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("year", _) => {
                let new = edits
                    .line(line)
                    .replacen(&last.to_string(), &year.to_string(), 1);
                edits.replace_line(line, new);
            }
            // Next year's figures are real until somebody says that they are not.
            ("sample" | "background_years", _) => edits.comment_out(line..line + 1),
            ("number", DeValue::Integer(number)) => {
                edits.leave_open(&span, &format!("上年 {number}"));
            }
            ("date", DeValue::String(day)) => edits.leave_open(&span, &format!("上年 {day}")),
            ("date", DeValue::Datetime(_)) => edits.leave_open(&span, "上年见上年的文件"),
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
        let rolled = [format!("{last} 年度"), format!("{last}年度")]
            .iter()
            .fold(line.clone(), |line, old| {
                line.replace(old, &old.replace(&last.to_string(), &year.to_string()))
            });
        if line.starts_with('#') && rolled != *line {
            edits.replace_line(number, rolled);
        }
    }
}

/// Last year's own paragraphs stay to be read, as comments, above the new ones.
pub(super) fn own(edits: &mut Edits, group: &Group, input: &GroupInput) {
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
            edits.leave_open(&text.place.span, &format!("上年 {was}"));
            continue;
        }
        edits.comment_out(first..last + 1);
        let old = edits.line(last);
        edits.replace_line(
            last,
            format!(
                "# {old}\n{} = \"{TO_FILL}\"  # 上年的写在上面，改写后放进引号里",
                field.key
            ),
        );
    }
}
