//! Notices put together at random from what such notices are made of: clauses
//! with figures, marks, brackets, quotes and foreign words; tables of any
//! shape. Whatever comes together, the layout keeps every rule.

use std::fmt;

use hongtou::model::DocumentForm;
use hongtou::notice::{
    Annex, Block, BlockKind, Cell, HeadCell, Notice, RowKind, Table, TableColumn, TableRow, Words,
};
use hongtou::wording::Span;
use proptest::prelude::*;
use proptest::sample::select;

use crate::made_up::forms::in_form;
use crate::support::{audited, broken, cases, office};

const CLAUSES: &[&str] = &[
    "全市棚户区住房改造开工2037套，完成年度目标任务的125.0%",
    "基本建成9491套（其中：续建工程7600套、新开工1891套）",
    "各县（市、区）要切实提高政治站位，强化责任担当",
    "截至2023年12月31日，累计发放租赁补贴1234.56万元",
    "完成投资10.2亿元，同比增长13%～15%，2021—2023年均保持增长",
    "根据《关于做好2023年城镇保障性安居工程工作的通知》（晋建保字〔2023〕11号）要求",
    "建筑面积37.8万平方米，占地120亩，惠及居民1.2万户",
    "“应保尽保”的要求得到落实；“一盘棋”意识有所增强",
    "城区、泽州县、高平市、阳城县分别完成112.5%、100.0%、98.76%和87.6%",
    "个别县区存在项目手续办理滞后、资金拨付不及时等问题",
    "使用BIM、GIS等技术建立台账，录入率100%",
    "其中：沁水县62套、陵川县135套未按期交付",
    "新开工项目5个、面积3.45万㎡、总投资12345.67万元",
    "较上年提高3.2个百分点，排名全省第2位",
    "完成____套，占任务的____（其中：新开工____套）",
    "工作得到肯定，好",
    "其中D级危险住房面积1185m²",
    "推广使用BIM",
    "占地1.2万km²",
];

const WORDS: &[&str] = &[
    "城镇",
    "住房",
    "保障",
    "工作",
    "目标",
    "任务",
    "完成",
    "情况",
    "老旧小区",
    "改造",
    "保障性安居工程",
    "考核",
    "结果",
    "及",
    "全市",
    "危旧房",
    "专项借款",
    "城镇保障性",
    "资金",
    "支出",
    "进度",
];

fn clause() -> impl Strategy<Value = String> {
    (select(CLAUSES), 0_u32..1_000_000, 0_u32..100_000).prop_map(|(clause, count, amount)| {
        let amount = format!("{}.{:02}", amount / 100, amount % 100);
        clause
            .replace("2037", &count.to_string())
            .replace("37.8", &amount)
            .replace("13%～15%", &format!("{amount}%～100%"))
    })
}

fn paragraph() -> impl Strategy<Value = Block> {
    let joined = |clauses: Vec<String>, marks: Vec<&str>| {
        let mut text = String::new();
        for (at, clause) in clauses.iter().enumerate() {
            text.push_str(clause);
            text.push_str(if at + 1 == clauses.len() {
                "。"
            } else {
                marks[at % marks.len()]
            });
        }
        text
    };
    let marks = prop::collection::vec(select(vec!["，", "；", "。", "、"]), 1..6);
    // A few characters before it move every break.
    (0_usize..12, prop::collection::vec(clause(), 1..10), marks).prop_map(
        move |(shift, clauses, marks)| {
            let lead: String = "年内各地坚持问题导向突出重点".chars().take(shift).collect();
            let mut block = block(BlockKind::Paragraph, &(lead + &joined(clauses, marks)));
            if shift % 4 == 3 {
                let level = Some(2);
                block.spans.insert(
                    0,
                    Span {
                        level,
                        ..Span::text("（一）强化组织领导。")
                    },
                );
            }
            block
        },
    )
}

fn block(kind: BlockKind, text: &str) -> Block {
    Block {
        id: "made.up".to_owned(),
        kind,
        spans: vec![Span::text(text)],
    }
}

