use insta::assert_snapshot;

use crate::support::{Input, ROWS, notice, said, said_of, section};

/// Audits of the given years: found and solved in 城区, and none elsewhere.
fn audits(years: &[(u32, &str, &str)]) -> Input {
    let list: Vec<_> = years.iter().map(|(year, ..)| year.to_string()).collect();
    let mut input = Input::of_2023().set("audit.years", &format!("[{}]", list.join(", ")));
    for row in ROWS {
        let table = format!("audit.{row}");
        for year in [2016, 2017, 2019] {
            input = input.remove(&format!("{table}.found_{year}"));
            input = input.remove(&format!("{table}.solved_{year}"));
        }
        for (year, found, solved) in years {
            let cell = |value: &str| if row == "城区" { value } else { "\"\"" }.to_owned();
            input = input.add(&table, &format!("found_{year} = {}", cell(found)));
            input = input.add(&table, &format!("solved_{year} = {}", cell(solved)));
        }
    }
    input
}

fn says(years: &[(u32, &str, &str)]) -> String {
    said_of("audit", "加大督办督导力度，", &audits(years))
}

#[test]
fn several_years() {
    assert_snapshot!(says(&[(2017, "10", "9"), (2019, "5", "5"), (2021, "5", "5")]), @"
    〖六、审计发现问题整改顺利〗
    加大督办督导力度，取得明显成效。2017—2021年审计发现的20个问题，截至2023年底已完成整改19个，整改率为95.0%。
    ");
}

#[test]
fn two_years_are_named() {
    assert_snapshot!(says(&[(2017, "10", "6"), (2021, "10", "5")]), @"
    〖六、审计发现问题整改需加快推进〗
    加大督办督导力度，取得一定成效。2017年、2021年审计发现的20个问题，截至2023年底已完成整改11个，整改率为55.0%。
    ");
}

#[test]
fn one_year() {
    assert_snapshot!(says(&[(2022, "8", "4")]), @"
    〖六、审计发现问题整改需加快推进〗
    加大督办督导力度，取得一定成效。2022年审计发现的8个问题，截至2023年底已完成整改4个，整改率为50.0%。
    ");
}

#[test]
fn a_year_without_problems_is_not_named() {
    assert_snapshot!(says(&[(2017, "10", "6"), (2019, "0", "0"), (2021, "10", "5"), (2023, "\"\"", "\"\"")]), @"
    〖六、审计发现问题整改需加快推进〗
    加大督办督导力度，取得一定成效。2017年、2021年审计发现的20个问题，截至2023年底已完成整改11个，整改率为55.0%。
    ");
}

#[test]
fn all_solved() {
    assert_snapshot!(says(&[(2017, "10", "10"), (2019, "5", "5"), (2021, "1", "1")]), @"
    〖六、审计发现问题整改全面完成〗
    加大督办督导力度，取得明显成效。2017—2021年审计发现的16个问题，截至2023年底已全部完成整改，整改率为100%。
    ");
}

#[test]
fn none_solved() {
    assert_snapshot!(says(&[(2017, "10", "0"), (2019, "5", "0")]), @"
    〖六、审计发现问题整改需加快推进〗
    加大督办督导力度，但整改尚未见效。2017年、2019年审计发现的15个问题，截至2023年底均尚未整改。
    ");
}

#[test]
fn no_problems_no_section() {
    assert_eq!(section(&notice(&audits(&[(2019, "0", "0")])), "audit"), "");
}

#[test]
fn one_problem_less_solved() {
    assert_snapshot!(said("audit", "2016", &[("audit.沁水县.solved_2019", "3")]), @"
    〖六、审计发现问题整改顺利〗
    2016—2019年审计发现的83个问题，截至2023年底已完成整改80个，整改率为96.4%。
    ");
}
