use super::lines::{Style, Text};
use crate::compare::verdicts::OTHERWISE;
use crate::compare::{Reason, Verdict, VerdictChange};
use crate::width::{cut, width};

/// How many reasons are told of one change; the others are counted.
const MOST: usize = 6;

/// A longer text is cut.
const WIDEST: usize = 40;

pub(super) fn tell(text: &mut Text, verdicts: &[VerdictChange]) {
    if verdicts.is_empty() {
        return;
    }
    text.title("结论");
    for change in verdicts {
        let name = change.title();
        if change.parts.is_empty() {
            choice(text, &name, change);
        } else {
            parts(text, &name, change);
        }
    }
}

fn choice(text: &mut Text, name: &str, change: &VerdictChange) {
    let begins_alike = shared(&change.old.text, &change.new.text);
    let shown = |said: &str| match said {
        "" => "（不写）".to_owned(),
        said if width(said) > WIDEST && begins_alike > 0 => {
            cut(&format!("…{}", &said[begins_alike..]), WIDEST)
        }
        said => cut(said, WIDEST),
    };
    text.item(&[
        (Style::Dim, &format!("{name}：")),
        (Style::Old, &shown(&change.old.text)),
        (Style::Plain, " → "),
        (Style::New, &shown(&change.new.text)),
    ]);
    reasons(text, &change.reasons);
    if change.reasons.is_empty() {
        text.deeper(&[(Style::Dim, &rule(&change.old, &change.new))]);
    }
}

/// How many bytes of whole clauses two texts begin with alike.
fn shared(old: &str, new: &str) -> usize {
    let both = old.char_indices().zip(new.chars());
    let alike = both.take_while(|((_, old), new)| old == new);
    let marks = alike.filter(|((_, mark), _)| "，；：。".contains(*mark));
    marks
        .last()
        .map_or(0, |((at, mark), _)| at + mark.len_utf8())
}

/// Of many parts, those that came or went: the sentence itself is shown below.
fn parts(text: &mut Text, name: &str, change: &VerdictChange) {
    text.item(&[(Style::Dim, &format!("{name}："))]);
    for part in &change.parts {
        let (style, mark) = if part.is_new {
            (Style::New, "+")
        } else {
            (Style::Old, "-")
        };
        text.deeper(&[(style, &format!("{mark} {}", cut(&part.text, 60)))]);
        reasons(text, &part.reasons);
    }
}

fn reasons(text: &mut Text, reasons: &[Reason]) {
    for reason in reasons.iter().take(MOST) {
        text.deeper(&[(Style::Dim, &format!("因为 {}", reason.text))]);
    }
    if reasons.len() > MOST {
        let more = format!("另有 {} 条理由，见 --format json", reasons.len() - MOST);
        text.deeper(&[(Style::Dim, &more)]);
    }
}

/// Without a figure that differs it is the rule that does.
fn rule(old: &Verdict, new: &Verdict) -> String {
    match (old.readings.as_slice(), new.readings.as_slice()) {
        ([was], [is]) if is == OTHERWISE => format!("模板的条件改了，原为：{was}"),
        (_, [is]) => format!("模板的条件改了，现为：{is}"),
        _ => "模板的条件改了".to_owned(),
    }
}
