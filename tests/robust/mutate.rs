//! What may happen to a file: the same for the same seed.

use crate::dice::Dice;

const SIGNS: [&str; 30] = [
    "\"",
    "\"\"\"",
    "'",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    "#",
    "\n",
    ",",
    ".",
    "..",
    "\\",
    "-",
    "0",
    "9",
    "1e9",
    "?",
    "，",
    "＝",
    "“",
    "【",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "\0",
    "\u{feff}",
    "𠮷",
];

const VALUES: [&str; 16] = [
    "",
    "0",
    "-1",
    "\"\"",
    "\"?\"",
    "\"待填\"",
    "true",
    "[]",
    "{}",
    "2024-02-30",
    "1.5",
    "99999999999999999999",
    "\"a\\u001bb\"",
    "\"\"\"\n{year}\n\"\"\"",
    "[\"甲\", \"甲\"]",
    "１２",
];

/// The text with up to four things done to it.
pub fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.below(4) {
        text = match dice.below(8) {
            0..2 => of_lines(&text, dice),
            2 => instead_of_a_value(&text, dice),
            3 => tokens_exchanged(&text, dice),
            _ => put_in(&text, dice),
        };
    }
    text
}

/// The text with a byte that is another, and so often no text any more.
pub fn with_other_bytes(text: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(3) {
        if !bytes.is_empty() {
            let at = dice.index(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
        }
    }
    bytes
}

/// Lines exchanged, taken out or doubled.
fn of_lines(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return String::new();
    }
    let (one, other) = (dice.index(lines.len()), dice.index(lines.len()));
    match dice.below(4) {
        0 => lines.swap(one, other),
        1 => lines.insert(other, lines[one]),
        2 => {
            let line = lines.remove(one);
            lines.insert(other.min(lines.len()), line);
        }
        _ => {
            lines.remove(one);
        }
    }
    lines.join("\n") + "\n"
}

fn instead_of_a_value(text: &str, dice: &mut Dice) -> String {
    let keys: Vec<usize> = text.match_indices(" = ").map(|(at, _)| at + 3).collect();
    if keys.is_empty() {
        return text.to_owned();
    }
    let start = keys[dice.index(keys.len())];
    let end = text[start..]
        .find(['\n', '#'])
        .map_or(text.len(), |length| start + length);
    text[..start].to_owned() + VALUES[dice.index(VALUES.len())] + &text[end..]
}

fn tokens_exchanged(text: &str, dice: &mut Dice) -> String {
    let mut tokens: Vec<&str> = text.split_inclusive([' ', '\n', '.', '"', '=']).collect();
    if !tokens.is_empty() {
        let (one, other) = (dice.index(tokens.len()), dice.index(tokens.len()));
        tokens.swap(one, other);
    }
    tokens.concat()
}

/// Some signs put in, in place of none or some.
fn put_in(text: &str, dice: &mut Dice) -> String {
    let start = text.floor_char_boundary(dice.index(text.len() + 1));
    let gone = [0, 0, 1, 3, 40][dice.index(5)];
    let end = text.ceil_char_boundary((start + gone).min(text.len()));
    text[..start].to_owned() + SIGNS[dice.index(SIGNS.len())] + &text[end..]
}

/// A year that can still be finished as often as not: without its totals, some figures and words
/// are others.
pub fn with_other_figures(text: &str, dice: &mut Dice) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.contains("核对用") || line.starts_with('['));
    let lines = lines.map(|line| {
        let (key, rest) = line.split_once(" = ").unwrap_or((line, ""));
        match rest.bytes().next() {
            Some(b'0'..=b'9') if dice.odds(1, 40) && key != "year" => {
                format!("{key} = {}", dice.below(900))
            }
            Some(b'"') if dice.odds(1, 60) => format!("{key} = \"\""),
            _ => line.to_owned(),
        }
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    if dice.odds(1, 6) {
        mutated(&text, dice)
    } else {
        text
    }
}
