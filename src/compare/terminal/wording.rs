use super::Detail;
use super::lines::{Style, Text};
use crate::compare::{
    Cause, Change, Comparison, LineComparison, Piece, SectionComparison, Status, Which, text_of,
};
use crate::width::cut;

fn has_words(line: &LineComparison) -> bool {
    let words = |piece: &Piece| matches!(piece.change, Change::Gone | Change::New);
    line.pieces.iter().any(words)
}

/// Sentences whose words changed; where only figures did, the list of figures says it.
pub(super) fn tell_changed(text: &mut Text, comparison: &Comparison, detail: Detail) {
    let mut lines: Vec<_> = comparison
        .changed_lines()
        .filter(|(_, line)| line.status == Status::Changed && has_words(line))
        .collect();
    if lines.is_empty() {
        return;
    }
    text.title("文字（[-删去-] {+新增+}）");
    let all = lines.len();
    if detail == Detail::Digest {
        lines.retain(|(_, line)| !follows_figures(line));
    }
    if lines.len() < all {
        let more = format!("另有 {} 句只随数据和结论而变", all - lines.len());
        text.item(&[(Style::Dim, &more)]);
    }
    for (_, line) in lines {
        text.item(&[(Style::Dim, &format!("{}　{}", line.name, causes(line)))]);
        let shown = excerpt(&line.pieces);
        let shown: Vec<(Style, &str)> = shown.iter().map(|(s, t)| (*s, t.as_str())).collect();
        text.deeper(&shown);
    }
}

/// Whether no word of it changed but by figures and verdicts.
fn follows_figures(line: &LineComparison) -> bool {
    let causes = line.pieces.iter().filter_map(|piece| piece.cause);
    causes.into_iter().all(|cause| cause == Cause::Verdict)
}

fn causes(line: &LineComparison) -> String {
    let named = [
        (Cause::Verdict, "随数据"),
        (Cause::Template, "模板的措辞"),
        (Cause::Own, "本期自己的文字"),
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
pub(super) fn tell_whole(text: &mut Text, comparison: &Comparison, detail: Detail) {
    let most = match detail {
        Detail::Everything => 118,
        Detail::Digest => 56,
    };
    let kinds = [
        (Status::New, "新增的句子", "+", Style::New),
        (Status::Gone, "删去的句子", "-", Style::Old),
        (Status::Moved, "移动的句子", "~", Style::Moved),
    ];
    for (status, title, mark, style) in kinds {
        let lines: Vec<(&SectionComparison, &LineComparison)> = comparison
            .changed_lines()
            .filter(|(_, line)| line.status == status)
            .collect();
        if lines.is_empty() {
            continue;
        }
        text.title(title);
        for (_, line) in lines {
            let said = text_of(&line.pieces, Which::of(status));
            let name = format!("　{}", line.name);
            let said = format!("{mark} {}", cut(&said, most));
            text.item(&[(style, &said), (Style::Dim, &name)]);
        }
    }
}
