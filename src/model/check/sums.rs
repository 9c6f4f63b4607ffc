//! Columns that come to nothing, whatever is typed.

use super::Checker;
use crate::language::{Formula, Term};
use crate::model::{Column, Group, Placed};
use crate::number::Exact;

impl<'m> Checker<'m> {
    pub(super) fn sums(&mut self, group: &'m Group) {
        for column in &group.columns {
            if column.total.is_there() && column.content.measure().is_none() {
                let message = format!("“{}”是文字，没有合计：请去掉 total = true", column.key);
                self.fault(&column.place, message);
            }
            if let Some(by) = &column.weighted_by {
                self.weights(group, column, by);
            }
        }
        let columns = group.columns.iter().map(|c| (&c.key, &c.content, &c.place));
        let scalars = group.scalars.iter().map(|s| (&s.key, &s.content, &s.place));
        for (key, content, place) in columns.chain(scalars) {
            if content.formula().is_some_and(comes_to_nothing) {
                let message = format!("“{key}”的公式各项互相抵消，总是 0");
                self.fault(place, message);
            }
        }
    }
}

impl Checker<'_> {
    /// Weights are figures of the same row that add up and are never negative.
    fn weights(&mut self, group: &Group, column: &Column, by: &Placed<String>) {
        let mut others = group.columns.iter();
        let Some(weight) = others.find(|other| other.key == by.value) else {
            return self.unknown(&by.place, &by.value);
        };
        let why = match weight.content.measure() {
            None => "是文字",
            Some(_) if weight.key == column.key => "是这一栏自己",
            Some(_) if weight.content.formula().is_some_and(Formula::is_rank) => "是名次",
            Some(measure) if !measure.kind.adds_up() => "是比率，不能相加",
            Some(measure) if measure.signed => "可以是负数",
            Some(_) if weight.repeated && !column.repeated => "按清单重复",
            Some(_) => return,
        };
        let message = format!("不能按“{}”加权：它{why}", weight.label);
        let finding = self.fault(&by.place, message);
        finding
            .hints
            .push("权数要是同一张表里可以相加的数，如户数、面积".to_owned());
    }
}

fn comes_to_nothing(formula: &Formula) -> bool {
    match formula {
        Formula::Sum(terms) => cancels(terms),
        Formula::Ratio { part, base } => cancels(part) || cancels(base),
        Formula::Rank { .. } => false,
    }
}

fn cancels(terms: &[Term]) -> bool {
    terms.iter().all(|term| {
        let same = terms.iter().filter(|other| other.name == term.name);
        let weight = same.fold(Exact::zero(), |sum, other| sum + &other.weight);
        weight.is_zero()
    })
}
