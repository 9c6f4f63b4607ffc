//! Rules that must hold in every row of a table.

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Figure, Figures};
use crate::language::{Condition, Operand};
use crate::model::{Group, Kind, Must};
use crate::phrase::{Phraser, Scope};

/// Where a rule of a table does not hold: in rows, or else in the total. A
/// rule says nothing of blank cells, unless it asks whether they are blank.
pub(super) fn broken_must(
    group: &Group,
    must: &Must,
    figures: &Figures,
    phraser: &Phraser,
) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let names = names_in(&must.that.value);
    let others: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| name.contains('.'))
        .collect();
    for place in phraser.places_of_musts(group, &others) {
        if place.is_total && !findings.is_empty() {
            continue;
        }
        let scope = Scope {
            section: None,
            locals: &place.locals,
        };
        let compared: Vec<&Figure> = names
            .iter()
            .filter_map(|name| Some(figures.get(phraser.figure(name, scope)?)))
            .collect();
        // The other table may have no such row.
        let has_blank =
            compared.len() < names.len() || compared.iter().any(|figure| figure.value.is_none());
        if has_blank || phraser.holds(&must.that.value, &must.that.place, scope) {
            continue;
        }
        let finding = broken(must, &compared, figures);
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    findings
}

fn broken(must: &Must, compared: &[&Figure], figures: &Figures) -> Diagnostic {
    let values: Vec<_> = compared
        .iter()
        .map(|figure| {
            let unit = if figure.measure.kind == Kind::Rate {
                ""
            } else {
                &figure.measure.unit
            };
            format!("{} {}{unit}", figure.label, figure.printed())
        })
        .collect();
    let mut finding = Diagnostic::error(
        Code::CannotBe,
        format!("{}：{}", must.say, values.join("，")),
    );
    for figure in compared {
        let id = figures.id(&figure.name);
        finding = finding.at_all(figures.typed_places(id.as_slice()));
    }
    finding.hint("请核对这几个数")
}

fn names_in(condition: &Condition) -> Vec<&str> {
    let mut names = Vec::new();
    condition.walk(&mut |leaf| {
        if let Condition::Compare { left, right, .. } = leaf {
            names.extend(
                [left, right]
                    .into_iter()
                    .filter_map(|operand| match operand {
                        Operand::Figure(name) => Some(name.as_str()),
                        _ => None,
                    }),
            );
        }
    });
    names
}
