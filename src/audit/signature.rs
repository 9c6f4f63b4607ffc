//! 7.3.5: the organ's name and the date.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet};
use super::standard::{LINES, STAMP, STAMP_GAP, STAMP_INSET, THIRD, TOLERANCE, type_area};
use super::text::face;
use crate::pages::{Area, Length, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    if sheet.notice.form.is_dated_at_head() {
        let last = sheet.of(PartKind::Attendance).last();
        if let Some(last) = last.or_else(|| sheet.lines.iter().rfind(|line| line.is_body())) {
            note(sheet, last, ledger);
        }
        return;
    }
    if !sheet.notice.names_organs() {
        stamped(sheet, ledger);
        return;
    }
    let organ: Vec<&Line> = sheet.of(PartKind::SignatureOrgan).collect();
    let date = sheet.of(PartKind::SignatureDate).next();
    let first = organ.iter().min_by_key(|line| line.baseline);
    let (Some(first), Some(last), Some(date)) = (first, organ.last(), date) else {
        return;
    };
    let page = date.page.number;
    // Of a joint issue the last seal stands on the last name and the date.
    let is_last = |line: &&&Line| !sheet.notice.signature.seal || line.id == last.id;
    let lines = organ.iter().filter(is_last);
    let Some(name) = Area::around(lines.map(|line| line.area())) else {
        return;
    };
    if sheet.notice.signature.seal {
        sealed(name, date, ledger);
    } else {
        unsealed(name, date, ledger);
    }
    note(sheet, date, ledger);
    ledger.count(
        Rule::SignaturePlace,
        page,
        "行之下",
        1,
        sheet.slot(date) - sheet.slot(last),
    );
    above(sheet, first, ledger);
    with_text(
        sheet,
        page,
        sheet.slot(date) - sheet.slot(first) + 1,
        ledger,
    );
}

/// 正文 stands on the page of the signature, unless the list of annexes
/// between them takes up so much that it can't.
fn with_text(sheet: &Sheet, page: usize, signature: i64, ledger: &mut Ledger) {
    let of_page = |kind| {
        let lines = sheet.of(kind).filter(|line| line.page.number == page);
        i64::try_from(lines.count()).unwrap_or_default()
    };
    let body = of_page(PartKind::Heading) + of_page(PartKind::Paragraph);
    let list = i64::try_from(sheet.of(PartKind::AnnexList).count()).unwrap_or_default();
    let note = i64::try_from(sheet.of(PartKind::Note).count()).unwrap_or_default();
    // A line of text, a blank one, the list, at most two blank ones, the signature, the note.
    let fits = 2 + list + 2 + signature + note <= LINES;
    let (wanted, is_right) = if fits {
        ("正文 ≥ 1 行", body > 0)
    } else {
        ("正文或附件说明", body + of_page(PartKind::AnnexList) > 0)
    };
    let rule = Rule::SignatureWithText;
    ledger.judge(rule, page, wanted, format!("正文 {body} 行"), is_right);
}

/// 7.3.6: 附注 stands in brackets on the line below the date, two characters in; its turnovers are
/// flush left.
fn note(sheet: &Sheet, above: &Line, ledger: &mut Ledger) {
    let lines: Vec<&Line> = sheet.of(PartKind::Note).collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let (rule, page) = (Rule::Note, first.page.number);
    let is_bracketed = first.first() == '（' && last.last() == '）';
    let found = format!("{}…{}", first.first(), last.last());
    ledger.judge(rule, page, "（…）", found, is_bracketed);
    let below = sheet.slot(first) - sheet.slot(above);
    // Below a list of names it may begin a page.
    let is_first = sheet.notice.form.is_dated_at_head() && sheet.slot(first) == 0;
    let is_near = first.page.number == above.page.number && below == 1 || is_first;
    let wanted = if sheet.notice.form.is_dated_at_head() {
        "正文或名单下一行"
    } else {
        "成文日期下一行"
    };
    ledger.judge(rule, page, wanted, format!("下 {below} 行"), is_near);
    for (at, line) in lines.iter().enumerate() {
        let inset = if at == 0 { THIRD * 2 } else { Length::ZERO };
        ledger.length(rule, page, inset, line.left(), TOLERANCE);
        face(sheet, line, rule, "fangsong", THIRD, ledger);
    }
}

