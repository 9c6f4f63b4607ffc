//! Every character must be in a font of its role, before anything is laid out.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::FontSet;
use super::fonts::Characters;
use crate::notice::{Block, BlockKind, Chart, Notice};

/// A character that no font of its role has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingGlyph {
    /// The character that no font has.
    pub character: char,
    /// The role of type that it is set in, such as `fangsong`.
    pub role: String,
    /// The sentence or the cell it stands in.
    pub within: String,
}

const LATIN: &str = "latin";

pub(super) fn missing(
    notice: &Notice,
    roles: &[(String, Vec<String>)],
    fonts: &FontSet,
) -> Vec<MissingGlyph> {
    let mut missing = BTreeSet::new();
    for (role, _) in roles {
        let own: Vec<&Characters> = roles
            .iter()
            .filter(|(name, _)| name == role || name == LATIN)
            .flat_map(|(_, families)| families)
            .flat_map(|family| fonts.characters(family))
            .collect();
        let has = |c: char| c.is_whitespace() || own.iter().any(|font| font.has(c));
        // Each character once: a notice has thousands, of some hundred kinds.
        let texts = texts(notice, role);
        let kinds: FxHashSet<char> = texts.iter().flat_map(|text| text.chars()).collect();
        for character in kinds.into_iter().filter(|c| !has(*c)) {
            let within = texts.iter().filter(|text| text.contains(character));
            missing.extend(within.map(|text| MissingGlyph {
                character,
                role: role.clone(),
                within: around(text, character),
            }));
        }
    }
    missing.into_iter().collect()
}

/// The texts that are set in a role.
fn texts(notice: &Notice, role: &str) -> Vec<String> {
    // The levels 一、 （一） have faces of their own; all below are set as the text is.
    let level = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => level,
        BlockKind::Paragraph | BlockKind::Footnote { .. } => u8::MAX,
    };
    let blocks = |from: u8, to: u8| {
        let body = notice.blocks();
        body.filter(move |block| (from..=to).contains(&level(block)))
            .map(Block::text)
    };
    let annexes = notice.annexes.iter();
    match role {
        "fangsong" => blocks(3, u8::MAX)
            .chain([
                notice.signature.organ.clone(),
                notice.signature.date.clone(),
            ])
            .chain(notice.head.number.clone())
            .chain(notice.imprint.printed.iter().map(|by| by.organ.clone()))
            .chain(notice.addressee.clone())
            .chain(notice.head.copy_number.clone())
            .chain(notice.signature.joint.iter().cloned())
            .chain(notice.signature.note.clone())
            .chain(notice.signature.posts.iter().cloned())
            .chain(notice.attendance.iter().map(|(_, names)| names.clone()))
            .chain(notice.imprint.copies.clone())
            .collect(),
        "xiaobiaosong" => [notice.head.organ.clone(), notice.heading()]
            .into_iter()
            .chain(notice.head.joint.iter().cloned())
            .chain(annexes.map(|annex| annex.title.to_string()))
            .collect(),
        "heiti" => blocks(1, 1)
            .chain(notice.tables.iter().map(|table| table.title.to_string()))
            .chain(notice.charts().map(Chart::caption))
            .chain(notice.head.secrecy.clone())
            .chain(notice.head.urgency.clone())
            .collect(),
        "kaiti" => {
            let spans = notice.blocks().flat_map(|block| &block.spans);
            let leads = spans.filter(|span| span.level.is_some());
            blocks(2, 2)
                .chain(leads.map(|s| s.text.clone()))
                .chain(notice.head.signers.iter().cloned())
                .collect()
        }
        "songti" => notice
            .all_tables()
            .flat_map(|annex| {
                let heads = annex.table.head.iter().flatten();
                let cells = annex.table.rows.iter().flat_map(|row| &row.cells);
                heads
                    .map(|cell| cell.text.to_string())
                    .chain(cells.map(|cell| cell.text.clone()))
                    .chain(annex.unit_line.clone())
                    .chain(annex.notes.iter().cloned())
            })
            .chain(notice.charts().flat_map(words_of))
            .collect(),
        _ => Vec::new(),
    }
}

/// The words of a chart, but for those below it and the numbers of its axis.
fn words_of(chart: &Chart) -> Vec<String> {
    let names = chart.series.iter().map(|series| series.name.clone());
    let values = chart.points().map(|point| point.text.clone());
    let all = names.chain(values).chain(chart.places.iter().cloned());
    all.chain([chart.axis_title()]).collect()
}

/// A few characters before and after, enough to find the place.
fn around(text: &str, character: char) -> String {
    const BESIDE: usize = 8;
    let characters: Vec<char> = text.chars().collect();
    let at = characters.iter().position(|c| *c == character).unwrap_or(0);
    let range = at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(characters.len());
    characters[range].iter().collect()
}
