//! What sort of number a figure is, and which printed forms fit it.

use super::{Kind, Measure};
use crate::language::{Form, Scale, Share, Step};
use crate::number::Exact;

/// What stands behind a difference of two rates in per cent.
pub const POINTS: &str = "个百分点";

/// So many of one is a word before a unit: 万元.
const STEPS: [(&str, i64); 3] = [("万", 10_000), ("亿", 100_000_000), ("千", 1000)];

impl Kind {
    /// Whether it is a quotient, in whatever it is told.
    pub fn is_rate(self) -> bool {
        matches!(self, Self::Rate(_))
    }

    /// What a quotient of this kind is told in.
    pub fn share(self) -> Share {
        match self {
            Self::Rate(share) => share,
            Self::Count | Self::Amount | Self::Points | Self::Date => Share::default(),
        }
    }

    /// What a difference of two such figures is in, where it is not in their unit.
    pub fn points(self) -> &'static str {
        match self {
            Self::Rate(Share::PerCent) | Self::Points => POINTS,
            Self::Rate(Share::PerMille) => "个千分点",
            Self::Date => "天",
            Self::Rate(Share::Quotient) | Self::Count | Self::Amount => "",
        }
    }

    /// Why a form can't be asked of a figure of this kind; nothing where it can.
    pub fn misfit(self, form: &Form) -> Option<String> {
        let what = match self {
            Self::Count => "整数",
            Self::Amount => "可以有小数的数",
            Self::Rate(_) => "比率",
            Self::Points => "百分点",
            Self::Date => "日期",
        };
        if self == Self::Date {
            let day = Form {
                day: None,
                plain: false,
                ..*form
            };
            let message = "日期只能印成全的、不写年的（day）或到月的（month）";
            return (day != Form::default()).then(|| message.to_owned());
        }
        if form.day.is_some() {
            return Some(format!("day、month 只用于日期，这是{what}"));
        }
        if form.numerals.is_some() && self != Self::Count {
            return Some(format!(
                "chinese、counted（中文数字）只用于整数，这是{what}"
            ));
        }
        match (form.scale?, self) {
            (Scale::Share(_), Self::Rate(_))
            | (Scale::Points, Self::Points)
            | (Scale::Step(_), Self::Count | Self::Amount) => None,
            (Scale::Share(share), _) => {
                Some(format!("{} 只用于比率（a / b），这是{what}", share.word()))
            }
            (Scale::Points, _) => Some(format!(
                "points（百分点）只用于两个百分比的差（a - b），这是{what}"
            )),
            (Scale::Step(_), _) => Some(format!("万、亿、step 不用于{what}")),
        }
    }

    /// Whether the figures of several rows add up to that of all of them. Rates do not.
    pub fn adds_up(self) -> bool {
        matches!(self, Self::Count | Self::Amount)
    }

    /// What the whole is, of a share of something: 100 per cent; nothing of any other figure.
    pub fn whole(self) -> Option<Exact> {
        match self {
            Self::Rate(share @ (Share::PerCent | Share::PerMille)) => Some(share.whole()),
            _ => None,
        }
    }
}

impl Measure {
    /// The sign or the unit behind a number of this kind: %, ‰, 个百分点, 套.
    pub fn sign_or_unit(&self) -> &str {
        match self.kind {
            Kind::Rate(share @ (Share::PerCent | Share::PerMille)) => share.sign(),
            Kind::Points => POINTS,
            _ => &self.unit,
        }
    }

    /// What a reader puts behind the printed figure: 元 of 3.45亿, 套, 倍; nothing where it is
    /// printed with the figure.
    pub fn unit_behind(&self) -> &str {
        match (self.kind, self.form.scale) {
            (Kind::Points | Kind::Rate(Share::PerCent | Share::PerMille), _) => "",
            (_, Some(Scale::Step(_))) => base_unit(&self.unit).0,
            _ => &self.unit,
        }
    }
}

/// What a unit is a multiple of, and how many of it: 万元 is 10000 元.
pub fn base_unit(unit: &str) -> (&str, i64) {
    let mut times: i64 = 1;
    let mut rest = unit;
    while let Some((first, scale)) = STEPS
        .into_iter()
        .find(|(first, _)| rest.starts_with(first) && rest.len() > first.len())
    {
        let Some(more) = times.checked_mul(scale) else {
            break;
        };
        times = more;
        rest = &rest[first.len()..];
    }
    (rest, times)
}

/// How many of one a step is, and its word.
pub fn step_size(step: Step) -> Option<(Exact, &'static str)> {
    match step {
        Step::Wan => Some((Exact::integer(10_000), "万")),
        Step::Yi => Some((Exact::integer(100_000_000), "亿")),
        Step::Fitting => None,
    }
}
