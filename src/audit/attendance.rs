//! 10.3: who took part in a meeting.

use super::Rule;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet};
use super::standard::{THIRD, TOLERANCE};
use super::text::face;
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
        faces(sheet, lines, role.label().chars().count(), ledger);
        above = lines.last();
    }
}

/// The label of so many characters in 黑体, all else in 仿宋.
fn faces(sheet: &Sheet, lines: &[Line], label: usize, ledger: &mut Ledger) {
    for (at, line) in lines.iter().enumerate() {
        let count = if at == 0 {
            label.min(line.glyphs.len())
        } else {
            0
        };
        let (label, names) = line.glyphs.split_at(count);
        for (glyphs, role) in [(label, "heiti"), (names, "fangsong")] {
            if !glyphs.is_empty() {
                let part = Line {
                    glyphs: glyphs.to_vec(),
                    ..line.clone()
                };
                face(sheet, &part, Rule::Attendance, role, THIRD, ledger);
            }
        }
    }
}
