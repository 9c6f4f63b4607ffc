//! The names below the text, and the posts of those who sign, each in its lines.

use super::{line, marked, optional, plain, words};
use crate::notice::Notice;
use crate::segment;
use crate::typeset::plan::{AREA, THIRD};
use crate::typeset::title::{self, Word};
use crate::typeset::view::{Line, Run, SignatureView};
use crate::typeset::width::{Billionths, ONE, estimate};
use crate::typeset::{cells, pieces};

/// Seals beside each other (7.3.5.1).
const MOST_SEALS: usize = 3;

pub(super) fn signature(notice: &Notice) -> SignatureView {
    let signature = &notice.signature;
    let count = notice
        .around
        .as_ref()
        .map_or(signature.joint.len(), |around| around.joint_organs.len());
    let (limit, one_line) = if notice.form.is_dated_at_head() {
        NAME_BESIDE_DATE
    } else {
        name_room(1 + count, signature.seal)
    };
    let own = |name: &String| vec![organ_words(name, one_line)];
    let (words, others, date) = match &notice.around {
        None => (
            own(&signature.organ),
            signature.joint.iter().map(own).collect(),
            line(&signature.date),
        ),
        Some(around) => (
            words(&around.organ),
            around
                .joint_organs
                .iter()
                .map(|spans| words(spans))
                .collect::<Vec<_>>(),
            marked(&around.date),
        ),
    };
    let broken = |words: &[Word]| -> Vec<Line> {
        let lines = title::lines(words, limit, &estimate);
        lines.into_iter().map(cells::joined).collect()
    };
    let note = optional(
        notice.signature.note.as_ref(),
        notice.around.as_ref().map(|a| &a.note),
    );
    SignatureView {
        organ: plain(&words.concat()),
        lines: broken(&words),
        joint: others.iter().map(|words| broken(words)).collect(),
        posts: posts(notice),
        date,
        seal: notice.signature.seal,
        note: note.map(|note| pieces::of_paragraph(&note)),
    }
}

/// What 签发人职务 may take up, in em: beside it two characters, a stamp of eight, and four to the
/// edge (7.3.5.3).
const POST_ROOM: Billionths = 14;

/// 签发人职务, each in its lines.
fn posts(notice: &Notice) -> Vec<Vec<Line>> {
    let broken = |words: &[Word]| -> Vec<Line> {
        let lines = title::lines(words, POST_ROOM * ONE, &estimate);
        lines.into_iter().map(cells::joined).collect()
    };
    let one_line = usize::try_from(POST_ROOM).unwrap_or_default();
    match &notice.around {
        None => {
            let posts = notice.signature.posts.iter();
            posts
                .map(|post| broken(&[organ_words(post, one_line)]))
                .collect()
        }
        Some(around) => around
            .posts
            .iter()
            .map(|spans| broken(&words(spans)))
            .collect(),
    }
}

/// How wide a name on the line of its date may be, as of [`name_room`]: one character in from either
/// edge, seven of the date, and one between them.
const NAME_BESIDE_DATE: (Billionths, usize) = (18 * ONE, 18);

/// How wide a name below the text may be, in em, and up to how many characters it is surely one
/// line: sealed names stand beside each other.
fn name_room(organs: usize, seal: bool) -> (Billionths, usize) {
    if !seal || organs == 1 {
        return (AREA.0 * ONE / THIRD - 2 * ONE, 20);
    }
    match organs.div_ceil(organs.div_ceil(MOST_SEALS)) {
        2 => (12 * ONE, 12),
        _ => (7 * ONE, 7),
    }
}

/// The words of the organ's name, or one word where a line holds it anyway.
fn organ_words(name: &str, one_line: usize) -> Word {
    if name.chars().count() <= one_line {
        return line(name);
    }
    segment::words(name).into_iter().map(Run::Plain).collect()
}
