//! The tables in which an input is filled in: the sheets of its form, with what may be typed where.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::figures::Figures;
use crate::input::Inputs;
use crate::model::{Kind, Model};
use crate::office::Office;
use crate::workbook::edit::Reading;
use crate::workbook::form::{self, Content, Ground, Part, Rule, form};
use crate::workbook::rows::{RowList, list_of};
use crate::workbook::{Address, Slot, Spot, Target, Wanted, slot};

/// A table of figures, single figures or texts, as they are filled in.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What it is called.
    pub name: String,
    /// Its group in the templates; empty: the texts.
    pub group: String,
    /// Its rows from the top down.
    pub rows: Vec<Row>,
    /// How many of the rows are its head.
    pub head: usize,
    /// The list of the input whose rows it has; nothing where they are fixed.
    pub list: Option<RowList>,
}

/// One row of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// By which its cells are known: `row:NAME`, `total`; empty: of the head.
    pub name: String,
    /// What it is called, as it is shown.
    pub label: String,
    /// Its name in the list of the input, where it is in one and may be changed there.
    pub listed: Option<String>,
    /// Its cells from left to right. A cell that reaches over others stands in the first of them alone.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Its cells from left to right.
    pub fn iter(&self) -> std::slice::Iter<'_, Cell> {
        self.cells.iter()
    }
}

impl<'r> IntoIterator for &'r Row {
    type Item = &'r Cell;
    type IntoIter = std::slice::Iter<'r, Cell>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One cell of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Where: a cell keeps its place while nothing but figures is edited.
    pub at: Address,
    /// What it shows; of what follows from others, as the notice prints it.
    pub text: String,
    /// What it is for.
    pub part: Part,
    /// Over how many columns it reaches.
    pub across: u32,
    /// Over how many rows it reaches.
    pub down: u32,
    /// What may be filled in; nothing where nothing may.
    pub field: Option<Field>,
    /// The figure that it shows without being filled in.
    pub figure: Option<String>,
}

/// What may be filled into a cell.
#[derive(Clone, Debug)]
pub struct Field {
    /// The cell, in every period.
    pub spot: Spot,
    /// The figure's or text's name: `targets.城区.begun`.
    pub name: String,
    /// What a finding calls it.
    pub label: String,
    /// What the input has there, as it writes it; empty: nothing.
    pub literal: String,
    /// Where that stands in the input.
    pub span: Option<Range<usize>>,
    /// The words of which one may be chosen; empty: anything.
    pub choices: Vec<String>,
    /// Whether it takes a number.
    pub is_number: bool,
    /// What is told of it while it is filled in.
    pub note: String,
}

/// The sheets of an input's form.
pub(super) fn sheets(office: &Office, ground: &Ground, text: &str) -> Vec<Sheet> {
    let reading = Reading::of(text);
    let drawn = Drawn {
        office,
        inputs: ground.inputs,
        figures: ground.figures,
        reading: &reading,
    };
    let form = form(ground);
    let sheets = form.sheets.iter().filter(|sheet| sheet.has_keys);
    sheets.map(|sheet| drawn.sheet(sheet)).collect()
}

/// The rows of a list; nothing: all, since they are records.
type Listed<'a> = Option<HashSet<&'a str>>;

/// A row by the name of its cells, and whether it is in the list of the input.
fn row_of(name: &str, listed: Option<&Listed>) -> Row {
    let own = name.strip_prefix("row:");
    let is_listed = |own: &&str| match listed {
        None => false,
        Some(None) => true,
        Some(Some(rows)) => rows.contains(own),
    };
    Row {
        name: name.to_owned(),
        listed: own.filter(is_listed).map(str::to_owned),
        ..Row::default()
    }
}

/// What a form's sheets are drawn from.
struct Drawn<'a> {
    office: &'a Office,
    inputs: &'a Inputs,
    figures: &'a Figures,
    reading: &'a Reading<'a>,
}

