//! A chart as lines, boxes and words with their places: whole numbers from the chart's own. It knows
//! neither a page nor what prints it.

mod axis;
mod legend;
mod lying;
mod names;
mod upright;

use crate::em::{Billionths, ONE, estimate, times};
use crate::model::ChartShape;
use crate::notice::Chart;

/// As wide as the type area (GB/T 9704 5.2.1).
pub const WIDTH: Billionths = 156 * ONE * 360 / 127;
/// No higher than this, so that it shares a page with its heading, its title and its caption.
const MOST_HEIGHT: Billionths = 480 * ONE;
/// 小五, in which all its words are set.
pub const SIZE: Billionths = 9 * ONE;
/// From one line of words to the next.
pub const LINE: Billionths = SIZE * 115 / 100;
/// Between words and what they belong to.
const GAP: Billionths = 3 * ONE;
/// How long the mark at a number of the axis is.
const TICK: Billionths = 3 * ONE;

/// A chart drawn, as wide as [`WIDTH`]; lengths are billionths of a point, from the upper left corner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// From its upper to its lower edge.
    pub height: Billionths,
    /// In the order in which they are drawn: later ones lie above.
    pub marks: Vec<Mark>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is of the chart.
    pub role: Role,
    /// Of a name the place along the axis, from 0; of a number, a bar or a point the place times the
    /// count of columns and the column; of a word of the legend 0 for what the axis measures, else
    /// the column from 1.
    pub index: usize,
    /// From the left.
    pub x: Billionths,
    /// From above.
    pub y: Billionths,
    /// What is drawn there.
    pub ink: Ink,
}

/// What a mark is of its chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What stands along the axis: 城区.
    Name,
    /// A figure in print: 65.2%.
    Value,
    /// A number of the axis.
    Tick,
    /// What the axis measures, or what a column is.
    Legend,
    /// A bar.
    Bar,
    /// A point on a line.
    Point,
    /// A line between points, of the axis, or a sample in the legend.
    Rule,
}

/// Lines of words, a box, a path or a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ink {
    /// In 小五 type.
    Words {
        /// The room that they are aligned in.
        width: Billionths,
        /// Where in it.
        align: Align,
        /// From the top down.
        lines: Vec<String>,
    },
    /// A rectangle with a thin outline.
    Box {
        /// From its left edge.
        width: Billionths,
        /// From its upper edge.
        height: Billionths,
        /// How it is filled.
        tone: Tone,
    },
    /// Straight lines from point to point, counted from the chart's corner.
    Path {
        /// Across and down.
        points: Vec<(Billionths, Billionths)>,
        /// How thick.
        weight: Billionths,
        /// How it goes on.
        dash: Dash,
    },
    /// A point of a line; its middle is the mark's place.
    Dot {
        /// The column: its shape.
        of: usize,
    },
}

/// Where in their room words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At its left edge.
    Left,
    /// In its middle.
    Center,
    /// At its right edge.
    Right,
}

/// The tones of bars: in black and white each is told from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Of the first column.
    Dark,
    /// Of the second: nothing within its outline.
    Empty,
    /// Of the third.
    Light,
}

/// How lines go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Of the first column, and of axes.
    Solid,
    /// Of the second.
    Dashed,
    /// Of the third.
    Dotted,
}

/// A chart with more than a page holds legibly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowded {
    /// So many places of its axis would fit.
    pub most: usize,
}

/// Draws a chart.
pub fn draw(chart: &Chart) -> Result<Drawing, Crowded> {
    match chart.shape {
        ChartShape::Bars => lying::draw(chart),
        ChartShape::Columns | ChartShape::Lines => upright::draw(chart),
    }
}

impl Tone {
    fn of(series: usize) -> Self {
        [Self::Dark, Self::Empty, Self::Light][series % 3]
    }
}

impl Dash {
    fn of(series: usize) -> Self {
        [Self::Solid, Self::Dashed, Self::Dotted][series % 3]
    }
}

/// How wide a text comes out, in points.
fn wide(text: &str) -> Billionths {
    times(estimate(text), SIZE)
}

/// How high so many lines of words are.
fn high(lines: usize) -> Billionths {
    let lines = Billionths::try_from(lines).unwrap_or(0);
    if lines == 0 {
        0
    } else {
        SIZE + (lines - 1) * LINE
    }
}

fn rule(points: &[(Billionths, Billionths)]) -> Mark {
    Mark {
        role: Role::Rule,
        index: 0,
        x: 0,
        y: 0,
        ink: Ink::Path {
            points: points.to_vec(),
            weight: ONE / 2,
            dash: Dash::Solid,
        },
    }
}

/// One line of words from `x` on, or up to it, or around it. Room is kept for what an estimate
/// can't know.
fn words(
    role: Role,
    index: usize,
    text: &str,
    align: Align,
    (x, y): (Billionths, Billionths),
) -> Mark {
    let width = wide(text) + SIZE;
    let left = match align {
        Align::Left => x,
        Align::Center => x - width / 2,
        Align::Right => x - width,
    };
    Mark {
        role,
        index,
        x: left,
        y,
        ink: Ink::Words {
            width,
            align,
            lines: vec![text.to_owned()],
        },
    }
}

/// A number of the axis, with the minus that the chart's figures have.
fn tick_text(chart: &Chart, number: &crate::number::Exact) -> String {
    let text = number.to_plain();
    if chart.true_minus {
        text.replace('-', "−")
    } else {
        text
    }
}

