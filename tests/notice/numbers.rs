//! Exact numbers: how they are read, rounded, printed, and what a rounded one stands for.

use hongtou::number::{Decimal, DecimalError, Exact, Interval};

fn exact(text: &str) -> Exact {
    Decimal::parse(text).unwrap().value
}

#[test]
fn halves_are_rounded_up() {
    assert_eq!(exact("0.05").to_fixed(1), "0.1");
    assert_eq!(exact("0.04999999999999999999").to_fixed(1), "0.0");
    assert_eq!(exact("-0.05").to_fixed(1), "-0.1");
    assert_eq!(exact("-0.04").to_fixed(1), "0.0");
    assert_eq!(exact("2.5").to_fixed(0), "3");
    assert_eq!(exact("999.995").to_fixed(2), "1000.00");
}

#[test]
fn a_half_goes_up_and_a_hair_less_does_not_on_either_side_of_zero() {
    let hair = "000000000000000001";
    for (places, half, below, up, down) in [
        (0, "0.5", "0.499999999999999999", "1", "0"),
        (0, "1.5", "1.499999999999999999", "2", "1"),
        (1, "99.95", "99.949999999999999999", "100.0", "99.9"),
        (2, "0.005", "0.004999999999999999", "0.01", "0.00"),
        (3, "12.3445", "12.344499999999999999", "12.345", "12.344"),
    ] {
        let minus = |text: &str| format!("-{text}");
        assert_eq!(exact(half).to_fixed(places), up);
        assert_eq!(exact(&format!("{half}{hair}")).to_fixed(places), up);
        assert_eq!(exact(below).to_fixed(places), down);
        assert_eq!(exact(&minus(half)).to_fixed(places), minus(up));
        let is_zero = down.bytes().all(|b| b == b'0' || b == b'.');
        let below_zero = if is_zero {
            down.to_owned()
        } else {
            minus(down)
        };
        assert_eq!(exact(&minus(below)).to_fixed(places), below_zero);
    }
}

#[test]
fn a_long_decimal_is_cut_and_a_short_one_is_not() {
    let long = |text: &str| exact(text).to_fixed_or_plain(4);
    assert_eq!(long("1.2345"), "1.2345");
    assert_eq!(long("1.2300"), "1.23");
    assert_eq!(long("1.23455"), "1.2346");
    assert_eq!(long("100"), "100");
}

#[test]
fn nothing_is_divided_by_zero() {
    assert_eq!(exact("1").checked_div(&exact("0.00")), None);
    assert_eq!(exact("0").checked_div(&exact("-3")), Some(Exact::zero()));
    assert_eq!(
        (exact("2.1").ceil(), exact("-2.1").floor()),
        (exact("3"), exact("-3"))
    );
    assert_eq!(
        (exact("2").ceil(), exact("2").floor()),
        (exact("2"), exact("2"))
    );
}

#[test]
fn plain_digits_drop_only_trailing_zeros() {
    assert_eq!(exact("46.430").to_plain(), "46.43");
    assert_eq!(exact("100").to_plain(), "100");
    assert_eq!(exact("-69.650").to_plain(), "-69.65");
    assert_eq!(exact("0.000").to_plain(), "0");
    let third = exact("1").checked_div(&exact("3")).unwrap();
    assert_eq!(third.to_plain(), "0.333333333333");
}

#[test]
fn keeps_what_was_typed() {
    let decimal = Decimal::parse("51.220").unwrap();
    assert_eq!(
        (
            decimal.text.as_str(),
            decimal.places,
            decimal.value.to_plain()
        ),
        ("51.220", 3, "51.22".to_owned())
    );
    assert_eq!(Decimal::parse("+1_629").unwrap().text, "1629");
    assert_eq!(Decimal::parse("-69.65").unwrap().value.to_plain(), "-69.65");
}

