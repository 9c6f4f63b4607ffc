use std::borrow::Cow;
use std::cmp::Ordering;

use super::{ItemLook, Look, Outcome, Scope, Side, Sight, Verdict, whole};
use crate::figures::{Figure, FigureId, Figures};
use crate::input::{GAP, Inputs};
use crate::key::Epoch;
use crate::language::{Comparison, Condition, Operand};
use crate::model::{Meaning, Model, Placed, day_value};
use crate::number::Exact;

/// Judges conditions by a year's figures. It is a few references: copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    /// The templates that the conditions are from.
    pub model: &'a Model,
    /// What was typed for the year.
    pub inputs: &'a Inputs,
    /// The figures of the year, typed and derived.
    pub figures: &'a Figures,
    /// A figure that is taken to be another, to see what would follow.
    supposed: Option<(FigureId, &'a Exact)>,
}

/// How much of a condition is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// No further than it takes to decide.
    Decided,
    /// All of it.
    Whole,
}

/// Where looks go that nobody asks for.
struct Unseen;

impl<'a> Extend<Look<'a>> for Unseen {
    fn extend<T: IntoIterator<Item = Look<'a>>>(&mut self, _looks: T) {}
}

impl<'a> Judge<'a> {
    /// Takes every figure as it stands; see [`Judge::supposing`] for what would follow otherwise.
    pub fn new(model: &'a Model, inputs: &'a Inputs, figures: &'a Figures) -> Self {
        Self {
            model,
            inputs,
            figures,
            supposed: None,
        }
    }

