//! Measures a laid-out notice against GB/T 9704-2012, on its pages and not on
//! the templates that made them.

mod annex;
mod annex_list;
mod attendance;
mod boxes;
mod breaks;
mod chart;
mod colour;
mod content;
mod corner;
mod folio;
mod footnotes;
mod head;
mod imprint;
mod joint;
mod letter;
mod measurement;
mod paper;
mod profile;
mod rule;
mod sheet;
mod signature;
mod signers;
mod standard;
mod table;
mod text;
mod title;
mod unmeasured;

pub use measurement::Measurement;
pub use rule::Rule;
pub use unmeasured::{Unmeasured, audit_file};

use crate::notice::Notice;
use crate::pages::Pages;
use measurement::Ledger;
use sheet::Sheet;

/// All that was measured, by rule and page.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Sorted by rule, then by page.
    pub measurements: Vec<Measurement>,
    /// Of a finished file the rules that it leaves unmeasured; none of pages just laid out.
    pub unmeasured: Vec<Unmeasured>,
}

/// Measures every rule on the pages of a notice. `roles` are the families that
/// each role of type may be set in.
pub fn audit(notice: &Notice, roles: &[(String, Vec<String>)], pages: &Pages) -> Audit {
    let pages = boxes::settled(pages);
    let sheet = Sheet::new(notice, roles, &pages);
    let mut ledger = Ledger::default();
    for measure in [
        paper::measure,
        corner::measure,
        head::measure,
        letter::measure,
        joint::measure,
        signers::measure,
        title::measure,
        text::measure,
        breaks::measure,
        annex_list::measure,
        footnotes::measure,
        attendance::measure,
        signature::measure,
        annex::measure,
        table::measure,
        chart::measure,
        imprint::measure,
        folio::measure,
        colour::measure,
        content::measure,
    ] {
        measure(&sheet, &mut ledger);
    }
    let mut measurements = ledger.measurements;
    measurements.sort_by_key(|measurement| (measurement.rule, measurement.page));
    Audit {
        measurements,
        unmeasured: Vec::new(),
    }
}

impl Audit {
    /// Whether every measurement is within its tolerance.
    pub fn passed(&self) -> bool {
        self.measurements
            .iter()
            .all(|measurement| measurement.passed)
    }

    /// The rules that the notice breaks, each once.
    pub fn broken(&self) -> Vec<Rule> {
        Rule::all()
            .filter(|rule| self.of(*rule).any(|measurement| !measurement.passed))
            .collect()
    }

    /// The measurements of one rule, by page; none when the notice has nothing to measure by it.
    pub fn of(&self, rule: Rule) -> impl Iterator<Item = &Measurement> {
        self.measurements
            .iter()
            .filter(move |measurement| measurement.rule == rule)
    }

    /// What is farthest off of a rule; nothing when it has nothing to measure.
    pub fn worst(&self, rule: Rule) -> Option<&Measurement> {
        let off = |measurement: &Measurement| (!measurement.passed, measurement.weight);
        // Of several that are equally far off, the first.
        self.of(rule)
            .reduce(|worst, next| if off(next) > off(worst) { next } else { worst })
    }
}
