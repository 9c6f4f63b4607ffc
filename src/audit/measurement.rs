use serde::Serialize;

use super::Rule;
use crate::pages::Length;

/// One thing measured on one page, and what it should have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measurement {
    pub rule: Rule,
    /// From 1.
    pub page: usize,
    pub wanted: String,
    pub measured: String,
    /// How far off, in millimetres; nothing for what is not a length.
    #[serde(rename = "deviation_mm")]
    pub deviation: Option<Length>,
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
