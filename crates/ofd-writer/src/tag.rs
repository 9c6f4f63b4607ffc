//! Custom tags: what the objects of the pages are parts of (clause 16).

use std::borrow::Cow;

use crate::page::ObjectId;
use crate::xml::Xml;

/// A tree of tags under a name of its own.
#[derive(Clone, Debug)]
pub struct TagTree {
    /// What kind of tags they are (`TypeID`).
    pub kind: String,
    /// The namespace of the tags' names.
    pub namespace: String,
    /// Its root, which stands for the whole document.
    pub root: Tag,
}

/// A part of a document.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// What kind of part it is. It is an element's name, so that letters of any script serve, and a
    /// digit or a space at its beginning does not.
    pub name: Cow<'static, str>,
    /// What else is known of it.
    pub attributes: Vec<(&'static str, String)>,
    /// The objects that it consists of, in the order in which they are read.
    pub objects: Vec<ObjectId>,
    /// The parts that it has itself.
    pub children: Vec<Tag>,
}

/// The prefix of a tag's name.
const PREFIX: &str = "tag:";

impl TagTree {
    /// The file of this tree.
    pub(crate) fn file(&self) -> String {
        let mut xml = Xml::bare();
        xml.open_named(PREFIX, self.root.name.clone());
        xml.attribute("xmlns:tag", &self.namespace);
        xml.namespace();
        self.root.write_content(&mut xml);
        xml.finish()
    }
}

impl Tag {
    fn write(&self, xml: &mut Xml) {
        xml.open_named(PREFIX, self.name.clone());
        self.write_content(xml);
        xml.close();
    }

    fn write_content(&self, xml: &mut Xml) {
        for (name, value) in &self.attributes {
            xml.attribute(name, value);
        }
        for object in &self.objects {
            xml.open("ObjectRef");
            xml.number("PageRef", object.page);
            xml.number_text(object.object);
            xml.close();
        }
        for child in &self.children {
            child.write(xml);
        }
    }
}

/// The name of a tree's file.
pub(crate) fn file_name(index: usize) -> String {
    format!("Tag_{index}.xml")
}

/// The list of the trees' files (clause 16, table 62).
pub(crate) fn list(trees: &[TagTree]) -> String {
    let mut xml = Xml::new("CustomTags");
    for (index, tree) in trees.iter().enumerate() {
        xml.open("CustomTag");
        xml.attribute("TypeID", &tree.kind);
        xml.attribute("NameSpace", &tree.namespace);
        xml.leaf("FileLoc", &file_name(index));
        xml.close();
    }
    xml.finish()
}
