//! The text in pieces: what a line must not cut, and what ends a paragraph.

use super::view::{Piece, Run};
use super::width::{is_han, span, unit};

/// Marks that may not start a line, but that Unicode lets follow a box on a new one (it forbids
/// that only for marks like the comma): they are part of a figure before them.
const CLINGING: &str = "；：！？…—";
/// Marks that a sentence ends with.
const CLOSING: &str = "。！？：；）”";
/// Marks that may stand between a paragraph's last two characters.
const BETWEEN: &str = "，、；：（）“”《》";

/// Where the marks of notes are among the characters of a text: characters that no text has, so that
/// a mark is told from a ① of the text itself.
const NOTES: std::ops::RangeInclusive<char> = '\u{F0000}'..='\u{FFFFD}';

/// The mark of the note of this number, from 0, in a text that is parted into pieces.
pub(super) fn note(number: usize) -> Option<char> {
    let code = u32::from(*NOTES.start()).checked_add(u32::try_from(number).ok()?)?;
    char::from_u32(code).filter(|mark| NOTES.contains(mark))
}

/// The number of the note whose mark a character is, from 0.
pub(super) fn noted(mark: char) -> Option<usize> {
    let number = u32::from(mark).checked_sub(u32::from(*NOTES.start()))?;
    usize::try_from(number).ok().filter(|_| is_note(mark))
}

fn is_note(character: char) -> bool {
    NOTES.contains(&character)
}

/// The pieces of runs: figures with their units, ranges and the numbers of documents are whole.
pub(super) fn of_runs(runs: &[Run]) -> Vec<Piece> {
    runs.iter().flat_map(of_run).collect()
}

/// The same of a paragraph: no line of a single character stands at its end. Its last two stay
/// together, and with the figure or the foreign word that they belong to.
pub(super) fn of_paragraph(runs: &[Run]) -> Vec<Piece> {
    let has_ink = |run: &Run| {
        let mut characters = run.text().chars();
        characters.any(|c| c.is_alphanumeric() || "_%".contains(c))
    };
    // A piece of nothing but marks might begin a line.
    let place = runs.iter().rposition(has_ink);
    let Some(place) = place.or(runs.len().checked_sub(1)) else {
        return Vec::new();
    };
    let last = &runs[place];
    let (before, tail) = last.text().split_at(tail_start(last.text()));
    let mut pieces = of_runs(&runs[..place]);
    pieces.extend(of_run(&last.with(before)));
    if !tail.is_empty() {
        pieces.push(Piece::Tail {
            tail: of_run(&last.with(tail)),
        });
    }
    pieces.extend(of_runs(&runs[place + 1..]));
    pieces
}

fn of_run(run: &Run) -> Vec<Piece> {
    let text = run.text();
    let mut pieces = Vec::new();
    let mut push = |text: &str, is_whole: bool| {
        if !text.is_empty() {
            pieces.push(Piece::new(&run.with(text), is_whole));
        }
    };
    let mut from = 0;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        match whole(&text[at..]) {
            0 => at += first.len_utf8(),
            length => {
                push(&text[from..at], false);
                at += length;
                push(&text[at - length..at], true);
                from = at;
            }
        }
    }
    push(&text[from..], false);
    pieces
}

/// No more marks end a sentence and what it quotes.
const MOST_MARKS: usize = 8;

/// The bytes at the beginning that are never cut; 0 where there are none.
fn whole(text: &str) -> usize {
    let length = match document_number(text) {
        0 => figure(text),
        length => length,
    };
    let first = text.chars().next().map_or(0, char::len_utf8);
    // A mark of a note may stand behind the marks of the sentence: 落实。①
    let base = if length == 0 { first } else { length };
    let is_mark = |c: &char| {
        [CLINGING, CLOSING, BETWEEN]
            .iter()
            .any(|of| of.contains(*c))
    };
    let marks = text[base..].chars().take(MOST_MARKS).take_while(is_mark);
    let behind = base + marks.map(char::len_utf8).sum::<usize>();
    let notes = span(&text[behind..], is_note);
    let length = match (notes, length) {
        (0, 0) => return 0,
        (0, length) => length,
        (notes, _) => behind + notes,
    };
    length + span(&text[length..], |c| CLINGING.contains(c))
}

/// 〔2023〕11号.
fn document_number(text: &str) -> usize {
    let number = |text: &str| {
        let (year, rest) = text.strip_prefix('〔')?.split_once('〕')?;
        let is_year = year.chars().count() == 4 && year.chars().all(is_digit);
        let digits = span(rest, is_digit);
        let behind = rest[digits..].strip_prefix('号')?;
        (is_year && digits > 0).then(|| text.len() - behind.len())
    };
    number(text).unwrap_or(0)
}

/// A figure or a range, with its unit.
fn figure(text: &str) -> usize {
    let mut end = number(text);
    if end == 0 {
        return 0;
    }
    let dash = text[end..].chars().next().filter(|c| "-—–～~".contains(*c));
    if let Some(dash) = dash {
        let upper = number(&text[end + dash.len_utf8()..]);
        if upper > 0 {
            end += dash.len_utf8() + upper;
        }
    }
    end + unit(&text[end..])
}