    /// The same, were one figure another.
    #[must_use]
    pub fn supposing<'s>(self, figure: FigureId, value: &'s Exact) -> Judge<'s>
    where
        'a: 's,
    {
        Judge {
            supposed: Some((figure, value)),
            ..self
        }
    }

    /// What a condition comes to, with what decided it. A comparison with a blank or unknown
    /// figure is no. A figure that is still to be filled in is taken to be more than 0.
    pub fn verdict(&self, condition: &'a Condition, scope: Scope<'a>) -> Verdict<'a> {
        self.judged(condition, scope, Extent::Decided)
    }

    /// The same of a condition that may not be there: then it holds.
    pub fn of_placed(&self, when: Option<&'a Placed<Condition>>, scope: Scope<'a>) -> Verdict<'a> {
        match when {
            Some(when) => self.verdict(&when.value, scope),
            None => Verdict {
                outcome: Outcome::Yes,
                looks: Vec::new(),
            },
        }
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &'a Condition, scope: Scope<'a>) -> bool {
        let outcome = self.walk(condition, scope, Extent::Decided, &mut Unseen);
        outcome.is_yes()
    }

    /// What a condition comes to, with all that it asks, whether or not that was decisive.
    pub fn survey(&self, condition: &'a Condition, scope: Scope<'a>) -> Verdict<'a> {
        self.judged(condition, scope, Extent::Whole)
    }

    /// The figure that a name means here.
    pub fn figure(&self, name: &str, scope: Scope<'a>) -> Option<&'a Figure> {
        let id = match scope.item {
            Some(item) if item.has_words(name, self.figures) => None,
            Some(item) => item
                .figure(name, self.figures)
                .or_else(|| self.figures.named(name)),
            None => self.figures.named(name),
        };
        id.map(|id| self.figures.get(id))
    }

    fn judged(&self, condition: &'a Condition, scope: Scope<'a>, extent: Extent) -> Verdict<'a> {
        let mut looks = Vec::new();
        let outcome = self.walk(condition, scope, extent, &mut looks);
        Verdict { outcome, looks }
    }

    fn walk(
        &self,
        condition: &'a Condition,
        scope: Scope<'a>,
        extent: Extent,
        looks: &mut impl Extend<Look<'a>>,
    ) -> Outcome {
        let (outcome, sight) = match condition {
            Condition::Not(inner) => return !self.walk(inner, scope, extent, looks),
            Condition::And(parts) => return self.joined(parts, scope, extent, looks, true),
            Condition::Or(parts) => return self.joined(parts, scope, extent, looks, false),
            // The loader wrote every name out, or refused it.
            Condition::Named(_) => return Outcome::No,
            Condition::Compare {
                left,
                comparison,
                right,
            } => self.compare(left, *comparison, right, scope),
            Condition::Says { name, text } => self.says_so(name, text, scope),
            Condition::Blank(name) => self.blank(name, scope),
            Condition::Present(name) => (Outcome::of(self.is_present(name)), Sight::Present(name)),
            Condition::Items { every, list, inner } => {
                self.tested(list, inner, scope, extent, *every)
            }
        };
        looks.extend(Some(Look {
            condition,
            outcome,
            sight,
        }));
        outcome
    }

    /// Whether the year has something of a group, or goes on from an earlier period.
    pub fn is_present(&self, name: &str) -> bool {
        if let Some(epoch) = Epoch::named(name) {
            return !self.inputs.without.contains(&epoch);
        }
        let group = self.model.group(name);
        group.is_some_and(|group| self.inputs.of(group).is_there())
    }

    /// All the parts, or one of them.
    fn joined(
        &self,
        parts: &'a [Condition],
        scope: Scope<'a>,
        extent: Extent,
        looks: &mut impl Extend<Look<'a>>,
        every: bool,
    ) -> Outcome {
        let mut outcome = Outcome::of(every);
        for part in parts {
            let of_part = self.walk(part, scope, extent, looks);
            outcome = joined(outcome, of_part, every);
            if extent == Extent::Decided && outcome == Outcome::of(!every) {
                break;
            }
        }
        outcome
    }

    /// All the items of a list, or one of them.
    fn tested(
        &self,
        list: &str,
        inner: &'a Condition,
        scope: Scope<'a>,
        extent: Extent,
        every: bool,
    ) -> (Outcome, Sight<'a>) {
        let items = scope.section.map(|section| self.items(section, list));
        let mut outcome = Outcome::of(every);
        let mut seen = Vec::new();
        for item in items.into_iter().flatten() {
            let look = ItemLook::of(item, self.judged(inner, scope.with(item), extent));
            outcome = joined(outcome, look.outcome, every);
            seen.push(look);
            if extent == Extent::Decided && outcome == Outcome::of(!every) {
                break;
            }
        }
        (outcome, Sight::Items(seen))
    }

    /// Words that are not there say nothing; whether those that are still to be filled in will say
    /// it is open.
    fn says_so(&self, name: &'a str, text: &str, scope: Scope<'a>) -> (Outcome, Sight<'a>) {
        let said = self.said(name, scope);
        let outcome = match said.as_deref() {
            Some(GAP) => Outcome::Open,
            said => Outcome::of(said == Some(text)),
        };
        (outcome, Sight::Said(name, said))
    }

    /// What words of this name say here.
    pub(crate) fn said(&self, name: &str, scope: Scope<'a>) -> Option<String> {
        scope.item.and_then(|item| item.text(name)).or_else(|| {
            let Some(Meaning::Text(group, key)) = self.model.meaning(scope.section, name) else {
                return None;
            };
            self.inputs.of(group).texts.get(key)?.value.plain()
        })
    }

    /// Whether a name means words here.
    pub(crate) fn is_words(&self, name: &str, scope: Scope<'a>) -> bool {
        let of_item = scope.item.map(|item| item.is_words(name, self.figures));
        of_item == Some(true)
            || matches!(
                self.model.meaning(scope.section, name),
                Some(Meaning::Text(..))
            )
    }

    /// Whether two words are the same. Of words that are not there neither holds; what is still to be
    /// filled in is open.
    fn same_words(
        &self,
        [one, other]: [&'a str; 2],
        comparison: Comparison,
        scope: Scope<'a>,
    ) -> (Outcome, Sight<'a>) {
        let both = [one, other].map(|name| {
            let said = self.said(name, scope);
            (name, said.filter(|said| !said.is_empty()))
        });
        let outcome = match &both {
            [(_, Some(one)), (_, Some(other))] if one == GAP || other == GAP => Outcome::Open,
            [(_, Some(one)), (_, Some(other))] => Outcome::of(comparison.holds(one.cmp(other))),
            _ => Outcome::No,
        };
        (outcome, Sight::SaidBoth(both))
    }

    fn blank(&self, name: &'a str, scope: Scope<'a>) -> (Outcome, Sight<'a>) {
        if self.is_words(name, scope) {
            let said = self.said(name, scope).filter(|said| !said.is_empty());
            let outcome = match said.as_deref() {
                Some(GAP) => Outcome::Open,
                said => Outcome::of(said.is_none()),
            };
            return (outcome, Sight::Said(name, said));
        }
        let side = self.side_of_figure(name, scope);
        let is_blank = match &side {
            Side::Figure {
                figure: Some(figure),
                value,
            } => value.is_none() && !figure.unknown,
            _ => true,
        };
        (Outcome::of(is_blank), Sight::Blank(side))
    }

    fn compare(
        &self,
        left: &'a Operand,
        comparison: Comparison,
        right: &'a Operand,
        scope: Scope<'a>,
    ) -> (Outcome, Sight<'a>) {
        if let (Operand::Figure(one), Operand::Figure(other)) = (left, right)
            && self.is_words(one, scope)
            && self.is_words(other, scope)
        {
            return self.same_words([one, other], comparison, scope);
        }
        let (mut items, mut name) = (Vec::new(), None);
        let mut side = |operand: &'a Operand| match operand {
            Operand::Number { .. } => Side::Number(operand),
            Operand::Day(day) => {
                let day = day.of(self.inputs.period, self.inputs.issued);
                Side::Day(day.map_or_else(Exact::zero, day_value))
            }
            Operand::Figure(name) => self.side_of_figure(name, scope),
            Operand::Count(of) => {
                let count = self.count(of, scope);
                items.extend(count.items);
                name = Some(of.as_str());
                Side::Count {
                    least: count.least,
                    most: count.most,
                }
            }
        };
        let (left, right) = between_periods(side(left), side(right));
        let outcome = compared(&left, comparison, &right);
        let sight = match name {
            Some(name) if matches!(left, Side::Count { .. }) => Sight::Counted { name, items },
            _ => Sight::Compared(left, right),
        };
        (outcome, sight)
    }

    fn side_of_figure(&self, name: &str, scope: Scope<'a>) -> Side<'a> {
        let figure = self.figure(name, scope);
        let supposed = self
            .supposed
            .filter(|(id, _)| figure.is_some_and(|f| f.id == *id));
        let value = match supposed {
            Some((_, value)) => Some(value),
            None => figure.and_then(|figure| figure.value.as_ref()),
        };
        Side::Figure {
            figure,
            value: value.map(Cow::Borrowed),
        }
    }
}

