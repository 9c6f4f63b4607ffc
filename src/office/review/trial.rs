//! Changes of an input, tried: which can be put in without adding a finding, and what follows from each.

use std::collections::{BTreeMap, HashMap};

use super::together::{alone, in_pairs, of_one_table};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::impact::{Difference, Impact};
use crate::input::Inputs;
use crate::office::Office;
use crate::office::change::Change;
use crate::office::input::{Input, TextFile};
use crate::office::run::Run;
use crate::returned::Returned;
use crate::review::{Edit, EditKind, Ground, Outcome, Put, Review, put, review};

/// So many figures are tried for what follows from each, and so many changes with one another; a reviewer makes
/// fewer.
pub(super) const MOST_TRIED: usize = 40;
/// So many reasons are told.
const MOST_REASONS: usize = 3;

/// Changes of an input, tried.
pub(super) struct Trial<'a> {
    office: &'a Office,
    input: &'a Input,
    /// The same as it was read.
    inputs: Option<&'a Inputs>,
    file: &'a Returned,
    /// The notice as it was when the file was sent.
    first: Option<Ground<'a>>,
    /// How often the input has each finding as it is, without the pages and with them.
    found: BTreeMap<Found, usize>,
    paged: Option<BTreeMap<Found, usize>>,
}

/// What makes two findings the same, whatever the figures in them.
type Found = (Code, Severity, String);

fn key(finding: &Diagnostic) -> Found {
    let subject = finding.subject.as_ref();
    let subject = subject.map_or_else(String::new, |subject| subject.figure.clone());
    (finding.code, finding.severity, subject)
}

