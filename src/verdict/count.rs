//! How many items a list or a phrase has, without saying it.

use std::collections::HashSet;

use rayon::prelude::*;

use super::{Counted, Item, ItemLook, Judge, Outcome, Scope};
use crate::language::{Function, Piece, Wording};
use crate::model::{Enumeration, ItemSource, Meaning, Phrase, PhraseSource, Section};

/// So many items are looked at by one thread at least.
const LONG: usize = 200;

/// The items of a list or a phrase, and how many of them are said.
#[derive(Debug)]
pub(super) struct Count<'a> {
    pub items: Vec<ItemLook<'a>>,
    pub least: usize,
    /// More than `least` where a condition is open.
    pub most: usize,
}

impl<'a> Count<'a> {
    fn of(items: Vec<ItemLook<'a>>) -> Self {
        let number = |outcome| items.iter().filter(|item| item.outcome == outcome).count();
        let least = number(Outcome::Yes);
        let most = least + number(Outcome::Open);
        Self { items, least, most }
    }

    /// Whether there is so much as one.
    fn is_some(&self, more_than: usize) -> Outcome {
        match (self.least > more_than, self.most > more_than) {
            (true, _) => Outcome::Yes,
            (false, true) => Outcome::Open,
            (false, false) => Outcome::No,
        }
    }
}

impl<'a> Judge<'a> {
    /// What a name of a list or a phrase counts.
    pub(super) fn count(&self, name: &str, scope: Scope<'a>) -> Count<'a> {
        if let Some(section) = scope.section
            && let Some(source) = self.model.item_source(section, name)
        {
            return Count::of(self.all_items(section, name, &source));
        }
        match self.model.meaning(scope.section, name) {
            Some(Meaning::Phrase(section, phrase)) => self.count_phrase(section, phrase),
            _ => Count::of(Vec::new()),
        }
    }

    /// What a phrase goes through, each item with whether it is said.
    pub fn listed(&self, section: &'a Section, phrase: &'a Phrase) -> Vec<ItemLook<'a>> {
        self.count_phrase(section, phrase).items
    }