/// A figure and what it was in another period are compared as a reader of both notices does: by
/// what they print.
fn between_periods<'a>(left: Side<'a>, right: Side<'a>) -> (Side<'a>, Side<'a>) {
    if left.is_other_time_of(&right) {
        (in_print(left), in_print(right))
    } else {
        (left, right)
    }
}

/// A figure's value as it is printed; what is only supposed stays as it is.
fn in_print(side: Side) -> Side {
    match side {
        Side::Figure {
            figure: Some(figure),
            value: Some(value),
        } if figure.value.as_ref() == Some(&*value) => {
            let printed = figure.printed_value().map(|decimal| decimal.value);
            Side::Figure {
                figure: Some(figure),
                value: Some(printed.map_or(value, Cow::Owned)),
            }
        }
        side => side,
    }
}

fn joined(one: Outcome, other: Outcome, every: bool) -> Outcome {
    if every { one.and(other) } else { one.or(other) }
}

fn compared(left: &Side, comparison: Comparison, right: &Side) -> Outcome {
    if let Side::Count { least, most } = left
        && least < most
        && let Some(bound) = right.value()
    {
        let holds = |count| whole(count).is_some_and(|count| comparison.holds(count.cmp(&bound)));
        let first = holds(*least);
        let is_settled = (*least..=*most).all(|count| holds(count) == first);
        return if is_settled {
            Outcome::of(first)
        } else {
            Outcome::Open
        };
    }
    match (left.value(), right.value()) {
        (Some(left), Some(right)) => Outcome::of(comparison.holds(left.cmp(&right))),
        (None, Some(right)) if left.is_open() && right.is_zero() => {
            Outcome::of(comparison.holds(Ordering::Greater))
        }
        _ if left.is_open() || right.is_open() => Outcome::Open,
        _ => Outcome::No,
    }
}
