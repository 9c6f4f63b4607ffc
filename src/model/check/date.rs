//! Dates in formulas and conditions: of two of them the days between are told, and a date is compared
//! with a date.

use super::form::own_kind;
use super::names::Lent;
use super::{Checker, Locals};
use crate::key::Epoch;
use crate::language::{Formula, Operand, Term};
use crate::model::{Content, Group, Kind, Total};
use crate::source::Place;

/// What a date may be compared with, for a template's author.
const WITH: &str = "另一个日期、2023年9月30日、9月30日（本期所在的那一年）、first_day、last_day（本期第一天、最后一天，可加减期数）或 issue_day（成文日期）";

impl<'m> Checker<'m> {
    /// A formula that names dates tells the days between two of them, or places.
    pub(super) fn formulas_of_dates(&mut self, group: &'m Group) {
        let columns = group.columns.iter();
        let columns = columns.map(|c| (&c.content, &c.place, c.total));
        let scalars = group.scalars.iter();
        let scalars = scalars.map(|s| (&s.content, &s.place, Total::None));
        for (content, place, total) in columns.chain(scalars) {
            let Content::Derived(measure, formula) = content else {
                continue;
            };
            let is_date = |term: &&Term| self.kind_in(group, &term.name) == Some(Kind::Date);
            if formula.is_rank() || !formula.terms().any(|term| is_date(&term)) {
                continue;
            }
            let is_between = match formula {
                Formula::Sum(terms) => match terms.as_slice() {
                    [one, other] => {
                        let is_one = |term: &Term| term.weight.abs().is_one();
                        is_date(&one)
                            && is_date(&other)
                            && is_one(one)
                            && is_one(other)
                            && one.weight.is_negative() != other.weight.is_negative()
                    }
                    _ => false,
                },
                Formula::Ratio { .. } | Formula::Rank { .. } => false,
            };
            if !is_between || measure.kind != Kind::Count {
                let message = "日期只能两个相减，得天数：finished - begun";
                let finding = self.fault(place, message);
                finding
                    .hints
                    .push("天数是整数：不写 amount 和 form；要再加减的，另写一栏".to_owned());
            } else if total == Total::Natural {
                let finding = self.fault(place, "天数的合计不能由日期算出");
                let hint = "写 total = \"none\"（不要合计）、\"mean\"（平均）或 \"given\"（填报）";
                finding.hints.push(hint.to_owned());
            }
        }
    }

    /// The kind of what a group's formula names.
    fn kind_in(&self, group: &Group, name: &str) -> Option<Kind> {
        let own = Epoch::split(name).map_or(name, |(_, own)| own);
        own_kind(group, own).or_else(|| self.model.kind(own))
    }

    /// The kind of a figure that a condition names.
    fn kind_of(&self, locals: &Locals, name: &str) -> Option<Kind> {
        match self.local(locals, name) {
            Some(Lent::Figure(kind)) => Some(kind),
            Some(Lent::Words) => None,
            None => {
                let own = Epoch::split(name).map_or(name, |(_, own)| own);
                self.model.kind(own)
            }
        }
    }

    /// A date is compared with a date, and with nothing else.
    pub(super) fn compared_dates(
        &mut self,
        locals: &Locals,
        (left, right): (&Operand, &Operand),
        place: &Place,
    ) {
        let is_date = |operand: &Operand| match operand {
            Operand::Day(_) => Some(true),
            Operand::Number { .. } | Operand::Count(_) => Some(false),
            // What nobody knows is told of by its name.
            Operand::Figure(name) => Some(self.kind_of(locals, name)? == Kind::Date),
        };
        let (Some(one), Some(other)) = (is_date(left), is_date(right)) else {
            return;
        };
        let is_constant = |operand: &Operand| !matches!(operand, Operand::Figure(_));
        if one && other && is_constant(left) && is_constant(right) {
            let message = format!("{left} 和 {right} 都不是数据，比了也总是一样");
            self.fault(place, message);
            return;
        }
        if one == other {
            return;
        }
        let (date, number) = if one { (left, right) } else { (right, left) };
        if self.is_written(place, &date.to_string()) || matches!(date, Operand::Day(_)) {
            let message = format!("“{date}”是日期，不能和 {number} 比");
            let finding = self.fault(place, message);
            finding.hints.push(format!("日期可以比的有{WITH}"));
        }
    }
}