/// A number with its sign and per cent sign, or a gap to be filled in.
fn number(text: &str) -> usize {
    let gap = span(text, |c| c == '_');
    if gap > 0 {
        return gap;
    }
    let first = text.chars().next().filter(|c| "+-−".contains(*c));
    let sign = first.map_or(0, char::len_utf8);
    if !text[sign..].starts_with(is_digit) {
        return 0;
    }
    // A space that no line is broken at may part the thousands.
    let end = sign + span(&text[sign..], |c| is_digit(c) || ",.\u{a0}".contains(c));
    let last = text[end..].chars().next().filter(|c| "%％‰".contains(*c));
    end + last.map_or(0, char::len_utf8)
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// More bytes than the text of any line has.
const LINE: usize = 400;

/// Where a text's last two characters begin, with what belongs to them.
fn tail_start(text: &str) -> usize {
    let closing = text
        .trim_end_matches(|c| CLOSING.contains(c) || is_note(c))
        .len();
    // A line holds no more: nothing that begins earlier can be kept whole.
    let from = text.floor_char_boundary(closing.saturating_sub(LINE));
    let starts = text[from..].char_indices().map(|(at, _)| from + at);
    let mut starts = starts.filter(|at| reaches(&text[*at..], closing.saturating_sub(*at)));
    starts.next().unwrap_or(0)
}

/// Whether a figure, a foreign word, two characters or one reach so many bytes.
fn reaches(text: &str, bytes: usize) -> bool {
    let with_han = |length: usize| {
        let next = text[length..].chars().next().filter(|c| is_han(*c));
        length + next.map_or(0, char::len_utf8)
    };
    let number = number(text);
    if number > 0 && with_han(number + unit(&text[number..])) >= bytes {
        return true;
    }
    let word = span(text, |c| c.is_ascii_alphanumeric() || "²³".contains(c));
    if word > 0 && with_han(word) >= bytes {
        return true;
    }
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return true;
    };
    if first.len_utf8() >= bytes {
        return true;
    }
    let rest = characters.as_str();
    let marks = rest
        .char_indices()
        .take_while(|(_, c)| BETWEEN.contains(*c) || is_note(*c));
    let marks: usize = marks.take(3).map(|(_, c)| c.len_utf8()).sum();
    let second = rest[marks..].chars().next().filter(|c| c.is_alphanumeric());
    first.is_alphanumeric()
        && second.is_some_and(|c| first.len_utf8() + marks + c.len_utf8() >= bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Plain(text) => text.clone(),
            Piece::Of { text, .. } => format!("[{text}]"),
            Piece::Noted { text, after, .. } => format!("[{text}*{after}]"),
            Piece::Tail { tail } => format!("({})", shown(tail)),
        };
        pieces.iter().map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn figures_are_whole_with_their_units_and_the_marks_that_cling_to_them() {
        for (text, parted) in [
            ("完成37.8万平方米；其中", "完成|[37.8万平方米；]|其中"),
            ("（晋建保字〔2023〕11号）", "（晋建保字|[〔2023〕11号]|）"),
            (
                "增长13%～15%，2021—2023年",
                "增长|[13%～15%]|，|[2021—2023年]",
            ),
            ("完成____套", "完成|[____套]"),
            ("占1.2万km²，-3.5亩", "占|[1.2万km²]|，|[-3.5亩]"),
            ("使用BIM技术", "使用BIM技术"),
            ("计1\u{a0}234\u{a0}567人", "计|[1\u{a0}234\u{a0}567人]"),
            ("出生率5.2‰，", "出生率|[5.2‰]|，"),
            ("投入3.45亿元", "投入|[3.45亿元]"),
        ] {
            assert_eq!(shown(&of_runs(&[Run::plain(text)])), parted);
        }
    }

    #[test]
    fn a_note_stays_with_the_character_or_the_figure_before_it() {
        let mark = note(0).unwrap();
        for (text, parted) in [
            ("改造的棚户区*，完成", "改造的棚户|[区*]|，完成"),
            ("完成37.8万平方米*；其中", "完成|[37.8万平方米*；]|其中"),
            ("要落实。*", "要落|[实。*]"),
        ] {
            let text = text.replace('*', &mark.to_string());
            let shown = shown(&of_runs(&[Run::plain(&text)]));
            assert_eq!(shown.replace(mark, "*"), parted);
        }
        assert_eq!(noted(mark), Some(0));
        assert_eq!(noted('①'), None);
    }

    #[test]
    fn a_paragraphs_last_two_characters_stay_together() {
        for (text, parted) in [
            ("各县要落实。", "各县要|(落实。)"),
            ("完成任务的125.0%。", "完成任务的|([125.0%]|。)"),
            ("改造2037套）。", "改造|([2037套]|）。)"),
            ("推广使用BIM", "推广使用|(BIM)"),
            ("得到肯定，好", "得到肯|(定，好)"),
            ("好", "(好)"),
            ("，。", "|(，。)"),
        ] {
            let parted = parted.trim_start_matches('|');
            assert_eq!(shown(&of_paragraph(&[Run::plain(text)])), parted);
        }
    }
}
