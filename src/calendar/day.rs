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