/// What stands along the axis, counted as lengths are.
fn count(things: usize) -> Billionths {
    Billionths::try_from(things).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::{Point, Series, Words};
    use crate::number::Decimal;

    /// A chart of these columns; what is no number is a word.
    pub(super) fn chart(columns: &[&[&str]]) -> Chart {
        let point = |text: &&str| Point {
            text: (*text).to_owned(),
            number: Decimal::parse(text).ok().map(|decimal| decimal.value),
            figure: None,
        };
        let places = columns.first().map_or(0, |column| column.len());
        let is_whole = |text: &&str| !text.contains('.');
        Chart {
            id: "chart".to_owned(),
            number: None,
            title: Words::parse(""),
            shape: ChartShape::Bars,
            unit: "件".to_owned(),
            true_minus: false,
            whole: columns.iter().flat_map(|column| *column).all(is_whole),
            places_head: "单位".to_owned(),
            places: (1..=places).map(|at| format!("第{at}处")).collect(),
            place_keys: Vec::new(),
            series: columns
                .iter()
                .enumerate()
                .map(|(at, column)| Series {
                    name: format!("第{at}栏"),
                    points: column.iter().map(point).collect(),
                })
                .collect(),
        }
    }

    /// From left, top to right, bottom; nothing of what words may touch.
    fn area(mark: &Mark) -> Option<[Billionths; 4]> {
        match &mark.ink {
            Ink::Words {
                width,
                align,
                lines,
            } => {
                let own = lines.iter().map(|line| wide(line)).max().unwrap_or(0);
                let left = match align {
                    Align::Left => mark.x,
                    Align::Center => mark.x + (width - own) / 2,
                    Align::Right => mark.x + width - own,
                };
                Some([left, mark.y, left + own, mark.y + high(lines.len())])
            }
            Ink::Box { width, height, .. } => {
                Some([mark.x, mark.y, mark.x + width, mark.y + height])
            }
            Ink::Dot { .. } | Ink::Path { .. } => None,
        }
    }

    /// Whether two marks' areas overlap.
    fn overlap(one: &Mark, other: &Mark) -> bool {
        let (Some(a), Some(b)) = (area(one), area(other)) else {
            return false;
        };
        a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
    }

    /// Words stand apart from each other and from bars, and all of it within the chart.
    fn is_legible(chart: &Chart) {
        let drawing = draw(chart).unwrap();
        assert!(drawing.height <= MOST_HEIGHT);
        for (at, one) in drawing.marks.iter().enumerate() {
            let [left, top, right, bottom] = area(one).unwrap_or([0; 4]);
            assert!(left >= 0 && top >= 0, "{one:?}");
            assert!(right <= WIDTH && bottom <= drawing.height, "{one:?}");
            for other in &drawing.marks[at + 1..] {
                let both_boxes = [one, other]
                    .iter()
                    .all(|mark| matches!(mark.ink, Ink::Box { .. }));
                assert!(both_boxes || !overlap(one, other), "{one:?}\n{other:?}");
            }
        }
    }

    const NUMBERS: [&str; 12] = [
        "12.5", "-3.4", "不详", "100.0", "0.0", "55.55", "99.99", "7.0", "-12.3", "88.8", "无",
        "64.0",
    ];

    #[test]
    fn charts_of_every_shape_and_size_are_legible() {
        for shape in [ChartShape::Bars, ChartShape::Columns, ChartShape::Lines] {
            for places in 1..=12 {
                for columns in 1..=3 {
                    let numbers: Vec<Vec<&str>> = (0..columns)
                        .map(|by| {
                            (0..places)
                                .map(|at| NUMBERS[(at * (by + 1) + by) % 12])
                                .collect()
                        })
                        .collect();
                    let numbers: Vec<&[&str]> = numbers.iter().map(Vec::as_slice).collect();
                    let mut chart = chart(&numbers);
                    chart.shape = shape;
                    match draw(&chart) {
                        Ok(_) => is_legible(&chart),
                        Err(crowded) => {
                            assert!(crowded.most < places && shape == ChartShape::Columns);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let many = vec!["12.5"; 60];
        for shape in [ChartShape::Bars, ChartShape::Columns, ChartShape::Lines] {
            let mut chart = chart(&[&many]);
            chart.shape = shape;
            let crowded = draw(&chart).unwrap_err();
            assert!((5..60).contains(&crowded.most), "{shape:?} {crowded:?}");
            chart.places.truncate(crowded.most);
            chart.series[0].points.truncate(crowded.most);
            is_legible(&chart);
        }
    }

    #[test]
    fn long_names_are_broken_between_words() {
        let mut chart = chart(&[&["1", "2"]]);
        chart.places = vec![
            "某某市经济技术开发区管理委员会办公室".to_owned(),
            "城区".to_owned(),
        ];
        for shape in [ChartShape::Bars, ChartShape::Columns, ChartShape::Lines] {
            chart.shape = shape;
            is_legible(&chart);
        }
        let drawing = draw(&Chart {
            shape: ChartShape::Bars,
            ..chart
        })
        .unwrap();
        let names = drawing.marks.iter().filter(|mark| mark.role == Role::Name);
        let lines = names.map(|mark| match &mark.ink {
            Ink::Words { lines, .. } => lines.len(),
            _ => 0,
        });
        assert_eq!(lines.collect::<Vec<_>>(), [3, 1]);
    }
}