impl Drawn<'_> {
    fn sheet(&self, sheet: &form::Sheet) -> Sheet {
        let key = |row, column| match sheet.cells.get(&Address::new(row, column)) {
            Some(form::Cell {
                content: Content::Text(text),
                part: Part::Key,
                ..
            }) => text.as_str(),
            _ => "",
        };
        let group = form::group_of(sheet);
        let spans: HashMap<Address, (u32, u32)> = sheet
            .merged
            .iter()
            .map(|(first, last)| {
                let size = (last.column - first.column + 1, last.row - first.row + 1);
                (*first, size)
            })
            .collect();
        let list = self.list(&group);
        let listed = list.as_ref().map(|list| self.in_list(list));
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        for (at, cell) in &sheet.cells {
            if cell.part == Part::Key || cell.part == Part::Title || at.row < 3 && group_head(sheet)
            {
                continue;
            }
            let spot = Spot {
                group: group.clone(),
                row: key(at.row, 0).to_owned(),
                column: key(0, at.column).to_owned(),
            };
            let (across, down) = spans.get(at).copied().unwrap_or((1, 1));
            let drawn = Cell {
                at: *at,
                across,
                down,
                ..self.cell(cell, spot)
            };
            let own = rows
                .entry(at.row)
                .or_insert_with(|| row_of(key(at.row, 0), listed.as_ref()));
            if let Part::Name(_) = drawn.part {
                own.label.clone_from(&drawn.text);
            }
            own.cells.push(drawn);
        }
        let head = sheet.frozen.map_or(0, |frozen| frozen.row);
        Sheet {
            name: sheet.name.clone(),
            head: rows.keys().filter(|row| **row < head).count(),
            rows: rows.into_values().collect(),
            group,
            list,
        }
    }

    fn model(&self) -> &Model {
        self.office.model()
    }

    fn list(&self, group: &str) -> Option<RowList> {
        let model = self.model();
        list_of(model.group(group)?, model)
    }

    /// The rows of a list that may be changed there; nothing: all, since they are records. A row that a
    /// table has beside those of the set is the kind's.
    fn in_list(&self, list: &RowList) -> Listed<'_> {
        let rows = self.inputs.set(&list.key).iter();
        (!list.is_records).then(|| rows.map(|row| row.key.as_str()).collect())
    }

    fn cell(&self, cell: &form::Cell, spot: Spot) -> Cell {
        let text = match (&cell.content, cell.day()) {
            (_, Some(day)) => day.iso(),
            (Content::Empty, _) => String::new(),
            (Content::Text(text) | Content::Number(text), _) => text.clone(),
            (Content::Formula(_, result), _) => result.clone(),
        };
        let mut drawn = Cell {
            text,
            part: cell.part,
            ..Cell::default()
        };
        let Some(meant) = slot(&spot, self.office.model(), self.inputs) else {
            return drawn;
        };
        match (&meant.wanted, cell.part) {
            (_, Part::Difference | Part::Earlier) => {}
            (Wanted::Derived(_), _) => self.derived(&meant, &mut drawn),
            _ => drawn.field = Some(self.field(meant, spot, cell)),
        }
        drawn
    }

    /// What follows from others, as the notice prints it.
    fn derived(&self, slot: &Slot, drawn: &mut Cell) {
        let Target::Figure(key) = &slot.target else {
            return;
        };
        let Some(figure) = self.figures.id(key).map(|id| self.figures.get(id)) else {
            return;
        };
        drawn.figure = Some(key.to_string());
        let is_stated = figure.typed().is_some();
        if !is_stated && figure.value.is_some() {
            drawn.text = figure.in_cell();
        } else if let (Some(derived), Some(typed)) = (figure.computed(), figure.typed()) {
            let places = figure.places.unwrap_or(typed.places);
            let plain = derived.value.to_fixed(places);
            drawn.text = if plain == typed.text {
                figure.in_cell()
            } else {
                plain
            };
        }
    }

    fn field(&self, meant: Slot, spot: Spot, cell: &form::Cell) -> Field {
        let found = self.reading.get(&meant.target, self.office.model());
        let (literal, span) = found.map_or((String::new(), None), |(literal, span)| {
            (literal.to_owned(), Some(span))
        });
        let choices = match (&meant.wanted, &cell.rule) {
            (Wanted::Words { choices, .. }, _) if !choices.is_empty() => choices.clone(),
            (_, Some(Rule::Choice(choices))) => choices.clone(),
            _ => Vec::new(),
        };
        Field {
            name: meant.target.to_string(),
            is_number: is_number(&meant.wanted),
            label: meant.label,
            note: cell.note.clone(),
            literal,
            span,
            choices,
            spot,
        }
    }
}

/// Whether digits are typed into it: a day has other signs as well.
fn is_number(wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Words { .. } => false,
        Wanted::Number(measure) | Wanted::Stated(measure) | Wanted::Derived(measure) => {
            measure.kind != Kind::Date
        }
    }
}

/// The sheets of tables have a title and a hint above their heads, which a window tells otherwise.
fn group_head(sheet: &form::Sheet) -> bool {
    sheet.head_rows.is_some()
}
