//! A text of the input, and what it came to in print: which letters of the one are which of the other.

use std::ops::Range;

/// A printed letter of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inked {
    pub c: char,
    /// The hole that it fills, by some number; nothing: it is typed.
    pub hole: Option<usize>,
}

/// Marks that the wording may drop from the end of a text that it goes on from.
const DROPPED: &str = "，。；、：";

/// Where each printed letter stands in the text as it is typed; the letters of a hole stand all of them at
/// its braces. Nothing where what is printed does not follow from the text letter by letter.
pub(super) fn places(raw: &str, printed: &[Inked]) -> Option<Vec<Range<usize>>> {
    let mut places = Vec::with_capacity(printed.len());
    while places.len() < printed.len() {
        let before = places.len();
        once(raw, printed, &mut places)?;
        if places.len() == before {
            return None;
        }
    }
    Some(places)
}

/// The text is printed once.
fn once(raw: &str, printed: &[Inked], places: &mut Vec<Range<usize>>) -> Option<()> {
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let length = c.len_utf8();
        let rest = &raw[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            let next = printed.get(places.len())?;
            if next.c != c {
                return None;
            }
            places.push(at..at + 2);
            at += 2;
            continue;
        }
        if c == '{' {
            let end = at + rest.find('}')? + 1;
            let hole = printed.get(places.len()).and_then(|of| of.hole);
            while let Some(next) = printed.get(places.len())
                && hole.is_some()
                && next.hole == hole
            {
                places.push(at..end);
            }
            at = end;
            continue;
        }
        if let Some(c) = super::letters::plain(c) {
            match printed.get(places.len()) {
                Some(next) if next.c == c && next.hole.is_none() => places.push(at..at + length),
                _ => {
                    let is_dropped = rest
                        .chars()
                        .all(|c| DROPPED.contains(c) || c.is_whitespace());
                    return is_dropped.then_some(());
                }
            }
        }
        at += length;
    }
    Some(())
}

/// Words as a text of the input writes them: braces twice.
pub(super) fn typed(words: &str) -> String {
    words.replace('{', "{{").replace('}', "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inked(text: &str) -> Vec<Inked> {
        let mut hole = None;
        let mut count = 0;
        let mut all = Vec::new();
        for c in text.chars() {
            match c {
                '<' => {
                    count += 1;
                    hole = Some(count);
                }
                '>' => hole = None,
                c => all.push(Inked { c, hole }),
            }
        }
        all
    }

    #[test]
    fn letters_are_found_around_holes_breaks_and_braces() {
        let raw = "甲{a.b}乙\n丙 {{丁}}。";
        let found = places(raw, &inked("甲<12>乙丙{丁}。")).unwrap();
        let texts: Vec<&str> = found.iter().map(|place| &raw[place.clone()]).collect();
        assert_eq!(
            texts,
            ["甲", "{a.b}", "{a.b}", "乙", "丙", "{{", "丁", "}}", "。"]
        );
        // Twice in print, and without its last mark.
        assert_eq!(places("甲乙。", &inked("甲乙甲乙")).unwrap().len(), 4);
        assert_eq!(places("甲乙", &inked("甲丙")), None);
    }
}
