//! What is drawn on the pages, drawn once more in the package.

use std::collections::HashMap;

use ofd_writer::{
    Clip, Document, Embedding, FillRule, FontId, FontSource, Glyph, ImageFormat, ObjectId, Path,
    Picture, Text,
};
use typst::layout::{Abs, Frame, Size};
use typst::text::{FontInstance, FontStyle, FontWeight, TextItem};
use typst::visualize::{self, ExchangeFormat, Image, ImageKind, RasterFormat, Shape};

use super::OfdFault;
use super::convert::{colour, curve, length, matrix, point, segments, stroke, variations};
use crate::pages::PartKind;
use crate::typeset::walk::{Spot, Visitor};

/// The objects of each part, by its [`PartId`](crate::pages::PartId).
#[derive(Default)]
pub(super) struct Drawn(pub(super) Vec<PartObjects>);

/// What a part consists of.
#[derive(Default)]
pub(super) struct PartObjects {
    /// The objects, in the order in which they were drawn.
    pub(super) objects: Vec<ObjectId>,
    /// The text of a title or heading.
    pub(super) text: String,
    /// How far below its page's upper edge the first of them is.
    pub(super) top: ofd_writer::Length,
}

pub(super) struct Draw<'p, 'd> {
    document: &'p mut Document<'d>,
    fonts: HashMap<&'d FontInstance, Option<FontId>>,
    drawn: Drawn,
    faults: Vec<OfdFault>,
}

impl<'p, 'd> Draw<'p, 'd> {
    pub(super) fn new(document: &'p mut Document<'d>) -> Self {
        Self {
            document,
            fonts: HashMap::new(),
            drawn: Drawn::default(),
            faults: Vec::new(),
        }
    }

    /// The objects of the parts, or each reason why not all could be drawn, once.
    pub(super) fn finish(self) -> Result<Drawn, Vec<OfdFault>> {
        let mut faults: Vec<OfdFault> = Vec::new();
        for fault in self.faults {
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        if faults.is_empty() {
            Ok(self.drawn)
        } else {
            Err(faults)
        }
    }

    /// The font, taken up when it is first used; nothing when it can't be.
    fn font(&mut self, font: &'d FontInstance) -> Option<FontId> {
        if let Some(known) = self.fonts.get(font) {
            return *known;
        }
        let info = font.info();
        let source = FontSource {
            data: font.data().as_slice(),
            index: font.index(),
            variations: variations(font.variations()),
            family: info.family.clone(),
            name: font
                .post_script_name()
                .unwrap_or_else(|| info.family.clone()),
            is_bold: info.variant.weight >= FontWeight::SEMIBOLD,
            is_italic: info.variant.style != FontStyle::Normal,
            embedding: Embedding::AsLicensed,
        };
        let id = match self.document.font(&source) {
            Ok(id) => Some(id),
            Err(error) => {
                self.faults.push(error.into());
                None
            }
        };
        self.fonts.insert(font, id);
        id
    }

    fn set(&mut self, text: &'d TextItem, at: &Spot) -> Result<(), OfdFault> {
        let Some(font) = self.font(&text.font) else {
            return Ok(());
        };
        let stroke = text.stroke.as_ref().map(stroke).transpose()?;
        let (glyphs, width) = glyphs(text);
        let run = Text {
            font,
            size: length(text.size),
            fill: colour(&text.fill)?,
            stroke: stroke.as_ref(),
            place: matrix(at.here),
            clips: &clips(at),
            glyphs: &glyphs,
            width: length(width),
        };
        let page = self.document.last_page();
        let objects = page.map(|mut page| page.text(&run)).unwrap_or_default();
        self.belong(objects, at, &text.text);
        Ok(())
    }

    fn draw(&mut self, shape: &'d Shape, at: &Spot) -> Result<(), OfdFault> {
        let stroke = shape.stroke.as_ref().map(stroke).transpose()?;
        let rule = match shape.fill_rule {
            visualize::FillRule::NonZero => FillRule::NonZero,
            visualize::FillRule::EvenOdd => FillRule::EvenOdd,
        };
        let fill = shape.fill.as_ref().map(colour).transpose()?;
        let path = Path {
            segments: &segments(shape),
            fill: fill.map(|colour| (colour, rule)),
            stroke: stroke.as_ref(),
            place: matrix(at.here),
            clips: &clips(at),
        };
        let page = self.document.last_page();
        let object = page.and_then(|mut page| page.path(&path));
        self.belong(object, at, "");
        Ok(())
    }

    fn show(&mut self, image: &'d Image, size: Size, at: &Spot) -> Result<(), OfdFault> {
        let ImageKind::Raster(raster) = image.kind() else {
            return Err(OfdFault::Image);
        };
        let format = match raster.format() {
            RasterFormat::Exchange(ExchangeFormat::Png) => ImageFormat::Png,
            RasterFormat::Exchange(ExchangeFormat::Jpg) => ImageFormat::Jpeg,
            _ => return Err(OfdFault::Image),
        };
        let Some(mut page) = self.document.last_page() else {
            return Ok(());
        };
        let image = page.image(format, raster.data().as_slice());
        let object = page.picture(&Picture {
            image,
            width: length(size.x),
            height: length(size.y),
            place: matrix(at.here),
            clips: &clips(at),
        });
        self.belong([object], at, "");
        Ok(())
    }

    /// Says of which part objects are.
    fn belong(&mut self, objects: impl IntoIterator<Item = ObjectId>, at: &Spot, text: &str) {
        let Some(part) = at.part else {
            return;
        };
        let known = self.drawn.0.len();
        self.drawn
            .0
            .resize_with(known.max(part + 1), PartObjects::default);
        let Some(part) = self.drawn.0.get_mut(part) else {
            return;
        };
        if part.objects.is_empty() {
            part.top = length(at.here.ty);
        }
        part.objects.extend(objects);
        if matches!(
            at.kind,
            Some(
                PartKind::Title | PartKind::Heading | PartKind::AnnexTitle | PartKind::AnnexHeading
            )
        ) {
            part.text.push_str(text);
        }
    }
}

impl<'d> Visitor<'d> for Draw<'_, 'd> {
    fn page(&mut self, _number: usize, frame: &'d Frame) {
        let size = frame.size();
        self.document.page(length(size.x), length(size.y));
    }

