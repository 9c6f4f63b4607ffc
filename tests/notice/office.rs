//! The library as others call it.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

use hongtou::diagnostic::{Code, Severity};
use hongtou::office::{EarlierFile, EarlierFiles, Edition, Input, Office, Templates, TextFile};
use hongtou::source::Sources;

use crate::shared::templates;
use crate::support::{self, Run, root};

#[path = "../../examples/many.rs"]
mod example;

fn office() -> Office {
    let fonts = root().join("fonts");
    Office::of_folders(&root().join("templates/housing"), &[fonts])
        .unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn input(input: &support::Input) -> Input {
    Input::of_text("2023.toml", input.text())
}

#[test]
fn what_the_library_makes_is_what_the_command_makes() {
    let run = Run::new();
    run.write("2023.toml", support::Input::of_2023().text());
    assert_eq!(run.run(&["build", "2023.toml"]).0, 0);
    let office = office();
    let mut made = office.read(input(&support::Input::of_2023()), false);
    let printed = made.print(Edition::default(), false).unwrap();
    assert!(printed.audit.passed() && printed.pages.pages.len() == printed.pdf.pages);
    for (name, bytes) in made.results(printed).unwrap().files {
        assert_eq!(run.read(&format!("out/{name}")), bytes, "{name}");
    }
}

#[test]
fn one_office_is_shared_by_threads_that_know_nothing_of_each_other() {
    let office = office();
    let years: Vec<support::Input> = (0..8)
        .map(|n| support::Input::of_2023().set("targets.城区.begun", &(760 + n).to_string()))
        .collect();
    let alone: Vec<(Option<String>, usize)> = years
        .iter()
        .map(|year| {
            let run = office.read(input(year), false);
            (run.text(), run.findings().len())
        })
        .collect();
    let together: Vec<(Option<String>, usize)> = thread::scope(|scope| {
        let office = &office;
        let threads: Vec<_> = years
            .iter()
            .map(|year| {
                scope.spawn(move || {
                    let run = office.read(input(year), false);
                    (run.text(), run.findings().len())
                })
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(alone, together);
    assert!(alone.windows(2).all(|pair| pair[0].0 != pair[1].0));
}

#[test]
fn a_fault_keeps_to_its_own_run() {
    let office = office();
    let broken = office.read(
        input(&support::Input::of_2023().set("year", "二〇二三")),
        false,
    );
    let sound = office.read(input(&support::Input::of_2023()), false);
    assert!(broken.year().is_none() && sound.year().is_some());
    let finding = broken
        .findings()
        .iter()
        .find(|f| f.severity == Severity::Error);
    let place = &finding.unwrap().labels[0].place;
    assert_eq!(broken.sources().get(place.source).name, "2023.toml");
    assert!(broken.sources().get(place.source).text.contains("二〇二三"));
    assert!(!sound.sources().get(sound.input()).text.contains("二〇二三"));
}

#[test]
fn last_year_is_what_it_is_given() {
    let office = office();
    let codes = |last: EarlierFile| {
        let earlier = EarlierFiles {
            last,
            continues: true,
            ..EarlierFiles::default()
        };
        let run = office.read(
            input(&support::Input::with_totals(2023)).after(earlier),
            false,
        );
        let codes = run.findings().iter().map(|finding| finding.code);
        codes.collect::<Vec<Code>>()
    };
    let missing = EarlierFile::Missing {
        name: "2022.toml".to_owned(),
        newest: None,
    };
    assert!(codes(missing).contains(&Code::NoLastYear));
    assert!(!codes(EarlierFile::Unasked).contains(&Code::NoLastYear));
    let last = support::Input::with_totals(2022);
    let last = TextFile::of_text("2022.toml", last.text());
    assert!(!codes(EarlierFile::File(last)).contains(&Code::NoLastYear));
    let wrong = TextFile::of_text("2022.toml", support::Input::with_totals(2023).text());
    assert!(codes(EarlierFile::File(wrong)).contains(&Code::YearDiffers));
}

#[test]
fn templates_in_memory_that_are_wrong_are_refused_with_their_places() {
    let mut files = templates("toml");
    let opened = |files: &BTreeMap<String, String>| {
        Office::without_fonts(Templates::of_texts("mine", files), Sources::default())
    };
    assert!(opened(&files).is_ok());
    files
        .get_mut("notice.toml")
        .unwrap()
        .push_str("\nunheard_of = 1\n");
    let refusal = opened(&files).err().unwrap();
    let place = &refusal.findings[0].labels[0].place;
    assert_eq!(refusal.sources.get(place.source).name, "mine/notice.toml");
    let nowhere = Office::of_folders(Path::new("nowhere"), &[root().join("fonts")]);
    assert!(nowhere.is_err());
}

#[test]
fn an_office_without_fonts_thinks_and_does_not_print() {
    let files = templates("toml");
    let office =
        Office::without_fonts(Templates::of_texts("templates", &files), Sources::default());
    let office = office.unwrap();
    let mut run = office.read(input(&support::Input::of_2023()), false);
    assert!(run.text().is_some());
    assert!(run.print(Edition::default(), true).is_none());
    assert!(run.findings().iter().any(|f| f.code == Code::MissingGlyph));
}

#[test]
fn the_example_does_what_it_says() {
    let run = Run::new();
    run.write("2022.toml", support::Input::with_totals(2022).text());
    run.write("2023.toml", support::Input::with_totals(2023).text());
    run.write("2024.toml", "year = 2024");
    let paths = ["2022", "2023", "2024"].map(|year| run.path().join(format!("{year}.toml")));
    let found = example::build(&root(), &paths, run.path()).unwrap();
    assert!(
        !found[1].contains(": error[") && found[2].contains(": error["),
        "{found:?}"
    );
    assert!(run.read("2022.pdf").starts_with(b"%PDF") && run.read("2023.pdf").starts_with(b"%PDF"));
    assert!(!run.path().join("2024.pdf").exists());
}
