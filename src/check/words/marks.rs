//! Marks and brackets as official usage writes them, each with the right form beside it.

use super::numerals::leading;
use super::text::{Fault, is_hanzi, is_hole, shown};
use crate::diagnostic::Code;
use crate::input::TextKind;

/// Half-width marks and what stands for them among Chinese characters.
const HALF_WIDTH: [(char, char); 9] = [
    (',', '，'),
    ('.', '。'),
    (';', '；'),
    (':', '：'),
    ('?', '？'),
    ('!', '！'),
    ('(', '（'),
    (')', '）'),
    ('"', '”'),
];

const PAIRS: [(char, char); 7] = [
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('‘', '’'),
    ('〔', '〕'),
    ('【', '】'),
];

const STOPS: &str = "，。；：、？！";

pub(super) fn faults(text: &str, kind: TextKind) -> Vec<Fault> {
    let mut faults = cut_off(text);
    faults.extend(half_width(text));
    faults.extend(doubled(text));
    faults.extend(document_numbers(text));
    let mut at = 0;
    for line in text.split('\n') {
        faults.extend(unpaired(line, at));
        if kind == TextKind::Paragraph {
            faults.extend(open_end(line, at));
        }
        at += line.len() + 1;
    }
    faults
}

fn fault(at: usize, token: String, message: String, hint: impl Into<String>) -> Fault {
    Fault {
        at,
        token,
        message,
        hint: hint.into(),
        code: Code::Usage,
        is_note: false,
    }
}

/// 截止 before a time.
fn cut_off(text: &str) -> Vec<Fault> {
    let is_time = |c: char| c.is_ascii_digit() || is_hole(c) || "目年月今上本".contains(c);
    let found = text.match_indices("截止").filter(|(at, word)| {
        let after = text[at + word.len()..].trim_start_matches('到');
        after.starts_with(is_time)
    });
    found
        .map(|(at, word)| {
            let hint = "到某一时间为止写作“截至”";
            fault(at, word.to_owned(), "“截止”是停止的意思".to_owned(), hint)
        })
        .collect()
}

/// Half-width marks beside a hanzi, with it.
fn half_width(text: &str) -> Vec<Fault> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut faults = Vec::new();
    let mut is_open = false;
    for (index, (at, mark)) in characters.iter().enumerate() {
        // Straight quotes do not say which half they are: every other one opens.
        is_open ^= *mark == '"';
        let Some((_, full)) = HALF_WIDTH.iter().find(|(half, _)| half == mark) else {
            continue;
        };
        let beside = |index: Option<usize>| {
            let character = index.and_then(|index| characters.get(index));
            character.map(|(_, c)| *c)
        };
        let before = beside(index.checked_sub(1));
        let after = beside(Some(index + 1));
        let is_chinese = |c: &char| is_hanzi(*c) || "（）《》“”、".contains(*c);
        let (token, start) = match (before.filter(is_chinese), after.filter(is_chinese)) {
            // A point in front of a digit is a decimal one.
            (Some(before), _) if *mark != '.' || !after.is_some_and(|c| c.is_ascii_digit()) => {
                (format!("{before}{mark}"), at - before.len_utf8())
            }
            (None, Some(after)) if *mark != '.' => (format!("{mark}{after}"), *at),
            _ => continue,
        };
        let full = if *mark == '"' && is_open {
            '“'
        } else {
            *full
        };
        let right = token.replace(*mark, &full.to_string());
        let hint = format!("写作“{right}”，中文里用全角标点：，。；：？！（）“”");
        let message = format!("“{token}”里的标点是半角的");
        faults.push(fault(start, token, message, hint));
    }
    faults
}

/// 。。 and ，。: a mark too many.
fn doubled(text: &str) -> Vec<Fault> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let pairs = characters.windows(2).filter_map(|pair| match pair {
        [(at, first), (_, second)] => Some((*at, *first, *second)),
        _ => None,
    });
    let pairs = pairs.filter(|(_, first, second)| {
        STOPS.contains(*first)
            && STOPS.contains(*second)
            && !("？！".contains(*first) && "？！".contains(*second))
    });
    pairs
        .map(|(at, first, second)| {
            let kept = if "。；".contains(second) {
                second
            } else {
                first
            };
            let token = format!("{first}{second}");
            let message = format!("“{token}”多了一个标点");
            fault(at, token, message, format!("只留一个“{kept}”"))
        })
        .collect()
}

