//! The comparison for a terminal of 80 columns: what changed and nothing that
//! did not; of much, what a reviewer looks at first. Marks tell the changes
//! apart without colour as well.

mod figures;
mod lines;
mod verdicts;
mod wording;

use lines::{Style, Text};

use crate::remarks::Located;

use super::{AnnexComparison, Comparison, Status, Which, text_of};
use crate::width::{cut, width};

/// What is no longer than this is printed whole.
const MOST_LINES: usize = 60;

/// How much of the comparison is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// Everything that changed.
    Everything,
    /// Verdicts, words that nobody's figures changed, the first figures of each group.
    Digest,
}

/// The comparison as lines of at most 80 columns, with colours as ANSI codes:
/// `all` of it, or in short where it is long.
pub fn terminal(comparison: &Comparison, all: bool) -> String {
    let whole = told(comparison, Detail::Everything);
    if all || whole.lines().count() <= MOST_LINES {
        return whole;
    }
    told(comparison, Detail::Digest)
}

fn told(comparison: &Comparison, detail: Detail) -> String {
    let mut text = Text::default();
    let (old, new) = (comparison.old_period, comparison.new_period);
    text.line(&[(Style::Bold, &format!("{old} → {new}"))]);
    for remark in comparison.grounds.remarks() {
        text.line(&[(Style::Warn, &format!("{remark}。"))]);
    }
    if comparison.is_same() {
        text.line(&[(Style::Plain, &format!("没有不同。{}", rolled(comparison)))]);
        remarks(&mut text, &comparison.remarks);
        return text.finish();
    }
    text.line(&[(Style::Plain, &summary(comparison))]);
    stale(&mut text, comparison);
    verdicts::tell(&mut text, &comparison.verdicts);
    figures::tell(&mut text, comparison, detail);
    wording::tell_changed(&mut text, comparison, detail);
    wording::tell_whole(&mut text, comparison, detail);
    annexes(&mut text, &comparison.annexes);
    remarks(&mut text, &comparison.remarks);
    if detail == Detail::Digest {
        text.title("这是摘要：--all 列出全部，--format html 逐项对照");
    }
    text.finish()
}

fn rolled(comparison: &Comparison) -> String {
    match comparison.rolled {
        0 => String::new(),
        count => format!("只因期别顺延而不同的 {count} 处略去。"),
    }
}

/// How much differs, in a line.
pub fn summary(comparison: &Comparison) -> String {
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

/// The remarks of which something is still to be done.
fn remarks(text: &mut Text, remarks: &[Located]) {
    if remarks.is_empty() {
        return;
    }
    text.title(&format!("审稿意见：{} 条待办", remarks.len()));
    for Located { remark, stand } in remarks {
        let place = if stand.place.is_empty() {
            "（原处已经没有了）"
        } else {
            &stand.place
        };
        let head = format!(
            "{}. {place}　{}：{}",
            remark.number, remark.by.who, remark.text
        );
        text.item(&[(Style::Plain, &head)]);
        if stand.is_changed {
            text.deeper(&[(Style::Warn, "所指文字已改")]);
        }
    }
}

fn stale(text: &mut Text, comparison: &Comparison) {
    if comparison.stale.is_empty() {
        return;
    }
    text.title("请核对：可能该随期别变而没有变");
    for stale in &comparison.stale {
        text.item(&[(Style::Warn, &stale.message)]);
    }
}

fn annexes(text: &mut Text, annexes: &[AnnexComparison]) {
    let changed: Vec<&AnnexComparison> = annexes.iter().filter(|annex| !annex.is_same()).collect();
    if changed.is_empty() {
        return;
    }
    text.title("附件");
    for annex in changed {
        let title = text_of(&annex.title, Which::Newer);
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
            one_sided(text, column.status, "栏", &column.title());
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
