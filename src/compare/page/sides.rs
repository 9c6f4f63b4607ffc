use super::html::{Side, escape, kind_of, pieces, status_word};
use crate::compare::{Comparison, Line, SectionComparison, Status};

/// The whole text, section by section, the older year beside the newer one.
pub(super) fn sections(comparison: &Comparison) -> String {
    comparison
        .sections
        .iter()
        .map(|section| one(section, comparison))
        .collect()
}

/// The changed sentences alone, under the titles of their sections.
pub(super) fn changed(comparison: &Comparison) -> String {
    let is_changed = |line: &&Line| line.status != Status::Same;
    let sections = comparison.sections.iter().filter_map(|section| {
        let lines: Vec<&Line> = section.lines.iter().filter(is_changed).collect();
        let title = escape(&section.title);
        let id = format!("c-{}", escape(&section.id));
        let table = table(lines.iter().copied(), &title, comparison);
        (!lines.is_empty()).then(|| {
            format!(
                "<section class=\"part changes\" aria-labelledby=\"{id}\">\
                 <h3 id=\"{id}\">{title}</h3>{table}</section>\n"
            )
        })
    });
    let sections: String = sections.collect();
    if sections.is_empty() {
        return "<p class=\"none\">没有。</p>".to_owned();
    }
    sections
}

fn one(section: &SectionComparison, comparison: &Comparison) -> String {
    let (id, title) = (escape(&section.id), escape(&section.title));
    format!(
        "<section class=\"part whole\" aria-labelledby=\"s-{id}\">\
         <h3 id=\"s-{id}\" tabindex=\"-1\">{title}{}</h3>{}</section>\n",
        status_word(section.status),
        table(section.lines.iter(), &title, comparison),
    )
}

/// Sentences of a section, the older year's on the left.
fn table<'a>(
    lines: impl Iterator<Item = &'a Line>,
    title: &str,
    comparison: &Comparison,
) -> String {
    let lines: String = lines.map(|line| row(line, comparison)).collect();
    format!(
        "<table class=\"sides\" aria-label=\"{title}\"><thead><tr><th scope=\"col\">{} 年度</th>\
         <th scope=\"col\">{} 年度</th></tr></thead><tbody>{lines}</tbody></table>",
        comparison.old_year, comparison.new_year,
    )
}

fn row(line: &Line, comparison: &Comparison) -> String {
    let mut kinds: Vec<&str> = line
        .pieces
        .iter()
        .map(kind_of)
        .filter(|k| !k.is_empty())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    // A sentence that only moved is a matter of wording.
    if line.status == Status::Moved && kinds.is_empty() {
        kinds.push("wording");
    }
    let status = match line.status {
        Status::Same => "same",
        Status::Changed => "changed",
        Status::New => "new",
        Status::Gone => "gone",
        Status::Moved => "moved",
    };
    let cell = |side: Side, empty: bool, note: &str| {
        let year = match side {
            Side::Old => comparison.old_year,
            Side::New => comparison.new_year,
        };
        let text = pieces(&line.pieces, side);
        let text = if empty {
            format!("<span class=\"none\">{note}</span>")
        } else {
            text
        };
        let text = match line.status {
            Status::Moved => {
                format!("<span class=\"moved\"><span class=\"tag\">移</span>{text}</span>")
            }
            _ => text,
        };
        format!("<td data-year=\"{year} 年度\">{text}</td>")
    };
    let classes = [
        status,
        if line.heading { "heading" } else { "" },
        if line.opens { "opens" } else { "" },
    ];
    format!(
        "<tr class=\"{}\" data-kinds=\"{}\" data-id=\"{}\">{}{}</tr>\n",
        classes.join(" ").trim_end(),
        kinds.join(" "),
        escape(&line.id),
        cell(Side::Old, line.status == Status::New, "（上一年没有）"),
        cell(Side::New, line.status == Status::Gone, "（这一年没有）"),
    )
}
