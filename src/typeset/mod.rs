//! The notice as data in, PDF out. The only part that knows typst; it knows
//! nothing of housing.

mod fonts;
mod glyphs;
mod world;

pub use fonts::FontSet;
pub use glyphs::MissingGlyph;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::notice::Notice;
use world::NoticeWorld;

/// The layout: typst files by path ("notice.typ", "gongwen/page.typ") and the
/// families of each role.
pub struct Layout<'a> {
    pub files: BTreeMap<String, String>,
    pub roles: &'a [(String, Vec<String>)],
    /// Prints 送审稿 as a mark over every page.
    pub draft: bool,
}

/// A notice laid out.
#[derive(Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
}

/// Why a notice could not be laid out.
#[derive(Debug)]
pub enum LayoutFault {
    /// No font of the role has the character.
    MissingGlyph(MissingGlyph),
    /// A fault of the layout's own files: file, byte, message.
    Template {
        file: Option<(String, std::ops::Range<usize>)>,
        message: String,
    },
}

/// Lays the notice out as PDF/A-2a and PDF/UA-1. The same notice, layout and
/// fonts give the same bytes.
pub fn typeset(notice: &Notice, layout: &Layout, fonts: &FontSet) -> Result<Pdf, Vec<LayoutFault>> {
    let missing = glyphs::missing(notice, layout.roles, fonts);
    if !missing.is_empty() {
        return Err(missing.into_iter().map(LayoutFault::MissingGlyph).collect());
    }
    let data = data(notice, layout);
    let world = NoticeWorld::new(&layout.files, data.to_string(), fonts);
    let faults = |errors: &[SourceDiagnostic]| {
        errors
            .iter()
            .map(|error| LayoutFault::Template {
                file: world.place(error),
                message: error.message.to_string(),
            })
            .collect::<Vec<_>>()
    };
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| vec![fault(error.message().to_string())])?;
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|errors| faults(&errors))?;
    let options = PdfOptions {
        ident: Smart::Custom(notice.head.number.clone()),
        creator: Smart::Custom(Some("hongtou".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| faults(&errors))?;
    Ok(Pdf {
        bytes,
        pages: document.pages().len(),
    })
}

fn fault(message: String) -> LayoutFault {
    LayoutFault::Template {
        file: None,
        message,
    }
}

/// What the layout reads as `/notice.json`: the notice, the fonts of each
/// role and the day of the document.
fn data(notice: &Notice, layout: &Layout) -> Value {
    let day = notice.signature.day;
    let mut data = json!(notice);
    data["date"] = json!([day.year, day.month, day.day]);
    data["draft"] = json!(layout.draft);
    data["fonts"] = layout
        .roles
        .iter()
        .map(|(role, families)| (role.clone(), json!(families)))
        .collect();
    data
}
