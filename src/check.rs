//! What the figures themselves show to be wrong. Nothing stops at the first.

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Computed, Derivation, Figure, FigureId, Figures, Terms};
use crate::input::Inputs;
use crate::language::{Condition, Operand};
use crate::model::{Group, Kind, Model, Must};
use crate::number::Interval;
use crate::phrase::{Phraser, Scope};

/// Finds totals that don't foot, stated figures that the others contradict,
/// rates without a base, and rows that break a rule of their table.
pub fn check(model: &Model, inputs: &Inputs, figures: &Figures, extent: Extent) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (id, figure) in figures.iter() {
        findings.extend(stated_against_derived(figures, figure));
        let nothing = rate_of_nothing(figures, id);
        // The city's rate of nothing is its counties': one fault, not two.
        let nothing = nothing.filter(|finding| !stands_at_one_of(finding, &findings));
        findings.extend(nothing);
        if extent == Extent::Whole {
            findings.extend(follows_from_unknown(figures, figure));
        }
    }
    for (id, rows) in figures.footings() {
        findings.extend(footing(figures, *id, rows));
    }
    let phraser = Phraser::new(model, inputs, figures);
    for group in &model.groups {
        for must in &group.musts {
            findings.extend(broken_must(group, must, figures, &phraser));
        }
    }
    findings
}

/// How much of the input could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// Some figures are faulty: what follows from them is not their fault.
    Faulty,
}

fn stands_at_one_of(finding: &Diagnostic, others: &[Diagnostic]) -> bool {
    let place = |finding: &Diagnostic| finding.labels.first().map(|label| label.place.clone());
    others
        .iter()
        .any(|other| other.code == finding.code && place(other) == place(finding))
}

/// The closed intervals of the stated and of the derived figure must meet.
fn stated_against_derived(figures: &Figures, figure: &Figure) -> Option<Diagnostic> {
    let terms = match figure.derivation.as_ref()? {
        Derivation::Sum(terms) => terms.clone(),
        Derivation::Ratio { part, base } => part.iter().chain(base).cloned().collect(),
    };
    match &figure.derived {
        Some(computed) => contradiction(figures, figure, computed, &terms, "按其他数据计算"),
        None => stated_of_nothing(figures, figure, &terms),
    }
}

/// A figure is stated, and all that it should follow from is blank.
fn stated_of_nothing(figures: &Figures, figure: &Figure, terms: &Terms) -> Option<Diagnostic> {
    let entry = figure.stated.as_ref()?;
    let decimal = entry.decimal().filter(|decimal| !decimal.value.is_zero())?;
    if figures.has_unknown(terms) {
        return None;
    }
    let mut finding = Diagnostic::error(
        Code::StatedDiffers,
        format!(
            "{}填报为 {}{}，而据以计算的数没有，或任务数是 0",
            figure.label, decimal.text, figure.measure.unit
        ),
    )
    .at(entry.place.clone());
    for place in figures.typed_places(&ids(terms)) {
        finding = finding.label(place, "");
    }
    Some(finding.hint("请填上据以计算的数，或删掉这一项填报"))
}

/// A derived column's total must also be the sum of its rows.
fn footing(figures: &Figures, id: FigureId, rows: &Terms) -> Option<Diagnostic> {
    let figure = figures.get(id);
    let computed = figures.sum(rows)?;
    if figure
        .derived
        .as_ref()
        .is_some_and(|derived| derived.value == computed.value)
    {
        // The same contradiction as with its parts.
        return None;
    }
    contradiction(figures, figure, &computed, rows, "按各行相加")
}

