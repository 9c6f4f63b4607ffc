use insta::assert_snapshot;

use crate::support::{Input, ROWS, notice, said_of, section};

/// Credit, loans and this year's loans of 城区 by bank (国开行, 农发行), and none elsewhere.
fn loans(values: [&str; 6]) -> Input {
    let columns = [
        "credit_cdb",
        "credit_adbc",
        "lent_cdb",
        "lent_adbc",
        "new_cdb",
        "new_adbc",
    ];
    let mut input = Input::of_2023();
    for row in ROWS {
        for (column, value) in columns.iter().zip(values) {
            let value = if row == "城区" { value } else { "\"\"" };
            input = input.set(&format!("loans.{row}.{column}"), value);
        }
    }
    input
}

fn says(values: [&str; 6]) -> String {
    said_of("loans", "全市", &loans(values))
}

#[test]
fn both_banks() {
    assert_snapshot!(says(["10", "5.5", "8", "5.5", "1", "0.25"]), @"
    〖五、棚改专项贷款高效使用〗
    全市夯实有效授信15.5亿元（国开行10亿元、农发行5.5亿元）。截至2023年底，全市累计发放棚改专项贷款13.5亿元（国开行8亿元、农发行5.5亿元），有效贷款发放率为87.1%；其中2023年发放1.25亿元（国开行1亿元、农发行0.25亿元），保障了棚改专项贷款高效使用，有力推动了在建项目建设。
    ");
}

#[test]
fn a_bank_without_any_is_omitted() {
    assert_snapshot!(says(["\"\"", "10", "0", "7", "\"\"", "0.5"]), @"
    〖五、棚改专项贷款需加快发放〗
    全市夯实有效授信10亿元（农发行10亿元）。截至2023年底，全市累计发放棚改专项贷款7亿元（农发行7亿元），有效贷款发放率为70.0%；其中2023年发放0.5亿元（农发行0.5亿元），仍需加快棚改专项贷款发放，推动在建项目建设。
    ");
    assert_snapshot!(says(["10", "0", "3", "\"\"", "0.5", "\"\""]), @"
    〖五、棚改专项贷款需加快发放〗
    全市夯实有效授信10亿元（国开行10亿元）。截至2023年底，全市累计发放棚改专项贷款3亿元（国开行3亿元），有效贷款发放率为30.0%；其中2023年发放0.5亿元（国开行0.5亿元），仍需加快棚改专项贷款发放，推动在建项目建设。
    ");
}

#[test]
fn nothing_new_this_year() {
    assert_snapshot!(says(["10", "5", "9", "4", "0", "\"\""]), @"
    〖五、棚改专项贷款高效使用〗
    全市夯实有效授信15亿元（国开行10亿元、农发行5亿元）。截至2023年底，全市累计发放棚改专项贷款13亿元（国开行9亿元、农发行4亿元），有效贷款发放率为86.7%；2023年没有新发放。
    ");
}

#[test]
fn nothing_lent() {
    assert_snapshot!(says(["10", "5", "0", "0", "0", "\"\""]), @"
    〖五、棚改专项贷款需加快发放〗
    全市夯实有效授信15亿元（国开行10亿元、农发行5亿元）。截至2023年底，全市棚改专项贷款尚未发放，仍需加快棚改专项贷款发放，推动在建项目建设。
    ");
}

#[test]
fn bonds_alone() {
    assert_snapshot!(says(["0", "\"\"", "\"\"", "\"\"", "\"\"", "\"\""]), @"
    〖五、棚改专项债券发行情况〗
    全市发行棚改专项债券11.76亿元。
    ");
}

#[test]
fn a_city_as_slow_as_its_counties_is_not_called_orderly() {
    // The heading and the shortcoming hang on the same threshold.
    let text = crate::support::notice(&loans(["10", "0", "7.9", "0", "0.5", "\"\""]));
    assert!(section(&text, "loans").starts_with("〖五、棚改专项贷款需加快发放〗"));
    assert!(
        section(&text, "closing")
            .contains("城区逾期在建棚改项目整改较慢，棚改专项贷款发放进度较慢")
    );
    let text = crate::support::notice(&loans(["10", "0", "8", "0", "0.5", "\"\""]));
    assert!(section(&text, "loans").starts_with("〖五、棚改专项贷款有序使用〗"));
    assert!(!section(&text, "closing").contains("发放进度较慢"));
}

#[test]
fn no_credit_no_section() {
    let without = loans(["0", "\"\"", "\"\"", "\"\"", "\"\"", "\"\""]);
    let without = ["泽州县", "高平市", "阳城县"]
        .iter()
        .fold(without, |input, row| {
            input.set(&format!("loans.{row}.bonds"), "\"\"")
        });
    let without = without
        .remove("own.loans_background")
        .replace("，发行棚改专项债券{loans.total.bonds}亿元", "");
    let notice = notice(&without);
    assert_eq!(section(&notice, "loans"), "");
    // Neither is its annex, and the one behind it is the fourth.
    let annexes: Vec<&str> = notice
        .annexes
        .iter()
        .map(|annex| annex.id.as_str())
        .collect();
    assert_eq!(annexes, ["targets", "unfinished", "funds", "audit"]);
    // The sections behind it move up.
    assert!(section(&notice, "audit").starts_with("〖五、审计"));
}
