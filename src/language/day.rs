//! Days that a condition names.

use std::fmt;

use super::token::Tokens;
use super::wording::offset;
use super::{LanguageError, Parsed};
use crate::calendar::{Day, Period};

/// A day that a condition compares with, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedDay {
    /// `2023年9月30日`, `2023-09-30`: that day, whatever the notice's period.
    On(Day),
    /// `9月30日`: of the year in which the notice's period lies.
    OfYear {
        /// From 1.
        month: u32,
        /// From 1.
        day: u32,
    },
    /// `first_day`, `first_day-1`: of the notice's period, of the one before.
    First(i32),
    /// `last_day`, `last_day+1`: of the notice's period, of the next one.
    Last(i32),
    /// `issue_day`: 成文日期.
    Issue,
}

/// The names of the days that follow from a notice's period or stand at its head.
pub const DAY_NAMES: [&str; 3] = ["first_day", "last_day", "issue_day"];

/// More characters than any day is written with.
const LONGEST: usize = 20;

impl NamedDay {
    /// The day that is meant in a notice of a period, issued on a day; nothing beyond the calendar.
    pub fn of(self, period: Period, issued: Day) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::OfYear { month, day } => Day::new(period.year(), month, day),
            Self::First(offset) => period.plus(offset).first_day(),
            Self::Last(offset) => period.plus(offset).last_day(),
            Self::Issue => Some(issued),
        }
    }

    /// A day of the period by its name, with how many periods it is away.
    pub(super) fn read(tokens: &mut Tokens) -> Parsed<Option<Self>> {
        let [first, last, issue] = DAY_NAMES;
        if tokens.eat_word(first) {
            return Ok(Some(Self::First(offset(tokens)?)));
        }
        if tokens.eat_word(last) {
            return Ok(Some(Self::Last(offset(tokens)?)));
        }
        Ok(tokens.eat_word(issue).then_some(Self::Issue))
    }

    /// A day that is written out at the beginning of a text, and how long it is: `2023-09-30`,
    /// `2023年9月30日`, `9月30日`. Nothing where no day begins there.
    ///
    /// # Errors
    /// What begins like a day and is none.
    pub(super) fn written(text: &str) -> Option<Result<(Self, usize), LanguageError>> {
        let is_part = |c: &char| c.is_ascii_digit() || "年月日-".contains(*c);
        let parts = text.chars().take(LONGEST + 1).take_while(is_part);
        let (count, length) = parts.fold((0, 0), |(count, length), c| {
            (count + 1, length + c.len_utf8())
        });
        if count > LONGEST {
            return None;
        }
        let text = &text[..length];
        let is_chinese = text.contains(['年', '月']);
        let is_iso = !is_chinese && text.matches('-').count() == 2;
        if !is_chinese && !is_iso {
            return None;
        }
        // Of 2月29日 a template can't say what is meant in other years.
        let of_year = |month, day| {
            let day_of = Day::new(2001, month, day);
            day_of.filter(|_| is_chinese)
        };
        let has_year = text.contains('年') || is_iso;
        let day = Day::parse(text, of_year).filter(|_| is_iso || text.ends_with('日'));
        Some(match day {
            Some(day) if has_year => Ok((Self::On(day), text.len())),
            Some(Day { month, day, .. }) => Ok((Self::OfYear { month, day }, text.len())),
            None => Err(LanguageError::new(
                format!(
                    "“{text}”不是年年都有的日期：写 2023年9月30日、2023-09-30，或 9月30日（本期所在的那一年）"
                ),
                0..text.len(),
            )),
        })
    }
}

impl fmt::Display for NamedDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, last, issue] = DAY_NAMES;
        let moved = |f: &mut fmt::Formatter<'_>, name: &str, offset: i32| match offset {
            0 => f.write_str(name),
            offset => write!(f, "{name}{offset:+}"),
        };
        match self {
            Self::On(day) => day.fmt(f),
            Self::OfYear { month, day } => write!(f, "{month}月{day}日"),
            Self::First(offset) => moved(f, first, *offset),
            Self::Last(offset) => moved(f, last, *offset),
            Self::Issue => f.write_str(issue),
        }
    }
}
