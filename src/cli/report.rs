use hongtou::diagnostic::{Diagnostic, Renderer, Severity, has_errors};
use hongtou::office::{Refusal, Run, fault};
use hongtou::source::Sources;

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

    /// A report for a purpose.
    pub fn of(purpose: Purpose) -> Self {
        Self {
            purpose,
            ..Self::default()
        }
    }

    /// A fault of the file system, or of what stands around the files.
    pub fn fault(&mut self, message: impl Into<String>, hint: impl Into<String>) {
        self.findings.push(fault(message, hint));
    }

    /// What came out; or nothing, and why not.
    pub fn ok<T>(&mut self, result: Result<T, impl Into<Refusal>>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(refusal) => {
                let Refusal { findings, sources } = refusal.into();
                let has_places = findings.iter().any(|finding| !finding.labels.is_empty());
                self.findings.extend(findings);
                if has_places {
                    self.sources = sources;
                }
                None
            }
        }
    }

    /// Takes over what a run has found, with the texts it stands in.
    pub fn take(&mut self, run: Run) {
        let (findings, sources) = run.into_findings();
        self.findings.extend(findings);
        self.sources = sources;
    }

    /// The findings that are worth showing, as they are shown.
    pub fn rendered(&self) -> String {
        self.render(&self.shown())
    }

    /// Findings of this report as they are shown.
    pub fn render(&self, findings: &[Diagnostic]) -> String {
        Renderer::new(true, WIDTH).render(findings, &self.sources)
    }

    /// The findings that are worth showing.
    pub fn shown(&self) -> Vec<Diagnostic> {
        self.findings
            .iter()
            .filter(|finding| match finding.severity {
                Severity::Error => true,
                Severity::Warning => self.purpose != Purpose::Answer,
                // What is only worth knowing would bury what must be done.
                Severity::Note => {
                    let is_shown = !self.hides_notes || finding.code.tells_what_was_left_out();
                    self.purpose == Purpose::Check && is_shown && !self.has_errors()
                }
            })
            .cloned()
            .collect()
    }

    /// How many warnings there are, if any.
    pub fn warnings(&self) -> String {
        match self.count(Severity::Warning) {
            0 => String::new(),
            warnings => format!("，{warnings} 处警告"),
        }
    }

    fn count(&self, severity: Severity) -> usize {
        let findings = self.findings.iter();
        findings.filter(|f| f.severity == severity).count()
    }

    pub fn summary(&self) -> String {
        let unwritten = if self.purpose == Purpose::Build {
            "没有写出任何文件。"
        } else {
            ""
        };
        format!(
            "共 {} 处错误{}。{unwritten}",
            self.count(Severity::Error),
            self.warnings()
        )
    }
}
