//! Why a rule matched or did not: its figures as they stand.

use super::{LeafItem, LeafKind, Locals, Phraser, Scope};
use crate::figures::FigureId;
use crate::language::{Condition, Operand};
use crate::model::{Meaning, Model, Phrase, PhraseSource, Placed, Section};
use crate::notice::RuleId;
use crate::source::Place;

/// A rule as it was tried.
#[derive(Debug, PartialEq, Eq)]
pub struct Tried {
    /// From 1; nothing: the condition on which an item is gone through at all.
    pub number: Option<usize>,
    /// The condition; nothing: the rule has none.
    pub condition: Option<String>,
    /// The same in words; empty without a condition.
    pub reading: String,
    /// The condition's figures and counts with their values.
    pub facts: Vec<Fact>,
    pub holds: bool,
}

/// What a condition looks at, as it stands: 晋城市 开工率 125.0460%.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    pub text: String,
    /// Nothing: it is a count of items.
    pub figure: Option<FigureId>,
}

impl Phraser<'_> {
    /// The rules of a phrase up to the chosen one, as they were tried.
    pub fn tried(&self, model: &Model, rule: &RuleId) -> Vec<Tried> {
        let found = rule.phrase.split_once('.').and_then(|(section, phrase)| {
            let section = model.section(section)?;
            Some((section, section.phrase(phrase)?))
        });
        let Some((section, phrase)) = found else {
            return Vec::new();
        };
        let locals = self.locals_of(section, phrase, rule.row.as_deref());
        let scope = Scope {
            section: Some(section),
            locals: &locals,
        };
        let first = if matches!(phrase.source, PhraseSource::Parts | PhraseSource::Merge(_)) {
            rule.index
        } else {
            0
        };
        let filter = match &phrase.source {
            PhraseSource::Each(each) => each.filter.as_ref(),
            PhraseSource::Once | PhraseSource::Parts | PhraseSource::Merge(_) => None,
        };
        let reading = |when: Option<&Placed<Condition>>| {
            let items = match &phrase.source {
                PhraseSource::Each(each) => model.item_source(section, &each.of.value),
                PhraseSource::Once | PhraseSource::Parts | PhraseSource::Merge(_) => None,
            };
            when.map_or_else(String::new, |when| {
                model.reading(&when.value, section, items.as_ref())
            })
        };
        let try_one = |number, when: Option<&Placed<Condition>>| Tried {
            reading: reading(when),
            ..self.try_one(number, when, scope)
        };
        let filter = filter.map(|filter| try_one(None, Some(filter)));
        let rules =
            (first..=rule.index).filter_map(|index| Some((index, phrase.rules.get(index)?)));
        let rules = rules.map(|(index, rule)| try_one(Some(index + 1), rule.when.as_ref()));
        filter.into_iter().chain(rules).collect()
    }

    fn try_one(
        &self,
        number: Option<usize>,
        when: Option<&Placed<Condition>>,
        scope: Scope,
    ) -> Tried {
        Tried {
            number,
            condition: when.map(|when| when.value.to_string()),
            reading: String::new(),
            facts: when.map_or_else(Vec::new, |when| self.facts(&when.value, &when.place, scope)),
            holds: when.is_none_or(|when| self.holds(&when.value, &when.place, scope)),
        }
    }

    /// What the item of which a rule was said lends to it.
    pub(super) fn locals_of(
        &self,
        section: &Section,
        phrase: &Phrase,
        row: Option<&str>,
    ) -> Locals {
        let PhraseSource::Each(each) = &phrase.source else {
            return Locals::new();
        };
        self.items(section, &each.of.value)
            .into_iter()
            .find(|item| item.row.as_deref() == row)
            .map(|item| item.locals)
            .unwrap_or_default()
    }

    fn facts(&self, condition: &Condition, place: &Place, scope: Scope) -> Vec<Fact> {
        let mut facts = Vec::new();
        condition.walk(&mut |leaf| match leaf {
            Condition::Compare { left, right, .. } => {
                if let (Operand::Count(name), LeafKind::Items(items)) =
                    (left, self.compared(left, right, place, scope))
                {
                    let meaning = self.model.meaning(scope.section, name);
                    let what = match meaning {
                        Some(Meaning::Phrase(_, phrase)) => phrase.title(),
                        _ => "",
                    };
                    facts.push(counted(what, &items));
                    return;
                }
                for operand in [left, right] {
                    facts.extend(self.fact(operand, scope));
                }
            }
            Condition::Blank(name) => {
                facts.extend(self.fact(&Operand::Figure(name.clone()), scope));
            }
            Condition::Every { list, inner } | Condition::Some { list, inner } => {
                let Some(section) = scope.section else {
                    return;
                };
                for item in self.items(section, list) {
                    let scope = Scope {
                        section: Some(section),
                        locals: &item.locals,
                    };
                    facts.extend(self.facts(inner, place, scope));
                }
            }
            Condition::Present(group) => facts.push(Fact {
                text: {
                    let (label, shown) = self.presence(group);
                    format!("{label}：{shown}")
                },
                figure: None,
            }),
            Condition::Named(_) | Condition::Not(_) | Condition::And(_) | Condition::Or(_) => {}
        });
        facts.dedup();
        facts
    }

    fn fact(&self, operand: &Operand, scope: Scope) -> Option<Fact> {
        match operand {
            Operand::Number { .. } => None,
            // The items that are counted have no name of their own: the reading says what they are.
            Operand::Count(name) => Some(Fact {
                text: format!("有 {} 个", self.count(name, scope)),
                figure: None,
            }),
            Operand::Figure(name) => {
                let id = self.figure(name, scope)?;
                let figure = self.figures.get(id);
                let value = match &figure.value {
                    Some(value) => value.to_fixed_or_plain(4) + figure.measure.sign_or_unit(),
                    None => figure.told(),
                };
                let label = self.model.label_of(&figure.key, &figure.label);
                Some(Fact {
                    text: format!("{label} {value}"),
                    figure: Some(id),
                })
            }
        }
    }
}

/// What a count counts: 有逾期项目的县 2 个：城区、阳城县.
fn counted(what: &str, items: &[LeafItem]) -> Fact {
    let kept = items.iter().filter(|item| item.holds);
    let names: Vec<&str> = kept.map(|item| item.name.as_str()).collect();
    let is_named = names.iter().all(|name| name.parse::<usize>().is_err());
    let text = match names.len() {
        0 => format!("{what} 0 个"),
        count if is_named => format!("{what} {count} 个：{}", names.join("、")),
        count => format!("{what} {count} 个"),
    };
    let text = text.trim_start().to_owned();
    Fact { text, figure: None }
}
