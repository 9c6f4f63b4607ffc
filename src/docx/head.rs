//! The head of page 1 (版头, GB/T 9704 7.2 and 10) and the title.

use super::paragraph::{Align, Set, Type, blank, paragraph, run, sized, third};
use super::size::{AREA, EM, LINE, SECOND, Twips, mm, of_line, width};
use super::xml::Xml;
use crate::model::DocumentForm;
use crate::typeset::view::{HeadView, Line, NoticeView};

/// The lines of the grid on which the number stands, and the title three below it.
const NUMBER_LINE: i64 = 7;
/// The type of a mark, in points: as large as the name allows, narrowed to 55 per cent at most.
const MARK: (i64, i64) = (30, 48);
const NARROWEST: i64 = 55;
/// The types of the marks of a joint issue, by their count from two on.
const JOINT: [i64; 5] = [36, 30, 26, 22, 22];
/// What the rule below the head takes up: its distance from the text and its own weight.
const RULED: Twips = 11 * 20 + 28;

pub(super) fn head(xml: &mut Xml, view: &NoticeView) {
    match view.form {
        DocumentForm::Report => {}
        DocumentForm::Letter => letter(xml, &view.head),
        DocumentForm::Document => {
            let used = marks(xml, &view.head, mm(35));
            let line = if view.head.joint.is_empty() {
                NUMBER_LINE
            } else {
                below(used)
            };
            number(xml, &view.head, (used, line), true);
        }
        DocumentForm::Order => {
            let used = marks(xml, &view.head, mm(20));
            let foot = if view.head.joint.is_empty() {
                foot(&view.head, mm(20))
            } else {
                used
            };
            number(xml, &view.head, (used, below(foot)), false);
        }
        DocumentForm::Minutes => minutes(xml, view),
    }
    title(xml, view);
}

/// The parts in the upper left corner, a line each.
fn corner(xml: &mut Xml, head: &HeadView) -> Twips {
    let parts = [
        (&head.copy_number, "fangsong"),
        (&head.secrecy, "heiti"),
        (&head.urgency, "heiti"),
    ];
    let mut used = 0;
    for (line, role) in parts {
        if let Some(line) = line {
            paragraph(xml, &Set::default(), |xml| {
                run(xml, &third(role), &of_line(line));
            });
            used += LINE;
        }
    }
    used
}

fn red(size: i64, scale: i64) -> Type {
    Type {
        is_red: true,
        scale,
        ..sized("xiaobiaosong", size)
    }
}

/// How large and how narrow a mark is set, in half points and per cent.
fn mark_type(mark: &Line) -> Type {
    let ems = width(&of_line(mark)).max(100);
    // Points that fill the 版心, narrowed as far as may be.
    let fitting = AREA.0 * 100 * 100 / (20 * ems * NARROWEST);
    let size = fitting.clamp(MARK.0, MARK.1);
    // Programs round the widths of narrowed type: a hundredth is left to them.
    let scale = (AREA.0 * 99 * 100 / (20 * ems * size)).min(100);
    red(size * 2, scale)
}

/// The marks, the first one so far below the upper edge of the 版心; how far they reach down.
fn marks(xml: &mut Xml, head: &HeadView, top: Twips) -> Twips {
    let corner = corner(xml, head);
    let mut used = corner;
    let all: Vec<&Line> = std::iter::once(&head.organ).chain(&head.joint).collect();
    let joint = JOINT
        .get(head.joint.len().saturating_sub(1))
        .filter(|_| !head.joint.is_empty());
    for (at, mark) in all.iter().enumerate() {
        let kind = joint.map_or_else(|| mark_type(mark), |size| red(size * 2, 100));
        let set = Set {
            before: if at == 0 { top - corner } else { 0 },
            line: kind.size * 11,
            ..Set::aligned(Align::Centre)
        };
        // 文件 stands beside the one in the middle.
        let is_beside = joint.is_some() && at == all.len() / 2;
        let word = if is_beside {
            format!("　{}", head.joint_word)
        } else {
            String::new()
        };
        paragraph(xml, &set, |xml| run(xml, &kind, &(of_line(mark) + &word)));
        used += set.before + set.line;
    }
    used
}

/// The line of the grid two blank ones below a height.
fn below(height: Twips) -> i64 {
    (height + LINE - 1) / LINE + 2
}

