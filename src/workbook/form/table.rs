//! The sheet of a group's table: the annex's own head, its rows, the received totals, and the
//! figures of earlier periods beside.

use std::collections::BTreeSet;

use super::super::Address;
use super::formula::{Formulas, Located};
use super::grade::GradeRow;
use super::plan::{Draft, Ground, Waiting, key, sheet_name};
use super::{Cell, Content, Part, Rule, Sheet, style};
use crate::calendar::{Day, Period};
use crate::figures::{At, Figure, FigureId};
use crate::input::{Entry, GAP, GroupInput, OtherRows, RowInput, TO_FILL, Typed};
use crate::key::{Epoch, Key, Name, Row};
use crate::model::{
    Column, Content as Model, Grade, Group, Kind, Measure, RowRole, Rows, Total, TotalRow,
};
use crate::number::Decimal;
use crate::width::width;

/// Blank lines for records that are still to come.
const NEW_RECORDS: usize = 12;
/// The first rows: hidden names, the title, a hint.
const HEAD_FROM: u32 = 3;
/// The column of the rows' names.
const NAMES: u32 = 1;

/// Words that follow from the figures of a row.
pub(super) struct Graded {
    grades: Vec<Grade>,
    group: Name,
    row: Name,
    words: Vec<(String, Address)>,
    period: (Period, Day),
    /// What the formula comes to.
    pub result: String,
}

impl Graded {
    pub fn formula(&self, formulas: &Formulas) -> Option<String> {
        let row = GradeRow {
            formulas,
            group: Name::clone(&self.group),
            row: Name::clone(&self.row),
            words: &self.words,
            period: self.period,
        };
        row.formula(&self.grades)
    }
}

/// Whether records say which row of a set they are of.
pub(super) fn names_set(group: &Group, wanted: &str) -> bool {
    let is_of = |content: &Model| match content {
        Model::Text { set: Some(set), .. } => set == wanted,
        _ => false,
    };
    group.rows == Rows::Records && group.columns.iter().any(|column| is_of(&column.content))
}

/// A column of the sheet.
struct Placed<'a> {
    column: &'a Column,
    at: u32,
    /// Where a received figure stands beside a derived one.
    stated: Option<u32>,
}

/// Figures of an earlier period, to the right of the table.
struct Block<'a> {
    epoch: Epoch,
    columns: Vec<(&'a Column, u32)>,
}

struct TableDraft<'g, 'a> {
    ground: &'g Ground<'a>,
    group: &'a Group,
    input: &'a GroupInput,
    columns: Vec<Placed<'a>>,
    blocks: Vec<Block<'a>>,
    index: usize,
    /// The row that is written next.
    next: u32,
    draft: Draft,
}

/// The sheet of a group that has a table.
pub(super) fn draft<'a>(
    ground: &Ground<'a>,
    group: &'a Group,
    names: &mut BTreeSet<String>,
    index: usize,
) -> Draft {
    let input = ground.inputs.of(group);
    let mut table = TableDraft {
        ground,
        group,
        input,
        columns: Vec::new(),
        blocks: Vec::new(),
        index,
        next: HEAD_FROM,
        draft: Draft {
            sheet: Sheet {
                name: sheet_name(&group.label, names),
                has_keys: true,
                ..Sheet::default()
            },
            located: Vec::new(),
            waiting: Vec::new(),
            open: 0,
        },
    };
    table.place_columns();
    table.heads();
    table.rows();
    table.draft
}