fn heading() -> impl Strategy<Value = Block> {
    let levels = [(1, "一、"), (2, "（一）"), (3, "1."), (4, "（1）")];
    (
        select(levels.to_vec()),
        prop::collection::vec(select(WORDS), 2..9),
    )
        .prop_map(|((level, number), words)| {
            let number = number.to_owned();
            block(BlockKind::Heading { level, number }, &words.concat())
        })
}

fn body() -> impl Strategy<Value = Vec<Block>> {
    let part = prop_oneof![1 => heading(), 4 => paragraph()];
    (prop::collection::vec(part, 0..12), paragraph()).prop_map(|(mut parts, last)| {
        parts.push(last);
        parts
    })
}

fn title() -> impl Strategy<Value = Words> {
    let fits = |words: &Vec<&str>| words.concat().chars().count() <= 40;
    prop::collection::vec(select(WORDS), 1..16)
        .prop_filter("no title is longer than three lines", fits)
        .prop_map(|words| Words::parse(&format!("关于|2024年度|{}|的通报", words.join("|"))))
}

/// A figure of one of a column's kinds: a count, an amount, a rate, or blank.
fn figure() -> impl Strategy<Value = Vec<String>> {
    let count = (0_u32..100_000).prop_map(|n| n.to_string());
    let amount = (0_u32..10_000_000).prop_map(|n| format!("{}.{:02}", n / 100, n % 100));
    let rate = (0_u32..20_000).prop_map(|n| format!("{}.{}%", n / 10, n % 10));
    let of = |value: BoxedStrategy<String>| {
        prop::collection::vec(prop_oneof![6 => value, 1 => Just(String::new())], 40)
    };
    prop_oneof![of(count.boxed()), of(amount.boxed()), of(rate.boxed())]
}

fn annex() -> impl Strategy<Value = Annex> {
    let heads = prop::collection::vec(prop::collection::vec(select(WORDS), 1..6), 20);
    let columns = prop::collection::vec(figure(), 2..20);
    let reasons = prop::collection::vec(clause(), 40);
    (title(), 1_usize..40, columns, heads, any::<bool>(), reasons).prop_map(
        |(title, rows, columns, heads, has_text, reasons)| {
            let has_text = has_text && columns.len() < 8;
            let names = [
                "晋城市",
                "城区",
                "泽州县",
                "高平市",
                "开发区（市本级）",
                "沁水县",
            ];
            // A table with columns of words has its rows set in by levels as well.
            let mut kinds = vec![if has_text {
                TableColumn::Outline
            } else {
                TableColumn::Name
            }];
            kinds.extend(columns.iter().map(|_| TableColumn::Figure));
            kinds.extend(has_text.then_some(TableColumn::Text));
            let cells = |row: usize| {
                let mut cells = vec![Cell::words(names[row % names.len()])];
                cells.extend(columns.iter().map(|column| Cell::words(&column[row])));
                cells.extend(has_text.then(|| Cell::words(&reasons[row])));
                cells
            };
            let head = |column: usize| HeadCell {
                text: Words::parse(&match column {
                    0 => "县区|名称".to_owned(),
                    _ => heads[column - 1].join("|"),
                }),
                column,
                colspan: 1,
                rowspan: 1,
                joined_above: false,
            };
            Annex {
                unit_line: None,
                id: "made_up".to_owned(),
                below: None,
                number: None,
                title,
                before: Vec::new(),
                chart: None,
                chart_first: false,
                after: Vec::new(),
                table: Table {
                    head: vec![(0..kinds.len()).map(head).collect()],
                    columns: kinds,
                    rows: (0..rows)
                        .map(|row| TableRow {
                            kind: RowKind::Row,
                            key: row.to_string(),
                            level: if has_text { row % 4 } else { 0 },
                            cells: cells(row),
                        })
                        .collect(),
                },
                notes: vec!["注：本表数据截至2023年12月31日。".to_owned()],
            }
        },
    )
}

