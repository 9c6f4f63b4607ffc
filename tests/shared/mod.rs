//! What the test programs share: where the project is, its templates, how random cases are drawn.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hongtou::model::{Model, load};
use hongtou::source::Sources;
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of `templates/` that end so, by their path in it.
pub fn templates(ending: &str) -> BTreeMap<String, String> {
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

/// The templates of the project, read into a model.
pub fn model(sources: &mut Sources) -> Model {
    let files = templates("toml").into_iter().map(|(name, text)| {
        let id = sources.add(format!("templates/{name}"), text);
        (name, id)
    });
    let files = files.collect();
    load(&files, sources).unwrap_or_else(|findings| panic!("{findings:?}"))
}

fn name(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap();
    inside.to_str().unwrap().replace('\\', "/")
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
