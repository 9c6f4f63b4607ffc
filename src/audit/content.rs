//! Everything that the notice says stands on its pages, once and in order.

use super::Rule;
use super::measurement::Ledger;
use super::profile::Profile;
use super::sheet::{Sheet, joined, squeezed};
use crate::notice::{Annex, Block, BlockKind, Chart, Notice, Printed};
use crate::pages::{Page, PartKind, Shape, Text};
use crate::wording::NotePart;

/// What a sheet that is not the notice itself says of itself.
const SHEET_MARKS: [&str; 2] = ["样例数据", "送审稿"];

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let last = sheet.pages.pages.len();
    for (kind, wanted) in wanted(sheet.notice) {
        let parts = sheet.parts(kind);
        let page = parts.first().map_or(last, |lines| lines[0].page.number);
        let found: String = parts.iter().map(|lines| joined(lines)).collect();
        ledger.same(Rule::Content, page, &squeezed(&wanted), &found);
    }
    units(sheet, ledger);
    counts(sheet, ledger);
    for page in &sheet.pages.pages {
        shapes(sheet, page, ledger);
        let strays = page.texts.iter().filter(|text| !is_at_home(sheet, text));
        for text in strays.map(crate::pages::Text::text) {
            if !text.trim().is_empty() {
                ledger.judge(Rule::Content, page.number, "属于通报某一部分", text, false);
            }
        }
    }
}

/// The line of the unit stands above its table on every sheet of it.
fn units(sheet: &Sheet, ledger: &mut Ledger) {
    let last = sheet.pages.pages.len();
    let tables = sheet.pages.parts.iter();
    let tables = tables.filter(|part| part.kind == PartKind::Table);
    let annexes = tables.filter_map(|part| sheet.notice.all_tables().nth(part.number));
    let wanted: String = annexes
        .filter_map(|annex| annex.unit_line.as_deref())
        .collect();
    let parts = sheet.parts(PartKind::TableUnit);
    let found: String = parts.iter().map(|lines| joined(lines)).collect();
    let page = parts.first().map_or(last, |lines| lines[0].page.number);
    ledger.same(Rule::Content, page, &squeezed(&wanted), &found);
}

/// Whether a text belongs to a part that is compared with the notice, here or by another rule. No
/// words stand in a rule, nor in a table outside of its cells.
fn is_at_home(sheet: &Sheet, text: &Text) -> bool {
    use PartKind::{
        Chart, ChartBar, ChartLegend, ChartName, ChartPoint, ChartRule, ChartTick, ChartValue,
        FootnoteRule, ImprintRule, RedRule, Table,
    };
    match sheet.pages.kind(text.part) {
        None
        | Some(
            RedRule | ImprintRule | FootnoteRule | Table | Chart | ChartBar | ChartPoint
            | ChartRule,
        ) => false,
        // Its words are held against those of the chart that they stand in.
        Some(ChartName | ChartValue | ChartTick | ChartLegend) => {
            let within = sheet.pages.part(text.part).and_then(|part| part.within);
            sheet.pages.kind(within) == Some(Chart)
        }
        // Heads are held against those of the table that they stand in.
        Some(PartKind::HeadCell) => {
            let within = sheet.pages.part(text.part).and_then(|part| part.within);
            sheet.pages.kind(within) == Some(PartKind::Table)
        }
        // A redline tells on every page what it is.
        Some(PartKind::SheetMark) => {
            sheet.notice.around.is_some() || SHEET_MARKS.contains(&text.text().as_str())
        }
        Some(_) => true,
    }
}

/// Nothing is drawn but the rules, the frames of tables and charts: a shape might cover what it likes.
fn shapes(sheet: &Sheet, page: &Page, ledger: &mut Ledger) {
    use PartKind::{
        Cell, ChartBar, ChartPoint, ChartRule, FootnoteRule, HeadCell, ImprintRule, RedRule, Table,
    };
    let is_rule = |shape: &&Shape| {
        let kind = sheet.pages.kind(shape.part);
        matches!(
            kind,
            Some(
                RedRule
                    | ImprintRule
                    | FootnoteRule
                    | Table
                    | HeadCell
                    | Cell
                    | ChartBar
                    | ChartPoint
                    | ChartRule
            )
        )
    };
    if sheet.notice.around.is_some() {
        return;
    }
    let strays = page.shapes.iter().filter(|shape| !is_rule(shape)).count();
    if strays > 0 {
        let found = format!("另有 {strays} 个图形");
        ledger.judge(Rule::Content, page.number, "只有各条线", found, false);
    }
}

/// Parts that other rules hold against the notice one by one: none is over, none is missing.
fn counts(sheet: &Sheet, ledger: &mut Ledger) {
    let last = sheet.pages.pages.len();
    let notice = sheet.notice;
    let annexes = notice.annexes.len();
    let profile = Profile::of(notice);
    let rules = |kind| sheet.shape(kind).len();
    for (what, wanted, found) in [
        ("附件说明", annexes, sheet.parts(PartKind::AnnexList).len()),
        ("附件标题", annexes, sheet.parts(PartKind::AnnexTitle).len()),
        ("红线", profile.red_rules, rules(PartKind::RedRule)),
        (
            "版记分隔线",
            profile.imprint_rules,
            rules(PartKind::ImprintRule),
        ),
    ] {
        let found = (format!("{what} {found}"), found == wanted);
        let wanted = format!("{what} {wanted}");
        ledger.judge(Rule::Content, last, wanted, found.0, found.1);
    }
}

