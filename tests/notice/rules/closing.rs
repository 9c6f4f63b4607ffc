use hongtou::notice::BlockKind;
use insta::assert_snapshot;

use crate::support::{Input, notice, said, said_of, section};

#[test]
fn counties_below_target_are_named_target_by_target() {
    assert_snapshot!(said("closing", "我市强化", &[
        ("targets.沁水县.begun", "179"),
        ("targets.城区.built", "499"),
        ("targets.城区.built_continued", "499"),
        ("unfinished.城区.renewal_built", "499"),
        ("targets.泽州县.subsidy", "24"),
        ("targets.陵川县.subsidy", "30"),
    ]), @"
    我市强化统筹调度，牢固树立全市“一盘棋”意识，全力推进保障性安居工程历史遗留问题整改，取得一定进展，各县（市、区）均积极工作、主动作为，全市圆满完成了年度各项指标任务。但有些工作也存在着一些问题和不足，如：2019年底前开工2022年底前未建成项目我市尚未清零；沁水县未按计划完成棚户区住房改造年度开工任务；城区未按计划完成棚户区住房改造年度基本建成任务，开工未建成项目建成较慢，逾期在建棚改项目整改较慢；泽州县未按计划完成城镇住房保障家庭租赁补贴年度发放任务，逾期在建棚改项目整改较慢；阳城县棚改专项贷款发放进度较慢等。
    各县（市、区）要高度重视，切实落实主体责任，组织协调各职能部门加强沟通配合、各司其责，加快各类补助资金、棚改专项贷款、专项债券的支付进度，推进年度棚户区住房改造项目顺利建成，建立城镇住房保障家庭租赁补贴按月或按季发放机制，加快城镇保障性安居工程审计发现问题整改，有序推进2024年度住房保障工作全面开展。
    ");
}

/// Everything done everywhere.
fn nothing_left() -> Input {
    Input::of_2023().set_all(&[
        ("unfinished.城区.renewal_built", "4429"),
        ("unfinished.泽州县.renewal_built", "656"),
        ("unfinished.泽州县.public_built", "1039"),
        ("unfinished.阳城县.economic_built", "180"),
        ("targets.陵川县.subsidy", "30"),
        ("targets.泽州县.built", "656"),
        ("targets.泽州县.built_continued", "656"),
        ("overdue.城区.delivered", "2363"),
        ("overdue.城区.delivered_projects", "7"),
        ("overdue.城区.rate", "100"),
        ("overdue.泽州县.delivered", "157"),
        ("overdue.泽州县.delivered_projects", "2"),
        ("overdue.泽州县.rate", "100"),
        ("loans.阳城县.lent_adbc", "8.85"),
    ])
}

#[test]
fn with_no_fault_left_the_sentence_goes() {
    assert_snapshot!(said_of("closing", "我市强化", &nothing_left()), @"
    我市强化统筹调度，牢固树立全市“一盘棋”意识，全力推进保障性安居工程历史遗留问题整改，进展显著，各县（市、区）均积极工作、主动作为，圆满完成了年度各项指标任务。
    各县（市、区）要高度重视，切实落实主体责任，组织协调各职能部门加强沟通配合、各司其责，加快各类补助资金、棚改专项贷款、专项债券的支付进度，推进年度棚户区住房改造项目顺利建成，建立城镇住房保障家庭租赁补贴按月或按季发放机制，加快城镇保障性安居工程审计发现问题整改，有序推进2024年度住房保障工作全面开展。
    ");
}

#[test]
fn one_fault_left() {
    let input = nothing_left().set("loans.阳城县.lent_adbc", "7.07");
    assert_snapshot!(said_of("closing", "但有些", &input), @"
    但有些工作也存在着一些问题和不足，如：阳城县棚改专项贷款发放进度较慢等。
    各县（市、区）要高度重视，切实落实主体责任，组织协调各职能部门加强沟通配合、各司其责，加快各类补助资金、棚改专项贷款、专项债券的支付进度，推进年度棚户区住房改造项目顺利建成，建立城镇住房保障家庭租赁补贴按月或按季发放机制，加快城镇保障性安居工程审计发现问题整改，有序推进2024年度住房保障工作全面开展。
    ");
}

#[test]
fn the_threshold_itself_is_no_fault() {
    let input = nothing_left().set("loans.阳城县.lent_adbc", "7.08");
    assert!(!section(&notice(&input), "closing").contains("但有些"));
}

#[test]
fn a_text_of_several_lines_is_as_many_paragraphs_and_may_be_left_out() {
    let own = |value: &str| {
        let text = Input::of_2023().text().to_owned();
        let start = text.find("cooperation = \"\"\"").unwrap();
        Input::of_2023().replace(&text[start..], value)
    };
    let text = section(
        &notice(&own(
            "cooperation = \"\"\"\n  甲段{funds.total.received}万元。\n\n乙段{{}}。\n\"\"\"\n",
        )),
        "closing",
    );
    let lines: Vec<_> = text
        .lines()
        .take(3)
        .map(|l| l.chars().take(12).collect::<String>())
        .collect();
    assert_eq!(
        lines,
        ["甲段2694万元。", "乙段{}。", "我市强化统筹调度，牢固树"]
    );
    assert!(section(&notice(&own("")), "closing").starts_with("我市强化"));
}

/// Lines of a text that are numbered and end bare are headings of the lower levels.
#[test]
fn a_text_may_have_headings_of_its_own() {
    let text = Input::of_2023().text().to_owned();
    let start = text.find("cooperation = \"\"\"").unwrap();
    let own = "cooperation = \"\"\"\n（一）强化部门协同\n市财政局拨付{funds.total.received}万元。\n\
               1.压实责任\n各县要落实责任。\n（1）城区\n城区要加快进度。\n（二）末行不是标题\n\"\"\"\n";
    let notice = notice(&Input::of_2023().replace(&text[start..], own));
    let kinds: Vec<String> = notice
        .body
        .iter()
        .filter(|block| block.id == "closing.cooperation")
        .map(|block| match &block.kind {
            BlockKind::Heading { level, number } => format!("{level} {number}"),
            BlockKind::Paragraph | BlockKind::Footnote { .. } => block.text(),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "2 （一）",
            "市财政局拨付2694万元。",
            "3 1.",
            "各县要落实责任。",
            "4 （1）",
            "城区要加快进度。",
            "（二）末行不是标题",
        ]
    );
}
