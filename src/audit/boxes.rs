//! How much of a line each character takes up, from what can be seen of it: where its glyph begins,
//! how wide that is by itself, and what stands beside it. A layout also knows its pens, a finished
//! file does not; all are measured by the same boxes, so that one and the same page is judged alike
//! wherever it was read from.

use super::standard::{TOLERANCE, type_area};
use crate::pages::{Area, Character, Length, Page, Pages, PartId, PartKind};

/// Full-width marks with their ink in the right half.
const OPENING: &str = "（《〈“‘【〔「『［｛";
/// Full-width marks with their ink in the left half.
const CLOSING: &str = "）》〉”’】〕」』］｝，。、；：？！";

/// The pages with the box of each upright character as its line has it.
pub(super) fn settled(pages: &Pages) -> Pages {
    let mut pages = pages.clone();
    let parts = &pages.parts;
    for page in &mut pages.pages {
        let edges = type_area(page);
        for (part, line) in lines(page) {
            let is_flush =
                part.is_some_and(|part| parts.get(part).is_some_and(|p| is_text(p.kind)));
            settle(page, &line, edges, is_flush);
        }
    }
    pages
}

/// Where in the page's texts a character is.
type At = (usize, usize);

/// The characters of each part on each of its baselines, from left to right, without white space at
/// either end.
fn lines(page: &Page) -> Vec<(Option<PartId>, Vec<At>)> {
    let mut lines: Vec<(Option<PartId>, Length, Vec<At>)> = Vec::new();
    for (index, text) in page.texts.iter().enumerate() {
        let places = text.characters.iter().enumerate();
        let places = places.filter(|(_, character)| is_upright(character));
        let places: Vec<At> = places.map(|(at, _)| (index, at)).collect();
        let near = |(part, baseline, _): &&mut (Option<PartId>, Length, Vec<At>)| {
            *part == text.part && (*baseline - text.baseline).abs() <= TOLERANCE
        };
        match lines.iter_mut().rev().find(near) {
            Some((_, _, line)) => line.extend(places),
            None => lines.push((text.part, text.baseline, places)),
        }
    }
    let tidied = lines.into_iter().map(|(part, _, mut line)| {
        line.sort_by_key(|at| character(page, *at).map(|own| own.origin.0));
        let is_blank = |at: &At| character(page, *at).is_none_or(|own| own.text.trim().is_empty());
        let from = line.iter().take_while(|at| is_blank(at)).count();
        let to = line.iter().rposition(|at| !is_blank(at));
        (
            part,
            to.map_or_else(Vec::new, |to| line[from..=to].to_vec()),
        )
    });
    tidied.filter(|(_, line)| !line.is_empty()).collect()
}

/// Whether lines of it begin a whole number of characters in and end at the right edge.
fn is_text(kind: PartKind) -> bool {
    use PartKind::{
        Addressee, AnnexHeading, AnnexList, AnnexParagraph, Attendance, Heading, Note, Paragraph,
    };
    matches!(
        kind,
        Addressee
            | Heading
            | Paragraph
            | AnnexList
            | Attendance
            | Note
            | AnnexHeading
            | AnnexParagraph
    )
}

fn character(page: &Page, (text, at): At) -> Option<&Character> {
    page.texts.get(text)?.characters.get(at)
}

/// Whether a character stands on a level line: its box then begins at its origin.
fn is_upright(character: &Character) -> bool {
    let below = character.area.bottom - character.origin.1;
    character.area.left == character.origin.0
        && below >= Length::ZERO
        && below * 2 <= character.area.height()
}

fn settle(page: &mut Page, line: &[At], edges: Area, is_flush: bool) {
    let own: Vec<Character> = line
        .iter()
        .filter_map(|at| character(page, *at).cloned())
        .collect();
    let mut starts: Vec<Length> = own.iter().map(|one| one.origin.0).collect();
    for (index, one) in own.iter().enumerate() {
        starts[index] = match index.checked_sub(1) {
            None => first(one, edges, is_flush),
            Some(before) => one.origin.0 + overlapped(&own[before], one),
        };
    }
    for (index, one) in own.iter().enumerate() {
        let natural = one.origin.0 + one.natural;
        let end = match starts.get(index + 1) {
            Some(next) => natural.min(*next),
            None => last(one, edges, is_flush),
        };
        let (text, at) = line[index];
        let area = &mut page.texts[text].characters[at].area;
        area.left = starts[index];
        area.right = end.max(starts[index]);
    }
}

/// Where the first character of a line begins. The white half of an opening mark lies before the
/// line, unless it stands a whole number of characters in with it.
fn first(one: &Character, edges: Area, is_flush: bool) -> Length {
    let left = one.origin.0;
    if !OPENING.contains(one.text.as_str()) || one.natural <= Length::ZERO {
        return left;
    }
    let inset = left - edges.left;
    let off = inset - one.natural * inset.nearest_multiple(one.natural);
    let is_whole = is_flush && off.abs() <= TOLERANCE && inset + TOLERANCE >= Length::ZERO;
    if is_whole {
        left
    } else {
        left + one.natural / 2
    }
}

/// Where the last character of a line ends. The white half of a closing mark does not count, unless
/// it is just what fills the line.
fn last(one: &Character, edges: Area, is_flush: bool) -> Length {
    let right = one.origin.0 + one.natural;
    let is_filling = is_flush && (right - edges.right).abs() <= TOLERANCE;
    if CLOSING.contains(one.text.as_str()) && !is_filling {
        right - one.natural / 2
    } else {
        right
    }
}

/// How much of an opening mark's white half lies under the character before it: where a mark is
/// squeezed, its ink keeps the right half.
fn overlapped(before: &Character, mark: &Character) -> Length {
    let overlap = before.origin.0 + before.natural - mark.origin.0;
    let is_opening = OPENING.contains(mark.text.as_str());
    if is_opening && !CLOSING.contains(before.text.as_str()) && overlap > Length::ZERO {
        overlap.min(mark.natural / 2)
    } else {
        Length::ZERO
    }
}
