//! What the notice says holds in any year: thousands of made-up years, each read against what
//! its numbers say.

pub mod made;
pub mod mutations;
pub mod oracle;
mod toml;

use hongtou::model::Model;
use hongtou::notice::Notice;
use hongtou::pipeline::{Setting, make_year};
use hongtou::source::Sources;

use self::made::{Made, made};
use crate::support::model;

/// How many years a run makes up; so many others with CASES in the environment.
pub fn years(usual: u64) -> u64 {
    let told = std::env::var("CASES").ok();
    told.and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// The notice of a made-up year with what was found odd in it, or what was found wrong with it.
fn notice_of(made: &Made, model: &Model) -> Result<(Notice, Vec<String>), String> {
    let mut sources = Sources::default();
    let id = sources.add("year.toml", made.toml());
    let (year, findings) = make_year(model, id, &sources, Setting::default());
    let messages = findings.into_iter().map(|finding| finding.message);
    let messages: Vec<String> = messages.collect();
    match year {
        Some(year) => Ok((year.notice, messages)),
        None => Err(messages.join("\n")),
    }
}

#[test]
fn the_words_are_true_in_any_year() {
    let mut sources = Sources::default();
    let model = model(&mut sources);
    let count = years(1500);
    let mut wrong = Vec::new();
    for seed in 0..count {
        let made = made(seed);
        match notice_of(&made, &model) {
            Ok((notice, said)) => {
                let found = oracle::violations(&made, &notice, &said);
                wrong.extend(found.into_iter().map(|what| format!("year {seed}: {what}")));
            }
            Err(findings) => wrong.push(format!("year {seed} is refused: {findings}")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} years:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(12)].join("\n")
    );
}

/// Years to be read aloud: `SEED=7 cargo test --release --test notice aloud -- --ignored --nocapture`;
/// with TOML=1 the input, to be tried with the program itself.
#[test]
#[ignore = "for a reader, not for a machine"]
fn aloud() {
    let mut sources = Sources::default();
    let model = model(&mut sources);
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let made = made(seed.unwrap_or(0));
    if std::env::var_os("TOML").is_some() {
        println!("{}", made.toml());
        return;
    }
    let (notice, _) = notice_of(&made, &model).unwrap();
    let body: Vec<String> = notice
        .body
        .iter()
        .map(hongtou::notice::Block::text)
        .collect();
    println!("{}", body.join("\n"));
}
