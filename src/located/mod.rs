//! Where a notice's figures and words lie on its pages, so that a reader can point at one of them and
//! ask where it comes from.

mod marks;

pub use marks::{Mark, marks};

use std::collections::BTreeMap;

use crate::key::Key;
use crate::notice::{Annex, Block, BlockKind, Notice, TableRow};
use crate::pages::{Area, Pages, PartId, PartKind};
use crate::remarks::Anchor;
use crate::text::sentences;
use crate::wording::{NotePart, Span};

/// A figure, or a stretch of words that one rule or one text of the input said, on a line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The page, from 1.
    pub page: usize,
    /// What it covers.
    pub area: Area,
    /// What it prints.
    pub text: String,
    /// The figure; nothing of words.
    pub figure: Option<Key>,
    /// What a remark on it would be on: the sentence, or the cell.
    pub on: Anchor,
}

/// A character on its page.
struct Placed<'a> {
    page: usize,
    text: &'a str,
    area: Area,
}

/// All that can be pointed at, page by page. A figure that a line's end cuts in two is there twice.
pub fn located(notice: &Notice, pages: &Pages) -> Vec<Located> {
    let parts = characters(pages);
    let mut found = Vec::new();
    texts(notice, pages, &parts, &mut found);
    cells(notice, pages, &parts, &mut found);
    found.sort_by_key(|one| (one.page, one.area.top, one.area.left));
    found
}

/// The characters of every part that holds text of its own: of a paragraph with all that stands in it.
fn characters(pages: &Pages) -> BTreeMap<PartId, Vec<Placed<'_>>> {
    let mut parts: BTreeMap<PartId, Vec<Placed>> = BTreeMap::new();
    for page in &pages.pages {
        for text in &page.texts {
            let Some(part) = text.part.and_then(|part| owner(pages, part)) else {
                continue;
            };
            let own = parts.entry(part).or_default();
            own.extend(text.characters.iter().map(|character| Placed {
                page: page.number,
                text: &character.text,
                area: character.area,
            }));
        }
    }
    parts
}

/// The outermost part around a text that is one block or one cell; none of a footnote's mark, which
/// is no text of the block.
fn owner(pages: &Pages, part: PartId) -> Option<PartId> {
    let mut at = Some(part);
    let mut owner = None;
    while let Some(id) = at {
        let part = pages.part(Some(id))?;
        match part.kind {
            PartKind::FootnoteMark | PartKind::Folio | PartKind::SheetMark => return None,
            kind if is_block(kind) || kind == PartKind::Cell => owner = Some(id),
            _ => {}
        }
        at = part.within;
    }
    owner
}

fn is_block(kind: PartKind) -> bool {
    matches!(
        kind,
        PartKind::Heading
            | PartKind::Paragraph
            | PartKind::AnnexHeading
            | PartKind::AnnexParagraph
            | PartKind::Footnote
    )
}

/// The blocks of the text, those of the annexes behind them, as they come on the pages.
fn texts(
    notice: &Notice,
    pages: &Pages,
    parts: &BTreeMap<PartId, Vec<Placed>>,
    found: &mut Vec<Located>,
) {
    for (block, characters) in blocks(notice, pages, parts) {
        block_on(block, characters, found);
    }
}

