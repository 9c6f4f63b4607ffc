//! XML as text. The elements of a package are few and known, and a page has thousands of them, so
//! that they are written straight into one buffer.

use std::borrow::Cow;

use crate::unit::{Area, Length, Point};

/// The namespace of the standard (clause 7.1).
const NAMESPACE: &str = "http://www.ofdspec.org/2016";

/// A file that is being written. Elements are closed in the order in which they were opened.
pub(crate) struct Xml {
    text: String,
    open: Vec<(&'static str, Cow<'static, str>)>,
    /// Whether the last start tag still takes attributes.
    is_in_tag: bool,
}

impl Xml {
    /// A file with its root element open.
    pub(crate) fn new(root: &'static str) -> Self {
        let mut xml = Self::bare();
        xml.open(root);
        xml.namespace();
        xml
    }

    /// A file without a root element.
    pub(crate) fn bare() -> Self {
        let mut xml = Self::part();
        xml.text
            .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml
    }

    /// Says of which namespace the elements `ofd:` are.
    pub(crate) fn namespace(&mut self) {
        self.attribute("xmlns:ofd", NAMESPACE);
    }

    /// Elements that are put into a file later.
    pub(crate) fn part() -> Self {
        Self {
            text: String::new(),
            open: Vec::new(),
            is_in_tag: false,
        }
    }

    /// Opens an element of the standard's namespace.
    pub(crate) fn open(&mut self, name: &'static str) {
        self.open_named("ofd:", name.into());
    }

    /// Opens an element of another namespace, which the prefix stands for.
    pub(crate) fn open_named(&mut self, prefix: &'static str, name: Cow<'static, str>) {
        self.end_tag();
        self.text.push('<');
        self.text.push_str(prefix);
        self.text.push_str(&name);
        self.open.push((prefix, name));
        self.is_in_tag = true;
    }

    /// Closes the innermost open element.
    pub(crate) fn close(&mut self) {
        let Some((prefix, name)) = self.open.pop() else {
            return;
        };
        if self.is_in_tag {
            self.text.push_str("/>");
            self.is_in_tag = false;
        } else {
            self.text.push_str("</");
            self.text.push_str(prefix);
            self.text.push_str(&name);
            self.text.push('>');
        }
    }

    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.begin_attribute(name);
        escape(value, &mut self.text);
        self.text.push('"');
    }

    pub(crate) fn number(&mut self, name: &str, value: impl Into<i64>) {
        self.begin_attribute(name);
        push_whole(value.into(), &mut self.text);
        self.text.push('"');
    }

    /// A number of which the last three places are behind the point.
    pub(crate) fn thousandths(&mut self, name: &str, value: i64) {
        self.begin_attribute(name);
        push_decimal(value, 3, &mut self.text);
        self.text.push('"');
    }

    pub(crate) fn length(&mut self, name: &str, value: Length) {
        self.begin_attribute(name);
        push_length(value, &mut self.text);
        self.text.push('"');
    }

    /// A length with all of its six places, for sizes that many others are multiples of.
    pub(crate) fn fine_length(&mut self, name: &str, value: Length) {
        self.begin_attribute(name);
        push_decimal(value.in_nanometres(), 6, &mut self.text);
        self.text.push('"');
    }

    pub(crate) fn lengths(&mut self, name: &str, values: impl IntoIterator<Item = Length>) {
        self.begin_attribute(name);
        push_all(values, push_length, &mut self.text);
        self.text.push('"');
    }

    /// Of factors in millionths, and what they move by.
    pub(crate) fn matrix(&mut self, name: &str, linear: [i64; 4], origin: Point) {
        self.begin_attribute(name);
        for factor in linear {
            push_decimal(factor, 6, &mut self.text);
            self.text.push(' ');
        }
        push_all([origin.x, origin.y], push_length, &mut self.text);
        self.text.push('"');
    }

    /// `ST_Box`: where it begins, how wide and how high it is.
    pub(crate) fn area(&mut self, name: &str, area: &Area) {
        let size = area.most - area.least;
        self.lengths(name, [area.least.x, area.least.y, size.x, size.y]);
    }

    /// `ST_Box` as the text of the innermost open element.
    pub(crate) fn area_text(&mut self, area: &Area) {
        self.end_tag();
        let size = area.most - area.least;
        let lengths = [area.least.x, area.least.y, size.x, size.y];
        push_all(lengths, push_length, &mut self.text);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.end_tag();
        escape(text, &mut self.text);
    }

    /// A number as the text of the innermost open element.
    pub(crate) fn number_text(&mut self, value: impl Into<i64>) {
        self.end_tag();
        push_whole(value.into(), &mut self.text);
    }

    /// An element that holds nothing but a text.
    pub(crate) fn leaf(&mut self, name: &'static str, text: &str) {
        self.open(name);
        self.text(text);
        self.close();
    }

    /// Elements that were written as a part.
    pub(crate) fn insert(&mut self, part: &str) {
        self.end_tag();
        self.text.push_str(part);
    }

    /// The text, with all that is open closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn begin_attribute(&mut self, name: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
    }

    fn end_tag(&mut self) {
        if self.is_in_tag {
            self.text.push('>');
            self.is_in_tag = false;
        }
    }
}

