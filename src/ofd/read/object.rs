//! The objects of a page: text and paths.

use std::collections::HashMap;

use roxmltree::Node;

use super::font::{Face, Opened};
use super::is;
use super::number::{Box, Matrix, all, micrometres, millionths, product, steps};
use super::tags::Owners;
use crate::pages::{Area, Character, Part, PartId, PartKind, Shape, Stroke, Text};

/// The em box above and below the base line, in millionths of the size.
const ABOVE: i64 = 880_000;
const BELOW: i64 = 120_000;
/// The width of a stroke that says none (table 23).
const USUAL_WIDTH: i64 = 353_000;

pub(super) struct Reader<'p> {
    faces: &'p HashMap<String, Face>,
    owners: &'p Owners,
    parts: &'p [Part],
    area: Box,
    pub(super) texts: Vec<Text>,
    pub(super) shapes: Vec<Shape>,
}

/// A glyph within its object.
struct Placed {
    text: String,
    glyph: Option<u16>,
    x: i64,
    y: i64,
}

/// Where a text object stands.
struct Run {
    matrix: Matrix,
    size: i64,
}

impl<'p> Reader<'p> {
    pub(super) fn new(
        faces: &'p HashMap<String, Face>,
        owners: &'p Owners,
        parts: &'p [Part],
        area: Box,
    ) -> Self {
        Self {
            faces,
            owners,
            parts,
            area,
            texts: Vec::new(),
            shapes: Vec::new(),
        }
    }

    pub(super) fn page(&mut self, root: Node) {
        for node in root.descendants() {
            if is(&node, "TextObject") {
                let text = self.text(node);
                self.texts.extend(text.into_iter().flatten());
                if !self.parts.is_empty() {
                    self.join();
                }
            } else if is(&node, "PathObject") {
                let shape = self.shape(node);
                self.shapes.extend(shape);
            }
        }
    }

    fn part(&self, node: Node) -> Option<PartId> {
        self.owners.get(node.attribute("ID")?).copied()
    }

    fn matrix(&self, node: Node) -> Option<Matrix> {
        let boundary = Box::parse(node.attribute("Boundary")?)?;
        let corner = (boundary.left - self.area.left, boundary.top - self.area.top);
        Some(Matrix::new(node.attribute("CTM"), corner))
    }

    /// A run; of a file that doesn't tell its parts each glyph by itself, with its ink.
    fn text(&self, node: Node) -> Option<Vec<Text>> {
        let matrix = self.matrix(node)?;
        let size = millionths(node.attribute("Size")?)?;
        let part = self.part(node);
        let face = self.faces.get(node.attribute("Font")?)?;
        let font = face.open();
        let placed = placed(node, &font);
        let run = Run { matrix, size };
        let kind = part.and_then(|part| self.parts.get(part)).map(|p| p.kind);
        let has_ink = matches!(
            kind,
            Some(PartKind::Mark | PartKind::MarkWord | PartKind::Folio)
        );
        let (is_tagged, colour) = (!self.parts.is_empty(), colour(node, "FillColor"));
        let glyphs = if is_tagged { placed.len() } else { 1 };
        let runs = placed.chunks(glyphs.max(1)).filter_map(|placed| {
            let first = placed.first()?;
            let (_, baseline) = run.matrix.apply((first.x, first.y));
            let ink = (has_ink || !is_tagged).then(|| ink(placed, &font, &run));
            Some(Text {
                part,
                family: face.family.as_str().into(),
                size: micrometres(run.matrix.extent((0, size))),
                colour: colour.as_str().into(),
                baseline: micrometres(baseline),
                ink: ink.flatten(),
                characters: characters(placed, &font, &run),
            })
        });
        Some(runs.collect())
    }

    /// Puts a run behind the white space that was written apart from it.
    fn join(&mut self) {
        let [.., blank, text] = self.texts.as_slice() else {
            return;
        };
        let is_blank = blank.text().trim().is_empty();
        let same = |text: &Text| (text.part, text.size, text.baseline, text.family.clone());
        if !is_blank || same(blank) != same(text) {
            return;
        }
        if let Some(text) = self.texts.pop()
            && let Some(blank) = self.texts.last_mut()
        {
            blank.characters.extend(text.characters);
            blank.ink = text.ink;
        }
    }

    fn shape(&self, node: Node) -> Option<Shape> {
        let matrix = self.matrix(node)?;
        let data = node.children().find(|node| is(node, "AbbreviatedData"))?;
        let points = points(data.text()?);
        let points = points.into_iter().map(|point| at(&matrix, point));
        let said =
            |name: &str, usual: bool| node.attribute(name).map_or(usual, |value| value == "true");
        let width = node.attribute("LineWidth").and_then(millionths);
        Some(Shape {
            part: self.part(node),
            area: Area::around(points)?,
            fill: said("Fill", false).then(|| colour(node, "FillColor").into()),
            stroke: said("Stroke", true).then(|| Stroke {
                thickness: micrometres(width.unwrap_or(USUAL_WIDTH)),
                colour: colour(node, "StrokeColor").into(),
            }),
        })
    }
}

