//! Next year's input from this year's.

use hongtou::audit::{Measurement, audit};
use hongtou::calendar::Period;
use hongtou::pipeline::Setting;
use hongtou::renew::renew;
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::dice::Dice;
use crate::filling::filled;
use crate::support::{Input, Run, Years, cases, pages};

/// 2024, still to be filled in.
fn of_2024() -> String {
    let mut years = Years::new();
    let last = years.year("2023", &Input::of_2023());
    renew(
        &years.model,
        &last,
        Input::of_2023().text(),
        Period::year_of(2024),
    )
}

/// Some lines of the new file: from the one that begins with `from`.
fn lines(text: &str, from: &str, count: usize) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with(from));
    lines.take(count).collect::<Vec<_>>().join("\n")
}

#[test]
fn figures_are_emptied_with_last_years_beside_them() {
    let text = of_2024();
    assert_snapshot!(lines(&text, "year =", 3), @r#"
    year = 2024              # 年度
    number = "待填"          # 发文顺序号；上年 1
    date = "待填"            # 成文日期（次年的月和日）；上年 1月31日
    "#);
    assert_snapshot!(lines(&text, "[targets.\"城区\"]", 12), @r#"
    [targets."城区"]
    begun_target = "待填"       # 棚户区住房改造开工任务量（套）；上年 355
    begun = "待填"              # 棚户区住房改造开工量（套）；上年 763
    built_target = "待填"       # 棚户区住房改造基本建成任务量（套）；上年 500
    built = "待填"              # 棚户区住房改造基本建成量（套）；上年 8064
    built_continued = "待填"    # 其中：续建工程基本建成量（套）；上年 8064
    investment_target = "待填"  # 城镇保障性安居工程投资任务量（亿元）；上年 4.72
    investment = "待填"         # 城镇保障性安居工程完成投资额（亿元）；上年 13.87
    subsidy_target = "待填"     # 城镇住房保障家庭租赁补贴任务量（户）；上年 350
    subsidy = "待填"            # 城镇住房保障家庭租赁补贴发放量（户）；上年 433
    # investment_rate = 293.8   # 填报：投资完成率（%）
    "#);
    assert_snapshot!(lines(&text, "[audit]", 19), @r#"
    [audit]
    years = [2016, 2017, 2019]   # 审计年度；下面每个年度各有 found_年度、solved_年度 两项


    [audit.total]  # 填报：收到的合计，核对用
    found_2016 = "待填"   # 填报：晋城市2016年审计发现问题数量（个），核对用；没有收到就删掉这一行
    solved_2016 = "待填"  # 填报：晋城市2016年审计发现问题已整改（个），核对用；没有收到就删掉这一行
    found_2017 = "待填"   # 填报：晋城市2017年审计发现问题数量（个），核对用；没有收到就删掉这一行
    solved_2017 = "待填"  # 填报：晋城市2017年审计发现问题已整改（个），核对用；没有收到就删掉这一行
    found_2019 = "待填"   # 填报：晋城市2019年审计发现问题数量（个），核对用；没有收到就删掉这一行
    solved_2019 = "待填"  # 填报：晋城市2019年审计发现问题已整改（个），核对用；没有收到就删掉这一行

    [audit."市本级"]
    found_2016 = 2        # 2016 年审计发现问题（个）；由上年结转，上年 2
    solved_2016 = "待填"  # 2016 年审计发现问题已整改（个）；上年累计 2，只增不减
    found_2017 = 2        # 2017 年审计发现问题（个）；由上年结转，上年 2
    solved_2017 = "待填"  # 2017 年审计发现问题已整改（个）；上年累计 2，只增不减
    found_2019 = 5        # 2019 年审计发现问题（个）；由上年结转，上年 5
    solved_2019 = "待填"  # 2019 年审计发现问题已整改（个）；上年累计 5，只增不减
    "#);
}

#[test]
fn what_follows_from_last_year_is_carried() {
    let text = of_2024();
    assert_snapshot!(lines(&text, "[unfinished.\"泽州县\"]", 9), @r#"
    [unfinished."泽州县"]
    renewal_begun = "待填"   # 棚改安置住房开工未建成量（套）；上年未完 656，加上本年新增的
    renewal_built = "待填"   # 棚改安置住房建成量（套）；上年 0
    public_begun = "待填"    # 公共租赁住房开工未建成量（套）；上年未完 213，加上本年新增的
    public_built = "待填"    # 公共租赁住房建成量（套）；上年 826
    economic_begun = "待填"  # 经济适用住房开工未建成量（套）；上年未完 0，加上本年新增的
    economic_built = "待填"  # 经济适用住房建成量（套）；上年空白
    limited_begun = "待填"   # 限价普通商品住房开工未建成量（套）；上年未完 0，加上本年新增的
    limited_built = "待填"   # 限价普通商品住房建成量（套）；上年空白
    "#);
    assert_snapshot!(lines(&text, "# 全市：材料只给出了", 42), @r#"
    # 全市：材料只给出了全市的项目数和户数
    [overdue.total]
    projects = 10      # 填报：逾期在建的棚改项目（个）；照上年的名单
    households = 2627  # 填报：逾期安置的棚改居民（户）；照上年的名单
    delivered_projects = "待填"  # 填报：晋城市交付使用的项目（个），核对用；没有收到就删掉这一行
    delivered = "待填"           # 填报：晋城市交付安置居民（户），核对用；没有收到就删掉这一行

    [overdue."城区"]
    projects = "?"               # 逾期在建的棚改项目（个）；照上年的名单
    households = "?"             # 逾期安置的棚改居民（户）；照上年的名单
    delivered_projects = "待填"  # 已交付使用的项目，累计（个）；上年累计 5，只增不减
    delivered = "待填"           # 已交付安置的居民，累计（户）；上年累计 1376，只增不减
    rate = "待填"                # 填报：整改率（%）；上年 58.2

    [overdue."泽州县"]
    projects = 2                 # 逾期在建的棚改项目（个）；照上年的名单
    households = "?"             # 逾期安置的棚改居民（户）；照上年的名单
    delivered_projects = "待填"  # 已交付使用的项目，累计（个）；上年累计 0，只增不减
    delivered = "待填"           # 已交付安置的居民，累计（户）；上年累计 0，只增不减
    rate = "待填"                # 填报：整改率（%）；上年 0
    label = "原泽州县"          # 正文里的称呼（可以不写）
    remark = "（大车渠现属城区）"    # 项目后面的说明（可以不写）

    [overdue."阳城县"]
    projects = 1            # 逾期在建的棚改项目（个）；照上年的名单
    households = 107        # 逾期安置的棚改居民（户）；照上年的名单
    delivered_projects = 1  # 已交付使用的项目，累计（个）；照上年的名单
    delivered = 107         # 已交付安置的居民，累计（户）；照上年的名单

    # 因欠发过渡安置费未妥善安置居民的项目：一个项目一条，没有就删掉
    # [[fees]]
    # county = "城区"            # 所在县（市、区）
    # project = "钟家庄B地块"    # 项目名称（不写“项目”二字）
    # households = 142           # 未妥善安置的居民（户）
    # paid = 142                 # 已发放过渡安置费，累计（户）


    # ════ 附件3　中央财政补助资金 ════

    [funds]
    provincial = "待填"  # 省级配套补助资金（万元）；上年 24
    "#);
    assert_snapshot!(lines(&text, "[funds.\"城区\"]", 8), @r#"
    [funds."城区"]
    carried = 42.76         # 截至上年末结余（万元）；由上年结转，上年 186.01
    adjusted = "待填"       # 截至上年末已统计支付后调整收回（万元，可以为负）；上年 -69.65
    rental = "待填"         # 本年收入：租赁住房保障（万元）；上年 134
    renewal = "待填"        # 本年收入：城镇棚户区改造（万元）；上年 545.9
    spent_public = "待填"   # 本年支出：用于公共租赁住房（万元）；上年空白
    spent_subsidy = "待填"  # 本年支出：用于租赁补贴（万元）；上年 190.98
    spent_renewal = "待填"  # 本年支出：用于城镇棚户区住房改造（万元）；上年 562.52
    "#);
    assert_snapshot!(lines(&text, "[loans.\"城区\"]", 8), @r#"
    [loans."城区"]
    credit_cdb = "待填"   # 国开行有效授信（亿元）；上年 15.4
    credit_adbc = "待填"  # 农发行有效授信（亿元）；上年 10
    lent_cdb = "待填"     # 国开行累计发放（亿元）；上年累计 13.6，加上本年发放的
    lent_adbc = "待填"    # 农发行累计发放（亿元）；上年累计 9，加上本年发放的
    new_cdb = "待填"      # 其中：国开行本年发放（亿元）；上年 0.9
    new_adbc = "待填"     # 其中：农发行本年发放（亿元）；上年 0
    bonds = "待填"        # 棚改专项债券发行（亿元）；上年空白
    "#);
}

#[test]
fn own_paragraphs_are_commented_out() {
    let text = of_2024();
    let own = lines(&text, "[own]", 12);
    let short: Vec<String> = own
        .lines()
        .map(|line| line.chars().take(40).collect())
        .collect();
    assert_snapshot!(short.join("\n"), @r#"
    [own]
    # 棚改专项贷款一节开头：今年做了什么（后面接“，全市夯实有效授信……”）
    # loans_background = "经开展{year-3}年棚改专项贷款
    loans_background = "待填"  # 上年的写在上面，改写后放进

    # 各部门的配合、新出台的文件（整段，可以分几段；没有就删掉）
    # cooperation = """
    # 在推进年度工作落实中，市财政局积极落实资金支持政策，年度下达中央财政补助资金
    # """
    cooperation = "待填"  # 上年的写在上面，改写后放进引号里
    "#);
}

#[test]
fn nothing_else_of_the_file_is_changed() {
    let (old, new) = (Input::of_2023(), of_2024());
    // Heads, comments of their own lines and empty lines are all still there, in order.
    let frame = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .map(|line| line.trim_start_matches("# ").to_owned());
        lines
            .filter(|line| line.starts_with('[') || line.starts_with('═'))
            // Totals are asked for besides.
            .filter(|line| !line.ends_with("，核对用"))
            .collect()
    };
    assert_eq!(frame(old.text()), frame(&new));
    assert!(new.contains("counties = [\"城区\", \"泽州县\""));
    assert!(!new.contains("2023 年度"));
}

#[test]
fn check_lists_what_is_to_be_filled_in_and_build_waits() {
    let run = Run::new();
    run.copy("inputs");
    let (status, printed, errors) = run.run(&["new", "2024", "--from", "inputs/2023.toml"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert_snapshot!(printed, @"
    新的一期　inputs/2024.toml
    待填的各项：hongtou check；先看样子：hongtou build --draft
    ");
    let (status, printed, errors) = run.run(&["check"]);
    assert_eq!((status, printed.as_str()), (1, ""));
    assert_snapshot!(errors, @r#"
    错误[to-fill]: 还有 273 项待填
      --> inputs/2024.toml:14:10
       |
    14 | number = "待填"          # 发文顺序号；上年 1
       |          ^^^^^^
    15 | date = "待填"            # 成文日期（次年的月和日）；上年 1月31日
       |        ------
    ...
    32 | begun_target = "待填"     # 填报：全市开工任务量（套），核对用；上年 162...
       |                ------
       |
       = 处理: 发文顺序号 1 项：第 14 行
       = 处理: 成文日期 1 项：第 15 行
       = 处理: 年度目标任务 63 项：第 32—112 行之间
       = 处理: 开工未建成项目 56 项：第 121—192 行之间
       = 处理: 续建项目 1 项：第 198 行
       = 处理: 棚改逾期安置 8 项：第 211、213、218—220、225—227 行
       = 处理: 中央财政补助资金 43 项：第 252—320 行之间
       = 处理: 棚改专项贷款和专项债券 56 项：第 327—398 行之间
       = 处理: 审计发现问题整改 24 项：第 409—478 行之间
       = 处理: 城市危旧房摸底调查 18 项：第 484—501 行
       = 处理: 本年度自己的段落 2 项：第 509、515 行
       = 处理: 请把“待填”换成数字；要先看样子，用 hongtou build --draft，待填处印作 ____

    共 1 处错误。
    "#);
    assert_eq!(run.run(&["build"]).0, 1);
    assert!(!run.path().join("out/2024.pdf").exists());
    let (status, printed, _) = run.run(&["build", "--draft"]);
    assert_eq!(status, 0);
    assert_snapshot!(printed, @"
    通报　　out/2024.pdf（10 页）
    审阅文本　out/2024.txt
    存档　　out/2024.zip
    版本　　送审稿 1
    ");
    let text = String::from_utf8(run.read("out/2024.txt")).unwrap();
    assert_snapshot!(text.lines().take(26).collect::<Vec<_>>().join("\n"), @"
    晋城市保障性安居工程领导小组办公室文件

    晋市保办字〔2025〕____号

    关于2024年度城镇住房保障主要工作完成情况的通报

    各县（市、区）保障性安居工程领导小组办公室：

    2024年，全市住房保障系统坚持以习近平新时代中国特色社会主义思想为指导，以健全和完善城镇住房保障体系为引领，以公共租赁住房保障、棚户区住房改造、城镇保障性安居工程续建项目攻坚、城市危旧房摸底调查、审计发现问题整改等为重点，创新举措、狠抓落实、全面推进，____。
    现将全市2024年度住房保障主要工作完成情况通报如下：

    一、____

    2024年，全市城镇住房保障计划实施：棚户区住房改造开工____套、基本建成____套，城镇保障性安居工程投资____亿元，城镇住房保障家庭租赁补贴发放____户。
    在工作推进中，全市统一部署，层层夯实责任，实施台账管理，推进手续办理，落实开工条件，加强工作调研，重点项目督导，月调度季通报，坚持问题导向，多措并举推进，____。
    全年，全市棚户区住房改造开工____套、基本建成____套，城镇保障性安居工程完成投资____亿元，城镇住房保障家庭租赁补贴发放____户，分别完成省定年度任务的____、____、____、____，____。

    二、____

    为推动城镇保障性安居工程开工未建成项目工程建设，特别是开工三年以上项目早建成早交付，切实维护保障对象的利益，组织开展了全市城镇保障性安居工程续建项目攻坚行动，重点就2020年底前开工2023年底前未建成项目进行了全面核查，____。
    全年，全市推动城镇保障性安居工程续建项目基本建成____套，其中2020年底前开工2023年底前未建成项目____。

    三、____

    据2021年底逾期在建棚改项目排查发现，城区、泽州、阳城三个县（区）的10个棚改项目逾期安置棚改居民2627户。
    截至2024年底，逾期安置项目交付安置居民____户，整改率____。
    ");
    for verdict in ["完成年度目标任务。", "圆满", "较慢；"] {
        assert!(
            !text.contains(verdict),
            "{verdict} is said before it is known"
        );
    }
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let run = Run::new();
    run.copy("inputs");
    run.write("inputs/2024.toml", "half filled in");
    let (status, _, errors) = run.run(&["new", "2024", "--from", "inputs/2023.toml"]);
    assert_eq!(status, 1);
    assert_snapshot!(errors, @"
    错误[file]: 写不了 inputs/2024.toml：有同名的文件挡在那里
     |
     = 处理: 已有的文件不会被盖掉；请先移走它，或用 --out 另写一个文件名

    共 1 处错误。没有写出任何文件。
    ");
    assert_eq!(run.read("inputs/2024.toml"), b"half filled in");
    assert_eq!(
        run.run(&[
            "new",
            "2023",
            "--from",
            "inputs/2023.toml",
            "--out",
            "x.toml"
        ])
        .0,
        1
    );
    assert_eq!(run.run(&["new", "zwei", "--from", "inputs/2023.toml"]).0, 2);
}

/// Years that are not the notice's own: in which an audit was, by whose end
/// projects were begun, to which a survey or what was left of a loan belongs.
fn without_years_that_belong(text: &str) -> String {
    [
        "2020年底前开工2023年底前未建成",
        "据2022年底逾期在建",
        "2023年底全市结余",
        "2023年底已统计支付后",
        "经开展2023年棚改专项贷款工作",
    ]
    .iter()
    .fold(text.to_owned(), |text, phrase| text.replace(phrase, ""))
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn filled_in_it_is_clean_to_the_standard_and_holds_no_stale_year(seed in any::<u64>()) {
        let input = filled(&of_2024(), &mut Dice::new(seed));
        let mut years = Years::new();
        let last = years.year("2023", &Input::of_2023());
        let setting = Setting { last: Some((&last).into()), ..Setting::default() };
        let (year, findings) = years.try_year("2024", &input, setting);
        // What is only odd is pointed out: random years are not like one another.
        let others = findings.lines().filter(|line| line.starts_with("错误") || line.starts_with("警告"));
        let others: Vec<&str> = others
            .filter(|line| !line.contains("near-threshold") && !line.contains("rounding-flips"))
            .filter(|line| !line.contains("odd-growth") && !line.contains("[swapped]"))
            .collect();
        prop_assert!(year.is_some() && others.is_empty(), "{}", findings);
        let notice = year.unwrap().notice;
        let pages = pages(&notice, &years.model);
        let audit = audit(&notice, &years.model.office.fonts, &pages);
        let worst = audit.broken().into_iter().filter_map(|rule| audit.worst(rule));
        prop_assert_eq!(worst.collect::<Vec<_>>(), Vec::<&Measurement>::new());
        let text = without_years_that_belong(&hongtou::text::text(&notice));
        for stale in ["2022年", "2023年", "〔2022", "〔2023"] {
            prop_assert!(!text.contains(stale), "{} in {}", stale, text);
        }
    }
}

#[test]
fn filled_in_it_builds() {
    let run = Run::new();
    run.copy("inputs");
    run.write(
        "inputs/2024.toml",
        filled(&of_2024(), &mut Dice::new(7)).text(),
    );
    let (status, printed, errors) = run.run(&["build", "inputs/2024.toml"]);
    assert_eq!(status, 0, "{errors}");
    assert!(printed.starts_with("通报　　out/2024.pdf"));
}