/// An annex that may have a text above its table, below it, or in its place.
fn annex_with_texts() -> impl Strategy<Value = Annex> {
    let plain = Just((Vec::new(), Vec::new(), true));
    let texts = (
        body(),
        prop::collection::vec(paragraph(), 0..3),
        any::<bool>(),
    );
    (annex(), prop_oneof![2 => plain, 1 => texts]).prop_map(|(annex, texts)| {
        let (before, after, has_table) = texts;
        Annex {
            before,
            after: if has_table { after } else { Vec::new() },
            notes: if has_table { annex.notes } else { Vec::new() },
            table: if has_table {
                annex.table
            } else {
                Table::default()
            },
            ..annex
        }
    })
}

/// Shown by what stands in it, not by all that the notice of 2023 lends it.
pub struct Made(pub Notice);

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} (seal {})",
            self.0.signature.organ, self.0.signature.seal
        )?;
        writeln!(f, "{:?}", self.0.form)?;
        writeln!(f, "{:?}\n{}", self.0.imprint.copies, self.0.heading())?;
        writeln!(f, "{:?}", self.0.attendance)?;
        writeln!(f, "{:?}\n{:?}", self.0.head, self.0.signature)?;
        writeln!(f, "{:?}", self.0.addressee)?;
        for block in &self.0.body {
            writeln!(f, "{}", block.text())?;
        }
        for annex in &self.0.annexes {
            let heads = annex.table.head.iter().flatten();
            let heads: Vec<String> = heads.map(|cell| cell.text.words().join("|")).collect();
            let rows = annex.table.rows.len();
            writeln!(f, "{}: {rows} rows, {heads:?}", annex.title)?;
        }
        Ok(())
    }
}

/// An organ's name of 4 to 40 characters.
fn organ() -> impl Strategy<Value = String> {
    let fits = |name: &String| (4..=40).contains(&name.chars().count());
    prop::collection::vec(select(WORDS), 0..8)
        .prop_map(|words| format!("{}工作领导小组办公室", words.concat()))
        .prop_filter("names have 4 to 40 characters", fits)
}

fn copies() -> impl Strategy<Value = Option<String>> {
    let organ = select(vec![
        "市委办公室",
        "市人大常委会办公室",
        "各县（市、区）委",
        "市纪委监委机关",
    ]);
    let organs = prop::collection::vec(organ, 1..14);
    prop::option::of(organs.prop_map(|organs| organs.join("，") + "。"))
}

pub fn notice() -> impl Strategy<Value = Made> {
    let annexes = prop::collection::vec(annex_with_texts(), 0..3);
    let around = (organ(), organ(), copies(), 1_usize..4, any::<bool>());
    (title(), body(), annexes, around).prop_map(
        |(title, mut body, mut annexes, (mark, organ, copies, times, seal))| {
            // Of a single line that takes the signature with it, page 1 would have no text.
            let first = block(BlockKind::Paragraph, "现将有关情况通报如下。");
            body.insert(0, first);
            let many = annexes.len() > 1;
            for (at, annex) in annexes.iter_mut().enumerate() {
                annex.number = many.then_some(at + 1);
            }
            let mut notice = Notice {
                title: Some(title),
                body,
                annexes,
                ..office().notice.clone()
            };
            notice.head.organ = mark;
            let names = "各县（市、区）人民政府，市直各有关单位，".repeat(times - 1);
            notice.addressee = Some(names + "各开发区管委会");
            notice.signature.organ.clone_from(&organ);
            notice.signature.seal = seal;
            notice.imprint.printed.as_mut().unwrap().organ = organ;
            notice.imprint.copies = copies;
            Made(notice)
        },
    )
}

/// A name of two to four characters, of nobody.
fn signer() -> impl Strategy<Value = String> {
    select(vec!["甲乙", "丙丁戊", "己庚辛壬", "子丑", "寅卯辰"]).prop_map(str::to_owned)
}

