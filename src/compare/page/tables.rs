use super::html::{Side, all, escape, number, pieces, status_word};
use crate::compare::{
    AnnexComparison, CellComparison, ColumnComparison, Comparison, FigureComparison, PartChange,
    Piece, Reason, RowComparison, Status, Typing, Verdict,
};

/// The city's figures and the single ones, a table body a group.
pub(super) fn totals(comparison: &Comparison) -> String {
    bodies(comparison, true)
}

/// The figures of each county.
pub(super) fn counties(comparison: &Comparison) -> String {
    bodies(comparison, false)
}

fn bodies(comparison: &Comparison, of_city: bool) -> String {
    let is_wanted = |figure: &&FigureComparison| figure.name.row_name().is_none() == of_city;
    let figures: Vec<&FigureComparison> = comparison.figures.iter().filter(is_wanted).collect();
    all(figures.chunk_by(|a, b| a.group == b.group).map(|group| {
        let years = (comparison.old_year, comparison.new_year);
        let rows: String = group
            .iter()
            .map(|figure| figure_row(figure, years))
            .collect();
        let changed = group.iter().any(|figure| figure.is_changed());
        let class = if changed { "changed" } else { "same" };
        let label = group.first().map(|figure| escape(&figure.group));
        format!(
            "<tbody class=\"{class}\"><tr class=\"group\">\
                 <th colspan=\"5\" scope=\"rowgroup\">{}</th></tr>{rows}</tbody>\n",
            label.unwrap_or_default()
        )
    }))
}

fn figure_row(figure: &FigureComparison, years: (i32, i32)) -> String {
    let class = if figure.is_changed() {
        "changed"
    } else {
        "same"
    };
    let value = |typing: &Option<Typing>, side| match typing {
        None => "<span class=\"none\">无</span>".to_owned(),
        Some(typing) if typing.text.is_empty() => "<span class=\"none\">空白</span>".to_owned(),
        Some(typing) => number(&typing.text, &figure.name.to_string(), side),
    };
    let unit = if figure.unit.is_empty() {
        String::new()
    } else {
        format!("（{}）", figure.unit)
    };
    let difference = figure.difference.as_ref().map(|difference| {
        let unit = if figure.rate { " 个百分点" } else { "" };
        format!("{difference}{unit}")
    });
    format!(
        "<tr class=\"{class}\"><th scope=\"row\">{}{}</th>\
         <td data-head=\"{} 年度\">{}</td><td data-head=\"{} 年度\">{}</td>\
         <td data-head=\"差\">{}</td><td data-head=\"增减\">{}</td></tr>\n",
        escape(&figure.label),
        escape(&unit),
        years.0,
        value(&figure.old, Side::Old),
        years.1,
        value(&figure.new, Side::New),
        escape(&difference.unwrap_or_default()),
        escape(figure.percent.as_deref().unwrap_or_default()),
    )
}

/// The verdicts that changed, each with the figures that moved it.
pub(super) fn verdicts(comparison: &Comparison) -> String {
    if comparison.verdicts.is_empty() {
        return "<p class=\"none\">没有。</p>".to_owned();
    }
    format!(
        "<table class=\"verdicts\" aria-label=\"结论的变化\"><thead><tr><th scope=\"col\">措辞</th>\
         <th scope=\"col\">{} 年度</th><th scope=\"col\">{} 年度</th></tr></thead>\
         <tbody>{}</tbody></table>",
        comparison.old_year,
        comparison.new_year,
        verdict_rows(comparison),
    )
}

fn verdict_rows(comparison: &Comparison) -> String {
    all(comparison.verdicts.iter().map(|change| {
        let why = if change.parts.is_empty() {
            reasons(&change.reasons)
        } else {
            all(change.parts.iter().map(part))
        };
        format!(
            "<tr><th scope=\"row\">{}</th>\
                 <td data-year=\"{} 年度\">{}</td><td data-year=\"{} 年度\">{}{why}</td></tr>\n",
            escape(&change.title()),
            comparison.old_year,
            verdict(&change.old),
            comparison.new_year,
            verdict(&change.new)
        )
    }))
}

fn verdict(verdict: &Verdict) -> String {
    let text = if verdict.text.is_empty() {
        "<span class=\"none\">（不写）</span>".to_owned()
    } else {
        escape(&verdict.text)
    };
    let readings = all(verdict.readings.iter().map(|reading| {
        let reading = escape(reading);
        format!("<span>条件：{reading}</span>　")
    }));
    format!("{text}<div class=\"rule\">{readings}</div>")
}

