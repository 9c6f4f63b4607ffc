//! 正文 and what belongs to it: headings, paragraphs, notes, tables in the text, 附件说明.

use super::paragraph::{Align, Set, Type, paragraph, run, sized, third};
use super::size::{EM, FIFTH, LINE, Twips, of_line, points};
use super::table::table;
use super::xml::Xml;
use crate::typeset::view::{
    AttendanceView, BlockView, Line, ListView, NoteView, NoticeView, Piece, TableView,
    TextTableView,
};

/// The faces of the four levels of headings (GB/T 9704 7.3.3).
const LEVELS: [&str; 4] = ["heiti", "kaiti", "fangsong", "fangsong"];

/// The styles of headings by their level.
const HEADINGS: [&str; 4] = ["Heading1", "Heading2", "Heading3", "Heading4"];

/// The notes at the foot of pages, in the order of their numbers.
#[derive(Default)]
pub(super) struct Notes(pub Vec<NoteView>);

impl Notes {
    /// The text of a block that is no heading, or of a heading.
    pub fn pieces(&mut self, xml: &mut Xml, kind: &Type, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Plain(text) | Piece::Of { text, .. } => run(xml, kind, text),
                Piece::Tail { tail } => self.pieces(xml, kind, tail),
                Piece::Noted { text, notes, after } => {
                    run(xml, kind, text);
                    for note in notes {
                        self.mark(xml, note);
                    }
                    run(xml, kind, after);
                }
            }
        }
    }

    /// A mark in the text; the first of a note refers to it.
    fn mark(&mut self, xml: &mut Xml, note: &NoteView) {
        let kind = Type {
            is_raised: true,
            ..third("songti")
        };
        if !note.text.is_empty() {
            self.0.push(note.clone());
            // Word's own numbers begin behind those of the two rules above the notes.
            let id = (self.0.len() + 1).to_string();
            xml.element("w:r", &[], |xml| {
                let reference = [("w:customMarkFollows", "1"), ("w:id", id.as_str())];
                xml.empty("w:footnoteReference", &reference);
            });
        }
        run(xml, &kind, &note.mark);
    }

    fn block(&mut self, xml: &mut Xml, block: &BlockView) {
        match block {
            BlockView::Heading { level, pieces } => {
                let set = Set {
                    style: HEADINGS
                        .get(usize::from(*level) - 1)
                        .copied()
                        .unwrap_or("Normal"),
                    level: Some(level + 1),
                    keeps_next: true,
                    ..Set::text()
                };
                paragraph(xml, &set, |xml| {
                    self.pieces(xml, &third(face(*level)), pieces);
                });
            }
            BlockView::Paragraph { lead, pieces } => paragraph(xml, &Set::text(), |xml| {
                if let Some(lead) = lead {
                    self.pieces(xml, &third(face(lead.level)), &lead.pieces);
                }
                self.pieces(xml, &third("fangsong"), pieces);
            }),
        }
    }

    /// The text, with the tables that stand in it.
    pub fn body(&mut self, xml: &mut Xml, blocks: &[BlockView], tables: &[TextTableView]) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(xml, block);
            for view in tables.iter().filter(|view| view.below == at) {
                text_table(xml, view);
            }
        }
    }
}

fn face(level: u8) -> &'static str {
    let at = usize::from(level.saturating_sub(1));
    LEVELS.get(at).copied().unwrap_or("fangsong")
}

fn text_table(xml: &mut Xml, view: &TextTableView) {
    let caption = Set {
        keeps_next: true,
        ..Set::aligned(Align::Centre)
    };
    for line in &view.caption {
        paragraph(xml, &caption, |xml| {
            run(xml, &third("heiti"), &of_line(line));
        });
    }
    unit_line(xml, view.unit_line.as_ref());
    if let Some(chart) = &view.chart {
        super::chart::chart(xml, chart, false);
    }
    if let Some(of_text) = &view.table {
        table(xml, of_text);
        notes_below(xml, &view.notes, filler(view, of_text));
    }
}

