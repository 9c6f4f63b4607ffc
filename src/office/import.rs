//! What was filled into workbooks, taken over into an input.

use std::collections::BTreeSet;

use super::input::{Input, TextFile};
use super::opened::Whole;
use super::{Office, Refusal};
use crate::diagnostic::{Code, Diagnostic, sort};
use crate::figures::Figures;
use crate::input::{Entry, Inputs, Typed};
use crate::model::{Group, Rows};
use crate::number::Decimal;
use crate::pipeline::ReadInput;
use crate::source::Sources;
use crate::workbook::apply::{Change, Ledger, apply};
use crate::workbook::fill::{Destination, Filled, TypedOver, fill};
use crate::workbook::origins::{BookName, Origins};
use crate::workbook::read::{Book, CellMap, Reader, proposal, read as read_book};

/// How workbooks are to be taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Importing {
    /// The day, as it is to be told later: 2024-01-05.
    pub day: String,
    /// Whether what was typed into the input by hand gives way to the workbooks.
    pub replaces: bool,
}

/// An input with what workbooks filled in.
#[derive(Debug, Default)]
pub struct Imported {
    /// The input's new text.
    pub text: String,
    /// Where its figures came from, to be kept beside it.
    pub origins: String,
    /// What was changed.
    pub changes: Vec<Change>,
    /// How many figures and texts the workbooks had that the input has as well.
    pub unchanged: usize,
    /// Who has reported nothing yet.
    pub missing: Vec<String>,
    /// Who has reported, but not all: with how many figures are still open.
    pub incomplete: Vec<(String, usize)>,
    /// What is wrong or worth knowing. With an error nothing should be kept.
    pub findings: Vec<Diagnostic>,
    /// Where the findings have their places.
    pub sources: Sources,
}

impl Office {
    /// Takes what workbooks have into an input; each may have a map that says which of its cells are
    /// which figures.
    ///
    /// # Errors
    /// What is wrong with the input itself.
    pub fn import(
        &self,
        input: Input,
        books: Vec<(Book, Option<TextFile>)>,
        how: &Importing,
    ) -> Result<Imported, Refusal> {
        let model = self.model();
        let name = input.file.name().to_owned();
        let before = Origins::parse(&input.origins);
        let Whole {
            mut sources,
            source,
            years,
            inputs,
            ..
        } = self.opened(input).whole()?;
        let mut findings = Vec::new();
        let to = Destination {
            kind: self.kind(),
            model,
            inputs: &inputs,
        };
        let books = with_maps(books, &mut sources, &mut findings);
        let filled = fill(to, &books, &mut sources);
        let text = sources.get(source).text.clone();
        let ledger = Ledger {
            model,
            inputs: &inputs,
            source,
            text: &text,
            origins: &before,
            replaces: how.replaces,
        };
        let applied = apply(&ledger, &filled, &how.day);
        findings.extend(filled.findings.iter().cloned());
        findings.extend(applied.findings.iter().cloned());
        let new = sources.add(name, applied.text.clone());
        let read = ReadInput::of(model, new, &sources).derived(model, years.earlier());
        let now = match read.whole_or_findings() {
            Ok((now, figures)) => {
                let over = filled.typed_over.iter();
                findings.extend(over.filter_map(|of| contradiction(of, &figures)));
                now
            }
            Err(faults) => {
                findings.extend(faults);
                inputs
            }
        };
        sort(&mut findings);
        let names = books.iter().map(|(book, _)| BookName {
            name: book.name.clone(),
            sha256: book.digest.clone(),
        });
        let names: Vec<BookName> = names.collect();
        let (missing, incomplete) = reporters(self, &now, &filled);
        Ok(Imported {
            unchanged: applied.fresh.len().saturating_sub(applied.changes.len()),
            text: applied.text,
            origins: before.with(applied.fresh, &names, (model, &now)).text(),
            changes: applied.changes,
            missing,
            incomplete,
            findings,
            sources,
        })
    }
}