impl<'a> TableDraft<'_, 'a> {
    fn place_columns(&mut self) {
        let mut at = NAMES + 1;
        for column in self.input.columns.iter() {
            let is_stated = column.content.formula().is_some() && self.is_stated(column);
            self.columns.push(Placed {
                column,
                at,
                stated: is_stated.then_some(at + 1),
            });
            at += if is_stated { 2 } else { 1 };
        }
        for epoch in Epoch::ALL {
            let columns = self.input.columns.iter();
            let columns = columns.filter(|column| self.is_earlier(epoch, column));
            let columns: Vec<(&Column, u32)> = columns.zip(at + 1..).collect();
            if let Some((_, last)) = columns.last() {
                at = last + 1;
                self.blocks.push(Block { epoch, columns });
            }
        }
    }

    /// Whether this period or the one before states figures of a derived column.
    fn is_stated(&self, column: &Column) -> bool {
        let has = |input: &GroupInput| {
            let mut rows = input.typed_rows();
            rows.any(|row| row.cells.contains_key(&column.key))
        };
        let last = self.ground.earlier.last;
        has(self.input) || last.is_some_and(|last| has(last.inputs.of(self.group)))
    }

    /// Whether an earlier period has figures of a column: all of the one before, of the same one of
    /// the year before those that a formula names.
    fn is_earlier(&self, epoch: Epoch, column: &Column) -> bool {
        if column.content.measure().is_none() {
            return false;
        }
        let is_named = {
            let mut rows = self.shown_rows().into_iter();
            let of = |row: &RowInput| self.key(row, column).of_epoch(epoch);
            rows.any(|row| self.ground.figures.id(&of(row)).is_some())
        };
        is_named || epoch == Epoch::Last && self.ground.earlier.last.is_some()
    }

    fn key(&self, row: &RowInput, column: &Column) -> Key {
        Key {
            group: self.group.key.as_str().into(),
            row: Row::Of(Name::clone(&row.key)),
            column: column.key.as_str().into(),
        }
    }

    /// The rows of this form, from the top down.
    fn shown_rows(&self) -> Vec<&'a RowInput> {
        let rows = self.input.rows.values();
        match self.ground.by {
            None => rows.collect(),
            Some(by) => {
                let is_own =
                    |row: &&RowInput| row.role.is_typed() && row.member(self.group) == by.row;
                rows.filter(is_own).collect()
            }
        }
    }

    fn heads(&mut self) {
        let period = self.ground.inputs.period;
        let names = match (&self.group.rows, self.group.row_head.as_str()) {
            (Rows::Records, _) => "序号".to_owned(),
            (_, "") => "名称".to_owned(),
            (_, head) => head.to_owned(),
        };
        let mut main = vec![vec![names]];
        for placed in &self.columns {
            let path = path(placed.column, period);
            let received = placed.stated.map(|_| {
                let mut received = path.clone();
                if let Some(last) = received.last_mut() {
                    last.push_str("（收到的，可不填）");
                }
                received
            });
            main.push(path);
            main.extend(received);
        }
        let mut parts = vec![(NAMES, crate::notice::head(&main))];
        for block in &self.blocks {
            let of = self.ground.inputs.period_of(block.epoch);
            let called = self.ground.model.epoch_name(block.epoch);
            let over = format!("{called}（{of}，对照用，不必填）");
            let paths = block.columns.iter().map(|(column, _)| {
                let mut full = vec![over.clone()];
                full.extend(path(column, of));
                full
            });
            let paths: Vec<Vec<String>> = paths.collect();
            let from = block.columns.first().map_or(0, |(_, at)| *at);
            parts.push((from, crate::notice::head(&paths)));
        }
        let depth = parts.iter().map(|(_, rows)| rows.len()).max().unwrap_or(1);
        for (from, rows) in parts {
            self.head(from, &rows, depth);
        }
        self.next += u32::try_from(depth).unwrap_or(1);
        self.key_row();
        self.title();
        self.units();
        let head = (HEAD_FROM, self.next - 1);
        self.draft.sheet.head_rows = Some(head);
        self.draft.sheet.frozen = Some(Address::new(self.next, NAMES + 1));
    }

    fn head(&mut self, from: u32, rows: &[Vec<crate::notice::HeadCell>], depth: usize) {
        let small = |number: usize| u32::try_from(number).unwrap_or(0);
        for (level, cells) in rows.iter().enumerate() {
            for cell in cells {
                let is_lowest = level + cell.rowspan == rows.len();
                let down = if is_lowest {
                    depth - level
                } else {
                    cell.rowspan
                };
                let first = Address::new(HEAD_FROM + small(level), from + small(cell.column));
                let last = Address::new(
                    first.row + small(down) - 1,
                    first.column + small(cell.colspan) - 1,
                );
                let text = cell.text.to_string();
                let room = 10 * small(cell.colspan);
                let lines = small(width(&text)).div_ceil(room).div_ceil(down_rows(down));
                let height = self.draft.sheet.heights.entry(first.row).or_insert(1);
                *height = (*height).max(lines);
                self.draft
                    .sheet
                    .put_over(first, last, Cell::text(Part::Head, text));
            }
        }
    }

    fn key_row(&mut self) {
        let mut put = |column: u32, text: String| {
            self.draft.sheet.put(Address::new(0, column), key(text));
        };
        for placed in &self.columns {
            put(placed.at, format!("cell:{}", placed.column.key));
            if let Some(at) = placed.stated {
                put(at, format!("stated:{}", placed.column.key));
            }
        }
        for block in &self.blocks {
            for (column, at) in &block.columns {
                put(*at, format!("{}:{}", block.epoch.name(), column.key));
            }
        }
        put(NAMES, "names".to_owned());
        let marker = self.ground.marker(&self.group.key);
        put(0, marker);
    }

    fn title(&mut self) {
        let last = self
            .columns
            .last()
            .map_or(NAMES, |of| of.stated.unwrap_or(of.at));
        let title = format!("{}　{}", self.group.label, self.ground.inputs.period);
        let sheet = &mut self.draft.sheet;
        let over = |row| (Address::new(row, NAMES), Address::new(row, last.max(NAMES)));
        let (first, end) = over(1);
        sheet.put_over(first, end, Cell::text(Part::Title, title));
        let (first, end) = over(2);
        let hint = "黄格填数；没有此项任务的清空（不写 0），有任务没有完成的写 0，有数而手头没有的写 ?；白格由公式计算，不用填";
        sheet.put_over(first, end, Cell::text(Part::Plain, hint));
    }

    /// In what each column is counted.
    fn units(&mut self) {
        let row = self.next;
        let sheet = &mut self.draft.sheet;
        sheet.put(Address::new(row, 0), key("unit"));
        sheet.put(Address::new(row, NAMES), Cell::text(Part::Head, "单位"));
        let main = self.columns.iter().flat_map(|of| {
            let at = [Some(of.at), of.stated].into_iter().flatten();
            at.map(|at| (of.column, at)).collect::<Vec<_>>()
        });
        let earlier = self
            .blocks
            .iter()
            .flat_map(|block| block.columns.iter().copied());
        for (column, at) in main.chain(earlier) {
            let unit = column.content.measure().map_or("", style::unit);
            let cell = Cell {
                part: Part::Head,
                ..Cell::text(Part::Head, unit)
            };
            sheet.put(Address::new(row, at), cell);
            sheet.widths.insert(at, 11);
        }
        self.next += 1;
    }

    fn rows(&mut self) {
        let has_total = self.has_total();
        if has_total && self.group.total_row == TotalRow::First {
            self.total_rows();
        }
        for (row, number) in self.shown_rows().into_iter().zip(1_usize..) {
            self.row(row, number);
        }
        self.left_out();
        if self.group.rows == Rows::Records {
            for number in 1..=NEW_RECORDS {
                self.new_record(number);
            }
        }
        if has_total && self.group.total_row != TotalRow::First {
            self.total_rows();
        }
        let sheet = &mut self.draft.sheet;
        let names = sheet.cells.iter();
        let names =
            names.filter(|(at, cell)| at.column == NAMES && at.row > 2 && cell.part != Part::Head);
        let widest = names.map(|(_, cell)| match &cell.content {
            Content::Text(text) => width(text),
            _ => 0,
        });
        let widest = u32::try_from(widest.max().unwrap_or(0)).unwrap_or(0);
        sheet.widths.insert(NAMES, (widest + 2).clamp(12, 44));
    }

    /// Totals are there unless nobody needs them: a table that prints none, states none, and of whose
    /// totals nothing else is made.
    fn has_total(&self) -> bool {
        if self.ground.by.is_some() || !self.group.has_total() {
            return false;
        }
        let figures = self.ground.figures;
        let is_own = |id: FigureId| {
            let key = &figures.get(id).key;
            *key.group == *self.group.key && key.row == Row::Total
        };
        self.group.total_row != TotalRow::None
            || !self.input.total.is_empty()
            || figures.iter().any(|(id, figure)| {
                let derivation = figure.derivation().filter(|_| !is_own(id));
                derivation.is_some_and(|of| of.terms().any(|(_, id)| is_own(*id)))
            })
    }

    /// The totals, those that were received, and by how much the two differ.
    fn total_rows(&mut self) {
        let (total, stated, difference) = (self.next, self.next + 1, self.next + 2);
        self.next += 3;
        let label = self.group.total_label.as_ref();
        let label = label
            .unwrap_or(&self.ground.model.office.total_label)
            .clone();
        let heads = [
            (total, "total", label.clone()),
            (stated, "stated", format!("{label}（收到的合计，可不填）")),
            (difference, "difference", "相差（计算减收到的）".to_owned()),
        ];
        for (row, name, label) in heads {
            self.draft.sheet.put(Address::new(row, 0), key(name));
            let name = Cell::text(Part::Name(0), label);
            self.draft.sheet.put(Address::new(row, NAMES), name);
        }
        let grid = self.ground.figures.grid(&self.group.key);
        let columns: Vec<(&Column, u32)> =
            self.columns.iter().map(|of| (of.column, of.at)).collect();
        for (column, at) in columns {
            let id = grid.and_then(|grid| grid.id(At::Total, &column.key));
            let (Some(id), Some(measure)) = (id, column.content.measure()) else {
                continue;
            };
            let (total, stated) = (Address::new(total, at), Address::new(stated, at));
            let figure = self.ground.figures.get(id);
            self.locate(id, total, Some(stated));
            let mut cell = derived(figure);
            if column.total == Total::Given {
                let result = figure
                    .typed()
                    .map_or_else(String::new, |of| of.text.to_string());
                let formula = format!("IF(ISNUMBER({stated}),{stated},\"\")");
                cell.content = Content::Formula(formula, result);
            } else {
                self.draft.waiting.push((total, Waiting::Figure(id)));
            }
            self.draft.sheet.put(total, cell);
            let entry = self.input.total.get(&column.key);
            let cell = received(entry, measure, figure);
            self.draft.sheet.put(stated, cell);
            let own = figure.places.map_or(total.to_string(), |places| {
                format!("ROUND({total},{places})")
            });
            let formula = format!("IF(COUNT({total},{stated})=2,ROUND({own}-{stated},10),\"\")");
            self.draft.sheet.put(
                Address::new(difference, at),
                Cell {
                    content: Content::Formula(formula, difference_of(figure)),
                    part: Part::Difference,
                    ..Cell::default()
                },
            );
        }
        self.earlier_total(total);
    }

    fn row(&mut self, row: &'a RowInput, number: usize) {
        let at = self.next;
        self.next += 1;
        let is_record = self.group.rows == Rows::Records;
        let level = u8::try_from(row.level).unwrap_or(0);
        let (name, label) = match (&row.role, is_record) {
            (RowRole::Head, _) => ("head".to_owned(), row.label.clone()),
            (RowRole::Typed, true) => (format!("row:{}", row.key), number.to_string()),
            (RowRole::Typed, false) => (
                format!("row:{}", row.key),
                row_label(row, self.ground, self.group),
            ),
            (RowRole::Derived(_) | RowRole::Subtotal(_), _) => {
                (format!("derived:{}", row.key), row.label.clone())
            }
        };
        let sheet = &mut self.draft.sheet;
        sheet.put(Address::new(at, 0), key(name));
        sheet.put(
            Address::new(at, NAMES),
            Cell::text(Part::Name(level), label),
        );
        if !row.role.has_figures() {
            return;
        }
        let words = self.words(row, at);
        let columns: Vec<(&Column, u32, Option<u32>)> = self
            .columns
            .iter()
            .map(|of| (of.column, of.at, of.stated))
            .collect();
        for (column, place, stated) in columns {
            self.cell(row, column, Address::new(at, place), stated, &words);
        }
        self.earlier_cells(row, at);
    }

    /// The cells of a row that have words.
    fn words(&self, row: &RowInput, at: u32) -> Vec<(String, Address)> {
        let columns = self.columns.iter();
        let columns =
            columns.filter(|of| row.role.is_typed() && of.column.content.measure().is_none());
        columns
            .map(|of| (of.column.key.clone(), Address::new(at, of.at)))
            .collect()
    }

    fn cell(
        &mut self,
        row: &RowInput,
        column: &Column,
        at: Address,
        stated: Option<u32>,
        words: &[(String, Address)],
    ) {
        let figures = self.ground.figures;
        match &column.content {
            Model::Text { .. } if row.role.is_typed() => {
                let text = self.ground.words(&[&self.group.key, &row.key, &column.key]);
                let cell = self.words_cell(column, text);
                self.put(at, cell);
            }
            Model::Chosen(grades) if row.role.is_typed() => {
                let words_of_row = Graded {
                    grades: grades.clone(),
                    group: self.group.key.as_str().into(),
                    row: Name::clone(&row.key),
                    words: words.to_vec(),
                    period: (self.ground.inputs.period, self.ground.inputs.issued),
                    result: row
                        .texts
                        .get(&column.key)
                        .map_or_else(String::new, |text| text.replace(GAP, TO_FILL)),
                };
                self.draft.waiting.push((at, Waiting::Grade(words_of_row)));
                self.put(at, Cell::text(Part::Derived, " "));
            }
            Model::Text { .. } | Model::Chosen(_) => {}
            Model::Given(measure) | Model::Derived(measure, _) => {
                let Some(id) = figures.id(&self.key(row, column)) else {
                    return;
                };
                let figure = figures.get(id);
                let stated = stated
                    .filter(|_| row.role.is_typed())
                    .map(|to| Address::new(at.row, to));
                self.locate(id, at, stated);
                let entry = row.cells.get(&column.key);
                if column.content.formula().is_none() && row.role.is_typed() {
                    let last = self.last_told(row, column);
                    self.put(at, typed(entry, measure, figure, &column.label, &last));
                    return;
                }
                self.draft.waiting.push((at, Waiting::Figure(id)));
                self.put(at, derived(figure));
                if let Some(stated) = stated {
                    self.put(stated, received(entry, measure, figure));
                }
            }
        }
    }

    fn words_cell(&self, column: &Column, text: String) -> Cell {
        let Model::Text { optional, set, .. } = &column.content else {
            return Cell::default();
        };
        let choices: Vec<String> = match (set, self.ground.by) {
            (Some(set), Some(by)) if set == by.set => vec![by.row.to_owned()],
            (Some(set), _) => super::super::spot::names_of(self.ground.inputs, set),
            (None, _) => column
                .content
                .choices()
                .into_iter()
                .map(str::to_owned)
                .collect(),
        };
        let note = if *optional { "可以不填" } else { "要填" };
        Cell {
            rule: (!choices.is_empty()).then_some(Rule::Choice(choices)),
            note: format!("{}：{note}", column.label),
            ..Cell::text(Part::Words, text)
        }
    }

    fn put(&mut self, at: Address, cell: Cell) {
        let is_open = matches!(&cell.content, Content::Text(text) if super::plan::is_open(text));
        self.draft.open += usize::from(is_open);
        self.draft.sheet.put(at, cell);
    }

    fn locate(&mut self, id: FigureId, at: Address, stated: Option<Address>) {
        let located = Located {
            sheet: self.index,
            at,
            stated,
        };
        self.draft.located.push((id, located));
    }

    /// Rows of the set that the input may leave out, and has left out.
    fn left_out(&mut self) {
        let Rows::Set {
            set, sparse: true, ..
        } = &self.group.rows
        else {
            return;
        };
        if self.ground.by.is_some() {
            return;
        }
        let rows = self.ground.inputs.set(set).iter();
        let rows = rows
            .filter(|row| row.role.is_typed() && !self.input.rows.contains_key(row.key.as_str()));
        let rows: Vec<(String, String)> = rows
            .map(|row| (row.key.clone(), row.label.clone()))
            .collect();
        for (name, label) in rows {
            self.blank_row(format!("row:{name}"), label);
        }
    }

    fn new_record(&mut self, number: usize) {
        self.blank_row(format!("new:{number}"), "新增".to_owned());
    }

    /// A row that may be filled in.
    fn blank_row(&mut self, name: String, label: String) {
        let at = self.next;
        self.next += 1;
        self.draft.sheet.put(Address::new(at, 0), key(name));
        self.draft
            .sheet
            .put(Address::new(at, NAMES), Cell::text(Part::Name(0), label));
        let columns: Vec<(&Column, u32)> =
            self.columns.iter().map(|of| (of.column, of.at)).collect();
        for (column, place) in columns {
            let cell = match &column.content {
                Model::Text { .. } => self.words_cell(column, String::new()),
                Model::Given(measure) => Cell {
                    part: Part::Optional,
                    digits: style::digits(measure, measure.places),
                    rule: Some(style::rule(measure)),
                    note: told(&column.label, measure, ""),
                    ..Cell::default()
                },
                Model::Derived(..) | Model::Chosen(_) => continue,
            };
            self.draft.sheet.put(Address::new(at, place), cell);
        }
    }

    /// What the period before had there, for the note of a cell.
    fn last_told(&self, row: &RowInput, column: &Column) -> String {
        let figure = self.earlier_figure(Epoch::Last, row, column);
        figure.map_or_else(String::new, |figure| {
            format!("；{} {}", self.ground.last_name(), figure.told())
        })
    }

    /// The figure of an earlier period, as that period has it.
    fn earlier_figure(&self, epoch: Epoch, row: &RowInput, column: &Column) -> Option<&'a Figure> {
        let ledger = self.ground.earlier.of(epoch)?;
        let rows: OtherRows = ledger.rows_of(self.group);
        ledger.same_figure(&self.key(row, column), &rows, self.input)
    }

    fn earlier_cells(&mut self, row: &RowInput, at: u32) {
        let mut found = Vec::new();
        for block in &self.blocks {
            for (column, place) in &block.columns {
                let id = self
                    .ground
                    .figures
                    .id(&self.key(row, column).of_epoch(block.epoch));
                let figure = match id {
                    Some(id) => Some(self.ground.figures.get(id)),
                    None => self.earlier_figure(block.epoch, row, column),
                };
                found.push((Address::new(at, *place), id, figure.map(earlier)));
            }
        }
        self.put_earlier(found);
    }

    fn earlier_total(&mut self, at: u32) {
        let mut found = Vec::new();
        for block in &self.blocks {
            for (column, place) in &block.columns {
                let total = Key {
                    group: self.group.key.as_str().into(),
                    row: Row::Total,
                    column: column.key.as_str().into(),
                };
                let id = self.ground.figures.id(&total.clone().of_epoch(block.epoch));
                let then = self
                    .ground
                    .earlier
                    .of(block.epoch)
                    .map(|ledger| ledger.figures);
                let figure = match (id, then) {
                    (Some(id), _) => Some(self.ground.figures.get(id)),
                    (None, Some(then)) => then.id(&total).map(|id| then.get(id)),
                    (None, None) => None,
                };
                found.push((Address::new(at, *place), id, figure.map(earlier)));
            }
        }
        self.put_earlier(found);
    }

    fn put_earlier(&mut self, found: Vec<(Address, Option<FigureId>, Option<Cell>)>) {
        for (at, id, cell) in found {
            if let Some(id) = id {
                self.locate(id, at, None);
            }
            let empty = Cell {
                part: Part::Earlier,
                ..Cell::default()
            };
            self.draft.sheet.put(at, cell.unwrap_or(empty));
        }
    }
}

