//! The pages that were shown last, by what is on them: a browser asks for those alone that changed.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use hongtou::archive::digest;
use hongtou::located::{Located, Mark};
use hongtou::office::Shown;
use hongtou::pages::{Area, Length};
use hongtou::remarks::Anchor;
use serde_json::{Value, json};

/// So many showings are kept: of several inputs, and of several steps of editing. What did not change
/// from one to the next is there once.
const MOST: usize = 8;

/// A page as it was shown.
struct Page {
    /// Its picture.
    svg: String,
    /// What can be pointed at, as JSON: `{anchors, spots}`.
    spots: String,
}

/// The pages of one notice.
struct Showing {
    name: String,
    pages: Vec<(String, Arc<Page>)>,
    /// The page, from 1, on which a figure stands first.
    figures: HashMap<String, usize>,
}

/// The pages that a browser may ask for.
#[derive(Default)]
pub struct Shelf(Mutex<VecDeque<Showing>>);

impl Shelf {
    /// Keeps the pages of a notice, and tells them: what is on each is its name. Where remarks lie on
    /// them is told apart, since these come and go while the page stays.
    pub fn keep(&self, shown: Shown, marks: &[Mark]) -> Value {
        let mut showing = Showing {
            name: String::new(),
            pages: Vec::new(),
            figures: HashMap::new(),
        };
        let mut told: Vec<Value> = Vec::new();
        for (page, svg) in shown.pages.pages.iter().zip(shown.svgs) {
            let own = shown.located.iter().filter(|one| one.page == page.number);
            for figure in own.clone().filter_map(|one| one.figure.as_ref()) {
                let figure = figure.to_string();
                showing.figures.entry(figure).or_insert(page.number);
            }
            let spots = spots(own).to_string();
            let name = short_digest(&[svg.as_bytes(), spots.as_bytes()]);
            let marks = marks.iter().filter(|mark| mark.page == page.number);
            let marks: Vec<Value> = marks
                .map(|mark| json!([within(mark.area), mark.remark]))
                .collect();
            told.push(json!({
                "name": name,
                "width": page.width.in_micrometres(),
                "height": page.height.in_micrometres(),
                "marks": marks,
            }));
            showing.pages.push((name, Arc::new(Page { svg, spots })));
        }
        let names: Vec<&[u8]> = showing
            .pages
            .iter()
            .map(|(name, _)| name.as_bytes())
            .collect();
        showing.name = short_digest(&names);
        let name = showing.name.clone();
        self.put(showing);
        json!({ "of": name, "list": told, "disputed": shown.is_disputed })
    }

    fn put(&self, mut showing: Showing) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, page) in &mut showing.pages {
            let mut old = kept.iter().flat_map(|of| &of.pages);
            if let Some((_, same)) = old.find(|(own, _)| own == name) {
                *page = Arc::clone(same);
            }
        }
        kept.retain(|of| of.name != showing.name);
        kept.push_back(showing);
        while kept.len() > MOST {
            kept.pop_front();
        }
    }

    fn page(&self, name: &str) -> Option<Arc<Page>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pages = kept.iter().rev().flat_map(|of| &of.pages);
        let found = pages.find(|(own, _)| own == name);
        found.map(|(_, page)| Arc::clone(page))
    }

    /// The picture of this name.
    pub fn picture(&self, name: &str) -> Option<String> {
        self.page(name).map(|page| page.svg.clone())
    }

    /// What can be pointed at on the page of this name.
    pub fn spots(&self, name: &str) -> Option<String> {
        self.page(name).map(|page| page.spots.clone())
    }

    /// The page, from 1, of a showing on which a figure stands first.
    pub fn first_of(&self, showing: &str, figure: &str) -> Option<usize> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let showing = kept.iter().find(|of| of.name == showing)?;
        showing.figures.get(figure).copied()
    }
}

/// What can be pointed at on a page, with what a remark on it would be on.
fn spots<'l>(located: impl Iterator<Item = &'l Located>) -> Value {
    let mut anchors: Vec<&Anchor> = Vec::new();
    let spots: Vec<Value> = located
        .map(|one| {
            let figure = one.figure.as_ref().map(ToString::to_string);
            // Those of one sentence follow one another.
            if anchors.last() != Some(&&one.on) {
                anchors.push(&one.on);
            }
            json!([within(one.area), one.text, figure, anchors.len() - 1])
        })
        .collect();
    json!({ "anchors": anchors, "spots": spots })
}

/// In micrometres: left, top, width, height.
fn within(area: Area) -> [i64; 4] {
    [area.left, area.top, area.width(), area.height()].map(Length::in_micrometres)
}

fn short_digest(parts: &[&[u8]]) -> String {
    let mut digits = digest(&parts.concat());
    digits.truncate(24);
    digits
}