    fn text(&mut self, text: &'d TextItem, at: &Spot) {
        let set = self.set(text, at);
        self.faults.extend(set.err());
    }

    fn shape(&mut self, shape: &'d Shape, at: &Spot) {
        let drawn = self.draw(shape, at);
        self.faults.extend(drawn.err());
    }

    fn image(&mut self, image: &'d Image, size: Size, at: &Spot) {
        let shown = self.show(image, size, at);
        self.faults.extend(shown.err());
    }
}

/// The glyphs of a run, and how long it is.
fn glyphs(text: &TextItem) -> (Vec<Glyph<'_>>, Abs) {
    let (mut x, mut y) = (Abs::zero(), Abs::zero());
    let mut last = None;
    let mut glyphs = Vec::with_capacity(text.glyphs.len());
    for glyph in &text.glyphs {
        let at = |em: typst::layout::Em| em.at(text.size);
        let range = glyph.range();
        // Of several glyphs for one cluster, the first has its text.
        let of = if last.as_ref() == Some(&range) {
            ""
        } else {
            text.text.get(range.clone()).unwrap_or_default()
        };
        last = Some(range);
        glyphs.push(Glyph {
            id: glyph.id,
            text: of,
            // Typst counts upwards within a run.
            origin: point(typst::layout::Point::new(
                x + at(glyph.x_offset),
                y - at(glyph.y_offset),
            )),
        });
        x += at(glyph.x_advance);
        y -= at(glyph.y_advance);
    }
    (glyphs, x)
}

fn clips(at: &Spot) -> Vec<Clip> {
    let clips = at.clips.iter();
    clips
        .map(|(outline, here)| Clip {
            segments: curve(outline),
            place: matrix(*here),
        })
        .collect()
}
