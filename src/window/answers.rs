//! Questions: where something comes from, which rules there are, what differs from the period before.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Response};
use hongtou::explain::{Tree, answer};
use hongtou::office::{fault, folder};
use hongtou::rules::{RuleUse, rules as all_rules};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use super::desks::{Desks, Place};
use super::edits::{Asked, At, edits_of};
use super::routes::{blocking, page_of};
use super::told::Wheres;
use super::view;
use crate::cli::arguments::{DiffArguments, DiffFormat, FontArguments};
use crate::cli::diff;

/// What is asked about.
#[derive(Deserialize)]
pub struct Question {
    what: String,
    /// What is being tried: the answer is of that.
    #[serde(default)]
    edits: Vec<Asked>,
}

/// Where a number comes from, or why words stand there.
pub async fn explain(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Json(question): Json<Question>,
) -> Response {
    blocking(move || {
        let place = desks.place(&kind, &period)?;
        let office = &place.desk.office;
        let edits = edits_of(&question.edits)?;
        let edited = office.edit(&folder::input(&place.path)?, &edits);
        let run = &edited.run;
        // What contradicts something can be asked about as well: that is when one wants to know.
        let Some(year) = run.reached() else {
            return Err(fault("数据里还有错误，说不了", "请先改正“问题”里的错误").into());
        };
        let trees = answer(
            &question.what,
            year,
            office.model(),
            run.sources(),
            run.input(),
        );
        if trees.is_empty() {
            let message = format!("通报里没有“{}”", question.what);
            return Err(fault(message, "请点版面上的数或词，或写数据的名称").into());
        }
        let mut words = HashSet::from([question.what.as_str()]);
        words_of(&trees, &mut words);
        let wheres = Wheres::of(&edited.sheets, |field| words.contains(field.name.as_str()));
        Ok(json!({
            "trees": trees.iter().map(tree).collect::<Vec<_>>(),
            "field": wheres.named(&question.what),
            "named": wheres.into_named(),
        }))
    })
    .await
}

/// The words of an answer: some of them are figures' names.
fn words_of<'t>(trees: &'t [Tree], words: &mut HashSet<&'t str>) {
    for tree in trees {
        words.extend(tree.text.split_whitespace());
        words_of(&tree.children, words);
    }
}

fn tree(tree: &Tree) -> Value {
    let children: Vec<Value> = tree.children.iter().map(self::tree).collect();
    json!({ "text": tree.text, "children": children })
}

/// Every rule, and whether this period's figures choose it.
pub async fn rules(State(desks): State<Arc<Desks>>, Path((kind, period)): At) -> Response {
    page_of(move || {
        let place = desks.place(&kind, &period)?;
        let office = &place.desk.office;
        let run = office.read(folder::input(&place.path)?, true);
        let Some(year) = run.year() else {
            return Err(fault(
                "数据里还有错误，看不了用了哪些规则",
                "请先改正“问题”里的错误",
            )
            .into());
        };
        let rules = all_rules(office.model(), year, run.sources());
        let place = |rule: &RuleUse| {
            let line = run.sources().line_column(&rule.place).line;
            // Whoever looks after the templates knows where they are.
            let name = &run.sources().get(rule.place.source).name;
            let mut parts: Vec<&str> = name.rsplit(['/', '\\']).take(2).collect();
            parts.reverse();
            format!("{}:{line}", parts.join("/"))
        };
        Ok(listed(&rules, place))
    })
    .await
}

fn listed(rules: &[RuleUse], place: impl Fn(&RuleUse) -> String) -> Markup {
    let used = rules.iter().filter(|rule| rule.times > 0).count();
    html! {
        p { "共 " (rules.len()) " 条规则，这一期用了 " (used) " 条。措辞写在模板里，要改找维护模板的人。" }
        @for of in rules.chunk_by(|a, b| a.phrase == b.phrase) {
            section.rules {
                h2 { (of[0].title) " " code { (place(&of[0])) } }
                @if let Some(within) = &of[0].within { p.soft { (within) } }
                ol {
                    @for rule in of {
                        li.used[rule.times > 0] {
                            @if rule.times > 0 { strong { "这一期用了 " } }
                            (rule.reading.as_deref().or(rule.condition.as_deref()).unwrap_or("其余"))
                            " → "
                            q { @if rule.wording.is_empty() { "不说" } @else { (rule.wording) } }
                        }
                    }
                }
            }
        }
    }
}

/// The comparison with the period before, as its own page.
pub async fn compare(State(desks): State<Arc<Desks>>, Path((kind, period)): At) -> Response {
    let made = spawn_blocking(move || {
        let place = desks.place(&kind, &period)?;
        compared(&desks, &place)
    })
    .await;
    match made {
        // The page names its own script and style by their digests.
        Ok(Ok(page)) => {
            let policy = [(CONTENT_SECURITY_POLICY, "frame-ancestors 'self'")];
            (policy, Html(page)).into_response()
        }
        Ok(Err(refusal)) => view::fault(&refusal).into_response(),
        Err(_) => view::broken().into_response(),
    }
}

fn compared(desks: &Desks, place: &Place) -> Result<String, hongtou::office::Refusal> {
    let last = place.last().ok_or_else(|| {
        fault(
            format!("没有{}的数据文件，没有可比的", place.period.plus(-1)),
            "把上一期的数据文件放在这一期的旁边",
        )
    })?;
    let arguments = DiffArguments {
        sides: vec![last, place.path.clone()],
        format: DiffFormat::Html,
        all: false,
        out: None,
        force: false,
        archives: desks.arguments.out.clone(),
        templates: desks.arguments.templates.clone(),
        old_templates: None,
        fonts: FontArguments::default(),
    };
    let mut report = diff::run(&arguments);
    if report.has_errors() || report.done.is_empty() {
        return Err(hongtou::office::Refusal {
            findings: report.findings,
            sources: report.sources,
        });
    }
    Ok(report.done.remove(0))
}
