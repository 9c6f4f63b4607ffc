//! The comparison as one HTML file that a reviewer opens in a browser: no
//! network, nothing to install, and readable on paper as well. What it says is
//! in the page itself; the script only filters and shows where a number is from.

mod marks;
mod sides;
mod tables;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Comparison, Status};

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// The whole page. A browser runs its script and uses its style because the content policy names
/// both by their digests, and it refuses every other one.
pub fn page(comparison: &Comparison) -> String {
    let (old, new) = (comparison.old_period, comparison.new_period);
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    );
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(PreEscaped(policy));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="hongtou diff";
                title { "通报比较：" (old) "与 " (new) }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#verdicts" { "跳到结论的变化" }
                header {
                    h1 { "通报比较：" (old) " → " (new) }
                    (summary(comparison))
                    (filters())
                    (legend())
                }
                main { (main(comparison)) }
                aside #detail hidden tabindex="-1" aria-labelledby="detail-title" {
                    button.close type="button" { "关闭" }
                    h2 #detail-title {}
                    p.name { code {} }
                    div.years {}
                }
                noscript { p { "浏览器没有开启脚本：比较都在页面里，只是不能筛选，也不能点数字看来源。" } }
                script #data type="application/json" { (island(&comparison.figures)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// How a content policy names a script or a style: `'sha256-…'`, of its bytes.
fn digest(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |bits: u32| char::from(DIGITS[usize::try_from(bits % 64).unwrap_or(0)]);
    // Of 32 bytes the last two stand alone: they have three digits and one sign to fill up.
    let mut base64 = String::new();
    for three in Sha256::digest(text).chunks(3) {
        let bits = (0..3).fold(0, |bits, at| {
            bits << 8 | u32::from(three.get(at).copied().unwrap_or(0))
        });
        base64.extend((0..=three.len()).map(|at| digit(bits >> (18 - 6 * at))));
        base64.extend((three.len()..3).map(|_| '='));
    }
    format!("'sha256-{base64}'")
}

/// Data for the script. No text in it can end the element that holds it.
fn island(data: &impl Serialize) -> PreEscaped<String> {
    let text = serde_json::to_string(data).unwrap_or_default();
    PreEscaped(text.replace('<', "\\u003c"))
}

fn filters() -> Markup {
    let kind = |name: &str, label: &str| {
        html! { label { input type="checkbox" name=(name) checked; " " (label) } }
    };
    html! {
        form.filters aria-label="筛选" {
            fieldset {
                legend { "标出" }
                (kind("figure", "数据"))
                (kind("verdict", "结论（随数据而变的措辞）"))
                (kind("wording", "文字（模板或本期自己的文字）"))
            }
            fieldset {
                legend { "范围" }
                label { input type="checkbox" name="only"; " 只看有变化的" }
            }
            output.shown aria-live="polite" {}
        }
    }
}

fn legend() -> Markup {
    html! {
        p.legend {
            "图例：" del.wording { "删去" } "　" ins.wording { "新增" } "　" mark.figure { "数据变了" } "　"
            span.moved { span.tag { "移" } "移动" } "　" span.rolled { "期别顺延" }
            "。点任何一个数字，可以看它怎样算出、填在哪个文件第几行。"
        }
    }
}

fn main(comparison: &Comparison) -> Markup {
    html! {
        (stale(comparison))
        section aria-labelledby="verdicts" {
            h2 #verdicts tabindex="-1" { "结论的变化" }
            (tables::verdicts(comparison))
        }
        section aria-labelledby="sentences" {
            h2 #sentences { "改动的句子" }
            (sides::changed(comparison))
        }
        section aria-labelledby="figures" {
            h2 #figures { "全部数据" }
            (tables::figures(comparison, "合计和单项", "合计和单项数据的表", true))
            details {
                summary { "各行的数据" }
                (tables::figures(comparison, "各行", "各行数据的表", false))
            }
        }
        section aria-labelledby="text" {
            h2 #text tabindex="-1" { "正文和附件全文" }
            nav aria-label="各节" { ul.contents { (contents(comparison)) } }
            (sides::sections(comparison))
            (tables::annexes(comparison))
        }
        (remarks(comparison))
    }
}

/// The remarks of which something is still to be done.
fn remarks(comparison: &Comparison) -> Markup {
    html! {
        @if !comparison.remarks.is_empty() {
            section aria-labelledby="remarks" {
                h2 #remarks { "审稿意见（待办）" }
                ol {
                    @for of in &comparison.remarks {
                        li value=(of.remark.number) {
                            (of.stand.place) "　" (of.remark.by.who) "：" (of.remark.text)
                            @if of.stand.is_changed { "　" b { "所指文字已改" } }
                        }
                    }
                }
            }
        }
    }
}

fn summary(comparison: &Comparison) -> Markup {
    let lines = |wanted| comparison.lines_of(wanted);
    let counts = [
        ("数据", comparison.changed_figures().count(), "项变了"),
        ("结论", comparison.verdicts.len(), "处变了"),
        ("句子", lines(Status::Changed), "句变了"),
        ("句子", lines(Status::New), "句新增"),
        ("句子", lines(Status::Gone), "句删去"),
        ("句子", lines(Status::Moved), "句移动"),
        ("期别", comparison.rolled, "处只因顺延而不同"),
    ];
    html! {
        @if comparison.is_same() {
            p.same { "没有不同。只因期别顺延而不同的 " (comparison.rolled) " 处。" }
        } @else {
            ul.counts {
                @for (what, count, unit) in counts { li { (what) " " b { (count) } " " (unit) } }
            }
        }
        @for remark in comparison.grounds.remarks() { p.ground { (remark) "。" } }
    }
}

fn stale(comparison: &Comparison) -> Markup {
    html! {
        @if !comparison.stale.is_empty() {
            section.stale aria-labelledby="stale" {
                h2 #stale { "请核对：可能该随期别变而没有变" }
                ul {
                    @for stale in &comparison.stale { li { (stale.message) "　" code { (stale.name) } } }
                }
            }
        }
    }
}

/// Links to the sections and annexes.
fn contents(comparison: &Comparison) -> Markup {
    let link = |id: &str, title: &str, status: Status| {
        html! { li { a href={ "#s-" (id) } { (title) } (marks::status(status)) } }
    };
    html! {
        @for section in &comparison.sections { (link(&section.id, &section.title, section.status)) }
        @for annex in &comparison.annexes {
            (link(&format!("annex-{}", annex.id), &annex.label, annex.status))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_a_browser() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assert_eq!(
            digest("alert(1)"),
            "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
        );
    }

    #[test]
    fn no_text_ends_the_data() {
        assert_eq!(island(&"</script>").into_string(), "\"\\u003c/script>\"");
    }
}
