use hongtou::diagnostic::{Code, Diagnostic, Renderer, Severity, has_errors};
use hongtou::source::{Place, SourceId, Sources};

/// Lines are cut to this, so that they fit a plain console window.
const WIDTH: usize = 80;

/// What a run is for, and so which findings are worth showing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To find: everything is shown.
    #[default]
    Check,
    /// To write files: what is only worth knowing would bury the result.
    Build,
    /// To answer something else: only errors are shown.
    Answer,
}

/// What a run has read, found and done.
#[derive(Default)]
pub struct Report {
    pub sources: Sources,
    pub findings: Vec<Diagnostic>,
    pub purpose: Purpose,
    /// Notes are counted and not shown.
    pub hides_notes: bool,
    /// The answer is no, though nothing went wrong: exit status 1.
    pub has_failed: bool,
    /// Lines to print when all went well.
    pub done: Vec<String>,
    /// The whole answer, for another program to read.
    pub answer: Option<String>,
}

impl Report {
    pub fn has_errors(&self) -> bool {
        has_errors(&self.findings)
    }

    /// A fault of the file system, or of what stands around the files.
    pub fn fault(&mut self, message: String, hint: impl Into<String>) {
        self.findings
            .push(Diagnostic::error(Code::File, message).hint(hint));
    }

    pub fn rendered(&self) -> String {
        let findings: Vec<Diagnostic> = self
            .findings
            .iter()
            .filter(|finding| match finding.severity {
                Severity::Error => true,
                Severity::Warning => self.purpose != Purpose::Answer,
                // What is only worth knowing would bury what must be done.
                // That nothing was compared with last year is said in any case.
                Severity::Note => {
                    let is_shown = !self.hides_notes || finding.code == Code::NoLastYear;
                    self.purpose == Purpose::Check && is_shown && !self.has_errors()
                }
            })
            .cloned()
            .collect();
        Renderer::new(true, WIDTH).render(&findings, &self.sources)
    }

    pub fn summary(&self) -> String {
        let count = |severity| {
            self.findings
                .iter()
                .filter(|f| f.severity == severity)
                .count()
        };
        let warnings = match count(Severity::Warning) {
            0 => String::new(),
            warnings => format!("，{warnings} 处警告"),
        };
        let unwritten = if self.purpose == Purpose::Build {
            "没有写出任何文件。"
        } else {
            ""
        };
        format!(
            "共 {} 处错误{warnings}。{unwritten}",
            count(Severity::Error)
        )
    }

    /// The first place of a piece of text in a source.
    pub fn find(&self, source: SourceId, text: &str) -> Option<Place> {
        let at = self.sources.get(source).text.find(text)?;
        Some(Place::new(source, at..at + text.len()))
    }
}
