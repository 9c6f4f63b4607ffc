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

fn one(section: &SectionComparison, comparison: &Comparison) -> String {
    let id = escape(&section.id);
    let lines: String = section
        .lines
        .iter()
        .map(|line| row(line, comparison))
        .collect();
    format!(
        "<section class=\"part\" aria-labelledby=\"s-{id}\">\
         <h3 id=\"s-{id}\" tabindex=\"-1\">{}{}</h3>\
         <table class=\"sides\"><thead><tr><th scope=\"col\">{} 年度</th>\
         <th scope=\"col\">{} 年度</th></tr></thead><tbody>{lines}</tbody></table></section>\n",
        escape(&section.title),
        status_word(section.status),
        comparison.old_year,
        comparison.new_year,
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
