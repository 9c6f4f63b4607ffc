//! A list that may come up empty is guarded wherever words stand around it, or says what stands
//! in its place: 涉及。 and 其中超额完成 are no sentences.

use std::collections::BTreeSet;

use super::Checker;
use crate::key::Key;
use crate::language::{Comparison, Condition, Function, Operand, Piece, Wording, unreachable};
use crate::model::{
    Enumeration, ItemSource, Meaning, Model, Phrase, PhraseSource, Placed, Rows, Section,
};
use crate::number::Exact;

impl Checker<'_> {
    /// Every list that may come up empty where no condition keeps its words from being said.
    pub(super) fn lists_that_may_be_empty(&mut self) {
        let model = self.model;
        let phrases = model.sections.iter().flat_map(|section| {
            let phrases = section.phrases.iter();
            phrases.map(move |phrase| (section, phrase))
        });
        for (section, phrase) in phrases {
            let Some(list) = List::of(model, section, phrase) else {
                continue;
            };
            let Some(bare) = list.bare(section, phrase, Said::default()) else {
                continue;
            };
            let message = format!("清单“{}”可能一项也没有，这里却照样要写它", phrase.key);
            let name = &phrase.key;
            self.fault(&bare.place, message).hints.push(format!(
                "在 phrases.{name} 里写 if_empty = \"无\"，或者给用它的话加条件：count({name}) > 0"
            ));
        }
    }
}

/// A list that may come up empty.
struct List<'m> {
    model: &'m Model,
    section: &'m Section,
    phrase: &'m Phrase,
    each: &'m Enumeration,
    /// The groups that its items come from or are named after.
    groups: BTreeSet<String>,
}

/// What has been passed on the way from the list to the paragraph that it is said in.
#[derive(Clone, Default)]
struct Said<'m> {
    /// With the section that each is read in, and whether it holds.
    conditions: Vec<(&'m Section, &'m Condition, bool)>,
    /// The first wording that has other words around it.
    around: Option<&'m Placed<Wording>>,
    /// The phrases passed.
    passed: Vec<(&'m str, &'m str)>,
}

impl<'m> List<'m> {
    /// Nothing: it says what stands in its place, or always has an item.
    fn of(model: &'m Model, section: &'m Section, phrase: &'m Phrase) -> Option<Self> {
        let each = phrase.each().filter(|each| each.if_empty.is_none())?;
        let source = model.item_source(section, &each.of.value)?;
        let may_say_nothing = phrase
            .rules
            .iter()
            .any(|rule| rule.say.value.pieces.is_empty());
        let may_have_none = match &source {
            ItemSource::List(_, list) => list.entries.iter().all(|entry| entry.when.is_some()),
            ItemSource::Rows(group) => match &group.rows {
                Rows::Set { sparse, .. } => *sparse,
                Rows::Records | Rows::None => true,
            },
            ItemSource::Repeated(_) => true,
            ItemSource::Set(_) => false,
        };
        (each.filter.is_some() || may_say_nothing || may_have_none).then(|| Self {
            model,
            section,
            phrase,
            each,
            groups: groups_of(&source),
        })
    }

