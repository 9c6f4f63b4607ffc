//! Holds a package against the tables of GB/T 33190-2016: every element known, in its order, with
//! its attributes and values; every id used once and not above `MaxUnitID`; every reference to
//! something that is there; every file named by another.

mod elements;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use elements::{ELEMENTS, Element, ROOTS, Value};
use roxmltree::{Document, Node};

const NAMESPACE: &str = "http://www.ofdspec.org/2016";

/// All that is wrong with a package; nothing for a sound one.
pub fn faults(package: &[u8]) -> Vec<String> {
    let files = files(package);
    let mut check = Check {
        files: &files,
        named: BTreeSet::from(["OFD.xml".to_owned()]),
        ids: BTreeMap::new(),
        references: Vec::new(),
        most: None,
        faults: Vec::new(),
    };
    check.order(package);
    for (name, bytes) in &files {
        let is_attached = name.starts_with("Doc_0/Attachs/file_");
        if name.strip_suffix(".xml").is_some() && !is_attached {
            check.file(name, bytes);
        }
    }
    check.settle();
    check.faults
}

/// The files of a package by their names.
pub fn files(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let entries = (0..archive.len()).map(|index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    });
    entries.collect()
}

struct Check<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    /// Files that something names.
    named: BTreeSet<String>,
    /// Elements by their ids, and the page that they are on.
    ids: BTreeMap<u64, (String, String)>,
    /// What refers to which id of which elements.
    references: Vec<(String, u64, &'static str)>,
    most: Option<u64>,
    faults: Vec<String>,
}

