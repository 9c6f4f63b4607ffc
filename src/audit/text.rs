//! 7.3.2 and 7.3.3: the addressee, the headings and the paragraphs.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet, squeezed};
use super::standard::{FINE, SECOND, THIRD, TOLERANCE};
use crate::notice::{Annex, Block, BlockKind};
use crate::pages::{Character, Length, PartKind, Text};

/// The faces of 一、 （一） 1. （1）.
const LEVELS: [&str; 4] = ["heiti", "kaiti", "fangsong", "fangsong"];

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    addressee(sheet, ledger);
    begins(sheet, ledger);
    for kind in [
        PartKind::Paragraph,
        PartKind::Heading,
        PartKind::AnnexParagraph,
        PartKind::AnnexHeading,
    ] {
        for lines in sheet.parts(kind) {
            let line = &lines[0];
            ledger.length(
                Rule::Indent,
                line.page.number,
                THIRD * 2,
                line.left(),
                TOLERANCE,
            );
        }
    }
    for line in sheet.of(PartKind::Addressee) {
        face(sheet, line, Rule::TextType, "fangsong", THIRD, ledger);
    }
    let notice = sheet.notice;
    paragraphs(sheet, PartKind::Paragraph, &mut notice.body.iter(), ledger);
    let annexes = &mut notice.annexes.iter().flat_map(Annex::blocks);
    paragraphs(sheet, PartKind::AnnexParagraph, annexes, ledger);
    let headings = sheet.of(PartKind::Heading);
    for line in headings.chain(sheet.of(PartKind::AnnexHeading)) {
        let role = role(line.part.number);
        face(sheet, line, Rule::HeadingType, role, THIRD, ledger);
    }
    for line in sheet
        .of(PartKind::Title)
        .chain(sheet.of(PartKind::AnnexTitle))
    {
        face(
            sheet,
            line,
            Rule::HeadingType,
            "xiaobiaosong",
            SECOND,
            ledger,
        );
    }
    for line in sheet.of(PartKind::AnnexLabel) {
        face(sheet, line, Rule::HeadingType, "heiti", THIRD, ledger);
    }
    heading_at_foot(sheet, ledger);
}

/// 仿宋, but for a heading that a paragraph begins with.
fn paragraphs(
    sheet: &Sheet,
    kind: PartKind,
    blocks: &mut dyn Iterator<Item = &Block>,
    ledger: &mut Ledger,
) {
    let blocks = blocks.filter(|block| block.kind == BlockKind::Paragraph);
    for (lines, block) in sheet.parts(kind).into_iter().zip(blocks) {
        let leads = block.spans.iter();
        let leads = leads.filter(|span| span.level.is_some() && span.note.is_none());
        let level = leads.clone().find_map(|span| span.level).unwrap_or(0);
        let lead: String = leads.map(|span| span.text.as_str()).collect();
        let mut left = squeezed(&lead).chars().count();
        for line in lines {
            let count = left.min(line.glyphs.len());
            left -= count;
            let roles = (role(usize::from(level)), "fangsong");
            faces(sheet, line, count, roles, Rule::TextType, ledger);
        }
    }
}

/// The face of a level, from 1.
fn role(level: usize) -> &'static str {
    let role = LEVELS.get(level.saturating_sub(1));
    role.copied().unwrap_or("fangsong")
}

fn addressee(sheet: &Sheet, ledger: &mut Ledger) {
    let lines: Vec<&Line> = sheet.of(PartKind::Addressee).collect();
    let title = sheet.of(PartKind::Title).last();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let (rule, page) = (Rule::AddresseePlace, first.page.number);
    if let Some(title) = title.filter(|title| title.page.number == page) {
        let empty = sheet.empty_lines(first.page, title.baseline, first.area().top);
        ledger.count(rule, page, "空行", 1, empty);
    }
    for line in &lines {
        ledger.length(rule, page, Length::ZERO, line.left(), TOLERANCE);
    }
    ledger.judge(rule, page, "末尾全角冒号", last.last(), last.last() == '：');
}

/// Where the head of a form without a title ends: its red rule, or else its number (10.2).
fn head_foot(sheet: &Sheet) -> Option<Length> {
    let rule = sheet
        .shape(PartKind::RedRule)
        .first()
        .map(|(_, rule)| rule.bottom);
    let number = sheet.of(PartKind::Number).next().map(|line| line.baseline);
    rule.or(number)
}

