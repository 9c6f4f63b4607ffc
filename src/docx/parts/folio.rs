//! The footers: page numbers, upright and beside pages that lie across.

use super::{ACROSS_EVEN, ACROSS_ODD, EVEN, ODD, root};
use crate::docx::paragraph::{Align, Set, paragraph, run, run_properties, sized};
use crate::docx::size::FOURTH;
use crate::docx::xml::Xml;

/// 页码 (7.5): 四号, one character in from the outer edge; on a sheet set across, turned with it.
pub fn footer(name: &str) -> Xml {
    let mut xml = Xml::document();
    root(&mut xml, "w:ftr", |xml| match name {
        ODD => folio(xml, Align::Right),
        EVEN => folio(xml, Align::Left),
        ACROSS_ODD | ACROSS_EVEN => turned(xml, name == ACROSS_ODD),
        _ => paragraph(xml, &Set::default(), |_| {}),
    });
    xml
}

fn folio(xml: &mut Xml, align: Align) {
    let inset = FOURTH * 10;
    let set = Set {
        style: "Footer",
        left: if align == Align::Left { inset } else { 0 },
        right: if align == Align::Right { inset } else { 0 },
        line: FOURTH * 10,
        ..Set::aligned(align)
    };
    paragraph(xml, &set, number);
}

fn number(xml: &mut Xml) {
    let kind = sized("songti", FOURTH);
    run(xml, &kind, "— ");
    for step in ["begin", "", "end"] {
        xml.element("w:r", &[], |xml| {
            run_properties(xml, &kind);
            if step.is_empty() {
                xml.element("w:instrText", &[("xml:space", "preserve")], |xml| {
                    xml.words(" PAGE ");
                });
            } else {
                xml.empty("w:fldChar", &[("w:fldCharType", step)]);
            }
        });
    }
    run(xml, &kind, " —");
}

/// A box at the left of the sheet as it is read, which is its foot when it is held upright.
fn turned(xml: &mut Xml, is_odd: bool) {
    // In the format's own unit, 36 000 to a millimetre: the box is 6 mm wide and 30 mm high.
    const MM: i64 = 36_000;
    let left = (23 * MM).to_string();
    let top = if is_odd { 210 - 28 - 5 - 30 } else { 28 + 5 };
    let top = (top * MM).to_string();
    let (width, height) = ((6 * MM).to_string(), (30 * MM).to_string());
    let set = Set {
        style: "Footer",
        line: 20,
        ..Set::default()
    };
    paragraph(xml, &set, |xml| {
        xml.element("w:r", &[], |xml| {
            xml.element("mc:AlternateContent", &[], |xml| {
                xml.element("mc:Choice", &[("Requires", "wps")], |xml| {
                    xml.element("w:drawing", &[], |xml| {
                        anchored(xml, (&left, &top), (&width, &height), is_odd);
                    });
                });
            });
        });
    });
}

fn anchored(xml: &mut Xml, (left, top): (&str, &str), (width, height): (&str, &str), is_odd: bool) {
    let anchor = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
        ("simplePos", "0"),
        ("relativeHeight", "1"),
        ("behindDoc", "0"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "1"),
    ];
    xml.element("wp:anchor", &anchor, |xml| {
        xml.empty("wp:simplePos", &[("x", "0"), ("y", "0")]);
        for (name, offset) in [("wp:positionH", left), ("wp:positionV", top)] {
            xml.element(name, &[("relativeFrom", "page")], |xml| {
                xml.element("wp:posOffset", &[], |xml| xml.words(offset));
            });
        }
        xml.empty("wp:extent", &[("cx", width), ("cy", height)]);
        xml.empty("wp:wrapNone", &[]);
        xml.empty(
            "wp:docPr",
            &[("id", if is_odd { "1" } else { "2" }), ("name", "页码")],
        );
        xml.element("a:graphic", &[], |xml| {
            let uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
            xml.element("a:graphicData", &[("uri", uri)], |xml| {
                xml.element("wps:wsp", &[], |xml| shape(xml, (width, height), is_odd));
            });
        });
    });
}

fn shape(xml: &mut Xml, (width, height): (&str, &str), is_odd: bool) {
    xml.empty("wps:cNvSpPr", &[("txBox", "1")]);
    xml.element("wps:spPr", &[], |xml| {
        xml.element("a:xfrm", &[], |xml| {
            xml.empty("a:off", &[("x", "0"), ("y", "0")]);
            xml.empty("a:ext", &[("cx", width), ("cy", height)]);
        });
        xml.element("a:prstGeom", &[("prst", "rect")], |xml| {
            xml.empty("a:avLst", &[]);
        });
        xml.empty("a:noFill", &[]);
    });
    xml.element("wps:txbx", &[], |xml| {
        xml.element("w:txbxContent", &[], |xml| {
            let align = if is_odd { Align::Right } else { Align::Left };
            let set = Set {
                style: "Footer",
                line: FOURTH * 10,
                ..Set::aligned(align)
            };
            paragraph(xml, &set, number);
        });
    });
    let insets = [
        ("vert", "vert"),
        ("lIns", "0"),
        ("tIns", "0"),
        ("rIns", "0"),
        ("bIns", "0"),
    ];
    xml.empty("wps:bodyPr", &insets);
}
