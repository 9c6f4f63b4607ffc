use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, Condition, NamedDay, Operand};
use crate::number::Exact;

/// Which of the rules of a set can never match, because a rule before it
/// always does, or because its own condition contradicts itself.
///
/// Conditions are piecewise constant in the figures that they compare, so it
/// is enough to try values at, below, between and above the constants named.
/// Comparisons of two figures and tests over lists are taken as free facts, and so are days that
/// follow from the notice's period next to days that do not:
/// the answer may miss an unreachable rule, but never accuses a reachable one.
pub fn unreachable(conditions: &[Option<&Condition>]) -> Vec<usize> {
    let mut facts = Facts {
        mixed: mixed(conditions),
        ..Facts::default()
    };
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
    /// Dates that are compared with days of several sorts, whose order nobody knows.
    mixed: BTreeSet<String>,
}

/// How far apart two days of the same sort are is known, or at least which is the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Number,
    Day,
    OfYear,
    OfPeriod,
    Issue,
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
            (_, Some(band)) => {
                let key = self.key(&band);
                self.figures.entry(key).or_default().insert(band.constant);
            }
            (Condition::Blank(name), None) => {
                self.figures.entry(name.clone()).or_default();
            }
            (other, None) => {
                self.free.insert(other.to_string());
            }
        }
    }

    fn key(&self, band: &Band) -> String {
        if self.mixed.contains(&band.figure) {
            format!("{} {:?}", band.figure, band.sort)
        } else {
            band.figure.clone()
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
            && let Some(band) = as_band(leaf)
        {
            return Test::Band {
                figure: figure(&self.key(&band)).unwrap_or(0),
                comparison: *comparison,
                constant: band.constant,
                turned: constant(left).is_some(),
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

/// A figure that is compared with a constant.
struct Band {
    figure: String,
    sort: Sort,
    constant: Exact,
}

/// The figure and the constant of a comparison of the two.
fn as_band(leaf: &Condition) -> Option<Band> {
    let Condition::Compare { left, right, .. } = leaf else {
        return None;
    };
    let (figure, (sort, constant)) = match (constant(left), constant(right)) {
        (Some(constant), _) => (right, constant),
        (None, Some(constant)) => (left, constant),
        (None, None) => return None,
    };
    Some(Band {
        figure: figure.to_string(),
        sort,
        constant,
    })
}

/// What an operand is that no input decides, on a scale of its sort. Of days that follow from the
/// period only the order is known, whatever its length.
fn constant(operand: &Operand) -> Option<(Sort, Exact)> {
    const APART: i64 = 10;
    let of = |sort, number: i64| Some((sort, Exact::integer(number)));
    match operand {
        Operand::Number { value, .. } => Some((Sort::Number, value.clone())),
        Operand::Day(NamedDay::On(day)) => of(Sort::Day, day.number()),
        Operand::Day(NamedDay::OfYear { month, day }) => {
            of(Sort::OfYear, i64::from(month * 31 + day))
        }
        Operand::Day(NamedDay::First(offset)) => of(Sort::OfPeriod, i64::from(*offset) * APART),
        Operand::Day(NamedDay::Last(offset)) => {
            of(Sort::OfPeriod, i64::from(*offset) * APART + APART / 2)
        }
        Operand::Day(NamedDay::Issue) => of(Sort::Issue, 0),
        Operand::Figure(_) | Operand::Count(_) => None,
    }
}

fn mixed(conditions: &[Option<&Condition>]) -> BTreeSet<String> {
    let mut sorts: BTreeMap<String, BTreeSet<Sort>> = BTreeMap::new();
    for condition in conditions.iter().flatten() {
        condition.walk(&mut |leaf| {
            if let Some(band) = as_band(leaf) {
                sorts.entry(band.figure).or_default().insert(band.sort);
            }
        });
    }
    let mixed = sorts.into_iter().filter(|(_, sorts)| sorts.len() > 1);
    mixed.map(|(name, _)| name).collect()
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
