//! Sets of rows, and what their rows follow from.

use std::collections::HashSet;

use super::Loader;
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::language::{RowFormula, Term};
use crate::model::file::{NamedRowFile, SetFile};
use crate::model::spanned::Spanned;
use crate::model::{NamedRow, RowRole, RowSet};
use crate::number::Exact;
use crate::source::{Place, SourceId};

/// No row is set in further.
const MOST_LEVELS: usize = 3;

impl Loader<'_> {
    pub(super) fn set(&mut self, key: String, file: SetFile, source: SourceId) -> RowSet {
        let rows = self.named_rows(&file.rows, source);
        if let Some(subtotal) = &file.subtotal
            && !file.groups
        {
            let place = Place::new(source, subtotal.span());
            self.fault(place, "写了 subtotal（各组小计），就要写 groups = true");
        }
        RowSet {
            key,
            label: file.label,
            rows,
            is_grouped: file.groups,
            subtotal: file.subtotal.map(Spanned::into_inner),
            usual: file.usual.unwrap_or_else(|| file.words.clone()),
            words: file.words,
            short: file.short,
            whole: file.whole,
            vague: file.vague,
        }
    }

    /// Rows as a template names them, those that follow from others written out.
    pub(super) fn named_rows(&mut self, files: &[NamedRowFile], source: SourceId) -> Vec<NamedRow> {
        let mut rows: Vec<NamedRow> = files.iter().map(plain).collect();
        for (at, file) in files.iter().enumerate() {
            let place = || Place::new(source, file.key.span());
            if files[..at]
                .iter()
                .any(|other| other.key.get_ref() == file.key.get_ref())
            {
                let message = format!("“{}”一行写了两次", file.key.get_ref());
                let finding = Diagnostic::error(Code::DuplicateKey, message);
                self.findings.push(finding.at(place()));
            }
            if file.level > MOST_LEVELS {
                self.fault(place(), format!("level 最多 {MOST_LEVELS} 级"));
            }
            if file.head && (file.formula.is_some() || file.carried_from.is_some()) {
                self.fault(
                    place(),
                    "小标题行（head = true）没有数，不能有 formula、carried_from",
                );
            }
            let formula = file.formula.as_ref();
            let formula = formula.and_then(|text| self.parsed(text, source, RowFormula::parse));
            if let Some(formula) = formula {
                let terms = self.terms(formula.value, &rows, &formula.place);
                rows[at].role = RowRole::Derived(terms);
            }
            if let Some(from) = &file.carried_from {
                self.known(from.get_ref(), &rows, &Place::new(source, from.span()));
            }
        }
        self.row_circles(&rows, files, source);
        rows
    }

    /// The rows that a formula names, a range written out.
    fn terms(&mut self, formula: RowFormula, rows: &[NamedRow], place: &Place) -> Vec<Term> {
        match formula {
            RowFormula::Sum(terms) => {
                for term in &terms {
                    self.known(&term.name, rows, place);
                }
                terms
            }
            RowFormula::Range { from, to } => {
                let ends = [&from, &to].map(|name| self.known(name, rows, place));
                let [Some(from), Some(to)] = ends else {
                    return Vec::new();
                };
                let range = rows.get(from..=to).unwrap_or_default();
                let typed = range.iter().filter(|row| row.role.is_typed());
                let terms: Vec<Term> = typed.map(|row| whole(&row.key)).collect();
                if terms.is_empty() {
                    self.fault(place.clone(), "从第一行到最后一行之间没有填报的行");
                }
                terms
            }
        }
    }

    /// The place of a row with figures among the others; where there is none, a finding.
    fn known(&mut self, name: &str, rows: &[NamedRow], place: &Place) -> Option<usize> {
        let found = rows.iter().position(|row| row.key == name);
        if let Some(at) = found.filter(|at| rows[*at].role.has_figures()) {
            return Some(at);
        }
        let finding = Diagnostic::error(Code::UnknownName, format!("没有叫“{name}”的有数的行"));
        let keys = || {
            rows.iter()
                .filter(|row| row.role.has_figures())
                .map(|row| row.key.as_str())
        };
        let hint = match closest(name, keys()) {
            Some(meant) => format!("是否应为 {meant}？"),
            None => format!("可用的有 {}", keys().collect::<Vec<_>>().join("、")),
        };
        self.findings.push(finding.at(place.clone()).hint(hint));
        None
    }

    /// Rows that come to follow from themselves.
    fn row_circles(&mut self, rows: &[NamedRow], files: &[NamedRowFile], source: SourceId) {
        let needs = |key: &str| -> Vec<&str> {
            let row = rows.iter().find(|row| row.key == key);
            match row.map(|row| &row.role) {
                Some(RowRole::Derived(terms)) => {
                    terms.iter().map(|term| term.name.as_str()).collect()
                }
                _ => Vec::new(),
            }
        };
        for file in files {
            let (mut seen, mut open) = (HashSet::new(), needs(file.key.get_ref()));
            while let Some(key) = open.pop() {
                if key == file.key.get_ref() {
                    let message = format!("“{key}”一行的公式绕回了自己");
                    self.fault(Place::new(source, file.key.span()), message);
                    break;
                }
                if seen.insert(key) {
                    open.extend(needs(key));
                }
            }
        }
    }
}

fn plain(file: &NamedRowFile) -> NamedRow {
    NamedRow {
        key: file.key.get_ref().clone(),
        label: file
            .label
            .clone()
            .unwrap_or_else(|| file.key.get_ref().clone()),
        level: file.level,
        role: match (file.head, &file.formula) {
            (true, _) => RowRole::Head,
            // Its terms are known when all rows are.
            (false, Some(_)) => RowRole::Derived(Vec::new()),
            (false, None) => RowRole::Typed,
        },
        carried_from: file
            .carried_from
            .as_ref()
            .map(|from| from.get_ref().clone()),
    }
}

fn whole(key: &str) -> Term {
    Term {
        weight: Exact::integer(1),
        name: key.to_owned(),
    }
}
