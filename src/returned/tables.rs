//! Tables: rows, cells, and what tracked changes did to them.

use roxmltree::Node;

use super::text::{DEEPEST, Walker, attribute, word};
use super::{Cell, Fault, Gone, Item, Paragraph, Row, Table};

impl<'d> Walker<'d> {
    pub(super) fn table(&mut self, node: Node<'d, 'd>, depth: usize) -> Result<Table, Fault> {
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
