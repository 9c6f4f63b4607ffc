//! The comparison for a terminal of 80 columns: what changed and nothing that
//! did not; of much, what a reviewer looks at first. Marks tell the changes
//! apart without colour as well.

mod lines;

use std::collections::HashSet;

use lines::{Style, Text, cut, pad, width};

use super::{
    AnnexComparison, Cause, Change, Comparison, FigureComparison, Line, Piece, SectionComparison,
    Status, Verdict, VerdictChange,
};
use crate::compare::verdicts::OTHERWISE;

/// What is no longer than this is printed whole.
const MOST_LINES: usize = 60;
/// So many figures of a group are listed where there are too many.
const MOST_OF_GROUP: usize = 4;

/// How much of the comparison is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Everything that changed.
    Whole,
    /// Verdicts, words that nobody's figures changed, the first figures of each group.
    Short,
}

/// The comparison as lines of at most 80 columns, with colours as ANSI codes:
/// `all` of it, or in short where it is long.
pub fn terminal(comparison: &Comparison, all: bool) -> String {
    let whole = told(comparison, Extent::Whole);
    if all || whole.lines().count() <= MOST_LINES {
        return whole;
    }
    told(comparison, Extent::Short)
}

fn told(comparison: &Comparison, extent: Extent) -> String {
    let mut text = Text::default();
    let years = (comparison.old_year, comparison.new_year);
    text.line(&[(Style::Bold, &format!("{} 年度 → {} 年度", years.0, years.1))]);
    if comparison.is_same() {
        text.line(&[(Style::Plain, &format!("没有不同。{}", rolled(comparison)))]);
        return text.finish();
    }
    text.line(&[(Style::Plain, &summary(comparison))]);
    stale(&mut text, comparison);
    verdicts(&mut text, &comparison.verdicts);
    figures(&mut text, comparison, extent);
    wording(&mut text, comparison, extent);
    whole_lines(&mut text, comparison, extent);
    annexes(&mut text, &comparison.annexes);
    if extent == Extent::Short {
        text.title("这是摘要：--all 列出全部，--format html 逐项对照");
    }
    text.finish()
}

fn rolled(comparison: &Comparison) -> String {
    match comparison.rolled {
        0 => String::new(),
        count => format!("只因年度顺延而不同的 {count} 处略去。"),
    }
}

