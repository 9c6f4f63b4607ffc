//! All that a browser is told of an input with edits: what the cells that it shows say, what is found, what
//! the edits change, the pages.

use std::collections::{HashMap, HashSet};

use hongtou::diagnostic::Severity;
use hongtou::impact::{Difference, Impact};
use hongtou::located::marks;
use hongtou::office::{Edited, Field, Finding, Input, Sheet};
use hongtou::remarks;
use hongtou::workbook::Spot;
use hongtou::workbook::edit::{Edit, Refusal as Refused};
use serde_json::{Map, Value, json};

use super::desks::{Desks, Place};
use super::edits::version;
use super::journal::{ENDING, Journal, Way, shown};
use super::windows::{Windows, own_rows};

/// Of one finding no more places are told: there may be one in each of thousands of cells.
const MOST: usize = 12;

/// What a browser wants to be told.
pub struct Wanted<'a> {
    pub desks: &'a Desks,
    pub place: &'a Place,
    /// Which rows it shows.
    pub windows: &'a Windows,
    /// Whether it wants the pages: with thousands of rows they take longer than all else.
    pub with_pages: bool,
}

impl Wanted<'_> {
    /// Tells what comes of edits in an input.
    pub fn told(&self, input: &Input, edits: &[Edit]) -> Value {
        let edited = self.place.desk.office.edit(input, edits);
        self.of(input, edited, edits)
    }

    fn of(&self, input: &Input, mut edited: Edited, edits: &[Edit]) -> Value {
        let journal = Journal::of(&self.place.beside(ENDING));
        let pages = self.pages(&mut edited);
        let found = edited.findings();
        let spots = found.iter().flat_map(|one| one.spots.iter().take(MOST));
        let spots: HashSet<&Spot> = spots.collect();
        let wheres = Wheres::of(&edited.sheets, |field| spots.contains(&field.spot)).by_spot();
        let findings: Vec<Value> = found
            .iter()
            .map(|one| finding(one, &edited, &wheres))
            .collect();
        let (cells, fields) = self.cells(&edited);
        let mut told = json!({
            "version": version(input.file.text()),
            "open": edited.open(),
            "cells": cells,
            "fields": fields,
            "sheets": amiss(&edited.sheets, &found),
            "findings": findings,
            "refused": refused(&edited, edits),
            "impact": edited.impact.as_ref().map(impact),
            "back": journal.next(Way::Back).map(|step| &step.label),
            "again": journal.next(Way::Again).map(|step| &step.label),
            "changes": edited.made.changes.len(),
        });
        if self.with_pages {
            told["pages"] = pages;
        }
        told
    }

    fn pages(&self, edited: &mut Edited) -> Value {
        if !self.with_pages || self.place.desk.fonts().is_err() {
            return Value::Null;
        }
        let Some(shown) = edited.show() else {
            return Value::Null;
        };
        // Remarks that can't be read are told where they are listed.
        let all = remarks::read(&remarks::path_of(&self.place.path)).unwrap_or_default();
        let notice = edited.run.reached().map(|year| &year.notice);
        let marks = notice.map_or_else(Vec::new, |notice| marks(notice, &shown.pages, all.open()));
        self.desks.pages.keep(shown, &marks)
    }

    /// What cells show that are not filled in, and what the input has in those that are.
    fn cells(&self, edited: &Edited) -> (Map<String, Value>, Map<String, Value>) {
        let (mut cells, mut fields) = (Map::new(), Map::new());
        for (number, sheet) in edited.sheets.iter().enumerate() {
            for cell in self.windows.rows(number, sheet).into_iter().flatten() {
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
}

/// Where fields are: on which sheet, at which of its rows.
pub struct Wheres(Vec<(String, Value)>);

impl Wheres {
    /// Those of the fields that are wanted: a long table has thousands.
    pub fn of(sheets: &[Sheet], is_wanted: impl Fn(&Field) -> bool) -> Self {
        let mut found = Vec::new();
        for (number, sheet) in sheets.iter().enumerate() {
            for (at, row) in own_rows(sheet) {
                let fields = row.into_iter().filter_map(|cell| cell.field.as_ref());
                for field in fields.filter(|field| is_wanted(field)) {
                    let told = json!({
                        "spot": field.spot.to_string(),
                        "name": field.name,
                        "label": field.label,
                        "sheet": number,
                        "at": at.unwrap_or(0),
                    });
                    found.push((field.name.clone(), told));
                }
            }
        }
        Self(found)
    }

    /// Where the figure or text of a name is filled in.
    pub fn named(&self, name: &str) -> Option<&Value> {
        let mut all = self.0.iter();
        all.find(|(own, _)| own == name).map(|(_, told)| told)
    }

    /// Each by its name.
    pub fn into_named(self) -> Map<String, Value> {
        self.0.into_iter().collect()
    }

    /// Each by its spot.
    fn by_spot(self) -> HashMap<String, Value> {
        let all = self.0.into_iter();
        all.map(|(_, told)| (told["spot"].as_str().unwrap_or_default().to_owned(), told))
            .collect()
    }
}

/// How many cells of each sheet are open or wrong.
fn amiss(sheets: &[Sheet], found: &[Finding]) -> Vec<usize> {
    let errors = found
        .iter()
        .filter(|one| one.finding.severity == Severity::Error);
    let wrong: HashSet<_> = errors.flat_map(|one| one.spots.iter().take(3)).collect();
    let count = |sheet: &Sheet| {
        let cells = sheet.rows.iter().flatten();
        let is_amiss = |(text, spot)| {
            let text: &str = text;
            text.trim() == hongtou::input::TO_FILL || wrong.contains(spot)
        };
        let fields = cells.filter_map(|cell| Some((&*cell.text, &cell.field.as_ref()?.spot)));
        fields.filter(|field| is_amiss(*field)).count()
    };
    sheets.iter().map(count).collect()
}

fn finding(one: &Finding, edited: &Edited, wheres: &HashMap<String, Value>) -> Value {
    let finding = &one.finding;
    let remedy = finding.remedy.as_ref().and_then(|remedy| {
        let mut fields = edited.fields();
        let field = fields.find(|field| field.span.as_ref() == Some(&remedy.place.span))?;
        Some(json!({ "spot": field.spot.to_string(), "label": remedy.label, "text": remedy.text }))
    });
    let labels = finding.labels.iter().filter(|label| !label.text.is_empty());
    let mut labels: Vec<&str> = labels.map(|label| label.text.as_str()).collect();
    let more = labels.len().saturating_sub(MOST);
    labels.truncate(MOST);
    let subject = finding
        .subject
        .as_ref()
        .filter(|_| finding.severity != Severity::Note);
    let spots = one.spots.iter().take(MOST).map(ToString::to_string);
    let spots: Vec<&Value> = spots.filter_map(|spot| wheres.get(&spot)).collect();
    json!({
        "severity": if one.is_open { "open" } else { finding.severity.name() },
        "code": finding.code.name(),
        "message": finding.message,
        "hints": finding.hints,
        "labels": labels,
        "more": more,
        "line": one.line,
        "spots": spots,
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

const FIGURES: &str = "数据";
/// How findings begin, the gravest first.
const GRAVEST: [&str; 3] = ["错误", "警告", "说明"];

/// What a change would change, list by list.
pub fn impact(impact: &Impact) -> Value {
    // A clerk knows figures by their labels: what they are called in the templates is left out.
    let called = |what: &str| what.split('　').next().unwrap_or_default().to_owned();
    let list = |title: &str, all: &[Difference]| {
        let lines: Vec<Value> = all
            .iter()
            .map(|one| {
                json!({
                    "what": if title == FIGURES { called(&one.what) } else { one.what.clone() },
                    "before": one.before,
                    "after": one.after,
                    "because": one.because,
                })
            })
            .collect();
        json!({ "title": title, "lines": lines })
    };
    let found = |title: &str, all: &[String]| {
        let mut all: Vec<&String> = all.iter().collect();
        all.sort_by_key(|text| GRAVEST.iter().position(|word| text.starts_with(word)));
        let lines: Vec<Value> = all.iter().map(|text| json!({ "what": text })).collect();
        json!({ "title": title, "lines": lines })
    };
    json!([
        found("会出现的问题", &impact.findings_new),
        found("会消失的问题", &impact.findings_gone),
        list("结论", &impact.verdicts),
        list("句子", &impact.sentences),
        list(FIGURES, &impact.figures),
        list("附件的格", &impact.cells),
        list("其他要素", &impact.elements),
    ])
}
