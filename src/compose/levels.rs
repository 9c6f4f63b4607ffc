//! 7.3.3: the levels of headings 一、 （一） 1. （1）. Sections are the first; a line of a text that
//! begins with one of the others and ends without a mark is a heading of that level, and of one
//! that goes on, the first sentence.

use crate::notice::BlockKind;
use crate::wording::{Span, plain};

/// Longer than a line of 28 characters is no heading.
const LONGEST: usize = 28;
const NUMERALS: &str = "一二三四五六七八九十百";

const STOP: char = '。';

/// Marks the sentence that a paragraph begins with as a heading, where it is one.
fn lead(spans: Vec<Span>) -> Vec<Span> {
    let Some((level, _)) = spans.first().and_then(|first| number(&first.text)) else {
        return spans;
    };
    let mut parts = Vec::new();
    let mut is_lead = true;
    for span in spans {
        let end = span.text.find(STOP).filter(|_| is_lead);
        let (lead, rest) = match end {
            Some(at) => span.text.split_at(at + STOP.len_utf8()),
            None if is_lead => (span.text.as_str(), ""),
            None => ("", span.text.as_str()),
        };
        for (text, level) in [(lead, Some(level)), (rest, None)] {
            if !text.is_empty() {
                parts.push(Span {
                    text: text.to_owned(),
                    level,
                    ..span.clone()
                });
            }
        }
        is_lead &= end.is_none();
    }
    // Without a stop nothing tells the heading from what follows it.
    if is_lead {
        for part in &mut parts {
            part.level = None;
        }
    }
    parts
}

/// What a line of a text is. Of a heading, the spans lose its number.
pub(super) fn block(mut spans: Vec<Span>, is_last: bool, in_annex: bool) -> (BlockKind, Vec<Span>) {
    let text = plain(&spans);
    let ends_bare = text.chars().next_back().is_some_and(char::is_alphanumeric);
    let is_short = !text.contains(STOP) && text.chars().count() <= LONGEST;
    // A heading needs something below it.
    let can_be_heading = !is_last && ends_bare && is_short;
    let first = spans.first_mut().filter(|_| can_be_heading);
    let numbered = first.and_then(|first| {
        let chapter = || chapter(&first.text).filter(|_| in_annex);
        Some((number(&first.text).or_else(chapter)?, first))
    });
    let Some(((level, length), first)) = numbered else {
        return (BlockKind::Paragraph, lead(spans));
    };
    let rest = first.text.split_off(length);
    let number = std::mem::replace(&mut first.text, rest);
    spans.retain(|span| !span.text.is_empty());
    (BlockKind::Heading { level, number }, spans)
}

/// 一、: the first level, that of sections; within an annex the text numbers them itself.
fn chapter(text: &str) -> Option<(u8, usize)> {
    let (number, rest) = text.split_once('、')?;
    let is_number = !number.is_empty() && number.chars().all(|c| NUMERALS.contains(c));
    (is_number && !rest.is_empty()).then(|| (1, text.len() - rest.len()))
}

/// The level that a line's number is of, and how many bytes the number has.
fn number(text: &str) -> Option<(u8, usize)> {
    let is_numeral = |c: char| NUMERALS.contains(c);
    let is_digit = |c: char| c.is_ascii_digit();
    if let Some(inside) = text.strip_prefix('（') {
        let (number, rest) = inside.split_once('）')?;
        let level = match number {
            "" => return None,
            number if number.chars().all(is_numeral) => 2,
            number if number.chars().all(is_digit) => 4,
            _ => return None,
        };
        return (!rest.is_empty()).then(|| (level, text.len() - rest.len()));
    }
    let (number, rest) = text.split_once(['.', '．'])?;
    let is_number = !number.is_empty() && number.chars().all(is_digit);
    let goes_on = rest.starts_with(|c: char| !c.is_ascii_digit());
    (is_number && goes_on).then(|| (3, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_may_begin_with_its_heading() {
        let spans = |text: &str| -> Vec<(String, Option<u8>)> {
            let spans = lead(vec![Span::text(text)]).into_iter();
            spans.map(|span| (span.text, span.level)).collect()
        };
        assert_eq!(
            spans("（一）强化责任。各县要落实。"),
            [
                ("（一）强化责任。".to_owned(), Some(2)),
                ("各县要落实。".to_owned(), None)
            ]
        );
        assert_eq!(spans("（城区）2套。"), [("（城区）2套。".to_owned(), None)]);
        assert_eq!(spans("（一）各县"), [("（一）各县".to_owned(), None)]);
    }

    #[test]
    fn lines_that_are_headings_and_lines_that_are_not() {
        for (text, level, number) in [
            ("（一）强化组织领导", 2, "（一）"),
            ("（十二）加快资金支付", 2, "（十二）"),
            ("1.压实责任", 3, "1."),
            ("（3）城区", 4, "（3）"),
        ] {
            let (kind, spans) = block(vec![Span::text(text)], false, false);
            let number = number.to_owned();
            assert_eq!(kind, BlockKind::Heading { level, number });
            assert!(text.ends_with(&plain(&spans)));
        }
        for text in [
            "（一）强化组织领导。各县要高度重视",
            "（一）强化组织领导。",
            "（城区）完成2套",
            "1.5万套",
            "（一）",
            "2024年",
        ] {
            let (kind, spans) = block(vec![Span::text(text)], false, true);
            assert_eq!(kind, BlockKind::Paragraph, "{text}");
            assert_eq!(plain(&spans), text);
        }
        // 一、 is a section's own in the text.
        for (in_annex, level) in [(true, Some(1)), (false, None)] {
            let (kind, _) = block(vec![Span::text("一、填报范围")], false, in_annex);
            let found = match kind {
                BlockKind::Heading { level, .. } => Some(level),
                BlockKind::Paragraph | BlockKind::Footnote { .. } => None,
            };
            assert_eq!(found, level);
        }
    }
}
