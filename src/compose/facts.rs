//! What the check needs to know of the finished notice.

use std::collections::HashMap;

use crate::check::NoticeFacts;
use crate::model::Model;
use crate::notice::{BlockKind, Notice};
use crate::wording::plain;

/// What the year's texts are held against.
pub fn facts(model: &Model, notice: &Notice) -> NoticeFacts {
    let headings = notice.body.iter().filter_map(|block| {
        let (section, _) = model.phrase_of(&block.id)?;
        let is_heading = matches!(block.kind, BlockKind::Heading { level: 1, .. });
        is_heading.then(|| (section.key.clone(), plain(&block.spans)))
    });
    let spans = notice.body.iter().flat_map(|block| &block.spans);
    let said = spans.filter_map(|span| {
        let rule = span.rule()?;
        let (_, phrase) = model.phrase_of(&rule.phrase)?;
        let place = &phrase.rules.get(rule.index)?.say.place;
        Some((span.text.clone(), place.clone()))
    });
    NoticeFacts {
        annexes: notice.annexes.len(),
        headings: headings.collect::<HashMap<_, _>>(),
        said: said.collect(),
    }
}
