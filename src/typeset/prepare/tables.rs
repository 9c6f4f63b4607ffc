//! Tables and what stands around them: of the annexes, and in the text.

use super::{block, line, marked, narrowed, of_parts, plain, title_view, words};
use crate::notice::{Annex, AnnexAround, Cell, Notice, Table, TableColumn, TableRow, Words};
use crate::typeset::plan::{self, AREA, Around, HeadWords, Plan, THIRD, along};
use crate::typeset::title::{self, Word};
use crate::typeset::view::{
    AnnexView, CellView, ColumnKind, ColumnView, HeadCellView, Line, Run, SheetView, TableView,
    TextTableView,
};
use crate::typeset::width::{Billionths, Measure, ONE, estimate};
use crate::typeset::{cells, charts};

/// A table and the lines around it, before it is known where it stands.
struct Surrounded {
    title: Vec<Word>,
    unit_line: Option<Line>,
    notes: Vec<Line>,
    head: Vec<Vec<HeadWords>>,
    plan: Plan,
}

fn surrounded(annex: &Annex, around: Option<&AnnexAround>) -> Surrounded {
    let head = head_words(&annex.table, around);
    Surrounded {
        title: match around {
            None => of_parts(annex.title.title_parts()),
            Some(around) => words(&around.title),
        },
        unit_line: match around {
            None => annex.unit_line.as_deref().map(line),
            Some(around) => Some(marked(&around.unit_line)).filter(|line| !line.is_empty()),
        },
        notes: match around {
            None => annex.notes.iter().map(|note| line(note)).collect(),
            Some(around) => around.notes.iter().map(|note| marked(note)).collect(),
        },
        plan: plan::plan(&annex.table, &head, annex.below.is_some()),
        head,
    }
}

impl Surrounded {
    fn table(&self, table: &Table, title_lines: Option<usize>) -> TableView {
        let beside = Beside {
            title_lines,
            unit_line: self.unit_line.is_some(),
            notes: &self.notes,
        };
        table_view(table, &self.head, &self.plan, &beside)
    }
}

pub(super) fn annex_view(
    annex: &Annex,
    around: Option<&AnnexAround>,
    measure: Measure,
) -> AnnexView {
    let label = match around {
        None => line(&annex.label()),
        Some(around) => marked(&around.label),
    };
    let surrounded = surrounded(annex, around);
    // A text or a chart stands upright, and the title above it.
    let is_first = annex.before.is_empty() && !annex.chart_first;
    let across = surrounded.plan.across && annex.has_table() && is_first;
    let title = title_view(&surrounded.title, along(across), measure);
    let title_lines = is_first.then_some(title.lines.len());
    let table = annex
        .has_table()
        .then(|| surrounded.table(&annex.table, title_lines));
    AnnexView {
        heading: format!("{}　{}", plain(&label), title.text),
        label,
        title: title.lines,
        before: annex.before.iter().map(block).collect(),
        table,
        unit_line: surrounded.unit_line,
        notes: surrounded.notes,
        chart: annex
            .chart
            .as_ref()
            .and_then(|chart| charts::view(chart, None)),
        chart_first: annex.chart_first,
        after: annex.after.iter().map(block).collect(),
    }
}

/// How many blocks before one are set as blocks: notes stand at the foot of the page.
fn set_before(notice: &Notice, block: usize) -> usize {
    let before = notice.body.iter().take(block);
    before.filter(|block| !block.is_footnote()).count()
}

