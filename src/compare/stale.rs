use serde::Serialize;

use super::Side;
use super::tokens::{TokenKey, of_spans};
use crate::calendar::Period;
use crate::continuity::breaks;
use crate::key::Key;
use crate::notice::Block;
use crate::wording::{Origin, plain};

/// Something that the new year should have changed, and did not.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// What it is about: a phrase, a figure or a group of them.
    pub name: String,
    /// What is odd, in one sentence.
    pub message: String,
}

/// Years this near to the notice's own can be meant as its own.
const NEAR: i32 = 1;

pub(super) fn find(old: Side, new: Side) -> Vec<Stale> {
    if period(old) == period(new) {
        return Vec::new();
    }
    let mut stale = written_years(old, new);
    stale.extend(untouched_groups(old, new));
    stale.extend(not_carried(old, new));
    stale
}

fn period(side: Side) -> Period {
    side.year.notice.period
}

/// Opening figures that are not last year's closing ones, and not restated.
fn not_carried(old: Side, new: Side) -> Vec<Stale> {
    if period(new).since(period(old)) != Some(1) {
        return Vec::new();
    }
    let restated = &new.year.inputs.restated;
    breaks(new.model, old.year.into(), new.year.into())
        .into_iter()
        .filter(|broken| {
            restated
                .iter()
                .all(|restated| restated.figure != broken.name)
        })
        .map(|broken| Stale {
            name: broken.name,
            message: broken.message,
        })
        .collect()
}

/// Years written out in the clerk's own paragraphs that are the same in both:
/// `{year}` would have rolled on.
fn written_years(old: Side, new: Side) -> Vec<Stale> {
    let before: Vec<String> = own_years(old).into_iter().map(|year| year.text).collect();
    let between = period(new).year() - period(old).year();
    if between == 0 {
        return Vec::new();
    }
    let mut stale: Vec<Stale> = Vec::new();
    for year in own_years(new) {
        let is_near = (year.offset + between).abs() <= NEAR;
        let message = format!("“{}”里的 {} 年两年都有", year.around, year.text);
        let found = Stale {
            name: year.own,
            message,
        };
        if is_near && before.contains(&year.text) && !stale.contains(&found) {
            stale.push(found);
        }
    }
    stale
}

struct OwnYear {
    own: String,
    text: String,
    offset: i32,
    around: String,
}

fn own_years(side: Side) -> Vec<OwnYear> {
    let year = period(side).year();
    let blocks = side.year.notice.blocks();
    blocks.flat_map(|block| years_of(block, year)).collect()
}

fn years_of(block: &Block, year: i32) -> Vec<OwnYear> {
    const BESIDE: usize = 6;
    let text = plain(&block.spans);
    let mut found = Vec::new();
    let mut at = 0;
    for span in &block.spans {
        let start = at;
        at += span.text.len();
        let Some(Origin::Own(own)) = &span.origin else {
            continue;
        };
        if span.time.is_some() || span.figure.is_some() {
            continue;
        }
        let mut within = start;
        for token in of_spans(std::slice::from_ref(span), year) {
            // A document keeps the year of its number: 〔2023〕11号.
            let is_document = text[..within].ends_with('〔');
            if let TokenKey::Time(time) = token.key
                && !is_document
            {
                let before: Vec<char> = text[..within].chars().rev().take(BESIDE).collect();
                let after = text[within..].chars().take(token.text.len() + BESIDE);
                found.push(OwnYear {
                    own: own.clone(),
                    text: token.text.clone(),
                    offset: time.offset,
                    around: before.into_iter().rev().chain(after).collect(),
                });
            }
            within += token.text.len();
        }
    }
    found
}

/// Groups all of whose typed figures are last year's: a copy that was not gone through.
fn untouched_groups(old: Side, new: Side) -> Vec<Stale> {
    const LEAST: usize = 3;
    let typed = |side: Side, group: &str| -> Vec<(Key, String)> {
        let figures = side.year.figures.iter();
        figures
            .filter(|(_, figure)| *figure.key.group == *group && figure.derivation().is_none())
            .filter(|(_, figure)| figure.value.as_ref().is_some_and(|value| !value.is_zero()))
            .map(|(_, figure)| (figure.key.clone(), figure.printed()))
            .collect()
    };
    let before = period(new).cycle().last_name();
    let groups = new.model.groups.iter().filter_map(|group| {
        let is = typed(new, &group.key);
        (is.len() >= LEAST && is == typed(old, &group.key)).then(|| Stale {
            name: group.key.clone(),
            message: format!("“{}”的数据和{before}一个不差", group.label),
        })
    });
    groups.collect()
}
