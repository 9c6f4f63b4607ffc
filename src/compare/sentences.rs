use std::collections::HashMap;

use super::align::{Pair, by_likeness};
use super::tokens::{Token, TokenKey};

/// Below this, in per mille, two sentences are not the same one changed.
const LEAST: usize = 350;
/// A sentence that stands elsewhere has to be this like.
const LEAST_MOVED: usize = 850;

/// Cuts a paragraph behind each 。！？ and the closing marks that follow it.
pub(super) fn cut(tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let mut sentences: Vec<Vec<Token>> = Vec::new();
    let mut ended = true;
    for token in tokens {
        let is_closing =
            !token.text.is_empty() && token.text.chars().all(|c| "”’）》】".contains(c));
        if ended && !is_closing {
            sentences.push(Vec::new());
            ended = false;
        }
        ended |= token.text.ends_with(['。', '！', '？']);
        if let Some(last) = sentences.last_mut() {
            last.push(token);
        } else {
            sentences.push(vec![token]);
        }
    }
    sentences
}

/// Which sentence of the one paragraph is which of the other.
pub(super) fn pair(old: &[Vec<Token>], new: &[Vec<Token>]) -> Vec<Pair> {
    let likeness = |i: usize, j: usize| likeness(&old[i], &new[j]);
    by_likeness((old.len(), new.len()), likeness, LEAST, LEAST_MOVED)
}

/// How much two sentences have in common, in per mille of both.
pub(super) fn likeness(old: &[Token], new: &[Token]) -> usize {
    let mut counts: HashMap<&TokenKey, usize> = HashMap::new();
    for token in old {
        *counts.entry(&token.key).or_default() += 1;
    }
    let common = new.iter().filter(|token| {
        counts.get_mut(&token.key).is_some_and(|count| {
            let is_left = *count > 0;
            *count = count.saturating_sub(1);
            is_left
        })
    });
    2000 * common.count() / (old.len() + new.len()).max(1)
}
