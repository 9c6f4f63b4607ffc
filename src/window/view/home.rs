//! The first page: kinds, their periods and how each stands.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hongtou::office::folder::KindFolder;
use hongtou::office::{Refusal, folder};
use maud::{Markup, html};

use super::super::desks::{Desks, address, in_address};
use super::super::routes::page_of;
use super::page;
use crate::cli::list::state;

/// The first page.
pub async fn home(State(desks): State<Arc<Desks>>) -> Response {
    page_of(move || {
        let shelf = desks.shelf()?;
        let kinds = shelf.kinds().iter().map(|kind| one(&desks, kind));
        let kinds: Vec<Markup> = kinds.collect::<Result<_, Refusal>>()?;
        let body = html! {
            body.home {
                header.bar {
                    h1 { "红头通报" }
                    nav {
                        a href="/help" { "帮助" }
                        button #end type="button" { "退出" }
                    }
                }
                main {
                    p #said role="status" {}
                    @for kind in &kinds { (kind) }
                }
            }
        };
        Ok(page("首页", Some("home.js"), &body))
    })
    .await
}

/// A kind with its periods.
fn one(desks: &Desks, kind: &KindFolder) -> Result<Markup, Refusal> {
    let desk = match desks.desk(kind) {
        Ok(desk) => desk,
        // The templates of one kind stop no other.
        Err(refusal) => return Ok(faulty(kind, &refusal)),
    };
    let templates = folder::templates_of(kind)?;
    let office = &desk.office.model().office;
    let mut inputs = desks.shelf()?.inputs(Some(kind))?;
    inputs.reverse();
    let newest = inputs.first().map(|(period, _)| period.plus(1).stem());
    Ok(html! {
        section.kind {
            h2 { (office.name) " " span.soft { (office.cycle.every()) } }
            @if inputs.is_empty() { p { "还没有数据文件" } }
            ul.periods {
                @for (period, path) in &inputs {
                    @let stands = state(&desk, (kind, &templates), (*period, path), &desks.arguments.out);
                    li {
                        a href=(address(&kind.name, *period)) { (period) }
                        " " span.soft { (stands) }
                    }
                }
            }
            @if !desks.is_read_only() && newest.is_some() {
                form.renew data-kind=(in_address(&kind.name)) {
                    label { "新的一期 " input name="period" value=[newest] required size="9"; }
                    button type="submit" { "由上一期写出" }
                }
            }
        }
    })
}

fn faulty(kind: &KindFolder, refusal: &Refusal) -> Markup {
    html! {
        section.kind {
            h2 { (kind.name) }
            p.error { "模板有错误，这种公文打不开：" }
            pre { (refusal) }
        }
    }
}
