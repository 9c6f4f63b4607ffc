//! Files that come back to an input that was changed since they were sent: what the reviewer changed, what was
//! changed here, and what both did are told apart.

use hongtou::office::Sent;
use hongtou::review::{EditKind, Outcome};
use proptest::prelude::*;

use super::edited::{By, MAIN, Word};
use super::rows::towns;
use super::{Case, constructs, is_typed, other_number, other_words, shipped, shown, stretches};
use crate::dice::Dice;
use crate::shared::cases;

/// The words of a file changed; what is told of it against an input of now.
fn told(case: &Case, now: &str, changes: &[(&str, &str)]) -> hongtou::office::Reviewed {
    let mut word = Word::merged(&case.word);
    for (from, to) in changes {
        let xml = word.xml();
        assert!(xml.contains(from), "no {from}");
        word.put(MAIN, xml.replace(from, to));
    }
    case.review_since(now, &word.bytes())
}

#[test]
fn what_was_changed_here_is_not_the_reviewers() {
    let case = towns();
    let now = case.input.file.text().replace("homes = 20", "homes = 25");
    assert_ne!(now, case.input.file.text());
    let whole = told(&case, &now, &[]);
    let shown_all: Vec<String> = whole.review.edits.iter().map(shown).collect();
    assert!(shown_all.is_empty(), "{shown_all:#?}");
    // The figure, the total in the table and in the text, and what follows from both.
    let since = &whole.review.since;
    assert_eq!(since.len(), 5, "{since:#?}");
    assert!(since.iter().all(|of| !of.is_in_file && of.before != of.now));
    assert!(whole.remarks[0].contains("送审稿 1"), "{:?}", whole.remarks);
    // What the reviewer changed beside it goes into the input as it is now.
    let other = told(&case, &now, &[(">含支流<", ">含支流两条<")]);
    let edit = &other.review.edits[0];
    assert_eq!(
        (other.review.edits.len(), &edit.outcome),
        (1, &Outcome::Applies)
    );
    assert_eq!(other.text.unwrap(), now.replace("含支流", "含支流两条"));
}

#[test]
fn what_both_changed_is_a_clash_and_what_both_did_is_done() {
    let case = towns();
    let now = case.input.file.text().replace("homes = 20", "homes = 25");
    let clash = told(&case, &now, &[(">20<", ">24<")]);
    let edit = &clash.review.edits[0];
    assert_eq!(
        (edit.kind, edit.name.as_str()),
        (EditKind::Figure, "works.西山镇.homes")
    );
    assert_eq!(
        edit.outcome,
        Outcome::Clash {
            now: "25".to_owned()
        }
    );
    assert_eq!((edit.old.as_str(), edit.new.as_str()), ("20", "24"));
    assert!(clash.text.is_none());
    let agreed = told(&case, &now, &[(">20<", ">25<")]);
    assert!(agreed.review.edits.is_empty());
    assert!(
        agreed
            .review
            .since
            .iter()
            .any(|of| of.is_in_file && of.now == "25")
    );
    // The year's own words.
    let now = case
        .input
        .file
        .text()
        .replace("要早动手", "要早谋划、早动手");
    let clash = told(&case, &now, &[("要早动手", "要快动手")]);
    let outcomes: Vec<&Outcome> = clash
        .review
        .edits
        .iter()
        .map(|edit| &edit.outcome)
        .collect();
    assert!(
        matches!(outcomes.as_slice(), [Outcome::Clash { .. }]),
        "{outcomes:?}"
    );
    // Another sentence of the same text.
    let both = told(&case, &now, &[("得到各方支持", "得到各界支持")]);
    assert_eq!(both.text.unwrap(), now.replace("各方", "各界"));
}

#[test]
fn rows_that_came_and_went_here_are_not_the_reviewers() {
    let case = towns();
    let text = case.input.file.text();
    let now = text
        .replace(
            "[\"东河乡\", \"西山镇\"]",
            "[\"东河乡\", \"西山镇\", \"南湖乡\"]",
        )
        .replace(
            "[storage.\"大青湖\"]",
            "[works.\"南湖乡\"]\nlength = 1.0\nhomes = 2\n\n[storage.\"大青湖\"]",
        );
    let whole = told(&case, &now, &[]);
    let shown_all: Vec<String> = whole.review.edits.iter().map(shown).collect();
    assert!(shown_all.is_empty(), "{shown_all:#?}");
    assert!(
        whole
            .review
            .since
            .iter()
            .any(|of| of.before.is_empty() && of.now.contains("南湖乡"))
    );
}

