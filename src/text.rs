//! The review text: the whole notice so that two years can be diffed by line.

use crate::model::DocumentForm;
use crate::notice::{Annex, Block, BlockKind, Cell, Chart, Notice, Table, Words};
use crate::width::{left, right, width};

/// The notice as text: a sentence a line, a row of a table a line in aligned columns.
pub fn text(notice: &Notice) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    if notice.sample {
        paragraphs.push("【样例数据】本文为样例，不是真实公文".to_owned());
    }
    paragraphs.extend(head(notice));
    paragraphs.extend(notice.title.as_ref().map(Words::to_string));
    let addressee = notice.addressee.as_ref();
    paragraphs.extend(addressee.map(|name| format!("{name}：")));
    for (at, of_body) in notice.body.iter().enumerate() {
        paragraphs.push(block(of_body));
        let tables = notice.tables.iter();
        let below = tables.filter(|table| notice.block_above(table) == Some(at));
        paragraphs.extend(below.flat_map(table_paragraphs));
    }
    if !notice.annexes.is_empty() {
        paragraphs.push(annex_list(&notice.annexes));
    }
    let below = [attendance(notice), signature(notice)];
    paragraphs.extend(below.into_iter().filter(|text| !text.is_empty()));
    for annex in &notice.annexes {
        paragraphs.extend(annex_paragraphs(annex));
    }
    let imprint = &notice.imprint;
    paragraphs.extend(
        imprint
            .copies
            .as_ref()
            .map(|copies| format!("抄送：{copies}")),
    );
    let printed = imprint.printed.as_ref();
    paragraphs.extend(printed.map(|printed| format!("{}\n{}印发", printed.organ, printed.date)));
    paragraphs.join("\n\n") + "\n"
}

/// A heading, or a paragraph with a sentence a line.
fn block(block: &Block) -> String {
    match block.kind {
        BlockKind::Heading { .. } | BlockKind::Footnote { .. } => block.text(),
        BlockKind::Paragraph => sentences(&block.text()).join("\n"),
    }
}