/// A notice with any of the parts that a notice may do without, issued by one to six organs.
pub fn with_parts() -> impl Strategy<Value = Made> {
    let some = |texts: &[&'static str]| prop::option::of(select(texts.to_vec()));
    let corner = (
        some(&["000001", "000123"]),
        some(&["机密★1年", "绝密★长期", "秘密"]),
        some(&["特急", "加急"]),
    );
    let joint = prop_oneof![Just(0_usize), 1_usize..6];
    let names = prop::collection::vec(organ(), 6);
    let note = some(&[
        "（此件公开发布）",
        "（联系人：甲乙丙，联系电话：0356-1234567；请于2024年3月1日前将落实情况报送办公室）",
    ]);
    let signers = prop_oneof![
        1 => Just(Vec::new()),
        2 => prop::collection::vec(signer(), 1..7),
    ];
    let around = (joint, names, signers, note, any::<bool>());
    (notice(), corner, around).prop_map(
        |(Made(mut notice), (copy_number, secrecy, urgency), around)| {
            let (joint, names, signers, note, is_addressed) = around;
            let some = |text: Option<&str>| text.map(str::to_owned);
            notice.head.copy_number = some(copy_number);
            notice.head.secrecy = some(secrecy);
            notice.head.urgency = some(urgency);
            notice.head.signers = signers;
            notice.head.joint = names[..joint].to_vec();
            notice.signature.joint = names[..joint].to_vec();
            notice.signature.note = some(note);
            // Six marks, six signers and a title of three lines leave room for one line of each.
            notice.addressee = is_addressed.then(|| "各开发区管委会".to_owned());
            Made(notice)
        },
    )
}

/// A notice with tables between its paragraphs.
pub fn with_tables() -> impl Strategy<Value = Made> {
    // Upright, no more columns than these are sure to find room.
    let is_narrow = |annex: &Annex| annex.table.columns.len() < 7;
    let table = annex().prop_filter("narrow", is_narrow);
    let tables = prop::collection::vec((table, any::<prop::sample::Index>()), 1..4);
    (notice(), tables).prop_map(|(Made(mut notice), tables)| {
        for (at, block) in notice.body.iter_mut().enumerate() {
            block.id = at.to_string();
        }
        // The text ends with a paragraph; a heading stands above one.
        let may_be_above = |at: &usize| notice.body[*at].kind == BlockKind::Paragraph;
        let last = notice.body.len() - 1;
        let places: Vec<usize> = (0..last).filter(may_be_above).collect();
        let mut below: Vec<(usize, Annex)> = tables
            .into_iter()
            .map(|(table, index)| (places[index.index(places.len())], table))
            .collect();
        below.sort_by_key(|(at, _)| *at);
        notice.tables = below
            .into_iter()
            .map(|(at, table)| Annex {
                below: Some(at.to_string()),
                ..table
            })
            .collect();
        Made(notice)
    })
}

/// A notice in any of the forms.
pub fn of_a_form() -> impl Strategy<Value = Made> {
    let form = select(vec![
        DocumentForm::Report,
        DocumentForm::Letter,
        DocumentForm::Order,
        DocumentForm::Minutes,
    ]);
    let posts = prop::collection::vec(organ().prop_map(|name| name + "主任"), 1..4);
    let attended = prop::collection::vec(signer(), 1..40);
    let others = (posts, attended, any::<bool>());
    (with_parts(), form, others).prop_map(|(Made(notice), form, (posts, attended, titled))| {
        let mut made = in_form(form, notice.clone());
        if form == DocumentForm::Order {
            made.signature.joint = notice
                .signature
                .joint
                .into_iter()
                .take(posts.len() - 1)
                .collect();
            made.signature.posts = posts;
            made.signature
                .posts
                .truncate(1 + made.signature.joint.len());
        }
        if form == DocumentForm::Minutes {
            made.attendance[0].1 = attended.join("、");
            if !titled {
                made.title = None;
            }
        }
        Made(made)
    })
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn random_forms_keep_every_rule(notice in of_a_form()) {
        prop_assert_eq!(broken(&audited(&notice.0, &[])), [""; 0]);
    }

    #[test]
    fn random_tables_in_the_text_keep_every_rule(notice in with_tables()) {
        prop_assert_eq!(broken(&audited(&notice.0, &[])), [""; 0]);
    }

    #[test]
    fn random_parts_keep_every_rule(notice in with_parts()) {
        prop_assert_eq!(broken(&audited(&notice.0, &[])), [""; 0]);
    }

    #[test]
    fn random_notices_keep_every_rule(notice in notice()) {
        prop_assert_eq!(broken(&audited(&notice.0, &[])), [""; 0]);
    }
}
