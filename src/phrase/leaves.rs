//! A condition taken apart into what it compares, item by item, each with the
//! figures as they stand: so that two years can be told apart by them.

use super::{Item, Local, Phraser, Scope};
use crate::figures::{Figure, FigureId};
use crate::language::{Condition, Operand};
use crate::model::{ItemSource, Meaning, Model, Phrase, PhraseSource, Placed, Section};
use crate::notice::plain;
use crate::number::Exact;
use crate::source::Place;

/// A comparison, a blank test or a test of items, as it came out.
#[derive(Debug)]
pub struct Leaf {
    /// The condition as the templates write it: the same in both years.
    pub key: String,
    pub holds: bool,
    pub kind: LeafKind,
}

#[derive(Debug)]
pub enum LeafKind {
    /// The figure, and what it is compared with.
    Compare {
        left: Box<Side>,
        right: Option<Box<Side>>,
    },
    /// What is asked of each item, for a count or a test of a list.
    Items(Vec<LeafItem>),
}

/// One side of a comparison.
#[derive(Debug)]
pub struct Side {
    /// Nothing: a number of the template.
    pub label: Option<String>,
    pub figure: Option<FigureId>,
    pub value: Option<Exact>,
    /// As the notice prints it, with its unit.
    pub shown: String,
}

#[derive(Debug)]
pub struct LeafItem {
    /// 城区, 租赁补贴发放.
    pub name: String,
    /// Whether it is counted, or passes the test.
    pub holds: bool,
    pub leaves: Vec<Leaf>,
}

