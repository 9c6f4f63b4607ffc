//! How a figure is to be printed: `万 comma` of a column, `亿 2` behind a hole's colon.

use super::token::{Token, Tokens};
use super::{LanguageError, Parsed};
use crate::number::Exact;

/// How a figure is to be printed, as far as it is said; what is not said is as the figure has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Decimal places, 0 to 9.
    pub places: Option<u32>,
    /// What one of the printed number is.
    pub scale: Option<Scale>,
    /// What is done with the sign of the number.
    pub sign: Option<Sign>,
    /// What parts its thousands.
    pub grouping: Option<Grouping>,
    /// Whether it is written in Chinese numerals.
    pub numerals: Option<Numerals>,
    /// Without %, ‰, 万, 亿 or 个百分点: the head of the column or the wording says it.
    pub bare: bool,
    /// The number alone, whatever form the figure has of its own; of a date all of it.
    pub plain: bool,
    /// How much of a date is printed.
    pub day: Option<DayForm>,
}

/// How much of a date is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayForm {
    /// 9月25日; of another year than the notice's, with its year.
    NoYear,
    /// 2023年9月.
    Month,
}

/// What one of the printed number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A quotient.
    Share(Share),
    /// 个百分点: a difference of two rates in per cent.
    Points,
    /// 万 or 亿.
    Step(Step),
}

/// What a quotient is told in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    /// 83.3%.
    #[default]
    PerCent,
    /// 5.2‰.
    PerMille,
    /// 1.25: so many of one in the other (倍, 比值).
    Quotient,
}

/// In what steps a large number is told (GB/T 15835: 3.45亿).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// 万.
    Wan,
    /// 亿.
    Yi,
    /// 亿 or 万, the greatest that leaves at least one; else none.
    Fitting,
}

/// What is done with the sign of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// + stands before what is more than nothing, and a true minus before what is less.
    Always,
    /// A true minus (−) stands before what is less; without it, that of the keyboard.
    Minus,
    /// None stands before what is less: 下降1.5个百分点.
    Never,
}

/// What parts the thousands (GB/T 15835).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// 12,345.678: the whole part alone.
    Comma,
    /// 12 345.678 9: both ways from the point.
    Space,
}

/// Chinese numerals, of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    /// 二, 十二, 一百零五.
    Chinese,
    /// Before a measure word: 两, 三 … 十, then 11.
    Counted,
}

impl Share {
    /// What the whole is in it: 100 per cent.
    pub fn whole(self) -> Exact {
        Exact::integer(match self {
            Self::PerCent => 100,
            Self::PerMille => 1000,
            Self::Quotient => 1,
        })
    }

    /// The sign that is printed behind it; empty where it has none.
    pub fn sign(self) -> &'static str {
        match self {
            Self::PerCent => "%",
            Self::PerMille => "‰",
            Self::Quotient => "",
        }
    }

    /// The word of it in a form.
    pub fn word(self) -> &'static str {
        match self {
            Self::PerCent => "percent",
            Self::PerMille => "permille",
            Self::Quotient => "ratio",
        }
    }
}

/// One word of a form.
#[derive(Clone, Copy)]
enum Word {
    Scale(Scale),
    Sign(Sign),
    Grouping(Grouping),
    Numerals(Numerals),
    Day(DayForm),
    Bare,
    Plain,
}

const WORDS: [(&str, Word); 17] = [
    ("percent", Word::Scale(Scale::Share(Share::PerCent))),
    ("permille", Word::Scale(Scale::Share(Share::PerMille))),
    ("ratio", Word::Scale(Scale::Share(Share::Quotient))),
    ("points", Word::Scale(Scale::Points)),
    ("万", Word::Scale(Scale::Step(Step::Wan))),
    ("亿", Word::Scale(Scale::Step(Step::Yi))),
    ("step", Word::Scale(Scale::Step(Step::Fitting))),
    ("plus", Word::Sign(Sign::Always)),
    ("minus", Word::Sign(Sign::Minus)),
    ("abs", Word::Sign(Sign::Never)),
    ("comma", Word::Grouping(Grouping::Comma)),
    ("space", Word::Grouping(Grouping::Space)),
    ("chinese", Word::Numerals(Numerals::Chinese)),
    ("counted", Word::Numerals(Numerals::Counted)),
    ("bare", Word::Bare),
    ("day", Word::Day(DayForm::NoYear)),
    ("month", Word::Day(DayForm::Month)),
];
const PLAIN: (&str, Word) = ("plain", Word::Plain);

impl Form {
    /// Reads the form of a column: `万 comma`. Its places have a key of their own.
    pub fn parse(text: &str) -> Parsed<Self> {
        let mut tokens = Tokens::new(text)?;
        let form = Self::read(&mut tokens, false)?;
        match form {
            Some(form) => Ok(form),
            None => Err(LanguageError::new(
                format!("写明印成什么样子，可用的有 {}", known(false)),
                0..text.len(),
            )),
        }
    }

