//! What it would take for another rule to be chosen: one figure at a time is
//! put on either side of what it is compared with, and the rules tried again.

use std::cmp::Ordering;

use super::{Local, Locals, Phraser, Scope};
use crate::figures::FigureId;
use crate::language::{Condition, Operand};
use crate::model::{ItemSource, Kind, Meaning, Model, Phrase, PhraseSource, Section};
use crate::notice::RuleId;
use crate::number::Exact;

/// A figure that, were it beyond a bound, would have another rule chosen.
#[derive(Debug)]
pub struct Turn {
    pub figure: FigureId,
    pub bound: Exact,
    /// Where it would have to be from there.
    pub side: Ordering,
    /// How far it is from there now.
    pub distance: Exact,
    /// The rule that would be chosen, from 0; nothing: it would not be said at all.
    pub rule: Option<usize>,
}

struct If {
    figure: FigureId,
    value: Exact,
}

impl Phraser<'_> {
    /// The nearest ways to another rule, one a figure, the nearest first.
    pub fn turns(&self, model: &Model, rule: &RuleId) -> Vec<Turn> {
        let Some((section, phrase)) = model.phrase_of(&rule.phrase) else {
            return Vec::new();
        };
        // Which entry of a list it was said of is not known.
        if matches!(phrase.source, PhraseSource::Each(_)) && rule.row.is_none() {
            return Vec::new();
        }
        let locals = self.locals_of(section, phrase, rule.row.as_deref());
        let scope = Scope {
            section: Some(section),
            locals: &locals,
        };
        let mut bounds = Vec::new();
        let is_part = matches!(phrase.source, PhraseSource::Parts);
        let own = phrase.rules.get(rule.index);
        let own = own.and_then(|rule| rule.when.as_ref());
        if is_part {
            if let Some(when) = own {
                self.bounds(&when.value, scope, &mut bounds);
            }
        } else {
            for when in conditions(phrase) {
                self.bounds(when, scope, &mut bounds);
            }
        }
        let mut turns: Vec<Turn> = Vec::new();
        for (figure, bound) in bounds {
            let Some(turn) = self.turn(figure, &bound, phrase, rule, scope) else {
                continue;
            };
            match turns.iter_mut().find(|other| other.figure == figure) {
                Some(other) if turn.distance < other.distance => *other = turn,
                Some(_) => {}
                None => turns.push(turn),
            }
        }
        // Rates, amounts and counts are told apart by their share of the bound.
        turns.sort_by_key(|turn| {
            let base = turn.bound.abs();
            turn.distance
                .checked_div(&base)
                .unwrap_or(turn.distance.clone())
        });
        turns
    }

    fn turn(
        &self,
        id: FigureId,
        bound: &Exact,
        phrase: &Phrase,
        rule: &RuleId,
        scope: Scope,
    ) -> Option<Turn> {
        const FINE: u32 = 6;
        let figure = self.figures.get(id);
        let value = figure.value.as_ref()?;
        // What hangs on a figure that is still open can't be said to be so far from anything.
        let as_is = If {
            figure: id,
            value: value.clone(),
        };
        if self.chosen_if(phrase, rule, scope, &as_is) != Some(rule.index) {
            return None;
        }
        let step = if figure.measure.kind == Kind::Count {
            Exact::integer(1)
        } else {
            Exact::unit(FINE)
        };
        let tried = [
            (Ordering::Equal, bound.clone()),
            (Ordering::Less, bound - &step),
            (Ordering::Greater, bound.clone() + &step),
        ];
        let turns = tried.into_iter().filter_map(|(side, at)| {
            if at == *value {
                return None;
            }
            let distance = (value - &at).abs();
            let change = If {
                figure: id,
                value: at,
            };
            let chosen = self.chosen_if(phrase, rule, scope, &change);
            (chosen != Some(rule.index)).then(|| Turn {
                figure: id,
                bound: bound.clone(),
                side,
                distance,
                rule: chosen,
            })
        });
        turns.min_by(|a, b| a.distance.cmp(&b.distance))
    }

    fn chosen_if(
        &self,
        phrase: &Phrase,
        rule: &RuleId,
        scope: Scope,
        change: &If,
    ) -> Option<usize> {
        let holds = |at: usize| {
            let when = phrase.rules.get(at).and_then(|rule| rule.when.as_ref());
            when.is_none_or(|when| self.holds_if(&when.value, scope, change))
        };
        if let PhraseSource::Each(each) = &phrase.source
            && let Some(filter) = &each.filter
            && !self.holds_if(&filter.value, scope, change)
        {
            return None;
        }
        if matches!(phrase.source, PhraseSource::Parts) {
            return holds(rule.index).then_some(rule.index);
        }
        (0..phrase.rules.len()).find(|at| holds(*at))
    }

    fn holds_if(&self, condition: &Condition, scope: Scope, change: &If) -> bool {
        match condition {
            Condition::Compare {
                left,
                comparison,
                right,
            } => {
                let left = self.operand_if(left, scope, change);
                let right = self.operand_if(right, scope, change);
                let ordering = left.zip(right).map(|(left, right)| left.cmp(&right));
                ordering.is_some_and(|ordering| comparison.holds(ordering))
            }
            Condition::Blank(name) => match self.figure(name, scope) {
                Some(id) if id != change.figure => {
                    let figure = self.figures.get(id);
                    figure.value.is_none() && !figure.unknown
                }
                found => found.is_none(),
            },
            // One figure more or less does not make a table come or go.
            Condition::Present(group) => {
                let group = self.model.group(group);
                group.is_some_and(|group| self.input_of(group).is_there())
            }
            Condition::Named(_) => false,
            Condition::Every { list, inner } => {
                let mut items = self.items_if(list, scope, change).into_iter();
                items.all(|locals| self.holds_if(inner, within(scope, &locals), change))
            }
            Condition::Some { list, inner } => {
                let mut items = self.items_if(list, scope, change).into_iter();
                items.any(|locals| self.holds_if(inner, within(scope, &locals), change))
            }
            Condition::Not(inner) => !self.holds_if(inner, scope, change),
            Condition::And(parts) => parts.iter().all(|part| self.holds_if(part, scope, change)),
            Condition::Or(parts) => parts.iter().any(|part| self.holds_if(part, scope, change)),
        }
    }

    fn operand_if(&self, operand: &Operand, scope: Scope, change: &If) -> Option<Exact> {
        match operand {
            Operand::Number { value, .. } => Some(value.clone()),
            Operand::Figure(name) => match self.figure(name, scope)? {
                id if id == change.figure => Some(change.value.clone()),
                id => self.figures.get(id).value.clone(),
            },
            Operand::Count(name) => {
                let count = self.count_if(name, scope, change);
                i64::try_from(count).ok().map(Exact::integer)
            }
        }
    }

    fn count_if(&self, name: &str, scope: Scope, change: &If) -> usize {
        let Some(section) = scope.section else {
            return 0;
        };
        if self.model.item_source(section, name).is_some() {
            return self.items_if(name, scope, change).len();
        }
        let Some(Meaning::Phrase(section, phrase)) = self.model.meaning(scope.section, name) else {
            return 0;
        };
        let none = Locals::new();
        let scope = Scope {
            section: Some(section),
            locals: &none,
        };
        match &phrase.source {
            PhraseSource::Each(each) => {
                let items = self.items_if(&each.of.value, scope, change).into_iter();
                let kept = items.filter(|locals| {
                    let filter = each.filter.as_ref();
                    filter.is_none_or(|filter| {
                        self.holds_if(&filter.value, within(scope, locals), change)
                    })
                });
                kept.count()
            }
            PhraseSource::Merge(merge) => {
                let of = merge.of.iter();
                of.map(|of| self.count_if(&of.value, scope, change)).sum()
            }
            PhraseSource::Once => 1,
            PhraseSource::Parts => {
                let rules = phrase.rules.iter().filter_map(|rule| rule.when.as_ref());
                let holding = rules.filter(|when| self.holds_if(&when.value, scope, change));
                holding.count()
                    + phrase
                        .rules
                        .iter()
                        .filter(|rule| rule.when.is_none())
                        .count()
            }
        }
    }

    fn items_if(&self, name: &str, scope: Scope, change: &If) -> Vec<Locals> {
        let Some(section) = scope.section else {
            return Vec::new();
        };
        let Some(ItemSource::List(section, list)) = self.model.item_source(section, name) else {
            let items = self.items(section, name).into_iter();
            return items.map(|item| item.locals).collect();
        };
        let none = Locals::new();
        let scope = Scope {
            section: Some(section),
            locals: &none,
        };
        let entries = list.entries.iter().filter(|entry| {
            let when = entry.when.as_ref();
            when.is_none_or(|when| self.holds_if(&when.value, scope, change))
        });
        let entries = entries.map(|entry| {
            let words = entry.words.iter().filter_map(|(name, word)| {
                let id = self.figures.named(word.value.only_name()?)?;
                Some((name.clone(), Local::Figure(id)))
            });
            words.collect()
        });
        entries.collect()
    }

    /// Every figure of a condition, with what it is compared with.
    fn bounds(&self, condition: &Condition, scope: Scope, bounds: &mut Vec<(FigureId, Exact)>) {
        condition.walk(&mut |leaf| match leaf {
            Condition::Compare { left, right, .. } => {
                for (one, other) in [(left, right), (right, left)] {
                    match one {
                        Operand::Figure(name) => {
                            let figure = self.figure(name, scope);
                            bounds.extend(figure.zip(self.value_of(other, scope)));
                        }
                        Operand::Count(name) => self.bounds_of_count(name, scope, bounds),
                        Operand::Number { .. } => {}
                    }
                }
            }
            Condition::Every { list, inner } | Condition::Some { list, inner } => {
                self.bounds_of_items(list, Some(inner), scope, bounds);
            }
            _ => {}
        });
    }

    fn bounds_of_items(
        &self,
        list: &str,
        inner: Option<&Condition>,
        scope: Scope,
        bounds: &mut Vec<(FigureId, Exact)>,
    ) {
        let (Some(section), Some(inner)) = (scope.section, inner) else {
            return;
        };
        for item in self.items(section, list) {
            self.bounds(inner, within(scope, &item.locals), bounds);
        }
    }

    fn bounds_of_count(&self, name: &str, scope: Scope, bounds: &mut Vec<(FigureId, Exact)>) {
        let Some(Meaning::Phrase(section, phrase)) = self.model.meaning(scope.section, name) else {
            return;
        };
        let scope = in_section(section, scope);
        match &phrase.source {
            PhraseSource::Each(each) => {
                let filter = each.filter.as_ref().map(|filter| &filter.value);
                self.bounds_of_items(&each.of.value, filter, scope, bounds);
            }
            PhraseSource::Merge(merge) => {
                for of in &merge.of {
                    self.bounds_of_count(&of.value, scope, bounds);
                }
            }
            PhraseSource::Once | PhraseSource::Parts => {
                for when in conditions(phrase) {
                    self.bounds(when, scope, bounds);
                }
            }
        }
    }

    fn value_of(&self, operand: &Operand, scope: Scope) -> Option<Exact> {
        match operand {
            Operand::Number { value, .. } => Some(value.clone()),
            Operand::Figure(name) => self.figures.get(self.figure(name, scope)?).value.clone(),
            Operand::Count(_) => None,
        }
    }
}

fn conditions(phrase: &Phrase) -> impl Iterator<Item = &Condition> {
    let filter = match &phrase.source {
        PhraseSource::Each(each) => each.filter.as_ref(),
        PhraseSource::Once | PhraseSource::Parts | PhraseSource::Merge(_) => None,
    };
    let rules = phrase.rules.iter().filter_map(|rule| rule.when.as_ref());
    filter.into_iter().chain(rules).map(|when| &when.value)
}

fn within<'s>(scope: Scope<'s>, locals: &'s Locals) -> Scope<'s> {
    Scope { locals, ..scope }
}

fn in_section<'s>(section: &'s Section, scope: Scope<'s>) -> Scope<'s> {
    Scope {
        section: Some(section),
        ..scope
    }
}
