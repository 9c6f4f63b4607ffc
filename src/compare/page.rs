//! The comparison as one HTML file that a reviewer opens in a browser: no
//! network, nothing to install, and readable on paper as well. What it says is
//! in the page itself; the script only filters and shows where a number is from.

mod html;
mod sides;
mod tables;

use html::{escape, fill, island};

use super::{Comparison, Status};

const PAGE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// The page.
pub fn page(comparison: &Comparison) -> String {
    let (old, new) = (
        comparison.old_year.to_string(),
        comparison.new_year.to_string(),
    );
    fill(
        PAGE,
        &[
            ("style", STYLE),
            ("script", SCRIPT),
            ("old", &old),
            ("new", &new),
            ("summary", &summary(comparison)),
            ("stale", &stale(comparison)),
            ("totals", &tables::totals(comparison)),
            ("counties", &tables::counties(comparison)),
            ("verdicts", &tables::verdicts(comparison)),
            ("sentences", &sides::changed(comparison)),
            ("contents", &contents(comparison)),
            ("sections", &sides::sections(comparison)),
            ("annexes", &tables::annexes(comparison)),
            ("data", &island(&comparison.figures)),
        ],
    )
}

fn summary(comparison: &Comparison) -> String {
    let remarks = comparison.grounds.remarks();
    let remarks =
        html::all(remarks.map(|remark| format!("<p class=\"ground\">{}。</p>", escape(remark))));
    if comparison.is_same() {
        return format!(
            "<p class=\"same\">没有不同。只因年度顺延而不同的 {} 处。</p>{remarks}",
            comparison.rolled
        );
    }
    let lines = |wanted| comparison.lines_of(wanted);
    let counts = [
        ("数据", comparison.changed_figures().count(), "项变了"),
        ("结论", comparison.verdicts.len(), "处变了"),
        ("句子", lines(Status::Changed), "句变了"),
        ("句子", lines(Status::New), "句新增"),
        ("句子", lines(Status::Gone), "句删去"),
        ("句子", lines(Status::Moved), "句移动"),
        ("年度", comparison.rolled, "处只因顺延而不同"),
    ];
    let items = counts.into_iter();
    let items = html::all(
        items.map(|(what, count, unit)| format!("<li>{what} <b>{count}</b> {unit}</li>")),
    );
    format!("<ul class=\"counts\">{items}</ul>{remarks}")
}

fn stale(comparison: &Comparison) -> String {
    if comparison.stale.is_empty() {
        return String::new();
    }
    let items = html::all(comparison.stale.iter().map(|stale| {
        let (message, name) = (escape(&stale.message), escape(&stale.name));
        format!("<li>{message}　<code>{name}</code></li>")
    }));
    format!(
        "<section class=\"stale\" aria-labelledby=\"stale\">\
         <h2 id=\"stale\">请核对：可能该随年度变而没有变</h2><ul>{items}</ul></section>"
    )
}

/// Links to the sections and annexes.
fn contents(comparison: &Comparison) -> String {
    let link = |id: &str, title: &str, status: Status| {
        let mark = html::status_word(status);
        format!(
            "<li><a href=\"#s-{}\">{}</a>{mark}</li>",
            escape(id),
            escape(title)
        )
    };
    let sections = comparison
        .sections
        .iter()
        .map(|section| link(&section.id, &section.title, section.status));
    let annexes = comparison
        .annexes
        .iter()
        .map(|annex| link(&format!("annex-{}", annex.id), &annex.label, annex.status));
    sections.chain(annexes).collect()
}
