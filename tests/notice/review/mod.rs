//! Word files that come back: what was changed in them is named, and nothing else; what is the input's own
//! goes into it.

pub mod edited;
mod files;
mod heads;
mod many;
mod rows;
mod versions;

use hongtou::archive::{Archive, unpack};
use hongtou::figures::Figure;
use hongtou::notice::Block;
use hongtou::office::{EarlierFile, EarlierFiles, Edition, Input, Office, Sent, TextFile};
use hongtou::review::{Edit, EditKind, Outcome};
use hongtou::source::Sources;
use hongtou::typeset::FontSet;
use hongtou::wording::{Origin, Span};
use proptest::prelude::*;

use self::edited::{By, Word, bare};
use crate::constructs::kind;
use crate::dice::Dice;
use crate::shared::{cases, root};

/// A kind, an input of it, and the Word file that is made of it.
struct Case {
    office: Office,
    input: Input,
    word: Vec<u8>,
    /// What it was made from, as the versions of a period keep it.
    archive: Archive,
}

fn beside(name: &str, text: String) -> EarlierFile {
    EarlierFile::File(TextFile::of_text(name, text))
}

/// The made-up kind with every construct.
fn constructs() -> (Office, Input) {
    let office = kind::kind().office().unwrap();
    let earlier = EarlierFiles {
        last: beside("2024-05.toml", kind::may()),
        same: beside("2023-06.toml", kind::year_before()),
        continues: true,
    };
    (
        office,
        Input::of_text("2024-06.toml", kind::june()).after(earlier),
    )
}

/// A shipped kind with one of its periods.
fn shipped(name: &str, period: &str) -> (Office, Input) {
    let kinds = hongtou::office::folder::kinds(&root().join("templates"));
    let kind = kinds.iter().find(|kind| kind.name == name).unwrap();
    let templates = hongtou::office::folder::templates_of(kind).unwrap();
    let office = Office::without_fonts(templates, Sources::default()).unwrap();
    let folder = if name == "housing" {
        "inputs".to_owned()
    } else {
        format!("inputs/{name}")
    };
    let path = root().join(format!("{folder}/{period}.toml"));
    (office, hongtou::office::folder::input(&path).unwrap())
}

impl Case {
    fn of((office, input): (Office, Input)) -> Self {
        // The pages are needed once; what is tried afterwards goes without.
        let fonts = FontSet::of_folders(&[root().join("fonts")]).unwrap();
        let other = Office::without_fonts(templates_of(&office), Sources::default()).unwrap();
        other.use_fonts(fonts);
        let mut run = other.read(input.clone(), true);
        let edition = Edition {
            docx: true,
            ..Edition::default()
        };
        let printed = run.print(edition, true);
        let printed = printed.unwrap_or_else(|| panic!("{:?}", run.findings()));
        let results = run.results(printed).unwrap().files;
        let result = |ending: &str| {
            let mut all = results.iter();
            all.find(|(name, _)| name.ends_with(ending))
                .unwrap()
                .1
                .clone()
        };
        Self {
            word: result(".docx"),
            archive: unpack(&result(".zip")).unwrap(),
            office,
            input,
        }
    }

