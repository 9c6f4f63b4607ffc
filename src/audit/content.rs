//! Everything that the notice says stands on its pages, once and in order.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Sheet, joined, squeezed};
use crate::notice::{Block, BlockKind, Notice};
use crate::pages::PartKind;

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let last = sheet.pages.pages.len();
    for (kind, wanted) in wanted(sheet.notice) {
        let parts = sheet.parts(kind);
        let page = parts.first().map_or(last, |lines| lines[0].page.number);
        let found: String = parts.iter().map(|lines| joined(lines)).collect();
        ledger.same(Rule::Content, page, &squeezed(&wanted), &found);
    }
    for page in &sheet.pages.pages {
        let strays = page.texts.iter().filter(|text| text.part.is_none());
        for text in strays.map(crate::pages::Text::text) {
            if !text.trim().is_empty() {
                ledger.judge(Rule::Content, page.number, "属于通报某一部分", text, false);
            }
        }
    }
}

fn wanted(notice: &Notice) -> Vec<(PartKind, String)> {
    let blocks = |headings: bool| -> String {
        let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
        let blocks = notice.body.iter();
        blocks
            .filter(|block| is_heading(block) == headings)
            .map(Block::text)
            .collect()
    };
    let cells = notice.annexes.iter().flat_map(|annex| &annex.table.rows);
    let cells = cells
        .flat_map(|row| &row.cells)
        .map(|cell| cell.text.as_str());
    let imprint = &notice.imprint;
    let copies = imprint
        .copies
        .as_ref()
        .map(|copies| format!("抄送：{copies}"));
    let notes = notice.annexes.iter().flat_map(|annex| &annex.notes);
    vec![
        (PartKind::Mark, notice.head.organ.clone()),
        (PartKind::Number, notice.head.number.clone()),
        (PartKind::Title, notice.title.to_string()),
        (PartKind::Addressee, format!("{}：", notice.addressee)),
        (PartKind::Heading, blocks(true)),
        (PartKind::Paragraph, blocks(false)),
        (PartKind::SignatureOrgan, notice.signature.organ.clone()),
        (PartKind::SignatureDate, notice.signature.date.clone()),
        (PartKind::Cell, cells.collect()),
        (PartKind::Notes, notes.map(String::as_str).collect()),
        (PartKind::ImprintCopies, copies.unwrap_or_default()),
        (PartKind::ImprintOrgan, imprint.organ.clone()),
        (PartKind::ImprintDate, format!("{}印发", imprint.date)),
    ]
}
