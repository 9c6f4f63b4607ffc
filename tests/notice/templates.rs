//! What changes from year to year without a programmer: a copy of
//! `templates/`, passed with `--templates`.

use std::path::Path;

use insta::assert_snapshot;

use crate::support::{Input, Run};

/// A run with its own copy of the templates, and the year's input.
fn with_templates(edit: impl FnOnce(&Run)) -> Run {
    let run = Run::new();
    run.copy("templates");
    run.write("2023.toml", Input::of_2023().text());
    edit(&run);
    run
}

fn replace(run: &Run, file: &str, from: &str, to: &str) {
    let within = if Path::new(file).extension().is_some_and(|e| e == "typ") {
        "templates"
    } else {
        "templates/housing"
    };
    let name = format!("{within}/{file}");
    let text = String::from_utf8(run.read(&name)).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    run.write(&name, text.replace(from, to));
}

fn check(run: &Run) -> String {
    let (status, output, errors) = run.run(&["check", "2023.toml", "--templates", "templates"]);
    assert_eq!((status, output.as_str()), (1, ""));
    errors
}

fn build(run: &Run) -> String {
    let (status, _, errors) = run.run(&["build", "2023.toml", "--templates", "templates"]);
    assert_eq!(status, 0, "{errors}");
    String::from_utf8(run.read("out/2023.txt")).unwrap()
}

const SIXTH: &str = r#"
label = "物业服务覆盖"
title = "{year}年|保障性住房|物业服务|覆盖情况"
rows = "counties"
row_head = "县区名称"
notes = ["注：覆盖率按套数计算。"]

[[columns]]
key = "flats"
head = ["保障性住房", "总量（套）"]
unit = "套"

[[columns]]
key = "served"
head = ["保障性住房", "有物业服务（套）"]
unit = "套"

[[columns]]
key = "rate"
head = ["覆盖率"]
formula = "served / flats"
places = 2
"#;

