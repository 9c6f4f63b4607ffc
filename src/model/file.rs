//! The shape of the template files, before anything in them is checked.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::spanned::Spanned;
use super::{ChartShape, DocumentForm, HeadPart, Window};
use crate::calendar::Cycle;

type Text = Spanned<String>;

/// Font families by role: `fonts.toml`, or `[fonts]` of a kind's own.
pub(super) type FontsFile = IndexMap<String, Vec<String>>;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeFile {
    #[serde(default)]
    pub cycle: Cycle,
    #[serde(default)]
    pub form: DocumentForm,
    pub name: Option<String>,
    pub organ: Option<String>,
    pub mark: Option<Text>,
    pub organs: Option<Spanned<Vec<OrganFile>>>,
    pub number: Option<Text>,
    pub title: Option<Text>,
    pub addressee: Option<Text>,
    pub allows: Option<Spanned<Vec<HeadPart>>>,
    pub signers: Option<Spanned<bool>>,
    pub note: Option<Text>,
    pub total_label: String,
    #[serde(default)]
    pub total_words: Vec<String>,
    #[serde(default)]
    pub sets: IndexMap<String, SetFile>,
    pub rounding_note: Text,
    pub seal: Option<Spanned<bool>>,
    pub post: Option<Text>,
    pub figures: Vec<Text>,
    pub sections: Vec<Text>,
    #[serde(default)]
    pub annexes: Vec<Spanned<AnnexFile>>,
    pub fonts: Option<FontsFile>,
    #[serde(default)]
    pub claims: Vec<ClaimFile>,
}

/// An annex: a table, a chart, a text, or a table and a chart with texts above and below them.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum AnnexFile {
    /// The key of a group, a table to be filled in, a chart or a section.
    Name(String),
    Parts(AnnexPartsFile),
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnexPartsFile {
    pub before: Option<String>,
    pub table: Option<String>,
    pub chart: Option<String>,
    /// Whether the chart stands above the table.
    #[serde(default)]
    pub chart_first: bool,
    pub after: Option<String>,
}

/// A chart of a group's figures: `charts/NAME.toml`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChartFile {
    pub title: Option<Text>,
    pub when: Option<Text>,
    pub of: Text,
    pub shape: ChartShape,
    pub columns: Vec<Text>,
    pub along: Option<Spanned<AlongFile>>,
    pub row: Option<Text>,
    pub order_by: Option<Text>,
    #[serde(default)]
    pub falling: bool,
}

/// `along = "rows"`, `along = "each"`, `along = ["same", "last"]`.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum AlongFile {
    Word(AlongWord),
    Periods(Vec<EpochWord>),
}

#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum AlongWord {
    Rows,
    Each,
}

#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum EpochWord {
    Last,
    Same,
}

/// A table to be filled in by hand: `tables/NAME.toml`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HandTableFile {
    pub title: Text,
    #[serde(default)]
    pub row_head: String,
    pub rows: Spanned<HandRowsFile>,
    pub columns: Vec<HandColumnFile>,
    #[serde(default)]
    pub notes: Vec<Text>,
}

