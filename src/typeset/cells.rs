//! Lines of a table's cells, broken before they are laid out.

use super::title::{Word, in_characters, parted};
use super::view::{Line, Run};
use super::width::{Billionths, ONE, estimate, of_runs};

const HAIR: Billionths = ONE / 1000;

/// Lines of a cell, broken between its words; a word that is too long is broken between its parts.
pub(super) fn lines(words: &[Word], limit: Billionths) -> Vec<Line> {
    let mut fitting = Vec::new();
    for word in words {
        if of_runs(word, &estimate) <= limit {
            fitting.push(word.clone());
        } else {
            fitting.extend(parted(std::slice::from_ref(word)));
        }
    }
    let packed = packed(&fitting, limit);
    packed
        .iter()
        .flat_map(|line| even_lines(line, limit))
        .collect()
}

/// Lines of a running text, as full as they go.
pub(super) fn running(text: &str, limit: Billionths) -> Vec<Line> {
    packed(&in_characters(&[Run::plain(text)]), limit)
}

/// Words packed into lines of at most `limit` em, as full as they go.
fn packed(words: &[Word], limit: Billionths) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut left = 0;
    for word in words {
        let width = of_runs(word, &estimate);
        match lines.last_mut() {
            Some(line) if width <= left + HAIR => line.extend_from_slice(word),
            _ => {
                lines.push(word.clone());
                left = limit;
            }
        }
        left -= width;
    }
    lines.into_iter().map(joined).collect()
}

/// Lines of about one length, for a word that no line holds.
fn even_lines(word: &[Run], limit: Billionths) -> Vec<Line> {
    let width = of_runs(word, &estimate);
    let count = rounded_up(width, limit);
    if count <= 1 {
        return vec![word.to_vec()];
    }
    let mut lines: Vec<Line> = vec![Vec::new()];
    let (mut rest, mut filled) = (width, 0);
    for character in in_characters(word) {
        let width = of_runs(&character, &estimate);
        let behind = Billionths::try_from(lines.len()).unwrap_or(count);
        let share = rounded_up(rest, (count - behind + 1).max(1) * ONE) * ONE;
        if filled > 0 && filled + width > limit.min(share) {
            lines.push(Vec::new());
            rest -= filled;
            filled = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.extend(character);
        }
        filled += width;
    }
    lines.into_iter().map(joined).collect()
}

/// How often `unit` goes into `width`, rounded up but for a hundredth.
fn rounded_up(width: Billionths, unit: Billionths) -> Billionths {
    (width - unit / 100 + unit - 1).div_euclid(unit.max(1))
}

/// Neighbours that nothing tells apart as one run.
pub(super) fn joined(line: Line) -> Line {
    let mut runs: Line = Vec::new();
    for run in line {
        match (runs.last_mut(), &run) {
            (Some(Run::Plain(before)), Run::Plain(text)) => before.push_str(text),
            _ => runs.push(run),
        }
    }
    runs
}