    fn review(&self, bytes: &[u8]) -> hongtou::office::Reviewed {
        let reviewed = self
            .office
            .review(&self.input, &Sent::default(), "returned.docx", bytes);
        reviewed.unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    /// The same against an input that was changed since the file was sent.
    fn review_since(&self, now: &str, bytes: &[u8]) -> hongtou::office::Reviewed {
        let sent = Sent::Kept(1, Box::new(self.archive.clone()));
        let reviewed = self
            .office
            .review(&self.with(now), &sent, "returned.docx", bytes);
        reviewed.unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    /// The input with another text.
    fn with(&self, text: &str) -> Input {
        let mut input = self.input.clone();
        input.file = TextFile::of_text(input.file.name().to_owned(), text.to_owned());
        input
    }
}

/// The templates that an office was opened with.
fn templates_of(office: &Office) -> hongtou::office::Templates {
    hongtou::office::Templates::of_texts("templates", &office.texts())
}

fn all() -> Vec<Case> {
    let kinds = [
        constructs(),
        shipped("progress", "2023-q3"),
        shipped("disclosure", "2023"),
        shipped("housing", "2023"),
    ];
    kinds.into_iter().map(Case::of).collect()
}

/// A stretch of the text that is of one thing.
struct Stretch {
    /// The text before it, and its own, bare.
    before: String,
    words: String,
    span: Span,
}

fn stretches(blocks: &[Block]) -> Vec<Stretch> {
    let mut found = Vec::new();
    for block in blocks {
        let number = block.text().len() - hongtou::wording::plain(&block.spans).len();
        let mut before = bare(&block.text()[..number]);
        for span in &block.spans {
            let words = bare(&span.text);
            if !words.is_empty() && span.note.is_none() {
                found.push(Stretch {
                    before: before.clone(),
                    words: words.clone(),
                    span: span.clone(),
                });
            }
            before += &words;
        }
    }
    found
}

/// Another number of the same form.
fn other_number(words: &str, dice: &mut Dice) -> Option<String> {
    let digits: Vec<usize> = words
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let at = *digits.get(dice.index(digits.len()))?;
    let is_first = at == digits[0];
    let old = words[at..=at].parse::<u64>().unwrap();
    let new = (old + 1 + dice.below(if is_first { 8 } else { 9 })) % 10;
    let new = if is_first && new == 0 {
        1 + old % 9
    } else {
        new
    };
    Some(format!("{}{new}{}", &words[..at], &words[at + 1..])).filter(|new| new != words)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// Some letters within words, and others for them.
fn other_words(words: &str, dice: &mut Dice) -> Option<(usize, usize, String)> {
    const OTHERS: [&str; 4] = ["甲丙", "辛", "酉戌亥", "癸"];
    let letters: Vec<char> = words.chars().collect();
    let from = dice.index(letters.len());
    let count = 1 + dice.index(3);
    let to = (from + count).min(letters.len());
    let is_plain = letters[from..to]
        .iter()
        .all(|c| is_letter(*c) && !"甲丙辛酉戌亥癸一二三四五六七八九十百千万两零".contains(*c));
    is_plain.then(|| (from, to, OTHERS[dice.index(OTHERS.len())].to_owned()))
}

fn is_typed(figure: &Figure) -> bool {
    figure.stated.is_some()
}

/// One random change of a case's file, looked for.
fn one_change(case: &Case, seed: u64) {
    let mut dice = Dice::mixed(seed);
    let run = case.office.read(case.input.clone(), true);
    let (notice, year) = (run.notice().unwrap(), run.year().unwrap());
    let found = stretches(&notice.body);
    let stretch = &found[dice.index(found.len())];
    let key = stretch.span.figure.clone();
    let edit = match (&key, stretch.span.time) {
        (_, Some(_)) => None,
        (Some(_), _) => other_number(&stretch.words, &mut dice)
            .map(|new| (0, stretch.words.chars().count(), new)),
        (None, None) => other_words(&stretch.words, &mut dice),
    };
    let Some((from, to, new)) = edit else { return };
    let by = if dice.odds(1, 2) {
        By::Tracked("丁某")
    } else {
        By::Hand
    };
    let mut word = Word::open(&case.word);
    if !word.replace(&stretch.before, &stretch.words, (from, to), &new, by) {
        return;
    }
    word.split(&mut dice);
    let reviewed = case.review(&word.bytes());
    let told: Vec<String> = reviewed.review.edits.iter().map(shown).collect();
    assert_eq!(
        reviewed.review.edits.len(),
        1,
        "{seed}: “{}” to “{new}”: {told:#?}",
        stretch.words
    );
    let edit = &reviewed.review.edits[0];
    match by {
        By::Tracked(who) => assert_eq!(edit.by[0].who, who, "{told:?}"),
        By::Hand => assert!(edit.by.is_empty(), "{told:?}"),
    }
    match (&key, &stretch.span.origin) {
        (Some(key), _) => {
            let figure = year.figures.get(year.figures.id(key).unwrap());
            let kind = if is_typed(figure) {
                EditKind::Figure
            } else {
                EditKind::Derived
            };
            assert_eq!(
                (edit.kind, &edit.name),
                (kind, &key.to_string()),
                "{told:?}"
            );
        }
        (None, Some(Origin::Own(name))) => {
            assert_eq!((edit.kind, &edit.name), (EditKind::Own, name), "{told:?}");
        }
        (None, _) => {
            assert!(
                matches!(edit.kind, EditKind::Wording | EditKind::Verdict),
                "{told:?}"
            );
            assert!(edit.at.is_some(), "{told:?}");
        }
    }
    outcome(case, &reviewed, &new);
}

/// What can be put into the input is, so that the notice says it; what can't be has its reason.
fn outcome(case: &Case, reviewed: &hongtou::office::Reviewed, new: &str) {
    let edit = &reviewed.review.edits[0];
    match &edit.outcome {
        Outcome::Applies => {
            let text = reviewed.text.clone().unwrap();
            let mut input = case.input.clone();
            input.file = TextFile::of_text(input.file.name().to_owned(), text);
            let run = case.office.read(input, true);
            let notice = run
                .notice()
                .unwrap_or_else(|| panic!("{:?}", run.findings()));
            let said: String = notice.blocks().map(|block| bare(&block.text())).collect();
            let around = format!(
                "{}{}",
                edit.new,
                if edit.kind == EditKind::Own {
                    &edit.after
                } else {
                    ""
                }
            );
            assert!(said.contains(&around), "{}: {around}", shown(edit));
        }
        Outcome::Refused { why } => {
            assert!(
                !why.is_empty() && why.iter().all(|why| !why.is_empty()),
                "{}",
                shown(edit)
            );
            assert!(reviewed.text.is_none());
        }
        Outcome::Told => assert!(
            reviewed.text.is_none() && !edit.advice.is_empty(),
            "{new}: {}",
            shown(edit)
        ),
        Outcome::Follows | Outcome::Clash { .. } => {
            panic!("nothing was put in or changed here: {}", shown(edit))
        }
    }
}

fn shown(edit: &Edit) -> String {
    let Edit {
        kind,
        place,
        before,
        old,
        new,
        after,
        name,
        outcome,
        ..
    } = edit;
    format!("{kind:?} {place}: {before}【{old}→{new}】{after} {name} {outcome:?}")
}

/// One random change of a typed figure in a table, looked for.
fn one_cell(case: &Case, seed: u64) {
    let mut dice = Dice::mixed(seed);
    let run = case.office.read(case.input.clone(), true);
    let (notice, year) = (run.notice().unwrap(), run.year().unwrap());
    let rows = notice.all_tables().flat_map(|annex| &annex.table.rows);
    let cells: Vec<_> = rows.flat_map(|row| &row.cells).collect();
    let cell = cells[dice.index(cells.len())];
    let Some(key) = &cell.figure else { return };
    let Some(new) = other_number(&cell.text, &mut dice) else {
        return;
    };
    let mut word = Word::open(&case.word);
    // Of cells that print the same, none is known from the others here.
    let by = if dice.odds(1, 2) {
        By::Tracked("丁某")
    } else {
        By::Hand
    };
    let all = (0, cell.text.chars().count());
    if word.count(&cell.text) != 1 || !word.replace("", &cell.text, all, &new, by) {
        return;
    }
    word.split(&mut dice);
    let reviewed = case.review(&word.bytes());
    let told: Vec<String> = reviewed.review.edits.iter().map(shown).collect();
    assert_eq!(told.len(), 1, "{seed}: {} to {new}: {told:#?}", cell.text);
    let edit = &reviewed.review.edits[0];
    let figure = year.figures.get(year.figures.id(key).unwrap());
    let kind = if is_typed(figure) {
        EditKind::Figure
    } else {
        EditKind::Derived
    };
    assert_eq!(
        (edit.kind, &edit.name),
        (kind, &key.to_string()),
        "{told:?}"
    );
    assert!(
        edit.place.contains('行') && edit.place.contains('列'),
        "{told:?}"
    );
    if edit.outcome == Outcome::Applies {
        let mut input = case.input.clone();
        let text = reviewed.text.clone().unwrap();
        input.file = TextFile::of_text(input.file.name().to_owned(), text);
        let run = case.office.read(input, true);
        let notice = run.notice().unwrap();
        let rows = notice.all_tables().flat_map(|annex| &annex.table.rows);
        let mut cells = rows.flat_map(|row| &row.cells);
        let now = cells
            .find(|cell| cell.figure.as_ref() == Some(key))
            .unwrap();
        assert_eq!(now.text, new, "{told:?}");
    }
}

#[test]
fn a_change_is_named_and_no_other() {
    let all = all();
    for case in &all {
        let whole = case.review(&case.word);
        let told: Vec<String> = whole.review.edits.iter().map(shown).collect();
        assert!(told.is_empty(), "nothing was changed: {told:#?}");
    }
    let mut runner = proptest::test_runner::TestRunner::new(cases(300));
    let strategy = (0..all.len(), any::<u64>());
    let tried = runner.run(&strategy, |(case, seed)| {
        one_change(&all[case], seed);
        one_cell(&all[case], seed);
        Ok(())
    });
    tried.unwrap_or_else(|fault| panic!("{fault}"));
}
