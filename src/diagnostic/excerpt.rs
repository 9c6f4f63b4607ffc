//! The lines of a file that a finding is about, as they may be shown.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::source::{Source, shown};

/// Lines between two places are shown, not folded, up to so many.
const SHOWN_BETWEEN: usize = 3;

/// Lines of a file in which nothing is left that a terminal would obey. All other lines are
/// empty, so that a place costs no more in a long file.
pub(super) struct Excerpt {
    pub text: String,
    /// The number of the first line.
    pub first_line: usize,
    /// The places in the excerpt, in the order in which they were asked for.
    pub spans: Vec<Range<usize>>,
}

impl Excerpt {
    pub fn of(file: &Source, spans: Vec<Range<usize>>) -> Self {
        let mut wanted = BTreeSet::new();
        for span in &spans {
            wanted.extend(file.line(span.start)..=file.line(span.end.max(span.start)));
        }
        let lines: Vec<usize> = wanted.iter().copied().collect();
        for pair in lines.windows(2) {
            if pair[1] - pair[0] <= SHOWN_BETWEEN + 1 {
                wanted.extend(pair[0]..pair[1]);
            }
        }
        let first_line = wanted.first().copied().unwrap_or(1);
        let mut text = String::new();
        let mut starts = BTreeMap::new();
        let mut last = first_line;
        for line in wanted {
            text.push_str(&"\n".repeat(line - last));
            starts.insert(line, text.len());
            text.push_str(&shown(&file.text[file.line_span(line)]));
            last = line;
        }
        let moved = |at: usize| {
            let at = file.text.floor_char_boundary(at);
            let line = file.line(at);
            let before = &file.text[file.line_span(line).start..at];
            starts
                .get(&line)
                .map_or(0, |start| start + shown(before).len())
        };
        let spans = spans.into_iter().map(|span| {
            let start = moved(span.start);
            start..moved(span.end).max(start)
        });
        Self {
            spans: spans.collect(),
            first_line,
            text,
        }
    }
}
