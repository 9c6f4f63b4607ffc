//! 7.2.6: 签发人, of what goes to an organ above.

use super::Rule;
use super::head::ink_of_marks;
use super::measurement::Ledger;
use super::sheet::{Line, Sheet, squeezed};
use super::standard::{PITCH, SIGNERS_PER_LINE, THIRD, TOLERANCE};
use super::text;
use crate::pages::{Area, Length, PartKind};

const LABEL: &str = "签发人：";

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let lines: Vec<&Line> = sheet.of(PartKind::Signers).collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let (rule, page) = (Rule::Signers, first.page.number);
    let has_label = first.text().starts_with(LABEL);
    ledger.judge(rule, page, LABEL, first.text(), has_label);
    let names = i64::try_from(sheet.notice.head.signers.len()).unwrap_or_default();
    let count = i64::try_from(lines.len()).unwrap_or_default();
    let wanted = (names + SIGNERS_PER_LINE - 1) / SIGNERS_PER_LINE;
    ledger.count(rule, page, "行", wanted, count);
    if let Some(mark) = ink_of_marks(sheet) {
        let empty = sheet.empty_lines(first.page, mark.bottom, first.area().top);
        ledger.count(rule, page, "空行", 2, empty);
    }
    for pair in lines.windows(2) {
        let step = pair[1].baseline - pair[0].baseline;
        ledger.length(rule, page, PITCH, step, TOLERANCE);
    }
    let around = Area::around(lines.iter().map(|line| line.area()));
    let right = around.map_or(last.right(), |around| {
        first.area().right + first.right() - around.right
    });
    ledger.length(rule, page, THIRD, right, TOLERANCE);
    faces(sheet, &lines, ledger);
}

/// The label in 仿宋, the names in 楷体; the names of each line begin under those of the first, and
/// no line has more of them than it should.
fn faces(sheet: &Sheet, lines: &[&Line], ledger: &mut Ledger) {
    let rule = Rule::Signers;
    let mut wanted = sheet.notice.head.signers.iter();
    let mut first_name: Option<Length> = None;
    for (index, line) in lines.iter().enumerate() {
        let page = line.page.number;
        let label = if index == 0 { LABEL.chars().count() } else { 0 };
        text::faces(sheet, line, label, ("fangsong", "kaiti"), rule, ledger);
        let names = &line.glyphs[label.min(line.glyphs.len())..];
        if let Some((_, name)) = names.first() {
            let start = *first_name.get_or_insert(name.area.left);
            ledger.length(rule, page, start, name.area.left, TOLERANCE);
        }
        let per_line = usize::try_from(SIGNERS_PER_LINE).unwrap_or_default();
        let expected: String = wanted
            .by_ref()
            .take(per_line)
            .map(|name| squeezed(name))
            .collect();
        let found: String = names.iter().map(|(_, c)| c.text.as_str()).collect();
        ledger.same(rule, page, &expected, &squeezed(&found));
    }
}
