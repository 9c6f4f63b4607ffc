//! Tables of annexes and of the text: as wide and as high as they were planned, their heads on every
//! sheet.

use super::paragraph::{Align, Set, Type, paragraph, run, sized};
use super::size::{Twips, of_line, points};
use super::xml::Xml;
use crate::typeset::view::{CellView, ColumnKind, ColumnView, HeadCellView, TableView};

/// The rule around a table and those within, in eighths of a point.
const FRAME: &str = "8";
const RULE: &str = "4";
/// What programs add to a row's height for its rule, in twips.
const RULED: Twips = 16;

pub(super) fn table(xml: &mut Xml, view: &TableView) {
    let kind = type_of(view);
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            let width: Twips = view.columns.iter().map(|column| points(column.width)).sum();
            xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.value("w:jc", "center");
            xml.element("w:tblBorders", &[], |xml| {
                let sides = [
                    ("w:top", FRAME),
                    ("w:left", FRAME),
                    ("w:bottom", FRAME),
                    ("w:right", FRAME),
                    ("w:insideH", RULE),
                    ("w:insideV", RULE),
                ];
                for (side, weight) in sides {
                    xml.empty(
                        side,
                        &[
                            ("w:val", "single"),
                            ("w:sz", weight),
                            ("w:space", "0"),
                            ("w:color", "auto"),
                        ],
                    );
                }
            });
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.element("w:tblCellMar", &[], |xml| {
                for side in ["w:left", "w:right"] {
                    xml.empty(side, &[("w:w", "0"), ("w:type", "dxa")]);
                }
            });
        });
        xml.element("w:tblGrid", &[], |xml| {
            for column in &view.columns {
                xml.empty("w:gridCol", &[("w:w", &points(column.width).to_string())]);
            }
        });
        for row in 0..view.head_heights.len() {
            head_row(xml, view, row, &kind);
        }
        for sheet in &view.sheets {
            for (cells, height) in sheet.rows.iter().zip(&sheet.heights) {
                row(xml, points(*height), false, |xml| {
                    for (cell, column) in cells.iter().zip(&view.columns) {
                        body_cell(xml, cell, column, &kind);
                    }
                });
            }
        }
    });
}

fn type_of(view: &TableView) -> Type {
    Type {
        // Billionths of a point to half points, and billionths to per cent.
        size: view.size * 2 / 1_000_000_000,
        scale: view.squeeze / 10_000_000,
        ..sized("songti", 0)
    }
}

fn row(xml: &mut Xml, height: Twips, is_head: bool, within: impl FnOnce(&mut Xml)) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            xml.empty(
                "w:trHeight",
                &[
                    ("w:val", &(height - RULED).to_string()),
                    ("w:hRule", "exact"),
                ],
            );
            if is_head {
                xml.empty("w:tblHeader", &[]);
            }
        });
        within(xml);
    });
}

/// Which part of a head's cell stands in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    GoesOn,
}

fn head_row(xml: &mut Xml, view: &TableView, at: usize, kind: &Type) {
    row(xml, points(view.head_heights[at]), true, |xml| {
        let mut column = 0;
        while column < view.columns.len() {
            let covers = |cell: &&HeadCellView| {
                (cell.row..cell.row + cell.rowspan).contains(&at) && cell.column == column
            };
            let Some(cell) = view.head.iter().find(covers) else {
                column += 1;
                continue;
            };
            let merge = match (cell.rowspan, cell.row == at) {
                (1, _) => Merge::None,
                (_, true) => Merge::Begins,
                (_, false) => Merge::GoesOn,
            };
            head_cell(xml, view, cell, merge, kind);
            column += cell.colspan.max(1);
        }
    });
}

fn head_cell(xml: &mut Xml, view: &TableView, cell: &HeadCellView, merge: Merge, kind: &Type) {
    let columns = &view.columns[cell.column..cell.column + cell.colspan];
    let width: Twips = columns.iter().map(|column| points(column.width)).sum();
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if cell.colspan > 1 {
                xml.value("w:gridSpan", cell.colspan);
            }
            match merge {
                Merge::None => {}
                Merge::Begins => xml.value("w:vMerge", "restart"),
                Merge::GoesOn => xml.empty("w:vMerge", &[]),
            }
            if cell.joined_above || cell.joined_below {
                xml.element("w:tcBorders", &[], |xml| {
                    for (side, is_open) in [
                        ("w:top", cell.joined_above),
                        ("w:bottom", cell.joined_below),
                    ] {
                        if is_open {
                            xml.value(side, "nil");
                        }
                    }
                });
            }
            xml.value("w:vAlign", "center");
        });
        let lines: Vec<String> = cell.lines.iter().map(of_line).collect();
        let words = if merge == Merge::GoesOn {
            String::new()
        } else {
            lines.join("\n")
        };
        paragraph(xml, &in_cell(kind, Align::Centre, 0), |xml| {
            run(xml, kind, &words);
        });
    });
}

/// Lines of a cell follow each other at 1.3 of the type's size.
fn in_cell(kind: &Type, align: Align, right: Twips) -> Set {
    Set {
        line: kind.size * 13,
        right,
        ..Set::aligned(align)
    }
}

fn body_cell(xml: &mut Xml, cell: &CellView, column: &ColumnView, kind: &Type) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty(
                "w:tcW",
                &[
                    ("w:w", &points(column.width).to_string()),
                    ("w:type", "dxa"),
                ],
            );
            xml.value("w:vAlign", "center");
        });
        let (words, lack) = words_of(cell);
        let side = points(column.side);
        let set = match column.kind {
            ColumnKind::Name => in_cell(kind, Align::Centre, 0),
            // The white behind a figure with fewer places, in billionths of an em, as twips.
            ColumnKind::Figure => in_cell(
                kind,
                Align::Right,
                side + lack * kind.size * 10 / 1_000_000_000,
            ),
            ColumnKind::Text => Set {
                left: side,
                ..in_cell(kind, Align::Left, side)
            },
        };
        paragraph(xml, &set, |xml| run(xml, kind, &words));
    });
}

/// What a cell says, and the white behind it.
fn words_of(cell: &CellView) -> (String, i64) {
    match cell {
        CellView::Text(text) => (text.clone().unwrap_or_default(), 0),
        CellView::Lines { lines } => {
            let lines: Vec<String> = lines.iter().map(of_line).collect();
            (lines.join("\n"), 0)
        }
        CellView::Short { text, lack } => (text.clone(), *lack),
        CellView::Spread { spread } => {
            let characters: Vec<String> = spread.chars().map(String::from).collect();
            (characters.join("　"), 0)
        }
        CellView::Redline { new, .. } => (new.clone(), 0),
    }
}
