//! Findings that the input accepts, each with its reason.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::input::Accepted;

/// Turns the findings that the input accepts into notes. An acceptance is of
/// one finding with its figures: when they move, the finding comes back, and
/// the acceptance is reported as out of date.
pub fn apply(findings: &mut Vec<Diagnostic>, accepted: &[Accepted]) {
    let mut used = vec![false; accepted.len()];
    for finding in findings.iter_mut() {
        let Some(subject) = &finding.subject else {
            continue;
        };
        let found = accepted.iter().position(|accepted| {
            accepted.code == finding.code.name()
                && accepted.figure == subject.figure
                && accepted.value == subject.value
        });
        if let Some(at) = found {
            used[at] = true;
            finding.severity = Severity::Note;
            finding.message = format!(
                "已认可：{}（理由：{}）",
                finding.message, accepted[at].reason
            );
            finding.accepted = Some(accepted[at].reason.as_str().into());
            finding.hints.clear();
            finding.labels.truncate(1);
        } else if finding.severity != Severity::Note {
            finding.hints.push(format!(
                "核对无误时，可在数据文件末尾认可它：\n[[accept]]\ncode = \"{}\"\nfigure = \"{}\"\nvalue = \"{}\"\nreason = \"理由\"",
                finding.code, subject.figure, subject.value
            ));
        }
    }
    for (accepted, _) in accepted.iter().zip(&used).filter(|(_, used)| !**used) {
        findings.push(
            Diagnostic::warning(
                Code::UnusedAcceptance,
                format!(
                    "认可的问题（{} {} {}）现在没有了，或数据已变",
                    accepted.code, accepted.figure, accepted.value
                ),
            )
            .at(accepted.place.clone())
            .hint("请重新核对，删掉或改正这条认可"),
        );
    }
}
