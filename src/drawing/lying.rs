//! Bars that lie: a place a group of bars, the names at the left, a number at the end of each bar.

use super::axis::Axis;
use super::{
    Align, Crowded, Drawing, GAP, Ink, MOST_HEIGHT, Mark, Role, SIZE, TICK, Tone, WIDTH, count,
    high, legend, names, rule, tick_text, wide, words,
};
use crate::em::{Billionths, ONE};
use crate::notice::Chart;

/// A name takes up no more than this.
const NAMES: Billionths = 8 * SIZE;
/// How thick a bar is, where there is room, and where there is not: as its number is high.
const THICK: Billionths = 16 * ONE;
const THIN: Billionths = 19 * ONE / 2;
/// The least white between two groups of bars.
const APART: Billionths = 3 * ONE;

/// Where the bars of a chart lie.
struct Frame<'c> {
    chart: &'c Chart,
    axis: Axis,
    /// From where to where the axis goes, across.
    left: Billionths,
    length: Billionths,
    /// How thick each bar is.
    thick: Billionths,
    /// The names of the places, in lines.
    names: Vec<Vec<String>>,
    room: Billionths,
}

pub(super) fn draw(chart: &Chart) -> Result<Drawing, Crowded> {
    let (mut marks, top) = legend::legend(chart);
    let mut frame = Frame::of(chart);
    let foot = GAP + TICK + SIZE;
    let room = MOST_HEIGHT - top - foot;
    while frame.height() > room && frame.thick > THIN {
        frame.thick = (frame.thick - ONE / 2).max(THIN);
    }
    if frame.height() > room {
        let each = frame.height() / count(chart.places.len()).max(1);
        let most = usize::try_from(room / each.max(1)).unwrap_or(0);
        return Err(Crowded {
            most: most.min(chart.places.len().saturating_sub(1)),
        });
    }
    let bottom = top + frame.height();
    frame.axis_marks(top, bottom, &mut marks);
    frame.groups(top, &mut marks);
    Ok(Drawing {
        height: bottom + foot,
        marks,
    })
}

impl<'c> Frame<'c> {
    fn of(chart: &'c Chart) -> Self {
        let axis = Axis::of(chart, true);
        let longest = chart
            .places
            .iter()
            .map(|name| wide(name))
            .max()
            .unwrap_or(0);
        let room = longest.min(NAMES);
        // A number stands behind its bar, on the side that the bar goes to.
        let widest = |below: bool| {
            let points = chart.points().filter(|point| {
                point
                    .number
                    .as_ref()
                    .is_some_and(|number| axis.is_below(number))
                    == below
            });
            points
                .map(|point| wide(&point.text) + 2 * GAP)
                .max()
                .unwrap_or(0)
        };
        let half_tick = |tick: Option<&crate::number::Exact>| {
            tick.map_or(0, |tick| wide(&tick_text(chart, tick)) / 2 + ONE)
        };
        let right = widest(false).max(half_tick(axis.ticks.last()));
        let left = room + 2 * GAP + widest(true);
        Self {
            names: chart
                .places
                .iter()
                .map(|name| names::lines(name, room))
                .collect(),
            left,
            length: WIDTH - left - right,
            axis,
            chart,
            thick: THICK,
            room,
        }
    }

    fn apart(&self) -> Billionths {
        (self.thick / 2).max(APART)
    }

    /// How high the group of bars of a place is, with the white around it.
    fn group(&self, place: usize) -> Billionths {
        let bars = self.thick * count(self.chart.series.len());
        bars.max(high(self.names[place].len())) + self.apart()
    }

    fn height(&self) -> Billionths {
        (0..self.names.len()).map(|place| self.group(place)).sum()
    }

    fn at(&self, number: &crate::number::Exact) -> Billionths {
        self.left + self.axis.along(number, self.length)
    }

    fn axis_marks(&self, top: Billionths, bottom: Billionths, marks: &mut Vec<Mark>) {
        marks.push(rule(&[
            (self.left, bottom),
            (self.left + self.length, bottom),
        ]));
        let base = self.at(self.axis.base());
        marks.push(rule(&[(base, top), (base, bottom)]));
        for (index, tick) in self.axis.ticks.iter().enumerate() {
            let x = self.at(tick);
            marks.push(rule(&[(x, bottom), (x, bottom + TICK)]));
            let text = tick_text(self.chart, tick);
            let place = (x, bottom + TICK + GAP / 2);
            marks.push(words(Role::Tick, index, &text, Align::Center, place));
        }
    }

    fn groups(&self, top: Billionths, marks: &mut Vec<Mark>) {
        let mut y = top;
        for (place, name) in self.names.iter().enumerate() {
            let group = self.group(place);
            marks.push(Mark {
                role: Role::Name,
                index: place,
                x: 0,
                y: y + (group - high(name.len())) / 2,
                ink: Ink::Words {
                    width: self.room + GAP,
                    align: Align::Right,
                    lines: name.clone(),
                },
            });
            let bars = self.thick * count(self.chart.series.len());
            let first = y + (group - bars) / 2;
            for series in 0..self.chart.series.len() {
                self.bar(place, series, first + self.thick * count(series), marks);
            }
            y += group;
        }
    }

    /// A bar from the base to its number, and the number behind its end.
    fn bar(&self, place: usize, series: usize, top: Billionths, marks: &mut Vec<Mark>) {
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
                x: base.min(end),
                y: top,
                ink: Ink::Box {
                    width: (end - base).abs(),
                    height: self.thick,
                    tone: Tone::of(series),
                },
            });
        }
        let (align, x) = if end < base {
            (Align::Right, end - GAP)
        } else {
            (Align::Left, end + GAP)
        };
        let y = top + (self.thick - SIZE) / 2;
        marks.push(words(Role::Value, index, &point.text, align, (x, y)));
    }
}
