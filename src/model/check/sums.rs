//! Columns that come to nothing, whatever is typed.

use super::Checker;
use crate::language::{Formula, Term};
use crate::model::{Group, Rows};
use crate::number::Exact;

impl<'m> Checker<'m> {
    pub(super) fn sums(&mut self, group: &'m Group) {
        for column in &group.columns {
            if column.total.is_there() && column.content.measure().is_none() {
                let message = format!("“{}”是文字，没有合计：请去掉 total = true", column.key);
                self.fault(&column.place, message);
            }
            if group.rows == Rows::None {
                let message = format!(
                    "“{}”是一栏，而“{}”没有行：请写 rows，或改成单项 [[scalars]]",
                    column.key, group.label
                );
                self.fault(&column.place, message);
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
