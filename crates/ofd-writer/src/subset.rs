//! Font files as they are embedded.
//!
//! The subset of `subsetter` has what a PDF needs. Readers of OFD take it for a font like any other:
//! they look for characters (`cmap`), browsers refuse a font without names and `OS/2`. Both are
//! added to it.

use subsetter::{Tag as AxisTag, subset_with_variations};
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};
use write_fonts::{FontBuilder, dump_table, read::FontRef};

use crate::error::Error;
use crate::font::{Face, FontSource};

const CMAP: Tag = Tag::new(b"cmap");
const OS2: Tag = Tag::new(b"OS/2");

impl Face<'_> {
    /// The font as it is embedded.
    pub(crate) fn file(&self) -> Result<Vec<u8>, Error> {
        let fault = |reason: String| Error::Font {
            family: self.source.family.clone(),
            reason,
        };
        let bytes = if self.is_whole {
            self.whole()
        } else {
            self.subset()
        };
        bytes.map_err(fault)
    }

    fn subset(&self) -> Result<Vec<u8>, String> {
        let source = &self.source;
        let subset =
            subset_with_variations(source.data, source.index, &coordinates(source), &self.used)
                .map_err(|error| error.to_string())?;
        let characters = self.characters.iter();
        let characters = characters.map(|(c, glyph)| (*c, GlyphId::from(*glyph)));
        let cmap = Cmap::from_mappings(characters).map_err(|error| error.to_string())?;
        let cmap = dump_table(&cmap).map_err(|error| error.to_string())?;
        let original = of_source(source)?;
        let font = FontRef::new(&subset).map_err(|error| error.to_string())?;
        let mut builder = copied(&font);
        builder.add_raw(CMAP, cmap);
        if let Some(os2) = original.table_data(OS2) {
            builder.add_raw(OS2, os2.as_bytes());
        }
        Ok(builder.build())
    }

    /// The font as it came, taken out of its collection if it is in one.
    fn whole(&self) -> Result<Vec<u8>, String> {
        if self.source.data.starts_with(b"ttcf") {
            let font = of_source(&self.source)?;
            return Ok(copied(&font).build());
        }
        Ok(self.source.data.to_vec())
    }
}

fn of_source<'f>(source: &FontSource<'f>) -> Result<FontRef<'f>, String> {
    FontRef::from_index(source.data, source.index).map_err(|error| error.to_string())
}

/// A font with the tables of another.
fn copied<'f>(font: &FontRef<'f>) -> FontBuilder<'f> {
    let mut builder = FontBuilder::new();
    builder.copy_missing_tables(font.clone());
    builder
}

#[expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "subsetter takes the axes of variable fonts as floats, and nothing else here does"
)]
fn coordinates(source: &FontSource) -> Vec<(AxisTag, f32)> {
    let variations = source.variations.iter();
    variations
        .map(|variation| {
            let value = variation.value as f32 / 65_536.0;
            (AxisTag::new(&variation.axis), value)
        })
        .collect()
}
