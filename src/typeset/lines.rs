//! Where the lines of the text began when it was laid out, for the layout to
//! adjust their spacing by: 7.3.5.4 wants text on the page of the signature.

use schemars::JsonSchema;
use serde::Serialize;

use crate::notice::{Block, Notice};
use crate::pages::{Length, Page, Pages, PartKind, Text};

/// A line of a heading or a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextLine {
    page: usize,
    /// From the paper's upper edge, in millimetres.
    #[schemars(with = "serde_json::Number")]
    baseline: Length,
    /// Which of the notice's blocks, from 0.
    block: usize,
    /// The byte of the block's text with which it begins.
    start: usize,
}

/// Above so many lines of text the signature's page has enough of it.
const FEW: usize = 3;
/// Texts on one baseline are one line.
const SAME: Length = Length::micrometres(500);

/// The lines of the signature's page and of the page before it; none when
/// nothing there is to be adjusted.
pub(super) fn before_signature(notice: &Notice, pages: &Pages) -> Vec<TextLine> {
    let has_signature = |page: &&Page| {
        let kinds = page.texts.iter().map(|text| pages.kind(text.part));
        kinds.flatten().any(|kind| kind == PartKind::SignatureDate)
    };
    let Some(signed) = pages.pages.iter().find(has_signature) else {
        return Vec::new();
    };
    // Notes at the foot leave no page of lines to share.
    if notice.body.iter().any(Block::is_footnote) {
        return Vec::new();
    }
    // A table or chart in the text keeps to the grid, and the lines around it with it.
    let has_table = |page: &Page| {
        let in_text = |text: &Text| {
            let table = pages
                .part(text.part)
                .and_then(|part| pages.part(part.within));
            table.is_some_and(|table| {
                matches!(table.kind, PartKind::Table | PartKind::Chart)
                    && notice.is_in_text(table.number)
            })
        };
        page.number + 1 >= signed.number && page.texts.iter().any(in_text)
    };
    if !notice.tables.is_empty() && pages.pages.iter().any(has_table) {
        return Vec::new();
    }
    let mut lines = of_text(notice, pages).unwrap_or_default();
    let here = lines.iter().filter(|line| line.page == signed.number);
    if signed.number == 1 || here.count() > FEW {
        return Vec::new();
    }
    lines.retain(|line| line.page + 1 >= signed.number);
    lines
}

/// Nothing when the pages do not have the notice's text.
fn of_text(notice: &Notice, pages: &Pages) -> Option<Vec<TextLine>> {
    let texts: Vec<String> = notice.body.iter().map(Block::text).collect();
    let is_block = |kind| matches!(kind, PartKind::Heading | PartKind::Paragraph);
    let parts = pages.parts.iter().enumerate();
    let parts: Vec<usize> = parts
        .filter(|(_, part)| is_block(part.kind))
        .map(|(id, _)| id)
        .collect();
    let mut lines: Vec<TextLine> = Vec::new();
    let mut read = vec![0; texts.len()];
    for page in &pages.pages {
        for text in &page.texts {
            let Some(block) = parts.iter().position(|id| text.part == Some(*id)) else {
                continue;
            };
            for character in &text.characters {
                let rest = texts.get(block)?.get(read[block]..)?;
                // White space is dropped at a line's end.
                let left = rest.trim_start();
                let blank = character.text.trim().is_empty();
                let start = read[block] + rest.len() - left.len();
                if !blank && !left.starts_with(character.text.as_str()) {
                    return None;
                }
                let goes_on = lines.last().is_some_and(|last| {
                    (last.page, last.block) == (page.number, block)
                        && (last.baseline - text.baseline).abs() <= SAME
                });
                if !goes_on {
                    lines.push(TextLine {
                        page: page.number,
                        baseline: text.baseline,
                        block,
                        start,
                    });
                }
                if !blank {
                    read[block] = start + character.text.len();
                }
            }
        }
    }
    Some(lines)
}
