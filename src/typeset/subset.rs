//! The subset of a font, worked out before the PDF is.
//!
//! A PDF holds of each font the characters that it uses. To cut them out takes a third of the time of the
//! whole export, most of it for the one font that the text is set in, and krilla does one font after the
//! other, at the very end. It remembers by comemo what it has cut out: another thread, that has nothing else
//! to do, can ask for the same subset meanwhile. Where it asks for another one, only time is lost.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use krilla::geom::Point;
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use krilla::{Document, SerializeSettings};
use typst::layout::{Frame, Size};
use typst::text::{FontInstance, TextItem};
use typst_layout::PagedDocument;

use super::walk::{Spot, Visitor, walk};
use crate::panics::caught;

/// Has another thread cut out the subset of the font that the document uses most characters of.
pub(super) fn work_out(document: &PagedDocument) {
    let document = document.clone();
    // A panic in a thread of the pool would end the program; the export itself tells what is wrong.
    rayon::spawn(move || {
        let _ = caught(|| largest(&document));
    });
}

fn largest(document: &PagedDocument) {
    let mut used = Used::default();
    walk(document, &mut used);
    let most = used.0.iter().max_by_key(|(_, glyphs)| glyphs.len());
    if let Some((font, glyphs)) = most
        && let Some(font) = of_typst(font)
    {
        cut_out(font, glyphs);
    }
}

/// The characters that are used of each font, in the order in which they are first drawn: they are numbered
/// by it.
#[derive(Default)]
struct Used(IndexMap<FontInstance, IndexSet<u16>>);

impl<'d> Visitor<'d> for Used {
    fn page(&mut self, _: usize, _: &'d Frame) {}

    fn text(&mut self, text: &'d TextItem, _: &Spot) {
        let glyphs = text.glyphs.iter().map(|glyph| glyph.id);
        if let Some(used) = self.0.get_mut(&text.font) {
            used.extend(glyphs);
        } else {
            self.0.insert(text.font.clone(), glyphs.collect());
        }
    }

    fn shape(&mut self, _: &'d typst::visualize::Shape, _: &Spot) {}

    fn image(&mut self, _: &'d typst::visualize::Image, _: Size, _: &Spot) {}
}

/// The same font for krilla, as the export makes it.
fn of_typst(font: &FontInstance) -> Option<Font> {
    let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(font.data().clone());
    let variations = font.variations().0.iter();
    let variations: Vec<_> = variations
        .map(|(tag, value)| (Tag::new(&tag.to_bytes()), value.0))
        .collect();
    Font::new_variable(data.into(), font.index(), &variations)
}

/// Draws the glyphs on a page that nobody keeps.
fn cut_out(font: Font, glyphs: &IndexSet<u16>) {
    let text = "x".repeat(glyphs.len());
    let glyphs = glyphs.iter().enumerate();
    let glyphs: Vec<_> = glyphs
        .map(|(at, glyph)| {
            let id = GlyphId::new(u32::from(*glyph));
            KrillaGlyph::new(id, 1.0, 0.0, 0.0, 0.0, at..at + 1, None)
        })
        .collect();
    let mut document = Document::new_with(SerializeSettings {
        enable_tagging: false,
        xmp_metadata: false,
        compress_content_streams: false,
        ..SerializeSettings::default()
    });
    let mut page = document.start_page();
    let mut surface = page.surface();
    surface.draw_glyphs(Point::from_xy(0.0, 0.0), &glyphs, font, &text, 1.0, false);
    surface.finish();
    page.finish();
    // What is wrong with a font the export itself tells.
    let _ = document.finish();
}
