//! Two notices compared by meaning.

use std::collections::BTreeMap;

use hongtou::compare::json::json;
use hongtou::compare::terminal::terminal;
use hongtou::compare::{Change, Comparison, Piece, Side, Status, compare};
use hongtou::notice::Notice;
use insta::assert_snapshot;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::support::{Input, Run, Years, cases, root};

/// Without the colours.
pub fn plain(printed: &str) -> String {
    let mut plain = String::new();
    let mut rest = printed;
    while let Some((before, code)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = code.split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

fn between(old: &Input, new: &Input) -> Comparison {
    Years::new().compare(old, new)
}

fn printed(old: &Input, new: &Input) -> String {
    plain(&terminal(&between(old, new), false))
}

#[test]
fn a_year_and_itself() {
    let run = Run::new();
    run.copy("inputs");
    let answer = run.run(&["diff", "inputs/2023.toml", "inputs/2023.toml"]);
    assert_eq!(
        answer,
        (
            0,
            "2023 年度 → 2023 年度\n\
             旧的一期没有存档（out/2023.zip），用现在的模板比较。\n没有不同。\n"
                .into(),
            String::new()
        )
    );
}

#[test]
fn a_long_comparison_is_told_in_short_or_whole() {
    let mut years = Years::new();
    let comparison = years.compare(&Input::of_2022(), &Input::of_2023());
    let told = |all: bool| plain(&terminal(&comparison, all));
    let listed = |told: &str| {
        let (_, figures) = told.split_once("\n数据\n").unwrap();
        let (figures, _) = figures.split_once("\n\n").unwrap();
        let lines = figures.lines();
        lines.filter(|line| line.starts_with("    ")).count()
    };
    let (short, whole) = (told(false), told(true));
    assert_eq!(listed(&whole), comparison.changed_figures().count());
    // What is left out is counted.
    let left = short.lines().filter_map(|line| line.split_once("　另有 "));
    let left = left.filter_map(|(_, left)| left.strip_suffix(" 项"));
    let left: usize = left.map(|left| left.parse::<usize>().unwrap()).sum();
    assert_eq!(listed(&short) + left, listed(&whole));
    assert!(
        short.lines().count() < 150 && short.ends_with("逐项对照\n"),
        "{short}"
    );
    for printed in [short, whole] {
        for line in printed.lines() {
            assert!(line.width() <= 80, "{line}");
        }
    }
}

#[test]
fn one_figure_and_all_that_follows() {
    let new = Input::of_2023().set("targets.城区.subsidy", "38");
    assert_snapshot!(printed(&Input::of_2023(), &new), @"
    2023 年度 → 2023 年度
    数据变了 4 项，结论变了 8 处，句子变了 6 句，附件变了 4 格。

    结论
      引言·总评：圆满完成各项年度目标任务，有力推动了城… → 部分完成年度目标任务，推
      动了城镇住房保…
        因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      年度目标任务·推进力度：确保目标任务圆满完成 → 努力推动目标任务完成
        因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      年度目标任务·结论：均超额完成年度目标任务 → 棚户区住房改造开工、棚户区住房改造
      基本…
        因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      年度目标任务·小标题：年度目标任务圆满完成 → 年度目标任务部分完成
        因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      结尾·各县总评：…全市圆满完成了年度各项指标任务 → …部分完成了年度各项指标任务
        因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）
      结尾·各县的不足：…城区、泽州县逾期在建棚改项目整改较慢；… → …城区未按计划完成
      城镇住房保障家庭租赁补…
        因为 城区 租赁补贴完成率：123.7% → 10.9%（以 100% 为界）
      结尾·未完成租赁补贴任务的县：陵川县 → 城区、陵川县
        因为 城区 租赁补贴完成率：123.7% → 10.9%（以 100% 为界）
      年度目标任务·已完成的任务：棚户区住房改造开工、棚户区住房改造基本… → 棚户区住
      房改造开工、棚户区住房改造基本…
        因为 晋城市 租赁补贴完成率：179.6% → 99.8%（以 100% 为界）

    数据
      年度目标任务
        城区 租赁补贴发放量（户）             433 →        38　-395　-91.2%
        城区 租赁补贴完成率                123.7% →     10.9%　-112.8个百分点
        晋城市 租赁补贴发放量（户）           889 →       494　-395　-44.4%
        晋城市 租赁补贴完成率              179.6% →     99.8%　-79.8个百分点

    文字（[-删去-] {+新增+}）
      引言·全段　随数据
        …狠抓落实、全面推进，[-圆满完成各项-]{+部分完成+}年度目标任务，[-有力-]推动
        了城镇住房保障工作持续健康发展[-，有效满足了各类保障对象的住房需求，切实增强
        了人民群众获得感、幸福感、安全感-]。
      年度目标任务·小标题　随数据
        一、年度目标任务[-圆满-]{+部分+}完成
      年度目标任务·全段　随数据
        …导向，多措并举推进，[-确保-]{+努力推动+}目标任务[-圆满-]完成。
      年度目标任务·全段　随数据
        ….1%、99.8%，[-均超额-]{+棚户区住房改造开工、棚户区住房改造基本建成、城镇保
        障性安居工程投资完成年度目标任务，城镇住房保障家庭租赁补贴发放未+}完成年度目
        标任务。
      结尾·工作和不足　随数据
        …积极工作、主动作为，[-全市圆满-]{+部分+}完成了年度各项指标任…
      结尾·工作和不足　随数据
        …贴年度发放任务；城区[-、-]{+未按计划完成城镇住房保障家庭租赁补贴年度发放任
        务，逾期在建棚改项目整改较慢；+}泽州县逾期在建棚改项…

    附件
      附件1　2023年度棚户区住房改造开工、城镇保障性安居工程投资等任务…　4 格变了
    ");
}

#[test]
fn a_year_that_was_only_copied() {
    let new = Input::of_2023().set("year", "2024");
    assert_snapshot!(printed(&Input::of_2023(), &new), @"
    2023 年度 → 2024 年度
    只因期别顺延而不同的 37 处略去。

    请核对：可能该随期别变而没有变
      “年度目标任务”的数据和上年一个不差
      “开工未建成项目”的数据和上年一个不差
      “棚改逾期安置”的数据和上年一个不差
      “中央财政补助资金”的数据和上年一个不差
      “棚改专项贷款和专项债券”的数据和上年一个不差
      “审计发现问题整改”的数据和上年一个不差
      “城市危旧房摸底调查”的数据和上年一个不差
      城区 截至上年末结余 186.01，与上年的 城区 截至本年末结余 42.76不符
      泽州县 截至上年末结余 20.14，与上年的 泽州县 截至本年末结余 9.59不符
      高平市 截至上年末结余 22.51，与上年的 高平市 截至本年末结余 0.00不符
      阳城县 截至上年末结余 140.032，与上年的 阳城县 截至本年末结余 137.48不符
      陵川县 截至上年末结余 25.17，与上年的 陵川县 截至本年末结余 14.85不符
      沁水县 截至上年末结余 18.09，与上年的 沁水县 截至本年末结余 15.44不符
      城区 国开行累计发放－城区 国开行2024年发放 12.7，与上年的 城区 国开行累计发放 
      13.6不符
    ");
}

#[test]
fn years_written_out_that_stayed() {
    let old = Input::of_2022().replace(
        "市保障性安居工程领导小组其他",
        "2022年，市保障性安居工程领导小组其他",
    );
    let comparison = between(
        &old,
        &old.clone()
            .set("year", "2023")
            .set("continued.built", "2319"),
    );
    let stale: Vec<_> = comparison
        .stale
        .iter()
        .map(|s| (s.name.as_str(), s.message.as_str()))
        .collect();
    assert!(
        stale.contains(&(
            "own.cooperation",
            "“债券7亿元。2022年，市保障性”里的 2022 年两年都有"
        )),
        "{stale:?}"
    );
    // Rolled on as it should, it is folded away.
    let new = old
        .clone()
        .set("year", "2023")
        .replace("2022年，市保障", "2023年，市保障");
    let comparison = between(&old, &new);
    assert!(comparison.stale.iter().all(|s| s.name != "own.cooperation"));
    assert!(
        comparison
            .changed_lines()
            .all(|(_, line)| line.id != "closing.cooperation")
    );
}

#[test]
fn sentences_new_gone_and_moved() {
    let first = "一是加强调度，每月通报进展。";
    let second = "二是压实责任，逐个项目明确期限。";
    let third = "三是多方筹资，保障建设需要。";
    let own = |text: &str| Input::of_2023().replace("在推进年度工作落实中，", text);
    let old = own(&format!("{first}{second}在推进年度工作落实中，"));
    let new = own(&format!("{second}{first}{third}在推进年度工作落实中，"));
    assert_snapshot!(printed(&old, &new), @"
    2023 年度 → 2023 年度
    新增 1 句，移动 1 句。

    新增的句子
      + 三是多方筹资，保障建设需要。　结尾·配合工作

    移动的句子
      ~ 一是加强调度，每月通报进展。　结尾·配合工作
    ");
    assert_snapshot!(printed(&new, &Input::of_2023()), @"
    2023 年度 → 2023 年度
    删去 3 句。

    删去的句子
      - 二是压实责任，逐个项目明确期限。　结尾·配合工作
      - 一是加强调度，每月通报进展。　结尾·配合工作
      - 三是多方筹资，保障建设需要。　结尾·配合工作
    ");
}

#[test]
fn wording_that_changed_in_the_templates() {
    let run = Run::new();
    run.copy("inputs");
    run.copy("templates");
    let old = root().join("templates/housing");
    let path = "templates/housing/sections/targets.toml";
    let text = String::from_utf8(run.read(path)).unwrap();
    run.write(
        path,
        text.replace("月调度季通报，坚持问题导向", "月调度月通报，坚持目标导向"),
    );
    let (status, printed, errors) = run.run(&[
        "diff",
        "inputs/2023.toml",
        "inputs/2023.toml",
        "--templates",
        "templates",
        "--old-templates",
        old.to_str().unwrap(),
    ]);
    assert_eq!((status, errors.as_str()), (1, ""));
    assert_snapshot!(printed, @"
    2023 年度 → 2023 年度
    句子变了 1 句。

    文字（[-删去-] {+新增+}）
      年度目标任务·全段　模板的措辞
        …重点项目督导，月调度[-季-]{+月+}通报，坚持[-问题-]{+目标+}导向，多措并举推
        进，…
    ");
}

/// Figures are known by their names: in which order the older templates list their files is all one.
#[test]
fn templates_in_another_order() {
    let run = Run::new();
    run.copy("inputs");
    run.copy("templates");
    let now = root().join("templates/housing");
    let path = "templates/housing/notice.toml";
    let whole = String::from_utf8(run.read(path)).unwrap();
    let (before, rest) = whole.split_once("figures = [\n").unwrap();
    let (groups, after) = rest.split_once("]\n").unwrap();
    let groups: Vec<&str> = groups.lines().collect();
    let compare = |groups: Vec<&str>| {
        let groups = groups.join("\n");
        run.write(path, format!("{before}figures = [\n{groups}\n]\n{after}"));
        run.run(&[
            "diff",
            "inputs/2022.toml",
            "inputs/2023.toml",
            "--all",
            "--templates",
            now.to_str().unwrap(),
            "--old-templates",
            "templates",
        ])
    };
    let as_now = compare(groups.clone());
    assert_eq!((as_now.0, as_now.2.as_str()), (1, ""));
    assert_eq!(compare(groups.iter().rev().copied().collect()), as_now);
    let rotated = groups.iter().cycle().skip(3).take(groups.len());
    assert_eq!(compare(rotated.copied().collect()), as_now);
}

#[test]
fn input_errors_and_wrong_use() {
    let run = Run::new();
    run.copy("inputs");
    run.write(
        "inputs/2024.toml",
        Input::of_2023().set("year", "\"待填\"").text(),
    );
    let (status, printed, errors) = run.run(&["diff", "inputs/2023.toml", "inputs/2024.toml"]);
    assert_eq!((status, printed.as_str()), (1, ""));
    assert_snapshot!(errors, @r#"
    错误[bad-number]: 年度应在 1949 到 2999 之间
      --> inputs/2024.toml:13:8
       |
    13 | year = "待填"
       |        ^^^^^^
       |
       = 处理: 例如：year = 2023

    共 1 处错误。
    "#);
    for (arguments, message) in [
        (
            vec!["diff", "inputs/2023.toml"],
            "写得不够：至少要写 2 项，只写了 1 项",
        ),
        (
            vec!["diff", "a", "b", "--format", "xml"],
            "“--format <格式>”不能是“xml”，可以是 text, json, html, pdf",
        ),
    ] {
        let (status, _, errors) = run.run(&arguments);
        assert_eq!(status, 2);
        assert_eq!(
            errors,
            format!("用法不对：{message}\n\n详见 hongtou --help\n")
        );
    }
}

#[test]
fn lines_fit_a_plain_window() {
    let printed = printed(&Input::of_2022(), &Input::of_2023());
    for line in printed.lines() {
        assert!(line.trim_end().width() <= 80, "{line}");
    }
}

/// What the JSON says of a figure is what its documentation promises.
#[test]
fn the_json_of_one_figure() {
    let new = Input::of_2023().set("targets.沁水县.begun", "181");
    let text = json(&between(&Input::of_2023(), &new));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let figures = value["figures"].as_array().unwrap();
    let rate = figures
        .iter()
        .find(|figure| figure["name"] == "targets.沁水县.begun_rate")
        .unwrap();
    assert_snapshot!(serde_json::to_string_pretty(rate).unwrap(), @r#"
    {
      "changed": true,
      "difference": "+0.6",
      "group": "年度目标任务",
      "label": "沁水县 开工率",
      "name": "targets.沁水县.begun_rate",
      "new": {
        "formula": {
          "base": [
            {
              "label": "沁水县 开工任务量",
              "name": "targets.沁水县.begun_target",
              "sign": "+",
              "text": "180"
            }
          ],
          "part": [
            {
              "label": "沁水县 开工量",
              "name": "targets.沁水县.begun",
              "sign": "+",
              "text": "181"
            }
          ]
        },
        "text": "100.6%"
      },
      "old": {
        "formula": {
          "base": [
            {
              "label": "沁水县 开工任务量",
              "name": "targets.沁水县.begun_target",
              "sign": "+",
              "text": "180"
            }
          ],
          "part": [
            {
              "label": "沁水县 开工量",
              "name": "targets.沁水县.begun",
              "sign": "+",
              "text": "180"
            }
          ]
        },
        "text": "100.0%"
      },
      "percent": null,
      "points": "个百分点",
      "rate": true,
      "unit": ""
    }
    "#);
}

#[test]
fn the_page_has_no_markup_of_the_inputs() {
    let new = Input::of_2023().replace("薛明耀市长", "<script>alert(1)</script>&\\\"'市长");
    let page = hongtou::compare::page::page(&between(&Input::of_2023(), &new));
    assert!(!page.contains("<script>alert"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;'"));
    for outside in ["http://", "https://", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

/// What a reviewer looks at first stands first.
#[test]
fn the_page_begins_with_verdicts_and_changed_sentences() {
    let page = hongtou::compare::page::page(&between(&Input::of_2022(), &Input::of_2023()));
    let parts = [
        "id=\"verdicts\"",
        "id=\"sentences\"",
        "id=\"figures\"",
        "id=\"text\"",
    ];
    let places: Vec<usize> = parts.map(|part| page.find(part).unwrap()).into();
    assert!(places.is_sorted(), "{places:?}");
    let same = &Input::of_2023();
    let page = hongtou::compare::page::page(&between(same, same));
    assert_eq!(page.matches("<p class=\"none\">没有。</p>").count(), 2);
}

/// All the text of a notice's body, sentence by sentence put together again.
fn body(notice: &Notice) -> String {
    notice
        .body
        .iter()
        .map(hongtou::notice::Block::text)
        .collect()
}

/// One side of a comparison, put together from its pieces.
fn side(comparison: &Comparison, new: bool) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let sections = comparison.sections.iter();
    for line in sections.flat_map(|section| &section.lines) {
        let text = |piece: &Piece| {
            if new {
                piece.new.clone()
            } else {
                piece.old.clone()
            }
        };
        let text: String = line.pieces.iter().map(text).collect();
        texts.entry(line.id.clone()).or_default().push_str(&text);
    }
    texts
}

#[test]
fn the_pieces_of_each_side_are_its_text() {
    let mut years = Years::new();
    let (old, new) = (
        years.year("2022", &Input::of_2022()),
        years.year("2023", &Input::of_2023()),
    );
    let of = |year| Side {
        model: &years.model,
        year,
    };
    let comparison = compare(of(&old), of(&new), &years.sources);
    for (year, is_new) in [(&old, false), (&new, true)] {
        let texts = side(&comparison, is_new);
        for block in &year.notice.body {
            let all: String = year
                .notice
                .body
                .iter()
                .filter(|b| b.id == block.id)
                .map(hongtou::notice::Block::text)
                .collect();
            assert_eq!(texts[&block.id], all);
        }
    }
}

/// Figures that may be changed one by one, and what to.
pub const FREE: [(&str, i32); 14] = [
    ("targets.城区.begun", 2000),
    ("targets.城区.subsidy", 900),
    ("targets.陵川县.subsidy", 60),
    ("targets.阳城县.subsidy_target", 400),
    ("targets.沁水县.begun_target", 400),
    ("unfinished.城区.renewal_built", 4429),
    ("unfinished.泽州县.public_built", 1039),
    ("unfinished.阳城县.economic_built", 180),
    ("continued.built", 99_999),
    ("fees.paid", 142),
    ("audit.城区.solved_2019", 5),
    ("audit.泽州县.solved_2019", 4),
    ("survey.sound", 35),
    ("audit.城区.solved_2017", 11),
];

pub fn edited(choice: &[(bool, i32)]) -> Input {
    let edits = FREE.iter().zip(choice).filter(|(_, (change, _))| *change);
    edits.fold(Input::of_2023(), |input, ((path, most), (_, value))| {
        let least = if *path == "continued.built" { 9000 } else { 0 };
        let value = least + value.rem_euclid(most - least + 1);
        input.set(path, &value.to_string())
    })
}

/// The printed figures of a year by name.
fn printed_figures(year: &hongtou::pipeline::Year) -> BTreeMap<String, String> {
    let figures = year.figures.iter();
    figures
        .map(|(_, figure)| {
            let text = if figure.unknown {
                "?".to_owned()
            } else {
                figure.printed()
            };
            (figure.key.to_string(), text)
        })
        .collect()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_random_pair(
        a in prop::collection::vec((any::<bool>(), any::<i32>()), FREE.len()),
        b in prop::collection::vec((any::<bool>(), any::<i32>()), FREE.len()),
    ) {
        let mut years = Years::new();
        let (old, new) = (years.year("old", &edited(&a)), years.year("new", &edited(&b)));
        let of = |year| Side { model: &years.model, year };
        let comparison = compare(of(&old), of(&new), &years.sources);

        // The changed figures applied to the older year give the newer one.
        let mut applied = printed_figures(&old);
        for figure in comparison.changed_figures() {
            match &figure.new {
                Some(typing) => applied.insert(figure.name.to_string(), typing.text.clone()),
                None => applied.remove(&figure.name.to_string()),
            };
        }
        prop_assert_eq!(applied, printed_figures(&new));

        // The same only if the two say the same, and a year is the same as itself.
        let same_text = body(&old.notice) == body(&new.notice) && old.notice.annexes == new.notice.annexes;
        prop_assert!(!comparison.is_same() || same_text);
        prop_assert!(compare(of(&old), of(&old), &years.sources).is_same());

        // Nothing is marked that does not differ, and nothing that differs is not.
        for (_, line) in comparison.changed_lines() {
            prop_assert!(line.status == Status::Moved || line.pieces.iter().any(|piece| piece.old != piece.new));
        }
        for piece in comparison.sections.iter().flat_map(|s| &s.lines).flat_map(|l| &l.pieces) {
            prop_assert_eq!(piece.old == piece.new, piece.change == Change::Same);
        }
    }
}
