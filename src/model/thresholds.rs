//! With what the rules compare each figure.

use std::collections::{BTreeMap, BTreeSet};

use super::earlier::ColumnName;
use super::{Compared, Content, Group, ItemSource, Model, Section, Threshold};
use crate::language::{Comparison, Condition, Operand};
use crate::number::Exact;

impl Model {
    /// Notes at each column and single figure what the rules compare it with, in
    /// any row: what a county's row prints must not belie the city's verdict.
    pub(super) fn note_thresholds(&mut self) {
        let Finder {
            found, compared, ..
        } = Finder::of(self);
        self.compared = compared;
        let none = BTreeSet::new();
        for group in &mut self.groups {
            let columns = group.columns.iter_mut().map(|c| (&c.key, &mut c.content));
            let scalars = group.scalars.iter_mut().map(|s| (&s.key, &mut s.content));
            for (key, content) in columns.chain(scalars) {
                let thresholds = found
                    .get(&(group.key.as_str().into(), key.as_str().into()))
                    .unwrap_or(&none);
                if let Content::Given(measure) | Content::Derived(measure, _) = content {
                    measure.thresholds = thresholds.iter().cloned().collect();
                    if let Some(whole) = measure.kind.whole() {
                        measure.thresholds.extend(of_any_share(&whole));
                    }
                }
            }
        }
    }
}

/// All, more than all, none: what a reader takes any share of 100 % or 0 % for.
fn of_any_share(whole: &Exact) -> [Threshold; 3] {
    [
        (whole.clone(), Comparison::GreaterOrEqual),
        (whole.clone(), Comparison::Greater),
        (Exact::zero(), Comparison::Greater),
    ]
    .map(|(at, comparison)| Threshold { at, comparison })
}

struct Finder<'m> {
    model: &'m Model,
    found: BTreeMap<ColumnName, BTreeSet<Threshold>>,
    compared: BTreeSet<Compared>,
}

impl<'m> Finder<'m> {
    fn of(model: &'m Model) -> Self {
        let mut finder = Self {
            model,
            found: BTreeMap::new(),
            compared: BTreeSet::new(),
        };
        for section in &model.sections {
            finder.section(section);
        }
        for group in &model.groups {
            finder.grades(group);
        }
        finder
    }

    fn section(&mut self, section: &Section) {
        let entries = section.lists.iter().flat_map(|list| &list.entries);
        let entries = entries.filter_map(|entry| entry.when.as_ref());
        for when in section.when.iter().chain(entries) {
            self.condition(&when.value, section, None);
        }
        for phrase in &section.phrases {
            let of = phrase.each().map(|each| each.of.value.as_str());
            let rules = phrase.rules.iter().filter_map(|rule| rule.when.as_ref());
            for when in phrase.filter().into_iter().chain(rules) {
                self.condition(&when.value, section, of);
            }
        }
    }

    /// A grade compares the figures of its own row.
    fn grades(&mut self, group: &Group) {
        let contents = group.columns.iter().map(|column| &column.content);
        let grades = contents.filter_map(|content| match content {
            Content::Chosen(grades) => Some(grades),
            _ => None,
        });
        for when in grades.flatten().filter_map(|grade| grade.when.as_ref()) {
            when.value.walk(&mut |leaf| {
                self.compared(leaf, Some(&ItemSource::Rows(group)));
                if let Some((name, threshold)) = threshold(leaf) {
                    let key = (group.key.as_str().into(), name.into());
                    self.found.entry(key).or_default().insert(threshold);
                }
            });
        }
    }

    fn condition(&mut self, condition: &Condition, section: &Section, of: Option<&str>) {
        condition.walk(&mut |leaf| match leaf {
            Condition::Items { list, inner, .. } => {
                self.condition(inner, section, Some(list));
            }
            leaf => {
                let items = of.and_then(|of| self.model.item_source(section, of));
                self.compared(leaf, items.as_ref());
                let Some((name, threshold)) = threshold(leaf) else {
                    return;
                };
                for (key, _) in self.model.columns_meant(name, items.as_ref()) {
                    self.found.entry(key).or_default().insert(threshold.clone());
                }
            }
        });
    }
}

impl Finder<'_> {
    /// Notes two figures that a comparison holds against each other.
    fn compared(&mut self, leaf: &Condition, items: Option<&ItemSource>) {
        let Condition::Compare {
            left: Operand::Figure(left),
            right: Operand::Figure(right),
            ..
        } = leaf
        else {
            return;
        };
        let pair = |group: Option<&str>, left: &str, right: &str| Compared {
            group: group.map(str::to_owned),
            left: left.to_owned(),
            right: right.to_owned(),
        };
        match items {
            Some(ItemSource::Rows(group)) => {
                self.compared.insert(pair(Some(&group.key), left, right));
            }
            Some(ItemSource::List(_, list)) => {
                for entry in &list.entries {
                    let meant = |name: &str| {
                        let word = entry.words.iter().find(|(key, _)| key == name);
                        let word = word.and_then(|(_, word)| word.value.only_name());
                        word.unwrap_or(name).to_owned()
                    };
                    self.compared
                        .insert(pair(None, &meant(left), &meant(right)));
                }
            }
            Some(ItemSource::Repeated(_) | ItemSource::Set(_)) | None => {
                self.compared.insert(pair(None, left, right));
            }
        }
    }
}

/// The name and the number that a comparison holds against each other, if it does.
fn threshold(leaf: &Condition) -> Option<(&str, Threshold)> {
    let Condition::Compare {
        left,
        comparison,
        right,
    } = leaf
    else {
        return None;
    };
    let (name, comparison, at) = match (left, right) {
        (Operand::Figure(name), Operand::Number { value, .. }) => (name, *comparison, value),
        (Operand::Number { value, .. }, Operand::Figure(name)) => {
            (name, comparison.mirrored(), value)
        }
        _ => return None,
    };
    let at = at.clone();
    Some((name, Threshold { at, comparison }))
}