#[test]
fn a_sixth_annex_is_a_file_and_two_names() {
    let run = with_templates(|run| {
        run.write("templates/housing/figures/service.toml", SIXTH);
        replace(
            run,
            "notice.toml",
            "    \"own\",\n",
            "    \"own\",\n    \"service\",\n",
        );
        replace(run, "notice.toml", "\"audit\"]", "\"audit\", \"service\"]");
        let rows = ["城区", "泽州县", "高平市", "阳城县", "陵川县", "沁水县"];
        let rows = rows.iter().enumerate().map(|(at, county)| {
            format!(
                "[service.\"{county}\"]\nflats = {}\nserved = {}\n",
                1000 + at,
                500 + 2 * at
            )
        });
        let input = Input::of_2023().append(&rows.collect::<String>());
        run.write("2023.toml", input.text());
    });
    let text = build(&run);
    assert!(text.contains("6. 2023年保障性住房物业服务覆盖情况\n"));
    let annex = text.split("附件6\n").nth(1).unwrap();
    let annex = annex.split("\n\n抄送").next().unwrap();
    assert_snapshot!(annex, @"

    2023年保障性住房物业服务覆盖情况

    （1）县区名称
    （2）保障性住房／总量（套）
    （3）保障性住房／有物业服务（套）
    （4）覆盖率

    （1）     |     （2） |     （3） |     （4）
    晋城市    |      6015 |      3030 |    50.37%
    城区      |      1000 |       500 |    50.00%
    泽州县    |      1001 |       502 |    50.15%
    高平市    |      1002 |       504 |    50.30%
    阳城县    |      1003 |       506 |    50.45%
    陵川县    |      1004 |       508 |    50.60%
    沁水县    |      1005 |       510 |    50.75%

    注：覆盖率按套数计算。
    ");
}

#[test]
fn an_annex_of_records_has_as_many_rows_as_the_input() {
    let run = with_templates(|run| {
        let head = "rows = \"records\"\ntitle = \"欠发过渡安置费的项目\"\n";
        replace(run, "figures/fees.toml", "rows = \"records\"\n", head);
        for (key, name) in [
            ("county", "县区"),
            ("project", "项目"),
            ("households", "户数"),
            ("paid", "已发放"),
            ("rate", "整改率"),
        ] {
            let line = format!("key = \"{key}\"\n");
            replace(
                run,
                "figures/fees.toml",
                &line,
                &format!("{line}head = [\"{name}\"]\n"),
            );
        }
        replace(run, "notice.toml", "\"audit\"]", "\"audit\", \"fees\"]");
        let second =
            "[[fees]]\ncounty = \"沁水县\"\nproject = \"西街\"\nhouseholds = 20\npaid = 5\n";
        run.write("2023.toml", Input::of_2023().append(second).text());
    });
    let text = build(&run);
    let annex = text.split("附件6\n").nth(1).unwrap();
    let annex = annex.split("\n\n抄送").next().unwrap();
    assert_snapshot!(annex, @"

    欠发过渡安置费的项目

    （1）县区
    （2）项目
    （3）户数
    （4）已发放
    （5）整改率

    （1）     |       （2） |     （3） |     （4） |     （5）
    合计      |             |       162 |       147 |     90.7%
    城区      | 钟家庄B地块 |       142 |       142 |    100.0%
    沁水县    |        西街 |        20 |         5 |     25.0%
    ");
}

#[test]
fn a_new_column_and_a_new_threshold() {
    let run = with_templates(|run| {
        let column = "[[columns]]\nkey = \"subsidy_left\"\n\
            head = [\"城镇住房保障家庭租赁补贴年度发放情况（户）\", \"未完成\"]\n\
            unit = \"户\"\nformula = \"subsidy_target - subsidy\"\n\n";
        replace(
            run,
            "figures/targets.toml",
            "# 每行必须成立的关系\n",
            column,
        );
        replace(
            run,
            "figures/overdue.toml",
            "slow = \"rate < 80%\"",
            "slow = \"rate < 10%\"",
        );
    });
    let text = build(&run);
    let row = text
        .lines()
        .find(|line| line.starts_with("陵川县"))
        .unwrap();
    assert!(row.ends_with("|        15"), "{row}");
    assert!(
        text.contains("；泽州县逾期在建棚改项目整改较慢；"),
        "{text}"
    );
}

#[test]
fn a_reworded_section() {
    let run = with_templates(|run| {
        replace(
            run,
            "sections/audit.toml",
            "审计发现问题整改顺利",
            "审计整改成效明显",
        );
        replace(run, "sections/audit.toml", "建立了月报制度，", "");
    });
    let text = build(&run);
    assert!(text.contains("\n六、审计整改成效明显\n"));
    assert!(text.contains("积极开展了实地调研，加大督办督导力度，取得明显成效。"));
}

#[test]
fn only_one_annex_has_no_number() {
    let run = with_templates(|run| {
        replace(
            run,
            "notice.toml",
            "annexes = [\"targets\", \"unfinished\", \"funds\", \"loans\", \"audit\"]",
            "annexes = [\"funds\"]",
        );
    });
    let text = build(&run);
    assert!(text.contains(
        "\n附件：2023年中央财政城镇保障性安居工程补助资金（租赁住房保障和城镇棚改）收支情况\n"
    ));
    assert!(text.contains("\n附件\n\n2023年中央财政"));
}

#[test]
fn names_that_nothing_bears() {
    let run = with_templates(|run| {
        replace(
            run,
            "sections/audit.toml",
            "{audit.total.all_found}个",
            "{audit.total.al_found}个",
        );
        replace(
            run,
            "sections/loans.toml",
            "when = \"loans.total.efficient\", say = \"棚",
            "when = \"loans.total.eficient\", say = \"棚",
        );
        replace(
            run,
            "sections/closing.toml",
            "each = \"loans\"",
            "each = \"loan\"",
        );
        replace(
            run,
            "figures/funds.toml",
            "formula = \"spent / available\"",
            "formula = \"spent / availble\"",
        );
        replace(run, "notice.toml", "〔{issue_year}〕", "〔{isue_year}〕");
        replace(
            run,
            "figures/audit.toml",
            "head = [\"{each}年|审计|发现|问题|整改情况\", \"问题|数量\"]",
            "head = [\"{every}年\", \"问题|数量\"]",
        );
    });
    assert_snapshot!(check(&run), @r#"
    错误[unknown-name]: 没有叫“isue_year”的数据或措辞
     --> templates/housing/notice.toml:7:18
      |
    7 | number = "晋市保办字〔{isue_year}〕{number}号"        # 发文字号：成文年...
      |                        ^^^^^^^^^

    错误[unknown-name]: 没有叫“every”的数据或措辞
      --> templates/housing/figures/audit.toml:20:11
       |
    20 | head = ["{every}年", "问题|数量"]
       |           ^^^^^

    错误[unknown-name]: 没有叫“availble”的数据或措辞
       --> templates/housing/figures/funds.toml:103:20
        |
    103 | formula = "spent / availble"
        |                    ^^^^^^^^
        |
        = 处理: 是否应为 available？

    错误[unknown-name]: 没有叫“loans.total.eficient”的数据或措辞
      --> templates/housing/sections/loans.toml:12:15
       |
    12 |     { when = "loans.total.eficient", say = "棚改专项贷款高效使用" },
       |               ^^^^^^^^^^^^^^^^^^^^
       |
       = 处理: 是否应为 loans.total.efficient？

    错误[unknown-name]: 没有叫“audit.total.al_found”的数据或措辞
      --> templates/housing/sections/audit.toml:20:13
       |
    20 | {span}审计发现的{audit.total.al_found}个问题，截至{year}年底{solved}。"""
       |                  ^^^^^^^^^^^^^^^^^^^^
       |
       = 处理: 是否应为 audit.total.all_found？

    错误[bad-template]: “slow_loans”不是逐行（each）的措辞，不能按行合并
       --> templates/housing/sections/closing.toml:105:12
        |
    105 |     { of = "slow_loans", say = "{items}" },
        |            ^^^^^^^^^^^^

    错误[unknown-name]: 没有叫“loan”的数据或措辞
       --> templates/housing/sections/closing.toml:161:9
        |
    161 | each = "loan"
        |         ^^^^

    错误[unreachable-rule]: 措辞“slow_loans”没有任何地方用到
       --> templates/housing/sections/closing.toml:159:1
        |
    159 | [phrases.slow_loans]
        | ^^^^^^^^^^^^^^^^^^^^
        |
        = 处理: 在 paragraphs 或别的措辞里用上它，或把它删掉

    共 8 处错误。
    "#);
}

#[test]
fn a_rate_is_compared_with_a_per_cent() {
    let run = with_templates(|run| {
        replace(
            run,
            "sections/closing.toml",
            "funds.total.progress < 100%",
            "funds.total.progress < 0.95",
        );
        replace(
            run,
            "figures/targets.toml",
            "short_of_begun = \"begun_rate < 100%\"",
            "short_of_begun = \"begun_rate < 1\"",
        );
    });
    assert_snapshot!(check(&run), @r#"
    错误[bad-template]: “begun_rate”是比率，要和百分数比，如 95%，不是 1
      --> templates/housing/figures/targets.toml:11:18
       |
    11 | short_of_begun = "begun_rate < 1"
       |                  ^^^^^^^^^^^^^^^^

    错误[bad-template]: “funds.total.progress”是比率，要和百分数比，如 95%，不是 0.95
       --> templates/housing/sections/closing.toml:189:14
        |
    189 |     { when = "any(funds, moved) and funds.total.progress < 0.95", say ...
        |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    共 2 处错误。
    "#);
}

#[test]
fn rules_that_cannot_match_and_wording_that_is_never_used() {
    let run = with_templates(|run| {
        replace(
            run,
            "sections/audit.toml",
            "audit.total.settled\", say = \"审",
            "audit.total.all_rate >= 80%\", say = \"审",
        );
        replace(
            run,
            "sections/loans.toml",
            "    { say = \"棚改专项贷款有序使用\" },\n",
            "",
        );
        replace(
            run,
            "sections/targets.toml",
            "join = \"、\"\nsay = \"{rate}\"",
            "where = \"rate > 0\"\njoin = \"、\"\nsay = \"{rate}\"",
        );
        run.write(
            "templates/housing/sections/survey.toml",
            String::from_utf8(run.read("templates/housing/sections/survey.toml")).unwrap()
                + "\n[phrases.left_over]\nsay = \"没有人说\"\n\n[phrases.circle]\nsay = \"{circle}\"\n",
        );
    });
    assert_snapshot!(check(&run), @r#"
    错误[bad-template]: “分别”的两列“achieved”“rates”要用同一个清单和同样的条件
       --> templates/housing/sections/targets.toml:101:13
        |
    101 |   ... = """\
        |  _______^
    102 | | ... 全市城镇住房保障计划实施：{plan}。\
    103 | | ... 中，全市统一部署，层层夯实责任，实施台账管理，推进手续办理，落实开工条件，加强工作调研，\
    104 | | ... 导，月调度季通报，坚持问题导向，多措并举推进，{effort}。\
    105 | | ... {achieved}，{respectively(achieved, rates)}完成省定年度任务的{rates}，{verdict}。{beyond}""" },
        | |________________________________________________________________________________________________^

    错误[bad-template]: 措辞“heading”的最后一条不能带条件，否则可能无话可说
     --> templates/housing/sections/loans.toml:8:1
      |
    8 | [phrases.heading]
      | ^^^^^^^^^^^^^^^^^

    错误[unreachable-rule]: 措辞“left_over”没有任何地方用到
      --> templates/housing/sections/survey.toml:66:1
       |
    66 | [phrases.left_over]
       | ^^^^^^^^^^^^^^^^^^^
       |
       = 处理: 在 paragraphs 或别的措辞里用上它，或把它删掉

    错误[bad-template]: 措辞“circle”绕回了自己
      --> templates/housing/sections/survey.toml:69:1
       |
    69 | [phrases.circle]
       | ^^^^^^^^^^^^^^^^

    共 4 处错误。
    "#);
}

#[test]
fn a_named_condition_that_nothing_uses_is_refused() {
    let run = with_templates(|run| {
        replace(
            run,
            "sections/targets.toml",
            "all_met = ",
            "none_met = \"all(goals, rate < 100%)\"\nall_met = ",
        );
        let figures = String::from_utf8(run.read("templates/housing/figures/loans.toml")).unwrap();
        let figures = figures.replacen("[tests]\n", "[tests]\nidle = \"credit = 0\"\n", 1);
        run.write("templates/housing/figures/loans.toml", figures);
    });
    let told = check(&run);
    assert!(
        told.contains("[tests] 里的“none_met”没有任何地方用到"),
        "{told}"
    );
    assert!(
        told.contains("[tests] 里的“idle”没有任何地方用到"),
        "{told}"
    );
    assert!(told.contains("共 2 处错误"), "{told}");
}

/// Whether a phrase has an item may not hang on how many it has, nor a list on its own entries.
#[test]
fn what_needs_itself_to_be_counted_or_tested_is_refused() {
    let run = with_templates(|run| {
        let filter = ("where = \"found > 0\"", "where = \"count(years) > 0\"");
        replace(run, "sections/audit.toml", filter.0, filter.1);
        let when = "when = \"targets.total.begun_target > 0\"\nshared";
        let own = "when = \"any(goals, rate > 0%)\"\nshared";
        replace(run, "sections/targets.toml", when, own);
    });
    let errors = check(&run);
    let circles = errors.lines().filter(|line| line.contains("绕回了自己"));
    assert_snapshot!(circles.collect::<Vec<_>>().join("\n"), @"
    错误[bad-template]: 清单“goals”的条件绕回了自己
    错误[bad-template]: 措辞“years”绕回了自己
    ");
}

/// A formula may need itself through another one, and a place through what it is given by: that is one
/// fault, however many rows there are.
#[test]
fn formulas_that_need_themselves_are_refused() {
    let sum = "formula = \"rental + renewal\"";
    let circles = |instead: &str| {
        let run = with_templates(|run| replace(run, "figures/funds.toml", sum, instead));
        let told = check(&run);
        let circles = told.lines().filter(|line| line.contains("公式绕回了自己"));
        (circles.count(), told)
    };
    let (count, told) = circles("formula = \"rental + available\"");
    assert_eq!(count, 1, "{told}");
    let place = "\n[[columns]]\nkey = \"place\"\nlabel = \"名次\"\nformula = \"rank(received)\"\n";
    let (count, told) = circles(&format!(
        "formula = \"rental + place\"\ntotal = \"given\"\n{place}"
    ));
    assert_eq!(count, 1, "{told}");
}

#[test]
fn columns_that_sum_to_nothing() {
    let run = with_templates(|run| {
        replace(
            run,
            "figures/funds.toml",
            "formula = \"rental + renewal\"",
            "formula = \"rental - rental\"",
        );
        replace(
            run,
            "figures/fees.toml",
            "label = \"项目名称\"\ntext = true",
            "label = \"项目名称\"\ntext = true\ntotal = true",
        );
    });
    assert_snapshot!(check(&run), @r#"
    错误[bad-template]: “project”是文字，没有合计：请去掉 total = true
      --> templates/housing/figures/fees.toml:20:7
       |
    20 | key = "project"
       |       ^^^^^^^^^

    错误[bad-template]: “received”的公式各项互相抵消，总是 0
      --> templates/housing/figures/funds.toml:57:11
       |
    57 | formula = "rental - rental"
       |           ^^^^^^^^^^^^^^^^^

    共 2 处错误。
    "#);
}

#[test]
fn faults_of_the_template_files_themselves() {
    let run = with_templates(|run| {
        replace(run, "notice.toml", "addressee", "adressee");
        replace(
            run,
            "figures/targets.toml",
            "formula = \"begun / begun_target\"\nplaces = 1",
            "formula = \"begun / begun_target + 1\"",
        );
        replace(
            run,
            "figures/loans.toml",
            "[[must]]\nthat = \"lent <= credit\"",
            "[[must]]\nthat = \"lent < = credit\"",
        );
    });
    assert_snapshot!(check(&run), @r#"
    错误[bad-template]: 模板里有不认识的项“adressee”
      --> templates/housing/notice.toml:10:1
       |
    10 | adressee = "各县（市、区）保障性安居工程领导小组办公室"  # 主送机关
       | ^^^^^^^^
       |
       = 处理: 是否应为 addressee？可用的有 cycle、form、name、organ、mark、organs、number、title、addressee、allows、signers、note、total_label、total_words、sets、rounding_note、seal、post、figures、sections、annexes、fonts、claims

    共 1 处错误。
    "#);
    let run = with_templates(|run| {
        replace(
            run,
            "figures/targets.toml",
            "places = 1\n\n# 棚户区住房改造 年度基本建成",
            "places = 999999\n\n# 棚户区住房改造 年度基本建成",
        );
        replace(
            run,
            "figures/loans.toml",
            "[[must]]\nthat = \"lent <= credit\"",
            "[[must]]\nthat = \"lent < = credit\"",
        );
        replace(run, "sections/audit.toml", "{span}审计", "{span审计");
        replace(
            run,
            "notice.toml",
            "    \"audit\",\n    \"survey\",\n    \"closing\"",
            "    \"audits\",\n    \"survey\",\n    \"closing\",\n    \"closing\"",
        );
    });
    assert_snapshot!(check(&run), @r#"
    错误[duplicate-key]: “closing”列了两次
      --> templates/housing/notice.toml:44:5
       |
    44 |     "closing",
       |     ^^^^^^^^^

    错误[bad-template]: 小数位数 places 最多 6 位
      --> templates/housing/figures/targets.toml:34:11
       |
    34 | formula = "begun / begun_target"
       |           ^^^^^^^^^^^^^^^^^^^^^^

    错误[bad-template]: 式子写错了：此处应为一个名称
       --> templates/housing/figures/loans.toml:106:16
        |
    106 | that = "lent < = credit"
        |                ^

    错误[file]: 模板里没有 sections/audits.toml
      --> templates/housing/notice.toml:41:5
       |
    41 |     "audits",
       |     ^^^^^^^^
       |
       = 处理: 请写出这个文件，或改正引用它的名称

    共 4 处错误。
    "#);
}

#[test]
fn a_layout_that_is_broken_is_named() {
    let run = with_templates(|run| {
        replace(run, "notice.typ", "signature(fonts", "signatur(fonts");
    });
    let (status, _, errors) = run.run(&["build", "2023.toml", "--templates", "templates"]);
    assert_eq!(status, 1);
    assert_snapshot!(errors, @"
    错误[layout]: 排版出错：unknown variable: signatur
      --> templates/notice.typ:58:5
       |
    58 |     signatur(fonts, notice.signature, step: step)
       |     ^^^^^^^^
       |
       = 处理: 请核对 templates/ 里的 .typ 文件，或从发布的程序包里恢复

    共 1 处错误。没有写出任何文件。
    ");
}

#[test]
fn a_name_that_means_something_else_is_refused_where_it_is_declared() {
    let renamed = |file: &str, from: &str, to: &str| {
        let run = with_templates(|run| replace(run, file, from, to));
        let errors = check(&run);
        let lines = errors.lines().filter(|line| line.starts_with("错误["));
        let lines: Vec<&str> = lines.filter(|line| line.contains("不能作")).collect();
        lines.join("\n")
    };
    let extra = "extra_rows = [{ key = \"市本级\" }]";
    let row = |key: &str| extra.replace("市本级", key);
    assert_snapshot!(renamed("figures/loans.toml", "key = \"bonds\"", "key = \"total\""), @"错误[bad-template]: “total”另有所指，不能作一项数据的名称");
    assert_snapshot!(renamed("figures/loans.toml", "key = \"bonds\"", "key = \"name\""), @"错误[bad-template]: “name”另有所指，不能作一项数据的名称");
    assert_snapshot!(renamed("figures/survey.toml", "key = \"deformed\"", "key = \"total\""), @"错误[bad-template]: “total”另有所指，不能作一项数据的名称");
    assert_snapshot!(renamed("figures/survey.toml", "key = \"until\"", "key = \"total\""), @"错误[bad-template]: “total”另有所指，不能作一项数据的名称");
    assert_snapshot!(renamed("figures/loans.toml", extra, &row("total")), @"错误[bad-template]: “total”另有所指，不能作一行的名称");
    assert_snapshot!(renamed("figures/loans.toml", extra, &row("市.本级")), @"错误[bad-template]: “市.本级”里有句点，不能作一行的名称");
    assert_snapshot!(renamed("figures/audit.toml", "key = \"years\"", "key = \"市本级\""), @"错误[bad-template]: “市本级”另有所指，不能作一行的名称");
    for taken in ["year", "number", "none", "counties", "total", "accept"] {
        let run = with_templates(|run| {
            run.write(&format!("templates/housing/figures/{taken}.toml"), SIXTH);
            let list = format!("    \"own\",\n    \"{taken}\",\n");
            replace(run, "notice.toml", "    \"own\",\n", &list);
        });
        let message = match taken {
            "counties" => {
                "“counties”已是一套行（[sets.counties]）的名称，一组数据不能也叫它".to_owned()
            }
            _ => format!("“{taken}”另有所指，不能作一组数据的名称"),
        };
        assert!(check(&run).contains(&message), "{taken}");
    }
}

/// What breaks a rule that is added to a table, one line each.
fn broken(file: &str, rule: &str) -> String {
    let run = with_templates(|run| {
        let name = format!("templates/housing/{file}");
        let text = String::from_utf8(run.read(&name)).unwrap();
        let must = format!("\n[[must]]\nthat = \"{rule}\"\nsay = \"不该这样\"\n");
        run.write(&name, text + &must);
    });
    let errors = check(&run);
    let lines = errors.lines().filter(|line| line.starts_with("错误["));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_rule_may_bound_a_cell_by_a_number() {
    // Every row by itself: what holds of rows says nothing of their sum.
    assert_snapshot!(broken("figures/targets.toml", "begun <= 1000"), @"错误[cannot-be]: 不该这样：阳城县 开工量 1094套");
    assert_snapshot!(broken("figures/targets.toml", "2000 >= built"), @"错误[cannot-be]: 不该这样：城区 基本建成量 8064套");
    // A rate is bounded in the total as well.
    assert_snapshot!(broken("figures/funds.toml", "progress >= 93%"), @"
    错误[cannot-be]: 不该这样：泽州县 支出进度 52.38%
    错误[cannot-be]: 不该这样：阳城县 支出进度 92.74%
    错误[cannot-be]: 不该这样：陵川县 支出进度 41.00%
    ");
    assert_snapshot!(broken("figures/fees.toml", "paid <= 100"), @"错误[cannot-be]: 不该这样：第1项（城区钟家庄B地块） 已发放过渡安置费 142户");
    assert_snapshot!(broken("figures/survey.toml", "deformed <= 40"), @"错误[cannot-be]: 不该这样：普查成果中存在变形损伤的住宅 45栋");
    assert_snapshot!(broken("figures/audit.toml", "found <= 13"), @"错误[cannot-be]: 不该这样：城区 2016年审计发现问题数量 14个");
}

#[test]
fn a_broken_rule_names_what_it_compares() {
    assert_snapshot!(broken("figures/targets.toml", "not blank(built)"), @"
    错误[cannot-be]: 不该这样：泽州县 基本建成量 空白
    错误[cannot-be]: 不该这样：陵川县 基本建成量 空白
    错误[cannot-be]: 不该这样：沁水县 基本建成量 空白
    ");
    assert_snapshot!(broken("figures/targets.toml", "not (subsidy > 25 and blank(begun))"), @"
    错误[cannot-be]: 不该这样：泽州县 租赁补贴发放量 26户，泽州县 开工量 空白
    错误[cannot-be]: 不该这样：高平市 租赁补贴发放量 309户，高平市 开工量 空白
    ");
}

#[test]
fn a_rule_needs_no_total() {
    let run = with_templates(|run| {
        let table = SIXTH.replace("[[columns]]\n", "[[columns]]\ntotal = false\n");
        let rule = "\n[[must]]\nthat = \"flats <= 1004\"\nsay = \"不该这样\"\n";
        run.write("templates/housing/figures/service.toml", table + rule);
        let list = "    \"own\",\n    \"service\",\n";
        replace(run, "notice.toml", "    \"own\",\n", list);
        let rows = ["城区", "泽州县", "高平市", "阳城县", "陵川县", "沁水县"];
        let rows = rows.iter().enumerate().map(|(at, county)| {
            let flats = 1000 + at;
            format!("[service.\"{county}\"]\nflats = {flats}\nserved = 500\n")
        });
        let input = Input::of_2023().append(&rows.collect::<String>());
        run.write("2023.toml", input.text());
    });
    let errors = check(&run);
    let lines = errors.lines().filter(|line| line.starts_with("错误["));
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @"错误[cannot-be]: 不该这样：沁水县 保障性住房／总量（套） 1005套");
}

#[test]
fn a_claim_names_what_is_there() {
    let run = with_templates(|run| {
        replace(
            run,
            "notice.toml",
            "section = \"survey\"",
            "section = \"surveys\"",
        );
        replace(
            run,
            "notice.toml",
            "when = \"all(goals, rate > 100%)\"",
            "when = \"all(gaols, rate > 100%)\"",
        );
    });
    let errors = check(&run);
    assert!(errors.contains("没有叫“surveys”的数据或措辞"), "{errors}");
    assert!(errors.contains("没有叫“gaols”的数据或措辞"), "{errors}");
}

#[test]
fn which_words_claim_what_is_said_in_the_templates() {
    let run = with_templates(|run| {
        replace(
            run,
            "notice.toml",
            "[\"超额完成\"]",
            "[\"超额完成\", \"大获全胜\"]",
        );
        let input = Input::of_2023().set("targets.阳城县.begun", "194");
        let input = input.replace("在推进年度工作落实中，", "全市各项任务大获全胜，");
        run.write("2023.toml", input.text());
    });
    let (_, _, errors) = run.run(&["check", "2023.toml", "--templates", "templates"]);
    assert!(
        errors.contains("各项年度目标任务没有都超额完成"),
        "{errors}"
    );
}

/// A total's formula over a column that has no total was, once, worked out without it.
#[test]
fn a_total_over_a_column_without_one_is_refused() {
    let run = with_templates(|run| {
        let served = "key = \"served\"\n";
        let table = SIXTH.replace(served, &format!("{served}total = false\n"));
        run.write("templates/housing/figures/service.toml", table);
        replace(
            run,
            "notice.toml",
            "    \"own\",\n",
            "    \"own\",\n    \"service\",\n",
        );
        let rows = ["城区", "泽州县", "高平市", "阳城县", "陵川县", "沁水县"];
        let rows = rows.map(|county| format!("[service.\"{county}\"]\nflats = 10\nserved = 5\n"));
        let input = Input::of_2023().append(&rows.concat());
        run.write("2023.toml", input.text());
    });
    assert_snapshot!(check(&run), @r#"
    错误[bad-template]: 合计行算不出“覆盖率”：它由“保障性住房／有物业服务（套）”计算，而“保障性住房／有物业服务（套）”没有合计
      --> templates/housing/figures/service.toml:22:11
       |
    22 | formula = "served / flats"
       |           ^^^^^^^^^^^^^^^^
       |
       = 处理: 请写 total = "none"（合计行里空着）、"mean"（平均）或 "given"（填报），或给据以计算的栏写 total

    共 1 处错误。
    "#);
}
