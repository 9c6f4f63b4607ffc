use std::cmp::Ordering;

use super::{Local, Phraser, Scope};
use crate::diagnostic::{Code, Diagnostic, Subject};
use crate::figures::{Figure, FigureId};
use crate::language::{Comparison, Condition, Operand};
use crate::model::{Kind, Meaning};
use crate::number::Exact;
use crate::source::Place;

impl Phraser<'_> {
    /// Whether a condition holds. A comparison with a blank figure never does.
    pub fn holds(&self, condition: &Condition, place: &Place, scope: Scope) -> bool {
        match condition {
            Condition::Compare {
                left,
                comparison,
                right,
            } => self.compare(left, *comparison, right, place, scope),
            Condition::Blank(name) => self
                .figure(name, scope)
                .map(|id| self.figures.get(id))
                .is_none_or(|figure| figure.value.is_none() && !figure.unknown),
            Condition::Present(group) => self
                .model
                .group(group)
                .is_some_and(|group| self.input_of(group).is_there()),
            // The loader wrote every name out, or refused it.
            Condition::Named(_) => false,
            Condition::Every { list, inner } => self
                .test_items(list, scope, |scope| !self.holds(inner, place, scope))
                .is_none(),
            Condition::Some { list, inner } => self
                .test_items(list, scope, |scope| self.holds(inner, place, scope))
                .is_some(),
            Condition::Not(inner) => !self.holds(inner, place, scope),
            Condition::And(parts) => parts.iter().all(|part| self.holds(part, place, scope)),
            Condition::Or(parts) => parts.iter().any(|part| self.holds(part, place, scope)),
        }
    }

    /// The first item of a list for which `test` is true.
    fn test_items(&self, list: &str, scope: Scope, test: impl Fn(Scope) -> bool) -> Option<usize> {
        let section = scope.section?;
        self.items(section, list).iter().position(|item| {
            test(Scope {
                section: Some(section),
                locals: &item.locals,
            })
        })
    }

    fn compare(
        &self,
        left: &Operand,
        comparison: Comparison,
        right: &Operand,
        place: &Place,
        scope: Scope,
    ) -> bool {
        let (Some(a), Some(b)) = (self.operand(left, scope), self.operand(right, scope)) else {
            return self.may_be_some(left, comparison, right, scope);
        };
        for (operand, other) in [(left, &b), (right, &a)] {
            if let Some(figure) = self.figure_of(operand, scope)
                && is_near(figure, other)
            {
                self.note_of_near(figure, other, place);
            }
        }
        comparison.holds(a.cmp(&b))
    }

    /// A draft takes it that there is something where the figure is still to be
    /// filled in, so that its sentence is there with a gap.
    fn may_be_some(
        &self,
        left: &Operand,
        comparison: Comparison,
        right: &Operand,
        scope: Scope,
    ) -> bool {
        let is_open = |operand| {
            let figure = self.figure_of(operand, scope);
            figure.is_some_and(|figure| figure.open)
        };
        let is_zero = matches!(right, Operand::Number { value, .. } if value.is_zero());
        if is_open(left) && is_zero {
            return comparison.holds(Ordering::Greater);
        }
        self.undecided
            .set(self.undecided.get() || is_open(left) || is_open(right));
        false
    }

    fn operand(&self, operand: &Operand, scope: Scope) -> Option<Exact> {
        match operand {
            Operand::Number { value, .. } => Some(value.clone()),
            Operand::Figure(_) => self.figure_of(operand, scope)?.value.clone(),
            Operand::Count(name) => {
                let count = i64::try_from(self.count(name, scope)).ok()?;
                Some(Exact::integer(count))
            }
        }
    }

    pub(super) fn count(&self, name: &str, scope: Scope) -> usize {
        if let Some(section) = scope.section
            && self.model.item_source(section, name).is_some()
        {
            return self.items(section, name).len();
        }
        match self.model.meaning(scope.section, name) {
            Some(Meaning::Phrase(section, phrase)) => self.phrase(section, phrase).items.len(),
            _ => 0,
        }
    }

    fn figure_of(&self, operand: &Operand, scope: Scope) -> Option<&Figure> {
        match operand {
            Operand::Figure(name) => Some(self.figures.get(self.figure(name, scope)?)),
            _ => None,
        }
    }

    /// The figure that a name means here.
    pub fn figure(&self, name: &str, scope: Scope) -> Option<FigureId> {
        match scope.locals.iter().find(|(local, _)| local == name) {
            Some((_, Local::Figure(id))) => Some(*id),
            Some(_) => None,
            None => self.figures.named(name),
        }
    }

    fn note_of_near(&self, figure: &Figure, threshold: &Exact, place: &Place) {
        let message = format!(
            "{}为 {}，离措辞的界限 {threshold}{} 很近",
            figure.label,
            in_full(figure),
            figure.measure.sign_or_unit(),
        );
        self.find(
            Diagnostic::note(Code::NearThreshold, message),
            figure,
            threshold,
            place,
        );
    }

    /// Adds a finding about a verdict, once.
    fn find(&self, mut finding: Diagnostic, figure: &Figure, threshold: &Exact, rule: &Place) {
        let mut findings = self.findings.borrow_mut();
        if findings
            .iter()
            .any(|other| other.message == finding.message)
        {
            return;
        }
        finding = finding.at_all(self.figures.typed_places(&[figure.id]));
        let subject = Subject {
            figure: figure.key.to_string(),
            value: format!("{}/{threshold}", in_full(figure)),
        };
        findings.push(finding.label(rule.clone(), "这条规则").subject(subject));
    }
}

/// Within a unit of the last printed place, and not on the threshold itself.
fn is_near(figure: &Figure, threshold: &Exact) -> bool {
    let (Some(value), Some(places)) = (&figure.value, figure.measure.places) else {
        return false;
    };
    let distance = (value - threshold).abs();
    figure.measure.kind == Kind::Rate && !distance.is_zero() && distance <= Exact::unit(places)
}

fn in_full(figure: &Figure) -> String {
    let digits = figure
        .value
        .as_ref()
        .map(|value| value.to_fixed_or_plain(4));
    digits.unwrap_or_default() + figure.measure.sign_or_unit()
}