/// The headings of a text, or its paragraphs.
fn text_of<'a>(blocks: impl Iterator<Item = &'a Block>, headings: bool) -> String {
    let blocks = blocks.filter(|block| !block.is_footnote());
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
    blocks
        .filter(|block| is_heading(block) == headings)
        .map(Block::text_without_marks)
        .collect()
}

/// What each part of the notice says, all of its parts of one kind together.
fn wanted(notice: &Notice) -> Vec<(PartKind, String)> {
    let parts = [head(notice), text(notice), annexes(notice), imprint(notice)];
    parts.concat()
}

fn some(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

/// The host's and those of the others.
fn together(host: &str, joint: &[String]) -> String {
    host.to_owned() + &joint.concat()
}

fn head(notice: &Notice) -> Vec<(PartKind, String)> {
    let head = &notice.head;
    vec![
        (PartKind::CopyNumber, some(head.copy_number.as_ref())),
        (PartKind::Secrecy, some(head.secrecy.as_ref())),
        (PartKind::Urgency, some(head.urgency.as_ref())),
        (PartKind::Mark, together(&head.organ, &head.joint)),
        (PartKind::MarkWord, notice.mark_word().to_owned()),
        (PartKind::Number, some(head.number.as_ref())),
        (PartKind::Signers, head.signed()),
    ]
}

/// What stands below the charts.
fn charts(of: &[Annex]) -> String {
    let charts = of.iter().filter_map(|annex| annex.chart.as_ref());
    charts.map(Chart::caption).collect()
}

/// From the title to what stands below the text.
fn text(notice: &Notice) -> Vec<(PartKind, String)> {
    let blocks = |headings: bool| text_of(notice.body.iter(), headings);
    let spans = notice.body.iter().flat_map(|block| &block.spans);
    let marks = spans.filter(|span| matches!(span.note, Some(NotePart::Mark(_))));
    let marks = marks.map(|span| span.text.as_str());
    let notes = notice.body.iter().filter(|block| block.is_footnote());
    let signature = &notice.signature;
    let title = notice.title.as_ref().map(ToString::to_string);
    let addressee = notice.addressee.as_ref();
    let addressee = addressee.map(|name| format!("{name}："));
    let organs = together(&signature.organ, &signature.joint);
    let organs = Some(organs).filter(|_| notice.names_organs());
    let attendance = notice.attendance.iter();
    let attendance = attendance.map(|(role, names)| format!("{}：{names}", role.label()));
    let captions = notice.tables.iter().filter(|table| table.has_table());
    let captions = captions.map(|table| table.title.to_string());
    vec![
        (PartKind::Title, title.unwrap_or_default()),
        (PartKind::Addressee, addressee.unwrap_or_default()),
        (PartKind::Heading, blocks(true)),
        (PartKind::Paragraph, blocks(false)),
        (PartKind::FootnoteMark, marks.collect()),
        (PartKind::Footnote, notes.map(Block::text).collect()),
        (PartKind::TableCaption, captions.collect()),
        (PartKind::ChartCaption, charts(&notice.tables)),
        (PartKind::Attendance, attendance.collect()),
        (PartKind::SignatureOrgan, organs.unwrap_or_default()),
        (PartKind::Post, signature.posts.concat()),
        (PartKind::SignatureDate, signature.date.clone()),
        (PartKind::Note, some(signature.note.as_ref())),
    ]
}

/// The texts of the annexes, and what stands in all tables.
fn annexes(notice: &Notice) -> Vec<(PartKind, String)> {
    let annex_text = |headings: bool| {
        let blocks = notice.annexes.iter().flat_map(Annex::blocks);
        text_of(blocks, headings)
    };
    let rows = notice.all_tables().flat_map(|annex| &annex.table.rows);
    let cells = rows.flat_map(|row| &row.cells);
    let notes = notice.all_tables().flat_map(|annex| &annex.notes);
    let charts = charts(&notice.annexes);
    vec![
        (PartKind::AnnexChartCaption, charts),
        (PartKind::AnnexHeading, annex_text(true)),
        (PartKind::AnnexParagraph, annex_text(false)),
        (
            PartKind::Cell,
            cells.map(|cell| cell.text.as_str()).collect(),
        ),
        (PartKind::Notes, notes.map(String::as_str).collect()),
    ]
}

fn imprint(notice: &Notice) -> Vec<(PartKind, String)> {
    let imprint = &notice.imprint;
    let copies = imprint.copies.as_ref();
    let copies = copies.map(|copies| format!("抄送：{copies}"));
    let printed = |of: fn(&Printed) -> String| imprint.printed.as_ref().map(of).unwrap_or_default();
    vec![
        (PartKind::ImprintCopies, copies.unwrap_or_default()),
        (PartKind::ImprintOrgan, printed(|by| by.organ.clone())),
        (
            PartKind::ImprintDate,
            printed(|by| format!("{}印发", by.date)),
        ),
    ]
}
