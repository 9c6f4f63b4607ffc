//! What it would take for another rule to be chosen: one figure at a time is
//! put on either side of what it is compared with, and the rules tried again.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::{Phraser, RuleId};
use crate::figures::{Figure, FigureId};
use crate::language::Condition;
use crate::model::{Kind, Phrase, PhraseSource, Placed};
use crate::number::Exact;
use crate::verdict::{Item, ItemLook, Judge, Look, Scope, Side, Sight};

/// A figure that, were it beyond a bound, would have another rule chosen.
#[derive(Debug)]
pub struct Turn {
    /// The figure that would have to change.
    pub figure: FigureId,
    /// What it is now, as it is compared: exact, or as printed where it is set against itself in
    /// another period.
    pub now: Exact,
    /// What it is compared with, in its own unit; a rate in per cent.
    pub bound: Exact,
    /// Where it would have to be from there.
    pub side: Ordering,
    /// How far it is from there now.
    pub distance: Exact,
    /// The rule that would be chosen, from 0; nothing: it would not be said at all.
    pub rule: Option<usize>,
}

/// Which rules of a phrase are chosen where a figure stands at a bound, and on either side of it.
#[derive(Debug)]
pub struct AtBound {
    /// The figure that some condition compares with the bound.
    pub figure: FigureId,
    /// The number that it is compared with.
    pub bound: Exact,
    /// From the least to the greatest.
    pub tried: Vec<Tried>,
}

/// Which rules are chosen, were a figure so.
#[derive(Debug, PartialEq, Eq)]
pub struct Tried {
    /// The figure.
    pub at: Exact,
    /// From 0; of a phrase in parts all that match; none: nothing is said.
    pub rules: Vec<usize>,
    /// Whether the figure is so now.
    pub is_now: bool,
    /// Whether it is the bound or next to it, whatever the figure is now.
    pub is_at_bound: bool,
}

/// A rule of a phrase, and where it was chosen.
struct Choice<'a> {
    phrase: &'a Phrase,
    index: usize,
    scope: Scope<'a>,
}

/// A figure of a condition, and what it is compared with.
struct Bound<'a> {
    figure: &'a Figure,
    /// What it is now, as it is compared.
    now: Exact,
    /// What it is compared with.
    at: Exact,
    /// The least by which it can differ from that.
    step: Exact,
}

/// So many of the nearest figures are tried; no reader asks after more.
const NEAREST: usize = 24;

impl Phraser<'_> {
    /// The nearest ways to another rule, one a figure, the nearest first.
    pub fn turns(&self, rule: &RuleId) -> Vec<Turn> {
        let found = self.judge.model.phrase_of(&rule.phrase);
        let (Some((_, phrase)), Some(scope)) = (found, self.scope_of_rule(rule)) else {
            return Vec::new();
        };
        // Which entry of a list it was said of is not known.
        if phrase.each().is_some() && rule.row.is_none() {
            return Vec::new();
        }
        let choice = Choice {
            phrase,
            index: rule.index,
            scope,
        };
        let mut bounds: Vec<Bound> = Vec::new();
        for when in choice.conditions() {
            let verdict = self.judge.survey(&when.value, scope);
            gather(&verdict.looks, &mut bounds);
        }
        // Rates, amounts and counts are told apart by their share of the bound.
        let share =
            |distance: Exact, bound: &Exact| distance.checked_div(&bound.abs()).unwrap_or(distance);
        let mut near: Vec<(Exact, Bound)> = bounds
            .into_iter()
            .map(|bound| (share((&bound.now - &bound.at).abs(), &bound.at), bound))
            .collect();
        near.sort_by(|(near, one), (far, other)| {
            (near, one.figure.id, &one.at).cmp(&(far, other.figure.id, &other.at))
        });
        near.dedup_by(|(_, one), (_, other)| {
            one.figure.id == other.figure.id && one.at == other.at
        });
        let mut turns: HashMap<FigureId, Turn> = HashMap::new();
        for (_, bound) in near.into_iter().take(NEAREST) {
            let Some(turn) = choice.turn(self.judge, &bound) else {
                continue;
            };
            let other = turns.get(&turn.figure);
            if other.is_none_or(|other| turn.distance < other.distance) {
                turns.insert(turn.figure, turn);
            }
        }
        let mut turns: Vec<Turn> = turns.into_values().collect();
        turns.sort_by_key(|turn| (share(turn.distance.clone(), &turn.bound), turn.figure));
        turns
    }
}