/// Each block with its characters.
fn blocks<'n, 'p>(
    notice: &'n Notice,
    pages: &'p Pages,
    parts: &'p BTreeMap<PartId, Vec<Placed<'p>>>,
) -> impl Iterator<Item = (&'n Block, &'p [Placed<'p>])> {
    let of = |wanted: fn(PartKind) -> bool| {
        let is_wanted = move |id: &&PartId| {
            pages
                .kind(Some(**id))
                .is_some_and(|kind| is_block(kind) && wanted(kind))
        };
        parts.keys().filter(is_wanted)
    };
    let is_note = |block: &&Block| block.is_footnote();
    let text = of(|kind| kind != PartKind::Footnote);
    let running = notice.blocks().filter(move |block| !is_note(block));
    let notes = of(|kind| kind == PartKind::Footnote);
    let pairs = running
        .zip(text)
        .chain(notice.blocks().filter(is_note).zip(notes));
    pairs.filter_map(|(block, part)| Some((block, parts.get(part)?.as_slice())))
}

/// The spans of a block, each with the stretch of characters that it became.
fn block_on(block: &Block, characters: &[Placed], found: &mut Vec<Located>) {
    let mut at = 0;
    if let BlockKind::Heading { number, .. } | BlockKind::Footnote { mark: number } = &block.kind
        && take(number, characters, &mut at).is_none()
    {
        return;
    }
    let is_mark = |span: &&Span| matches!(span.note, Some(NotePart::Mark(_)));
    let text = block.text();
    // Where a span begins in the block's text.
    let mut from = text.len()
        - block
            .spans
            .iter()
            .map(|span| span.text.len())
            .sum::<usize>();
    for span in &block.spans {
        let begin = from;
        from += span.text.len();
        if is_mark(&span) {
            continue;
        }
        let Some(range) = take(&span.text, characters, &mut at) else {
            return;
        };
        if span.figure.is_some() || span.origin.is_some() {
            let on = Anchor {
                id: block.id.clone(),
                text: sentence_at(&text, begin).to_owned(),
                words: String::new(),
            };
            lines(&characters[range], (span.figure.as_ref(), &on), found);
        }
    }
}

/// The sentence of a text that has its byte `at`.
fn sentence_at(text: &str, at: usize) -> &str {
    let mut end = 0;
    let mut all = sentences(text).into_iter();
    let found = all.find(|sentence| {
        end += sentence.len();
        at < end
    });
    found.unwrap_or(text)
}

/// Goes on behind a text; nothing where other characters stand there.
fn take(text: &str, characters: &[Placed], at: &mut usize) -> Option<std::ops::Range<usize>> {
    let mut rest = text.trim_start_matches(char::is_whitespace);
    // What is set between them, and at a line's beginning, is no character of the text.
    let is_space = |placed: &Placed| placed.text.chars().all(char::is_whitespace);
    while !rest.is_empty() && characters.get(*at).is_some_and(is_space) {
        *at += 1;
    }
    let start = *at;
    while !rest.is_empty() {
        let placed = characters.get(*at)?;
        if is_space(placed) {
            *at += 1;
            continue;
        }
        rest = rest.strip_prefix(placed.text)?;
        rest = rest.trim_start_matches(char::is_whitespace);
        *at += 1;
    }
    Some(start..*at)
}

/// The stretch as one area a line.
fn lines(characters: &[Placed], of: (Option<&Key>, &Anchor), found: &mut Vec<Located>) {
    let (figure, on) = of;
    let mut open: Option<Located> = None;
    for placed in characters {
        let is_on = open.as_ref().is_some_and(|one| {
            one.page == placed.page
                && one.area.top < placed.area.bottom
                && placed.area.top < one.area.bottom
        });
        match &mut open {
            Some(one) if is_on => {
                one.area = one.area.with(placed.area);
                one.text.push_str(placed.text);
            }
            _ => {
                found.extend(open.take());
                open = Some(Located {
                    page: placed.page,
                    area: placed.area,
                    text: placed.text.to_owned(),
                    figure: figure.cloned(),
                    on: on.clone(),
                });
            }
        }
    }
    found.extend(open);
}

/// The cells of the tables that print figures.
fn cells(
    notice: &Notice,
    pages: &Pages,
    parts: &BTreeMap<PartId, Vec<Placed>>,
    found: &mut Vec<Located>,
) {
    for (id, annex, row, column) in placed_cells(notice, pages) {
        let Some(cell) = row.cells.get(column).filter(|cell| cell.figure.is_some()) else {
            continue;
        };
        let head = annex.table.head_of(column);
        let on = Anchor::of_cell(&annex.id, &row.key, &head, &cell.text);
        if let Some(characters) = parts.get(&id) {
            let mut at = 0;
            if let Some(range) = take(&cell.text, characters, &mut at) {
                lines(&characters[range], (cell.figure.as_ref(), &on), found);
            }
        }
    }
}

/// Every cell on the pages with its table, its row and the number of its column.
fn placed_cells<'n>(
    notice: &'n Notice,
    pages: &Pages,
) -> Vec<(PartId, &'n Annex, &'n TableRow, usize)> {
    let annexes: Vec<&Annex> = notice.all_tables().collect();
    let mut rows: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, part) in pages.parts.iter().enumerate() {
        if part.kind != PartKind::Cell {
            continue;
        }
        let Some(number) = table_of(pages, id) else {
            continue;
        };
        // The cells come row by row, also those of a table that goes on on another sheet.
        let (row, next) = rows.entry(number).or_default();
        if part.number < *next {
            *row += 1;
        }
        *next = part.number + 1;
        let annex = annexes.get(number);
        let row = annex.and_then(|annex| annex.table.rows.get(*row));
        if let Some((annex, row)) = annex.zip(row) {
            found.push((id, *annex, row, part.number));
        }
    }
    found
}

/// The number of the table that a cell stands in.
fn table_of(pages: &Pages, cell: PartId) -> Option<usize> {
    let mut at = pages.part(Some(cell))?.within;
    while let Some(part) = pages.part(at) {
        if part.kind == PartKind::Table {
            return Some(part.number);
        }
        at = part.within;
    }
    None
}
