//! Two notices compared by meaning: figures, verdicts, sentences, rows and
//! cells have names that last from year to year, and are compared by them.
//! What differs only because the year rolled on is told apart. Pure data in,
//! data out; [`terminal`], [`json`] and [`page`] show it.

mod align;
mod annexes;
mod body;
mod figures;
mod ground;
pub mod json;
pub mod page;
mod pieces;
mod reasons;
mod records;
pub mod redline;
mod sentences;
mod stale;
pub mod terminal;
mod tokens;
mod verdicts;

pub use annexes::{AnnexComparison, CellComparison, ColumnComparison, RowComparison};
pub use body::{LineComparison, SectionComparison};
pub use figures::{FigureComparison, PrintedFigure};
pub use ground::{Ground, Grounds};
pub use pieces::{Cause, Change, Piece, Which, text_of};
pub use reasons::{PartChange, Reason};
pub use stale::Stale;
pub use verdicts::{Verdict, VerdictChange};

use serde::Serialize;

use self::records::Records;

use crate::calendar::Period;
use crate::model::Model;
use crate::pipeline::Year;
use crate::remarks::Located;
use crate::source::Sources;

/// One of the two notices, with the templates that made it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The templates that made it.
    pub model: &'a Model,
    /// The notice, its figures and its input.
    pub year: &'a Year,
}

/// What became of a section, a sentence, a row or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Equal, but for the years that follow from the notice's own.
    Same,
    /// Words or figures differ.
    Changed,
    /// Only the newer notice has it.
    New,
    /// Only the older notice has it.
    Gone,
    /// Elsewhere than before, whether or not it changed as well.
    Moved,
}

/// What differs between two notices, and what does not.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// What the older notice reports on.
    pub old_period: Period,
    /// What the newer notice reports on.
    pub new_period: Period,
    /// What the two sides were made from, where the caller tells it.
    pub grounds: Grounds,
    /// What should have rolled on with the year, and did not.
    pub stale: Vec<Stale>,
    /// Phrases that say otherwise since other rules were chosen.
    pub verdicts: Vec<VerdictChange>,
    /// Every figure of either year, changed or not, in the order of the newer.
    pub figures: Vec<FigureComparison>,
    /// The whole text, section by section: also what is the same.
    pub sections: Vec<SectionComparison>,
    /// Every annex of either notice, in the order of the newer.
    pub annexes: Vec<AnnexComparison>,
    /// How many places differ only because the year rolled on.
    pub rolled: usize,
    /// The remarks on the newer notice of which something is still to be done, where the caller tells them.
    pub remarks: Vec<Located>,
}

/// Compares two notices.
pub fn compare(old: Side, new: Side, sources: &Sources) -> Comparison {
    let records = Records::of(old, new);
    let sections = body::compare(old, new);
    let annexes = annexes::compare(old, new);
    let lines = sections.iter().flat_map(|section| &section.lines);
    let heads = annexes.iter().flat_map(AnnexComparison::pieces);
    let pieces: Vec<&Piece> = lines.flat_map(|line| &line.pieces).chain(heads).collect();
    let rolled = pieces.iter().filter(|piece| piece.change == Change::Rolled);
    Comparison {
        old_period: old.year.notice.period,
        new_period: new.year.notice.period,
        grounds: Grounds::default(),
        stale: stale::find(old, new),
        verdicts: verdicts::compare(old, new, &records, sources),
        figures: figures::compare(old, new, &records, sources),
        rolled: rolled.count(),
        remarks: Vec::new(),
        sections,
        annexes,
    }
}

impl Comparison {
    /// Whether nothing differs but the years that follow from the notice's own.
    pub fn is_same(&self) -> bool {
        self.stale.is_empty()
            && self.verdicts.is_empty()
            && self.changed_figures().next().is_none()
            && self.sections.iter().all(|s| s.status == Status::Same)
            && self.annexes.iter().all(AnnexComparison::is_same)
    }

    /// The figures that print otherwise.
    pub fn changed_figures(&self) -> impl Iterator<Item = &FigureComparison> {
        self.figures.iter().filter(|figure| figure.changed)
    }

    /// The sentences of the text that are not the same, with their sections.
    pub fn changed_lines(&self) -> impl Iterator<Item = (&SectionComparison, &LineComparison)> {
        self.sections
            .iter()
            .flat_map(|section| section.lines.iter().map(move |line| (section, line)))
            .filter(|(_, line)| line.status != Status::Same)
    }

    /// How many sentences came out so.
    pub fn lines_of(&self, wanted: Status) -> usize {
        let lines = self.sections.iter().flat_map(|section| &section.lines);
        lines.filter(|line| line.status == wanted).count()
    }
}
