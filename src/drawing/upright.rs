//! Bars that stand, and lines: the places along the foot, the numbers at the bars' ends or at the
//! points.

use super::axis::Axis;
use super::legend::{self, line};
use super::{
    Align, Crowded, Drawing, GAP, Ink, LINE, Mark, Role, SIZE, TICK, Tone, WIDTH, count, high,
    names, rule, tick_text, wide, words,
};
use crate::em::{Billionths, ONE};
use crate::model::ChartShape;
use crate::notice::Chart;
use crate::number::Exact;

/// How high the axis is.
const HEIGHT: Billionths = 190 * ONE;
/// No bar is wider.
const WIDE: Billionths = 26 * ONE;
/// A name has at least this room, and at most so many lines.
const LEAST_NAME: Billionths = 2 * SIZE + 2 * ONE;
const MOST_LINES: usize = 6;
/// How far a point reaches from its middle.
const DOT: Billionths = 2 * ONE;

/// Where the bars or points of a chart stand.
struct Frame<'c> {
    chart: &'c Chart,
    axis: Axis,
    left: Billionths,
    /// The lower end of the axis.
    bottom: Billionths,
    /// From one place to the next.
    slot: Billionths,
}

pub(super) fn draw(chart: &Chart) -> Result<Drawing, Crowded> {
    let (mut marks, legend) = legend::legend(chart);
    let axis = Axis::of(chart, chart.shape == ChartShape::Columns);
    let ticks = axis.ticks.iter().map(|tick| wide(&tick_text(chart, tick)));
    let left = ticks.max().unwrap_or(0) + TICK + GAP;
    let room = WIDTH - left;
    let slot = room / count(chart.places.len()).max(1);
    let needed = needed(chart);
    let lines: Vec<Vec<String>> = (chart.places.iter())
        .map(|name| names::lines(name, slot - 2 * ONE))
        .collect();
    let most = lines.iter().map(Vec::len).max().unwrap_or(0);
    if slot < needed || most > MOST_LINES {
        let fitting = usize::try_from(room / needed).unwrap_or(0);
        return Err(Crowded {
            most: fitting.min(chart.places.len().saturating_sub(1)),
        });
    }
    // Numbers stand above and below the highest and the lowest point.
    let above = match chart.shape {
        ChartShape::Lines => LINE * count(chart.series.len()),
        ChartShape::Bars | ChartShape::Columns => LINE,
    };
    let beside = LINE + GAP;
    let bottom = legend + above + GAP + HEIGHT;
    let frame = Frame {
        chart,
        axis,
        left,
        bottom,
        slot,
    };
    let foot = bottom + if frame.has_below() { beside } else { 0 };
    frame.axis_marks(&mut marks);
    if chart.shape == ChartShape::Columns {
        frame.bars(&mut marks);
    } else {
        frame.lines(&mut marks);
    }
    for (place, lines) in lines.into_iter().enumerate() {
        marks.push(Mark {
            role: Role::Name,
            index: place,
            x: frame.middle(place) - slot / 2,
            y: foot + GAP,
            ink: Ink::Words {
                width: slot,
                align: Align::Center,
                lines,
            },
        });
    }
    Ok(Drawing {
        height: foot + GAP + high(most),
        marks,
    })
}

/// How much room a place needs for its numbers.
fn needed(chart: &Chart) -> Billionths {
    let widest = chart
        .points()
        .map(|point| wide(&point.text))
        .max()
        .unwrap_or(0)
        + 2 * ONE;
    let beside = match chart.shape {
        ChartShape::Columns => count(chart.series.len()),
        ChartShape::Bars | ChartShape::Lines => 1,
    };
    // White between the bars of one place and of the next.
    let white = if beside > 1 { SIZE / 2 } else { 0 };
    (widest * beside + white).max(LEAST_NAME)
}

