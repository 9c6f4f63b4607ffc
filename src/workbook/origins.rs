//! Where figures came from: a small file beside an input, by the names of its figures.
//!
//! An origin holds as long as the input has the very value that was imported. Once somebody edits
//! the figure, nothing is said of where it came from: the file cannot get stale.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::Target;
use crate::input::{Entry, GroupInput, Inputs, RowInput};
use crate::key::{Key, Row};
use crate::model::{Content, Group, Model, Rows};
use crate::source::{Place, Sources};

/// The version of the form below.
const VERSION: u32 = 1;

/// Where the figures of an input came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origins {
    version: u32,
    /// The workbooks, in the order in which they were first imported.
    books: Vec<BookName>,
    /// By the names of figures and texts.
    figures: BTreeMap<String, Origin>,
}

/// A workbook that was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookName {
    /// The name of its file.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// Where one figure came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// As the input wrote it then.
    pub value: String,
    /// The workbook, by its number in the file.
    pub book: usize,
    /// The sheet.
    pub sheet: String,
    /// The cell: D7.
    pub cell: String,
    /// The day on which it was imported: 2024-01-05.
    pub imported: String,
}

impl Origins {
    /// Reads the file; what can't be read is as if it were not there.
    pub fn parse(text: &str) -> Self {
        let read: Option<Self> = serde_json::from_str(text).ok();
        read.filter(|read| read.version == VERSION)
            .unwrap_or_default()
    }

    /// The file's text; the same origins give the same text.
    pub fn text(&self) -> String {
        let whole = Self {
            version: VERSION,
            ..self.clone()
        };
        let text = serde_json::to_string_pretty(&whole);
        text.unwrap_or_default() + "\n"
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// Where a figure came from, if it still has the value that it had then.
    pub fn of(&self, name: &str, value: &str) -> Option<&Origin> {
        self.figures
            .get(name)
            .filter(|origin| origin.value == value)
    }

    /// Takes up what an import brought. `books` are its workbooks, which the fresh origins count from 0; `inputs` is
    /// the input as it is now. Books that nothing comes from any more are dropped.
    #[must_use]
    pub fn with(
        mut self,
        fresh: Vec<(Target, Origin)>,
        books: &[BookName],
        (model, inputs): (&Model, &Inputs),
    ) -> Self {
        for (target, mut origin) in fresh {
            let Some(book) = books.get(origin.book) else {
                continue;
            };
            let at = self.books.iter().position(|of| of == book);
            origin.book = at.unwrap_or_else(|| {
                self.books.push(book.clone());
                self.books.len() - 1
            });
            self.figures.insert(name_of(model, inputs, &target), origin);
        }
        self.swept()
    }

    fn swept(mut self) -> Self {
        let mut kept: Vec<BookName> = Vec::new();
        for origin in self.figures.values_mut() {
            let book = self.books.get(origin.book).cloned().unwrap_or_default();
            let at = kept.iter().position(|of| *of == book);
            origin.book = at.unwrap_or_else(|| {
                kept.push(book);
                kept.len() - 1
            });
        }
        self.books = kept;
        self
    }

    /// What a reader is told: 城区.xlsx 年度目标任务!D7（2024-01-05 导入）.
    pub fn told(&self, origin: &Origin) -> String {
        let book = self
            .books
            .get(origin.book)
            .map_or("", |book| book.name.as_str());
        format!(
            "来自 {book} {}!{}（{} 导入）",
            origin.sheet, origin.cell, origin.imported
        )
    }

    /// What is told of each place of an input that still has what was imported.
    pub fn by_place(
        &self,
        model: &Model,
        inputs: &Inputs,
        sources: &Sources,
    ) -> HashMap<Place, String> {
        if self.is_empty() {
            return HashMap::new();
        }
        let places = places(model, inputs).into_iter();
        let told = places.filter_map(|(name, place)| {
            let source = sources.get(place.source);
            let literal = source.text.get(place.span.clone())?;
            let origin = self.of(&name, literal)?;
            Some((place, self.told(origin)))
        });
        told.collect()
    }
}

/// The names by which origins are kept, and where their values stand.
fn places(model: &Model, inputs: &Inputs) -> Vec<(String, Place)> {
    let mut all = Vec::new();
    for group in &model.groups {
        let input = inputs.of(group);
        let mut add = |key: Key, entry: &Entry| {
            all.push((figure_name(group, input, &key), entry.place.clone()));
        };
        let key = |row: Row, column: &str| Key {
            group: group.key.as_str().into(),
            row,
            column: column.into(),
        };
        for row in input.rows.values() {
            for (column, entry) in &row.cells {
                add(key(Row::Of(row.key.clone()), column), entry);
            }
        }
        for (column, entry) in &input.total {
            add(key(Row::Total, column), entry);
        }
        for (column, entry) in &input.scalars {
            add(key(Row::None, column), entry);
        }
    }
    let texts = inputs.texts.iter();
    all.extend(texts.map(|text| (text.name.clone(), text.place.clone())));
    all
}

/// The name by which the origin of a figure or a text is kept.
pub(super) fn name_of(model: &Model, inputs: &Inputs, target: &Target) -> String {
    match target {
        Target::Figure(key) | Target::Word(key) => match model.group(&key.group) {
            Some(group) => figure_name(group, inputs.of(group), key),
            None => target.to_string(),
        },
        Target::Text(..) | Target::Head(_) => target.to_string(),
    }
}

/// A record's number changes as others come and go: it is known by its words.
fn figure_name(group: &Group, input: &GroupInput, key: &Key) -> String {
    let row = match (&group.rows, &key.row) {
        (Rows::Records, Row::Of(row)) => input.rows.get(row),
        _ => None,
    };
    match row {
        Some(row) => format!("{}.#{}.{}", group.key, words(group, row), key.column),
        None => key.to_string(),
    }
}

fn words(group: &Group, row: &RowInput) -> String {
    let columns = group.columns.iter();
    let columns = columns.filter(|column| matches!(column.content, Content::Text { .. }));
    let words: Vec<&str> = columns
        .filter_map(|column| row.texts.get(&column.key).map(String::as_str))
        .collect();
    words.join("/")
}
