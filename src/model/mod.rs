//! The model: what `templates/` says about figures, annexes and wording,
//! read once and checked as a whole.

mod annex;
mod attendance;
mod chart;
mod check;
mod chosen;
mod column;
mod date;
mod document_form;
mod earlier;
mod either;
mod file;
mod form;
mod group;
mod known;
mod load;
mod measure;
mod names;
mod office;
mod reading;
mod repeated;
mod reserved;
mod rows;
mod schemas;
mod section;
mod spanned;
mod thresholds;
mod titles;

pub use annex::{AnnexChart, AnnexPlan, AnnexTable, HandRows, HandTable};
pub use attendance::Attendance;
pub use chart::{Along, ChartPlan, ChartShape};
pub use check::Asked;
pub use column::{Carried, Column, Content, Grade, Relation, Total};
pub use date::{DateTraits, Window, YEARS_OF_DATES, day_of, day_value};
pub use document_form::{Demand, DocumentForm, FormKey};
use earlier::needs_earlier;
pub use earlier::{EarlierFigure, Spot};
pub use form::{POINTS, base_unit, step_size};
pub use group::{Each, Ground, Group, Must, RowOrder, Rows, Scalar, TextField, TotalRow};
pub(crate) use load::span_in_string;
pub use load::{TemplateFiles, load};
pub use measure::{Compared, Kind, Measure, Threshold};
pub use names::{COUNT_WORD, ITEM_WORD, ItemSource, MERGED_WORD, Meaning, ROW_WORDS};
pub use office::{HeadPart, Office, Organ};
pub use repeated::repeated_key;
pub use reserved::is_reserved_in_rows;
pub use rows::{NamedRow, RowRole, RowSet};
pub use schemas::schemas;
pub use section::{
    Claim, Enumeration, Limit, List, ListEntry, Merge, Phrase, PhraseSource, Rule, Section, Shared,
};

use std::collections::BTreeSet;

use crate::source::Place;

/// Something read from a template, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was read.
    pub value: T,
    /// The file and the bytes in it, for findings to point at.
    pub place: Place,
}

impl<T> Placed<T> {
    /// What was read, and where it stands.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

/// All that the templates say: the figures, how they are made, and the words for them.
#[derive(Debug)]
pub struct Model {
    /// Who issues the notice, and what all its years share: `templates/notice.toml`.
    pub office: Office,
    /// The lists of rows that tables share: counties, departments.
    pub sets: Vec<RowSet>,
    /// In the order that `figures` of `templates/notice.toml` lists them.
    pub groups: Vec<Group>,
    /// Tables to be filled in by hand, which have no figures.
    pub tables: Vec<HandTable>,
    /// Those that stand in the text or in an annex.
    pub charts: Vec<ChartPlan>,
    /// What each annex consists of, in order.
    pub annexes: Vec<AnnexPlan>,
    /// Those of the text in the order of print, then those of annexes.
    pub sections: Vec<Section>,
    /// What words in the year's own texts claim.
    pub claims: Vec<Claim>,
    /// The figures that rules compare with each other.
    pub compared: BTreeSet<Compared>,
    /// The figures of earlier periods that anything names.
    pub earlier: BTreeSet<EarlierFigure>,
}

impl Model {
    /// The group with this key; `None` when the templates have none.
    pub fn group(&self, key: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.key == key)
    }

    /// The set of rows with this key; `None` when the templates have none.
    pub fn set(&self, key: &str) -> Option<&RowSet> {
        self.sets.iter().find(|set| set.key == key)
    }

    /// The table to be filled in by hand with this key; `None` when the templates have none.
    pub fn table(&self, key: &str) -> Option<&HandTable> {
        self.tables.iter().find(|table| table.key == key)
    }

    /// The section with this key; `None` when the templates have none.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }
}
