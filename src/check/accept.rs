//! Findings that the input accepts, each with its reason.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::input::{Accepted, acceptance};

/// What an acceptance is of: code, figure, value.
type Of<'a> = (&'a str, &'a str, &'a str);

/// Turns the findings that the input accepts into notes. An acceptance is of one finding with its
/// figures: when they move, the finding comes back, and the acceptance is reported as out of date.
pub fn apply(findings: &mut Vec<Diagnostic>, accepted: &[Accepted]) {
    let by_subject: HashMap<Of, &Accepted> = accepted.iter().map(|one| (of(one), one)).collect();
    let mut used: HashSet<Of> = HashSet::new();
    for finding in findings.iter_mut() {
        let Some(subject) = &finding.subject else {
            continue;
        };
        let wanted = (
            finding.code.name(),
            subject.figure.as_str(),
            subject.value.as_str(),
        );
        if let Some(accepted) = by_subject.get(&wanted) {
            used.insert(of(accepted));
            finding.severity = Severity::Note;
            finding.message = format!("已认可：{}（理由：{}）", finding.message, accepted.reason);
            finding.accepted = Some(accepted.reason.as_str().into());
            finding.hints.clear();
            finding.labels.truncate(1);
        } else if finding.severity != Severity::Note {
            let block = acceptance(finding.code.name(), &subject.figure, &subject.value, "理由");
            let hint = format!("核对无误时，可在数据文件末尾认可它：\n{block}");
            finding.hints.push(hint);
        }
    }
    for accepted in accepted.iter().filter(|one| !used.contains(&of(one))) {
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

fn of(accepted: &Accepted) -> Of<'_> {
    (&accepted.code, &accepted.figure, &accepted.value)
}
