//! The text of a Word file: runs, fields, tags and boxes looked through.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::package::{Notes, parsed};
use super::{
    Cell, Comment, Fault, Gone, Hand, Item, Letter, Paragraph, Returned, Row, Spot, Table,
};

/// The two names of the language: that of the first edition and of most programs, and the strict one.
const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// Elements deeper within one another than this, nobody writes.
const DEEPEST: usize = 200;

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
struct Tracked {
    put_in: Option<usize>,
    taken_out: Option<usize>,
}

#[derive(Default)]
struct Walker<'d> {
    hands: Vec<Hand>,
    boxes: Vec<Paragraph>,
    notes: BTreeMap<(&'static str, String), Node<'d, 'd>>,
    /// By the comments' own names: on which letters they are.
    comments: BTreeMap<String, Vec<Spot>>,
    /// Comments that have begun and not ended.
    open: Vec<String>,
    /// The paragraph whose end was taken out: the next one goes on with it.
    carried: Option<Paragraph>,
    count: usize,
    format_changes: usize,
    tracked: Tracked,
}

/// A paragraph that is being read.
struct Reading<'d> {
    paragraph: Paragraph,
    /// The notes that it refers to.
    notes: Vec<Node<'d, 'd>>,
}

impl<'d> Walker<'d> {
    fn hand(&mut self, node: Node<'_, '_>) -> usize {
        let hand = hand(node);
        let known = self.hands.iter().position(|known| *known == hand);
        known.unwrap_or_else(|| {
            self.hands.push(hand);
            self.hands.len() - 1
        })
    }

    /// What is within a tracked change, with what it does.
    fn tracked(&mut self, node: Node<'_, '_>) -> Tracked {
        let before = self.tracked;
        let by = self.hand(node);
        match word(node) {
            Some("ins" | "moveTo") => self.tracked.put_in = Some(by),
            _ => self.tracked.taken_out = Some(by),
        }
        before
    }

