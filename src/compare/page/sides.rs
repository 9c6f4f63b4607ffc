//! The text of the two years side by side.

use maud::{Markup, html};

use super::marks::{kind_of, pieces, status};
use crate::calendar::Period;
use crate::compare::{Comparison, LineComparison, Status, Which};

/// The whole text, section by section, the older year beside the newer one.
pub(super) fn sections(comparison: &Comparison) -> Markup {
    html! {
        @for section in &comparison.sections {
            @let id = format!("s-{}", section.id);
            section.part.whole aria-labelledby=(id) {
                h3 id=(id) tabindex="-1" { (section.title) (status(section.status)) }
                (table(section.lines.iter(), &section.title, comparison))
            }
        }
    }
}

/// The changed sentences alone, under the titles of their sections.
pub(super) fn changed(comparison: &Comparison) -> Markup {
    let is_changed = |line: &&LineComparison| line.status != Status::Same;
    let sections: Vec<_> = comparison
        .sections
        .iter()
        .filter(|section| section.lines.iter().any(|line| is_changed(&line)))
        .collect();
    html! {
        @if sections.is_empty() { p.none { "没有。" } }
        @for section in sections {
            @let id = format!("c-{}", section.id);
            section.part.changes aria-labelledby=(id) {
                h3 id=(id) { (section.title) }
                (table(section.lines.iter().filter(is_changed), &section.title, comparison))
            }
        }
    }
}

/// Sentences of a section, the older year's on the left.
fn table<'a>(
    lines: impl Iterator<Item = &'a LineComparison>,
    title: &str,
    comparison: &Comparison,
) -> Markup {
    html! {
        table.sides aria-label=(title) {
            thead {
                tr {
                    th scope="col" { (comparison.old_period) }
                    th scope="col" { (comparison.new_period) }
                }
            }
            tbody { @for line in lines { (row(line, comparison)) } }
        }
    }
}

fn row(line: &LineComparison, comparison: &Comparison) -> Markup {
    let kinds = line.pieces.iter().map(kind_of);
    let mut kinds: Vec<&str> = kinds.filter(|kind| !kind.is_empty()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // A sentence that only moved is a matter of wording.
    if line.status == Status::Moved && kinds.is_empty() {
        kinds.push("wording");
    }
    let mut class = line.status.class().to_owned();
    for (is_so, name) in [(line.heading, " heading"), (line.opens, " opens")] {
        class.push_str(if is_so { name } else { "" });
    }
    let cell = |which: Which, period: Period, missing: Option<&str>| {
        let text = pieces(&line.pieces, which);
        html! {
            td data-year=(period) {
                @match (missing, line.status) {
                    (Some(missing), _) => span.none { (missing) },
                    (None, Status::Moved) => span.moved { span.tag { "移" } (text) },
                    (None, _) => (text),
                }
            }
        }
    };
    let without_old = (line.status == Status::New).then_some("（上一年没有）");
    let without_new = (line.status == Status::Gone).then_some("（这一年没有）");
    html! {
        tr class=(class) data-kinds=(kinds.join(" ")) data-id=(line.id) {
            (cell(Which::Older, comparison.old_period, without_old))
            (cell(Which::Newer, comparison.new_period, without_new))
        }
    }
}
