//! What the window makes: results, forms, the next period, and what workbooks bring in.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use hongtou::calendar::Period;
use hongtou::diagnostic::{Diagnostic, has_errors};
use hongtou::office::folder::{origins_of, results_within};
use hongtou::office::{Importing, Refusal, fault, folder};
use hongtou::workbook::read::Book;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;
use zip::write::SimpleFileOptions;

use super::desks::{Desks, Place, address};
use super::edits::{At, may_write, read, version, write};
use super::journal::{ENDING, Journal};
use super::routes::{answered, blocking};
use super::view;
use crate::cli::arguments::{
    BuildArguments, FontArguments, InputArguments, IssueArguments, ManyArguments, NewArguments,
    OutputArguments, ReviewFormat, VersionsArguments,
};
use crate::cli::clock::{day, minute};
use crate::cli::import::{map_of, maps, tell};
use crate::cli::report::{Purpose, Report};
use crate::cli::review::{Told, keep};
use crate::cli::write::Writer;
use crate::cli::{build as cli_build, new, versions as cli_versions};

/// What else than PDF, text and archive is wanted.
#[derive(Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the form's own shape: each is a box to be ticked"
)]
pub struct Building {
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    ofd: bool,
    #[serde(default)]
    docx: bool,
    /// What was issued is corrected.
    #[serde(default)]
    correct: bool,
}

/// The results of a period, by the endings of their names.
const RESULTS: [(&str, &str, &str); 5] = [
    ("pdf", "通报（PDF）", "application/pdf"),
    (
        "docx",
        "Word 文件",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("ofd", "版式文件（OFD）", "application/ofd"),
    ("txt", "审阅文本", "text/plain; charset=utf-8"),
    ("zip", "存档", "application/zip"),
];

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Builds, as the command does.
pub async fn build(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Json(building): Json<Building>,
) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let _held = desks.write();
        may_write(&desks)?;
        let fonts: FontArguments = desks.arguments.fonts.clone();
        let report = cli_build::run(&BuildArguments {
            inputs: ManyArguments {
                inputs: place.words(),
                templates: desks.arguments.templates.clone(),
            },
            output: OutputArguments {
                out: desks.arguments.out.clone(),
                draft: building.draft,
                force: false,
                correct: building.correct,
                ofd: building.ofd,
                docx: building.docx,
                archive_1b: false,
            },
            fonts,
        });
        let folder = desks
            .arguments
            .out
            .join(results_within(&place.path, &place.kind.name));
        let files = RESULTS.iter().filter(|(ending, ..)| {
            let is_asked = match *ending {
                "ofd" => building.ofd,
                "docx" => building.docx,
                _ => true,
            };
            is_asked
                && folder
                    .join(format!("{}.{ending}", place.period.stem()))
                    .is_file()
        });
        let files: Vec<Value> = files
            .map(|(ending, label, _)| {
                json!({ "label": label, "address": format!("{}/file/{ending}", place.address()) })
            })
            .collect();
        let mut value = told(&report);
        if !report.has_errors() {
            value["files"] = files.into();
        }
        Ok(value)
    })
    .await
}

/// The versions of a period, as the command lists them.
pub async fn versions(State(desks): State<Arc<Desks>>, Path((kind, period)): At) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let report = cli_versions::list(&VersionsArguments {
            issue: issued(&desks, &place),
            format: ReviewFormat::Text,
        });
        Ok(told(&report))
    })
    .await
}

/// Notes that the period was issued: another content is then refused unless it is a correction.
pub async fn issue(State(desks): State<Arc<Desks>>, Path((kind, period)): At) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let _held = desks.write();
        may_write(&desks)?;
        Ok(told(&cli_versions::issue(&issued(&desks, &place))))
    })
    .await
}

fn issued(desks: &Desks, place: &Place) -> IssueArguments {
    IssueArguments {
        input: InputArguments {
            input: place.words(),
            templates: desks.arguments.templates.clone(),
        },
        out: desks.arguments.out.clone(),
    }
}

/// What a command did and found.
fn told(report: &Report) -> Value {
    let findings = report.shown();
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "severity": finding.severity.name(),
                "message": finding.message,
                "hints": finding.hints,
                "where": finding.labels.first().map(|label| report.sources.get(label.place.source).told()),
            })
        })
        .collect();
    json!({ "done": report.done, "findings": findings })
}