fn contradiction(
    figures: &Figures,
    figure: &Figure,
    computed: &Computed,
    terms: &Terms,
    how: &str,
) -> Option<Diagnostic> {
    let entry = figure.stated.as_ref()?;
    let decimal = entry.decimal()?;
    let is_exact = figure.measure.exact || figure.measure.kind == Kind::Count;
    let stated = if is_exact {
        Interval::point(decimal.value.clone())
    } else {
        decimal.interval()
    };
    if stated.meets(&computed.interval) {
        return None;
    }
    let places = figure
        .measure
        .places
        .unwrap_or(decimal.places)
        .max(decimal.places);
    let unit = &figure.measure.unit;
    let derived = if figure.measure.kind == Kind::Rate {
        computed.value.to_fixed(places)
    } else {
        computed.value.to_plain()
    };
    let residual = (&decimal.value - &computed.value).abs();
    let residual = if figure.measure.kind == Kind::Rate {
        residual.to_fixed(places)
    } else {
        residual.to_plain()
    };
    let mut finding = Diagnostic::error(
        Code::StatedDiffers,
        format!(
            "{}填报为 {}{unit}，{how}为 {derived}{unit}，相差 {residual}",
            figure.label, decimal.text
        ),
    )
    .label(entry.place.clone(), format!("填报 {}", decimal.text));
    for place in figures.typed_places(&ids(terms)) {
        finding = finding.label(place, "");
    }
    Some(
        finding.hint(
            "请核对填报数和据以计算的各数，改正其中的错误；不需要填报时删掉这一项，由程序计算",
        ),
    )
}

fn ids(terms: &Terms) -> Vec<FigureId> {
    terms.iter().map(|(_, id)| *id).collect()
}

/// Work was set and nothing, not even 0, is given for what was done.
fn rate_of_nothing(figures: &Figures, id: FigureId) -> Option<Diagnostic> {
    let figure = figures.get(id);
    let Derivation::Ratio { part, base } = figure.derivation.as_ref()? else {
        return None;
    };
    let base = figures.sum(base).filter(|base| !base.value.is_zero())?;
    if figures.sum(part).is_some() || figures.has_unknown(part) {
        return None;
    }
    let place = figures.typed_places(&ids(part)).first()?.clone();
    Some(
        Diagnostic::error(
            Code::RateOfNothing,
            format!(
                "{}无从计算：作分母的是 {}，作分子的却是空白",
                figure.label,
                base.value.to_plain()
            ),
        )
        .at(place)
        .hint("没有完成请写 0；没有这项任务请把任务数也写成 \"\""),
    )
}

/// What would follow from an unknown figure must be stated.
fn follows_from_unknown(figures: &Figures, figure: &Figure) -> Option<Diagnostic> {
    let derivation = figure.derivation.as_ref().filter(|_| figure.unknown)?;
    let terms = match derivation {
        Derivation::Sum(terms) => terms.clone(),
        Derivation::Ratio { part, base } => part.iter().chain(base).cloned().collect(),
    };
    let unknown = terms.iter().filter(|(_, id)| figures.get(*id).unknown);
    let mut finding = Diagnostic::error(
        Code::FollowsFromUnknown,
        format!("{}无从计算：据以计算的数写作未知（?）", figure.label),
    );
    for place in figures.typed_places(&unknown.map(|(_, id)| *id).collect::<Vec<_>>()) {
        finding = finding.at(place);
    }
    let key = figure.name.rsplit('.').next().unwrap_or_default();
    Some(finding.hint(format!("请填上这个数，或直接填报结果：{key} = 数字")))
}

/// Where a rule of a table does not hold: in rows, or else in the total. A
/// rule says nothing of blank cells, unless it asks whether they are blank.
fn broken_must(
    group: &Group,
    must: &Must,
    figures: &Figures,
    phraser: &Phraser,
) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    for place in phraser.places_of_musts(group) {
        if place.is_total && !findings.is_empty() {
            continue;
        }
        let scope = Scope {
            section: None,
            locals: &place.locals,
        };
        let named: Vec<&Figure> = names_in(&must.that.value)
            .into_iter()
            .filter_map(|name| Some(figures.get(phraser.figure(name, scope)?)))
            .collect();
        let has_blank = named.iter().any(|figure| figure.value.is_none());
        if has_blank || phraser.holds(&must.that.value, &must.that.place, scope) {
            continue;
        }
        let finding = broken(must, &named, figures);
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    findings
}

fn broken(must: &Must, named: &[&Figure], figures: &Figures) -> Diagnostic {
    let values: Vec<_> = named
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
    for figure in named {
        let id = figures.id(&figure.name);
        for place in figures.typed_places(id.as_slice()) {
            finding = finding.label(place, "");
        }
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
