//! Figures in print. A printed figure stands where the figure itself does to all that the
//! rules compare it with: it takes as many more places as that needs.

use super::{Derivation, Figure, FigureId, Figures};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{GAP, TO_FILL};
use crate::model::Kind;
use crate::number::{Decimal, Exact};

impl Figures {
    /// Says that a figure is printed with more places than so many, where it is.
    pub fn note_of_more_places(&self, id: FigureId, places: u32) -> Option<Diagnostic> {
        let figure = self.get(id);
        let value = figure.value.as_ref()?;
        let threshold = figure.untold(value, places)?;
        let printed = figure.printed_to(places);
        let rounded = value.to_fixed(places) + figure.sign();
        let sign = figure.measure.sign_or_unit();
        let exact = value.to_fixed_or_plain(4) + sign;
        let message = format!(
            "{}实为 {exact}，按 {places} 位小数会印成 {rounded}，与界限 {threshold}{sign} 的结论不符，改印 {printed}",
            figure.label
        );
        let finding = Diagnostic::warning(Code::RoundingFlips, message)
            .subject(&figure.key, format!("{exact}/{threshold}"));
        Some(finding.at_all(self.typed_places(&[id])))
    }

    /// Part and base of a rate that a rule compares with 100 % must not print alike when the rate
    /// is another: 6.716 of 6.72 is not 6.72 of 6.72.
    pub(super) fn tell_parts_from_bases(&mut self) {
        const MOST_MORE: u32 = 6;
        let hundred = Exact::integer(100);
        for at in 0..self.all.len() {
            let rate = &self.all[at];
            let (Some(value), Some(Derivation::Ratio { part, base })) =
                (&rate.value, &rate.derivation)
            else {
                continue;
            };
            let ([(_, part)], [(_, base)]) = (part.as_slice(), base.as_slice()) else {
                continue;
            };
            if !rate.measure.thresholds.iter().any(|t| t.at == hundred) {
                continue;
            }
            let (wanted, part, base) = (value.cmp(&hundred), *part, *base);
            // A stated rate may know more than its rounded figures: they have no more places to show.
            if self.get(part).value.cmp(&self.get(base).value) != wanted {
                continue;
            }
            let is_told = |part: &Figure, base: &Figure| {
                let values = (part.printed_value(), base.printed_value());
                matches!(values, (Some(part), Some(base)) if part.value.cmp(&base.value) != wanted)
            };
            for _ in 0..MOST_MORE {
                if !is_told(self.get(part), self.get(base)) {
                    break;
                }
                for id in [part, base] {
                    let figure = &mut self.all[id.0];
                    figure.places = figure.places.map(|places| places + 1);
                }
            }
        }
    }
}

impl Figure {
    /// The figure as the notice prints it, with its per-cent sign; blank when it is.
    pub fn printed(&self) -> String {
        let Some(value) = &self.value else {
            return self.gap();
        };
        let typed = self.typed();
        let digits = match (typed, self.places) {
            (Some(decimal), Some(places)) if self.tells(&decimal.value, places) => {
                decimal.value.to_fixed(places)
            }
            (Some(decimal), None) if self.tells(&decimal.value, decimal.places) => {
                decimal.text.clone()
            }
            (Some(decimal), None) => value.to_fixed(self.places_from(decimal.places)),
            (_, Some(places)) => value.to_fixed(self.places_from(places)),
            (None, None) => value.to_plain(),
        };
        digits + self.sign()
    }

    /// The figure for a reader who asks: as printed with its unit, or what it is instead.
    pub fn told(&self) -> String {
        match &self.value {
            Some(_) if self.measure.kind == Kind::Rate => self.printed(),
            Some(_) => self.printed() + &self.measure.unit,
            None if self.open => TO_FILL.to_owned(),
            None if self.unknown => "未知".to_owned(),
            None => "空白".to_owned(),
        }
    }

    /// As the running text prints it: a rate of exactly 100 without places.
    pub fn in_text(&self, places: Option<u32>) -> String {
        let is_whole =
            self.measure.kind == Kind::Rate && self.value.as_ref() == Some(&Exact::integer(100));
        match (is_whole, places) {
            (true, _) => self.printed_to(0),
            (false, Some(places)) => self.printed_to(places),
            (false, None) => self.printed(),
        }
    }

    /// Whether a number, rounded so, stands where the figure does to all that the rules compare it with.
    fn tells(&self, number: &Exact, places: u32) -> bool {
        self.untold(number, places).is_none()
    }

    /// The first threshold to which a number, rounded so, stands otherwise than the figure.
    fn untold(&self, number: &Exact, places: u32) -> Option<&Exact> {
        let value = self.value.as_ref()?;
        if self.measure.thresholds.is_empty() {
            return None;
        }
        let rounded = Decimal::parse(&number.to_fixed(places)).ok()?;
        let mut thresholds = self.measure.thresholds.iter();
        let untold = thresholds.find(|of| of.is_met_by(&rounded.value) != of.is_met_by(value));
        untold.map(|threshold| &threshold.at)
    }

    /// How many places it takes, from so many on, to tell the figure from what it is compared with.
    pub fn places_from(&self, places: u32) -> u32 {
        /// More would be no help to a reader.
        const MOST_MORE: u32 = 12;
        let Some(value) = &self.value else {
            return places;
        };
        let enough = (places..places + MOST_MORE).find(|places| self.tells(value, *places));
        enough.unwrap_or(places)
    }

    /// The number that a reader of the printed form has.
    pub fn printed_value(&self) -> Option<Decimal> {
        Decimal::parse(self.printed().trim_end_matches('%')).ok()
    }

    /// The same with other places than the figure's own.
    pub fn printed_to(&self, places: u32) -> String {
        self.value.as_ref().map_or_else(
            || self.gap(),
            |value| value.to_fixed(self.places_from(places)) + self.sign(),
        )
    }

    /// What stands in place of a figure that is none.
    fn gap(&self) -> String {
        let gap = if self.open { GAP } else { "" };
        gap.to_owned()
    }

    fn sign(&self) -> &'static str {
        if self.measure.kind == Kind::Rate {
            "%"
        } else {
            ""
        }
    }
}
