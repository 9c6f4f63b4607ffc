use serde_json::{Value, json};

use super::Diagnostic;
use crate::source::{Place, Sources, shown};

/// The version of the form below. Fields may be added to it; a changed or
/// removed one counts the version up.
const VERSION: u32 = 1;

/// Findings for other programs: `{"version": 1, "findings": […]}`, each with `code`, `severity`
/// (error, warning, note), `message`, `places` (`file`, `line`, `column`, `end_line`, `end_column`,
/// all from 1, `label`; of a cell of a workbook `sheet` and `cell` as well), `hints` where an input may accept it, `subject` (`figure`, `value`), and
/// `accepted`, the reason for which it does.
pub fn json(findings: &[Diagnostic], sources: &Sources) -> Value {
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| one(finding, sources))
        .collect();
    json!({ "version": VERSION, "findings": findings })
}

fn one(finding: &Diagnostic, sources: &Sources) -> Value {
    let places: Vec<Value> = finding
        .labels
        .iter()
        .map(|label| {
            let (file, start, end) = position(&label.place, sources);
            let mut place = json!({
                "file": file,
                "line": start.0,
                "column": start.1,
                "end_line": end.0,
                "end_column": end.1,
                "label": label.text,
            });
            if let Some(cell) = &sources.get(label.place.source).cell {
                place["sheet"] = cell.sheet.as_str().into();
                place["cell"] = cell.cell.as_str().into();
            }
            place
        })
        .collect();
    let subject = finding
        .subject
        .as_ref()
        .map(|subject| json!({ "figure": subject.figure, "value": subject.value }));
    json!({
        "code": finding.code.name(),
        "severity": finding.severity.name(),
        "message": finding.message,
        "places": places,
        "hints": finding.hints,
        "subject": subject,
        "accepted": finding.accepted,
    })
}

/// Findings as lines for editors: `file:line:column: error[code]: message`.
pub fn short(findings: &[Diagnostic], sources: &Sources) -> String {
    let lines: Vec<String> = findings
        .iter()
        .map(|finding| {
            let at = finding.labels.first().map_or_else(String::new, |label| {
                let (file, start, _) = position(&label.place, sources);
                let source = sources.get(label.place.source);
                if source.cell.is_some() {
                    return format!("{}: ", shown(&source.told()));
                }
                format!("{}:{}:{}: ", shown(file), start.0, start.1)
            });
            let (severity, code) = (finding.severity.name(), finding.code);
            format!("{at}{severity}[{code}]: {}\n", finding.message)
        })
        .collect();
    lines.concat()
}

type Point = (usize, usize);

fn position<'s>(place: &Place, sources: &'s Sources) -> (&'s str, Point, Point) {
    let point = |at: usize| {
        let place = Place::new(place.source, at..at);
        let at = sources.line_column(&place);
        (at.line, at.column)
    };
    let name = &sources.get(place.source).name;
    (name, point(place.span.start), point(place.span.end))
}
