use insta::assert_snapshot;

use crate::support::{COUNTIES, Input, notice, said, section};

const KINDS: [&str; 4] = ["renewal", "public", "economic", "limited"];
/// All begun and unfinished is 1000 of each kind in 城区; built there as given.
fn built(values: [&str; 4]) -> String {
    let mut edits = Vec::new();
    for county in COUNTIES {
        for (kind, value) in KINDS.iter().zip(values) {
            let is_first = county == "城区";
            let (begun, built) = if is_first {
                ("1000", value)
            } else {
                ("0", "\"\"")
            };
            edits.push((format!("unfinished.{county}.{kind}_begun"), begun));
            edits.push((format!("unfinished.{county}.{kind}_built"), built));
        }
    }
    let edits: Vec<_> = edits
        .iter()
        .map(|(path, value)| (path.as_str(), *value))
        .collect();
    let text = said("continued", "项目进行了全面核查，", &edits);
    text.replace("项目进行了全面核查，", "")
}

#[test]
fn every_kind() {
    assert_snapshot!(built(["900", "800", "700", "600"]), @"
    〖二、续建项目攻坚卓有成效〗
    各县（市、区）政府高度重视、积极配合、扎实推进，取得了明显成效，有力促进了住房保障工作的健康有序发展。全年，全市推动城镇保障性安居工程续建项目基本建成12319套，其中2019年底前开工2022年底前未建成项目基本建成3000套（其中：公租房800套、经济适用房700套、限价房600套、棚改900套）。
    ");
}

#[test]
fn kinds_of_which_nothing_was_built_are_omitted() {
    assert_snapshot!(built(["900", "0", "0", "900"]), @"
    〖二、续建项目攻坚取得进展〗
    各县（市、区）政府高度重视、积极配合、扎实推进，取得了一定成效，促进了住房保障工作的健康有序发展。全年，全市推动城镇保障性安居工程续建项目基本建成12319套，其中2019年底前开工2022年底前未建成项目基本建成1800套（其中：限价房900套、棚改900套）。
    ");
}

#[test]
fn one_kind_is_written_without_a_list() {
    assert_snapshot!(built(["0", "0", "250", "0"]), @"
    〖二、续建项目攻坚需加力推进〗
    各县（市、区）政府高度重视、积极配合、扎实推进，取得一定进展，但总体较慢，仍需加大攻坚力度。全年，全市推动城镇保障性安居工程续建项目基本建成12319套，其中2019年底前开工2022年底前未建成项目基本建成250套（均为经济适用房）。
    ");
}

#[test]
fn nothing_built() {
    assert_snapshot!(built(["0", "0", "0", "0"]), @"
    〖二、续建项目攻坚需加力推进〗
    但各县（市、区）推进缓慢，仍需加大攻坚力度。全年，全市推动城镇保障性安居工程续建项目基本建成12319套，其中2019年底前开工2022年底前未建成项目尚未建成。
    ");
}

#[test]
fn everything_built() {
    assert_snapshot!(built(["1000", "1000", "1000", "1000"]), @"
    〖二、续建项目攻坚圆满完成〗
    各县（市、区）政府高度重视、积极配合、扎实推进，取得了明显成效，有力促进了住房保障工作的健康有序发展。全年，全市推动城镇保障性安居工程续建项目基本建成12319套，其中2019年底前开工2022年底前未建成项目基本建成4000套（其中：公租房1000套、经济适用房1000套、限价房1000套、棚改1000套），已全部清零。
    ");
}

/// No project was begun and left unfinished; so many continued ones were built.
fn none_unfinished(continued: &str) -> String {
    let mut edits = vec![("continued.built".to_owned(), continued)];
    for county in ["城区", "高平市", "阳城县"] {
        edits.push((format!("targets.{county}.built_continued"), "0"));
    }
    for county in COUNTIES {
        for kind in KINDS {
            edits.push((format!("unfinished.{county}.{kind}_begun"), "0"));
            edits.push((format!("unfinished.{county}.{kind}_built"), "\"\""));
        }
    }
    let edits: Vec<_> = edits
        .iter()
        .map(|(path, value)| (path.as_str(), *value))
        .collect();
    section(&notice(&Input::of_2023().set_all(&edits)), "continued")
}

#[test]
fn nothing_was_unfinished() {
    assert_snapshot!(none_unfinished("30"), @"
    〖二、续建项目建成情况〗
    全年，全市推动城镇保障性安居工程续建项目基本建成30套；全市没有2019年底前开工2022年底前未建成项目。
    ");
    assert_snapshot!(none_unfinished("0"), @"");
}

#[test]
fn continued_projects_not_given() {
    assert_snapshot!(said("continued", "全年，", &[("continued.built", "\"\"")]), @"
    〖二、续建项目攻坚卓有成效〗
    全年，全市2019年底前开工2022年底前未建成项目基本建成6490套（其中：公租房1988套、限价房840套、棚改3662套）。
    ");
}
