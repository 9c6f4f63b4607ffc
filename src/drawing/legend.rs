//! What stands above a chart: what its axis measures, and which column is drawn how.

use super::{Align, Dash, GAP, Ink, LINE, Mark, Role, SIZE, Tone, WIDTH, wide, words};
use crate::em::{Billionths, ONE};
use crate::model::ChartShape;
use crate::notice::Chart;

/// The sample of a column.
const BOX: Billionths = 8 * ONE;
const STROKE: Billionths = 22 * ONE;
/// Between one entry and the next.
const APART: Billionths = 2 * SIZE;

/// The legend in its marks, and how high it is with the white below it.
pub(super) fn legend(chart: &Chart) -> (Vec<Mark>, Billionths) {
    let title = chart.axis_title();
    let mut marks = Vec::new();
    if chart.series.len() == 1 {
        if !title.is_empty() {
            marks.push(words(Role::Legend, 0, &title, Align::Left, (0, 0)));
        }
        return (marks, LINE + GAP);
    }
    let sample = if chart.shape == ChartShape::Lines {
        STROKE
    } else {
        BOX
    };
    let (mut x, mut y) = (0, 0);
    for (at, series) in chart.series.iter().enumerate() {
        let width = sample + GAP + wide(&series.name);
        if x > 0 && x + width > WIDTH {
            (x, y) = (0, y + LINE);
        }
        marks.extend(drawn(chart.shape, at, (x, y)));
        let place = (x + sample + GAP, y);
        marks.push(words(
            Role::Legend,
            at + 1,
            &series.name,
            Align::Left,
            place,
        ));
        x += width + APART;
    }
    if !title.is_empty() {
        if x + wide(&title) > WIDTH {
            y += LINE;
        }
        marks.push(words(Role::Legend, 0, &title, Align::Right, (WIDTH, y)));
    }
    (marks, y + LINE + GAP)
}

/// How a column is drawn.
fn drawn(shape: ChartShape, at: usize, (x, y): (Billionths, Billionths)) -> Vec<Mark> {
    let mark = |x: Billionths, y: Billionths, ink: Ink| Mark {
        role: Role::Rule,
        index: 0,
        x,
        y,
        ink,
    };
    if shape == ChartShape::Lines {
        let middle = y + SIZE / 2;
        return vec![
            mark(0, 0, line(vec![(x, middle), (x + STROKE, middle)], at)),
            mark(x + STROKE / 2, middle, Ink::Dot { of: at }),
        ];
    }
    let sample = Ink::Box {
        width: BOX,
        height: BOX,
        tone: Tone::of(at),
    };
    vec![mark(x, y + (SIZE - BOX) / 2, sample)]
}

/// The line of a column.
pub(super) fn line(points: Vec<(Billionths, Billionths)>, series: usize) -> Ink {
    Ink::Path {
        points,
        weight: ONE,
        dash: Dash::of(series),
    }
}