fn summary(comparison: &Comparison) -> String {
    let lines = |wanted| comparison.lines_of(wanted);
    let cells: usize = comparison
        .annexes
        .iter()
        .map(AnnexComparison::changed_cells)
        .sum();
    let counts = [
        ("数据变了", comparison.changed_figures().count(), "项"),
        ("结论变了", comparison.verdicts.len(), "处"),
        ("句子变了", lines(Status::Changed), "句"),
        ("新增", lines(Status::New), "句"),
        ("删去", lines(Status::Gone), "句"),
        ("移动", lines(Status::Moved), "句"),
        ("附件变了", cells, "格"),
    ];
    let counts = counts.into_iter().filter(|(_, count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(what, count, unit)| format!("{what} {count} {unit}"))
        .collect();
    let rolled = rolled(comparison);
    if counts.is_empty() {
        return rolled;
    }
    format!("{}。{rolled}", counts.join("，"))
}

fn stale(text: &mut Text, comparison: &Comparison) {
    if comparison.stale.is_empty() {
        return;
    }
    text.title("请核对：可能该随年度变而没有变");
    for stale in &comparison.stale {
        text.item(&[
            (Style::Warn, &stale.message),
            (Style::Dim, &format!("　{}", stale.name)),
        ]);
    }
}

fn verdicts(text: &mut Text, verdicts: &[VerdictChange]) {
    if verdicts.is_empty() {
        return;
    }
    text.title("结论");
    for change in verdicts {
        let row = change.row.as_ref().map(|row| format!("（{row}）"));
        let name = format!("　{}{}", change.phrase, row.unwrap_or_default());
        let (old, new) = (&change.old, &change.new);
        if old.rules.len() == 1 && new.rules.len() == 1 {
            let shown = |said: &str| match said {
                "" => "（不写）".to_owned(),
                said => cut(said, 40),
            };
            text.item(&[
                (Style::Old, &shown(&old.text)),
                (Style::Plain, " → "),
                (Style::New, &shown(&new.text)),
                (Style::Dim, &name),
            ]);
            text.deeper(&[(Style::Dim, &reason(old, new))]);
            continue;
        }
        // Of many parts, those that came or went: the sentence itself is shown below.
        text.item(&[(Style::Dim, name.trim_start_matches('　'))]);
        for (mark, style, verdict, other) in
            [("-", Style::Old, old, new), ("+", Style::New, new, old)]
        {
            for reading in &verdict.readings {
                if !other.readings.contains(reading) {
                    text.deeper(&[(style, &format!("{mark} {reading}"))]);
                }
            }
        }
    }
}

/// Which rule decides now, or which one no longer does.
fn reason(old: &Verdict, new: &Verdict) -> String {
    match (old.readings.as_slice(), new.readings.as_slice()) {
        ([was], [is]) if is == OTHERWISE => format!("不再有：{was}"),
        (_, [is]) => format!("因为：{is}"),
        _ => String::new(),
    }
}

fn figures(text: &mut Text, comparison: &Comparison, extent: Extent) {
    let changed: Vec<&FigureComparison> = comparison.changed_figures().collect();
    if changed.is_empty() {
        return;
    }
    text.title("数据");
    for group in changed.chunk_by(|one, other| one.group == other.group) {
        let listed = match extent {
            Extent::Whole => group.to_vec(),
            Extent::Short => first_of(group, comparison),
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
    let named: HashSet<&str> = comparison
        .sections
        .iter()
        .flat_map(|section| &section.lines)
        .flat_map(|line| &line.pieces)
        .filter_map(|piece| piece.figure.as_deref())
        .collect();
    let rank = |figure: &FigureComparison| (!named.contains(figure.name.as_str()), !figure.rate);
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
    let shown = |side: &Option<super::Typing>| match side {
        None => "无".to_owned(),
        Some(typing) if typing.text.is_empty() => "空白".to_owned(),
        Some(typing) => typing.text.clone(),
    };
    let unit = match figure.unit.as_str() {
        "" => String::new(),
        unit => format!("（{unit}）"),
    };
    let label = cut(&figure.label, LABEL - width(&unit)) + &unit;
    let difference = figure.difference.as_ref().map(|difference| {
        let unit = if figure.rate { "个百分点" } else { "" };
        let percent = figure
            .percent
            .as_ref()
            .map(|percent| format!("　{percent}"));
        format!("　{difference}{unit}{}", percent.unwrap_or_default())
    });
    vec![
        (Style::Plain, format!("    {}", pad(&label, LABEL, false))),
        (Style::Old, pad(&shown(&figure.old), VALUE, true)),
        (Style::Plain, " → ".to_owned()),
        (Style::New, pad(&shown(&figure.new), VALUE, true)),
        (Style::Dim, difference.unwrap_or_default()),
    ]
}

fn has_words(line: &Line) -> bool {
    let words = |piece: &Piece| matches!(piece.change, Change::Gone | Change::New);
    line.pieces.iter().any(words)
}

/// Sentences whose words changed; where only figures did, the list of figures says it.
fn wording(text: &mut Text, comparison: &Comparison, extent: Extent) {
    let mut lines: Vec<_> = comparison
        .changed_lines()
        .filter(|(_, line)| line.status == Status::Changed && has_words(line))
        .collect();
    if lines.is_empty() {
        return;
    }
    text.title("文字（[-删去-] {+新增+}）");
    let all = lines.len();
    if extent == Extent::Short {
        lines.retain(|(_, line)| !follows_figures(line));
    }
    if lines.len() < all {
        let more = format!("另有 {} 句只随数据和结论而变", all - lines.len());
        text.item(&[(Style::Dim, &more)]);
    }
    for (_, line) in lines {
        text.item(&[(Style::Dim, &format!("{}　{}", line.id, causes(line)))]);
        let shown = excerpt(&line.pieces);
        let shown: Vec<(Style, &str)> = shown.iter().map(|(s, t)| (*s, t.as_str())).collect();
        text.deeper(&shown);
    }
}

/// Whether no word of it changed but by figures and verdicts.
fn follows_figures(line: &Line) -> bool {
    let causes = line.pieces.iter().filter_map(|piece| piece.cause);
    causes.into_iter().all(|cause| cause == Cause::Verdict)
}

fn causes(line: &Line) -> String {
    let named = [
        (Cause::Verdict, "随数据"),
        (Cause::Template, "模板的措辞"),
        (Cause::Own, "本年自己的文字"),
    ];
    let has = |cause| line.pieces.iter().any(|piece| piece.cause == Some(cause));
    let named: Vec<&str> = named
        .into_iter()
        .filter(|(cause, _)| has(*cause))
        .map(|(_, name)| name)
        .collect();
    named.join("、")
}

/// The changed words and a little of what stands around them.
fn excerpt(pieces: &[Piece]) -> Vec<(Style, String)> {
    const BESIDE: usize = 10;
    let is_words = |at: usize| {
        let piece = pieces.get(at);
        piece.is_some_and(|piece| matches!(piece.change, Change::Gone | Change::New))
    };
    let mut shown = Vec::new();
    let mut quiet = String::new();
    let flush = |quiet: &mut String, is_last: bool, shown: &mut Vec<(Style, String)>| {
        let all: Vec<char> = quiet.chars().collect();
        let head = if shown.is_empty() { 0 } else { BESIDE };
        let tail = if is_last { 0 } else { BESIDE };
        let kept = if all.len() <= head + tail + 1 {
            quiet.clone()
        } else {
            let first: String = all.iter().take(head).collect();
            let last: String = all[all.len() - tail..].iter().collect();
            format!("{first}…{last}")
        };
        if !kept.is_empty() {
            shown.push((Style::Plain, kept));
        }
        quiet.clear();
    };
    for (at, piece) in pieces.iter().enumerate() {
        if !is_words(at) {
            quiet.push_str(&piece.new);
            continue;
        }
        flush(&mut quiet, false, &mut shown);
        let (style, open, close) = match piece.change {
            Change::Gone => (Style::Old, "[-", "-]"),
            _ => (Style::New, "{+", "+}"),
        };
        // A run of pieces of one kind is marked once.
        let same = |other: Option<&Piece>| other.is_some_and(|other| other.change == piece.change);
        let open = if at > 0 && same(pieces.get(at - 1)) {
            ""
        } else {
            open
        };
        let close = if same(pieces.get(at + 1)) { "" } else { close };
        shown.push((style, format!("{open}{}{}{close}", piece.old, piece.new)));
    }
    flush(&mut quiet, true, &mut shown);
    shown
}

/// Sentences that only one of the two has, or that stand elsewhere.
fn whole_lines(text: &mut Text, comparison: &Comparison, extent: Extent) {
    let most = match extent {
        Extent::Whole => 118,
        Extent::Short => 56,
    };
    let kinds = [
        (Status::New, "新增的句子", "+", Style::New),
        (Status::Gone, "删去的句子", "-", Style::Old),
        (Status::Moved, "移动的句子", "~", Style::Moved),
    ];
    for (status, title, mark, style) in kinds {
        let lines: Vec<(&SectionComparison, &Line)> = comparison
            .changed_lines()
            .filter(|(_, line)| line.status == status)
            .collect();
        if lines.is_empty() {
            continue;
        }
        text.title(title);
        for (_, line) in lines {
            let new = status != Status::Gone;
            let said: String = line
                .pieces
                .iter()
                .map(|piece| {
                    if new {
                        piece.new.as_str()
                    } else {
                        piece.old.as_str()
                    }
                })
                .collect();
            let name = format!("　{}", line.id);
            let said = format!("{mark} {}", cut(&said, most));
            text.item(&[(style, &said), (Style::Dim, &name)]);
        }
    }
}

fn annexes(text: &mut Text, annexes: &[AnnexComparison]) {
    let changed: Vec<&AnnexComparison> = annexes.iter().filter(|annex| !annex.is_same()).collect();
    if changed.is_empty() {
        return;
    }
    text.title("附件");
    for annex in changed {
        let title: String = annex.title.iter().map(|piece| piece.new.as_str()).collect();
        let cells = match annex.changed_cells() {
            0 => String::new(),
            count => format!("　{count} 格变了"),
        };
        let name = cut(&format!("{}　{title}", annex.label), 64);
        text.item(&[(Style::Plain, &name), (Style::Dim, &cells)]);
        for row in &annex.rows {
            one_sided(text, row.status, "行", &row.name);
        }
        for column in &annex.columns {
            let of = |gone: bool| -> String {
                let text = |piece: &Piece| {
                    if gone {
                        piece.old.clone()
                    } else {
                        piece.new.clone()
                    }
                };
                column.head.iter().map(text).collect()
            };
            let is_gone = column.status == Status::Gone;
            one_sided(text, column.status, "栏", &of(is_gone));
        }
    }
}

fn one_sided(text: &mut Text, status: Status, what: &str, name: &str) {
    let (style, mark) = match status {
        Status::New => (Style::New, "+ 新增"),
        Status::Gone => (Style::Old, "- 删去"),
        Status::Moved => (Style::Moved, "~ 移动"),
        Status::Same | Status::Changed => return,
    };
    let name = cut(name, 60usize.saturating_sub(width(mark)));
    text.deeper(&[(style, &format!("{mark}{what} {name}"))]);
}
