//! A quarter with the one before it and the same one of the year before: every county's rate on the
//! schedule, a hair beside it, alike, all done, nothing done, no task; rises and falls and neither.

use std::fmt::Write;

use crate::any_year::made::counties;
use crate::dice::Dice;

/// What one county had to do and did; investments in hundredths of 亿元. Nothing: no such task.
#[derive(Clone, Copy, Debug, Default)]
pub struct County {
    pub target: Option<u64>,
    pub investment: Option<u64>,
    pub invested: Option<u64>,
    pub begun_target: Option<u64>,
    pub begun: Option<u64>,
}

#[derive(Clone, Debug)]
pub struct Quarter {
    pub year: i64,
    pub quarter: i64,
    /// In tenths of a per cent.
    pub schedule: u64,
    pub counties: Vec<String>,
    pub rows: Vec<County>,
    /// There is a file of it; if not, the quarter after it states what it published.
    pub is_file: bool,
}

/// A quarter, and those to which it looks back; nothing where there was none.
#[derive(Clone, Debug)]
pub struct Series {
    pub this: Quarter,
    pub last: Option<Quarter>,
    pub same: Option<Quarter>,
}

/// How all the counties do.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Mixed,
    AllDone,
    NothingDone,
    OnSchedule,
    Alike,
    AllBehind,
    OneBehind,
}

pub fn series(seed: u64) -> Series {
    let mut dice = Dice::mixed(seed);
    let dice = &mut dice;
    let counties = counties(dice);
    let quarter = 1 + dice.signed(4);
    let year = 2020 + dice.signed(6);
    let schedule = match dice.below(5) {
        0 => 1 + dice.below(1000),
        1 => 10 * (1 + dice.below(99)),
        _ => 250 * u64::try_from(quarter).unwrap(),
    };
    let has_no_task = dice.odds(1, 40);
    let mood = mood(dice);
    let lone = dice.index(counties.len());
    let rows: Vec<County> = (0..counties.len())
        .map(|at| {
            let row_mood = match mood {
                Mood::OneBehind if at == lone => Mood::AllBehind,
                Mood::OneBehind => Mood::AllDone,
                mood => mood,
            };
            county(dice, row_mood, schedule, has_no_task, quarter)
        })
        .collect();
    let this = Quarter {
        year,
        quarter,
        schedule,
        counties,
        rows,
        is_file: true,
    };
    let last = dice.odds(5, 6).then(|| last(dice, &this));
    let same = dice.odds(5, 6).then(|| same(dice, &this));
    Series { this, last, same }
}

fn mood(dice: &mut Dice) -> Mood {
    match dice.below(12) {
        0 => Mood::AllDone,
        1 => Mood::NothingDone,
        2 => Mood::OnSchedule,
        3 => Mood::Alike,
        4 => Mood::AllBehind,
        5 | 6 => Mood::OneBehind,
        _ => Mood::Mixed,
    }
}

/// What was invested of a target by now.
fn investment(dice: &mut Dice, target: u64, schedule: u64, mood: Mood) -> u64 {
    let at = (target * schedule).div_ceil(1000);
    match mood {
        Mood::AllDone => {
            return target
                + if dice.odds(1, 3) {
                    dice.below(target)
                } else {
                    0
                };
        }
        Mood::NothingDone => return 0,
        Mood::OnSchedule => return at,
        Mood::Alike => return target / 5 * 4,
        Mood::AllBehind => return at.saturating_sub(1 + dice.below(at)),
        Mood::Mixed | Mood::OneBehind => {}
    }
    match dice.below(9) {
        0 => 0,
        1 => target,
        2 => target - 1,
        3 => at,
        4 => at.saturating_sub(1),
        5 => at + 1,
        6 => target + dice.below(target + 1),
        _ => dice.below(target + 1),
    }
}

fn county(dice: &mut Dice, mood: Mood, schedule: u64, has_no_task: bool, quarter: i64) -> County {
    let mut county = County::default();
    if dice.odds(2, 3) {
        let target = 1 + dice.below(3000);
        let target = if dice.odds(1, 8) { 0 } else { target };
        county.begun_target = Some(target);
        county.begun = Some(match dice.below(4) {
            0 => 0,
            1 => target,
            2 => target + dice.below(500),
            _ => dice.below(target.max(1)),
        });
    }
    if has_no_task || dice.odds(1, 6) {
        // No task may be typed as 0; money of older tasks goes on.
        if dice.odds(1, 3) {
            (county.target, county.investment) = (Some(0), Some(0));
        }
        if dice.odds(1, 8) {
            county.investment = Some(dice.below(300));
        }
    } else {
        let target = match dice.below(4) {
            0 => 1 + dice.below(20),
            1 => 100 * (1 + dice.below(9)),
            _ => 1000 + 1000 * dice.below(3) + 40 * dice.below(20),
        };
        // So that all of them, and the sum, are on the schedule.
        let target = if mood == Mood::OnSchedule || mood == Mood::Alike {
            1000 * (1 + dice.below(4))
        } else {
            target
        };
        county.target = Some(target);
        county.investment = Some(investment(dice, target, schedule, mood));
    }
    county.invested = county.investment.map(|all| match dice.below(5) {
        _ if quarter == 1 => all,
        0 => 0,
        1 => all,
        _ => dice.below(all + 1),
    });
    county
}

