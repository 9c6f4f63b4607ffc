//! Which lines are what: by their colour, and by the words that they stand at.

use crate::drawing::{Drawing, Ink, Mark, SIZE};
use crate::em::{Billionths, ONE};
use crate::pages::{Area, Length, Page, Pages, Part, PartId, PartKind, Shape};

use super::wanted::kind;

/// A rule is no higher than that.
const THIN: Length = Length::millimetres(2);
/// A rule across the text is at least so long, one above notes is shorter.
const LONG: Length = Length::millimetres(100);
/// How far from its words a line may stand.
const NEAR: Length = Length::millimetres(12);
/// How far apart lines are that touch each other.
const TOUCH: Length = Length::micrometres(500);
/// How far from where it should be a mark of a chart is still taken for it.
const BESIDE: Length = Length::micrometres(500);

/// Gives each shape its part. The texts have theirs.
pub(super) fn assign(pages: &mut Pages, charts: &[(PartId, &Drawing)]) {
    for (chart, drawing) in charts {
        of_chart(pages, *chart, drawing);
    }
    for at in 0..pages.pages.len() {
        // White on white is nothing.
        pages.pages[at].shapes.retain(|shape| !is_unseen(shape));
        let tables = tables(pages, at).into_iter();
        let tables = tables.map(|(id, words)| (id, framed(&pages.pages[at].shapes, words)));
        let tables = tables.collect();
        let imprint = around(pages, at, is_imprint);
        let notes = around(pages, at, |part| part == PartKind::Footnote);
        let spots = Spots {
            tables,
            imprint,
            notes,
        };
        for index in 0..pages.pages[at].shapes.len() {
            let shape = &pages.pages[at].shapes[index];
            if shape.part.is_some() {
                continue;
            }
            let part = spots.part(shape).map(|part| match part {
                Found::In(table) => table,
                Found::New(kind) => {
                    pages.parts.push(Part {
                        kind,
                        number: 0,
                        within: None,
                    });
                    pages.parts.len() - 1
                }
            });
            pages.pages[at].shapes[index].part = part;
        }
    }
}

enum Found {
    In(PartId),
    New(PartKind),
}

/// What stands on a page that lines may belong to.
struct Spots {
    tables: Vec<(PartId, Area)>,
    imprint: Option<Area>,
    notes: Option<Area>,
}

impl Spots {
    fn part(&self, shape: &Shape) -> Option<Found> {
        let area = shape.covered();
        let is_rule = area.height() <= THIN && area.width() > area.height();
        if is_rule && area.width() >= LONG && colours(shape).any(is_reddish) {
            return Some(Found::New(PartKind::RedRule));
        }
        let is_near = |spot: &Area| is_near(&area, spot, NEAR);
        let is_within = |table: &Area| self::is_near(&area, table, Length::ZERO);
        if let Some((table, _)) = self.tables.iter().find(|(_, table)| is_within(table)) {
            return Some(Found::In(*table));
        }
        if is_rule && area.width() >= LONG && self.imprint.as_ref().is_some_and(is_near) {
            return Some(Found::New(PartKind::ImprintRule));
        }
        let is_above = |notes: &Area| area.bottom <= notes.top + BESIDE;
        let is_note_rule = self
            .notes
            .as_ref()
            .is_some_and(|n| is_near(n) && is_above(n));
        (is_rule && is_note_rule).then_some(Found::New(PartKind::FootnoteRule))
    }
}

fn colours(shape: &Shape) -> impl Iterator<Item = &str> {
    let stroke = shape.stroke.as_ref().map(|stroke| stroke.colour.as_str());
    shape.fill.as_deref().into_iter().chain(stroke)
}

/// Whether its red is at least twice as strong as its green and blue.
fn is_reddish(colour: &str) -> bool {
    let channel = |at: usize| {
        let digits = colour.get(at..at + 2)?;
        u16::from_str_radix(digits, 16).ok()
    };
    match (channel(1), channel(3), channel(5)) {
        (Some(red), Some(green), Some(blue)) => red >= 0x80 && red >= 2 * green.max(blue),
        _ => false,
    }
}

fn is_unseen(shape: &Shape) -> bool {
    let is_white = |colour: &str| colour.starts_with("#ffffff");
    shape.part.is_none() && colours(shape).all(is_white)
}

fn is_imprint(kind: PartKind) -> bool {
    use PartKind::{ImprintCopies, ImprintDate, ImprintOrgan};
    matches!(kind, ImprintCopies | ImprintDate | ImprintOrgan)
}

/// What the texts of some parts cover on a page.
fn around(pages: &Pages, at: usize, is_one: impl Fn(PartKind) -> bool) -> Option<Area> {
    let texts = pages.pages[at].texts.iter();
    let texts = texts.filter(|text| pages.kind(text.part).is_some_and(&is_one));
    Area::around(texts.flat_map(|text| text.characters.iter().map(|c| c.area)))
}

