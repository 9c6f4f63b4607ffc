use insta::assert_snapshot;

use crate::support::{Input, in_short, in_short_with_notes, try_notice};

fn accept(code: &str, figure: &str, value: &str) -> String {
    format!(
        "[[accept]]\ncode = \"{code}\"\nfigure = \"{figure}\"\nvalue = \"{value}\"\nreason = \"已向市财政局核实\"\n"
    )
}

#[test]
fn an_accepted_contradiction_is_built_and_listed_with_its_reason() {
    let accepted = accept("stated-differs", "funds.total.spent", "2855.84/2885.83");
    let input = Input::of_2023()
        .set("funds.total.spent", "2855.84")
        .append(&accepted);
    assert!(try_notice(&input).is_ok());
    assert_snapshot!(in_short_with_notes(&input), @"
    2023.toml:31:19: note[rounded-total]: 晋城市 投资完成率填报为 379.1%，按其他数据计算为 379.1667，差 0.0667 在四舍五入的范围内
    2023.toml:36:16: note[odd-rate]: 已认可：城区 基本建成完成率达 1612.8%，很不寻常（理由：与公布的通报一致）
    2023.toml:43:19: note[rounded-total]: 城区 投资完成率填报为 293.8%，按其他数据计算为 293.8559，差 0.0559 在四舍五入的范围内
    2023.toml:64:18: note[odd-rate]: 已认可：高平市 租赁补贴完成率达 1030.0%，很不寻常（理由：与公布的通报一致）
    2023.toml:66:19: note[rounded-total]: 高平市 投资完成率填报为 137.4%，按其他数据计算为 137，差 0.4 在四舍五入的范围内
    2023.toml:78:19: note[rounded-total]: 阳城县 投资完成率填报为 149.5%，按其他数据计算为 150，差 0.5 在四舍五入的范围内
    2023.toml:221:11: note[rounded-total]: 晋城市 截至上年末结余填报为 411.96万元，按其他数据计算为 411.952，差 0.008 在四舍五入的范围内
    2023.toml:225:9: note[stated-differs]: 已认可：晋城市 支出合计填报为 2855.84万元，按其他数据计算为 2885.83万元，相差 29.99（理由：已向市财政局核实）
    ");
}

#[test]
fn it_comes_back_when_the_figures_move() {
    let accepted = accept("stated-differs", "funds.total.spent", "2855.84/2885.83");
    let input = Input::of_2023()
        .set("funds.total.spent", "2855.84")
        .set("funds.沁水县.spent_subsidy", "3.65")
        .append(&accepted);
    assert_snapshot!(in_short(&input), @"
    2023.toml:225:9: error[stated-differs]: 晋城市 支出合计填报为 2855.84万元，按其他数据计算为 2886.83万元，相差 30.99
    2023.toml:456:1: warning[unused-acceptance]: 认可的问题（stated-differs funds.total.spent 2855.84/2885.83）现在没有了，或数据已变
    ");
}

#[test]
fn an_acceptance_needs_a_reason() {
    let accepted = accept("odd-rate", "a", "b").replace("已向市财政局核实", " ");
    assert_snapshot!(in_short(&Input::of_2023().append(&accepted)), @"2023.toml:460:10: error[bad-text]: 认可的理由不能是空白");
}
