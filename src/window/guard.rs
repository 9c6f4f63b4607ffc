//! Who may ask: the browser that was opened with the token, from the pages that this program served.

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, LOCATION, ORIGIN, REFERRER_POLICY,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::desks::Desks;
use super::view;

/// The two secrets of a run, and the port that its cookie is named after: browsers share cookies
/// among the ports of a host.
pub struct Keys {
    token: String,
    session: String,
    pub port: u16,
}

/// Scripts and styles are the program's own files, and nothing is asked of anybody else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

impl Keys {
    /// New secrets.
    ///
    /// # Errors
    /// That the system has no randomness to give.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        Ok(Self {
            token: secret()?,
            session: secret()?,
            port,
        })
    }

    /// The first address, by which a browser comes in.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/enter?token={}", self.port, self.token)
    }

    fn cookie(&self) -> String {
        format!("hongtou-{}", self.port)
    }

    fn knows(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(COOKIE).iter();
        let cookies = cookies.filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|line| line.split(';'));
        pairs.any(|pair| {
            let pair = pair.trim().split_once('=');
            pair.is_some_and(|(name, value)| {
                name == self.cookie() && is_alike(value, &self.session)
            })
        })
    }

    /// Names under which a browser may know this machine and no other: a stranger's name that is made
    /// to point here is refused.
    fn is_own(&self, host: &str) -> bool {
        ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|name| host == format!("{name}:{}", self.port))
    }
}

fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares digests, so that the time tells nothing of a secret.
fn is_alike(one: &str, other: &str) -> bool {
    Sha256::digest(one) == Sha256::digest(other)
}

/// What the first address carries.
#[derive(Deserialize)]
pub struct Entry {
    #[serde(default)]
    token: String,
}

/// Takes the token for the cookie.
pub async fn enter(State(desks): State<Arc<Desks>>, Query(entry): Query<Entry>) -> Response {
    if !is_alike(&entry.token, &desks.keys.token) {
        return refused();
    }
    let keys = &desks.keys;
    let cookie = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Strict",
        keys.cookie(),
        keys.session
    );
    let headers = [(LOCATION, "/".to_owned()), (SET_COOKIE, cookie)];
    (StatusCode::SEE_OTHER, headers).into_response()
}

fn refused() -> Response {
    (StatusCode::FORBIDDEN, view::refused()).into_response()
}

/// Lets own requests through, and dresses every answer.
pub async fn guard(State(desks): State<Arc<Desks>>, request: Request, next: Next) -> Response {
    let keys = &desks.keys;
    let headers = request.headers();
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let is_own_host = text(HOST).is_some_and(|host| keys.is_own(host));
    let origin = text(ORIGIN).map(|origin| {
        let host = origin.strip_prefix("http://");
        host.is_some_and(|host| keys.is_own(host))
    });
    let is_asking = matches!(*request.method(), Method::GET | Method::HEAD);
    // What changes something has to say where it comes from.
    let is_own_origin = origin.unwrap_or(is_asking);
    let is_entry = request.uri().path() == "/enter" && is_asking;
    let is_known = is_entry || keys.knows(headers);
    let answer = if is_own_host && is_own_origin && is_known {
        desks.is_asked();
        next.run(request).await
    } else {
        refused()
    };
    dressed(answer)
}

fn dressed(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "no-referrer");
    set(CACHE_CONTROL, "no-store");
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    answer
}
