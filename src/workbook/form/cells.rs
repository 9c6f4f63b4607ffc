//! Cells of a form by what stands in them: to be filled in, received, derived, published.

use super::{Cell, Content, Part, Rule, style};
use crate::figures::Figure;
use crate::input::{Entry, TO_FILL, Typed};
use crate::model::{Kind, Measure};

/// A cell to be filled in.
pub(super) fn typed(
    entry: Option<&Entry>,
    measure: &Measure,
    figure: &Figure,
    label: &str,
    last: &str,
) -> Cell {
    let places = entry.and_then(Entry::decimal).map(|decimal| decimal.places);
    let usual = figure.measure.places.or(measure.rounded_to);
    Cell {
        content: written(entry, measure),
        part: Part::Fill,
        digits: style::digits(measure, places.or(usual)),
        rule: Some(style::rule(measure)),
        note: told(label, measure, last),
    }
}

/// What is told of a cell while it is chosen.
pub(super) fn told(label: &str, measure: &Measure, last: &str) -> String {
    let what = match style::rule(measure) {
        Rule::Number { is_whole: true, .. } => "整数",
        Rule::Date => "日期，如 2023-9-25",
        _ => "数",
    };
    let unit = style::unit(measure);
    let unit = if unit.is_empty() || measure.kind == Kind::Date {
        String::new()
    } else {
        format!("，单位 {unit}")
    };
    format!("{label}：{what}{unit}{last}")
}

/// A received figure beside one that follows from others.
pub(super) fn received(entry: Option<&Entry>, measure: &Measure, figure: &Figure) -> Cell {
    let mut cell = typed(entry, measure, figure, "收到的数，核对用", "");
    if entry.is_none() {
        cell.content = Content::Empty;
    }
    Cell {
        part: Part::Optional,
        ..cell
    }
}

/// A cell whose formula is still to come.
pub(super) fn derived(figure: &Figure) -> Cell {
    Cell {
        content: Content::Empty,
        part: Part::Derived,
        digits: style::digits(&figure.measure, figure.places),
        ..Cell::default()
    }
}

/// A figure as it was published.
pub(super) fn earlier(figure: &Figure) -> Cell {
    let printed = figure.printed_value();
    Cell {
        digits: style::digits(&figure.measure, printed.as_ref().map(|of| of.places)),
        content: match printed {
            Some(decimal) => Content::Number(style::number(&figure.measure, &decimal)),
            None if figure.open => Content::Text(TO_FILL.to_owned()),
            None if figure.unknown => Content::Text("?".to_owned()),
            None => Content::Empty,
        },
        part: Part::Earlier,
        ..Cell::default()
    }
}

fn written(entry: Option<&Entry>, measure: &Measure) -> Content {
    match entry.map(|entry| &entry.typed) {
        Some(Typed::Number(decimal)) => Content::Number(style::number(measure, decimal)),
        Some(Typed::Blank) => Content::Empty,
        Some(Typed::Unknown) => Content::Text("?".to_owned()),
        Some(Typed::ToFill | Typed::Faulty) | None => Content::Text(TO_FILL.to_owned()),
    }
}
