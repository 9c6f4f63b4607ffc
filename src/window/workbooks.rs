//! Workbooks go out to be filled in and come back; Word files come back corrected.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use axum::extract::{Multipart, Path, Query, State};
use axum::response::Response;
use hongtou::diagnostic::{Diagnostic, has_errors};
use hongtou::office::{Refusal, Sent, fault, folder, sent};
use hongtou::workbook::read::Book;
use serde::Deserialize;
use serde_json::Value;
use tokio::task::spawn_blocking;
use zip::write::SimpleFileOptions;

use super::desks::Desks;
use super::edits::{At, may_write, version, write};
use super::journal::{ENDING, Journal};
use super::results::{saved, told};
use super::routes::{answered, blocking};
use crate::cli::clock::minute;
use crate::cli::import::Taking;
use crate::cli::report::{Purpose, Report};
use crate::cli::review::{Reader, Told, keep, list_of};
use crate::cli::write::Writer;

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Whose forms are wanted.
#[derive(Deserialize)]
pub struct Forms {
    #[serde(default)]
    by: String,
}

/// The form of a period; by a set, those of its rows in one archive.
pub async fn form(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Query(forms): Query<Forms>,
) -> Response {
    let made = spawn_blocking(move || {
        let place = desks.place(&kind, &period)?;
        let by = Some(forms.by.as_str()).filter(|by| !by.is_empty());
        let filed = place.desk.office.forms(folder::input(&place.path)?, by)?;
        let stem = place.period.stem();
        if by.is_none() {
            let bytes = filed.into_iter().next().map(|form| form.bytes);
            return Ok((format!("{stem}.xlsx"), SHEET, bytes.unwrap_or_default()));
        }
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let hint = "请再试一次";
        for form in filed {
            let name = format!("{stem}-{}.xlsx", form.of);
            zip.start_file(name, SimpleFileOptions::default())
                .map_err(|error| fault(format!("填报表写不成：{error}"), hint))?;
            zip.write_all(&form.bytes)
                .map_err(|error| fault(format!("填报表写不成：{error}"), hint))?;
        }
        let done = zip
            .finish()
            .map_err(|error| fault(format!("填报表写不成：{error}"), hint))?;
        Ok((
            format!("{stem}-填报表.zip"),
            "application/zip",
            done.into_inner(),
        ))
    })
    .await;
    saved(made)
}

/// Takes what workbooks have into the input; with `check`, only tells what it would do.
pub async fn import(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    form: Multipart,
) -> Response {
    uploaded(form, move |parts| {
        let place = desks.place(&kind, &period)?;
        let _held = desks.write();
        may_write(&desks)?;
        let books = parts.read()?;
        let names: Vec<String> = books.iter().map(|book| book.name.clone()).collect();
        let taking = Taking {
            office: &place.desk.office,
            path: &place.path,
            map: None,
            replaces: parts.is("replace"),
        };
        let mut report = Report::of(Purpose::Build);
        let taken = taking.read(folder::input(&place.path)?, books, &mut report)?;
        let is_sound = !has_errors(&report.findings);
        let mut value = told(&report);
        value["sound"] = is_sound.into();
        if is_sound && !parts.is("check") {
            let mut journal = Journal::of(&place.beside(ENDING));
            let label = format!("导入 {}", names.join("、"));
            let before = taken.before.as_deref().unwrap_or_default();
            journal.text_changed(&label, before, &taken.text, minute());
            let steps = (place.beside(ENDING), journal.text());
            taking.keep(&taken, &Writer::after(&place.desk.read), vec![steps])?;
            value["version"] = version(&taken.text).into();
            value["kept"] = true.into();
        }
        Ok(value)
    })
    .await
}

/// Reads a Word file that came back; with `apply`, what is the input's own goes into it. The comments
/// in it become remarks.
pub async fn review(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    form: Multipart,
) -> Response {
    uploaded(form, move |parts| {
        let place = desks.place(&kind, &period)?;
        let _held = desks.write();
        may_write(&desks)?;
        let mut report = Report::of(Purpose::Build);
        for (name, bytes) in &parts.books {
            let input = folder::input(&place.path)?;
            let (kind, out) = (place.desk.office.kind(), &desks.arguments.out);
            let list = list_of(&place.path, kind, input.file.text(), out);
            let sent = list.map_or_else(Sent::default, |list| sent(&list, bytes));
            let reviewed = place.desk.office.review(&input, &sent, name, bytes)?;
            let is_written = parts.is("apply") && reviewed.text.is_some();
            if let Some(text) = reviewed.text.as_ref().filter(|_| is_written) {
                let mut journal = Journal::of(&place.beside(ENDING));
                let label = format!("写回 {name}");
                journal.text_changed(&label, &reviewed.before, text, minute());
                write(&place, &reviewed.before, text, &journal)?;
            }
            if parts.is("apply") {
                keep(&place.path, &reviewed)?;
            }
            let told = Told {
                path: &place.path,
                is_written,
                to: Reader::Window,
            };
            report.done.extend(told.lines(name, &reviewed));
        }
        let mut value = told(&report);
        value["kept"] = parts.is("apply").into();
        value["sound"] = true.into();
        Ok(value)
    })
    .await
}

/// What a browser sent: workbooks, and marks that were set.
#[derive(Default)]
struct Parts {
    books: Vec<(String, Vec<u8>)>,
    marks: BTreeMap<String, String>,
}

impl Parts {
    /// The workbooks.
    ///
    /// # Errors
    /// All that can't be read.
    fn read(&self) -> Result<Vec<Book>, Refusal> {
        let read = self.books.iter();
        let read = read.map(|(name, bytes)| Book::read(name, bytes));
        let (books, faults): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
        let faults: Vec<Diagnostic> = faults.into_iter().filter_map(Result::err).collect();
        if faults.is_empty() {
            Ok(books.into_iter().filter_map(Result::ok).collect())
        } else {
            Err(faults.into())
        }
    }

    fn is(&self, mark: &str) -> bool {
        self.marks.get(mark).is_some_and(|value| value == "true")
    }
}

/// Works with what a browser sent.
async fn uploaded(
    form: Multipart,
    work: impl FnOnce(Parts) -> Result<Value, Refusal> + Send + 'static,
) -> Response {
    match parts(form).await {
        Ok(parts) => blocking(move || work(parts)).await,
        Err(finding) => answered(Ok(Err(finding.into()))),
    }
}

async fn parts(mut form: Multipart) -> Result<Parts, Diagnostic> {
    let damaged = |_| {
        fault(
            "收到的文件不完整",
            "请再选一次；几个工作簿一共不能超过 64 MB",
        )
    };
    let mut parts = Parts::default();
    while let Some(field) = form.next_field().await.map_err(damaged)? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file) = field.file_name().map(str::to_owned) {
            // A name is only told; no file is opened by it.
            let bare = file.rsplit(['/', '\\']).next().unwrap_or_default();
            let bytes = field.bytes().await.map_err(damaged)?;
            parts.books.push((bare.to_owned(), bytes.to_vec()));
        } else {
            let text = field.text().await.map_err(damaged)?;
            parts.marks.insert(name, text);
        }
    }
    if parts.books.is_empty() {
        return Err(fault("没有选文件", "请先选文件"));
    }
    Ok(parts)
}
