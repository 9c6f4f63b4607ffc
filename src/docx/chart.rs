//! Charts: every mark is a shape that WPS and Word can change.

use super::paragraph::{Align, Set, paragraph, run, sized};
use super::size::{AREA, of_line, points};
use super::xml::Xml;
use crate::typeset::view::{ChartInkView, ChartMarkView, ChartView};

const GROUP: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";

/// Billionths of a point in the unit of drawings, 12 700 to a point.
fn emu(billionths: i64) -> String {
    (billionths * 127 / 10_000_000).to_string()
}

/// A chart as wide as the type area, and the lines below it.
pub(super) fn chart(xml: &mut Xml, view: &ChartView, lines_before: bool) {
    let set = Set {
        line: 0,
        keeps_next: !view.caption.is_empty() || lines_before,
        ..Set::aligned(Align::Left)
    };
    paragraph(xml, &set, |xml| {
        xml.element("w:r", &[], |xml| {
            xml.element("mc:AlternateContent", &[], |xml| {
                xml.element("mc:Choice", &[("Requires", "wpg")], |xml| {
                    xml.element("w:drawing", &[], |xml| inline(xml, view));
                });
            });
        });
    });
    for line in &view.caption {
        let words = of_line(line);
        paragraph(xml, &Set::aligned(Align::Centre), |xml| {
            run(xml, &super::paragraph::third("heiti"), &words);
        });
    }
}

/// The size of the whole: across and down.
fn size(view: &ChartView) -> (String, String) {
    // Twips to the unit of drawings.
    ((AREA.0 * 635).to_string(), emu(view.height))
}

fn inline(xml: &mut Xml, view: &ChartView) {
    let (width, height) = size(view);
    let near = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    xml.element("wp:inline", &near, |xml| {
        xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
        xml.empty(
            "wp:docPr",
            &[("id", "10"), ("name", "图"), ("descr", &view.alt)],
        );
        xml.element("a:graphic", &[], |xml| {
            xml.element("a:graphicData", &[("uri", GROUP)], |xml| {
                xml.element("wpg:wgp", &[], |xml| {
                    xml.empty("wpg:cNvGrpSpPr", &[]);
                    xml.element("wpg:grpSpPr", &[], |xml| {
                        xml.element("a:xfrm", &[], |xml| {
                            place(xml, ("a:off", "a:ext"), ("0", "0"), (&width, &height));
                            place(xml, ("a:chOff", "a:chExt"), ("0", "0"), (&width, &height));
                        });
                    });
                    for (at, mark) in view.marks.iter().enumerate() {
                        shape(xml, view, mark, at + 11);
                    }
                });
            });
        });
    });
}

fn place(
    xml: &mut Xml,
    (offset, extent): (&str, &str),
    (x, y): (&str, &str),
    (width, height): (&str, &str),
) {
    xml.empty(offset, &[("x", x), ("y", y)]);
    xml.empty(extent, &[("cx", width), ("cy", height)]);
}

fn shape(xml: &mut Xml, view: &ChartView, mark: &ChartMarkView, id: usize) {
    xml.element("wps:wsp", &[], |xml| {
        xml.empty(
            "wps:cNvPr",
            &[("id", &id.to_string()), ("name", &mark.role)],
        );
        xml.empty("wps:cNvSpPr", &[]);
        let (x, y) = (emu(mark.x), emu(mark.y));
        match &mark.ink {
            ChartInkView::Words {
                width,
                align,
                lines,
            } => {
                let count = i64::try_from(lines.len()).unwrap_or_default();
                let size = (emu(*width), emu(view.step * count + view.step / 4));
                xml.element("wps:spPr", &[], |xml| {
                    framed(xml, (&x, &y), (&size.0, &size.1));
                    rectangle(xml);
                    xml.empty("a:noFill", &[]);
                });
                words(xml, view, align, lines);
            }
            ChartInkView::Box {
                width,
                height,
                tone,
            } => {
                xml.element("wps:spPr", &[], |xml| {
                    framed(xml, (&x, &y), (&emu(*width), &emu(*height)));
                    rectangle(xml);
                    fill(xml, tone);
                    line(xml, 6350, "solid");
                });
                xml.empty("wps:bodyPr", &[]);
            }
            ChartInkView::Dot { of } => dot(xml, mark, *of),
            ChartInkView::Path {
                points,
                weight,
                dash,
            } => {
                let whole = size(view);
                xml.element("wps:spPr", &[], |xml| {
                    framed(xml, ("0", "0"), (&whole.0, &whole.1));
                    path(xml, points, (&whole.0, &whole.1));
                    xml.empty("a:noFill", &[]);
                    line(xml, *weight * 127 / 10_000_000, dash);
                });
                xml.empty("wps:bodyPr", &[]);
            }
        }
    });
}

