//! What stands below the text: 署名, 成文日期, 附注, annexes, 版记.

use super::paragraph::{Align, Set, paragraph, run, sized, third};
use super::size::{AREA, EM, FOURTH, LINE, SECOND, Twips, mm, of_line, width};
use super::table::table;
use super::text::{LEAST, Notes, least, notes_below, unit_line};
use super::xml::Xml;
use crate::typeset::view::{AnnexView, ImprintView, Line, PrintedView, SignatureView};

/// From the edge to a stamp, its room, and the white beside it, in characters (7.3.5.3).
const STAMP: (i64, i64, i64) = (4, 8, 2);

/// Hundredths of an em as a length.
fn wide(text: &str) -> Twips {
    width(text) * EM / 100
}

/// The lines of the organs' names, each with its distance from the right edge, and that of the date
/// (7.3.5.1, 7.3.5.2).
fn names(view: &SignatureView) -> (Vec<(String, Twips)>, Twips) {
    let lines_of = |lines: &Vec<Line>| -> Vec<String> { lines.iter().map(of_line).collect() };
    let organs: Vec<Vec<String>> = std::iter::once(&view.lines)
        .chain(&view.joint)
        .map(lines_of)
        .collect();
    let widest_of = |lines: &[String]| lines.iter().map(|line| wide(line)).max().unwrap_or(0);
    let widest = organs
        .iter()
        .map(|lines| widest_of(lines))
        .max()
        .unwrap_or(0);
    let date_width = wide(&of_line(&view.date));
    let mut date_right = 4 * EM;
    let mut names = Vec::new();
    for lines in organs {
        let own = widest_of(&lines);
        for line in lines {
            let right = if view.seal {
                let middle = (4 * EM + date_width / 2).max(own / 2);
                date_right = middle - date_width / 2;
                middle - wide(&line) / 2
            } else if date_width > widest {
                date_right = 2 * EM;
                4 * EM + date_width - wide(&line)
            } else {
                date_right = widest - date_width;
                2 * EM + widest - own + (own - wide(&line)) / 2
            };
            names.push((line, right.clamp(0, AREA.0)));
        }
    }
    (names, date_right)
}

/// A signature so many blank lines below the text.
pub(super) fn signature(xml: &mut Xml, notes: &mut Notes, view: &SignatureView, above: i64) {
    let kind = third("fangsong");
    let mut before = above * LINE;
    let (names, date_right) = if view.posts.is_empty() {
        names(view)
    } else {
        (Vec::new(), 4 * EM)
    };
    for (line, right) in names {
        let set = Set {
            before: std::mem::take(&mut before),
            right,
            keeps_next: true,
            ..Set::aligned(Align::Right)
        };
        paragraph(xml, &set, |xml| run(xml, &kind, &line));
    }
    for lines in &view.posts {
        let lines: Vec<String> = lines.iter().map(of_line).collect();
        let set = Set {
            before: std::mem::take(&mut before) + LINE,
            after: LINE,
            right: (STAMP.0 + STAMP.1 + STAMP.2) * EM,
            keeps_next: true,
            ..Set::aligned(Align::Right)
        };
        paragraph(xml, &set, |xml| run(xml, &kind, &lines.join("\n")));
    }
    let set = Set {
        before: if view.posts.is_empty() { 0 } else { LINE },
        right: date_right.max(0),
        ..Set::aligned(Align::Right)
    };
    paragraph(xml, &set, |xml| run(xml, &kind, &of_line(&view.date)));
    note(xml, notes, view);
}

/// 附注 (7.3.6).
pub(super) fn note(xml: &mut Xml, notes: &mut Notes, view: &SignatureView) {
    if let Some(note) = &view.note {
        paragraph(xml, &Set::text(), |xml| {
            notes.pieces(xml, &third("fangsong"), note);
        });
    }
}

/// The label and the title of an annex that begins a page, or a section that does.
pub(super) fn annex_head(xml: &mut Xml, view: &AnnexView, begins_page: bool) {
    let label = Set {
        style: "AnnexLabel",
        begins_page,
        keeps_next: true,
        level: Some(1),
        ..Set::default()
    };
    paragraph(xml, &label, |xml| {
        run(xml, &third("heiti"), &of_line(&view.label));
    });
    let title: Vec<String> = view.title.iter().map(of_line).collect();
    let set = Set {
        before: LINE,
        after: LINE / 3,
        keeps_next: true,
        ..Set::aligned(Align::Centre)
    };
    paragraph(xml, &set, |xml| {
        run(xml, &sized("xiaobiaosong", SECOND), &title.join("\n"));
    });
}

/// The table of an annex, with the lines above and below it.
pub(super) fn annex_table(xml: &mut Xml, view: &AnnexView) {
    unit_line(xml, view.unit_line.as_ref());
    if let Some(of_annex) = &view.table {
        table(xml, of_annex);
        notes_below(xml, &view.notes, LEAST);
    }
}

/// A line of 版记: how it is set, its words, and how many lines they take up.
struct Row {
    set: Set,
    words: String,
    lines: i64,
}

/// 抄送 (7.4.2): one character in, turnovers below what follows 抄送：.
fn copies_row(copies: &Line) -> Row {
    let em = FOURTH * 10;
    let set = Set {
        left: em * 4,
        right: em,
        first: em * -3,
        ..Set::default()
    };
    let copies = of_line(copies);
    let room = AREA.0 - em * 5;
    let lines = (width(&copies) * em + room * 100 - 1) / (room * 100);
    Row {
        set,
        words: format!("抄送：{copies}"),
        lines: lines.max(1),
    }
}

/// 印发机关 and 印发日期 (7.4.3).
fn printed_row(printed: &PrintedView) -> Row {
    let em = FOURTH * 10;
    let set = Set {
        left: em,
        tab: Some(AREA.0 - em),
        ..Set::aligned(Align::Left)
    };
    let (organ, date) = (of_line(&printed.organ), of_line(&printed.date));
    Row {
        set,
        words: format!("{organ}\t{date}印发"),
        lines: 1,
    }
}

/// 版记 (7.4) at the foot of the page that its anchor stands on: the first and the last rule 0.35 mm,
/// those between 0.25 mm (7.4.1).
pub(super) fn imprint(xml: &mut Xml, view: &ImprintView, is_ruled: bool) {
    const OUTER: i64 = 8;
    const INNER: i64 = 6;
    let copies = view.copies.as_ref().map(copies_row);
    let printed = view.printed.as_ref().map(printed_row);
    let rows: Vec<Row> = copies.into_iter().chain(printed).collect();
    let height: Twips = rows.iter().map(|row| row.lines * LINE).sum();
    let last = rows.len().saturating_sub(1);
    let mut top = mm(37) + AREA.1 - height;
    for (at, row) in rows.into_iter().enumerate() {
        let above = if at == 0 { OUTER } else { INNER };
        let below = if at == last { OUTER } else { 0 };
        let set = Set {
            // A frame each: LibreOffice takes paragraphs of different rules for text.
            frame: Some(top),
            rules: if is_ruled { (above, below) } else { (0, 0) },
            ..row.set
        };
        paragraph(xml, &set, |xml| {
            run(xml, &sized("fangsong", FOURTH), &row.words);
        });
        top += row.lines * LINE;
    }
    least(xml);
}
