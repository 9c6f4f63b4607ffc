//! The notice as data in, PDF out. The only part that knows typst; it knows
//! nothing of housing.

mod cells;
mod charts;
mod font_info;
mod fonts;
mod glyphs;
mod lines;
mod notes;
mod ofd;
mod pages;
mod pieces;
mod plan;
mod prepare;
mod subset;
mod title;
pub mod view;
mod walk;
mod width;
mod world;

pub use fonts::FontSet;
pub use glyphs::MissingGlyph;
pub use ofd::{Attached, OfdFault};
pub use prepare::view;
pub use world::{LayoutFiles, make_library};

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::notice::Notice;
use crate::pages::Pages;
use view::NoticeView;
use world::NoticeWorld;

/// The layout: its typst files and the families of each role.
pub struct Layout<'a> {
    /// The typst files.
    pub files: &'a LayoutFiles,
    /// The names of the roles (`fangsong`) with their font families, the preferred one first.
    pub roles: &'a [(String, Vec<String>)],
    /// Prints 送审稿 as a mark over every page.
    pub draft: bool,
    /// The PDF standards that the file is to keep.
    pub standard: Standard,
    /// Whether a PDF is to be made at once, and a core has nothing else to do: it can work ahead.
    pub ahead: bool,
}

impl Layout<'_> {
    /// The families of a role, the first first.
    fn families(&self, role: &str) -> &[String] {
        let families = self.roles.iter().find(|(name, _)| name == role);
        families.map_or(&[], |(_, families)| families)
    }

    /// The families of each role that there are fonts of: others are only looked for in vain.
    fn fonts(&self, fonts: &FontSet) -> BTreeMap<String, Vec<String>> {
        let there = |families: &[String]| {
            let there = families.iter().filter(|family| fonts.has(family));
            there.cloned().collect()
        };
        let roles = self.roles.iter();
        roles
            .map(|(role, families)| (role.clone(), there(families)))
            .collect()
    }
}

/// A notice as a file.
#[derive(Debug)]
pub struct Pdf {
    /// What is to be written to the file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why a notice could not be laid out.
#[derive(Debug)]
pub enum LayoutFault {
    /// No font of the role has the character.
    MissingGlyph(MissingGlyph),
    /// A fault of the layout's own files: file, byte, message.
    Template {
        /// The path of the typst file, and the bytes in it that are at fault; nothing when no place is known.
        file: Option<(String, Range<usize>)>,
        /// What typst says of it, in English.
        message: String,
    },
    /// The pages can't be written as OFD.
    Ofd(OfdFault),
}

/// A notice laid out, to be measured and printed.
pub struct LaidOut {
    document: PagedDocument,
    /// What lies where, once somebody asked.
    pages: OnceLock<Pages>,
    /// What the layout read.
    view: NoticeView,
    /// The document's own number: names the file.
    number: String,
    standard: Standard,
}

/// What the PDF file promises its readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2a and PDF/UA-1 together.
    #[default]
    Accessible,
    /// PDF/A-1b, for archives that take nothing newer.
    A1b,
}

/// Lays the notice out. The same notice, layout and fonts give the same pages.
pub fn lay_out(
    notice: &Notice,
    layout: &Layout,
    fonts: &FontSet,
) -> Result<LaidOut, Vec<LayoutFault>> {
    let missing = || glyphs::missing(notice, layout.roles, fonts);
    let compiled = || {
        let view = view(notice, layout, fonts);
        compile(&view, layout, fonts).map(|document| (view, document))
    };
    // Few notices lack a glyph: that they are then laid out in vain costs less than to wait.
    let (missing, compiled) = rayon::join(missing, compiled);
    if !missing.is_empty() {
        return Err(missing.into_iter().map(LayoutFault::MissingGlyph).collect());
    }
    let (mut view, mut document) = compiled?;
    // Only a laid-out text tells where its lines end.
    let pages = pages::pages(&document);
    view.lines = lines::before_signature(notice, &pages);
    let mut pages = OnceLock::from(pages);
    if layout.ahead {
        // Lines that stand a hair nearer use the same characters.
        subset::work_out(&document);
    }
    if !view.lines.is_empty() {
        document = compile(&view, layout, fonts)?;
        pages = OnceLock::new();
    }
    Ok(LaidOut {
        document,
        pages,
        view,
        number: identity(notice),
        standard: layout.standard,
    })
}

/// The name that the file bears for other programs. A redline is another document than the notice.
fn identity(notice: &Notice) -> String {
    let number = notice.name();
    match &notice.around {
        None => number,
        Some(around) => {
            let (old, new) = around.periods;
            format!("{number} 修订对照稿 {}—{}", old.stem(), new.stem())
        }
    }
}

fn compile(
    view: &NoticeView,
    layout: &Layout,
    fonts: &FontSet,
) -> Result<PagedDocument, Vec<LayoutFault>> {
    let data = serde_json::to_string(view).map_err(|error| vec![fault(error.to_string())])?;
    let world = NoticeWorld::new(layout.files, data, fonts);
    let compiled = typst::compile(&world).output;
    compiled.map_err(|errors| faults(&errors, |error| world.place(error)))
}

impl LaidOut {
    /// What the layout read.
    pub fn view(&self) -> &NoticeView {
        &self.view
    }

    /// What lies where on the pages.
    pub fn pages(&self) -> &Pages {
        self.pages.get_or_init(|| pages::pages(&self.document))
    }

    /// The same, where nothing else is needed any more.
    pub fn into_pages(self) -> Pages {
        let known = self.pages.into_inner();
        known.unwrap_or_else(|| pages::pages(&self.document))
    }

    /// Each page as a picture: an SVG document with the outlines of its characters.
    pub fn svgs(&self) -> Vec<String> {
        let options = typst_svg::SvgOptions::default();
        let pages = self.document.pages().par_iter();
        pages.map(|page| typst_svg::svg(page, &options)).collect()
    }

    /// The pages as a file. The same pages give the same bytes.
    pub fn pdf(&self) -> Result<Pdf, Vec<LayoutFault>> {
        let standards: &[PdfStandard] = match self.standard {
            Standard::Accessible => &[PdfStandard::A_2a, PdfStandard::Ua_1],
            Standard::A1b => &[PdfStandard::A_1b],
        };
        let standards = PdfStandards::new(standards)
            .map_err(|error| vec![fault(error.message().to_string())])?;
        let options = PdfOptions {
            ident: Smart::Custom(self.number.clone()),
            creator: Smart::Custom(Some("hongtou".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        let bytes =
            typst_pdf::pdf(&self.document, &options).map_err(|errors| faults(&errors, |_| None))?;
        Ok(Pdf {
            bytes,
            pages: self.document.pages().len(),
        })
    }
}

fn faults(
    errors: &[SourceDiagnostic],
    place: impl Fn(&SourceDiagnostic) -> Option<(String, Range<usize>)>,
) -> Vec<LayoutFault> {
    errors
        .iter()
        .map(|error| LayoutFault::Template {
            file: place(error),
            message: error.message.to_string(),
        })
        .collect()
}

fn fault(message: String) -> LayoutFault {
    LayoutFault::Template {
        file: None,
        message,
    }
}