impl Check<'_> {
    /// `OFD.xml` comes first, and all entries bear one time.
    fn order(&mut self, package: &[u8]) {
        let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
        for index in 0..archive.len() {
            let file = archive.by_index(index).unwrap();
            let name = file.name().unwrap();
            if index == 0 && name != "OFD.xml" {
                self.faults.push(format!("{name} comes first"));
            }
            if file.last_modified() != Some(zip::DateTime::default()) {
                self.faults.push(format!("{name} bears a time"));
            }
        }
    }

    fn file(&mut self, name: &str, bytes: &[u8]) {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let document = Document::parse(&text).unwrap();
        let root = document.root_element();
        let is_tag = root.tag_name().namespace() != Some(NAMESPACE);
        if is_tag {
            self.tag(name, root);
        } else {
            let known = ROOTS.iter().chain(ELEMENTS);
            let mut known = known.filter(|element| element.name == root.tag_name().name());
            match known.next() {
                Some(element) => self.element(name, root, element),
                None => self.fault(name, root, "is no file of the standard"),
            }
        }
    }

    /// A tag is the caller's; what it refers to is the standard's.
    fn tag(&mut self, file: &str, node: Node) {
        for child in node.children().filter(Node::is_element) {
            if child.tag_name().namespace() == Some(NAMESPACE) {
                self.known(file, child);
            } else {
                self.tag(file, child);
            }
        }
    }

    fn known(&mut self, file: &str, node: Node) {
        let name = node.tag_name().name();
        match ELEMENTS.iter().find(|element| element.name == name) {
            Some(element) => self.element(file, node, element),
            None => self.fault(file, node, "is no element of the standard"),
        }
    }

    fn element(&mut self, file: &str, node: Node, element: &Element) {
        for (name, value) in element.required {
            match node.attribute(*name) {
                Some(text) => self.value(file, node, text, *value),
                None => self.fault(file, node, &format!("has no {name}")),
            }
        }
        for attribute in node.attributes() {
            let name = attribute.name();
            let is_required = element.required.iter().any(|(known, _)| *known == name);
            let optional = element.optional.iter().find(|(known, _)| *known == name);
            match optional {
                Some((_, value)) => self.value(file, node, attribute.value(), *value),
                None if is_required => {}
                None => self.fault(file, node, &format!("has an attribute {name}")),
            }
        }
        self.children(file, node, element);
        let text: String = node
            .children()
            .filter(Node::is_text)
            .filter_map(|text| text.text().map(ToOwned::to_owned))
            .collect();
        self.value(file, node, &text, element.text);
        if element.name == "MaxUnitID" {
            self.most = text.parse().ok();
        }
        for child in node.children().filter(Node::is_element) {
            self.known(file, child);
        }
    }

    /// Those within it, in their order.
    fn children(&mut self, file: &str, node: Node, element: &Element) {
        let mut rest = node.children().filter(Node::is_element).peekable();
        for (names, least, most) in element.children {
            let mut count = 0;
            let is_one = |child: &Node| names.split('|').any(|n| n == child.tag_name().name());
            while rest.next_if(is_one).is_some() {
                count += 1;
            }
            if count < *least || count > *most {
                self.fault(file, node, &format!("has {count} × {names}"));
            }
        }
        if let Some(child) = rest.next() {
            let name = child.tag_name().name();
            self.fault(file, node, &format!("has a {name} out of order"));
        }
    }

    fn value(&mut self, file: &str, node: Node, text: &str, value: Value) {
        let numbers = || -> Option<Vec<f64>> {
            let numbers = text.split(' ').map(|number| number.parse().ok());
            numbers.collect()
        };
        let is_right = match value {
            Value::Any => true,
            Value::Nothing => text.is_empty(),
            Value::Id => {
                let id: u64 = text.parse().unwrap_or_default();
                let name = node.tag_name().name().to_owned();
                self.ids.insert(id, (name, file.to_owned())).is_none() && id > 0
            }
            Value::Ref(names) => {
                let id = text.parse().unwrap_or_default();
                self.references.push((file.to_owned(), id, names));
                id > 0
            }
            Value::File => self.names(file, text),
            Value::Area => numbers().is_some_and(|n| n.len() == 4 && n[2] >= 0.0 && n[3] >= 0.0),
            Value::Numbers(0) => numbers().is_some(),
            Value::Numbers(count) => numbers().is_some_and(|n| n.len() == count),
            Value::Number => numbers().is_some_and(|n| n.len() == 1),
            Value::Whole => text.parse::<u64>().is_ok(),
            Value::Word(words) => words.contains(&text),
            Value::Date => text.len() >= 10 && text.is_char_boundary(10) && is_date(&text[..10]),
            Value::Uuid => text.len() == 32 && text.chars().all(|c| c.is_ascii_hexdigit()),
            Value::Path => is_path(text),
        };
        if !is_right {
            self.fault(file, node, &format!("says {text:?} for {value:?}"));
        }
    }

    /// Whether there is a file of this name, seen from another or from the folder of resources.
    fn names(&mut self, from: &str, name: &str) -> bool {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let candidates = [
            format!("{folder}/{name}"),
            format!("{folder}/Res/{name}"),
            name.to_owned(),
        ];
        let found = candidates
            .into_iter()
            .map(|name| name.trim_start_matches('/').to_owned())
            .find(|name| self.files.contains_key(name));
        let is_there = found.is_some();
        self.named.extend(found);
        is_there
    }

    /// What can be told only once all files are read.
    fn settle(&mut self) {
        let most = self.most.unwrap_or_default();
        for id in self.ids.keys().filter(|id| **id > most) {
            self.faults.push(format!("{id} is above MaxUnitID {most}"));
        }
        for (file, id, names) in &self.references {
            let target = self.ids.get(id);
            let is_one = target.is_some_and(|(name, _)| names.split('|').any(|n| n == name));
            if !is_one {
                self.faults.push(format!("{file}: {id} is no {names}"));
            }
        }
        let unnamed = self.files.keys().filter(|name| !self.named.contains(*name));
        for name in unnamed {
            self.faults.push(format!("nothing names {name}"));
        }
    }

    fn fault(&mut self, file: &str, node: Node, what: &str) {
        let name = node.tag_name().name();
        self.faults.push(format!("{file}: {name} {what}"));
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 2, 2] && parts.iter().all(|part| part.parse::<u16>().is_ok())
}

/// Commands with as many numbers as each takes; the first moves.
fn is_path(text: &str) -> bool {
    let mut words = text.split(' ').peekable();
    if words.peek() != Some(&"M") {
        return false;
    }
    while let Some(command) = words.next() {
        let count = match command {
            "M" | "L" => 2,
            "Q" => 4,
            "B" => 6,
            "C" => 0,
            _ => return false,
        };
        for _ in 0..count {
            if words.next().is_none_or(|word| word.parse::<f64>().is_err()) {
                return false;
            }
        }
    }
    true
}
