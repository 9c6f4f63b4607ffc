use hongtou::number::{Decimal, Interval};
use proptest::prelude::*;

use crate::support::{COUNTIES, Input, cases, in_short, notice};

/// Hundredths as typed: 1234 → "12.34".
fn typed(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The funds of 2023 with the counties' figures in hundredths, and the totals stated.
fn funds(rows: &[[u64; 4]]) -> Input {
    let columns = ["carried", "rental", "renewal", "spent_renewal"];
    let mut input = Input::of_2023();
    for (county, row) in COUNTIES.iter().zip(rows) {
        for column in ["spent_public", "spent_subsidy", "adjusted"] {
            input = input.set(&format!("funds.{county}.{column}"), "\"\"");
        }
        for (column, value) in columns.iter().zip(row) {
            input = input.set(&format!("funds.{county}.{column}"), &typed(*value));
        }
    }
    let total = |column: usize| typed(rows.iter().map(|row| row[column]).sum());
    input
        .set("funds.total.carried", &total(0))
        .set("funds.total.rental", &total(1))
        .set("funds.total.renewal", &total(2))
        .set("funds.total.spent", &total(3))
        .set("funds.total.adjusted", "\"\"")
}

fn errors(input: &Input) -> String {
    in_short(input)
        .lines()
        .filter(|line| line.contains("error["))
        .collect()
}

/// A county's carried-over, two receipts, and no more spent than that.
fn row() -> impl Strategy<Value = [u64; 4]> {
    (1_u64..99_999, 0_u64..99_999, 0_u64..999_999, 0_u64..100)
        .prop_map(|(a, b, c, share)| [a, b, c, (a + b + c) * share / 100])
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn figures_that_foot_are_clean(rows in prop::array::uniform6(row())) {
        prop_assert_eq!(errors(&funds(&rows)), "");
    }

    #[test]
    fn a_figure_changed_by_more_than_its_rounding_is_found(
        rows in prop::array::uniform6(row()),
        county in 0_usize..6,
        column in 0_usize..3,
        by in 8_u64..5_000,
    ) {
        let key = ["carried", "rental", "renewal"][column];
        let changed = typed(rows[county][column] + by);
        let input = funds(&rows).set(&format!("funds.{}.{key}", COUNTIES[county]), &changed);
        prop_assert!(errors(&input).contains("error[stated-differs]"), "{changed}");
    }

    #[test]
    fn the_order_of_rows_in_the_file_does_not_matter(rows in prop::array::uniform6(row()), at in 0_usize..6) {
        let input = funds(&rows);
        let text = input.text().to_owned();
        let head = format!("[funds.\"{}\"]", COUNTIES[at]);
        let start = text.find(&head).unwrap();
        let end = text[start + 1..].find("\n[").map_or(text.len(), |length| start + 1 + length);
        let moved = text[..start].to_owned() + &text[end..] + "\n" + &text[start..end];
        let moved = input.clone().replace(&text, &moved);
        prop_assert_eq!(notice(&input), notice(&moved));
    }
}

/// A second implementation of the rule, in plain integers: millionths, doubled.
fn meets_naively(stated: (i64, u32), rows: &[(i64, u32)]) -> bool {
    let bounds = |(digits, places): (i64, u32)| {
        let unit = 10_i128.pow(6 - places);
        let value = i128::from(digits) * unit * 2;
        (value - unit, value + unit)
    };
    let (low, high) = rows.iter().fold((0, 0), |(low, high), row| {
        let (l, h) = bounds(*row);
        (low + l, high + h)
    });
    let (stated_low, stated_high) = bounds(stated);
    stated_low <= high && low <= stated_high
}

fn decimal((digits, places): (i64, u32)) -> Decimal {
    let width = usize::try_from(places).unwrap() + 1;
    let text = format!("{:0>width$}", digits.unsigned_abs());
    let (whole, fraction) = text.split_at(text.len() - width + 1);
    let sign = if digits < 0 { "-" } else { "" };
    let point = if places > 0 { "." } else { "" };
    Decimal::parse(&format!("{sign}{whole}{point}{fraction}")).unwrap()
}

#[test]
fn the_interval_rule_agrees_with_a_naive_one_a_million_times() {
    // A small generator of its own: the same million on every machine.
    let mut state = 0x2023_1234_5678_9abc_u64;
    let mut next = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let (mut met, mut apart) = (0, 0);
    for _ in 0..1_000_000 {
        let count = 1 + next(4);
        let rows: Vec<(i64, u32)> = (0..count)
            .map(|_| {
                (
                    i64::try_from(next(2_000)).unwrap() - 500,
                    u32::try_from(next(4)).unwrap(),
                )
            })
            .collect();
        // Stated near the sum, or the two would hardly ever meet.
        let places = u32::try_from(next(4)).unwrap();
        let sum: i64 = rows
            .iter()
            .map(|(digits, p)| digits * 10_i64.pow(3 - p))
            .sum();
        let near = sum / 10_i64.pow(3 - places) + i64::try_from(next(9)).unwrap() - 4;
        let stated = (near, places);
        let sum = rows
            .iter()
            .map(|row| decimal(*row).interval(None))
            .reduce(|a: Interval, b| a.plus(&b))
            .unwrap();
        let meets = decimal(stated).interval(None).meets(&sum);
        assert_eq!(meets, meets_naively(stated, &rows), "{stated:?} {rows:?}");
        if meets {
            met += 1;
        } else {
            apart += 1;
        }
    }
    assert!(met > 100_000 && apart > 100_000, "{met} {apart}");
}
