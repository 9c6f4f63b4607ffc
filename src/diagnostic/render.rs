use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer as Snippets, Snippet};

use super::excerpt::Excerpt;
use super::{Diagnostic, Label, Severity};
use crate::source::{Source, Sources, shown};
use crate::width::cut;

/// Prints findings for a person: where, the line with the wrong part marked, what to do.
pub struct Renderer {
    snippets: Snippets,
}

impl Renderer {
    /// In colour or not, for a terminal of so many columns.
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

    /// The findings one below the other.
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
        let (labels, more) = likeliest(finding);
        for (source, labels) in by_neighbourhood(&labels, sources) {
            let file = sources.get(source);
            if file.cell.is_some() {
                group = of_cell(group, file, &labels);
                continue;
            }
            let spans = labels.iter().map(|(_, label)| label.place.span.clone());
            let excerpt = Excerpt::of(file, spans.collect());
            let mut snippet = Snippet::source(excerpt.text)
                .line_start(excerpt.first_line)
                .path(shown(&file.name))
                .fold(true);
            for ((main, label), span) in labels.into_iter().zip(excerpt.spans) {
                let kind = if main {
                    AnnotationKind::Primary
                } else {
                    AnnotationKind::Context
                };
                snippet = snippet.annotation(kind.span(span).label(label.text.as_str()));
            }
            group = group.element(snippet);
        }
        if more > 0 {
            let rest = format!("…另有 {more} 处");
            group = group.element(Level::NOTE.with_name("位置").message(rest));
        }
        for hint in &finding.hints {
            group = group.element(Level::HELP.with_name("处理").message(hint.as_str()));
        }
        self.snippets.render(&[group])
    }
}

/// A cell has no lines: where it is, what it shows, and what is said of it.
fn of_cell<'a>(group: Group<'a>, file: &'a Source, labels: &[(bool, &'a Label)]) -> Group<'a> {
    let group = group.element(Origin::path(shown(&file.told()).into_owned()));
    let said = labels.iter().map(|(_, label)| label.text.as_str());
    let said: Vec<&str> = said.filter(|text| !text.is_empty()).collect();
    let text = shown(file.text.trim()).replace('\n', " ");
    let text = cut(&text, MOST_OF_CELL);
    let words = match (text.is_empty(), said.is_empty()) {
        (true, true) => return group,
        (true, false) => said.join("；"),
        (false, true) => text,
        (false, false) => format!("{text}　{}", said.join("；")),
    };
    group.element(Level::NOTE.with_name("格内").message(words))
}

/// Of what a cell shows so many columns are told.
const MOST_OF_CELL: usize = 50;

type LabelsOfSource<'a> = (crate::source::SourceId, Vec<(bool, &'a Label)>);

/// More places than this bury the one that matters.
const MOST_PLACES: usize = 6;

/// The place itself and those that say something of what stands there, before the others; and how
/// many are left out.
fn likeliest(finding: &Diagnostic) -> (Vec<(bool, &Label)>, usize) {
    let all = finding.labels.iter().enumerate();
    let mut ranked: Vec<(usize, &Label)> = all.collect();
    ranked.sort_by_key(|(index, label)| (*index != 0, label.text.is_empty(), *index));
    let more = ranked.len().saturating_sub(MOST_PLACES);
    ranked.truncate(MOST_PLACES);
    ranked.sort_by_key(|(index, _)| *index);
    let shown = ranked.into_iter().map(|(index, label)| (index == 0, label));
    (shown.collect(), more)
}

/// Places of one file that are further apart are shown each by itself: what lies between them costs as
/// much as what is shown.
const APART: usize = 1000;

/// The labels grouped by file and neighbourhood, the main one's first.
fn by_neighbourhood<'a>(
    labels: &[(bool, &'a Label)],
    sources: &Sources,
) -> Vec<LabelsOfSource<'a>> {
    let line = |label: &Label| {
        let place = &label.place;
        sources.get(place.source).line(place.span.start)
    };
    let mut groups: Vec<LabelsOfSource> = Vec::new();
    for item in labels {
        let (source, own) = (item.1.place.source, line(item.1));
        let is_near = |(_, other): &(bool, &Label)| line(other).abs_diff(own) <= APART;
        let mut near = groups.iter_mut();
        match near.find(|(id, others)| *id == source && others.iter().any(is_near)) {
            Some((_, labels)) => labels.push(*item),
            None => groups.push((item.1.place.source, vec![*item])),
        }
    }
    groups
}
