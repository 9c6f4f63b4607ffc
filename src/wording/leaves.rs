//! A condition taken apart into what it compares, item by item, each with the
//! figures as they stand: so that two years can be told apart by them.

use super::{Phraser, RuleId};
use crate::figures::{Figure, FigureId};
use crate::language::Condition;
use crate::model::{Phrase, PhraseSource, Placed, Section, day_of};
use crate::number::Exact;
use crate::verdict::{Counted, Item, ItemLook, Look, Scope, Side, Sight};

/// A comparison, a blank test or a test of items, as it came out.
#[derive(Debug)]
pub struct Leaf {
    /// The condition as the templates write it: the same in both years.
    pub key: String,
    /// Whether it came to yes; what is open did not.
    pub holds: bool,
    /// What was compared, or asked of which items.
    pub kind: LeafKind,
}

/// What a leaf looked at.
#[derive(Debug)]
pub enum LeafKind {
    /// The figure, and what it is compared with.
    Compare {
        /// The figure or count, or the figure or table that was asked whether it is blank or there.
        left: Box<LeafSide>,
        /// What it is compared with; nothing: it was asked only whether it is blank or there.
        right: Option<Box<LeafSide>>,
    },
    /// What is asked of each item, for a count or a test of a list.
    Items {
        /// All that were gone through.
        items: Vec<LeafItem>,
        /// The outcome of an item that decides: of a test of all of them it is no.
        decisive: bool,
    },
}

/// One side of a comparison, for a reader.
#[derive(Debug)]
pub struct LeafSide {
    /// Nothing: a number of the template.
    pub label: Option<String>,
    /// The figure; nothing: a number, a count, a table, or a name that the row has not.
    pub figure: Option<FigureId>,
    /// Unrounded, a rate in per cent; nothing: blank, unknown, an open count or a table.
    pub value: Option<Exact>,
    /// What a reader of the printed form takes it for; nothing where it is no figure.
    pub printed: Option<Exact>,
    /// The unrounded value with its unit; empty where there is none.
    pub in_full: String,
    /// As the notice prints it, with its unit.
    pub shown: String,
}

/// An item that a condition counted or tested.
#[derive(Debug)]
pub struct LeafItem {
    /// Of a row of a table, the table's key and its own; nothing where a row stands several times.
    pub row: Option<(String, String)>,
    /// 城区, 租赁补贴发放.
    pub name: String,
    /// Whether it is counted, or passes the test.
    pub holds: bool,
    /// What was asked of it, with the outcome of each.
    pub leaves: Vec<Leaf>,
}

impl<'a> Phraser<'a> {
    /// What the condition of a phrase's rule, or that on which its items are
    /// gone through, looks at.
    pub fn leaves_of(
        &mut self,
        key: &str,
        row: Option<&str>,
        when: &'a Placed<Condition>,
    ) -> Vec<Leaf> {
        let Some(scope) = self.scope_of(key, row) else {
            return Vec::new();
        };
        let verdict = self.judge.survey(&when.value, scope);
        self.leaves(&verdict.looks)
    }

    /// What a phrase goes through, each item with whether it is kept; nothing of a phrase that goes
    /// through nothing.
    pub fn kept(&mut self, section: &'a Section, phrase: &'a Phrase) -> Vec<LeafItem> {
        if phrase.each().is_none() && !matches!(phrase.source, PhraseSource::Merge(_)) {
            return Vec::new();
        }
        let items = self.judge.listed(section, phrase);
        self.leaf_items(&items)
    }

