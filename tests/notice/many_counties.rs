//! Cities of as many counties as wanted: what is measured on them has to be a notice like any other.

use hongtou::diagnostic::Severity;
use hongtou::figures::Ledger;
use hongtou::pipeline::Setting;

use crate::counties::City;
use crate::faults::{with_broken_lines, with_wrong_digits};
use crate::support::{Input, Run, Years, all_findings};

/// The findings of a year after the one before, as printed; a year with an error has none to go on from.
fn after_last_year(city: City) -> (bool, String) {
    let mut years = Years::new();
    let before = City {
        year: city.year - 1,
        ..city
    };
    let last = years.year("last", &Input::of_text(&before.toml()));
    let setting = Setting {
        last: Some(Ledger::from(&last)),
        ..Setting::default()
    };
    let (this, findings) = years.try_year("this", &Input::of_text(&city.toml()), setting);
    (this.is_some(), findings)
}

#[test]
fn a_made_up_year_goes_on_from_the_one_before() {
    // 2031 has other lists of what is overdue and of what was audited than 2030.
    for (year, counties) in [(2023, 1), (2023, 6), (2024, 70), (2031, 12)] {
        let city = City {
            year,
            counties,
            place: 3,
        };
        let (is_made, findings) = after_last_year(city);
        assert!(is_made, "{counties} counties, {year}: {findings}");
        assert!(!findings.contains("swapped"), "{findings}");
    }
}

#[test]
fn faults_in_it_are_errors() {
    let city = City {
        year: 2023,
        counties: 70,
        place: 0,
    };
    let text = city.toml();
    let errors = |text: &str| {
        let findings = all_findings(&Input::of_text(text));
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        errors.count()
    };
    assert_eq!(errors(&text), 0);
    assert_eq!(errors(&with_broken_lines(&text, 50)), 50);
    assert!(errors(&with_wrong_digits(&text, 50)) > 10);
}

/// A folder with the notice of so many counties, for the command line.
fn run_of(counties: u64) -> Run {
    let run = Run::new();
    let city = City {
        year: 2023,
        counties,
        place: 0,
    };
    run.write("2023.toml", city.toml());
    run
}

#[test]
fn what_was_too_long_to_be_laid_out_is_told_by_a_check() {
    const WORDS: &str = "版面没有排，也没有量";
    let long = run_of(300);
    let (status, _, found) = long.run(&["check", "2023.toml"]);
    assert_eq!(status, 0, "{found}");
    assert!(found.contains(WORDS), "{found}");
    // Other programs are told as well.
    let (_, answer, _) = long.run(&["check", "2023.toml", "--format", "json"]);
    assert!(answer.contains("\"not-laid-out\""), "{answer}");
    // One that is laid out says nothing of it.
    let (status, _, found) = run_of(30).run(&["check", "2023.toml"]);
    assert_eq!(status, 0, "{found}");
    assert!(!found.contains(WORDS), "{found}");
}
