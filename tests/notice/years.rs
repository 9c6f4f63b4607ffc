//! Every year in the wording follows from `year`.

use crate::support::{Input, notice};

#[test]
fn of_2023_nothing_remains_in_2027() {
    let text = hongtou::text::text(&notice(
        &Input::of_2023()
            .set("year", "2027")
            .set("overdue.surveyed", "2025"),
    ));
    for year in 2018..=2022 {
        // 2019 is a year of audit, and stands as such alone.
        let found = text.matches(&year.to_string()).count();
        let audits = text.matches("（10）2019年审计").count()
            + text.matches("（11）2019年审计").count()
            + text.matches("（12）2019年审计").count()
            + text.matches("（13）2019年审计").count()
            + text.matches("2016—2019年审计").count();
        let expected = if year == 2019 { audits } else { 0 };
        assert_eq!(found, expected, "{year}");
    }
    for stale in ["2023", "2024"] {
        // 2027 − 4 = 2023: the year by whose end the unfinished projects were begun;
        // 2027 − 3 = 2024: the year of the talks on what was left of the loans.
        // A document keeps the year of its number.
        let text = text
            .replace("〔2023〕11号", "")
            .replace("〔2023〕136号", "")
            .replace("2023年底前开工2026年底前未建成", "")
            .replace("经开展2024年棚改专项贷款项目尾款对接", "");
        assert!(!text.contains(stale), "{stale}");
    }
    for new in [
        "关于2027年度城镇住房保障主要工作完成情况的通报",
        "晋市保办字〔2028〕1号",
        "2028年1月31日",
        "2023年底前开工2026年底前未建成项目建成情况",
        "据2025年底逾期在建棚改项目排查发现",
        "2025—2027年连续三年",
        "2026年底全市结余",
        "其中：2027年发放金额",
        "有序推进2028年度住房保障工作",
        "（晋市财综〔2023〕11号）",
    ] {
        assert!(text.contains(new), "{new}");
    }
}

#[test]
fn no_year_stands_in_the_templates() {
    let mut sources = hongtou::source::Sources::default();
    let files = crate::support::template_files(
        &crate::support::root().join("templates/housing"),
        &mut sources,
    );
    for (name, id) in files {
        let text = &sources.get(id).text;
        let without_comments: String = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default())
            .collect();
        let has_year = without_comments.as_bytes().windows(4).any(|four| {
            (four.starts_with(b"19") || four.starts_with(b"20"))
                && four.iter().all(u8::is_ascii_digit)
        });
        assert!(!has_year, "{name}");
    }
}