/// [2023]11号, （2023）11号, 〔23〕11号, 〔2023〕第011号: not as document numbers are written.
fn document_numbers(text: &str) -> Vec<Fault> {
    const OPENING: [char; 6] = ['[', '(', '（', '【', '［', '〔'];
    const CLOSING: [char; 6] = [']', ')', '）', '】', '］', '〕'];
    let mut faults = Vec::new();
    for (at, opening) in text.char_indices().filter(|(_, c)| OPENING.contains(c)) {
        let inner = &text[at + opening.len_utf8()..];
        // A year has no more than four digits.
        let mut first = inner.char_indices().take(5);
        let Some((end, closing)) = first.find(|(_, c)| CLOSING.contains(c)) else {
            continue;
        };
        let (year, rest) = (&inner[..end], &inner[end + closing.len_utf8()..]);
        let is_year = year.chars().all(|c| c.is_ascii_digit()) && matches!(year.len(), 2 | 4)
            || year.chars().count() == 1 && year.chars().all(is_hole);
        let plain = rest.strip_prefix('第').unwrap_or(rest);
        let number = leading(plain).filter(|number| number.after.starts_with('号'));
        let (true, Some(number)) = (is_year, number) else {
            continue;
        };
        let full = if year.len() == 2 {
            format!("20{year}")
        } else {
            year.to_owned()
        };
        let digits = number.text.trim_start_matches('0');
        let right = format!("〔{}〕{digits}号", shown(&full));
        let between = if plain.len() < rest.len() { "第" } else { "" };
        let token = format!(
            "{opening}{}{closing}{between}{}号",
            shown(year),
            number.text
        );
        if token != right {
            let message = format!("文号“{token}”写得不规范");
            faults.push(fault(at, token, message, format!("写作“{right}”")));
        }
    }
    faults
}

/// Brackets and quotes without their other half.
fn unpaired(line: &str, offset: usize) -> Vec<Fault> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut faults = Vec::new();
    let mut find = |at: usize, mark: char, other: char, side: &str| {
        let message = format!("“{mark}”没有{side}的“{other}”");
        faults.push(fault(
            offset + at,
            mark.to_string(),
            message,
            "请补上，或删掉这一半",
        ));
    };
    for (at, c) in line.char_indices() {
        if PAIRS.iter().any(|(left, _)| *left == c) {
            open.push((at, c));
            continue;
        }
        let Some((left, _)) = PAIRS.iter().find(|(_, right)| *right == c) else {
            continue;
        };
        // A half that has none does not take the others' halves away.
        match open.iter().rposition(|(_, opened)| opened == left) {
            Some(index) => {
                open.remove(index);
            }
            // 1）、2） begin items of a list.
            None if c == '）' && line[..at].ends_with(|c: char| c.is_ascii_digit()) => {}
            None => find(at, c, *left, "前面"),
        }
    }
    for (at, c) in open {
        let right = PAIRS
            .iter()
            .find(|(left, _)| *left == c)
            .map_or(c, |pair| pair.1);
        find(at, c, right, "后面");
    }
    faults
}

/// A paragraph that goes without its stop. A line that is a heading of the text has none.
fn open_end(line: &str, offset: usize) -> Option<Fault> {
    const LONGEST_HEADING: usize = 30;
    let line = line.trim_end();
    let last = line.chars().next_back()?;
    let inner = line.trim_end_matches(['”', '’', '）', '》']);
    let ends = inner.ends_with(['。', '！', '？', '…', '：', '；'])
        || ['.', ',', '，', '、', ';', ':', '?', '!'].contains(&last)
            && !['，', '、'].contains(&last);
    let first = line.trim_start().chars().next()?;
    let is_numbered =
        first == '（' || first.is_ascii_digit() || "一二三四五六七八九十".contains(first);
    if ends || is_numbered && line.chars().count() <= LONGEST_HEADING {
        return None;
    }
    let tail: Vec<char> = line.chars().rev().take(4).collect();
    let tail: String = tail.into_iter().rev().collect();
    let at = offset + line.len() - tail.len();
    let tail = shown(&tail);
    let right = format!("写作“{}。”", tail.trim_end_matches(['，', '、']));
    Some(fault(
        at,
        tail.clone(),
        format!("这一段以“{tail}”结束，末尾没有句号"),
        right,
    ))
}
