//! Edits: tried while one types, kept when one says so, taken back.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use hongtou::archive::digest;
use hongtou::diagnostic::{Diagnostic, Severity};
use hongtou::impact::{Difference, Impact};
use hongtou::office::{Edited, Finding, Input, Refusal, fault, folder};
use hongtou::workbook::Spot;
use hongtou::workbook::edit::{Edit, Refusal as Refused};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::desks::{Desks, Place};
use super::journal::{ENDING, Journal, Way, shown};
use super::routes::blocking;
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
}

/// Which way to step.
#[derive(Deserialize)]
pub struct Stepping {
    way: Way,
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
        if asking.keep {
            let _held = desks.write();
            may_write(&desks)?;
            return keep(&desks, &place, &edits);
        }
        let input = folder::input(&place.path)?;
        Ok(told(&desks, &place, &input, &edits))
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
        Ok(told(&desks, &place, &folder::input(&place.path)?, &[]))
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
                let after = accepted(&before, [&code, &figure, &value, reason.trim()]);
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
        Ok(told(&desks, &place, &folder::input(&place.path)?, &[]))
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

fn keep(desks: &Desks, place: &Place, edits: &[Edit]) -> Result<Value, Refusal> {
    let input = folder::input(&place.path)?;
    let before = input.file.text().to_owned();
    let edited = place.desk.office.edit(&input, edits);
    // All of it or nothing: who is asked back still has all that was typed.
    if !edited.made.refused.is_empty() || edited.made.changes.is_empty() {
        return Ok(told(desks, place, &input, edits));
    }
    let mut journal = Journal::of(&place.beside(ENDING));
    journal.values(&edited.made.changes, minute());
    write(place, &before, &edited.made.text, &journal)?;
    let mut value = told(desks, place, &folder::input(&place.path)?, &[]);
    value["kept"] = edited.made.changes.len().into();
    Ok(value)
}

/// The input's text as it is on the disk.
pub fn read(place: &Place) -> Result<String, Diagnostic> {
    Ok(folder::read(&place.path)?.text().to_owned())
}

/// Writes an input and the journal of its steps, unless somebody else has saved it since it was read.
pub fn write(place: &Place, before: &str, text: &str, journal: &Journal) -> Result<(), Diagnostic> {
    if read(place)? != before {
        return Err(fault("数据文件刚刚在别处改过", "请再做一次"));
    }
    let writer = Writer::after(&place.desk.read);
    let files = [
        (place.path.clone(), text.as_bytes().to_vec()),
        (place.beside(ENDING), journal.text()),
    ];
    writer.write(&files, "请核对文件夹和权限；数据文件没有改")
}

/// The input with a finding accepted.
fn accepted(text: &str, [code, figure, value, reason]: [&str; 4]) -> String {
    let quoted = |text: &str| toml_edit::Value::from(text).to_string();
    let lines = [
        ("code", code),
        ("figure", figure),
        ("value", value),
        ("reason", reason),
    ];
    let lines = lines.map(|(key, text)| format!("{key} = {}\n", quoted(text)));
    format!("{}\n\n[[accept]]\n{}", text.trim_end(), lines.concat())
}

/// What tells one state of a file from another.
pub fn version(text: &str) -> String {
    let mut digits = digest(text.as_bytes());
    digits.truncate(16);
    digits
}

/// All that a browser shows of an input with edits.
fn told(desks: &Desks, place: &Place, input: &Input, edits: &[Edit]) -> Value {
    let version = version(input.file.text());
    let path = place.beside(ENDING);
    let journal = Journal::of(&path);
    let mut edited = place.desk.office.edit(input, edits);
    let shown = if place.desk.fonts().is_ok() {
        edited.show()
    } else {
        None
    };
    let pages = shown.map(|shown| desks.pages.keep(shown));
    let findings: Vec<Value> = edited
        .findings()
        .iter()
        .map(|one| finding(one, &edited))
        .collect();
    let (cells, fields) = cells(&edited);
    json!({
        "version": version,
        "open": edited.open(),
        "cells": cells,
        "fields": fields,
        "findings": findings,
        "refused": refused(&edited, edits),
        "impact": edited.impact.as_ref().map(impact),
        "pages": pages,
        "back": journal.next(Way::Back).map(|step| &step.label),
        "again": journal.next(Way::Again).map(|step| &step.label),
        "changes": edited.made.changes.len(),
    })
}

/// What cells show that are not filled in, and what the input has in those that are.
fn cells(edited: &Edited) -> (Map<String, Value>, Map<String, Value>) {
    let (mut cells, mut fields) = (Map::new(), Map::new());
    for (number, sheet) in edited.sheets.iter().enumerate() {
        for cell in sheet.rows.iter().flatten() {
            if let Some(field) = &cell.field {
                let literal = field.literal.as_str();
                fields.insert(field.spot.to_string(), json!([cell.text, literal]));
            } else {
                let name = format!("c{number}-{}-{}", cell.at.row, cell.at.column);
                cells.insert(name, cell.text.as_str().into());
            }
        }
    }
    (cells, fields)
}

fn finding(one: &Finding, edited: &Edited) -> Value {
    let finding = &one.finding;
    let remedy = finding.remedy.as_ref().and_then(|remedy| {
        let fields = edited
            .sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter().flatten());
        let mut fields = fields.filter_map(|cell| cell.field.as_ref());
        let field = fields.find(|field| field.span.as_ref() == Some(&remedy.place.span))?;
        Some(json!({ "spot": field.spot.to_string(), "label": remedy.label, "text": remedy.text }))
    });
    let labels = finding.labels.iter().filter(|label| !label.text.is_empty());
    let labels: Vec<&str> = labels.map(|label| label.text.as_str()).collect();
    let subject = finding
        .subject
        .as_ref()
        .filter(|_| finding.severity != Severity::Note);
    json!({
        "severity": if one.is_open { "open" } else { finding.severity.name() },
        "code": finding.code.name(),
        "message": finding.message,
        "hints": finding.hints,
        "labels": labels,
        "line": one.line,
        "spots": one.spots.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "remedy": remedy,
        "subject": subject.map(|subject| json!({ "figure": subject.figure, "value": subject.value })),
        "accepted": finding.accepted,
    })
}

