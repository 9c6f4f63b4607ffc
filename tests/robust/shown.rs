//! What cannot be seen never reaches a terminal or a page.

use crate::harness;

/// Controls, signs that turn a line round, and such as nobody sees.
const HIDDEN: [char; 16] = [
    '\u{1b}',
    '\0',
    '\r',
    '\u{7f}',
    '\u{9b}',
    '\u{ad}',
    '\u{200b}',
    '\u{200d}',
    '\u{200f}',
    '\u{2028}',
    '\u{202a}',
    '\u{202e}',
    '\u{2066}',
    '\u{2069}',
    '\u{feff}',
    '\u{e0041}',
];

/// Every place of 2023 where a text stands: in quotes on the right of a key, or an item of a list.
#[test]
fn a_text_with_what_cannot_be_seen_is_refused_wherever_it_stands() {
    let year = harness::year(2023);
    let mut count = 0;
    for (at, quote) in year.match_indices('"') {
        let line = year[..at].rfind('\n').map_or(0, |start| start + 1);
        let before = year[line..at].trim();
        let is_text =
            before.ends_with('=') || before.is_empty() && line < at || before.ends_with(',');
        let follows = year[at + quote.len()..].chars().next().unwrap();
        if !is_text || before.starts_with('#') || !follows.is_alphanumeric() {
            continue;
        }
        let hidden = HIDDEN[count % HIDDEN.len()];
        // As an escape TOML lets anything pass.
        let sign = format!("\\U{:08X}", u32::from(hidden));
        let text = format!("{}{sign}{}", &year[..=at], &year[at + 1..]);
        let refused = harness::errors(&text);
        assert!(
            !refused.is_empty(),
            "U+{:04X} passes in {}",
            u32::from(hidden),
            &year[line..at]
        );
        count += 1;
    }
    assert!(count > 20, "{count} texts");
}

#[test]
fn every_sign_is_refused_and_shown_by_its_number() {
    let year = harness::year(2023);
    for hidden in HIDDEN {
        let sign = format!("\\U{:08X}", u32::from(hidden));
        let county = year.replace("泽州县", &format!("泽{sign}州县"));
        let refused = harness::errors(&county);
        let number = format!("U+{:04X}", u32::from(hidden));
        assert!(
            refused[0].contains("控制字符") && refused[0].contains(&number),
            "{refused:?}"
        );
        // As it stands, in a text, a comment, a key and a name of a table.
        for text in ["# 城区", "begun_target", "targets", "counties = [\""] {
            let raw = year.replacen(text, &format!("{text}{hidden}"), 1);
            harness::read_input(raw.as_bytes());
        }
    }
}
