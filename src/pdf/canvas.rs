//! What a reader draws, as texts and shapes.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask,
};
use hayro_syntax::object::dict::keys::BASE_FONT;
use hayro_syntax::object::{Dict, Name};
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Point, Rect, Shape as _, Vec2};

use super::measure::{area, at, long};
use crate::pages::{Character, Shape, Stroke, Text};

/// A glyph is drawn in thousandths of its size.
const ABOVE: Point = Point::new(0.0, 880.0);
const BELOW: Vec2 = Vec2::new(0.0, -120.0);
const EM: Point = Point::new(0.0, 1_000.0);
/// A character that the file doesn't tell.
const UNKNOWN: &str = "\u{fffd}";

/// Takes up what is drawn, page after page.
#[derive(Default)]
pub(super) struct Canvas {
    pub(super) texts: Vec<Text>,
    pub(super) shapes: Vec<Shape>,
    pub(super) pictures: usize,
    /// The names of the fonts, and what the ink of their glyphs covers.
    names: HashMap<u128, String>,
    inks: HashMap<(u128, u32), Option<Rect>>,
}

impl Canvas {
    /// Takes up what the fonts of a page are called: the reader tells it only of some.
    pub(super) fn learn(&mut self, page: &Page) {
        let fonts = &page.resources().fonts;
        for name in fonts.keys() {
            if let Some(font) = fonts.get::<Dict>(name)
                && let Some(called) = font.get::<Name>(BASE_FONT)
            {
                self.names.insert(font.cache_key(), bare(&decoded(&called)));
            }
        }
    }

    fn name(&mut self, glyph: &OutlineGlyph) -> String {
        let name = self.names.entry(glyph.font_cache_key());
        let said = || Some(bare(&glyph.font_data()?.postscript_name?));
        name.or_insert_with(|| said().unwrap_or_default()).clone()
    }

    fn ink(&mut self, glyph: &OutlineGlyph) -> Option<Rect> {
        let key = (glyph.font_cache_key(), glyph.glyph_id().to_u32());
        let drawn = || {
            let outline = glyph.outline();
            (!outline.is_empty()).then(|| outline.control_box())
        };
        *self.inks.entry(key).or_insert_with(drawn)
    }

    fn glyph(&mut self, glyph: &Glyph, place: Affine, colour: String) {
        let said = glyph.as_unicode().map(|said| match said {
            BfString::Char(character) => character.to_string(),
            BfString::String(text) => text,
        });
        let mut family = String::new();
        let mut ink = None;
        let mut advance = Vec2::new(1_000.0, 0.0);
        if let Glyph::Outline(glyph) = glyph {
            family = self.name(glyph);
            ink = self
                .ink(glyph)
                .map(|ink| area(place.transform_rect_bbox(ink)));
            if let Some(width) = glyph.advance_width() {
                advance = Vec2::new(width.into(), 0.0);
            }
        }
        let origin = place * Point::ORIGIN;
        let size = long(place * EM - origin);
        let em_box = Rect::from_points(ABOVE, (BELOW + advance).to_point());
        self.texts.push(Text {
            part: None,
            family: family.into(),
            size,
            colour: colour.into(),
            baseline: at(origin).1,
            characters: vec![Character {
                text: said.map_or_else(|| UNKNOWN.into(), Into::into),
                area: area(place.transform_rect_bbox(em_box)),
                natural: long(place * advance.to_point() - origin),
                origin: at(origin),
            }],
            ink,
        });
    }

    fn path(&mut self, path: &BezPath, place: Affine, paint: &Paint, mode: &PathDrawMode) {
        let drawn = place * path.clone();
        if drawn.is_empty() {
            return;
        }
        let (area, colour) = (area(drawn.bounding_box()), colour(paint));
        match mode {
            PathDrawMode::Fill(_) => self.shapes.push(Shape {
                part: None,
                area,
                fill: Some(colour.into()),
                stroke: None,
            }),
            PathDrawMode::Stroke(line) => {
                let width = Point::new(line.line_width.into(), 0.0);
                let stroke = Some(Stroke {
                    thickness: long(place * width - place * Point::ORIGIN),
                    colour: colour.into(),
                });
                // What is filled and has an outline is drawn in two strokes.
                match self.shapes.last_mut() {
                    Some(last) if last.area == area && last.stroke.is_none() => {
                        last.stroke = stroke;
                    }
                    _ => self.shapes.push(Shape {
                        part: None,
                        area,
                        fill: None,
                        stroke,
                    }),
                }
            }
        }
    }
}

/// Chinese programs write names in GBK.
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GBK.decode(name).0.into_owned(),
    }
}

/// A name without what says that the font is a part of one (`ABCDEF+`), and without the way from
/// characters to numbers, which is written behind that of some.
fn bare(name: &str) -> String {
    const PART: usize = 6;
    let name = match name.split_once('+') {
        Some((part, name)) if part.len() == PART => name,
        _ => name,
    };
    let ways = ["-Identity-H", "-Identity-V"];
    let bare = ways.iter().find_map(|way| name.strip_suffix(way));
    bare.unwrap_or(name).to_owned()
}

/// As the pages have it: `#rrggbb`, with its opacity where it is not whole.
fn colour(paint: &Paint) -> String {
    match paint {
        Paint::Color(colour) => {
            let [red, green, blue, alpha] = colour.to_rgba().to_rgba8();
            let said = format!("#{red:02x}{green:02x}{blue:02x}");
            if alpha == u8::MAX {
                said
            } else {
                format!("{said}{alpha:02x}")
            }
        }
        Paint::Pattern(_) => "mixed".to_owned(),
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        page: Affine,
        place: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        // An outline comes after its fill.
        if matches!(mode, GlyphDrawMode::Fill) {
            self.glyph(glyph, page * place, colour(paint));
        }
    }

    fn draw_path(&mut self, path: &BezPath, place: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.path(path, place, paint, mode);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.pictures += 1;
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    #[expect(
        clippy::disallowed_types,
        reason = "the reader's opacity, which is not looked at"
    )]
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
