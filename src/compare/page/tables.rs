//! Figures, verdicts and annexes as tables.

use maud::{Markup, html};

use super::marks::{number, pieces, status};
use crate::calendar::Period;
use crate::compare::{
    AnnexComparison, CellComparison, ColumnComparison, Comparison, FigureComparison, PrintedFigure,
    Reason, RowComparison, Status, Verdict, Which,
};

/// The figures as a table, a body a group: those of the city and the single ones, or those of
/// each county.
pub(super) fn figures(comparison: &Comparison, caption: &str, name: &str, of_city: bool) -> Markup {
    let is_wanted = |figure: &&FigureComparison| figure.name.row_name().is_none() == of_city;
    let figures: Vec<&FigureComparison> = comparison.figures.iter().filter(is_wanted).collect();
    let periods = (comparison.old_period, comparison.new_period);
    html! {
        div.wide tabindex="0" role="region" aria-label=(name) {
            table.figures {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { "数据" }
                        th scope="col" { (periods.0) }
                        th scope="col" { (periods.1) }
                        th scope="col" { "差" }
                        th scope="col" { "增减" }
                    }
                }
                @for group in figures.chunk_by(|a, b| a.group == b.group) {
                    tbody class=(class(group.iter().any(|figure| figure.changed))) {
                        tr.group {
                            th colspan="5" scope="rowgroup" { (group[0].group) }
                        }
                        @for figure in group { (figure_row(figure, periods)) }
                    }
                }
            }
        }
    }
}

fn class(is_changed: bool) -> &'static str {
    if is_changed { "changed" } else { "same" }
}

fn figure_row(figure: &FigureComparison, periods: (Period, Period)) -> Markup {
    let value = |printed: &Option<PrintedFigure>, which| {
        html! {
            @match printed {
                None => span.none { "无" },
                Some(printed) if printed.text.is_empty() => span.none { "空白" },
                Some(printed) => (number(&printed.text, Some(&figure.name), which)),
            }
        }
    };
    html! {
        tr class=(class(figure.changed)) {
            th scope="row" { (figure.label) (figure.unit_in_brackets()) }
            td data-head=(periods.0) { (value(&figure.old, Which::Older)) }
            td data-head=(periods.1) { (value(&figure.new, Which::Newer)) }
            td data-head="差" {
                @if let Some(difference) = &figure.difference {
                    (difference) @if !figure.points.is_empty() { " " (figure.points) }
                }
            }
            td data-head="增减" { @if let Some(percent) = &figure.percent { (percent) } }
        }
    }
}

/// The verdicts that changed, each with the figures that moved it.
pub(super) fn verdicts(comparison: &Comparison) -> Markup {
    if comparison.verdicts.is_empty() {
        return html! { p.none { "没有。" } };
    }
    let (old, new) = (comparison.old_period, comparison.new_period);
    html! {
        table.verdicts aria-label="结论的变化" {
            thead {
                tr {
                    th scope="col" { "措辞" }
                    th scope="col" { (old) }
                    th scope="col" { (new) }
                }
            }
            tbody {
                @for change in &comparison.verdicts {
                    tr {
                        th scope="row" { (change.title()) }
                        td data-year=(old) { (verdict(&change.old)) }
                        td data-year=(new) {
                            (verdict(&change.new))
                            @if change.parts.is_empty() { (reasons(&change.reasons)) }
                            @for part in &change.parts {
                                div { @if part.is_new { "新增：" } @else { "删去：" } (part.text) }
                                (reasons(&part.reasons))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn verdict(verdict: &Verdict) -> Markup {
    html! {
        @if verdict.text.is_empty() { span.none { "（不写）" } } @else { (verdict.text) }
        div.rule { @for reading in &verdict.readings { span { "条件：" (reading) } "　" } }
    }
}

fn reasons(reasons: &[Reason]) -> Markup {
    html! { @for reason in reasons { div.rule { "因为 " (reason.text) } } }
}

/// The annexes whole, the changed cells with both figures.
pub(super) fn annexes(comparison: &Comparison) -> Markup {
    html! { @for annex in &comparison.annexes { (one_annex(annex)) } }
}

fn one_annex(annex: &AnnexComparison) -> Markup {
    let id = format!("s-annex-{}", annex.id);
    let heads: Vec<String> = annex.columns.iter().map(ColumnComparison::title).collect();
    let unit = pieces(&annex.unit_line, Which::Newer);
    let notes = pieces(&annex.notes, Which::Newer);
    html! {
        section.part.whole.annex aria-labelledby=(id) {
            h3 id=(id) tabindex="-1" {
                (annex.label) "　" (pieces(&annex.title, Which::Newer)) (status(annex.status))
            }
            @if !unit.0.is_empty() { p { (unit) } }
            div.wide tabindex="0" role="region" aria-label={ (annex.label) "的表" } {
                table.annex {
                    thead {
                        tr {
                            @for column in &annex.columns {
                                th scope="col" {
                                    (pieces(&column.head, Which::of(column.status)))
                                    (one_sided(column.status))
                                }
                            }
                        }
                    }
                    tbody { @for row in &annex.rows { (annex_row(row, &heads)) } }
                }
            }
            @if !notes.0.is_empty() { p { (notes) } }
        }
    }
}

fn one_sided(of: Status) -> Markup {
    match of {
        Status::Same | Status::Changed => Markup::default(),
        other => status(other),
    }
}

fn annex_row(row: &RowComparison, heads: &[String]) -> Markup {
    let kinds = if row.status == Status::Same {
        ""
    } else {
        "figure"
    };
    html! {
        tr data-kinds=(kinds) {
            @for (at, (of, head)) in row.cells.iter().zip(heads).enumerate() {
                @let text = cell(of);
                @if at == 0 {
                    th scope="row" { (text) (one_sided(row.status)) }
                } @else {
                    // An empty cell says nothing where it stands alone.
                    td class=[text.0.is_empty().then_some("empty")] data-head=(head) { (text) }
                }
            }
        }
    }
}

fn cell(cell: &CellComparison) -> Markup {
    let shown = |text: &Option<String>, which| {
        number(
            text.as_deref().unwrap_or_default(),
            cell.figure.as_ref(),
            which,
        )
    };
    let (old, new) = (
        shown(&cell.old, Which::Older),
        shown(&cell.new, Which::Newer),
    );
    let marked = |word: &str, text: &Markup| {
        html! {
            span.sr { (word) "：" }
            @if text.0.is_empty() { span.none { "空白" } } @else { (text) }
        }
    };
    html! {
        @if cell.is_changed() {
            @if cell.old.is_some() { del.figure { (marked("原", &old)) } }
            @if cell.new.is_some() { ins.figure { (marked("现", &new)) } }
        } @else {
            (new)
        }
    }
}
