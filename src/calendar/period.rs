use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::Day;

/// How often a kind of notice is made.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Cycle {
    /// Once a year.
    #[default]
    Year,
    /// Twice a year: 上半年, 下半年.
    Half,
    /// Four times a year: 第一季度.
    Quarter,
    /// Every month.
    Month,
}

/// A year, a half, a quarter or a month: what one notice reports on.
///
/// ```
/// use hongtou::calendar::Period;
/// let quarter = Period::parse("2023-q1").unwrap();
/// assert_eq!(quarter.name(), "2023年第一季度");
/// assert_eq!(quarter.plus(-1).stem(), "2022-q4");
/// assert_eq!(quarter.in_year(-1).stem(), "2022-q1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    cycle: Cycle,
    /// Which one, counted from the first of the year 0: neighbours are one apart.
    count: i32,
}

const DIGITS: [&str; 4] = ["一", "二", "三", "四"];

impl Cycle {
    /// How many of them make a year.
    pub fn per_year(self) -> i32 {
        match self {
            Self::Year => 1,
            Self::Half => 2,
            Self::Quarter => 4,
            Self::Month => 12,
        }
    }

    /// The key that tells, beside `year`, which one of its year an input is of, and what the clerk
    /// calls it.
    pub fn key(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Year => None,
            Self::Half => Some(("half", "半年")),
            Self::Quarter => Some(("quarter", "季度")),
            Self::Month => Some(("month", "月份")),
        }
    }

    /// The period before, in a sentence to the clerk: 上年, 上季度.
    pub fn last_name(self) -> &'static str {
        match self {
            Self::Year => "上年",
            Self::Half => "上期",
            Self::Quarter => "上季度",
            Self::Month => "上月",
        }
    }

    /// The period itself, in a sentence to the clerk: 今年, 本季度.
    pub fn this_name(self) -> &'static str {
        match self {
            Self::Year => "今年",
            Self::Half => "本期",
            Self::Quarter => "本季度",
            Self::Month => "本月",
        }
    }

    /// This period and the one before: 两年, 两个季度.
    pub fn two_name(self) -> &'static str {
        match self {
            Self::Year => "两年",
            Self::Half => "两期",
            Self::Quarter => "两个季度",
            Self::Month => "两个月",
        }
    }

    /// Its name in a template: `quarter`.
    pub fn name(self) -> &'static str {
        self.key().map_or("year", |(key, _)| key)
    }

    /// How often, in a word: 每年一期.
    pub fn every(self) -> &'static str {
        match self {
            Self::Year => "每年一期",
            Self::Half => "每半年一期",
            Self::Quarter => "每季度一期",
            Self::Month => "每月一期",
        }
    }
}

impl Period {
    /// A year.
    pub fn year_of(year: i32) -> Self {
        Self::of(Cycle::Year, year, 1)
    }

    /// The part of a year with this number, from 1; of a [`Cycle::Year`] there is one.
    pub fn of(cycle: Cycle, year: i32, part: i32) -> Self {
        let count = year * cycle.per_year() + part - 1;
        Self { cycle, count }
    }

