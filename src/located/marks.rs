//! Where what remarks are on lies on the pages: their words, or the sentence, the cell or the part around
//! the text.

use std::collections::BTreeMap;

use super::{Located, Placed, blocks, characters, lines, placed_cells};
use crate::notice::Notice;
use crate::pages::{Area, Pages, PartId, PartKind};
use crate::remarks::{self, Anchor, Remark};

/// What a remark is on, on a line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The remark's number.
    pub remark: u64,
    /// The page, from 1.
    pub page: usize,
    /// What it covers.
    pub area: Area,
}

/// The marks of remarks, in their order. A remark on the whole notice, on what is not there any more, or
/// on an empty cell has none.
pub fn marks<'r>(
    notice: &Notice,
    pages: &Pages,
    all: impl IntoIterator<Item = &'r Remark>,
) -> Vec<Mark> {
    let parts = characters(pages);
    let of = |remark: &Remark| {
        let stand = remarks::find(notice, &remark.on);
        let areas = if stand.now.is_empty() {
            Vec::new()
        } else {
            let on = Anchor {
                text: stand.now,
                id: stand.id,
                words: remark.on.words.clone(),
            };
            areas(notice, pages, &parts, &on)
        };
        let number = remark.number;
        let mark = move |one: Located| Mark {
            remark: number,
            page: one.page,
            area: one.area,
        };
        areas.into_iter().map(mark)
    };
    all.into_iter().flat_map(of).collect()
}

/// Where what an anchor names stands.
fn areas(
    notice: &Notice,
    pages: &Pages,
    parts: &BTreeMap<PartId, Vec<Placed>>,
    on: &Anchor,
) -> Vec<Located> {
    if on.id.starts_with("annex:") {
        let mut cells = placed_cells(notice, pages).into_iter();
        let own = cells.find(|(_, annex, row, column)| {
            let head = annex.table.head_of(*column);
            Anchor::of_cell(&annex.id, &row.key, &head, "").id == on.id
        });
        let characters = own.and_then(|(id, ..)| parts.get(&id));
        return characters.map_or_else(Vec::new, |own| covered(own, on));
    }
    if let Some((kind, number)) = around(notice, &on.id) {
        let own = part_text(pages, kind, number);
        return covered(&own, on);
    }
    let mut found = blocks(notice, pages, parts)
        .filter(|(block, _)| block.id == on.id)
        .map(|(_, characters)| covered(characters, on));
    found.find(|areas| !areas.is_empty()).unwrap_or_default()
}

/// The words, within the sentence, among characters; nothing where it is not there.
fn covered(characters: &[Placed], on: &Anchor) -> Vec<Located> {
    // Where each letter of the bare text comes from.
    let mut bare: Vec<char> = Vec::new();
    let mut from: Vec<usize> = Vec::new();
    for (at, placed) in characters.iter().enumerate() {
        for letter in placed.text.chars().filter(|c| !c.is_whitespace()) {
            bare.push(letter);
            from.push(at);
        }
    }
    let letters =
        |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let within = |all: &[char], part: &[char]| {
        let mut windows = all.windows(part.len().max(1));
        windows.position(|window| window == part)
    };
    let sentence = letters(&on.text);
    let Some(begin) = within(&bare, &sentence) else {
        return Vec::new();
    };
    let words = letters(&on.words);
    let own = within(&sentence, &words).map(|at| (begin + at, words.len()));
    let (first, length) = own.unwrap_or((begin, sentence.len()));
    let stretch = from.get(first).zip(from.get(first + length - 1));
    let mut found = Vec::new();
    if let Some((first, last)) = stretch {
        lines(&characters[*first..=*last], (None, on), &mut found);
    }
    found
}

/// The part of the pages that a part around the text is: which of its kind.
fn around(notice: &Notice, name: &str) -> Option<(PartKind, usize)> {
    let kind = match name {
        "发文机关标志" => PartKind::Mark,
        "发文字号" => PartKind::Number,
        "标题" => PartKind::Title,
        "主送机关" => PartKind::Addressee,
        "发文机关署名" => PartKind::SignatureOrgan,
        "成文日期" => PartKind::SignatureDate,
        "附注" => PartKind::Note,
        "抄送" => PartKind::ImprintCopies,
        "印发机关和日期" => PartKind::ImprintOrgan,
        _ => {
            let label = name.strip_suffix("标题")?;
            let annex = notice.annexes.iter().position(|of| of.label() == label)?;
            return Some((PartKind::AnnexTitle, annex));
        }
    };
    Some((kind, 0))
}

/// The characters of a part, with all that stands in it.
fn part_text(pages: &Pages, kind: PartKind, number: usize) -> Vec<Placed<'_>> {
    let parts = pages.parts.iter().enumerate();
    let mut own = parts.filter(|(_, part)| part.kind == kind);
    let Some((id, _)) = own.nth(number) else {
        return Vec::new();
    };
    let is_within = |part: Option<PartId>| {
        let mut at = part;
        while let Some(of) = at {
            if of == id {
                return true;
            }
            at = pages.part(Some(of)).and_then(|part| part.within);
        }
        false
    };
    let mut found = Vec::new();
    for page in &pages.pages {
        for text in page.texts.iter().filter(|text| is_within(text.part)) {
            found.extend(text.characters.iter().map(|character| Placed {
                page: page.number,
                text: &character.text,
                area: character.area,
            }));
        }
    }
    found
}