/// The tables on a page with what their words cover.
fn tables(pages: &Pages, at: usize) -> Vec<(PartId, Area)> {
    let mut tables: Vec<(PartId, Area)> = Vec::new();
    for text in &pages.pages[at].texts {
        let within = pages.part(text.part).and_then(|part| part.within);
        let Some(table) = within.filter(|id| pages.kind(Some(*id)) == Some(PartKind::Table)) else {
            continue;
        };
        let Some(area) = Area::around(text.characters.iter().map(|c| c.area)) else {
            continue;
        };
        match tables.iter_mut().find(|(id, _)| *id == table) {
            Some((_, all)) => *all = all.with(area),
            None => tables.push((table, area)),
        }
    }
    tables
}

/// What a table covers with its lines: those at its words, and all that touch each other from there.
/// Rows without words lie far from any.
fn framed(shapes: &[Shape], words: Area) -> Area {
    let free = shapes.iter().filter(|shape| shape.part.is_none());
    let mut left: Vec<Area> = free.map(Shape::covered).collect();
    let mut all = words;
    let mut near = NEAR;
    loop {
        let (joined, others): (Vec<Area>, Vec<Area>) =
            left.into_iter().partition(|area| is_near(area, &all, near));
        all = joined.iter().fold(all, |all, area| all.with(*area));
        left = others;
        if joined.is_empty() && near == TOUCH {
            return all;
        }
        near = TOUCH;
    }
}

/// Whether areas lie no farther apart than that.
fn is_near(one: &Area, other: &Area, near: Length) -> bool {
    one.top <= other.bottom + near
        && other.top <= one.bottom + near
        && one.left <= other.right + near
        && other.left <= one.right + near
}

/// The marks of a chart, each where it is drawn; what else is drawn there are lines of it.
fn of_chart(pages: &mut Pages, chart: PartId, drawing: &Drawing) {
    let Some((at, corner)) = corner(pages, chart, drawing) else {
        return;
    };
    let words = around(pages, at, |_| true);
    let height = length(drawing.height);
    for mark in &drawing.marks {
        let Some(wanted) = area(mark, corner) else {
            continue;
        };
        let near = |one: Length, other: Length| (one - other).abs() <= BESIDE;
        let is_it = |shape: &Shape| {
            let area = shape.area;
            shape.part.is_none()
                && near(area.left, wanted.left)
                && near(area.right, wanted.right)
                && near(area.top, wanted.top)
                && near(area.bottom, wanted.bottom)
        };
        let Some(index) = pages.pages[at].shapes.iter().position(is_it) else {
            continue;
        };
        pages.parts.push(Part {
            kind: kind(mark.role),
            number: mark.index,
            within: Some(chart),
        });
        pages.pages[at].shapes[index].part = Some(pages.parts.len() - 1);
    }
    let bottom = corner.1 + height;
    let others = |shape: &Shape| {
        let area = shape.area;
        shape.part.is_none() && area.top + BESIDE >= corner.1 && area.bottom <= bottom + BESIDE
    };
    pages.parts.push(Part {
        kind: PartKind::ChartRule,
        number: 0,
        within: Some(chart),
    });
    let rule = pages.parts.len() - 1;
    if words.is_some() {
        let shapes = &mut pages.pages[at].shapes;
        for shape in shapes.iter_mut().filter(|shape| others(shape)) {
            shape.part = Some(rule);
        }
    }
}

/// The page of a chart and its upper left corner there, by its first word.
fn corner(pages: &Pages, chart: PartId, drawing: &Drawing) -> Option<(usize, (Length, Length))> {
    let word = drawing
        .marks
        .iter()
        .find(|mark| matches!(mark.ink, Ink::Words { .. }))?;
    let is_word = |part: &Part| part.within == Some(chart) && part.kind == kind(word.role);
    let of_word = |part: &Part| is_word(part) && part.number == word.index;
    for (at, page) in pages.pages.iter().enumerate() {
        let texts = page.texts.iter();
        let mut texts = texts.filter(|text| pages.part(text.part).is_some_and(of_word));
        if let Some(first) = texts.next() {
            let top = first.baseline - length(SIZE * 88 / 100) - length(word.y);
            return Some((at, (left(page), top)));
        }
    }
    None
}

/// The left edge of the text: charts are as wide as it is.
fn left(page: &Page) -> Length {
    let (odd, even) = (Length::millimetres(28), Length::millimetres(26));
    if page.is_odd() { odd } else { even }
}

fn length(billionths: Billionths) -> Length {
    let micrometres = billionths * 25_400 / (72 * ONE);
    Length::micrometres(i64::try_from(micrometres).unwrap_or_default())
}

/// Where a mark is drawn; nothing of words.
fn area(mark: &Mark, (left, top): (Length, Length)) -> Option<Area> {
    let at = |x: Billionths, y: Billionths| {
        let (x, y) = (left + length(x), top + length(y));
        Area {
            left: x,
            top: y,
            right: x,
            bottom: y,
        }
    };
    let (x, y) = (mark.x, mark.y);
    match &mark.ink {
        Ink::Words { .. } => None,
        Ink::Box { width, height, .. } => Some(at(x, y).with(at(x + width, y + height))),
        Ink::Path { points, .. } => {
            Area::around(points.iter().map(|(across, down)| at(x + across, y + down)))
        }
        Ink::Dot { .. } => {
            let radius = 2 * ONE;
            Some(at(x - radius, y - radius).with(at(x + radius, y + radius)))
        }
    }
}
