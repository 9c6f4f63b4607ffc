//! Widths of texts before they are laid out, from their characters alone.

use super::view::Run;

pub(super) use crate::em::{Billionths, ONE, estimate, times};

/// How wide a text comes out, in em.
pub(super) type Measure<'a> = &'a dyn Fn(&str) -> Billionths;

/// The width of runs that stand one after the other.
pub(super) fn of_runs(runs: &[Run], measure: Measure) -> Billionths {
    runs.iter().map(|run| measure(run.text())).sum()
}

/// Pieces between which a text may break at all: figures with their units and Latin words hold
/// together, and marks stay with what they open or close.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    const OPENING: &str = "[（(“《〔";
    const CLOSING: &str = "，、：；。）)”》〕]";
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let opening = span(rest, |c| OPENING.contains(c));
        let inner = &rest[opening..];
        let inside = match latin(inner) {
            0 => inner.chars().next().map_or(0, char::len_utf8),
            length => length,
        };
        let behind = opening + inside;
        // Nothing but opening marks: the last of them is the piece.
        let length = behind + span(&rest[behind..], |c| CLOSING.contains(c));
        let (piece, after) = rest.split_at(length.max(first.len_utf8()));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// How many bytes the characters of a kind take up at the beginning.
pub(super) fn span(text: &str, is_it: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_it(c)).unwrap_or(text.len())
}

/// The bytes of a number or a Latin word, a range and their unit at the beginning; 0 where there is none.
fn latin(text: &str) -> usize {
    let sign = span(text, |c| "+-".contains(c)).min(1);
    let body = span(&text[sign..], |c| {
        c.is_ascii_alphanumeric() || ".,%％".contains(c)
    });
    if body == 0 {
        return 0;
    }
    let mut end = sign + body;
    let dash = text[end..].chars().next().filter(|c| "-—–～".contains(*c));
    if let Some(dash) = dash {
        let from = end + dash.len_utf8();
        let upper = span(&text[from..], |c| c.is_ascii_digit() || ".,%％".contains(c));
        if upper > 0 {
            end = from + upper;
        }
    }
    end + unit(&text[end..])
}

/// The bytes of a unit at the beginning: 万平方米, 万km², 套; 0 where there is none.
pub(super) fn unit(text: &str) -> usize {
    let many = |text: &str| span(text, |c| "万亿".contains(c));
    let space = span(text, char::is_whitespace);
    let space = text[..space].chars().next().map_or(0, char::len_utf8);
    for from in [space, 0] {
        let from = from + many(&text[from..]);
        let letters = span(&text[from..], |c| c.is_ascii_alphabetic());
        if letters > 0 {
            let power = span(&text[from + letters..], |c| "²³".contains(c));
            return from + letters + power.min('²'.len_utf8());
        }
        if let Some(sign) = text[from..].chars().next().filter(|c| "㎡㎥".contains(*c)) {
            return from + sign.len_utf8();
        }
    }
    chinese_unit(text, many(text))
}

/// A unit in Chinese characters. What stands before it is given back where no unit follows: 3万 is
/// a number of 万.
fn chinese_unit(text: &str, many: usize) -> usize {
    let han = |text: &str| {
        text.chars()
            .next()
            .filter(|c| is_han(*c))
            .map(char::len_utf8)
    };
    let ends = text[..many].char_indices().map(|(at, _)| at);
    let ends = std::iter::once(many).chain(ends.collect::<Vec<_>>().into_iter().rev());
    for from in ends {
        let rest = &text[from..];
        for measure in ["平方", "立方", ""] {
            let Some(after) = rest.strip_prefix(measure) else {
                continue;
            };
            let end = text.len() - after.len();
            if after.starts_with("公里") {
                return end + "公里".len();
            }
            if let Some(length) = han(after) {
                return end + length;
            }
        }
    }
    0
}

/// Chinese characters and marks: as wide as they are high.
pub(super) fn is_full_width(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}')
}

pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fd5}' | '々' | '〇' | '\u{3021}'..='\u{3029}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_their_units_and_marks_their_words() {
        for (text, parted) in [
            ("", ""),
            ("开工37.8万平方米", "开|工|37.8万平方米"),
            ("（其中：续建7600套）", "（其|中：|续|建|7600套）"),
            ("同比13%～15%，好", "同|比|13%～15%，|好"),
            ("占地1.2万km²等", "占|地|1.2万km²|等"),
            ("用BIM、GIS等", "用|BIM、|GIS等"),
            ("完成3万", "完|成|3万"),
            ("“一盘棋”（", "“一|盘|棋”|（"),
        ] {
            assert_eq!(pieces(text).join("|"), parted);
            assert_eq!(pieces(text).concat(), text);
        }
    }
}
