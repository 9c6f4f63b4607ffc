//! The year in which a list was made is a figure of the input.

use hongtou::pipeline::Setting;
use insta::assert_snapshot;

use crate::support::{Input, Run, Years, findings, in_short, notice, section};

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
    1 | #:schema housing.schema.json
      | ^
      |
      = 处理: 请从上一期的文件里复制这一组，再改数字；这一期没有这项工作，在文件开头写一行 none = ["overdue"]
    "#);
    let none = fees_alone().replace("number = 1 ", "none = [\"overdue\"]\nnumber = 1 ");
    assert_snapshot!(findings(&none), @"
    错误[cannot-be]: none 里写了没有“棚改逾期安置”，而“欠发过渡安置费的项目”要用它的排查年度
     --> inputs/2023.toml:1:1
      |
    1 | #:schema housing.schema.json
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

/// 2022, as if it were real: a made-up year holds nobody to its figures.
fn of_2022() -> Input {
    Input::of_2022().replace("sample = true", "sample = false")
}

/// What does not go on from one year to the next, in short.
fn breaks(last: &Input, this: &Input) -> Vec<String> {
    let mut years = Years::new();
    let last = years.year("2022", last);
    let setting = Setting {
        last: Some((&last).into()),
        draft: true,
        ..Setting::default()
    };
    let (_, found) = years.try_year("2023", this, setting);
    let lines = found.lines().filter(|line| line.contains("[not-carried]"));
    let message = |line: &str| line.split_once(": ").unwrap().1.to_owned();
    lines.map(message).collect()
}

/// As long as no new list is made, what is on it stays, and what was done of it adds up.
#[test]
fn the_same_list_has_the_same_rows_and_more_and_more_is_done() {
    assert_eq!(breaks(&of_2022(), &Input::of_2023()), [""; 0]);
    for (figure, value, is_sound) in [
        ("overdue.阳城县.households", "108", false),
        ("overdue.泽州县.projects", "1", false),
        ("overdue.泽州县.projects", "3", false),
        ("overdue.阳城县.delivered", "45", false),
        ("overdue.阳城县.delivered", "46", true),
        ("overdue.阳城县.delivered", "47", true),
        ("overdue.城区.delivered_projects", "1", false),
        ("overdue.城区.delivered_projects", "3", true),
        ("fees.households", "141", false),
        ("fees.paid", "0", true),
    ] {
        let found = breaks(&of_2022(), &Input::of_2023().set(figure, value));
        assert_eq!(found.is_empty(), is_sound, "{figure} {value}: {found:?}");
    }
}

#[test]
fn the_same_list_gets_no_new_row_and_loses_none() {
    let row = "[overdue.\"沁水县\"]\nprojects = 1\nhouseholds = 5\ndelivered_projects = 0\ndelivered = 0\n\n[[fees]]";
    let added = Input::of_2023().replace("[[fees]]", row);
    assert_eq!(
        breaks(&of_2022(), &added),
        ["“棚改逾期安置”里的沁水县：上一期没有这一行，而名单还是那一年排查的"]
    );
    let lost = Input::of_2023().remove_table("overdue.阳城县");
    assert_eq!(
        breaks(&of_2022(), &lost),
        ["“棚改逾期安置”里的阳城县：这一期没有这一行，而名单没有换，也没有全部完成"]
    );
    let reason = "[[restated]]\nfigure = \"overdue.阳城县\"\nreason = \"划归城区\"\n";
    assert_eq!(breaks(&of_2022(), &lost.append(reason)), [""; 0]);
    let project = Input::of_2023().replace("钟家庄B地块", "钟家庄C地块");
    assert_eq!(
        breaks(&of_2022(), &project),
        [
            "“欠发过渡安置费的项目”里的城区钟家庄B地块：这一期没有这一行，而名单没有换，也没有全部完成",
            "“欠发过渡安置费的项目”里的城区钟家庄C地块：上一期没有这一行，而名单还是那一年排查的",
        ]
    );
    let fewer = Input::of_2023().set("fees.paid", "0");
    assert_eq!(breaks(&of_2022().set("fees.paid", "1"), &fewer).len(), 1);
}

/// 2022 with everything of its list done.
fn all_done() -> Input {
    of_2022().set_all(&[
        ("overdue.城区.delivered_projects", "7"),
        ("overdue.城区.delivered", "2364"),
        ("overdue.泽州县.delivered_projects", "2"),
        ("overdue.泽州县.delivered", "156"),
        ("overdue.阳城县.delivered_projects", "1"),
        ("overdue.阳城县.delivered", "107"),
    ])
}

#[test]
fn a_list_that_is_all_done_may_go() {
    let gone = fees_alone().replace("[[fees]]", "[overdue]\nsurveyed = 2021\n\n[[fees]]");
    assert_eq!(breaks(&all_done(), &gone), [""; 0]);
    assert_eq!(breaks(&of_2022(), &gone).len(), 3);
}

/// 2023 with a new list: what was left of the old one, and what came up since.
fn resurveyed(projects: &str, households: &str) -> Input {
    Input::of_2023()
        .remove_table("overdue.total")
        .remove_table("overdue.阳城县")
        .remove("overdue.城区.rate")
        .remove("overdue.泽州县.rate")
        .set_all(&[
            ("overdue.surveyed", "2023"),
            ("overdue.城区.projects", projects),
            ("overdue.城区.households", households),
            ("overdue.城区.delivered_projects", "0"),
            ("overdue.城区.delivered", "0"),
            ("overdue.泽州县.households", "156"),
        ])
        .replace(
            "[[fees]]",
            "[overdue.\"阳城县\"]\nprojects = 1\nhouseholds = 61\ndelivered_projects = 0\ndelivered = 0\n\n[[fees]]",
        )
}

#[test]
fn a_new_list_has_at_least_what_was_left_of_the_old_one() {
    assert_eq!(breaks(&of_2022(), &resurveyed("5", "1864")), [""; 0]);
    assert_eq!(breaks(&of_2022(), &resurveyed("9", "3000")), [""; 0]);
    assert_eq!(
        breaks(&of_2022(), &resurveyed("4", "1863")),
        [
            "“棚改逾期安置”重新排查了，城区上一期还剩逾期项目 5，新名单上只有 4",
            "“棚改逾期安置”重新排查了，城区上一期还剩逾期安置居民 1864，新名单上只有 1863",
        ]
    );
    let lost = resurveyed("5", "1864").remove_table("overdue.阳城县");
    assert_eq!(
        breaks(&of_2022(), &lost),
        [
            "“棚改逾期安置”重新排查了，阳城县上一期还剩逾期项目 1，新名单上没有",
            "“棚改逾期安置”重新排查了，阳城县上一期还剩逾期安置居民 61，新名单上没有",
        ]
    );
    // Nobody is held to a list that is still to be looked at.
    let open = resurveyed("1", "1").set("overdue.surveyed", "\"待填\"");
    assert_eq!(breaks(&of_2022(), &open), [""; 0]);
    // The fees were of the same survey.
    let fees = resurveyed("5", "1864")
        .set("fees.households", "141")
        .set("fees.paid", "0");
    assert_eq!(
        breaks(&of_2022(), &fees),
        [
            "“欠发过渡安置费的项目”重新排查了，城区钟家庄B地块上一期还剩未妥善安置居民 142，新名单上只有 141"
        ]
    );
}

#[test]
fn a_list_does_not_become_older() {
    let older = Input::of_2023().set("overdue.surveyed", "2020");
    assert_eq!(
        breaks(&of_2022(), &older),
        ["“棚改逾期安置”的排查年度 2020，早于上一期的 2021"]
    );
}

/// What an audit found is a fact, and what was put right stays right.
#[test]
fn audits_stay_as_they_were() {
    for (figure, value, is_sound) in [
        ("audit.城区.found_2019", "4", false),
        ("audit.城区.found_2019", "6", false),
        ("audit.城区.solved_2019", "1", false),
        ("audit.城区.solved_2019", "2", true),
        ("audit.城区.solved_2019", "5", true),
    ] {
        let this = Input::of_2023().set(figure, value);
        assert_eq!(
            breaks(&of_2022(), &this).is_empty(),
            is_sound,
            "{figure} {value}"
        );
    }
}

/// A year is no amount: a newer list is not so many more, or so many per cent.
#[test]
fn two_years_of_lists_are_not_subtracted() {
    let mut years = Years::new();
    let comparison = years.compare(&Input::of_2022(), &resurveyed("5", "1864"));
    let mut figures = comparison.figures.iter();
    let year = figures
        .find(|figure| figure.name.to_string() == "overdue.surveyed")
        .unwrap();
    assert!(year.changed);
    assert_eq!((&year.difference, &year.percent), (&None, &None));
    let printed = hongtou::compare::terminal::terminal(&comparison, true);
    let printed = crate::diff::plain(&printed);
    let line = printed
        .lines()
        .find(|line| line.contains("排查年度"))
        .unwrap();
    assert_eq!(
        line.split_whitespace().collect::<Vec<_>>(),
        ["排查年度", "2021", "→", "2023"]
    );
}

/// What is wrong with the templates when the file of the overdue projects is written so.
fn faults(from: &str, to: &str) -> String {
    let run = Run::new();
    run.copy("templates");
    run.write("2023.toml", Input::of_2023().text());
    let name = "templates/housing/figures/overdue.toml";
    let file = String::from_utf8(run.read(name)).unwrap();
    assert!(file.contains(from), "{file}");
    run.write(name, file.replace(from, to));
    let line = [
        "check",
        "2023.toml",
        "--templates",
        "templates",
        "--format",
        "short",
    ];
    let (_, found, _) = run.run(&line);
    let errors = found
        .lines()
        .filter(|line| line.contains(": error["))
        .map(str::to_owned);
    errors.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_ground_that_is_none_is_a_fault_of_the_template() {
    let left = "left = [\"projects - delivered_projects\", \"households - delivered\"]";
    assert_snapshot!(faults("ground = \"surveyed\"", "ground = \"survey.houses\""), @"templates/housing/figures/overdue.toml:8:10: error[bad-template]: “survey.houses”不是填报的年份（[[scalars]] 里 year = true 的一项）");
    assert_snapshot!(faults("ground = \"surveyed\"\n", ""), @"templates/housing/figures/overdue.toml:8:9: error[bad-template]: 写了 left（还剩多少），就要写 ground（依据哪一年的名单）");
    assert_snapshot!(faults(left, ""), @"templates/housing/figures/overdue.toml:8:10: error[bad-template]: 要写 left（还剩多少），才知道名单何时全部完成");
    assert_snapshot!(faults(left, "left = [\"projects - done\", \"label\"]"), @"
    templates/housing/figures/overdue.toml:9:21: error[unknown-name]: 没有叫“done”的数据或措辞
    templates/housing/figures/overdue.toml:9:29: error[unknown-name]: 没有叫“label”的数据或措辞
    ");
}
