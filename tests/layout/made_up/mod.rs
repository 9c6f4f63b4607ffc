//! Notices of every length and shape, all clean: names and titles, bodies
//! that end on every line, annexes of any number, length and width.

pub mod annex_text;
mod annexes;
pub mod charts;
pub mod footnotes;
pub mod forms;
pub mod parts;
mod text;
pub mod text_table;

use hongtou::notice::{
    Annex, Block, BlockKind, Cell, HeadCell, Notice, RowKind, Table, TableColumn, TableRow, Words,
};
use hongtou::wording::Span;

use crate::support::{audited, broken, office};

fn paragraph(text: &str) -> Block {
    Block {
        id: "made.up".to_owned(),
        kind: BlockKind::Paragraph,
        spans: vec![Span::text(text)],
    }
}

fn heading(level: u8, number: &str, text: &str) -> Block {
    Block {
        id: "made.up".to_owned(),
        kind: BlockKind::Heading {
            level,
            number: number.to_owned(),
        },
        spans: vec![Span::text(text)],
    }
}

/// A paragraph that fills so many lines, the last with `tail` characters.
fn lines(count: usize, tail: usize) -> Block {
    const WORDS: &str =
        "各县要高度重视切实落实主体责任组织协调各职能部门加强沟通配合加快推进年度项目顺利建成";
    let length = if count > 1 {
        26 + 28 * (count - 2) + tail
    } else {
        tail
    };
    paragraph(&WORDS.chars().cycle().take(length).collect::<String>())
}

/// A notice of one paragraph, with nothing below it but the signature.
fn notice(body: Vec<Block>, annexes: Vec<Annex>) -> Notice {
    Notice {
        body,
        annexes,
        ..office().notice.clone()
    }
}

fn annex(number: Option<usize>, rows: usize, columns: usize) -> Annex {
    let head_cell = |column: usize| HeadCell {
        text: Words::parse(match column {
            0 => "县区|名称",
            c if c % 3 == 0 => "任务|完成|比例",
            _ => "任务量",
        }),
        column,
        colspan: 1,
        rowspan: 1,
        joined_above: false,
    };
    let cell = |row: usize, column: usize| match column {
        0 => ["晋城市", "城区", "泽州县", "高平市"][row % 4].to_owned(),
        c if c % 3 == 0 => format!("{}.{}%", row % 120, column % 10),
        _ => (row * column).to_string(),
    };
    let row = |row: usize| TableRow {
        kind: if row == 0 {
            RowKind::Total
        } else {
            RowKind::Row
        },
        key: row.to_string(),
        level: 0,
        cells: (0..columns)
            .map(|column| Cell::words(&cell(row, column)))
            .collect(),
    };
    Annex {
        unit_line: None,
        id: "made_up".to_owned(),
        below: None,
        number,
        title: Words::parse(&format!("第{}项|工作|任务|完成|情况", number.unwrap_or(1))),
        before: Vec::new(),
        chart: None,
        chart_first: false,
        after: Vec::new(),
        table: Table {
            columns: (0..columns)
                .map(|column| match column {
                    0 => TableColumn::Name,
                    _ => TableColumn::Figure,
                })
                .collect(),
            head: vec![(0..columns).map(head_cell).collect()],
            rows: (0..rows).map(row).collect(),
        },
        notes: Vec::new(),
    }
}

/// Lays out every case and tells of all that are not clean.
fn all_clean(cases: impl IntoIterator<Item = (String, Notice)>) {
    let mut unclean = Vec::new();
    for (name, notice) in cases {
        let found = broken(&audited(&notice, &[]));
        if !found.is_empty() {
            unclean.push(format!("{name}: {found:#?}"));
        }
    }
    assert!(unclean.is_empty(), "{}", unclean.join("\n"));
}

/// On page 1 the text begins on line 14, so that these end on each line of
/// page 2 or 3.
fn ending(page: usize, line: usize) -> Vec<Block> {
    vec![lines(8 + 22 * (page - 2) + line, 10)]
}
