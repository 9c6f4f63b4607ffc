//! Runs of a paragraph, and what stands around them.

use roxmltree::Node;

use super::text::{DEEPEST, Reading, Walker, attribute, branch, word};
use super::{Fault, Gone, Item, Letter, Paragraph, Spot};

impl<'d> Walker<'d> {
    /// Runs, and what stands around them.
    pub(super) fn inline(
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
    pub(super) fn mark(&mut self, node: Node<'_, '_>, within: Option<&Paragraph>) {
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
}
