//! Columns and single figures: how they are measured, made and carried over.

use super::Loader;
use super::parse::placed_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Formula;
use crate::model::file::{CarriedFile, ColumnFile, ScalarFile, TotalFile, TotalWord};
use crate::model::spanned::Spanned;
use crate::model::{
    Carried, Column, Content, DateTraits, Grade, Kind, Measure, Placed, Relation, RowSet, Scalar,
    Total, Window,
};
use crate::source::{Place, SourceId};

/// No figure of a notice is printed with more decimal places.
const MOST_PLACES: u32 = 6;

/// How a column or a single figure is to be measured, as its file says.
#[derive(Clone, Copy)]
pub(super) struct Traits {
    amount: bool,
    places: Option<u32>,
    rounded_to: Option<u32>,
    signed: bool,
    exact: bool,
}

impl Traits {
    /// Whether it says anything that is said of numbers alone.
    pub(super) fn is_of_number(self) -> bool {
        let is_told = self.places.is_some() || self.rounded_to.is_some();
        self.amount || is_told || self.signed || self.exact
    }
}

/// What a file says of a column or a single figure as a date.
pub(super) struct DateFile {
    pub date: bool,
    pub within: Option<Spanned<Window>>,
    pub rolls: Option<Spanned<bool>>,
}

