//! The pages of the window.

mod home;
mod sheet;
mod work;

pub use home::home;
pub use work::{sheets, work};

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use hongtou::office::Refusal;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use pulldown_cmark::{Options, Parser};

/// All that a browser is given beside pages: it is in the program.
const ASSETS: [(&str, &str, &str); 8] = [
    ("window.css", "text/css", include_str!("../assets/window.css")),
    ("window.js", "text/javascript", include_str!("../assets/window.js")),
    ("net.js", "text/javascript", include_str!("../assets/net.js")),
    ("pages.js", "text/javascript", include_str!("../assets/pages.js")),
    ("lists.js", "text/javascript", include_str!("../assets/lists.js")),
    ("makes.js", "text/javascript", include_str!("../assets/makes.js")),
    ("remarks.js", "text/javascript", include_str!("../assets/remarks.js")),
    ("home.js", "text/javascript", include_str!("../assets/home.js")),
];

/// The clerk's manual.
const MANUAL: [(&str, &str); 1] = [("表格", include_str!("../../../docs/手册/表格.md"))];

/// A file of the program.
pub async fn asset(Path(name): Path<String>) -> Response {
    let found = ASSETS.iter().find(|(own, ..)| *own == name);
    match found {
        Some((_, mime, text)) => {
            let headers = [
                (CONTENT_TYPE, format!("{mime}; charset=utf-8")),
                (CACHE_CONTROL, "no-cache".to_owned()),
            ];
            (headers, *text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A page around its own part.
fn page(title: &str, script: Option<&str>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) "　红头通报" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/asset/window.css";
                @if let Some(script) = script {
                    script type="module" src={ "/asset/" (script) } {}
                }
            }
            (body)
        }
    }
}

/// A page that only says something.
fn plain(title: &str, told: &Markup) -> Markup {
    let body = html! {
        body.plain {
            main {
                h1 { (title) }
                (told)
                p { a href="/" { "回到首页" } }
            }
        }
    };
    page(title, None, &body)
}

/// What went wrong, as a page.
pub fn fault(refusal: &Refusal) -> Markup {
    let told = html! {
        @for finding in &refusal.findings {
            p { strong { (finding.message) } }
            @for hint in &finding.hints { p { (hint) } }
        }
    };
    plain("做不了", &told)
}

/// That the program failed.
pub fn broken() -> Markup {
    plain("程序出了错", &html! { p { "这一步没有做，文件没有改。请刷新页面再试。" } })
}

/// That somebody asks who has not come in by the first address.
pub fn refused() -> Markup {
    let told = html! {
        p { "这个窗口只给打开它的人用。请从程序打开的地址进来；窗口关了，就再打开一次程序。" }
    };
    let body = html! { body.plain { main { h1 { "没有打开" } (told) } } };
    page("没有打开", None, &body)
}

/// That there is nothing at an address.
pub async fn nothing() -> Response {
    let told = html! { p { "没有这个地址。" } };
    (StatusCode::NOT_FOUND, plain("没有这一页", &told)).into_response()
}

/// The manual.
pub async fn help() -> Markup {
    let body = html! {
        body.manual {
            header.bar { a href="/" { "首页" } h1 { "帮助" } }
            main {
                @for (_, text) in MANUAL {
                    article { (markdown(text)) }
                }
            }
        }
    };
    page("帮助", None, &body)
}

fn markdown(text: &str) -> Markup {
    let mut html = String::new();
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    pulldown_cmark::html::push_html(&mut html, parser);
    PreEscaped(html)
}
