//! Rows that the input lists: what a change of the list would change, and the change kept.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use hongtou::office::{fault, folder};
use hongtou::workbook::rows::{Doing, RowEdit};
use serde::Deserialize;
use serde_json::json;

use super::desks::Desks;
use super::edits::{At, may_write, version, write};
use super::journal::{ENDING, Journal};
use super::routes::blocking;
use super::told::{Wanted, impact};
use super::windows::Windows;
use crate::cli::clock::minute;

/// What is to be done with a row.
#[derive(Deserialize)]
pub struct Listing {
    list: String,
    row: String,
    doing: Way,
    /// The new name, where there is one.
    #[serde(default)]
    name: String,
    /// What the file was when the row was shown.
    version: String,
    /// Whether it is to be kept.
    #[serde(default)]
    keep: bool,
    #[serde(default)]
    from: String,
}

/// What is done.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Way {
    Remove,
    Rename,
    Up,
    Down,
    Add,
}

impl Listing {
    fn edit(&self) -> RowEdit {
        RowEdit {
            list: self.list.clone(),
            row: self.row.clone(),
            doing: match self.doing {
                Way::Remove => Doing::Remove,
                Way::Rename => Doing::Rename(self.name.clone()),
                Way::Up => Doing::Up,
                Way::Down => Doing::Down,
                Way::Add => Doing::Add(self.name.clone()),
            },
        }
    }

    /// What a step is called; records have numbers alone.
    fn label(&self, is_record: bool) -> String {
        let row = if is_record {
            format!("第{}条", self.row)
        } else {
            self.row.clone()
        };
        let name = self.name.trim();
        match self.doing {
            Way::Remove => format!("删去 {row}"),
            Way::Rename => format!("{row} 改名为 {name}"),
            Way::Up => format!("上移 {row}"),
            Way::Down => format!("下移 {row}"),
            Way::Add => format!("加上 {name}"),
        }
    }
}

/// Tells what a change of a list would change, or keeps it.
pub async fn change(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Json(listing): Json<Listing>,
) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let _held = desks.write();
        may_write(&desks)?;
        let input = folder::input(&place.path)?;
        let before = input.file.text();
        if listing.version != version(before) {
            let message = "数据文件在别处改过，名单没有动";
            return Err(fault(message, "看过现在的样子，再做一次").into());
        }
        let edited = place.desk.office.edit_rows(&input, &listing.edit())?;
        if !listing.keep {
            let errors = edited.run.findings().iter();
            let errors = errors
                .filter(|one| one.severity == hongtou::diagnostic::Severity::Error)
                .map(|one| one.message.as_str());
            return Ok(json!({
                "impact": edited.impact.as_ref().map(impact),
                "errors": errors.take(5).collect::<Vec<_>>(),
            }));
        }
        let mut journal = Journal::of(&place.beside(ENDING));
        let is_record = place.desk.office.model().group(&listing.list).is_some();
        journal.text_changed(
            &listing.label(is_record),
            before,
            &edited.made.text,
            minute(),
        );
        write(&place, before, &edited.made.text, &journal)?;
        let wanted = Wanted {
            desks: &desks,
            place: &place,
            windows: &Windows::parse(&listing.from),
            with_pages: true,
        };
        let mut told = wanted.told(&folder::input(&place.path)?, &[]);
        told["kept"] = 1.into();
        Ok(told)
    })
    .await
}
