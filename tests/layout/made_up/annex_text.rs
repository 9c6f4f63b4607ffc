//! Annexes of text, texts above and below tables of every shape, tables to be filled in by hand.

use hongtou::notice::{Annex, Block, Notice, Table, TableColumn};

use super::{all_clean, annex, ending, heading, lines, notice};

/// An annex of text alone.
fn of_text(number: Option<usize>, before: Vec<Block>) -> Annex {
    Annex {
        before,
        table: Table::default(),
        ..annex(number, 1, 2)
    }
}

/// Headings of every level, and paragraphs that come to so many lines.
fn chapters(count: usize) -> Vec<Block> {
    vec![
        heading(1, "一、", "填报范围"),
        lines(count, 10),
        heading(1, "二、", "填报要求"),
        heading(2, "（一）", "口径"),
        heading(3, "1.", "总量"),
        lines(2, 9),
    ]
}

/// A notice with an annex of text, one of a table between two texts, and a table to be filled in.
pub fn with_texts() -> Notice {
    let mut between = annex(Some(2), 7, 4);
    between.before = vec![lines(2, 9)];
    between.after = vec![lines(3, 9)];
    let annexes = vec![of_text(Some(1), chapters(25)), between, to_fill(Some(3), 6)];
    notice(ending(2, 5), annexes)
}

/// A table whose cells are empty, but for the rows' names.
fn to_fill(number: Option<usize>, columns: usize) -> Annex {
    let mut annex = annex(number, 8, columns);
    for kind in &mut annex.table.columns[1..] {
        *kind = TableColumn::Text;
    }
    for row in &mut annex.table.rows {
        for cell in &mut row.cells[1..] {
            cell.text.clear();
        }
    }
    annex
}

#[test]
fn texts_that_end_on_each_line() {
    all_clean((1..48).map(|count| {
        let annexes = vec![of_text(None, chapters(count))];
        (format!("{count} lines"), notice(ending(2, 5), annexes))
    }));
}

#[test]
fn tables_of_any_shape_between_texts() {
    let shapes = [(1, 3), (7, 4), (24, 5), (60, 4), (7, 14), (300, 5)];
    let cases = shapes
        .into_iter()
        .flat_map(|shape| [0, 1, 9, 21, 30].map(|text| (shape, text)));
    all_clean(cases.flat_map(|((rows, columns), text)| {
        [0, 1, 25].map(|below| {
            let mut annex = annex(None, rows, columns);
            annex.before = (text > 0).then(|| lines(text, 9)).into_iter().collect();
            annex.after = (below > 0).then(|| lines(below, 9)).into_iter().collect();
            annex.notes = vec!["注：本表数据截至年底。".to_owned(); below % 2];
            let name = format!("{rows} rows, {columns} columns below {text} lines, above {below}");
            (name, notice(ending(2, 5), vec![annex]))
        })
    }));
}

#[test]
fn tables_to_be_filled_in() {
    all_clean((2..16).map(|columns| {
        let annexes = vec![to_fill(None, columns)];
        (format!("{columns} columns"), notice(ending(2, 5), annexes))
    }));
}

#[test]
fn texts_and_tables_one_after_the_other() {
    all_clean([("texts".to_owned(), with_texts())]);
}
