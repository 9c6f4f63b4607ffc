use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, Condition, Operand};
use crate::number::Exact;

/// Which of the rules of a set can never match, because a rule before it
/// always does, or because its own condition contradicts itself.
///
/// Conditions are piecewise constant in the figures that they compare, so it
/// is enough to try values at, below, between and above the constants named.
/// Comparisons of two figures and tests over lists are taken as free facts:
/// the answer may miss an unreachable rule, but never accuses a reachable one.
pub fn unreachable(conditions: &[Option<&Condition>]) -> Vec<usize> {
    let mut facts = Facts::default();
    for condition in conditions.iter().flatten() {
        condition.walk(&mut |leaf| facts.note(leaf));
    }
    let rules: Vec<Option<Test>> = conditions
        .iter()
        .map(|condition| condition.map(|condition| facts.test(condition)))
        .collect();
    let trials = facts.trials();
    let mut reached = vec![false; conditions.len()];
    let mut trial = vec![0; trials.len()];
    for _ in 0..MOST_TRIALS {
        let matched = rules
            .iter()
            .position(|rule| rule.as_ref().is_none_or(|test| test.holds(&trials, &trial)));
        if let Some(index) = matched {
            reached[index] = true;
        }
        if !advance(&mut trial, &trials) {
            return (0..reached.len()).filter(|i| !reached[*i]).collect();
        }
    }
    // Too many combinations to try them all: accuse nobody.
    Vec::new()
}

const MOST_TRIALS: usize = 50_000;

/// What the conditions can tell apart: figures with the constants that each is
/// compared with, and all else, which is taken as yes or no.
#[derive(Default)]
struct Facts {
    figures: BTreeMap<String, BTreeSet<Exact>>,
    free: BTreeSet<String>,
}

/// A condition with its figures and free facts by number.
enum Test {
    Band {
        figure: usize,
        comparison: Comparison,
        constant: Exact,
        /// The constant stands on the left.
        turned: bool,
    },
    Blank(usize),
    Free(usize),
    Not(Box<Test>),
    And(Vec<Test>),
    Or(Vec<Test>),
}

/// The values worth trying for a figure (`None` is blank); of a free fact, yes and no.
type Values = Vec<Option<Exact>>;

impl Facts {
    fn note(&mut self, leaf: &Condition) {
        match (leaf, as_band(leaf)) {
            (_, Some((figure, constant))) => {
                let constants = self.figures.entry(figure).or_default();
                constants.insert(constant.clone());
            }
            (Condition::Blank(name), None) => {
                self.figures.entry(name.clone()).or_default();
            }
            (other, None) => {
                self.free.insert(other.to_string());
            }
        }
    }

    fn test(&self, condition: &Condition) -> Test {
        let figure = |name: &str| self.figures.keys().position(|key| key == name).unwrap_or(0);
        let all = |parts: &[Condition]| parts.iter().map(|part| self.test(part)).collect();
        match condition {
            Condition::Not(inner) => Test::Not(Box::new(self.test(inner))),
            Condition::And(parts) => Test::And(all(parts)),
            Condition::Or(parts) => Test::Or(all(parts)),
            Condition::Blank(name) => Test::Blank(figure(name)),
            leaf => self.leaf_test(leaf),
        }
    }

    fn leaf_test(&self, leaf: &Condition) -> Test {
        let figure = |name: &str| self.figures.keys().position(|key| key == name);
        if let Condition::Compare {
            left, comparison, ..
        } = leaf
            && let Some((name, constant)) = as_band(leaf)
        {
            return Test::Band {
                figure: figure(&name).unwrap_or(0),
                comparison: *comparison,
                constant: constant.clone(),
                turned: matches!(left, Operand::Number { .. }),
            };
        }
        let text = leaf.to_string();
        let at = self.free.iter().position(|fact| *fact == text);
        Test::Free(self.figures.len() + at.unwrap_or(0))
    }

    fn trials(&self) -> Vec<Values> {
        let yes_or_no = vec![None, Some(Exact::zero())];
        let figures = self.figures.values().map(values_to_try);
        figures
            .chain(self.free.iter().map(|_| yes_or_no.clone()))
            .collect()
    }
}

/// The figure and the constant of a comparison of the two.
fn as_band(leaf: &Condition) -> Option<(String, &Exact)> {
    match leaf {
        Condition::Compare { left, right, .. } => match (left, right) {
            (Operand::Number { value, .. }, other) | (other, Operand::Number { value, .. }) => {
                Some((other.to_string(), value))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Blank, each constant, and a value between, below and above them.
fn values_to_try(constants: &BTreeSet<Exact>) -> Values {
    let one = Exact::integer(1);
    let mut values = vec![None];
    values.extend(constants.iter().cloned().map(Some));
    let ordered: Vec<_> = constants.iter().collect();
    for pair in ordered.windows(2) {
        let sum = pair[0].clone() + pair[1];
        values.extend(sum.checked_div(&Exact::integer(2)).map(Some));
    }
    if let (Some(first), Some(last)) = (ordered.first(), ordered.last()) {
        values.push(Some(*first - &one));
        values.push(Some((*last).clone() + &one));
    } else {
        values.push(Some(one));
    }
    values
}

/// The next combination; false when all have been tried.
fn advance(trial: &mut [usize], trials: &[Values]) -> bool {
    for (at, values) in trial.iter_mut().zip(trials) {
        *at += 1;
        if *at < values.len() {
            return true;
        }
        *at = 0;
    }
    false
}

impl Test {
    fn holds(&self, trials: &[Values], trial: &[usize]) -> bool {
        let value = |at: usize| trials[at][trial[at]].as_ref();
        match self {
            Self::Band {
                figure,
                comparison,
                constant,
                turned,
            } => value(*figure).is_some_and(|value| {
                let ordering = value.cmp(constant);
                comparison.holds(if *turned {
                    ordering.reverse()
                } else {
                    ordering
                })
            }),
            Self::Blank(figure) => value(*figure).is_none(),
            Self::Free(at) => value(*at).is_some(),
            Self::Not(inner) => !inner.holds(trials, trial),
            Self::And(parts) => parts.iter().all(|part| part.holds(trials, trial)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(trials, trial)),
        }
    }
}
