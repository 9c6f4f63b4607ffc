//! The rows above the table: title, hint, the annex's own head, units.

use super::{HEAD_FROM, NAMES, TableDraft};
use crate::calendar::{Period, Time};
use crate::model::{Column, Rows};
use crate::width::width;
use crate::workbook::Address;
use crate::workbook::form::plan::key;
use crate::workbook::form::{Cell, Part, style, texts};

impl TableDraft<'_, '_> {
    pub(super) fn heads(&mut self) {
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
}

/// The rows among which the lines of a head are shared.
fn down_rows(down: usize) -> u32 {
    u32::try_from(down.max(1)).unwrap_or(1)
}

/// The texts over a column, from the top down.
pub fn path(column: &Column, period: Period) -> Vec<String> {
    let lines = column
        .head
        .iter()
        .map(|head| texts::plain(&head.value, period));
    let mut lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        lines.push(Time::fill(&column.label, period));
    }
    lines
}
