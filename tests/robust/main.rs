//! Nothing that is read makes the program panic, whatever was done to it.
//!
//! The same cases on every run; `CASES=1000000 cargo test --release --test robust -- --nocapture`
//! tries so many of each, and `FIRST=…` begins with another one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets the unexpected shall fail"
)]

#[path = "../notice/dice.rs"]
#[allow(dead_code, reason = "other tests need more of it")]
mod dice;
mod harness;
mod mutate;
mod shown;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use dice::Dice;
use harness::{BENCH, diff_years, finish_input, load_templates, read_input, read_language};
use mutate::{mutated, with_other_bytes, with_other_figures};

/// Goes through the cases; a case that fails is named, so that it can be run by itself.
fn each_case(usual: u64, case: impl Fn(&mut Dice)) {
    let told = |name: &str| std::env::var(name).ok().and_then(|told| told.parse().ok());
    let first = told("FIRST").unwrap_or(0);
    for seed in first..first + told("CASES").unwrap_or(usual) {
        let failed = catch_unwind(AssertUnwindSafe(|| case(&mut Dice::new(seed))));
        assert!(
            failed.is_ok(),
            "case {seed}: FIRST={seed} CASES=1 runs it alone"
        );
    }
}

#[test]
fn any_input_is_read() {
    let years = [2022, 2023].map(harness::year);
    each_case(2000, |dice| {
        let text = mutated(&years[dice.index(2)], dice);
        if dice.odds(1, 3) {
            read_input(&with_other_bytes(&text, dice));
        } else {
            read_input(text.as_bytes());
        }
    });
}

#[test]
fn any_input_is_finished() {
    let years = [2022, 2023].map(harness::year);
    each_case(100, |dice| {
        finish_input(&mutated(&years[dice.index(2)], dice));
    });
}

#[test]
fn any_expression_is_read() {
    let mut expressions: Vec<&str> = vec!["a + 0.5 * b - c", "(a + b) / (c - d)"];
    for text in BENCH.files.values() {
        expressions.extend(
            text.split('"')
                .skip(1)
                .step_by(2)
                .filter(|text| !text.is_empty()),
        );
    }
    each_case(20_000, |dice| {
        let one = expressions[dice.index(expressions.len())];
        let other = expressions[dice.index(expressions.len())];
        let text = if dice.odds(1, 4) {
            format!("{one} {other}")
        } else {
            one.to_owned()
        };
        read_language(&mutated(&text, dice));
    });
}

#[test]
fn brackets_without_end_are_refused() {
    for open in [
        "(",
        "not ",
        "not (",
        "all(a, ",
        "any(a, not ",
        "{",
        "{a(",
        "a + (",
        "-",
    ] {
        for count in [1, 10, 100, 100_000] {
            read_language(&open.repeat(count));
        }
    }
    for open in [
        "[",
        "a = [",
        "a = {b = ",
        "a.",
        "[a.",
        "[[",
        "\"\"\"",
        "'''\n",
        "a = \"\"\"\n",
        "【",
    ] {
        // So deep within a line; of lines fewer, since each is a finding to be compared with all.
        let most = if open.ends_with('\n') { 1000 } else { 100_000 };
        for count in [1, 10, 100, most] {
            read_input(open.repeat(count).as_bytes());
        }
    }
}

/// A long text takes as long as it is long. Were all of it gone through for each of its parts, these
/// would take minutes.
#[test]
fn what_is_long_is_gone_through_once() {
    const TIMES: usize = 40_000;
    const LIMIT: Duration = Duration::from_secs(20);
    let year = harness::year(2023);
    for words in ["圆满完成了各项任务，", "开工845套，", "《甲》（1）", "2～"] {
        let text = format!("\"\"\"\n{}", words.repeat(TIMES));
        let text = year.replacen("\"\"\"\n", &text, 1);
        assert!(text.len() > TIMES);
        let begun = Instant::now();
        finish_input(&text);
        assert!(begun.elapsed() < LIMIT, "{words}: {:?}", begun.elapsed());
    }
    let begun = Instant::now();
    read_input("\"\"\"".repeat(10 * TIMES).as_bytes());
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
}

#[test]
fn any_templates_are_loaded() {
    let files: Vec<(&String, &String)> = BENCH.files.iter().collect();
    each_case(60, |dice| {
        let (name, text) = files[dice.index(files.len())];
        load_templates(name, &mutated(text, dice));
    });
}

#[test]
fn any_two_years_are_compared() {
    let years = [2022, 2023].map(harness::year);
    each_case(60, |dice| {
        let one = with_other_figures(&years[dice.index(2)], dice);
        let other = with_other_figures(&years[dice.index(2)], dice);
        diff_years(&one, &other);
    });
}
