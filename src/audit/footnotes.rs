//! Notes at the foot of a page, and the room that they leave to the text.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet};
use super::standard::{FIFTH, PITCH, THIRD, TOLERANCE, type_area};
use super::text::face;
use crate::pages::{Area, Length, Page, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let marks: Vec<&Line> = sheet.of(PartKind::FootnoteMark).collect();
    for lines in sheet.parts(PartKind::Footnote) {
        let (first, page) = (&lines[0], lines[0].page.number);
        let own = marks.iter().find(|mark| mark.first() == first.first());
        let found = own.map_or(0, |mark| mark.page.number);
        let (wanted, found_at) = (format!("第 {page} 面"), format!("第 {found} 面"));
        ledger.judge(Rule::Footnotes, page, wanted, found_at, found == page);
        for line in lines {
            face(sheet, line, Rule::Footnotes, "fangsong", FIFTH, ledger);
        }
    }
    for page in &sheet.pages.pages {
        foot(sheet, page, ledger);
    }
}

/// The notes of a page end at the foot of the 版心, and stand below their rule.
fn foot(sheet: &Sheet, page: &Page, ledger: &mut Ledger) {
    let of_page = |line: &&Line| line.page.number == page.number;
    let notes = sheet.of(PartKind::Footnote).filter(of_page);
    let Some(around) = Area::around(notes.map(Line::area)) else {
        return;
    };
    let rule = Rule::Footnotes;
    let foot = type_area(page).bottom;
    ledger.length(rule, page.number, foot, around.bottom, TOLERANCE);
    let rules = sheet.shape(PartKind::FootnoteRule).into_iter();
    let mut rules = rules.filter(|(other, _)| other.number == page.number);
    match rules.next() {
        Some((_, above)) => {
            ledger.at_most(rule, page.number, around.top, above.bottom, Length::ZERO);
        }
        None => ledger.judge(rule, page.number, "脚注之上有线", "无", false),
    }
}

/// The least white between the text and the rule above the notes.
const CLEARANCE: Length = THIRD;

/// How many lines of the grid the notes leave to the text of a page; nothing where it has none.
pub(super) fn lines_above(sheet: &Sheet, page: &Page) -> Option<i64> {
    let rules = sheet.shape(PartKind::FootnoteRule).into_iter();
    let (_, rule) = rules
        .into_iter()
        .find(|(other, _)| other.number == page.number)?;
    let room = rule.top - CLEARANCE + TOLERANCE - sheet.grid_top(page) - THIRD;
    Some(1 + room.in_micrometres().div_euclid(PITCH.in_micrometres()))
}

/// The marks of notes in a line, which stand above its baseline.
pub(super) fn marks_in(sheet: &Sheet, line: &Line) -> Vec<Area> {
    let is_in = |mark: &&Line| {
        let raised = line.baseline - mark.baseline;
        mark.page.number == line.page.number && raised > Length::ZERO && raised < PITCH / 2
    };
    let marks = sheet.of(PartKind::FootnoteMark).filter(is_in);
    marks.map(Line::area).collect()
}
