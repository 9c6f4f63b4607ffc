//! 7.5: the folio, which stands where it stands on every sheet, however the
//! sheet is turned.

use super::Rule;
use super::imprint::content_end;
use super::measurement::Ledger;
use super::profile::Profile;
use super::sheet::Sheet;
use super::standard::{AREA, BINDING, FINE, FOLIO_GAP, FOURTH, OUTER, TOLERANCE, TOP, upright};
use crate::pages::{Area, Page, PartKind, Text};

const DASH: &str = "—";

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let content = content_end(sheet);
    // A blank page before the imprint, and then the imprint's own, bear none.
    let has_blank = sheet.pages.pages.len() == content + 2;
    let first = Profile::of(sheet.notice).first_folio;
    for page in &sheet.pages.pages {
        let texts: Vec<&Text> = page
            .texts
            .iter()
            .filter(|text| sheet.pages.kind(text.part) == Some(PartKind::Folio))
            .collect();
        let found: String = texts.iter().map(|text| text.text()).collect();
        let found: String = found.chars().filter(|c| !c.is_whitespace()).collect();
        let wanted = if page.number < first || has_blank && page.number > content {
            String::new()
        } else {
            format!("{DASH}{}{DASH}", page.number)
        };
        let shown = |text: &str| {
            if text.is_empty() {
                "无".to_owned()
            } else {
                text.to_owned()
            }
        };
        ledger.judge(
            Rule::FolioText,
            page.number,
            shown(&wanted),
            shown(&found),
            wanted == found,
        );
        if !found.is_empty() {
            place(page, &texts, ledger);
        }
    }
}

fn place(page: &Page, texts: &[&Text], ledger: &mut Ledger) {
    let (rule, number) = (Rule::FolioPlace, page.number);
    let boxes = texts
        .iter()
        .flat_map(|text| &text.characters)
        .map(|c| upright(page, c.area));
    let dashes = texts.iter().filter(|text| text.text().contains(DASH));
    let dashes = Area::around(
        dashes
            .filter_map(|text| text.ink)
            .map(|ink| upright(page, ink)),
    );
    let (Some(around), Some(dashes)) = (Area::around(boxes), dashes) else {
        return;
    };
    let foot = TOP + AREA.1;
    ledger.length(rule, number, FOLIO_GAP, dashes.top - foot, TOLERANCE);
    let inset = if page.is_odd() {
        BINDING + AREA.0 - around.right
    } else {
        around.left - OUTER
    };
    ledger.length(rule, number, FOURTH, inset, TOLERANCE);
    for text in texts {
        ledger.length(rule, number, FOURTH, text.size, FINE);
    }
}
