//! What the tests share: the notice of 2023, the layout's files, and laying out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use hongtou::audit::{Audit, Rule, audit};
use hongtou::model::load;
use hongtou::notice::Notice;
use hongtou::pages::Pages;
use hongtou::pipeline::finish;
use hongtou::source::Sources;
use hongtou::typeset::{FontSet, Layout, Standard, lay_out};
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of `templates/` that end so, by their path in it.
fn templates(ending: &str) -> BTreeMap<String, String> {
    let folder = root().join("templates");
    let mut found = BTreeMap::new();
    let mut open = vec![folder.clone()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.insert(name(&folder, &path), fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn name(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap();
    inside.to_str().unwrap().replace('\\', "/")
}

/// What all tests read once.
pub struct Office {
    pub notice: Notice,
    pub roles: Vec<(String, Vec<String>)>,
    pub layout: BTreeMap<String, String>,
    pub fonts: FontSet,
}

pub fn office() -> &'static Office {
    static OFFICE: OnceLock<Office> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let mut sources = Sources::default();
        let mut files = BTreeMap::new();
        for (name, text) in templates("toml") {
            let id = sources.add(name.clone(), text);
            files.insert(name, id);
        }
        let model = load(&files, &sources).unwrap();
        let input = fs::read_to_string(root().join("inputs/2023.toml")).unwrap();
        let id = sources.add("2023.toml", &input);
        let (notice, findings) = finish(&model, id, &sources);
        Office {
            notice: notice.unwrap_or_else(|| panic!("{findings:?}")),
            roles: model.office.fonts.clone(),
            layout: templates("typ"),
            fonts: FontSet::of_folders(&[root().join("fonts")]).unwrap(),
        }
    })
}

/// An edit of a layout file: its name, what is replaced, by what.
pub type Edit<'a> = (&'a str, &'a str, &'a str);

pub fn pages(notice: &Notice, edits: &[Edit]) -> Pages {
    let office = office();
    let mut files = office.layout.clone();
    for (file, from, to) in edits {
        let text = files.get_mut(*file).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
        *text = text.replace(from, to);
    }
    let layout = Layout {
        files,
        roles: &office.roles,
        draft: false,
        standard: Standard::default(),
    };
    let laid_out = lay_out(notice, &layout, &office.fonts);
    laid_out
        .unwrap_or_else(|faults| panic!("{faults:?}"))
        .pages()
}

pub fn audited(notice: &Notice, edits: &[Edit]) -> Audit {
    audit(notice, &office().roles, &pages(notice, edits))
}

/// The codes of the rules that are broken, and the worst of each.
pub fn broken(audit: &Audit) -> Vec<String> {
    let worst = |rule: Rule| {
        let worst = audit.worst(rule).unwrap();
        format!(
            "{}: {} for {} on page {}",
            rule.code(),
            worst.measured,
            worst.wanted,
            worst.page
        )
    };
    audit.broken().into_iter().map(worst).collect()
}

/// The same cases on every run; with CASES in the environment so many others, where one looks for
/// what breaks.
pub fn cases(usual: u32) -> ProptestConfig {
    let told = std::env::var("CASES").ok();
    let told: Option<u32> = told.and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: told.unwrap_or(usual),
        rng_seed: told.map_or(RngSeed::Fixed(9704), |_| RngSeed::Random),
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
