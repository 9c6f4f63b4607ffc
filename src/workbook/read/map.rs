//! Which cell of somebody's own workbook is which figure: a small file, written once and used in
//! every period.
//!
//! ```toml
//! workbook = "东县*"                     # of which files; without it, of all
//! [cells]
//! "group.东县.done" = "Sheet1!C5"
//! "group.东县.money" = { at = "Sheet1!F5", unit = "万元" }
//! ```

use std::fmt::Write;

use indexmap::IndexMap;
use serde::Deserialize;

use super::super::{Address, Spot, Target, Wanted, slot};
use super::{Found, Reader};
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::key::{Key, Row};
use crate::model::Model;
use crate::source::{Place, SourceId};

/// A map of a workbook.
#[derive(Clone, Debug)]
pub struct CellMap {
    source: SourceId,
    file: File,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Of which files; it is read by [`map_pattern`].
    #[serde(default, rename = "workbook")]
    _workbook: String,
    cells: IndexMap<String, Spanned>,
}

type Spanned = toml::Spanned<CellText>;

/// A cell, and in what its figure is told.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum CellText {
    At(String),
    In { at: String, unit: String },
}

impl CellMap {
    /// Reads a map that is among the sources.
    ///
    /// # Errors
    /// What can't be read in it.
    pub fn parse(source: SourceId, text: &str) -> Result<Self, Diagnostic> {
        match toml::from_str::<File>(text) {
            Ok(file) => Ok(Self { source, file }),
            Err(error) => {
                let message = "对照文件写得不对";
                let span = error.span().unwrap_or(0..0);
                let finding = Diagnostic::error(Code::Syntax, message).at(Place::new(source, span));
                Err(finding.hint("请写成 [cells]，下面一行一项：\"组.行名.名称\" = \"工作表!D7\""))
            }
        }
    }

    pub(super) fn read(&self, reader: &mut Reader) -> Vec<Found> {
        let mut found = Vec::new();
        for (name, cell) in &self.file.cells {
            let place = Place::new(self.source, cell.span());
            match Self::one(reader, name, cell.get_ref()) {
                Ok(one) => found.push(one),
                Err(finding) => reader.findings.push(finding.at(place)),
            }
        }
        found
    }

    fn one(reader: &Reader, name: &str, cell: &CellText) -> Result<Found, Diagnostic> {
        let (text, unit) = match cell {
            CellText::At(text) => (text, None),
            CellText::In { at, unit } => (at, Some(unit.clone())),
        };
        let named = spot(reader.model, name);
        let meant = (named.as_ref()).and_then(|of| slot(of, reader.model, reader.inputs));
        let (Some(meant), Some(named)) = (meant, named) else {
            let finding = Diagnostic::error(Code::UnknownName, format!("没有叫“{name}”的数据"));
            let all = super::super::apply::names(reader.model, reader.inputs);
            let near = closest(name, all.iter().map(String::as_str));
            return Err(match near {
                Some(near) => finding.hint(format!("是否应为 {near}？")),
                None => finding.hint("名称写作 组.项、组.total.项 或 组.行名.项"),
            });
        };
        let (sheet, cell) = text.rsplit_once('!').unwrap_or(("", text));
        let pages = &reader.book.pages;
        let page = pages
            .iter()
            .position(|page| page.name == sheet.trim_matches('\''));
        let page = page.or_else(|| (pages.len() == 1 || sheet.is_empty()).then_some(0));
        let (Some(page), Some(at)) = (
            page.filter(|page| *page < pages.len()),
            Address::parse(cell),
        ) else {
            let sheets: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
            let message = format!("{} 里没有“{text}”这一格", reader.book.name);
            let finding = Diagnostic::error(Code::UnknownKey, message);
            return Err(finding.hint(format!("请写成 工作表!D7；工作表有 {}", sheets.join("、"))));
        };
        Ok(Found {
            slot: meant,
            page,
            at,
            unit,
            row: format!("{}/{}", named.group, named.row),
        })
    }
}

/// The files that a map is for: a name in which * is any text; nothing: not said.
pub fn map_pattern(text: &str) -> Option<String> {
    let table: toml::Table = text.parse().ok()?;
    Some(table.get("workbook")?.as_str()?.to_owned())
}

