//! A form as a clerk has it open: cells are changed, rows and columns put in and moved, the hidden
//! names taken out; then it is saved, and read back.

use std::collections::BTreeMap;

use hongtou::workbook::Address;
use hongtou::workbook::form::{Cell, Content, Form, Sheet, write};
use hongtou::workbook::read::{BASE, Book};

pub struct Editor {
    pub form: Form,
}

impl Editor {
    pub fn of(form: Form) -> Self {
        Self { form }
    }

    /// The bytes of the saved file.
    pub fn bytes(&self) -> Vec<u8> {
        write(&self.form).unwrap()
    }

    /// Saved, and read back.
    pub fn book(&self, name: &str) -> Book {
        Book::read(name, &self.bytes()).unwrap_or_else(|finding| panic!("{finding:?}"))
    }

    /// The sheet of a group.
    pub fn sheet(&mut self, label: &str) -> &mut Sheet {
        let mut sheets = self.form.sheets.iter_mut();
        let sheet = sheets.find(|sheet| sheet.name == label);
        sheet.unwrap_or_else(|| panic!("no sheet {label}"))
    }

    /// Puts something into the cell of a row and a column, named as they are hidden.
    pub fn put(&mut self, sheet: &str, row: &str, column: &str, content: Content) -> &mut Self {
        let sheet = self.sheet(sheet);
        let at = at(sheet, row, column);
        sheet.cells.get_mut(&at).unwrap().content = content;
        self
    }

    /// Types words into a cell.
    pub fn text(&mut self, sheet: &str, row: &str, column: &str, text: &str) -> &mut Self {
        self.put(sheet, row, column, Content::Text(text.to_owned()))
    }

    /// Types a number into a cell, which then shows as many places as it has.
    pub fn number(&mut self, sheet: &str, row: &str, column: &str, text: &str) -> &mut Self {
        let at = at(self.sheet(sheet), row, column);
        let cell = self.sheet(sheet).cells.get_mut(&at).unwrap();
        *cell = number(cell, text);
        self
    }

    /// Moves cells: as a spreadsheet does where rows or columns are put in, taken out or moved.
    pub fn moved(&mut self, sheet: &str, to: impl Fn(Address) -> Address) -> &mut Self {
        let sheet = self.sheet(sheet);
        let cells = std::mem::take(&mut sheet.cells);
        sheet.cells = cells.into_iter().map(|(at, cell)| (to(at), cell)).collect();
        // What was joined would have to be moved as well; a clerk who moves columns parts it.
        sheet.merged.clear();
        self
    }

    /// Takes the hidden names out, and the sheets that are not of tables, as if it were somebody's own.
    pub fn without_names(&mut self) -> &mut Self {
        self.form.sheets.retain(|sheet| sheet.name != BASE);
        for sheet in &mut self.form.sheets {
            if sheet.has_keys {
                sheet.has_keys = false;
                sheet.cells.retain(|at, _| at.row > 0 && at.column > 0);
            }
        }
        self
    }

    /// Only these sheets.
    pub fn only(&mut self, labels: &[&str]) -> &mut Self {
        self.form
            .sheets
            .retain(|sheet| labels.contains(&sheet.name.as_str()));
        self
    }
}

/// The cell of a row and a column, named as they are hidden.
pub fn at(sheet: &Sheet, row: &str, column: &str) -> Address {
    let (rows, columns) = names(sheet);
    let row = rows
        .get(row)
        .unwrap_or_else(|| panic!("no row {row} in {rows:?}"));
    let column = columns
        .get(column)
        .unwrap_or_else(|| panic!("no column {column} in {columns:?}"));
    Address::new(*row, *column)
}

/// The hidden names of rows and columns.
pub fn names(sheet: &Sheet) -> (BTreeMap<String, u32>, BTreeMap<String, u32>) {
    let text = |cell: &Cell| match &cell.content {
        Content::Text(text) => text.clone(),
        _ => String::new(),
    };
    let cells = || sheet.cells.iter();
    let rows = cells()
        .filter(|(at, _)| at.column == 0)
        .map(|(at, cell)| (text(cell), at.row));
    let columns = cells()
        .filter(|(at, _)| at.row == 0)
        .map(|(at, cell)| (text(cell), at.column));
    (rows.collect(), columns.collect())
}

/// A cell that shows a number with all its digits.
pub fn number(cell: &Cell, text: &str) -> Cell {
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    let digits = match places {
        0 => "0".to_owned(),
        places => format!("0.{}", "0".repeat(places)),
    };
    Cell {
        content: Content::Number(text.to_owned()),
        digits,
        ..cell.clone()
    }
}
