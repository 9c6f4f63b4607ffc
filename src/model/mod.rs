//! The model: what `templates/` says about figures, annexes and wording,
//! read once and checked as a whole.

mod annex;
mod attendance;
mod chart;
mod check;
mod chosen;
mod columns;
mod date;
mod document_form;
mod earlier;
mod either;
mod file;
mod form;
mod known;
mod load;
mod names;
mod reading;
mod reserved;
mod rows;
mod schemas;
mod spanned;
mod thresholds;
mod titles;

pub use annex::{AnnexChart, AnnexPlan, AnnexTable, HandRows, HandTable};
pub use attendance::Attendance;
pub use chart::{Along, ChartPlan, ChartShape};
pub use check::Asked;
pub use columns::repeated_key;
pub use date::{DateTraits, Window, YEARS_OF_DATES, day_of, day_value};
pub use document_form::{Demand, DocumentForm, FormKey};
use earlier::needs_earlier;
pub use earlier::{EarlierFigure, Spot};
pub use form::{POINTS, base_unit, step_size};
pub(crate) use load::span_in_string;
pub use load::{TemplateFiles, load};
pub use names::{COUNT_WORD, ITEM_WORD, ItemSource, MERGED_WORD, Meaning, ROW_WORDS};
pub use reserved::is_reserved_in_rows;
pub use rows::{NamedRow, RowRole, RowSet};
pub use schemas::schemas;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::Cycle;
use crate::language::{Comparison, Condition, Form, Formula, Share, Wording};
use crate::number::Exact;
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

/// What every notice of this office shares.
#[derive(Debug)]
pub struct Office {
    /// What the office calls this kind of notice: 季度通报; its title without holes, where the
    /// template gives no name.
    pub name: String,
    /// How often it is made.
    pub cycle: Cycle,
    /// How it looks.
    pub form: DocumentForm,
    /// 发文机关, the host first; of a joint issue (联合行文) two to six of them, else one.
    pub organs: Vec<Organ>,
    /// 发文字号; may name `issue_year` and `number`. Nothing of a form without one.
    pub number: Option<Placed<Wording>>,
    /// 标题; bars part the words that a line must not cut. Nothing of a form without one.
    pub title: Option<Placed<Wording>>,
    /// 主送机关; nothing where what is issued is addressed to nobody.
    pub addressee: Option<String>,
    /// What an input may put at the head of a document.
    pub allows: Vec<HeadPart>,
    /// Whether it goes to an organ above and so names who signed it (上行文, GB/T 9704 7.2.6).
    pub signers: bool,
    /// 附注 of every document that has no other, without its brackets (GB/T 9704 7.3.6).
    pub note: Option<String>,
    /// The name of the total row of every table.
    pub total_label: String,
    /// What a text says when it speaks of the whole: 全市, 我市.
    pub total_words: Vec<String>,
    /// What is printed below a table whose parts don't add up in print.
    pub rounding_note: Placed<Wording>,
    /// Whether a seal is stamped over the signature.
    pub seal: bool,
    /// Font families by role, the preferred one first.
    pub fonts: Vec<(String, Vec<String>)>,
}

impl Office {
    /// Whether a seal may be stamped: not on a form without one, nor beside stamps of signatures (GB/T
    /// 9704 7.3.5.3).
    pub fn may_be_sealed(&self) -> bool {
        let has_post = self.organs.iter().any(|organ| organ.post.is_some());
        !has_post && self.form.demands(FormKey::Seal) != Demand::Refused
    }

    /// What it says outside of the text and the annexes.
    pub fn wordings(&self) -> impl Iterator<Item = &Placed<Wording>> {
        self.number.iter().chain(&self.title)
    }
}

/// An organ that issues the notice, alone or jointly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organ {
    /// 发文机关署名: its name below the text.
    pub name: String,
    /// 发文机关标志: what stands in red. Of a joint issue without 文件, which stands beside all;
    /// empty in a form without a mark.
    pub mark: String,
    /// 签发人职务: whose signature is stamped in place of the organ's name and seal (GB/T 9704
    /// 7.3.5.3).
    pub post: Option<String>,
}

/// What may stand in the upper left corner of the first page, where the input gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeadPart {
    /// 份号 (GB/T 9704 7.2.1).
    CopyNumber,
    /// 密级和保密期限 (GB/T 9704 7.2.2).
    Secrecy,
    /// 紧急程度 (GB/T 9704 7.2.3).
    Urgency,
}

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

