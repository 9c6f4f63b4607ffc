//! Which figures a reader means.

use crate::figures::FigureId;
use crate::notice::{Annex, Notice, Span};
use crate::pipeline::Year;

/// The figures meant by a figure's name, by a cell (附件3 阳城县 支出进度), or by
/// a number as it stands in the notice (125.0%, 2037套), in the notice's order.
pub fn find(what: &str, work: &Year) -> Vec<FigureId> {
    let what = what.trim();
    if let Some(id) = work.figures.id(what) {
        return vec![id];
    }
    let names = if what.starts_with("附件") {
        cells(what, &work.notice)
    } else {
        printed(what, work)
    };
    let mut ids: Vec<FigureId> = Vec::new();
    for id in names.iter().filter_map(|name| work.figures.id(name)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// `附件3 阳城县 支出进度`: the annex, the row, and what the column's head has.
fn cells(what: &str, notice: &Notice) -> Vec<String> {
    let mut words = what.split_whitespace();
    let Some(label) = words.next() else {
        return Vec::new();
    };
    let words: Vec<&str> = words.collect();
    let annexes = notice.annexes.iter().filter(|annex| annex.label() == label);
    annexes.flat_map(|annex| cells_of(annex, &words)).collect()
}

fn cells_of(annex: &Annex, words: &[&str]) -> Vec<String> {
    let rows = annex.table.rows.iter().filter(|row| {
        let name = row.cells.first().map_or("", |cell| &cell.text);
        words
            .iter()
            .any(|word| name == *word || name.starts_with(&format!("{word}（")))
    });
    let heads: Vec<String> = (0..annex.table.columns.len())
        .map(|column| annex.table.path(column).concat())
        .collect();
    rows.flat_map(|row| {
        let name = &row.cells[0].text;
        let wanted: Vec<&&str> = words
            .iter()
            .filter(|word| name != **word && !name.starts_with(&format!("{word}（")))
            .collect();
        row.cells
            .iter()
            .zip(&heads)
            .filter_map(move |(cell, head)| {
                let is_meant = wanted.iter().all(|word| head.contains(**word));
                cell.figure.clone().filter(|_| is_meant)
            })
    })
    .collect()
}

fn printed(what: &str, work: &Year) -> Vec<String> {
    let is_meant = |text: &str, figure: &str| {
        let unit = work
            .figures
            .id(figure)
            .map(|id| work.figures.get(id).measure.unit.clone());
        text == what || unit.is_some_and(|unit| !unit.is_empty() && format!("{text}{unit}") == what)
    };
    let spans = work.notice.body.iter().flat_map(|block| &block.spans);
    let spans = spans.filter_map(|span: &Span| Some((&span.text, span.figure.as_ref()?)));
    let rows = work
        .notice
        .annexes
        .iter()
        .flat_map(|annex| &annex.table.rows);
    let cells = rows.flat_map(|row| &row.cells);
    let cells = cells.filter_map(|cell| Some((&cell.text, cell.figure.as_ref()?)));
    spans
        .chain(cells)
        .filter(|(text, figure)| is_meant(text, figure))
        .map(|(_, figure)| figure.clone())
        .collect()
}
