//! What a condition or a wording comes to while one writes it: of every row that lends its names, of
//! the items of a list, or once.

mod answer;
mod places;

pub use answer::{Answer, Tried};

use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Condition, LanguageError, Wording};
use crate::model::{Model, Placed};
use crate::pipeline::Year;
use crate::source::{Place, SourceId, Sources};
use places::{Of, Spot};

/// What is tried.
pub(crate) enum Text {
    Condition(Placed<Condition>),
    Wording(Placed<Wording>),
}

impl Text {
    /// Reads a source of its own. A text with holes is a wording.
    pub(crate) fn read(source: SourceId, sources: &Sources) -> Result<Self, Diagnostic> {
        let text = sources.get(source).text.as_str();
        let whole = Place::new(source, 0..text.len());
        let fault = |error: LanguageError| {
            Diagnostic::error(Code::BadTemplate, error.message).at(Place::new(source, error.span))
        };
        if text.contains('{') {
            let wording = Wording::parse(text).map_err(fault)?;
            return Ok(Self::Wording(Placed::new(wording, whole)));
        }
        let condition = Condition::parse(text).map_err(|error| {
            fault(error).hint("条件写作 rate < 90%，措辞写作 办结率{rate}：有花括号的是措辞")
        })?;
        Ok(Self::Condition(Placed::new(condition, whole)))
    }
}

/// Tries a text wherever its names are known; `of` names the only table or section that is meant.
///
/// # Errors
/// What keeps it from being understood anywhere.
pub(crate) fn try_out(
    text: &Text,
    of: Option<&str>,
    year: &Year,
    model: &Model,
    sources: &Sources,
) -> Result<Vec<Tried>, Vec<Diagnostic>> {
    let levels = places::levels(model, of);
    if levels.iter().all(Vec::is_empty) {
        return Err(vec![places::no_such_place(model, of.unwrap_or_default())]);
    }
    let mut least: Option<(Weight, Vec<Diagnostic>)> = None;
    for spots in levels {
        let mut tried: Vec<Tried> = Vec::new();
        for spot in spots {
            let faults = faults(text, &spot, year, model, sources);
            if !faults.is_empty() {
                let weight = weight(&faults, &spot);
                if least.as_ref().is_none_or(|(least, _)| weight < *least) {
                    least = Some((weight, faults));
                }
                continue;
            }
            let answer = answer::of(text, &spot, year, model);
            // Two sections may know the same names: told once.
            if !tried.iter().any(|other| other.says_the_same(&answer)) {
                tried.push(answer);
            }
        }
        if !tried.is_empty() {
            return Ok(tried);
        }
    }
    let faults = least.map(|(_, faults)| faults).unwrap_or_default();
    let faults = faults.into_iter();
    Err(faults.map(|fault| meant(fault, model, sources)).collect())
}

/// Unknown names, faults of any sort, and whether the text is asked of nothing.
type Weight = (usize, usize, bool);

/// How far a text is from being understood at a spot.
fn weight(faults: &[Diagnostic], spot: &Spot) -> Weight {
    let unknown = faults
        .iter()
        .filter(|fault| fault.code == Code::UnknownName);
    let is_of_nothing = matches!(spot.of, Of::Nothing);
    (unknown.count(), faults.len(), is_of_nothing)
}

/// What is wrong with the text at a spot. The input's own rows may be named as well.
fn faults(
    text: &Text,
    spot: &Spot,
    year: &Year,
    model: &Model,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let asked = spot.asked(model);
    let faults = match text {
        Text::Condition(condition) => {
            let written_out = Placed::new(
                spot.written_out(&condition.value, model),
                condition.place.clone(),
            );
            model.faults_of_condition(&asked, &written_out, sources)
        }
        Text::Wording(wording) => model.faults_of_wording(&asked, wording, sources),
    };
    let is_figure = |fault: &Diagnostic| {
        let name = marked(fault, sources);
        name.is_some_and(|name| year.figures.named(name).is_some())
    };
    let faults = faults.into_iter();
    faults
        .filter(|f| f.code != Code::UnknownName || !is_figure(f))
        .collect()
}

/// The name that a finding points at.
fn marked<'s>(fault: &Diagnostic, sources: &'s Sources) -> Option<&'s str> {
    let place = &fault.labels.first()?.place;
    sources.get(place.source).text.get(place.span.clone())
}

/// With what an unknown name may have been meant to be.
fn meant(fault: Diagnostic, model: &Model, sources: &Sources) -> Diagnostic {
    let Some(name) = marked(&fault, sources).filter(|_| fault.code == Code::UnknownName) else {
        return fault;
    };
    let usual = "可写一张表的栏、组.total.栏、组.项，或一节里措辞的名称（见 hongtou rules）";
    let hint = model.meant_by(name);
    fault.hint(hint.unwrap_or_else(|| usual.to_owned()))
}
