//! Which figures a reader means.

use indexmap::IndexSet;

use crate::figures::FigureId;
use crate::key::Key;
use crate::model::Model;
use crate::notice::{Annex, Notice};
use crate::pipeline::Year;
use crate::wording::Span;

/// The figures meant by a figure's name, by a cell (附件3 阳城县 支出进度), or by
/// a number as it stands in the notice (125.0%, １２５．０％, 2,037, 2037套), in the
/// notice's order; or by what a figure is called (城区 开工量).
pub fn find(what: &str, work: &Year, model: &Model) -> Vec<FigureId> {
    let what = narrow(what);
    let what = what.trim();
    if let Some(id) = work.figures.named(what) {
        return vec![id];
    }
    let keys = if what.starts_with("附件") {
        cells(what, &work.notice)
    } else {
        printed(what, work)
    };
    match ids(keys, work) {
        ids if ids.is_empty() => called(what, work, model, 2),
        ids => ids,
    }
}

/// The figures of these keys, each once.
fn ids(keys: impl IntoIterator<Item = Key>, work: &Year) -> Vec<FigureId> {
    let ids = keys.into_iter().filter_map(|key| work.figures.id(&key));
    ids.collect::<IndexSet<_>>().into_iter().collect()
}

/// The figures that are called so: exactly, else with all the words, of which
/// there must be so many.
pub fn called(what: &str, work: &Year, model: &Model, least: usize) -> Vec<FigureId> {
    let joined: String = what.split_whitespace().collect();
    let words: Vec<&str> = what.split_whitespace().collect();
    let labels = |id: FigureId| {
        let figure = work.figures.get(id);
        let label = model.label_of(&figure.key, &figure.label);
        let group = model
            .group(figure.key.model_group())
            .map_or("", |group| &group.label);
        (
            figure.label.clone(),
            format!("{group} {label} {}", figure.label),
        )
    };
    let all: Vec<FigureId> = work.figures.iter().map(|(id, _)| id).collect();
    let exact = all.iter().copied().filter(|id| {
        let (label, _) = labels(*id);
        label.split_whitespace().collect::<String>() == joined
    });
    let exact: Vec<FigureId> = exact.collect();
    if !exact.is_empty() {
        return exact;
    }
    if words.len() < least {
        return Vec::new();
    }
    let said = all.into_iter().filter(|id| {
        let (_, whole) = labels(*id);
        words.iter().all(|word| whole.contains(word))
    });
    let said: Vec<FigureId> = said.collect();
    if !said.is_empty() {
        return said;
    }
    // By the words of the annexes' heads.
    let annexes = work.notice.annexes.iter();
    ids(annexes.flat_map(|annex| cells_of(annex, &words)), work)
}

/// Full-width digits and signs as half-width ones, without the commas of thousands.
pub fn narrow(text: &str) -> String {
    let narrow: Vec<char> = text
        .chars()
        .map(|c| match c {
            '％' => '%',
            '．' => '.',
            '－' | '−' => '-',
            '，' => ',',
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            c => c,
        })
        .collect();
    let is_digit = |at: Option<usize>| {
        let c = at.and_then(|at| narrow.get(at));
        c.is_some_and(char::is_ascii_digit)
    };
    let kept = narrow
        .iter()
        .enumerate()
        .filter(|(at, c)| **c != ',' || !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))));
    kept.map(|(_, c)| *c).collect()
}

/// `附件3 阳城县 支出进度`: the annex, the row, and what the column's head has.
fn cells(what: &str, notice: &Notice) -> Vec<Key> {
    let mut words = what.split_whitespace();
    let Some(label) = words.next() else {
        return Vec::new();
    };
    let words: Vec<&str> = words.collect();
    let annexes = notice.annexes.iter().filter(|annex| annex.label() == label);
    annexes.flat_map(|annex| cells_of(annex, &words)).collect()
}

fn cells_of(annex: &Annex, words: &[&str]) -> Vec<Key> {
    let rows = annex.table.rows.iter().filter(|row| {
        let name = annex.table.name_of(row);
        words
            .iter()
            .any(|word| name == *word || name.starts_with(&format!("{word}（")))
    });
    let heads: Vec<String> = (0..annex.table.columns.len())
        .map(|column| annex.table.path(column).concat())
        .collect();
    rows.flat_map(|row| {
        let name = annex.table.name_of(row);
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

fn printed(what: &str, work: &Year) -> Vec<Key> {
    let is_meant = |text: &str, figure: &Key| {
        let unit = work
            .figures
            .id(figure)
            .map(|id| work.figures.get(id).measure.unit.clone());
        let text = narrow(text);
        let bare = what.strip_suffix('%').unwrap_or(what);
        // A rate is meant with or without its sign, but a count never with one.
        let is_number = text == what || text.strip_suffix('%') == Some(bare);
        is_number || unit.is_some_and(|unit| !unit.is_empty() && format!("{text}{unit}") == what)
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
