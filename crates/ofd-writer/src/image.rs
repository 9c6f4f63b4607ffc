//! Images (clauses 7.9 and 10).

use crate::clip::{self, Clip};
use crate::document::Document;
use crate::page::{ObjectId, Page, Placed};
use crate::unit::{Area, Length, Matrix, Point};

/// An image of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ImageId(pub(crate) u32);

/// What format an image's bytes are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

/// An image at its place.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// The image.
    pub image: ImageId,
    /// How wide it comes out before it is turned.
    pub width: Length,
    /// How high it comes out before it is turned.
    pub height: Length,
    /// From the picture's own coordinates, which begin at its upper left corner, to the page.
    pub place: Matrix,
    /// Regions outside of which nothing of it is seen.
    pub clips: &'a [Clip],
}

/// An image with its bytes.
pub(crate) struct Resource<'f> {
    pub(crate) id: u32,
    pub(crate) format: ImageFormat,
    pub(crate) data: &'f [u8],
}

impl ImageFormat {
    /// As the attribute `Format` says it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

impl Resource<'_> {
    /// The name of its file.
    pub(crate) fn file_name(&self) -> String {
        format!("image_{}.{}", self.id, self.format.ending())
    }
}

impl<'f> Document<'f> {
    /// Takes up an image, as often as it is drawn.
    pub fn image(&mut self, format: ImageFormat, data: &'f [u8]) -> ImageId {
        let same = |resource: &&Resource| {
            std::ptr::eq(resource.data, data) || resource.data == data && resource.format == format
        };
        if let Some(resource) = self.images.iter().find(same) {
            return ImageId(resource.id);
        }
        let id = self.next_id();
        self.images.push(Resource { id, format, data });
        ImageId(id)
    }
}

impl<'f> Page<'_, 'f> {
    /// Takes up an image as [`Document::image`] does.
    pub fn image(&mut self, format: ImageFormat, data: &'f [u8]) -> ImageId {
        self.document.image(format, data)
    }

    /// Draws an image.
    pub fn picture(&mut self, picture: &Picture) -> ObjectId {
        let own = Area {
            least: Point::default(),
            most: Point {
                x: picture.width,
                y: picture.height,
            },
        };
        let on_page = own.on_page(&picture.place).outwards();
        // An image is a square of one millimetre in its own coordinates, and always has a `CTM`.
        let side = Length::millimetres(1);
        let [a, b, c, d] = picture.place.linear;
        let scaled = |factor: i64, length: Length| {
            let product = i128::from(factor) * i128::from(length.in_nanometres());
            i64::try_from(product / i128::from(side.in_nanometres())).unwrap_or_default()
        };
        let written = Matrix {
            linear: [
                scaled(a, picture.width),
                scaled(b, picture.width),
                scaled(c, picture.height),
                scaled(d, picture.height),
            ],
            origin: picture.place.origin,
        };
        let placed = Placed {
            on_page,
            written,
            from: Point::default(),
        };
        let ImageId(image) = picture.image;
        let (id, xml) = self.begin("ImageObject", &placed);
        xml.number("ResourceID", image);
        clip::write(picture.clips, &placed, xml);
        xml.close();
        id
    }
}
