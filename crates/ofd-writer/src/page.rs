use crate::document::Document;
use crate::error::Error;
use crate::font::{FontId, FontSource};
use crate::unit::{Area, Length, Matrix, Point};
use crate::xml::Xml;

/// A page that is being drawn on: what is drawn later lies above what was drawn before.
pub struct Page<'d, 'f> {
    pub(crate) document: &'d mut Document<'f>,
    pub(crate) index: usize,
}

/// An object on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId {
    pub(crate) page: u32,
    pub(crate) object: u32,
}

/// What is known of a page until the file is written.
pub(crate) struct Sheet {
    pub(crate) id: u32,
    pub(crate) layer: u32,
    pub(crate) width: Length,
    pub(crate) height: Length,
    pub(crate) objects: Xml,
}

/// Where an object's coordinates are counted from.
pub(crate) struct Placed {
    /// What of the page it may cover: its `Boundary`.
    pub(crate) on_page: Area,
    /// From the coordinates that are written to the page.
    pub(crate) written: Matrix,
    /// The point of the object's own coordinates that is written as 0 0.
    pub(crate) from: Point,
}

impl Placed {
    /// An object that covers this area of its own coordinates. One that is only moved is counted
    /// from the corner of its boundary, so that it needs no `CTM`.
    pub(crate) fn new(place: &Matrix, own: Area) -> Self {
        let on_page = own.on_page(place).outwards();
        if place.is_translation() {
            Self {
                on_page,
                written: Matrix::translation(on_page.least),
                from: on_page.least - place.origin,
            }
        } else {
            Self {
                on_page,
                written: *place,
                from: Point::default(),
            }
        }
    }

    /// Writes the attributes that place it.
    fn write(&self, xml: &mut Xml) {
        xml.area("Boundary", &self.on_page);
        if !self.written.is_translation() {
            let origin = self.written.origin - self.on_page.least;
            xml.matrix("CTM", self.written.linear, origin);
        }
    }
}

impl<'f> Page<'_, 'f> {
    /// Takes up a font as [`Document::font`] does.
    ///
    /// # Errors
    /// As [`Document::font`].
    pub fn font(&mut self, source: &FontSource<'f>) -> Result<FontId, Error> {
        self.document.font(source)
    }

    /// Begins an object: its element is open, with its id and its place.
    pub(crate) fn begin(&mut self, name: &'static str, placed: &Placed) -> (ObjectId, &mut Xml) {
        let object = self.document.next_id();
        let sheet = &mut self.document.sheets[self.index];
        let xml = &mut sheet.objects;
        xml.open(name);
        xml.number("ID", object);
        placed.write(xml);
        let id = ObjectId {
            page: sheet.id,
            object,
        };
        (id, xml)
    }
}

impl Sheet {
    /// The file of the page (clause 7.7, table 12).
    pub(crate) fn write(self) -> String {
        let mut xml = Xml::new("Page");
        xml.open("Area");
        let size = Area {
            least: Point::default(),
            most: Point {
                x: self.width,
                y: self.height,
            },
        };
        xml.open("PhysicalBox");
        xml.area_text(&size);
        xml.close();
        xml.close();
        xml.open("Content");
        xml.open("Layer");
        xml.number("ID", self.layer);
        xml.insert(&self.objects.finish());
        xml.finish()
    }
}
