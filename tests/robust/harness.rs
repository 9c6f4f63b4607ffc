//! What must hold whatever is read. The fuzz targets (`fuzz/`) and the tests call the same
//! functions.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use hongtou::compare::{self, Side};
use hongtou::diagnostic::{Diagnostic, Renderer, Severity, has_errors, json, short};
use hongtou::input;
use hongtou::language::{Condition, Formula, Wording};
use hongtou::model::{Model, load};
use hongtou::pipeline::{Setting, Year, make_year};
use hongtou::source::{Decoded, SourceId, Sources, decode, is_unprintable};

/// The project's templates, read once.
pub struct Bench {
    /// The template files by their path in `templates/`.
    pub files: BTreeMap<String, String>,
    sources: Arc<Sources>,
    model: Model,
}

pub static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let templates = hongtou::office::folder::templates(&root().join("templates/housing"));
    let texts = templates.expect("templates").texts().into_iter();
    let files = texts
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|e| e == "toml"))
        .collect();
    let (sources, model) = loaded(&files);
    Bench {
        model: model.expect("the templates are sound"),
        sources: Arc::new(sources),
        files,
    }
});

/// The folder with `inputs/` and `templates/`: the package's own, or the one above `fuzz/`.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut above = here.ancestors();
    above
        .find(|folder| folder.join("inputs").is_dir())
        .expect("the project")
        .to_owned()
}

pub fn year(year: i32) -> String {
    fs::read_to_string(root().join(format!("inputs/{year}.toml"))).expect("an input")
}

fn loaded(files: &BTreeMap<String, String>) -> (Sources, Result<Model, Vec<Diagnostic>>) {
    let mut sources = Sources::default();
    let ids = files.iter().map(|(name, text)| {
        let id = sources.add(format!("templates/housing/{name}"), text.as_str());
        (name.clone(), id)
    });
    let ids = ids.collect();
    let model = load(&ids, &sources);
    (sources, model)
}

/// Findings have places inside their files, none is there twice, and nothing printed of them moves
/// a terminal's cursor.
/// More than this nobody reads of one finding.
const MOST_CHARACTERS: usize = 1000;

fn findings_are_sound(findings: &[Diagnostic], sources: &Sources) {
    for (at, finding) in findings.iter().enumerate() {
        assert!(!finding.message.is_empty());
        // Whatever stands in a file: a finding is read on a screen.
        let words = [&finding.message].into_iter().chain(&finding.hints);
        let longest = words.map(|words| words.chars().count()).max();
        assert!(longest < Some(MOST_CHARACTERS), "{finding:?}");
        for label in &finding.labels {
            let (text, span) = (&sources.get(label.place.source).text, &label.place.span);
            assert!(text.get(span.clone()).is_some(), "{finding:?}");
        }
        assert!(!findings[..at].contains(finding), "twice: {finding:?}");
    }
    let printed = [
        Renderer::new(false, 80).render(findings, sources),
        short(findings, sources),
    ];
    for text in printed {
        let hidden = text.chars().find(|c| is_unprintable(*c));
        assert_eq!(hidden, None, "{text:?}");
    }
    let lines = json(findings, sources)["findings"].as_array().map(Vec::len);
    assert_eq!(lines, Some(findings.len()));
}

fn run_with(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::on(Arc::clone(&BENCH.sources));
    let id = sources.add("inputs/2023.toml", text);
    (sources, id)
}

/// The input reader: any bytes are read, with findings or without.
pub fn read_input(bytes: &[u8]) {
    let (Decoded::Utf8(text) | Decoded::Other { text, .. }) = decode(bytes) else {
        return;
    };
    let (sources, id) = run_with(&text);
    let (inputs, findings) = input::read(id, &sources, &BENCH.model);
    assert!(inputs.is_some() || has_errors(&findings));
    findings_are_sound(&findings, &sources);
}

/// A whole year: read, checked and worded.
pub fn finish_input(text: &str) {
    let (sources, id) = run_with(text);
    let outcome = || make_year(&BENCH.model, id, &sources, Setting::default());
    let (year, findings) = outcome();
    let places: Vec<_> = findings
        .iter()
        .map(|finding| {
            finding
                .labels
                .first()
                .map(|l| (l.place.source, l.place.span.start))
        })
        .collect();
    assert!(places.is_sorted(), "{findings:?}");
    findings_are_sound(&findings, &sources);
    let (again, same) = outcome();
    assert_eq!(findings, same);
    let text = |year: Option<Year>| year.map(|year| hongtou::text::text(&year.notice));
    assert_eq!(text(year), text(again));
}

/// The language of the templates: whatever can't be read says where.
pub fn read_language(text: &str) {
    let faults = [
        Formula::parse(text).err(),
        Condition::parse(text).err(),
        Wording::parse(text).err(),
    ];
    for fault in faults.into_iter().flatten() {
        assert!(text.get(fault.span.clone()).is_some(), "{fault:?}");
        assert!(!fault.message.is_empty());
    }
}

/// The templates, with one file that holds something else.
pub fn load_templates(name: &str, text: &str) {
    let mut files = BENCH.files.clone();
    files.insert(name.to_owned(), text.to_owned());
    let (sources, model) = loaded(&files);
    if let Err(findings) = model {
        assert!(!findings.is_empty());
        findings_are_sound(&findings, &sources);
    }
}

/// Two years beside each other, where both can be finished.
pub fn diff_years(old: &str, new: &str) {
    let mut sources = Sources::on(Arc::clone(&BENCH.sources));
    let ids = [old, new].map(|text| sources.add("inputs/2023.toml", text));
    let years = ids.map(|id| make_year(&BENCH.model, id, &sources, Setting::default()).0);
    let [Some(old), Some(new)] = &years else {
        return;
    };
    let side = |year| Side {
        model: &BENCH.model,
        year,
    };
    let same = compare::compare(side(old), side(old), &sources);
    assert!(same.is_same(), "a year differs from itself");
    let both = compare::compare(side(old), side(new), &sources);
    let texts = [
        compare::page::page(&both),
        compare::terminal::terminal(&both, true),
        compare::json::json(&both),
    ];
    assert!(texts.iter().all(|text| !text.is_empty()));
    let told = without_colours(&texts[1]);
    let hidden = told.chars().find(|c| is_unprintable(*c));
    assert_eq!(hidden, None, "{told}");
}

/// The program's own colours and nothing else taken out of what it tells a terminal.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| {
        let (colour, rest) = part.split_once('m').unwrap_or(("?", part));
        let is_colour = colour.chars().all(|c| c.is_ascii_digit() || c == ';');
        assert!(is_colour, "{part:?}");
        told + rest
    })
}

/// What keeps an input from being built, in words.
pub fn errors(text: &str) -> Vec<String> {
    let (sources, id) = run_with(text);
    let (_, findings) = make_year(&BENCH.model, id, &sources, Setting::default());
    findings_are_sound(&findings, &sources);
    let errors = findings
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.message).collect()
}