    /// Reads what stands behind the colon of a hole, to its end: `0`, `亿 2`, `plain`.
    pub(super) fn of_hole(tokens: &mut Tokens) -> Parsed<Self> {
        let form = Self::read(tokens, true)?;
        form.ok_or_else(|| {
            let wanted = format!("冒号后面写小数位数，或 {}", known(true));
            tokens.unexpected(&wanted)
        })
    }

    /// The words up to the end; nothing where there is none.
    fn read(tokens: &mut Tokens, in_hole: bool) -> Parsed<Option<Self>> {
        let mut form = Self::default();
        let mut is_read = false;
        while let Some(token) = tokens.peek().cloned() {
            let span = tokens.span();
            let fault = |message: String| LanguageError::new(message, span.clone());
            let is_new = match &token {
                Token::Number(number, None) if in_hole => {
                    let places = number.to_plain().parse().ok().filter(|n| *n < 10);
                    let places =
                        places.ok_or_else(|| fault("小数位数应为 0 到 9 的整数".to_owned()))?;
                    form.places.replace(places).is_none()
                }
                Token::Number(..) if !in_hole => {
                    return Err(fault("小数位数写在 places 里，如 places = 1".to_owned()));
                }
                Token::Name(name) => {
                    let word = word(name, in_hole).ok_or_else(|| {
                        fault(format!("没有“{name}”这种写法，可用的有 {}", known(in_hole)))
                    })?;
                    form.take(word)
                }
                _ => {
                    let wanted = format!("此处应为 {}", known(in_hole));
                    return Err(tokens.unexpected(&wanted));
                }
            };
            if !is_new {
                return Err(fault("同一种写法说了两次，或前后矛盾，只留一个".to_owned()));
            }
            is_read = true;
            tokens.next();
        }
        if let Some(message) = form.contradiction() {
            return Err(LanguageError::new(message, 0..tokens.span().end));
        }
        Ok(is_read.then_some(form))
    }

    /// Whether nothing of the kind was said before.
    fn take(&mut self, word: Word) -> bool {
        match word {
            Word::Scale(scale) => self.scale.replace(scale).is_none(),
            Word::Sign(sign) => self.sign.replace(sign).is_none(),
            Word::Grouping(grouping) => self.grouping.replace(grouping).is_none(),
            Word::Numerals(numerals) => self.numerals.replace(numerals).is_none(),
            Word::Day(day) => self.day.replace(day).is_none(),
            Word::Bare => !std::mem::replace(&mut self.bare, true),
            Word::Plain => !std::mem::replace(&mut self.plain, true),
        }
    }

    /// Why these can't be said together.
    fn contradiction(&self) -> Option<String> {
        let is_scaled = self.scale.is_some() || self.bare;
        if self.numerals.is_some()
            && (is_scaled || self.grouping.is_some() || self.places.is_some() || self.plain)
        {
            return Some("中文数字（chinese、counted）不能和别的写法同用".to_owned());
        }
        let is_number = is_scaled || self.grouping.is_some() || self.places.is_some();
        if self.day.is_some()
            && (is_number || self.sign.is_some() || self.numerals.is_some() || self.plain)
        {
            return Some("日期的写法（day、month）不能和别的写法同用".to_owned());
        }
        if self.plain && (is_scaled || self.grouping.is_some()) {
            return Some("plain 是数字本身，只能再写小数位数、plus、minus 或 abs".to_owned());
        }
        None
    }

    /// This form, and of the other what this one does not say.
    #[must_use]
    pub fn over(self, own: Self) -> Self {
        if self.plain {
            return self;
        }
        let is_arabic = self.scale.is_some() || self.grouping.is_some() || self.places.is_some();
        if self.numerals.is_some() {
            let sign = self.sign.or(own.sign);
            return Self { sign, ..self };
        }
        Self {
            places: self.places,
            scale: self.scale.or(own.scale),
            sign: self.sign.or(own.sign),
            grouping: self.grouping.or(own.grouping),
            numerals: own.numerals.filter(|_| !is_arabic),
            bare: self.bare,
            plain: false,
            day: self.day.or(own.day),
        }
    }
}

fn word(name: &str, in_hole: bool) -> Option<Word> {
    let words = WORDS.into_iter().chain(in_hole.then_some(PLAIN));
    let mut words = words.filter(|(known, _)| *known == name);
    words.next().map(|(_, word)| word)
}

fn known(in_hole: bool) -> String {
    let words = WORDS.into_iter().chain(in_hole.then_some(PLAIN));
    words.map(|(word, _)| word).collect::<Vec<_>>().join("、")
}