    /// Reads what [`Self::stem`] gives: `2023`, `2023-h1`, `2023-q3`, `2023-09`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = match text.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (text, None),
        };
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year: i32 = year.parse().ok().filter(|_| is_year)?;
        let Some(part) = part else {
            return Some(Self::year_of(year));
        };
        let (cycle, digits, length) = match part.split_at_checked(1)? {
            ("h", digits) => (Cycle::Half, digits, 1),
            ("q", digits) => (Cycle::Quarter, digits, 1),
            _ => (Cycle::Month, part, 2),
        };
        let is_part = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
        let part: i32 = digits.parse().ok().filter(|_| is_part)?;
        let is_there = (1..=cycle.per_year()).contains(&part);
        is_there.then(|| Self::of(cycle, year, part))
    }

    /// How often such a notice is made.
    pub fn cycle(self) -> Cycle {
        self.cycle
    }

    /// The calendar year that it lies in.
    pub fn year(self) -> i32 {
        self.count.div_euclid(self.cycle.per_year())
    }

    /// Which one of its year, from 1.
    pub fn part(self) -> i32 {
        self.count.rem_euclid(self.cycle.per_year()) + 1
    }

    /// So many periods later; earlier when negative.
    #[must_use]
    pub fn plus(self, periods: i32) -> Self {
        Self {
            count: self.count.saturating_add(periods),
            ..self
        }
    }

    /// The same one so many years later; earlier when negative.
    #[must_use]
    pub fn in_year(self, years: i32) -> Self {
        self.plus(years.saturating_mul(self.cycle.per_year()))
    }

    /// How many periods this one is after another of the same cycle; `None` for another cycle.
    pub fn since(self, other: Self) -> Option<i32> {
        (self.cycle == other.cycle).then(|| self.count - other.count)
    }

    /// What its files are named after: `2023`, `2023-h1`, `2023-q3`, `2023-09`.
    pub fn stem(self) -> String {
        let (year, part) = (self.year(), self.part());
        match self.cycle {
            Cycle::Year => year.to_string(),
            Cycle::Half => format!("{year}-h{part}"),
            Cycle::Quarter => format!("{year}-q{part}"),
            Cycle::Month => format!("{year}-{part:02}"),
        }
    }

    /// As a notice names it: 2023年, 2023年上半年, 2023年第三季度, 2023年9月.
    pub fn name(self) -> String {
        let year = self.year();
        match self.cycle {
            Cycle::Year => format!("{year}年"),
            Cycle::Half => format!("{year}年{}半年", self.part_name()),
            Cycle::Quarter => format!("{year}年第{}季度", self.part_name()),
            Cycle::Month => format!("{year}年{}月", self.part_name()),
        }
    }

    /// Which one of its year, as a notice writes it: 上, 三, 9; of a year, nothing.
    pub fn part_name(self) -> String {
        let part = self.part();
        let digit = || usize::try_from(part - 1).ok().and_then(|at| DIGITS.get(at));
        match self.cycle {
            Cycle::Year => String::new(),
            Cycle::Half if part == 1 => "上".to_owned(),
            Cycle::Half => "下".to_owned(),
            Cycle::Quarter => (*digit().unwrap_or(&"")).to_owned(),
            Cycle::Month => part.to_string(),
        }
    }

    /// The months from January to its end: 1—9月; of January alone 1月.
    pub fn through(self) -> String {
        match self.last_month() {
            1 => "1月".to_owned(),
            last => format!("1—{last}月"),
        }
    }

    fn last_month(self) -> i32 {
        self.part() * 12 / self.cycle.per_year()
    }

    /// The first and the last day on which its notice may be issued: from its last month on, to
    /// the end of the next period.
    pub fn days_of_issue(self) -> Option<(Day, Day)> {
        let first = Day::new(self.year(), u32::try_from(self.last_month()).ok()?, 1)?;
        Some((first, self.plus(1).last_day()?))
    }

    /// Its first day.
    pub fn first_day(self) -> Option<Day> {
        let month = u32::try_from(self.last_month() - self.months() + 1).ok()?;
        Day::new(self.year(), month, 1)
    }

    /// How many months it has.
    pub fn months(self) -> i32 {
        12 / self.cycle.per_year()
    }

    /// Its last day.
    pub fn last_day(self) -> Option<Day> {
        let month = u32::try_from(self.last_month()).ok()?;
        let mut days = [31, 30, 29, 28].into_iter();
        days.find_map(|day| Day::new(self.year(), month, day))
    }

    /// The first such day after its end; where its notice can't be issued on that day, the one in its
    /// last month.
    pub fn day_of_issue(self, month: u32, day: u32) -> Option<Day> {
        let (first, last) = self.days_of_issue()?;
        let end = self.last_day()?;
        let days = [end.year, end.year + 1].into_iter();
        let days = days.filter_map(|year| Day::new(year, month, day));
        let after = days.clone().find(|day| *day > end);
        let is_in_time = |on: &Day| (first..=last).contains(on);
        let within = days.clone().find(is_in_time);
        after.filter(is_in_time).or(within).or(after)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.stem())
    }
}

/// As the program names it to the clerk: 2023 年度, 2023 年第三季度.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, part) = (self.year(), self.part_name());
        match self.cycle {
            Cycle::Year => write!(f, "{year} 年度"),
            Cycle::Half => write!(f, "{year} 年{part}半年"),
            Cycle::Quarter => write!(f, "{year} 年第{part}季度"),
            Cycle::Month => write!(f, "{year} 年 {part} 月"),
        }
    }
}
