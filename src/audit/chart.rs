//! Clause 8 and custom: charts. What they draw is held against the numbers of the notice by the axis
//! that is printed, so that a bar of another length is found as a wrong digit would be.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet, joined, squeezed};
use super::standard::{FINE, SMALL_FIFTH, TOLERANCE, type_area};
use crate::model::ChartShape;
use crate::notice::{Chart, Point};
use crate::number::{Decimal, Exact};
use crate::pages::{Area, Length, Page, PartId, PartKind, Shape};

/// What words may share with each other before it is seen: their boxes are larger than their ink.
const TOUCH: Length = Length::micrometres(200);

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let last = sheet.pages.pages.len();
    let parts = sheet.pages.parts.iter().enumerate();
    let drawn: Vec<(PartId, usize)> = parts
        .filter(|(_, part)| part.kind == PartKind::Chart)
        .map(|(id, part)| (id, part.number))
        .collect();
    let numbers = sheet.notice.all_tables().enumerate();
    let wanted: Vec<usize> = numbers
        .filter(|(_, annex)| annex.chart.is_some())
        .map(|(number, _)| number)
        .collect();
    let found: Vec<usize> = drawn.iter().map(|(_, number)| *number).collect();
    if !(wanted.is_empty() && found.is_empty()) {
        let (count, is_same) = (format!("{} 张图", found.len()), wanted == found);
        ledger.judge(
            Rule::Content,
            last,
            format!("{} 张图", wanted.len()),
            count,
            is_same,
        );
    }
    for (id, number) in drawn {
        let annex = sheet.notice.all_tables().nth(number);
        if let Some(chart) = annex.and_then(|annex| annex.chart.as_ref())
            && let Some(drawn) = Drawn::of(sheet, (id, number), chart)
        {
            drawn.measure(sheet, ledger);
        }
    }
}

/// A chart on its page.
struct Drawn<'s, 'a> {
    number: usize,
    chart: &'s Chart,
    page: &'a Page,
    /// The words of each part.
    words: Vec<&'s [Line<'a>]>,
    /// Bars and points with their numbers.
    figures: Vec<(usize, &'a Shape)>,
    rules: Vec<&'a Shape>,
}

impl<'s, 'a> Drawn<'s, 'a> {
    fn of(sheet: &'s Sheet<'a>, (id, number): (PartId, usize), chart: &'s Chart) -> Option<Self> {
        let lines = sheet.lines.chunk_by(|one, other| one.id == other.id);
        let words: Vec<&[Line]> = lines
            .filter(|lines| lines[0].part.within == Some(id))
            .collect();
        let page = words.first()?[0].page;
        let shapes = page.shapes.iter().filter_map(|shape| {
            let part = sheet.pages.part(shape.part)?;
            (part.within == Some(id)).then_some((part, shape))
        });
        let (mut figures, mut rules) = (Vec::new(), Vec::new());
        for (part, shape) in shapes {
            match part.kind {
                PartKind::ChartBar | PartKind::ChartPoint => figures.push((part.number, shape)),
                _ => rules.push(shape),
            }
        }
        Some(Self {
            number,
            chart,
            page,
            words,
            figures,
            rules,
        })
    }

    fn measure(&self, sheet: &Sheet, ledger: &mut Ledger) {
        self.inside(sheet, ledger);
        for line in self.words.iter().copied().flatten() {
            let page = self.page.number;
            ledger.at_least(Rule::ChartType, page, SMALL_FIFTH, line.size(), FINE);
        }
        self.apart(sheet, ledger);
        self.said(ledger);
        self.true_to_numbers(ledger);
        self.beside_their_names(ledger);
        self.tones(ledger);
    }

    /// What all of it covers.
    fn area(&self) -> Option<Area> {
        let words = self.words.iter().map(|lines| area_of(lines));
        let figures = self.figures.iter().map(|(_, shape)| shape.covered());
        let rules = self.rules.iter().map(|shape| shape.covered());
        Area::around(words.chain(figures).chain(rules))
    }

