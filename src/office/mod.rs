//! The library as one thing: opened once with templates and fonts, then given one input after the
//! other, from as many threads as one likes. Nothing in it grows with use.

mod archived;
mod change;
mod earlier;
mod editing;
mod faults;
pub mod folder;
pub mod ground;
pub mod home;
mod import;
mod input;
mod opened;
mod remarks;
mod renewal;
mod review;
mod run;
mod sent;
mod trial;
mod versions;
mod word;
mod workbook;

use archived::archive_name;
pub use archived::{Named, Results, archive_fault};
pub use change::{Change, Changed};
pub use editing::{Cell, Edited, Field, Finding, Row, Sheet, Shown};
pub use faults::fault;
pub use import::{Imported, Importing};
pub use input::{EarlierFile, EarlierFiles, Input, TextFile, kind_said, period_said};
pub use remarks::remarks_fault;
pub use renewal::Renewal;
pub use review::Reviewed;
pub use run::{Printed, Run, Unmeasured};
pub use sent::{Sent, sent};
pub use versions::{change_between, versions_fault};
pub use workbook::Filed;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::archive::PackedTemplates;
use crate::diagnostic::Diagnostic;
use crate::model::{Model, TemplateFiles, load};
use crate::notice::Notice;
use crate::source::{SourceId, Sources};
use crate::typeset::{FontSet, LaidOut, Layout, LayoutFault, LayoutFiles, Pdf, Standard, lay_out};

/// What Typst has worked out is kept for this many layouts after its last use: enough for a
/// few threads to find again what all notices have in common, and no more.
const KEPT_LAYOUTS: usize = 4;

/// An office with its templates and fonts: makes a notice of every input that it is given.
///
/// ```
/// use std::path::PathBuf;
/// use hongtou::office::{Input, Office};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
/// let office = Office::of_folders(&root.join("templates/housing"), &[root.join("fonts")])?;
/// let input = std::fs::read_to_string(root.join("inputs/2023.toml"))?;
/// let run = office.read(Input::of_text("2023.toml", input), false);
/// assert!(run.text().is_some_and(|text| text.contains("通报")));
/// // Another input, with a fault: told, and nothing made.
/// let run = office.read(Input::of_text("2024.toml", "year = 2024"), false);
/// assert!(run.text().is_none() && !run.findings().is_empty());
/// # Ok(())
/// # }
/// ```
pub struct Office {
    kind: String,
    model: Model,
    /// Every file of the templates.
    all: TemplateFiles,
    /// Those that Typst reads.
    layout: TemplateFiles,
    /// The same, parsed.
    layout_files: Arc<LayoutFiles>,
    fonts: OnceLock<Arc<FontSet>>,
    /// The templates as each archive holds them.
    packed: OnceLock<std::io::Result<PackedTemplates>>,
    sources: Arc<Sources>,
}

/// The files of a folder of templates, in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    /// The kind of notice that they make; empty where an office has one kind alone.
    pub kind: String,
    /// By their paths in the folder: `notice.toml`, `gongwen/page.typ`.
    pub files: BTreeMap<String, TextFile>,
}

/// Why an office could not be opened.
#[derive(Debug, Default)]
pub struct Refusal {
    /// What is wrong with the templates or the fonts.
    pub findings: Vec<Diagnostic>,
    /// The texts in which the findings have their places.
    pub sources: Sources,
}

/// What is to be made of a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// With 送审稿 over every page.
    pub draft: bool,
    /// What the PDF promises.
    pub standard: Standard,
    /// Whether an OFD is made beside the PDF.
    pub ofd: bool,
    /// Whether a Word file is made beside the PDF.
    pub docx: bool,
}

impl Templates {
    /// From texts by their paths in the folder, which is shown to readers under the name `folder`.
    pub fn of_texts<'t>(
        folder: &str,
        texts: impl IntoIterator<Item = (&'t String, &'t String)>,
    ) -> Self {
        let file = |(path, text): (&String, &String)| {
            let shown = format!("{folder}/{path}");
            (path.clone(), TextFile::of_text(shown, text.clone()))
        };
        Self {
            kind: String::new(),
            files: texts.into_iter().map(file).collect(),
        }
    }

    /// Every file's text.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let texts = self.files.iter();
        texts
            .map(|(path, file)| (path.clone(), file.text().to_owned()))
            .collect()
    }
}

