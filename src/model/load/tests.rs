//! Conditions that have a name. A threshold that a heading, a verdict and a
//! shortcoming share stands in one place, and each of them names it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::Loader;
use crate::diagnostic::{Code, Diagnostic};
use crate::key::Epoch;
use crate::language::{Condition, Operand};
use crate::model::spanned::Spanned;
use crate::model::{Content, Group, Model, PhraseSource, Placed, Section};
use crate::source::SourceId;

impl Loader<'_> {
    pub(super) fn tests(
        &mut self,
        file: IndexMap<String, Spanned<String>>,
        source: SourceId,
    ) -> Vec<(String, Placed<Condition>)> {
        file.into_iter()
            .filter_map(|(name, text)| Some((name, self.condition(&text, source)?)))
            .collect()
    }
}

/// Named conditions may name others, but not so deep: a circle ends here, and its
/// name stays, which the model's check refuses.
const DEEPEST: usize = 8;

/// Puts the conditions themselves in place of their names, everywhere in the model. Tells of names
/// that nothing uses.
pub(super) fn write_out(model: &mut Model) -> Vec<Diagnostic> {
    let names = Names::of(model);
    for group in &mut model.groups {
        let key = group.key.clone();
        let of_group = |condition: &mut Placed<Condition>| {
            condition.value = names.written_out(&condition.value, None, Some(&key), DEEPEST);
        };
        let musts = group.musts.iter_mut().map(|must| &mut must.that);
        let tests = group.tests.iter_mut().map(|(_, test)| test);
        let columns = group.columns.iter_mut();
        let grades = columns.filter_map(|column| match &mut column.content {
            Content::Chosen(grades) => Some(grades),
            _ => None,
        });
        let grades = grades.flatten().filter_map(|grade| grade.when.as_mut());
        musts.chain(tests).chain(grades).for_each(of_group);
        if let Some(when) = &mut group.when {
            when.value = names.written_out(&when.value, None, None, DEEPEST);
        }
    }
    for claim in &mut model.claims {
        let section = Some(claim.section.value.as_str());
        claim.when.value = names.written_out(&claim.when.value, section, None, DEEPEST);
    }
    for section in &mut model.sections {
        let key = section.key.clone();
        let change = |condition: &mut Placed<Condition>, of: Option<&str>| {
            condition.value = names.written_out(&condition.value, Some(&key), of, DEEPEST);
        };
        let tests = section.tests.iter_mut().map(|(_, test)| test);
        let entries = section.lists.iter_mut().flat_map(|list| &mut list.entries);
        let entries = entries.filter_map(|entry| entry.when.as_mut());
        let plain = section.when.iter_mut().chain(tests).chain(entries);
        plain.for_each(|condition| change(condition, None));
        for phrase in &mut section.phrases {
            let mut of = None;
            if let PhraseSource::Each(each) = &mut phrase.source {
                of = Some(each.of.value.clone());
                if let Some(filter) = &mut each.filter {
                    change(filter, of.as_deref());
                }
            }
            for when in phrase
                .rules
                .iter_mut()
                .filter_map(|rule| rule.when.as_mut())
            {
                change(when, of.as_deref());
            }
        }
    }
    names.unused(model)
}

impl Model {
    /// A condition with the conditions themselves in place of their names, as it is meant in a
    /// section, asked of the items of a table.
    pub fn written_out(
        &self,
        condition: &Condition,
        section: Option<&str>,
        of: Option<&str>,
    ) -> Condition {
        Names::of(self).written_out(condition, section, of, DEEPEST)
    }
}

/// The named conditions, and the names that are a section's own.
struct Names {
    groups: BTreeMap<String, BTreeMap<String, Condition>>,
    sections: BTreeMap<String, OfSection>,
    /// Those that something names.
    used: RefCell<BTreeSet<(Owner, String)>>,
}

/// What a named condition belongs to, by its key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Group(String),
    Section(String),
}

struct OfSection {
    tests: BTreeMap<String, Condition>,
    /// Its lists and phrases.
    own: Vec<String>,
}

impl Names {
    fn of(model: &Model) -> Self {
        let all = |tests: &[(String, Placed<Condition>)]| {
            let tests = tests.iter();
            tests
                .map(|(name, test)| (name.clone(), test.value.clone()))
                .collect()
        };
        let of_section = |section: &Section| {
            let lists = section.lists.iter().map(|list| list.key.clone());
            let phrases = section.phrases.iter().map(|phrase| phrase.key.clone());
            OfSection {
                tests: all(&section.tests),
                own: lists.chain(phrases).collect(),
            }
        };
        let groups = model.groups.iter();
        let sections = model.sections.iter();
        Self {
            groups: groups
                .map(|group: &Group| (group.key.clone(), all(&group.tests)))
                .collect(),
            sections: sections
                .map(|section| (section.key.clone(), of_section(section)))
                .collect(),
            used: RefCell::default(),
        }
    }

