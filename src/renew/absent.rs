//! What last year did not have, offered so that the clerk can add it.

use std::fmt::Write;

use crate::calendar::{Period, Time};
use crate::input::{Inputs, TO_FILL};
use crate::model::{Column, Content, Group, Measure, Model, Rows};

const HEAD: &str = "

# ════ {last}没有的事项 ════
# {this}有了，就去掉这一组各行前面的“# ”，填上数；写在 none 里的，也从 none 里去掉
";

/// The groups of which last year's file has no line, to be filled in, all of it as comments.
pub(super) fn offer(model: &Model, last: &Inputs, text: &str, period: Period) -> String {
    let absent = model.groups.iter().filter(|group| {
        let heads = [format!("[{}", group.key), format!("[[{}", group.key)];
        let mut lines = text.lines().map(|line| line.trim_start_matches(['#', ' ']));
        let is_there = lines.any(|line| {
            let mut tails = heads
                .iter()
                .filter_map(|head| line.strip_prefix(head.as_str()));
            tails.any(|tail| tail.starts_with([']', '.']))
        });
        group.can_be_absent() && !is_there
    });
    let offers: Vec<String> = absent
        .map(|group| one(model, group, last, period))
        .collect();
    if offers.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = offers.concat().lines().map(commented).collect();
    {
        let cycle = period.cycle();
        let head = HEAD.replace("{last}", cycle.last_name());
        let head = head.replace("{this}", cycle.this_name());
        format!("{head}{}\n", lines.join("\n"))
    }
}

fn commented(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!("# {line}")
    }
}

fn one(model: &Model, group: &Group, last: &Inputs, period: Period) -> String {
    let (mut lines, year) = (Lines(String::new()), period.year());
    let has_own = group.rows == Rows::None
        || group.each.is_some()
        || group.scalars.iter().any(|s| s.content.formula().is_none());
    if has_own {
        lines.head(&format!("[{}]", group.key), &group.label);
    }
    let items: Vec<String> = group.each.iter().map(|_| year.to_string()).collect();
    if let Some(each) = &group.each {
        lines.add(&each.key, &format!("[{year}]"), &each.label);
    }
    for scalar in &group.scalars {
        if let Content::Given(measure) = &scalar.content {
            lines.figure(&scalar.key, &scalar.label, measure);
        }
    }
    for text in group.texts.iter().filter(|text| !text.optional) {
        lines.add(&text.key, &to_fill(), &text.label);
    }
    let columns = group.columns_for(&items);
    match &group.rows {
        Rows::None => {}
        Rows::Records => {
            lines.head(
                &format!("[[{}]]", group.key),
                &format!("{}：一项一条", group.label),
            );
            lines.row(&columns, period);
        }
        Rows::Set { set, extra, sparse } => {
            let label = model.set(set).map_or("", |set| &set.label);
            let rows = extra.iter().chain(last.set(set));
            let rows = rows.filter(|row| row.role.is_typed()).map(|row| &row.key);
            // Of a list that names only some counties one shows how it is written.
            let most = if *sparse { 1 } else { usize::MAX };
            for row in rows.take(most) {
                let note = if *sparse {
                    &format!("只列涉及的{label}")
                } else {
                    &group.label
                };
                lines.head(&format!("[{}.\"{row}\"]", group.key), note);
                lines.row(&columns, period);
            }
        }
    }
    lines.0
}

fn to_fill() -> String {
    format!("\"{TO_FILL}\"")
}

struct Lines(String);

impl Lines {
    fn head(&mut self, head: &str, note: &str) {
        // Writing to a string can't fail.
        let _ = writeln!(self.0, "\n{head}  # {note}");
    }

    fn add(&mut self, key: &str, value: &str, note: &str) {
        let _ = writeln!(self.0, "{key} = {value}  # {note}");
    }

    fn figure(&mut self, key: &str, label: &str, measure: &Measure) {
        let note = format!("{label}{}", measure.bracketed_unit());
        self.add(key, &to_fill(), &note);
    }

    fn row(&mut self, columns: &[Column], period: Period) {
        for column in columns {
            let label = Time::fill(&column.label, period);
            match &column.content {
                Content::Given(measure) => self.figure(&column.key, &label, measure),
                // Empty quotes are not taken for words: they are asked after.
                Content::Text {
                    optional: false, ..
                } => self.add(&column.key, "\"\"", &label),
                Content::Text { .. } | Content::Chosen(_) | Content::Derived(..) => {}
            }
        }
    }
}
