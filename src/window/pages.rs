//! The pages that were shown last, by what is on them: a browser asks for those alone that changed.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use hongtou::archive::digest;
use hongtou::office::Shown;
use hongtou::pages::{Area, Length};
use hongtou::remarks::Anchor;
use serde_json::{Value, json};

/// So many pages are kept: of several inputs, and of several steps of editing.
const MOST: usize = 96;

/// The pictures of pages.
#[derive(Default)]
pub struct Shelf(Mutex<VecDeque<(String, String)>>);

impl Shelf {
    /// Keeps the pages of a notice, and tells them: what is on each is its name, where it can be
    /// pointed at is in thousandths of its width and height.
    pub fn keep(&self, shown: Shown) -> Value {
        let mut told: Vec<Value> = Vec::new();
        let names: Vec<String> = shown.svgs.iter().map(|svg| name(svg)).collect();
        for (page, name) in shown.pages.pages.iter().zip(&names) {
            let own = shown.located.iter().filter(|one| one.page == page.number);
            let mut anchors: Vec<&Anchor> = Vec::new();
            let own: Vec<Value> = own
                .map(|one| {
                    let area = within(one.area);
                    let figure = one.figure.as_ref().map(ToString::to_string);
                    // Those of one sentence follow one another.
                    if anchors.last() != Some(&&one.on) {
                        anchors.push(&one.on);
                    }
                    json!([area, one.text, figure, anchors.len() - 1])
                })
                .collect();
            told.push(json!({
                "anchors": anchors,
                "name": name,
                "width": page.width.in_micrometres(),
                "height": page.height.in_micrometres(),
                "spots": own,
            }));
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, svg) in names.into_iter().zip(shown.svgs) {
            if !kept.iter().any(|(own, _)| *own == name) {
                kept.push_back((name, svg));
            }
        }
        while kept.len() > MOST {
            kept.pop_front();
        }
        Value::Array(told)
    }

    /// The picture of this name.
    pub fn get(&self, name: &str) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(own, _)| own == name);
        found.map(|(_, svg)| svg.clone())
    }
}

/// In micrometres: left, top, width, height.
fn within(area: Area) -> [i64; 4] {
    [area.left, area.top, area.width(), area.height()].map(Length::in_micrometres)
}

fn name(svg: &str) -> String {
    let mut digits = digest(svg.as_bytes());
    digits.truncate(24);
    digits
}
