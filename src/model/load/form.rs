//! The printed form of a column or a single figure: what it makes of the figure, and whether its
//! unit and its formula agree with it.

use super::Loader;
use crate::language::{Form, Formula, Scale, Share};
use crate::model::spanned::Spanned;
use crate::model::{Kind, POINTS};
use crate::source::{Place, SourceId};

/// What a form and a formula make of a figure.
pub(super) struct Formed {
    pub kind: Kind,
    /// Without what is the kind's.
    pub form: Form,
}

impl Loader<'_> {
    /// The kind and the form of a figure; `plain` is its kind where nothing else is said.
    pub(super) fn formed(
        &mut self,
        unit: &str,
        plain: Kind,
        text: Option<&Spanned<String>>,
        formula: Option<&Formula>,
        at: &Place,
    ) -> Formed {
        let parsed = text.and_then(|text| self.parsed(text, at.source, Form::parse));
        let (form, place) = parsed.map_or_else(
            || (Form::default(), at.clone()),
            |parsed| (parsed.value, parsed.place),
        );
        let kind = match (formula.is_some_and(Formula::is_ratio), form.scale) {
            (_, Some(Scale::Share(share))) => Kind::Rate(share),
            (true, _) => Kind::Rate(Share::PerCent),
            (false, Some(Scale::Points)) => Kind::Points,
            (false, _) => plain,
        };
        let is_rank = formula.is_some_and(Formula::is_rank);
        let is_only_numerals = form.scale.is_none() && form.grouping.is_none();
        let fault = if is_rank && !(is_only_numerals && form.sign.is_none()) {
            Some("名次只能印作数字或中文数字（chinese）".to_owned())
        } else if form.bare && form.scale.is_none() && kind.adds_up() {
            Some("bare 是不印 %、‰、万、亿，这一项本来就不印；请去掉 bare".to_owned())
        } else {
            kind.misfit(&form)
                .or_else(|| unit_against(unit, kind, &form))
        };
        if let Some(message) = fault {
            self.fault(place, message);
        }
        let form = Form {
            scale: form.scale.filter(|scale| matches!(scale, Scale::Step(_))),
            ..form
        };
        Formed { kind, form }
    }

    /// A form has no place where there are words, or a year.
    pub(super) fn no_form(&mut self, form: Option<&Spanned<String>>, what: &str, source: SourceId) {
        if let Some(form) = form {
            let place = Place::new(source, form.span());
            self.fault(place, format!("{what}没有 form：请去掉这一行"));
        }
    }

    /// What stands in a cell that has nothing.
    pub(super) fn blank(&mut self, text: Option<&Spanned<String>>, source: SourceId) -> String {
        const MOST: usize = 4;
        let Some(text) = text else {
            return String::new();
        };
        let blank = text.get_ref();
        let is_sign = |c: char| !c.is_alphanumeric() || !c.is_ascii() && !c.is_numeric();
        if blank.chars().count() > MOST || !blank.chars().all(is_sign) {
            let place = Place::new(source, text.span());
            let message = format!("空白格里印的最多 {MOST} 个字，不能有数字：如 blank = \"—\"");
            self.fault(place, message);
        }
        blank.clone()
    }
}

/// A unit that says another thing than what is printed.
fn unit_against(unit: &str, kind: Kind, form: &Form) -> Option<String> {
    let allowed: &[&str] = match kind {
        Kind::Rate(Share::PerCent) => &["%", "％"],
        Kind::Rate(Share::PerMille) => &["‰"],
        Kind::Points => &[POINTS, "百分点"],
        Kind::Rate(Share::Quotient) | Kind::Count | Kind::Amount | Kind::Date => {
            let is_sign = unit.contains(['%', '％', '‰']) || unit.contains("百分点");
            let is_formed = form.scale.is_some();
            return (is_sign && is_formed)
                .then(|| format!("单位写作“{unit}”，和 form 矛盾：请改其中一个"));
        }
    };
    if unit.is_empty() || allowed.contains(&unit) {
        return None;
    }
    let printed = allowed.first().copied().unwrap_or_default();
    let ways = "form 可写 percent（%）、permille（‰）、ratio（倍、比值）、points（百分点）";
    Some(format!(
        "单位写作“{unit}”，印出来的却是 {printed}：请去掉 unit，或改 form；{ways}"
    ))
}