    /// All of it within the type area, on one page, and its caption just below it.
    fn inside(&self, sheet: &Sheet, ledger: &mut Ledger) {
        let Some(own) = self.area() else {
            return;
        };
        let (area, page) = (type_area(self.page), self.page.number);
        let over = [
            area.left - own.left,
            area.top - own.top,
            own.right - area.right,
            own.bottom - area.bottom,
        ];
        let over = over.into_iter().fold(Length::ZERO, Length::max);
        ledger.at_most(Rule::ChartInside, page, Length::ZERO, over, TOLERANCE);
        let pages = self
            .words
            .iter()
            .copied()
            .flatten()
            .map(|line| line.page.number);
        let is_whole = pages.into_iter().all(|other| other == page);
        ledger.judge(Rule::ChartInside, page, "在一面上", "在一面上", is_whole);
        if self.chart.caption().is_empty() {
            return;
        }
        let parts = [PartKind::ChartCaption, PartKind::AnnexChartCaption];
        let lines = parts.into_iter().flat_map(|kind| sheet.of(kind));
        let mut lines = lines.filter(|line| line.part.number == self.number);
        let is_below = lines.next().is_some_and(|line| {
            let gap = line.area().top - own.bottom;
            line.page.number == page && gap + TOLERANCE >= Length::ZERO && gap <= SMALL_FIFTH * 3
        });
        let found = if is_below {
            "图下有图题"
        } else {
            "图题不在图下"
        };
        ledger.judge(Rule::ChartInside, page, "图下有图题", found, is_below);
    }

    /// Words overlap neither each other nor what is drawn of figures; nothing else stands here.
    fn apart(&self, sheet: &Sheet, ledger: &mut Ledger) {
        let page = self.page.number;
        let words: Vec<Area> = self.words.iter().map(|lines| area_of(lines)).collect();
        let mut most = Length::ZERO;
        for (at, one) in words.iter().enumerate() {
            let figures = self.figures.iter().map(|(_, shape)| shape.covered());
            for other in words[at + 1..].iter().copied().chain(figures) {
                most = most.max(shared(*one, other));
            }
        }
        ledger.at_most(Rule::ChartApart, page, Length::ZERO, most, TOUCH);
        let Some(own) = self.area() else {
            return;
        };
        let ids: Vec<PartId> = self.words.iter().map(|lines| lines[0].id).collect();
        let strangers = sheet.lines.iter().filter(|line| {
            line.page.number == page
                && line.part.kind != PartKind::SheetMark
                && !ids.contains(&line.id)
        });
        let hidden = strangers.map(|line| shared(own, line.area()));
        let hidden = hidden.fold(Length::ZERO, Length::max);
        ledger.at_most(Rule::ChartApart, page, Length::ZERO, hidden, TOUCH);
    }

    /// Each word of the notice's chart stands in it once; what is over is a number of the axis.
    fn said(&self, ledger: &mut Ledger) {
        let of = |kind: PartKind| {
            let mut found: Vec<(usize, String)> = (self.words.iter())
                .filter(|lines| lines[0].part.kind == kind)
                .map(|lines| (lines[0].part.number, joined(lines)))
                .collect();
            found.sort();
            found
        };
        let series = self.chart.series.len();
        let values = self.chart.series.iter().enumerate().flat_map(|(at, own)| {
            let points = own.points.iter().enumerate();
            points.map(move |(place, point)| (place * series + at, squeezed(&point.text)))
        });
        let names = self
            .chart
            .places
            .iter()
            .map(|name| squeezed(name))
            .enumerate();
        let columns = self.chart.series.iter().map(|own| squeezed(&own.name));
        let columns = columns.enumerate().map(|(at, name)| (at + 1, name));
        let title =
            Some((0, squeezed(&self.chart.axis_title()))).filter(|(_, text)| !text.is_empty());
        let legend = title.into_iter().chain(columns.filter(|_| series > 1));
        for (kind, mut wanted) in [
            (PartKind::ChartName, names.collect::<Vec<_>>()),
            (PartKind::ChartValue, values.collect()),
            (PartKind::ChartLegend, legend.collect()),
        ] {
            wanted.sort();
            let text = |all: &[(usize, String)]| {
                let texts = all.iter().map(|(number, text)| format!("{number}{text}"));
                texts.collect::<String>()
            };
            let (wanted, found) = (text(&wanted), text(&of(kind)));
            ledger.same(Rule::Content, self.page.number, &wanted, &found);
        }
        let strange = of(PartKind::ChartTick)
            .into_iter()
            .find(|(_, text)| number(text).is_none());
        let found = strange.as_ref().map_or("数", |(_, text)| text.as_str());
        ledger.judge(
            Rule::Content,
            self.page.number,
            "轴上是数",
            found,
            strange.is_none(),
        );
    }

