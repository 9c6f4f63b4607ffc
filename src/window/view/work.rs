//! The page of a period: what is filled in at the left, the notice at the right.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use hongtou::office::{fault, folder};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::desks::{Desks, Place};
use super::super::edits::At;
use super::super::routes::page_of;
use super::super::windows::{Windows, find};
use super::page;
use super::tables::Drawing;

/// The parts of the left side, by the names of their tabs.
const TABS: [(&str, &str); 8] = [
    ("figures", "数据"),
    ("findings", "问题"),
    ("impact", "影响"),
    ("compare", "与上期比较"),
    ("remarks", "批注"),
    ("rules", "规则"),
    ("text", "原文"),
    ("makes", "导入导出"),
];

/// The page of a period.
pub async fn work(State(desks): State<Arc<Desks>>, Path((kind, period)): At) -> Response {
    page_of(move || {
        let place = desks.place(&kind, &period)?;
        let input = folder::input(&place.path)?;
        let edited = place.desk.office.edit(&input, &[]);
        let office = &place.desk.office.model().office;
        let title = format!("{}　{}", office.name, place.period);
        let windows = Windows::default();
        let drawing = Drawing {
            windows: &windows,
            is_read_only: desks.is_read_only(),
            open: 0,
        };
        let sheets = drawing.sheets(&edited.sheets);
        let body = html! {
            body.work data-base=(place.address()) data-read-only[desks.is_read_only()] {
                a.skip href="#desk" { "跳到数据" }
                header.bar {
                    a href="/" { "首页" }
                    h1 { (title) }
                    p #state role="status" { "正在看……" }
                    div.tools role="group" aria-label="改动" {
                        @if desks.is_read_only() {
                            span.soft { "只看不改" }
                        } @else {
                            button #back type="button" disabled { "撤销" }
                            button #again type="button" disabled { "重做" }
                            button #drop type="button" disabled { "放弃" }
                            button #keep.primary type="button" disabled { "保留" }
                        }
                        a href="/help" target="_blank" { "帮助" }
                    }
                }
                main #desk tabindex="-1" { (desk(&desks, &place, &sheets)) }
                section #paper aria-label="版面" {
                    p #paper-said {}
                    ol #pages {}
                }
                aside #panel hidden tabindex="-1" aria-labelledby="panel-title" {
                    button.close type="button" { "关闭" }
                    h2 #panel-title { "说明" }
                    div #panel-told {}
                    form #remark hidden {
                        h3 { "对这一句（这一格）留批注" }
                        p { label { "批注 " textarea name="text" rows="3" required maxlength="2000" {} } }
                        p { label { "署名 " input name="who" maxlength="40" autocomplete="name"; } " " button type="submit" { "留下" } }
                    }
                }
            }
        };
        Ok(page(&title, Some("window.js"), &body))
    })
    .await
}

fn desk(desks: &Desks, place: &Place, sheets: &Markup) -> Markup {
    html! {
        div.tabs role="tablist" aria-label="看什么" {
            @for (at, (name, label)) in TABS.iter().enumerate() {
                button role="tab" type="button" id={ "tab-" (name) } aria-controls={ "view-" (name) }
                    aria-selected=(if at == 0 { "true" } else { "false" }) tabindex=(if at == 0 { "0" } else { "-1" }) {
                    (label) span.count {}
                }
            }
            button.only-narrow role="tab" type="button" id="tab-paper" aria-controls="paper" aria-selected="false" tabindex="-1" { "版面" }
        }
        @for (at, (name, _)) in TABS.iter().enumerate() {
            div.view role="tabpanel" id={ "view-" (name) } aria-labelledby={ "tab-" (name) } hidden[at != 0] tabindex="0" {
                @match *name {
                    "figures" => div #sheets { (sheets) },
                    "remarks" => ol.list #remarks-list {},
                    "compare" => p { "正在比较……" },
                    "text" => (text(desks)),
                    "makes" => (makes(desks, place)),
                    _ => ol.list {},
                }
            }
        }
    }
}

