//! A finished OFD file, read back: every glyph and rule at its place, as far as measuring asks for it.
//! Annotations, templates of pages and images are not looked at.

mod font;
mod number;
mod object;
mod package;
mod tags;

use std::collections::HashMap;

use roxmltree::{Document, Node};

use crate::pages::{Page, Pages};
use font::Face;
use number::Box;
use object::Reader;
use package::Package;

/// Why a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no package of the standard.
    NotOne,
    /// A file in it is not there, is larger than any page, or is not what it should be.
    Entry(String),
}

/// What lies where on the pages of an OFD file. Its parts are those that this program's own tags
/// name; a file without them has no parts, and each glyph as a text of its own, with its ink.
///
/// # Errors
/// That it is no such file, or is damaged.
pub fn pages(bytes: &[u8]) -> Result<Pages, Fault> {
    let mut package = Package::open(bytes)?;
    let entry = package.text("OFD.xml")?;
    let entry = parsed("OFD.xml", &entry)?;
    let root = text(&entry, "DocRoot").ok_or(Fault::NotOne)?;
    let document_text = package.text(&root)?;
    let document = parsed(&root, &document_text)?;
    let folder = package::folder(&root);
    let faces = faces(&mut package, &document, folder)?;
    let (parts, owners) = match text(&document, "CustomTags") {
        Some(list) => tags::read(&mut package, &package::within(folder, &list))?,
        None => (Vec::new(), HashMap::new()),
    };
    let usual = physical_box(document.root());
    let mut pages = Vec::new();
    for (number, reference) in (1..).zip(page_references(&document)) {
        let path = package::within(folder, &reference);
        let content = package.text(&path)?;
        let content = parsed(&path, &content)?;
        let area = physical_box(content.root()).or(usual);
        let Some(area) = area else {
            return Err(Fault::Entry(path));
        };
        let mut reader = Reader::new(&faces, &owners, &parts, area);
        reader.page(content.root());
        pages.push(Page {
            number,
            width: number::micrometres(area.width),
            height: number::micrometres(area.height),
            texts: reader.texts,
            shapes: reader.shapes,
        });
    }
    Ok(Pages { pages, parts })
}

fn parsed<'t>(name: &str, text: &'t str) -> Result<Document<'t>, Fault> {
    Document::parse(text).map_err(|_| Fault::Entry(name.to_owned()))
}

/// The text of the first element of this name.
fn text(document: &Document, name: &str) -> Option<String> {
    let node = document.descendants().find(|node| is(node, name))?;
    node.text().map(|text| text.trim().to_owned())
}

/// Whether a node is an element of this name, in whatever namespace.
fn is(node: &Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn page_references(document: &Document) -> Vec<String> {
    let pages = document.descendants().filter(|node| is(node, "Pages"));
    let pages = pages.flat_map(|pages| pages.children().filter(|node| is(node, "Page")));
    pages
        .filter_map(|page| page.attribute("BaseLoc").map(str::to_owned))
        .collect()
}

fn physical_box(node: Node) -> Option<Box> {
    let node = node.descendants().find(|node| is(node, "PhysicalBox"))?;
    Box::parse(node.text()?)
}

/// The fonts by their ids.
fn faces(
    package: &mut Package,
    document: &Document,
    folder: &str,
) -> Result<HashMap<String, Face>, Fault> {
    let mut faces = HashMap::new();
    let resources = document
        .descendants()
        .filter(|node| is(node, "PublicRes") || is(node, "DocumentRes"));
    let resources: Vec<String> = resources
        .filter_map(|node| Some(package::within(folder, node.text()?.trim())))
        .collect();
    for path in resources {
        let resource = package.text(&path)?;
        let resource = parsed(&path, &resource)?;
        let base = resource.root_element().attribute("BaseLoc");
        let base = package::within(package::folder(&path), base.unwrap_or_default());
        for font in resource.descendants().filter(|node| is(node, "Font")) {
            let file = font.children().find(|node| is(node, "FontFile"));
            let file = file.and_then(|file| file.text());
            let bytes = match file {
                Some(file) => Some(package.bytes(&package::within(&base, file.trim()))?),
                None => None,
            };
            let family = font.attribute("FamilyName").or(font.attribute("FontName"));
            let face = Face::new(family.unwrap_or_default(), bytes);
            if let Some(id) = font.attribute("ID") {
                faces.insert(id.to_owned(), face);
            }
        }
    }
    Ok(faces)
}
