//! Several changes at once, in made-up years: each is put in, or named; nothing else changes.

use std::collections::BTreeSet;

use hongtou::office::{Input, Office, folder};
use hongtou::review::{EditKind, Outcome};
use hongtou::source::Sources;

use super::edited::{By, Word, bare};
use super::{Case, other_number, other_words, shown, stretches};
use crate::any_year::made::made;
use crate::any_year::years;
use crate::dice::Dice;
use crate::shared::root;

/// A change that was made in the file.
struct Made {
    before: String,
    old: String,
    new: String,
}

fn case(seed: u64) -> Option<Case> {
    let kinds = folder::kinds(&root().join("templates"));
    let kind = kinds.iter().find(|kind| kind.name == "housing").unwrap();
    let office =
        Office::without_fonts(folder::templates_of(kind).unwrap(), Sources::default()).unwrap();
    let input = Input::of_text("year.toml", made(seed).toml());
    office.read(input.clone(), true).notice()?;
    Some(Case::of((office, input)))
}

/// Changes of several stretches of the text, no two in one paragraph.
fn changed(case: &Case, word: &mut Word, dice: &mut Dice) -> Vec<Made> {
    let run = case.office.read(case.input.clone(), true);
    let blocks = &run.notice().unwrap().body;
    let mut all = Vec::new();
    for block in blocks {
        let found = stretches(std::slice::from_ref(block));
        if found.is_empty() || !dice.odds(1, 3) {
            continue;
        }
        let stretch = &found[dice.index(found.len())];
        let edit = match (&stretch.span.figure, stretch.span.time) {
            (_, Some(_)) => None,
            (Some(_), _) => other_number(&stretch.words, dice)
                .map(|new| (0, stretch.words.chars().count(), new)),
            (None, None) => other_words(&stretch.words, dice),
        };
        let Some((from, to, new)) = edit else {
            continue;
        };
        let by = if dice.odds(1, 2) {
            By::Tracked("丁某")
        } else {
            By::Hand
        };
        if word.replace(&stretch.before, &stretch.words, (from, to), &new, by) {
            let letters: Vec<char> = stretch.words.chars().collect();
            all.push(Made {
                before: stretch.before.clone(),
                old: letters[from..to].iter().collect(),
                new,
            });
        }
    }
    all
}

fn holds(case: &Case, seed: u64) -> [usize; 2] {
    let mut dice = Dice::mixed(seed);
    let mut word = Word::open(&case.word);
    let made = changed(case, &mut word, &mut dice);
    word.split(&mut dice);
    let reviewed = case.review(&word.bytes());
    let edits = &reviewed.review.edits;
    let told: Vec<String> = edits.iter().map(shown).collect();
    // Each is named, and no other: in place and words.
    assert_eq!(edits.len(), made.len(), "{seed}: {told:#?}");
    for of in &made {
        let is_it = |edit: &&hongtou::review::Edit| {
            let is_words = edit.old.contains(&of.old) || of.old.contains(&edit.old);
            is_words && (of.new.contains(&edit.new) || edit.new.contains(&of.new))
        };
        assert!(
            edits.iter().any(|edit| is_it(&edit)),
            "{seed}: {} {} to {}: {told:#?}",
            of.before,
            of.old,
            of.new
        );
    }
    for edit in edits {
        let is_said = match &edit.outcome {
            Outcome::Told => !edit.advice.is_empty(),
            Outcome::Refused { why } => !why.is_empty(),
            Outcome::Applies | Outcome::Follows => true,
            Outcome::Clash { .. } => false,
        };
        assert!(is_said, "{seed}: {}", shown(edit));
    }
    let applied: Vec<_> = edits
        .iter()
        .filter(|edit| edit.outcome == Outcome::Applies)
        .collect();
    assert_eq!(
        reviewed.text.is_some(),
        !applied.is_empty(),
        "{seed}: {told:#?}"
    );
    let Some(text) = &reviewed.text else {
        return [0, edits.len()];
    };
    // Nothing but the lines that are named is another.
    let before = case.input.file.text();
    let lines: BTreeSet<usize> = applied
        .iter()
        .filter_map(|edit| Some(edit.at.as_ref()?.line))
        .collect();
    assert_eq!(
        before.lines().count(),
        text.lines().count(),
        "{seed}: {told:#?}"
    );
    let changed = (1..)
        .zip(before.lines().zip(text.lines()))
        .filter(|(_, (one, other))| one != other);
    for (line, (one, other)) in changed {
        assert!(
            lines.contains(&line),
            "{seed}: line {line}: {one} became {other}: {told:#?}"
        );
    }
    // The next notice says what was put in, and the check finds nothing more.
    let run = case.office.read(case.with(text), true);
    let said: String = run
        .notice()
        .unwrap()
        .blocks()
        .map(|block| bare(&block.text()))
        .collect();
    for edit in &applied {
        let around = if edit.kind == EditKind::Own {
            &edit.after
        } else {
            ""
        };
        assert!(
            said.contains(&format!("{}{around}", edit.new)),
            "{seed}: {}",
            shown(edit)
        );
    }
    let errors = |run: &hongtou::office::Run| {
        let all = run
            .findings()
            .iter()
            .filter(|of| of.severity != hongtou::diagnostic::Severity::Note);
        all.count()
    };
    let first = case.office.read(case.input.clone(), true);
    assert!(errors(&run) <= errors(&first), "{seed}: {told:#?}");
    [applied.len(), edits.len()]
}

#[test]
fn many_changes_in_made_up_years_are_put_in_or_named() {
    let mut counts = [0, 0];
    for seed in 0..years(8) {
        let Some(case) = case(seed) else { continue };
        for round in 0..4 {
            let [applied, all] = holds(&case, seed * 100 + round);
            counts = [counts[0] + applied, counts[1] + all];
        }
    }
    assert!(counts[0] > 0 && counts[1] > counts[0], "{counts:?}");
}