/// Two figures that some rule compares with each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Compared {
    /// The group in whose rows the names are looked for first; nothing: the names are whole.
    pub group: Option<String>,
    /// As the rule names the one.
    pub left: String,
    /// As the rule names the other.
    pub right: String,
}

/// A comparison of a figure with a number, in some rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold {
    /// The constant, in the figure's own unit; of a rate, in what it is told in.
    pub at: Exact,
    /// How the figure must stand to the constant: figure on the left, constant on the right.
    pub comparison: Comparison,
}

impl Threshold {
    /// Whether `value`, in the same unit, is on the side that the comparison asks for.
    pub fn is_met_by(&self, value: &Exact) -> bool {
        self.comparison.holds(value.cmp(&self.at))
    }
}

/// How a figure is measured and printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// As printed: 套, 万元. Empty when the template names none.
    pub unit: String,
    /// What sort of number it is; this decides how it is rounded and compared.
    pub kind: Kind,
    /// Decimal places in print; nothing: as typed, or all the digits of a sum.
    pub places: Option<u32>,
    /// How it is printed beside that; what it is of, of a rate or of points, is its kind's.
    pub form: Form,
    /// To how many places the office rounds it: 134 in a column of 万元 that
    /// is rounded to two places is 134.00. Nothing: as many as were typed.
    pub rounded_to: Option<u32>,
    /// Whether it may be negative.
    pub signed: bool,
    /// Whether an amount stands for itself and not for ± half a unit: a target that was decreed.
    pub exact: bool,
    /// With what the rules compare it: its printed form must not stand on another side of them.
    pub thresholds: Vec<Threshold>,
    /// Of a date: which days are looked for, and what becomes of it in the next period.
    pub date: DateTraits,
}

/// What sort of number a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A whole number of things; exact.
    #[default]
    Count,
    /// A measured quantity, rounded to the places it was typed with.
    Amount,
    /// A quotient, told in per cent, per mille or by itself.
    Rate(Share),
    /// A difference of rates in per cent, in percentage points.
    Points,
    /// A day, kept as its number.
    Date,
}

/// One column of a group's table, or a word that every row has.
#[derive(Clone, Debug)]
pub struct Column {
    /// What formulas, rules and the input call it: `begun`.
    pub key: String,
    /// What findings call it, in Chinese: 开工率. The head on one line, where the template gives no
    /// label.
    pub label: String,
    /// The head, from the top row down. A column without one is not printed.
    pub head: Vec<Placed<Wording>>,
    /// Whether it is typed, worked out or words, and how it is measured.
    pub content: Content,
    /// Whether it is repeated for every item of [`Group::each`].
    pub repeated: bool,
    /// What the total row has of it.
    pub total: Total,
    /// The column whose figures are the weights of a weighted total.
    pub weighted_by: Option<Placed<String>>,
    /// What stands in a cell that has nothing: —. Empty: nothing.
    pub blank: String,
    /// How it goes on from last year's figures.
    pub carried: Option<Carried>,
    /// Its formula in the template, or its key when it has none.
    pub place: Place,
}

/// What the total row has of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Nothing.
    None,
    /// Of a typed column the sum of its rows, of a derived one its formula over the totals.
    Natural,
    /// The mean of its rows; blank ones do not count.
    Mean,
    /// The mean of its rows, each with the weight that [`Column::weighted_by`] gives it.
    Weighted,
    /// What the input states: it does not follow from the rows.
    Given,
}

impl Total {
    /// Whether the total row has a figure.
    pub fn is_there(self) -> bool {
        self != Self::None
    }
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

/// What a typed figure has to do with last year's of the same row: what it
/// begins with, and what must hold between the two years.
#[derive(Clone, Debug)]
pub struct Carried {
    /// Of last year's figures.
    pub from: Placed<Formula>,
    /// What of this year's is that: the figure itself, or it less what the year added.
    pub opening: Placed<Formula>,
    /// How the opening must stand to last year's figure.
    pub relation: Relation,
    /// Whether it counts from January on: with a new year it begins with nothing.
    pub within_year: bool,
    /// What it grows by, for the clerk: 本年发放的; nothing: what is new in the period.
    pub plus: Option<String>,
}

/// How a figure's opening must stand to what last year's notice published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Last year's published figure, unchanged.
    Equal,
    /// It may have grown: more of them were found.
    AtLeast,
}

