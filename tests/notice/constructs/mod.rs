//! Every construct of the templates, with all that is done with figures: a slip of the pen is found,
//! a change tells what follows, two months are compared, the next input is begun, a printed number
//! leads back to what was typed, and what was looked into is accepted.

pub mod kind;
mod table;

use hongtou::compare::terminal::terminal;
use hongtou::compare::{Side, compare};
use hongtou::diagnostic::{Diagnostic, Severity, Subject};
use hongtou::explain::answer;
use hongtou::impact::Difference;
use hongtou::office::{Change, EarlierFile, EarlierFiles, Office, Run, TextFile};

use self::table::{Ask, CONSTRUCTS, ELSEWHERE, WITHOUT_FIGURES};
use crate::support::{Input, printed};

/// June read in the office of the kind, beside the two months to which it looks back.
fn june<'o>(office: &'o Office, input: &Input) -> Run<'o> {
    let file = |name: &str, text: String| EarlierFile::File(TextFile::of_text(name, text));
    let earlier = EarlierFiles {
        last: file("2024-05.toml", kind::may()),
        same: file("2023-06.toml", kind::year_before()),
        continues: true,
    };
    let input = hongtou::office::Input::of_text("2024-06.toml", input.text());
    office.read(input.after(earlier), false)
}

fn usual() -> Input {
    Input::of_text(&kind::june())
}

/// All that was found, as printed, but for what is only worth knowing.
fn findings(run: &Run) -> String {
    let found = run.findings().iter().cloned();
    let found: Vec<Diagnostic> = found.filter(|f| f.severity != Severity::Note).collect();
    printed(&found, run.sources())
}

/// What a change of one figure changes, line by line.
fn impact(office: &Office, change: &str) -> String {
    let mut run = june(office, &usual());
    let Some(changed) = run.change(Change::Figures(&[change.to_owned()])) else {
        return findings(&run);
    };
    let impact = changed.impact;
    let line = |d: &Difference| format!("{}：{} → {}", d.what, d.before, d.after);
    let all = impact
        .figures
        .iter()
        .chain(&impact.verdicts)
        .chain(&impact.sentences);
    let lines: Vec<String> = all.chain(&impact.cells).map(line).collect();
    lines.join("\n")
}

/// What two months have to do with each other, as `diff` tells it.
fn diff(office: &Office) -> String {
    let last = office.read(
        hongtou::office::Input::of_text("2024-05.toml", kind::may()),
        false,
    );
    let (last, found, sources) = last.into_parts();
    let last = last.unwrap_or_else(|| panic!("{}", printed(&found, &sources)));
    let this = june(office, &usual());
    let (this, found, sources) = this.into_parts();
    let this = this.unwrap_or_else(|| panic!("{}", printed(&found, &sources)));
    let model = office.model();
    let side = |year| Side { model, year };
    let comparison = compare(side(&last), side(&this), &sources);
    terminal(&comparison, true)
}

fn explained(office: &Office, what: &str) -> String {
    let run = june(office, &usual());
    let year = run.year().unwrap_or_else(|| panic!("{}", findings(&run)));
    let trees = answer(what, year, office.model(), run.sources(), run.input());
    let trees = trees.iter().map(hongtou::explain::Tree::render);
    trees.collect::<Vec<_>>().join("\n")
}

fn next(office: &Office) -> String {
    let run = june(office, &usual());
    let july = hongtou::calendar::Period::parse("2024-07").unwrap();
    let renewal = run
        .renewal(july)
        .unwrap_or_else(|_| panic!("{}", findings(&run)));
    renewal.text
}

/// June with one figure as it was typed wrong.
fn slipped(path: &str, value: &str) -> Input {
    if path == "survey.remark" {
        return usual().add("survey", &format!("remark = {value}"));
    }
    usual().set(path, value)
}

/// What an ask comes to, and what it must say.
fn answered(office: &Office, ask: &Ask) -> (String, String, &'static [&'static str]) {
    match ask {
        Ask::Slip(path, value, says) => {
            let told = findings(&june(office, &slipped(path, value)));
            (format!("{path} = {value}"), told, says)
        }
        Ask::Impact(change, says) => (format!("impact {change}"), impact(office, change), says),
        Ask::Diff(says) => ("diff".to_owned(), diff(office), says),
        Ask::New(says) => ("new".to_owned(), next(office), says),
        Ask::Explain(what, says) => (format!("explain {what}"), explained(office, what), says),
    }
}

