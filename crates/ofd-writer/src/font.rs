//! Fonts, and which of their glyphs are used.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;
use write_fonts::read::{FontRef, TableProvider};

use crate::error::Error;
use crate::unit::Length;

/// A font of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FontId(pub(crate) usize);

/// Where a font comes from and what it is called.
#[derive(Clone, Debug)]
pub struct FontSource<'f> {
    /// A file in a format of OpenType: one font or a collection of them.
    pub data: &'f [u8],
    /// Which font of a collection; 0 for a file of one font.
    pub index: u32,
    /// Where on its axes a variable font is used; none for its default.
    pub variations: Vec<Variation>,
    /// What readers look for when they take a font of their own.
    pub family: String,
    /// The name of this face of the family (`FontName`).
    pub name: String,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Whether it is italic.
    pub is_italic: bool,
    /// Whether the licence bits of the font are kept.
    pub embedding: Embedding,
}

/// A value on an axis of a variable font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variation {
    /// The axis: `wght`.
    pub axis: [u8; 4],
    /// The value in 65,536ths.
    pub value: i32,
}

/// Whether a font is embedded against its licence bits (`fsType` of the table `OS/2`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Embedding {
    /// A font that forbids it is refused.
    #[default]
    AsLicensed,
    /// The caller holds a licence that allows it.
    Always,
}

/// Bits of `fsType`.
const RESTRICTED: u16 = 0x0002;
const NO_SUBSET: u16 = 0x0100;
const BITMAPS_ONLY: u16 = 0x0200;

/// A font with what is used of it.
pub(crate) struct Face<'f> {
    pub(crate) id: u32,
    pub(crate) source: FontSource<'f>,
    /// The glyphs that are used, by their numbers in the file that is written.
    pub(crate) used: GlyphRemapper,
    /// The glyph that each character is shown by; in the file that is written.
    pub(crate) characters: BTreeMap<char, u16>,
    /// Whether the licence asks for the whole font.
    pub(crate) is_whole: bool,
    /// Whether its outlines are those of PostScript.
    pub(crate) is_cff: bool,
    /// How far it reaches, in thousandths of the size.
    above: i64,
    below: i64,
}

/// A glyph as it is written.
pub(crate) struct Used {
    /// Its number in the file that is written.
    pub(crate) glyph: u16,
    /// Whether a reader finds it by its character.
    pub(crate) is_of_character: bool,
}

impl<'f> Face<'f> {
    pub(crate) fn new(id: u32, source: &FontSource<'f>) -> Result<Self, Error> {
        let fault = |reason: String| Error::Font {
            family: source.family.clone(),
            reason,
        };
        let font = FontRef::from_index(source.data, source.index)
            .map_err(|error| fault(error.to_string()))?;
        // A font without the table says nothing against it.
        let bits = font.os2().map(|os2| os2.fs_type()).unwrap_or_default();
        if source.embedding == Embedding::AsLicensed && bits & (RESTRICTED | BITMAPS_ONLY) != 0 {
            return Err(Error::EmbeddingForbidden {
                family: source.family.clone(),
            });
        }
        let is_whole = source.embedding == Embedding::AsLicensed && bits & NO_SUBSET != 0;
        let em = font.head().map(|head| head.units_per_em());
        let em = i64::from(em.map_err(|error| fault(error.to_string()))?.max(1));
        let hhea = font.hhea().map_err(|error| fault(error.to_string()))?;
        let thousandths = |units: i16| (i64::from(units) * 1000 / em).abs();
        let mut face = Self {
            id,
            source: source.clone(),
            used: GlyphRemapper::new(),
            characters: BTreeMap::new(),
            is_whole,
            is_cff: font.cff().is_ok(),
            // Some fonts say less of themselves than their glyphs take.
            above: thousandths(hhea.ascender().to_i16()).max(1_000) + 100,
            below: thousandths(hhea.descender().to_i16()).max(250) + 100,
        };
        if face.is_whole {
            face.characters = own_characters(&font);
        }
        Ok(face)
    }

    /// Takes a glyph into what is written; `character` is what it stands for, if it is one.
    pub(crate) fn take(&mut self, glyph: u16, character: Option<char>) -> Used {
        let glyph = if self.is_whole {
            glyph
        } else {
            self.used.remap(glyph)
        };
        let is_of_character = character.is_some_and(|character| {
            let shown_by = if self.is_whole {
                self.characters.get(&character).copied()
            } else {
                Some(*self.characters.entry(character).or_insert(glyph))
            };
            shown_by == Some(glyph)
        });
        Used {
            glyph,
            is_of_character,
        }
    }

    /// The name of its file.
    pub(crate) fn file_name(&self) -> String {
        let ending = if self.is_cff { "otf" } else { "ttf" };
        format!("font_{}.{ending}", self.id)
    }

    /// How far above the base line it reaches.
    pub(crate) fn above(&self, size: Length) -> Length {
        Length::nanometres(size.in_nanometres() * self.above / 1_000)
    }

    /// How far below the base line it reaches.
    pub(crate) fn below(&self, size: Length) -> Length {
        Length::nanometres(size.in_nanometres() * self.below / 1_000)
    }
}

/// The glyphs by which a whole font shows its characters.
fn own_characters(font: &FontRef) -> BTreeMap<char, u16> {
    let Ok(cmap) = font.cmap() else {
        return BTreeMap::new();
    };
    let Some((_, _, subtable)) = cmap.best_subtable() else {
        return BTreeMap::new();
    };
    let pairs = subtable.iter();
    let known = pairs.filter_map(|(code, glyph)| {
        let glyph = u16::try_from(glyph.to_u32()).ok()?;
        Some((char::from_u32(code)?, glyph))
    });
    known.collect()
}