    fn of_group(&self, group: &str, name: &str) -> Option<&Condition> {
        let test = self.groups.get(group)?.get(name)?;
        let used = (Owner::Group(group.to_owned()), name.to_owned());
        self.used.borrow_mut().insert(used);
        Some(test)
    }

    fn of_section(&self, section: &str, name: &str) -> Option<&Condition> {
        let test = self.sections.get(section)?.tests.get(name)?;
        let used = (Owner::Section(section.to_owned()), name.to_owned());
        self.used.borrow_mut().insert(used);
        Some(test)
    }

    /// Named conditions that nothing names.
    fn unused(&self, model: &Model) -> Vec<Diagnostic> {
        let used = self.used.borrow();
        let groups = model.groups.iter();
        let groups = groups.map(|group| (Owner::Group(group.key.clone()), &group.tests));
        let sections = model.sections.iter();
        let sections =
            sections.map(|section| (Owner::Section(section.key.clone()), &section.tests));
        let mut findings = Vec::new();
        for (owner, tests) in groups.chain(sections) {
            for (name, test) in tests {
                if used.contains(&(owner.clone(), name.clone())) {
                    continue;
                }
                let message = format!("[tests] 里的“{name}”没有任何地方用到");
                let finding = Diagnostic::error(Code::UnreachableRule, message);
                let finding = finding.at(test.place.clone());
                findings.push(finding.hint("在条件里用上它，或把它删掉"));
            }
        }
        findings
    }

    /// `of` is what the condition is asked of, item by item, if it is.
    fn written_out(
        &self,
        condition: &Condition,
        section: Option<&str>,
        of: Option<&str>,
        depth: usize,
    ) -> Condition {
        condition.map(of, &mut |leaf, of| match leaf {
            Condition::Named(name) if depth > 0 => self
                .meant(name, section, of, depth - 1)
                .unwrap_or_else(|| leaf.clone()),
            leaf => leaf.clone(),
        })
    }

    fn meant(
        &self,
        name: &str,
        section: Option<&str>,
        of: Option<&str>,
        depth: usize,
    ) -> Option<Condition> {
        let of_rows = of.and_then(|of| Some((of, self.of_group(of, name)?)));
        if let Some((group, test)) = of_rows {
            return Some(self.written_out(test, None, Some(group), depth));
        }
        if let Some(test) = section.and_then(|section| self.of_section(section, name)) {
            return Some(self.written_out(test, section, None, depth));
        }
        let (first, rest) = name.split_once('.')?;
        if let Some(test) = rest
            .strip_prefix("total.")
            .and_then(|test| self.of_group(first, test))
        {
            let test = self.written_out(test, None, Some(first), depth);
            return Some(renamed(&test, &|column| {
                within(column, |column| format!("{first}.total.{column}"))
            }));
        }
        if let Some(test) = self.of_group(first, rest) {
            // A group without rows: its single figures.
            let test = self.written_out(test, None, Some(first), depth);
            return Some(renamed(&test, &|scalar| {
                within(scalar, |scalar| format!("{first}.{scalar}"))
            }));
        }
        let other = self.sections.get(first)?;
        let test = self.written_out(self.of_section(first, rest)?, Some(first), None, depth);
        let is_own = |name: &str| other.own.iter().any(|own| own == name);
        Some(renamed(&test, &|name| {
            if is_own(name) {
                format!("{first}.{name}")
            } else {
                name.to_owned()
            }
        }))
    }
}

/// A name changed behind the epoch that it may begin with.
fn within(name: &str, change: impl Fn(&str) -> String) -> String {
    match Epoch::split(name) {
        Some((epoch, name)) => format!("{}.{}", epoch.name(), change(name)),
        None => change(name),
    }
}

/// The condition with its own names changed. What an item lends keeps its name.
fn renamed(condition: &Condition, change: &impl Fn(&str) -> String) -> Condition {
    let operand = |operand: &Operand| match operand {
        Operand::Figure(name) => Operand::Figure(change(name)),
        Operand::Count(name) => Operand::Count(change(name)),
        fixed @ (Operand::Number { .. } | Operand::Day(_)) => fixed.clone(),
    };
    condition.map(None, &mut |leaf, within| match leaf {
        Condition::Items { every, list, inner } => Condition::Items {
            every: *every,
            list: change(list),
            inner: inner.clone(),
        },
        leaf if within.is_some() => leaf.clone(),
        Condition::Compare {
            left,
            comparison,
            right,
        } => Condition::Compare {
            left: operand(left),
            comparison: *comparison,
            right: operand(right),
        },
        Condition::Says { name, text } => Condition::Says {
            name: change(name),
            text: text.clone(),
        },
        Condition::Blank(name) => Condition::Blank(change(name)),
        leaf => leaf.clone(),
    })
}
