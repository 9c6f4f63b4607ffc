//! What the test programs share: where the project is, its templates, how random cases are drawn.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hongtou::model::{Model, load};
use hongtou::source::Sources;
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the housing notice, and of the layout that all kinds share, that end so.
pub fn templates(ending: &str) -> BTreeMap<String, String> {
    let templates = hongtou::office::folder::templates(&root().join("templates/housing"));
    let texts = templates
        .unwrap_or_else(|refusal| panic!("{refusal}"))
        .texts();
    let is_wanted = |path: &String| Path::new(path).extension().is_some_and(|e| e == ending);
    texts
        .into_iter()
        .filter(|(path, _)| is_wanted(path))
        .collect()
}

/// The templates of the project, read into a model.
pub fn model(sources: &mut Sources) -> Model {
    let files = templates("toml").into_iter().map(|(name, text)| {
        let id = sources.add(format!("templates/housing/{name}"), text);
        (name, id)
    });
    let files = files.collect();
    load(&files, sources).unwrap_or_else(|findings| panic!("{findings:?}"))
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