    /// Where a rule of a phrase was tried, of a row if it was said of one.
    pub(super) fn scope_of(&self, key: &str, row: Option<&str>) -> Option<Scope<'a>> {
        let (section, phrase) = self.judge.model.phrase_of(key)?;
        let scope = Scope::of(section);
        let item = phrase.each().zip(row);
        let item =
            item.and_then(|(each, row)| self.judge.item_of_row(section, &each.of.value, row));
        Some(Scope { item, ..scope })
    }

    /// The same of a rule.
    pub(super) fn scope_of_rule(&self, rule: &RuleId) -> Option<Scope<'a>> {
        self.scope_of(&rule.phrase, rule.row.as_deref())
    }

    /// What was looked at, for a reader.
    pub fn leaves(&mut self, looks: &[Look<'a>]) -> Vec<Leaf> {
        let leaves = looks.iter().map(|look| Leaf {
            key: look.condition.to_string(),
            holds: look.outcome.is_yes(),
            kind: match &look.sight {
                Sight::Compared(left, right) => LeafKind::Compare {
                    left: Box::new(self.side(left)),
                    right: Some(Box::new(self.side(right))),
                },
                Sight::Said(name, said) => alone(self.words(name, said.as_deref())),
                Sight::SaidBoth([one, other]) => LeafKind::Compare {
                    left: Box::new(self.words(one.0, one.1.as_deref())),
                    right: Some(Box::new(self.words(other.0, other.1.as_deref()))),
                },
                Sight::Blank(side) => alone(self.side(side)),
                Sight::Present(name) => alone(self.presence(name)),
                Sight::Items(items) | Sight::Counted { items, .. } => LeafKind::Items {
                    items: self.leaf_items(items),
                    decisive: !matches!(look.condition, Condition::Items { every: true, .. }),
                },
            },
        });
        leaves.collect()
    }

    pub(super) fn leaf_items(&mut self, items: &[ItemLook<'a>]) -> Vec<LeafItem> {
        let items = items.iter().map(|look| LeafItem {
            row: match look.item {
                Counted::Item(Item::Row(of)) => {
                    let row = of.row.map(|row| row.key.to_string());
                    row.map(|row| (of.group.key.clone(), row))
                }
                _ => None,
            },
            name: match look.item {
                Counted::Item(item) => self.name_of(item),
                Counted::Merged(item, phrase) => {
                    format!("{}（{}）", self.name_of(item), phrase.title())
                }
                Counted::Part(at) => at.to_string(),
            },
            holds: look.outcome.is_yes(),
            leaves: self.leaves(&look.looks),
        });
        items.collect()
    }

    /// Of a table as a whole: what it is called, and whether the year has something of it.
    pub(super) fn presence(&self, name: &str) -> LeafSide {
        let label = self.judge.model.presence_label(name);
        let is_there = self.judge.is_present(name);
        let shown = if is_there { "有" } else { "没有" };
        LeafSide {
            label: Some(format!("{label}的数据")),
            figure: None,
            value: None,
            printed: None,
            in_full: String::new(),
            shown: shown.to_owned(),
        }
    }

    /// Words, with what the templates call them.
    pub(super) fn words(&self, name: &str, said: Option<&str>) -> LeafSide {
        LeafSide {
            label: Some(self.judge.model.words_label(name)),
            figure: None,
            value: None,
            printed: None,
            in_full: String::new(),
            shown: match said.filter(|said| !said.is_empty()) {
                Some(said) => format!("“{said}”"),
                None => "空白".to_owned(),
            },
        }
    }

    fn side(&self, side: &Side<'a>) -> LeafSide {
        let (label, shown) = match side {
            Side::Number(operand) => (None, operand.to_string()),
            Side::Day(day) => {
                let day = day_of(day).map(|day| day.to_string());
                (None, day.unwrap_or_default())
            }
            Side::Count { least, .. } => (Some("个数".to_owned()), least.to_string()),
            Side::Figure { figure, .. } => (
                figure.map(|figure| self.judge.model.label_of(&figure.key, &figure.label)),
                figure.map_or_else(|| "没有这一项".to_owned(), Figure::told),
            ),
        };
        let figure = side.figure();
        LeafSide {
            label,
            figure: figure.map(|figure| figure.id),
            value: side.value().map(std::borrow::Cow::into_owned),
            printed: figure.and_then(|figure| Some(figure.printed_value()?.value)),
            in_full: figure
                .zip(side.value())
                .map_or_else(String::new, |(of, value)| of.measure.in_full(&value)),
            shown,
        }
    }
}

fn alone(side: LeafSide) -> LeafKind {
    LeafKind::Compare {
        left: Box::new(side),
        right: None,
    }
}