    /// A wording in which the list, or a phrase that may be nothing but it, is said unguarded.
    fn bare(
        &self,
        section: &'m Section,
        phrase: &'m Phrase,
        said: Said<'m>,
    ) -> Option<&'m Placed<Wording>> {
        let key = (section.key.as_str(), phrase.key.as_str());
        if said.passed.contains(&key) {
            return None;
        }
        let mut said = said;
        said.passed.push(key);
        // A paragraph that is nothing but the list drops out with it.
        let is_paragraph = section
            .paragraphs
            .iter()
            .any(|name| name.value == phrase.key);
        let is_heading = section
            .heading
            .as_ref()
            .is_some_and(|h| h.value == phrase.key);
        if is_heading && said.around.is_none() {
            said.around = phrase.rules.first().map(|rule| &rule.say);
        }
        if is_paragraph || is_heading {
            let mut said = said.clone();
            let when = section.when.as_ref();
            said.conditions
                .extend(when.map(|when| (section, &when.value, true)));
            if said.around.is_some() && !self.is_guarded(&said.conditions) {
                return said.around;
            }
        }
        let owners = self.model.sections.iter();
        let mut users =
            owners.flat_map(|owner| owner.phrases.iter().map(move |user| (owner, user)));
        users.find_map(|(owner, user)| self.bare_in(owner, user, (section, phrase), &said))
    }

    /// The same where a rule of `user` says it.
    fn bare_in(
        &self,
        owner: &'m Section,
        user: &'m Phrase,
        (section, phrase): (&'m Section, &'m Phrase),
        said: &Said<'m>,
    ) -> Option<&'m Placed<Wording>> {
        let is_it = |name: &str| match self.model.meaning(Some(owner), name) {
            Some(Meaning::Phrase(of, other)) => of.key == section.key && other.key == phrase.key,
            _ => false,
        };
        let mut sites = user.rules.iter().enumerate();
        sites.find_map(|(at, rule)| {
            if !says(&rule.say.value, &is_it) {
                return None;
            }
            let mut said = said.clone();
            said.conditions.extend(asked(owner, user, at));
            if self.is_guarded(&said.conditions) {
                return None;
            }
            let is_alone = matches!(rule.say.value.pieces.as_slice(), [_]);
            if !is_alone && said.around.is_none() {
                said.around = Some(&rule.say);
            }
            // A part or an item that comes to nothing is not said.
            let drops_out = !matches!(user.source, PhraseSource::Once);
            if drops_out && said.around.is_none() {
                return None;
            }
            self.bare(owner, user, said)
        })
    }

    /// Whether the conditions keep the list from being empty: they say so of its number, or they
    /// ask after figures or other lists of the same tables, which only the office can judge.
    fn is_guarded(&self, conditions: &[(&'m Section, &'m Condition, bool)]) -> bool {
        let is_asked_after = |(section, condition, _): &(&'m Section, &'m Condition, bool)| {
            let mut found = false;
            condition.walk(&mut |leaf| found |= self.is_of_its_tables(section, leaf));
            found
        };
        conditions.iter().any(is_asked_after) || self.excludes_none(conditions)
    }

    /// Whether the conditions contradict `count(list) = 0`.
    fn excludes_none(&self, conditions: &[(&'m Section, &'m Condition, bool)]) -> bool {
        let number = |value| Operand::Number {
            value: Exact::integer(value),
            share: None,
        };
        let own = Operand::Count(String::new());
        let mut all = vec![Condition::Compare {
            left: own.clone(),
            comparison: Comparison::Equal,
            right: number(0),
        }];
        for (section, condition, holds) in conditions {
            let renamed = condition.map(None, &mut |leaf, _| match leaf {
                Condition::Compare {
                    left,
                    comparison,
                    right,
                } => {
                    let of = |operand: &Operand| match operand {
                        Operand::Count(name) if self.counts_it(section, name) => own.clone(),
                        Operand::Count(name) => Operand::Count(format!("{}/{name}", section.key)),
                        other => other.clone(),
                    };
                    Condition::Compare {
                        left: of(left),
                        comparison: *comparison,
                        right: of(right),
                    }
                }
                other => other.clone(),
            });
            all.push(if *holds {
                renamed
            } else {
                Condition::Not(Box::new(renamed))
            });
        }
        !unreachable(&[Some(&Condition::And(all))]).is_empty()
    }

    /// Whether `count(name)` is how many items the list has.
    fn counts_it(&self, section: &Section, name: &str) -> bool {
        if self.model.item_source(section, name).is_some() {
            return self.each.filter.is_none() && self.is_its_source(section, name);
        }
        match self.model.meaning(Some(section), name) {
            Some(Meaning::Phrase(of, phrase)) => {
                of.key == self.section.key && phrase.key == self.phrase.key
            }
            _ => false,
        }
    }

    fn is_its_source(&self, section: &Section, name: &str) -> bool {
        let own = self.model.item_source(self.section, &self.each.of.value);
        let other = self.model.item_source(section, name);
        match (own, other) {
            (Some(ItemSource::List(of, list)), Some(ItemSource::List(other, named))) => {
                of.key == other.key && list.key == named.key
            }
            (Some(ItemSource::Rows(own)), Some(ItemSource::Rows(other)))
            | (Some(ItemSource::Repeated(own)), Some(ItemSource::Repeated(other))) => {
                own.key == other.key
            }
            _ => false,
        }
    }

    /// Whether a leaf asks after figures or another list of the tables that the items are of. That
    /// there is a table, or that the list before its `where` has items, says nothing of what is left.
    fn is_of_its_tables(&self, section: &Section, leaf: &Condition) -> bool {
        let of_figure =
            |name: &str| Key::parse(name).is_some_and(|key| self.groups.contains(&*key.group));
        let of_list = |name: &str| {
            let source = self.model.item_source(section, name).or_else(|| {
                let Some(Meaning::Phrase(of, phrase)) = self.model.meaning(Some(section), name)
                else {
                    return None;
                };
                self.model.item_source(of, &phrase.each()?.of.value)
            });
            source.is_some_and(|source| !groups_of(&source).is_disjoint(&self.groups))
        };
        match leaf {
            Condition::Compare { left, right, .. } => {
                [left, right].into_iter().any(|of| match of {
                    Operand::Figure(name) => of_figure(name),
                    Operand::Count(name) => {
                        let is_source = self.model.item_source(section, name).is_some();
                        !is_source && !self.counts_it(section, name) && of_list(name)
                    }
                    Operand::Number { .. } | Operand::Day(_) => false,
                })
            }
            Condition::Items { list, .. } => of_list(list),
            Condition::Present(group) => self.each.filter.is_none() && self.groups.contains(group),
            _ => false,
        }
    }
}

