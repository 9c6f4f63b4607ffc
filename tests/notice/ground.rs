//! The year in which a list was made is a figure of the input.

use insta::assert_snapshot;

use crate::support::{Input, findings, in_short, notice, section};

#[test]
fn a_list_tells_of_what_year_it_is() {
    let input = Input::of_2023().remove("overdue.surveyed");
    assert_snapshot!(findings(&input), @"
    错误[missing-key]: 缺少“排查年度”（surveyed）
       --> inputs/2023.toml:175:1
        |
    175 | [overdue]
        | ^^^^^^^^^
        |
        = 处理: 请加一行：surveyed = 2021（名单是哪一年排查的；没有换就照上年写）
    ");
}

/// 2023 without the table of overdue projects, its year and all; with the one project without fees.
fn fees_alone() -> Input {
    let tables = [
        "overdue",
        "overdue.城区",
        "overdue.泽州县",
        "overdue.阳城县",
        "overdue.total",
    ];
    let without = |input: Input, table: &&str| input.remove_table(table);
    tables.iter().fold(Input::of_2023(), without)
}

#[test]
fn lists_that_go_back_to_the_same_year_share_it() {
    assert_snapshot!(findings(&fees_alone()), @r#"
    错误[missing-key]: 缺少“棚改逾期安置”整组数据 [overdue]
     --> inputs/2023.toml:1:1
      |
    1 | # 2023 年度住房保障工作数据
      | ^
      |
      = 处理: 请从上一年的文件里复制这一组，再改数字；本年度没有这项工作，在文件开头写一行 none = ["overdue"]
    "#);
    let none = fees_alone().replace("number = 1 ", "none = [\"overdue\"]\nnumber = 1 ");
    assert_snapshot!(findings(&none), @"
    错误[cannot-be]: none 里写了没有“棚改逾期安置”，而“欠发过渡安置费的项目”要用它的排查年度
     --> inputs/2023.toml:1:1
      |
    1 | # 2023 年度住房保障工作数据
      | ^
      |
      = 处理: 请从 none 里去掉 overdue，写 [overdue] 和 surveyed = 2021，下面不写各行
    ");
    // The year alone is no list: nothing is said of overdue projects.
    let year = fees_alone().replace("[[fees]]", "[overdue]\nsurveyed = 2021\n\n[[fees]]");
    assert_eq!(in_short(&year), "");
    let said = section(&notice(&year), "overdue");
    assert!(!said.contains("逾期安置棚改居民"), "{said}");
    assert!(said.contains("发放过渡安置费142户"), "{said}");
}

#[test]
fn without_a_list_there_is_no_year_of_it() {
    let text = fees_alone();
    let (before, rest) = text.text().split_once("[[fees]]").unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    let nothing = Input::of_text(&format!("{before}\n{after}"));
    assert_eq!(in_short(&nothing), "");
    let none = nothing.replace("number = 1 ", "none = [\"overdue\", \"fees\"]\nnumber = 1 ");
    assert_eq!(in_short(&none), "");
}

#[test]
fn a_list_is_made_in_a_year_up_to_the_notices_own() {
    for (typed, is_year) in [
        ("1949", true),
        ("2021", true),
        ("2023", true),
        ("2024", false),
        ("21", false),
        ("2021.5", false),
        ("-2021", false),
        ("\"\"", false),
        ("\"?\"", false),
        ("\"2021年\"", false),
    ] {
        let found = in_short(&Input::of_2023().set("overdue.surveyed", typed));
        assert_eq!(found.is_empty(), is_year, "{typed}: {found}");
        assert!(
            found.lines().count() <= 1,
            "one fault is told once: {found}"
        );
    }
    assert_snapshot!(findings(&Input::of_2023().set("overdue.surveyed", "2024")), @"
    错误[bad-number]: 排查年度应是 1949 到 2023 之间的年份
       --> inputs/2023.toml:176:12
        |
    176 | surveyed = 2024
        |            ^^^^
        |
        = 处理: 请写四位的年份，例如 2021，不写“年”字；名单没有换就照上年写
    ");
}

/// The year that a paragraph names is the input's: neither old nor typed twice.
#[test]
fn a_paragraph_can_name_the_year() {
    let with = |words: &str| {
        let text = format!("loans_background = \"按{words}年底的名单\"");
        Input::of_2023()
            .remove("own.loans_background")
            .add("own", &text)
    };
    let input = with("{overdue.surveyed}").set("overdue.surveyed", "2020");
    assert!(hongtou::text::text(&notice(&input)).contains("按2020年底的名单"));
    assert_eq!(in_short(&input), "");
    assert_eq!(in_short(&with("2021")), "");
    let other = in_short(&with("2020"));
    assert!(!other.contains("2021"), "{other}");
}