/// 版头, from the upper left corner down; that of a letter from its mark down.
fn head(notice: &Notice) -> Vec<String> {
    let head = &notice.head;
    let corner = [&head.copy_number, &head.secrecy, &head.urgency];
    let corner: Vec<&str> = corner.into_iter().filter_map(Option::as_deref).collect();
    let mut marks = vec![head.organ.as_str()];
    marks.extend(head.joint.iter().map(String::as_str));
    marks.extend(Some(notice.mark_word()).filter(|word| !word.is_empty()));
    let (corner, marks) = (corner.join("\n"), marks.join("\n"));
    let (first, second) = match notice.form {
        DocumentForm::Letter => (marks, corner),
        _ => (corner, marks),
    };
    let lines = [
        first,
        second,
        head.number.clone().unwrap_or_default(),
        head.signed(),
        dated(notice),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// Organ and date above the red rule; empty where they stand below the text.
fn dated(notice: &Notice) -> String {
    let signature = &notice.signature;
    if notice.form.is_dated_at_head() {
        format!("{}　　{}", signature.organ, signature.date)
    } else {
        String::new()
    }
}

/// Who took part: 出席：…
fn attendance(notice: &Notice) -> String {
    let lines = notice.attendance.iter();
    let lines: Vec<String> = lines
        .map(|(role, names)| format!("{}：{names}", role.label()))
        .collect();
    lines.join("\n")
}

/// 署名 or 签发人职务, 成文日期 and 附注.
fn signature(notice: &Notice) -> String {
    let signature = &notice.signature;
    let organs = std::iter::once(&signature.organ).chain(&signature.joint);
    let is_dated = !notice.form.is_dated_at_head();
    let names: Vec<&String> = if notice.names_organs() {
        organs.collect()
    } else {
        signature.posts.iter().collect()
    };
    let names = names.into_iter().filter(|_| is_dated);
    let date = Some(&signature.date).filter(|_| is_dated);
    let lines = names.chain(date).chain(&signature.note);
    lines.map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// 附件说明.
fn annex_list(annexes: &[Annex]) -> String {
    let lines: Vec<String> = annexes
        .iter()
        .map(|annex| match annex.number {
            Some(number) => format!("{number}. {}", annex.title),
            None => annex.title.to_string(),
        })
        .collect();
    format!("附件：{}", lines.join("\n"))
}

fn annex_paragraphs(annex: &Annex) -> Vec<String> {
    let mut paragraphs = vec![annex.label()];
    paragraphs.extend(table_paragraphs(annex));
    paragraphs
}

fn table_paragraphs(annex: &Annex) -> Vec<String> {
    let title = annex.title.to_string();
    // Of a chart in the text the title stands below it.
    let is_chart_in_text = annex.below.is_some() && annex.chart.is_some();
    let title = Some(title).filter(|title| !title.is_empty() && !is_chart_in_text);
    let mut paragraphs: Vec<String> = title.into_iter().collect();
    paragraphs.extend(annex.before.iter().map(block));
    let first = annex.chart.iter().filter(|_| annex.chart_first);
    paragraphs.extend(first.map(chart));
    paragraphs.extend(annex.unit_line.clone());
    if annex.has_table() {
        paragraphs.push(columns(&annex.table));
        paragraphs.push(rows(&annex.table));
    }
    if !annex.notes.is_empty() {
        paragraphs.push(annex.notes.join("\n"));
    }
    let last = annex.chart.iter().filter(|_| !annex.chart_first);
    paragraphs.extend(last.map(chart));
    paragraphs.extend(annex.after.iter().map(block));
    paragraphs
}

/// 〔图1　各县投资完成率〕 and what it shows, a line a place of its axis.
fn chart(chart: &Chart) -> String {
    let caption = Some(chart.caption()).filter(|caption| !caption.is_empty());
    let caption = caption.map_or_else(String::new, |caption| format!("{caption}："));
    let figures = chart.figures_in_words().join("\n");
    let (shape, subject) = (chart.shape.name(), chart.subject());
    format!("〔图：{caption}{shape}，{subject}\n{figures}〕")
}

/// What each column is, a line each: a changed head is a changed line.
fn columns(table: &Table) -> String {
    let lines: Vec<String> = (0..table.columns.len())
        .map(|column| format!("（{}）{}", column + 1, table.head_of(column)))
        .collect();
    lines.join("\n")
}

/// Columns are at least this wide, so that a figure that grows by a digit
/// does not move the whole table and fill the diff.
const LEAST_WIDTH: usize = 9;

fn rows(table: &Table) -> String {
    let numbers: Vec<Cell> = (1..=table.columns.len())
        .map(|number| Cell::words(&format!("（{number}）")))
        .collect();
    let name = table.name_column();
    let rows = table.rows.iter().map(|row| {
        let mut cells = row.cells.clone();
        if let Some(cell) = cells.get_mut(name) {
            cell.text.insert_str(0, &row.indent());
        }
        cells
    });
    let lines: Vec<Vec<Cell>> = std::iter::once(numbers).chain(rows).collect();
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|column| {
            let needed = |line: &Vec<Cell>| line.get(column).map_or(0, |cell| width(&cell.text));
            lines.iter().map(needed).max().unwrap_or(0).max(LEAST_WIDTH)
        })
        .collect();
    let lines: Vec<String> = lines
        .iter()
        .map(|cells| {
            let padded: Vec<String> = cells
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(column, (cell, width))| {
                    if column == name {
                        left(&cell.text, *width)
                    } else {
                        right(&cell.text, *width)
                    }
                })
                .collect();
            padded.join(" | ").trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

/// Cuts a paragraph behind each 。！？ and the closing marks that follow it.
pub fn sentences(paragraph: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, c) in paragraph.char_indices() {
        if ended && !"”’）》】".contains(c) {
            sentences.push(&paragraph[start..at]);
            start = at;
            ended = false;
        }
        ended |= "。！？".contains(c);
    }
    sentences.push(&paragraph[start..]);
    sentences
}
