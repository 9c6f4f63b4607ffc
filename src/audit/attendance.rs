//! 10.3: who took part in a meeting.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet};
use super::standard::{THIRD, TOLERANCE};
use super::text::faces;
use crate::pages::PartKind;

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let is_above = |line: &&Line| line.is_body() || line.part.kind == PartKind::AnnexList;
    let mut above = sheet.lines.iter().rfind(is_above);
    let parts = sheet.parts(PartKind::Attendance).into_iter();
    for (at, (lines, (role, _))) in parts.zip(&sheet.notice.attendance).enumerate() {
        let label = format!("{}：", role.label());
        let (first, page) = (&lines[0], lines[0].page.number);
        let is_labelled = first.text().starts_with(&label);
        ledger.judge(Rule::Attendance, page, label, first.text(), is_labelled);
        if let Some(above) = above.filter(|above| above.page.number == page) {
            let wanted = if at == 0 { 2 } else { 1 };
            let below = sheet.slot(first) - sheet.slot(above);
            ledger.count(Rule::Attendance, page, "行之下", wanted, below);
        }
        // The label and its colon take up three characters.
        for (at, line) in lines.iter().enumerate() {
            let inset = if at == 0 { 2 } else { 5 };
            let (page, left) = (line.page.number, line.left());
            ledger.length(Rule::Attendance, page, THIRD * inset, left, TOLERANCE);
        }
        for (at, line) in lines.iter().enumerate() {
            let label = if at == 0 {
                role.label().chars().count()
            } else {
                0
            };
            let roles = ("heiti", "fangsong");
            faces(sheet, line, label, roles, Rule::Attendance, ledger);
        }
        above = lines.last();
    }
}