/// The spot that the name of a figure or a text means.
fn spot(model: &Model, name: &str) -> Option<Spot> {
    let of = |group: &str, row: &str, column: &str| {
        Some(Spot {
            group: group.to_owned(),
            row: row.to_owned(),
            column: column.to_owned(),
        })
    };
    if !name.contains('.') {
        return of("", &format!("text:{name}"), "value");
    }
    let key = Key::parse(name)?;
    let group = model.group(&key.group)?;
    match &key.row {
        Row::None if group.texts.iter().any(|text| text.key == *key.column) => {
            of("", &format!("text:{name}"), "value")
        }
        Row::None => {
            let scalar = group.scalars.iter().find(|of| of.key == *key.column)?;
            let column = if scalar.content.formula().is_some() {
                "stated"
            } else {
                "value"
            };
            of(&group.key, &format!("single:{}", key.column), column)
        }
        Row::Total => of(&group.key, "stated", &format!("cell:{}", key.column)),
        Row::Of(row) => {
            let column = group.columns.iter().find(|of| of.key == *key.column);
            let is_derived = column.is_some_and(|of| of.content.formula().is_some());
            let kind = if is_derived { "stated" } else { "cell" };
            of(
                &group.key,
                &format!("row:{row}"),
                &format!("{kind}:{}", key.column),
            )
        }
    }
}

/// A map that says what was recognized in a workbook, to be looked through.
pub fn proposal(reader: &Reader, found: &[Found]) -> String {
    let file = reader
        .book
        .name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut pattern = String::new();
    for c in stem.chars() {
        match c {
            // The period changes, the name stays.
            '0'..='9' if pattern.ends_with('*') => {}
            '0'..='9' => pattern.push('*'),
            c => pattern.push(c),
        }
    }
    let mut text = format!(
        "# 对照：这种工作簿里哪一格是哪项数据。由程序照表头和行名认出，请逐行核对，认错的改、认漏的补；下一期接着用。\n\
         # 单位和数据文件不同的写成 {{ at = \"工作表!D7\", unit = \"万元\" }}。\n\
         workbook = {pattern:?}   # 用于哪些文件，* 是任何字\n\n[cells]\n"
    );
    let mut seen = std::collections::BTreeSet::new();
    for found in found {
        if matches!(found.slot.wanted, Wanted::Derived(_))
            || !seen.insert(found.slot.target.clone())
        {
            continue;
        }
        let name = found.slot.target.to_string();
        let sheet = &reader.book.pages[found.page].name;
        let at = format!("{sheet}!{}", found.at);
        let cell = match &found.unit {
            Some(unit) => format!("{{ at = {at:?}, unit = {unit:?} }}"),
            None => format!("{at:?}"),
        };
        let shown = reader.book.pages[found.page].text(found.at);
        let _ = writeln!(text, "{name:?} = {cell}   # {}　{shown}", found.slot.label);
    }
    for name in lacking(reader, &seen) {
        let _ = writeln!(text, "# {name:?} = \"工作表!格\"");
    }
    text
}

/// What was not recognized, of rows of which something was.
fn lacking(reader: &Reader, seen: &std::collections::BTreeSet<Target>) -> Vec<String> {
    let rows = seen.iter().filter_map(|target| match target {
        Target::Figure(key) => Some((key.group.clone(), key.row.clone())),
        _ => None,
    });
    let rows: std::collections::BTreeSet<_> = rows.collect();
    let mut lacking = Vec::new();
    for (group, row) in rows {
        let Some(of) = reader
            .model
            .group(&group)
            .filter(|_| row != Row::None && row != Row::Total)
        else {
            continue;
        };
        for column in reader.inputs.of(of).columns.iter() {
            let key = Key {
                group: group.clone(),
                row: row.clone(),
                column: column.key.as_str().into(),
            };
            let is_typed = matches!(column.content, crate::model::Content::Given(_));
            if is_typed && !seen.contains(&Target::Figure(key.clone())) {
                lacking.push(key.to_string());
            }
        }
    }
    lacking
}
