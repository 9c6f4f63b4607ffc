//! A table or a set of single figures.

use super::{Carried, Column, Content, NamedRow, Placed};
use crate::language::{Condition, Formula, Wording};
use crate::source::Place;

/// A table or a set of single figures: one file of `templates/figures/`, one table of the input.
#[derive(Debug)]
pub struct Group {
    /// The name of its file without `.toml`, and of its table in the input: `targets`.
    pub key: String,
    /// What findings and prompts call it, in Chinese: 棚改逾期安置.
    pub label: String,
    /// The start of its file.
    pub place: Place,
    /// The annex's title.
    pub title: Option<Placed<Wording>>,
    /// When it is printed as an annex; nothing: when the year has something of it.
    pub when: Option<Placed<Condition>>,
    /// Conditions by name, of a row or of the total: slow is `rate < 80%`.
    pub tests: Vec<(String, Placed<Condition>)>,
    /// What its rows are; [`Rows::None`] when it has single figures only.
    pub rows: Rows,
    /// What the list of rows goes back to.
    pub ground: Option<Ground>,
    /// The line above the table at its right: 单位：万元.
    pub unit_line: Option<Placed<Wording>>,
    /// The head of the column of row names.
    pub row_head: String,
    /// The head of a column before it that numbers the typed rows: 序号. Nothing: there is none.
    pub serial: Option<String>,
    /// Where the totals are printed.
    pub total_row: TotalRow,
    /// What their row is called, where not as in the other tables.
    pub total_label: Option<String>,
    /// The order of print; nothing: that of the input.
    pub order: Option<RowOrder>,
    /// The list, given by the input, over which columns are repeated.
    pub each: Option<Each>,
    /// The columns of the table from left to right; empty when it has single figures only.
    pub columns: Vec<Column>,
    /// Figures that stand outside the rows: `survey.houses`.
    pub scalars: Vec<Scalar>,
    /// Words that the input gives for this group.
    pub texts: Vec<TextField>,
    /// Lines below the annex's table.
    pub notes: Vec<Placed<Wording>>,
    /// What must hold in every row and the total, or once of single figures; else it is a finding.
    pub musts: Vec<Must>,
}

/// Where the rows of a group's table come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// No table: single figures or texts only.
    None,
    /// One row for each of a set, in the set's order, and the extra rows before them.
    /// A sparse table has rows only for those of the set that the input names.
    Set {
        /// The set's key: `counties`.
        set: String,
        /// The rows that are not of the set, in the order of print.
        extra: Vec<NamedRow>,
        /// Whether the input may leave rows of the set out.
        sparse: bool,
    },
    /// As many rows as the input has.
    Records,
}

/// A list of the input that repeats some of the columns for each item: the years of an audit.
#[derive(Clone, Debug)]
pub struct Each {
    /// The list's name in the input; `audit.years` names its items in a rule.
    pub key: String,
    /// What prompts call the list: 审计年度.
    pub label: String,
    /// Whether the list moves on by a year every year.
    pub rolls: bool,
}

/// What a list of rows was made by. As long as it is the same, the list is the
/// same: its rows stay until all of them are done.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The full name of the figure that tells the year in which the list was made.
    pub figure: Placed<String>,
    /// What is left to be done of a row; of the total as well.
    pub left: Vec<Placed<Formula>>,
}

/// Where a table prints its totals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TotalRow {
    /// Above the rows.
    #[default]
    First,
    /// Below the rows.
    Last,
    /// Nowhere; the wording may name them all the same.
    None,
}

/// The order in which a table prints its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOrder {
    /// The column that decides; rows that are alike, and blank ones behind all others, stay in the
    /// order of the input.
    pub column: Placed<String>,
    /// Whether the highest figure comes first.
    pub falling: bool,
}

/// A single figure of a group.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// What the input calls it; with the group's key in front, its full name: `survey.houses`.
    pub key: String,
    /// What findings and prompts call it, in Chinese.
    pub label: String,
    /// Whether it is typed or worked out; never [`Content::Text`].
    pub content: Content,
    /// Whether it is a year, not after the notice's own.
    pub year: bool,
    /// How it goes on from last year's figures.
    pub carried: Option<Carried>,
    /// Its formula in the template, or its key when it has none.
    pub place: Place,
}

/// Words that the input gives: a paragraph, a date.
#[derive(Clone, Debug)]
pub struct TextField {
    /// What the input calls it; a wording names it with the group's key in front.
    pub key: String,
    /// What findings and prompts call it, in Chinese.
    pub label: String,
    /// Whether the input may leave it out.
    pub optional: bool,
    /// A day of the notice's year: 9月25日.
    pub day: bool,
    /// The wording goes on behind it: marks at its end are dropped.
    pub clause: bool,
    /// All that it may say; empty: anything.
    pub choices: Vec<String>,
    /// It is asked for only in a year that has something of this group.
    pub with: Option<Placed<String>>,
}

/// What must hold in every row: built ≤ begun.
#[derive(Clone, Debug)]
pub struct Must {
    /// The condition; it may name the row's own columns and the same row of other tables.
    pub that: Placed<Condition>,
    /// What is wrong when it does not.
    pub say: String,
}
