//! The letters of a file in the order in which they are drawn, and which part each was found to be of.

use std::ops::Range;

use crate::pages::{Length, Page, Pages, Part, PartId, PartKind, Text};

/// One letter of a file.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub(super) said: char,
    /// Its page, from 0.
    pub(super) page: usize,
    /// Its text among those of the page.
    pub(super) text: usize,
}

/// All letters, and whose they are.
pub(super) struct Letters {
    pub(super) all: Vec<Letter>,
    /// The part of each letter; nothing as long as it is not known.
    pub(super) owners: Vec<Option<PartId>>,
    pub(super) parts: Vec<Part>,
}

impl Letters {
    pub(super) fn of(pages: &Pages) -> Self {
        let mut all = Vec::new();
        for (page, own) in pages.pages.iter().enumerate() {
            for (text, run) in own.texts.iter().enumerate() {
                let letters = run.characters.iter().flat_map(|c| c.text.chars());
                let letters = letters.filter(|c| !c.is_whitespace());
                all.extend(letters.map(|said| Letter { said, page, text }));
            }
        }
        Self {
            owners: vec![None; all.len()],
            all,
            parts: Vec::new(),
        }
    }

    /// A new part.
    pub(super) fn part(&mut self, kind: PartKind, number: usize, within: Option<PartId>) -> PartId {
        self.parts.push(Part {
            kind,
            number,
            within,
        });
        self.parts.len() - 1
    }

    /// The places of the letters that belong to no part yet.
    pub(super) fn free(&self) -> Vec<usize> {
        let places = 0..self.all.len();
        places.filter(|at| self.owners[*at].is_none()).collect()
    }

    /// Where among all letters the letters of a page are.
    pub(super) fn of_page(&self, page: usize) -> Range<usize> {
        let from = self.all.partition_point(|letter| letter.page < page);
        let to = self.all.partition_point(|letter| letter.page <= page);
        from..to
    }

    pub(super) fn text<'p>(&self, pages: &'p Pages, at: usize) -> Option<(&'p Page, &'p Text)> {
        let letter = self.all.get(at)?;
        let page = pages.pages.get(letter.page)?;
        Some((page, page.texts.get(letter.text)?))
    }

    /// Each place where this is said by letters that belong to no part.
    pub(super) fn said(&self, within: Range<usize>, wanted: &[char]) -> Vec<Range<usize>> {
        let count = wanted.len();
        let mut found = Vec::new();
        let mut at = within.start;
        while count > 0 && at + count <= within.end {
            let here = at..at + count;
            let letters = self.all[here.clone()].iter().map(|letter| letter.said);
            let is_free = self.owners[here.clone()].iter().all(Option::is_none);
            if is_free && letters.eq(wanted.iter().copied()) {
                at += count;
                found.push(here);
            } else {
                at += 1;
            }
        }
        found
    }

    pub(super) fn give(&mut self, places: Range<usize>, part: PartId) {
        for owner in &mut self.owners[places] {
            owner.get_or_insert(part);
        }
    }

    /// How high the type of a letter is.
    pub(super) fn size(&self, pages: &Pages, at: usize) -> Length {
        let text = self.text(pages, at);
        text.map_or(Length::ZERO, |(_, text)| text.size)
    }
}
