//! Names along an axis, in lines.

use super::{SIZE, wide};
use crate::em::Billionths;
use crate::segment;

/// A name in lines of so many points, broken between words; a word that is longer, anywhere.
pub(super) fn lines(name: &str, room: Billionths) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces(name, room) {
        match lines.last_mut() {
            Some(last) if wide(&format!("{last}{piece}")) <= room => last.push_str(&piece),
            _ => lines.push(piece),
        }
    }
    lines
}

/// The words of a name; those that no line holds, character by character.
fn pieces(name: &str, room: Billionths) -> Vec<String> {
    if wide(name) <= room {
        return vec![name.to_owned()];
    }
    let words = segment::words(name).into_iter();
    let words = words.flat_map(|word| {
        if wide(&word) <= room.max(SIZE) {
            vec![word]
        } else {
            word.chars().map(String::from).collect()
        }
    });
    words.collect()
}