/// 7.3.5.3: the room of each stamp stands two blank lines below the text, the next one below it, and
/// the date a blank line below the last.
fn stamped(sheet: &Sheet, ledger: &mut Ledger) {
    let Some(date) = sheet.of(PartKind::SignatureDate).next() else {
        return;
    };
    let (rule, page) = (Rule::Post, date.page.number);
    let posts = sheet.parts(PartKind::Post);
    let count = i64::try_from(posts.len()).unwrap_or_default();
    let (width, height) = STAMP;
    let lines = sheet.text_lines(page);
    let above = lines.iter().rfind(|line| line.baseline < date.baseline);
    let Some(above) = above.map(|above| sheet.slot(above)) else {
        return;
    };
    let pitch = sheet.pitch(page);
    let right = type_area(date.page).right - THIRD * (STAMP_INSET + width + STAMP_GAP);
    for (at, lines) in (0..).zip(posts) {
        let Some(area) = Area::around(lines.iter().map(Line::area)) else {
            continue;
        };
        let middle = above + 3 + height * at + height / 2;
        let wanted = sheet.grid_top(date.page) + pitch * middle + THIRD / 2;
        let found = (area.top + area.bottom) / 2;
        ledger.length(rule, lines[0].page.number, wanted, found, TOLERANCE);
        ledger.length(rule, lines[0].page.number, right, area.right, TOLERANCE);
    }
    let wanted = 3 + height * count + 1;
    let below = sheet.slot(date) - above;
    ledger.count(rule, page, "行之下", wanted, below);
    ledger.length(rule, page, THIRD * STAMP_INSET, date.right(), TOLERANCE);
    note(sheet, date, ledger);
    with_text(sheet, page, height * count + 2, ledger);
}

/// The date ends four characters from the edge with the name centred above
/// it; a name too long for that ends at the edge, and the date follows it.
fn sealed(name: Area, date: &Line, ledger: &mut Ledger) {
    let page = date.page.number;
    let edge = date.area().right + date.right();
    let of_name = (name.left + name.right) / 2;
    let of_date = (date.area().left + date.area().right) / 2;
    ledger.length(Rule::SignaturePlace, page, of_name, of_date, TOLERANCE);
    let too_long = of_date + (name.width() / 2) + TOLERANCE >= edge && date.right() > THIRD * 4;
    if too_long {
        ledger.length(Rule::SignaturePlace, page, edge, name.right, TOLERANCE);
    } else {
        ledger.length(
            Rule::SignaturePlace,
            page,
            THIRD * 4,
            date.right(),
            TOLERANCE,
        );
    }
}

/// The name ends two characters from the edge and the date begins two in
/// from it; of the two, the longer one keeps the edge.
fn unsealed(name: Area, date: &Line, ledger: &mut Ledger) {
    let page = date.page.number;
    let edge = date.area().right + date.right();
    let inset = date.area().left - name.left;
    ledger.length(Rule::SignaturePlace, page, THIRD * 2, inset, TOLERANCE);
    let right = if date.area().width() > name.width() {
        date.right()
    } else {
        edge - name.right
    };
    ledger.length(Rule::SignaturePlace, page, THIRD * 2, right, TOLERANCE);
}

/// Blank lines above it: with a seal two, so that the seal begins within a
/// line of the text.
fn above(sheet: &Sheet, first: &Line, ledger: &mut Ledger) {
    let lines = sheet.text_lines(first.page.number);
    let above = lines.iter().rfind(|line| line.baseline < first.baseline);
    let wanted = if sheet.notice.signature.seal { 2 } else { 1 };
    let blank = above.map_or(0, |above| sheet.slot(first) - sheet.slot(above) - 1);
    let page = first.page.number;
    ledger.judge(
        Rule::SignaturePlace,
        page,
        format!("上空 1 至 {wanted} 行"),
        format!("上空 {blank} 行"),
        (1..=wanted).contains(&blank),
    );
}
