//! What is as it was in last year's file is asked after.

use hongtou::pipeline::Setting;
use insta::assert_snapshot;

use super::with_paragraph_in;
use crate::support::{Input, Years};

/// The first lines of what is found in 2023 after a real 2022.
fn after_2022(change_last: impl Fn(Input) -> Input, this: &Input) -> String {
    let mut years = Years::new();
    let last = Input::of_2022().replace("sample = true", "sample = false");
    let last = years.year("2022", &change_last(last));
    let setting = Setting {
        last: Some((&last).into()),
        ..Setting::default()
    };
    let all = years.try_year("2023", this, setting).1;
    let lines = all
        .lines()
        .filter(|line| line.contains("[unchanged]") || line.contains("[stale-year]"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn two_years_that_were_gone_through_are_quiet() {
    assert_eq!(after_2022(|last| last, &Input::of_2023()), "");
}

#[test]
fn a_paragraph_left_as_it_was() {
    let same = "市财政局在{year}年积极落实资金支持政策，加大督导力度。";
    let written = "市财政局在2023年积极落实资金支持政策，加大督导力度。";
    for this in [same, written] {
        let this = with_paragraph_in(&Input::of_2023(), this);
        let found = after_2022(|last| with_paragraph_in(&last, same), &this);
        assert_eq!(
            found,
            "警告[unchanged]: own.cooperation 的第 1 段除年份外与上年一字不差"
        );
    }
    let this = with_paragraph_in(&Input::of_2023(), &same.replace("督导", "督办"));
    assert_eq!(after_2022(|last| with_paragraph_in(&last, same), &this), "");
}

#[test]
fn a_row_and_a_figure_left_as_they_were() {
    let this = Input::of_2023().set_all(&[
        ("targets.沁水县.begun", "180"),
        ("targets.沁水县.investment_target", "0.8"),
        ("targets.沁水县.investment", "0.92"),
        ("targets.沁水县.subsidy_target", "20"),
        ("targets.沁水县.subsidy", "20"),
    ]);
    assert_snapshot!(after_2022(|last| last, &this), @"警告[unchanged]: “年度目标任务”里沁水县的数与上年一个不差");
    let last = |last: Input| last.set("continued.built", "12319");
    assert_snapshot!(after_2022(last, &Input::of_2023()), @"警告[unchanged]: “续建项目”的数与上年一个不差");
}

#[test]
fn a_document_number_that_rolled_on() {
    let text = "按晋建房〔{year}〕136号部署，{year}年加大了力度，各县积极推进。";
    let this = with_paragraph_in(&Input::of_2023(), &format!("今年以来，{text}"));
    assert_snapshot!(after_2022(|last| with_paragraph_in(&last, text), &this), @"警告[stale-year]: 文号“晋建房〔{year}〕136号”两年都有，一份文件不会两年都发");
}