/// The rows among which the lines of a head are shared.
fn down_rows(down: usize) -> u32 {
    u32::try_from(down.max(1)).unwrap_or(1)
}

/// By how much a received total differs from what its rows come to.
fn difference_of(figure: &Figure) -> String {
    let derived = figure.computed().map(|computed| &computed.value);
    let Some((derived, stated)) = derived.zip(figure.typed()) else {
        return String::new();
    };
    let shown = figure
        .places
        .map(|places| Decimal::parse(&derived.to_fixed(places)));
    let derived = match shown {
        Some(Ok(shown)) => shown.value,
        _ => derived.clone(),
    };
    (&derived - &stated.value).to_plain()
}

/// What a row is called on the sheet.
fn row_label(row: &RowInput, ground: &Ground, group: &Group) -> String {
    // A table may call it by another name in the text.
    let named = group.set().map_or(&[][..], |set| ground.inputs.set(set));
    let named = named.iter().find(|of| *of.key == *row.key);
    named.map_or_else(|| row.label.clone(), |of| of.label.clone())
}

/// The texts over a column, from the top down.
pub fn path(column: &Column, period: Period) -> Vec<String> {
    let texts = column
        .head
        .iter()
        .map(|head| super::texts::plain(&head.value, period));
    let mut texts: Vec<String> = texts.collect();
    if texts.is_empty() {
        texts.push(crate::calendar::Time::fill(&column.label, period));
    }
    texts
}