/// A result, to be saved by the browser.
pub async fn file(
    State(desks): State<Arc<Desks>>,
    Path((kind, period, what)): Path<(String, String, String)>,
) -> Response {
    let found = spawn_blocking(move || {
        let place = desks.place(&kind, &period)?;
        let result = RESULTS.iter().find(|(ending, ..)| *ending == what);
        let (ending, _, mime) = result.ok_or_else(|| fault("没有这种结果", "请从列出的里选"))?;
        let folder = desks
            .arguments
            .out
            .join(results_within(&place.path, &place.kind.name));
        let name = format!("{}.{ending}", place.period.stem());
        let bytes = std::fs::read(folder.join(&name)).map_err(|error| {
            let reason = folder::reason(&error);
            fault(format!("读不了 {name}：{reason}"), "请再生成一次")
        })?;
        Ok((name, *mime, bytes))
    })
    .await;
    saved(found)
}

type Saved = Result<(String, &'static str, Vec<u8>), Refusal>;

fn saved(made: Result<Saved, tokio::task::JoinError>) -> Response {
    match made {
        Ok(Ok((name, mime, bytes))) => {
            let name = percent(&name);
            let headers = [
                (CONTENT_TYPE, mime.to_owned()),
                (
                    CONTENT_DISPOSITION,
                    format!("attachment; filename*=UTF-8''{name}"),
                ),
            ];
            (headers, bytes).into_response()
        }
        Ok(Err(refusal)) => (StatusCode::NOT_FOUND, view::fault(&refusal)).into_response(),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, view::broken()).into_response(),
    }
}

/// A name as a header may have it.
fn percent(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let encoded = name.bytes().map(|byte| {
        if is_plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    encoded.collect()
}

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

/// A period to begin.
#[derive(Deserialize)]
pub struct Renewing {
    kind: String,
    period: String,
}

/// Begins the next period from the newest before it.
pub async fn renew(State(desks): State<Arc<Desks>>, Json(renewing): Json<Renewing>) -> Response {
    blocking(move || {
        let _held = desks.write();
        may_write(&desks)?;
        let kind = desks.kind(&renewing.kind)?;
        let period = Period::parse(renewing.period.trim()).ok_or_else(|| {
            fault(
                format!("“{}”不是期别", renewing.period),
                "请写成 2024、2024-h1、2024-q3、2024-09 的样子",
            )
        })?;
        let named = (!kind.name.is_empty()).then(|| PathBuf::from(&kind.name));
        let words = named.into_iter().chain([PathBuf::from(period.stem())]);
        let report = new::run(&NewArguments {
            words: words.collect(),
            from: None,
            out: None,
            templates: desks.arguments.templates.clone(),
        });
        if report.has_errors() {
            return Err(Refusal {
                findings: report.findings,
                sources: report.sources,
            });
        }
        Ok(json!({ "address": address(&kind.name, period), "done": report.done }))
    })
    .await
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
        let office = &place.desk.office;
        let mut read_books = Vec::new();
        let mut faults = Vec::new();
        for (name, bytes) in &parts.books {
            match Book::read(name, bytes) {
                Ok(book) => read_books.push(book),
                Err(finding) => faults.push(finding),
            }
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let maps = maps(None, &place.path)?;
        let names: Vec<String> = read_books.iter().map(|book| book.name.clone()).collect();
        let books = read_books.into_iter().map(|book| {
            let map = map_of(&book, &maps, false);
            (book, map)
        });
        let how = Importing {
            day: day(),
            replaces: parts.is("replace"),
        };
        let before = read(&place)?;
        let input = folder::input(&place.path)?;
        let imported = office.import(input, books.collect(), &how)?;
        let is_sound = !has_errors(&imported.findings);
        let mut report = Report::of(Purpose::Build);
        tell(&imported, &names, &mut report);
        report.findings = imported.findings;
        report.sources = imported.sources;
        let mut value = told(&report);
        value["sound"] = is_sound.into();
        if is_sound && !parts.is("check") {
            let mut journal = Journal::of(&place.beside(ENDING));
            let label = format!("导入 {}", names.join("、"));
            journal.text_changed(&label, &before, &imported.text, minute());
            let files = [
                (place.path.clone(), imported.text.clone().into_bytes()),
                (origins_of(&place.path), imported.origins.into_bytes()),
                (place.beside(ENDING), journal.text()),
            ];
            let writer = Writer::after(&place.desk.read);
            writer.write(&files, "请核对文件夹和权限；数据文件没有改")?;
            value["version"] = version(&imported.text).into();
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
            let reviewed = place.desk.office.review(&input, name, bytes)?;
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