    fn blocks(
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
    fn finish(&mut self, items: &mut Vec<Item>) {
        items.extend(self.carried.take().map(Item::Paragraph));
    }

    fn paragraph(
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

    /// Runs, and what stands around them.
    fn inline(
        &mut self,
        node: Node<'d, 'd>,
        to: &mut Reading<'d>,
        depth: usize,
    ) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::TooLarge);
        }
        for child in node.children() {
            match word(child) {
                Some("r") => self.run(child, to, depth + 1)?,
                Some("ins" | "del" | "moveFrom" | "moveTo") => {
                    let before = self.tracked(child);
                    self.inline(child, to, depth + 1)?;
                    self.tracked = before;
                }
                Some("commentRangeStart" | "commentRangeEnd") => {
                    self.mark(child, Some(&to.paragraph));
                }
                // Only what the signs are for is read.
                Some("ruby") => {
                    let base = child.children().find(|of| word(*of) == Some("rubyBase"));
                    base.map_or(Ok(()), |base| self.inline(base, to, depth + 1))?;
                }
                Some("pPr" | "sdtPr" | "smartTagPr" | "rubyPr") => {}
                Some(_) => self.inline(child, to, depth + 1)?,
                None if child.tag_name().name() == "AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.inline(branch, to, depth + 1)?;
                    }
                }
                None => {}
            }
        }
        Ok(())
    }

    fn run(&mut self, node: Node<'d, 'd>, to: &mut Reading<'d>, depth: usize) -> Result<(), Fault> {
        let mut properties = node.children().filter(|child| word(*child) == Some("rPr"));
        let properties: Vec<Node> = properties
            .next()
            .into_iter()
            .flat_map(|of| of.children())
            .collect();
        let has = |name: &str| properties.iter().find(|of| word(**of) == Some(name));
        self.format_changes += usize::from(has("rPrChange").is_some());
        let is_off = |node: &Node| matches!(attribute(*node, "val"), Some("0" | "false" | "off"));
        let is_hidden = has("vanish").is_some_and(|node| !is_off(node));
        if is_hidden {
            return Ok(());
        }
        for child in node.children() {
            let name = word(child);
            match name {
                Some("t" | "delText") => self.letters(child.text().unwrap_or_default(), to),
                Some("tab" | "br" | "cr" | "ptab") => self.letters(" ", to),
                Some("noBreakHyphen") => self.letters("-", to),
                Some("sym") => {
                    let code = attribute(child, "char").unwrap_or_default();
                    let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
                    self.letters(&code.map(String::from).unwrap_or_default(), to);
                }
                Some("footnoteReference" | "endnoteReference") => {
                    let kind = if name == Some("footnoteReference") {
                        "footnote"
                    } else {
                        "endnote"
                    };
                    let id = attribute(child, "id").unwrap_or_default().to_owned();
                    if self.tracked.taken_out.is_none() {
                        to.notes.extend(self.notes.remove(&(kind, id)));
                    }
                }
                Some("commentReference") => self.mark(child, Some(&to.paragraph)),
                Some("ruby") => self.inline(node, to, depth + 1)?,
                Some("drawing" | "pict" | "object") => self.boxes_in(child, depth + 1)?,
                None if child.tag_name().name() == "AlternateContent" => {
                    self.boxes_in(child, depth + 1)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn letters(&mut self, text: &str, to: &mut Reading<'d>) {
        let paragraph = &mut to.paragraph;
        if let Some(by) = self.tracked.taken_out {
            let at = paragraph.letters.len();
            match paragraph
                .gone
                .last_mut()
                .filter(|(last, gone)| *last == at && gone.by == by)
            {
                Some((_, gone)) => gone.text.push_str(text),
                None => paragraph.gone.push((
                    at,
                    Gone {
                        text: text.to_owned(),
                        by,
                    },
                )),
            }
            return;
        }
        let from = paragraph.letters.len();
        let by = self.tracked.put_in;
        paragraph
            .letters
            .extend(text.chars().map(|c| Letter { c, by }));
        let to = paragraph.letters.len();
        for id in &self.open {
            let spots = self.comments.entry(id.clone()).or_default();
            match spots
                .last_mut()
                .filter(|spot| spot.paragraph == paragraph.id && spot.to == from)
            {
                Some(spot) => spot.to = to,
                None => spots.push(Spot {
                    paragraph: paragraph.id,
                    from,
                    to,
                }),
            }
        }
    }

    /// A comment begins or ends, or is referred to.
    fn mark(&mut self, node: Node<'_, '_>, within: Option<&Paragraph>) {
        let Some(id) = attribute(node, "id").map(str::to_owned) else {
            return;
        };
        match word(node) {
            Some("commentRangeStart") => {
                self.comments.entry(id.clone()).or_default();
                self.open.push(id);
            }
            Some("commentRangeEnd") => self.open.retain(|open| *open != id),
            _ => {
                // On no words: it stands where it is referred to.
                let spots = self.comments.entry(id).or_default();
                if let Some(paragraph) = within.filter(|_| spots.is_empty()) {
                    let at = paragraph.letters.len();
                    spots.push(Spot {
                        paragraph: paragraph.id,
                        from: at,
                        to: at,
                    });
                }
            }
        }
    }

    /// What stands in the text boxes of a drawing.
    fn boxes_in(&mut self, node: Node<'d, 'd>, depth: usize) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::TooLarge);
        }
        if word(node) == Some("txbxContent") {
            // What is read meanwhile goes on with nothing outside.
            let carried = self.carried.take();
            let mut items = Vec::new();
            self.blocks(node, &mut items, depth + 1)?;
            self.finish(&mut items);
            self.carried = carried;
            for item in items {
                match item {
                    Item::Paragraph(paragraph) => self.boxes.push(paragraph),
                    Item::Table(table) => {
                        let cells = table.rows.into_iter().flat_map(|row| row.cells);
                        self.boxes.extend(cells.flat_map(|cell| cell.paragraphs));
                    }
                }
            }
            return Ok(());
        }
        if node.tag_name().name() == "AlternateContent" {
            return branch(node).map_or(Ok(()), |branch| self.boxes_in(branch, depth + 1));
        }
        for child in node.children().filter(Node::is_element) {
            self.boxes_in(child, depth + 1)?;
        }
        Ok(())
    }

    fn table(&mut self, node: Node<'d, 'd>, depth: usize) -> Result<Table, Fault> {
        let mut table = Table::default();
        self.rows(node, &mut table, depth + 1)?;
        Ok(table)
    }

    fn rows(&mut self, node: Node<'d, 'd>, table: &mut Table, depth: usize) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::TooLarge);
        }
        for child in node.children() {
            match word(child) {
                Some("tr") => self.row(child, table, depth + 1)?,
                Some("tblPr" | "tblGrid") | None => {}
                Some(_) => self.rows(child, table, depth + 1)?,
            }
        }
        Ok(())
    }

    fn row(&mut self, node: Node<'d, 'd>, table: &mut Table, depth: usize) -> Result<(), Fault> {
        let properties = node.children().find(|child| word(*child) == Some("trPr"));
        let changes = properties.into_iter().flat_map(|node| node.children());
        let (mut by, mut out) = (None, None);
        for change in changes {
            match word(change) {
                Some("ins") => by = Some(self.hand(change)),
                Some("del") => out = Some(self.hand(change)),
                _ => {}
            }
        }
        let mut row = Row {
            cells: Vec::new(),
            by,
        };
        self.cells(node, &mut row, depth + 1)?;
        if let Some(by) = out {
            let words = |paragraph: &Paragraph| {
                let gone = paragraph.gone.iter().map(|(_, gone)| gone.text.as_str());
                gone.collect::<String>() + &paragraph.text()
            };
            let cells = row
                .cells
                .iter()
                .map(|cell| cell.paragraphs.iter().map(words).collect());
            let text = cells.collect::<Vec<String>>().join(" ");
            table.gone.push((table.rows.len(), Gone { text, by }));
        } else {
            table.rows.push(row);
        }
        Ok(())
    }

    fn cells(&mut self, node: Node<'d, 'd>, row: &mut Row, depth: usize) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::TooLarge);
        }
        for child in node.children() {
            match word(child) {
                Some("tc") => {
                    let cell = self.cell(child, depth + 1)?;
                    row.cells.push(cell);
                }
                Some("trPr" | "tblPrEx") | None => {}
                Some(_) => self.cells(child, row, depth + 1)?,
            }
        }
        Ok(())
    }

    fn cell(&mut self, node: Node<'d, 'd>, depth: usize) -> Result<Cell, Fault> {
        let properties = node.children().find(|child| word(*child) == Some("tcPr"));
        let mut properties = properties.into_iter().flat_map(|node| node.children());
        let merge = properties.find(|of| word(*of) == Some("vMerge"));
        let goes_on = merge.is_some_and(|of| attribute(of, "val") != Some("restart"));
        let mut items = Vec::new();
        self.blocks(node, &mut items, depth + 1)?;
        self.finish(&mut items);
        let mut paragraphs = Vec::new();
        for item in items {
            match item {
                Item::Paragraph(paragraph) => paragraphs.push(paragraph),
                Item::Table(table) => {
                    let cells = table.rows.into_iter().flat_map(|row| row.cells);
                    paragraphs.extend(cells.flat_map(|cell| cell.paragraphs));
                }
            }
        }
        Ok(Cell {
            paragraphs,
            goes_on,
        })
    }
}

/// Of several ways to say one thing, the one that has text in it.
fn branch<'d>(node: Node<'d, 'd>) -> Option<Node<'d, 'd>> {
    let has_text = |node: &Node| {
        let mut all = node.descendants();
        all.any(|node| matches!(word(node), Some("txbxContent" | "t")))
    };
    let branches = || node.children().filter(Node::is_element);
    branches().find(has_text).or_else(|| branches().next())
}
