//! What an embedded font says of its glyphs.

use ttf_parser::{Face as Font, GlyphId};

use super::number::{ONE, product};

pub(super) struct Face {
    pub(super) family: String,
    bytes: Option<Vec<u8>>,
}

/// A font in use.
pub(super) struct Opened<'f>(Option<Font<'f>>);

impl Face {
    pub(super) fn new(family: &str, bytes: Option<Vec<u8>>) -> Self {
        Self {
            family: family.to_owned(),
            bytes,
        }
    }

    pub(super) fn open(&self) -> Opened<'_> {
        let bytes = self.bytes.as_deref();
        Opened(bytes.and_then(|bytes| Font::parse(bytes, 0).ok()))
    }
}

impl Opened<'_> {
    /// The glyph of a character.
    pub(super) fn glyph(&self, character: char) -> Option<u16> {
        let font = self.0.as_ref()?;
        font.glyph_index(character).map(|glyph| glyph.0)
    }

    /// How wide a glyph is, at this size; of a font that is not embedded it is not known, and taken
    /// for one em.
    pub(super) fn advance(&self, glyph: Option<u16>, size: i64) -> i64 {
        let known = self.0.as_ref().zip(glyph);
        let advance = known.and_then(|(font, glyph)| {
            let advance = font.glyph_hor_advance(GlyphId(glyph))?;
            Some(of_em(font, i64::from(advance), size))
        });
        advance.unwrap_or(size)
    }

    /// What the ink of a glyph covers: its least and greatest places, counted to the right and down
    /// from its origin.
    pub(super) fn ink(&self, glyph: Option<u16>, size: i64) -> Option<[(i64, i64); 2]> {
        let font = self.0.as_ref()?;
        let ink = font.glyph_bounding_box(GlyphId(glyph?))?;
        let at = |x: i16, y: i16| {
            (
                of_em(font, i64::from(x), size),
                -of_em(font, i64::from(y), size),
            )
        };
        Some([at(ink.x_min, ink.y_min), at(ink.x_max, ink.y_max)])
    }
}

/// Units of a font at a size.
fn of_em(font: &Font, units: i64, size: i64) -> i64 {
    let em = i64::from(font.units_per_em().max(1));
    product(units * ONE, size) / em
}