/// A point of a line: its columns are told apart by its shape.
fn dot(xml: &mut Xml, mark: &ChartMarkView, of: usize) {
    const RADIUS: i64 = 2_000_000_000;
    let (x, y) = (emu(mark.x - RADIUS), emu(mark.y - RADIUS));
    let side = emu(RADIUS * 2);
    let geometry = if of == 2 { "rect" } else { "ellipse" };
    xml.element("wps:spPr", &[], |xml| {
        framed(xml, (&x, &y), (&side, &side));
        shaped(xml, geometry);
        fill(xml, if of == 1 { "empty" } else { "black" });
        line(xml, 6350, "solid");
    });
    xml.empty("wps:bodyPr", &[]);
}

fn framed(xml: &mut Xml, offset: (&str, &str), extent: (&str, &str)) {
    xml.element("a:xfrm", &[], |xml| {
        place(xml, ("a:off", "a:ext"), offset, extent);
    });
}

fn rectangle(xml: &mut Xml) {
    shaped(xml, "rect");
}

fn shaped(xml: &mut Xml, geometry: &str) {
    xml.element("a:prstGeom", &[("prst", geometry)], |xml| {
        xml.empty("a:avLst", &[]);
    });
}

fn fill(xml: &mut Xml, tone: &str) {
    let grey = match tone {
        "black" => "000000",
        "dark" => "606060",
        "light" => "B8B8B8",
        _ => "FFFFFF",
    };
    xml.element("a:solidFill", &[], |xml| {
        xml.empty("a:srgbClr", &[("val", grey)]);
    });
}

fn line(xml: &mut Xml, weight: i64, dash: &str) {
    let dash = match dash {
        "dashed" => "dash",
        "dotted" => "sysDot",
        _ => "solid",
    };
    xml.element("a:ln", &[("w", &weight.to_string())], |xml| {
        xml.element("a:solidFill", &[], |xml| {
            xml.empty("a:srgbClr", &[("val", "000000")]);
        });
        xml.empty("a:prstDash", &[("val", dash)]);
    });
}

fn path(xml: &mut Xml, points: &[(i64, i64)], (width, height): (&str, &str)) {
    xml.element("a:custGeom", &[], |xml| {
        for name in ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"] {
            xml.empty(name, &[]);
        }
        xml.empty("a:rect", &[("l", "0"), ("t", "0"), ("r", "r"), ("b", "b")]);
        xml.element("a:pathLst", &[], |xml| {
            xml.element(
                "a:path",
                &[("w", width), ("h", height), ("fill", "none")],
                |xml| {
                    for (at, (x, y)) in points.iter().enumerate() {
                        let step = if at == 0 { "a:moveTo" } else { "a:lnTo" };
                        xml.element(step, &[], |xml| {
                            xml.empty("a:pt", &[("x", &emu(*x)), ("y", &emu(*y))]);
                        });
                    }
                },
            );
        });
    });
}

fn words(xml: &mut Xml, view: &ChartView, align: &str, lines: &[String]) {
    let align = match align {
        "left" => Align::Left,
        "right" => Align::Right,
        _ => Align::Centre,
    };
    // Billionths of a point to half points.
    let kind = sized("songti", view.size * 2 / 1_000_000_000);
    let set = Set {
        line: points(view.step),
        ..Set::aligned(align)
    };
    xml.element("wps:txbx", &[], |xml| {
        xml.element("w:txbxContent", &[], |xml| {
            for words in lines {
                paragraph(xml, &set, |xml| run(xml, &kind, words));
            }
        });
    });
    let insets = [("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0")];
    xml.empty("wps:bodyPr", &insets);
}