#[test]
fn every_construct_answers_whatever_is_asked_of_its_figures() {
    let office = kind::kind()
        .office()
        .unwrap_or_else(|told| panic!("{told}"));
    let mut wrong = Vec::new();
    for ask in CONSTRUCTS.iter().flat_map(|construct| construct.asks) {
        let (asked, told, says) = answered(&office, ask);
        let missing = says.iter().filter(|words| !told.contains(**words));
        let missing: Vec<&&str> = missing.collect();
        if !missing.is_empty() {
            wrong.push(format!("──── {asked} does not say {missing:?}:\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each key of a template belongs to a construct of the table, or to those without figures: a new
/// one needs a row.
#[test]
fn no_key_of_a_template_is_without_a_row() {
    let rows: Vec<&str> = CONSTRUCTS.iter().flat_map(|of| of.keys).copied().collect();
    let known: Vec<&str> = rows
        .iter()
        .chain(WITHOUT_FIGURES)
        .chain(ELSEWHERE)
        .copied()
        .collect();
    let keys = crate::reference::keys();
    let missing = keys.iter().filter(|key| !known.contains(&key.as_str()));
    let missing: Vec<&String> = missing.collect();
    assert!(missing.is_empty(), "no row has {missing:?}");
    let gone: Vec<&&str> = known
        .iter()
        .filter(|key| !keys.iter().any(|k| k == **key))
        .collect();
    assert!(gone.is_empty(), "there are no keys {gone:?}");
}

/// What a run says beside what was accepted: code, severity, message.
fn others(run: &Run, accepted: &Subject) -> Vec<String> {
    let found = run.findings().iter();
    let others = found.filter(|f| f.subject.as_deref() != Some(accepted));
    let mut told: Vec<String> = others
        .map(|f| format!("{:?} {:?} {}", f.code, f.severity, f.message))
        .collect();
    told.sort();
    told
}

/// Of every slip, each finding that can be accepted: accepted, it stops nothing, and no other goes.
#[test]
fn an_acceptance_silences_its_finding_alone() {
    let office = kind::kind()
        .office()
        .unwrap_or_else(|told| panic!("{told}"));
    let mut count = 0;
    for ask in CONSTRUCTS.iter().flat_map(|construct| construct.asks) {
        let Ask::Slip(path, value, _) = ask else {
            continue;
        };
        let input = slipped(path, value);
        let run = june(&office, &input);
        let open = run
            .findings()
            .iter()
            .filter(|f| f.severity != Severity::Note);
        for finding in open {
            let Some(subject) = &finding.subject else {
                continue;
            };
            count += 1;
            let accepted = input.clone().append(&format!(
                "[[accept]]\ncode = \"{}\"\nfigure = \"{}\"\nvalue = \"{}\"\nreason = \"核对过\"\n",
                finding.code, subject.figure, subject.value
            ));
            let after = june(&office, &accepted);
            let is_it = |f: &&Diagnostic| f.code == finding.code && f.subject == finding.subject;
            let now = after.findings().iter().find(is_it);
            let is_silenced =
                now.is_some_and(|f| f.accepted.is_some() && f.severity == Severity::Note);
            assert!(is_silenced, "{path} = {value}: {finding:?}");
            assert_eq!(
                others(&run, subject),
                others(&after, subject),
                "{path} = {value}"
            );
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
#[ignore = "for a reader"]
fn constructs_aloud() {
    let office = kind::kind()
        .office()
        .unwrap_or_else(|told| panic!("{told}"));
    let run = june(&office, &usual());
    println!("{}", findings(&run));
    println!("{}", run.text().unwrap_or_default());
    println!("──── next\n{}", next(&office));
    println!("──── diff\n{}", diff(&office));
    for what in std::env::var("WHAT").unwrap_or_default().split(';') {
        println!("──── {what}");
        if what.contains('=') && what.starts_with('~') {
            let (path, value) = what[1..].split_once('=').unwrap();
            println!("{}", findings(&june(&office, &usual().set(path, value))));
        } else if what.contains('=') {
            println!("{}", impact(&office, what));
        } else {
            println!("{}", explained(&office, what));
        }
    }
}