/// What a cell holds, and where it comes from.
#[derive(Clone, Debug)]
pub enum Content {
    /// Typed into the input.
    Given(Measure),
    /// Follows from others; the input may state it as well.
    Derived(Measure, Formula),
    /// Words; or, where `set` is given, the name of a row of that set.
    /// `ending` is a word that the wording puts behind it, and that is dropped where it was typed.
    Text {
        /// Whether the input may leave it out.
        optional: bool,
        /// The set of which only the names are allowed.
        set: Option<String>,
        /// The word to drop from the end of what was typed; empty: nothing is dropped.
        ending: String,
        /// All that may be typed; empty: anything.
        choices: Vec<String>,
    },
    /// Words that follow from the figures of the row: the first that matches, the last without a
    /// condition.
    Chosen(Vec<Grade>),
}

/// One of the words that a column may have, and when.
#[derive(Clone, Debug)]
pub struct Grade {
    /// When it matches; `None`: always.
    pub when: Option<Placed<Condition>>,
    /// What the cell says; it may name other words of the row: 由{last.grade}升为{grade}.
    pub say: Placed<Wording>,
}

impl Content {
    /// How the figure is measured; `None` for words.
    pub fn measure(&self) -> Option<&Measure> {
        match self {
            Self::Given(measure) | Self::Derived(measure, _) => Some(measure),
            Self::Text { .. } | Self::Chosen(_) => None,
        }
    }

    /// All that words may say, where that is given; empty: anything.
    pub fn choices(&self) -> Vec<&str> {
        match self {
            Self::Text { choices, .. } => choices.iter().map(String::as_str).collect(),
            Self::Chosen(grades) => {
                let words = grades.iter().map(|grade| grade.say.value.words());
                words.collect::<Option<_>>().unwrap_or_default()
            }
            Self::Given(_) | Self::Derived(..) => Vec::new(),
        }
    }

    /// What the figure is worked out from; `None` for a typed figure and for words.
    pub fn formula(&self) -> Option<&Formula> {
        match self {
            Self::Derived(_, formula) => Some(formula),
            _ => None,
        }
    }
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

/// What certain words of the year's own texts claim, and when that is so.
#[derive(Debug)]
pub struct Claim {
    /// 圆满完成, 全面完成.
    pub words: Vec<String>,
    /// Of what: one of these words stands near.
    pub of: Vec<String>,
    /// The section whose names the condition uses, and whose heading is the verdict.
    pub section: Placed<String>,
    /// What the figures must satisfy for the claim to be true.
    pub when: Placed<Condition>,
    /// What is so when it does not hold.
    pub say: String,
}

/// A section of the body: one file of `templates/sections/`.
#[derive(Debug)]
pub struct Section {
    /// The name of its file without `.toml`; the first part of its phrases' names: `targets`.
    pub key: String,
    /// What a reviewer calls it: 年度目标任务.
    pub name: Option<String>,
    /// Whether it stands in an annex, not in the text.
    pub in_annex: bool,
    /// The title of the annex that it is by itself.
    pub title: Option<Placed<Wording>>,
    /// Conditions by name, for this section and for others: `targets.met`.
    pub tests: Vec<(String, Placed<Condition>)>,
    /// When it is printed; `None`: in every year.
    pub when: Option<Placed<Condition>>,
    /// Items that the templates write out, not the input.
    pub lists: Vec<List>,
    /// Every piece of wording of the section, the heading and the paragraphs among them.
    pub phrases: Vec<Phrase>,
    /// The phrase that is the heading; nothing for the preamble and the closing.
    pub heading: Option<Placed<String>>,
    /// The phrases that are paragraphs.
    pub paragraphs: Vec<Placed<String>>,
}

impl Section {
    /// The section's own phrase with this key; `None` when it has none.
    pub fn phrase(&self, key: &str) -> Option<&Phrase> {
        self.phrases.iter().find(|phrase| phrase.key == key)
    }

    /// The section's own list with this key; `None` when it has none.
    pub fn list(&self, key: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.key == key)
    }
}

