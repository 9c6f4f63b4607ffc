//! Findings: one model for every stage; renderers apart.

mod closest;
mod code;
mod excerpt;
mod json;
mod render;

pub use closest::closest;
pub use code::Code;
pub use json::{json, short};
pub use render::Renderer;

use strum::IntoStaticStr;

use crate::source::{Place, shown};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Severity {
    /// The notice is not built.
    Error,
    /// Odd; the notice is built.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Its name for other programs.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One finding, in Chinese, for the clerk or the maintainer of the templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding it is.
    pub code: Code,
    /// Whether it stops the build.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where: the first is the place itself, the others are related.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub hints: Vec<String>,
    /// What would settle it, where there is just one way.
    pub remedy: Option<Box<Remedy>>,
    /// What it is about, for findings that an input may accept.
    pub subject: Option<Box<Subject>>,
    /// The reason for which the input accepts it.
    pub accepted: Option<Box<str>>,
}

/// A figure that would settle a finding: an editor may put it in at one touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The place of the figure that was typed.
    pub place: Place,
    /// What a reader calls it.
    pub label: String,
    /// What is to be typed there.
    pub text: String,
}

/// What a finding is about: a figure or a text of the input, and the values
/// that make it a finding. The same code and subject are the same finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The name of the figure or text.
    pub figure: String,
    /// Its values, as they are printed.
    pub value: String,
}

/// A place of a finding, and what it has to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What stands there; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// What stops the build.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// What is odd.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// What is worth knowing.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: in_brief(&visible(message)),
            labels: Vec::new(),
            hints: Vec::new(),
            remedy: None,
            subject: None,
            accepted: None,
        }
    }

    /// At a place.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        self.label(place, "")
    }

    /// At a place, with what stands there.
    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            place,
            text: visible(text),
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

    /// About something, so that an input may accept it.
    #[must_use]
    pub fn subject(mut self, figure: &impl ToString, value: impl Into<String>) -> Self {
        self.subject = Some(Box::new(Subject {
            figure: figure.to_string(),
            value: value.into(),
        }));
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(visible(hint));
        self
    }
}

/// What a finding says of a file may hold anything that stands in it.
fn visible(text: impl Into<String>) -> String {
    shown(&text.into()).into_owned()
}

/// A text in which nothing between quotes is longer than a reader takes in: of what is, its beginning and
/// its end. Where it stands, the place shows.
fn in_brief(text: &str) -> String {
    const MOST: usize = 80;
    const BEGINNING: usize = 50;
    const END: usize = 20;
    let mut brief = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, quoted)) = rest.split_once('“') {
        let Some((within, behind)) = quoted.split_once('”') else {
            break;
        };
        brief.push_str(before);
        brief.push('“');
        let count = within.chars().count();
        if count <= MOST {
            brief.push_str(within);
        } else {
            brief.extend(within.chars().take(BEGINNING));
            brief.push('…');
            brief.extend(within.chars().skip(count - END));
        }
        brief.push('”');
        rest = behind;
    }
    brief + rest
}

/// Sorts findings by place; of those that say the same of the same place the first stays.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    let place = |finding: &Diagnostic| {
        let label = finding.labels.first();
        label.map(|label| (label.place.source, label.place.span.start))
    };
    findings.sort_by_key(place);
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let here = kept.iter().rev();
        let mut here = here.take_while(|other| place(other) == place(&finding));
        if !here.any(|other| *other == finding) {
            kept.push(finding);
        }
    }
    *findings = kept;
}

/// Whether one of them stops the build.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}
