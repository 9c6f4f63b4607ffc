//! Two sets of changes of one text, as of two hands that worked on copies of it: which were made on one side
//! alone, which on both.

use std::ops::Range;

use super::align::Hunk;

/// Who made a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The file's: a reviewer made it.
    File,
    /// The input's or the templates', since the file was sent.
    Ours,
    /// Both changed the same words, to different ones.
    Both,
    /// Both changed them to the same.
    Agreed,
}

/// A stretch of the text that was sent, and what became of it on either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    pub sent: Range<usize>,
    pub now: Range<usize>,
    pub file: Range<usize>,
    pub whose: Whose,
}

/// Lays the changes of both sides over one another; `is_same` says whether a stretch of the one says the same as
/// one of the other.
pub(super) fn merged(
    ours: Vec<Hunk>,
    theirs: Vec<Hunk>,
    is_same: impl Fn(&Range<usize>, &Range<usize>) -> bool,
) -> Vec<Merged> {
    let ours = ours.into_iter().map(|hunk| (true, hunk));
    let mut all: Vec<(bool, Hunk)> = ours
        .chain(theirs.into_iter().map(|of| (false, of)))
        .collect();
    all.sort_by_key(|(is_ours, hunk)| (hunk.one.start, hunk.one.end, !is_ours));
    let mut found: Vec<Merged> = Vec::new();
    let (mut now, mut file) = (0, 0);
    let mut rest = all.into_iter().peekable();
    while let Some((is_ours, first)) = rest.next() {
        let mut sent = first.one.clone();
        let start = (shifted(sent.start, now), shifted(sent.start, file));
        let mut sides = [is_ours, !is_ours];
        let mut take = |is_ours: bool, hunk: &Hunk| {
            let shift = if is_ours { &mut now } else { &mut file };
            *shift = distance(hunk.one.end, hunk.other.end);
        };
        take(is_ours, &first);
        while let Some((is_ours, next)) = rest.next_if(|(_, next)| touch(&sent, &next.one)) {
            sent.end = sent.end.max(next.one.end);
            sides[usize::from(!is_ours)] = true;
            take(is_ours, &next);
        }
        let mut change = Merged {
            now: start.0..shifted(sent.end, now),
            file: start.1..shifted(sent.end, file),
            sent,
            whose: if sides[0] { Whose::Ours } else { Whose::File },
        };
        if sides == [true, true] {
            let same = is_same(&change.now, &change.file);
            change.whose = if same { Whose::Agreed } else { Whose::Both };
        }
        found.push(change);
    }
    agreed(found, is_same)
}

/// The same words put in or taken out on both sides may be found at two places beside one another.
fn agreed(
    found: Vec<Merged>,
    is_same: impl Fn(&Range<usize>, &Range<usize>) -> bool,
) -> Vec<Merged> {
    let mut kept: Vec<Merged> = Vec::new();
    for change in found {
        let sides = kept.last().map(|last| (last.whose, change.whose));
        if let (Some((Whose::File, Whose::Ours) | (Whose::Ours, Whose::File)), Some(last)) =
            (sides, kept.last_mut())
        {
            let (now, file) = (
                last.now.start..change.now.end,
                last.file.start..change.file.end,
            );
            if is_same(&now, &file) {
                *last = Merged {
                    sent: last.sent.start..change.sent.end,
                    now,
                    file,
                    whose: Whose::Agreed,
                };
                continue;
            }
        }
        kept.push(change);
    }
    kept
}

fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    if one.is_empty() || other.is_empty() {
        return one.start <= other.end && other.start <= one.end;
    }
    one.start < other.end && other.start < one.end
}

/// By how much places move from the one text to the other.
fn distance(from: usize, to: usize) -> isize {
    to.cast_signed().wrapping_sub(from.cast_signed())
}

fn shifted(at: usize, by: isize) -> usize {
    at.saturating_add_signed(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One letter of the text that was sent in place of some, on either side.
    fn hunk(from: usize, to: usize, shift: usize, length: usize) -> Hunk {
        Hunk {
            one: from..to,
            other: from + shift..from + shift + length,
        }
    }

    #[test]
    fn changes_are_of_one_side_or_of_both() {
        // 甲乙丙丁戊 became 甲子丙丁戊 here and 甲乙丙丑寅 there.
        let found = merged(vec![hunk(1, 2, 0, 1)], vec![hunk(3, 5, 0, 2)], |_, _| false);
        let whose: Vec<Whose> = found.iter().map(|of| of.whose).collect();
        assert_eq!(whose, [Whose::Ours, Whose::File]);
        // Something longer before shifts what stands behind it on that side alone.
        let found = merged(vec![hunk(0, 0, 0, 3)], vec![hunk(2, 3, 0, 1)], |_, _| false);
        assert_eq!((found[1].now.clone(), found[1].file.clone()), (5..6, 2..3));
        let both = merged(vec![hunk(1, 3, 0, 1)], vec![hunk(2, 4, 0, 1)], |_, _| false);
        assert_eq!((both.len(), both[0].whose), (1, Whose::Both));
        assert_eq!((both[0].sent.clone(), both[0].now.clone()), (1..4, 1..3));
        let same = merged(vec![hunk(1, 2, 0, 1)], vec![hunk(1, 2, 0, 1)], |_, _| true);
        assert_eq!(same[0].whose, Whose::Agreed);
        // What is put in just before a word that the other side changed is of both.
        let beside = merged(vec![hunk(2, 3, 0, 1)], vec![hunk(2, 2, 0, 1)], |_, _| false);
        assert_eq!((beside.len(), beside[0].whose), (1, Whose::Both));
    }
}