    /// Where along the axis an area's middle is, or its edges are.
    fn along(&self, area: Area) -> (Length, Length) {
        match self.chart.shape {
            ChartShape::Bars => (area.left, area.right),
            ChartShape::Columns | ChartShape::Lines => (area.bottom, area.top),
        }
    }

    fn middle(&self, area: Area) -> Length {
        let (from, to) = self.along(area);
        from + (to - from) / 2
    }

    /// The lowest and the highest number of the axis with their places; the others stand between them
    /// as they should.
    fn axis(&self, ledger: &mut Ledger) -> Option<[(Exact, Length); 2]> {
        let page = self.page.number;
        let of_axis = |lines: &&&[Line]| lines[0].part.kind == PartKind::ChartTick;
        let ticks = self.words.iter().filter(of_axis);
        let ticks = ticks.filter_map(|lines| {
            let at = self.middle(area_of(lines));
            Some((number(&joined(lines))?, at))
        });
        let mut ticks: Vec<(Exact, Length)> = ticks.collect();
        ticks.sort_by(|one, other| one.0.cmp(&other.0));
        let ends = ticks.first().cloned().zip(ticks.last().cloned());
        let Some((low, high)) = ends.filter(|(low, high)| low.0 != high.0) else {
            ledger.judge(Rule::ChartTrue, page, "有轴", "没有轴", false);
            return None;
        };
        for (number, found) in &ticks {
            let wanted = place(number, &low, &high);
            ledger.length(Rule::ChartTrue, page, wanted, *found, TOLERANCE);
        }
        Some([low, high])
    }

    /// Bars reach from the axis' base to their numbers, points stand at theirs, and none is missing.
    fn true_to_numbers(&self, ledger: &mut Ledger) {
        let Some([low, high]) = self.axis(ledger) else {
            return;
        };
        let (rule, page) = (Rule::ChartTrue, self.page.number);
        let at = |number: &Exact| place(number, &low, &high);
        let zero = Exact::zero();
        let has_zero = low.0 <= zero && zero <= high.0;
        let base = if has_zero { &zero } else { &low.0 };
        let is_line = self.chart.shape == ChartShape::Lines;
        for (index, shape) in &self.figures {
            let Some(number) = self.point(*index).and_then(|point| point.number.as_ref()) else {
                continue;
            };
            if is_line {
                let found = self.middle(shape.area);
                ledger.length(rule, page, at(number), found, TOLERANCE);
                continue;
            }
            let (from, to) = self.along(shape.area);
            let (from, to) = if number < base {
                (to, from)
            } else {
                (from, to)
            };
            ledger.length(rule, page, at(base), from, TOLERANCE);
            ledger.length(rule, page, at(number), to, TOLERANCE);
        }
        let mut drawn: Vec<usize> = self.figures.iter().map(|(index, _)| *index).collect();
        drawn.sort_unstable();
        let has_number = |index: &usize| {
            let point = self.point(*index);
            point.is_some_and(|point| point.number.is_some())
        };
        let places = self.chart.places.len() * self.chart.series.len();
        let wanted: Vec<usize> = (0..places).filter(has_number).collect();
        let what = if is_line { "个点" } else { "条" };
        let (count, is_same) = (format!("{} {what}", drawn.len()), drawn == wanted);
        ledger.judge(
            rule,
            page,
            format!("{} {what}", wanted.len()),
            count,
            is_same,
        );
    }

