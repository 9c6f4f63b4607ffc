//! The slip of the keyboard that a contradiction looks like: one digit, two
//! digits the wrong way round, or the decimal point.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::witness::{Trial, Witnesses};
use crate::diagnostic::Remedy;
use crate::figures::{Constraint, FigureId, Figures};
use crate::model::Kind;
use crate::number::Decimal;

/// A typed figure and what it may have been meant to be.
#[derive(Debug)]
pub(super) struct Suspect {
    pub id: FigureId,
    /// The figures that would settle everything, each one slip away.
    pub meant: Vec<String>,
    /// How many totals and rates bear witness.
    evidence: usize,
}

/// Of more parts than these the slip could be anywhere: nothing is asked after.
pub(super) const MOST_PARTS: usize = 100;

/// The figures of which a single slip settles a contradiction and upsets nothing, likeliest first.
pub(super) fn suspects(witnesses: &Witnesses, broken: &Constraint) -> Vec<Suspect> {
    // The stated figure first: where the evidence is the same, it is as likely as any.
    let mut leaves = vec![broken.stated];
    if broken.leaves.len() <= MOST_PARTS {
        leaves.extend(&broken.leaves);
    }
    let suspects = leaves.into_iter();
    let mut suspects: Vec<Suspect> = suspects.filter_map(|id| suspect(witnesses, id)).collect();
    suspects.sort_by_key(|suspect| Reverse(suspect.evidence));
    suspects
}

fn suspect(witnesses: &Witnesses, id: FigureId) -> Option<Suspect> {
    let figure = witnesses.figures.get(id);
    let typed = figure.typed().filter(|_| figure.key.epoch().is_none())?;
    let about = witnesses.about(id);
    let settles = |text: &String| {
        let decimal = Decimal::parse(text).ok();
        let is_count = figure.measure.kind == Kind::Count;
        let decimal = decimal.filter(|decimal| !is_count || decimal.places == 0);
        decimal.is_some_and(|decimal| {
            let trial = [Trial {
                id,
                decimal: Some(decimal),
            }];
            about.iter().all(|at| witnesses.holds(*at, &trial))
        })
    };
    let meant: Vec<String> = slips(&typed.text).into_iter().filter(settles).collect();
    (!meant.is_empty()).then_some(Suspect {
        id,
        meant,
        evidence: about.len(),
    })
}

pub(super) fn hint(figures: &Figures, suspects: &[Suspect]) -> Option<String> {
    let shown: Vec<String> = suspects
        .iter()
        .map(|suspect| {
            let label = &figures.get(suspect.id).label;
            format!("{label}是否应为 {}？", suspect.meant.join("、"))
        })
        .collect();
    (!shown.is_empty()).then(|| format!("可能的笔误：{}", shown.join("　")))
}

/// The one figure, and the one value of it, that would settle a contradiction; nothing where there are
/// several, or none.
pub(super) fn remedy(figures: &Figures, suspects: &[Suspect]) -> Option<Box<Remedy>> {
    let [suspect] = suspects else {
        return None;
    };
    let [meant] = suspect.meant.as_slice() else {
        return None;
    };
    let figure = figures.get(suspect.id);
    Some(Box::new(Remedy {
        place: figure.stated.as_ref()?.place.clone(),
        label: figure.label.clone(),
        text: meant.clone(),
    }))
}

/// All that a single slip may have made of another figure.
fn slips(text: &str) -> BTreeSet<String> {
    let mut slips = BTreeSet::new();
    let characters: Vec<char> = text.chars().collect();
    for at in 0..characters.len() {
        if !characters[at].is_ascii_digit() {
            continue;
        }
        for digit in '0'..='9' {
            let mut other = characters.clone();
            other[at] = digit;
            slips.insert(other.iter().collect());
        }
        let next = (at + 1..characters.len()).find(|next| characters[*next].is_ascii_digit());
        if let Some(next) = next {
            let mut other = characters.clone();
            other.swap(at, next);
            slips.insert(other.iter().collect());
        }
    }
    slips.extend(moved_points(text));
    slips.retain(|slip| slip != text && is_written_so(slip));
    slips
}

/// Nobody types 0763: a leading zero stands only before the point.
fn is_written_so(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    !(digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0."))
}

/// The decimal point one or two places to the left or right.
fn moved_points(text: &str) -> Vec<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    let point = whole.len();
    let mut moved = Vec::new();
    for place in point.saturating_sub(2)..=point + 2 {
        let padded = format!("{all:0<place$}");
        let (whole, fraction) = padded.split_at(place);
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let fraction = fraction.trim_end_matches('0');
        moved.push(if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        });
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_digit_a_swap_or_a_point() {
        let slips = slips("35.7");
        for expected in [
            "25.7", "35.0", "53.7", "37.5", "3.57", "0.357", "357", "3570",
        ] {
            assert!(slips.contains(expected), "{expected}: {slips:?}");
        }
        for unexpected in ["35.7", "05.7", "36.8", "357.0"] {
            assert!(!slips.contains(unexpected), "{unexpected}");
        }
    }
}