/// The quarter before: what it had by its end is what this one went on from.
fn last(dice: &mut Dice, this: &Quarter) -> Quarter {
    let quarter = if this.quarter == 1 {
        4
    } else {
        this.quarter - 1
    };
    let keeps = dice.odds(1, 6);
    let rows = this.rows.iter().map(|row| {
        let mut before = *row;
        if this.quarter == 1 {
            let all = row.investment.map(|all| all + dice.below(2000));
            (before.target, before.investment) = (row.target, all);
        } else {
            before.investment = row.investment.zip(row.invested).map(|(all, new)| all - new);
        }
        before.invested = before.investment.map(|all| match dice.below(4) {
            _ if quarter == 1 => all,
            _ if keeps => all.min(row.invested.unwrap_or_default()),
            0 => all,
            _ => dice.below(all + 1),
        });
        before
    });
    let rows = rows.collect();
    Quarter {
        year: this.year - i64::from(this.quarter == 1),
        quarter,
        rows,
        is_file: dice.odds(4, 5),
        ..this.clone()
    }
}

/// The same quarter of the year before; some counties are new since.
fn same(dice: &mut Dice, this: &Quarter) -> Quarter {
    let keeps = dice.odds(1, 6);
    let mut rows = Vec::new();
    let mut counties = Vec::new();
    for (name, row) in this.counties.iter().zip(&this.rows) {
        if dice.odds(1, 12) && this.counties.len() > 1 {
            continue;
        }
        let mut before = *row;
        if !keeps {
            before.investment = before.investment.map(|all| match dice.below(5) {
                0 => 0,
                1 => all,
                2 => all + 1,
                _ => dice.below(2 * all + 1),
            });
            before.invested = before.investment.map(|all| dice.below(all + 1));
        }
        if this.quarter == 1 {
            before.invested = before.investment;
        }
        counties.push(name.clone());
        rows.push(before);
    }
    if rows.is_empty() {
        counties.push(this.counties[0].clone());
        rows.push(this.rows[0]);
    }
    Quarter {
        year: this.year - 1,
        quarter: this.quarter,
        counties,
        rows,
        is_file: dice.odds(4, 5),
        ..this.clone()
    }
}

impl County {
    /// What it has to invest: a task of 0 is none.
    pub fn task(&self) -> Option<u64> {
        self.target.filter(|target| *target > 0)
    }
}

impl Quarter {
    pub fn file(&self) -> String {
        format!("{}-q{}.toml", self.year, self.quarter)
    }

    pub fn row(&self, name: &str) -> Option<&County> {
        let at = self.counties.iter().position(|other| other == name)?;
        Some(&self.rows[at])
    }

    /// What a column comes to; nothing where no county has any.
    pub fn total(&self, of: impl Fn(&County) -> Option<u64>) -> Option<u64> {
        self.rows.iter().filter_map(of).reduce(|sum, one| sum + one)
    }

    fn root(&self, none: &[&str]) -> String {
        let names: Vec<String> = self
            .counties
            .iter()
            .map(|name| format!("\"{name}\""))
            .collect();
        let month = self.quarter * 3 % 12 + 1;
        format!(
            "sample = true\nyear = {}\nquarter = {}\nnumber = 7\ndate = \"{month}月11日\"\nnone = {none:?}\ncounties = [{}]\n\n[progress]\nschedule = {}\n",
            self.year,
            self.quarter,
            names.join(", "),
            tenths(self.schedule)
        )
    }

    fn table(&self) -> String {
        let mut text = String::new();
        for (name, row) in self.counties.iter().zip(&self.rows) {
            let money = |amount: Option<u64>| amount.map_or("\"\"".to_owned(), hundredths);
            let count = |count: Option<u64>| count.map_or("\"\"".to_owned(), |n| n.to_string());
            writeln!(
                text,
                "\n[progress.\"{name}\"]\ntarget = {}\ninvestment = {}\ninvested = {}\nbegun_target = {}\nbegun = {}",
                money(row.target),
                money(row.investment),
                money(row.invested),
                count(row.begun_target),
                count(row.begun)
            )
            .unwrap();
        }
        text
    }

    /// As a file of its own, without any earlier one.
    pub fn toml(&self) -> String {
        self.root(&["last", "same"]) + &self.table()
    }

    /// What it published of one column, as the quarter that looks back states it.
    fn stated(
        &self,
        epoch: &str,
        column: &str,
        asking: &[String],
        of: impl Fn(&County) -> Option<u64>,
    ) -> String {
        let line = |name: &str, value: Option<u64>| {
            let value = value.map_or("\"\"".to_owned(), hundredths);
            format!("\n[{epoch}.progress.{name}]\n{column} = {value}\n")
        };
        let rows = asking.iter().map(|name| {
            let value = self.row(name).and_then(&of);
            line(&format!("\"{name}\""), value)
        });
        rows.collect::<String>() + &line("total", self.total(of))
    }
}

impl Series {
    /// The input of the quarter itself.
    pub fn toml(&self) -> String {
        let none = [("last", &self.last), ("same", &self.same)];
        let none = none.iter().filter(|(_, quarter)| quarter.is_none());
        let none: Vec<&str> = none.map(|(name, _)| *name).collect();
        let this = &self.this;
        let mut text = this.root(&none) + &this.table();
        if let Some(last) = self.last.as_ref().filter(|last| !last.is_file) {
            text += &last.stated("last", "invested", &this.counties, |row| row.invested);
        }
        if let Some(same) = self.same.as_ref().filter(|same| !same.is_file) {
            text += &same.stated("same", "investment", &this.counties, |row| row.investment);
        }
        text
    }
}

fn hundredths(value: u64) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}