impl Office {
    /// Opens an office with templates and fonts.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn open(templates: Templates, fonts: FontSet) -> Result<Self, Refusal> {
        let office = Self::without_fonts(templates, Sources::default())?;
        office.use_fonts(fonts);
        Ok(office)
    }

    /// The same, from a folder of templates and folders of fonts, of which the first goes first.
    ///
    /// # Errors
    /// What can't be read, or is wrong with the templates.
    pub fn of_folders(
        templates: &Path,
        fonts: &[impl AsRef<Path> + Sync],
    ) -> Result<Self, Refusal> {
        let (fonts, templates) =
            rayon::join(|| folder::fonts(fonts), || folder::templates(templates));
        Self::open(templates?, fonts?)
    }

    /// Opens an office that thinks, but can't lay out before it is given fonts. Its texts are
    /// taken up on top of `sources`.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn without_fonts(templates: Templates, mut sources: Sources) -> Result<Self, Refusal> {
        let mut findings = Vec::new();
        let mut all = TemplateFiles::new();
        for (path, file) in templates.files {
            all.insert(path, file.take_up(&mut sources, &mut findings));
        }
        let is_layout = |path: &String| Path::new(path).extension().is_some_and(|e| e == "typ");
        let (layout, read): (TemplateFiles, TemplateFiles) =
            (all.clone().into_iter()).partition(|(path, _)| is_layout(path));
        let texts = layout.iter();
        let texts = texts.map(|(path, source)| (path, &sources.get(*source).text));
        let texts: Vec<_> = texts.collect();
        let (loaded, layout_files) =
            rayon::join(|| load(&read, &sources), || LayoutFiles::new(texts));
        let model = match loaded {
            Ok(model) if findings.is_empty() => model,
            loaded => {
                findings.extend(loaded.err().unwrap_or_default());
                return Err(Refusal { findings, sources });
            }
        };
        Ok(Self {
            kind: templates.kind,
            model,
            all,
            layout,
            layout_files: Arc::new(layout_files),
            fonts: OnceLock::new(),
            packed: OnceLock::new(),
            sources: Arc::new(sources),
        })
    }

    /// What the first notice is going to need for its layout, to be made ready by another thread while
    /// its figures are read.
    pub fn preparation(&self) -> impl FnOnce() + Send + 'static {
        let (files, roles) = (
            Arc::clone(&self.layout_files),
            self.model.office.fonts.clone(),
        );
        let fonts = self.fonts.get().map(Arc::clone);
        move || {
            files.evaluate_imports();
            if let Some(fonts) = fonts {
                fonts.load(&roles);
            }
        }
    }

    /// Gives the office its fonts; those that it has already it keeps.
    pub fn use_fonts(&self, fonts: impl Into<Arc<FontSet>>) {
        let _ = self.fonts.set(fonts.into());
    }

    /// The families of its fonts by the names that finished files give them; none without fonts.
    fn font_names(&self) -> BTreeMap<String, String> {
        let fonts = self.fonts.get();
        fonts.map(|fonts| fonts.by_file_name()).unwrap_or_default()
    }

    /// The kind of notice that it makes; empty where there is one kind alone.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// What the templates say.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The templates' texts, shared by all runs.
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// Reads an input and finishes its year. A draft may have gaps.
    pub fn read(&self, input: Input, draft: bool) -> Run<'_> {
        self.read_on(&self.sources, input, draft)
    }

    /// The same; the run's texts are taken up on top of `sources`, which must have the office's.
    pub fn read_on(&self, sources: &Arc<Sources>, input: Input, draft: bool) -> Run<'_> {
        Run::new(self, Sources::on(Arc::clone(sources)), input, draft)
    }

    /// The texts of all template files by their paths in the folder.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let text = |source: &SourceId| self.sources.get(*source).text.clone();
        let files = self.all.iter();
        files
            .map(|(path, source)| (path.clone(), text(source)))
            .collect()
    }

    /// Prints another notice than a run's own: a redline. Its faults are shown in `input`.
    ///
    /// # Errors
    /// Why it could not be printed.
    pub fn print(
        &self,
        notice: &Notice,
        input: SourceId,
        sources: &Sources,
    ) -> Result<Pdf, Vec<Diagnostic>> {
        let laid_out = self.lay_out(notice, Edition::default(), false);
        let pdf = laid_out.and_then(|laid_out| laid_out.pdf());
        pdf.map_err(|faults| self.tell(faults, input, sources))
    }

    /// Faults of a layout as findings.
    fn tell(
        &self,
        faults: Vec<LayoutFault>,
        input: SourceId,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let faults = faults.into_iter();
        faults
            .map(|fault| faults::of_layout(fault, self, input, sources))
            .collect()
    }

    /// The templates as each archive holds them, packed at the first call.
    fn packed_templates(&self) -> &std::io::Result<PackedTemplates> {
        self.packed
            .get_or_init(|| PackedTemplates::of(&self.texts()))
    }

    /// Lays any notice out.
    fn lay_out(
        &self,
        notice: &Notice,
        edition: Edition,
        ahead: bool,
    ) -> Result<LaidOut, Vec<LayoutFault>> {
        let layout = Layout {
            files: &self.layout_files,
            roles: &self.model.office.fonts,
            draft: edition.draft,
            standard: edition.standard,
            ahead,
        };
        let laid_out = lay_out(notice, &layout, self.fonts.get_or_init(Arc::default));
        comemo::evict(KEPT_LAYOUTS);
        laid_out
    }
}

impl From<Diagnostic> for Refusal {
    fn from(finding: Diagnostic) -> Self {
        vec![finding].into()
    }
}

impl From<Vec<Diagnostic>> for Refusal {
    fn from(findings: Vec<Diagnostic>) -> Self {
        Self {
            findings,
            sources: Sources::default(),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::diagnostic::short(&self.findings, &self.sources))
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_and_its_runs_are_shared_among_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Office>();
        shared::<Run<'_>>();
        shared::<Printed>();
        shared::<Refusal>();
    }
}
