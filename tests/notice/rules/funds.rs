use insta::assert_snapshot;

use crate::support::{COUNTIES, Input, notice, said_of, section};

/// The funds of 城区 as given, and none elsewhere.
fn funds([carried, adjusted, rental, renewal, spent]: [&str; 5]) -> Input {
    let mut input = Input::of_2023().remove_table("funds.total");
    for county in COUNTIES {
        let is_first = county == "城区";
        let columns = [
            ("carried", carried),
            ("adjusted", adjusted),
            ("rental", rental),
            ("renewal", renewal),
            ("spent_public", "\"\""),
            ("spent_subsidy", "\"\""),
            ("spent_renewal", spent),
        ];
        for (column, value) in columns {
            let value = if is_first { value } else { "\"\"" };
            input = input.set(&format!("funds.{county}.{column}"), value);
        }
    }
    input
}

fn says(columns: [&str; 5]) -> String {
    said_of("funds", "20", &funds(columns))
}

#[test]
fn carried_over_and_received() {
    assert_snapshot!(says(["100.5", "\"\"", "20", "379.5", "480.00"]), @"
    〖四、中央财政补助资金支出较快〗
    2022年底全市结余中央财政城镇保障性安居工程补助资金100.5万元，2023年中央财政下达我市城镇保障性安居工程租赁住房保障和城镇棚改领域补助资金399.5万元，年度可支出资金共计500万元。全年，全市支出480.00万元，占可支出资金总额96.0%，占年度下达资金的120.2%。
    ");
}

#[test]
fn nothing_carried_over() {
    assert_snapshot!(says(["0", "\"\"", "20", "380", "100.00"]), @"
    〖四、中央财政补助资金支出较慢〗
    2023年中央财政下达我市城镇保障性安居工程租赁住房保障和城镇棚改领域补助资金400万元，年度可支出资金共计400万元。全年，全市支出100.00万元，占可支出资金总额25.0%，占年度下达资金的25.0%。
    ");
}

#[test]
fn nothing_received() {
    assert_snapshot!(says(["100.5", "\"\"", "0", "\"\"", "50.25"]), @"
    〖四、中央财政补助资金支出较慢〗
    2022年底全市结余中央财政城镇保障性安居工程补助资金100.5万元，年度可支出资金共计100.5万元。全年，全市支出50.25万元，占可支出资金总额50.0%。
    ");
}

#[test]
fn something_adjusted() {
    assert_snapshot!(says(["100", "-20.5", "20", "\"\"", "10"]), @"
    〖四、中央财政补助资金支出较慢〗
    2022年底全市结余中央财政城镇保障性安居工程补助资金100万元，截至2022年底已统计支付后调整核减20.5万元，2023年中央财政下达我市城镇保障性安居工程租赁住房保障和城镇棚改领域补助资金20万元，年度可支出资金共计99.5万元。全年，全市支出10.00万元，占可支出资金总额10.1%，占年度下达资金的50.0%。
    ");
}

#[test]
fn all_spent() {
    assert_snapshot!(says(["100", "\"\"", "20", "380", "500"]), @"
    〖四、中央财政补助资金全部支出〗
    2022年底全市结余中央财政城镇保障性安居工程补助资金100万元，2023年中央财政下达我市城镇保障性安居工程租赁住房保障和城镇棚改领域补助资金400万元，年度可支出资金共计500万元。全年，全市支出500.00万元，占可支出资金总额100%，占年度下达资金的125.0%。
    ");
}

#[test]
fn nothing_spent() {
    assert_snapshot!(says(["100", "\"\"", "20", "380", "0"]), @"
    〖四、中央财政补助资金支出较慢〗
    2022年底全市结余中央财政城镇保障性安居工程补助资金100万元，2023年中央财政下达我市城镇保障性安居工程租赁住房保障和城镇棚改领域补助资金400万元，年度可支出资金共计500万元。截至2023年底尚未支出。
    ");
}

#[test]
fn nothing_to_spend() {
    assert_snapshot!(says(["100", "-100", "0", "\"\"", "0"]), @"
    〖四、中央财政补助资金没有可支出资金〗
    2022年底全市结余中央财政城镇保障性安居工程补助资金100万元，截至2022年底已统计支付后调整核减100万元，年度没有可支出资金。
    ");
}

#[test]
fn only_adjusted() {
    assert_snapshot!(says(["0", "30", "0", "\"\"", "10"]), @"
    〖四、中央财政补助资金支出较慢〗
    2022年底已统计支付后调整收回30万元，年度可支出资金共计30万元。全年，全市支出10.00万元，占可支出资金总额33.3%。
    ");
}

#[test]
fn no_funds_at_all() {
    let notice = notice(&funds(["0", "\"\"", "0", "0", "\"\""]));
    assert_eq!(section(&notice, "funds"), "");
    assert!(!notice.annexes.iter().any(|annex| annex.id == "funds"));
    // Nobody is asked to spend what is not there.
    assert!(!section(&notice, "closing").contains("各类补助资金"));
}