/// A cell to be filled in.
pub(super) fn typed(
    entry: Option<&Entry>,
    measure: &Measure,
    figure: &Figure,
    label: &str,
    last: &str,
) -> Cell {
    let places = entry.and_then(Entry::decimal).map(|decimal| decimal.places);
    let usual = figure.measure.places.or(measure.rounded_to);
    Cell {
        content: written(entry, measure),
        part: Part::Fill,
        digits: style::digits(measure, places.or(usual)),
        rule: Some(style::rule(measure)),
        note: told(label, measure, last),
    }
}

/// What is told of a cell while it is chosen.
pub(super) fn told(label: &str, measure: &Measure, last: &str) -> String {
    let what = match style::rule(measure) {
        Rule::Number { is_whole: true, .. } => "整数",
        Rule::Date => "日期，如 2023-9-25",
        _ => "数",
    };
    let unit = style::unit(measure);
    let unit = if unit.is_empty() || measure.kind == Kind::Date {
        String::new()
    } else {
        format!("，单位 {unit}")
    };
    format!("{label}：{what}{unit}{last}")
}

/// A received figure beside one that follows from others.
pub(super) fn received(entry: Option<&Entry>, measure: &Measure, figure: &Figure) -> Cell {
    let mut cell = typed(entry, measure, figure, "收到的数，核对用", "");
    if entry.is_none() {
        cell.content = Content::Empty;
    }
    Cell {
        part: Part::Optional,
        ..cell
    }
}

