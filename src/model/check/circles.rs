//! Phrases that come to say themselves.

use std::collections::HashSet;

use super::Checker;
use crate::diagnostic::Code;
use crate::language::{Condition, Operand, Piece};
use crate::model::{Meaning, Model, Phrase, PhraseSource, Section};

impl Checker<'_> {
    /// Phrases that say themselves, directly or through others.
    pub(super) fn circles(&mut self) {
        for section in &self.model.sections {
            for phrase in &section.phrases {
                let mut seen = HashSet::new();
                if says(
                    self.model,
                    section,
                    phrase,
                    (&section.key, &phrase.key),
                    &mut seen,
                ) {
                    self.fault(
                        Code::BadTemplate,
                        &phrase.place,
                        format!("措辞“{}”绕回了自己", phrase.key),
                    );
                }
            }
        }
    }
}

/// Whether `phrase` comes to say the phrase `wanted`.
fn says(
    model: &Model,
    section: &Section,
    phrase: &Phrase,
    wanted: (&str, &str),
    seen: &mut HashSet<(String, String)>,
) -> bool {
    let mut names: Vec<&str> = Vec::new();
    for rule in &phrase.rules {
        for piece in &rule.say.value.pieces {
            match piece {
                Piece::Name { name, .. } => names.push(name),
                Piece::Call { arguments, .. } => names.extend(arguments.iter().map(String::as_str)),
                Piece::Text(_) | Piece::Year(_) => {}
            }
        }
        if let Some(when) = &rule.when {
            when.value.walk(&mut |leaf| {
                if let Condition::Compare { left, right, .. } = leaf {
                    names.extend(
                        [left, right]
                            .into_iter()
                            .filter_map(|operand| match operand {
                                Operand::Count(name) => Some(name.as_str()),
                                _ => None,
                            }),
                    );
                }
            });
        }
    }
    if let PhraseSource::Merge(merge) = &phrase.source {
        names.extend(merge.of.iter().map(|of| of.value.as_str()));
    }
    if let PhraseSource::Each(each) = &phrase.source
        && let Some(source) = model.item_source(section, &each.of.value)
    {
        // A word of the item goes before a phrase of the same name.
        let locals = source.names(model);
        names.retain(|name| !locals.iter().any(|(local, _)| local == name));
    }
    names
        .iter()
        .any(|name| match model.meaning(Some(section), name) {
            Some(Meaning::Phrase(section, phrase)) => {
                (section.key.as_str(), phrase.key.as_str()) == wanted
                    || (seen.insert((section.key.clone(), phrase.key.clone()))
                        && says(model, section, phrase, wanted, seen))
            }
            _ => false,
        })
}