/// The conditions under which a rule speaks: its own, and those of the rules before it that did not.
fn asked<'m>(
    owner: &'m Section,
    user: &'m Phrase,
    at: usize,
) -> Vec<(&'m Section, &'m Condition, bool)> {
    let is_choice = matches!(user.source, PhraseSource::Once | PhraseSource::Each(_));
    let before = user.rules[..at].iter().filter(|_| is_choice);
    let before = before.filter_map(|rule| Some((owner, &rule.when.as_ref()?.value, false)));
    let own = user.rules[at].when.as_ref();
    let own = own.map(|when| (owner, &when.value, true));
    before.chain(own).collect()
}

/// 分别 and notes come to nothing of their own accord.
fn is_silent(function: Function) -> bool {
    matches!(function, Function::Respectively | Function::Note)
}

/// Whether a wording says a phrase.
fn says(wording: &Wording, is_it: &impl Fn(&str) -> bool) -> bool {
    wording.pieces.iter().any(|piece| match piece {
        Piece::Name { name, .. } => is_it(name),
        Piece::Call {
            function,
            arguments,
        } => !is_silent(*function) && arguments.iter().any(|name| is_it(name)),
        Piece::Text(_) | Piece::Time(_) => false,
    })
}

/// The groups that items come from, or whose figures they name.
fn groups_of(source: &ItemSource) -> BTreeSet<String> {
    let mut groups = BTreeSet::new();
    match source {
        ItemSource::Rows(group) | ItemSource::Repeated(group) => {
            groups.insert(group.key.clone());
        }
        ItemSource::Set(_) => {}
        ItemSource::List(_, list) => {
            let words = list.entries.iter().flat_map(|entry| &entry.words);
            for (_, word) in words {
                let pieces = word.value.pieces.iter();
                let names = pieces.filter_map(|piece| match piece {
                    Piece::Name { name, .. } => Key::parse(name),
                    _ => None,
                });
                groups.extend(names.map(|key| key.group.to_string()));
            }
        }
    }
    groups
}
