//! XML as a text that grows: elements, their attributes, and escaped words.

use quick_xml::escape::escape;

/// A document, or a part of one, that is written from its beginning to its end.
#[derive(Default)]
pub(super) struct Xml(String);

/// The attributes of an element, in order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document with its declaration.
    pub fn document() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// An element with what `within` writes.
    pub fn element(&mut self, name: &str, attributes: Attributes, within: impl FnOnce(&mut Self)) {
        self.begin(name, attributes);
        self.0.push('>');
        within(self);
        self.0.extend(["</", name, ">"]);
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: Attributes) {
        self.begin(name, attributes);
        self.0.push_str("/>");
    }

    /// An element whose only attribute is `w:val`.
    pub fn value(&mut self, name: &str, value: impl std::fmt::Display) {
        self.empty(name, &[("w:val", &format!("{value}"))]);
    }

    /// Words between two tags.
    pub fn words(&mut self, words: &str) {
        self.0.push_str(&escape(words));
    }

    /// What was written elsewhere.
    pub fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn begin(&mut self, name: &str, attributes: Attributes) {
        self.0.extend(["<", name]);
        for (key, value) in attributes {
            self.0.extend([" ", key, "=\"", &escape(*value), "\""]);
        }
    }
}