fn text(desks: &Desks) -> Markup {
    html! {
        p { "整个数据文件。表里没有的（抄送、不再有的事、已核对的问题、调整说明）在这里改；" code { "#" } " 后面是说明。" }
        textarea #whole aria-label="数据文件" spellcheck="false" readonly[desks.is_read_only()] rows="28" {}
        @if !desks.is_read_only() {
            p { button #whole-keep type="button" { "保留整个文件" } }
        }
    }
}

fn makes(desks: &Desks, place: &Place) -> Markup {
    let sets = place.desk.office.model().sets.iter();
    html! {
        h2 { "填报表" }
        p { "填好了再导入：黄格要填，白格自己算。" }
        ul {
            li { a href={ (place.address()) "/form" } download { "整份填报表（Excel）" } }
            @for set in sets {
                li { a href={ (place.address()) "/form?by=" (set.key) } download { "按" (set.label) "分开，每家一份（压缩包）" } }
            }
        }
        @if !desks.is_read_only() {
            form #import {
                h2 { "导入填好的工作簿" }
                p { input type="file" name="books" multiple required aria-label="填好的工作簿" accept=".xlsx,.xlsm,.xls,.et,.ods,.csv"; }
                p { label { input type="checkbox" name="replace"; " 以工作簿为准，盖掉后来手改的数" } }
                p { button type="submit" value="check" { "先看看" } " " button.primary type="submit" value="keep" { "导入" } }
            }
            form #review {
                h2 { "退回来的修改稿（Word）" }
                p { input type="file" name="books" required aria-label="修改稿" accept=".docx"; }
                p { button type="submit" value="check" { "看改了什么" } " " button.primary type="submit" value="keep" { "写回数据里自己的，记下批注" } }
            }
            form #build {
                h2 { "生成" }
                p {
                    label { input type="checkbox" name="docx"; " 也要 Word" } "　"
                    label { input type="checkbox" name="ofd"; " 也要 OFD" } "　"
                    label { input type="checkbox" name="draft"; " 印上“送审稿”" } "　"
                    label { input type="checkbox" name="correct"; " 更正已经印发的" }
                }
                p { button.primary type="submit" { "生成 PDF、审阅文本和存档" } }
            }
        }
        div #made role="status" {}
        h2 { "各稿" }
        ul #versions {}
        @if !desks.is_read_only() {
            p { button #issue type="button" { "现在这一稿已经印发" } }
        }
    }
}

/// Which rows are wanted.
#[derive(Deserialize)]
pub struct Rows {
    /// Of each long table: `0:100,2:300`.
    #[serde(default)]
    from: String,
    /// The sheet that is open.
    #[serde(default)]
    open: usize,
}

/// The tables alone, when rows came or went.
pub async fn sheets(
    State(desks): State<Arc<Desks>>,
    Path((kind, period)): At,
    Query(rows): Query<Rows>,
) -> Response {
    page_of(move || {
        let place = desks.place(&kind, &period)?;
        let edited = place.desk.office.edit(&folder::input(&place.path)?, &[]);
        if edited.sheets.is_empty() {
            return Err(fault("数据文件还读不成表", "请在“原文”里先改正错误").into());
        }
        let drawing = Drawing {
            windows: &Windows::parse(&rows.from),
            is_read_only: desks.is_read_only(),
            open: rows.open.min(edited.sheets.len() - 1),
        };
        Ok(drawing.sheets(&edited.sheets))
    })
    .await
}

/// Which part of a long table is wanted.
#[derive(Deserialize)]
pub struct Part {
    /// Its first row, from 0.
    #[serde(default)]
    from: usize,
    /// A row's name or a part of it: the next such row begins the part.
    #[serde(default)]
    find: String,
}

/// A part of one table.
pub async fn sheet(
    State(desks): State<Arc<Desks>>,
    Path((kind, period, number)): Path<(String, String, usize)>,
    Query(part): Query<Part>,
) -> Response {
    page_of(move || {
        let place = desks.place(&kind, &period)?;
        let edited = place.desk.office.edit(&folder::input(&place.path)?, &[]);
        let sheet = edited.sheets.get(number);
        let sheet = sheet.ok_or_else(|| fault("没有这张表", "请刷新页面"))?;
        let word = part.find.trim();
        let first = if word.is_empty() {
            part.from
        } else {
            let found = find(sheet, word, part.from);
            let none = || fault(format!("没有名称里有“{word}”的行"), "请换一个词");
            found.ok_or_else(none)?
        };
        let drawing = Drawing {
            windows: &Windows([(number, first)].into()),
            is_read_only: desks.is_read_only(),
            open: number,
        };
        Ok(drawing.sheet(number, sheet))
    })
    .await
}