/// The text begins below the addressee, or a blank line below the title, or two below the head of a
/// form without one, on page 1.
fn begins(sheet: &Sheet, ledger: &mut Ledger) {
    let body = |line: &&Line| line.is_body();
    let Some(first) = sheet.lines.iter().find(body) else {
        return;
    };
    let of_page = |kind| {
        sheet
            .of(kind)
            .filter(|line| line.page.number == first.page.number)
    };
    let page = first.page.number;
    if let Some(last) = of_page(PartKind::Addressee).last() {
        let lines = sheet.slot(first) - sheet.slot(last);
        ledger.count(Rule::BodyPlace, page, "行之下", 1, lines);
    } else if let Some(title) = of_page(PartKind::Title).last() {
        let empty = sheet.empty_lines(first.page, title.baseline, first.area().top);
        ledger.count(Rule::BodyPlace, page, "空行", 1, empty);
    } else if let Some(head) = head_foot(sheet) {
        let empty = sheet.empty_lines(first.page, head, first.area().top);
        ledger.count(Rule::BodyPlace, page, "空行", 2, empty);
    }
    let found = format!("第 {page} 面起");
    ledger.judge(Rule::BodyOnFirstPage, page, "第 1 面起", found, page == 1);
}

/// The faces of a line's first glyphs, so many of them, and of the rest.
pub(super) fn faces(
    sheet: &Sheet,
    line: &Line,
    count: usize,
    roles: (&str, &str),
    rule: Rule,
    ledger: &mut Ledger,
) {
    let (first, rest) = line.glyphs.split_at(count.min(line.glyphs.len()));
    for (glyphs, role) in [(first, roles.0), (rest, roles.1)] {
        if !glyphs.is_empty() {
            let part = Line {
                glyphs: glyphs.to_vec(),
                ..line.clone()
            };
            face(sheet, &part, rule, role, THIRD, ledger);
        }
    }
}

/// The size of a line's type, and the families that serve its characters.
pub(super) fn face(
    sheet: &Sheet,
    line: &Line,
    rule: Rule,
    type_role: &str,
    size: Length,
    ledger: &mut Ledger,
) {
    let page = line.page.number;
    let (own, latin) = (sheet.families(type_role), sheet.families("latin"));
    let is_right = |family: &str, text: &str| {
        let same = |name: &&str| name.eq_ignore_ascii_case(family);
        // White space has no ink: a full-width one may come from any face.
        let is_blank = text.trim().is_empty();
        is_blank || own.iter().any(same) || text.chars().all(is_latin) && latin.iter().any(same)
    };
    let strange = line
        .glyphs
        .iter()
        .find(|(text, character)| !is_right(&text.family, &character.text));
    let is_han =
        |(_, c): &&(&Text, &Character)| !c.text.chars().all(|c| is_latin(c) || c.is_whitespace());
    let found = strange.or_else(|| line.glyphs.iter().find(is_han));
    let family = found.map_or("", |(text, _)| text.family.as_str());
    ledger.judge(rule, page, own.join("、"), family, strange.is_none());
    ledger.length(rule, page, size, line.size(), FINE);
}

/// Letters, figures and their signs, below the punctuation that Chinese shares or among it.
fn is_latin(character: char) -> bool {
    character < '\u{2000}' || "‰−".contains(character)
}

fn heading_at_foot(sheet: &Sheet, ledger: &mut Ledger) {
    for page in sheet.text_pages() {
        let lines = sheet.text_lines(page.number);
        let Some(last) = lines.last() else { continue };
        let is_head =
            |line: &Line| matches!(line.part.kind, PartKind::Heading | PartKind::TableCaption);
        if lines.iter().any(|line| is_head(line)) {
            // A table may follow it; a caption needs one below it as well.
            let has_table = sheet.has_text_table_between(page.number, last.baseline, None);
            let is_heading =
                matches!(last.part.kind, PartKind::Heading | PartKind::TableCaption) && !has_table;
            let found = if is_heading { "标题" } else { "不是标题" };
            ledger.judge(
                Rule::HeadingAtFoot,
                page.number,
                "末行不是标题",
                found,
                !is_heading,
            );
        }
    }
}
