//! The parts beside the text: styles, settings, fonts, footers, notes, properties.

mod folio;
mod section;
mod styles;

pub(super) use folio::footer;
pub(super) use section::{Sheet, section};
pub(super) use styles::{fonts, settings, styles};

use super::Facts;
use super::paragraph::{Set, Type, paragraph, run, sized, third};
use super::size::FIFTH;
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
