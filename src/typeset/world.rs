use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;

use super::FontSet;

const MAIN: &str = "notice.typ";
/// A document of nothing but what the notice imports.
const IMPORTS: (&str, &str) = ("imports.typ", "#import \"gongwen.typ\": *");
const DATA: &str = "notice.json";

/// What typst itself offers to a layout, the same to each. It takes some ten milliseconds to make.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The typst files of a layout, parsed once for any number of notices.
pub struct LayoutFiles {
    sources: HashMap<FileId, Source>,
}

/// Makes beforehand what every layout needs: a thread that has nothing else to do calls it while another
/// reads templates and figures.
pub fn make_library() {
    LazyLock::force(&LIBRARY);
}

impl LayoutFiles {
    /// From the text of each file by its path: `notice.typ`, `gongwen/page.typ`.
    pub fn new<'t>(texts: impl IntoIterator<Item = (&'t String, &'t String)>) -> Self {
        let sources = texts.into_iter().filter_map(|(path, text)| {
            let id = file_id(path)?;
            Some((id, Source::new(id, text.clone())))
        });
        Self {
            sources: sources.collect(),
        }
    }

    /// Evaluates what every notice imports: typst finds it again when it lays one out.
    pub fn evaluate_imports(&self) {
        let fonts = FontSet::default();
        let mut world = NoticeWorld::new(self, String::new(), &fonts);
        world.main = IMPORTS.0;
        // Faults are told with the notice.
        let _ = typst::compile::<PagedDocument>(&world);
    }
}

/// All that a layout may see: its own files, the notice, the fonts. No file
/// system, no clock, no network.
pub(super) struct NoticeWorld<'f> {
    files: &'f LayoutFiles,
    main: &'static str,
    data: Bytes,
    fonts: &'f FontSet,
}

impl<'f> NoticeWorld<'f> {
    pub fn new(files: &'f LayoutFiles, data: String, fonts: &'f FontSet) -> Self {
        Self {
            files,
            main: MAIN,
            data: Bytes::from_string(data),
            fonts,
        }
    }

    /// The file and the bytes that a fault is about.
    pub fn place(&self, error: &SourceDiagnostic) -> Option<(String, Range<usize>)> {
        let id = error.span.id()?;
        let range = self.range(error.span)?;
        Some((id.vpath().get_without_slash().to_owned(), range))
    }
}

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for NoticeWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        file_id(self.main).expect("a constant path is a good one")
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = id.vpath().get_without_slash();
        if path == self.main && path == IMPORTS.0 {
            return Ok(Source::new(id, IMPORTS.1.to_owned()));
        }
        self.files
            .sources
            .get(&id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.vpath().get_without_slash() == DATA {
            return Ok(self.data.clone());
        }
        self.source(id).map(Bytes::from_string)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
