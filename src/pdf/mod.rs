//! A finished PDF file, read back: every glyph and line at its place. It doesn't say which part of a
//! notice anything is; `recognize` finds that out.

mod canvas;
mod measure;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::pages::{Page, Pages};
use crate::panics::caught;
use canvas::Canvas;

/// Larger than that is no notice.
const MOST_PAGES: usize = 3_000;

/// Why a file can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no PDF file, or not one that can be read.
    Damaged,
    /// It asks for a password, or is encrypted in a way that is not known.
    Encrypted,
    /// It has nothing on it but pictures: a scan.
    Scanned,
    /// It has neither text nor pictures.
    Blank,
    /// It has more pages than any notice.
    TooLong,
}

/// Whether a file calls itself a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    const WITHIN: usize = 1_024;
    let head = &bytes[..bytes.len().min(WITHIN)];
    head.windows(5).any(|window| window == b"%PDF-")
}

/// What lies where on the pages of a PDF file: each glyph as a text of its own that belongs to no
/// part, in the order in which it is drawn. Text that can't be seen, as under a scan, is left out.
///
/// # Errors
/// Why there is nothing to be measured in it.
pub fn pages(bytes: Vec<u8>) -> Result<Pages, Fault> {
    // Broken files are read as far as they go; what the reader takes for impossible is a fault of
    // the file, and no reason to end the program.
    caught(|| read(bytes)).unwrap_or(Err(Fault::Damaged))
}

fn read(bytes: Vec<u8>) -> Result<Pages, Fault> {
    let file = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::MissingIDEntry) | LoadPdfError::Invalid => {
            Fault::Damaged
        }
        LoadPdfError::Decryption(_) => Fault::Encrypted,
    })?;
    if file.pages().is_empty() {
        return Err(Fault::Damaged);
    }
    if file.pages().len() > MOST_PAGES {
        return Err(Fault::TooLong);
    }
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings {
        // Stamps and remarks are put on afterwards: they are no part of the notice.
        render_annotations: false,
        ..InterpreterSettings::default()
    };
    let mut canvas = Canvas::default();
    let mut pages = Vec::new();
    for (number, page) in (1..).zip(file.pages().iter()) {
        canvas.learn(page);
        let (size, paper, place) = measure::paper(page);
        let mut context = Context::new(place, paper, &cache, file.xref(), settings.clone());
        interpret_page(page, &mut context, &mut canvas);
        let (width, height) = size;
        pages.push(Page {
            number,
            width,
            height,
            texts: std::mem::take(&mut canvas.texts),
            shapes: std::mem::take(&mut canvas.shapes),
        });
    }
    if pages.iter().all(|page| page.texts.is_empty()) {
        return Err(if canvas.pictures > 0 {
            Fault::Scanned
        } else {
            Fault::Blank
        });
    }
    let parts = Vec::new();
    Ok(Pages { pages, parts })
}
