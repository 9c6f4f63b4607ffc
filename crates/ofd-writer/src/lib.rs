//! Writes OFD packages as GB/T 33190-2016 describes them: pages of text whose glyphs lie where the
//! caller puts them, paths, images, an outline, custom tags that point to objects, attachments.
//!
//! It lays nothing out and draws nothing; a caller that knows where everything stands (a typesetter,
//! a converter) says so, and gets the bytes of a file. The same calls give the same bytes.
//!
//! * All lengths are [`Length`]s, whole nanometres; what is written is rounded once, to a micrometre.
//! * Places are counted from the upper left corner of the page, to the right and down.
//! * Fonts are embedded as subsets that keep what readers ask for: names, metrics, and a table of
//!   characters, so that a reader which knows nothing of `CGTransform` still finds the glyphs. Where
//!   a glyph is not the one of its character, a `CGTransform` names it. A font whose licence bits
//!   forbid it is refused.
//! * Every object has an id, which the caller may use in the outline and in tags.
//!
//! ```
//! use ofd_writer::{Colour, Document, Info, Length, Matrix, Path, Point, Segment, Stroke};
//!
//! let mut document = Document::new(Info {
//!     id: [7; 16],
//!     title: "一页".to_owned(),
//!     ..Info::default()
//! });
//! let mut page = document.page(Length::millimetres(210), Length::millimetres(297));
//! let at = |x, y| Point { x: Length::millimetres(x), y: Length::millimetres(y) };
//! page.path(&Path {
//!     segments: &[Segment::Move(at(0, 0)), Segment::Line(at(156, 0))],
//!     fill: None,
//!     stroke: Some(&Stroke::new(Colour::rgb(255, 0, 0), Length::micrometres(700))),
//!     place: Matrix::translation(at(28, 100)),
//!     clips: &[],
//! });
//! let bytes = document.finish()?;
//! # assert!(bytes.starts_with(b"PK"));
//! # Ok::<(), ofd_writer::Error>(())
//! ```
//!
//! # Signing
//!
//! A seal or a signature is added by a tool that holds the key. It adds to the package a folder
//! `Doc_0/Signs` with `Signatures.xml`, and to `OFD.xml` the element `Signatures` after `DocRoot`
//! (clause 18.1, table 66). It signs the entries that this crate has written, byte for byte
//! (`References` of the signature), and changes none of them but `OFD.xml`; a seal that can be seen
//! is an annotation of the signature (`StampAnnot`), not an object of a page.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        reason = "a test that meets the unexpected shall fail"
    )
)]

mod attachment;
mod clip;
mod document;
mod error;
mod font;
mod image;
mod info;
mod outline;
mod package;
mod page;
mod paint;
mod path;
mod subset;
mod tag;
mod text;
mod unit;
mod xml;

pub use attachment::Attachment;
pub use clip::Clip;
pub use document::Document;
pub use error::Error;
pub use font::{Embedding, FontId, FontSource, Variation};
pub use image::{ImageFormat, ImageId, Picture};
pub use info::{Date, Info};
pub use outline::Bookmark;
pub use page::{ObjectId, Page};
pub use paint::{Cap, Colour, FillRule, Join, Stroke};
pub use path::{Path, Segment};
pub use tag::{Tag, TagTree};
pub use text::{Glyph, Text};
pub use unit::{Length, Matrix, Point};
