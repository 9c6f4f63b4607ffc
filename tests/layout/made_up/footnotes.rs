//! Notes at the foot of a page: on every line, of every length, several on one page.

use hongtou::notice::{Block, BlockKind, Notice};
use hongtou::wording::{NotePart, Span};

use super::{all_clean, annex, lines, notice};

const MARKS: [&str; 4] = ["①", "②", "③", "④"];
const WORDS: &str = "本条所称危旧房指经鉴定为丙级丁级的房屋，不含已列入征收计划的";

/// Puts the mark of a note behind so many characters of a block.
fn marked(block: &Block, at: usize, number: usize) -> Block {
    let text: Vec<char> = block.text().chars().collect();
    let (before, after) = text.split_at(at);
    let mark = Span {
        note: Some(NotePart::Mark(number)),
        ..Span::text(MARKS[number])
    };
    let text = |part: &[char]| Span::text(&part.iter().collect::<String>());
    Block {
        spans: vec![text(before), mark, text(after)],
        ..block.clone()
    }
}

fn note(number: usize, length: usize) -> Block {
    let words: String = WORDS.chars().cycle().take(length).collect();
    Block {
        id: format!("made.note{number}"),
        kind: BlockKind::Footnote {
            mark: MARKS[number].to_owned(),
        },
        spans: vec![Span::text(&(words + "。"))],
    }
}

/// A text with a note in its second paragraph and another in its last.
pub fn with_notes() -> Notice {
    let second = marked(&lines(3, 20), 30, 0);
    let third = marked(&lines(30, 9), 400, 1);
    let body = vec![lines(2, 9), second, note(0, 20), third, note(1, 90)];
    notice(body, vec![annex(None, 6, 4)])
}

#[test]
fn a_note_on_every_line_of_two_pages() {
    all_clean((0..34).map(|line| {
        let text = lines(36, 9);
        let body = vec![marked(&text, 10 + 28 * line, 0), note(0, 30)];
        (format!("line {line}"), notice(body, Vec::new()))
    }));
}

#[test]
fn a_note_behind_every_character_of_a_line() {
    all_clean((1..60).map(|at| {
        let body = vec![marked(&lines(4, 9), at, 0), note(0, 12)];
        (format!("character {at}"), notice(body, Vec::new()))
    }));
}

#[test]
fn notes_of_any_length_under_texts_that_end_on_any_line() {
    all_clean((2..40).flat_map(|count| {
        [5, 60, 150].map(|length| {
            let first = marked(&lines(count, 20), 3, 0);
            let last = marked(&lines(2, 9), 30, 1);
            let body = vec![first, note(0, length), last, note(1, length / 2)];
            let annexes = match count % 3 {
                0 => vec![annex(None, 7, 4)],
                _ => Vec::new(),
            };
            let mut notice = notice(body, annexes);
            notice.signature.seal = count % 2 == 0;
            (format!("{count} lines, {length} characters"), notice)
        })
    }));
}

/// A mark that comes again refers to the note that is there.
#[test]
fn one_note_may_have_several_marks() {
    let mut first = marked(&lines(3, 20), 30, 0);
    let again = marked(&lines(25, 9), 600, 0);
    first.spans.push(Span::text("完成12.5万平方米"));
    first.spans.push(Span {
        note: Some(NotePart::Mark(1)),
        ..Span::text(MARKS[1])
    });
    first.spans.push(Span::text("；进展顺利。"));
    let body = vec![first, note(0, 20), note(1, 9), again];
    all_clean([("two".to_owned(), notice(body, Vec::new()))]);
}
