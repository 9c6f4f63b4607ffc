//! What has to go on from last year's notice.

use hongtou::pipeline::Setting;
use insta::assert_snapshot;

use crate::support::{Input, Years};

/// What is found in 2023 after 2022.
fn after_2022(input: &Input) -> String {
    let mut years = Years::new();
    // As if it were real: a made-up year holds nobody to its figures.
    let last = Input::of_2022().replace("sample = true", "sample = false");
    // And as if it were like other years: no figure of 2023 is ten times its own.
    let last = last.set_all(&[
        ("targets.城区.built", "1720"),
        ("targets.城区.built_continued", "1720"),
        ("targets.高平市.subsidy", "130"),
    ]);
    let last = years.year("2022", &last);
    let setting = Setting {
        last: Some((&last).into()),
        ..Setting::default()
    };
    years.try_year("2023", input, setting).1
}

#[test]
fn an_opening_balance_that_is_not_the_published_closing_one() {
    let input = Input::of_2023()
        .set("funds.泽州县.carried", "20.41")
        .remove("funds.total.carried");
    assert_snapshot!(after_2022(&input), @r#"
    错误[not-carried]: 泽州县 截至上年末结余 20.41，与上年的 泽州县 截至本年末结余 20.14不符
       --> inputs/2023.toml:236:11
        |
    236 | carried = 20.41
        |           ^^^^^
        |
        = 处理: 请核对两年的数；如果上年的数确实调整过，在文件末尾写明：
                [[restated]]
                figure = "funds.泽州县.carried"
                reason = "调整的原因"
    "#);
}

#[test]
fn a_restatement_needs_a_reason_and_a_difference() {
    let restated = "[[restated]]\nfigure = \"funds.泽州县.carried\"\nreason = \"决算审定后调整\"\n";
    let input = Input::of_2023()
        .set("funds.泽州县.carried", "20.15")
        .append(restated);
    assert_eq!(after_2022(&input), "");
    assert_snapshot!(after_2022(&Input::of_2023().append(restated)), @"
    警告[not-carried]: “funds.泽州县.carried”与上年相符，不需要说明
       --> inputs/2023.toml:456:1
        |
    456 | [[restated]]
        | ^^^^^^^^^^^^
        |
        = 处理: 请删掉这一条 [[restated]]，或核对名称
    ");
    let without = restated.replace("决算审定后调整", " ");
    assert_snapshot!(after_2022(&Input::of_2023().append(&without)), @r#"
    错误[bad-text]: 调整的原因（reason）不能是空白
       --> inputs/2023.toml:458:10
        |
    458 | reason = " "
        |          ^^^
        |
        = 处理: 例如：reason = "决算审定后调整"
    "#);
}

#[test]
fn cumulative_loans_grow_by_what_was_lent() {
    let input = Input::of_2023().set("loans.城区.new_cdb", "0.8");
    assert_snapshot!(after_2022(&input), @r#"
    错误[not-carried]: 城区 国开行累计发放－城区 国开行2023年发放 12.8，与上年的 城区 国开行累计发放 12.7不符
       --> inputs/2023.toml:296:12
        |
    296 | lent_cdb = 13.6    # 国开行累计发放（亿元）
        |            ^^^^
        |
        = 处理: 请核对两年的数；如果上年的数确实调整过，在文件末尾写明：
                [[restated]]
                figure = "loans.城区.lent_cdb"
                reason = "调整的原因"
    "#);
}

#[test]
fn problems_do_not_become_fewer() {
    let input = Input::of_2023()
        .set("audit.沁水县.found_2017", "5")
        .set("audit.沁水县.solved_2017", "5");
    assert_snapshot!(after_2022(&input), @r#"
    错误[not-carried]: 沁水县 2017年审计发现问题数量 5，与上年的 沁水县 2017年审计发现问题数量 6不符
       --> inputs/2023.toml:405:14
        |
    405 | found_2017 = 5
        |              ^
        |
        = 处理: 请核对两年的数；如果上年的数确实调整过，在文件末尾写明：
                [[restated]]
                figure = "audit.沁水县.found_2017"
                reason = "调整的原因"

    错误[not-carried]: 沁水县 2017年审计发现问题已整改 5，少于上年的 沁水县 2017年审计发现问题已整改 6
       --> inputs/2023.toml:406:15
        |
    406 | solved_2017 = 5
        |               ^
        |
        = 处理: 请核对两年的数；如果上年的数确实调整过，在文件末尾写明：
                [[restated]]
                figure = "audit.沁水县.solved_2017"
                reason = "调整的原因"
    "#);
}

#[test]
fn a_row_with_something_left_does_not_vanish() {
    let input = Input::of_2023()
        .remove_table("overdue.泽州县")
        .set("overdue.total.projects", "8");
    assert_snapshot!(after_2022(&input), @r#"
    错误[not-carried]: “棚改逾期安置”里的泽州县：这一期没有这一行，而名单没有换，也没有全部完成
     |
     = 处理: 请核对两年的数；如果上年的数确实调整过，在文件末尾写明：
             [[restated]]
             figure = "overdue.泽州县"
             reason = "调整的原因"

    错误[stated-differs]: 城区 逾期安置居民写作未知（?），按填报的合计、比率推算，应不小于 2520户，又应不大于 2366户，两者矛盾
       --> inputs/2023.toml:181:14
        |
    181 | households = 2627  # 填报：逾期安置的棚改居民（户）
        |              ^^^^
    ...
    187 | delivered = 1376        # 已交付安置的居民，累计（户）
        |             ----
    188 | rate = 58.2             # 填报：整改率（%）
        |        ----
    ...
    192 | households = 107        # 逾期安置的棚改居民（户）
        |              ---
        |
        = 处理: 请核对标出的几个数，其中有填错的
        = 处理: 核对无误时，可在数据文件末尾认可它：
                [[accept]]
                code = "stated-differs"
                figure = "overdue.城区.households"
                value = "2520/2366"
                reason = "理由"
    "#);
}

#[test]
fn more_places_than_were_published_have_to_round_to_them() {
    // 2022 publishes 140.03.
    for (typed, is_sound) in [
        ("140.032", true),
        ("140.03", true),
        ("140.04", false),
        ("140", false),
    ] {
        let input = Input::of_2023().set("funds.阳城县.carried", typed);
        assert_eq!(after_2022(&input).is_empty(), is_sound, "{typed}");
    }
}

#[test]
fn a_figure_ten_times_last_years_is_odd() {
    assert_eq!(after_2022(&Input::of_2023()), "");
    let input = Input::of_2023().set("targets.高平市.subsidy", "1309");
    assert_snapshot!(after_2022(&input), @r#"
    警告[odd-rate]: 高平市 租赁补贴完成率达 4363.3%，很不寻常
      --> inputs/2023.toml:64:18
       |
    64 | subsidy_target = 30      # 城镇住房保障家庭租赁补贴任务量（户）
       |                  ^^
    65 | subsidy = 1309
       |           ----
       |
       = 处理: 请核对“租赁补贴发放量”“租赁补贴任务量”的小数点、位数和单位
       = 处理: 核对无误时，可在数据文件末尾认可它：
               [[accept]]
               code = "odd-rate"
               figure = "targets.高平市.subsidy_rate"
               value = "4363.3%"
               reason = "理由"

    警告[odd-growth]: 高平市 租赁补贴发放量 1309，是上年 130 的十倍以上，很不寻常
      --> inputs/2023.toml:65:11
       |
    65 | subsidy = 1309
       |           ^^^^
       |
       = 处理: 请核对小数点、位数和单位
       = 处理: 核对无误时，可在数据文件末尾认可它：
               [[accept]]
               code = "odd-growth"
               figure = "targets.高平市.subsidy"
               value = "1309"
               reason = "理由"

    警告[unused-acceptance]: 认可的问题（odd-rate targets.高平市.subsidy_rate 1030.0%）现在没有了，或数据已变
       --> inputs/2023.toml:450:1
        |
    450 | [[accept]]
        | ^^^^^^^^^^
        |
        = 处理: 请重新核对，删掉或改正这条认可
    "#);
    // A reason settles it.
    let accepted = "[[accept]]\ncode = \"odd-growth\"\nfigure = \"targets.高平市.subsidy\"\nvalue = \"1309\"\nreason = \"新增公租房家庭\"\n";
    let found = after_2022(&input.append(accepted));
    assert!(!found.contains("odd-growth"), "{found}");
}

#[test]
fn restatements_are_records() {
    let input = Input::of_2023().replace("number = 1 ", "restated = [1]\nnumber = 1 ");
    let found = after_2022(&input);
    assert!(
        found.contains("错误[bad-type]: 调整说明应为一条一条的记录"),
        "{found}"
    );
}
