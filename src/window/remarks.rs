//! Remarks of reviewers: left on a sentence or a cell, listed, answered, settled.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use hongtou::office::folder::{self, shown};
use hongtou::office::{Refusal, fault, remarks_fault};
use hongtou::remarks::{self, Anchor, Answer, Draft, Located, Stamp, State as Stand, located};
use serde::Deserialize;
use serde_json::{Value, json};

use super::desks::{Desks, Place};
use super::edits::{At, may_write};
use super::routes::blocking;
use crate::cli::clock::minute;

/// What is to be done.
#[derive(Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Doing {
    /// Leaves a remark.
    Add {
        who: String,
        text: String,
        on: Anchor,
    },
    /// Answers one.
    Answer {
        number: u64,
        who: String,
        text: String,
    },
    /// Settles one, or opens it again: whoever fills the figures in says so.
    Set { number: u64, done: bool },
}

/// The longest remark, in characters: a page of text.
const MOST: usize = 2000;

/// All remarks, with where they belong now.
pub async fn list(desks: State<Arc<Desks>>, Path((kind, period)): At) -> Response {
    blocking(move || told(&desks.place(&kind, &period)?)).await
}

/// Leaves, answers or settles a remark.
pub async fn change(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Json(doing): Json<Doing>,
) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let by = |who: String| Stamp {
            who: who.trim().to_owned(),
            when: minute(),
        };
        let file = remarks::path_of(&place.path);
        let done = match doing {
            Doing::Add { who, text, on } => {
                let draft = Draft {
                    by: by(who),
                    text: sound(&text)?,
                    on,
                    ..Draft::default()
                };
                remarks::update(&file, |all| all.add(draft) > 0)
            }
            Doing::Answer { number, who, text } => {
                let answer = Answer {
                    by: by(who),
                    text: sound(&text)?,
                };
                remarks::update(&file, |all| all.answer(number, answer))
            }
            Doing::Set { number, done } => {
                may_write(&desks)?;
                let state = if done { Stand::Done } else { Stand::Open };
                remarks::update(&file, |all| all.set(number, state))
            }
        };
        if !done.map_err(|fault| remarks_fault(&shown(&file), &fault))? {
            return Err(fault("没有这一条意见", "请刷新页面").into());
        }
        told(&place)
    })
    .await
}

fn sound(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(fault("没有写意见", "请写明要改什么").into());
    }
    if text.chars().count() > MOST {
        return Err(fault(format!("意见太长，不能超过 {MOST} 字"), "请分成几条").into());
    }
    Ok(text.to_owned())
}

fn told(place: &Place) -> Result<Value, Refusal> {
    let file = remarks::path_of(&place.path);
    let all = remarks::read(&file).map_err(|fault| remarks_fault(&shown(&file), &fault))?;
    let run = place.desk.office.read(folder::input(&place.path)?, true);
    let found = match run.reached().map(|year| &year.notice) {
        Some(notice) => located(notice, &all),
        // Where the input makes no notice, they are still there to be read.
        None => all
            .all()
            .iter()
            .map(|remark| Located {
                remark: remark.clone(),
                stand: remarks::Stand::default(),
            })
            .collect(),
    };
    let open = all.open().count();
    Ok(json!({ "open": open, "remarks": found }))
}
