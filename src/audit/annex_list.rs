//! 7.3.4: the list of annexes below the text.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet};
use super::standard::{THIRD, TOLERANCE};
use crate::pages::{Length, PartKind};

const LABEL: &str = "附件：";

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let items = sheet.parts(PartKind::AnnexList);
    let Some(first) = items.first() else {
        return;
    };
    place(sheet, &first[0], ledger);
    let starts: Vec<Starts> = items.iter().map(|lines| starts(&lines[0])).collect();
    for (lines, start) in items.iter().zip(&starts) {
        let page = lines[0].page.number;
        ledger.length(Rule::AnnexList, page, starts[0].name, start.name, TOLERANCE);
        if let (Some(one), Some(other)) = (starts[0].point, start.point) {
            ledger.length(Rule::AnnexList, page, one, other, TOLERANCE);
        }
        for turnover in &lines[1..] {
            ledger.length(
                Rule::AnnexList,
                page,
                start.name,
                turnover.left(),
                TOLERANCE,
            );
        }
        let last = lines[lines.len() - 1].last();
        let is_bare = !"。；，、：.;,".contains(last);
        ledger.judge(Rule::AnnexList, page, "名称后无标点", last, is_bare);
    }
}

/// One blank line below the text, two characters in.
fn place(sheet: &Sheet, first: &Line, ledger: &mut Ledger) {
    let page = first.page.number;
    ledger.length(Rule::AnnexList, page, THIRD * 2, first.left(), TOLERANCE);
    let above = sheet
        .text_lines(page)
        .into_iter()
        .rfind(|line| line.baseline < first.baseline);
    if let Some(above) = above {
        let empty = sheet.slot(first) - sheet.slot(above) - 1;
        ledger.count(Rule::AnnexList, page, "空行", 1, empty);
    }
    let has_label = first.text().starts_with(LABEL);
    ledger.judge(
        Rule::AnnexList,
        page,
        LABEL,
        super::measurement::cut(&first.text(), 0),
        has_label,
    );
}

/// How far in the point after the number stands, and the name's first character.
struct Starts {
    point: Option<Length>,
    name: Length,
}

fn starts(line: &Line) -> Starts {
    let mut glyphs = line.glyphs.iter().peekable();
    let edge = line.area().left - line.left();
    if line.text().starts_with(LABEL) {
        for _ in LABEL.chars() {
            glyphs.next();
        }
    }
    let figures = glyphs
        .clone()
        .take_while(|(_, c)| c.text.chars().all(|c| c.is_ascii_digit()));
    let count = figures.count();
    let is_numbered = glyphs
        .clone()
        .nth(count)
        .is_some_and(|(_, c)| c.text == ".");
    let mut point = None;
    if is_numbered && count > 0 {
        point = glyphs.nth(count).map(|(_, c)| c.area.left - edge);
    }
    let name = glyphs.find(|(_, c)| !c.text.trim().is_empty());
    Starts {
        point,
        name: name.map_or(Length::ZERO, |(_, c)| c.area.left - edge),
    }
}