    /// The same, counted. A phrase that puts several together by county counts its counties.
    pub(super) fn count_phrase(&self, section: &'a Section, phrase: &'a Phrase) -> Count<'a> {
        match &phrase.source {
            PhraseSource::Each(each) => Count::of(self.enumerated(section, phrase, each)),
            PhraseSource::Once => {
                let outcome = self.says(phrase, 0..phrase.rules.len(), Scope::of(section));
                Count::of(vec![part(0, outcome)])
            }
            PhraseSource::Parts => {
                let rules = 0..phrase.rules.len();
                let parts = rules.map(|at| {
                    let says = self.says(phrase, at..at + 1, Scope::of(section));
                    let when = phrase.rules[at].when.as_ref();
                    ItemLook {
                        looks: self.of_placed(when, Scope::of(section)).looks,
                        ..part(at, says)
                    }
                });
                Count::of(parts.collect())
            }
            PhraseSource::Merge(merge) => {
                let of = merge.of.iter();
                let items = of.flat_map(|of| match self.model.meaning(Some(section), &of.value) {
                    Some(Meaning::Phrase(owner, each)) => self.merged(owner, each),
                    _ => Vec::new(),
                });
                let items: Vec<ItemLook> = items.collect();
                let members = |outcomes: &[Outcome]| {
                    let items = items.iter().filter(|look| outcomes.contains(&look.outcome));
                    let members = items.filter_map(|look| member_of(look.item.item()?));
                    members.collect::<HashSet<_>>().len()
                };
                let least = members(&[Outcome::Yes]);
                let most = members(&[Outcome::Yes, Outcome::Open]);
                Count { items, least, most }
            }
        }
    }

    fn merged(&self, owner: &'a Section, each: &'a Phrase) -> Vec<ItemLook<'a>> {
        let items = self.count_phrase(owner, each).items.into_iter();
        let items = items.map(|look| match look.item {
            Counted::Item(item) => ItemLook {
                item: Counted::Merged(item, each),
                ..look
            },
            Counted::Merged(..) | Counted::Part(_) => look,
        });
        items.collect()
    }

    /// The items of a phrase's source, each with whether the phrase says something of it.
    fn enumerated(
        &self,
        section: &'a Section,
        phrase: &'a Phrase,
        each: &'a Enumeration,
    ) -> Vec<ItemLook<'a>> {
        let Some(source) = self.model.item_source(section, &each.of.value) else {
            return Vec::new();
        };
        let items = self.all_items(section, &each.of.value, &source);
        let items = items.into_par_iter().with_min_len(LONG);
        let Some(filter) = &each.filter else {
            let items = items.map(|look| {
                let scope = look.item.item().map(|item| Scope::of(section).with(item));
                let says =
                    scope.map_or(Outcome::No, |s| self.says(phrase, 0..phrase.rules.len(), s));
                ItemLook {
                    outcome: look.outcome.and(says),
                    ..look
                }
            });
            return items.collect();
        };
        let kept = items.filter(|look| look.outcome.is_yes());
        let kept = kept.filter_map(|look| {
            let scope = Scope::of(section).with(look.item.item()?);
            let verdict = self.survey(&filter.value, scope);
            let is_kept = verdict.outcome != Outcome::No;
            let says = is_kept.then(|| self.says(phrase, 0..phrase.rules.len(), scope));
            Some(ItemLook {
                item: look.item,
                outcome: verdict.outcome.and(says.unwrap_or(Outcome::No)),
                looks: verdict.looks,
            })
        });
        kept.collect()
    }

    /// The entries of a list, whether or not they stay; the rows of a table.
    fn all_items(
        &self,
        section: &'a Section,
        name: &str,
        source: &ItemSource<'a>,
    ) -> Vec<ItemLook<'a>> {
        if let ItemSource::List(owner, list) = source {
            return self.entries(owner, list);
        }
        let items = self.items(section, name).into_iter();
        let items = items.map(|item| ItemLook {
            item: Counted::Item(item),
            outcome: Outcome::Yes,
            looks: Vec::new(),
        });
        items.collect()
    }

    /// Whether the first matching rule of a range says something. While a rule before it is open,
    /// a gap is said.
    fn says(&self, phrase: &'a Phrase, rules: std::ops::Range<usize>, scope: Scope<'a>) -> Outcome {
        let mut is_open = false;
        for rule in &phrase.rules[rules] {
            match self.of_placed(rule.when.as_ref(), scope).outcome {
                Outcome::Yes if is_open => return Outcome::Yes,
                Outcome::Yes => return self.speaks(&rule.say.value, scope),
                Outcome::Open => is_open = true,
                Outcome::No => {}
            }
        }
        Outcome::No
    }

    /// Whether a wording comes to more than white space.
    fn speaks(&self, wording: &'a Wording, scope: Scope<'a>) -> Outcome {
        let mut spoken = Outcome::No;
        for piece in &wording.pieces {
            let of_piece = match piece {
                Piece::Text(text) => Outcome::of(!text.trim().is_empty()),
                Piece::Time(_) => Outcome::Yes,
                Piece::Name { name, .. } => self.name_speaks(name, scope),
                Piece::Call {
                    function,
                    arguments,
                } => {
                    if *function == Function::Note {
                        let of_note = arguments.first().map(|name| self.name_speaks(name, scope));
                        spoken = spoken.or(of_note.unwrap_or(Outcome::No));
                        continue;
                    }
                    let more_than = usize::from(*function == Function::Respectively);
                    let first = arguments.first().map(|name| self.count(name, scope));
                    match function {
                        Function::Counted => Outcome::Yes,
                        _ => first.map_or(Outcome::No, |count| count.is_some(more_than)),
                    }
                }
            };
            spoken = spoken.or(of_piece);
            if spoken.is_yes() {
                break;
            }
        }
        spoken
    }

    fn name_speaks(&self, name: &str, scope: Scope<'a>) -> Outcome {
        if let Some(item) = scope.item {
            if let Some(word) = item.word(name)
                && item.figure(name, self.figures).is_none()
            {
                let section = Scope {
                    item: None,
                    ..scope
                };
                return self.speaks(word, section);
            }
            if item.has_words(name, self.figures) {
                let text = match item {
                    Item::Row(row) => row.row.and_then(|row| row.words(name)),
                    Item::Entry(..) | Item::Member(_) => None,
                };
                return Outcome::of(text.is_none_or(|text| !text.trim().is_empty()));
            }
        }
        if let Some(figure) = self.figure(name, scope) {
            return Outcome::of(figure.value.is_some() || figure.open);
        }
        match self.model.meaning(scope.section, name) {
            Some(Meaning::Phrase(section, phrase)) => {
                let said = self.count_phrase(section, phrase).is_some(0);
                let instead = phrase.each().and_then(|each| each.if_empty.as_ref());
                instead.map_or(said, |words| {
                    said.or(self.speaks(&words.value, Scope::of(section)))
                })
            }
            Some(Meaning::Text(group, key)) => {
                let text = self.inputs.of(group).texts.get(key);
                text.map_or(Outcome::No, |text| {
                    self.speaks(&text.value, Scope::default())
                })
            }
            Some(Meaning::Figure(_)) | None => Outcome::No,
        }
    }
}

fn part(at: usize, outcome: Outcome) -> ItemLook<'static> {
    ItemLook {
        item: Counted::Part(at),
        outcome,
        looks: Vec::new(),
    }
}

fn member_of(item: Item<'_>) -> Option<&str> {
    match item {
        Item::Row(row) => Some(row.row?.member(row.group)),
        Item::Member(row) => Some(&row.key),
        Item::Entry(..) => None,
    }
}
