use serde::Serialize;

use super::Rule;
use crate::pages::Length;

/// One thing measured on one page, and what it should have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measurement {
    /// By which rule.
    pub rule: Rule,
    /// From 1.
    pub page: usize,
    /// What the standard asks for.
    pub wanted: String,
    /// What the page has.
    pub measured: String,
    /// How far off, in millimetres; nothing for what is not a length.
    #[serde(rename = "deviation_mm")]
    pub deviation: Option<Length>,
    /// How far off it may be; nothing for what is not a length.
    #[serde(skip)]
    pub give: Option<Length>,
    /// Whether it is near enough.
    pub passed: bool,
    /// Orders measurements of one rule: the greatest is the worst.
    #[serde(skip)]
    pub(super) weight: Length,
}

/// Collects measurements.
#[derive(Default)]
pub(super) struct Ledger {
    pub measurements: Vec<Measurement>,
}

impl Ledger {
    /// A length that should be `wanted`, give or take.
    pub fn length(
        &mut self,
        rule: Rule,
        page: usize,
        wanted: Length,
        measured: Length,
        give: Length,
    ) {
        let deviation = measured - wanted;
        self.measurements.push(Measurement {
            rule,
            page,
            wanted: format!("{wanted} mm"),
            measured: format!("{measured} mm"),
            deviation: Some(deviation),
            give: Some(give),
            passed: deviation.abs() <= give,
            weight: deviation.abs(),
        });
    }

    /// A length that should be at most `limit`.
    pub fn at_most(
        &mut self,
        rule: Rule,
        page: usize,
        limit: Length,
        measured: Length,
        give: Length,
    ) {
        let over = (measured - limit).max(Length::ZERO);
        self.measurements.push(Measurement {
            rule,
            page,
            wanted: format!("≤ {limit} mm"),
            measured: format!("{measured} mm"),
            deviation: Some(over),
            give: Some(give),
            passed: over <= give,
            weight: measured,
        });
    }

    /// A length that should be at least `limit`.
    pub fn at_least(
        &mut self,
        rule: Rule,
        page: usize,
        limit: Length,
        measured: Length,
        give: Length,
    ) {
        let under = (measured - limit).min(Length::ZERO);
        self.measurements.push(Measurement {
            rule,
            page,
            wanted: format!("≥ {limit} mm"),
            measured: format!("{measured} mm"),
            deviation: Some(under),
            give: Some(give),
            passed: -under <= give,
            weight: -measured,
        });
    }

    /// A number of things.
    pub fn count(&mut self, rule: Rule, page: usize, unit: &str, wanted: i64, measured: i64) {
        self.judge(
            rule,
            page,
            format!("{wanted} {unit}"),
            format!("{measured} {unit}"),
            wanted == measured,
        );
    }

    /// What is so or is not.
    pub fn judge(
        &mut self,
        rule: Rule,
        page: usize,
        wanted: impl Into<String>,
        measured: impl Into<String>,
        passed: bool,
    ) {
        self.measurements.push(Measurement {
            rule,
            page,
            wanted: wanted.into(),
            measured: measured.into(),
            deviation: None,
            give: None,
            passed,
            weight: Length::ZERO,
        });
    }

    /// Texts that must be the same; a long one is cut to where it first differs.
    pub fn same(&mut self, rule: Rule, page: usize, wanted: &str, measured: &str) {
        let is_same = wanted == measured;
        let at = wanted
            .chars()
            .zip(measured.chars())
            .take_while(|(one, other)| one == other)
            .count();
        let from = if is_same { 0 } else { at.saturating_sub(3) };
        self.judge(rule, page, cut(wanted, from), cut(measured, from), is_same);
    }
}

/// At most twelve characters of a text.
pub(super) fn cut(text: &str, from: usize) -> String {
    const MOST: usize = 12;
    let cut: String = text.chars().skip(from).take(MOST).collect();
    let before = if from > 0 { "…" } else { "" };
    let after = if text.chars().count() > from + MOST {
        "…"
    } else {
        ""
    };
    format!("{before}{cut}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each of the measured lengths, in micrometres, passes.
    fn passed(measure: impl Fn(&mut Ledger, Length), measured: [i64; 4]) -> [bool; 4] {
        measured.map(|measured| {
            let mut ledger = Ledger::default();
            measure(&mut ledger, Length::micrometres(measured));
            ledger.measurements[0].passed
        })
    }

    const WANTED: Length = Length::micrometres(4000);
    const GIVE: Length = Length::micrometres(500);

    #[test]
    fn a_length_passes_up_to_its_tolerance_and_no_micrometre_beyond() {
        let rule = Rule::RedRulePlace;
        let length = |ledger: &mut Ledger, measured| ledger.length(rule, 1, WANTED, measured, GIVE);
        assert_eq!(
            passed(length, [3499, 3500, 4500, 4501]),
            [false, true, true, false]
        );
        let most = |ledger: &mut Ledger, measured| ledger.at_most(rule, 1, WANTED, measured, GIVE);
        assert_eq!(
            passed(most, [0, 4000, 4500, 4501]),
            [true, true, true, false]
        );
        let least =
            |ledger: &mut Ledger, measured| ledger.at_least(rule, 1, WANTED, measured, GIVE);
        assert_eq!(
            passed(least, [3499, 3500, 4000, 9999]),
            [false, true, true, true]
        );
    }

    #[test]
    fn a_number_of_things_has_no_tolerance() {
        let count = |ledger: &mut Ledger, measured: Length| {
            ledger.count(Rule::LinesPerPage, 1, "行", 22, measured.in_micrometres());
        };
        assert_eq!(passed(count, [21, 22, 23, 0]), [false, true, false, false]);
    }
}
