//! A table of thousands of rows is shown, searched and filled in part by part.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::server::Window;

const NOTICE: &str = r#"
name = "样例项目月报"
cycle = "month"
organ = "某市样例局"
mark = "某市样例局文件"
number = "样〔{issue_year}〕{number}号"
title = "关于{period}项目进展情况的通报"
addressee = "各单位"
total_label = "合计"
rounding_note = "注：四舍五入。"
figures = ["works"]
annexes = ["works"]
sections = ["body"]

[sets.projects]
label = "项目"
"#;

const WORKS: &str = r#"
label = "项目进展"
title = "{period}项目进展"
rows = "projects"
row_head = "项目"
total_row = "last"

[[columns]]
key = "plan"
head = ["计划|（万元）"]
label = "计划"
unit = "万元"

[[columns]]
key = "done"
head = ["完成|（万元）"]
label = "完成"
unit = "万元"

[[columns]]
key = "rate"
head = ["完成率"]
label = "完成率"
formula = "done / plan"
places = 1
"#;

const BODY: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "{period}，计划{works.total.plan}万元，完成{works.total.done}万元，完成率{works.total.rate}。"
"#;

/// So many rows; of one of them the figure is still to be filled in.
fn input(rows: usize, open: usize) -> String {
    let mut text =
        "year = 2023\nmonth = 9\nnumber = 9\ndate = \"10月8日\"\nprojects = [\n".to_owned();
    for row in 1..=rows {
        writeln!(text, "    \"样例{row}号\",").unwrap();
    }
    text.push_str("]\n");
    for row in 1..=rows {
        let done = if row == open {
            "\"待填\"".to_owned()
        } else {
            (row % 90).to_string()
        };
        write!(
            text,
            "\n[works.\"样例{row}号\"]\nplan = 100\ndone = {done}\n"
        )
        .unwrap();
    }
    text
}

fn spot(row: usize) -> String {
    format!("works|row:样例{row}号|cell:done")
}

#[test]
fn a_table_of_thousands_of_rows_is_shown_in_parts() {
    let window = Window::of_kind(
        "long",
        &[
            ("notice.toml", NOTICE),
            ("figures/works.toml", WORKS),
            ("sections/body.toml", BODY),
        ],
        ("2023-09.toml", &input(3000, 2400)),
    );
    let at = "/k/long/2023-09";
    let page = window.get(at);
    assert!(
        page.status == 200 && page.body.len() < 300_000,
        "{}",
        page.body.len()
    );
    assert!(page.text().contains("第 1—100 行，共 3000 行"));
    let ask = |body: &Value| {
        let answer = window.post(&format!("{at}/edit"), body);
        assert!(
            answer.status == 200 && answer.body.len() < 60_000,
            "{}",
            answer.body.len()
        );
        answer.json()
    };
    // What is told is of the rows that are shown, and of the totals.
    let told = ask(&json!({ "edits": [], "pages": false }));
    let fields = told["fields"].as_object().unwrap();
    assert!(fields.contains_key(&spot(1)) && !fields.contains_key(&spot(200)));
    assert!(fields.contains_key("works|stated|cell:done"));
    assert_eq!((&told["open"], &told["sheets"][0]), (&json!(1), &json!(1)));
    // What is open leads to its row, wherever that is.
    let open = told["findings"].as_array().unwrap().iter();
    let open = open.clone().find(|one| one["severity"] == "open").unwrap();
    assert_eq!(open["spots"][0]["spot"], spot(2400).as_str());
    let row = open["spots"][0]["at"].as_u64().unwrap();
    let part = window.get(&format!("{at}/sheet/0?from={row}")).text();
    assert!(part.contains(&spot(2400)) && !part.contains(&spot(1)));
    // A row is found by a part of its name, the next one of that name behind it.
    for (from, wanted, not) in [
        (0, 299, 298),
        (1, 299, 298),
        (300, 1299, 1298),
        (2999, 299, 298),
    ] {
        let path = format!("{at}/sheet/0?find=299%E5%8F%B7&from={from}");
        let part = window.get(&path).text();
        assert!(
            part.contains(&spot(wanted)) && !part.contains(&spot(not)),
            "{from}"
        );
    }
    let none = window.get(&format!("{at}/sheet/0?find=x"));
    assert!(none.status == 422 && none.text().contains("没有名称里有"));
    assert_eq!(window.get(&format!("{at}/sheet/9")).status, 422);
    // It is filled in there.
    let edits = json!([{ "spot": spot(2400), "before": "\"待填\"", "typed": "77" }]);
    let from = format!("0:{row}");
    let told = ask(&json!({ "edits": edits, "from": from, "pages": false }));
    assert_eq!(told["open"], 0);
    assert!(
        told["fields"]
            .as_object()
            .unwrap()
            .contains_key(&spot(2400))
    );
    ask(&json!({ "edits": edits, "from": from, "keep": true, "pages": false }));
    assert!(
        window
            .read("inputs/long/2023-09.toml")
            .contains("done = 77")
    );
    // All of its pages can be fetched.
    let told = window
        .post(&format!("{at}/edit"), &json!({ "edits": [] }))
        .json();
    let pages = told["pages"]["list"].as_array().unwrap();
    assert!(pages.len() > 90, "{}", pages.len());
    for page in [&pages[0], pages.last().unwrap()] {
        let name = page["name"].as_str().unwrap();
        assert_eq!(window.get(&format!("/page/{name}")).status, 200);
    }
}
