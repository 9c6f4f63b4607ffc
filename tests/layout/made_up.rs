//! Notices of every length and shape, all clean: names and titles, bodies
//! that end on every line, annexes of any number, length and width.

use hongtou::notice::{
    Annex, Block, BlockKind, Cell, HeadCell, Notice, RowKind, Span, Table, TableColumn, TableRow,
    Words,
};

use hongtou::pages::{Length, PartKind};

use crate::support::{audited, broken, office, pages};

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
        cells: (0..columns)
            .map(|column| Cell::words(&cell(row, column)))
            .collect(),
    };
    Annex {
        id: "made_up".to_owned(),
        number,
        title: Words::parse(&format!("第{}项|工作|任务|完成|情况", number.unwrap_or(1))),
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

#[test]
fn bodies_that_end_on_each_line_without_annexes() {
    let cases = (2..=3).flat_map(|page| (1..=22).map(move |line| (page, line)));
    all_clean(cases.map(|(page, line)| {
        let mut notice = notice(ending(page, line), Vec::new());
        notice.signature.seal = line % 2 == 0;
        (format!("page {page} line {line}"), notice)
    }));
}

#[test]
fn bodies_that_end_on_each_line_with_annexes() {
    let cases = (2..=3).flat_map(|page| (1..=22).map(move |line| (page, line)));
    all_clean(cases.map(|(page, line)| {
        let annexes = vec![annex(Some(1), 7, 5), annex(Some(2), 7, 4)];
        (
            format!("page {page} line {line}"),
            notice(ending(page, line), annexes),
        )
    }));
}

/// How the end of the text, the list and the signature come to stand: page and lines of the last
/// page of text before the signature's, and the signature's own; with their pitch where it is not
/// the standard one.
fn ends(notice: &Notice) -> String {
    let audit = audited(notice, &[]);
    assert_eq!(broken(&audit), [""; 0]);
    let pages = pages(notice, &[]);
    let signed = pages.pages.iter().find(|page| {
        let kinds = page.texts.iter().map(|text| pages.kind(text.part));
        kinds.flatten().any(|kind| kind == PartKind::SignatureDate)
    });
    let signed = signed.unwrap().number;
    let told = [signed - 1, signed].map(|number| {
        let mut baselines: Vec<Length> = Vec::new();
        for text in &pages.pages[number - 1].texts {
            if pages.kind(text.part) == Some(PartKind::Paragraph) {
                baselines.push(text.baseline);
            }
        }
        baselines.sort_unstable();
        baselines.dedup();
        let steps: Vec<Length> = baselines.windows(2).map(|w| w[1] - w[0]).collect();
        let pitch = steps
            .first()
            .map_or(String::new(), |step| format!(" at {step}"));
        format!("{number}: {} lines{pitch}", baselines.len())
    });
    told.join(", ")
}

/// Text is never parted from the signature: the lines of a page come a little nearer, so that all
/// has room, or stand a little wider, so that the last one goes over without leaving a gap.
#[test]
fn the_spacing_before_a_signature() {
    let table = (10..=22).map(|line| {
        let annexes = vec![annex(Some(1), 7, 5), annex(Some(2), 7, 4)];
        let listed = ends(&notice(ending(3, line), annexes));
        let bare = ends(&notice(ending(3, line), Vec::new()));
        format!("{line} | {listed} | {bare}")
    });
    let table: Vec<String> = table.collect();
    assert_eq!(
        table[6..],
        [
            "16 | 2: 22 lines at 10.45, 3: 16 lines at 10.45 | 2: 22 lines at 10.45, 3: 16 lines at 10.45",
            "17 | 2: 22 lines at 10.45, 3: 17 lines at 9.97 | 2: 22 lines at 10.45, 3: 17 lines at 10.45",
            "18 | 3: 17 lines at 10.45, 4: 1 lines | 2: 22 lines at 10.45, 3: 18 lines at 10.45",
            "19 | 3: 18 lines at 10.45, 4: 1 lines | 2: 22 lines at 10.45, 3: 19 lines at 10.45",
            "20 | 3: 19 lines at 10.45, 4: 1 lines | 3: 19 lines at 10.45, 4: 1 lines",
            "21 | 3: 20 lines at 10.45, 4: 1 lines | 3: 20 lines at 10.45, 4: 1 lines",
            "22 | 3: 21 lines at 10.97, 4: 1 lines | 3: 21 lines at 10.97, 4: 1 lines",
        ]
    );
}

#[test]
fn short_bodies() {
    all_clean((1..=8).map(|count| {
        let notice = notice(vec![lines(count, 12)], Vec::new());
        (format!("{count} lines"), notice)
    }));
}

#[test]
fn paragraphs_that_end_in_any_character_of_a_line() {
    all_clean((1..=28).map(|tail| {
        let body = vec![lines(3, tail), paragraph("此事请抓紧办理。")];
        (format!("tail {tail}"), notice(body, Vec::new()))
    }));
}

/// Lines before what may not be parted: a bracket with its first character,
/// the last two of a paragraph, a figure.
#[test]
fn what_moves_whole_to_the_next_line() {
    let tails = [
        "（市、区）均要落实。",
        "慢等。",
        "1234.5万平方米，全部完成。",
        "“一盘棋”意识。",
        "〔2023〕136号）。",
    ];
    let cases = tails
        .into_iter()
        .flat_map(|tail| (20..=28).map(move |before| (tail, before)));
    all_clean(cases.map(|(tail, before)| {
        let text: String = "城镇住房保障工作".chars().cycle().take(before).collect();
        let body = vec![paragraph(&(text + tail)), lines(3, 9)];
        (format!("{tail} after {before}"), notice(body, Vec::new()))
    }));
}

#[test]
fn headings_that_come_on_each_line() {
    all_clean((1..=22).map(|line| {
        let body = vec![
            lines(8 + line, 10),
            heading(1, "一、", "总体情况"),
            heading(2, "（一）", "任务完成"),
            lines(3, 9),
            heading(3, "1.", "开工建设"),
            heading(4, "（1）", "城区"),
            lines(2, 9),
        ];
        (
            format!("line {line}"),
            notice(body, vec![annex(None, 7, 4)]),
        )
    }));
}

#[test]
fn names_of_four_to_forty_characters() {
    const LONG: &str =
        "晋城市城镇保障性安居工程和城市危旧房改造暨老旧小区整治提升工作领导小组联合办公室";
    let cases = [4, 6, 8, 10, 12, 15, 16, 18, 20, 24, 28, 32, 36, 40];
    let cases = cases
        .into_iter()
        .flat_map(|length| [(length, true), (length, false)]);
    all_clean(cases.map(|(length, seal)| {
        let organ: String = LONG.chars().take(length).collect();
        let mut notice = notice(ending(2, 5), Vec::new());
        notice.head.organ = LONG
            .chars()
            .take(length - 2)
            .chain("文件".chars())
            .collect();
        notice.signature.organ.clone_from(&organ);
        notice.signature.seal = seal;
        notice.imprint.organ = organ;
        (format!("{length} characters, seal {seal}"), notice)
    }));
}

#[test]
fn titles_of_one_to_three_lines() {
    let titles = [
        "关于|工作|的通报",
        "关于|2023年度|住房|保障|工作|的通报",
        "关于|2023年度|城镇|住房|保障|主要|工作|任务|目标|完成|情况|的通报",
        "关于|2023年度|全市|城镇|住房|保障|和|城市|危旧房|改造|暨|老旧|小区|整治|提升|主要|工作|目标|任务|完成|情况|及|考核|结果|的通报",
        "关于2023年度城镇住房保障主要工作完成情况的通报",
    ];
    all_clean(titles.map(|title| {
        let mut notice = notice(ending(2, 5), Vec::new());
        notice.title = Words::parse(title);
        (title.to_owned(), notice)
    }));
}

#[test]
fn addressees_that_turn_over() {
    all_clean([1, 2, 3].map(|times| {
        let mut notice = notice(ending(2, 9), Vec::new());
        notice.addressee =
            "各县（市、区）人民政府，市直各有关单位，".repeat(times) + "各开发区管委会";
        (format!("{times} times"), notice)
    }));
}

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