/// Items that several phrases go through together.
#[derive(Debug)]
pub struct List {
    /// What phrases and conditions of the section call it: `goals`.
    pub key: String,
    /// The start of the section's file.
    pub place: Place,
    /// In the order in which they are said.
    pub entries: Vec<ListEntry>,
}

/// One item of a list, with the words that phrases use for it.
#[derive(Debug)]
pub struct ListEntry {
    /// The item drops out of every list when this does not hold.
    pub when: Option<Placed<Condition>>,
    /// What it lends to conditions and wording; all items of a list have the same names.
    pub words: Vec<(String, Placed<Wording>)>,
}

/// A set of rules that comes to a piece of wording.
#[derive(Debug)]
pub struct Phrase {
    /// Its name in the section's wording; elsewhere `targets.verdict`, with the section in front.
    pub key: String,
    /// What a reviewer calls it, behind the section's name: 结论.
    pub name: Option<String>,
    /// Where the template defines it.
    pub place: Place,
    /// How often its rules are asked, and of what.
    pub source: PhraseSource,
    /// In the order in which they are tried; what none of them matches is not said.
    pub rules: Vec<Rule>,
    /// What stands between items.
    pub join: String,
    /// What stands before the last item instead: 和. `None`: the same as between the others.
    pub last_join: Option<String>,
}

impl Phrase {
    /// What stands before the last item where that is not `join`: 和.
    pub fn last_join(&self) -> Option<&str> {
        self.last_join.as_deref()
    }

    /// What it says of its list as a whole: where there is no item, and where there are more.
    pub fn list_words(&self) -> impl Iterator<Item = &Placed<Wording>> {
        let each = self.each();
        let more = each.and_then(|each| each.limit.as_ref()?.more.as_ref());
        let if_empty = each.and_then(|each| each.if_empty.as_ref());
        if_empty.into_iter().chain(more)
    }
}

/// What a phrase applies its rules to.
#[derive(Debug)]
pub enum PhraseSource {
    /// The first matching rule says it.
    Once,
    /// Every matching rule says its part.
    Parts,
    /// Said for each item.
    Each(Box<Enumeration>),
    /// What several phrases say of rows, put together by the county that they are of.
    Merge(Box<Merge>),
}

/// Counties of which the same is to be said stand together, and none stands twice.
#[derive(Debug)]
pub struct Merge {
    /// The phrases that go through rows, one for each rule.
    pub of: Vec<Placed<String>>,
    /// What each of them begins with, said once for neighbours that begin alike.
    pub leads: Vec<String>,
    /// What stands between two things said of one county.
    pub between: String,
    /// What stands between two counties of which the same is said.
    pub names: String,
}

/// The items of a list, of a table or of a group's repeated columns, one by one.
#[derive(Debug)]
pub struct Enumeration {
    /// What it goes through, as [`Model::item_source`] reads it: `goals`, `targets`, `audit.years`.
    pub of: Placed<String>,
    /// Which items are said; `None`: all of them.
    pub filter: Option<Placed<Condition>>,
    /// The figure to sort by, the highest first; nothing: the order of the input.
    pub falling: Option<Placed<String>>,
    /// What neighbours share is said once, before the first: 棚户区住房改造.
    pub shared: Option<Shared>,
    /// How many items are said; `None`: all of them.
    pub limit: Option<Limit>,
    /// What is said when there is no item: 无. `None`: nothing, and the loader asks for a guard.
    pub if_empty: Option<Placed<Wording>>,
}

/// How many items of a list are said. All of them are counted still.
#[derive(Debug)]
pub struct Limit {
    /// So many, the first in order; at least one.
    pub most: usize,
    /// What stands behind them where there are more: 等. It may name [`COUNT_WORD`].
    pub more: Option<Placed<Wording>>,
}

/// Words that an item may have in common with its neighbours.
#[derive(Debug)]
pub struct Shared {
    /// The shared words, filled in for each item: neighbours whose words are the same share them.
    pub say: Placed<Wording>,
    /// What stands between items that don't share it.
    pub join: String,
}

/// One case of a phrase: what it says, and when.
#[derive(Debug)]
pub struct Rule {
    /// When it matches; `None`: always.
    pub when: Option<Placed<Condition>>,
    /// What it says; words that come out empty count as saying nothing.
    pub say: Placed<Wording>,
}
