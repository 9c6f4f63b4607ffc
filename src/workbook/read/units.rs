//! 万元 beside 亿元, ‰ beside %: numbers told in another unit than the figure's own.

use super::words::{narrow, plain};
use crate::language::Share;
use crate::model::{Kind, Measure, base_unit};
use crate::number::{Decimal, Exact};

/// The unit that a head says: 投资额（万元）, 单位：万元.
pub fn said(head: &str) -> Option<String> {
    let narrow: String = head.chars().map(narrow).collect();
    if let Some((_, rest)) = narrow.split_once("单位:") {
        let unit: String = rest
            .chars()
            .take_while(|c| !") ,、;".contains(*c))
            .collect();
        return (!unit.is_empty()).then_some(unit);
    }
    let open = narrow.rfind('(')?;
    let inner = &narrow[open + 1..];
    let close = inner.find(')')?;
    let unit = inner[..close].trim();
    let is_unit = unit.chars().count() <= 4 && !unit.is_empty() && !unit.contains('、');
    is_unit.then(|| unit.to_owned())
}

/// Whether a unit is another than a figure's own, and one of the same thing.
pub fn differs(said: &str, measure: &Measure) -> bool {
    factor(said, measure).is_some_and(|factor| !factor.is_one())
}

/// What a number told in a unit is to be multiplied by; nothing where it is of another thing.
pub fn factor(said: &str, measure: &Measure) -> Option<Exact> {
    let said = plain(said);
    let quotient = |a: i64, b: i64| Exact::integer(a).checked_div(&Exact::integer(b));
    let share = match said.as_str() {
        "" => return quotient(1, 1),
        "%" | "百分比" => Some(Share::PerCent),
        "‰" => Some(Share::PerMille),
        _ => None,
    };
    match (measure.kind, share) {
        (Kind::Rate(own), Some(share)) => own.whole().checked_div(&share.whole()),
        (Kind::Rate(_), None) if plain(measure.sign_or_unit()) == said => quotient(1, 1),
        (Kind::Points, _) => ["%", "百分点", "个百分点"]
            .contains(&said.as_str())
            .then(|| Exact::integer(1)),
        (Kind::Count | Kind::Amount, None) => {
            let own = plain(&measure.unit);
            let ((base, times), (own_base, own_times)) = (base_unit(&said), base_unit(&own));
            let is_same =
                base == own_base || is_step(&said) && (own == said || own_base.is_empty());
            if is_same {
                return quotient(times, own_times);
            }
            // 1.2万 of 元: the step alone.
            step(&said).and_then(|step| quotient(step, own_times))
        }
        _ => None,
    }
}

fn step(word: &str) -> Option<i64> {
    match word {
        "万" => Some(10_000),
        "亿" => Some(100_000_000),
        _ => None,
    }
}

fn is_step(word: &str) -> bool {
    step(word).is_some()
}

/// A number in another unit, with as many digits as it was told with.
pub fn converted(text: &str, factor: &Exact) -> String {
    if factor.is_one() {
        return text.to_owned();
    }
    let Ok(number) = Decimal::parse(text) else {
        return text.to_owned();
    };
    let value = &number.value * factor;
    let mut places = number.places;
    let ten = Exact::integer(10);
    let mut rest = factor.clone();
    while rest < Exact::integer(1) {
        rest = &rest * &ten;
        places += 1;
    }
    while rest >= ten && places > 0 {
        rest = rest.checked_div(&ten).unwrap_or_else(|| Exact::integer(1));
        places -= 1;
    }
    let told = value.to_fixed(places);
    let plain = value.to_plain();
    // Never fewer digits than the number has.
    if plain.len() > told.len() {
        plain
    } else {
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(unit: &str) -> Measure {
        Measure {
            unit: unit.to_owned(),
            kind: Kind::Amount,
            ..Measure::default()
        }
    }

    #[test]
    fn numbers_are_told_in_the_figures_own_unit() {
        for (text, said, own, wanted) in [
            ("138700", "万元", "亿元", Some("13.8700")),
            ("13.87", "亿元", "万元", Some("138700")),
            ("51.220", "万元", "万元", Some("51.220")),
            ("51.220", "", "万元", Some("51.220")),
            ("1.5", "千米", "米", Some("1500")),
            ("3", "户", "套", None),
            ("1234567", "元", "万元", Some("123.4567")),
            ("1.2", "万", "元", Some("12000")),
        ] {
            let factor = factor(said, &amount(own));
            let got = factor.map(|factor| converted(text, &factor));
            assert_eq!(got.as_deref(), wanted, "{text}{said} in {own}");
        }
        assert_eq!(super::said("投资额（万元）").as_deref(), Some("万元"));
        assert_eq!(super::said("单位：万元、套").as_deref(), Some("万元"));
        assert_eq!(super::said("县（市、区）名称"), None);
    }
}
