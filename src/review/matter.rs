//! What a difference is of, and how it is told.

use super::Desk;
use super::put::Put;
use super::told::{Edit, EditKind, Outcome, Site};
use crate::remarks::Stamp;
use crate::source::Place;

/// What a difference is of, and what to do about it.
pub(super) struct Matter {
    pub kind: EditKind,
    pub what: String,
    pub name: String,
    pub place: Option<Place>,
    pub input: Option<[String; 2]>,
    pub advice: Vec<String>,
    pub put: Option<Put>,
    /// Why it can't be put in, though it is the input's.
    pub refused: Vec<String>,
}

impl Matter {
    pub fn new(kind: EditKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            name: String::new(),
            place: None,
            input: None,
            advice: Vec::new(),
            put: None,
            refused: Vec::new(),
        }
    }

    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice.push(advice.into());
        self
    }

    pub fn at(mut self, place: Option<Place>) -> Self {
        self.place = place;
        self
    }

    pub fn refuse(mut self, why: impl Into<String>) -> Self {
        self.refused.push(why.into());
        self
    }
}

/// A difference as the file has it.
pub(super) struct Found {
    pub place: String,
    /// What was said there when the file was sent, and what the file says.
    pub words: [String; 2],
    /// The words of the file before it and behind it.
    pub around: (String, String),
    /// Who made it, by the places in [`crate::returned::Returned::hands`].
    pub by: Vec<usize>,
    pub site: Site,
    /// What the notice says there now, where it was changed on both sides.
    pub clash: Option<String>,
}

impl Found {
    /// Of a table, where no words stand around it.
    pub fn of_table(place: String, words: [String; 2], site: Site) -> Self {
        Self {
            place,
            words,
            around: (String::new(), String::new()),
            by: Vec::new(),
            site,
            clash: None,
        }
    }
}

impl Desk<'_> {
    /// A difference as it is told.
    pub(super) fn edit(&self, found: Found, matter: Matter) -> Edit {
        let by = found.by.iter();
        let by = by.filter_map(|hand| self.returned.hands.get(*hand));
        let [old, new] = found.words;
        let (before, after) = found.around;
        let is_open = found.clash.is_none() && matter.refused.is_empty();
        Edit {
            kind: matter.kind,
            place: found.place,
            before,
            old,
            new,
            after,
            by: by.map(Stamp::from).collect(),
            what: matter.what,
            name: matter.name,
            at: matter.place.as_ref().map(|place| self.ground.at(place)),
            input: matter.input,
            advice: matter.advice,
            outcome: match found.clash {
                Some(now) => Outcome::Clash { now },
                None if is_open => Outcome::Told,
                None => Outcome::Refused {
                    why: matter.refused,
                },
            },
            follows: Vec::new(),
            site: found.site,
            put: matter.put.filter(|_| is_open),
        }
    }
}
