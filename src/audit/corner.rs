//! 7.2.1 to 7.2.3: what stands in the upper left corner of page 1.

use super::measurement::Ledger;
use super::sheet::{Line, Sheet};
use super::standard::{COPY_NUMBER, PITCH, THIRD, TOLERANCE, ascent, type_area};
use super::text::face;
use super::{Rule, letter};
use crate::input::GAP;
use crate::pages::{Length, PartKind};

pub(super) fn measure(sheet: &Sheet, ledger: &mut Ledger) {
    let parts = [
        (PartKind::CopyNumber, Rule::CopyNumber, "fangsong"),
        (PartKind::Secrecy, Rule::Secrecy, "heiti"),
        (PartKind::Urgency, Rule::Urgency, "heiti"),
    ];
    // Each stands on the line below those before it.
    let mut above = 0;
    for (kind, rule, role) in parts {
        let lines: Vec<&Line> = sheet.of(kind).collect();
        let Some(line) = lines.first() else { continue };
        let page = line.page.number;
        let count = i64::try_from(lines.len()).unwrap_or_default();
        ledger.count(rule, page, "行", 1, count);
        let top = letter::below_rule(sheet).unwrap_or(type_area(line.page).top) + PITCH * above;
        ledger.length(rule, page, top, line.baseline - ascent(THIRD), TOLERANCE);
        ledger.length(rule, page, Length::ZERO, line.left(), TOLERANCE);
        face(sheet, line, rule, role, THIRD, ledger);
        let (wanted, is_right) = form(kind, &line.text());
        ledger.judge(rule, page, wanted, line.text(), is_right);
        ledger.count(rule, page, "面", 1, i64::try_from(page).unwrap_or_default());
        above += count;
    }
}

/// What such a text looks like, and whether this one does.
fn form(kind: PartKind, text: &str) -> (&'static str, bool) {
    let is_gap = text == GAP;
    match kind {
        PartKind::CopyNumber => {
            let figures = text.chars().filter(char::is_ascii_digit).count();
            let is_right = figures == COPY_NUMBER && text.chars().count() == COPY_NUMBER;
            ("6 位数字", is_gap || is_right)
        }
        PartKind::Secrecy => {
            let (degree, term) = text.split_once('★').unwrap_or((text, "长期"));
            let is_degree = ["绝密", "机密", "秘密"].contains(&degree);
            ("密级★保密期限", is_gap || is_degree && !term.is_empty())
        }
        _ => ("特急或加急", is_gap || ["特急", "加急"].contains(&text)),
    }
}
