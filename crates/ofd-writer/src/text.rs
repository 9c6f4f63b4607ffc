//! Text objects (clause 11).

use crate::clip::{self, Clip};
use crate::font::{Face, FontId};
use crate::page::{ObjectId, Page, Placed};
use crate::paint::{Colour, Stroke};
use crate::unit::{Area, Length, Matrix, Point};
use crate::xml::Xml;

/// What a glyph that stands for no character is written as: a space that has no width.
const NO_CHARACTER: &str = "\u{200b}";

/// A run of glyphs of one font and size.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The font.
    pub font: FontId,
    /// The height of the type.
    pub size: Length,
    /// What the glyphs are filled with.
    pub fill: Colour,
    /// How their outlines are drawn, if at all.
    pub stroke: Option<&'a Stroke>,
    /// From the run's own coordinates to the page. On its base line y is 0.
    pub place: Matrix,
    /// Regions outside of which nothing of it is seen.
    pub clips: &'a [Clip],
    /// In the order in which they are read.
    pub glyphs: &'a [Glyph<'a>],
    /// Where the run ends; it begins at 0.
    pub width: Length,
}

/// A glyph at its place.
#[derive(Clone, Copy, Debug)]
pub struct Glyph<'a> {
    /// Its number in the font file.
    pub id: u16,
    /// What it stands for: several characters for a ligature, none if it belongs to what the glyph
    /// before stands for.
    pub text: &'a str,
    /// Where its origin lies, in the coordinates of its run.
    pub origin: Point,
}

/// A piece of a run that one object can hold.
struct Piece<'a> {
    glyphs: &'a [Glyph<'a>],
    start: Length,
    end: Length,
}

impl Page<'_, '_> {
    /// Sets a run of glyphs, in one object but for two cases, in which it takes several: white space
    /// at its beginning, which readers leave out, and a character made of several glyphs, which an
    /// object can't put at places of their own.
    pub fn text(&mut self, text: &Text) -> Vec<ObjectId> {
        pieces(text)
            .iter()
            .map(|piece| self.piece(text, piece))
            .collect()
    }

    fn piece(&mut self, text: &Text, piece: &Piece) -> ObjectId {
        let face = self.document.face(text.font);
        let own = area(text, piece, face);
        let face_id = face.id;
        let placed = Placed::new(&text.place, own);
        let code = Code::new(piece.glyphs, face);
        let (id, xml) = self.begin("TextObject", &placed);
        if let Some(stroke) = text.stroke {
            stroke.write_attributes(xml);
        }
        xml.number("Font", face_id);
        xml.fine_length("Size", text.size);
        if text.stroke.is_some() {
            xml.attribute("Stroke", "true");
        }
        clip::write(text.clips, &placed, xml);
        text.fill.write("FillColor", xml);
        if let Some(stroke) = text.stroke {
            stroke.colour.write("StrokeColor", xml);
        }
        code.write(placed.from, xml);
        xml.close();
        id
    }
}

/// Cuts a run where one object can't hold it.
fn pieces<'a>(text: &Text<'a>) -> Vec<Piece<'a>> {
    let glyphs = text.glyphs;
    let is_blank = |glyph: &Glyph| !glyph.text.is_empty() && glyph.text.trim().is_empty();
    let is_plain =
        !glyphs.first().is_some_and(is_blank) && glyphs.iter().all(|g| !g.text.is_empty());
    if is_plain {
        return vec![Piece {
            glyphs,
            start: Length::ZERO,
            end: text.width,
        }];
    }
    let first = glyphs.iter().position(|glyph| !is_blank(glyph));
    let mut cuts: Vec<usize> = first.into_iter().collect();
    let without = glyphs.iter().enumerate().filter(|(_, g)| g.text.is_empty());
    cuts.extend(without.flat_map(|(index, _)| [index, index + 1]));
    cuts.push(glyphs.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::with_capacity(1);
    let (mut from, mut start) = (0, Length::ZERO);
    for to in cuts {
        let end = glyphs.get(to).map_or(text.width, |glyph| glyph.origin.x);
        if let Some(glyphs) = glyphs.get(from..to).filter(|glyphs| !glyphs.is_empty()) {
            pieces.push(Piece { glyphs, start, end });
            start = end;
        }
        from = to;
    }
    pieces
}

/// What a piece may cover: half an em more than from its beginning to its end on either side, since
/// the ink of some glyphs reaches beyond their own widths, and some origins lie before the beginning.
fn area(text: &Text, piece: &Piece, face: &Face) -> Area {
    let margin = text.size.half();
    let down = piece.glyphs.iter().map(|glyph| glyph.origin.y);
    let (least, most) = (down.clone().min(), down.max());
    let reach = text.stroke.map(Stroke::reach).unwrap_or_default();
    Area {
        least: Point {
            x: piece.start - margin,
            y: least.unwrap_or_default() - face.above(text.size),
        },
        most: Point {
            x: piece.end + margin,
            y: most.unwrap_or_default() + face.below(text.size),
        },
    }
    .wider(reach)
}

/// The characters of an object, their places, and the glyphs that are not those of the characters.
struct Code {
    characters: String,
    places: Vec<Point>,
    transforms: Vec<Transform>,
}

/// `CGTransform`: from which character on, how many characters, and the glyph for them.
struct Transform {
    position: usize,
    count: usize,
    glyph: u16,
}

impl Code {
    fn new(glyphs: &[Glyph], face: &mut Face) -> Self {
        let mut code = Self {
            characters: String::with_capacity(glyphs.len() * 3),
            places: Vec::with_capacity(glyphs.len()),
            transforms: Vec::new(),
        };
        for glyph in glyphs {
            code.add(glyph, face);
        }
        code
    }

    fn add(&mut self, glyph: &Glyph, face: &mut Face) {
        let text = if glyph.text.is_empty() {
            NO_CHARACTER
        } else {
            glyph.text
        };
        let position = self.places.len();
        let count = text.chars().count();
        let mut characters = text.chars();
        let only = characters.next().filter(|_| count == 1);
        let used = face.take(glyph.id, only);
        if !used.is_of_character {
            self.transforms.push(Transform {
                position,
                count,
                glyph: used.glyph,
            });
        }
        self.characters.push_str(text);
        // All of what a ligature stands for lies where the ligature does.
        self.places.extend(std::iter::repeat_n(glyph.origin, count));
    }

    /// Writes `CGTransform`s and the `TextCode`.
    fn write(&self, from: Point, xml: &mut Xml) {
        for transform in &self.transforms {
            let count = |count: usize| i64::try_from(count).unwrap_or_default();
            xml.open("CGTransform");
            xml.number("CodePosition", count(transform.position));
            xml.number("CodeCount", count(transform.count));
            xml.number("GlyphCount", 1);
            xml.leaf("Glyphs", &transform.glyph.to_string());
            xml.close();
        }
        xml.open("TextCode");
        // Rounded before they are taken from each other, so that no error adds up.
        let across = || self.places.iter().map(|place| (place.x - from.x).rounded());
        let down = || self.places.iter().map(|place| (place.y - from.y).rounded());
        let first = down().next().unwrap_or_default();
        xml.length("X", across().next().unwrap_or_default());
        xml.length("Y", first);
        if self.places.len() > 1 {
            xml.lengths("DeltaX", across().skip(1).zip(across()).map(step));
        }
        if down().any(|y| y != first) {
            xml.lengths("DeltaY", down().skip(1).zip(down()).map(step));
        }
        xml.text(&self.characters);
        xml.close();
    }
}

/// How far it is to a place from the one before it.
fn step((to, from): (Length, Length)) -> Length {
    to - from
}
