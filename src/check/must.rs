//! Rules that must hold in every row of a table.

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{Figure, Figures};
use crate::input::GAP;
use crate::language::{Condition, Operand};
use crate::model::{Group, Must};
use crate::verdict::{Item, Judge, RowItem, Scope};

/// So many rows are looked at by one thread at least.
const LONG: usize = 200;

/// Where the rules of a table do not hold.
pub(super) fn broken<'a>(group: &'a Group, judge: Judge<'a>) -> Vec<Diagnostic> {
    if group.musts.is_empty() {
        return Vec::new();
    }
    let places = judge.places_of_musts(group);
    let musts = group.musts.iter();
    musts
        .flat_map(|must| broken_must(must, &places, judge))
        .collect()
}

/// Where a rule of a table does not hold: in rows, or else in the total. A
/// rule says nothing of blank cells, unless it asks whether they are blank.
fn broken_must<'a>(must: &'a Must, places: &[RowItem<'a>], judge: Judge<'a>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let condition = &must.that.value;
    let (names, asked) = (names_in(condition), blanks_in(condition));
    let scope_of = |place: &RowItem<'a>| Scope::default().with(Item::Row(*place));
    let places = places.par_iter().with_min_len(LONG);
    let is_broken = |place: &&RowItem<'a>| !judge.holds(condition, scope_of(place));
    for place in places.filter(is_broken).collect::<Vec<_>>() {
        let scope = scope_of(place);
        // What holds of every row says nothing of the sum that a number bounds.
        let is_told = || !findings.is_empty() || bounds_a_cell(must, judge, scope);
        if place.is_total() && is_told() {
            continue;
        }
        let (words, names): (Vec<&str>, Vec<&str>) =
            (names.iter()).partition(|name| judge.is_words(name, scope));
        let said = |name: &&str| {
            judge
                .said(name, scope)
                .is_some_and(|said| !said.is_empty() && said != GAP)
        };
        if !words.iter().all(said) {
            continue;
        }
        let compared = names.iter().filter_map(|name| judge.figure(name, scope));
        let mut told: Vec<&Figure> = compared.collect();
        // The other table may have no such row.
        let has_blank =
            told.len() < names.len() || told.iter().any(|figure| figure.value.is_none());
        if has_blank {
            continue;
        }
        for figure in asked.iter().filter_map(|name| judge.figure(name, scope)) {
            if !told.iter().any(|other| other.id == figure.id) {
                told.push(figure);
            }
        }
        findings.push(told_of(must, &told, judge.figures));
    }
    findings
}

fn told_of(must: &Must, compared: &[&Figure], figures: &Figures) -> Diagnostic {
    let values: Vec<_> = compared
        .iter()
        .map(|figure| format!("{} {}", figure.label, figure.told()))
        .collect();
    let message = match values.join("，") {
        nothing if nothing.is_empty() => must.say.clone(),
        values => format!("{}：{values}", must.say),
    };
    let mut finding = Diagnostic::error(Code::CannotBe, message);
    for figure in compared {
        finding = finding.at_all(figures.typed_places(&[figure.id]));
    }
    if let (Condition::Compare { .. }, [one, other]) = (&must.that.value, compared)
        && one.derivation().is_none()
        && other.derivation().is_none()
        && one.key.row_name().is_some()
        && (&one.key.group, &one.key.row) == (&other.key.group, &other.key.row)
    {
        finding = finding.hint(super::swap::ask(one, other));
    }
    finding.hint("请核对这几个数")
}

/// Whether a rule bounds an amount by a number: what holds of every row says nothing of their sum.
fn bounds_a_cell<'a>(must: &'a Must, judge: Judge<'a>, scope: Scope<'a>) -> bool {
    let is_amount = |name: &str| {
        let figure = judge.figure(name, scope);
        figure.is_some_and(|figure| figure.measure.kind.adds_up())
    };
    let mut bounds = false;
    must.that.value.walk(&mut |leaf| {
        if let Condition::Compare { left, right, .. } = leaf {
            bounds |= match (left, right) {
                (Operand::Figure(name), Operand::Number { value, .. })
                | (Operand::Number { value, .. }, Operand::Figure(name)) => {
                    !value.is_zero() && is_amount(name)
                }
                _ => false,
            };
        }
    });
    bounds
}

/// The cells of which a rule asks whether they are blank.
fn blanks_in(condition: &Condition) -> Vec<String> {
    let mut names = Vec::new();
    condition.walk(&mut |leaf| {
        if let Condition::Blank(name) = leaf {
            names.push(name.clone());
        }
    });
    names
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