/// A cell whose formula is still to come.
pub(super) fn derived(figure: &Figure) -> Cell {
    Cell {
        content: Content::Empty,
        part: Part::Derived,
        digits: style::digits(&figure.measure, figure.places),
        ..Cell::default()
    }
}

/// A figure as it was published.
pub(super) fn earlier(figure: &Figure) -> Cell {
    let printed = figure.printed_value();
    Cell {
        digits: style::digits(&figure.measure, printed.as_ref().map(|of| of.places)),
        content: match printed {
            Some(decimal) => Content::Number(style::number(&figure.measure, &decimal)),
            None if figure.open => Content::Text(TO_FILL.to_owned()),
            None if figure.unknown => Content::Text("?".to_owned()),
            None => Content::Empty,
        },
        part: Part::Earlier,
        ..Cell::default()
    }
}

fn written(entry: Option<&Entry>, measure: &Measure) -> Content {
    match entry.map(|entry| &entry.typed) {
        Some(Typed::Number(decimal)) => Content::Number(style::number(measure, decimal)),
        Some(Typed::Blank) => Content::Empty,
        Some(Typed::Unknown) => Content::Text("?".to_owned()),
        Some(Typed::ToFill | Typed::Faulty) | None => Content::Text(TO_FILL.to_owned()),
    }
}
