//! Words that a rule chose, changed to what another rule of the same choice would say.

use crate::language::{Piece, Wording};
use crate::model::{Model, Phrase};
use crate::wording::RuleId;

use super::letters::bare;

/// The rule, from 0, that would say a text in place of the one that did; nothing where none would.
pub(super) fn other_rule(model: &Model, rule: &RuleId, text: &str) -> Option<usize> {
    let (_, phrase) = model.phrase_of(&rule.phrase)?;
    let said = phrase.rules.get(rule.index)?;
    if phrase.rules.len() < 2 || fits(&said.say.value, text) {
        return None;
    }
    let mut others = phrase.rules.iter().enumerate();
    let found = others.find(|(at, other)| *at != rule.index && fits(&other.say.value, text));
    found.map(|(at, _)| at)
}

/// Whether rules of a phrase are chosen at all.
pub(super) fn has_choice(phrase: &Phrase) -> bool {
    phrase.rules.len() > 1 || phrase.rules.iter().any(|rule| rule.when.is_some())
}

/// Whether a wording can come to a text: its own words in order, anything in its holes.
fn fits(wording: &Wording, text: &str) -> bool {
    const LEAST: usize = 2;
    let mut rest = text;
    let mut is_open = false;
    let mut letters = 0;
    for piece in &wording.pieces {
        let Piece::Text(words) = piece else {
            is_open = true;
            continue;
        };
        let words = bare(words);
        letters += words.chars().count();
        let found = if is_open {
            rest.find(&words)
        } else {
            rest.starts_with(&words).then_some(0)
        };
        let Some(at) = found else { return false };
        rest = &rest[at + words.len()..];
        is_open = false;
    }
    letters >= LEAST && (is_open || rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_fits_what_it_can_come_to() {
        let wording = Wording::parse("{a.b}套，未完成").unwrap();
        assert!(fits(&wording, "12套，未完成"));
        assert!(!fits(&wording, "12套，完成"));
        assert!(!fits(&wording, "12套，未完成任务"));
    }
}