/// Writes a length in millimetres, to the micrometre.
pub(crate) fn push_length(length: Length, text: &mut String) {
    push_decimal(length.in_micrometres(), 3, text);
}

/// Writes values with a space between them.
fn push_all<T>(values: impl IntoIterator<Item = T>, push: fn(T, &mut String), text: &mut String) {
    for (index, value) in values.into_iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        push(value, text);
    }
}

fn push_whole(value: i64, text: &mut String) {
    push_decimal(value, 0, text);
}

/// Writes a number of which the last places are behind the point, without zeros at its end.
fn push_decimal(value: i64, places: u32, text: &mut String) {
    let unit = 10_u64.pow(places);
    let (whole, mut rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    if value < 0 {
        text.push('-');
    }
    let mut place = 1;
    while whole / place >= 10 {
        place *= 10;
    }
    push_digits(whole, place, text);
    if rest == 0 {
        return;
    }
    text.push('.');
    place = unit;
    while rest > 0 {
        place /= 10;
        push_digits(rest / place, 1, text);
        rest %= place;
    }
}

/// Writes digits from this place on.
fn push_digits(mut value: u64, mut place: u64, text: &mut String) {
    while place > 0 {
        let digit = u8::try_from(value / place).unwrap_or_default();
        text.push(char::from(b'0' + digit.min(9)));
        value %= place;
        place /= 10;
    }
}

/// Writes a text so that a parser gives back the same. What XML can't hold becomes U+FFFD.
fn escape(value: &str, text: &mut String) {
    for character in value.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\t' => text.push_str("&#9;"),
            '\n' => text.push_str("&#10;"),
            '\r' => text.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => text.push(char::REPLACEMENT_CHARACTER),
            _ => text.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_places_in_vain() {
        let written = |value, places| {
            let mut text = String::new();
            push_decimal(value, places, &mut text);
            text
        };
        assert_eq!(written(5_644, 3), "5.644");
        assert_eq!(written(-50, 3), "-0.05");
        assert_eq!(written(210_000, 3), "210");
        assert_eq!(written(0, 3), "0");
        assert_eq!(written(-70, 0), "-70");
        assert_eq!(written(1_000_500, 3), "1000.5");
        assert_eq!(written(707_107, 6), "0.707107");
    }

    #[test]
    fn a_text_comes_back_as_it_was() {
        let text = "甲&乙<丙>\"丁\"\t\r\n ' 😀";
        let mut xml = Xml::new("Root");
        xml.attribute("said", text);
        xml.leaf("Leaf", text);
        let written = xml.finish();
        let read = roxmltree::Document::parse(&written).unwrap();
        assert_eq!(read.root_element().attribute("said"), Some(text));
        let leaf = read.root_element().first_element_child().unwrap();
        assert_eq!(leaf.text(), Some(text));
        assert_eq!(leaf.tag_name().namespace(), Some(NAMESPACE));
    }
}