/// A table or chart of the text; nothing where the text has no place for it.
pub(super) fn text_table(
    notice: &Notice,
    annex: &Annex,
    around: Option<&AnnexAround>,
) -> Option<TextTableView> {
    if let Some(chart) = &annex.chart {
        let chart = charts::view(chart, around)?;
        return Some(TextTableView {
            below: set_before(notice, notice.block_above(annex)?),
            lines: vec![chart.lines],
            caption: Vec::new(),
            unit_line: None,
            table: None,
            chart: Some(chart),
            notes: Vec::new(),
        });
    }
    let surrounded = surrounded(annex, around);
    let has_caption = !surrounded.title.is_empty() && !plain(&surrounded.title.concat()).is_empty();
    let caption: Vec<Line> = if has_caption {
        let lines = title::lines(&surrounded.title, AREA.0 * ONE / THIRD, &estimate);
        lines.into_iter().map(cells::joined).collect()
    } else {
        Vec::new()
    };
    let table = surrounded.table(&annex.table, Some(caption.len()));
    let foot = plan::notes_height(&surrounded.notes, AREA.0);
    let above: i64 = table.head_heights.iter().sum();
    let unit = plan::unit_line_height(surrounded.unit_line.is_some());
    let last = table.sheets.len().saturating_sub(1);
    let lines = table.sheets.iter().enumerate().map(|(at, sheet)| {
        let rows = Billionths::from(above + sheet.heights.iter().sum::<i64>());
        let notes = if at == last { foot } else { 0 };
        plan::grid_lines(rows + unit + plan::FRAME + notes)
    });
    Some(TextTableView {
        below: set_before(notice, notice.block_above(annex)?),
        lines: lines.collect(),
        caption,
        unit_line: surrounded.unit_line,
        table: Some(table),
        chart: None,
        notes: surrounded.notes,
    })
}

/// The words of the heads; of a redline, those of the heads that changed hold both.
fn head_words(table: &Table, around: Option<&AnnexAround>) -> Vec<Vec<HeadWords>> {
    let changed = |level: usize, at: usize| around?.heads.get(level)?.get(at)?.as_ref();
    let cell = |level: usize, at: usize| {
        let cell = &table.head[level][at];
        HeadWords {
            words: match changed(level, at) {
                None => of_parts(cell.text.cell_parts()),
                Some(spans) => words(spans),
            },
            column: cell.column,
            colspan: cell.colspan,
            rowspan: cell.rowspan,
        }
    };
    let row = |level: usize| {
        (0..table.head[level].len())
            .map(|at| cell(level, at))
            .collect()
    };
    (0..table.head.len()).map(row).collect()
}

/// What stands on the sheets of an annex beside its table.
struct Beside<'a> {
    /// Nothing where a text stands between it and the table: the sheets are then planned for whole
    /// pages, and the first one stands below the text where it has room.
    title_lines: Option<usize>,
    unit_line: bool,
    notes: &'a [Line],
}

fn table_view(table: &Table, head: &[Vec<HeadWords>], plan: &Plan, beside: &Beside) -> TableView {
    let lines: Vec<Vec<Vec<Line>>> = head
        .iter()
        .map(|cells| {
            let lines =
                |cell: &HeadWords| cells::lines(&cell.words, plan.room(cell.column, cell.colspan));
            cells.iter().map(lines).collect()
        })
        .collect();
    let heights = plan.head_heights(head, &lines);
    let rows: Vec<(Vec<CellView>, usize)> = table
        .rows
        .iter()
        .map(|row| cells_of(table, plan, row))
        .collect();
    let counts: Vec<usize> = rows.iter().map(|(_, lines)| *lines).collect();
    let around = Around {
        title: beside
            .title_lines
            .map(|lines| Billionths::try_from(lines).unwrap_or(1)),
        head: heights.iter().sum::<Billionths>() + plan::unit_line_height(beside.unit_line),
        foot: plan::notes_height(beside.notes, along(plan.across)),
    };
    let mut rows = rows.into_iter().map(|(cells, _)| cells);
    let sheets = plan
        .sheets(&counts, &around)
        .into_iter()
        .map(|heights| SheetView {
            rows: rows.by_ref().take(heights.len()).collect(),
            heights: heights.into_iter().map(narrowed).collect(),
        });
    let columns = table.columns.iter().zip(&plan.widths).zip(plan.sides());
    TableView {
        across: plan.across,
        size: narrowed(plan.size),
        squeeze: narrowed(plan.squeeze),
        columns: columns
            .map(|((kind, width), side)| ColumnView {
                kind: match kind {
                    TableColumn::Name | TableColumn::Serial | TableColumn::Word => ColumnKind::Name,
                    TableColumn::Figure => ColumnKind::Figure,
                    TableColumn::Text | TableColumn::Outline => ColumnKind::Text,
                },
                width: narrowed(*width),
                side: narrowed(side),
            })
            .collect(),
        head_side: narrowed(plan.head_side()),
        head_heights: heights.into_iter().map(narrowed).collect(),
        head: head_cells(table, lines),
        sheets: sheets.collect(),
    }
}

