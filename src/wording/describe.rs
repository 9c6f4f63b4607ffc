//! Why a rule matched or did not: its figures as they stand.

use super::{LeafItem, Phraser, RuleId};
use crate::figures::FigureId;
use crate::input::RowInput;
use crate::model::{Column, Group, ItemSource, Meaning, PhraseSource, Section};
use crate::verdict::{Fate, Item, Look, Scope, Side, Sight, fates};

/// A rule as it was tried.
#[derive(Debug, PartialEq, Eq)]
pub struct TriedRule {
    /// From 1; nothing: the condition on which an item is gone through at all.
    pub number: Option<usize>,
    /// The condition in words; nothing: the rule has none.
    pub reading: Option<String>,
    /// The condition's figures and counts with their values.
    pub facts: Vec<Fact>,
    /// Whether it matched; a rule without a condition always does.
    pub holds: bool,
}

/// What a condition looks at, as it stands: 晋城市 开工率 125.0460%.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    pub text: String,
    /// Nothing: it is a count of items.
    pub figure: Option<FigureId>,
}

impl<'a> Phraser<'a> {
    /// The rules of a phrase up to the chosen one, as they were tried.
    pub fn tried(&mut self, rule: &RuleId) -> Vec<TriedRule> {
        let model = self.judge.model;
        let found = model.phrase_of(&rule.phrase);
        let (Some((section, phrase)), Some(scope)) = (found, self.scope_of_rule(rule)) else {
            return Vec::new();
        };
        let first = match phrase.source {
            PhraseSource::Parts | PhraseSource::Merge(_) => rule.index,
            PhraseSource::Once | PhraseSource::Each(_) => 0,
        };
        let rules = phrase.rules.iter().enumerate();
        let rules = rules.skip(first).take(rule.index + 1 - first);
        let rules = rules.map(|(index, rule)| (Some(index + 1), rule.when.as_ref()));
        let filter = phrase.filter().map(|filter| (None, Some(filter)));
        let each = phrase.each();
        let items = each.and_then(|each| model.item_source(section, &each.of.value));
        let tried = filter.into_iter().chain(rules).map(|(number, when)| {
            let verdict = when.map(|when| self.judge.survey(&when.value, scope));
            let mut facts = Vec::new();
            if let Some(verdict) = &verdict {
                self.facts(&verdict.looks, section, &mut facts);
            }
            facts.dedup();
            let reading = when.map(|when| model.reading(&when.value, section, items.as_ref()));
            TriedRule {
                number,
                reading,
                facts,
                holds: verdict.is_none_or(|verdict| verdict.outcome.is_yes()),
            }
        });
        tried.collect()
    }

    /// The conditions of a column's words up to the chosen ones, as they were tried in a row; nothing
    /// of a column whose words are typed.
    pub fn tried_in_row(
        &mut self,
        group: &'a Group,
        row: &'a RowInput,
        column: &'a Column,
    ) -> Vec<(TriedRule, Fate)> {
        let model = self.judge.model;
        let Some(section) = model.sections.first() else {
            return Vec::new();
        };
        let scope = Scope::default().with(Item::Row(self.judge.row(group, row)));
        let fates = fates(self.judge, scope, column.content.grades());
        let tried = (1..).zip(fates).map(|(number, (grade, fate))| {
            let when = grade.when.as_ref();
            let verdict = when.map(|when| self.judge.survey(&when.value, scope));
            let mut facts = Vec::new();
            if let Some(verdict) = &verdict {
                self.facts(&verdict.looks, section, &mut facts);
            }
            facts.dedup();
            let items = ItemSource::Rows(group);
            let reading = when.map(|when| model.reading(&when.value, section, Some(&items)));
            let tried = TriedRule {
                number: Some(number),
                reading,
                facts,
                holds: fate == Fate::Chosen,
            };
            (tried, fate)
        });
        tried.collect()
    }

    fn facts(&mut self, looks: &[Look<'a>], section: &'a Section, facts: &mut Vec<Fact>) {
        for look in looks {
            match &look.sight {
                Sight::Compared(left, right) => {
                    let both = [left, right].into_iter();
                    facts.extend(both.filter_map(|side| self.fact(side)));
                }
                Sight::Said(name, said) => facts.push(self.fact_of_words(name, said.as_deref())),
                Sight::SaidBoth(both) => {
                    let both = both.iter();
                    facts
                        .extend(both.map(|(name, said)| self.fact_of_words(name, said.as_deref())));
                }
                Sight::Blank(side) => facts.extend(self.fact(side)),
                Sight::Present(name) => {
                    let told = self.presence(name);
                    facts.push(Fact {
                        text: format!("{}：{}", told.label.unwrap_or_default(), told.shown),
                        figure: None,
                    });
                }
                Sight::Items(items) => {
                    for item in items {
                        self.facts(&item.looks, section, facts);
                    }
                }
                Sight::Counted { name, items } => {
                    let meaning = self.judge.model.meaning(Some(section), name);
                    let what = match meaning {
                        Some(Meaning::Phrase(_, phrase)) => phrase.title(),
                        _ => "",
                    };
                    facts.push(counted(what, &self.leaf_items(items)));
                }
            }
        }
    }

    fn fact_of_words(&self, name: &str, said: Option<&str>) -> Fact {
        let told = self.words(name, said);
        Fact {
            text: format!("{}：{}", told.label.unwrap_or_default(), told.shown),
            figure: None,
        }
    }

    fn fact(&self, side: &Side<'a>) -> Option<Fact> {
        match side {
            Side::Number(_) | Side::Day(_) => None,
            // The items that are counted have no name of their own: the reading says what they are.
            Side::Count { least, .. } => Some(Fact {
                text: format!("有 {least} 个"),
                figure: None,
            }),
            Side::Figure { figure, value } => {
                let figure = (*figure)?;
                let value = match value {
                    Some(value) => figure.measure.in_full(value),
                    None => figure.told(),
                };
                let label = self.judge.model.label_of(&figure.key, &figure.label);
                Some(Fact {
                    text: format!("{label} {value}"),
                    figure: Some(figure.id),
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
