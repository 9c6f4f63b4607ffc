use std::collections::HashSet;

use super::Detail;
use super::lines::{Style, Text};
use crate::compare::{Comparison, FigureComparison, PrintedFigure};
use crate::key::Key;
use crate::width::{cut, left, right, width};

/// So many figures of a group are listed where there are too many.
const MOST_OF_GROUP: usize = 4;

pub(super) fn tell(text: &mut Text, comparison: &Comparison, detail: Detail) {
    let changed: Vec<&FigureComparison> = comparison.changed_figures().collect();
    if changed.is_empty() {
        return;
    }
    text.title("数据");
    for group in changed.chunk_by(|one, other| one.group == other.group) {
        let listed = match detail {
            Detail::Everything => group.to_vec(),
            Detail::Digest => first_of(group, comparison),
        };
        let left = group.len() - listed.len();
        let more = if left > 0 {
            format!("　另有 {left} 项")
        } else {
            String::new()
        };
        text.item(&[(Style::Dim, &format!("{}{more}", group[0].group))]);
        for figure in listed {
            text.raw(&figure_line(figure));
        }
    }
}

/// Those that the text names, rates before others, in their order.
fn first_of<'a>(
    group: &[&'a FigureComparison],
    comparison: &Comparison,
) -> Vec<&'a FigureComparison> {
    let named: HashSet<&Key> = comparison
        .sections
        .iter()
        .flat_map(|section| &section.lines)
        .flat_map(|line| &line.pieces)
        .filter_map(|piece| piece.figure.as_ref())
        .collect();
    let rank = |figure: &FigureComparison| (!named.contains(&figure.name), !figure.rate);
    let mut ranks: Vec<_> = group.iter().map(|figure| rank(figure)).collect();
    ranks.sort_unstable();
    let last = ranks.get(MOST_OF_GROUP - 1).copied();
    let mut listed = group.to_vec();
    listed.retain(|figure| last.is_none_or(|last| rank(figure) <= last));
    let mut by_rank = listed.clone();
    by_rank.sort_by_key(|figure| rank(figure));
    by_rank.truncate(MOST_OF_GROUP);
    listed.retain(|figure| by_rank.iter().any(|other| std::ptr::eq(*other, *figure)));
    listed
}

fn figure_line(figure: &FigureComparison) -> Vec<(Style, String)> {
    const LABEL: usize = 32;
    const VALUE: usize = 9;
    let shown = |side: &Option<PrintedFigure>| match side {
        None => "无".to_owned(),
        Some(printed) if printed.text.is_empty() => "空白".to_owned(),
        Some(printed) => printed.text.clone(),
    };
    let unit = figure.unit_in_brackets();
    let label = short(&figure.label, LABEL - width(&unit)) + &unit;
    let difference = figure.difference.as_ref().map(|difference| {
        let unit = figure.points;
        let percent = figure
            .percent
            .as_ref()
            .map(|percent| format!("　{percent}"));
        format!("　{difference}{unit}{}", percent.unwrap_or_default())
    });
    vec![
        (Style::Plain, format!("    {}", left(&label, LABEL))),
        (Style::Old, right(&shown(&figure.old), VALUE)),
        (Style::Plain, " → ".to_owned()),
        (Style::New, right(&shown(&figure.new), VALUE)),
        (Style::Dim, difference.unwrap_or_default()),
    ]
}

/// A label that is too long loses of whose figure it is before it loses what it is.
fn short(label: &str, room: usize) -> String {
    const LEAST: usize = 8;
    match label.rsplit_once(' ') {
        Some((whose, what)) if width(label) > room => {
            let left = room.saturating_sub(width(what) + 1).max(LEAST);
            cut(&format!("{} {what}", cut(whose, left)), room)
        }
        _ => cut(label, room),
    }
}
