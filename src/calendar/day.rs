//! Days.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A day that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Of our era.
    pub year: i32,
    /// From 1.
    pub month: u32,
    /// Of the month, from 1.
    pub day: u32,
}

impl Day {
    /// The day, if there is such a one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
        })
    }

    /// Reads 9月25日, 2024年1月31日, 09-25 or 2024-01-31. `meant` finds the day of a month and a
    /// day that have no year of their own.
    pub fn parse(text: &str, meant: impl Fn(u32, u32) -> Option<Self>) -> Option<Self> {
        let parts: Vec<u32> = text
            .trim()
            .trim_end_matches('日')
            .split(['年', '月', '-'])
            .map(|part| part.trim().parse().ok())
            .collect::<Option<_>>()?;
        match *parts.as_slice() {
            [month, day] => meant(month, day),
            [year, month, day] if year >= 1000 => Self::new(i32::try_from(year).ok()?, month, day),
            _ => None,
        }
    }

    /// So many days after the last one before our era: neighbours are one apart.
    pub fn number(self) -> i64 {
        let date = NaiveDate::from_ymd_opt(self.year, self.month, self.day);
        date.map_or(0, |date| date.num_days_from_ce().into())
    }

    /// The day with this number, if there is such a one.
    pub fn of_number(number: i64) -> Option<Self> {
        let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)?;
        Self::new(date.year(), date.month(), date.day())
    }

    /// So many months later, earlier when negative: the end of a month goes to the end of a month,
    /// and a day that the other month has not, to its end.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let count = self.year * 12 + i32::try_from(self.month).unwrap_or(1) - 1 + months;
        let month = u32::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
        let year = count.div_euclid(12);
        let is_end = Self::new(self.year, self.month, self.day + 1).is_none();
        let wanted = if is_end { 31 } else { self.day };
        let mut days = (1..=wanted).rev();
        let found = days.find_map(|day| Self::new(year, month, day));
        found.unwrap_or(self)
    }

    /// 2024-01-31, as TOML writes it.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// 9月25日: Arabic figures without leading zeros.
    pub fn without_year(self) -> String {
        format!("{}月{}日", self.month, self.day)
    }
}

/// 2024年1月31日 (GB/T 9704 7.3.5.4).
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}", self.year, self.without_year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text, |_, _| None).unwrap()
    }

    #[test]
    fn days_are_one_apart_and_come_back() {
        for text in ["2024-02-28", "2023-12-31", "1949-10-01", "2999-12-31"] {
            let here = day(text);
            assert_eq!(Day::of_number(here.number()), Some(here));
            let next = Day::of_number(here.number() + 1).unwrap();
            assert!(next > here);
        }
        assert_eq!(day("2024-03-01").number() - day("2024-02-28").number(), 2);
    }

    #[test]
    fn a_day_moves_on_by_months() {
        for (from, months, to) in [
            ("2023-09-25", 1, "2023-10-25"),
            ("2023-12-25", 1, "2024-01-25"),
            ("2023-09-30", 1, "2023-10-31"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2024-01-30", 1, "2024-02-29"),
            ("2024-03-10", -3, "2023-12-10"),
            ("2023-06-30", 12, "2024-06-30"),
        ] {
            assert_eq!(day(from).plus_months(months).iso(), to, "{from} {months}");
        }
    }
}
