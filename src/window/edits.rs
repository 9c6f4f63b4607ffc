//! Edits: tried while one types, kept when one says so, taken back.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use hongtou::archive::digest;
use hongtou::diagnostic::Diagnostic;
use hongtou::input::acceptance;
use hongtou::office::{Refusal, fault, folder};
use hongtou::workbook::Spot;
use hongtou::workbook::edit::Edit;
use serde::Deserialize;
use serde_json::{Value, json};

use super::desks::{Desks, Place};
use super::journal::{ENDING, Journal, Way};
use super::routes::blocking;
use super::told::Wanted;
use super::windows::Windows;
use crate::cli::clock::minute;
use crate::cli::write::Writer;

/// One edit as the browser sends it.
#[derive(Deserialize)]
pub struct Asked {
    spot: String,
    #[serde(default)]
    before: String,
    typed: String,
}

/// What the browser sends while one types.
#[derive(Deserialize)]
pub struct Asking {
    #[serde(default)]
    edits: Vec<Asked>,
    /// Whether they are to be kept.
    #[serde(default)]
    keep: bool,
    /// Which rows of long tables are shown: `0:100,2:300`.
    #[serde(default)]
    from: String,
    /// Whether the pages are wanted in the same answer.
    #[serde(default = "yes")]
    pages: bool,
}

fn yes() -> bool {
    true
}

/// Which way to step.
#[derive(Deserialize)]
pub struct Stepping {
    way: Way,
    #[serde(default)]
    from: String,
}

/// What else changes an input.
#[derive(Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Whole {
    /// A finding that was looked into and is right.
    Accept {
        code: String,
        figure: String,
        value: String,
        reason: String,
    },
    /// The file as it is to be; `version` is what it was when it was shown.
    Text { version: String, text: String },
}

/// Where the request's place is.
pub type At = Path<(String, String)>;

/// Tries edits, or keeps them.
pub async fn edit(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Json(asking): Json<Asking>,
) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let edits = edits_of(&asking.edits)?;
        let wanted = Wanted {
            desks: &desks,
            place: &place,
            windows: &Windows::parse(&asking.from),
            with_pages: asking.pages,
        };
        if asking.keep {
            let _held = desks.write();
            may_write(&desks)?;
            return keep(&wanted, &edits);
        }
        Ok(wanted.told(&folder::input(&place.path)?, &edits))
    })
    .await
}

/// Takes the last step back, or makes it again.
pub async fn step(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Json(stepping): Json<Stepping>,
) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let _held = desks.write();
        may_write(&desks)?;
        let text = read(&place)?;
        let mut journal = Journal::of(&place.beside(ENDING));
        let after = journal.step(stepping.way, &text, place.desk.office.model())?;
        write(&place, &text, &after, &journal)?;
        all_of(&desks, &place, &stepping.from)
    })
    .await
}

/// Accepts a finding, or takes a whole text.
pub async fn whole(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Json(whole): Json<Whole>,
) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let _held = desks.write();
        may_write(&desks)?;
        let before = read(&place)?;
        let (label, after) = match whole {
            Whole::Accept {
                code,
                figure,
                value,
                reason,
            } => {
                if reason.trim().is_empty() {
                    return Err(fault("没有写理由", "请写明为什么这样是对的").into());
                }
                let block = acceptance(&code, &figure, &value, reason.trim());
                let after = format!("{}\n\n{block}\n", before.trim_end());
                (format!("核对无误：{figure}"), after)
            }
            Whole::Text {
                version: seen,
                text,
            } => {
                if seen != version(&before) {
                    let message = "数据文件在别处改过，没有盖掉它";
                    return Err(fault(message, "请先抄下自己改的，重新打开“原文”再改").into());
                }
                ("整个数据文件".to_owned(), text.replace("\r\n", "\n"))
            }
        };
        let mut journal = Journal::of(&place.beside(ENDING));
        journal.text_changed(&label, &before, &after, minute());
        write(&place, &before, &after, &journal)?;
        all_of(&desks, &place, "")
    })
    .await
}

/// What the input is now: a browser asks every few seconds.
pub async fn state(State(desks): State<Arc<Desks>>, Path((kind, period)): At) -> Response {
    blocking(move || {
        // Its templates are no matter here.
        let (_, _, path) = desks.found(&kind, &period)?;
        Ok(json!({ "version": version(folder::read(&path)?.text()) }))
    })
    .await
}

/// The text of the file, to be edited as a whole.
pub async fn text(State(desks): State<Arc<Desks>>, Path((kind, period)): At) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let text = read(&place)?;
        Ok(json!({ "version": version(&text), "text": text }))
    })
    .await
}

impl Asked {
    fn edit(&self) -> Option<Edit> {
        Some(Edit {
            spot: Spot::parse(&self.spot)?,
            before: self.before.clone(),
            typed: self.typed.clone(),
        })
    }
}

/// The edits that a browser sent.
///
/// # Errors
/// That one of them names no cell.
pub fn edits_of(asked: &[Asked]) -> Result<Vec<Edit>, Diagnostic> {
    let edits = asked.iter().map(Asked::edit).collect::<Option<Vec<_>>>();
    edits.ok_or_else(|| fault("没有这一格", "请刷新页面"))
}

/// Refuses where nothing may be changed.
pub fn may_write(desks: &Desks) -> Result<(), Diagnostic> {
    if desks.is_read_only() {
        return Err(fault(
            "这个窗口只看不改",
            "要改数据，请不带 --read-only 打开",
        ));
    }
    Ok(())
}

/// All that is to be told of the input as it is now.
fn all_of(desks: &Desks, place: &Place, from: &str) -> Result<Value, Refusal> {
    let wanted = Wanted {
        desks,
        place,
        windows: &Windows::parse(from),
        with_pages: true,
    };
    Ok(wanted.told(&folder::input(&place.path)?, &[]))
}

fn keep(wanted: &Wanted, edits: &[Edit]) -> Result<Value, Refusal> {
    let place = wanted.place;
    let input = folder::input(&place.path)?;
    let before = input.file.text();
    let edited = place.desk.office.edit(&input, edits);
    // All of it or nothing: who is asked back still has all that was typed.
    if !edited.made.refused.is_empty() || edited.made.changes.is_empty() {
        return Ok(wanted.told(&input, edits));
    }
    let mut journal = Journal::of(&place.beside(ENDING));
    journal.values(&edited.made.changes, minute());
    write(place, before, &edited.made.text, &journal)?;
    let mut value = wanted.told(&folder::input(&place.path)?, &[]);
    value["kept"] = edited.made.changes.len().into();
    Ok(value)
}

/// The input's text as it is on the disk.
pub fn read(place: &Place) -> Result<String, Diagnostic> {
    Ok(folder::read(&place.path)?.text().to_owned())
}

/// Writes an input and the journal of its steps, unless somebody else has saved it since it was read.
pub fn write(place: &Place, before: &str, text: &str, journal: &Journal) -> Result<(), Diagnostic> {
    let files = [
        (place.path.clone(), text.as_bytes().to_vec()),
        (place.beside(ENDING), journal.text()),
    ];
    let writer = Writer::after(&place.desk.read);
    let hint = "请核对文件夹和权限；数据文件没有改";
    writer.write_after(&place.path, Some(before), &files, hint)
}

/// What tells one state of a file from another.
pub fn version(text: &str) -> String {
    let mut digits = digest(text.as_bytes());
    digits.truncate(16);
    digits
}
