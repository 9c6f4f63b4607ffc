//! The parts beside the text: styles, settings, fonts, footers, notes, properties.

use super::Facts;
use super::paragraph::{Align, Set, Type, paragraph, run, run_properties, sized, third};
use super::size::{EM, FIFTH, FOURTH, LINE, mm};
use super::text::Notes;
use super::xml::Xml;
use crate::typeset::view::NoticeView;

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The footers, by what the sections call them.
pub(super) const ODD: &str = "odd";
pub(super) const EVEN: &str = "even";
pub(super) const ACROSS_ODD: &str = "across-odd";
pub(super) const ACROSS_EVEN: &str = "across-even";
pub(super) const NONE: &str = "none";
pub(super) const FOOTERS: [&str; 5] = [ODD, EVEN, ACROSS_ODD, ACROSS_EVEN, NONE];

/// The roots of the parts that hold text.
pub(super) fn root(xml: &mut Xml, name: &str, within: impl FnOnce(&mut Xml)) {
    let spaces = [
        ("xmlns:w", MAIN),
        ("xmlns:r", RELATIONS),
        (
            "xmlns:wp",
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        ),
        (
            "xmlns:a",
            "http://schemas.openxmlformats.org/drawingml/2006/main",
        ),
        (
            "xmlns:wps",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        ),
        (
            "xmlns:wpg",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        ),
        (
            "xmlns:mc",
            "http://schemas.openxmlformats.org/markup-compatibility/2006",
        ),
    ];
    xml.element(name, &spaces, within);
}

pub(super) fn content_types() -> Xml {
    let mut xml = Xml::document();
    xml.element("Types", &[("xmlns", TYPES)], |xml| {
        let defaults = [
            (
                "rels",
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            ("xml", "application/xml"),
        ];
        for (extension, kind) in defaults {
            xml.empty(
                "Default",
                &[("Extension", extension), ("ContentType", kind)],
            );
        }
        let mut part = |name: &str, kind: &str| {
            xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        };
        part("/word/document.xml", &format!("{WORD}.document.main+xml"));
        for name in ["styles", "settings", "fontTable", "footnotes"] {
            part(&format!("/word/{name}.xml"), &format!("{WORD}.{name}+xml"));
        }
        for name in FOOTERS {
            part(
                &format!("/word/footer-{name}.xml"),
                &format!("{WORD}.footer+xml"),
            );
        }
        part(
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
        );
        part(
            "/docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        );
    });
    xml
}

pub(super) fn package_relations() -> Xml {
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relations(&[
        (
            "document",
            format!("{RELATIONS}/officeDocument"),
            "word/document.xml".to_owned(),
        ),
        ("core", core.to_owned(), "docProps/core.xml".to_owned()),
        (
            "custom",
            format!("{RELATIONS}/custom-properties"),
            "docProps/custom.xml".to_owned(),
        ),
    ])
}

pub(super) fn document_relations() -> Xml {
    let mut all: Vec<(&str, String, String)> = ["styles", "settings", "fontTable", "footnotes"]
        .map(|name| (name, format!("{RELATIONS}/{name}"), format!("{name}.xml")))
        .into();
    let footers = FOOTERS.map(|name| {
        (
            name,
            format!("{RELATIONS}/footer"),
            format!("footer-{name}.xml"),
        )
    });
    all.extend(footers);
    relations(&all)
}

fn relations(all: &[(&str, String, String)]) -> Xml {
    let mut xml = Xml::document();
    xml.element("Relationships", &[("xmlns", PACKAGE)], |xml| {
        for (id, kind, target) in all {
            xml.empty(
                "Relationship",
                &[("Id", id), ("Type", kind), ("Target", target)],
            );
        }
    });
    xml
}

/// Title, organ and day, for the program that shows the file.
pub(super) fn properties(view: &NoticeView) -> Xml {
    let (year, month, day) = view.date;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let mut xml = Xml::document();
    let spaces = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &spaces, |xml| {
        xml.element("dc:title", &[], |xml| xml.words(&view.heading));
        xml.element("dc:creator", &[], |xml| xml.words(&view.signature.organ));
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| {
                xml.words(&date);
            });
        }
    });
    xml
}

/// What the file was made from, by which it is known when it comes back.
pub(super) fn origin(facts: &Facts) -> Xml {
    const PROPERTIES: &str =
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    const VALUES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
    // The format's own name for properties that are not its own.
    const OWN: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    let names = ["hongtou-kind", "hongtou-period", "hongtou-text"];
    let mut xml = Xml::document();
    let spaces = [("xmlns", PROPERTIES), ("xmlns:vt", VALUES)];
    xml.element("Properties", &spaces, |xml| {
        for (at, (name, value)) in names.iter().zip(&facts.origin).enumerate() {
            let id = (at + 2).to_string();
            let property = [("fmtid", OWN), ("pid", id.as_str()), ("name", name)];
            xml.element("property", &property, |xml| {
                xml.element("vt:lpwstr", &[], |xml| xml.words(value));
            });
        }
    });
    xml
}

/// The pages face each other, and odd and even ones differ.
pub(super) fn settings() -> Xml {
    let mut xml = Xml::document();
    root(&mut xml, "w:settings", |xml| {
        xml.empty("w:mirrorMargins", &[]);
        xml.empty("w:evenAndOddHeaders", &[]);
        // Marks are not squeezed: 28 characters fill a line.
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:footnotePr", &[], |xml| {
            for id in ["0", "1"] {
                xml.empty("w:footnote", &[("w:id", id)]);
            }
        });
        xml.element("w:compat", &[], |xml| {
            let setting = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            xml.empty("w:compatSetting", &setting);
        });
    });
    xml
}