/// What a table in the text lacks to take up whole lines of the grid.
fn filler(view: &TextTableView, table: &TableView) -> Twips {
    let lines: i64 = view.lines.iter().sum();
    let head: i64 = table.head_heights.iter().sum();
    let rows: i64 = table.sheets.iter().flat_map(|sheet| &sheet.heights).sum();
    let unit = if view.unit_line.is_some() {
        FIFTH * 14
    } else {
        0
    };
    let notes = i64::try_from(view.notes.len()).unwrap_or_default() * FIFTH * 14;
    (lines * LINE - points(head + rows) - unit - notes).max(20)
}

/// 单位：万元, at the right above a table.
pub(super) fn unit_line(xml: &mut Xml, line: Option<&Line>) {
    if let Some(line) = line {
        let set = Set {
            line: FIFTH * 14,
            keeps_next: true,
            ..Set::aligned(Align::Right)
        };
        paragraph(xml, &set, |xml| {
            run(xml, &sized("songti", FIFTH), &of_line(line));
        });
    }
}

/// The least height of a paragraph, which Word wants between two tables.
pub(super) const LEAST: Twips = 20;

/// The lines below a table, and so much white.
pub(super) fn notes_below(xml: &mut Xml, notes: &[Line], filler: Twips) {
    let set = Set {
        line: FIFTH * 14,
        left: FIFTH * 20,
        first: FIFTH * -20,
        ..Set::default()
    };
    for note in notes {
        paragraph(xml, &set, |xml| {
            run(xml, &sized("songti", FIFTH), &of_line(note));
        });
    }
    if notes.is_empty() || filler > LEAST {
        let set = Set {
            line: filler,
            ..Set::default()
        };
        paragraph(xml, &set, |_| {});
    }
}

/// A paragraph that takes up next to no room.
pub(super) fn least(xml: &mut Xml) {
    let set = Set {
        line: LEAST,
        ..Set::default()
    };
    paragraph(xml, &set, |_| {});
}

/// 主送机关 (7.3.2): a blank line below the title, flush left.
pub(super) fn addressee(xml: &mut Xml, view: &NoticeView) {
    if let Some(name) = &view.addressee {
        let words = of_line(name) + "：";
        paragraph(xml, &Set::default(), |xml| {
            run(xml, &third("fangsong"), &words);
        });
    }
}

/// 附件说明 (7.3.4): one blank line below the text; the names stand under each other.
pub(super) fn annex_list(xml: &mut Xml, notes: &mut Notes, list: &ListView) {
    // Billionths of an em to twips.
    let number = list.number_width * EM / 1_000_000_000;
    for (at, entry) in list.entries.iter().enumerate() {
        let left = EM * 5 + number;
        let set = Set {
            left,
            first: if at == 0 { EM * 2 - left } else { -number },
            before: if at == 0 { LINE } else { 0 },
            tab: (number > 0).then_some(left),
            ..Set::default()
        };
        paragraph(xml, &set, |xml| {
            let label = if at == 0 { "附件：" } else { "" };
            run(xml, &third("fangsong"), label);
            if !entry.ordinal.is_empty() {
                run(xml, &third("fangsong"), &(of_line(&entry.ordinal) + " "));
            }
            notes.pieces(xml, &third("fangsong"), &entry.name);
        });
    }
}

/// 出席、请假、列席 (10.3).
pub(super) fn attendance(xml: &mut Xml, notes: &mut Notes, lists: &[AttendanceView]) {
    for (at, list) in lists.iter().enumerate() {
        let set = Set {
            left: EM * 5,
            first: EM * -3,
            before: if at == 0 { LINE } else { 0 },
            ..Set::default()
        };
        paragraph(xml, &set, |xml| {
            run(xml, &third("heiti"), list.label);
            run(xml, &third("fangsong"), "：");
            notes.pieces(xml, &third("fangsong"), &list.names);
        });
    }
}
