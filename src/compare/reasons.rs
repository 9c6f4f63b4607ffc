//! Why a verdict changed: the comparisons that came out otherwise than in the
//! older year, each with its figures of both.

use std::collections::HashMap;

use indexmap::IndexSet;
use serde::Serialize;

use super::Side;
use super::records::Records;
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
pub(super) fn of_choice(both: Both, was: &Chosen, is: &Chosen) -> Vec<Reason> {
    let (old, new, _) = both;
    let merged = new.model.phrase_of(&is.phrase);
    if merged.is_some_and(|(_, phrase)| matches!(phrase.source, PhraseSource::Merge(_))) {
        return of_names(both, &is.phrase).map_or_else(Vec::new, |names| names.2);
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
        let reasons = between(both, (was, is), when);
        (!reasons.is_empty()).then_some(reasons)
    });
    reasons.unwrap_or_default()
}

/// The parts of a sentence that came or went.
pub(super) fn of_parts(both: Both, was: &Chosen, is: &Chosen) -> Vec<PartChange> {
    let (old, new, _) = both;
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
                reasons: when.map_or_else(Vec::new, |when| between(both, (was, is), when)),
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
fn between(both: Both, (was, is): (&Chosen, &Chosen), when: &Placed<Condition>) -> Vec<Reason> {
    let (old, new, _) = both;
    let leaves = |side: Side, chosen: &Chosen| {
        Phraser::new(side.model, &side.year.inputs, &side.year.figures).leaves_of(
            &chosen.phrase,
            chosen.row(),
            when,
        )
    };
    let mut teller = Teller::of(both);
    teller.leaves(&leaves(old, was), &leaves(new, is), "");
    teller.reasons.into_iter().collect()
}

/// The names that a phrase lists in either year, and why they differ.
pub(super) fn of_names(both: Both, key: &str) -> Option<(String, String, Vec<Reason>)> {
    let (old, new, _) = both;
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
    if was == is {
        return None;
    }
    let mut teller = Teller::of(both);
    teller.items(&before, &after, true);
    (!teller.reasons.is_empty()).then_some((was, is, teller.reasons.into_iter().collect()))
}

/// The two periods, and which record of the one is which of the other.
pub(super) type Both<'a> = (Side<'a>, Side<'a>, &'a Records);

struct Teller<'a> {
    old: Side<'a>,
    new: Side<'a>,
    records: &'a Records,
    reasons: IndexSet<Reason>,
}

impl<'a> Teller<'a> {
    fn of((old, new, records): Both<'a>) -> Self {
        Self {
            old,
            new,
            records,
            reasons: IndexSet::new(),
        }
    }

    /// What came out otherwise of the item that is called so; words do not say whose they are.
    fn leaves(&mut self, before: &[Leaf], after: &[Leaf], whose: &str) {
        let before = by_name(before, |was| was.key.clone());
        for is in after {
            let was = before.get(&is.key);
            if let Some(was) = was.filter(|was| was.holds != is.holds) {
                self.leaf(was, is, whose);
            }
        }
    }

    fn leaf(&mut self, was: &Leaf, is: &Leaf, whose: &str) {
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
                self.add(compared(was, is, figure, whose));
            }
            (
                LeafKind::Items {
                    items: before,
                    decisive,
                },
                LeafKind::Items { items: after, .. },
            ) => self.items(before, after, *decisive),
            _ => {}
        }
    }

    /// The items whose own test came out otherwise; those that only one year has, where they decide.
    fn items(&mut self, before: &[LeafItem], after: &[LeafItem], decisive: bool) {
        let records = self.records;
        let lasting = |item: &LeafItem, is_old: bool| match &item.row {
            Some((group, row)) if is_old => records.row(group, row).to_owned(),
            Some((_, row)) => row.clone(),
            None => item.name.clone(),
        };
        let known = by_name(before, |was| lasting(was, true));
        let known_now = by_name(after, |is| lasting(is, false));
        for is in after {
            match known.get(&lasting(is, false)) {
                Some(was) if was.holds != is.holds => {
                    self.leaves(&was.leaves, &is.leaves, &is.name);
                }
                None if is.holds == decisive => self.only(is, false),
                _ => {}
            }
        }
        for was in before.iter().filter(|was| was.holds == decisive) {
            if !known_now.contains_key(&lasting(was, true)) {
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
fn by_name<T>(all: &[T], name: impl Fn(&T) -> String) -> HashMap<String, &T> {
    all.iter().rev().map(|one| (name(one), one)).collect()
}

fn shown(leaves: &[Leaf]) -> String {
    let told = leaves.iter().filter_map(|leaf| match &leaf.kind {
        LeafKind::Compare { left, .. } => {
            let label = left.label.as_deref()?;
            Some(format!("{label} {}", left.shown))
        }
        LeafKind::Items { .. } => None,
    });
    let mut told: Vec<String> = told.collect();
    told.dedup();
    told.join("，")
}

type Sides<'s> = (&'s LeafSide, Option<&'s LeafSide>);

/// 已摸底调查房屋：56栋（待摸底调查房屋 57栋）→ 60栋（待摸底调查房屋 60栋）.
fn compared(was: Sides, is: Sides, figure: Option<Key>, whose: &str) -> Reason {
    let label = is.0.label.clone().or_else(|| was.0.label.clone());
    let label = label.unwrap_or_default();
    // A figure's label says whose it is.
    let label = match is.0.figure.or(was.0.figure) {
        None if !whose.is_empty() => format!("{whose} {label}"),
        _ => label,
    };
    let (old, new) = (exactly(was), exactly(is));
    let other = |sides: Sides| {
        let right = sides.1?;
        Some(format!("（{} {}）", right.label.as_deref()?, right.shown))
    };
    // A bound may move with the period: the quarter's last day.
    let moved = was.1.zip(is.1).filter(|(before, after)| {
        before.label.is_none() && after.label.is_none() && before.shown != after.shown
    });
    let text = if let Some((before, after)) = moved {
        let (before, after) = (&before.shown, &after.shown);
        format!("{label}：{old}（以 {before} 为界）→ {new}（以 {after} 为界）")
    } else if let (Some(before), Some(after)) = (other(was), other(is)) {
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
