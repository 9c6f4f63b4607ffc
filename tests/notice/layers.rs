//! The order of layers that ARCHITECTURE.md draws is the one that the code has.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// The layers as they are drawn, the lowest first: one a line.
fn drawn() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, drawn) = text.split_once("## Layers").unwrap();
    let lines = drawn.lines().skip_while(|line| !line.starts_with("    "));
    let lines = lines.take_while(|line| line.starts_with("    "));
    let names = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    lines.map(names).collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let files = entries.flat_map(|path| {
        if path.is_dir() {
            files_below(&path)
        } else {
            vec![path]
        }
    });
    files.collect()
}

/// Which modules each module's code names, its tests aside.
fn used() -> BTreeMap<String, Vec<String>> {
    let src = root().join("src");
    let mut used: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files_below(&src) {
        let inner = path.strip_prefix(&src).unwrap();
        let first = inner.iter().next().unwrap().to_str().unwrap();
        let module = first.trim_end_matches(".rs");
        if ["lib", "main"].contains(&module) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let names = ["crate::", "hongtou::"].into_iter().flat_map(|root| {
            code.split(root).skip(1).filter_map(|rest| {
                let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
                let end = rest.find(|c| !is_name(c))?;
                (rest[end..].starts_with("::") && end > 0).then(|| rest[..end].to_owned())
            })
        });
        let names = names.filter(|name| name != module);
        used.entry(module.to_owned()).or_default().extend(names);
    }
    used
}

#[test]
fn a_layer_uses_only_those_below_it() {
    let layers = drawn();
    let level = |module: &str| {
        layers
            .iter()
            .position(|layer| layer.iter().any(|m| m == module))
    };
    let used = used();
    for (module, names) in &used {
        let own = level(module).unwrap_or_else(|| panic!("{module} is not drawn"));
        for name in names {
            let below = level(name).unwrap_or_else(|| panic!("{name} is not drawn"));
            assert!(below < own, "{module} uses {name}, which is not below it");
        }
    }
    let drawn = layers.iter().flatten();
    let gone: Vec<&String> = drawn.filter(|module| !used.contains_key(*module)).collect();
    assert!(gone.is_empty(), "drawn, but not there: {gone:?}");
    assert!(used.len() > 20, "{used:?}");
}

/// What the notices of this office speak of stands in the templates: the program would do as well
/// for another's.
#[test]
fn the_program_knows_no_matter_and_no_place() {
    const WORDS: [&str; 14] = [
        "县",
        "住房",
        "棚",
        "保障房",
        "全市",
        "晋",
        "城区",
        "county",
        "counties",
        "housing",
        "targets.",
        "overdue",
        "funds.",
        "loans",
    ];
    let mut found = Vec::new();
    for path in hongtou::office::folder::files_below(&root().join("src")) {
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let said = line.split("//").next().unwrap_or_default();
            let word = WORDS.iter().find(|word| said.contains(**word));
            found.extend(word.map(|word| format!("{}:{}: {word}", path.display(), number + 1)));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