#[test]
fn refuses_what_is_no_plain_decimal() {
    for text in [
        "", "-", "1e3", "0x10", "inf", "nan", "1.", ".5", "１２", "1.2.3", "三",
    ] {
        assert_eq!(Decimal::parse(text), Err(DecimalError::NotPlain), "{text}");
    }
    assert_eq!(Decimal::parse(&"9".repeat(25)), Err(DecimalError::TooLong));
}

fn interval(text: &str) -> Interval {
    Decimal::parse(text).unwrap().interval(None)
}

fn point(text: &str) -> Interval {
    Interval::point(exact(text))
}

fn between(low: &str, high: &str) -> Interval {
    Interval {
        low: exact(low),
        high: exact(high),
    }
}

#[test]
fn closed_ends_meet() {
    assert!(interval("149.5").meets(&interval("149.6")));
    assert!(!interval("149.5").meets(&interval("149.7")));
    assert!(interval("0.05").meets(&point("0.055")));
}

#[test]
fn intervals_meet_at_their_very_ends_and_not_a_hair_apart() {
    let stated = interval("25.48");
    for (value, meets) in [
        ("25.475", true),
        ("25.485", true),
        ("25.474999999999999999", false),
        ("25.485000000000000001", false),
    ] {
        assert_eq!(stated.meets(&point(value)), meets, "{value}");
        assert_eq!(point(value).meets(&stated), meets, "{value}");
    }
    assert!(point("25.48").meets(&point("25.480")));
    assert!(!point("25.48").meets(&point("25.480000000000000001")));
}

#[test]
fn half_a_unit_is_of_the_last_place_typed_or_of_the_column() {
    let typed = |text: &str, rounded_to| Decimal::parse(text).unwrap().interval(rounded_to);
    assert_eq!(typed("134", None), between("133.5", "134.5"));
    assert_eq!(typed("134", Some(2)), between("133.995", "134.005"));
    assert_eq!(typed("134.125", Some(2)), between("134.1245", "134.1255"));
    assert_eq!(typed("-0.1", None), between("-0.15", "-0.05"));
    assert_eq!(typed("134.0", None).width(), point("0.1").low);
}

#[test]
fn the_nearest_number_is_within() {
    let stated = interval("99.9");
    for (value, nearest) in [
        ("100", "99.95"),
        ("99.95", "99.95"),
        ("99.9", "99.9"),
        ("0", "99.85"),
    ] {
        assert_eq!(stated.nearest(&point(value).low), point(nearest).low);
    }
}

#[test]
fn sums_and_signs_carry_both_ends() {
    let sum = interval("1.0").plus(&interval("2.00"));
    assert_eq!(sum, between("2.945", "3.055"));
    let of_negative = |text: &str| point("1").checked_div(&interval(text));
    assert_eq!(of_negative("0.0"), None);
    assert_eq!(of_negative("0.5").map(|q| q.meets(&point("2"))), Some(true));
    assert!(of_negative("-1").is_some());
    let touching_zero = between("0", "1");
    assert_eq!(point("1").checked_div(&touching_zero), None);
    let up_to_zero = between("-1", "0");
    assert_eq!(point("1").checked_div(&up_to_zero), None);
}

#[test]
fn a_quotient_covers_every_quotient() {
    let rate = interval("1.50").checked_div(&point("1")).unwrap();
    assert_eq!(rate, between("1.495", "1.505"));
    assert_eq!(interval("1").checked_div(&interval("0")), None);
    assert_eq!(point("1").checked_div(&point("0")), None);
}

#[test]
fn a_negative_weight_turns_the_ends_round() {
    let turned = interval("2.0").times(&Exact::integer(-1));
    assert_eq!(
        (turned.low, turned.high),
        (point("-2.05").low, point("-1.95").low)
    );
}

#[test]
fn a_decimal_of_so_many_places_has_all_of_them_and_a_longer_one_no_more() {
    assert_eq!(exact("1.2500").to_fixed_or_plain(3), "1.25");
    assert_eq!(exact("1.234").to_fixed_or_plain(3), "1.234");
    assert_eq!(exact("1.2345").to_fixed_or_plain(3), "1.235");
}
