//! The text of a Word file: runs, fields, tags and boxes looked through.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::package::{Notes, parsed};
use super::{Comment, Fault, Gone, Hand, Item, Paragraph, Returned, Spot};

/// The two names of the language: that of the first edition and of most programs, and the strict one.
const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// Elements deeper within one another than this, nobody writes.
pub(super) const DEEPEST: usize = 200;

/// What a node is called in the language of Word; nothing of another language.
pub(super) fn word<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let space = node.tag_name().namespace()?;
    MAIN.contains(&space).then(|| node.tag_name().name())
}

/// An attribute, with or without its language: programs write both.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut all = node.attributes();
    all.find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// Who made a tracked change, or a comment.
pub(super) fn hand(node: Node<'_, '_>) -> Hand {
    let when = attribute(node, "date").unwrap_or_default();
    let when = when.get(..16).unwrap_or(when).replace('T', " ");
    Hand {
        who: attribute(node, "author")
            .unwrap_or_default()
            .trim()
            .to_owned(),
        when,
    }
}

pub(super) fn read(document: &str, name: &str, notes: &Notes) -> Result<Returned, Fault> {
    let document = parsed(document, name)?;
    let feet = notes.feet.as_ref().map(|text| parsed(text, "footnotes"));
    let ends = notes.ends.as_ref().map(|text| parsed(text, "endnotes"));
    let (feet, ends) = (feet.transpose()?, ends.transpose()?);
    let mut walker = Walker::default();
    for (document, name) in [(&feet, "footnote"), (&ends, "endnote")] {
        let Some(document) = document else { continue };
        for node in document.root_element().children() {
            // Those of a type are the rules above the notes.
            let is_note = word(node) == Some(name) && attribute(node, "type").is_none();
            if let Some(id) = attribute(node, "id").filter(|_| is_note) {
                walker.notes.insert((name, id.to_owned()), node);
            }
        }
    }
    let mut descendants = document.descendants();
    let body = descendants.find(|node| word(*node) == Some("body"));
    let body = body.ok_or_else(|| Fault::Damaged(name.to_owned()))?;
    let mut items = Vec::new();
    walker.blocks(body, &mut items, 0)?;
    walker.finish(&mut items);
    let comments = walker.comments.into_iter();
    Ok(Returned {
        items,
        boxes: walker.boxes,
        hands: walker.hands,
        comments: comments
            .map(|(id, on)| Comment {
                // The words come later, by this name.
                text: id,
                on,
                ..Comment::default()
            })
            .collect(),
        format_changes: walker.format_changes,
        origin: None,
    })
}

/// What a tracked change does to what is within it.
#[derive(Clone, Copy, Default)]
pub(super) struct Tracked {
    pub put_in: Option<usize>,
    pub taken_out: Option<usize>,
}

#[derive(Default)]
pub(super) struct Walker<'d> {
    pub hands: Vec<Hand>,
    pub boxes: Vec<Paragraph>,
    pub notes: BTreeMap<(&'static str, String), Node<'d, 'd>>,
    /// By the comments' own names: on which letters they are.
    pub comments: BTreeMap<String, Vec<Spot>>,
    /// Comments that have begun and not ended.
    pub open: Vec<String>,
    /// The paragraph whose end was taken out: the next one goes on with it.
    pub carried: Option<Paragraph>,
    pub count: usize,
    pub format_changes: usize,
    pub tracked: Tracked,
}

/// A paragraph that is being read.
pub(super) struct Reading<'d> {
    pub paragraph: Paragraph,
    /// The notes that it refers to.
    pub notes: Vec<Node<'d, 'd>>,
}

impl<'d> Walker<'d> {
    pub(super) fn hand(&mut self, node: Node<'_, '_>) -> usize {
        let hand = hand(node);
        let known = self.hands.iter().position(|known| *known == hand);
        known.unwrap_or_else(|| {
            self.hands.push(hand);
            self.hands.len() - 1
        })
    }

    /// What is within a tracked change, with what it does.
    pub(super) fn tracked(&mut self, node: Node<'_, '_>) -> Tracked {
        let before = self.tracked;
        let by = self.hand(node);
        match word(node) {
            Some("ins" | "moveTo") => self.tracked.put_in = Some(by),
            _ => self.tracked.taken_out = Some(by),
        }
        before
    }

    pub(super) fn blocks(
        &mut self,
        node: Node<'d, 'd>,
        items: &mut Vec<Item>,
        depth: usize,
    ) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::TooLarge);
        }
        for child in node.children() {
            match word(child) {
                Some("p") => self.paragraph(child, items, depth)?,
                Some("tbl") => {
                    self.finish(items);
                    let table = self.table(child, depth)?;
                    items.push(Item::Table(table));
                }
                Some("ins" | "del" | "moveFrom" | "moveTo") => {
                    let before = self.tracked(child);
                    self.blocks(child, items, depth + 1)?;
                    self.tracked = before;
                }
                Some("commentRangeStart" | "commentRangeEnd") => self.mark(child, None),
                Some("sdt" | "sdtContent" | "customXml" | "smartTag") => {
                    self.blocks(child, items, depth + 1)?;
                }
                None if child.tag_name().name() == "AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.blocks(branch, items, depth + 1)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Nothing follows with which a paragraph could go on.
    pub(super) fn finish(&mut self, items: &mut Vec<Item>) {
        items.extend(self.carried.take().map(Item::Paragraph));
    }

    pub(super) fn paragraph(
        &mut self,
        node: Node<'d, 'd>,
        items: &mut Vec<Item>,
        depth: usize,
    ) -> Result<(), Fault> {
        let carried = self.carried.take();
        let paragraph = carried.unwrap_or_else(|| {
            self.count += 1;
            Paragraph {
                id: self.count - 1,
                ..Paragraph::default()
            }
        });
        let mut reading = Reading {
            paragraph,
            notes: Vec::new(),
        };
        self.inline(node, &mut reading, depth + 1)?;
        let Reading {
            mut paragraph,
            notes,
        } = reading;
        let properties = node.children().find(|child| word(*child) == Some("pPr"));
        let within = |name: &str| {
            let mut all = properties?.children();
            all.find(|child| word(*child) == Some(name))
        };
        paragraph.is_numbered |= within("numPr").is_some();
        self.format_changes += usize::from(within("pPrChange").is_some());
        let end = within("rPr").into_iter().flat_map(|node| node.children());
        let mut is_joined = false;
        for change in end {
            match word(change) {
                Some("ins" | "moveTo") => paragraph.parted_by = Some(self.hand(change)),
                Some("del" | "moveFrom") => {
                    let by = self.hand(change);
                    let text = "\n".to_owned();
                    paragraph
                        .gone
                        .push((paragraph.letters.len(), Gone { text, by }));
                    is_joined = true;
                }
                _ => {}
            }
        }
        if is_joined {
            self.carried = Some(paragraph);
        } else {
            items.push(Item::Paragraph(paragraph));
        }
        for note in notes {
            self.blocks(note, items, depth + 1)?;
        }
        Ok(())
    }
}

/// Of several ways to say one thing, the one that has text in it.
pub(super) fn branch<'d>(node: Node<'d, 'd>) -> Option<Node<'d, 'd>> {
    let has_text = |node: &Node| {
        let mut all = node.descendants();
        all.any(|node| matches!(word(node), Some("txbxContent" | "t")))
    };
    let branches = || node.children().filter(Node::is_element);
    branches().find(has_text).or_else(|| branches().next())
}
