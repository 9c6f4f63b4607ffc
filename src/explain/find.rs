//! Which figures a reader means.

use indexmap::IndexSet;

use crate::figures::{Figure, FigureId};
use crate::key::Key;
use crate::model::{Model, POINTS};
use crate::notice::{Annex, Chart, Notice, Table};
use crate::pipeline::Year;
use crate::wording::Span;

/// The figures meant by a figure's name, by a cell (附件3 阳城县 支出进度), by a bar (图1 阳城县), or by
/// a number as it stands in the notice (125.0%, １２５．０％, 2,037, 2037套), in the
/// notice's order; or by what a figure is called (城区 开工量).
pub fn find(what: &str, work: &Year, model: &Model) -> Vec<FigureId> {
    let what = narrow(what);
    let what = what.trim();
    if let Some(id) = work.figures.named(what) {
        return vec![id];
    }
    let is_place = ["附件", "正文表", "图"]
        .iter()
        .any(|place| what.starts_with(place));
    let keys = if is_place {
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
    let annexes = work.notice.all_tables();
    ids(annexes.flat_map(|annex| cells_of(annex, &words)), work)
}

/// Full-width digits and signs as half-width ones, without what parts thousands.
pub fn narrow(text: &str) -> String {
    let narrow: Vec<char> = text
        .chars()
        .map(|c| match c {
            '％' => '%',
            '．' => '.',
            '＋' => '+',
            '－' | '−' => '-',
            '，' => ',',
            '\u{a0}' | '\u{2009}' | '\u{202f}' | '　' => ' ',
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            c => c,
        })
        .collect();
    let is_digit = |at: Option<usize>| {
        let c = at.and_then(|at| narrow.get(at));
        c.is_some_and(char::is_ascii_digit)
    };
    // A space may also part two words of figures: behind it stand three digits and no more.
    let are_three =
        |at: usize| (1..=3).all(|by| is_digit(Some(at + by))) && !is_digit(Some(at + 4));
    let is_parting = |at: usize, c: char| {
        let is_within = is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        is_within && (c == ',' || c == ' ' && are_three(at))
    };
    let kept = narrow.iter().enumerate();
    let kept = kept.filter(|(at, c)| !is_parting(*at, **c));
    kept.map(|(_, c)| *c).collect()
}

/// All the ways in which a reader may write down what a notice prints of a figure: with and without
/// its sign, its unit, the plus before it. A cell may leave to its head what the sentence prints.
fn ways(text: &str, figure: &Figure) -> Vec<String> {
    const WORDS: [&str; 5] = ["%", "‰", "万", "亿", POINTS];
    let (text, printed) = (narrow(text), narrow(&figure.printed()));
    let is_longer = printed.starts_with(&text) && printed != text;
    let forms = [Some(text), Some(printed).filter(|_| is_longer)];
    let mut ways = Vec::new();
    for form in forms.into_iter().flatten() {
        let without = WORDS.iter().find_map(|word| form.strip_suffix(word));
        ways.extend(without.filter(|rest| !rest.is_empty()).map(str::to_owned));
        ways.push(form.clone() + figure.measure.unit_behind());
        ways.push(form);
    }
    if let Some(day) = figure.day() {
        ways.extend([day.to_string(), day.iso(), day.without_year()]);
    }
    let unsigned = ways.iter().filter_map(|way| way.strip_prefix('+'));
    let unsigned: Vec<String> = unsigned.map(str::to_owned).collect();
    ways.extend(unsigned);
    ways
}

/// `附件3 阳城县 支出进度`: the annex, the row, and what the column's head has.
fn cells(what: &str, notice: &Notice) -> Vec<Key> {
    let mut words = what.split_whitespace();
    let Some(label) = words.next() else {
        return Vec::new();
    };
    let words: Vec<&str> = words.collect();
    let annexes = notice.all_tables().filter(|annex| annex.label() == label);
    annexes.flat_map(|annex| cells_of(annex, &words)).collect()
}

fn cells_of(annex: &Annex, words: &[&str]) -> Vec<Key> {
    let chart = annex.chart.as_ref().map(Chart::as_table);
    let of_chart = chart.iter().flat_map(|table| cells_in(table, words));
    cells_in(&annex.table, words)
        .into_iter()
        .chain(of_chart)
        .collect()
}

fn cells_in(table: &Table, words: &[&str]) -> Vec<Key> {
    let rows = table.rows.iter().filter(|row| {
        let name = table.name_of(row);
        words
            .iter()
            .any(|word| name == *word || name.starts_with(&format!("{word}（")))
    });
    let heads: Vec<String> = (0..table.columns.len())
        .map(|column| table.path(column).concat())
        .collect();
    rows.flat_map(|row| {
        let name = table.name_of(row);
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
        let id = work.figures.id(figure);
        id.is_some_and(|id| {
            let ways = ways(text, work.figures.get(id));
            ways.iter().any(|way| way == what)
        })
    };
    let spans = work.notice.blocks().flat_map(|block| &block.spans);
    let spans = spans.filter_map(|span: &Span| Some((&span.text, span.figure.as_ref()?)));
    let rows = work.notice.all_tables().flat_map(|annex| &annex.table.rows);
    let cells = rows.flat_map(|row| &row.cells);
    let cells = cells.filter_map(|cell| Some((&cell.text, cell.figure.as_ref()?)));
    let points = work.notice.charts().flat_map(Chart::points);
    let points = points.filter_map(|point| Some((&point.text, point.figure.as_ref()?)));
    spans
        .chain(cells)
        .chain(points)
        .filter(|(text, figure)| is_meant(text, figure))
        .map(|(_, figure)| figure.clone())
        .collect()
}
