//! Every text of the year's own: years left over, figures typed although the
//! input has them, marks that official usage writes otherwise; and, against the
//! finished notice, what the texts claim and to which annexes they refer.

mod annexes;
mod claims;
mod figures;
mod marks;
mod numerals;
mod text;
mod years;

use std::cell::LazyCell;
use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::figures::Figures;
use crate::input::{InputText, Inputs, TextKind};
use crate::model::Model;
use crate::source::{Place, Sources};
use crate::verdict::Judge;
use figures::KnownFigures;
use text::{Fault, flat};
pub(super) use years::of as years_of;

/// What the year's texts are held against: as much of the finished notice as it takes.
#[derive(Debug, Default)]
pub struct NoticeFacts {
    /// How many annexes there are.
    pub annexes: usize,
    /// What the headings say, by the keys of their sections.
    pub headings: HashMap<String, String>,
    /// What the templates' rules say in the body, and where each rule stands.
    pub said: Vec<(String, Place)>,
}

pub(super) fn check(
    model: &Model,
    inputs: &Inputs,
    figures: &Figures,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let years = years::of(model, inputs);
    let known = LazyCell::new(|| KnownFigures::of(model, figures, inputs.row_names().collect()));
    let mut findings = Vec::new();
    for text in printed(inputs) {
        let flat = flat(&text.wording);
        let mut faults = years::faults(&flat, &years);
        faults.extend(figures::faults(&flat, &known));
        faults.extend(marks::faults(&flat, text.kind));
        faults.sort_by_key(|fault| fault.at);
        let found = faults.into_iter();
        findings.extend(found.map(|fault| finding(fault, &flat, text, sources)));
    }
    findings
}

/// What the texts say that the finished notice belies.
pub fn against_notice(
    model: &Model,
    inputs: &Inputs,
    figures: &Figures,
    notice: &NoticeFacts,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let judge = Judge::new(model, inputs, figures);
    let claims = claims::Claims::new(judge, notice);
    let mut findings = annexes::of_templates(notice);
    for text in printed(inputs) {
        let flat = flat(&text.wording);
        let mut faults = annexes::faults(&flat, notice.annexes);
        faults.extend(claims.faults(&flat, text.member.as_deref()));
        let found = faults.into_iter();
        findings.extend(found.map(|fault| finding(fault, &flat, text, sources)));
    }
    findings
}

/// What a text claims that the figures belie, a sentence each, whoever wrote it.
pub fn belied(
    model: &Model,
    inputs: &Inputs,
    figures: &Figures,
    notice: &NoticeFacts,
    text: &str,
) -> Vec<String> {
    let judge = Judge::new(model, inputs, figures);
    let claims = claims::Claims::new(judge, notice);
    let faults = claims.faults(text, None).into_iter();
    faults.map(|fault| fault.message).collect()
}

fn printed(inputs: &Inputs) -> impl Iterator<Item = &InputText> {
    let texts = inputs.texts.iter();
    texts.filter(|text| text.kind != TextKind::Reason)
}

fn finding(fault: Fault, flat: &str, text: &InputText, sources: &Sources) -> Diagnostic {
    let make = if fault.is_note {
        Diagnostic::note
    } else {
        Diagnostic::warning
    };
    make(fault.code, fault.message)
        .at(place_of(&fault.token, fault.at, flat, text, sources))
        .hint(fault.hint)
        .subject(&text.name, fault.token)
}

/// Where a token stands in the file, the same one of several; at worst the whole text.
fn place_of(token: &str, at: usize, flat: &str, text: &InputText, sources: &Sources) -> Place {
    let place = &text.place;
    let raw = &sources.get(place.source).text[place.span.clone()];
    let nth = flat
        .get(..at)
        .map_or(0, |before| before.matches(token).count());
    let found = raw.match_indices(token).nth(nth);
    match found.or_else(|| raw.match_indices(token).next()) {
        Some((at, _)) => {
            let start = place.span.start + at;
            Place::new(place.source, start..start + token.len())
        }
        None => place.clone(),
    }
}
