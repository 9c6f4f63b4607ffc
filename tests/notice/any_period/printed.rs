//! The number that a reader has of a figure is the one that stands in print, whatever way it is found.

use hongtou::figures::Figure;
use hongtou::language::Sign;
use hongtou::model::Kind;
use hongtou::number::Decimal;

use super::{made_of, office, read};
use crate::any_year::years;

/// The number as it stands in print; nothing where it is written in words, in steps of 万 or as a day.
fn read_off(figure: &Figure) -> Option<Decimal> {
    let form = figure.measure.form;
    let is_plain = form.scale.is_none() && form.numerals.is_none() && form.grouping.is_none();
    if !is_plain || form.sign == Some(Sign::Never) || figure.measure.kind == Kind::Date {
        return None;
    }
    let printed = figure.printed().replace('−', "-");
    let printed = printed.trim_start_matches('+');
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let end = printed.find(|c| !is_number(c)).unwrap_or(printed.len());
    Decimal::parse(&printed[..end]).ok()
}

#[test]
fn the_number_of_a_reader_stands_in_print() {
    let mut compared = 0;
    for kind in ["progress", "disclosure", "inquiry"] {
        let (made, office) = (made_of(kind), office(kind));
        for seed in 0..years(12) {
            let case = made(seed);
            let run = read(&case, &office);
            let Some(year) = run.year() else { continue };
            for (_, figure) in year.figures.iter() {
                let Some(printed) = read_off(figure) else {
                    continue;
                };
                let known = figure.printed_value().map(|known| known.value);
                assert_eq!(known, Some(printed.value), "{kind} {seed} {}", figure.key);
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared}");
}
