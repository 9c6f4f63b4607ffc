//! The laid-out pages as an OFD package (GB/T 33190-2016): the same glyphs at the same places as in
//! the PDF, the notice's parts as custom tags on them.

mod convert;
mod draw;
mod info;
mod parts;

use ofd_writer::{Attachment, Document, Error};

use super::walk::walk;
use super::{LaidOut, LayoutFault};
use crate::notice::Notice;
use draw::Draw;

/// A file that goes into the package beside the pages.
pub struct Attached {
    /// Its name, as it is shown.
    pub name: String,
    /// What it is for.
    pub usage: &'static str,
    /// The file.
    pub data: Vec<u8>,
}

/// Why pages can't be written as OFD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfdFault {
    /// The licence bits of a font of this family forbid to embed it.
    EmbeddingForbidden(String),
    /// A font of this family can't be embedded, and why, in English.
    Font(String, String),
    /// A colour that changes from place to place.
    Paint,
    /// An image that is neither PNG nor JPEG.
    Image,
    /// The package itself can't be put together, and why.
    Package(String),
}

impl LaidOut {
    /// The pages as an OFD file. The same pages give the same bytes.
    ///
    /// # Errors
    /// Why they can't be written so: a font that may not be embedded, or something drawn that has no
    /// form there.
    pub fn ofd(
        &self,
        notice: &Notice,
        attached: Vec<Attached>,
    ) -> Result<Vec<u8>, Vec<LayoutFault>> {
        let mut document = Document::new(info::info(notice, &self.number, &attached));
        let mut draw = Draw::new(&mut document);
        let parts = walk(&self.document, &mut draw);
        let drawn = draw.finish().map_err(told)?;
        document.outline(parts::outline(&parts, &drawn));
        document.tags(parts::tags(&parts, &drawn));
        for file in attached {
            document.attach(attachment(file));
        }
        document.finish().map_err(|error| told(vec![error.into()]))
    }
}

fn attachment(file: Attached) -> Attachment {
    let ending = file.name.rsplit_once('.').map(|(_, ending)| ending);
    Attachment {
        format: ending.unwrap_or_default().to_owned(),
        name: file.name,
        created: None,
        usage: file.usage.to_owned(),
        data: file.data,
    }
}

fn told(faults: Vec<OfdFault>) -> Vec<LayoutFault> {
    faults.into_iter().map(LayoutFault::Ofd).collect()
}

impl From<Error> for OfdFault {
    fn from(error: Error) -> Self {
        match error {
            Error::EmbeddingForbidden { family } => Self::EmbeddingForbidden(family),
            Error::Font { family, reason } => Self::Font(family, reason),
            Error::Package(error) => Self::Package(error.to_string()),
        }
    }
}
