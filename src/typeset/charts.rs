//! Charts as the layout reads them.

use super::cells;
use super::plan::{self, AREA, THIRD};
use super::prepare::{narrowed, of_parts, words};
use super::title;
use super::view::{ChartInkView, ChartMarkView, ChartView, Line};
use super::width::{ONE, estimate};
use crate::drawing::{self, Align, Dash, Ink, Mark, Role, Tone};
use crate::notice::{AnnexAround, Chart};

/// A chart with its caption; in a redline that of one in the text is marked. Nothing of one that can't
/// be drawn: that was told where the notice was composed.
pub(super) fn view(chart: &Chart, around: Option<&AnnexAround>) -> Option<ChartView> {
    let drawing = drawing::draw(chart).ok()?;
    let label = Some(chart.label()).filter(|label| !label.is_empty());
    let title = match around.filter(|_| label.is_some()) {
        None => of_parts(chart.title.title_parts()),
        Some(around) => words(&around.title),
    };
    let label = label.map(|label| format!("{label}　"));
    let label = label.into_iter().map(|label| of_parts(vec![vec![label]]));
    let caption = label.flatten().chain(title).collect::<Vec<_>>();
    let is_empty = chart.caption().is_empty();
    Some(ChartView {
        alt: chart.in_words(),
        height: narrowed(drawing.height),
        lines: plan::grid_lines(drawing.height),
        size: narrowed(drawing::SIZE),
        step: narrowed(drawing::LINE),
        caption: if is_empty {
            Vec::new()
        } else {
            lines(&caption)
        },
        marks: drawing.marks.iter().map(mark).collect(),
    })
}

fn lines(words: &[title::Word]) -> Vec<Line> {
    let lines = title::lines(words, AREA.0 * ONE / THIRD, &estimate);
    lines.into_iter().map(cells::joined).collect()
}

fn mark(mark: &Mark) -> ChartMarkView {
    ChartMarkView {
        role: role(mark.role).to_owned(),
        index: mark.index,
        x: narrowed(mark.x),
        y: narrowed(mark.y),
        ink: ink(&mark.ink),
    }
}

/// As the audit's marks are called.
fn role(role: Role) -> &'static str {
    match role {
        Role::Name => "chart-name",
        Role::Value => "chart-value",
        Role::Tick => "chart-tick",
        Role::Legend => "chart-legend",
        Role::Bar => "chart-bar",
        Role::Point => "chart-point",
        Role::Rule => "chart-rule",
    }
}

fn ink(ink: &Ink) -> ChartInkView {
    match ink {
        Ink::Words {
            width,
            align,
            lines,
        } => ChartInkView::Words {
            width: narrowed(*width),
            align: match align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            },
            lines: lines.clone(),
        },
        Ink::Box {
            width,
            height,
            tone,
        } => ChartInkView::Box {
            width: narrowed(*width),
            height: narrowed(*height),
            tone: match tone {
                Tone::Dark => "dark",
                Tone::Empty => "empty",
                Tone::Light => "light",
            },
        },
        Ink::Path {
            points,
            weight,
            dash,
        } => ChartInkView::Path {
            points: points
                .iter()
                .map(|(x, y)| (narrowed(*x), narrowed(*y)))
                .collect(),
            weight: narrowed(*weight),
            dash: match dash {
                Dash::Solid => "solid",
                Dash::Dashed => "dashed",
                Dash::Dotted => "dotted",
            },
        },
        Ink::Dot { of } => ChartInkView::Dot { of: *of },
    }
}
