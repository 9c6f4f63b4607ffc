//! The printed form of a number: its step, its sign, its thousands, its numerals.

use crate::language::{Form, Grouping, Numerals, Scale, Share, Sign, Step};
use crate::model::{Kind, Measure, POINTS, base_unit, step_size};
use crate::number::Exact;

/// A minus that is none of the keyboard's.
const MINUS: char = '−';
/// A quarter of an em in the fonts of figures (GB/T 15835), where no line is broken.
const GAP_OF_THOUSANDS: char = '\u{a0}';

/// In what a number is printed.
pub(super) struct Unit {
    /// How many of the figure's own unit one of the printed number is.
    pub size: Exact,
    /// What is printed behind it: %, ‰, 亿, 个百分点; empty where nothing is.
    pub word: &'static str,
}

impl Measure {
    /// In what a number of this kind is printed in a form; `is_enough` says of a size whether what
    /// is printed is at least one.
    pub(super) fn unit_of(&self, form: &Form, is_enough: impl Fn(&Exact) -> bool) -> Unit {
        let one = || Exact::integer(1);
        match (self.kind, form.scale) {
            (Kind::Rate(own), scale) => {
                let share = match scale {
                    Some(Scale::Share(share)) => share,
                    _ => own,
                };
                let size = own.whole().checked_div(&share.whole());
                Unit {
                    size: size.unwrap_or_else(one),
                    word: share.sign(),
                }
            }
            (Kind::Points, _) => Unit {
                size: one(),
                word: POINTS,
            },
            (Kind::Count | Kind::Amount, Some(Scale::Step(step))) => {
                let (_, own) = base_unit(&self.unit);
                let own = Exact::integer(own);
                let of = |step: Step| {
                    let (size, word) = step_size(step)?;
                    let size = size.checked_div(&own)?;
                    Some(Unit { size, word })
                };
                let fitting = || {
                    let steps = [Step::Yi, Step::Wan].into_iter().filter_map(of);
                    let mut steps = steps.filter(|unit| is_enough(&unit.size));
                    steps.next()
                };
                of(step).or_else(fitting).unwrap_or_else(|| Unit {
                    size: one().checked_div(&own).unwrap_or_else(one),
                    word: "",
                })
            }
            (Kind::Count | Kind::Amount | Kind::Date, _) => Unit {
                size: one(),
                word: "",
            },
        }
    }
}

impl Measure {
    /// In what the numbers of an axis are that reaches as far as `most`, in the figure's own unit: how
    /// many of that unit one of them is, and what it is called: 亿元, %.
    pub fn axis_unit(&self, most: &Exact) -> (Exact, String) {
        let unit = self.unit_of(&self.form, |size| most >= size);
        let name = match self.kind {
            Kind::Rate(Share::PerCent | Share::PerMille) => unit.word.to_owned(),
            Kind::Points => POINTS.trim_start_matches('个').to_owned(),
            Kind::Rate(Share::Quotient) | Kind::Count | Kind::Amount | Kind::Date => {
                let is_of_steps = matches!(self.form.scale, Some(Scale::Step(_)));
                if is_of_steps {
                    format!("{}{}", unit.word, base_unit(&self.unit).0)
                } else {
                    format!("{}{}", unit.word, self.unit)
                }
            }
        };
        (unit.size, name)
    }
}

/// Digits, as [`Exact::to_fixed`] gives them, in their form; `word` stands behind them.
pub(super) fn dressed(digits: &str, form: &Form, word: &str) -> String {
    let (is_negative, bare) = match digits.strip_prefix('-') {
        Some(bare) => (true, bare),
        None => (false, digits),
    };
    let is_nothing = !bare.contains(|c: char| ('1'..='9').contains(&c));
    let sign = match form.sign {
        _ if is_nothing => None,
        None if is_negative => Some('-'),
        Some(Sign::Always | Sign::Minus) if is_negative => Some(MINUS),
        Some(Sign::Always) => Some('+'),
        Some(Sign::Minus | Sign::Never) | None => None,
    };
    let mut text = String::new();
    text.extend(sign);
    match form.grouping {
        None => text.push_str(bare),
        Some(grouping) => text.push_str(&grouped(bare, grouping)),
    }
    text + word
}

/// 12,345.678; 12 345.678 9. What has four digits or fewer behind the point is not parted there.
fn grouped(digits: &str, grouping: Grouping) -> String {
    const MOST: usize = 4;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mark = match grouping {
        Grouping::Comma => ',',
        Grouping::Space => GAP_OF_THOUSANDS,
    };
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(mark);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
    }
    for (at, digit) in fraction.chars().enumerate() {
        if grouping == Grouping::Space && fraction.len() > MOST && at > 0 && at % 3 == 0 {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// A whole number in Chinese numerals; nothing where it is not written so.
pub(super) fn in_numerals(value: &Exact, form: &Form) -> Option<String> {
    let ten = Exact::integer(10);
    let value = match form.sign {
        Some(Sign::Never) => value.abs(),
        _ => value.clone(),
    };
    match form.numerals? {
        Numerals::Chinese => value.to_chinese(),
        Numerals::Counted if value == Exact::integer(2) => Some("两".to_owned()),
        Numerals::Counted if !value.is_negative() && value <= ten => value.to_chinese(),
        Numerals::Counted => None,
    }
}
