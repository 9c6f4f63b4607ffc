//! The input files as the clerk opens them.

use crate::support::Input;

#[test]
fn every_figure_says_in_chinese_what_it_is() {
    for (year, input) in [(2023, Input::of_2023()), (2022, Input::of_2022())] {
        let mut figures = 0;
        for line in input.text().lines() {
            let Some((key, value)) = line.split_once(" = ") else {
                continue;
            };
            let is_key = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let is_figure = value.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                || value.starts_with("\"\" ")
                || value.starts_with("\"?\" ")
                || matches!(value, "\"\"" | "\"?\"");
            if !is_key || !is_figure {
                continue;
            }
            figures += 1;
            let comment = value.split_once('#').map_or("", |(_, comment)| comment);
            let is_chinese = comment
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(is_chinese, "{year}: {line}");
        }
        assert!(figures > 200, "{year}: only {figures} figures found");
    }
}
