//! `explain` answers for words, dates, headings, cells and numbers, on made-up
//! figures and on drafts as well.

use insta::assert_snapshot;

use crate::support::{Input, Run, model};

fn ask(input: &Input, what: &str) -> String {
    let run = Run::new();
    run.write("a.toml", input.text());
    let (status, output, errors) = run.run(&["explain", what, "a.toml"]);
    assert_eq!((status, errors.as_str()), (0, ""), "{what}");
    output
}

/// 2023 with more found by the audits, so that the rate is just below 90 %.
fn below() -> Input {
    Input::of_2023().set("audit.城区.solved_2019", "2")
}

#[test]
fn a_verdict_and_how_far_it_is_from_another() {
    let input = Input::of_2023().set("survey.sound", "31");
    assert_snapshot!(ask(&input, "有序推进"), @"
    “有序推进”　正文 4 处
    ├ 城市危旧房摸底调查·小标题：城市危旧房摸底调查【有序推进】
    │　└ 城市危旧房摸底调查·小标题
    │　　├ 不成立：已摸底调查房屋等于待摸底调查房屋总量（已摸底调查房屋 56栋，待摸底
    │　　│　　调查房屋总量 60栋）
    │　　├ 成立，用它：已摸底调查房屋大于 0（已摸底调查房屋 56栋）
    │　　└ 换一种说法，还差
    │　　　├ 已摸底调查房屋 56栋 → 达到 60栋：差 4栋，改为“城市危旧房摸底调查圆满完
    │　　　│　　成”
    │　　　└ 待摸底调查房屋总量 60栋 → 降到 56栋：差 4栋，改为“城市危旧房摸底调查圆
    │　　　　　满完成”
    ├ 结尾·配合工作：…开展城市危旧房摸底调查暨【有序推进】城镇棚户区（危旧房）改造…
    │　└ 本期自己写的文字：各部门配合、新出台文件等，a.toml:436:15
    ├ 结尾·配合工作：…部门各司其责、协同推进，【有序推进】城镇棚户区（危旧房）改造…
    │　└ 本期自己写的文字：各部门配合、新出台文件等，a.toml:436:15
    ├ 结尾·下一步要求：…完成城市危旧房摸底调查，【有序推进】2024年度住房保障工作…
    │　└ 结尾·下一步要求：模板里固定的文字，每期一样
    └ 填写在
    　└ a.toml:437　在推进年度工作落实中，市财政局积极落实资金支持政策，年度下达
    ");
}

#[test]
fn what_is_lacking_is_what_it_takes() {
    // The figure is moved by what the answer says, and the words change.
    let slow = Input::of_2023().set("targets.城区.subsidy", "38");
    let answer = ask(&slow, "部分完成年度目标任务");
    assert!(
        answer.contains("租赁补贴完成率 99.8% → 达到 100%：差 0.2 个百分点"),
        "{answer}"
    );
    let met = slow.set("targets.城区.subsidy", "39");
    assert!(ask(&met, "圆满完成各项年度目标任务").contains("正文 1 处"));
}

#[test]
fn a_date_and_a_paragraph_are_found_where_they_were_typed() {
    let input = Input::of_2023()
        .set("survey.until", "\"10月8日\"")
        .set("date", "\"3月2日\"");
    let answer = ask(&input, "10月8日");
    assert!(
        answer.contains("本期自己写的文字：摸底调查截至日，a.toml:"),
        "{answer}"
    );
    assert!(answer.contains("until = \"10月8日\""), "{answer}");
    let answer = ask(&input, "2024年3月2日");
    assert!(answer.contains("成文日期：2024年3月2日"), "{answer}");
    assert!(answer.contains("date = \"3月2日\""), "{answer}");
    let answer = ask(&input, "一盘棋");
    assert!(answer.contains("模板里固定的文字，每期一样"), "{answer}");
}

#[test]
fn a_section_by_its_number_or_its_heading() {
    let input = below();
    let by_number = ask(&input, "第六节");
    assert!(by_number.starts_with("六、审计发现问题整改"), "{by_number}");
    assert!(by_number.contains("这一节写进通报：晋城市 审计发现问题总数大于 0"));
    assert_eq!(by_number, ask(&input, "六、"));
    assert_eq!(by_number, ask(&input, "第6节"));
    let heading = by_number.lines().next().unwrap();
    let answer = ask(&input, heading);
    assert!(answer.contains("审计发现问题整改·小标题"), "{answer}");
}

#[test]
fn a_figure_by_the_words_and_numbers_that_are_printed() {
    let input = Input::of_2023().set("targets.城区.begun", "1763");
    let by_name = ask(&input, "targets.城区.begun");
    for what in [
        "城区 开工量",
        "城区开工量",
        "1763",
        "1,763",
        "1763套",
        "１，７６３",
    ] {
        assert_eq!(ask(&input, what), by_name, "{what}");
    }
    let rate = ask(&input, "targets.城区.subsidy_rate");
    for what in ["123.7%", "123.7％", "123.7", "城区 租赁补贴完成率"] {
        assert_eq!(ask(&input, what), rate, "{what}");
    }
}

#[test]
fn many_candidates_are_listed_with_their_places() {
    let answer = ask(&Input::of_2023(), "附件2 城区");
    assert!(
        answer.starts_with("有 15 项数据，请写明是哪一项"),
        "{answer}"
    );
    assert_eq!(answer.matches("见于").count(), 10, "{answer}");
    assert!(answer.contains("另有 5 项"), "{answer}");
}

#[test]
fn elements_rows_and_years() {
    let input = Input::of_2023();
    let number = ask(&input, "晋市保办字");
    assert!(
        number.contains("发文字号：晋市保办字〔2024〕1号"),
        "{number}"
    );
    let county = ask(&input, "陵川县");
    assert!(
        county.contains("未完成租赁补贴任务的县（陵川县）"),
        "{county}"
    );
    assert!(county.contains("附件1的行：陵川县"), "{county}");
    let year = ask(&input, "2019年底");
    assert!(year.contains("“2019”是年度前 4 年"), "{year}");
    // A year that the input gives is a figure.
    let year = ask(&input, "2021年底");
    assert!(year.contains("“2021”是数据：排查年度"), "{year}");
}

#[test]
fn a_draft_is_explained_with_its_open_figures() {
    let input = Input::of_2023()
        .set("survey.sound", "\"待填\"")
        .set("survey.until", "\"待填\"");
    let answer = ask(&input, "非疑似危险住房");
    assert!(answer.contains("待填：请填上数字　a.toml:"), "{answer}");
    assert!(
        answer.contains("其中有待填的数据：填上以后才能定说法"),
        "{answer}"
    );
    // No distance is given where the verdict itself is open.
    let section = ask(&input, "第七节");
    let heading = section.split("·小标题").nth(1).unwrap();
    let heading = heading.split("├ 城市危旧房").next().unwrap();
    assert!(!heading.contains("还差"), "{heading}");
}

#[test]
fn no_answer_names_a_rule_by_its_key_or_number() {
    let mut sources = hongtou::source::Sources::default();
    let model = model(&mut sources);
    let keys = model.sections.iter().flat_map(|section| {
        let phrases = section.phrases.iter();
        phrases.map(move |phrase| format!("{}.{}", section.key, phrase.key))
    });
    let keys: Vec<String> = keys.collect();
    let figures = model.figure_names();
    let run = Run::new();
    run.write("a.toml", Input::of_2023().text());
    for arguments in [
        ["explain", "圆满完成", "a.toml"],
        ["explain", "第三节", "a.toml"],
        ["explain", "97.6%", "a.toml"],
        ["impact", "a.toml", "targets.城区.subsidy=38"],
    ] {
        let (_, output, _) = run.run(&arguments);
        for key in keys.iter().filter(|key| !figures.contains(key)) {
            let found = output.match_indices(key.as_str()).any(|(at, _)| {
                let behind = output[at + key.len()..].chars().next();
                behind.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_' && c != '.')
            });
            assert!(!found, "{key}: {output}");
        }
        let numbered = (1..20).any(|n| output.contains(&format!("第 {n} 条")));
        assert!(!numbered, "{output}");
    }
}
