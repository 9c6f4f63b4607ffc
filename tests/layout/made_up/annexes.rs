//! Annexes of any number, length and width, and the imprint behind them.

use hongtou::notice::TableColumn;
use hongtou::notice::Words;

use super::{all_clean, annex, ending, notice};

#[test]
fn annexes_of_any_length() {
    let cases = [1, 2, 7, 24, 40, 300];
    let cases = cases.into_iter().flat_map(|rows| [(rows, 5), (rows, 14)]);
    all_clean(cases.map(|(rows, columns)| {
        let notice = notice(ending(2, 5), vec![annex(None, rows, columns)]);
        (format!("{rows} rows, {columns} columns"), notice)
    }));
}

#[test]
fn annexes_of_any_width() {
    all_clean((3..=20).map(|columns| {
        let notice = notice(ending(2, 5), vec![annex(None, 8, columns)]);
        (format!("{columns} columns"), notice)
    }));
}

#[test]
fn figures_that_hardly_fit() {
    all_clean([8, 12, 16].map(|columns| {
        let mut annex = annex(None, 8, columns);
        for row in &mut annex.table.rows {
            for cell in &mut row.cells[1..] {
                cell.text = format!("1{}", cell.text);
            }
        }
        (
            format!("{columns} columns"),
            notice(ending(2, 5), vec![annex]),
        )
    }));
}

/// 单位：万元 stands at the right above a table, on each of its sheets; figures in any printed form
/// stand one below the other.
#[test]
fn annexes_with_a_unit_and_figures_of_every_form() {
    const FORMS: [&str; 10] = [
        "12,345.6",
        "1\u{a0}234\u{a0}567",
        "3.45亿",
        "1.2万",
        "5.20‰",
        "+3.2",
        "−1.5",
        "—",
        "83.3%",
        "二十三",
    ];
    let cases = [1, 7, 24, 40, 300].into_iter();
    let cases = cases.flat_map(|rows| [(rows, 3), (rows, 8)]);
    all_clean(cases.map(|(rows, columns)| {
        let mut annex = annex(None, rows, columns);
        annex.unit_line = Some("单位：万元、人".to_owned());
        for (at, row) in annex.table.rows.iter_mut().enumerate() {
            for (column, cell) in row.cells[1..].iter_mut().enumerate() {
                cell.text = FORMS[(at + column) % FORMS.len()].to_owned();
            }
        }
        (
            format!("{rows} rows, {columns} columns"),
            notice(ending(2, 5), vec![annex]),
        )
    }));
}

/// Names that turn over, texts of several lines, brackets in heads, notes.
#[test]
fn annexes_of_words() {
    const HEADS: [&str; 4] = [
        "县（市、区）",
        "项目|名称",
        "开工|面积|（万平方米）",
        "存在|问题|和|下一步|措施",
    ];
    let cell = |row: usize, column: usize| match (row, column) {
        (0, 0) => "合计".to_owned(),
        (0, 1 | 3) => String::new(),
        (_, 0) if row % 4 == 1 => "市本级（开发区）".to_owned(),
        (_, 0) => "城区".to_owned(),
        (_, 1) => format!("某某街道东片区第{row}号地块项目"),
        (_, 2) => format!("{row}.5"),
        _ if row.is_multiple_of(3) => String::new(),
        _ => "因征收补偿协议尚未全部签订，进度滞后；拟于2024年6月底前完成签约，年内开工建设。"
            .to_owned(),
    };
    all_clean([3, 12, 30, 90].map(|rows| {
        let mut annex = annex(None, rows, 4);
        annex.table.columns = vec![
            TableColumn::Name,
            TableColumn::Text,
            TableColumn::Figure,
            TableColumn::Text,
        ];
        for (head, words) in annex.table.head[0].iter_mut().zip(HEADS) {
            head.text = Words::parse(words);
        }
        for (row, cells) in annex.table.rows.iter_mut().enumerate() {
            for (column, to) in cells.cells.iter_mut().enumerate() {
                to.text = cell(row, column);
            }
        }
        annex.notes = vec![
            "注：1.本表数据截至2023年12月31日，含上年结转项目；口径与上年一致，不含已撤销的项目。"
                .to_owned(),
            "2.“—”表示无此项任务。".to_owned(),
        ];
        (format!("{rows} rows"), notice(ending(2, 5), vec![annex]))
    }));
}

#[test]
fn more_annexes_than_the_signature_can_follow_on_a_page() {
    all_clean([1, 12, 22].map(|line| {
        let annexes = (1..=24).map(|k| annex(Some(k), 2, 3)).collect();
        (format!("line {line}"), notice(ending(2, line), annexes))
    }));
}

#[test]
fn any_number_of_annexes() {
    let cases = [0, 1, 2, 5, 10]
        .into_iter()
        .flat_map(|count| [(count, 5), (count, 20)]);
    all_clean(cases.map(|(count, line)| {
        let number = |number| (count > 1).then_some(number);
        let annexes = (1..=count).map(|k| annex(number(k), 8, 2 + k)).collect();
        (
            format!("{count} annexes, line {line}"),
            notice(ending(2, line), annexes),
        )
    }));
}

#[test]
fn copies_to_nobody_and_to_many() {
    let many = "市委办公室、市人大常委会办公室、市政协办公室，市纪委监委机关；".repeat(4);
    let copies = [
        None,
        Some("市委办公室。".to_owned()),
        Some(many + "各县（市、区）委。"),
    ];
    // Annexes whose last page is even and odd, upright and across.
    let ends = [
        vec![],
        vec![annex(None, 7, 4)],
        vec![annex(None, 7, 14)],
        vec![annex(None, 300, 5)],
    ];
    let cases = copies
        .iter()
        .flat_map(|copies| ends.iter().map(move |annexes| (copies, annexes)));
    all_clean(cases.enumerate().flat_map(|(index, (copies, annexes))| {
        [3, 25].map(|line| {
            let mut notice = notice(ending(2, line), annexes.clone());
            notice.imprint.copies.clone_from(copies);
            (format!("case {index}, line {line}"), notice)
        })
    }));
}