impl Frame<'_> {
    fn middle(&self, place: usize) -> Billionths {
        self.left + self.slot * count(place) + self.slot / 2
    }

    fn at(&self, number: &Exact) -> Billionths {
        self.bottom - self.axis.along(number, HEIGHT)
    }

    /// Whether a number may stand below the lower end of the axis.
    fn has_below(&self) -> bool {
        let mut numbers = self
            .chart
            .points()
            .filter_map(|point| point.number.as_ref());
        self.chart.shape == ChartShape::Lines || numbers.any(|number| self.axis.is_below(number))
    }

    fn axis_marks(&self, marks: &mut Vec<Mark>) {
        let (left, bottom) = (self.left, self.bottom);
        marks.push(rule(&[(left, bottom - HEIGHT), (left, bottom)]));
        let base = self.at(self.axis.base());
        marks.push(rule(&[(left, base), (WIDTH, base)]));
        for (index, tick) in self.axis.ticks.iter().enumerate() {
            let y = self.at(tick);
            marks.push(rule(&[(left - TICK, y), (left, y)]));
            let text = tick_text(self.chart, tick);
            let place = (left - TICK - GAP / 2, y - SIZE / 2);
            marks.push(words(Role::Tick, index, &text, Align::Right, place));
        }
    }

    fn bars(&self, marks: &mut Vec<Mark>) {
        let series = self.chart.series.len();
        let white = if series > 1 { SIZE / 2 } else { 0 };
        let step = (self.slot - white) / count(series).max(1);
        // Numbers need more room than bars do.
        let width = (step * 7 / 10).min(WIDE);
        let together = step.min(width.max(self.widest() + 2 * ONE));
        for place in 0..self.chart.places.len() {
            let first = self.middle(place) - together * (count(series) - 1) / 2;
            for of in 0..series {
                self.bar(place, of, first + together * count(of), width, marks);
            }
        }
    }

    fn widest(&self) -> Billionths {
        let texts = self.chart.points().map(|point| wide(&point.text));
        texts.max().unwrap_or(0)
    }

    /// A bar from the base to its number, and the number above or below its end.
    fn bar(
        &self,
        place: usize,
        series: usize,
        middle: Billionths,
        width: Billionths,
        marks: &mut Vec<Mark>,
    ) {
        let index = place * self.chart.series.len() + series;
        let Some(point) = self.chart.series[series].points.get(place) else {
            return;
        };
        let base = self.at(self.axis.base());
        let end = point.number.as_ref().map_or(base, |number| self.at(number));
        if point.number.is_some() {
            marks.push(Mark {
                role: Role::Bar,
                index,
                x: middle - width / 2,
                y: base.min(end),
                ink: Ink::Box {
                    width,
                    height: (end - base).abs(),
                    tone: Tone::of(series),
                },
            });
        }
        let y = if end > base {
            end + GAP
        } else {
            end - GAP - SIZE
        };
        marks.push(words(
            Role::Value,
            index,
            &point.text,
            Align::Center,
            (middle, y),
        ));
    }

    fn lines(&self, marks: &mut Vec<Mark>) {
        for (at, series) in self.chart.series.iter().enumerate() {
            let points = series.points.iter().enumerate();
            let points: Vec<Option<(Billionths, Billionths)>> = points
                .map(|(place, point)| Some((self.middle(place), self.at(point.number.as_ref()?))))
                .collect();
            // Where there is no number the line is broken.
            for run in points.split(Option::is_none) {
                let run: Vec<_> = run.iter().copied().flatten().collect();
                if run.len() > 1 {
                    let mark = rule(&[]);
                    marks.push(Mark {
                        ink: line(run, at),
                        ..mark
                    });
                }
            }
        }
        for place in 0..self.chart.places.len() {
            self.points(place, marks);
        }
    }

    /// Whether the line goes up from a point, so that a number above it would stand in its way.
    fn is_in_dip(&self, place: usize, series: usize) -> bool {
        let points = &self.chart.series[series].points;
        let height = |at: Option<usize>| {
            let number = points.get(at?)?.number.as_ref()?;
            Some(self.at(number))
        };
        let Some(own) = height(Some(place)) else {
            return false;
        };
        let beside = [height(place.checked_sub(1)), height(Some(place + 1))];
        let up: Billionths = beside.into_iter().flatten().map(|other| own - other).sum();
        up > 0
    }

    /// The points of a place, and their numbers: in the order of the points, each as near to its own
    /// as the others leave room.
    fn points(&self, place: usize, marks: &mut Vec<Mark>) {
        let series = self.chart.series.len();
        let x = self.middle(place);
        let base = self.at(self.axis.base());
        let mut points: Vec<(Billionths, bool, usize)> = Vec::new();
        for (of, one) in self.chart.series.iter().enumerate() {
            let Some(point) = one.points.get(place) else {
                continue;
            };
            let y = point.number.as_ref().map(|number| self.at(number));
            if let Some(y) = y {
                marks.push(Mark {
                    role: Role::Point,
                    index: place * series + of,
                    x,
                    y,
                    ink: Ink::Dot { of },
                });
            }
            points.push((y.unwrap_or(base), y.is_some(), of));
        }
        points.sort_by_key(|(y, ..)| -y);
        let dots: Vec<Billionths> = points
            .iter()
            .filter(|(_, is_there, _)| *is_there)
            .map(|(y, ..)| *y)
            .collect();
        let mut above: Option<Billionths> = None;
        for (at, (y, _, of)) in points.iter().enumerate() {
            let is_below = match points.len() {
                1 => self.is_in_dip(place, *of),
                // The lowest of several stands below its point, the others above theirs.
                _ => at == 0,
            };
            let mut top = if is_below {
                y + DOT + ONE
            } else {
                y - DOT - ONE - SIZE
            };
            if let Some(above) = above {
                top = top.min(above - LINE);
            }
            for dot in &dots {
                if top < dot + DOT && dot - DOT < top + SIZE {
                    top = dot - DOT - ONE - SIZE;
                }
            }
            above = Some(top);
            let text = &self.chart.series[*of].points[place].text;
            marks.push(words(
                Role::Value,
                place * series + of,
                text,
                Align::Center,
                (x, top),
            ));
        }
    }
}
