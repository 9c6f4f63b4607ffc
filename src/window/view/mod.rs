//! The pages of the window.

mod home;
mod tables;
mod work;

pub use home::home;
pub use work::{sheet, sheets, work};

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use hongtou::office::Refusal;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// All that a browser is given beside pages: it is in the program.
const ASSETS: [(&str, &str, &str); 11] = [
    (
        "window.css",
        "text/css",
        include_str!("../assets/window.css"),
    ),
    (
        "window.js",
        "text/javascript",
        include_str!("../assets/window.js"),
    ),
    (
        "net.js",
        "text/javascript",
        include_str!("../assets/net.js"),
    ),
    (
        "pages.js",
        "text/javascript",
        include_str!("../assets/pages.js"),
    ),
    (
        "sheets.js",
        "text/javascript",
        include_str!("../assets/sheets.js"),
    ),
    (
        "panel.js",
        "text/javascript",
        include_str!("../assets/panel.js"),
    ),
    (
        "tabs.js",
        "text/javascript",
        include_str!("../assets/tabs.js"),
    ),
    (
        "lists.js",
        "text/javascript",
        include_str!("../assets/lists.js"),
    ),
    (
        "makes.js",
        "text/javascript",
        include_str!("../assets/makes.js"),
    ),
    (
        "remarks.js",
        "text/javascript",
        include_str!("../assets/remarks.js"),
    ),
    (
        "home.js",
        "text/javascript",
        include_str!("../assets/home.js"),
    ),
];

/// The clerk's manual.
const MANUAL: [(&str, &str); 7] = [
    ("窗口", include_str!("../../../docs/手册/窗口.md")),
    ("首年", include_str!("../../../docs/手册/首年.md")),
    ("次年", include_str!("../../../docs/手册/次年.md")),
    ("表格", include_str!("../../../docs/手册/表格.md")),
    ("修改稿", include_str!("../../../docs/手册/修改稿.md")),
    ("版本", include_str!("../../../docs/手册/版本.md")),
    ("归档", include_str!("../../../docs/手册/归档.md")),
];

/// Its pictures.
const PICTURES: [(&str, &[u8]); 2] = [
    ("窗口.png", include_bytes!("../../../docs/手册/图/窗口.png")),
    ("比较.png", include_bytes!("../../../docs/手册/图/比较.png")),
];

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
    plain(
        "程序出了错",
        &html! { p { "这一步没有做，文件没有改。请刷新页面再试。" } },
    )
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

/// The manual: all its chapters on one page.
pub async fn help() -> Markup {
    let body = html! {
        body.manual {
            header.bar { a href="/" { "首页" } h1 { "帮助" } }
            main {
                nav aria-label="各章" {
                    ul { @for (name, text) in MANUAL { li { a href={ "#" (name) } { (title(text)) } } } }
                }
                @for (name, text) in MANUAL {
                    article id=(name) { (markdown(text)) }
                }
            }
        }
    };
    page("帮助", None, &body)
}

/// A picture of the manual.
pub async fn picture(Path(name): Path<String>) -> Response {
    match PICTURES.iter().find(|(own, _)| *own == name) {
        Some((_, bytes)) => ([(CONTENT_TYPE, "image/png")], *bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What a chapter is called: its first line.
fn title(text: &str) -> &str {
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("# ")
}

fn markdown(text: &str) -> Markup {
    let mut html = String::new();
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES).map(moved);
    pulldown_cmark::html::push_html(&mut html, parser);
    PreEscaped(html)
}

/// A chapter stands below its page's own title; other chapters are on the same page, and pictures at
/// an address of their own.
fn moved(event: Event<'_>) -> Event<'_> {
    let lower = |level: HeadingLevel| HeadingLevel::try_from(level_of(level) + 1).unwrap_or(level);
    match event {
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: lower(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let chapter = dest_url.strip_suffix(".md").map(|name| format!("#{name}"));
            Event::Start(Tag::Link {
                link_type,
                dest_url: chapter.map_or(dest_url, Into::into),
                title,
                id,
            })
        }
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let name = dest_url.rsplit('/').next().unwrap_or_default();
            Event::Start(Tag::Image {
                link_type,
                dest_url: format!("/help/{name}").into(),
                title,
                id,
            })
        }
        other => other,
    }
}

fn level_of(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 | HeadingLevel::H6 => 5,
    }
}