/// The faces of each role, by the names that the office has them under, and what stands in for them.
pub(super) fn fonts(facts: &Facts) -> Xml {
    let mut xml = Xml::document();
    let mut told: Vec<&str> = Vec::new();
    root(&mut xml, "w:fonts", |xml| {
        for (_, families) in facts.roles {
            let Some((first, others)) = families.split_first() else {
                continue;
            };
            if told.contains(&first.as_str()) {
                continue;
            }
            told.push(first);
            xml.element("w:font", &[("w:name", first)], |xml| {
                if !others.is_empty() {
                    xml.value("w:altName", others.join(","));
                }
            });
        }
    });
    xml
}

pub(super) fn styles(facts: &Facts) -> Xml {
    let mut xml = Xml::document();
    root(&mut xml, "w:styles", |xml| {
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| {
                xml.element("w:rPr", &[], |xml| {
                    faces(xml, facts, "fangsong");
                    xml.value("w:sz", 32);
                    xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
                });
            });
            xml.element("w:pPrDefault", &[], |xml| {
                xml.element("w:pPr", &[], plain_paragraph);
            });
        });
        paragraph_style(xml, "Normal", "Normal", true);
        paragraph_style(xml, "Title", "Title", false);
        for level in 1..=4 {
            paragraph_style(
                xml,
                &format!("Heading{level}"),
                &format!("heading {level}"),
                false,
            );
        }
        paragraph_style(xml, "AnnexLabel", "附件序号", false);
        paragraph_style(xml, "Footer", "footer", false);
        paragraph_style(xml, "FootnoteText", "footnote text", false);
        for (role, _) in facts.roles {
            let kind = [
                ("w:type", "character"),
                ("w:customStyle", "1"),
                ("w:styleId", role.as_str()),
            ];
            xml.element("w:style", &kind, |xml| {
                xml.value("w:name", role);
                xml.element("w:rPr", &[], |xml| faces(xml, facts, role));
            });
        }
    });
    xml
}

fn paragraph_style(xml: &mut Xml, id: &str, name: &str, is_default: bool) {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", id)];
    if is_default {
        attributes.push(("w:default", "1"));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", name);
        if !is_default {
            xml.value("w:basedOn", "Normal");
        }
        xml.empty("w:qFormat", &[]);
        if is_default {
            xml.element("w:pPr", &[], plain_paragraph);
        }
    });
}

/// No line is left empty for the sake of a widow; no mark hangs over the edge; no gap opens around
/// figures. Lines and characters have the grid's distances by themselves: programs differ in how they
/// move type to a grid.
fn plain_paragraph(xml: &mut Xml) {
    for name in [
        "w:widowControl",
        "w:overflowPunct",
        "w:autoSpaceDE",
        "w:autoSpaceDN",
        "w:snapToGrid",
    ] {
        xml.value(name, 0);
    }
}

/// Figures and letters in the Latin face, but in titles, whose face has its own.
fn faces(xml: &mut Xml, facts: &Facts, role: &str) {
    let own = facts.family(role);
    let latin = if role == "xiaobiaosong" {
        own
    } else {
        facts.family("latin")
    };
    xml.empty(
        "w:rFonts",
        &[
            ("w:ascii", latin),
            ("w:hAnsi", latin),
            ("w:eastAsia", own),
            ("w:cs", latin),
        ],
    );
}

/// 页码 (7.5): 四号, one character in from the outer edge; on a sheet set across, turned with it.
pub(super) fn footer(name: &str) -> Xml {
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

/// The notes at the foot of pages, behind the two rules that the format wants.
pub(super) fn footnotes(notes: &Notes) -> Xml {
    let mut xml = Xml::document();
    let mut nested = Notes::default();
    root(&mut xml, "w:footnotes", |xml| {
        for (id, kind, mark) in [
            ("0", "separator", "w:separator"),
            ("1", "continuationSeparator", "w:continuationSeparator"),
        ] {
            xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                paragraph(xml, &Set::default(), |xml| {
                    xml.element("w:r", &[], |xml| xml.empty(mark, &[]));
                });
            });
        }
        for (at, note) in notes.0.iter().enumerate() {
            xml.element("w:footnote", &[("w:id", &(at + 2).to_string())], |xml| {
                let set = Set {
                    style: "FootnoteText",
                    line: FIFTH * 15,
                    ..Set::default()
                };
                let kind = sized("fangsong", FIFTH);
                paragraph(xml, &set, |xml| {
                    run(xml, &sized("songti", FIFTH), &format!("{} ", note.mark));
                    nested.pieces(xml, &kind, &note.text);
                });
            });
        }
    });
    xml
}

/// How a section's sheets lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Upright,
    /// 横排: wider than high.
    Across,
    /// The blank page before 版记, and its own (7.5).
    WithoutFolio,
}

/// The properties of a section: paper, margins, grid, footers.
pub(super) fn section(sheet: Sheet, has_plain_first: bool) -> Xml {
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

/// The words across the sheet of what is not the notice itself, as the first line of the text.
pub(super) fn told_first(xml: &mut Xml, words: &str) {
    let set = Set {
        line: 20,
        ..Set::default()
    };
    let kind = Type {
        size: 2,
        ..third("heiti")
    };
    paragraph(xml, &set, |xml| run(xml, &kind, words));
}