impl<'a> Phraser<'a> {
    /// For each bound that a phrase's conditions have, which rules are chosen there: on it, a unit of
    /// the figure's last printed place below it and above it, and where the figure is.
    pub fn at_bounds(&self, phrase: &'a Phrase, scope: Scope<'a>) -> Vec<AtBound> {
        let choice = Choice {
            phrase,
            index: 0,
            scope,
        };
        let rules = phrase.rules.iter().filter_map(|rule| rule.when.as_ref());
        let mut bounds: Vec<(&Figure, Exact)> = Vec::new();
        for when in phrase.filter().into_iter().chain(rules) {
            let verdict = self.judge.survey(&when.value, scope);
            gather_fixed(&verdict.looks, &mut bounds);
        }
        bounds.sort_by(|one, other| (one.0.id, &one.1).cmp(&(other.0.id, &other.1)));
        bounds.dedup_by(|one, other| one.0.id == other.0.id && one.1 == other.1);
        let at = |(figure, bound): (&Figure, Exact)| {
            let step = step(figure);
            let values = [&bound - &step, bound.clone(), bound.clone() + &step];
            let now = figure.value.iter().cloned();
            let mut values: Vec<Exact> = values.into_iter().chain(now).collect();
            let is_at_bound = |at: &Exact| (at - &bound).abs() <= step;
            values.retain(|at| figure.measure.signed || !at.is_negative());
            values.sort();
            values.dedup();
            let tried = values.into_iter().map(|at| Tried {
                rules: choice.all_chosen(self.judge.supposing(figure.id, &at)),
                is_now: figure.value.as_ref() == Some(&at),
                is_at_bound: is_at_bound(&at),
                at,
            });
            AtBound {
                figure: figure.id,
                tried: tried.collect(),
                bound,
            }
        };
        bounds.into_iter().map(at).collect()
    }
}

/// The least by which a reader sees a figure differ.
fn step(figure: &Figure) -> Exact {
    const FEW: u32 = 2;
    match figure.measure.kind {
        Kind::Count | Kind::Date => Exact::integer(1),
        _ => Exact::unit(figure.measure.places.unwrap_or(FEW)),
    }
}

