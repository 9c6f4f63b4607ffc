//! Made-up letters: who was late, who has not answered, who is asked.

use std::fmt::Write;

use super::Case;
use super::numbers::Wanted;
use super::reading::Reading;
use crate::any_year::made::counties;
use crate::dice::Dice;

const QUARTERS: [&str; 4] = ["一", "二", "三", "四"];

struct Letter {
    year: i64,
    quarter: i64,
    /// Month and day by which the answers are asked for.
    deadline: (i64, i64),
    is_urgent: bool,
    /// How many days late each was; nothing: it has not answered.
    counties: Vec<(String, Option<u64>)>,
}

/// A made-up letter; nothing before it is needed.
pub fn case(seed: u64) -> Case {
    let letter = letter(seed);
    Case {
        name: format!("{}-q{}.toml", letter.year, letter.quarter),
        toml: letter.toml(),
        last: None,
        same: None,
        read: Box::new(move |reading| letter.read(reading)),
    }
}

fn letter(seed: u64) -> Letter {
    let mut dice = Dice::mixed(seed);
    let quarter = 1 + dice.signed(4);
    let mood = dice.below(6);
    let lone = dice.below(15);
    let names = counties(&mut dice).into_iter().zip(0_u64..);
    let counties = names.map(|(name, at)| {
        let days = match mood {
            1 => None,
            2 => Some(1 + dice.below(9)),
            3 if at == lone % 6 => [None, Some(2)][dice.index(2)],
            0 | 3 => Some(0),
            _ => [Some(0), None, Some(1 + dice.below(30))][dice.index(3)],
        };
        (name, days)
    });
    let counties = counties.collect();
    Letter {
        year: 2020 + dice.signed(7),
        quarter,
        deadline: (quarter * 3 % 12 + 1, 10 + dice.signed(15)),
        is_urgent: dice.odds(1, 3),
        counties,
    }
}

impl Letter {
    fn toml(&self) -> String {
        let names: Vec<String> = self
            .counties
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let (month, day) = self.deadline;
        let urgency = if self.is_urgent {
            "urgency = \"特急\"\n"
        } else {
            ""
        };
        let mut text = format!(
            "sample = true\nyear = {}\nquarter = {}\nnumber = 3\ndate = \"{month}月8日\"\n{urgency}counties = [{}]\n\n[returns]\ndeadline = \"{month}月{day}日\"\n",
            self.year,
            self.quarter,
            names.join(", ")
        );
        for (name, days) in &self.counties {
            let days = days.map_or("\"\"".to_owned(), |days| days.to_string());
            write!(text, "\n[returns.\"{name}\"]\ndays = {days}\n").unwrap();
        }
        text
    }

    fn read(&self, reading: &mut Reading) {
        let this = format!(
            "{}年第{}季度",
            self.year,
            QUARTERS[usize::try_from(self.quarter - 1).unwrap()]
        );
        let title = reading.title();
        let wanted = format!("关于报送{this}保障性安居工程进展情况的函");
        reading.must(title == wanted, format!("title {title}"));
        let annexes = reading.annexes();
        let wanted = format!("{this}保障性安居工程进展情况表");
        reading.must(annexes == [wanted], format!("annexes {annexes:?}"));
        let paragraphs = reading.paragraphs("request");
        let (month, day) = self.deadline;
        let asked = paragraphs[0].clone();
        reading.says(&asked, &format!("如实填报{this}的数据"), true);
        reading.says(&asked, &format!("于{month}月{day}日前报送"), true);
        let troubled = self.counties.iter().any(|(_, days)| *days != Some(0));
        let count = 1 + usize::from(troubled);
        reading.must(paragraphs.len() == count, format!("{paragraphs:?}"));
        if let Some(text) = paragraphs.get(1) {
            self.reminder(reading, text);
        }
        Self::form(reading);
    }

    /// Every county that was late stands there with its days, every one that has not answered as
    /// such, and no other.
    fn reminder(&self, reading: &mut Reading, text: &str) {
        let before = QUARTERS[usize::try_from((self.quarter + 2) % 4).unwrap()];
        let year = self.year - i64::from(self.quarter == 1);
        let before = format!("{year}年第{before}季度");
        let late = self
            .counties
            .iter()
            .filter_map(|(name, days)| Some((name, days.filter(|days| *days > 0)?)));
        let late: Vec<(&String, u64)> = late.collect();
        let missing = self.counties.iter().filter(|(_, days)| days.is_none());
        let missing: Vec<&str> = missing.map(|(name, _)| name.as_str()).collect();
        let is_all = missing.len() == self.counties.len() && missing.len() > 1;
        let named = late
            .iter()
            .map(|(name, days)| format!("{name}（迟{days}天）"));
        let named = named.collect::<Vec<_>>().join("、");
        let of_late = format!("{before}的数据，{named}没有按期报送。");
        reading.says(text, &of_late, !late.is_empty());
        let of_missing = format!("{}至今没有报送{before}的数据", missing.join("、"));
        reading.says(text, &of_missing, !missing.is_empty() && !is_all);
        reading.says(
            text,
            &format!("各县（市、区）至今都没有报送{before}"),
            is_all,
        );
        reading.says(text, "没有按期报送", !late.is_empty());
        reading.says(text, "补报", !missing.is_empty());
        reading.says(text, "迟报", !late.is_empty());
        reading.says(text, "漏报", !missing.is_empty());
        let mut wanted = Vec::new();
        if !late.is_empty() {
            wanted.push(Wanted::whole(i128::from(year)));
            wanted.extend(
                late.iter()
                    .map(|(_, days)| Wanted::whole(i128::from(*days))),
            );
        }
        if !missing.is_empty() {
            wanted.push(Wanted::whole(i128::from(year)));
        }
        reading.numbers(text, &wanted);
    }

    /// The form to be filled in is empty.
    fn form(reading: &mut Reading) {
        let rows = reading.table("progress").unwrap_or_default();
        let is_empty = rows
            .iter()
            .all(|row| row.cells.iter().all(|cell| cell.is_empty()));
        reading.must(
            rows.len() == 4 && is_empty,
            format!("{} rows in the form", rows.len()),
        );
    }
}
