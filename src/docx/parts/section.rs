//! Sections: the sheet, its margins and footers.

use super::{ACROSS_EVEN, ACROSS_ODD, EVEN, NONE, ODD};
use crate::docx::size::{EM, FOURTH, LINE, mm};
use crate::docx::xml::Xml;

/// How a section's sheets lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    Upright,
    /// 横排: wider than high.
    Across,
    /// The blank page before 版记, and its own (7.5).
    WithoutFolio,
}

/// The properties of a section: paper, margins, grid, footers.
pub fn section(sheet: Sheet, has_plain_first: bool) -> Xml {
    let mut xml = Xml::default();
    xml.element("w:sectPr", &[], |xml| {
        let (odd, even) = match sheet {
            Sheet::Upright => (ODD, EVEN),
            Sheet::Across => (ACROSS_ODD, ACROSS_EVEN),
            Sheet::WithoutFolio => (NONE, NONE),
        };
        let mut footers = vec![("default", odd), ("even", even)];
        if has_plain_first {
            footers.push(("first", NONE));
        }
        for (kind, id) in footers {
            xml.empty("w:footerReference", &[("w:type", kind), ("r:id", id)]);
        }
        xml.value("w:type", "nextPage");
        let (width, height) = (mm(210).to_string(), mm(297).to_string());
        if sheet == Sheet::Across {
            xml.empty(
                "w:pgSz",
                &[("w:w", &height), ("w:h", &width), ("w:orient", "landscape")],
            );
            margins(xml, (27, 27), (35, 37));
        } else {
            xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
            margins(xml, (37, 35), (28, 26));
        }
        if has_plain_first {
            xml.empty("w:titlePg", &[]);
        }
        let pitch = LINE.to_string();
        // Lines are the grid's; characters have their distance by themselves, since LibreOffice sets fewer
        // of them on a grid of both.
        let grid = [
            ("w:type", "lines"),
            ("w:linePitch", pitch.as_str()),
            ("w:charSpace", "-1024"),
        ];
        xml.empty("w:docGrid", &grid);
    });
    xml
}

/// From the edges of the paper, in millimetres; the folio stands 7 mm below the 版心.
fn margins(xml: &mut Xml, (top, bottom): (i64, i64), (left, right): (i64, i64)) {
    let side = |length: i64| mm(length).to_string();
    let footer = mm(bottom) - mm(7) - FOURTH * 5 - EM / 8;
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &side(top)),
            ("w:right", &side(right)),
            ("w:bottom", &side(bottom)),
            ("w:left", &side(left)),
            ("w:header", &side(15)),
            ("w:footer", &footer.to_string()),
            ("w:gutter", "0"),
        ],
    );
}
