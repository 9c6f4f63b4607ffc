//! A defect put into a template of one of these kinds is noticed: each condition changed, each rule
//! taken out, makes a made-up period break what it must hold.

use std::collections::BTreeMap;

use hongtou::office::{Office, Templates, folder};
use hongtou::source::Sources;

use super::{Case, disclosure, inquiry, notice_of, progress, violations};
use crate::any_year::mutations::{Mutation, mutations};
use crate::any_year::years;
use crate::shared::root;

/// Whether some period shows it. A template that does not load is seen at once.
fn is_caught(files: &BTreeMap<String, String>, mutation: &Mutation, cases: &[Case]) -> bool {
    let mut changed = files.clone();
    changed.insert(mutation.file.clone(), mutation.text.clone());
    let templates = Templates::of_texts("templates", &changed);
    let Ok(office) = Office::without_fonts(templates, Sources::default()) else {
        return true;
    };
    cases.iter().any(|case| match notice_of(case, &office) {
        Ok(notice) => !violations(case, &notice).is_empty(),
        Err(_) => true,
    })
}

/// Those of a kind that no period shows, and how many there are.
fn missed(kind: &str, made: fn(u64) -> Case) -> (Vec<String>, usize) {
    let templates = folder::templates(&root().join("templates").join(kind));
    let files = templates
        .unwrap_or_else(|refusal| panic!("{refusal}"))
        .texts();
    let cases: Vec<Case> = (0..years(250)).map(made).collect();
    let all = mutations(&files);
    let missed = all
        .iter()
        .filter(|mutation| !is_caught(&files, mutation, &cases));
    let told = missed.map(|m| format!("{kind} {}:{} {}", m.file, m.line, m.what));
    (told.collect(), all.len())
}

/// What makes up a case from a seed.
type MakeCase = fn(u64) -> Case;

#[test]
fn a_defect_in_a_template_of_another_kind_is_noticed() {
    let kinds: [(&str, MakeCase); 3] = [
        ("progress", progress::case),
        ("disclosure", disclosure::case),
        ("inquiry", inquiry::case),
    ];
    let (mut all, mut count) = (Vec::new(), 0);
    for (kind, made) in kinds {
        let (missed, of) = missed(kind, made);
        all.extend(missed);
        count += of;
    }
    let caught = count - all.len();
    let table = format!("{caught} of {count} caught; missed:\n{}", all.join("\n"));
    println!("{table}");
    assert!(count > 100 && caught * 100 >= 95 * count, "{table}");
}
