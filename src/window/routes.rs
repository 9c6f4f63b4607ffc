//! Which address does what, and how answers are dressed.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use hongtou::diagnostic::short;
use hongtou::office::Refusal;
use maud::Markup;
use serde_json::{Value, json};
use tokio::task::{JoinError, spawn_blocking};

use super::desks::Desks;
use super::{answers, edits, guard, remarks, results, rows, view, workbooks};

/// The largest request: an input as a whole, edits.
const MOST: usize = 4 << 20;
/// The largest set of workbooks.
const MOST_BOOKS: usize = 64 << 20;

/// All addresses.
pub fn router(desks: Arc<Desks>) -> Router {
    let books = DefaultBodyLimit::max(MOST_BOOKS);
    Router::new()
        .route("/", get(view::home))
        .route("/enter", get(guard::enter))
        .route("/help", get(view::help))
        .route("/help/{name}", get(view::picture))
        .route("/end", post(end))
        .route("/new", post(results::renew))
        .route("/asset/{name}", get(view::asset))
        .route("/page/{name}", get(page))
        .route("/page/{name}/spots", get(spots))
        .route("/shown/{showing}/{figure}", get(first_of))
        .route("/k/{kind}/{period}", get(view::work))
        .route("/k/{kind}/{period}/sheets", get(view::sheets))
        .route("/k/{kind}/{period}/sheet/{number}", get(view::sheet))
        .route("/k/{kind}/{period}/rows", post(rows::change))
        .route("/k/{kind}/{period}/edit", post(edits::edit))
        .route("/k/{kind}/{period}/step", post(edits::step))
        .route("/k/{kind}/{period}/whole", post(edits::whole))
        .route("/k/{kind}/{period}/state", get(edits::state))
        .route("/k/{kind}/{period}/text", get(edits::text))
        .route("/k/{kind}/{period}/explain", post(answers::explain))
        .route(
            "/k/{kind}/{period}/remarks",
            get(remarks::list).post(remarks::change),
        )
        .route("/k/{kind}/{period}/versions", get(results::versions))
        .route("/k/{kind}/{period}/issue", post(results::issue))
        .route("/k/{kind}/{period}/rules", get(answers::rules))
        .route("/k/{kind}/{period}/compare", get(answers::compare))
        .route("/k/{kind}/{period}/build", post(results::build))
        .route("/k/{kind}/{period}/form", get(workbooks::form))
        .route(
            "/k/{kind}/{period}/import",
            post(workbooks::import).layer(books),
        )
        .route(
            "/k/{kind}/{period}/review",
            post(workbooks::review).layer(books),
        )
        .route("/k/{kind}/{period}/file/{what}", get(results::file))
        .fallback(view::nothing)
        .layer(DefaultBodyLimit::max(MOST))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&desks),
            guard::guard,
        ))
        .with_state(desks)
}

/// Works a request out beside the others, as JSON.
pub async fn blocking(work: impl FnOnce() -> Result<Value, Refusal> + Send + 'static) -> Response {
    answered(spawn_blocking(work).await)
}

/// An answer as JSON; what went wrong in the clerk's words.
pub fn answered(done: Result<Result<Value, Refusal>, JoinError>) -> Response {
    match done {
        Ok(Ok(value)) => Json(value).into_response(),
        Ok(Err(refusal)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Json(told(&refusal))).into_response()
        }
        Err(_) => {
            let fault = json!({ "error": "程序出了错，这一步没有做", "hints": ["请刷新页面再试"] });
            (StatusCode::INTERNAL_SERVER_ERROR, Json(fault)).into_response()
        }
    }
}

/// The same as a page.
pub async fn page_of(work: impl FnOnce() -> Result<Markup, Refusal> + Send + 'static) -> Response {
    match spawn_blocking(work).await {
        Ok(Ok(page)) => page.into_response(),
        Ok(Err(refusal)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, view::fault(&refusal)).into_response()
        }
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, view::broken()).into_response(),
    }
}

fn told(refusal: &Refusal) -> Value {
    let messages: Vec<&str> = (refusal.findings.iter())
        .map(|finding| finding.message.as_str())
        .collect();
    let hints: Vec<&String> = refusal
        .findings
        .iter()
        .flat_map(|finding| &finding.hints)
        .collect();
    json!({
        "error": messages.join("；"),
        "hints": hints,
        "where": short(&refusal.findings, &refusal.sources),
    })
}

/// The picture of a page. What is on it is its name, so that it never changes.
async fn page(State(desks): State<Arc<Desks>>, Path(name): Path<String>) -> Response {
    lasting("image/svg+xml", desks.pages.picture(&name))
}

/// What can be pointed at on a page.
async fn spots(State(desks): State<Arc<Desks>>, Path(name): Path<String>) -> Response {
    lasting("application/json", desks.pages.spots(&name))
}

fn lasting(mime: &'static str, found: Option<String>) -> Response {
    match found {
        Some(text) => {
            let headers = [
                (CONTENT_TYPE, mime),
                (CACHE_CONTROL, "private, max-age=31536000, immutable"),
            ];
            (headers, text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The page of a showing on which a figure stands first; null where it stands on none.
async fn first_of(
    State(desks): State<Arc<Desks>>,
    Path((showing, figure)): Path<(String, String)>,
) -> Response {
    Json(json!({ "page": desks.pages.first_of(&showing, &figure) })).into_response()
}

async fn end(State(desks): State<Arc<Desks>>) -> Response {
    desks.end.notify_waiters();
    Json(json!({ "ended": true })).into_response()
}
