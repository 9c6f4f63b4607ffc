//! Findings: one model for every stage; renderers apart.

mod code;
mod json;
mod render;

pub use code::Code;
pub use json::{json, short};
pub use render::Renderer;

use crate::source::Place;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The notice is not built.
    Error,
    /// Odd; the notice is built.
    Warning,
    /// Worth knowing.
    Note,
}

/// One finding, in Chinese, for the clerk or the maintainer of the templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where: the first is the place itself, the others are related.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub hints: Vec<String>,
    /// What it is about, for findings that an input may accept.
    pub subject: Option<Box<Subject>>,
    /// The reason for which the input accepts it.
    pub accepted: Option<Box<str>>,
}

/// What a finding is about: a figure or a text of the input, and the values
/// that make it a finding. The same code and subject are the same finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    pub figure: String,
    pub value: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub place: Place,
    /// What stands there; may be empty.
    pub text: String,
}

impl Diagnostic {
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            labels: Vec::new(),
            hints: Vec::new(),
            subject: None,
            accepted: None,
        }
    }

    #[must_use]
    pub fn at(self, place: Place) -> Self {
        self.label(place, "")
    }

    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            place,
            text: text.into(),
        });
        self
    }

    /// At several places, of which none says more than the others.
    #[must_use]
    pub fn at_all(self, places: Vec<Place>) -> Self {
        places.into_iter().fold(self, Self::at)
    }

    /// As a warning, when the user said that it shall not stop the build.
    #[must_use]
    pub fn softened(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    #[must_use]
    pub fn subject(mut self, subject: Subject) -> Self {
        self.subject = Some(Box::new(subject));
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// Sorts findings by place, so that a clerk can work down the file.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by_key(|finding| {
        finding
            .labels
            .first()
            .map(|label| (label.place.source, label.place.span.start))
    });
}

pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}
