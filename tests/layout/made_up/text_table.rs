//! Tables that stand in the text: of every height, below every line.

use hongtou::notice::{Annex, Notice, Words};

use super::{all_clean, annex, heading, lines, notice};

/// A text of a paragraph, a heading, tables of so many rows below it, and a paragraph.
fn text(count: usize, rows: &[usize]) -> Notice {
    let mut body = vec![
        lines(count, 10),
        heading(1, "一、", "办理情况"),
        lines(2, 9),
    ];
    for (at, block) in body.iter_mut().enumerate() {
        block.id = at.to_string();
    }
    let mut notice = notice(body, vec![annex(None, 6, 4)]);
    let table = |rows: &usize| Annex {
        below: Some("1".to_owned()),
        title: Words::parse("第二十条|第（一）项"),
        ..annex(None, *rows, 4)
    };
    notice.tables = rows.iter().map(table).collect();
    notice
}

/// One whose second caption would stand at the foot of a page, were it not kept with its table.
pub fn with_tables() -> Notice {
    text(3, &[2, 8])
}

#[test]
fn tables_below_every_line_of_a_page() {
    all_clean((1..24).map(|count| (format!("{count} lines"), text(count, &[3, 1]))));
}

#[test]
fn tables_of_every_height() {
    let heights = (1..70).step_by(4);
    all_clean(heights.map(|rows| (format!("{rows} rows"), text(4, &[rows]))));
}
