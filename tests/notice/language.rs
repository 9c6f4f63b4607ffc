//! The small language of the templates: what it reads, writes, and refuses.

use hongtou::calendar::Time;
use hongtou::language::{Condition, Form, Formula, Function, Piece, Wording, unreachable};

#[test]
fn reads_sums_and_ratios_and_writes_them_again() {
    for text in [
        "a",
        "a + b - c",
        "-a + 0.5 * b",
        "a / b",
        "(a + b) / (c - 2 * d)",
        "found_*",
    ] {
        assert_eq!(Formula::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn says_where_a_formula_goes_wrong() {
    let spans = ["a +", "a + b / c", "a / b + c", "3", "a b", "a $ b"]
        .map(|text| Formula::parse(text).unwrap_err().span);
    assert_eq!(spans, [3..3, 0..9, 0..9, 1..1, 2..3, 2..3]);
}

#[test]
fn reads_conditions_and_writes_them_again() {
    for text in [
        "rate >= 80%",
        "done = total and not (blank(done))",
        "all(goals, rate > 100%) or count(goals) = 1",
        "(a < 1 or b > 2) and c != 3",
        "present(loans) and not (slow)",
        "any(rows, slow or a.total.late)",
    ] {
        assert_eq!(Condition::parse(text).unwrap().to_string(), text);
    }
    assert_eq!(
        Condition::parse("rate<80%").unwrap().to_string(),
        "rate < 80%"
    );
}

#[test]
fn says_where_a_condition_goes_wrong() {
    let spans = ["1", "rate >", "rate > 80 or", "all(goals)", "(a > 1"]
        .map(|text| Condition::parse(text).unwrap_err().span);
    assert_eq!(spans, [1..1, 6..6, 12..12, 9..10, 6..6]);
}

fn name(name: &str, places: Option<u32>) -> Piece {
    let form = places.map(|places| Form {
        places: Some(places),
        ..Form::default()
    });
    Piece::Name {
        name: name.into(),
        form,
    }
}

#[test]
fn reads_text_and_holes() {
    let wording = Wording::parse("{year-1}年底{a.b}套，{{率}}{rate:0}").unwrap();
    assert_eq!(
        wording.pieces,
        [
            Piece::Time(Time::year(-1)),
            Piece::Text("年底".into()),
            name("a.b", None),
            Piece::Text("套，{率}".into()),
            name("rate", Some(0)),
        ]
    );
    let call = Wording::parse("{respectively(a, b)}").unwrap();
    assert_eq!(
        call.pieces,
        [Piece::Call {
            function: Function::Respectively,
            arguments: vec!["a".into(), "b".into()],
        }]
    );
}

#[test]
fn says_where_a_wording_goes_wrong() {
    let spans = [
        "一{a",
        "a}b",
        "一{}",
        "{a b}",
        "{f(a)}",
        "{first(a, b)}",
        "{year-a}",
    ]
    .map(|text| Wording::parse(text).unwrap_err().span);
    assert_eq!(spans, [3..4, 1..2, 4..4, 3..4, 1..2, 1..12, 6..7]);
}

const NONE: [usize; 0] = [];

fn check(rules: &[&str]) -> Vec<usize> {
    let parsed: Vec<_> = rules
        .iter()
        .map(|rule| (!rule.is_empty()).then(|| Condition::parse(rule).unwrap()))
        .collect();
    unreachable(&parsed.iter().map(Option::as_ref).collect::<Vec<_>>())
}

#[test]
fn falling_bands_are_all_reachable() {
    assert_eq!(
        check(&["rate >= 100", "rate >= 70", "rate >= 50", ""]),
        NONE
    );
}

#[test]
fn a_band_behind_a_wider_one_is_not() {
    assert_eq!(check(&["rate >= 70", "rate >= 100", ""]), [1]);
    assert_eq!(check(&["", "rate >= 100"]), [1]);
    assert_eq!(check(&["rate < 50", "rate >= 50 or blank(rate)", ""]), [2]);
}

#[test]
fn a_condition_that_contradicts_itself_is_not() {
    assert_eq!(check(&["rate > 80 and rate < 80", ""]), [0]);
    assert_eq!(check(&["a = b and not a = b", ""]), [0]);
    assert_eq!(check(&["count(x) = 1 and count(x) > 1", ""]), [0]);
}

#[test]
fn comparisons_of_two_figures_are_free() {
    assert_eq!(check(&["done >= total", "done > 0", ""]), NONE);
}
