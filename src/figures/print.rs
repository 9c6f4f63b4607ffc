//! Figures in print. A printed figure stands where the figure itself does to all that the
//! rules compare it with: it takes as many more places as that needs.

use super::form::{Unit, dressed, in_numerals};
use super::{Derivation, Figure, FigureId, Figures};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{GAP, TO_FILL};
use crate::language::{Form, Scale, Sign};
use crate::model::Kind;
use crate::number::{Decimal, Exact};

impl Figures {
    /// Says that a figure, printed in a form, takes more places than the form or the figure asks for.
    pub fn note_of_more_places(&self, id: FigureId, asked: Form) -> Option<Diagnostic> {
        let figure = self.get(id);
        if figure.measure.thresholds.is_empty() {
            return None;
        }
        let value = figure.value.as_ref()?;
        let places = asked.places.or(figure.measure.places)?;
        let form = asked.over(figure.measure.form);
        if form.numerals.is_some() {
            return None;
        }
        let form = Form {
            places: Some(places),
            ..form
        };
        let (_, unit) = figure.shown(value, &form, None);
        let threshold = figure.untold(value, places, &unit.size)?;
        let printed = figure.in_form(form, None, true);
        let rounded = value.checked_div(&unit.size)?.to_fixed(places);
        let rounded = dressed(&rounded, &form, unit.word);
        let sign = figure.measure.sign_or_unit();
        let exact = figure.measure.in_full(value);
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
        for at in 0..self.all.len() {
            let rate = &self.all[at];
            let whole = rate.measure.kind.share().whole();
            if !rate.measure.thresholds.iter().any(|t| t.at == whole) {
                continue;
            }
            let (Some(value), Some(Derivation::Ratio { part, base, .. })) =
                (&rate.value, rate.derivation())
            else {
                continue;
            };
            let ([(_, part)], [(_, base)]) = (part.as_slice(), base.as_slice()) else {
                continue;
            };
            let (wanted, part, base) = (value.cmp(&whole), *part, *base);
            // A stated rate may know more than its rounded figures: they have no more places to show.
            if self.get(part).value.cmp(&self.get(base).value) != wanted {
                continue;
            }
            if self.get(part).is_far_from(self.get(base)) {
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
    /// Whether the two are printed in ones, and lie so far apart that no rounding makes them alike: the
    /// shortest way to tell most figures apart.
    fn is_far_from(&self, other: &Self) -> bool {
        let is_in_ones =
            |figure: &Self| figure.measure.form.scale.is_none() && !figure.measure.kind.is_rate();
        let both = self.value.as_ref().zip(other.value.as_ref());
        let is_far = |(one, other): (&Exact, &Exact)| (one - other).abs() >= Exact::integer(1);
        is_in_ones(self) && is_in_ones(other) && both.is_some_and(is_far)
    }

    /// The figure as the notice prints it, with its sign; blank when it is.
    pub fn printed(&self) -> String {
        self.in_form(self.measure.form, self.places, true)
    }

    /// As a cell of its table prints it: without the sign, where the column's head says it.
    pub fn in_cell(&self) -> String {
        let form = self.measure.form;
        self.in_form(
            form,
            self.places,
            !form.bare && self.measure.kind != Kind::Points,
        )
    }

    /// The figure for a reader who asks: as printed with its unit, or what it is instead.
    pub fn told(&self) -> String {
        match &self.value {
            Some(value) => match self.day() {
                Some(_) => self.measure.in_full(value),
                None => self.printed() + self.measure.unit_behind(),
            },
            None if self.open => TO_FILL.to_owned(),
            None if self.unknown => "未知".to_owned(),
            None => "空白".to_owned(),
        }
    }

    /// As the running text prints it, in the form that a hole asks for: a share of exactly the whole
    /// without places.
    pub fn in_text(&self, asked: Form) -> String {
        let form = asked.over(self.measure.form);
        let has_word = !asked.bare && !asked.plain;
        let whole = self.measure.kind.whole();
        if whole.is_some() && self.value == whole {
            return self.in_form(
                Form {
                    places: Some(0),
                    ..form
                },
                None,
                has_word,
            );
        }
        // Its places are of its steps.
        let is_of_steps = matches!(self.measure.form.scale, Some(Scale::Step(_)));
        let is_in_ones = asked.plain || asked.numerals.is_some();
        let places = self.places.filter(|_| !(is_in_ones && is_of_steps));
        self.in_form(form, places, has_word)
    }

    /// The number that a reader of the printed form has, in the figure's own unit.
    pub fn printed_value(&self) -> Option<Decimal> {
        let value = self.value.as_ref()?;
        if let Some(day) = self.day() {
            return Some(Self::day_decimal(value, day));
        }
        let form = self.measure.form;
        if in_numerals(value, &form).is_some() {
            return Decimal::parse(&value.to_plain()).ok();
        }
        if let Some(typed) = self.printed_as_typed() {
            return Some(typed.clone());
        }
        let (digits, unit) = self.shown(value, &form, self.places);
        let shown = Decimal::parse(&digits).ok()?;
        if unit.size.is_one() {
            return Some(shown);
        }
        Decimal::parse(&(&shown.value * &unit.size).to_plain()).ok()
    }

    /// What was typed, where it is printed digit by digit: the shortest way, and that of most figures.
    fn printed_as_typed(&self) -> Option<&Decimal> {
        let form = self.measure.form;
        let typed = self.typed()?;
        let is_plain = form.scale.is_none() && form.places.is_none();
        let has_places = self.places.is_none_or(|places| places == typed.places);
        let is_told = self.measure.thresholds.is_empty() && !typed.value.is_zero();
        (is_plain && has_places && is_told && !self.measure.kind.is_rate()).then_some(typed)
    }

    /// The least by which two numbers that are printed as this figure is can differ, in its own unit.
    pub fn printed_step(&self) -> Option<Exact> {
        let value = self.value.as_ref()?;
        let form = self.measure.form;
        if self.day().is_some() || in_numerals(value, &form).is_some() {
            return Some(Exact::integer(1));
        }
        let (digits, unit) = self.shown(value, &form, self.places);
        let places = Decimal::parse(&digits).ok()?.places;
        Some(&Exact::unit(places) * &unit.size)
    }

    /// A number of the figure's own unit, rounded to so many places of its printed form, in it: by
    /// how much the figure differs from another.
    pub fn difference(&self, by: &Exact) -> String {
        let mut form = self.measure.form;
        form.sign = Some(Sign::Always);
        let unit = self.measure.unit_of(&form, |size| by.abs() >= *size);
        let by = by.checked_div(&unit.size).unwrap_or_else(|| by.clone());
        let word = if self.measure.kind.adds_up() {
            unit.word
        } else {
            ""
        };
        dressed(&by.to_plain(), &form, word)
    }

    /// In a form, with the places that it asks for, else with so many; `has_word`: with %, 亿.
    fn in_form(&self, form: Form, places: Option<u32>, has_word: bool) -> String {
        let Some(value) = &self.value else {
            return self.gap();
        };
        if let Some(day) = self.day() {
            return self.day_in(day, &form);
        }
        if let Some(numerals) = in_numerals(value, &form) {
            return numerals;
        }
        let (digits, unit) = self.shown(value, &form, places);
        dressed(&digits, &form, if has_word { unit.word } else { "" })
    }

    /// The digits of the printed number with an ASCII minus, and in what it is.
    fn shown(&self, value: &Exact, form: &Form, places: Option<u32>) -> (String, Unit) {
        let digits = |size: &Exact| match form.places {
            Some(places) => self.to_fixed(value, places, size),
            None => self.as_typed(value, places, size),
        };
        let is_enough = |size: &Exact| {
            let shown = Decimal::parse(&digits(size));
            shown.is_ok_and(|shown| shown.value.abs() >= Exact::integer(1))
        };
        let unit = self.measure.unit_of(form, is_enough);
        let is_in_ones = matches!(form.scale, Some(Scale::Step(_))) && unit.word.is_empty();
        if is_in_ones && self.measure.kind == Kind::Count && unit.size.is_one() {
            return (value.to_plain(), unit);
        }
        (digits(&unit.size), unit)
    }

    /// With the digits that were typed, where nothing asks for others.
    fn as_typed(&self, value: &Exact, places: Option<u32>, size: &Exact) -> String {
        let in_size = |number: &Exact| number.checked_div(size).unwrap_or_else(|| number.clone());
        match (self.typed(), places) {
            (Some(decimal), Some(places)) if self.tells(&decimal.value, places, size) => {
                in_size(&decimal.value).to_fixed(places)
            }
            (_, Some(places)) => self.to_fixed(value, places, size),
            (Some(decimal), None) if size.is_one() => {
                if self.tells(&decimal.value, decimal.places, size) {
                    decimal.text.to_string()
                } else {
                    self.to_fixed(value, decimal.places, size)
                }
            }
            (_, None) => in_size(value).to_plain(),
        }
    }

    /// Rounded to so many places, or to as many more as it takes to tell the figure from what it is
    /// compared with.
    fn to_fixed(&self, value: &Exact, places: u32, size: &Exact) -> String {
        /// More would be no help to a reader.
        const MOST_MORE: u32 = 12;
        let mut enough = places..places + MOST_MORE;
        let enough = enough.find(|places| self.tells(value, *places, size));
        let shown = value.checked_div(size).unwrap_or_else(|| value.clone());
        shown.to_fixed(enough.unwrap_or(places))
    }

    /// Whether a number, rounded so, stands where the figure does to all that the rules compare it with.
    fn tells(&self, number: &Exact, places: u32, size: &Exact) -> bool {
        self.untold(number, places, size).is_none()
    }

    /// The first threshold to which a number, rounded so, stands otherwise than the figure.
    fn untold(&self, number: &Exact, places: u32, size: &Exact) -> Option<&Exact> {
        let value = self.value.as_ref()?;
        if self.measure.thresholds.is_empty() {
            return None;
        }
        let shown = number.checked_div(size)?;
        let rounded = &shown.rounded(places) * size;
        let mut thresholds = self.measure.thresholds.iter();
        let untold = thresholds.find(|of| of.is_met_by(&rounded) != of.is_met_by(value));
        untold.map(|threshold| &threshold.at)
    }

    /// What stands in place of a figure that is none.
    fn gap(&self) -> String {
        let gap = if self.open { GAP } else { "" };
        gap.to_owned()
    }
}
