//! Parts that are known by where they stand: in the head, in the imprint, at the foot of a page.

use std::ops::Range;

use super::letters::Letters;
use super::wanted::Wanted;
use crate::pages::{Character, Length, Page, Pages, PartKind, Text};

/// What stands below this on a page held upright is no text of a notice but its folio (GB/T 9704
/// 5.2.1: 天头 37 mm, 版心 225 mm).
const FOOT: Length = Length::millimetres(37 + 225);

/// What a sheet that is not the notice itself says of itself, in type larger than any of a notice.
const SHEET_MARKS: [&str; 2] = ["样例数据", "送审稿"];
const LARGE: Length = Length::millimetres(20);

/// Words that stand aslant are what a sheet says of itself; dashes around a number are a folio.
pub(super) fn marks_and_folios(pages: &Pages, letters: &mut Letters) {
    for (index, page) in pages.pages.iter().enumerate() {
        let own = letters.of_page(index);
        aslant(pages, letters, own.clone());
        for words in SHEET_MARKS {
            let words: Vec<char> = words.chars().collect();
            let found = letters.said(own.clone(), &words).into_iter();
            let mut large = found.filter(|found| letters.size(pages, found.start) > LARGE);
            if let Some(found) = large.next() {
                let part = letters.part(PartKind::SheetMark, 0, None);
                letters.give(found, part);
            }
        }
        for dash in ["—", "–", "-", "―", "－", "─"] {
            let wanted = format!("{dash}{}{dash}", page.number);
            let wanted: Vec<char> = wanted.chars().collect();
            if let Some(found) = letters.said(own.clone(), &wanted).pop() {
                let part = letters.part(PartKind::Folio, 0, None);
                letters.give(found, part);
            }
        }
        at_foot(pages, page, letters, own);
    }
}

fn aslant(pages: &Pages, letters: &mut Letters, own: Range<usize>) {
    let is_aslant = |letters: &Letters, at: usize| {
        let text = letters.text(pages, at);
        text.is_some_and(|(_, text)| text.characters.iter().any(|c| stands_aslant(text, c)))
    };
    let places: Vec<usize> = own.filter(|at| is_aslant(letters, *at)).collect();
    if let Some(first) = places.first() {
        let first = *first;
        let part = letters.part(PartKind::SheetMark, 0, None);
        letters.give(first..first + 1, part);
        for at in places {
            letters.give(at..at + 1, part);
        }
    }
}

/// Turned neither by quarters nor not at all: its box is higher and wider than its type.
fn stands_aslant(text: &Text, character: &Character) -> bool {
    let give = text.size / 20;
    let (width, height) = (character.area.width(), character.area.height());
    width > text.size + give && height > text.size + give
        || (width - text.size).abs() > give && (height - text.size).abs() > give
}

/// A number that stands alone below the text.
fn at_foot(pages: &Pages, page: &Page, letters: &mut Letters, own: Range<usize>) {
    let is_below = |letters: &Letters, at: usize| {
        let text = letters.text(pages, at);
        let top = text
            .and_then(|(_, text)| text.characters.first())
            .map(|c| top(page, c));
        letters.owners[at].is_none() && top.is_some_and(|top| top > FOOT)
    };
    let places: Vec<usize> = own.filter(|at| is_below(letters, *at)).collect();
    let said: String = places.iter().map(|at| letters.all[*at].said).collect();
    let number = said.trim_matches(|c: char| "—–-―－─·第页面共".contains(c));
    if number.parse() == Ok(page.number) {
        let part = letters.part(PartKind::Folio, 0, None);
        for at in places {
            letters.give(at..at + 1, part);
        }
    }
}

/// How far below the upper edge of the upright sheet a character begins.
fn top(page: &Page, character: &Character) -> Length {
    if page.is_across() {
        page.width - character.area.right
    } else {
        character.area.top
    }
}

/// A part of the head: on page 1; the mark is the largest that says so.
pub(super) fn in_head(pages: &Pages, letters: &mut Letters, wanted: &Wanted) {
    let found = letters.said(letters.of_page(0), &wanted.letters);
    let is_mark = matches!(wanted.kind, PartKind::Mark | PartKind::MarkWord);
    let found = if is_mark {
        // Of several of one size the first.
        let sized = found.into_iter().rev();
        sized.max_by_key(|found| letters.size(pages, found.start))
    } else {
        found.into_iter().next()
    };
    give(letters, wanted, found);
}

/// A part of the imprint: the last that says so.
pub(super) fn in_imprint(letters: &mut Letters, wanted: &Wanted) {
    let found = letters.said(0..letters.all.len(), &wanted.letters).pop();
    give(letters, wanted, found);
}

/// The first that says so.
pub(super) fn anywhere(letters: &mut Letters, wanted: &Wanted) {
    let found = letters.said(0..letters.all.len(), &wanted.letters);
    give(letters, wanted, found.into_iter().next());
}

fn give(letters: &mut Letters, wanted: &Wanted, found: Option<Range<usize>>) {
    if let Some(found) = found {
        let part = letters.part(wanted.kind, wanted.number, None);
        letters.give(found, part);
    }
}
