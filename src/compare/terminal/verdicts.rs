use super::lines::{Style, Text, cut};
use crate::compare::verdicts::OTHERWISE;
use crate::compare::{Verdict, VerdictChange};

pub(super) fn tell(text: &mut Text, verdicts: &[VerdictChange]) {
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