impl<'a> Choice<'a> {
    /// The conditions that the choice hangs on.
    fn conditions(&self) -> impl Iterator<Item = &'a Placed<Condition>> {
        let is_part = matches!(self.phrase.source, PhraseSource::Parts);
        let rules = self.phrase.rules.iter().enumerate();
        let rules = rules.filter(move |(at, _)| !is_part || *at == self.index);
        let rules: Vec<_> = rules.filter_map(|(_, rule)| rule.when.as_ref()).collect();
        self.phrase.filter().into_iter().chain(rules)
    }

    fn turn(&self, judge: Judge<'a>, bound: &Bound) -> Option<Turn> {
        let figure = bound.figure;
        let value = figure.value.as_ref()?;
        // What hangs on a figure that is still open can't be said to be so far from anything.
        if self.chosen(judge.supposing(figure.id, value)) != Some(self.index) {
            return None;
        }
        let tried = [
            (Ordering::Equal, bound.at.clone()),
            (Ordering::Less, &bound.at - &bound.step),
            (Ordering::Greater, bound.at.clone() + &bound.step),
        ];
        let turns = tried.into_iter().filter_map(|(side, at)| {
            if at == bound.now {
                return None;
            }
            let rule = self.chosen(judge.supposing(figure.id, &at));
            (rule != Some(self.index)).then(|| Turn {
                figure: figure.id,
                now: bound.now.clone(),
                bound: bound.at.clone(),
                side,
                distance: (&bound.now - &at).abs(),
                rule,
            })
        });
        turns.min_by(|a, b| a.distance.cmp(&b.distance))
    }

    /// The rules that are chosen: of parts all that match, else the first.
    fn all_chosen(&self, judge: Judge<'_>) -> Vec<usize> {
        let holds =
            |when: Option<&Placed<Condition>>| judge.of_placed(when, self.scope).outcome.is_yes();
        if !holds(self.phrase.filter()) {
            return Vec::new();
        }
        let rules = self.phrase.rules.iter().enumerate();
        let matching = rules.filter(|(_, rule)| holds(rule.when.as_ref()));
        let most = match self.phrase.source {
            PhraseSource::Parts => usize::MAX,
            _ => 1,
        };
        matching.map(|(at, _)| at).take(most).collect()
    }

    fn chosen(&self, judge: Judge<'_>) -> Option<usize> {
        let holds =
            |when: Option<&Placed<Condition>>| judge.of_placed(when, self.scope).outcome.is_yes();
        if !holds(self.phrase.filter()) {
            return None;
        }
        let rules = &self.phrase.rules;
        if matches!(self.phrase.source, PhraseSource::Parts) {
            let rule = rules.get(self.index)?;
            return holds(rule.when.as_ref()).then_some(self.index);
        }
        rules.iter().position(|rule| holds(rule.when.as_ref()))
    }
}

/// Every figure of a condition that it compares with a number of the template.
fn gather_fixed<'a>(looks: &[Look<'a>], bounds: &mut Vec<(&'a Figure, Exact)>) {
    for look in looks {
        match &look.sight {
            Sight::Compared(left, right) => {
                for (one, other) in [(left, right), (right, left)] {
                    if let (Some(figure), Side::Number(_) | Side::Day(_)) = (one.figure(), other) {
                        let bound = other.value().map(std::borrow::Cow::into_owned);
                        bounds.extend(bound.map(|bound| (figure, bound)));
                    }
                }
            }
            // The entries of a list are few, and each has a figure of its own.
            Sight::Items(items) => {
                let is_entry = |item: &&ItemLook| matches!(item.item.item(), Some(Item::Entry(..)));
                for item in items.iter().filter(is_entry) {
                    gather_fixed(&item.looks, bounds);
                }
            }
            _ => {}
        }
    }
}

/// Every figure of a condition, with what it is compared with.
fn gather<'a>(looks: &[Look<'a>], bounds: &mut Vec<Bound<'a>>) {
    for look in looks {
        match &look.sight {
            Sight::Compared(left, right) => {
                bounds.extend(Bound::of(left, right));
                bounds.extend(Bound::of(right, left));
            }
            Sight::Items(items) | Sight::Counted { items, .. } => {
                for item in items {
                    gather(&item.looks, bounds);
                }
            }
            Sight::Said(..) | Sight::SaidBoth(_) | Sight::Blank(_) | Sight::Present(_) => {}
        }
    }
}

impl<'a> Bound<'a> {
    /// Of one side of a comparison by the other; nothing where either has no value.
    fn of(own: &Side<'a>, other: &Side<'a>) -> Option<Self> {
        const FINE: u32 = 6;
        let figure = own.figure()?;
        let step = match figure.measure.kind {
            _ if own.is_other_time_of(other) => figure.printed_step()?,
            Kind::Count | Kind::Date => Exact::integer(1),
            _ => Exact::unit(FINE),
        };
        Some(Self {
            figure,
            now: own.value()?.into_owned(),
            at: other.value()?.into_owned(),
            step,
        })
    }
}
