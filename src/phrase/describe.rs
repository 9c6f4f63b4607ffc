//! Why a rule matched or did not: its figures as they stand.

use super::{Locals, Phraser, Scope};
use crate::figures::FigureId;
use crate::language::{Condition, Operand};
use crate::model::{Model, Phrase, PhraseSource, Placed, Section};
use crate::notice::RuleId;

/// A rule as it was tried.
#[derive(Debug, PartialEq, Eq)]
pub struct Tried {
    /// From 1; nothing: the condition on which an item is gone through at all.
    pub number: Option<usize>,
    /// The condition; nothing: the rule has none.
    pub condition: Option<String>,
    /// The condition's figures and counts with their values.
    pub facts: Vec<Fact>,
    pub holds: bool,
}

/// What a condition looks at, as it stands: 晋城市 开工率 = 125.0460%.
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
        let filter = filter.map(|filter| self.try_one(None, Some(filter), scope));
        let rules =
            (first..=rule.index).filter_map(|index| Some((index, phrase.rules.get(index)?)));
        let rules =
            rules.map(|(index, rule)| self.try_one(Some(index + 1), rule.when.as_ref(), scope));
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
            facts: when.map_or_else(Vec::new, |when| self.facts(&when.value, scope)),
            holds: when.is_none_or(|when| self.holds(&when.value, &when.place, scope)),
        }
    }

    /// What the item of which a rule was said lends to it.
    fn locals_of(&self, section: &Section, phrase: &Phrase, row: Option<&str>) -> Locals {
        let PhraseSource::Each(each) = &phrase.source else {
            return Locals::new();
        };
        self.items(section, &each.of.value)
            .into_iter()
            .find(|item| item.row.as_deref() == row)
            .map(|item| item.locals)
            .unwrap_or_default()
    }

    fn facts(&self, condition: &Condition, scope: Scope) -> Vec<Fact> {
        let mut facts = Vec::new();
        condition.walk(&mut |leaf| match leaf {
            Condition::Compare { left, right, .. } => {
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
                    facts.extend(self.facts(inner, scope));
                }
            }
            Condition::Present(_)
            | Condition::Named(_)
            | Condition::Not(_)
            | Condition::And(_)
            | Condition::Or(_) => {}
        });
        facts.dedup();
        facts
    }

    fn fact(&self, operand: &Operand, scope: Scope) -> Option<Fact> {
        match operand {
            Operand::Number { .. } => None,
            Operand::Count(name) => Some(Fact {
                text: format!("{operand} = {}", self.count(name, scope)),
                figure: None,
            }),
            Operand::Figure(name) => {
                let id = self.figure(name, scope)?;
                let figure = self.figures.get(id);
                let value = match &figure.value {
                    Some(value) => value.to_fixed_or_plain(4) + figure.measure.sign_or_unit(),
                    None if figure.unknown => "未知".to_owned(),
                    None => "空白".to_owned(),
                };
                Some(Fact {
                    text: format!("{} = {value}", figure.label),
                    figure: Some(id),
                })
            }
        }
    }
}