impl Loader<'_> {
    /// The column that a mean is weighted by; there is one where there is such a mean.
    pub(super) fn weighted_by(
        &mut self,
        by: Option<Spanned<String>>,
        total: Total,
        place: &Place,
    ) -> Option<Placed<String>> {
        let by = by.map(|by| placed_text(by, place.source));
        if (total == Total::Weighted) != by.is_some() {
            let message =
                "total = \"weighted\"（加权平均）和 weighted_by（按哪一栏加权）要写就都写";
            self.fault(place.clone(), message);
        }
        by
    }

    pub(super) fn column(
        &mut self,
        file: Spanned<ColumnFile>,
        sets: &[RowSet],
        blank: &str,
        source: SourceId,
    ) -> Column {
        let mut file = file.into_inner();
        let blank = match &file.blank {
            Some(own) => self.blank(Some(own), source),
            None => blank.to_owned(),
        };
        if file.text || file.choose.is_some() {
            self.no_form(file.form.as_ref(), "文字", source);
        }
        let place = Place::new(source, file.formula.as_ref().unwrap_or(&file.key).span());
        let head = self.wordings(&file.head, source);
        let label = file
            .label
            .clone()
            .unwrap_or_else(|| named_by_heads(&file.head));
        let content = self.column_content(&mut file, sets, &place);
        let total = self.total(file.total.as_ref(), &content, source);
        let weighted_by = self.weighted_by(file.weighted_by, total, &place);
        let carried = file.carried.as_ref();
        let carried = carried.and_then(|carried| self.carried(carried, &file.key, source));
        Column {
            key: file.key.into_inner(),
            label,
            head,
            content,
            repeated: file.each,
            total,
            weighted_by,
            blank,
            carried,
            place,
        }
    }

    /// What a column holds: days, words that follow or are typed, figures.
    fn column_content(&mut self, file: &mut ColumnFile, sets: &[RowSet], place: &Place) -> Content {
        let source = place.source;
        let traits = Traits {
            amount: file.amount,
            places: file.places,
            rounded_to: file.rounded_to,
            signed: file.signed,
            exact: file.exact,
        };
        let date = DateFile {
            date: file.date,
            within: file.within.take(),
            rolls: file.rolls.take(),
        };
        let is_words = file.text || file.choose.is_some();
        let printed = (file.unit.as_str(), file.form.as_ref());
        let formula = file.formula.as_ref();
        let date = self.date((date, is_words), traits, printed, formula.is_some(), place);
        if let Some(date) = date {
            return date;
        }
        if let Some(grades) = file.choose.take() {
            let grades = grades.into_iter().map(|grade| Grade {
                when: grade.when.and_then(|when| self.condition(&when, source)),
                say: self.wording(&grade.say, source),
            });
            return Content::Chosen(grades.collect());
        }
        if file.text {
            return Content::Text {
                optional: file.optional,
                set: self.set_named(file.set.as_ref(), sets, source),
                ending: std::mem::take(&mut file.ending),
                choices: std::mem::take(&mut file.choices),
            };
        }
        self.content(printed, traits, formula, place)
    }

    /// What the total row has of a column: as its file says, else nothing of words and places.
    pub(super) fn total(
        &mut self,
        file: Option<&Spanned<TotalFile>>,
        content: &Content,
        source: SourceId,
    ) -> Total {
        let is_rank = content.formula().is_some_and(Formula::is_rank);
        // Rates that are typed do not add up to one.
        let is_typed_rate = matches!(content, Content::Given(of) if !of.kind.adds_up());
        let is_date = content.measure().is_some_and(|of| of.kind == Kind::Date);
        let usual = if is_rank || is_typed_rate || content.measure().is_none() {
            Total::None
        } else {
            Total::Natural
        };
        let Some(file) = file else {
            return usual;
        };
        let total = match file.get_ref() {
            TotalFile::Flag(true) | TotalFile::Word(TotalWord::Sum) => Total::Natural,
            TotalFile::Flag(false) | TotalFile::Word(TotalWord::None) => Total::None,
            TotalFile::Word(TotalWord::Mean) => Total::Mean,
            TotalFile::Word(TotalWord::Weighted) => Total::Weighted,
            TotalFile::Word(TotalWord::Given) => Total::Given,
        };
        if is_date && total.is_there() {
            let place = Place::new(source, file.span());
            self.fault(place, "日期没有合计：请去掉 total");
            return Total::None;
        }
        if is_typed_rate && total == Total::Natural {
            let place = Place::new(source, file.span());
            let message = "比率、百分点不能相加：total 写 \"mean\"（平均）、\"weighted\"（加权平均）、\"given\"（填报）或 \"none\"";
            self.fault(place, message);
            return Total::None;
        }
        if is_rank && total.is_there() {
            let place = Place::new(source, file.span());
            self.fault(place, "名次没有合计：请去掉 total");
            return Total::None;
        }
        total
    }

    fn carried(
        &mut self,
        file: &CarriedFile,
        key: &Spanned<String>,
        source: SourceId,
    ) -> Option<Carried> {
        let from = self.parsed(&file.from, source, Formula::parse)?;
        let opening = match &file.opening {
            Some(opening) => self.parsed(opening, source, Formula::parse)?,
            None => Placed::new(
                Formula::of_one(key.get_ref()),
                Place::new(source, key.span()),
            ),
        };
        for formula in [&from, &opening] {
            if formula.value.is_ratio() {
                self.fault(formula.place.clone(), "结转只能相加减，不能是比率");
            }
        }
        Some(Carried {
            from,
            opening,
            relation: if file.grows {
                Relation::AtLeast
            } else {
                Relation::Equal
            },
            within_year: file.within_year,
            plus: file.plus.clone(),
        })
    }

    pub(super) fn scalar(&mut self, file: Spanned<ScalarFile>, source: SourceId) -> Scalar {
        let file = file.into_inner();
        let traits = Traits {
            amount: file.amount,
            places: file.places,
            rounded_to: file.rounded_to,
            signed: file.signed,
            exact: file.exact,
        };
        if file.year {
            self.no_form(file.form.as_ref(), "年份", source);
        }
        let place = Place::new(source, file.formula.as_ref().unwrap_or(&file.key).span());
        let unit = (file.unit.as_str(), file.form.as_ref());
        let carried = file.carried.as_ref();
        let date = DateFile {
            date: file.date,
            within: file.within,
            rolls: file.rolls,
        };
        let date = self.date(
            (date, file.year),
            traits,
            unit,
            file.formula.is_some(),
            &place,
        );
        Scalar {
            carried: carried.and_then(|carried| self.carried(carried, &file.key, source)),
            content: date
                .unwrap_or_else(|| self.content(unit, traits, file.formula.as_ref(), &place)),
            place,
            key: file.key.into_inner(),
            label: file.label,
            year: file.year,
        }
    }

    fn content(
        &mut self,
        (unit, form): (&str, Option<&Spanned<String>>),
        traits: Traits,
        formula: Option<&Spanned<String>>,
        place: &Place,
    ) -> Content {
        if traits.places.is_some_and(|places| places > MOST_PLACES) {
            let message = format!("小数位数 places 最多 {MOST_PLACES} 位");
            self.fault(place.clone(), message);
        }
        let places = traits.places.map(|places| places.min(MOST_PLACES));
        let formula = formula.and_then(|text| self.parsed(text, place.source, Formula::parse));
        let formula = formula.map(|formula| formula.value);
        let plain = if traits.amount {
            Kind::Amount
        } else {
            Kind::Count
        };
        let formed = self.formed(unit, plain, form, formula.as_ref(), place);
        let measure = Measure {
            unit: unit.to_owned(),
            kind: formed.kind,
            places,
            form: formed.form,
            rounded_to: traits.rounded_to.map(|places| places.min(MOST_PLACES)),
            signed: traits.signed || formed.kind == Kind::Points,
            exact: traits.exact,
            thresholds: Vec::new(),
            date: DateTraits::default(),
        };
        let Some(formula) = formula else {
            return Content::Given(measure);
        };
        if !formed.kind.adds_up() && places.is_none() {
            let finding = Diagnostic::error(Code::BadTemplate, "比率要写明小数位数")
                .at(place.clone())
                .hint("加上 places = 1（一位小数）");
            self.findings.push(finding);
        }
        Content::Derived(measure, formula)
    }
}

/// What a column without a label is called: its heads, from the top row down.
fn named_by_heads(heads: &[Spanned<String>]) -> String {
    let heads: Vec<_> = heads.iter().map(|text| text.get_ref().as_str()).collect();
    heads.join("／").replace('|', "")
}
