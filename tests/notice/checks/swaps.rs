//! Figures typed in each other's place are suspected, and asked after.

use hongtou::pipeline::Setting;
use insta::assert_snapshot;

use crate::support::{Input, Years, all_findings};

/// What is asked of 2023, all its totals stated, with some figures changed.
fn asked(edits: &[(&str, &str)]) -> String {
    let found = all_findings(&Input::with_totals(2023).set_all(edits));
    let hints = found.iter().flat_map(|finding| &finding.hints);
    let mut asked: Vec<&str> = hints
        .filter(|hint| hint.contains("颠倒") || hint.contains("一行？"))
        .map(String::as_str)
        .collect();
    asked.dedup();
    asked.join("\n")
}

#[test]
fn two_columns_of_a_row() {
    // Task and done.
    assert_snapshot!(asked(&[("targets.城区.begun_target", "763"), ("targets.城区.begun", "355")]), @"城区的开工任务量与开工量是否填颠倒了？");
    assert_snapshot!(asked(&[("targets.沁水县.subsidy_target", "21"), ("targets.沁水县.subsidy", "0")]), @"沁水县的租赁补贴任务量与租赁补贴发放量是否填颠倒了？");
    assert_snapshot!(asked(&[("funds.城区.rental", "545.9"), ("funds.城区.renewal", "134")]), @"城区的收入：租赁住房保障与收入：城镇棚户区改造是否填颠倒了？");
    // With a blank.
    assert_snapshot!(asked(&[("loans.高平市.credit_cdb", "6.88"), ("loans.高平市.credit_adbc", "\"\"")]), @"高平市的国开行有效授信与农发行有效授信是否填颠倒了？");
    // Found and settled: a rule of the table says so as well.
    assert_snapshot!(asked(&[("audit.城区.found_2019", "4"), ("audit.城区.solved_2019", "5")]), @"城区的2019年审计发现问题数量与2019年审计发现问题已整改是否填颠倒了？");
}

#[test]
fn two_rows_of_a_column() {
    // The column's total is the same: the stated rates of the rows are not.
    assert_snapshot!(asked(&[("targets.高平市.investment", "1.50"), ("targets.阳城县.investment", "1.37")]), @"高平市与阳城县的投资额是否填颠倒了？");
    assert_snapshot!(asked(&[("targets.城区.investment", "0.86"), ("targets.沁水县.investment", "13.87")]), @"城区与沁水县的投资额是否填颠倒了？");
}

#[test]
fn a_column_moved_by_one_row() {
    let counties = ["城区", "泽州县", "高平市", "阳城县", "陵川县", "沁水县"];
    let typed = ["13.87", "7.88", "1.37", "1.50", "0.00", "0.86"];
    let moved = |by: usize| {
        let names = counties.map(|county| format!("targets.{county}.investment"));
        let edits: Vec<(&str, &str)> = (0..6)
            .map(|at| (names[at].as_str(), typed[(at + by) % 6]))
            .collect();
        asked(&edits)
    };
    assert_snapshot!(moved(5), @"投资额各行的数是否都填低了一行？");
    assert_snapshot!(moved(1), @"投资额各行的数是否都填高了一行？");
}

#[test]
fn a_sound_year_is_not_asked() {
    assert_eq!(asked(&[]), "");
}

/// What is asked of a year after 2023 that is like it but for some figures.
fn asked_after(edits: &[(&str, &str)]) -> String {
    let mut years = Years::new();
    let last = years.year("2023", &Input::of_2023());
    let this = Input::of_2023().set_all(edits);
    let setting = Setting {
        last: Some((&last).into()),
        ..Setting::default()
    };
    let (_, findings) = years.try_year("2024", &this, setting);
    let asked = findings.lines().filter(|line| line.contains("[swapped]"));
    asked.collect::<Vec<_>>().join("\n")
}

#[test]
fn last_years_pattern_shows_what_no_total_does() {
    assert_eq!(asked_after(&[]), "");
    // Two counties, in a column where no rate is stated.
    assert_snapshot!(asked_after(&[("targets.城区.subsidy", "80"), ("targets.阳城县.subsidy", "440")]), @"警告[swapped]: 城区与阳城县的租赁补贴发放量是否填颠倒了？城区 租赁补贴发放量 80（上年 433），阳城县 租赁补贴发放量 440（上年 85）");
    // Two columns, of which no total is stated.
    assert_snapshot!(asked_after(&[("unfinished.沁水县.public_begun", "216"), ("unfinished.沁水县.limited_begun", "830")]), @"警告[swapped]: 沁水县的公共租赁住房开工未建成量与限价普通商品住房开工未建成量是否填颠倒了？沁水县 公共租赁住房开工未建成量 216（上年 836），沁水县 限价普通商品住房开工未建成量 830（上年 216）");
    // A county that did much more, and another that did much less, are no exchange.
    assert_eq!(
        asked_after(&[
            ("targets.城区.subsidy", "20"),
            ("targets.阳城县.subsidy", "900")
        ]),
        ""
    );
}