fn reasons(reasons: &[Reason]) -> String {
    all(reasons.iter().map(|reason| {
        let text = escape(&reason.text);
        format!("<div class=\"rule\">因为 {text}</div>")
    }))
}

/// A part of a sentence that came or went.
fn part(part: &PartChange) -> String {
    let word = if part.is_new { "新增" } else { "删去" };
    let text = escape(&part.text);
    format!("<div>{word}：{text}</div>{}", reasons(&part.reasons))
}

pub(super) fn annexes(comparison: &Comparison) -> String {
    comparison.annexes.iter().map(annex).collect()
}

fn annex(annex: &AnnexComparison) -> String {
    let id = escape(&annex.id);
    let heads = all(annex.columns.iter().map(|column| {
        let side = if column.status == Status::Gone {
            Side::Old
        } else {
            Side::New
        };
        format!(
            "<th scope=\"col\">{}{}</th>",
            pieces(&column.head, side).replace('／', "／<wbr>"),
            one_sided(column.status)
        )
    }));
    let heads_plain: Vec<String> = annex.columns.iter().map(head).collect();
    let rows = annex.rows.iter().map(|of| row(of, &heads_plain));
    let rows: String = rows.collect();
    let title = pieces(&annex.title, Side::New);
    let notes = match pieces(&annex.notes, Side::New) {
        notes if notes.is_empty() => String::new(),
        notes => format!("<p>{notes}</p>"),
    };
    format!(
        "<section class=\"part whole annex\" aria-labelledby=\"s-annex-{id}\">\
         <h3 id=\"s-annex-{id}\" tabindex=\"-1\">{}　{title}{}</h3>\
         <div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}的表\">\
         <table class=\"annex\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{notes}</section>\n",
        escape(&annex.label),
        status_word(annex.status),
        escape(&annex.label),
    )
}

/// What stands over a column, for a cell that stands alone on a narrow screen.
fn head(column: &ColumnComparison) -> String {
    let is_gone = column.status == Status::Gone;
    let text = |piece: &Piece| {
        if is_gone {
            piece.old.clone()
        } else {
            piece.new.clone()
        }
    };
    escape(&column.head.iter().map(text).collect::<String>())
}

fn one_sided(status: Status) -> String {
    match status {
        Status::Same | Status::Changed => String::new(),
        other => status_word(other),
    }
}

fn row(row: &RowComparison, heads: &[String]) -> String {
    let cells: String = row
        .cells
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let head = heads.get(at).map_or("", String::as_str);
            cell(c, head, at == 0, row.status)
        })
        .collect();
    let kinds = if row.status == Status::Same {
        ""
    } else {
        "figure"
    };
    format!("<tr data-kinds=\"{kinds}\">{cells}</tr>\n")
}

fn cell(cell: &CellComparison, head: &str, is_name: bool, status: Status) -> String {
    let shown = |text: &Option<String>, side| {
        let text = text.as_deref().unwrap_or_default();
        match &cell.figure {
            Some(figure) => number(text, &figure.to_string(), side),
            None => escape(text),
        }
    };
    let (old, new) = (shown(&cell.old, Side::Old), shown(&cell.new, Side::New));
    let marked = |tag: &str, word: &str, text: &str| {
        if text.is_empty() {
            format!(
                "<{tag} class=\"figure\"><span class=\"sr\">{word}：</span><span class=\"none\">空白</span></{tag}>"
            )
        } else {
            format!("<{tag} class=\"figure\"><span class=\"sr\">{word}：</span>{text}</{tag}>")
        }
    };
    let content = if cell.is_changed() {
        let old = cell.old.as_ref().map(|_| marked("del", "原", &old));
        let new = cell.new.as_ref().map(|_| marked("ins", "现", &new));
        format!("{}{}", old.unwrap_or_default(), new.unwrap_or_default())
    } else {
        new
    };
    if is_name {
        format!("<th scope=\"row\">{content}{}</th>", one_sided(status))
    } else {
        // An empty cell says nothing where it stands alone.
        let class = if content.is_empty() {
            " class=\"empty\""
        } else {
            ""
        };
        format!("<td{class} data-head=\"{head}\">{content}</td>")
    }
}
