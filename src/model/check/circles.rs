//! Phrases and lists that come to need themselves: by what they say, count or test.

use std::collections::HashSet;

use super::Checker;
use crate::language::{Condition, Operand, Piece, Wording};
use crate::model::{COUNT_WORD, ItemSource, List, Meaning, Model, Phrase, PhraseSource, Section};

/// A phrase or a list, and the section that it belongs to.
#[derive(Clone, Copy)]
enum Node<'m> {
    Phrase(&'m Section, &'m Phrase),
    List(&'m Section, &'m List),
}

impl Checker<'_> {
    /// Phrases and lists that need themselves, directly or through others.
    pub(super) fn circles(&mut self) {
        let mut circles = Vec::new();
        for section in &self.model.sections {
            for list in &section.lists {
                if Node::List(section, list).is_in_circle(self.model) {
                    circles.push((&list.place, format!("清单“{}”的条件绕回了自己", list.key)));
                }
            }
            for phrase in &section.phrases {
                if Node::Phrase(section, phrase).is_in_circle(self.model) {
                    circles.push((&phrase.place, format!("措辞“{}”绕回了自己", phrase.key)));
                }
            }
        }
        for (place, message) in circles {
            self.fault(place, message);
        }
    }
}

impl<'m> Node<'m> {
    /// The sections' and the own key, and whether it is a list.
    fn key(&self) -> (&'m str, &'m str, bool) {
        match self {
            Self::Phrase(section, phrase) => (&section.key, &phrase.key, false),
            Self::List(section, list) => (&section.key, &list.key, true),
        }
    }

    fn is_in_circle(self, model: &'m Model) -> bool {
        let mut seen = HashSet::new();
        let mut open = self.needs(model);
        while let Some(node) = open.pop() {
            if node.key() == self.key() {
                return true;
            }
            if seen.insert(node.key()) {
                open.extend(node.needs(model));
            }
        }
        false
    }

    /// The phrases and lists that it cannot do without.
    fn needs(self, model: &'m Model) -> Vec<Node<'m>> {
        let mut names = Vec::new();
        let section = match self {
            Self::List(section, list) => {
                for entry in &list.entries {
                    if let Some(when) = &entry.when {
                        asked_in(&when.value, &mut names);
                    }
                    entry
                        .words
                        .iter()
                        .for_each(|(_, word)| said_in(&word.value, &mut names));
                }
                section
            }
            Self::Phrase(section, phrase) => {
                of_phrase(model, section, phrase, &mut names);
                section
            }
        };
        let nodes = names
            .into_iter()
            .filter_map(|name| named(model, section, name));
        nodes.collect()
    }
}

/// What a name means, as far as it may lead back.
fn named<'m>(model: &'m Model, section: &'m Section, name: &str) -> Option<Node<'m>> {
    // What is gone through comes before a phrase of the same name, as it does when it is counted.
    match model.item_source(section, name) {
        Some(ItemSource::List(owner, list)) => return Some(Node::List(owner, list)),
        Some(ItemSource::Rows(_) | ItemSource::Repeated(_) | ItemSource::Set(_)) => return None,
        None => {}
    }
    match model.meaning(Some(section), name)? {
        Meaning::Phrase(section, phrase) => Some(Node::Phrase(section, phrase)),
        Meaning::Figure(_) | Meaning::Text(..) => None,
    }
}

fn of_phrase<'m>(
    model: &'m Model,
    section: &'m Section,
    phrase: &'m Phrase,
    names: &mut Vec<&'m str>,
) {
    for rule in &phrase.rules {
        said_in(&rule.say.value, names);
        if let Some(when) = &rule.when {
            asked_in(&when.value, names);
        }
    }
    match &phrase.source {
        PhraseSource::Once | PhraseSource::Parts => {}
        PhraseSource::Merge(merge) => names.extend(merge.of.iter().map(|of| of.value.as_str())),
        PhraseSource::Each(each) => {
            if let Some(filter) = &each.filter {
                asked_in(&filter.value, names);
            }
            if let Some(shared) = &each.shared {
                said_in(&shared.say.value, names);
            }
            // A word of the item goes before a phrase of the same name.
            if let Some(source) = model.item_source(section, &each.of.value) {
                let locals = source.names(model);
                names.retain(|name| !locals.iter().any(|(local, _)| local == name));
            }
            // These stand beside the items: an item's words mean nothing there.
            if let Some(words) = &each.if_empty {
                said_in(&words.value, names);
            }
            if let Some(more) = each.limit.as_ref().and_then(|limit| limit.more.as_ref()) {
                let mut said = Vec::new();
                said_in(&more.value, &mut said);
                names.extend(said.into_iter().filter(|name| *name != COUNT_WORD));
            }
            names.push(&each.of.value);
        }
    }
}

/// The names that a wording says.
fn said_in<'m>(wording: &'m Wording, names: &mut Vec<&'m str>) {
    for piece in &wording.pieces {
        match piece {
            Piece::Name { name, .. } => names.push(name),
            Piece::Call { arguments, .. } => names.extend(arguments.iter().map(String::as_str)),
            Piece::Text(_) | Piece::Time(_) => {}
        }
    }
}

/// The names that a condition counts or goes through.
fn asked_in<'m>(condition: &'m Condition, names: &mut Vec<&'m str>) {
    condition.walk(&mut |leaf| match leaf {
        Condition::Compare { left, right, .. } => {
            let both = [left, right].into_iter();
            names.extend(both.filter_map(|operand| match operand {
                Operand::Count(name) => Some(name.as_str()),
                Operand::Number { .. } | Operand::Day(_) | Operand::Figure(_) => None,
            }));
        }
        Condition::Items { list, inner, .. } => {
            names.push(list);
            asked_in(inner, names);
        }
        _ => {}
    });
}
