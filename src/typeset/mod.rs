//! The notice as data in, PDF out. The only part that knows typst; it knows
//! nothing of housing.

mod fonts;
mod glyphs;
mod lines;
mod pages;
mod redline;
mod world;

pub use fonts::FontSet;
pub use glyphs::MissingGlyph;

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Value, json};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::notice::{Notice, Table, TableColumn, Words};
use crate::pages::Pages;
use crate::segment;
use world::NoticeWorld;

/// The layout: typst files by path ("notice.typ", "gongwen/page.typ") and the
/// families of each role.
pub struct Layout<'a> {
    pub files: BTreeMap<String, String>,
    pub roles: &'a [(String, Vec<String>)],
    /// Prints 送审稿 as a mark over every page.
    pub draft: bool,
    pub standard: Standard,
}

/// A notice as a file.
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
        file: Option<(String, Range<usize>)>,
        message: String,
    },
}

/// A notice laid out, to be measured and printed.
pub struct LaidOut {
    document: PagedDocument,
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
    let missing = glyphs::missing(notice, layout.roles, fonts);
    if !missing.is_empty() {
        return Err(missing.into_iter().map(LayoutFault::MissingGlyph).collect());
    }
    let mut data = data(notice, layout);
    let mut document = compile(&data, layout, fonts)?;
    // Only a laid-out text tells where its lines end.
    let lines = lines::before_signature(notice, &pages::pages(&document));
    if !lines.is_empty() {
        data["lines"] = json!(lines);
        document = compile(&data, layout, fonts)?;
    }
    Ok(LaidOut {
        document,
        number: identity(notice),
        standard: layout.standard,
    })
}

/// The name that the file bears for other programs. A redline is another document than the notice.
fn identity(notice: &Notice) -> String {
    let number = &notice.head.number;
    match &notice.around {
        None => number.clone(),
        Some(around) => format!("{number} 修订对照稿 {}—{}", around.years.0, around.years.1),
    }
}

fn compile(
    data: &Value,
    layout: &Layout,
    fonts: &FontSet,
) -> Result<PagedDocument, Vec<LayoutFault>> {
    let world = NoticeWorld::new(&layout.files, data.to_string(), fonts);
    let compiled = typst::compile(&world).output;
    compiled.map_err(|errors| faults(&errors, |error| world.place(error)))
}

impl LaidOut {
    /// What lies where on the pages.
    pub fn pages(&self) -> Pages {
        pages::pages(&self.document)
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

/// What the layout reads as `/notice.json`: the notice, the fonts of each
/// role and the day of the document.
fn data(notice: &Notice, layout: &Layout) -> Value {
    let day = notice.signature.day;
    let mut data = json!(notice);
    data["title"] = json!(notice.title.title_parts());
    data["signature"]["organ"] = json!([organ_words(&notice.signature.organ)]);
    for (at, annex) in notice.annexes.iter().enumerate() {
        data["annexes"][at]["title"] = json!(annex.title.title_parts());
        part_cells(&annex.table, &mut data["annexes"][at]["table"]);
    }
    data["redline"] = Value::Null;
    if let Some(around) = &notice.around {
        redline::mark(around, &mut data);
    }
    data["lines"] = json!([]);
    data["date"] = json!([day.year, day.month, day.day]);
    data["draft"] = json!(layout.draft);
    // PDFBox preflight takes the destinations of bookmarks for faults.
    data["bookmarks"] = json!(layout.standard != Standard::A1b);
    data["fonts"] = layout
        .roles
        .iter()
        .map(|(role, families)| (role.clone(), json!(families)))
        .collect();
    data
}

/// The words of the organ's name, or one word where a line holds it anyway.
fn organ_words(name: &str) -> Vec<String> {
    const ONE_LINE: usize = 20;
    if name.chars().count() <= ONE_LINE {
        return vec![name.to_owned()];
    }
    segment::words(name)
}

/// Gives heads and rows' names with the words, and their parts, that a line of a cell must not cut.
fn part_cells(table: &Table, data: &mut Value) {
    for (level, cells) in table.head.iter().enumerate() {
        for (at, cell) in cells.iter().enumerate() {
            data["head"][level][at]["words"] = json!(cell.text.cell_parts());
        }
    }
    let is_name = |column: &usize| table.columns[*column] == TableColumn::Name;
    for (at, row) in table.rows.iter().enumerate() {
        for column in (0..row.cells.len()).filter(is_name) {
            let words = Words::parse(&row.cells[column].text);
            data["rows"][at]["cells"][column]["words"] = json!(words.cell_parts());
        }
    }
}