    fn point(&self, index: usize) -> Option<&Point> {
        let series = self.chart.series.len().max(1);
        let own = self.chart.series.get(index % series)?;
        own.points.get(index / series)
    }

    /// Of all names the nearest to a number is its own.
    fn beside_their_names(&self, ledger: &mut Ledger) {
        let across = |area: Area| match self.chart.shape {
            ChartShape::Bars => area.top + area.height() / 2,
            ChartShape::Columns | ChartShape::Lines => area.left + area.width() / 2,
        };
        let of = |kind: PartKind| {
            let parts = self
                .words
                .iter()
                .filter(move |lines| lines[0].part.kind == kind);
            parts.map(|lines| (lines[0].part.number, across(area_of(lines))))
        };
        let series = self.chart.series.len().max(1);
        let figures = self
            .figures
            .iter()
            .map(|(index, shape)| (*index, across(shape.area)));
        let all = of(PartKind::ChartValue).chain(figures);
        let astray = all.filter(|(index, at)| {
            let nearest = of(PartKind::ChartName).min_by_key(|(_, name)| (*name - *at).abs());
            nearest.is_some_and(|(place, _)| place != index / series)
        });
        let count = astray.count();
        let found = if count == 0 { "相对" } else { "错位" };
        ledger.judge(
            Rule::ChartTrue,
            self.page.number,
            "名称与图形相对",
            found,
            count == 0,
        );
    }

    /// The bars of a column are filled alike, and otherwise than those of the others.
    fn tones(&self, ledger: &mut Ledger) {
        if self.chart.shape == ChartShape::Lines {
            return;
        }
        let series = self.chart.series.len().max(1);
        let fills = self
            .figures
            .iter()
            .map(|(index, shape)| (index % series, &shape.fill));
        let fills: Vec<_> = fills.collect();
        let is_told = fills.iter().all(|(of, fill)| {
            let mut others = fills.iter();
            others.all(|(other, with)| (of == other) == (fill == with))
        });
        let found = if is_told { "分得清" } else { "分不清" };
        ledger.judge(
            Rule::ChartTrue,
            self.page.number,
            "各栏分得清",
            found,
            is_told,
        );
    }
}

fn area_of(lines: &[Line]) -> Area {
    let mut areas = lines[1..].iter().map(Line::area);
    areas.by_ref().fold(lines[0].area(), Area::with)
}

/// By how much two areas overlap, the shorter way; nothing where they do not.
fn shared(one: Area, other: Area) -> Length {
    let across = one.right.min(other.right) - one.left.max(other.left);
    let down = one.bottom.min(other.bottom) - one.top.max(other.top);
    across.min(down).max(Length::ZERO)
}

/// A number of the axis, whatever its minus.
fn number(text: &str) -> Option<Exact> {
    let text = text.replace('−', "-");
    Decimal::parse(&text).ok().map(|decimal| decimal.value)
}

/// Where a number stands between two that stand somewhere.
fn place(number: &Exact, low: &(Exact, Length), high: &(Exact, Length)) -> Length {
    let micrometres = Exact::integer((high.1 - low.1).in_micrometres());
    let share = (number - &low.0).checked_div(&(&high.0 - &low.0));
    let along = share.map(|share| (&share * &micrometres).to_fixed(0));
    let along = along.and_then(|along| along.parse().ok()).unwrap_or(0);
    low.1 + Length::micrometres(along)
}
