//! The forms of documents: from a kind's templates and its input to the paper, the review text,
//! `diff`, `explain`; and what each form refuses.

mod letter;
mod minutes;
mod order;
mod report;

use std::collections::BTreeMap;

use hongtou::office::{Office, Templates};
use hongtou::source::Sources;

use crate::shared::templates;
use crate::support::Run;

const WORKS: &str = r#"
label = "河道治理"

[[scalars]]
key = "length"
label = "治理长度"
unit = "公里"
amount = true
"#;

const BODY: &str = r#"
paragraphs = ["main"]

[phrases.main]
say = "{year}年，全市治理河道{works.length}公里。"
"#;

/// A kind of one figure and one sentence, of which the tests write `notice.toml`.
fn kind(run: &Run, name: &str, notice: &str, inputs: &[(&str, String)]) {
    run.write(&format!("templates/{name}/notice.toml"), notice);
    run.write(&format!("templates/{name}/figures/works.toml"), WORKS);
    run.write(&format!("templates/{name}/sections/body.toml"), BODY);
    for (period, input) in inputs {
        run.write(&format!("inputs/{name}/{period}.toml"), input);
    }
}

/// An office whose layout and fonts are there, and no kind yet but the one shipped.
fn office() -> Run {
    let run = Run::new();
    for folder in ["templates", "fonts"] {
        run.copy(folder);
    }
    run
}

/// What is said of a `notice.toml` when it loads; empty: nothing.
fn refused(notice: &str) -> String {
    let texts = [
        ("notice.toml", notice),
        ("figures/works.toml", WORKS),
        ("sections/body.toml", BODY),
    ];
    let mut files: BTreeMap<String, String> = texts
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into();
    files.insert("fonts.toml".into(), templates("toml")["fonts.toml"].clone());
    let office = Office::without_fonts(Templates::of_texts("t", &files), Sources::default());
    office
        .err()
        .map(|refusal| refusal.to_string())
        .unwrap_or_default()
}
