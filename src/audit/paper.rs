//! 5.1 and 5.2: the paper, the 版心 and the grid of lines.

use super::Rule;
use super::footnotes;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet};
use super::standard::{AREA, LINES, PAPER, PITCH, PITCH_GIVE, THIRD, TOLERANCE, ascent, type_area};
use crate::pages::{Length, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    paper(sheet, ledger);
    width(sheet, ledger);
    for page in sheet.text_pages() {
        let lines = sheet.text_lines(page.number);
        let pitch = sheet.pitch(page.number);
        edges(sheet, page.number, &lines, pitch, ledger);
        grid(sheet, &lines, pitch, ledger);
    }
}

fn paper(sheet: &Sheet, ledger: &mut Ledger) {
    for page in &sheet.pages.pages {
        let (width, height) = if page.is_across() {
            (PAPER.1, PAPER.0)
        } else {
            PAPER
        };
        ledger.length(Rule::PaperSize, page.number, width, page.width, TOLERANCE);
        ledger.length(Rule::PaperSize, page.number, height, page.height, TOLERANCE);
    }
}

/// Turnovers begin at the 版心's left edge, full lines end at its right one.
fn width(sheet: &Sheet, ledger: &mut Ledger) {
    let paragraphs = sheet.parts(PartKind::Paragraph).into_iter();
    for lines in paragraphs.chain(sheet.parts(PartKind::AnnexParagraph)) {
        for (index, line) in lines.iter().enumerate() {
            let (area, page) = (type_area(line.page), line.page.number);
            if index > 0 {
                ledger.length(Rule::Margins, page, area.left, line.area().left, TOLERANCE);
            }
            if index + 1 < lines.len() {
                // The mark of a note may be the last on its line.
                let marks = footnotes::marks_in(sheet, line).into_iter();
                let right = marks.fold(line.area().right, |right, mark| right.max(mark.right));
                let width = right - area.left;
                ledger.length(Rule::TypeWidth, page, AREA.0, width, TOLERANCE);
            }
        }
    }
}

/// The lines that fill a page from edge to edge.
fn edges(sheet: &Sheet, page: usize, lines: &[&Line], pitch: Length, ledger: &mut Ledger) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let area = type_area(first.page);
    // A table takes up what the lines leave.
    if sheet.has_text_table(page) {
        return;
    }
    // Below a head the lines begin lower.
    let mut marks = sheet.of(PartKind::Mark);
    let has_head = marks.any(|line| line.page.number == page);
    if first.part.kind != PartKind::Title && !has_head {
        let top = first.baseline - ascent(THIRD);
        ledger.length(Rule::TextEdges, page, area.top, top, TOLERANCE);
    }
    let next = sheet.text_lines(page + 1);
    if next.is_empty() || begins_with_table(sheet, page + 1) {
        return;
    }
    let count = sheet.slot(last) + 1;
    let with_notes = footnotes::lines_above(sheet, first.page);
    let whole = with_notes.unwrap_or_else(|| sheet.line_count(first.page));
    if count == LINES || pitch != PITCH {
        let foot = last.baseline + THIRD * 12 / 100;
        ledger.length(Rule::TextEdges, page, area.bottom, foot, TOLERANCE);
    }
    // A line whose note has no room on this page takes it to the next.
    let is_noted = |line: &Line| !footnotes::marks_in(sheet, line).is_empty();
    let kept = if next.first().is_some_and(|line| is_noted(line)) {
        LINES
    } else {
        kept_from_foot(&next)
    };
    let measured = if kept > 0 && count < whole {
        format!("{count} 行，{}", reason(&next))
    } else {
        format!("{count} 行")
    };
    let is_full = count == whole || (count < whole && count + kept >= whole);
    ledger.judge(
        Rule::LinesPerPage,
        page,
        format!("{whole} 行"),
        measured,
        is_full,
    );
}

/// Whether a page begins with a table, below its headings and its caption, if any: what stays with
/// a table that the page before had no room for.
fn begins_with_table(sheet: &Sheet, page: usize) -> bool {
    let lines = sheet.lines.iter().filter(|line| line.page.number == page);
    let is_above = |line: &&Line| {
        matches!(
            line.part.kind,
            PartKind::Heading | PartKind::TableCaption | PartKind::TableUnit
        )
    };
    let begins = |line: &Line| line.part.kind == PartKind::HeadCell || line.is_in_chart();
    let lines = lines.filter(|line| line.is_text() || begins(line));
    let first = lines
        .filter(|line| !is_above(line))
        .min_by_key(|line| line.baseline);
    first.is_some_and(begins)
}

/// How many lines the next page may take over so that no heading stands at
/// the foot, and no signature alone. Above the list of annexes one is blank.
fn kept_from_foot(next: &[&Line]) -> i64 {
    let headings = next
        .iter()
        .take_while(|line| line.part.kind == PartKind::Heading)
        .count();
    if carries_signature(next) {
        LINES
    } else if begins_with_list(next) {
        1
    } else {
        i64::try_from(headings).unwrap_or(LINES)
    }
}

/// The least that a signature has above it on its page: the last line of the text, or the last
/// entry of a list of annexes that has no room with it.
fn carries_signature(next: &[&Line]) -> bool {
    let of = |kind| next.iter().filter(move |line| line.part.kind == kind);
    let body = of(PartKind::Paragraph).count();
    let mut entries: Vec<_> = of(PartKind::AnnexList).map(|line| line.id).collect();
    entries.dedup();
    let signed = of(PartKind::SignatureDate).next().is_some();
    signed && (body == 1 || body == 0 && entries.len() == 1)
}

fn begins_with_list(next: &[&Line]) -> bool {
    let kind = next.first().map(|line| line.part.kind);
    matches!(kind, Some(PartKind::AnnexList | PartKind::Attendance))
}

fn reason(next: &[&Line]) -> &'static str {
    if carries_signature(next) {
        "末行随署名"
    } else if begins_with_list(next) {
        "附件说明或名单上空一行"
    } else {
        "标题移下面"
    }
}

/// One pitch throughout a page, blank lines and all, whatever the first line stands on.
fn grid(sheet: &Sheet, lines: &[&Line], pitch: Length, ledger: &mut Ledger) {
    let on_grid = |line: &&&Line| line.part.kind != PartKind::Title;
    let lines: Vec<_> = lines.iter().filter(on_grid).collect();
    if let Some(first) = lines.first()
        && pitch != PITCH
    {
        let page = first.page.number;
        ledger.length(Rule::LineGrid, page, PITCH, pitch, PITCH_GIVE);
    }
    for pair in lines.windows(2) {
        let (page, step) = (pair[0].page.number, pair[1].baseline - pair[0].baseline);
        let (top, foot) = (pair[0].baseline, Some(pair[1].baseline));
        let has_table = sheet.has_text_table_between(page, top, foot);
        let pitches = if pair.iter().all(|line| line.is_body()) && !has_table {
            1
        } else {
            step.nearest_multiple(pitch)
        };
        ledger.length(Rule::LineGrid, page, pitch * pitches, step, TOLERANCE);
    }
}
