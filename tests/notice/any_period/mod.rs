//! What the other kinds that are shipped say holds in any period: hundreds of made-up ones, each made
//! with the periods before it, each read against what its numbers say.

mod disclosure;
mod formulas;
mod inquiry;
mod mutations;
mod numbers;
mod printed;
mod progress;
mod reading;

use hongtou::notice::Notice;
use hongtou::office::{EarlierFile, EarlierFiles, Input, Office, Run, Templates, TextFile, folder};
use hongtou::source::Sources;

use self::reading::Reading;
use crate::any_year::years;
use crate::shared::root;

/// A made-up period, and what can be read of its notice.
struct Case {
    /// Of the input.
    name: String,
    toml: String,
    /// Name and text of the files of earlier periods, where they are at hand.
    last: Option<(String, String)>,
    same: Option<(String, String)>,
    /// Reads the notice against the made-up numbers.
    read: Box<dyn Fn(&mut Reading)>,
}

/// The office of a kind that is shipped; it lays nothing out.
fn office(kind: &str) -> Office {
    let templates = folder::templates(&root().join("templates").join(kind));
    let templates: Templates = templates.unwrap_or_else(|refusal| panic!("{refusal}"));
    Office::without_fonts(templates, Sources::default())
        .unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// A made-up period, read after those before it.
fn read<'o>(case: &Case, office: &'o Office) -> Run<'o> {
    let file = |given: &Option<(String, String)>| match given {
        Some((name, text)) => EarlierFile::File(TextFile::of_text(name, text)),
        None => EarlierFile::Unasked,
    };
    let earlier = EarlierFiles {
        last: file(&case.last),
        same: file(&case.same),
        continues: case.last.is_some(),
    };
    office.read(Input::of_text(&case.name, &case.toml).after(earlier), false)
}

/// The notice of a made-up period, or what was found wrong with it.
fn notice_of(case: &Case, office: &Office) -> Result<Notice, String> {
    let run = read(case, office);
    let told = run.findings().iter().map(|finding| finding.message.clone());
    let told: Vec<String> = told.collect();
    run.notice().cloned().ok_or_else(|| told.join("\n"))
}

/// What the notice of a made-up period says that its numbers don't.
fn violations(case: &Case, notice: &Notice) -> Vec<String> {
    let mut reading = Reading::of(notice);
    reading.sound();
    (case.read)(&mut reading);
    reading.found
}

/// What makes up the periods of a kind.
fn made_of(kind: &str) -> fn(u64) -> Case {
    match kind {
        "disclosure" => disclosure::case,
        "inquiry" => inquiry::case,
        _ => progress::case,
    }
}

/// Makes up so many periods, or as many as CASES says, and reads them all.
fn hold(kind: &str, usual: u64, made: impl Fn(u64) -> Case) {
    let office = office(kind);
    let count = years(usual);
    let mut wrong = Vec::new();
    for seed in 0..count {
        let case = made(seed);
        match notice_of(&case, &office) {
            Ok(notice) => {
                let found = violations(&case, &notice).into_iter();
                wrong.extend(found.map(|what| format!("{seed}: {what}")));
            }
            Err(findings) => wrong.push(format!("{seed} is refused: {findings}")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} in {count} periods:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(12)].join("\n")
    );
}

#[test]
fn the_words_are_true_in_any_quarter() {
    hold("progress", 400, progress::case);
}

#[test]
fn the_words_are_true_in_any_report() {
    hold("disclosure", 300, disclosure::case);
}

#[test]
fn the_words_are_true_in_any_letter() {
    hold("inquiry", 300, inquiry::case);
}

/// Periods to be read aloud: `KIND=progress SEED=7 cargo test --release --test notice
/// periods_aloud -- --ignored --nocapture`; with TOML=1 their inputs.
#[test]
#[ignore = "for a reader, not for a machine"]
fn periods_aloud() {
    let told = |key: &str| std::env::var(key).ok();
    let kind = told("KIND").unwrap_or_else(|| "progress".to_owned());
    let made = made_of(&kind);
    let seed: u64 = told("SEED").and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let office = office(&kind);
    for seed in seed..seed + years(1) {
        let case = made(seed);
        println!("──── {seed} {}", case.name);
        if told("TOML").is_some() {
            println!("{}\n──── {:?}\n──── {:?}", case.toml, case.last, case.same);
        }
        match notice_of(&case, &office) {
            Ok(notice) => println!("{}", hongtou::text::text(&notice)),
            Err(findings) => println!("{findings}"),
        }
    }
}
