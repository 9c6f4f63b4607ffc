//! Why a verdict changed: the comparisons that came out otherwise than in the
//! older year, each with its figures of both.

use std::collections::HashMap;

use indexmap::IndexSet;
use serde::Serialize;

use super::Side;
use crate::key::Key;
use crate::language::Condition;
use crate::model::{Phrase, PhraseSource, Placed};
use crate::wording::Chosen;
use crate::wording::{Leaf, LeafItem, LeafKind, LeafSide, Phraser};

/// Something that the two years' figures say differently.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Reason {
    /// In words: 晋城市 整改率：93.1% → 72.0%（以 90% 为界）.
    pub text: String,
    /// The figure that moved, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Key>,
    /// Its value in either year, as printed.
    pub old: String,
    /// The same in the newer year.
    pub new: String,
}

/// A part of a sentence that came or went, with its reasons.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PartChange {
    /// What it says.
    pub text: String,
    /// It is said in the newer year, and was not in the older one.
    pub is_new: bool,
    /// What moved it.
    pub reasons: Vec<Reason>,
}

/// The reasons why another rule was chosen: the first of the two that comes in
/// order held in one year and not in the other.
pub(super) fn of_choice(old: Side, new: Side, was: &Chosen, is: &Chosen) -> Vec<Reason> {
    let merged = new.model.phrase_of(&is.phrase);
    if merged.is_some_and(|(_, phrase)| matches!(phrase.source, PhraseSource::Merge(_))) {
        return of_names(old, new, &is.phrase).map_or_else(Vec::new, |names| names.2);
    }
    // A rule that says nothing leaves no trace: then the other year's tells how far to look.
    let (side, last) = match (was.rules.first(), is.rules.first()) {
        (Some(before), Some(after)) if before < after => (old, *before),
        (_, Some(after)) => (new, *after),
        (Some(before), None) => (old, *before),
        (None, None) => return Vec::new(),
    };
    let Some((_, phrase)) = side.model.phrase_of(&is.phrase) else {
        return Vec::new();
    };
    let conditions = phrase.rules.iter().take(last + 1);
    let mut conditions = conditions.filter_map(|rule| rule.when.as_ref()).rev();
    let reasons = conditions.find_map(|when| {
        let reasons = between(old, new, is, when);
        (!reasons.is_empty()).then_some(reasons)
    });
    reasons.unwrap_or_default()
}

/// The parts of a sentence that came or went.
pub(super) fn of_parts(old: Side, new: Side, was: &Chosen, is: &Chosen) -> Vec<PartChange> {
    let changed = |side: Side, chosen: &Chosen, other: &Chosen, is_new: bool| {
        let Some((section, phrase)) = side.model.phrase_of(&chosen.phrase) else {
            return Vec::new();
        };
        let mut phraser = Phraser::new(side.model, &side.year.inputs, &side.year.figures);
        let said = phraser.phrase(section, phrase);
        let rules = chosen.rules.iter().filter(|at| !other.rules.contains(at));
        let parts = rules.filter_map(|at| {
            let rule = phrase.rules.get(*at)?;
            let item = said.items.iter().find(|item| item.rule == *at)?;
            let when = rule.when.as_ref();
            Some(PartChange {
                text: crate::wording::plain(&item.spans),
                is_new,
                reasons: when.map_or_else(Vec::new, |when| between(old, new, chosen, when)),
            })
        });
        parts.collect()
    };
    let mut parts: Vec<PartChange> = changed(old, was, is, false);
    parts.extend(changed(new, is, was, true));
    parts
}

pub(super) fn says_parts(phrase: &Phrase) -> bool {
    matches!(phrase.source, PhraseSource::Parts)
}

/// What of one condition came out otherwise.
fn between(old: Side, new: Side, chosen: &Chosen, when: &Placed<Condition>) -> Vec<Reason> {
    let leaves = |side: Side| {
        Phraser::new(side.model, &side.year.inputs, &side.year.figures).leaves_of(
            &chosen.phrase,
            chosen.row.as_deref(),
            when,
        )
    };
    let mut teller = Teller {
        old,
        new,
        reasons: IndexSet::new(),
    };
    teller.leaves(&leaves(old), &leaves(new));
    teller.reasons.into_iter().collect()
}

/// The names that a phrase lists in either year, and why they differ; nothing
/// where one year lists none: its sentence comes or goes, and is told of itself.
pub(super) fn of_names(old: Side, new: Side, key: &str) -> Option<(String, String, Vec<Reason>)> {
    let kept = |side: Side| {
        let (section, phrase) = side.model.phrase_of(key)?;
        let mut phraser = Phraser::new(side.model, &side.year.inputs, &side.year.figures);
        Some(phraser.kept(section, phrase))
    };
    let (before, after) = (kept(old)?, kept(new)?);
    let names = |items: &[LeafItem]| {
        let names = items.iter().filter(|item| item.holds);
        let names: Vec<&str> = names.map(|item| item.name.as_str()).collect();
        names.join("、")
    };
    let (was, is) = (names(&before), names(&after));
    if was == is || was.is_empty() || is.is_empty() {
        return None;
    }
    let mut teller = Teller {
        old,
        new,
        reasons: IndexSet::new(),
    };
    teller.items(&before, &after);
    (!teller.reasons.is_empty()).then_some((was, is, teller.reasons.into_iter().collect()))
}