/// How far below the upper edge of the 版心 the ink of a mark ends that begins at `top`.
fn foot(head: &HeadView, top: Twips) -> Twips {
    top + mark_type(&head.organ).size * 10
}

/// 发文字号 on a line of the grid, with 签发人 beside it, below what took up so much.
fn number(xml: &mut Xml, head: &HeadView, (used, line): (Twips, i64), is_ruled: bool) {
    let kind = third("fangsong");
    let words = head.number.as_ref().map(of_line).unwrap_or_default();
    let before = (line * LINE - used).max(0);
    if head.signers.is_empty() {
        let set = Set {
            before,
            is_ruled,
            ..Set::aligned(Align::Centre)
        };
        paragraph(xml, &set, |xml| run(xml, &kind, &words));
        return;
    }
    let rows: Vec<&[Line]> = head.signers.chunks(2).collect();
    let last = rows.len() - 1;
    for (at, names) in rows.into_iter().enumerate() {
        let set = Set {
            before: if at == 0 { before } else { 0 },
            is_ruled: is_ruled && at == last,
            left: EM,
            tab: Some(AREA.0 - EM),
            ..Set::aligned(Align::Left)
        };
        let names: Vec<String> = names.iter().map(of_line).collect();
        paragraph(xml, &set, |xml| {
            run(xml, &kind, if at == last { &words } else { "" });
            run(xml, &kind, if at == 0 { "\t签发人：" } else { "\t" });
            run(xml, &third("kaiti"), &names.join("　"));
        });
    }
}

/// 10.1: the mark, a double rule, the number at the right on the line below it. In the PDF the mark
/// stands 7 mm above the 版心: no paragraph can, so that it begins at its edge; all below it is in its
/// place.
fn letter(xml: &mut Xml, head: &HeadView) {
    const FIRST_LINE: Twips = 1179;
    let kind = mark_type(&head.organ);
    let set = Set {
        line: FIRST_LINE - RULED,
        is_ruled: true,
        ..Set::aligned(Align::Centre)
    };
    paragraph(xml, &set, |xml| run(xml, &kind, &of_line(&head.organ)));
    let number = head.number.as_ref().map(of_line).unwrap_or_default();
    let parts = [
        (&head.copy_number, "fangsong"),
        (&head.secrecy, "heiti"),
        (&head.urgency, "heiti"),
    ];
    let parts: Vec<(String, &'static str)> = parts
        .into_iter()
        .filter_map(|(line, role)| Some((of_line(line.as_ref()?), role)))
        .collect();
    for at in 0..parts.len().max(1) {
        let set = Set {
            tab: Some(AREA.0),
            ..Set::aligned(Align::Left)
        };
        paragraph(xml, &set, |xml| {
            if let Some((part, role)) = parts.get(at) {
                run(xml, &third(role), part);
            }
            if at == 0 {
                run(xml, &third("fangsong"), &format!("\t{number}"));
            }
        });
    }
}

/// 10.3: below the number organ and date, above the rule.
fn minutes(xml: &mut Xml, view: &NoticeView) {
    let used = marks(xml, &view.head, mm(35));
    number(xml, &view.head, (used, NUMBER_LINE), false);
    let organ: String = view.signature.lines.iter().map(of_line).collect();
    let set = Set {
        is_ruled: true,
        left: EM,
        tab: Some(AREA.0 - EM),
        ..Set::aligned(Align::Left)
    };
    let words = format!("{organ}\t{}", of_line(&view.signature.date));
    paragraph(xml, &set, |xml| run(xml, &third("fangsong"), &words));
}

/// 标题 (7.3.1), two blank lines below the head; the text begins a blank line below it.
fn title(xml: &mut Xml, view: &NoticeView) {
    let has_rule = matches!(view.form, DocumentForm::Document | DocumentForm::Minutes);
    let gap = match view.form {
        DocumentForm::Report => 0,
        _ if has_rule => LINE * 2 - RULED,
        _ => LINE * 2,
    };
    let Some(title) = &view.title else {
        let set = Set {
            line: gap,
            ..Set::default()
        };
        paragraph(xml, &set, |_| {});
        return;
    };
    let lines: Vec<String> = title.lines.iter().map(of_line).collect();
    let set = Set {
        style: "Title",
        before: gap,
        level: Some(1),
        ..Set::aligned(Align::Centre)
    };
    paragraph(xml, &set, |xml| {
        run(xml, &sized("xiaobiaosong", SECOND), &lines.join("\n"));
    });
    blank(xml);
}
