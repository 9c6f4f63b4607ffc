use std::fmt;

use crate::xml::Xml;

/// What a document says of itself (`CT_DocInfo`; clause 7.4, table 4). What is empty is left out.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// Names the document among all others; written as 32 hexadecimal digits.
    pub id: [u8; 16],
    /// The title.
    pub title: String,
    /// Who wrote or issued it.
    pub author: String,
    /// What it is about.
    pub subject: String,
    /// What it says, in short.
    pub summary: String,
    /// When it was made.
    pub created: Option<Date>,
    /// Words that it can be found by.
    pub keywords: Vec<String>,
    /// The program that made it.
    pub creator: String,
    /// The version of that program.
    pub creator_version: String,
    /// Whatever else there is, by name.
    pub custom: Vec<(String, String)>,
}

/// A day of the calendar (`xs:date`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// From 1 to 12.
    pub month: u8,
    /// From 1 to 31.
    pub day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Info {
    /// Writes the element `DocInfo`.
    pub(crate) fn write(&self, xml: &mut Xml) {
        xml.open("DocInfo");
        let id: String = self.id.iter().map(|byte| format!("{byte:02x}")).collect();
        xml.leaf("DocID", &id);
        let mut leaf = |name: &'static str, text: &str| {
            if !text.is_empty() {
                xml.leaf(name, text);
            }
        };
        leaf("Title", &self.title);
        leaf("Author", &self.author);
        leaf("Subject", &self.subject);
        leaf("Abstract", &self.summary);
        if let Some(created) = self.created {
            leaf("CreationDate", &created.to_string());
        }
        leaf("DocUsage", "Normal");
        if !self.keywords.is_empty() {
            xml.open("Keywords");
            for keyword in &self.keywords {
                xml.leaf("Keyword", keyword);
            }
            xml.close();
        }
        let mut leaf = |name: &'static str, text: &str| {
            if !text.is_empty() {
                xml.leaf(name, text);
            }
        };
        leaf("Creator", &self.creator);
        leaf("CreatorVersion", &self.creator_version);
        self.write_custom(xml);
        xml.close();
    }

    fn write_custom(&self, xml: &mut Xml) {
        if self.custom.is_empty() {
            return;
        }
        xml.open("CustomDatas");
        for (name, value) in &self.custom {
            xml.open("CustomData");
            xml.attribute("Name", name);
            xml.text(value);
            xml.close();
        }
        xml.close();
    }
}
