use annotate_snippets::{AnnotationKind, Group, Level, Renderer as Snippets, Snippet};

use super::{Diagnostic, Severity};
use crate::source::{Sources, floor_boundary};

/// Prints findings for a person: each with its code, file, line and column,
/// the line itself with the wrong part marked, and what to do.
pub struct Renderer {
    snippets: Snippets,
}

impl Renderer {
    pub fn new(colour: bool, width: usize) -> Self {
        let snippets = if colour {
            Snippets::styled()
        } else {
            Snippets::plain()
        };
        Self {
            snippets: snippets.term_width(width),
        }
    }

    pub fn render(&self, findings: &[Diagnostic], sources: &Sources) -> String {
        findings
            .iter()
            .map(|finding| self.one(finding, sources) + "\n\n")
            .collect()
    }

    fn one(&self, finding: &Diagnostic, sources: &Sources) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR.with_name("错误"),
            Severity::Warning => Level::WARNING.with_name("警告"),
            Severity::Note => Level::NOTE.with_name("说明"),
        };
        let mut group = Group::with_title(
            level
                .primary_title(finding.message.as_str())
                .id(finding.code.name()),
        );
        for (source, labels) in by_source(finding) {
            let file = sources.get(source);
            let mut snippet = Snippet::source(file.text.as_str())
                .path(file.name.as_str())
                .fold(true);
            for (main, label) in labels {
                let kind = if main {
                    AnnotationKind::Primary
                } else {
                    AnnotationKind::Context
                };
                let start = floor_boundary(&file.text, label.place.span.start);
                let end = floor_boundary(&file.text, label.place.span.end.max(start));
                snippet = snippet.annotation(kind.span(start..end).label(label.text.as_str()));
            }
            group = group.element(snippet);
        }
        for hint in &finding.hints {
            group = group.element(Level::HELP.with_name("处理").message(hint.as_str()));
        }
        self.snippets.render(&[group])
    }
}

type LabelsOfSource<'a> = (crate::source::SourceId, Vec<(bool, &'a super::Label)>);

/// The labels grouped by file, the main one's file first.
fn by_source(finding: &Diagnostic) -> Vec<LabelsOfSource<'_>> {
    let mut groups: Vec<LabelsOfSource> = Vec::new();
    for (index, label) in finding.labels.iter().enumerate() {
        let item = (index == 0, label);
        match groups.iter_mut().find(|(id, _)| *id == label.place.source) {
            Some((_, labels)) => labels.push(item),
            None => groups.push((label.place.source, vec![item])),
        }
    }
    groups
}
