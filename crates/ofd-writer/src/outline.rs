use crate::page::ObjectId;
use crate::unit::Length;
use crate::xml::Xml;

/// An entry of the outline, which a reader shows beside the pages (clause 7.8).
#[derive(Clone, Debug)]
pub struct Bookmark {
    /// What it says.
    pub title: String,
    /// An object on the page that it leads to.
    pub target: ObjectId,
    /// How far below the upper edge of the page the view begins.
    pub top: Length,
    /// The entries below it.
    pub children: Vec<Bookmark>,
}

/// Writes the element `Outlines`, unless there are none.
pub(crate) fn write(bookmarks: &[Bookmark], xml: &mut Xml) {
    if bookmarks.is_empty() {
        return;
    }
    xml.open("Outlines");
    for bookmark in bookmarks {
        bookmark.write(xml);
    }
    xml.close();
}

impl Bookmark {
    fn write(&self, xml: &mut Xml) {
        xml.open("OutlineElem");
        xml.attribute("Title", &self.title);
        xml.number("Count", self.count());
        xml.open("Actions");
        xml.open("Action");
        xml.attribute("Event", "CLICK");
        xml.open("Goto");
        xml.open("Dest");
        xml.attribute("Type", "XYZ");
        xml.number("PageID", self.target.page);
        xml.length("Left", Length::ZERO);
        xml.length("Top", self.top);
        xml.number("Zoom", 0);
        for _ in ["Dest", "Goto", "Action", "Actions"] {
            xml.close();
        }
        for child in &self.children {
            child.write(xml);
        }
        xml.close();
    }

    /// How many entries there are below it.
    fn count(&self) -> i64 {
        self.children.iter().map(|child| 1 + child.count()).sum()
    }
}