struct Teller<'a> {
    old: Side<'a>,
    new: Side<'a>,
    reasons: IndexSet<Reason>,
}

impl Teller<'_> {
    fn leaves(&mut self, before: &[Leaf], after: &[Leaf]) {
        let before = by_name(before, |was| &was.key);
        for is in after {
            let was = before.get(&*is.key);
            if let Some(was) = was.filter(|was| was.holds != is.holds) {
                self.leaf(was, is);
            }
        }
    }

    fn leaf(&mut self, was: &Leaf, is: &Leaf) {
        match (&was.kind, &is.kind) {
            (
                LeafKind::Compare { left, right },
                LeafKind::Compare {
                    left: left_now,
                    right: right_now,
                },
            ) => {
                let figure = left_now.figure.map(|id| self.new.year.figures.get(id));
                let figure = figure.map(|figure| figure.key.clone());
                let was = (left.as_ref(), right.as_deref());
                let is = (left_now.as_ref(), right_now.as_deref());
                self.add(compared(was, is, figure));
            }
            (LeafKind::Items(before), LeafKind::Items(after)) => self.items(before, after),
            _ => {}
        }
    }

    /// The items whose own test came out otherwise; those that only one year has.
    fn items(&mut self, before: &[LeafItem], after: &[LeafItem]) {
        let (known, known_now) = (
            by_name(before, |was| &was.name),
            by_name(after, |is| &is.name),
        );
        for is in after {
            match known.get(&*is.name) {
                Some(was) if was.holds != is.holds => self.leaves(&was.leaves, &is.leaves),
                Some(_) => {}
                None => self.only(is, false),
            }
        }
        for was in before {
            if !known_now.contains_key(&*was.name) {
                self.only(was, true);
            }
        }
    }

    /// An item that the other year has not.
    fn only(&mut self, item: &LeafItem, was: bool) {
        let period = |side: Side| side.year.notice.period;
        let (has, lacks) = if was {
            (self.old, self.new)
        } else {
            (self.new, self.old)
        };
        let shown = shown(&item.leaves);
        let (old, new) = if was {
            (shown.clone(), String::new())
        } else {
            (String::new(), shown.clone())
        };
        let told = if shown.is_empty() {
            String::new()
        } else {
            format!("（{shown}）")
        };
        self.add(Reason {
            text: format!(
                "{}有“{}”{told}，{}没有",
                period(has),
                item.name,
                period(lacks)
            ),
            figure: None,
            old,
            new,
        });
    }

    /// Each reason is told once.
    fn add(&mut self, reason: Reason) {
        self.reasons.insert(reason);
    }
}

/// The first of each name.
fn by_name<T>(all: &[T], name: impl Fn(&T) -> &String) -> HashMap<&str, &T> {
    all.iter()
        .rev()
        .map(|one| (name(one).as_str(), one))
        .collect()
}

fn shown(leaves: &[Leaf]) -> String {
    let told = leaves.iter().filter_map(|leaf| match &leaf.kind {
        LeafKind::Compare { left, .. } => {
            let label = left.label.as_deref()?;
            Some(format!("{label} {}", left.shown))
        }
        LeafKind::Items(_) => None,
    });
    let mut told: Vec<String> = told.collect();
    told.dedup();
    told.join("，")
}

type Sides<'s> = (&'s LeafSide, Option<&'s LeafSide>);

/// 已摸底调查房屋：56栋（待摸底调查房屋 57栋）→ 60栋（待摸底调查房屋 60栋）.
fn compared(was: Sides, is: Sides, figure: Option<Key>) -> Reason {
    let label = is.0.label.clone().or_else(|| was.0.label.clone());
    let label = label.unwrap_or_default();
    let (old, new) = (exactly(was), exactly(is));
    let other = |sides: Sides| {
        let right = sides.1?;
        Some(format!("（{} {}）", right.label.as_deref()?, right.shown))
    };
    let text = if let (Some(before), Some(after)) = (other(was), other(is)) {
        format!("{label}：{old}{before}→ {new}{after}")
    } else {
        let bound =
            is.1.filter(|right| right.value.as_ref().is_some_and(|v| !v.is_zero()));
        let bound = bound.map(|right| format!("（以 {} 为界）", right.shown));
        format!("{label}：{old} → {new}{}", bound.unwrap_or_default())
    };
    Reason {
        text,
        figure,
        old,
        new,
    }
}

/// A figure as printed, unless that would seem to be on the other side of the bound.
fn exactly((left, right): Sides) -> String {
    let Some(value) = &left.value else {
        return left.shown.clone();
    };
    let bound = right.and_then(|right| right.value.as_ref());
    match (bound, &left.printed) {
        (Some(bound), Some(printed)) if printed.cmp(bound) != value.cmp(bound) => {
            left.in_full.clone()
        }
        _ => left.shown.clone(),
    }
}