fn refused(edited: &Edited, edits: &[Edit]) -> Vec<Value> {
    let refused = edited.made.refused.iter();
    let told = refused.filter_map(|(at, refusal)| {
        let spot = edits.get(*at)?.spot.to_string();
        Some(match refusal {
            Refused::Gone => json!({ "spot": spot, "message": "数据文件里已经没有这一格" }),
            Refused::Changed(now) => json!({
                "spot": spot,
                "message": format!("别处已经改成 {}", shown(now)),
                "now": now,
            }),
            Refused::Unusable(finding) => json!({
                "spot": spot,
                "message": finding.message,
                "hints": finding.hints,
            }),
        })
    });
    told.collect()
}

/// What the edits would change, list by list.
fn impact(impact: &Impact) -> Value {
    let list = |title: &str, all: &[Difference]| {
        let lines: Vec<Value> = all
            .iter()
            .map(|one| {
                json!({
                    "what": one.what,
                    "before": one.before,
                    "after": one.after,
                    "because": one.because,
                })
            })
            .collect();
        json!({ "title": title, "lines": lines })
    };
    let found = |title: &str, all: &[String]| {
        let lines: Vec<Value> = all.iter().map(|text| json!({ "what": text })).collect();
        json!({ "title": title, "lines": lines })
    };
    json!([
        list("结论", &impact.verdicts),
        list("句子", &impact.sentences),
        list("数据", &impact.figures),
        list("附件的格", &impact.cells),
        list("其他要素", &impact.elements),
        found("会出现的问题", &impact.findings_new),
        found("会消失的问题", &impact.findings_gone),
    ])
}