#[test]
fn a_file_without_its_version_is_held_against_now_and_that_is_said() {
    let case = towns();
    let now = case.input.file.text().replace("homes = 20", "homes = 25");
    for (sent, words) in [
        (Sent::Unmarked, "没有记着是哪一稿"),
        (Sent::Gone, "没有留存"),
        (Sent::Unread("x".to_owned()), "读不出来"),
    ] {
        let reviewed = case
            .office
            .review(&case.with(&now), &sent, "x.docx", &case.word)
            .unwrap();
        assert!(
            reviewed.remarks[0].contains(words),
            "{:?}",
            reviewed.remarks
        );
        assert!(!reviewed.review.edits.is_empty());
    }
    // Of the notice as it is, nothing has to be said.
    let reviewed = case.review(&case.word);
    assert!(reviewed.remarks.is_empty(), "{:?}", reviewed.remarks);
}

/// A typed figure of the input changed, and something else in the file.
fn one_of_each(case: &Case, seed: u64) -> bool {
    let mut dice = Dice::mixed(seed);
    let run = case.office.read(case.input.clone(), true);
    let (notice, year) = (run.notice().unwrap(), run.year().unwrap());
    let figures: Vec<_> = year
        .figures
        .iter()
        .filter(|(_, of)| is_typed(of) && of.key.epoch().is_none())
        .collect();
    let (_, figure) = figures[dice.index(figures.len())];
    let place = &figure.stated.as_ref().unwrap().place;
    let text = case.input.file.text();
    let Some(literal) = text
        .get(place.span.clone())
        .filter(|of| of.chars().all(|c| c.is_ascii_digit() || c == '.'))
    else {
        return false;
    };
    let Some(new) = other_number(literal, &mut dice) else {
        return false;
    };
    let now = format!(
        "{}{new}{}",
        &text[..place.span.start],
        &text[place.span.end..]
    );
    let after = case.office.read(case.with(&now), true);
    let Some(after) = after.notice() else {
        return false;
    };
    let found = stretches(&notice.body);
    let stretch = &found[dice.index(found.len())];
    // What is said of other figures now may be said otherwise, as a whole.
    let is_left = stretches(&after.body)
        .iter()
        .any(|of| of.before == stretch.before && of.words == stretch.words);
    let edit = if stretch.span.time.is_some() || !is_left {
        None
    } else if stretch.span.figure.is_some() {
        other_number(&stretch.words, &mut dice).map(|new| (0, stretch.words.chars().count(), new))
    } else {
        other_words(&stretch.words, &mut dice)
    };
    let Some((from, to, words)) = edit else {
        return false;
    };
    let mut word = Word::open(&case.word);
    if !word.replace(
        &stretch.before,
        &stretch.words,
        (from, to),
        &words,
        By::Hand,
    ) {
        return false;
    }
    word.split(&mut dice);
    let reviewed = case.review_since(&now, &word.bytes());
    let told: Vec<String> = reviewed.review.edits.iter().map(shown).collect();
    assert_eq!(
        told.len(),
        1,
        "{seed}: {} = {new}, “{}” to “{words}”: {told:#?}",
        figure.key,
        stretch.words
    );
    let edit = &reviewed.review.edits[0];
    let is_clash = matches!(edit.outcome, Outcome::Clash { .. });
    if let (Outcome::Applies, Some(text)) = (&edit.outcome, &reviewed.text) {
        // The figure that was changed here stays as it is, and nothing else is changed.
        let lines = now
            .lines()
            .zip(text.lines())
            .filter(|(one, other)| one != other)
            .count();
        assert!(
            lines <= 1 && now.lines().count() == text.lines().count(),
            "{seed}: {told:?}"
        );
    }
    !is_clash
}

#[test]
fn a_reviewers_change_is_known_from_one_of_the_input() {
    let kinds = [
        constructs(),
        shipped("progress", "2023-q3"),
        shipped("housing", "2023"),
    ];
    let all: Vec<Case> = kinds.into_iter().map(Case::of).collect();
    let told = std::cell::Cell::new(0);
    let mut runner = proptest::test_runner::TestRunner::new(cases(150));
    let tried = runner.run(&(0..all.len(), any::<u64>()), |(case, seed)| {
        for round in 0..4 {
            let is_told = one_of_each(&all[case], seed.wrapping_add(round));
            told.set(told.get() + usize::from(is_told));
        }
        Ok(())
    });
    tried.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(told.get() > 20, "only {} were told apart", told.get());
}