impl Phraser<'_> {
    /// What the condition of a phrase's rule, or that on which its items are
    /// gone through, looks at.
    pub fn leaves_of(
        &self,
        model: &Model,
        key: &str,
        row: Option<&str>,
        when: &Placed<Condition>,
    ) -> Vec<Leaf> {
        let Some((section, phrase)) = model.phrase_of(key) else {
            return Vec::new();
        };
        let locals = self.locals_of(section, phrase, row);
        let scope = Scope {
            section: Some(section),
            locals: &locals,
        };
        self.leaves(&when.value, &when.place, scope)
    }

    /// What a phrase goes through, each item with whether it is kept; nothing
    /// when it keeps all.
    pub fn kept(&self, section: &Section, phrase: &Phrase) -> Vec<LeafItem> {
        let each = match &phrase.source {
            PhraseSource::Each(each) => each,
            PhraseSource::Merge(merge) => {
                let of = merge.of.iter();
                let of = of.flat_map(|of| self.merged(section, &of.value, &of.place));
                return of.collect();
            }
            PhraseSource::Once | PhraseSource::Parts => return Vec::new(),
        };
        let none = Vec::new();
        let scope = Scope {
            section: Some(section),
            locals: &none,
        };
        let filter = each.filter.as_ref();
        filter.map_or_else(Vec::new, |filter| {
            self.tested(&each.of.value, &filter.value, &filter.place, scope)
        })
    }

    fn leaves(&self, condition: &Condition, place: &Place, scope: Scope) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        condition.walk(&mut |leaf| {
            let kind = match leaf {
                Condition::Compare { left, right, .. } => self.compared(left, right, place, scope),
                Condition::Blank(name) => LeafKind::Compare {
                    left: Box::new(self.side(&Operand::Figure(name.clone()), scope)),
                    right: None,
                },
                Condition::Present(group) => {
                    let (label, shown) = self.presence(group);
                    LeafKind::Compare {
                        left: Box::new(Side {
                            label: Some(label),
                            figure: None,
                            value: None,
                            shown,
                        }),
                        right: None,
                    }
                }
                Condition::Every { list, inner } | Condition::Some { list, inner } => {
                    LeafKind::Items(self.tested(list, inner, place, scope))
                }
                Condition::Named(_) | Condition::Not(_) | Condition::And(_) | Condition::Or(_) => {
                    return;
                }
            };
            leaves.push(Leaf {
                key: leaf.to_string(),
                holds: self.holds(leaf, place, scope),
                kind,
            });
        });
        leaves
    }

    pub(super) fn compared(
        &self,
        left: &Operand,
        right: &Operand,
        place: &Place,
        scope: Scope,
    ) -> LeafKind {
        match left {
            Operand::Count(name) => LeafKind::Items(self.counted_items(name, place, scope)),
            _ => LeafKind::Compare {
                left: Box::new(self.side(left, scope)),
                right: Some(Box::new(self.side(right, scope))),
            },
        }
    }

    fn tested(&self, list: &str, inner: &Condition, place: &Place, scope: Scope) -> Vec<LeafItem> {
        let Some(section) = scope.section else {
            return Vec::new();
        };
        let items = self.items(section, list).into_iter();
        let items = items.map(|item| self.leaf_item(&item, inner, place, section));
        items.collect()
    }

    fn leaf_item(
        &self,
        item: &Item,
        condition: &Condition,
        place: &Place,
        section: &Section,
    ) -> LeafItem {
        let scope = Scope {
            section: Some(section),
            locals: &item.locals,
        };
        LeafItem {
            name: name_of(item),
            holds: self.holds(condition, place, scope),
            leaves: self.leaves(condition, place, scope),
        }
    }

    /// What is counted, kept or not.
    fn counted_items(&self, name: &str, place: &Place, scope: Scope) -> Vec<LeafItem> {
        let Some(section) = scope.section else {
            return Vec::new();
        };
        if let Some(source) = self.model.item_source(section, name) {
            return self.all_items(section, name, &source);
        }
        let Some(Meaning::Phrase(section, phrase)) = self.model.meaning(Some(section), name) else {
            return Vec::new();
        };
        match &phrase.source {
            PhraseSource::Each(each) => {
                let of = &each.of.value;
                let source = self.model.item_source(section, of);
                let scope = Scope {
                    section: Some(section),
                    locals: scope.locals,
                };
                match (&each.filter, source) {
                    (Some(filter), _) => self.tested(of, &filter.value, place, scope),
                    (None, Some(source)) => self.all_items(section, of, &source),
                    (None, None) => Vec::new(),
                }
            }
            PhraseSource::Merge(merge) => {
                let of = merge.of.iter();
                of.flat_map(|of| self.merged(section, &of.value, place))
                    .collect()
            }
            PhraseSource::Once | PhraseSource::Parts => self.parts(section, phrase),
        }
    }

    /// The rows of one of the phrases that are put together by county, under
    /// names of their own.
    fn merged(&self, section: &Section, name: &str, place: &Place) -> Vec<LeafItem> {
        let none = Vec::new();
        let scope = Scope {
            section: Some(section),
            locals: &none,
        };
        let title = match self.model.meaning(Some(section), name) {
            Some(Meaning::Phrase(_, phrase)) => phrase.title(),
            _ => "",
        };
        let items = self.counted_items(name, place, scope).into_iter();
        let items = items.map(|item| LeafItem {
            name: format!("{}（{title}）", item.name),
            ..item
        });
        items.collect()
    }

    /// Of a table as a whole: what it is called, and whether the year has something of it.
    pub(super) fn presence(&self, group: &str) -> (String, String) {
        let group = self.model.group(group);
        let label = group.map_or("", |group| &group.label);
        let is_there = group.is_some_and(|group| self.input_of(group).is_there());
        let shown = if is_there { "有" } else { "没有" };
        (format!("“{label}”的数据"), shown.to_owned())
    }

    /// The entries of a list, whether or not they drop out; the rows of a table.
    fn all_items(&self, section: &Section, name: &str, source: &ItemSource) -> Vec<LeafItem> {
        let none = Vec::new();
        if let ItemSource::List(section, list) = source {
            let scope = Scope {
                section: Some(section),
                locals: &none,
            };
            let entries = list.entries.iter();
            return entries
                .map(|entry| {
                    let when = entry.when.as_ref();
                    LeafItem {
                        name: name_of(&self.entry_item(entry, scope)),
                        holds: when.is_none_or(|w| self.holds(&w.value, &w.place, scope)),
                        leaves: when
                            .map_or_else(Vec::new, |w| self.leaves(&w.value, &w.place, scope)),
                    }
                })
                .collect();
        }
        let items = self.items(section, name).into_iter();
        let items = items.map(|item| LeafItem {
            name: name_of(&item),
            holds: true,
            leaves: Vec::new(),
        });
        items.collect()
    }

    /// The parts of a phrase, said or not.
    fn parts(&self, section: &Section, phrase: &Phrase) -> Vec<LeafItem> {
        let none = Vec::new();
        let scope = Scope {
            section: Some(section),
            locals: &none,
        };
        let rules = phrase.rules.iter().enumerate();
        rules
            .map(|(at, rule)| {
                let when = rule.when.as_ref();
                LeafItem {
                    name: at.to_string(),
                    holds: when.is_none_or(|w| self.holds(&w.value, &w.place, scope)),
                    leaves: when.map_or_else(Vec::new, |w| self.leaves(&w.value, &w.place, scope)),
                }
            })
            .collect()
    }

    fn side(&self, operand: &Operand, scope: Scope) -> Side {
        match operand {
            Operand::Number { value, .. } => Side {
                label: None,
                figure: None,
                value: Some(value.clone()),
                shown: operand.to_string(),
            },
            Operand::Count(name) => {
                let count = self.count(name, scope);
                Side {
                    label: Some("个数".to_owned()),
                    figure: None,
                    value: i64::try_from(count).ok().map(Exact::integer),
                    shown: count.to_string(),
                }
            }
            Operand::Figure(name) => {
                let id = self.figure(name, scope);
                let figure = id.map(|id| self.figures.get(id));
                Side {
                    label: figure.map(|figure| self.model.label_of(&figure.key, &figure.label)),
                    figure: id,
                    value: figure.and_then(|figure| figure.value.clone()),
                    shown: figure.map_or_else(|| "没有这一项".to_owned(), Figure::told),
                }
            }
        }
    }
}

/// What an item is called: its row, its word `name`, or its year.
fn name_of(item: &Item) -> String {
    let word = |key: &str| {
        let mut locals = item.locals.iter();
        locals.find_map(|(name, local)| match local {
            Local::Words(spans) if name == key => Some(plain(spans)),
            _ => None,
        })
    };
    let named = item.row.clone().or_else(|| word("name"));
    named.or_else(|| word("each")).unwrap_or_default()
}