impl Office {
    /// A map of a workbook of somebody's own, as far as its heads and names of rows tell, to be looked
    /// through and used in every period.
    ///
    /// # Errors
    /// What is wrong with the input, or that nothing was recognized.
    pub fn propose_map(&self, input: Input, book: &Book) -> Result<String, Refusal> {
        let Whole {
            mut sources,
            inputs,
            ..
        } = self.opened(input).whole()?;
        let mut reader = Reader {
            book,
            model: self.model(),
            inputs: &inputs,
            kind: self.kind(),
            sources: &mut sources,
            findings: Vec::new(),
        };
        let found = read_book(&mut reader, None);
        if found.is_empty() {
            let message = format!("{} 里没有认出一格", book.name);
            let hint = "请照 docs/手册 里“自己的表”一节，自己写一份对照";
            return Err(super::fault(message, hint).into());
        }
        Ok(proposal(&reader, &found))
    }
}

/// The workbooks with their maps read; what can't be read in a map is told, and its workbook left out.
fn with_maps(
    books: Vec<(Book, Option<TextFile>)>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(Book, Option<CellMap>)> {
    let mut read = Vec::new();
    for (book, map) in books {
        let map = map.map(|file| {
            let text = file.text().to_owned();
            let source = file.take_up(sources, findings);
            CellMap::parse(source, &text)
        });
        match map.transpose() {
            Ok(map) => read.push((book, map)),
            Err(finding) => findings.push(finding),
        }
    }
    read
}

const HINT: &str =
    "确是收到的数，填到“收到的”一格；否则恢复公式（从旁边的格复制），或核对它由之算出的各数";

/// That a number stands where a formula stood, and is another than the formula's.
fn contradiction(over: &TypedOver, figures: &Figures) -> Option<Diagnostic> {
    let figure = figures.get(figures.id(&over.key)?);
    let decimal = Decimal::parse(&over.number).ok()?;
    let is_stated = figure
        .typed()
        .is_some_and(|typed| typed.value == decimal.value);
    if is_stated || figure.open {
        return None;
    }
    let Some(derived) = figure.computed() else {
        let message = format!("{}应由公式计算，这里写了 {}", over.label, over.number);
        let finding = Diagnostic::error(Code::StatedDiffers, message);
        return Some(finding.at(over.place.clone()).hint(HINT));
    };
    let interval = figure.measure.interval_of(&decimal);
    let shown = derived.value.to_fixed(decimal.places);
    if derived.meets(&interval) || Decimal::parse(&shown).is_ok_and(|of| of.value == decimal.value)
    {
        return None;
    }
    let message = format!(
        "{}应由公式计算，是 {}，这里写了 {}",
        over.label,
        derived.value.to_fixed_or_plain(4),
        over.number
    );
    let finding = Diagnostic::error(Code::StatedDiffers, message);
    Some(finding.at(over.place.clone()).hint(HINT))
}

/// Whose figures are not there yet: of the rows of sets, those that workbooks said nothing of, and
/// those of which something is still open.
fn reporters(
    office: &Office,
    now: &Inputs,
    filled: &Filled,
) -> (Vec<String>, Vec<(String, usize)>) {
    let (mut missing, mut incomplete) = (Vec::new(), Vec::new());
    for set in &office.model().sets {
        let tables: Vec<&Group> = office
            .model()
            .groups
            .iter()
            .filter(|group| matches!(&group.rows, Rows::Set { set: own, .. } if *own == set.key))
            .collect();
        let told: BTreeSet<&str> = filled
            .reported
            .iter()
            .filter(|(of, _)| *of == set.key)
            .map(|(_, row)| row.as_str())
            .collect();
        for row in now.set(&set.key).iter().filter(|row| row.role.is_typed()) {
            let open = tables
                .iter()
                .map(|group| open_in(now, group, &row.key))
                .sum();
            match (open, told.contains(row.key.as_str())) {
                (0, _) => {}
                (_, false) => missing.push(row.label.clone()),
                (open, true) => incomplete.push((row.label.clone(), open)),
            }
        }
    }
    (missing, incomplete)
}

/// How many figures of a row are still to be filled in.
fn open_in(now: &Inputs, group: &Group, row: &str) -> usize {
    let row = now.of(group).rows.get(row);
    let cells = row.into_iter().flat_map(|row| row.cells.values());
    let is_open = |entry: &&Entry| entry.typed == Typed::ToFill;
    cells.filter(is_open).count()
}
