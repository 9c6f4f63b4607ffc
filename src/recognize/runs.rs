//! Glyphs that belong together as one run of text, as a layout has them.

use super::letters::Letters;
use super::shapes;
use crate::drawing::Drawing;
use crate::pages::{Page, Pages, PartId, PartKind, Text};

/// The pages with their parts: glyphs of one part and one kind of type that follow each other are
/// one run.
pub(super) fn put_together(
    pages: &Pages,
    letters: &Letters,
    charts: &[(PartId, &Drawing)],
) -> Pages {
    let mut found = Pages {
        pages: Vec::new(),
        parts: letters.parts.clone(),
    };
    for (at, page) in pages.pages.iter().enumerate() {
        let mut owners = vec![None; page.texts.len()];
        for place in letters.of_page(at) {
            owners[letters.all[place].text] = letters.owners[place];
        }
        let owners = with_blanks(page, owners);
        let mut texts: Vec<Text> = Vec::new();
        for (text, part) in page.texts.iter().zip(owners) {
            let mut text = text.clone();
            text.part = part;
            let kind = found.kind(part);
            if !has_ink(kind) {
                text.ink = None;
            }
            match texts.last_mut() {
                Some(last) if goes_on(last, &text, kind) => {
                    last.ink = last
                        .ink
                        .zip(text.ink)
                        .map(|(one, other)| one.with(other))
                        .or(last.ink)
                        .or(text.ink);
                    last.characters.extend(text.characters);
                }
                _ => texts.push(text),
            }
        }
        found.pages.push(Page {
            texts,
            shapes: page.shapes.clone(),
            ..*page
        });
    }
    shapes::assign(&mut found, charts);
    found
}

fn has_ink(kind: Option<PartKind>) -> bool {
    matches!(
        kind,
        Some(PartKind::Mark | PartKind::MarkWord | PartKind::Folio)
    )
}

/// White space within a part is of that part.
fn with_blanks(page: &Page, mut owners: Vec<Option<PartId>>) -> Vec<Option<PartId>> {
    let is_blank = |at: usize| page.texts[at].text().trim().is_empty();
    let mut before = None;
    for at in 0..owners.len() {
        if !is_blank(at) {
            before = owners[at];
            continue;
        }
        let mut rest = at + 1..owners.len();
        let next = rest
            .find(|next| !is_blank(*next))
            .and_then(|next| owners[next]);
        owners[at] = before.filter(|before| next == Some(*before));
    }
    owners
}

/// Whether a glyph is of the run before it. Of a folio dashes and figures are runs of their own, since
/// its dashes are what is measured.
fn goes_on(last: &Text, text: &Text, kind: Option<PartKind>) -> bool {
    let is_dash = |text: &Text| text.text().chars().any(|c| !c.is_ascii_digit());
    let same = last.part == text.part
        && last.family == text.family
        && last.size == text.size
        && last.colour == text.colour
        && kind.is_some();
    let start = |text: &Text| text.characters.last().map(|c| c.origin.0);
    // On a sheet set across the folio is turned: its line goes down the page.
    let is_turned = kind == Some(PartKind::Folio) && start(last) == start(text);
    let is_level = last.baseline == text.baseline || is_turned || kind == Some(PartKind::SheetMark);
    same && is_level && (kind != Some(PartKind::Folio) || is_dash(last) == is_dash(text))
}