fn head_cells(table: &Table, lines: Vec<Vec<Vec<Line>>>) -> Vec<HeadCellView> {
    let mut cells = Vec::new();
    for (row, lines) in lines.into_iter().enumerate() {
        for (cell, lines) in table.head[row].iter().zip(lines) {
            let below = table.head.get(row + cell.rowspan).into_iter().flatten();
            let columns = cell.column..cell.column + cell.colspan;
            cells.push(HeadCellView {
                row,
                column: cell.column,
                colspan: cell.colspan,
                rowspan: cell.rowspan,
                lines,
                joined_above: cell.joined_above,
                joined_below: below
                    .into_iter()
                    .any(|below| below.joined_above && columns.contains(&below.column)),
            });
        }
    }
    cells
}

/// The cells of a row, and how many lines it takes up.
fn cells_of(table: &Table, plan: &Plan, row: &TableRow) -> (Vec<CellView>, usize) {
    let mut most = 1;
    let cells = row.cells.iter().enumerate().map(|(column, cell)| {
        let kind = table.columns[column];
        if kind == TableColumn::Figure && cell.redline.is_none() {
            return figure(plan, column, &cell.text);
        }
        if kind == TableColumn::Outline && cell.redline.is_none() {
            let (view, lines) = outline(plan, column, row, &cell.text);
            most = most.max(lines);
            return view;
        }
        let lines = cell_lines(plan, column, kind, &cell.text);
        if kind != TableColumn::Figure {
            most = most.max(lines.len());
        }
        cell_view(kind, cell, lines, plan.room(column, 1))
    });
    (cells.collect(), most)
}

/// A name set in by its level, its turnovers as far as its first line; and how many lines it has.
fn outline(plan: &Plan, column: usize, row: &TableRow, text: &str) -> (CellView, usize) {
    let indent = row.indent();
    let words = of_parts(Words::parse(text).cell_parts());
    let room = plan.room(column, 1);
    let mut lines = cells::lines(&words, room - estimate(&indent));
    if lines.len() <= 1 && estimate(&indent) + estimate(text) + ONE / 2 <= room {
        let text = (!text.is_empty()).then(|| indent + text);
        return (CellView::Text(text), 1);
    }
    if !indent.is_empty() {
        for line in &mut lines {
            line.insert(0, Run::plain(&indent));
        }
    }
    let count = lines.len();
    (CellView::Lines { lines }, count)
}

fn figure(plan: &Plan, column: usize, text: &str) -> CellView {
    let whole = || (!text.is_empty()).then(|| text.to_owned());
    match plan.lack(column, text) {
        0 => CellView::Text(whole()),
        _ if text.is_empty() => CellView::Text(None),
        lack => CellView::Short {
            text: text.to_owned(),
            lack: narrowed(lack),
        },
    }
}

fn cell_lines(plan: &Plan, column: usize, kind: TableColumn, text: &str) -> Vec<Line> {
    match kind {
        TableColumn::Name | TableColumn::Serial | TableColumn::Word | TableColumn::Outline => {
            let words = of_parts(Words::parse(text).cell_parts());
            cells::lines(&words, plan.room(column, 1))
        }
        TableColumn::Text => cells::running(text, plan.room(column, 1)),
        TableColumn::Figure => Vec::new(),
    }
}

fn cell_view(kind: TableColumn, cell: &Cell, lines: Vec<Line>, room: Billionths) -> CellView {
    if cell.text.is_empty() {
        return CellView::Text(None);
    }
    if let Some([old, new]) = &cell.redline {
        // A cell that came or went is no figure that moved.
        return CellView::Redline {
            old: old.clone(),
            new: new.clone(),
            moved: cell.figure.is_some() && !old.is_empty() && !new.is_empty(),
        };
    }
    if kind == TableColumn::Name && cell.text.chars().count() == 2 {
        return CellView::Spread {
            spread: cell.text.clone(),
        };
    }
    // Where there is room to spare nothing can break it.
    if lines.len() == 1 && estimate(&cell.text) + ONE / 2 <= room {
        return CellView::Text(Some(cell.text.clone()));
    }
    CellView::Lines { lines }
}
