//! Styles, settings and fonts.

use super::root;
use crate::docx::Facts;
use crate::docx::xml::Xml;

/// The pages face each other, and odd and even ones differ.
pub fn settings() -> Xml {
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
pub fn fonts(facts: &Facts) -> Xml {
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

pub fn styles(facts: &Facts) -> Xml {
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