fn counted(findings: &[Diagnostic]) -> BTreeMap<Found, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| counts_as_one(finding)) {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

/// Whether a finding stands in the way: notes are only worth knowing, and accepted ones are settled.
fn counts_as_one(finding: &Diagnostic) -> bool {
    finding.severity != Severity::Note && finding.accepted.is_none()
}

impl<'a> Trial<'a> {
    pub(super) fn new(
        office: &'a Office,
        input: &'a Input,
        (run, first): (&'a Run, Option<Ground<'a>>),
        file: &'a Returned,
    ) -> Self {
        let paged = office.fonts.get().map(|_| {
            let mut run = office.read(input.clone(), true);
            run.proof();
            counted(run.findings())
        });
        Self {
            office,
            input,
            inputs: run.year().map(|year| &year.inputs),
            file,
            first,
            found: counted(run.findings()),
            paged,
        }
    }

    fn made(&self, puts: &[&Put]) -> Option<(String, Run<'a>)> {
        let years = (self.office.model(), self.inputs?);
        let text = put(self.input.file.text(), years, puts)?;
        let input = Input {
            file: TextFile::of_text(self.input.file.name(), text.clone()),
            ..self.input.clone()
        };
        Some((text, self.office.read(input, true)))
    }

    /// What would be found that is not found now; with the pages laid out where they can be.
    fn added(&self, puts: &[&Put], with_pages: bool) -> Vec<String> {
        let Some((_, mut run)) = self.made(puts) else {
            return vec!["数据文件里没有放它的地方".to_owned()];
        };
        let mut left = match &self.paged {
            Some(paged) if with_pages => {
                run.proof();
                paged.clone()
            }
            _ => self.found.clone(),
        };
        let new = run
            .findings()
            .iter()
            .filter(|finding| counts_as_one(finding));
        let new = new.filter(|finding| match left.get_mut(&key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        let told: Vec<String> = new.map(|finding| finding.message.clone()).collect();
        if told.is_empty() && run.year().is_none() {
            return vec!["改了就生成不了".to_owned()];
        }
        told
    }

    /// Whether changes add no finding; that is asked without the pages first, which costs least.
    fn fits(&self, puts: &[&Put]) -> bool {
        let is_sound = self.added(puts, false).is_empty();
        is_sound && (self.paged.is_none() || self.added(puts, true).is_empty())
    }

    /// Which of the changes can be made together without adding a finding; of each other one, why not.
    fn accepted(&self, all: &[(usize, &Put)]) -> (Vec<usize>, Vec<(usize, Vec<String>)>) {
        let puts_of = |chosen: &[usize]| -> Vec<&Put> {
            let chosen = all.iter().filter(|(at, _)| chosen.contains(at));
            chosen.map(|(_, put)| *put).collect()
        };
        let mut left: Vec<usize> = all.iter().map(|(at, _)| *at).collect();
        if self.fits(&puts_of(&left)) {
            return (left, Vec::new());
        }
        let mut kept: Vec<usize> = Vec::new();
        loop {
            let before = kept.len();
            for stage in [alone, of_one_table, in_pairs] {
                let open: Vec<(usize, &Put)> = all
                    .iter()
                    .filter(|(at, _)| left.contains(at))
                    .copied()
                    .collect();
                for more in stage(self.office.model(), &open) {
                    let is_open = more.iter().all(|at| left.contains(at));
                    if is_open && self.fits(&puts_of(&[kept.as_slice(), &more].concat())) {
                        left.retain(|of| !more.contains(of));
                        kept.extend(more);
                    }
                }
            }
            if kept.len() == before || left.is_empty() {
                break;
            }
        }
        let why = |at: &usize| {
            let mut why = self.added(&puts_of(&[kept.as_slice(), &[*at]].concat()), true);
            why.truncate(MOST_REASONS);
            (*at, why)
        };
        let refused = left.iter().map(why).collect();
        (kept, refused)
    }

    /// Decides what can be put in, and what comes about by it; the input's text with all of it.
    pub(super) fn settle(&self, review: &mut Review) -> Option<String> {
        let is_open = |edit: &Edit| edit.put.is_some() && edit.outcome == Outcome::Told;
        let candidates = |edits: &[Edit]| -> Vec<(usize, Put)> {
            let open = edits.iter().enumerate().filter(|(_, edit)| is_open(edit));
            open.filter_map(|(at, edit)| Some((at, edit.put.clone()?)))
                .collect()
        };
        loop {
            let open = candidates(&review.edits);
            let all: Vec<(usize, &Put)> = open.iter().map(|(at, put)| (*at, put)).collect();
            if all.is_empty() {
                return None;
            }
            let (kept, refused) = self.accepted(&all);
            for (at, why) in refused {
                review.edits[at].outcome = Outcome::Refused { why };
            }
            let puts: Vec<&Put> = all
                .iter()
                .filter(|(at, _)| kept.contains(at))
                .map(|(_, put)| *put)
                .collect();
            if puts.is_empty() {
                return None;
            }
            let (text, run) = self.made(&puts)?;
            let after = self::review(self.office.ground(&run)?, self.first, self.file)?;
            let is_there =
                |edit: &Edit| after.edits.iter().any(|other| edit.site.meets(&other.site));
            let unlike: Vec<usize> = kept
                .iter()
                .copied()
                .filter(|at| is_there(&review.edits[*at]))
                .collect();
            if unlike.is_empty() {
                for (at, edit) in review.edits.iter_mut().enumerate() {
                    if kept.contains(&at) {
                        edit.outcome = Outcome::Applies;
                    } else if !is_there(edit) {
                        edit.outcome = Outcome::Follows;
                    }
                }
                return Some(text);
            }
            for at in unlike {
                let why = "写进数据以后，印出来还不是改成的样子".to_owned();
                review.edits[at].outcome = Outcome::Refused { why: vec![why] };
            }
        }
    }

    /// What would follow from each figure that was changed.
    pub(super) fn tell_what_follows(&self, review: &mut Review) {
        let mut told: HashMap<String, Vec<Difference>> = HashMap::new();
        for edit in &mut review.edits {
            let Some([_, literal]) = edit
                .input
                .as_ref()
                .filter(|_| edit.kind == EditKind::Figure)
            else {
                continue;
            };
            let change = format!("{}={literal}", edit.name);
            if !told.contains_key(&change) && told.len() < MOST_TRIED {
                let mut run = self.office.read(self.input.clone(), true);
                let made = run.change(Change::Figures(std::slice::from_ref(&change)));
                let all = made.map(|made| differences(made.impact, &edit.name));
                told.insert(change.clone(), all.unwrap_or_default());
            }
            edit.follows = told.get(&change).cloned().unwrap_or_default();
        }
    }
}

/// What follows, the verdicts first; the changed figure itself is told already.
fn differences(impact: Impact, name: &str) -> Vec<Difference> {
    let figures = impact
        .figures
        .into_iter()
        .filter(|figure| !figure.what.ends_with(&format!("　{name}")));
    impact
        .verdicts
        .into_iter()
        .chain(figures)
        .chain(impact.elements)
        .collect()
}
