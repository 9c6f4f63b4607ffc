//! What the window makes: results and their versions, the next period.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use hongtou::calendar::Period;
use hongtou::office::folder::results_within;
use hongtou::office::{Refusal, fault, folder};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use super::desks::{Desks, Place, address};
use super::edits::{At, may_write};
use super::routes::blocking;
use super::view;
use crate::cli::arguments::{
    BuildArguments, FontArguments, InputArguments, IssueArguments, ManyArguments, NewArguments,
    OutputArguments, ReviewFormat, VersionsArguments,
};
use crate::cli::report::Report;
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
pub fn told(report: &Report) -> Value {
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

/// A file to be saved: its name, what it is, its bytes.
pub type Saved = Result<(String, &'static str, Vec<u8>), Refusal>;

/// The same as an answer.
pub fn saved(made: Result<Saved, tokio::task::JoinError>) -> Response {
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
