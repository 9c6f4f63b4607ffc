//! Findings with the cells that they are about.

use std::collections::BTreeMap;

use super::{Edited, Field};
use crate::diagnostic::Diagnostic;
use crate::workbook::Spot;

/// A finding with the cells that it is about.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is found.
    pub finding: Diagnostic,
    /// The cells that it is about, the first first.
    pub spots: Vec<Spot>,
    /// The line of the input, from 1; nothing where it is about no line of it.
    pub line: Option<usize>,
    /// Whether something is missing that only a draft can do without.
    pub is_open: bool,
}

impl Edited<'_> {
    /// All fields of all sheets.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let rows = self.sheets.iter().flat_map(|sheet| &sheet.rows);
        rows.flatten().filter_map(|cell| cell.field.as_ref())
    }

    /// All that is found, each with the cells that it is about.
    pub fn findings(&self) -> Vec<Finding> {
        // No two values of an input overlap: the one that a place touches is found by where they begin.
        let fields = self.fields();
        let fields: BTreeMap<usize, (usize, &Spot)> = fields
            .filter_map(|field| {
                let span = field.span.as_ref()?;
                Some((span.start, (span.end, &field.spot)))
            })
            .collect();
        let input = self.run.input();
        let sources = self.run.sources();
        let of = |finding: &Diagnostic| {
            let own = finding.labels.iter();
            let own = own.filter(|label| label.place.source == input);
            let spots = own.clone().filter_map(|label| {
                let place = &label.place.span;
                let before = fields.range(..place.end.max(place.start + 1));
                let mut before = before.rev();
                let (end, spot) = before.next().map(|(_, field)| *field)?;
                (place.start < end).then(|| spot.clone())
            });
            let line = own.clone().next();
            Finding {
                spots: spots.collect(),
                line: line.map(|label| sources.line_column(&label.place).line),
                is_open: self.missing.contains(&finding.code),
                finding: finding.clone(),
            }
        };
        self.run.findings().iter().map(of).collect()
    }
}