/// The key of a set, or the rows' names.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum HandRowsFile {
    Set(String),
    Named(Vec<String>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HandColumnFile {
    pub head: Vec<Text>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganFile {
    pub name: String,
    pub mark: Option<Text>,
    pub post: Option<Text>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimFile {
    pub words: Vec<String>,
    pub of: Vec<String>,
    pub section: Text,
    pub when: Text,
    pub say: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupFile {
    pub label: String,
    pub title: Option<Text>,
    pub when: Option<Text>,
    #[serde(default)]
    pub tests: IndexMap<String, Text>,
    /// The key of a set, or `records`.
    pub rows: Option<Text>,
    #[serde(default)]
    pub sparse: bool,
    #[serde(default)]
    pub extra_rows: Vec<NamedRowFile>,
    pub ground: Option<Text>,
    #[serde(default)]
    pub left: Vec<Text>,
    pub unit_line: Option<Text>,
    pub blank: Option<Text>,
    #[serde(default)]
    pub row_head: String,
    pub serial: Option<String>,
    #[serde(default)]
    pub total_row: TotalRowFile,
    pub total_label: Option<String>,
    pub order_by: Option<Text>,
    #[serde(default)]
    pub falling: bool,
    pub each: Option<EachFile>,
    #[serde(default)]
    pub columns: Vec<Spanned<ColumnFile>>,
    #[serde(default)]
    pub scalars: Vec<Spanned<ScalarFile>>,
    #[serde(default)]
    pub texts: Vec<TextFile>,
    #[serde(default)]
    pub notes: Vec<Text>,
    #[serde(default)]
    pub must: Vec<MustFile>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetFile {
    pub label: String,
    #[serde(default)]
    pub rows: Vec<NamedRowFile>,
    #[serde(default)]
    pub groups: bool,
    pub subtotal: Option<Text>,
    #[serde(default)]
    pub words: Vec<String>,
    pub usual: Option<Vec<String>>,
    #[serde(default)]
    pub short: Vec<String>,
    #[serde(default)]
    pub whole: Vec<String>,
    #[serde(default)]
    pub vague: Vec<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedRowFile {
    pub key: Text,
    pub label: Option<String>,
    #[serde(default)]
    pub level: usize,
    #[serde(default)]
    pub head: bool,
    pub formula: Option<Text>,
    pub carried_from: Option<Text>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EachFile {
    pub key: String,
    pub label: String,
    #[serde(default)]
    pub rolls: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the file's own shape: each is a key"
)]
pub(super) struct ColumnFile {
    pub key: Text,
    pub label: Option<String>,
    #[serde(default)]
    pub head: Vec<Text>,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub amount: bool,
    pub places: Option<u32>,
    pub form: Option<Text>,
    pub blank: Option<Text>,
    pub rounded_to: Option<u32>,
    #[serde(default)]
    pub signed: bool,
    #[serde(default)]
    pub exact: bool,
    pub formula: Option<Text>,
    #[serde(default)]
    pub each: bool,
    #[serde(default)]
    pub date: bool,
    pub within: Option<Spanned<Window>>,
    pub rolls: Option<Spanned<bool>>,
    #[serde(default)]
    pub text: bool,
    #[serde(default)]
    pub optional: bool,
    pub set: Option<Text>,
    #[serde(default)]
    pub ending: String,
    #[serde(default)]
    pub choices: Vec<String>,
    pub choose: Option<Vec<GradeFile>>,
    pub total: Option<Spanned<TotalFile>>,
    pub weighted_by: Option<Text>,
    pub carried: Option<CarriedFile>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GradeFile {
    pub when: Option<Text>,
    pub say: Text,
}

/// `total = false`, `total = "mean"`.
#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq)]
#[serde(untagged)]
pub(super) enum TotalFile {
    Flag(bool),
    Word(TotalWord),
}

#[derive(Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum TotalWord {
    None,
    Sum,
    Mean,
    Weighted,
    Given,
}

#[derive(Deserialize, JsonSchema, Clone, Copy, Default, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum TotalRowFile {
    #[default]
    First,
    Last,
    None,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CarriedFile {
    pub from: Text,
    #[serde(rename = "is")]
    pub opening: Option<Text>,
    #[serde(default)]
    pub grows: bool,
    #[serde(default)]
    pub within_year: bool,
    pub plus: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the file's own shape: each is a key"
)]
pub(super) struct ScalarFile {
    pub key: Text,
    pub label: String,
    #[serde(default)]
    pub unit: String,
    #[serde(default)]
    pub amount: bool,
    pub places: Option<u32>,
    pub form: Option<Text>,
    pub rounded_to: Option<u32>,
    #[serde(default)]
    pub signed: bool,
    #[serde(default)]
    pub exact: bool,
    #[serde(default)]
    pub year: bool,
    #[serde(default)]
    pub date: bool,
    pub within: Option<Spanned<Window>>,
    pub rolls: Option<Spanned<bool>>,
    pub formula: Option<Text>,
    pub carried: Option<CarriedFile>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TextFile {
    pub key: String,
    pub label: String,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub day: bool,
    #[serde(default)]
    pub clause: bool,
    #[serde(default)]
    pub choices: Vec<String>,
    pub with: Option<Text>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MustFile {
    pub that: Text,
    pub say: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionFile {
    pub name: Option<String>,
    /// Of an annex alone: the others stand under the title of the notice, or beside a table's.
    pub title: Option<Text>,
    pub when: Option<Text>,
    #[serde(default)]
    pub tests: IndexMap<String, Text>,
    pub heading: Option<Text>,
    pub paragraphs: Vec<Text>,
    #[serde(default)]
    pub lists: IndexMap<String, Vec<EntryFile>>,
    pub phrases: IndexMap<String, Spanned<PhraseFile>>,
}

/// An item of a list: its words by name, and `when` it is one at all.
pub(super) type EntryFile = IndexMap<String, Text>;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseFile {
    pub name: Option<String>,
    pub each: Option<Text>,
    #[serde(rename = "where")]
    pub filter: Option<Text>,
    pub falling: Option<Text>,
    pub shared: Option<SharedFile>,
    #[serde(default)]
    pub join: String,
    pub last_join: Option<Text>,
    pub limit: Option<Spanned<u32>>,
    pub more: Option<Text>,
    pub if_empty: Option<Text>,
    pub say: Option<Text>,
    pub choose: Option<Vec<RuleFile>>,
    pub parts: Option<Vec<RuleFile>>,
    pub merge: Option<Vec<MergeFile>>,
    #[serde(default)]
    pub between: String,
    #[serde(default)]
    pub names: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeFile {
    pub of: Text,
    #[serde(default)]
    pub lead: String,
    pub say: Text,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedFile {
    pub say: Text,
    pub join: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub when: Option<Text>,
    pub say: Text,
}