/// A point on the page, as an area without size.
fn at(matrix: &Matrix, point: (i64, i64)) -> Area {
    let (x, y) = matrix.apply(point);
    let (x, y) = (micrometres(x), micrometres(y));
    Area {
        left: x,
        top: y,
        right: x,
        bottom: y,
    }
}

/// The characters of an object with their places and glyphs (clause 11.3 and 11.4).
fn placed(node: Node, font: &Opened) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    let (mut x, mut y) = (0, 0);
    for code in node.children().filter(|node| is(node, "TextCode")) {
        let number = |name: &str| code.attribute(name).and_then(millionths);
        (x, y) = (number("X").unwrap_or(x), number("Y").unwrap_or(y));
        let across = code.attribute("DeltaX").and_then(steps).unwrap_or_default();
        let down = code.attribute("DeltaY").and_then(steps).unwrap_or_default();
        let (mut here, mut below) = (x, y);
        for (index, character) in code.text().unwrap_or_default().chars().enumerate() {
            placed.push(Placed {
                text: character.to_string(),
                glyph: font.glyph(character),
                x: here,
                y: below,
            });
            here += across.get(index).copied().unwrap_or_default();
            below += down.get(index).copied().unwrap_or_default();
        }
    }
    for transform in node.children().filter(|node| is(node, "CGTransform")) {
        apply(transform, &mut placed);
    }
    placed.retain(|placed| !placed.text.is_empty());
    placed
}

/// Gives characters the glyph that is named for them; those that share one become one.
fn apply(transform: Node, placed: &mut [Placed]) {
    let number = |name: &str| transform.attribute(name)?.parse::<usize>().ok();
    let glyphs = transform.descendants().find(|node| is(node, "Glyphs"));
    let glyph = glyphs.and_then(|node| node.text()?.split_whitespace().next()?.parse().ok());
    let (Some(from), count) = (number("CodePosition"), number("CodeCount").unwrap_or(1)) else {
        return;
    };
    let Some(covered) = placed.get_mut(from..from.saturating_add(count)) else {
        return;
    };
    let Some((first, others)) = covered.split_first_mut() else {
        return;
    };
    first.glyph = glyph;
    if number("GlyphCount").unwrap_or(1) == 1 {
        for other in others {
            first.text.push_str(&std::mem::take(&mut other.text));
        }
    }
}

fn characters(placed: &[Placed], font: &Opened, run: &Run) -> Vec<Character> {
    let (top, bottom) = (-product(ABOVE, run.size), product(BELOW, run.size));
    let characters = placed.iter().map(|one| {
        let natural = match one.glyph {
            // Of a font that is not embedded, figures and letters are half as wide as they are high.
            None if one.text.is_ascii() => run.size / 2,
            glyph => font.advance(glyph, run.size),
        };
        let corner = |x, y| at(&run.matrix, (x, one.y + y));
        let (x, y) = run.matrix.apply((one.x, one.y));
        Character {
            text: one.text.as_str().into(),
            area: corner(one.x, top).with(corner(one.x + natural, bottom)),
            natural: micrometres(run.matrix.extent((natural, 0))),
            origin: (micrometres(x), micrometres(y)),
        }
    });
    characters.collect()
}

fn ink(placed: &[Placed], font: &Opened, run: &Run) -> Option<Area> {
    let corners = placed.iter().filter_map(|one| {
        let corners = font.ink(one.glyph, run.size)?;
        Some(corners.map(|(x, y)| at(&run.matrix, (one.x + x, one.y + y))))
    });
    Area::around(corners.flatten())
}

/// The points of `AbbreviatedData`.
fn points(data: &str) -> Vec<(i64, i64)> {
    let numbers: Vec<i64> = data.split_whitespace().filter_map(millionths).collect();
    numbers
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

/// A colour as `#rrggbb`, with its opacity where it is not whole; black where none is said.
fn colour(node: Node, name: &str) -> String {
    let colour = node.children().find(|node| is(node, name));
    let value = colour.and_then(|colour| colour.attribute("Value"));
    let parts = value.and_then(all).unwrap_or_default();
    let part = |index: usize| parts.get(index).copied().unwrap_or_default() / super::number::ONE;
    let text = format!("#{:02x}{:02x}{:02x}", part(0), part(1), part(2));
    let alpha = colour.and_then(|colour| colour.attribute("Alpha")?.parse::<u8>().ok());
    match alpha.filter(|alpha| *alpha < u8::MAX) {
        Some(alpha) => format!("{text}{alpha:02x}"),
        None => text,
    }
}
