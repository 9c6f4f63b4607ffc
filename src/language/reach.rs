use std::collections::{BTreeMap, BTreeSet};

use super::{Condition, Operand};
use crate::number::Exact;

/// Which of the rules of a set can never match, because a rule before it
/// always does, or because its own condition contradicts itself.
///
/// Conditions are piecewise constant in the figures that they compare, so it
/// is enough to try values at, below, between and above the constants named.
/// Comparisons of two figures and tests over lists are taken as free facts:
/// the answer may miss an unreachable rule, but never accuses a reachable one.
pub fn unreachable(conditions: &[Option<&Condition>]) -> Vec<usize> {
    let facts = Facts::of(conditions);
    let mut reached = vec![false; conditions.len()];
    let mut trial = Trial::first(&facts);
    for _ in 0..MOST_TRIALS {
        let matched = conditions
            .iter()
            .position(|condition| condition.is_none_or(|c| trial.holds(c, &facts)));
        if let Some(index) = matched {
            reached[index] = true;
        }
        if !trial.advance(&facts) {
            return (0..reached.len()).filter(|i| !reached[*i]).collect();
        }
    }
    // Too many combinations to try them all: accuse nobody.
    Vec::new()
}

const MOST_TRIALS: usize = 50_000;

/// What the conditions can tell apart: figures compared with constants, with
/// the values worth trying (`None` is blank), and all else as yes or no.
struct Facts {
    figures: BTreeMap<String, Vec<Option<Exact>>>,
    free: BTreeSet<String>,
}

impl Facts {
    fn of(conditions: &[Option<&Condition>]) -> Self {
        let mut constants: BTreeMap<String, BTreeSet<Exact>> = BTreeMap::new();
        let mut free = BTreeSet::new();
        for condition in conditions.iter().flatten() {
            condition.walk(&mut |leaf| match (leaf, as_band(leaf)) {
                (_, Some((name, value))) => {
                    constants.entry(name).or_default().insert(value.clone());
                }
                (Condition::Blank(name), None) => {
                    constants.entry(name.clone()).or_default();
                }
                (other, None) => {
                    free.insert(other.to_string());
                }
            });
        }
        let figures = constants
            .into_iter()
            .map(|(name, values)| (name, values_to_try(&values)))
            .collect();
        Self { figures, free }
    }
}

/// The figure and the constant of a comparison of the two.
fn as_band(leaf: &Condition) -> Option<(String, &Exact)> {
    match leaf {
        Condition::Compare { left, right, .. } => match (left, right) {
            (Operand::Number(value), other) | (other, Operand::Number(value)) => {
                Some((other.to_string(), value))
            }
            _ => None,
        },
        _ => None,
    }
}

fn values_to_try(constants: &BTreeSet<Exact>) -> Vec<Option<Exact>> {
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

/// One combination of values.
struct Trial {
    figures: Vec<usize>,
    free: Vec<bool>,
}

impl Trial {
    fn first(facts: &Facts) -> Self {
        Self {
            figures: vec![0; facts.figures.len()],
            free: vec![false; facts.free.len()],
        }
    }

    /// The next combination; false when all have been tried.
    fn advance(&mut self, facts: &Facts) -> bool {
        for (index, values) in self.figures.iter_mut().zip(facts.figures.values()) {
            *index += 1;
            if *index < values.len() {
                return true;
            }
            *index = 0;
        }
        for fact in &mut self.free {
            *fact = !*fact;
            if *fact {
                return true;
            }
        }
        false
    }

    fn holds(&self, condition: &Condition, facts: &Facts) -> bool {
        match condition {
            Condition::Not(inner) => !self.holds(inner, facts),
            Condition::And(parts) => parts.iter().all(|part| self.holds(part, facts)),
            Condition::Or(parts) => parts.iter().any(|part| self.holds(part, facts)),
            Condition::Blank(name) => self.value(name, facts).is_none(),
            leaf => match as_band(leaf) {
                Some((name, _)) => self.band_holds(leaf, &name, facts),
                None => facts
                    .free
                    .iter()
                    .position(|fact| *fact == leaf.to_string())
                    .is_some_and(|at| self.free[at]),
            },
        }
    }

    fn band_holds(&self, leaf: &Condition, name: &str, facts: &Facts) -> bool {
        let (
            Condition::Compare {
                left,
                comparison,
                right,
            },
            Some(value),
        ) = (leaf, self.value(name, facts))
        else {
            return false;
        };
        let number = |operand: &Operand| match operand {
            Operand::Number(number) => number.clone(),
            _ => value.clone(),
        };
        comparison.holds(number(left).cmp(&number(right)))
    }

    fn value<'a>(&self, name: &str, facts: &'a Facts) -> Option<&'a Exact> {
        let at = facts.figures.keys().position(|key| key == name)?;
        facts.figures.get(name)?.get(self.figures[at])?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [usize; 0] = [];

    fn check(rules: &[&str]) -> Vec<usize> {
        let parsed: Vec<_> = rules
            .iter()
            .map(|rule| (!rule.is_empty()).then(|| Condition::parse(rule).unwrap()))
            .collect();
        unreachable(&parsed.iter().map(Option::as_ref).collect::<Vec<_>>())
    }

    #[test]
    fn falling_bands_are_all_reachable() {
        assert_eq!(
            check(&["rate >= 100", "rate >= 70", "rate >= 50", ""]),
            NONE
        );
    }

    #[test]
    fn a_band_behind_a_wider_one_is_not() {
        assert_eq!(check(&["rate >= 70", "rate >= 100", ""]), [1]);
        assert_eq!(check(&["", "rate >= 100"]), [1]);
        assert_eq!(check(&["rate < 50", "rate >= 50 or blank(rate)", ""]), [2]);
    }

    #[test]
    fn a_condition_that_contradicts_itself_is_not() {
        assert_eq!(check(&["rate > 80 and rate < 80", ""]), [0]);
        assert_eq!(check(&["a = b and not a = b", ""]), [0]);
        assert_eq!(check(&["count(x) = 1 and count(x) > 1", ""]), [0]);
    }

    #[test]
    fn comparisons_of_two_figures_are_free() {
        assert_eq!(check(&["done >= total", "done > 0", ""]), NONE);
    }
}
